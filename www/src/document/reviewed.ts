// Keeps the last review in step with the text while it is being edited.
// In: a review's findings, then every change. Out: where a place of that review lies now, or that the
// words there have changed since.

import { ChangeSet, type EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import type { Edit, SourceSpan } from "../generated";

/** Sent when a review of exactly the present text has arrived. */
export const reviewArrived = StateEffect.define<null>();

interface Reviewed {
  /** The text that was reviewed. */
  text: Text;
  /** Everything that was changed since. */
  since: ChangeSet;
}

export const reviewedField = StateField.define<Reviewed>({
  create: (state) => ({ text: state.doc, since: ChangeSet.empty(state.doc.length) }),
  update(reviewed, transaction) {
    if (transaction.effects.some((effect) => effect.is(reviewArrived))) {
      return { text: transaction.newDoc, since: ChangeSet.empty(transaction.newDoc.length) };
    }
    return transaction.docChanged ? { text: reviewed.text, since: reviewed.since.compose(transaction.changes) } : reviewed;
  },
});

/** Where `span` of the last review lies in the present text. */
export function presentSpan(state: EditorState, span: SourceSpan): SourceSpan {
  const { since } = state.field(reviewedField);
  const start = since.mapPos(clamp(span.start, since.length), 1);
  const end = since.mapPos(clamp(span.end, since.length), -1);
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

/** The edits moved to the present text, or null where their words have been changed meanwhile. */
export function presentEdits(state: EditorState, edits: readonly Edit[]): Edit[] | null {
  const { since } = state.field(reviewedField);
  const touched = edits.some(({ span }) => span.end > since.length || since.touchesRange(span.start, span.end) !== false);
  if (touched) return null;
  return edits.map(({ span, insert }) => ({ insert, span: { start: since.mapPos(span.start, -1), end: since.mapPos(span.end, 1) } }));
}

function clamp(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length);
}
