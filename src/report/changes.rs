//! What others did to a Word file. In: a document and the outline of its contract. Out: its tracked
//! changes and the comments in its margin as [`ChangeReport`]s, in the order of the text; the report
//! lists them, and the page shows them beside the text that it was given.

use serde::{Deserialize, Serialize};

use super::ClauseReport;
use super::words::level;
use crate::docx::{Origin, Revision, RevisionKind};
use crate::ingest::Document;
use crate::sorting;
use crate::span::SourceSpan;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum ChangeKind {
    Inserted,
    Deleted,
    Moved,
    Commented,
}

impl ChangeKind {
    fn name(self) -> &'static str {
        match self {
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
            Self::Moved => "moved here",
            Self::Commented => "commented",
        }
    }
}

/// A tracked change that nobody has accepted or rejected, or a comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct ChangeReport {
    pub kind: ChangeKind,
    pub author: String,
    /// As written in the file ("2026-03-01T09:30:00Z"); empty where there is none.
    pub date: String,
    /// The words that came, went or moved, or what the comment says.
    pub text: String,
    /// The words in the text; empty where words went. None for a comment whose mark is not in the text.
    pub span: Option<SourceSpan>,
    /// The words that a comment speaks of.
    pub quote: String,
    /// Found anew wherever a report is made.
    pub clause: Option<ClauseReport>,
}

/// The changes of a document; their places count bytes, and their clauses are not yet known.
pub fn changes(document: &Document) -> Vec<ChangeReport> {
    let Some(origin) = &document.origin else { return Vec::new() };
    let text = document.text.source();
    let tracked = origin.revisions.iter().filter_map(|one| tracked(one, text));
    let mut all: Vec<ChangeReport> = tracked.chain(comments(origin, text)).collect();
    sorting::by_key(&mut all, |one| one.span.map_or(usize::MAX, |span| span.start));
    all
}

/// A change that has words, and is not the other half of a move.
fn tracked(one: &Revision, text: &str) -> Option<ChangeReport> {
    let here = text.get(one.source.clone()).unwrap_or_default();
    let (kind, words) = match one.kind {
        RevisionKind::Insertion => (ChangeKind::Inserted, here),
        RevisionKind::MoveTo => (ChangeKind::Moved, here),
        RevisionKind::Deletion => (ChangeKind::Deleted, one.deleted.as_str()),
        RevisionKind::MoveFrom => return None,
    };
    let words = one_line(words);
    (!words.is_empty()).then(|| ChangeReport {
        kind,
        author: one.author.trim().to_owned(),
        date: one.date.clone(),
        text: words,
        span: Some(SourceSpan { start: one.source.start, end: one.source.end }),
        quote: String::new(),
        clause: None,
    })
}

fn comments<'d>(origin: &'d Origin, text: &'d str) -> impl Iterator<Item = ChangeReport> + 'd {
    origin.remarks.iter().filter(|one| !one.text.is_empty()).map(move |one| ChangeReport {
        kind: ChangeKind::Commented,
        author: one.author.trim().to_owned(),
        date: one.date.clone(),
        text: one.text.clone(),
        span: one.source.as_ref().map(|span| SourceSpan { start: span.start, end: span.end }),
        quote: one_line(one.source.clone().and_then(|span| text.get(span)).unwrap_or_default()),
        clause: None,
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Ann Lee, 2026-01-02, Clause 3.1: deleted".
pub(super) fn heading(change: &ChangeReport) -> String {
    let day = change.date.split('T').next().unwrap_or_default();
    let clause = change.clause.as_ref().and_then(|clause| clause.number.as_ref());
    let clause = clause.map(|number| match number.starts_with(char::is_alphabetic) {
        true => number.clone(),
        false => format!("Clause {number}"),
    });
    let place: Vec<&str> = [change.author.as_str(), day, clause.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if place.is_empty() { level(change.kind.name()) } else { format!("{}: {}", place.join(", "), change.kind.name()) }
}

/// What is said or changed; for a comment with the words that it speaks of.
pub(super) fn words(change: &ChangeReport) -> String {
    match change.quote.is_empty() {
        true => format!("“{}”", change.text),
        false => format!("“{}” on “{}”", change.text, change.quote),
    }
}

/// The title of the list.
pub(super) const TITLE: &str = "Tracked changes and comments in the file";
