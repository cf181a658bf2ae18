// What of a long review is shown at once, so that it stays calm. In: the findings, a filter. Out: the
// points to talk about first, those worth a card, and the rest folded by topic.

import type { Finding, Severity } from "../generated";
import { type FindingGroup, groupFindings } from "./order";

/** How many points to talk about first. */
const FIRST = 3;
/** How many cards are shown at once. */
export const CARDS = 12;
/** How many cards of one root cause are shown at once. */
const CARDS_OF_A_CAUSE = 3;
/** Below this severity a point has no card of its own in a long review. */
const SMALL: readonly Severity[] = ["low", "info"];
const DRAFTING = "drafting";

export interface FindingFilter {
  severity: Severity | null;
  topic: string | null;
}

export const NO_FILTER: FindingFilter = { severity: null, topic: null };

/** The points of one topic that are folded. */
export interface Fold {
  topic: string;
  findings: readonly Finding[];
  /** Are they all of low severity? */
  smaller: boolean;
}

export interface Arrangement {
  first: readonly FindingGroup[];
  further: readonly FindingGroup[];
  folds: readonly Fold[];
  /** Faults of the drafting rather than of the deal. */
  drafting: readonly Finding[];
}

export function arrange(findings: readonly Finding[], filter: FindingFilter): Arrangement {
  if (isFiltering(filter)) return { first: [], further: groupFindings(findings.filter((finding) => passes(finding, filter))), folds: [], drafting: [] };
  const drafting = groupFindings(findings.filter(({ topic }) => topic === DRAFTING)).flatMap((group) => group.findings);
  const groups = spread(groupFindings(findings.filter(({ topic }) => topic !== DRAFTING)));
  const shown = fitting(groups);
  return { first: groups.slice(0, Math.min(FIRST, shown)), further: groups.slice(FIRST, shown), folds: folded(groups.slice(shown)), drafting };
}

export function isFiltering({ severity, topic }: FindingFilter): boolean {
  return severity !== null || topic !== null;
}

export function passes(finding: Finding, { severity, topic }: FindingFilter): boolean {
  return (severity === null || finding.severity === severity) && (topic === null || finding.topic === topic);
}

/** What of one root cause is shown at once: each kind of finding once. */
export function shownOfCause({ findings }: FindingGroup): Finding[] {
  const first = findings.filter(({ rule }, place) => findings.findIndex((one) => one.rule === rule) === place);
  return first.slice(0, CARDS_OF_A_CAUSE);
}

/** The topics of the findings, in their order. */
export function topicsOf(findings: readonly Finding[]): { topic: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { topic } of findings) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].map(([topic, count]) => ({ topic, count }));
}

/** Among points of one severity, the first three speak of different topics where they can. */
function spread(groups: readonly FindingGroup[]): FindingGroup[] {
  const left = [...groups];
  const first: FindingGroup[] = [];
  while (first.length < FIRST && left.length > 0) {
    const worst = severityOf(left[0]);
    const fresh = left.findIndex((group) => severityOf(group) === worst && !first.some((one) => topicOf(one) === topicOf(group)));
    first.push(...left.splice(Math.max(fresh, 0), 1));
  }
  return [...first, ...left];
}

/** How many groups get cards: all of a short review, else those that matter and fit. */
function fitting(groups: readonly FindingGroup[]): number {
  if (groups.reduce((sum, { findings }) => sum + findings.length, 0) <= CARDS) return groups.length;
  let cards = 0;
  const full = groups.findIndex((group, place) => {
    cards += shownOfCause(group).length;
    return place >= FIRST && (cards > CARDS || SMALL.includes(severityOf(group)));
  });
  return full < 0 ? groups.length : full;
}

function folded(groups: readonly FindingGroup[]): Fold[] {
  const topics = new Map<string, Finding[]>();
  for (const finding of groups.flatMap((group) => group.findings)) {
    const list = topics.get(finding.topic);
    if (list) list.push(finding);
    else topics.set(finding.topic, [finding]);
  }
  return [...topics].map(([topic, findings]) => ({ topic, findings, smaller: findings.every(({ severity }) => SMALL.includes(severity)) }));
}

/** A group's first finding is its most severe. */
function severityOf(group: FindingGroup | undefined): Severity {
  return group?.findings[0]?.severity ?? "info";
}

function topicOf(group: FindingGroup): string {
  return group.findings[0]?.topic ?? "";
}
