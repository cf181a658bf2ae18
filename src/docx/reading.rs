//! What reading gathers beside the text. In: what the stories meet. Out: [`Reading`]: counters,
//! revisions, notes that are referred to, and what was left out, with the notices that say so.
//! `body` and `run` fill it.

use std::collections::BTreeSet;

use super::counters::Counters;
use super::numbering::Lists;
use super::source::{Revision, RevisionId, RevisionKind};
use super::styles::Styles;
use super::xml::Element;

/// Names of authors longer than this are cut in notices.
const MAX_NAME: usize = 60;
/// So many authors are named in a notice.
const MAX_NAMES: usize = 4;

/// What the file defines once and every story uses.
#[derive(Debug, Default)]
pub struct Definitions {
    pub styles: Styles,
    pub lists: Lists,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    Footnote,
    Endnote,
}

/// A footnote or endnote that the text refers to.
#[derive(Debug)]
pub struct NoteReference {
    pub kind: NoteKind,
    pub id: String,
    /// As it stands in the text: "[2]", or a mark of the author's own.
    pub mark: String,
}

/// Gathered while the stories of a file are read.
#[derive(Debug)]
pub struct Reading<'d> {
    pub definitions: &'d Definitions,
    pub counters: Counters,
    pub revisions: Vec<Revision>,
    pub notes: Vec<NoteReference>,
    footnotes: usize,
    endnotes: usize,
    /// Lines of the table of contents.
    pub contents: Vec<String>,
    /// Passages of hidden text.
    pub hidden: usize,
    pub comments: usize,
    /// Fields that number by themselves and keep no result.
    pub number_fields: usize,
    /// Documents embedded in this one (`w:altChunk`, `w:subDoc`).
    pub embedded: usize,
    pub pictures: usize,
}

impl<'d> Reading<'d> {
    pub fn new(definitions: &'d Definitions) -> Self {
        Self {
            definitions,
            counters: Counters::default(),
            revisions: Vec::new(),
            notes: Vec::new(),
            footnotes: 0,
            endnotes: 0,
            contents: Vec::new(),
            hidden: 0,
            comments: 0,
            number_fields: 0,
            embedded: 0,
            pictures: 0,
        }
    }

    /// Records a tracked change. Word splits one change over many runs: one that goes on with the
    /// same author and time is the same change.
    pub fn revision(&mut self, kind: RevisionKind, element: &Element) -> RevisionId {
        let attribute = |name| element.attribute(name).unwrap_or_default().into_owned();
        let (author, date) = (attribute("author"), attribute("date"));
        let goes_on =
            |last: &Revision| last.kind == kind && last.author == author && last.date == date && !date.is_empty();
        if !self.revisions.last().is_some_and(goes_on) {
            self.revisions.push(Revision { kind, author, date, source: 0..0, deleted: String::new() });
        }
        self.revisions.len() - 1
    }

    /// The mark of a note that was just met.
    pub fn note(&mut self, kind: NoteKind, id: String) -> String {
        let (count, letter) = match kind {
            NoteKind::Footnote => (&mut self.footnotes, ""),
            NoteKind::Endnote => (&mut self.endnotes, "e"),
        };
        *count += 1;
        let mark = format!("[{letter}{count}]");
        self.notes.push(NoteReference { kind, id, mark: mark.clone() });
        mark
    }

    /// What the reader must know about the text.
    pub fn notices(&self) -> Vec<String> {
        let left_out = |count: usize, one: &str, many: &str, rest: &str| {
            (count > 0).then(|| format!("{} {rest}", counted(count, one, many)))
        };
        [
            self.revisions_notice(),
            left_out(
                self.hidden,
                "passage of hidden text",
                "passages of hidden text",
                "left out: Word does not show hidden text.",
            ),
            left_out(self.comments, "comment", "comments", "in the margin left out."),
            left_out(
                self.number_fields,
                "number",
                "numbers",
                "missing: Word computes such numbers by a field (LISTNUM, AUTONUM) when it shows the page.",
            ),
            left_out(
                self.embedded,
                "embedded document",
                "embedded documents",
                "not read: open the file in Word, save it again and read that.",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn revisions_notice(&self) -> Option<String> {
        if self.revisions.is_empty() {
            return None;
        }
        let count = |kind| self.revisions.iter().filter(|revision| revision.kind == kind).count();
        let moves = count(RevisionKind::MoveTo).max(count(RevisionKind::MoveFrom));
        let parts: Vec<String> = [
            (count(RevisionKind::Insertion), "insertion", "insertions"),
            (count(RevisionKind::Deletion), "deletion", "deletions"),
            (moves, "move", "moves"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect();
        Some(format!(
            "Unaccepted tracked changes were read as if accepted: {}{}.",
            parts.join(", "),
            self.authors().map(|names| format!(" by {names}")).unwrap_or_default()
        ))
    }

    fn authors(&self) -> Option<String> {
        let names: BTreeSet<&str> =
            self.revisions.iter().map(|one| one.author.trim()).filter(|name| !name.is_empty()).collect();
        let mut shown: Vec<String> =
            names.iter().take(MAX_NAMES).map(|name| name.chars().take(MAX_NAME).collect()).collect();
        if names.len() > MAX_NAMES {
            shown.push(format!("{} more", names.len() - MAX_NAMES));
        }
        let last = shown.pop()?;
        Some(if shown.is_empty() { last } else { format!("{} and {last}", shown.join(", ")) })
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
