// A long review stays calm: sixty findings, a hundred and fifty checks.

import type { Page } from "@playwright/test";
import { manyFindings, manyTerms } from "../unit/fixture";
import { SERVICES } from "./contracts";
import { contract, expect, expectAccessible, openPage, paste, test } from "./page";
import { plantReport } from "./planted";

const FINDINGS = manyFindings(60, SERVICES);

async function openLong(page: Page): Promise<void> {
  await plantReport(page, { findings: FINDINGS });
  await paste(page, SERVICES);
  await expect(page.locator("finding-card").first()).toBeVisible();
}

test("no more than twelve cards, three of them first, the rest folded by topic", async ({ ready: page }) => {
  await openLong(page);
  const cards = await page.locator("finding-card").count();
  expect(cards).toBeLessThanOrEqual(12);
  await expect(page.getByRole("heading", { name: "Talk about these first" })).toBeVisible();
  await expect(page.locator("finding-card").first()).toContainText("Critical");
  const fold = page.getByRole("button", { name: /points? in / }).first();
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await fold.click();
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  expect(await page.locator("finding-card").count()).toBeGreaterThan(cards);
  await expect(page.getByRole("button", { name: "5 faults in the drafting" })).toBeVisible();
});

test("a filter shows all of one severity or topic", async ({ ready: page }) => {
  await openLong(page);
  const low = FINDINGS.filter(({ severity }) => severity === "low").length;
  await page.getByRole("button", { name: `${low} low` }).click();
  await expect(page.locator("finding-card")).toHaveCount(low);
  await page.getByRole("combobox", { name: "Topic" }).selectOption("ip");
  await expect(page.locator("finding-card")).toHaveCount(FINDINGS.filter(({ severity, topic }) => severity === "low" && topic === "ip").length);
  await page.getByRole("button", { name: "Show all" }).click();
  expect(await page.locator("finding-card").count()).toBeLessThanOrEqual(12);
});

test("a click on marked words opens its finding, folded or filtered away as it may be", async ({ ready: page }) => {
  await openLong(page);
  await page.getByRole("button", { name: /critical$/ }).click();
  await contract(page).locator(".cm-marked-low").first().click();
  const open = page.locator("finding-card[open]");
  await expect(open).toHaveCount(1);
  await expect(open.locator(".head")).toBeFocused();
  await expect(open).toBeInViewport();
});

test("on paper every finding is there", async ({ ready: page }) => {
  await openLong(page);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("finding-card .body")).toHaveCount(60);
});

test("dismissing walks along what is shown", async ({ ready: page }) => {
  await openLong(page);
  const second = await page.locator("finding-card").nth(1).locator("h3").textContent();
  await page.locator("finding-card").first().locator(".head").focus();
  await page.keyboard.press("d");
  await expect(page.locator("finding-card .head:focus h3")).toHaveText(second ?? "");
});

test("a hundred and fifty checks are counted and folded by topic, what is undecided stands open", async ({ ready: page }) => {
  const topics = ["payment", "liability", "indemnity", "ip", "term", "warranty", "restraint", "confidentiality", "law", "drafting"];
  const checks = (count: number, note: string) => Array.from({ length: count }, (_, place) => ({ rule: `r.${place}`, topic: topics[place % topics.length] ?? "", title: `Check number ${place} of its kind`, note }));
  const undecided = checks(6, "The clause names no party.");
  await plantReport(page, { coverage: { passed: checks(110, ""), found: checks(12, ""), undecided, not_applicable: checks(22, "Only for a customer."), depends: [] } });
  await paste(page, SERVICES);
  const coverage = page.locator("coverage-report");
  await expect(coverage).toContainText("122 checks ran, 6 undecided");
  await coverage.locator("summary").first().click();
  await expect(coverage.getByText("The clause names no party.").first()).toBeVisible();
  await expect(coverage.getByText("Only for a customer.").first()).toBeHidden();
  const topic = coverage.locator("section", { hasText: "Nothing found · 110" }).locator("details", { hasText: "Intellectual property" });
  await expect(topic).toContainText("11");
  await topic.locator("summary").click();
  await expect(topic.locator("li")).toHaveCount(11);
  await expect(topic.locator("li").first()).toBeVisible();
});

test("words under several findings open one after the other", async ({ ready: page }) => {
  const place = SERVICES.indexOf("Client shall pay each");
  const span = { start: place, end: place + 40 };
  await plantReport(page, { findings: FINDINGS.slice(0, 3).map((finding) => ({ ...finding, span, quote: "Client shall pay each" })) });
  await paste(page, SERVICES);
  const opened = new Set<string>();
  for (let click = 0; click < 3; click += 1) {
    await contract(page).locator(".cm-marked").first().click();
    await expect(page.locator("finding-card[open]")).toHaveCount(1);
    await page.waitForTimeout(200);
    opened.add((await page.locator("finding-card[open]").getAttribute("data-rule")) ?? "");
  }
  expect(opened.size).toBe(3);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing grave in a long review and a long sheet: ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(150_000);
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await openPage(page);
    await plantReport(page, { findings: FINDINGS, terms: manyTerms(SERVICES) });
    await paste(page, SERVICES);
    await page.getByRole("button", { name: /(smaller|more) points? in / }).first().click();
    await page.locator("finding-card .head").first().click();
    await page.getByRole("tab", { name: /Walk away/ }).click();
    await page.waitForTimeout(300);
    await expectAccessible(page);
    await page.getByRole("tab", { name: /Key terms/ }).click();
    await page.waitForTimeout(300);
    await expectAccessible(page);
    await context.close();
  });
}
