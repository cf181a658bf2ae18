// Items that stand on one baseline, and their text. In: the items of a page. Out: rows from top to
// bottom, each from left to right; a row can be cut where its gaps are wide. `columns` comes next.

import type { Item } from "./item";
import { plainLetters } from "./letters";

export type Row = readonly Item[];

/** A gap of this many letter heights parts words. */
const WORD_GAP = 0.16;
/** And this many parts what stands side by side: columns, cells, a label and its words. */
export const WIDE_GAP = 0.9;

export function rowsOf(items: readonly Item[]): Row[] {
  const visible = items.filter(({ text }) => text.trim() !== "");
  const sorted = [...visible].sort((one, other) => one.y - other.y || one.x - other.x);
  const rows: Item[][] = [];
  for (const item of sorted) {
    // A raised letter lies on the row of the words that it follows, which may have begun before it or after.
    const row = rows.slice(-3).find((candidate) => sharesRow(candidate, item));
    if (!row) rows.push([item]);
    else if (!row.some((other) => isDrawnTwice(other, item))) row.push(item);
  }
  return rows.map((row) => row.sort((one, other) => one.x - other.x));
}

/** Drawn with hyphens under a heading; underscores are a blank to fill in. */
export function isRule(row: Row): boolean {
  const text = row.map((item) => item.text).join("");
  return /^[\s\-=*~]{3,}$/.test(text);
}

/** The rows without such rules, closed up: a rule under words in the middle of a paragraph parts no lines. */
export function withoutRules(rows: readonly Row[]): Row[] {
  const closed: Row[] = [];
  let up = 0;
  let above: number | null = null;
  for (const row of rows) {
    const y = row[0]?.y ?? 0;
    if (!isRule(row)) closed.push(up === 0 ? row : row.map((item) => ({ ...item, y: item.y - up })));
    else if (above !== null) up += y - above;
    above = y;
  }
  return closed;
}

/** More than half of the lower one's height lies beside the other. */
function sharesRow(row: readonly Item[], item: Item): boolean {
  const main = row.reduce((widest, other) => (other.width * other.size > widest.width * widest.size ? other : widest));
  const overlap = Math.min(main.y, item.y) - Math.max(main.y - main.size, item.y - item.size);
  return overlap > 0.5 * Math.min(main.size, item.size);
}

/** Some programs print a word twice, a hair apart, to make it bold. */
function isDrawnTwice(one: Item, other: Item): boolean {
  const near = 0.15 * one.size;
  return one.text === other.text && Math.abs(one.x - other.x) < near && Math.abs(one.y - other.y) < near;
}

export const rightOf = (item: Item): number => item.x + item.width;

/** A row in pieces that stand further than `gap` letter heights apart. */
export function cut(row: Row, gap: number): Row[] {
  const pieces: Item[][] = [];
  for (const item of row) {
    const before = pieces.at(-1)?.at(-1);
    const apart = before && item.x - rightOf(before) > gap * Math.max(before.size, item.size);
    if (!before || apart) pieces.push([item]);
    else pieces.at(-1)?.push(item);
  }
  return pieces;
}

export function textOf(row: Row): string {
  let text = "";
  let end = -Infinity;
  for (const item of row) {
    const gap = item.x - end > WORD_GAP * item.size;
    if (text !== "" && gap) text += " ";
    text += isRaisedEnding(item, row) ? item.text.replace(/\s/g, "") : plainLetters(item.text);
    end = Math.max(end, rightOf(item));
  }
  return text.replace(/ +/g, " ").trim();
}

/** "27" and a small "t h": set so small that its own letters seem apart. */
function isRaisedEnding({ text, size }: Item, row: Row): boolean {
  return size < 0.85 * sizeOf(row) && /^(?:s ?t|n ?d|r ?d|t ?h)$/i.test(text.trim());
}

/** The letter height that most of a row's width has. */
export function sizeOf(row: Row): number {
  return row.reduce((main, item) => (item.width > main.width ? item : main)).size;
}
