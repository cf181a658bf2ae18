//! A reader's place in the tokens of a document. In: tokens, labels, blocks. Out: [`Scan`], which
//! says what each token means and never looks past the end of a block.

use std::ops::Range;

use super::vocabulary::{self, Meaning};
use crate::span::Span;
use crate::text::{Token, Tokens};

pub(super) struct Scan<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    list: &'a [Token],
    labels: &'a [bool],
    /// By word id.
    meanings: Vec<Meaning>,
    /// Ends of blocks in bytes, in order.
    ends: Vec<usize>,
    block: usize,
    /// The block's tokens begin and end here.
    first: usize,
    limit: usize,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str, tokens: &'a Tokens, labels: &'a [bool], ends: Vec<usize>) -> Self {
        let meanings = tokens.words().iter().map(|word| vocabulary::meaning(word)).collect();
        Self { text, tokens, list: tokens.as_slice(), labels, meanings, ends, block: 0, first: 0, limit: 0 }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Goes to the block that holds token `at`.
    pub fn enter(&mut self, at: usize) {
        if at < self.limit {
            return;
        }
        self.first = at;
        let start = self.list.get(at).map_or(usize::MAX, |token| token.span.start);
        while self.ends.get(self.block).is_some_and(|end| *end <= start) {
            self.block += 1;
        }
        self.limit = match self.ends.get(self.block) {
            Some(&end) => at + self.list[at.min(self.len())..].partition_point(|token| token.span.start < end),
            None => self.len(),
        };
    }

    /// What a token means; `Other` for labels and outside the block.
    pub fn meaning(&self, at: usize) -> Meaning {
        if at >= self.limit || self.labels.get(at).copied().unwrap_or(false) {
            return Meaning::Other;
        }
        self.list.get(at).and_then(|token| self.meanings.get(token.word.0 as usize)).copied().unwrap_or(Meaning::Other)
    }

    /// Is it the first token of its block?
    pub fn starts_block(&self, at: usize) -> bool {
        at <= self.first
    }

    pub fn is(&self, at: usize, meaning: Meaning) -> bool {
        self.meaning(at) == meaning
    }

    /// The lower-cased word; "" outside the block.
    pub fn word(&self, at: usize) -> &'a str {
        if at < self.limit { self.tokens.at(at) } else { "" }
    }

    pub fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.limit { self.list.get(at) } else { None }
    }

    /// Do this token and the next stand without a space between them?
    pub fn touches(&self, at: usize) -> bool {
        match (self.list.get(at), self.list.get(at + 1)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }

    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens.span(tokens)
    }

    /// The text at a span.
    pub fn source(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// As written.
    pub fn written(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |token| token.span.of(self.text))
    }
}
