// What of a long review is shown at once, so that it stays calm. In: the findings in the core's order of
// telling, a filter. Out: the points to talk about first, those worth a card, the rest folded by topic.

import type { Finding, Severity } from "../generated";
import { type FindingGroup, groupFindings } from "./order";

/** How many cards of one root cause are shown at once. */
const CARDS_OF_A_CAUSE = 3;
const SMALL: readonly Severity[] = ["low", "info"];

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
  /** Faults of the draft rather than of the deal. */
  drafting: readonly Finding[];
}

export function arrange(findings: readonly Finding[], filter: FindingFilter): Arrangement {
  if (isFiltering(filter)) return { first: [], further: groupFindings(findings.filter((finding) => passes(finding, filter))), folds: [], drafting: [] };
  const of = (section: Finding["section"]): Finding[] => findings.filter((finding) => finding.section === section);
  return { first: groupFindings(of("first")), further: groupFindings(of("further")), folds: folded(of("rest")), drafting: of("drafting") };
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

function folded(findings: readonly Finding[]): Fold[] {
  const topics = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = topics.get(finding.topic);
    if (list) list.push(finding);
    else topics.set(finding.topic, [finding]);
  }
  return [...topics].map(([topic, findings]) => ({ topic, findings, smaller: findings.every(({ severity }) => SMALL.includes(severity)) }));
}
