// "What did we agree?": the key terms beside the contract.

import type { Locator, Page } from "@playwright/test";
import { manyTerms } from "../unit/fixture";
import { SERVICES, textFile } from "./contracts";
import { contract, expect, openSample, paste, readDownload, test } from "./page";
import { plantReport } from "./planted";

const sheet = (page: Page): Locator => page.locator("key-terms");
const line = (page: Page, words: string): Locator => sheet(page).locator(".line", { hasText: words });

async function openTerms(page: Page): Promise<void> {
  await page.getByRole("tab", { name: /Key terms/ }).click();
  await expect(sheet(page)).toBeVisible();
}

async function openMany(page: Page): Promise<void> {
  await plantReport(page, { terms: manyTerms(SERVICES) });
  await paste(page, SERVICES);
  await expect(page.locator("finding-card").first()).toBeVisible();
  await openTerms(page);
}

test("what was agreed, topic by topic, each line with its clause", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await openTerms(page);
  await expect(page.locator("findings-pane")).toBeHidden();
  const payment = sheet(page).getByRole("region", { name: "Payment" });
  await expect(payment.locator(".line", { hasText: "Client pays within 90 days" }).locator(".place")).toContainText("2");
  await expect(sheet(page).getByRole("region", { name: "Parties" })).toContainText("Tidewater Design LLC");
  await expect(sheet(page).getByRole("region", { name: "Parties" })).toContainText("supplies");
  await expect(payment.locator("details.absent")).toContainText("not stated");
});

test("a line leads to its words and back", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await openTerms(page);
  await line(page, "within 90 days").getByRole("button").first().click();
  await expect(contract(page).locator(".cm-chosen").first()).toBeInViewport();
  await expect(contract(page).locator(".cm-chosen").first()).toContainText("Client shall pay each undisputed invoice");
  await expect(line(page, "within 90 days").locator("blockquote")).toContainText("within ninety (90) days");

  await contract(page).locator(".cm-marked-term", { hasText: "total liability" }).first().click();
  const focused = sheet(page).locator("button.value:focus");
  await expect(focused).toHaveCount(1);
  await expect(focused).toHaveAttribute("aria-pressed", "true");
  await expect(line(page, "within 90 days").locator("blockquote")).toHaveCount(0);
});

test("the contract marks what the view speaks of", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await expect(contract(page).locator(".cm-marked-high").first()).toBeVisible();
  await openTerms(page);
  await expect(contract(page).locator(".cm-marked-term").first()).toBeVisible();
  await expect(contract(page).locator(".cm-marked-high")).toHaveCount(0);
  await page.getByRole("tab", { name: /Findings/ }).click();
  await expect(contract(page).locator(".cm-marked-high").first()).toBeVisible();
  await expect(contract(page).locator(".cm-marked-term")).toHaveCount(0);
});

test("by keyboard: to the sheet, along its lines, into the contract and back", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await page.getByRole("tab", { name: /Findings/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: /Key terms/ })).toBeFocused();
  await expect(sheet(page)).toBeVisible();
  await page.keyboard.press("1");
  await expect(sheet(page)).toBeHidden();
  await page.keyboard.press("2");
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  await expect(sheet(page).locator("button.value").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(contract(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(sheet(page).locator("button.value").first()).toBeFocused();
});

test("the sheet follows an edit", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await openTerms(page);
  await contract(page).press("ControlOrMeta+F");
  await page.getByRole("textbox", { name: "Find" }).pressSequentially("ninety (90)");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.type("fifteen (15)");
  await expect(line(page, "Client pays within 15 days")).toHaveCount(1);
  await expect(line(page, "Client pays within 90 days")).toHaveCount(0);
});

