// Paragraphs out of positioned words: each case is a page as a printer lays it out.

import { expect, test } from "vitest";
import type { Item, Page } from "../../src/pdf/item";
import { isPageNumber } from "../../src/pdf/furniture";
import { isUnreadable, plainLetters } from "../../src/pdf/letters";
import { labelOf } from "../../src/pdf/labels";
import { inRuns } from "../../src/pdf/notices";
import { rebuild } from "../../src/pdf/rebuild";

const LETTER = 5;
const SIZE = 10;

/** Words at a place: letters are 5 points wide and 10 high. */
const at = (x: number, y: number, text: string, size = SIZE): Item => ({ text, x, y, width: text.length * LETTER * (size / SIZE), size });

const page = (...items: Item[]): Page => ({ width: 600, height: 800, items });

/** Lines below each other, 12 points apart. */
const lines = (x: number, y: number, ...texts: string[]): Item[] => texts.map((text, place) => at(x, y + 12 * place, text));

const FULL = "The supplier shall deliver the services with reasonable skill and care, and in time,";
const body = (y: number): Item[] => lines(60, y, FULL, FULL, FULL, "as agreed.");

const SHOUTED = "NEITHER PARTY IS LIABLE TO THE OTHER PARTY FOR ANY LOSS OF PROFIT OR OF BUSINESS, AND";

test.each<[string, Page[], string]>([
  ["lines of a paragraph run on", [page(...lines(60, 100, FULL, "and shall keep the customer informed."))], `${FULL} and shall keep the customer informed.`],
  ["a wider gap begins a paragraph", [page(...lines(60, 100, FULL, "as agreed."), ...lines(60, 136, FULL, "as said."))], `${FULL} as agreed.\n\n${FULL} as said.`],
  ["a line that ends early ends its paragraph", [page(...lines(60, 100, FULL, "as agreed.", FULL, FULL, "as said."))], `${FULL} as agreed.\n\n${FULL} ${FULL} as said.`],
  ["a first line further in begins a paragraph", [page(...lines(60, 100, FULL, `${FULL.slice(0, -1)}.`), at(80, 124, "Fees are due in thirty days. The customer shall pay them in full to the agency,"), ...lines(60, 136, "without deduction."))],
    `${FULL} ${FULL.slice(0, -1)}.\n\nFees are due in thirty days. The customer shall pay them in full to the agency, without deduction.`],
  ["words behind a label hang together", [page(at(60, 100, "(a)"), at(90, 100, "the supplier shall deliver the services with skill and with"), ...lines(90, 112, "Care of every kind that is usual in the trade of the supplier;"), at(60, 124, "(b)"), at(90, 124, "the customer shall pay."))],
    "(a) the supplier shall deliver the services with skill and with Care of every kind that is usual in the trade of the supplier;\n\n(b) the customer shall pay."],
  ["numbers of a sentence are no labels", [page(...lines(60, 100, `${FULL.slice(0, -9)} for a time of`, "30 days after the invoice."))], `${FULL.slice(0, -9)} for a time of 30 days after the invoice.`],
  ["one baseline, whatever the order of the items", [page(at(110, 100, "shall pay."), at(60, 100, "Customer"))], "Customer shall pay."],
  ["a raised ending belongs to its number", [page(at(60, 100, "On the 27"), at(105, 96, "t h", 6), at(120, 100, "of May"))], "On the 27th of May"],
  ["bold that is printed twice is read once", [page(at(60, 100, "FEES"), at(60.4, 100, "FEES"))], "FEES"],
  ["a rule of hyphens is no word", [page(...lines(60, 100, FULL, "----------", "as agreed."))], `${FULL} as agreed.`],
  ["a rule under words parts no lines", [page(...lines(60, 100, FULL, "-----------------", "The supplier bears the cost."))], `${FULL} The supplier bears the cost.`],
  ["a rule under a heading leaves the heading", [page(...lines(60, 100, FULL, "as agreed.", "", "FEES AND EXPENSES", "-----------------", "", FULL, "as said."))], `${FULL} as agreed.\n\nFEES AND EXPENSES\n\n${FULL} as said.`],
  ["a sentence in capitals runs on, however its lines are spaced", [page(at(60, 100, SHOUTED), at(60, 124, `${SHOUTED}.`))], `${SHOUTED} ${SHOUTED}.`],
  ["a blank to fill in stays", [page(at(60, 100, "Name: ______________"))], "Name: ______________"],
  ["ligatures and odd spaces", [page(at(60, 100, "the ﬁnal oﬃce\u00a0hours"))], "the final office hours"],
])("%s", (_, pages, text) => {
  expect(rebuild(pages).text).toBe(text);
});

