// What a user does with a contract: open it, read the findings, change it, take it away.

import { SERVICES, SUPPLIER_PAPER, textFile, wordFile } from "./contracts";
import { card, contract, contractText, expect, openCard, openSample, paste, readDownload, test } from "./page";

test("the sample shows its critical points, the vendor's side assumed and said so", async ({ ready: page }) => {
  await openSample(page);
  for (const rule of ["liability.uncapped", "indemnity.use-triggered", "payment.long-terms"]) await expect(card(page, rule)).not.toHaveCount(0);
  await expect(page.getByText("Reviewed for the vendor until you choose.")).toBeVisible();
  await expect(page.locator("side-and-parties")).toContainText("Halden Foods, Inc.");
  await expect(page.locator("side-and-parties")).toContainText("Brightwater Studio LLC");
  await expect(page.locator("finding-card").first()).toContainText("Critical");
  await expect(page.locator("findings-pane .disclaimer")).toContainText("legal advice");
});

test("a finding is a complete answer, and leads to its words and back", async ({ ready: page }) => {
  await openSample(page);
  const payment = await openCard(page, "payment.long-terms");
  for (const label of ["Why it matters", "Ask first", "What to write instead", "Margin comment"]) await expect(payment.getByText(label, { exact: true }).first()).toBeVisible();
  await expect(payment.locator("ins").first()).toBeVisible();
  await expect(payment.locator("del").first()).toBeVisible();
  await expect(contract(page).locator(".cm-chosen").first()).toBeInViewport();
  await expect(contract(page).locator(".cm-chosen").first()).toContainText("Client shall pay");

  await payment.locator(".head").click();
  await expect(payment.locator(".body")).toHaveCount(0);
  await contract(page).locator(".cm-marked").first().click();
  await expect(page.locator("finding-card[open]")).toHaveCount(1);
});

test("the ladder shows other positions", async ({ ready: page }) => {
  await openSample(page);
  const payment = await openCard(page, "payment.long-terms");
  const preferred = await payment.locator(".rung:visible .sheet").textContent();
  await payment.getByRole("tab", { name: "Fallback 1" }).click();
  await expect(payment.getByRole("tab", { name: "Fallback 1" })).toHaveAttribute("aria-selected", "true");
  expect(await payment.locator(".rung:visible .sheet").textContent()).not.toBe(preferred);
});

test("the other side gets another review", async ({ ready: page }) => {
  await openSample(page);
  await page.locator("label.side", { hasText: "Customer or buyer" }).click();
  await expect(page.getByText("Reviewed for the vendor until you choose.")).toHaveCount(0);
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  for (const rule of ["liability.uncapped", "indemnity.use-triggered"]) await expect(card(page, rule)).toHaveCount(0);
});

test("a supplier's paper is hard on its customer, and mild on its supplier", async ({ ready: page }) => {
  await paste(page, SUPPLIER_PAPER);
  await expect(page.locator("findings-pane .summary")).toBeVisible();
  for (const rule of ["liability.uncapped", "indemnity.any-arising"]) await expect(card(page, rule)).toHaveCount(0);
  await page.locator("label.side", { hasText: "Customer or buyer" }).click();
  for (const rule of ["liability.uncapped", "indemnity.any-arising", "liability.one-sided-cap"]) await expect(card(page, rule)).toHaveCount(1);
  await expect(page.locator("findings-pane .summary h2")).toHaveText(/^\d+ points to raise for the customer or buyer$/);
  await expect(page.locator("finding-card").first()).toContainText("Customer");
  const liability = await openCard(page, "liability.uncapped");
  await liability.getByRole("button", { name: "Take this edit" }).click();
  await expect(card(page, "liability.uncapped")).toHaveCount(0);
});

test("a corrected role is used in the review", async ({ ready: page }) => {
  await openSample(page);
  await page.getByText("Who is who").click();
  await page.getByLabel("Role of Brightwater Studio LLC").selectOption("pays");
  await page.getByLabel("Role of Halden Foods, Inc.").selectOption("supplies");
  await expect(page.locator("label.side", { hasText: "Vendor or supplier" })).toContainText("Client");
  await expect(page.getByLabel("Role of Brightwater Studio LLC")).toHaveValue("customer");
});

test("a pasted contract is reviewed", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(card(page, "indemnity.use-triggered")).toHaveCount(1);
  await expect(page.locator("side-and-parties")).toContainText("Tidewater Design LLC");
});

