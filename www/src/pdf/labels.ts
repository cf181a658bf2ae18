// How list items and clauses begin. In: a line. Out: its label, where it has one.

const BULLET = /^[•▪◦●○■□➢✓☐☒·‣o–—-](?=\s)/u;
const BRACKETED = /^\(?(?:[a-z]{1,2}|[ivxlc]{1,5}|\d{1,3})\)(?=\s|$)/i;
const NUMBERED = /^(?:\d{1,3}(?:\.\d{1,3})*\.?|[A-Z]\.|[ivxlc]{1,5}\.)(?=\s|$)/;
const NAMED = /^(?:article|section|clause|schedule|exhibit|annex|appendix)\s+(?:\d+(?:\.\d+)*|[ivxlc]+|[A-Z])\b[.:]?/i;

export function labelOf(text: string): string | null {
  return BULLET.exec(text)?.[0] ?? BRACKETED.exec(text)?.[0] ?? NUMBERED.exec(text)?.[0] ?? NAMED.exec(text)?.[0] ?? null;
}

/** "30 days" inside a sentence looks like a label too; "4.2", "(a)" and "1." with a capital behind it are surer. */
export function isSureLabel(text: string): boolean {
  const label = labelOf(text);
  if (label === null) return false;
  const words = text.slice(label.length).trim();
  return !/^\d+$/.test(label) && (words === "" || /^["“‘'([]?[\p{Lu}\d"“]/u.test(words));
}
