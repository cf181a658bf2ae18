//! Putting the text together. In: [`Line`]s. Out: the text, the kinds of its lines, and the
//! [`Origin`] of its bytes. `ingest` comes next.

use super::line::{Anchor, Line};
use super::source::{Origin, Revision, SourceParagraph, SourceRun};
use crate::text::BlockKind;

/// The text of a file in the making.
#[derive(Debug, Default)]
pub struct Assembly {
    pub text: String,
    /// Lines that are more than a paragraph, by their index in the text.
    pub kinds: Vec<(usize, BlockKind)>,
    pub origin: Origin,
    /// Ends of comments, in the order of the text.
    pub anchors: Vec<(usize, Anchor)>,
    lines: usize,
}

impl Assembly {
    pub fn new(parts: Vec<String>, revisions: Vec<Revision>) -> Self {
        Self { origin: Origin { parts, revisions, ..Origin::default() }, ..Self::default() }
    }

    pub fn push(&mut self, line: Line) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let base = self.text.len();
        if line.kind != BlockKind::Paragraph {
            self.kinds.push((self.lines, line.kind));
        }
        self.text.push_str(&line.text);
        self.lines += 1 + line.text.matches('\n').count();
        self.place(base, line);
    }

    fn place(&mut self, base: usize, line: Line) {
        for (at, revision) in line.deletions {
            if let Some(revision) = self.origin.revisions.get_mut(revision) {
                revision.source = base + at..base + at;
            }
        }
        self.anchors.extend(line.anchors.into_iter().map(|(at, anchor)| (base + at, anchor)));
        for piece in line.pieces {
            let source = base + piece.at.start..base + piece.at.end;
            if let Some(revision) = piece.revision.and_then(|id| self.origin.revisions.get_mut(id)) {
                let start = if revision.source.is_empty() { source.start } else { revision.source.start };
                revision.source = start..source.end;
            }
            self.origin.runs.push(SourceRun {
                source,
                part: line.part,
                xml: piece.xml,
                run: piece.run,
                kind: piece.kind,
                revision: piece.revision,
            });
        }
        self.origin.paragraphs.extend(line.places.into_iter().map(|place| {
            let source = base + place.at.start..base + place.at.end;
            let label = source.start..source.start + place.label;
            SourceParagraph { source, label, part: place.part, xml: place.xml }
        }));
    }
}
