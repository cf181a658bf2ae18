// The page as a test meets it: open, loaded, watched for anything that leaves it.

import AxeBuilder from "@axe-core/playwright";
import { test as base, type Locator, type Page, expect } from "@playwright/test";

export const test = base.extend<{ ready: Page }>({
  ready: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await openPage(page);
    await use(page);
    expect(faults, "errors in the page").toEqual([]);
  },
});

export { expect };

export async function openPage(page: Page): Promise<void> {
  await page.goto("./");
  await expect(page.locator("html")).toHaveAttribute("data-ready", "yes");
  await expect(page.locator("html")).toHaveAttribute("data-offline", "yes");
}

export async function openSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try the sample" }).click();
  await expect(page.locator("finding-card").first()).toBeVisible();
}

export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.getByRole("textbox", { name: "Paste the contract here" }).focus();
  await page.keyboard.press("ControlOrMeta+V");
}

export function card(page: Page, rule: string): Locator {
  return page.locator(`finding-card[data-rule="${rule}"]`);
}

export async function openCard(page: Page, rule: string): Promise<Locator> {
  const found = card(page, rule).first();
  if ((await found.getAttribute("open")) === null) await found.locator(".head").click();
  await expect(found.locator(".body")).toBeVisible();
  return found;
}

export const contract = (page: Page): Locator => page.getByRole("textbox", { name: "Contract text" });

/** The whole text of the editor, also what is scrolled out of sight. */
export async function contractText(page: Page): Promise<string> {
  const saved = page.waitForEvent("download");
  await page.locator("page-masthead summary").click();
  await page.getByRole("button", { name: "Save Contract as edited" }).click();
  return readDownload(await saved);
}

export async function readDownload(download: { createReadStream: () => Promise<NodeJS.ReadableStream> }): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}

/** Axe finds nothing serious. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`)).toEqual([]);
}
