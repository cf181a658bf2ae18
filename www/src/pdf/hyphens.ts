// Lines joined to a paragraph. In: its lines, and the words of the whole document. Out: one text. A
// hyphen at a line's end is the printer's or the word's own; the document itself mostly tells which.

import type { Line } from "./item";

export type Vocabulary = ReadonlySet<string>;

export function vocabularyOf(lines: readonly Line[]): Vocabulary {
  const words = new Set<string>();
  for (const { text } of lines) {
    // What stands at the end of the line, and so at the start of the next, may be half a word.
    for (const word of text.split(" ").slice(1, -1)) words.add(bare(word));
  }
  return words;
}

export function joined(lines: readonly Line[], vocabulary: Vocabulary): string {
  let text = "";
  for (const line of lines) text = text === "" ? line.text : join(text, line.text, vocabulary);
  return text.replace(/\u00ad/g, "");
}

function join(text: string, line: string, vocabulary: Vocabulary): string {
  if (text.endsWith("\u00ad")) return text.slice(0, -1) + line;
  const left = /[\p{L}\d][\p{L}\d-]*(?=-$)/u.exec(text)?.[0];
  const right = /^[\p{L}\d]+/u.exec(line)?.[0];
  if (left === undefined || right === undefined) return `${text} ${line}`;
  return (keepsHyphen(left, right, vocabulary) ? text : text.slice(0, -1)) + line;
}

/** "third-" and "party", but not "agree-" and "ment". */
function keepsHyphen(left: string, right: string, vocabulary: Vocabulary): boolean {
  const has = (word: string): boolean => vocabulary.has(word.toLowerCase());
  if (!/^\p{Ll}/u.test(right)) return true;
  if (has(`${left}-${right}`)) return true;
  if (has(left + right)) return false;
  const whole = (word: string): boolean => word.length > 2 && has(word);
  return left.includes("-") || whole(right) || /^(?:non|self|pre|post|co|sub|anti|semi|multi|cross|half|ex)$/i.test(left);
}

function bare(word: string): string {
  return word.toLowerCase().replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, "");
}