test("a text file can be dropped anywhere", async ({ ready: page }) => {
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "Larkspur.txt", { type: "text/plain" }));
    return data;
  }, SERVICES);
  await page.locator("body").dispatchEvent("dragover", { dataTransfer: transfer });
  await expect(page.getByText("Drop the contract to review it")).toBeVisible();
  await page.locator("body").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.locator("page-masthead")).toContainText("Larkspur.txt");
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
});

test("a Word file can be chosen", async ({ ready: page }) => {
  const paragraphs = SERVICES.split("\n\n").map((words) => words.trim());
  await page.getByLabel("Choose a contract file").setInputFiles(wordFile("Larkspur.docx", paragraphs));
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(contract(page)).toContainText("Client shall pay each undisputed invoice within ninety (90) days");
});

test("a text with Windows line ends is marked at the right words", async ({ ready: page }) => {
  await page.getByLabel("Choose a contract file").setInputFiles(textFile("windows.txt", SERVICES.replaceAll("\n", "\r\n")));
  const payment = await openCard(page, "payment.long-terms");
  const quote = (await payment.locator(".quote").textContent())?.trim().slice(1, -1) ?? "";
  expect(quote).toContain("ninety (90) days");
  const marked = await contract(page).locator(".cm-chosen").allTextContents();
  expect(marked.join("")).toBe(quote);
});

