//! Lines in the making. In: pieces of runs, breaks, labels. Out: [`Line`]s, each a paragraph or a
//! table row with the places that its bytes came from. `assemble` puts them together.

use std::ops::Range;

use super::source::{PartId, RevisionId, RunKind};
use super::xml::Element;
use crate::text::BlockKind;

/// A stretch of a line that stands in the part.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Bytes of the line.
    pub at: Range<usize>,
    pub xml: Range<usize>,
    pub run: usize,
    pub kind: RunKind,
    pub revision: Option<RevisionId>,
}

/// One `w:p` inside a line.
#[derive(Clone, Debug)]
pub struct Place {
    /// Bytes of the line.
    pub at: Range<usize>,
    /// The length of the label that `at` begins with.
    pub label: usize,
    pub part: PartId,
    pub xml: Range<usize>,
}

/// An end of the words that a comment speaks of, by the comment's `w:id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start(String),
    End(String),
}

impl Anchor {
    /// Of a `w:commentRangeStart`, a `w:commentRangeEnd` or, for a comment without a range, its mark.
    pub fn of(element: &Element) -> Option<Self> {
        let id = element.attribute("id")?.into_owned();
        match element.name() {
            "commentRangeStart" => Some(Self::Start(id)),
            "commentRangeEnd" | "commentReference" => Some(Self::End(id)),
            _ => None,
        }
    }
}

/// One line of the text.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub kind: BlockKind,
    pub part: PartId,
    pub pieces: Vec<Piece>,
    pub places: Vec<Place>,
    /// Deletions and where in the line they stood.
    pub deletions: Vec<(usize, RevisionId)>,
    /// Where the words begin or end that a comment speaks of.
    pub anchors: Vec<(usize, Anchor)>,
    /// Bytes of the label at its start.
    pub label: usize,
    /// Where lines are broken by hand; settled when the line is whole.
    breaks: Vec<usize>,
    /// Where hidden text was left out last.
    hidden_at: Option<usize>,
}

impl Line {
    pub fn new(part: PartId) -> Self {
        Self {
            text: String::new(),
            kind: BlockKind::Paragraph,
            part,
            pieces: Vec::new(),
            places: Vec::new(),
            deletions: Vec::new(),
            anchors: Vec::new(),
            label: 0,
            breaks: Vec::new(),
            hidden_at: None,
        }
    }

    /// How many passages of hidden text this one adds: none where it goes on with the last.
    pub fn hide(&mut self) -> usize {
        usize::from(self.hidden_at.replace(self.text.len()) != Some(self.text.len()))
    }

    pub fn push(&mut self, text: &str, piece: Piece) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { at: start..self.text.len(), ..piece });
    }

    pub fn anchor(&mut self, element: &Element) {
        self.anchors.extend(Anchor::of(element).map(|anchor| (self.text.len(), anchor)));
    }

    /// A line broken by hand inside the paragraph.
    pub fn push_break(&mut self, piece: Piece) {
        self.breaks.push(self.text.len());
        self.push("\n", piece);
    }

    /// Puts computed text before everything else.
    pub fn prepend(&mut self, label: &str) {
        self.text.insert_str(0, label);
        self.shift(label.len());
        self.label += label.len();
    }

    fn shift(&mut self, by: usize) {
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        self.pieces.iter_mut().for_each(|piece| piece.at = moved(&piece.at));
        self.places.iter_mut().for_each(|place| place.at = moved(&place.at));
        self.deletions.iter_mut().for_each(|(at, _)| *at += by);
        self.anchors.iter_mut().for_each(|(at, _)| *at += by);
        self.breaks.iter_mut().for_each(|at| *at += by);
    }

    /// Adds another line behind this one, parted by `joint`.
    pub fn join(&mut self, joint: &str, mut other: Line) {
        self.text.push_str(joint);
        other.shift(self.text.len());
        self.text.push_str(&other.text);
        self.pieces.append(&mut other.pieces);
        self.places.append(&mut other.places);
        self.deletions.append(&mut other.deletions);
        self.anchors.append(&mut other.anchors);
        self.breaks.append(&mut other.breaks);
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Settles line breaks. A break that a sentence runs across is a space; elsewhere (addresses,
    /// signatures, a heading over its text) it ends the line.
    pub fn settle_breaks(&mut self) {
        let breaks = std::mem::take(&mut self.breaks);
        if breaks.is_empty() {
            return;
        }
        let joined = |&at: &usize| self.kind != BlockKind::Paragraph || runs_on(&self.text, at);
        let spaces: Vec<usize> = breaks.into_iter().filter(joined).collect();
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        for at in spaces {
            bytes[at] = b' ';
        }
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }
}

/// Whether a sentence runs across the break at `at`: no full stop before it, a small letter behind it.
fn runs_on(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t']).chars().next_back();
    let behind = text[at + 1..].trim_start_matches([' ', '\t']).chars().next();
    before.is_some_and(|char| char.is_alphanumeric() || char == ',') && behind.is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_join_sentences_and_part_lines() {
        let piece = || Piece { at: 0..0, xml: 0..0, run: 0, kind: RunKind::Element, revision: None };
        for (before, behind, expected) in [
            ("the Supplier shall", "deliver", "the Supplier shall deliver"),
            ("By: ____", "Name: Ann", "By: ____\nName: Ann"),
            ("It ends.", "it begins", "It ends.\nit begins"),
        ] {
            let mut line = Line::new(0);
            line.push(before, piece());
            line.push_break(piece());
            line.push(behind, piece());
            line.settle_breaks();
            assert_eq!(line.text, expected);
        }
    }
}
