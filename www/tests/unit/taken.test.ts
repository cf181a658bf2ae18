import { history, redo, undo } from "@codemirror/commands";
import { EditorState, type TransactionSpec } from "@codemirror/state";
import { expect, test } from "vitest";
import { presentEdits, presentSpan, reviewArrived, reviewedField } from "../../src/document/reviewed";
import { isWhole, keepAsOwn, take, takenEdits, takenField, untake } from "../../src/document/taken";
import { edit } from "./fixture";

const TEXT = "Client shall pay within ninety (90) days. Agency’s liability shall be unlimited.";
const DAYS = edit(TEXT, "ninety (90)", "thirty (30)");
const CAP = edit(TEXT, "be unlimited", "not exceed the fees");

class Desk {
  state = EditorState.create({ doc: TEXT, extensions: [history(), reviewedField, takenEdits] });

  dispatch = (spec: TransactionSpec): void => {
    this.state = this.state.update(spec).state;
  };

  get text(): string {
    return this.state.doc.toString();
  }

  get keys(): string[] {
    return this.state.field(takenField).map(({ key }) => key);
  }

  take(key: string, edits = [DAYS]): void {
    const present = presentEdits(this.state, edits);
    if (!present) throw new Error("outdated");
    this.dispatch(take(this.state, { key, finding: key, title: key, level: "preferred" }, present));
  }

  untake(key: string): boolean {
    const spec = untake(this.state, key);
    if (spec) this.dispatch(spec);
    return spec !== null;
  }

  type(place: number, words: string): void {
    this.dispatch({ changes: { from: place, insert: words }, userEvent: "input.type" });
  }

  undo(): void {
    undo({ state: this.state, dispatch: (transaction) => (this.state = transaction.state) });
  }

  redo(): void {
    redo({ state: this.state, dispatch: (transaction) => (this.state = transaction.state) });
  }
}

test("taking an edit of two places and undoing it gives the text back", () => {
  const desk = new Desk();
  desk.take("a", [DAYS, CAP]);
  expect(desk.text).toBe("Client shall pay within thirty (30) days. Agency’s liability shall not exceed the fees.");
  expect(desk.untake("a")).toBe(true);
  expect(desk.text).toBe(TEXT);
  expect(desk.keys).toEqual([]);
});

test("edits are undone on their own, in any order, with text typed between", () => {
  const desk = new Desk();
  desk.take("days");
  desk.take("cap", [CAP]);
  desk.type(0, "NOTE: ");
  expect(desk.untake("days")).toBe(true);
  expect(desk.text).toBe("NOTE: Client shall pay within ninety (90) days. Agency’s liability shall not exceed the fees.");
  expect(desk.untake("cap")).toBe(true);
  expect(desk.text).toBe(`NOTE: ${TEXT}`);
});

test("words typed right beside a taken edit are not swallowed by its undo", () => {
  const desk = new Desk();
  desk.take("days");
  const at = desk.text.indexOf("thirty");
  desk.type(at + "thirty (30)".length, " calendar");
  desk.type(at, "about ");
  expect(desk.untake("days")).toBe(true);
  expect(desk.text).toContain("within about ninety (90) calendar days.");
});

test("a taken edit whose words were edited since cannot be undone as a whole, but can be kept", () => {
  const desk = new Desk();
  desk.take("days");
  desk.type(desk.text.indexOf("thirty") + 3, "XX");
  const taken = desk.state.field(takenField)[0];
  expect(taken && isWhole(desk.state, taken)).toBe(false);
  expect(desk.untake("days")).toBe(false);
  desk.dispatch(keepAsOwn("days"));
  expect(desk.keys).toEqual([]);
  expect(desk.text).toContain("thiXXrty");
});

test("the editor's undo and redo keep the list in step", () => {
  const desk = new Desk();
  desk.take("days");
  desk.undo();
  expect([desk.text, desk.keys]).toEqual([TEXT, []]);
  desk.redo();
  expect(desk.keys).toEqual(["days"]);
  expect(desk.text).toContain("thirty (30)");
  expect(desk.untake("days")).toBe(true);
  desk.undo();
  expect(desk.keys).toEqual(["days"]);
  expect(desk.text).toContain("thirty (30)");
});

test("typing after a taken edit is undone first, and on its own", () => {
  const desk = new Desk();
  desk.take("days");
  desk.type(desk.text.length, " Signed.");
  desk.undo();
  expect(desk.keys).toEqual(["days"]);
  expect(desk.text).not.toContain("Signed");
});

test("a pure deletion and a pure insertion come back exactly", () => {
  const desk = new Desk();
  const place = TEXT.indexOf(" Agency");
  desk.take("both", [edit(TEXT, " within ninety (90) days", ""), { span: { start: place, end: place }, insert: " Interest accrues." }]);
  expect(desk.text).toBe("Client shall pay. Interest accrues. Agency’s liability shall be unlimited.");
  desk.type(0, "x");
  expect(desk.untake("both")).toBe(true);
  expect(desk.text).toBe(`x${TEXT}`);
});

test("places of the last review follow the text, and edits whose words changed are refused", () => {
  const desk = new Desk();
  desk.type(0, "Draft. ");
  expect(presentSpan(desk.state, DAYS.span)).toEqual({ start: DAYS.span.start + 7, end: DAYS.span.end + 7 });
  expect(presentEdits(desk.state, [DAYS])?.[0]?.span.start).toBe(DAYS.span.start + 7);
  desk.type(desk.text.indexOf("ninety") + 2, "X");
  expect(presentEdits(desk.state, [DAYS])).toBeNull();
  expect(presentEdits(desk.state, [CAP])).not.toBeNull();
});

test("a new review starts from the present text", () => {
  const desk = new Desk();
  desk.type(0, "Draft. ");
  desk.dispatch({ effects: reviewArrived.of(null) });
  expect(presentSpan(desk.state, { start: 0, end: 5 })).toEqual({ start: 0, end: 5 });
});

test("places beyond the text are not followed into the void", () => {
  const desk = new Desk();
  expect(presentSpan(desk.state, { start: 10_000, end: 10_001 })).toEqual({ start: TEXT.length, end: TEXT.length });
  expect(presentEdits(desk.state, [{ span: { start: 10_000, end: 10_001 }, insert: "x" }])).toBeNull();
});
