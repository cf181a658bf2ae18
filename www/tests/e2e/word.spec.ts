// Real files in, Word files out: a contract is dropped, edits are taken, and the file that is saved
// holds them as tracked changes.

import type { Page } from "@playwright/test";
import { SERVICES, type UploadFile, textFile, wordFile } from "./contracts";
import { card, contract, expect, expectAccessible, openCard, openPage, test } from "./page";
import { pdfFile } from "./pdf";
import { unzipped, wordText } from "./unzip";

const PARAGRAPHS = SERVICES.trim().split("\n\n");

async function open(page: Page, file: UploadFile): Promise<void> {
  await page.getByLabel("Choose a contract file").setInputFiles(file);
  await expect(page.locator("review-state [role=status]")).toContainText("Review ready", { timeout: 20_000 });
}

async function takeEdit(page: Page): Promise<void> {
  await (await openCard(page, "payment.long-terms")).getByRole("button", { name: "Take this edit" }).click();
  await expect(card(page, "payment.long-terms")).toHaveCount(0);
}

async function openDialog(page: Page): Promise<void> {
  await page.locator("page-masthead summary").click();
  await page.getByRole("button", { name: "Save as a Word file" }).click();
  await expect(page.getByRole("dialog", { name: "Save as a Word file" })).toBeVisible();
}

/** What the file could not take is told before the dialog closes; otherwise it closes by itself. */
async function closeDialog(page: Page): Promise<void> {
  await expect(async () => {
    const done = page.getByRole("button", { name: "Done", exact: true });
    if (await done.isVisible()) await done.click();
    await expect(page.getByRole("dialog", { name: "Save as a Word file" })).toBeHidden({ timeout: 200 });
  }).toPass();
}

/** Saves as the dialog stands; gives the file's name and its parts. */
async function saved(page: Page): Promise<{ name: string; parts: Map<string, string> }> {
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const file = await download;
  const bytes: Buffer[] = [];
  for await (const part of await file.createReadStream()) bytes.push(Buffer.from(part));
  return { name: file.suggestedFilename(), parts: unzipped(Buffer.concat(bytes)) };
}

