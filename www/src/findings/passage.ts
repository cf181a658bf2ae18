// A suggested edit as a reader sees it: the passage of the contract around it, with the words that go
// and the words that come. In: the reviewed text and the edits. Out: pieces, and the new wording.

import type { Edit } from "../generated";
import { diffWords, join, type Piece } from "./diff";

/** How far a passage reaches before the first and after the last edit, in characters. */
const REACH = 180;
/** Unchanged text between two edits that is longer than this is shortened. */
const LONGEST_BETWEEN = 320;
const ELLIPSIS = " … ";

export function passageOf(text: string, edits: readonly Edit[]): Piece[] {
  const first = edits[0];
  const last = edits.at(-1);
  if (!first || !last) return [];
  const from = beginning(text, first.span.start);
  const to = ending(text, last.span.end);
  const pieces: Piece[] = [];
  let place = from;
  for (const { span, insert } of edits) {
    pieces.push({ kind: "same", text: shorten(text.slice(place, span.start), place === from) });
    pieces.push(...diffWords(text.slice(span.start, span.end), insert));
    place = span.end;
  }
  pieces.push({ kind: "same", text: text.slice(place, to) });
  return frame(join(pieces), from > 0 && !startsLine(text, from), to < text.length && !endsLine(text, to));
}

/** The wording as it will read, over the same stretch of text as the passage. */
export function newWording(text: string, edits: readonly Edit[]): string {
  const first = edits[0];
  const last = edits.at(-1);
  if (!first || !last) return "";
  const from = startOfSentence(text, first.span.start);
  const to = endOfSentence(text, last.span.end);
  let wording = "";
  let place = from;
  for (const { span, insert } of edits) {
    wording += text.slice(place, span.start) + insert;
    place = span.end;
  }
  return (wording + text.slice(place, to)).trim();
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits].sort((a, b) => b.span.start - a.span.start).reduce((now, { span, insert }) => now.slice(0, span.start) + insert + now.slice(span.end), text);
}

/** Splits `text` at the blanks that only the user can fill in. */
export function splitBlanks(text: string, blanks: readonly string[]): { text: string; blank: boolean }[] {
  let parts = [{ text, blank: false }];
  for (const blank of blanks.filter((one) => one !== "")) {
    parts = parts.flatMap((part) => (part.blank ? [part] : part.text.split(blank).flatMap((piece, place) => (place === 0 ? [{ text: piece, blank: false }] : [{ text: blank, blank: true }, { text: piece, blank: false }]))));
  }
  return parts.filter((part) => part.text !== "");
}

function frame(pieces: Piece[], cutBefore: boolean, cutAfter: boolean): Piece[] {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first?.kind === "same") first.text = (cutBefore ? "… " : "") + first.text.trimStart();
  if (last?.kind === "same") last.text = last.text.trimEnd() + (cutAfter ? " …" : "");
  return pieces.filter((piece) => piece.text !== "");
}

function shorten(between: string, leading: boolean): string {
  if (leading || between.length <= LONGEST_BETWEEN) return between;
  const half = LONGEST_BETWEEN / 2;
  return between.slice(0, half).replace(/\S+$/, "").trimEnd() + ELLIPSIS + between.slice(-half).replace(/^\S+/, "").trimStart();
}

function beginning(text: string, place: number): number {
  const floor = Math.max(0, place - REACH);
  const paragraph = text.lastIndexOf("\n\n", place - 1);
  if (place > 0 && paragraph >= floor) return paragraph + 2;
  if (floor === 0) return 0;
  const sentence = startOfSentence(text, place);
  if (sentence >= floor) return sentence;
  const space = text.slice(floor, place).search(/\s/);
  return space < 0 ? floor : floor + space + 1;
}

function ending(text: string, place: number): number {
  const ceiling = Math.min(text.length, place + REACH);
  const sentence = endOfSentence(text, place);
  if (sentence <= ceiling) return sentence;
  const space = text.slice(place, ceiling).search(/\s\S*$/);
  return space < 0 ? ceiling : place + space;
}

function startOfSentence(text: string, place: number): number {
  const before = text.slice(Math.max(0, place - 2000), place);
  const stops = [...before.matchAll(/[.;:!?]["”’)]*\s+(?=[("“]*[A-Z(])|\n\s*\n/g)];
  const stop = stops.at(-1);
  return stop ? place - before.length + stop.index + stop[0].length : place - before.length;
}

function endOfSentence(text: string, place: number): number {
  const after = text.slice(Math.max(0, place - 1), place + 2000);
  const stop = /[.;!?]["”’)]*(?=\s+[("“]*[A-Z(]|\s*$)|\n\s*\n/.exec(after);
  if (!stop) return Math.min(text.length, place + 2000);
  const end = Math.max(0, place - 1) + stop.index + (stop[0].startsWith("\n") ? 0 : stop[0].length);
  return Math.max(place, end);
}

function startsLine(text: string, place: number): boolean {
  return place === 0 || text[place - 1] === "\n";
}

function endsLine(text: string, place: number): boolean {
  return /^\s*(\n|$)/.test(text.slice(place, place + 40)) || /[.;!?]["”’)]*$/.test(text.slice(Math.max(0, place - 3), place));
}
