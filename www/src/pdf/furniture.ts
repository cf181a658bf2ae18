// Page heads, feet and page numbers. In: the rows of every page. Out: the rows that are words of the
// contract, and those that were left out. `columns` comes next.

import type { Page } from "./item";
import { type Row, rightOf, textOf } from "./rows";

/** So many rows at the top and at the foot of a page may be furniture. */
const EDGE_ROWS = 4;
/** And they stand in so much of the page's height. */
const EDGE = 0.14;

export interface Sheet {
  page: Page;
  rows: readonly Row[];
}

/** For each page the rows that stay and those that go. */
export function partFurniture(sheets: readonly Sheet[]): { words: Row[]; furniture: Row[] }[] {
  const edges = sheets.map(edgeRows);
  const counts = new Map<string, number>();
  for (const rows of edges) for (const key of new Set(rows.map(({ key }) => key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const often = Math.max(2, Math.min(3, Math.ceil(sheets.length / 4)));
  const counted = countedPages(sheets);
  return sheets.map(({ rows }, place) => {
    const gone = new Set<Row>(rows.filter((row) => counted.has(row)));
    for (const { row } of (edges[place] ?? []).filter(({ row, key }) => isPageNumber(textOf(row)) || (counts.get(key) ?? 0) >= often)) gone.add(row);
    return { words: rows.filter((row) => !gone.has(row)), furniture: rows.filter((row) => gone.has(row)) };
  });
}

/** Numbers that count up in the middle of their lines are pages, wherever they stand: a file may break its pages anew. */
function countedPages(sheets: readonly Sheet[]): Set<Row> {
  const numbers = sheets.flatMap(({ page, rows }) => rows.filter((row) => isCentred(row, page)).map((row) => ({ row, number: Number(/^\W*(\d{1,4})\W*$/.exec(textOf(row))?.[1] ?? Number.NaN) })));
  const alone = numbers.filter(({ number }) => !Number.isNaN(number));
  const counts = (one: { number: number } | undefined, other: { number: number } | undefined): boolean => one !== undefined && other !== undefined && other.number === one.number + 1;
  return new Set(alone.filter((one, at) => counts(alone[at - 1], one) || counts(one, alone[at + 1])).map(({ row }) => row));
}

function isCentred(row: Row, page: Page): boolean {
  const left = row[0]?.x ?? 0;
  const right = Math.max(...row.map(rightOf));
  return Math.abs((left + right) / 2 - page.width / 2) < 0.06 * page.width;
}

interface EdgeRow {
  row: Row;
  /** What it says but for its numbers, and how high it stands. */
  key: string;
}

/** Rows at the head and the foot, up to the first that stands deeper in the page. */
function edgeRows({ page, rows }: Sheet): EdgeRow[] {
  const top = rows.slice(0, EDGE_ROWS).filter((row) => baseline(row) < EDGE * page.height);
  const foot = rows.slice(-EDGE_ROWS).filter((row) => baseline(row) > (1 - EDGE) * page.height && !top.includes(row));
  const keyed = (side: string) => (row: Row): EdgeRow => ({ row, key: `${side} ${Math.round(baseline(row) / 6)} ${nameless(textOf(row))}` });
  return [...top.map(keyed("head")), ...foot.map(keyed("foot")), ...wandering(rows)];
}

/** The last row says the same on many pages wherever the text ends; so may the first. */
function wandering(rows: readonly Row[]): EdgeRow[] {
  const ends = [rows[0], rows.at(-1), rows.at(-2)].filter((row) => row !== undefined);
  return ends.filter((row) => textOf(row).length > 0).map((row) => ({ row, key: `end ${nameless(textOf(row))}` })).filter(({ key }) => key.length > 12);
}

const baseline = (row: Row): number => row[0]?.y ?? 0;

function nameless(text: string): string {
  return text.toLowerCase().replace(/\d+/g, "#").replace(/\b[ivxl]+\b/g, "#").replace(/\s+/g, " ");
}

/** "12", "- 12 -", "Page 3 of 10", "A-4", "iv". */
export function isPageNumber(text: string): boolean {
  const bare = text.replace(/^[\s\-–—[|~]+|[\s\-–—\]|~]+$/g, "");
  return /^(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3})(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(bare) && !/^[cdlmx]$/i.test(bare);
}
