// Typography only: gives lines that look like headings more weight, blank lines less room. Judges nothing; the outline that
// the review works with is the core's.

import { type Extension, type Line, type Range, RangeSet } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const LONGEST_HEADING = 90;
const headingLine = Decoration.line({ class: "cm-heading" });
const blankLine = Decoration.line({ class: "cm-blank" });
const titleLine = Decoration.line({ class: "cm-title" });

/** A short line without closing punctuation that is numbered or in capitals. */
export function looksLikeHeading(line: string): boolean {
  const words = line.trim();
  if (words.length < 3 || words.length > LONGEST_HEADING || /[,;:]$/.test(words)) return false;
  if (/^(article|section|part|schedule|exhibit|annex|appendix)\s+[\divxlc]+\b/i.test(words)) return true;
  if (/^\d{1,2}\.?\s+[A-Z][^.]*\.?$/.test(words) && words.length < 60) return true;
  return /[A-Z]{3}/.test(words) && words === words.toUpperCase() && !/[_$]/.test(words);
}

export const headingLines: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = mark(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = mark(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function lookOf(line: Line): Decoration | null {
  if (line.length > LONGEST_HEADING) return null;
  if (line.text.trim() === "") return blankLine;
  if (!looksLikeHeading(line.text)) return null;
  return line.number === 1 ? titleLine : headingLine;
}

function mark(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    for (let place = from; place <= to; ) {
      const line = view.state.doc.lineAt(place);
      const look = lookOf(line);
      if (look) ranges.push(look.range(line.from));
      place = line.to + 1;
    }
  }
  return RangeSet.of(ranges);
}
