// Where the other side's changes stand once the text was edited.

import { expect, test } from "vitest";
import { placeNow } from "../../src/changes/place";
import type { ChangeReport, SourceSpan } from "../../src/generated";

const OPENED = "Fees are due in sixty days. Costs are due in sixty days. The term is a year.";
const change = (span: SourceSpan | null): ChangeReport => ({ kind: "inserted", author: "Ann", date: "", text: "", span, quote: "", clause: null });
const at = (words: string, from = 0): SourceSpan => ({ start: OPENED.indexOf(words, from), end: OPENED.indexOf(words, from) + words.length });

test("an unedited text keeps its places, and a comment without one has none", () => {
  expect(placeNow(change(at("sixty")), OPENED, OPENED)).toEqual(at("sixty"));
  expect(placeNow(change(null), OPENED, OPENED)).toBeNull();
});

test("words are found again behind an edit, the nearest of those that are alike", () => {
  const now = `All of it. ${OPENED}`;
  const second = at("sixty", 30);
  expect(placeNow(change(second), OPENED, now)).toEqual({ start: second.start + 11, end: second.end + 11 });
  expect(placeNow(change(at("a year")), OPENED, now.replace("a year", "two years"))).toBeNull();
});

test("the place of words that went is found by what stands around it", () => {
  const place = { start: OPENED.indexOf(" days. Costs"), end: OPENED.indexOf(" days. Costs") };
  expect(placeNow(change(place), OPENED, `Oh. ${OPENED}`)).toEqual({ start: place.start + 4, end: place.end + 4 });
});
