// Findings by their root cause and by their severity. In: findings in the core's order of telling.

import type { Finding, Severity } from "../generated";

export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

export interface FindingGroup {
  key: string;
  findings: readonly Finding[];
}

/** A group stands where its first finding stands. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
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
