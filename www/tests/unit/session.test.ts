import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hung, refused } from "../../src/analysis/failure";
import type { RedlinedFile } from "../../src/analysis/protocol";
import type { Analysis, ReviewOutcome } from "../../src/analysis/service";
import { Session } from "../../src/app/session";
import type { FileText, ReviewOptions } from "../../src/generated";
import { locked } from "../../src/pdf/notices";
import { finding, report } from "./fixture";

class FakeAnalysis implements Analysis {
  reviews: { text: string; options: ReviewOptions; finish: (outcome: ReviewOutcome) => void; fail: (reason: Error) => void }[] = [];
  read: Analysis["readFile"] = () => Promise.resolve({ text: "read", layout: "paragraphs", notices: ["Two revisions were read as accepted."], changes: [] });
  cancelled = 0;

  review(text: string, options: ReviewOptions): Promise<ReviewOutcome> {
    return new Promise((finish, fail) => this.reviews.push({ text, options, finish, fail }));
  }

  readFile(bytes: Uint8Array, name: string) {
    return this.read(bytes, name);
  }

  write(what: string, text: string, options: ReviewOptions): Promise<string> {
    this.given.push(options);
    return Promise.resolve(`${what}: ${text}`);
  }

  playbooks() {
    return Promise.resolve([{ name: "agency", vendor: true, customer: false }, { name: "saas-customer", vendor: false, customer: true }, { name: "nda-receiving", vendor: true, customer: true }]);
  }

  checkPlaybook() {
    return Promise.resolve({ playbook: { name: "ours", vendor: false, customer: true }, rules: 1, faults: [] });
  }

  pages() {
    return Promise.resolve([]);
  }

  given: unknown[] = [];

  redline(takes: unknown): Promise<RedlinedFile> {
    this.given.push(takes);
    return Promise.resolve({ bytes: new Uint8Array(), taken: [], left_out: [], notices: [] });
  }

  redlineEdited(takes: unknown): Promise<RedlinedFile> {
    return this.redline(takes);
  }

  issues(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array([1]));
  }

  cancel(): void {
    this.cancelled += 1;
  }

  get last() {
    const last = this.reviews.at(-1);
    if (!last) throw new Error("no review was asked for");
    return last;
  }
}

let analysis: FakeAnalysis;
const readPdf = vi.fn((_bytes: Uint8Array, _stop: AbortSignal) => Promise.resolve({ text: "from a PDF", notices: ["Page 2 has no text."] }));
let session: Session;
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);
const open = (text: string): void => session.openText({ name: "a.txt", text, layout: "auto", notices: [] });

async function answer(...ids: string[]): Promise<void> {
  analysis.last.finish({ kind: "report", report: report(ids.map((id) => finding(id, "high"))) });
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  analysis = new FakeAnalysis();
  session = new Session(analysis, readPdf);
});
afterEach(() => void vi.useRealTimers());

test("an opened text is reviewed for the vendor until a side is chosen", async () => {
  open("text");
  expect(analysis.last.options).toMatchObject({ side: "vendor", roles: [] });
  await answer("a");
  expect(session.state).toMatchObject({ progress: "idle", sideChosen: false, reviewedText: "text" });
  session.chooseSide("customer");
  expect(analysis.last.options.side).toBe("customer");
});

test("line endings are made one character, as the editor counts them", () => {
  open("one\r\ntwo\rthree\n");
  expect(analysis.last.text).toBe("one\ntwo\nthree\n");
  expect(session.state.document?.text).toBe("one\ntwo\nthree\n");
});

test("a burst of typing is reviewed once, after a pause", async () => {
  open("text");
  await answer();
  for (const text of ["t", "te", "tex"]) session.edited(() => text, "after-pause");
  await vi.advanceTimersByTimeAsync(149);
  expect(analysis.reviews).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(analysis.reviews.map(({ text }) => text)).toEqual(["text", "tex"]);
});

test("a report on a text that was edited meanwhile is dropped", async () => {
  open("old");
  session.edited(() => "new", "after-pause");
  await answer("stale");
  expect(session.state.report).toBeNull();
  await vi.advanceTimersByTimeAsync(150);
  await answer("fresh");
  expect(session.state.reviewedText).toBe("new");
  expect(session.findings.map(({ id }) => id)).toEqual(["fresh"]);
});

test("a correction of roles replaces the earlier one for the same party", () => {
  open("text");
  session.correctRole("Acme", "vendor");
  session.correctRole("Acme", "other");
  expect(analysis.last.options.roles).toEqual([{ name: "Acme", role: "other" }]);
});

test("a failure keeps the text and the last report, and can be tried again", async () => {
  open("text");
  await answer("a");
  session.edited(() => "text 2", "at-once");
  analysis.last.fail(hung(10));
  await settle();
  expect(session.state.trouble).toMatchObject({ canRetry: true, message: expect.stringContaining("10 seconds") });
  expect(session.text).toBe("text 2");
  expect(session.findings).toHaveLength(1);
  session.retry();
  await answer("b");
  expect(session.state.trouble).toBeNull();
});

test("a slow review shows that it works and can be cancelled", async () => {
  open("text");
  await vi.advanceTimersByTimeAsync(600);
  expect(session.state.progress).toBe("slow");
  session.cancel();
  expect(analysis.cancelled).toBe(1);
  expect(session.state).toMatchObject({ progress: "idle", trouble: { canRetry: true } });
});

