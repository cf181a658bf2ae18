// The order in which findings are read: the most severe first, those of one root cause together.

import type { Finding, Severity } from "../generated";

const RANK: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

export interface FindingGroup {
  key: string;
  findings: readonly Finding[];
}

/** A group stands where its most severe finding stands; equals keep the order of the report. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of bySeverity(findings)) {
    const key = finding.group === "" ? finding.id : finding.group;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups].map(([key, members]) => ({ key, findings: members }));
}

/** How many findings there are of each severity, without those that have none. */
export function countBySeverity(findings: readonly Finding[]): { severity: Severity; count: number }[] {
  return SEVERITIES.map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length })).filter(
    ({ count }) => count > 0,
  );
}

function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings
    .map((finding, place) => ({ finding, place }))
    .sort((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity] || a.place - b.place)
    .map(({ finding }) => finding);
}
