// A user's playbook as text. In: what was changed in the form. Out: TOML that is laid over a built-in
// playbook. The core reads it; nothing is judged here.

import type { Severity } from "../generated";

/** What was changed of one rule; what is left out stays as it is below. */
export interface Change {
  off?: boolean;
  severity?: Severity;
  params?: Readonly<Record<string, string>>;
  ask?: string;
  comment?: string;
}

export interface Overlay {
  name: string;
  base: string;
  changes: Readonly<Record<string, Change>>;
}

/** A text as a TOML string on one line. */
export function tomlString(text: string): string {
  const safe = text.replace(/[\\"\u0000-\u001f\u007f]/g, (mark) => {
    if (mark === "\\" || mark === '"') return `\\${mark}`;
    if (mark === "\n") return "\\n";
    if (mark === "\t") return "\\t";
    return `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${safe}"`;
}

export function isChanged({ off, severity, params, ask, comment }: Change): boolean {
  return off === true || severity !== undefined || Object.keys(params ?? {}).length > 0 || filled(ask) || filled(comment);
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}

export function overlayText({ name, base, changes }: Overlay): string {
  const head = `# Made with Clausewright's form. What is not said here comes from "${base}".\nname = ${tomlString(name)}\nversion = "1"\nextends = ${tomlString(base)}\n`;
  const parts = Object.entries(changes).filter(([, change]) => isChanged(change));
  return head + parts.map(([rule, change]) => `\n${position(rule, change)}`).join("");
}

function position(rule: string, { off, severity, params, ask, comment }: Change): string {
  const lines = [`[position.${tomlString(rule)}]`];
  if (off) return `${lines[0]}\noff = true\n`;
  if (severity) lines.push(`severity = ${tomlString(severity)}`);
  for (const [param, value] of Object.entries(params ?? {})) lines.push(`${param} = ${amount(value)}`);
  if (ask && filled(ask)) lines.push(`ask = ${tomlString(ask.trim())}`);
  if (comment && filled(comment)) lines.push(`comment = ${tomlString(comment.trim())}`);
  return `${lines.join("\n")}\n`;
}

/** "3" is a number, "30 days" a text. */
function amount(value: string): string {
  const plain = value.trim();
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? plain : tomlString(plain);
}

/** "Ours: agency, stricter" → "ours-agency-stricter.toml". */
export function fileName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${plain === "" ? "playbook" : plain}.toml`;
}

/** The name that a playbook gives itself, for a label; the core alone reads the file in earnest. */
export function nameIn(text: string): string {
  const found = /^\s*name\s*=\s*"([^"\\\n]{1,80})"/m.exec(text);
  return found?.[1]?.trim() || "your own";
}
