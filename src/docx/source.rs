//! Where the text of a Word file came from. In: nothing. Out: the types that tie a byte of the
//! text to a byte of a part, so that an edit can be written back as a tracked change. `line` and
//! `body` fill them; `ingest` hands them on.

use std::ops::Range;

use super::remarks::Remark;

/// Index into [`Origin::parts`].
pub type PartId = usize;
/// Index into [`Origin::revisions`].
pub type RevisionId = usize;

/// How the bytes of a [`SourceRun`] stand in the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Byte for byte: place `n` of the run is place `n` of its `xml`. (Raw line ends and tabs in
    /// the part read as spaces, one for one.)
    Verbatim,
    /// One character written as a reference (`&amp;`).
    Reference,
    /// One character that an element stands for (`w:tab`, `w:br`, `w:noBreakHyphen`, `w:sym`);
    /// `xml` is the element.
    Element,
}

/// A stretch of the text that stands in one text element of one run. Text in no source run
/// (labels, cell bars, note marks, line ends) was computed and cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRun {
    /// Bytes of the text as it was read.
    pub source: Range<usize>,
    pub part: PartId,
    /// Bytes of the part's XML (as text, without a byte order mark).
    pub xml: Range<usize>,
    /// The byte where its `w:r` begins; runs are told apart by it.
    pub run: usize,
    pub kind: RunKind,
    /// The insertion or move that it belongs to.
    pub revision: Option<RevisionId>,
}

impl SourceRun {
    /// The byte in the part for a byte of the text inside this run or at its end.
    pub fn to_xml(&self, place: usize) -> Option<usize> {
        if place < self.source.start || place > self.source.end {
            return None;
        }
        match self.kind {
            RunKind::Verbatim => Some(self.xml.start + (place - self.source.start)),
            _ if place == self.source.start => Some(self.xml.start),
            _ if place == self.source.end => Some(self.xml.end),
            _ => None,
        }
    }
}

/// One `w:p`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceParagraph {
    /// Its text with its label, without the line end. Paragraphs of a table row share a line.
    pub source: Range<usize>,
    /// Its computed label with what parts it from the text; empty where it has none.
    pub label: Range<usize>,
    pub part: PartId,
    /// The whole element.
    pub xml: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevisionKind {
    Insertion,
    Deletion,
    MoveFrom,
    MoveTo,
}

/// A tracked change that nobody has accepted or rejected. The text is read as if it were accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub kind: RevisionKind,
    pub author: String,
    /// As written in the file (`2026-03-01T09:30:00Z`); empty where there is none.
    pub date: String,
    /// The inserted text, or the place where the deleted text stood.
    pub source: Range<usize>,
    /// What was deleted.
    pub deleted: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FurnitureKind {
    Header,
    Footer,
    /// A table of contents.
    Contents,
}

/// Text that stands on the page and is no part of the contract's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furniture {
    pub kind: FurnitureKind,
    pub part: PartId,
    pub text: String,
}

/// Where the text of a Word file came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Paths inside the package ("word/document.xml", "word/footnotes.xml").
    pub parts: Vec<String>,
    /// In the order of the text.
    pub paragraphs: Vec<SourceParagraph>,
    /// In the order of the text; they do not overlap.
    pub runs: Vec<SourceRun>,
    pub revisions: Vec<Revision>,
    /// The comments in the margin.
    pub remarks: Vec<Remark>,
    pub furniture: Vec<Furniture>,
}

impl Origin {
    /// The runs that hold some of the text's `source` bytes or, for an empty range, that touch it.
    pub fn runs_at(&self, source: Range<usize>) -> &[SourceRun] {
        let empty = source.is_empty();
        let before = |run: &SourceRun| run.source.end < source.start || (!empty && run.source.end == source.start);
        let not_behind = |run: &SourceRun| run.source.start < source.end || (empty && run.source.start == source.end);
        let start = self.runs.partition_point(before);
        let end = self.runs.partition_point(not_behind);
        self.runs.get(start..end).unwrap_or_default()
    }
}
