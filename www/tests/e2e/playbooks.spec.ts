// Playbooks in the page: choosing, changing in the form, files, the address; what is told of the deal.

import { Buffer } from "node:buffer";
import { card, expect, expectAccessible, openCard, openPage, openSample, readDownload, test } from "./page";

const toml = (text: string) => ({ name: "ours.toml", mimeType: "text/plain", buffer: Buffer.from(text) });
const coded = (text: string): string => Buffer.from(text).toString("base64url");
const OFF = 'name = "ours"\nversion = "1"\nextends = "agency"\n\n[position."payment.long-terms"]\noff = true\n';

test("a built-in playbook is chosen", async ({ ready: page }) => {
  await openSample(page);
  await page.locator("playbook-bar select").selectOption("saas-vendor");
  await expect(page.locator("playbook-bar select")).toHaveValue("saas-vendor");
  await expect(page.locator("finding-card").first()).toBeVisible();
});

test("a limit is changed in the form, tested, used and saved", async ({ ready: page }) => {
  await openSample(page);
  await openCard(page, "payment.long-terms");
  await page.getByRole("button", { name: "Change, load or save a playbook" }).click();
  const editor = page.getByRole("dialog", { name: "Your playbook" });
  await editor.getByLabel("Find").fill("Long payment term");
  await editor.locator("rule-form summary").first().click();
  await editor.getByLabel("Do not look for this").check();
  await expect(editor.getByText(/^Sound:/)).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent("download");
  await editor.getByRole("button", { name: "Save as a file" }).click();
  expect(await readDownload(await saved)).toContain('[position."payment.long-terms"]\noff = true');
  await editor.getByRole("button", { name: "Use it for this review" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
});

test("a faulty file is refused with its place, as text", async ({ ready: page }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Change, load or save a playbook" }).click();
  const editor = page.getByRole("dialog", { name: "Your playbook" });
  const faulty = 'name = "<img src=x onerror=alert(1)>"\nversion = "1"\nextends = "agency"\n"<b>bold</b>" = 1\n';
  await editor.locator("input[type=file]").setInputFiles(toml(faulty));
  await expect(editor.locator("pre")).toContainText("unknown key `<b>bold</b>`");
  await expect(editor.locator("pre")).toContainText("^^^");
  await expect(editor.locator("b, img")).toHaveCount(0);
  await expect(editor.getByRole("button", { name: "Use it for this review" })).toBeDisabled();
});

test("hostile playbooks are refused soon, and the page lives on", async ({ ready: page }) => {
  test.setTimeout(90_000);
  await openSample(page);
  await page.getByRole("button", { name: "Change, load or save a playbook" }).click();
  const editor = page.getByRole("dialog", { name: "Your playbook" });
  const head = 'name = "x"\nversion = "1"\nextends = "agency"\n';
  const rule = (at: number) => `[[rule]]\nid = "x.r${at}"\nname = "n"\ntopic = "x"\nhurts = "vendor"\npattern = "a"\ntitle = "t"\nwhat = "w"\nwhy = "y"\nask = "q"\n`;
  const refused: [text: string, says: string][] = [
    [`${head}[position."payment.long-terms"]\nask = "${"a".repeat(1_000_000)}"\n`, "bytes"],
    [head + Array.from({ length: 10_000 }, (_, at) => rule(at)).join(""), "more than 2000 rules"],
    [`${head}[[rule]]\nid = "x.all"\nname = "n"\ntopic = "x"\nhurts = "vendor"\npattern = "[a] .."\ntitle = "t"\nwhat = "w"\nwhy = "y"\nask = "q"\n`, "pattern = "],
    [`${head}[position."payment.long-terms"]\nseverity = [{ over = "30 days", is = "high" }, { over = "60 days", is = "low" }]\n`, "contradicts"],
    [`${head}\u0000\u001b[31m`, "your playbook:4"],
  ];
  for (const [text, says] of refused) {
    await editor.locator("input[type=file]").setInputFiles(toml(text));
    await expect(editor.locator("pre")).toContainText(says, { timeout: 15_000 });
    await expect(editor.getByRole("button", { name: "Use it for this review" })).toBeDisabled();
  }
  await editor.getByRole("button", { name: "Close" }).click();
  await expect(page.locator("finding-card").first()).toBeVisible();
});

test("a playbook in the address is offered and never used by itself", async ({ page }) => {
  await openPage(page);
  await page.evaluate((hash) => (location.hash = hash), `playbook=${coded(OFF)}`);
  const offer = page.getByRole("region", { name: "Playbook in the address" });
  await expect(offer).toContainText("Nothing has been changed by it yet");
  await openSample(page);
  await expect(card(page, "payment.long-terms").first()).toBeVisible();
  await offer.getByRole("button", { name: "Use it" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  await expect(offer).toHaveCount(0);
});

test("an address that was cut says so", async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => (location.hash = "playbook=%%%"));
  const offer = page.getByRole("region", { name: "Playbook in the address" });
  await expect(offer).toContainText("cannot be read");
  await offer.getByRole("button", { name: "Close" }).click();
  await expect(offer).toHaveCount(0);
});

test("what is told of the deal decides checks", async ({ ready: page }) => {
  await openSample(page);
  const deal = page.locator("deal-settings");
  await deal.locator("summary").click();
  await expectAccessible(page);
  await deal.getByLabel("Laws that you work under").fill("Japan");
  await deal.getByLabel("Laws that you work under").blur();
  await expect(card(page, "law.not-home").first()).toBeVisible();
});

test("a card leads to the page on its rule", async ({ ready: page }) => {
  await openSample(page);
  const open = await openCard(page, "payment.long-terms");
  await open.getByRole("button", { name: /About this rule/ }).click();
  const about = page.getByRole("dialog", { name: "Long payment term" });
  await expect(about).toContainText("Such words are flagged");
  await expectAccessible(page);
  await about.getByRole("button", { name: "Close" }).click();
  await expect(about).toBeHidden();
});
