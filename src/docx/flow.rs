//! Lines of a container. In: finished paragraphs and rows. Out: the lines that hold text, each with
//! the deletions that stood before it. `body` and `table` fill it, `assemble` comes next.

use super::line::{Anchor, Line};
use super::source::RevisionId;

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ParagraphMark {
    #[default]
    Plain,
    /// Deleted or moved away: the text runs on into the next paragraph, whose properties count.
    Deleted,
    /// Hidden (Word's style separator): shown on one line with the next; its own properties count.
    Hidden,
}

/// The lines of a container (the body, a cell, a note, a text box) in the making.
#[derive(Debug, Default)]
pub struct Flow {
    pub lines: Vec<Line>,
    /// A paragraph that runs on into the next, and how it ended.
    pub(super) pending: Option<(Line, ParagraphMark)>,
    /// Deletions that emptied their line.
    orphans: Vec<RevisionId>,
    /// Ends of comments that stand between lines or in a line without words.
    stray: Vec<Anchor>,
}

impl Flow {
    pub fn push(&mut self, mut line: Line) {
        if line.is_blank() {
            self.orphans.extend(line.deletions.iter().map(|(_, revision)| *revision));
            line.anchors.into_iter().for_each(|(_, anchor)| self.anchored(anchor));
            return;
        }
        line.anchors.extend(self.stray.drain(..).map(|anchor| (0, anchor)));
        line.deletions.extend(self.orphans.drain(..).map(|revision| (0, revision)));
        line.settle_breaks();
        self.lines.push(line);
    }

    /// A deletion outside any line.
    pub fn deleted(&mut self, revision: RevisionId) {
        self.orphans.push(revision);
    }

    /// An end of a comment outside any line: it begins with the next, or ends with the last.
    pub fn anchored(&mut self, anchor: Anchor) {
        match (&anchor, self.lines.last_mut()) {
            (Anchor::End(_), Some(last)) => last.anchors.push((last.text.len(), anchor)),
            _ => self.stray.push(anchor),
        }
    }

    pub fn flush(&mut self) {
        if let Some((line, _)) = self.pending.take() {
            self.push(line);
        }
    }

    pub fn finish(mut self) -> Vec<Line> {
        self.flush();
        if let Some(last) = self.lines.last_mut() {
            let end = last.text.len();
            last.deletions.extend(self.orphans.drain(..).map(|revision| (end, revision)));
        }
        self.lines
    }
}