const COLUMN = "words of the left column that fill";
const OTHER = "and words of the right one as full";

test("columns are read one after the other", () => {
  const left = lines(60, 100, ...Array.from({ length: 8 }, (_, place) => `${COLUMN} ${place}`));
  const right = lines(320, 103, ...Array.from({ length: 8 }, (_, place) => `${OTHER} ${place}`));
  const { text } = rebuild([page(at(200, 60, "AGREEMENT"), ...left.flatMap((item, place) => [item, right[place]!]))]);
  expect(text.replace(/\n\n/g, " ")).toBe(["AGREEMENT", ...left.map((item) => item.text), ...right.map((item) => item.text)].join(" "));
});

test("signatures side by side are no columns", () => {
  const { text } = rebuild([page(...body(60), at(60, 300, "By:"), at(350, 300, "By:"), at(60, 320, "Name: Ann"), at(350, 320, "Name: Ben"))]);
  expect(text).toContain("Name: Ann Name: Ben");
});

test("cells of a table are parted", () => {
  const rows = [["Service", "Unit", "Price"], ["Design", "day", "900"], ["Print", "page", "2"]];
  const items = rows.flatMap((row, place) => row.map((cell, column) => at(60 + 150 * column, 100 + 14 * place, cell)));
  expect(rebuild([page(...items)]).text).toBe("Service | Unit | Price\n\nDesign | day | 900\n\nPrint | page | 2");
});

test("a cell of several lines is read whole, its number in the middle of its row too", () => {
  const cells = [
    ...[at(60, 100, "No."), at(100, 100, "What"), at(300, 100, "Until")],
    ...[at(100, 114, "Drawings of the"), at(300, 114, "the first day of"), at(60, 119, "1."), at(100, 124, "east wing"), at(300, 124, "May")],
    ...[at(60, 138, "2."), at(100, 138, "Plans for the"), at(300, 138, "the last day of"), at(100, 148, "west wing"), at(300, 148, "June")],
  ];
  expect(rebuild([page(...cells)]).text).toBe("No. | What | Until\n\n1. | Drawings of the east wing | the first day of May\n\n2. | Plans for the west wing | the last day of June");
});

test("rows that lie close are rows, and labels with their words are a list", () => {
  const prices = ["Apples", "Pears", "Plums"].flatMap((fruit, place) => [at(60, 100 + 12 * place, fruit), at(200, 100 + 12 * place, `$${place + 3}.00`)]);
  const last = [at(60, 142, "Quinces of"), at(60, 154, "any kind"), at(200, 142, "$9.00")];
  expect(rebuild([page(...prices, ...last)]).text).toBe("Apples | $3.00\n\nPears | $4.00\n\nPlums | $5.00\n\nQuinces of any kind | $9.00");
  const list = [at(60, 100, "(a)"), ...lines(90, 100, FULL, "as agreed;"), at(60, 126, "(b)"), ...lines(90, 126, FULL, "as said.")];
  expect(rebuild([page(...list)]).text).toBe(`(a) ${FULL} as agreed;\n\n(b) ${FULL} as said.`);
});

