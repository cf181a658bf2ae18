// A finding as text for an e-mail or a file note. In: a finding, one rung and the reviewed text.

import type { Finding, Redline } from "../generated";
import { newWording } from "./passage";
import { SEVERITY_WORD, clauseWords, levelWord, returnWords } from "./words";

export function findingAsText(finding: Finding, redline: Redline | undefined, text: string): string {
  const clause = clauseWords(finding.clause);
  return [
    `${finding.title} (${SEVERITY_WORD[finding.severity].toLowerCase()})`,
    clause && `Clause: ${clause}`,
    finding.quote ? `“${finding.quote}”` : "Not in this contract.",
    finding.what,
    finding.why && `Why it matters: ${finding.why}`,
    finding.ask && `Ask first: ${finding.ask}`,
    redline && rungAsText(redline, text),
    ...finding.reasons.map(({ title, what, why }) => `Also: ${title}. ${what} ${why}`),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function rungAsText(redline: Redline, text: string): string {
  const wording = newWording(text, redline.edits);
  return [
    `${levelWord(redline.level)}: ${redline.title}`,
    wording && `Wording: “${wording}”`,
    redline.comment && redline.edits.length > 0 && `Comment: ${redline.comment}`,
    redline.needs && `Only in return for: ${returnWords(redline.needs)}`,
    redline.accept_by && `May be accepted by: ${redline.accept_by}`,
  ]
    .filter(Boolean)
    .join("\n");
}
