// A report as the core makes it, for tests that need one. Places are computed from the text.

import type { Edit, Finding, Redline, Report, ReviewOptions, Severity } from "../../src/generated";

export const OPTIONS: ReviewOptions = { side: "vendor", playbook: null, roles: [], layout: "auto" };

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
    id, group, severity, rule: id, topic: "payment", confidence: "high", side: "vendor", title: `Finding ${id}`, what: "What it says.",
    why: "Why it matters.", ask: "What to ask?", quote: "", span: null, clause: null, evidence: [], redlines: [], trade: null, lane: null,
  };
}

export function report(findings: Finding[]): Report {
  return {
    position_encoding: "utf-16", side: "vendor", playbook: { name: "agency", version: "1" }, parties: [], terms: [], findings,
    document: { title: null, words: 100, clauses: 5, judged: true, verdict: "", notices: [] },
    coverage: { passed: [], found: [], undecided: [], not_applicable: [] }, disclaimer: "Not legal advice.",
  };
}
