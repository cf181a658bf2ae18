// The suggested edits that the user has taken. In: edits of the present text. Out: the same edits
// followed through every later change, so that each can be undone on its own, in any order.
// Undo and redo of the editor take them out of the list and put them back.

import { invertedEffects, isolateHistory } from "@codemirror/commands";
import { type ChangeDesc, type EditorState, type Extension, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import type { Edit } from "../generated";

/** One replaced place: what stands there now, and what stood there before. */
export interface TakenPiece {
  from: number;
  to: number;
  inserted: string;
  removed: string;
}

export interface TakenEdit {
  key: string;
  finding: string;
  title: string;
  level: string;
  /** What to tell the other side of it: the business reason, the question. */
  remark?: readonly string[];
  pieces: readonly TakenPiece[];
}

const addTaken = StateEffect.define<TakenEdit>({ map: (taken, changes) => follow(taken, changes) });
const dropTaken = StateEffect.define<string>();

export const takenField = StateField.define<readonly TakenEdit[]>({
  create: () => [],
  update(list, transaction) {
    let next = transaction.docChanged && list.length > 0 ? list.map((taken) => follow(taken, transaction.changes)) : list;
    for (const effect of transaction.effects) {
      if (effect.is(addTaken)) next = [...next, effect.value];
      if (effect.is(dropTaken)) next = next.filter((taken) => taken.key !== effect.value);
    }
    return next;
  },
});

/** So that the editor's own undo and redo know of the list. */
const takenHistory = invertedEffects.of((transaction) =>
  transaction.effects.flatMap((effect): StateEffect<unknown>[] => {
    if (effect.is(addTaken)) return [dropTaken.of(effect.value.key)];
    if (!effect.is(dropTaken)) return [];
    const taken = transaction.startState.field(takenField).find(({ key }) => key === effect.value);
    return taken ? [addTaken.of(taken)] : [];
  }),
);

export const takenEdits: Extension = [takenField, takenHistory];

/** The transaction that takes `edits`, which are places in the present text, sorted and apart. */
export function take(state: EditorState, about: Omit<TakenEdit, "pieces">, edits: readonly Edit[]): TransactionSpec {
  const changes = state.changes(edits.map(({ span, insert }) => ({ from: span.start, to: span.end, insert })));
  let shift = 0;
  const pieces = edits.map(({ span, insert }) => {
    const from = span.start + shift;
    shift += insert.length - (span.end - span.start);
    return { from, to: from + insert.length, inserted: insert, removed: state.sliceDoc(span.start, span.end) };
  });
  return {
    changes,
    effects: addTaken.of({ ...about, pieces }),
    annotations: isolateHistory.of("full"),
    userEvent: "input.take",
  };
}

/** The transaction that takes an edit back, or null where its words have been edited since. */
export function untake(state: EditorState, key: string): TransactionSpec | null {
  const taken = state.field(takenField).find((one) => one.key === key);
  if (!taken || !isWhole(state, taken)) return null;
  return {
    changes: taken.pieces.map(({ from, to, removed }) => ({ from, to, insert: removed })),
    effects: dropTaken.of(key),
    annotations: isolateHistory.of("full"),
    userEvent: "delete.take",
  };
}

/** Takes the entry out of the list and leaves the text as it is. */
export function keepAsOwn(key: string): TransactionSpec {
  return { effects: dropTaken.of(key) };
}

/** Does every inserted word still stand as it was inserted? */
export function isWhole(state: EditorState, taken: TakenEdit): boolean {
  return taken.pieces.every(({ from, to, inserted }) => state.sliceDoc(from, to) === inserted);
}

/** Text typed at either edge of an inserted passage is not part of it. */
function follow(taken: TakenEdit, changes: ChangeDesc): TakenEdit {
  const pieces = taken.pieces.map((piece) => {
    const from = changes.mapPos(piece.from, piece.from === piece.to ? -1 : 1);
    return { ...piece, from, to: Math.max(from, changes.mapPos(piece.to, -1)) };
  });
  return { ...taken, pieces };
}
