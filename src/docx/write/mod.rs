//! Tracked changes into a Word file. In: the bytes of a `.docx`, changes on its text as [`read`](super::read)
//! gave it, and comments. Out: the bytes of a `.docx` in which only the touched runs differ.
//!
//! `shape` finds what stands in a paragraph, `plan` settles where a change goes or why it cannot,
//! `draft` and `runs` write the paragraphs anew, `comments` the margin. Nothing is parsed and written
//! back: everything that is not touched keeps its bytes.

mod accept;
mod bound;
mod comments;
mod draft;
mod ink;
mod join;
mod marks;
mod model;
mod paragraph;
mod pieces;
mod plan;
mod point;
mod properties;
mod reason;
mod runs;
mod shape;
mod simple_field;

use std::ops::Range;

use super::package::Package;
use super::source::Origin;
use super::{Parts, package};
use crate::error::Error;
pub use accept::accepted;
use comments::Margin;
pub(super) use ink::escaped;
use ink::{Ids, Names, Pen};
use plan::Planner;

/// Other words for the words at `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Bytes of the text as it was read; empty where words come in.
    pub span: Range<usize>,
    /// A line end begins a new paragraph.
    pub insert: Vec<Insertion>,
}

/// Words that come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    pub text: String,
    /// The comment that speaks of these words alone, by its place in the list.
    pub comment: Option<usize>,
    pub highlight: Option<Highlight>,
}

/// Words that are to stand out; each a colour of Word's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    Yellow,
    Pink,
}

impl Highlight {
    /// Word's name of the colour.
    fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Pink => "magenta",
        }
    }
}

/// A comment in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The words that it speaks of; none where an [`Insertion`] names it.
    pub anchor: Option<Range<usize>>,
    pub paragraphs: Vec<String>,
}

/// All that is to be written into a file.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// In the order of the text, not overlapping.
    pub changes: Vec<Change>,
    pub comments: Vec<Comment>,
    /// Words of the text that are to stand out.
    pub highlights: Vec<(Range<usize>, Highlight)>,
    pub author: String,
    /// `2026-11-22T05:00:00Z`; empty for none.
    pub date: String,
}

/// A change that cannot be made in this file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its place in the list of changes.
    pub change: usize,
    /// A sentence.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    Written(Vec<u8>),
    /// Nothing was written: leave these out and try again.
    Refused(Vec<Refusal>),
}

/// Writes tracked changes and comments into a file; `text` and `origin` are what reading these bytes gave.
pub fn revise(bytes: &[u8], text: &str, origin: &Origin, orders: &Orders) -> Result<Outcome, Error> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::find(&mut package)?;
    let pen = Pen { author: &orders.author, date: &orders.date };
    let mut ids = Ids::default();
    let mut planner = Planner::new(text, origin, pen);
    for path in &origin.parts {
        let source = package.read(path)?.ok_or_else(package::damaged)?;
        ids.note(&source);
        planner.part(source);
    }
    let mut margin = Margin::open(&mut package, &parts, &planner.names(), &mut ids)?;
    let numbers: Vec<u32> = orders.comments.iter().map(|_| ids.fresh()).collect();
    planner.ids = ids;
    planner.comments = numbers.clone();
    let refused = planner.changes(&orders.changes)?;
    if !refused.is_empty() {
        return Ok(Outcome::Refused(refused));
    }
    planner.highlights(&orders.highlights)?;
    for (comment, id) in orders.comments.iter().zip(&numbers) {
        if let Some(anchor) = &comment.anchor {
            planner.comment(anchor.clone(), *id)?;
        }
        margin.add(*id, &comment.paragraphs, pen);
    }
    let mut changed = planner.finish(&origin.parts)?;
    if !numbers.is_empty() {
        changed.extend(margin.finish(&mut package, &parts)?);
    }
    package.rewritten(changed).map(Outcome::Written)
}

/// The children of a run that show these words, in a part that names Word's elements as usual.
pub(super) fn plain_words(text: &str) -> String {
    ink::words(&Names::usual(), text)
}
