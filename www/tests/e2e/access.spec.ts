// Keyboard alone, assistive technology, small screens, paper.

import type { Page } from "@playwright/test";
import { SERVICES, textFile } from "./contracts";
import { card, contract, expect, expectAccessible, openCard, openPage, openSample, paste, test } from "./page";

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, viewport] of [["wide", { width: 1440, height: 900 }], ["narrow", { width: 390, height: 844 }]] as const) {
    test(`axe finds nothing grave: ${colorScheme}, ${name}`, async ({ browser }) => {
      test.setTimeout(150_000);
      const context = await browser.newContext({ colorScheme, viewport });
      const page = await context.newPage();
      await openPage(page);
      await expectAccessible(page);
      await page.getByLabel("Choose a contract file").setInputFiles(textFile("empty.txt", ""));
      await expectAccessible(page);
      await openSample(page);
      await expectAccessible(page);
      await openCard(page, "payment.long-terms");
      await page.waitForTimeout(300);
      await expectAccessible(page);
      await page.locator("finding-card[open]").getByRole("button", { name: "Take this edit" }).click();
      await expect(card(page, "payment.long-terms")).toHaveCount(0);
      await page.waitForTimeout(2000);
      await expectAccessible(page);
      if (name === "narrow") await page.getByRole("tab", { name: /Findings/ }).click();
      await page.locator("coverage-report summary").first().click();
      await expectAccessible(page);
      await page.getByRole("tab", { name: /Key terms/ }).click();
      await page.locator("key-terms button.value").first().click();
      if (name === "narrow") await page.getByRole("tab", { name: /Key terms/ }).click();
      await page.locator("key-terms details.absent summary").first().click();
      await page.waitForTimeout(300);
      await expectAccessible(page);
      await page.locator("page-masthead summary").click();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Keys and help" }).click();
      await expectAccessible(page);
      await context.close();
    });
  }
}

test("a review by keyboard alone", async ({ ready: page }) => {
  await page.keyboard.press("Tab");
  for (let steps = 0; steps < 8 && (await focusedName(page)) !== "Try the sample"; steps += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("finding-card").first()).toBeVisible();

  await page.keyboard.press("j");
  await expect(page.locator("finding-card").first().locator(".head")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  await expect(page.locator("finding-card").nth(1).locator(".head")).toBeFocused();

  await page.keyboard.press("k");
  await page.keyboard.press("Space");
  await expect(page.locator("finding-card").first()).toHaveAttribute("open", "");
  await page.keyboard.press("Enter");
  await expect(contract(page)).toBeFocused();
  await expect(contract(page).locator(".cm-chosen").first()).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(page.locator("finding-card").first().locator(".head")).toBeFocused();

  const rule = await page.locator("finding-card").first().getAttribute("data-rule");
  await page.keyboard.press("t");
  await expect(page.getByRole("region", { name: "Taken edits" })).toContainText("Taken · 1");
  if (rule) await expect(card(page, rule)).toHaveCount(0);

  await page.keyboard.press("Escape");
  await page.locator("finding-card").first().locator(".head").focus();
  await page.keyboard.press("d");
  await expect(page.getByRole("region", { name: "Dismissed findings" })).toContainText("Dismissed · 1");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
});

async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.textContent?.trim() ?? "";
  });
}

test("letters typed into the contract are text, not commands", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await contract(page).press("ControlOrMeta+End");
  await page.keyboard.type("jktd?");
  await expect(contract(page)).toContainText("jktd?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
});

test("the result of a review is announced", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await expect(page.locator("review-state [role=status]").first()).toContainText(/Review ready: \d+ points? to raise/);
});

test("a narrow screen shows one pane at a time", async ({ ready: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSample(page);
  await expect(page.locator("contract-editor")).toBeHidden();
  const payment = await openCard(page, "payment.long-terms");
  await payment.locator(".quote").click();
  await expect(page.locator("contract-editor")).toBeVisible();
  await expect(contract(page).locator(".cm-chosen").first()).toBeInViewport();
  await contract(page).locator(".cm-chosen").first().click();
  await expect(page.locator("findings-pane")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("dark and light can be chosen", async ({ ready: page }) => {
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.getByRole("button", { name: "Change to dark colours" }).click();
  expect(await paper()).not.toBe(before);
  await page.getByRole("button", { name: "Change to light colours" }).click();
  expect(await paper()).toBe(before);
});

test("on paper every finding is whole and the controls are gone", async ({ ready: page }) => {
  await openSample(page);
  const count = Number(await page.getByRole("tab", { name: /Findings/ }).locator(".count").textContent());
  expect(count).toBeGreaterThan(3);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("finding-card .body")).toHaveCount(count);
  await expect(page.getByRole("button", { name: "Take this edit" }).first()).toBeHidden();
  await expect(page.locator("contract-editor")).toBeHidden();
});
