// Columns of a page. In: its rows. Out: strips in the order in which they are read, each a run of rows
// of one column; a page of one column is one strip. `furniture` comes before, `lines` next.

import { type Row, WIDE_GAP, cut, rightOf, textOf } from "./rows";

export type Strip = readonly Row[];

/** Fewer lines side by side are no columns but cells or signatures. */
const FEWEST_LINES = 5;
/** Lines of a column fill so much of its width, cells and signatures do not. */
const FILLED = 0.55;
const FEWEST_WORDS = 4;
/** How far the search goes on inside a column that was found. */
const DEEPEST = 3;

export function stripsOf(rows: readonly Row[], depth = 0): Strip[] {
  const gutter = depth < DEEPEST ? gutterOf(rows) : null;
  if (gutter === null) return rows.length > 0 ? [rows] : [];
  const strips: Row[][] = [];
  let whole: Row[] = [];
  const close = (): void => {
    if (whole.length > 0) strips.push(whole);
    whole = [];
  };
  for (const run of runsBeside(rows, gutter)) {
    if (!isColumns(run, gutter)) {
      whole.push(...run);
      continue;
    }
    close();
    for (const side of sides(run, gutter)) strips.push(...(stripsOf(side, depth + 1) as Row[][]));
  }
  close();
  return strips;
}

/** The place near the middle that the fewest pieces cross, where there are columns on both sides of it. */
function gutterOf(rows: readonly Row[]): number | null {
  const items = rows.flat();
  if (rows.length < FEWEST_LINES || items.length === 0) return null;
  const left = Math.min(...items.map(({ x }) => x));
  const right = Math.max(...items.map(rightOf));
  const gaps = rows.flatMap((row) => {
    const pieces = cut(row, WIDE_GAP);
    return pieces.slice(1).map((piece, at) => ({ from: edge(pieces[at] ?? [], "right"), to: edge(piece, "left") }));
  });
  const middle = gaps.map(({ from, to }) => (from + to) / 2).filter((place) => place > left + 0.2 * (right - left) && place < left + 0.8 * (right - left));
  // Columns whose lines lie at different heights have no gaps: there the halves are tried.
  const places = [...new Set([...middle.map(Math.round), Math.round((left + right) / 2)])].slice(0, 200);
  let best: { place: number; lines: number } | null = null;
  for (const place of places) {
    const lines = runsBeside(rows, place).filter((run) => isColumns(run, place)).reduce((sum, run) => sum + run.length, 0);
    if (lines > (best?.lines ?? 0)) best = { place, lines };
  }
  return best?.place ?? null;
}

function edge(row: Row, side: "left" | "right"): number {
  return side === "left" ? (row[0]?.x ?? 0) : Math.max(...row.map(rightOf));
}

/** Rows one after the other that leave `gutter` free; each row that crosses it is a run of its own. */
function runsBeside(rows: readonly Row[], gutter: number): Row[][] {
  const runs: { crossing: boolean; rows: Row[] }[] = [];
  for (const row of rows) {
    const crossing = cut(row, WIDE_GAP).some((piece) => edge(piece, "left") < gutter && edge(piece, "right") > gutter);
    const last = runs.at(-1);
    if (last && !last.crossing && !crossing) last.rows.push(row);
    else runs.push({ crossing, rows: [row] });
  }
  return runs.map((run) => run.rows);
}

function sides(run: readonly Row[], gutter: number): [Row[], Row[]] {
  const left = run.map((row) => row.filter((item) => rightOf(item) <= gutter + 1)).filter((row) => row.length > 0);
  const right = run.map((row) => row.filter((item) => rightOf(item) > gutter + 1)).filter((row) => row.length > 0);
  return [left, right];
}

function isColumns(run: readonly Row[], gutter: number): boolean {
  const [left, right] = sides(run, gutter);
  return isColumn(left) && isColumn(right) && besides(left, right);
}

function isColumn(lines: readonly Row[]): boolean {
  if (lines.length < FEWEST_LINES) return false;
  const from = Math.min(...lines.map((line) => edge(line, "left")));
  const to = Math.max(...lines.map((line) => edge(line, "right")));
  const filled = lines.reduce((sum, line) => sum + edge(line, "right") - edge(line, "left"), 0) / lines.length;
  const words = lines.reduce((sum, line) => sum + textOf(line).split(" ").length, 0) / lines.length;
  return filled > FILLED * (to - from) && words >= FEWEST_WORDS;
}

/** Do they stand beside each other, and not one above the other? */
function besides(left: readonly Row[], right: readonly Row[]): boolean {
  const heights = (rows: readonly Row[]): [number, number] => [rows[0]?.[0]?.y ?? 0, rows.at(-1)?.[0]?.y ?? 0];
  const [leftTop, leftEnd] = heights(left);
  const [rightTop, rightEnd] = heights(right);
  const shared = Math.min(leftEnd, rightEnd) - Math.max(leftTop, rightTop);
  return shared > 0.5 * Math.min(leftEnd - leftTop, rightEnd - rightTop);
}
