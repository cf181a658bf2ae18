//! A contract that has been read but not yet understood. In: a document. Out: [`Contract`], with
//! everything that `terms` needs: text, outline, facts and pattern matches together.

use std::sync::OnceLock;

use crate::facts::{Facts, RoleHint};
use crate::ingest::Document;
use crate::outline::{Outline, SentenceKind};
use crate::pattern::{Index, Matches, PatternSet, TERMS};
use crate::span::Span;

#[derive(Clone, Debug)]
pub struct Contract {
    pub document: Document,
    pub outline: Outline,
    pub facts: Facts,
    /// Made by the first search, from the parts as they are then.
    index: OnceLock<Index>,
}

impl Contract {
    pub fn read(document: Document, hints: &[RoleHint]) -> Self {
        let outline = Outline::read(&document);
        let facts = Facts::read(&document, &outline, hints);
        Self::of(document, outline, facts)
    }

    /// A contract of parts that were read (or, in a test, written) one by one.
    pub fn of(document: Document, outline: Outline, facts: Facts) -> Self {
        Self { document, outline, facts, index: OnceLock::new() }
    }

    /// The canonical words at `span`.
    pub fn quote(&self, span: Span) -> &str {
        self.document.text.quote(span)
    }

    /// Every match of `patterns` in sentences that state terms ([`TERMS`]).
    pub fn find(&self, patterns: &PatternSet) -> Matches {
        self.find_in(patterns, TERMS)
    }

    /// Every match of `patterns` in sentences of these kinds (headings, signatures).
    pub fn find_in(&self, patterns: &PatternSet, kinds: &[SentenceKind]) -> Matches {
        let index = self.index.get_or_init(|| Index::read(&self.document, &self.outline, &self.facts));
        patterns.find_in(index, &self.document, &self.facts, kinds)
    }
}
