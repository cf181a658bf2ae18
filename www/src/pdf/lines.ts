// Lines of text. In: the rows of one strip. Out: lines, those of a table with their cells parted by
// " | ". `paragraphs` comes next.

import type { Line } from "./item";
import { labelOf } from "./labels";
import { type Row, WIDE_GAP, cut, rightOf, sizeOf, textOf } from "./rows";
import { ALIGNED, CELL_GAP, stretchesOf } from "./tables";

export function linesOf(rows: readonly Row[], page: number): Line[] {
  return stretchesOf(rows).flatMap((stretch) => (stretch.kind === "table" ? stretch.rows.map(({ rows: printed, cells }) => line(printed.flat(), page, cells)) : plainLines(stretch.rows, page)));
}

function plainLines(rows: readonly Row[], page: number): Line[] {
  const cells = rows.map((row) => cut(row, CELL_GAP));
  return rows.map((row, at) => {
    const pieces = cells[at] ?? [];
    return line(row, page, pieces.length > 1 && isTableRow(cells, at) ? pieces.map(textOf) : null);
  });
}

function line(row: Row, page: number, cells: readonly string[] | null): Line {
  return {
    page,
    text: cells ? cells.join(" | ") : textOf(row),
    left: row[0]?.x ?? 0,
    right: Math.max(...row.map(rightOf)),
    y: row.reduce((widest, item) => (item.width > widest.width ? item : widest)).y,
    size: sizeOf(row),
    wordsAt: wordsAt(row),
    kind: cells ? "cells" : "words",
  };
}

/** Cells begin where those of the rows above or below begin: two rows of three cells, or three of two. */
function isTableRow(cells: readonly Row[][], at: number): boolean {
  const own = cells[at] ?? [];
  if (own.length === 2 && labelOf(textOf(own[0] ?? [])) !== null && textOf(own[0] ?? []).length < 8) return false;
  let rows = 1;
  for (const step of [-1, 1]) for (let next = at + step; aligned(own, cells[next]); next += step) rows += 1;
  return rows >= (own.length > 2 ? 2 : 3);
}

function aligned(one: readonly Row[], other: readonly Row[] | undefined): boolean {
  if (!other || other.length < 2) return false;
  const starts = other.slice(1).map((cell) => cell[0]?.x ?? 0);
  const shared = one.slice(1).filter((cell) => starts.some((start) => Math.abs(start - (cell[0]?.x ?? 0)) < ALIGNED)).length;
  return shared > 0 && shared * 2 >= Math.min(one.length, other.length) - 1;
}

/** Behind a label that stands apart, or behind one that is an item of its own. */
function wordsAt(row: Row): number {
  const left = row[0]?.x ?? 0;
  const [head, behind] = cut(row, WIDE_GAP);
  const apart = behind?.[0];
  if (head && apart && labelOf(`${textOf(head)} `)?.length === textOf(head).length) return apart.x;
  const second = row[1];
  return second && labelOf(`${textOf(row.slice(0, 1))} `) !== null && (row[0]?.text.trim().length ?? 0) < 8 ? second.x : left;
}
