// Paragraphs out of lines. In: lines in reading order, by strips. Out: lists of lines, each a
// paragraph. A line ends a paragraph where the next word would still have fitted on it, where the
// space below is wider than usual, or where the next begins further in. `hyphens` comes next.

import type { Line } from "./item";
import { isSureLabel, labelOf } from "./labels";

/** Words that no paragraph ends with. */
const CONNECTS = /(?:^|\s)(?:a|an|and|any|as|at|by|each|for|from|in|its|no|not|of|on|or|such|than|that|the|this|to|under|which|with)$/i;
/** So many words in capitals are no title. */
const FEWEST_SHOUTED = 7;
const CLOSED = /[.;:?!][)\]"”’']*$/;

export function paragraphsOf(strips: readonly (readonly Line[])[]): Line[][] {
  const measures = measuresOf(strips);
  const paragraphs: Line[][] = [];
  for (const strip of strips) {
    const margin = marginOf(strip, measures.width);
    for (const [at, line] of strip.entries()) {
      const open = paragraphs.at(-1);
      const last = open?.at(-1);
      const goesOn = open && last && (at === 0 || line.afterBreak ? goesOnOverBreak(last, line) : goesOnBelow(open, line, margin, measures));
      if (goesOn) open.push(line);
      else paragraphs.push([line]);
    }
  }
  return paragraphs;
}

interface Measures {
  /** The usual distance of baselines, in letter heights. */
  leading: number;
  /** How wide the lines of the document are. */
  width: number;
}

function measuresOf(strips: readonly (readonly Line[])[]): Measures {
  const distances: number[] = [];
  const widths: number[] = [];
  for (const strip of strips) {
    for (const [at, line] of strip.entries()) {
      widths.push(line.right - line.left);
      const above = strip[at - 1];
      if (above) distances.push((line.y - above.y) / line.size);
    }
  }
  return { leading: usualLeading(distances), width: quantile(widths, 0.9) };
}

/** The smallest distance that is common: most of the others are the gaps between paragraphs. */
function usualLeading(distances: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const distance of distances) {
    const step = Math.round(distance * 20) / 20;
    if (step >= 0.8 && step <= 3) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const near = (step: number): number => [...counts].filter(([other]) => Math.abs(other - step) < 0.08).reduce((sum, [, count]) => sum + count, 0);
  const common = [...counts.keys()].sort((one, other) => one - other).find((step) => near(step) >= 0.2 * total);
  return common ?? 1.2;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Where the lines of a strip end; a short strip takes the document's usual width. */
function marginOf(strip: readonly Line[], width: number): { left: number; right: number } {
  const left = Math.min(...strip.map((line) => line.left));
  const right = quantile(strip.map((line) => line.right), 0.95);
  return { left, right: strip.length < 8 ? Math.max(right, Math.min(left + width, right * 1.5)) : right };
}

function goesOnBelow(open: readonly Line[], line: Line, margin: { left: number; right: number }, { leading }: Measures): boolean {
  const last = open.at(-1);
  if (!last || last.kind === "cells" || line.kind === "cells") return false;
  const size = Math.max(last.size, line.size);
  const flows = !CLOSED.test(last.text) && (startsSmall(line) || (goesOnInCapitals(last, line) && !wouldHaveFitted(last, line, margin.right)));
  const distance = (line.y - last.y) / size;
  if (distance < 0.3 || distance > leading + (flows ? 1.2 : 0.35)) return false;
  if (Math.abs(last.size - line.size) > 0.15 * size && !flows) return false;
  if (beginsItem(last, line)) return false;
  if (isCut(last.text)) return true;
  if (isIndented(open, line) && !flows) return false;
  return flows || !wouldHaveFitted(last, line, margin.right);
}

/** Does the first word of `line` fit on what `last` left free? Then the line was broken on purpose. */
function wouldHaveFitted(last: Line, line: Line, right: number): boolean {
  const letter = (line.right - line.left) / Math.max(line.text.length, 1);
  const word = line.text.split(" ")[0] ?? "";
  return last.right + (word.length + 1) * letter + 0.5 * line.size < right;
}

function beginsItem(last: Line, line: Line): boolean {
  if (labelOf(line.text) === null) return false;
  const opens = CLOSED.test(last.text) || /(?:,|;\s*(?:and|or)|\band|\bor)$/.test(last.text);
  const sure = isSureLabel(line.text) || /^[(•▪◦●○■□➢✓☐☒·‣]/u.test(line.text);
  // A table of contents: "Section 7.01. Limitation 9".
  if (sure && isSureLabel(last.text) && /\s\d{1,3}$/.test(last.text) && Math.abs(line.left - last.left) < 2) return true;
  return (opens && sure) || (sure && Math.abs(line.left - last.left) > 0.8 * line.size && line.wordsAt > line.left);
}

/** Further in than the lines above it, but not where the words behind a label hang. */
function isIndented(open: readonly Line[], line: Line): boolean {
  const last = open.at(-1);
  const first = open[0];
  if (!last || !first) return false;
  if (Math.abs(line.left - first.wordsAt) < 0.6 * line.size) return false;
  const deeper = line.left > last.left + 0.8 * line.size;
  const fallsBack = open.length > 1 && line.left < last.left - 0.8 * line.size;
  return deeper || fallsBack;
}

/** Over the end of a column or page: in the middle of a sentence. */
function goesOnOverBreak(last: Line, line: Line): boolean {
  if (last.kind === "cells" || line.kind === "cells") return false;
  if (CLOSED.test(last.text) || isSureLabel(line.text)) return false;
  if (Math.abs(last.size - line.size) > 0.15 * Math.max(last.size, line.size)) return false;
  return startsSmall(line) || isCut(last.text) || goesOnInCapitals(last, line);
}

/** A sentence set in capitals says nothing with its first letter; but a line so long is no title. */
function goesOnInCapitals(last: Line, line: Line): boolean {
  const shouts = ({ text }: Line): boolean => text === text.toUpperCase() && text.split(" ").length >= FEWEST_SHOUTED;
  return shouts(last) && shouts(line);
}

/** In the middle of a sentence or a word. */
function isCut(text: string): boolean {
  return CONNECTS.test(text) || text.endsWith(",") || /\p{L}[-\u00ad]$/u.test(text);
}

function startsSmall(line: Line): boolean {
  return /^["“‘'([]?\p{Ll}/u.test(line.text) && !/^\(?(?:[a-z]|[ivx]{1,4})\)/.test(line.text);
}
