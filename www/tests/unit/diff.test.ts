import { expect, test } from "vitest";
import { diffWords } from "../../src/findings/diff";
import { applyEdits, newWording, passageOf, splitBlanks } from "../../src/findings/passage";
import { edit } from "./fixture";

const show = (pieces: { kind: string; text: string }[]): string =>
  pieces.map(({ kind, text }) => (kind === "same" ? text : kind === "removed" ? `[-${text}-]` : `{+${text}+}`)).join("");

const before = (pieces: { kind: string; text: string }[]): string => pieces.filter(({ kind }) => kind !== "added").map(({ text }) => text).join("");
const after = (pieces: { kind: string; text: string }[]): string => pieces.filter(({ kind }) => kind !== "removed").map(({ text }) => text).join("");

test.each([
  ["ninety (90) days", "thirty (30) days", "[-ninety-]{+thirty+} ([-90-]{+30+}) days"],
  ["shall be unlimited", "shall not exceed the fees", "shall [-be unlimited-]{+not exceed the fees+}"],
  ["", "and no more", "{+and no more+}"],
  ["or use thereof", "", "[-or use thereof-]"],
  ["the same words", "the same words", "the same words"],
  ["Client’s use", "Agency’s use", "[-Client’s-]{+Agency’s+} use"],
])("%j to %j", (old, fresh, shown) => {
  expect(show(diffWords(old, fresh))).toBe(shown);
});

test("a diff always gives back both wordings, with emoji and accents too", () => {
  const words = ["naïve", "🙂", "fee", "the", "90", "days", ",", "Zürich", "\n", " "];
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const sentence = (): string => Array.from({ length: next(14) }, () => words[next(words.length)]).join(" ");
  for (let round = 0; round < 300; round += 1) {
    const [old, fresh] = [sentence(), sentence()];
    const pieces = diffWords(old, fresh);
    expect(before(pieces)).toBe(old);
    expect(after(pieces)).toBe(fresh);
  }
});

test("very long wordings are shown as one replacement instead of blocking the page", () => {
  const old = Array.from({ length: 3000 }, (_, place) => `a${place}`).join(" ");
  const fresh = Array.from({ length: 3000 }, (_, place) => `b${place}`).join(" ");
  expect(diffWords(old, fresh).map(({ kind }) => kind)).toEqual(["removed", "added"]);
});

const TEXT = "1. FEES\n\nClient shall pay within ninety (90) days. Interest is not payable.\n\n2. LIABILITY\n\nAgency’s liability shall be unlimited.";

test("a passage shows the sentence around the edit, with the change inside it", () => {
  const pieces = passageOf(TEXT, [edit(TEXT, "ninety (90)", "thirty (30)")]);
  expect(show(pieces)).toBe("Client shall pay within [-ninety-]{+thirty+} ([-90-]{+30+}) days.");
});

test("a passage over two edits keeps what lies between them", () => {
  const pieces = passageOf(TEXT, [edit(TEXT, "ninety (90)", "thirty (30)"), edit(TEXT, "not payable", "payable")]);
  expect(show(pieces)).toContain("days. Interest is [-not -]payable.");
});

test("an insertion at the very end of the text", () => {
  const place = TEXT.length;
  expect(after(passageOf(TEXT, [{ span: { start: place, end: place }, insert: "\n\n3. CAP" }]))).toContain("3. CAP");
});

test("the new wording reads as whole sentences", () => {
  expect(newWording(TEXT, [edit(TEXT, "ninety (90)", "thirty (30)")])).toBe("Client shall pay within thirty (30) days.");
});

test("edits apply in any order without shifting each other", () => {
  const edits = [edit(TEXT, "unlimited", "limited"), edit(TEXT, "ninety (90)", "thirty (30)")];
  expect(applyEdits(TEXT, edits)).toBe(TEXT.replace("unlimited", "limited").replace("ninety (90)", "thirty (30)"));
});

test("blanks are set apart, repeated ones too", () => {
  expect(splitBlanks("pay [amount] or [amount] by [date]", ["[amount]", "[date]"]).filter(({ blank }) => blank)).toHaveLength(3);
  expect(splitBlanks("no blanks", []).map(({ text }) => text)).toEqual(["no blanks"]);
});
