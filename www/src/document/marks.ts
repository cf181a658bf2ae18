// What the editor shows of the review: the words of findings (in the tone of their severity) or of key terms,
// taken edits tinted with the words they replaced struck out, and a short flash on the words sought.

import { type EditorState, type Extension, type Range, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { type Piece, diffWords } from "../findings/diff";
import type { Severity, SourceSpan } from "../generated";
import { type TakenPiece, takenField } from "./taken";

/** Words that the view beside the contract speaks of. */
export interface Marked {
  id: string;
  span: SourceSpan | null;
  tone: Severity | "term";
}

export const showMarked = StateEffect.define<readonly Marked[]>();
export const chooseMarked = StateEffect.define<string | null>();
const flash = StateEffect.define<SourceSpan | null>({
  map: (span, changes) => span && { start: changes.mapPos(span.start), end: changes.mapPos(span.end) },
});

const LONGEST_STRUCK = 240;
const FLASH_FOR = 1600;

const markedWords = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(showMarked)) next = underline(effect.value, transaction.newDoc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const chosen = StateField.define<string | null>({
  create: () => null,
  update: (id, transaction) => transaction.effects.reduce((now, effect) => (effect.is(chooseMarked) ? effect.value : now), id),
});

const flashed = StateField.define<SourceSpan | null>({
  create: () => null,
  update(span, transaction) {
    for (const effect of transaction.effects) if (effect.is(flash)) return effect.value;
    if (!span || !transaction.docChanged) return span;
    return { start: transaction.changes.mapPos(span.start, 1), end: transaction.changes.mapPos(span.end, 1) };
  },
});

const flashMark = EditorView.decorations.compute([flashed], (state) => {
  const span = state.field(flashed);
  if (!span) return Decoration.none;
  if (span.start === span.end) return Decoration.set(Decoration.line({ class: "cm-flash-line" }).range(state.doc.lineAt(span.start).from));
  return Decoration.set(Decoration.mark({ class: "cm-flash" }).range(span.start, span.end));
});

const chosenMark = EditorView.decorations.compute([chosen, markedWords], (state) => {
  const id = state.field(chosen);
  const ranges: Range<Decoration>[] = [];
  eachMarked(state, 0, state.doc.length, (one, from, to) => {
    if (one === id) ranges.push(Decoration.mark({ class: "cm-chosen" }).range(from, to));
  });
  return Decoration.set(ranges, true);
});

const takenMarks = EditorView.decorations.compute([takenField], (state) => {
  const ranges = state.field(takenField).flatMap(({ pieces }) => pieces.flatMap((piece) => markPiece(state, piece)));
  return RangeSet.of(ranges, true);
});

/** Word by word, as the finding showed it; as a whole once the user has edited the words. */
function markPiece(state: EditorState, { from, to, removed, inserted }: TakenPiece): Range<Decoration>[] {
  const untouched = state.sliceDoc(from, to) === inserted;
  const changes: Piece[] = untouched ? diffWords(removed, inserted) : [{ kind: "removed", text: removed }, { kind: "added", text: state.sliceDoc(from, to) }];
  const ranges: Range<Decoration>[] = [];
  let place = from;
  for (const { kind, text } of changes) {
    if (kind === "removed" && text.trim() !== "") ranges.push(Decoration.widget({ widget: new StruckWords(text), side: -1 }).range(place));
    if (kind === "added" && text !== "") ranges.push(Decoration.mark({ class: "cm-taken" }).range(place, place + text.length));
    if (kind !== "removed") place += text.length;
  }
  return ranges;
}

export const reviewMarks: Extension = [markedWords, chosen, flashed, chosenMark, flashMark, takenMarks];

/** What is underlined at `place`, the shortest first. */
export function markedAt(state: EditorState, place: number): string[] {
  const found: { id: string; length: number }[] = [];
  eachMarked(state, place, place, (id, from, to) => found.push({ id, length: to - from }));
  return found.sort((a, b) => a.length - b.length).map(({ id }) => id);
}

/** Draws the eye to `span` for a moment. */
export function flashSpan(view: EditorView, span: SourceSpan): void {
  view.dispatch({ effects: flash.of(span) });
  setTimeout(() => {
    if (view.dom.isConnected) view.dispatch({ effects: flash.of(null) });
  }, FLASH_FOR);
}

function underline(marked: readonly Marked[], length: number): DecorationSet {
  const ranges = marked.flatMap(({ id, span, tone }) => {
    if (!span || span.start >= span.end || span.end > length) return [];
    return [Decoration.mark({ class: `cm-marked cm-marked-${tone}`, id }).range(span.start, span.end)];
  });
  return Decoration.set(ranges, true);
}

function eachMarked(state: EditorState, from: number, to: number, visit: (id: string, from: number, to: number) => void): void {
  state.field(markedWords).between(from, to, (start, end, decoration) => {
    const id = (decoration.spec as { id?: string }).id;
    if (id !== undefined) visit(id, start, end);
  });
}

/** The words that a taken edit removed; drawn, but not part of the text. */
class StruckWords extends WidgetType {
  private readonly words: string;

  constructor(words: string) {
    super();
    this.words = words;
  }

  override eq(other: StruckWords): boolean {
    return other.words === this.words;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("del");
    element.className = "cm-struck";
    element.textContent = this.words.length > LONGEST_STRUCK ? `${this.words.slice(0, LONGEST_STRUCK)} …` : this.words;
    element.setAttribute("aria-label", `removed: ${this.words}`);
    return element;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}
