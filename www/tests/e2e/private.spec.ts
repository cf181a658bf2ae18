// Nothing leaves the page after it has loaded, and it works with the network cut.

import type { Page } from "@playwright/test";
import { SERVICES, textFile, wordFile } from "./contracts";
import { card, contract, expect, openCard, openPage, paste, readDownload, test } from "./page";

/** Everything that tries to leave: requests, web sockets, and what the policy had to stop. */
async function watch(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.context().on("request", (request) => {
    // A download is a blob of the page itself.
    if (!request.url().startsWith("blob:")) seen.push(`request ${request.url()}`);
  });
  page.on("websocket", (socket) => seen.push(`web socket ${socket.url()}`));
  await page.exposeFunction("tellViolation", (what: string) => seen.push(`policy violation ${what}`));
  await page.evaluate(() => {
    const tell = (window as unknown as { tellViolation: (what: string) => void }).tellViolation;
    document.addEventListener("securitypolicyviolation", (event) => tell(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return seen;
}

async function useEverything(page: Page): Promise<void> {
  page.on("dialog", (dialog) => void dialog.accept());
  await paste(page, SERVICES);
  await (await openCard(page, "payment.long-terms")).getByRole("button", { name: "Take this edit" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  await contract(page).press("ControlOrMeta+End");
  await page.keyboard.type("Signed by both parties.");
  await page.locator("label.side", { hasText: "Customer or buyer" }).click();
  await page.getByRole("button", { name: /Change to .* colours/ }).click();
  await page.getByRole("tab", { name: /Key terms/ }).click();
  await page.locator("key-terms button.value").first().click();
  for (const what of ["Save Review, one page", "Save Review, CSV", "Save Review, Markdown", "Save Review, JSON", "Save Key terms, Markdown", "Save Key terms, CSV", "Save Contract as edited"]) {
    const saved = page.waitForEvent("download");
    await page.locator("page-masthead summary").click();
    await page.getByRole("button", { name: what }).click();
    expect((await readDownload(await saved)).length).toBeGreaterThan(100);
  }
  await page.getByRole("button", { name: "New contract" }).click();
  await page.getByLabel("Choose a contract file").setInputFiles(wordFile("deal.docx", SERVICES.split("\n\n")));
  await expect(contract(page)).toContainText("Tidewater");
  await expect(page.locator("review-state [role=status]")).toContainText("Review ready");
  await page.getByRole("button", { name: "New contract" }).click();
  await page.getByLabel("Choose a contract file").setInputFiles(textFile("fake.docx", "PK\x03\x04 no zip"));
  await expect(page.locator("trouble-note [role=alert]")).not.toBeEmpty();
}

test("not one request, web socket or policy violation after load", async ({ page }) => {
  await openPage(page);
  const seen = await watch(page);
  await useEverything(page);
  expect(seen).toEqual([]);
});

test("the watch sees a request, a web socket and a violation when there are some", async ({ page }) => {
  await openPage(page);
  const seen = await watch(page);
  await page.evaluate(async () => {
    await fetch("./favicon.svg?probe").catch(() => undefined);
    await fetch("https://example.com/").catch(() => undefined);
    try {
      new WebSocket(`ws://${location.host}/probe`);
    } catch {
      // A blocked socket may throw at once.
    }
  });
  await expect.poll(() => seen.some((one) => one.includes("favicon.svg?probe"))).toBe(true);
  await expect.poll(() => seen.some((one) => one.startsWith("policy violation connect-src https://example.com"))).toBe(true);
  await expect.poll(() => seen.some((one) => one.startsWith("web socket"))).toBe(true);
});

test("the page opens and works with the network cut", async ({ page, context }) => {
  await openPage(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-ready", "yes");
  await useEverything(page);
});

test("the policy forbids inline code and every foreign origin, in the header and in the page", async ({ page }) => {
  const response = await page.goto("./");
  const header = response?.headers()["content-security-policy"] ?? "";
  const meta = (await page.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content")) ?? "";
  for (const policy of [header, meta]) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).not.toMatch(/'unsafe-eval'|https?:|\*/);
  }
  expect(header).toContain("frame-ancestors 'none'");
  for (const directive of meta.split("; ")) expect(header).toContain(directive);
});

test("nothing is stored but the page's own files", async ({ page }) => {
  await openPage(page);
  await useEverything(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return {
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
      databases: (await indexedDB.databases()).length,
      files: requests.flat().map(({ url }) => new URL(url).pathname),
    };
  });
  expect(kept).toMatchObject({ local: 0, session: 0, cookies: "", databases: 0 });
  for (const file of kept.files) expect(file).toMatch(/^\/(assets\/[\w.-]+|index\.html|favicon\.svg|manifest\.webmanifest)?$/);
});
