// Page heads, feet and page numbers. In: the rows of every page. Out: the rows that are words of the
// contract, in a stretch for each printed page, and those that were left out. `columns` comes next.

import type { Page } from "./item";
import { type Row, isRule, rightOf, textOf } from "./rows";

/** So many rows at the top and at the foot of a page may be furniture. */
const EDGE_ROWS = 4;
/** And they stand in so much of the page's height. */
const EDGE = 0.14;

export interface Sheet {
  page: Page;
  rows: readonly Row[];
}

export interface Parted {
  /** Rows that stay. A page that was once printed as two has two stretches. */
  stretches: Row[][];
  furniture: Row[];
}

export function partFurniture(sheets: readonly Sheet[]): Parted[] {
  const edges = sheets.map(edgeRows);
  const counts = new Map<string, number>();
  for (const rows of edges) for (const key of new Set(rows.map(({ key }) => key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const often = Math.max(2, Math.min(3, Math.ceil(sheets.length / 4)));
  const counted = countedPages(sheets);
  return sheets.map(({ rows }, place) => {
    const gone = new Set<Row>((edges[place] ?? []).filter(({ row, key }) => isPageNumber(textOf(row)) || (counts.get(key) ?? 0) >= often).map(({ row }) => row));
    const stretches: Row[][] = [[]];
    for (const row of rows) {
      if (counted.has(row)) stretches.push([]);
      else if (!gone.has(row)) stretches.at(-1)?.push(row);
    }
    return { stretches: stretches.filter((stretch) => stretch.length > 0), furniture: rows.filter((row) => gone.has(row) || counted.has(row)) };
  });
}

/** Numbers that count up in the middle of their lines are pages, wherever they stand: a file may break its pages anew. */
function countedPages(sheets: readonly Sheet[]): Set<Row> {
  const alone = sheets.flatMap(({ page, rows }) => {
    const middles = [page.width / 2, middleOf(rows)];
    return rows.flatMap((row) => {
      const number = Number(/^\W*(\d{1,4})\W*$/.exec(textOf(row))?.[1] ?? Number.NaN);
      return !Number.isNaN(number) && isCentred(row, page, middles) ? [{ row, number }] : [];
    });
  });
  const counts = (one: { number: number } | undefined, other: { number: number } | undefined): boolean => one !== undefined && other !== undefined && other.number === one.number + 1;
  return new Set(alone.filter((one, at) => counts(alone[at - 1], one) || counts(one, alone[at + 1])).map(({ row }) => row));
}

/** The middle of the lines, which may fill a part of the paper only. */
function middleOf(rows: readonly Row[]): number {
  const lefts = rows.map((row) => row[0]?.x ?? 0);
  const rights = rows.map((row) => Math.max(...row.map(rightOf)));
  return rows.length > 0 ? (Math.min(...lefts) + Math.max(...rights)) / 2 : Number.NaN;
}

function isCentred(row: Row, page: Page, middles: readonly number[]): boolean {
  const own = middleOf([row]);
  return middles.some((middle) => Math.abs(own - middle) < 0.06 * page.width);
}

interface EdgeRow {
  row: Row;
  /** What it says but for its numbers, and how high it stands. */
  key: string;
}

/** Rows at the head and the foot, up to the first that stands deeper in the page. */
function edgeRows({ page, rows: all }: Sheet): EdgeRow[] {
  const rows = all.filter((row) => !isRule(row));
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

/** "12", "- 12 -", "Page 3 of 10", "A-4", "iv"; with a word or two beside it: "CONFIDENTIAL Page 3 of 10". */
export function isPageNumber(text: string): boolean {
  const bare = text.replace(/^[\s\-–—[|~]+|[\s\-–—\]|~]+$/g, "");
  if (/^(?:[\p{L}|•-]+ ){0,3}page \d{1,4} of \d{1,4}(?: [\p{L}|•-]+){0,3}$/iu.test(bare)) return true;
  return /^(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3})(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(bare) && !/^[cdlmx]$/i.test(bare);
}
