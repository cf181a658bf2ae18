//! The build of a contract. In: a [`Document`](crate::ingest::Document). Out: an [`Outline`]: the
//! tree of clauses and the list of sentences. `facts` comes next.

mod aside;
mod build;
mod contents;
mod enumeration;
mod front;
mod heading;
mod label;
mod numbering;
mod paragraph;
mod run_on;
mod sentence;
mod sketch;
mod stops;

use std::ops::Range;

use crate::ingest::Document;
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// The document's title lines.
    Title,
    /// "This Agreement is made between …", up to the first recital or article.
    Preamble,
    Recital,
    /// "ARTICLE IV", "Schedule 2", "EXHIBIT A": a head that holds sections.
    Article,
    Schedule,
    /// "4", "4.2", or an unnumbered head with text under it.
    Section,
    /// "(a)", "(iv)", a bullet.
    Item,
    /// "“Fees” means …" in a list of definitions.
    Definition,
    /// "IN WITNESS WHEREOF …", By: ____, Name, Title.
    Signature,
}

/// One node of the tree. Clauses are in document order; a clause's `span` covers its children.
#[derive(Clone, Debug)]
pub struct Clause {
    pub id: ClauseId,
    pub parent: Option<ClauseId>,
    pub kind: ClauseKind,
    /// As a lawyer would cite it: "11.2", "4.2(a)(ii)", "Article IV", "Exhibit A"; none where unnumbered.
    pub number: Option<String>,
    /// Where the heading's words stand, without number and closing dot.
    pub heading: Option<Span>,
    /// From its label or heading to the end of its last child.
    pub span: Span,
    /// Its own text: without label, heading and children.
    pub body: Span,
    /// 0 for an article or a top-level section.
    pub depth: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    /// Operative text.
    Body,
    /// A heading or title: never a term.
    Heading,
    /// "“X” means …".
    Definition,
    /// Recitals and preamble.
    Background,
    Signature,
}

/// A sentence is one run of tokens. Where a list hangs on a lead-in ("Agency shall indemnify
/// Client against: (a) …; (b) …"), lead-in, items and tail are one sentence; labels of items
/// are left out of the words (see [`Outline::labels`]).
#[derive(Clone, Debug)]
pub struct Sentence {
    pub id: SentenceId,
    pub clause: ClauseId,
    pub kind: SentenceKind,
    pub span: Span,
    /// Into `Text::tokens`.
    pub tokens: Range<usize>,
    /// The items of a list that hangs on this sentence's lead-in, each a range of tokens; empty
    /// for a sentence without one. The lead-in is `tokens.start..items[0].start`. An inline list
    /// ("(i) …, (ii) …" in one paragraph) has items too.
    pub items: Vec<Range<usize>>,
}

#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub clauses: Vec<Clause>,
    pub sentences: Vec<Sentence>,
    /// For each token: is it part of a label ("4.2", "(a)"), or of an aside that changes nothing ("for its
    /// part"), and so not a word of the text?
    pub labels: Vec<bool>,
}

impl Outline {
    pub fn read(document: &Document) -> Self {
        let built = build::Builder::read(document);
        let tokens = document.text.tokens();
        let composed = sentence::Composer::compose(tokens, document.text.canonical(), &built.clauses, &built.units);
        let (sentences, mut labels) = (composed.sentences, composed.labels);
        aside::mark(document.text.tokens(), &mut labels);
        Self { clauses: built.clauses, sentences, labels }
    }

    pub fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.0]
    }

    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.0]
    }

    /// The innermost clause whose span holds `place`.
    pub fn clause_at(&self, place: usize) -> Option<&Clause> {
        let before = self.clauses.partition_point(|clause| clause.span.start <= place);
        let mut at = before.checked_sub(1).map(ClauseId);
        while let Some(clause) = at.map(|id| self.clause(id)) {
            if clause.span.end >= place {
                return Some(clause);
            }
            at = clause.parent;
        }
        None
    }

    /// The sentence that holds `place`.
    pub fn sentence_at(&self, place: usize) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= place);
        self.sentences[..after].last().filter(|sentence| place <= sentence.span.end)
    }

    /// The heading's words of the clause or, where it has none, of its nearest ancestor with one.
    pub fn heading_over(&self, id: ClauseId) -> Option<Span> {
        let mut at = Some(id);
        while let Some(clause) = at.map(|id| self.clause(id)) {
            if clause.heading.is_some() {
                return clause.heading;
            }
            at = clause.parent;
        }
        None
    }

    /// Every clause with this citation ("9", "9.2", "4.2(a)").
    pub fn cited<'a>(&'a self, number: &'a str) -> impl Iterator<Item = &'a Clause> {
        self.clauses.iter().filter(move |clause| clause.number.as_deref() == Some(number))
    }
}
