// The text of a PDF. In: pages of positioned items. Out: paragraphs parted by blank lines, and what
// the reader must know. Pure: no PDF library is named here.

import { stripsOf } from "./columns";
import { type Sheet, partFurniture } from "./furniture";
import { joined, vocabularyOf } from "./hyphens";
import type { Line, Page } from "./item";
import { isUnreadable } from "./letters";
import { linesOf } from "./lines";
import { noReadablePages, noticesFor } from "./notices";
import { paragraphsOf } from "./paragraphs";
import { type Row, rowsOf, withoutRules } from "./rows";

export interface PdfText {
  text: string;
  notices: string[];
}

/** Are page heads, feet and numbers left out of the text? They are kept for measurements only. */
export type Heads = "dropped" | "kept";

export function rebuild(pages: readonly Page[], heads: Heads = "dropped"): PdfText {
  const empty = numbersWhere(pages, (page) => page.items.every(({ text }) => text.trim() === ""));
  const unreadable = numbersWhere(pages, (page) => isUnreadable(page.items.map(({ text }) => text).join("")));
  if (empty.length + unreadable.length === pages.length) throw noReadablePages(pages.length);
  const readable = pages.map((page, at) => (unreadable.includes(at + 1) ? { ...page, items: [] } : page));
  const sheets: Sheet[] = readable.map((page) => ({ page, rows: rowsOf(page.items) }));
  const stretches = heads === "dropped" ? partFurniture(sheets).map((parted) => parted.stretches) : sheets.map((sheet) => [[...sheet.rows]]);
  const strips = stretches.flatMap(stripsOfPage);
  const vocabulary = vocabularyOf(strips.flat());
  const paragraphs = paragraphsOf(strips).map((lines) => joined(lines, vocabulary));
  return { text: paragraphs.join("\n\n"), notices: noticesFor({ empty, unreadable }) };
}

/** Stretches of one column are one strip, so that they share their margins. */
function stripsOfPage(stretches: readonly Row[][], page: number): Line[][] {
  const strips: Line[][] = [];
  let open: Line[] | null = null;
  for (const rows of stretches) {
    const found = stripsOf(withoutRules(rows)).map((strip) => linesOf(strip, page));
    const [first] = found;
    if (open && first && found.length === 1) open.push(...first.map((line, at) => ({ ...line, afterBreak: at === 0 })));
    else strips.push(...found);
    open = found.length === 1 ? (strips.at(-1) ?? null) : null;
  }
  return strips;
}

/** From 1. */
function numbersWhere(pages: readonly Page[], is: (page: Page) => boolean): number[] {
  return pages.flatMap((page, at) => (is(page) ? [at + 1] : []));
}
