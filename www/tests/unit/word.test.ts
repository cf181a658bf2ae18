import { expect, test } from "vitest";
import { AnalysisFailure } from "../../src/analysis/failure";
import { Session } from "../../src/app/session";
import type { Analysis } from "../../src/analysis/service";
import type { TakenEdit } from "../../src/document/taken";
import { remarks, wordFile, wordName } from "../../src/export/word";
import { finding, report } from "./fixture";

const NOW = new Date("2026-11-22T05:06:07.890Z");
const WISH = { kind: "tracked", edits: "made", author: " Ann ", comments: true, highlight: true } as const;

const taken = (from: number, inserted: string, remark: string[]): TakenEdit => ({
  key: "k", finding: "payment.long-terms", title: "t", level: "preferred", remark, pieces: [{ from, to: from + inserted.length, inserted, removed: "" }],
});

/** A session of one opened file, and what it asks of the core. */
async function opened(bytes: string, name: string) {
  const asked: { name: string; takes: Record<string, unknown> }[] = [];
  const answer = (name: string) => (takes: Record<string, unknown>) => {
    asked.push({ name, takes });
    return Promise.resolve({ bytes: new Uint8Array([7]), taken: [], left_out: [{ finding: "", title: "x", place: "", reason: "r" }], notices: [] });
  };
  const analysis = {
    readFile: () => Promise.resolve({ text: "one\ntwo", layout: "paragraphs", notices: [], changes: [] }),
    review: () => Promise.resolve({ kind: "report", report: report([finding("a", "high"), finding("b", "low")]) }),
    redline: answer("redline"), redlineEdited: answer("redlineEdited"), issues: () => Promise.resolve(new Uint8Array([9])), cancel: () => undefined,
  } as unknown as Analysis;
  const session = new Session(analysis, () => Promise.reject(new AnalysisFailure("refused", "no", "")));
  await session.openFile(new File([bytes], name));
  await new Promise((resolve) => setTimeout(resolve));
  return { session, asked };
}

test("names say what the file is", () => {
  expect(wordName("Deal (v2).docx", "tracked")).toBe("Deal (v2) - redline.docx");
  expect(wordName("a/b: c.pdf", "clean")).toBe("a b c - clean.docx");
  expect(wordName("", "issues")).toBe("contract - issues.docx");
});

test("a Word file keeps its bytes, and what was changed goes into it", async () => {
  const { session, asked } = await opened("PK\u0003\u0004rest", "Deal.docx");
  session.edited(() => "one\n2", "at-once");
  const file = await wordFile(session, WISH, [taken(4, "2", ["Why.", "Ask?"])], NOW);
  expect(file).toMatchObject({ name: "Deal - redline.docx", leftOut: [{ title: "x", reason: "r" }] });
  const { name, takes } = asked[0]!;
  expect(name).toBe("redlineEdited");
  expect(new TextDecoder().decode(takes["bytes"] as Uint8Array)).toBe("PK\u0003\u0004rest");
  expect(takes).toMatchObject({ original: "one\ntwo", edited: "one\n2", options: { form: "tracked", author: "Ann", date: "2026-11-22T05:06:07Z", remarks: [{ line: "2", paragraphs: ["Why.", "Ask?"] }], layout: "paragraphs" } });
});

test("of a text a fresh file is made; dismissed findings are left out", async () => {
  const { session, asked } = await opened("plain text", "Deal.txt");
  session.dismiss(finding("b", "low"));
  await wordFile(session, { ...WISH, kind: "clean", edits: "preferred", author: "" }, [], NOW);
  expect(asked[0]).toMatchObject({ name: "redline", takes: { bytes: null, text: "one\ntwo", options: { form: "clean", author: "Reviewer", rung: "preferred", highlight: true, only: [{ finding: "a", level: null }] } } });
  expect((await wordFile(session, { ...WISH, kind: "issues" }, [], NOW)).bytes).toEqual(new Uint8Array([9]));
});

test("a remark stands at the line of its edit", () => {
  const text = "first line\nsecond line here\n\n9. New clause.\nlast";
  expect(remarks(text, [taken(text.indexOf("line here"), "line here", ["a"]), taken(text.indexOf("\n9."), "\n9. New clause.", ["b"]), taken(0, "first", [])])).toEqual([
    { line: "second line here", paragraphs: ["a"] },
    { line: "9. New clause.", paragraphs: ["b"] },
  ]);
});
