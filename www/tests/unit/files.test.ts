import { expect, test } from "vitest";
import { LARGEST_FILE, LARGEST_TEXT, refuseFile, refuseText } from "../../src/document/limits";
import { looksLikeHeading, titleIn } from "../../src/document/headings";
import { exportName } from "../../src/export/files";
import { levelWord, whereWords } from "../../src/findings/words";
import { findingAsText } from "../../src/findings/copy";
import { edit, finding, redline } from "./fixture";

test.each([
  ["Master Services (v3).docx", "review-markdown", "Master Services (v3)-review.md"],
  ["draft.final.TXT", "review-json", "draft.final-review.json"],
  ["../../etc/passwd", "contract-text", "etc passwd-edited.txt"],
  ["a:b*c?.md", "review-json", "a b c-review.json"],
  [".docx", "review-markdown", "contract-review.md"],
  ["", "review-json", "contract-review.json"],
  ["Vertrag für Zürich.docx", "review-markdown", "Vertrag für Zürich-review.md"],
] as const)("%j saved as %s is %j", (name, kind, saved) => {
  expect(exportName(name, kind)).toBe(saved);
});

test("files and texts that are too large or empty are refused with a sentence", () => {
  expect(refuseFile({ name: "a.txt", size: 0 })?.message).toContain("is empty");
  expect(refuseFile({ name: "a.txt", size: LARGEST_FILE })).toBeNull();
  expect(refuseFile({ name: "a.txt", size: LARGEST_FILE + 1 })?.message).toContain("21 MB");
  expect(refuseText(LARGEST_TEXT)).toBeNull();
  expect(refuseText(LARGEST_TEXT + 1)?.hint).toContain("Paste the part");
});

test.each([
  ["1. SERVICES", true],
  ["ARTICLE IV", true],
  ["4. Fees and Payment", true],
  ["LIMITATION OF LIABILITY", true],
  ["1.1 Client shall pay within thirty days of receipt of an invoice.", false],
  ["Client shall pay the fees.", false],
  ["By: ____________", false],
  ["", false],
])("is %j set as a heading? %s", (line, heading) => {
  expect(looksLikeHeading(line)).toBe(heading);
});

test.each([
  [["EXHIBIT 10.18", "", "MASTER SUPPLY AGREEMENT", "", "This Agreement is made"], 3],
  [["1                    EXHIBIT 10.14", "       OUTSOURCING AGREEMENT"], 2],
  [["[LOGO]", "[DATE]", "We will always do our best."], 0],
  [["Cloud Service Agreement", "Order Form"], 1],
  [["How to set up an agreement", "Terms of Use"], 2],
  [["This Order Form is governed by the Agreement", "Terms"], 2],
  [["The parties have signed. This is their whole agreement", "9. Amendment"], 0],
])("the title of %j is line %i", (lines, line) => {
  expect(titleIn(lines)).toBe(line);
});

test("levels and places in words", () => {
  expect(["preferred", "fallback-2", "walk-away"].map(levelWord)).toEqual(["Preferred", "Fallback 2", "Walk away"]);
  expect(whereWords(finding("a", "low"))).toBe("Not in this contract");
  expect(whereWords({ ...finding("a", "low"), clause: { number: "2", heading: "Fees" } })).toBe("Not in this contract · belongs with 2 Fees");
  expect(whereWords({ ...finding("a", "low"), span: { start: 0, end: 1 }, clause: { number: "2.1", heading: null } })).toBe("2.1");
});

test("a copied finding is a complete answer", () => {
  const text = "Client shall pay within ninety (90) days.";
  const rung = redline("preferred", [edit(text, "ninety (90)", "thirty (30)")]);
  const copied = findingAsText({ ...finding("a", "high"), quote: "within ninety (90) days", redlines: [rung] }, rung, text);
  expect(copied).toContain("Finding a (high)");
  expect(copied).toContain("“within ninety (90) days”");
  expect(copied).toContain("Ask first: What to ask?");
  expect(copied).toContain("Wording: “Client shall pay within thirty (30) days.”");
  expect(copied).toContain("May be accepted by: account lead");
});