test("an edit is taken into the text, clears its finding and is undone exactly", async ({ ready: page }) => {
  await paste(page, SERVICES);
  const payment = await openCard(page, "payment.long-terms");
  await payment.getByRole("button", { name: "Take this edit" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  const taken = page.getByRole("region", { name: "Taken edits" });
  await expect(taken).toContainText("Taken · 1");
  await expect(contract(page).locator(".cm-taken").first()).toBeVisible();
  await expect(contract(page).locator(".cm-struck").first()).toBeVisible();
  expect(await contractText(page)).not.toBe(SERVICES);

  await taken.getByRole("button", { name: /^Undo/ }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(taken).toHaveCount(0);
  expect(await contractText(page)).toBe(SERVICES);
});

test("two edits are taken and the first alone is undone", async ({ ready: page }) => {
  await paste(page, SERVICES);
  for (const rule of ["payment.long-terms", "indemnity.use-triggered"]) {
    await (await openCard(page, rule)).getByRole("button", { name: "Take this edit" }).first().click();
    await expect(card(page, rule)).toHaveCount(0);
  }
  await page.getByRole("region", { name: "Taken edits" }).getByRole("button", { name: /^Undo/ }).first().click();
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(card(page, "indemnity.use-triggered")).toHaveCount(0);
  const text = await contractText(page);
  expect(text).toContain("ninety (90) days");
  expect(text).not.toContain("or Client’s use of the Deliverables");
});

test("the editor's own undo takes an edit back too", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await (await openCard(page, "payment.long-terms")).getByRole("button", { name: "Take this edit" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  await contract(page).focus();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Taken edits" })).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Shift+Z");
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Taken edits" })).toContainText("Taken · 1");
});

test("typing re-reviews", async ({ ready: page }) => {
  await paste(page, SERVICES.replace("ninety (90)", "fifteen (15)"));
  await expect(page.locator("findings-pane .summary")).toBeVisible();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  await contract(page).getByText("Client shall pay each undisputed invoice within fifteen (15) days").click();
  await page.keyboard.press("ControlOrMeta+F");
  await page.getByRole("textbox", { name: "Find" }).pressSequentially("fifteen (15)");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.type("ninety (90)");
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
});

test("a dismissed finding stays away and can be restored", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await (await openCard(page, "payment.long-terms")).getByRole("button", { name: "Dismiss" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  await contract(page).press("End");
  await page.keyboard.type(" ");
  await page.waitForTimeout(600);
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  await page.getByRole("region", { name: "Dismissed findings" }).getByRole("button", { name: /^Restore/ }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
});

test("question, wording, comment and the whole finding can be copied", async ({ ready: page }) => {
  await paste(page, SERVICES);
  const payment = await openCard(page, "payment.long-terms");
  const copied = async (name: string): Promise<string> => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await payment.getByRole("button", { name }).first().click();
    await expect(payment.getByRole("button", { name: "Copied" }).first()).toBeVisible();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copied("Copy question")).toBe((await payment.locator(".ask p").textContent())?.trim());
  expect(await copied("Copy wording")).toContain("thirty (30) days");
  expect((await copied("Copy comment")).length).toBeGreaterThan(10);
  const whole = await copied("Copy finding");
  for (const part of ["(high)", "Why it matters:", "Ask first:", "Preferred:"]) expect(whole).toContain(part);
});

test("the review is saved as Markdown and as JSON, and copied", async ({ ready: page }) => {
  await page.getByLabel("Choose a contract file").setInputFiles(textFile("Larkspur deal.txt", SERVICES));
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  const title = (await card(page, "payment.long-terms").locator("h3").textContent())?.trim() ?? "";
  const save = async (what: string) => {
    const saved = page.waitForEvent("download");
    await page.locator("page-masthead summary").click();
    await page.getByRole("button", { name: what }).click();
    return saved;
  };
  const markdown = await save("Save Review, Markdown");
  expect(markdown.suggestedFilename()).toBe("Larkspur deal-review.md");
  expect(await readDownload(markdown)).toContain(title);

  const json = await save("Save Review, JSON");
  expect(json.suggestedFilename()).toBe("Larkspur deal-review.json");
  const report = JSON.parse(await readDownload(json)) as { position_encoding: string; findings: { rule: string; quote: string; span: { start: number; end: number } | null }[] };
  expect(report.position_encoding).toBe("utf-16");
  // A quote is canonical text: straight quotes, single spaces.
  const canonical = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ");
  for (const { quote, span } of report.findings) if (span) expect(canonical(SERVICES.slice(span.start, span.end))).toBe(canonical(quote));
  expect(report.findings.map(({ rule }) => rule)).toContain("payment.long-terms");

  await page.locator("page-masthead summary").click();
  await page.getByRole("button", { name: "Copy Review, Markdown" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(title);
});

test("what was checked is listed, and never called safe", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await page.locator("coverage-report summary").first().click();
  await expect(page.locator("coverage-report")).toContainText("These checks ran and found nothing.");
  expect((await page.locator("coverage-report").innerText()).toLowerCase()).not.toMatch(/\bsafe\b/);
});

test("contract text is never taken for markup", async ({ ready: page }) => {
  const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script><b>Client</b>`;
  await paste(page, SERVICES.replace("1. Services.", `1. Services. ${hostile}`).replace("“Client”", `“Client”, ${hostile},`).replace("after receipt.", `after receipt of <img src=x onerror="document.title='owned'">.`));
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  for (const head of await page.locator("finding-card .head").all()) await head.click();
  await page.waitForTimeout(300);
  expect(await page.title()).toBe("Clausewright");
  expect(await page.evaluate(countPlanted)).toBe(0);
  await expect(contract(page)).toContainText("<script>document.title='owned'</script>");

  function countPlanted(): number {
    const within = (root: Document | ShadowRoot): number => {
      const here = root.querySelectorAll("img, script:not([src])").length;
      return [...root.querySelectorAll("*")].reduce((sum, element) => sum + (element.shadowRoot ? within(element.shadowRoot) : 0), here);
    };
    return within(document);
  }
});

test("edits are not thrown away unasked", async ({ ready: page }) => {
  await paste(page, SERVICES);
  await (await openCard(page, "payment.long-terms")).getByRole("button", { name: "Take this edit" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
  const asked: string[] = [];
  page.once("dialog", (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole("button", { name: "New contract" }).click();
  expect(asked).toHaveLength(1);
  await expect(contract(page)).toContainText("thirty (30) days");
});

test("a finding stays open while its words are edited", async ({ ready: page }) => {
  await paste(page, SERVICES);
  const payment = await openCard(page, "payment.long-terms");
  await payment.locator(".head").press("Enter");
  await expect(contract(page)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.insertText("For its part, ");
  await expect(card(page, "payment.long-terms").locator(".body")).toBeVisible();
  await expect(page.locator("review-state [role=status]").first()).toContainText("Review ready");
  await page.waitForTimeout(800);
  await expect(card(page, "payment.long-terms").locator(".body")).toBeVisible();
});

test("another contract starts anew", async ({ ready: page }) => {
  await openSample(page);
  await page.getByRole("button", { name: "New contract" }).click();
  await expect(page.getByRole("textbox", { name: "Paste the contract here" })).toBeVisible();
  await paste(page, SERVICES);
  await expect(page.locator("side-and-parties")).toContainText("Larkspur Hotels, Inc.");
  await expect(page.locator("side-and-parties")).not.toContainText("Halden");
});
