// The key terms in reading order: lines of one name together, silences gathered, a search applied.
// In: the report's topics. Out: what <key-terms> draws.

import type { SourceSpan, TermReport, TopicReport } from "../generated";

/** One line, with a key that survives a new review of an edited text. */
export interface TermLine {
  key: string;
  term: TermReport;
}

/** All that is said under one name. */
export interface TermGroup {
  name: string;
  lines: readonly TermLine[];
  /** Do the lines disagree? */
  contradicted: boolean;
}

export interface TopicEntry {
  name: string;
  groups: readonly TermGroup[];
  /** The names of what was looked for and is not there. */
  notStated: readonly string[];
}

export type TermFilter = "contradicted" | "unsure";

export interface TermSearch {
  words: string;
  only: TermFilter | null;
}

export interface TermCounts {
  stated: number;
  notStated: number;
  contradicted: number;
  unsure: number;
}

export function topicEntries(topics: readonly TopicReport[]): TopicEntry[] {
  return topics.map(topicEntry).filter(({ groups, notStated }) => groups.length + notStated.length > 0);
}

function topicEntry({ name, terms }: TopicReport): TopicEntry {
  const groups = new Map<string, TermLine[]>();
  for (const term of terms.filter(({ value }) => value !== null)) {
    const lines = groups.get(term.name) ?? [];
    lines.push({ key: `${name}/${term.name}/${lines.length}`, term });
    groups.set(term.name, lines);
  }
  const silent = terms.filter((term) => term.value === null && !groups.has(term.name)).map((term) => term.name);
  return {
    name,
    groups: [...groups].map(([group, lines]) => ({ name: group, lines, contradicted: lines.some(({ term }) => term.contradicted) })),
    notStated: [...new Set(silent)],
  };
}

/** The entries that hold every word of the search; a topic's own name counts for all its lines. */
export function searched(entries: readonly TopicEntry[], search: TermSearch): TopicEntry[] {
  const words = search.words.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (...parts: (string | null | undefined)[]): boolean => {
    const text = parts.filter(Boolean).join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return entries
    .map(({ name, groups, notStated }) => ({
      name,
      groups: groups.map((group) => ({ ...group, lines: group.lines.filter((line) => meets(line.term, search.only) && holds(name, ...wordsOf(line.term))) })).filter(({ lines }) => lines.length > 0),
      notStated: search.only === null ? notStated.filter((silent) => holds(name, silent)) : [],
    }))
    .filter(({ groups, notStated }) => groups.length + notStated.length > 0);
}

function meets(term: TermReport, only: TermFilter | null): boolean {
  if (only === "contradicted") return term.contradicted;
  return only === null || isUnsure(term);
}

function wordsOf({ name, value, quote, clause }: TermReport): (string | null | undefined)[] {
  return [name, value, quote, clause?.number, clause?.heading];
}

export function isUnsure(term: TermReport): boolean {
  return term.value !== null && term.confidence !== "high";
}

export function countTerms(entries: readonly TopicEntry[]): TermCounts {
  const lines = linesOf(entries);
  return {
    stated: lines.length,
    notStated: entries.reduce((sum, { notStated }) => sum + notStated.length, 0),
    contradicted: lines.filter(({ term }) => term.contradicted).length,
    unsure: lines.filter(({ term }) => isUnsure(term)).length,
  };
}

export function linesOf(entries: readonly TopicEntry[]): TermLine[] {
  return entries.flatMap(({ groups }) => groups.flatMap(({ lines }) => lines));
}

/** The places that the key terms rest on, for the contract to mark. */
export function placesOf(entries: readonly TopicEntry[]): { id: string; span: SourceSpan | null; tone: "term" }[] {
  return linesOf(entries).map(({ key, term }) => ({ id: key, span: term.span, tone: "term" }));
}

/** "2.2", or the heading of a clause without a number. */
export function placeWords({ clause }: TermReport): string {
  return clause?.number ?? clause?.heading ?? "";
}

/** A line for an e-mail or a file note. */
export function termAsText(term: TermReport): string {
  const place = placeWords(term);
  const head = `${term.name}: ${term.value ?? "not stated"}${place ? ` (${place})` : ""}`;
  return [head, term.quote && `“${term.quote}”`].filter(Boolean).join("\n");
}
