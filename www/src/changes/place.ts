// Where a change of the other side stands now. In: its place in the text as the file gave it, and the
// text as it is. Out: its place in that, where its words are still there. `list` comes next.

import type { ChangeReport, SourceSpan } from "../generated";

/** So much around a place where words went is looked for. */
const AROUND = 40;

export function placeNow(change: ChangeReport, opened: string, now: string): SourceSpan | null {
  const { span } = change;
  if (!span || opened === now) return span;
  const before = span.end > span.start ? 0 : Math.min(AROUND, span.start);
  const behind = span.end > span.start ? 0 : AROUND;
  const words = opened.slice(span.start - before, span.end + behind);
  const found = nearest(now, words, span.start - before);
  return found === null ? null : { start: found + before, end: found + before + (span.end - span.start) };
}

function nearest(text: string, words: string, place: number): number | null {
  if (words === "") return null;
  const above = text.lastIndexOf(words, place);
  const below = text.indexOf(words, place);
  if (above < 0 || below < 0) return above < 0 && below < 0 ? null : Math.max(above, below);
  return place - above < below - place ? above : below;
}
