// Tables whose cells hold several lines. In: the rows of one strip. Out: the strip in stretches: rows that
// are lines of their own, and rows of a table, each with the lines of its cells. `lines` comes next.

import type { Item } from "./item";
import { labelOf } from "./labels";
import { type Row, cut, rightOf, sizeOf, textOf } from "./rows";

/** Cells stand further apart than a label and its words. */
export const CELL_GAP = 1.8;
/** Cells of one column begin within so many points of each other. */
export const ALIGNED = 4;
/** Lines of one cell lie closer together than cells do, by this much at least. */
const PADDING = 1.06;
/** A table ends where so many letter heights are free. */
const FURTHEST = 2.6;
/** Lines of one cell begin so many points further in at most: behind a bullet, say. */
const HANGING = 24;
/** More columns, or rows on one page, are no table to be read. */
const MOST_COLUMNS = 12;
const MOST_ROWS = 200;
/** So many lines in one cell are columns of text. */
const MOST_LINES = 30;

export type Stretch = { kind: "rows"; rows: readonly Row[] } | { kind: "table"; rows: readonly TableRow[] };

/** A row of a table: the printed rows it is made of, and for each filled cell its words. */
export interface TableRow {
  rows: readonly Row[];
  cells: readonly string[];
}

export function stretchesOf(rows: readonly Row[]): Stretch[] {
  const pieces = rows.map((row) => cut(row, CELL_GAP));
  const stretches: Stretch[] = [];
  let plain: Row[] = [];
  for (let at = 0; at < rows.length; ) {
    const table = tableAt(pieces, at);
    if (table === null) {
      plain.push(...rows.slice(at, at + 1));
      at += 1;
      continue;
    }
    if (plain.length > 0) stretches.push({ kind: "rows", rows: plain });
    plain = [];
    stretches.push({ kind: "table", rows: table.rows });
    at = table.end;
  }
  if (plain.length > 0) stretches.push({ kind: "rows", rows: plain });
  return stretches;
}

interface Group {
  from: number;
  to: number;
}

interface Table {
  rows: readonly TableRow[];
  end: number;
}

/** A table that begins at this row, if its cells are told apart by the space between them. */
function tableAt(pieces: readonly Row[][], start: number): Table | null {
  const columns = columnsFrom(pieces, start);
  if (columns.length < 2) return null;
  const inside: Row[][] = [];
  for (const row of pieces.slice(start, start + MOST_ROWS)) {
    const cells = row.flatMap((piece) => cutAt(piece, columns));
    if (!fits(cells, columns) || (inside.length > 0 && !isNear(inside.at(-1), cells))) break;
    inside.push(cells);
  }
  if (inside.some((row) => isSigned(row)) || isList(inside, columns)) return null;
  const rows = groups(inside, columns).map(({ from, to }) => tableRow(inside.slice(from, to), columns));
  const whole = rows.filter(({ cells }) => cells.length > 1);
  const wrapped = whole.filter((row) => row.rows.length > 1);
  const tooLong = rows.some((row) => row.rows.length > MOST_LINES);
  return wrapped.length > 0 && whole.length > 1 && whole.length * 2 > rows.length && !tooLong ? { rows, end: start + inside.length } : null;
}

/** A piece whose items begin where a column does is two, however close they stand. */
function cutAt(piece: Row, columns: readonly number[]): Row[] {
  const cells: Item[][] = [];
  for (const item of piece) {
    const open = cells.at(-1);
    if (open && !columns.some((column) => Math.abs(column - item.x) < ALIGNED / 2)) open.push(item);
    else cells.push([item]);
  }
  return cells;
}

/** Labels with their words beside them are clauses or list items. */
function isList(pieces: readonly Row[][], columns: readonly number[]): boolean {
  const first = pieces.flatMap((row) => row.filter((piece) => columnOf(piece, columns) === 0).map((piece) => `${textOf(piece)} `));
  return columns.length === 2 && first.length > 0 && first.every((text) => labelOf(text) !== null && text.length < 10);
}