test("the view stays for the visit, also with another contract, and nothing is stored", async ({ ready: page }) => {
  await openSample(page);
  await openTerms(page);
  await page.getByRole("button", { name: "New contract" }).click();
  await paste(page, SERVICES);
  await expect(sheet(page)).toContainText("Tidewater Design LLC");
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("contradictions are marked, and both are shown together", async ({ ready: page }) => {
  await openMany(page);
  const group = sheet(page).locator(".group.contradicted").first();
  await expect(group.locator(".line")).toHaveCount(2);
  await expect(group).toContainText("Says otherwise elsewhere. Compare 1.1 and 1.2.");
  await sheet(page).getByRole("button", { name: "6 contradicted" }).click();
  await expect(sheet(page).locator(".line")).toHaveCount(6);
  await sheet(page).getByRole("button", { name: "6 contradicted" }).click();
  await expect(sheet(page).locator(".line")).toHaveCount(55);
  await expect(sheet(page).locator(".unsure")).toHaveCount(11);
});

test("what is not stated is folded, counted and can be hidden", async ({ ready: page }) => {
  await openMany(page);
  const absent = sheet(page).locator("details.absent");
  await expect(absent).toHaveCount(11);
  await expect(absent.first()).toContainText("2 terms not stated");
  await expect(absent.first().getByText("Payment silence 5")).toBeHidden();
  await absent.first().locator("summary").click();
  await expect(absent.first().getByText("Payment silence 5")).toBeVisible();
  await sheet(page).getByRole("button", { name: "Hide what is not stated" }).click();
  await expect(absent).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Find in the key terms" }).fill("silence 5 payment");
  await expect(absent).toHaveCount(1);
});

test("a search narrows the sheet and says when there is nothing", async ({ ready: page }) => {
  await openMany(page);
  const field = page.getByRole("searchbox", { name: "Find in the key terms" });
  await field.fill("34 days");
  await expect(sheet(page).locator(".line")).toHaveCount(11);
  await field.fill("10.3");
  await expect(sheet(page).locator(".line")).toHaveCount(1);
  await field.press("ArrowDown");
  await expect(sheet(page).locator("button.value")).toBeFocused();
  await field.fill("nowhere to be found");
  await expect(sheet(page)).toContainText("No line holds “nowhere to be found”.");
  await sheet(page).getByRole("button", { name: "Show all" }).click();
  await expect(sheet(page).locator(".line")).toHaveCount(55);
});

test("one line and the whole sheet are copied, Markdown and CSV are saved", async ({ ready: page }) => {
  await page.getByLabel("Choose a contract file").setInputFiles(textFile("Larkspur deal.txt", SERVICES));
  await openTerms(page);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await line(page, "within 90 days").getByRole("button").first().click();
  await line(page, "within 90 days").getByRole("button", { name: "Copy" }).click();
  await expect.poll(clipboard).toMatch(/^Payment period: Client pays within 90 days .*\(2\)\n“Client shall pay each undisputed invoice/);
  await sheet(page).getByRole("button", { name: "Copy all" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  expect(await clipboard()).toContain("## Liability");

  const markdown = page.waitForEvent("download");
  await sheet(page).getByRole("button", { name: "Save the key terms as Markdown" }).click();
  expect((await markdown).suggestedFilename()).toBe("Larkspur deal-key-terms.md");
  expect(await readDownload(await markdown)).toContain("- **Payment period**: Client pays within 90 days");

  const csv = page.waitForEvent("download");
  await page.locator("page-masthead summary").click();
  await page.getByRole("button", { name: "Save Key terms, CSV" }).click();
  expect((await csv).suggestedFilename()).toBe("Larkspur deal-key-terms.csv");
  const table = await readDownload(await csv);
  expect(table.startsWith("\uFEFF\"Topic\",\"Term\",")).toBe(true);
  expect(table).toContain("\"Client pays within 90 days");
});

test("on a narrow screen a line leads to the contract and back", async ({ ready: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openMany(page);
  await expect(contract(page)).toBeHidden();
  await line(page, "line 4 says").first().getByRole("button").first().click();
  await expect(contract(page).locator(".cm-chosen").first()).toBeInViewport();
  await expect(page.getByRole("tab", { name: "Contract" })).toHaveAttribute("aria-selected", "true");
  await contract(page).locator(".cm-chosen").first().click();
  await expect(sheet(page)).toBeVisible();
  await expect(sheet(page).locator("button.value:focus")).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("on paper the sheet is whole and the controls are gone", async ({ ready: page }) => {
  await openMany(page);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(sheet(page).getByText("Payment silence 5")).toBeVisible();
  await expect(sheet(page).getByRole("searchbox")).toBeHidden();
  await expect(page.locator("contract-editor")).toBeHidden();
  await expect(page.locator("findings-pane")).toBeHidden();
});

test("a text without terms says so", async ({ ready: page }) => {
  await plantReport(page, { terms: [] });
  await paste(page, SERVICES);
  await openTerms(page);
  await expect(sheet(page)).toContainText("No terms were read from this text.");
  await expect(sheet(page).getByRole("button", { name: "Copy all" })).toBeDisabled();
});

test("trouble is told in the sheet as well", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await openTerms(page);
  await contract(page).press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await expect(page.locator("trouble-note [role=alert]")).toContainText("There is no text to review.");
  await expect(page.locator("trouble-note [role=alert] p").first()).toBeVisible();
});
