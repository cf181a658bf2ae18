// The words that the page uses for the core's terms.

import type { ClauseReport, Confidence, DealFact, Finding, Lane, Likelihood, PartyRole, Redline, Severity, Side, Trade, Who } from "../generated";

export const SEVERITY_WORD: Record<Severity, string> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Note",
};

export const SIDE_WORD: Record<Side, string> = { vendor: "the vendor or supplier", customer: "the customer or buyer" };

export const ROLE_WORD: Record<PartyRole, string> = { vendor: "supplies", customer: "pays", other: "neither" };

export const CONFIDENCE_WORD: Record<Confidence, string | null> = {
  high: null,
  medium: "Read with some doubt: check the words",
  low: "Read with doubt: check the words",
};

export const LANE_WORD: Record<Lane, string> = { commercial: "Commercial point", legal: "Legal point" };

export const TRADE_WORD: Record<Trade, { label: string; about: string }> = {
  hold: { label: "Hold", about: "Not for sale" },
  concede: { label: "May concede", about: "May be given for something in return" },
  ask: { label: "Ask in trade", about: "Worth asking for in return for something else" },
};

export const LIKELIHOOD_WORD: Record<Likelihood, string> = {
  often: "The other side often agrees.",
  sometimes: "The other side sometimes agrees.",
  rarely: "The other side rarely agrees.",
};

export const WHO_WORD: Record<Who, string> = { owner: "Owner", "account-lead": "Account lead", finance: "Finance", legal: "Legal" };

export const DEAL_WORD: Record<DealFact, string> = {
  value: "the contract value",
  "home-law": "your home law",
  "personal-data": "whether personal data are involved",
};

/** What the end of the ladder says. */
export function walkAwayWords({ title, accept_by }: Redline): string {
  const who = accept_by ? ` Past it only with the consent of: ${accept_by}.` : "";
  return `${title || "The preferred wording and every fallback are refused"}. This is the point to walk away.${who}`;
}

const TOPIC_WORD: Record<string, string> = {
  ip: "Intellectual property",
  law: "Law and disputes",
  restraint: "Restraints",
  indemnity: "Indemnities",
  essence: "Time",
  data: "Data protection",
  boilerplate: "General provisions",
};

/** "payment" → "Payment", "ip" → "Intellectual property". */
export function topicWord(topic: string): string {
  const words = TOPIC_WORD[topic] ?? topic.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The point wanted in return for a rung: "payment.late-interest" → "late interest". */
export function returnWords(rule: string): string {
  return rule.slice(rule.lastIndexOf(".") + 1).replaceAll("-", " ");
}

/** "preferred" → "Preferred", "fallback-2" → "Fallback 2", "walk-away" → "Walk away". */
export function levelWord(level: Redline["level"]): string {
  const fallback = /^fallback-(\d+)$/.exec(level);
  if (fallback) return `Fallback ${fallback[1]}`;
  return level === "preferred" ? "Preferred" : level === "walk-away" ? "Walk away" : level;
}

/** "4.2 Payment terms"; empty where the clause has neither number nor heading. */
export function clauseWords(clause: ClauseReport | null): string {
  return [clause?.number, clause?.heading].filter(Boolean).join(" ");
}

export function whereWords(finding: Finding): string {
  const clause = clauseWords(finding.clause);
  if (finding.span) return clause;
  return clause === "" ? "Not in this contract" : `Not in this contract · belongs with ${clause}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