/** Where the pieces of the next rows begin, as long as they stand side by side: the fullest of them says it. */
function columnsFrom(pieces: readonly Row[][], start: number): number[] {
  const own = pieces[start] ?? [];
  const near = pieces.slice(start, start + 4);
  const fullest = near.reduce((most, row) => (row.length > most.length ? row : most), own);
  const columns = fullest.map(left);
  return fullest.length > 1 && fullest.length <= MOST_COLUMNS && own.length > 0 && fits(own, columns) ? columns : [];
}

/** Does each piece begin where a column does, or a little behind, and end before the next? */
function fits(row: readonly Row[], columns: readonly number[]): boolean {
  return row.length > 0 && row.every((piece) => {
    const column = columnOf(piece, columns);
    return column >= 0 && right(piece) < (columns[column + 1] ?? Infinity);
  });
}

function columnOf(piece: Row, columns: readonly number[]): number {
  return columns.findLastIndex((column) => column - ALIGNED < left(piece) && left(piece) < column + HANGING);
}

function isNear(above: readonly Row[] | undefined, below: readonly Row[] | undefined): boolean {
  const [first, next] = [above?.[0], below?.[0]];
  return first !== undefined && next !== undefined && baseline(next) - baseline(first) < FURTHEST * Math.max(sizeOf(first), sizeOf(next));
}

/** Signature blocks stand side by side too. */
function isSigned(row: readonly Row[]): boolean {
  return row.some((piece) => /^(?:by|name|title|date|its|signature|signed|print)\b\s*(?::|$)|_{3,}|\/s\//i.test(textOf(piece)));
}

/** Printed rows that make one row of the table: in some column the lines go on without the space between cells. */
function groups(pieces: readonly Row[][], columns: readonly number[]): Group[] {
  const heights = columns.map((_, column) => pieces.flatMap((row, at) => row.filter((piece) => columnOf(piece, columns) === column).map((piece) => ({ at, y: baseline(piece) }))));
  const steps = heights.flatMap((lines) => lines.slice(1).map((line, at) => line.y - (lines[at]?.y ?? line.y)));
  const closest = Math.min(...steps.filter((step) => step > 0));
  const goesOn = new Set<number>();
  for (const lines of heights) {
    lines.slice(1).forEach((below, place) => {
      const above = lines[place];
      if (above && below.y - above.y < PADDING * closest) for (let at = above.at; at < below.at; at += 1) goesOn.add(at);
    });
  }
  const found: Group[] = [];
  let from = 0;
  for (let at = 0; at < pieces.length; at += 1) {
    if (goesOn.has(at)) continue;
    const group = { from, to: at + 1 };
    const single = areRows(pieces.slice(group.from, group.to), columns);
    found.push(...(single ? pieces.slice(group.from, group.to).map((_, row) => ({ from: group.from + row, to: group.from + row + 1 })) : [group]));
    from = at + 1;
  }
  return found;
}

/** Printed rows that each fill their cells are rows of the table, however close they lie. */
function areRows(pieces: readonly Row[][], columns: readonly number[]): boolean {
  const full = pieces.filter((row) => row.length === columns.length);
  const figures = columns.some((_, column) => full.every((row) => /^[$€£(]?\.?\d/.test(textOf(row[column] ?? []))));
  return full.length * 2 > pieces.length && (full.length === pieces.length || columns.length > 2 || figures);
}

function tableRow(pieces: readonly Row[][], columns: readonly number[]): TableRow {
  const cells = columns.map((_, column) => pieces.flat().filter((piece) => columnOf(piece, columns) === column).map(textOf).join(" "));
  return { rows: pieces.map((row) => row.flat()), cells: cells.filter((cell) => cell !== "") };
}

const left = (piece: Row): number => piece[0]?.x ?? 0;
const right = (piece: Row): number => Math.max(...piece.map(rightOf));
const baseline = (piece: Row): number => piece[0]?.y ?? 0;