test("heads, feet and page numbers go, and a sentence goes on over the page", () => {
  const sheet = (number: number, words: Item[]): Page => page(at(60, 30, "Master Services Agreement"), ...words, at(60, 770, `Confidential ${number}`), at(300, 785, `${number}`));
  const pages = [sheet(1, lines(60, 700, FULL, "and shall send to the customer a report on")), sheet(2, lines(60, 60, "each day of work.", "")), sheet(3, body(60))];
  const { text } = rebuild(pages);
  expect(text).toBe(`${FULL} and shall send to the customer a report on each day of work.\n\n${FULL} ${FULL} ${FULL} as agreed.`);
  expect(rebuild(pages, "kept").text).toContain("Confidential 2");
});

test("numbers that count up in the middle of a page are its old page numbers", () => {
  const pages = [page(...body(60), at(298, 200, "1"), ...body(240)), page(...body(60), at(298, 200, "2"), ...body(240)), page(...body(60), at(298, 200, "3"))];
  expect(rebuild(pages).text).not.toMatch(/\d/);
});

test("a sentence goes on over an old page number, on the part of the paper that the lines fill", () => {
  const sheet = (number: number, title: string): Page => ({ ...page(...lines(20, 200, title, "", FULL, "and shall send a report on each"), at(230, 280, `${number}`), ...lines(20, 320, "day of work.", "", `${title} Ltd`, "", `1 ${title} Street`)), width: 900 });
  const text = `${FULL} and shall send a report on each day of work.\n\n`;
  expect(rebuild([sheet(1, "Long"), sheet(2, "Short")]).text).toBe(`Long\n\n${text}Long Ltd\n\n1 Long Street\n\nShort\n\n${text}Short Ltd\n\n1 Short Street`);
});

test.each([
  [["agree-", "ment ends"], "agreement ends"],
  [["third-", "party claims"], "third-party claims"],
  [["non-", "exclusive licence"], "non-exclusive licence"],
  [["the Anglo-", "Saxon law"], "the Anglo-Saxon law"],
  [["indem\u00ad", "nify"], "indemnify"],
])("a hyphen at a line's end: %j", (texts, expected) => {
  const known = at(60, 60, "Here is one party and a known part.");
  expect(rebuild([page(known, ...lines(60, 100, ...texts))]).text).toContain(expected);
});

test("pages without text are told of", () => {
  expect(rebuild([page(...body(60)), page(), page(...body(60)), page()]).notices).toEqual(["Pages 2 and 4 have no text, so nothing on them was reviewed. Run OCR on them, then drop the file again."]);
  expect(rebuild([page(...body(60)), page(), page(...body(60))]).notices[0]).toBe("Page 2 has no text, so nothing on it was reviewed. Run OCR on it, then drop the file again.");
  expect(() => rebuild([page(), page()])).toThrow("None of the 2 pages of this PDF has text");
});

test("pages that no one can read are told of", () => {
  const lost = at(60, 100, "\ue001\ue002\ue003 \ue004\ue005\ue006\ue007 \ue008\ue009\ue00a\ue00b\ue00c \ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008");
  expect(isUnreadable(lost.text)).toBe(true);
  expect(rebuild([page(...body(60)), page(lost)]).notices[0]).toContain("letters of page 2 could not be read");
  expect(() => rebuild([page(lost)])).toThrow("The only page of this PDF has no text that can be read");
});

test("page numbers, labels, letters, runs of pages", () => {
  expect(["12", "- 3 -", "Page 3 of 10", "iv", "A-4", "3/9", "CONFIDENTIAL Page 1 of 2"].map(isPageNumber)).not.toContain(false);
  expect(["12 days", "Clause 3", "I agree", "2.1", "see page 1 of 2 of the plan, and no more"].map(isPageNumber)).not.toContain(true);
  expect(["(a) x", "(iv) x", "1.2 x", "• x", "Article IV Term", "A. x"].map((text) => labelOf(text) !== null)).not.toContain(false);
  expect(["a party", "agreement", "and (b)"].map(labelOf)).toEqual([null, null, null]);
  expect(plainLetters("\uf0b7 one\u200b")).toBe("• one");
  expect(inRuns([1, 3, 4, 6, 7, 8])).toBe("1, 3, 4 and 6 to 8");
});
