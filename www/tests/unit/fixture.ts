// A report as the core makes it, for tests that need one. Places are computed from the text.

import type { Edit, Finding, Redline, Report, ReviewOptions, Severity, TermReport, TopicReport } from "../../src/generated";

export const OPTIONS: ReviewOptions = { side: "vendor", playbook: null, own_playbook: null, roles: [], layout: "auto", deal: { value: null, home_law: [], personal_data: null }, notices: [], changes: [] };

export function edit(text: string, words: string, insert: string): Edit {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`the text does not hold “${words}”`);
  return { span: { start, end: start + words.length }, insert };
}

export function redline(level: string, edits: Edit[], blanks: string[] = []): Redline {
  return { level, title: "Change the words", edits, comment: "The business reason.", accept_by: "account lead", needs: null, blanks };
}

export function finding(id: string, severity: Severity, group = id): Finding {
  return {
    id, group, section: "further", severity, rule: id, topic: "payment", confidence: "high", side: "vendor", title: `Finding ${id}`, what: "What it says.",
    why: "Why it matters.", ask: "What to ask?", quote: "", span: null, clause: null, evidence: [], redlines: [], trade: null, lane: null, likelihood: null, tell: [], notes: [], depends: [], reasons: [],
  };
}

export function report(findings: Finding[]): Report {
  return {
    position_encoding: "utf-16", side: "vendor", playbook: { name: "agency", version: "1" }, parties: [], terms: [], findings,
    document: { title: null, words: 100, clauses: 5, judged: true, verdict: "", notices: [], changes: [] },
    coverage: { passed: [], found: [], undecided: [], not_applicable: [], depends: [] }, disclaimer: "Not legal advice.",
  };
}

/** A key term; without a value it is not stated. */
export function term(name: string, value: string | null, more: Partial<TermReport> = {}): TermReport {
  const stated = value !== null;
  return { name, value, quote: stated ? `The words of ${name}.` : "", span: stated ? { start: 0, end: 4 } : null, clause: stated ? { number: "2.1", heading: "Fees" } : null, confidence: "high", contradicted: false, ...more };
}

const TOPICS = ["payment", "liability", "indemnity", "ip", "term", "warranty", "restraint", "confidentiality"];
const RANKS: readonly Severity[] = ["critical", "high", "medium", "low", "info"];
const SPREAD: readonly Severity[] = ["high", "medium", "low", "medium", "low", "low", "info", "low", "critical", "low", "medium", "low"];

/** A long review of `text`, in the order of telling: findings over all topics and severities, some of one root cause, faults of the draft. */
export function manyFindings(count: number, text: string): Finding[] {
  const words = [...text.matchAll(/[^.\n]{30,}\./g)];
  const all = Array.from({ length: count }, (_, place): Finding => {
    const topic = place % 12 === 11 ? "drafting" : (TOPICS[place % TOPICS.length] ?? "payment");
    const sentence = words[place % Math.max(words.length, 1)];
    const span = sentence && place % 5 !== 4 ? { start: sentence.index, end: sentence.index + sentence[0].length } : null;
    return {
      ...finding(`${topic}.point-${place}`, SPREAD[place % SPREAD.length] ?? "low", place % 9 < 2 ? `cause-${Math.floor(place / 9)}` : `${topic}.point-${place}`),
      topic,
      title: `Client may do something in point ${place} that takes more than a few words to say in one line`,
      span,
      quote: span && sentence ? sentence[0] : "",
      clause: { number: `${1 + (place % 14)}.${1 + (place % 5)}`, heading: "A heading of a usual length" },
      section: topic === "drafting" ? "drafting" : "rest",
      redlines: [redline("preferred", span ? [{ span: { start: span.end, end: span.end }, insert: " Except as agreed." }] : []), { ...redline("walk-away", []), title: "More than the fees", comment: "" }],
    };
  });
  const groups = [...new Set(all.sort((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity)).filter(({ section }) => section === "rest").map(({ group }) => group))];
  const section = (finding: Finding): Finding["section"] => (finding.section === "drafting" ? "drafting" : (["first", "first", "first", "further", "further", "further"] as const)[groups.indexOf(finding.group)] ?? "rest");
  return all.map((finding) => ({ ...finding, section: section(finding) }));
}

/** A sheet of some sixty lines in eleven topics, with contradictions, doubts and silences. */
export function manyTerms(text: string): TopicReport[] {
  const words = [...text.matchAll(/[^.\n]{30,}\./g)];
  const names = ["Payment", "Term and termination", "Liability", "Indemnities", "Intellectual property", "Quality", "Restraints", "Confidentiality, audit and insurance", "Changes and transfer", "Law and the document", "Drafting"];
  return names.map((name, topic) => ({
    name,
    terms: Array.from({ length: 7 }, (_, place) => {
      const sentence = words[(topic * 7 + place) % Math.max(words.length, 1)];
      if (place >= 5 || !sentence) return term(`${name} silence ${place}`, null);
      const span = { start: sentence.index, end: sentence.index + sentence[0].length };
      const contradicted = topic % 4 === 0 && place < 2;
      return term(contradicted ? `${name} period` : `${name} matter ${place}`, `Client does what line ${place} says within ${30 + place} days of receipt of the invoice`, {
        span, quote: sentence[0], contradicted, confidence: place === 3 ? "medium" : "high", clause: { number: `${topic + 1}.${place + 1}`, heading: name },
      });
    }),
  }));
}