test("a Word file goes back with the edit as a tracked change, and nothing else of it changes", async ({ ready: page }) => {
  await open(page, wordFile("Deal.docx", PARAGRAPHS));
  await takeEdit(page);
  await contract(page).press("ControlOrMeta+End");
  await page.keyboard.type(" Signed by Ann.");
  await openDialog(page);
  await page.getByLabel("Author").fill("Ann Reader");
  const { name, parts } = await saved(page);
  expect(name).toBe("Deal - redline.docx");
  const document = parts.get("word/document.xml") ?? "";
  expect(wordText(document, "rejected")).toBe(PARAGRAPHS.join("\n"));
  const accepted = wordText(document, "accepted");
  expect(accepted).not.toContain("ninety (90)");
  expect(accepted).toContain("State of Oregon. Signed by Ann.");
  expect(document).toContain('w:author="Ann Reader"');
  expect(document).toMatch(/<w:ins [^>]*w:date="20\d\d-\d\d-\d\dT/);
  expect(parts.get("word/comments.xml")).toContain("Ann Reader");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("every preferred edit, a clean copy and the issues list", async ({ ready: page }) => {
  await open(page, wordFile("Deal.docx", PARAGRAPHS));
  await openDialog(page);
  await expectAccessible(page);
  const every = (await saved(page)).parts.get("word/document.xml") ?? "";
  expect(wordText(every, "rejected")).toBe(PARAGRAPHS.join("\n"));
  expect(every.match(/<w:ins /g)?.length).toBeGreaterThan(2);
  await closeDialog(page);
  await openDialog(page);
  await page.getByText("Clean copy").click();
  const clean = await saved(page);
  expect(clean.name).toBe("Deal - clean.docx");
  expect(clean.parts.get("word/document.xml")).not.toMatch(/<w:(ins|del) /);
  expect(clean.parts.get("word/document.xml")).not.toContain("ninety (90)");
  await closeDialog(page);
  await openDialog(page);
  await page.getByText("Issues list").click();
  const issues = await saved(page);
  expect(issues.name).toBe("Deal - issues.docx");
  expect(issues.parts.get("word/document.xml")).toContain("<w:tbl>");
});

test("a PDF is read in the page, and goes out as a Word file with the same tracked change", async ({ ready: page }) => {
  await open(page, pdfFile("Deal.pdf", PARAGRAPHS));
  await expect(contract(page)).not.toContainText("confidential");
  await expect(contract(page)).toContainText("Client shall pay each undisputed invoice within ninety (90) days after receipt.");
  await takeEdit(page);
  await openDialog(page);
  await expect(page.getByRole("dialog")).toContainText("a new one is made of its text");
  const { name, parts } = await saved(page);
  expect(name).toBe("Deal - redline.docx");
  const document = parts.get("word/document.xml") ?? "";
  const straight = (text: string): string => text.replace(/[“”]/g, '"').replace(/’/g, "'");
  expect(straight(wordText(document, "rejected"))).toBe(straight(PARAGRAPHS.join("\n")));
  expect(wordText(document, "accepted")).not.toContain("ninety (90)");
});

test("a page without text is told of, a PDF without any is refused, and so is a broken one", async ({ ready: page }) => {
  await open(page, pdfFile("Deal.pdf", PARAGRAPHS, { blankPage: true }));
  await expect(page.locator("findings-pane")).toContainText(/Page \d has no text, so nothing on it was reviewed/);
  await page.getByRole("button", { name: "New contract" }).click();
  for (const [file, words] of [
    [pdfFile("Scan.pdf", [], { blankPage: true }), "has no text that can be read"],
    [textFile("Broken.pdf", "%PDF-1.7\nnothing"), "This PDF is damaged or incomplete."],
  ] as const) {
    await page.getByLabel("Choose a contract file").setInputFiles(file);
    await expect(page.locator("trouble-note [role=alert]")).toContainText(words);
  }
});

test("rich text and web pages are read", async ({ ready: page }) => {
  const html = `<!doctype html><title>x</title>${PARAGRAPHS.map((words) => `<p>${words}</p>`).join("")}`;
  await open(page, textFile("Deal.html", html));
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
  await page.getByRole("button", { name: "New contract" }).click();
  const rich = `{\\rtf1\\ansi ${PARAGRAPHS.join("\\par ").replace(/[“”]/g, '"').replace(/’/g, "'")}}`;
  await open(page, textFile("Deal.rtf", rich));
  await expect(card(page, "payment.long-terms")).toHaveCount(1);
});

test("reading a PDF and writing a Word file ask nothing of anyone else", async ({ page }) => {
  await openPage(page);
  const foreign: string[] = [];
  page.context().on("request", (request) => {
    if (!request.url().startsWith("blob:") && new URL(request.url()).origin !== new URL(page.url()).origin) foreign.push(request.url());
  });
  await page.exposeFunction("tellViolation", (what: string) => foreign.push(what));
  await page.evaluate(() => {
    const tell = (window as unknown as { tellViolation: (what: string) => void }).tellViolation;
    document.addEventListener("securitypolicyviolation", (event) => tell(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.context().setOffline(true);
  await open(page, pdfFile("Deal.pdf", PARAGRAPHS));
  await openDialog(page);
  await saved(page);
  expect(foreign).toEqual([]);
});

test("where the file cannot be made, the dialog says so and the text stays", async ({ ready: page }) => {
  await open(page, wordFile("Deal.docx", PARAGRAPHS));
  await takeEdit(page);
  // What the page kept of the file is spoilt, as by a fault in memory.
  await page.locator("clause-workbench").evaluate((workbench) => {
    const { session } = workbench as unknown as { session: { state: { document: { file: { bytes: Uint8Array } } } } };
    session.state.document.file.bytes.fill(0, 4);
  });
  await openDialog(page);
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("damaged or incomplete");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(contract(page)).toContainText("thirty (30) days");
});

test("what the other side did to the file is listed, and each entry goes to its words", async ({ ready: page }) => {
  const file = wordFile("Marked.docx", PARAGRAPHS, { from: "ninety (90)", to: "one hundred (100)", by: "Ann Lee" });
  await open(page, file);
  const list = page.locator("file-changes");
  await list.locator("summary").click();
  await expect(list.locator("summary")).toHaveText("In the file: 2 tracked changes");
  await expect(list.getByRole("listitem")).toHaveText([/Ann Lee · 2026-01-02 · taken out\s+ninety \(90\)/, /Ann Lee · 2026-01-02 · put in\s+one hundred \(100\)/]);
  await expectAccessible(page);
  await list.getByRole("button", { name: "one hundred (100)" }).click();
  await expect(contract(page)).toContainText("one hundred (100)");
  await expect(page.locator(".cm-flash").first()).toBeVisible();
});
