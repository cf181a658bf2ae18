// Typography only: gives the title and lines that look like headings more weight, blank lines less room.
// Judges nothing; the outline that the review works with is the core's.

import { type Extension, type Line, type Range, RangeSet } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const LONGEST_HEADING = 90;
const headingLine = Decoration.line({ class: "cm-heading" });
const blankLine = Decoration.line({ class: "cm-blank" });
const furtherBlankLine = Decoration.line({ class: "cm-blank cm-blank-further" });
const titleLine = Decoration.line({ class: "cm-title" });

/** A short line without closing punctuation that is numbered or in capitals. */
export function looksLikeHeading(line: string): boolean {
  const words = line.trim();
  if (words.length < 3 || words.length > LONGEST_HEADING || /[,;:]$/.test(words)) return false;
  if (/^(article|section|part|schedule|exhibit|annex|appendix)\s+[\divxlc]+\b/i.test(words)) return true;
  if (/^\d{1,2}\.?\s+[A-Z][^.]*\.?$/.test(words) && words.length < 60) return true;
  return /[A-Z]{3}/.test(words) && words === words.toUpperCase() && !/[_$]/.test(words);
}

/** Lines from the top in which the title is looked for: before it may stand an exhibit's number, a logo, a date. */
const TITLE_WITHIN = 40;
const TITLE = /\b(agreement|contract|terms|terms (and|&) conditions|terms of \w+|licen[cs]e|addendum|amendment|order form|statement of work|deed|lease)$/i;

const SMALL_WORD = /^(and|or|of|for|the|to|in|on|with|by|a|an)$/;

/** The number of the line that is the document's title, or 0. */
export function titleIn(lines: readonly string[]): number {
  const place = lines.slice(0, TITLE_WITHIN).findIndex((line) => isTitle(line.trim()));
  return place + 1;
}

function isTitle(words: string): boolean {
  const named = words.split(/\s+/).every((word) => SMALL_WORD.test(word) || /^[^\p{Ll}]/u.test(word));
  return words.length <= 70 && named && TITLE.test(words) && !/^(this|the|an?)\b|[.;:|]|^\d/i.test(words);
}

export const headingLines: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    private title: number;

    constructor(view: EditorView) {
      this.title = titleOf(view);
      this.decorations = mark(view, this.title);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.title = titleOf(update.view);
      if (update.docChanged || update.viewportChanged) this.decorations = mark(update.view, this.title);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function titleOf({ state: { doc } }: EditorView): number {
  return titleIn(Array.from({ length: Math.min(doc.lines, TITLE_WITHIN) }, (_, place) => doc.line(place + 1).text));
}

function lookOf(line: Line, title: number, before: Line | null): Decoration | null {
  if (line.number === title) return titleLine;
  if (line.length > LONGEST_HEADING) return null;
  if (line.text.trim() === "") return before?.text.trim() === "" ? furtherBlankLine : blankLine;
  return looksLikeHeading(line.text) ? headingLine : null;
}

function mark(view: EditorView, title: number): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    let before: Line | null = null;
    for (let place = from; place <= to; ) {
      const line: Line = view.state.doc.lineAt(place);
      const look = lookOf(line, title, before);
      if (look) ranges.push(look.range(line.from));
      before = line;
      place = line.to + 1;
    }
  }
  return RangeSet.of(ranges);
}