test("dismissed findings stay away after a new review and can be restored", async () => {
  open("text");
  await answer("a", "b");
  session.dismiss(session.findings[0] ?? finding("x", "low"));
  session.edited(() => "text!", "at-once");
  await answer("a", "b");
  expect(session.findings.map(({ id }) => id)).toEqual(["b"]);
  session.restore("a");
  expect(session.findings.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("a file's layout and notices reach the review, and another document forgets the corrections", async () => {
  await session.openFile(new File(["x"], "deal.docx"));
  expect(session.state.document).toMatchObject({ name: "deal.docx", layout: "paragraphs", notices: ["Two revisions were read as accepted."] });
  expect(analysis.last.options.layout).toBe("paragraphs");
  session.correctRole("Acme", "vendor");
  open("another");
  expect(analysis.last.options).toMatchObject({ layout: "auto", roles: [] });
});

test("a file that cannot be read leaves the open contract as it is", async () => {
  open("mine");
  await answer("a");
  analysis.read = () => Promise.reject(refused("This is not a Word document.", "Save it as .docx."));
  await session.openFile(new File(["x"], "bad.docx"));
  expect(session.state.document?.text).toBe("mine");
  expect(session.state.trouble).toMatchObject({ message: "This is not a Word document.", hint: "Save it as .docx." });
});

test("a PDF is known by its bytes, and its paragraphs are lines", async () => {
  await session.openFile(new File(["%PDF-1.7 …"], "deal.docx"));
  expect(session.state.document).toMatchObject({ name: "deal.docx", text: "from a PDF", layout: "paragraphs", notices: ["Page 2 has no text."] });
  expect(session.state.document?.file).toBeUndefined();
});

test("a locked PDF says what to do, and a cancel ends the reading", async () => {
  readPdf.mockRejectedValueOnce(locked());
  await session.openFile(new File(["%PDF-1.7"], "locked.pdf"));
  expect(session.state.trouble).toMatchObject({ message: "This PDF is locked with a password.", canRetry: false });
  let stopped: AbortSignal | undefined;
  readPdf.mockImplementationOnce((_, stop) => ((stopped = stop), new Promise(() => undefined)));
  void session.openFile(new File(["%PDF-1.7"], "slow.pdf"));
  await vi.waitFor(() => expect(stopped).toBeDefined());
  session.cancel();
  expect(stopped?.aborted).toBe(true);
  expect(session.state.reading).toBeNull();
});

test("the file that was dropped is kept as it was", async () => {
  await session.openFile(new File(["PK\x03\x04"], "deal.docx"));
  expect(new TextDecoder().decode(session.state.document?.file?.bytes)).toBe("PK\x03\x04");
});

test("what is written out tells of the file: its notices, and what others did to it where that stands now", async () => {
  const change = { kind: "inserted" as const, author: "Ann", date: "", text: "sixty", span: { start: 7, end: 12 }, quote: "", clause: null };
  analysis.read = () => Promise.resolve({ text: "Due in sixty days.", layout: "paragraphs", notices: ["It has macros."], changes: [change] });
  await session.openFile(new File(["PK\x03\x04"], "deal.docx"));
  await answer("a");
  expect(analysis.last.options).toMatchObject({ notices: [], changes: [] });
  session.edited(() => "All due in sixty days.", "at-once");
  await session.write("review-html");
  const told = { notices: ["It has macros."], changes: [{ ...change, span: { start: 11, end: 16 } }] };
  expect(analysis.given.at(-1)).toMatchObject(told);
  expect(session.report?.document).toMatchObject(told);
});

test("a cancelled reading does not open its file later", async () => {
  let finish: (value: FileText) => void = () => undefined;
  analysis.read = () => new Promise((resolve) => (finish = resolve));
  const reading = session.openFile(new File(["x"], "slow.docx"));
  await settle();
  session.cancel();
  finish({ text: "late", layout: "auto", notices: [], changes: [] });
  await reading;
  expect(session.state.document).toBeNull();
});

test("an emptied editor is not sent to the core", async () => {
  open("text");
  await answer("a");
  session.edited(() => "  \n", "at-once");
  expect(analysis.reviews).toHaveLength(1);
  expect(session.state).toMatchObject({ report: null, trouble: { message: "There is no text to review." } });
});

test("a text beyond the limit is refused and nothing is lost", async () => {
  open("mine");
  await answer("a");
  open("x".repeat(20_000_001));
  expect(session.state.document?.text).toBe("mine");
  expect(session.state.trouble?.message).toContain("20 million");
});

test("a playbook is chosen for the side that it serves", async () => {
  await session.loadPlaybooks();
  open("text");
  session.choosePlaybook("nda-receiving");
  expect(analysis.last.options).toMatchObject({ side: "vendor", playbook: "nda-receiving", own_playbook: null });
  session.chooseSide("customer");
  expect(analysis.last.options).toMatchObject({ side: "customer", playbook: "nda-receiving" });
  session.choosePlaybook("saas-customer");
  session.chooseSide("vendor");
  expect(analysis.last.options).toMatchObject({ side: "vendor", playbook: null });
});

test("a playbook of one's own brings its side, and a change of side leaves it", async () => {
  open("text");
  const { playbook } = await session.checkPlaybook("name");
  if (!playbook) throw new Error("the fake is sound");
  session.useOwnPlaybook({ name: "ours", text: "name" }, playbook);
  expect(analysis.last.options).toMatchObject({ side: "customer", own_playbook: "name" });
  session.chooseSide("vendor");
  expect(analysis.last.options).toMatchObject({ side: "vendor", own_playbook: null });
});

test("what is told of a deal goes with the review; the home law stays for the next contract", () => {
  open("text");
  session.tellDeal({ value: "USD 100,000", home_law: ["England"], personal_data: true });
  expect(analysis.last.options.deal).toEqual({ value: "USD 100,000", home_law: ["England"], personal_data: true });
  open("another");
  expect(analysis.last.options.deal).toEqual({ value: null, home_law: ["England"], personal_data: null });
});
