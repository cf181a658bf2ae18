//! What was found. In: the engine's matches. Out: [`Match`], [`Capture`] and [`Matches`], all that
//! a set found in one document. `terms` and `review` read them.

use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::facts::Who;
use crate::outline::SentenceId;
use crate::span::Span;

/// What a `{…}` matched, in order of the pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// The name in the braces: "vendor", "customer", "party", "days", "money", "shall" …
    pub name: &'static str,
    /// The tokens of the mention, fact or modal phrase.
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
    /// The item of the sentence's list ([`Sentence::items`](crate::outline::Sentence)) that the
    /// match reaches into; none where it lies in the lead-in or tail, or there is no list.
    pub item: Option<usize>,
    /// From the first to the last matched token. Where a list item was matched together with its
    /// lead-in, `tokens` begins in the lead-in and ends in the item.
    pub tokens: Range<usize>,
    pub span: Span,
    pub captures: Vec<Capture>,
}

impl Match {
    /// The first capture of this name.
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        self.captures.iter().find(|capture| capture.name == name)
    }
}

/// All that one set found in one document, by sentence, then by place, then by pattern.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    list: Vec<Match>,
    names: Arc<[String]>,
}

impl Matches {
    pub(super) fn new(list: Vec<Match>, names: Arc<[String]>) -> Self {
        Self { list, names }
    }

    /// The matches in one sentence.
    pub fn in_sentence(&self, sentence: SentenceId) -> &[Match] {
        let start = self.list.partition_point(|found| found.sentence < sentence);
        let end = self.list.partition_point(|found| found.sentence <= sentence);
        self.list.get(start..end).unwrap_or_default()
    }

    /// The matches that lie wholly in a range of tokens.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Match> {
        self.list.iter().filter(move |found| tokens.start <= found.tokens.start && found.tokens.end <= tokens.end)
    }

    /// The matches of the pattern (or patterns) with this name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Match> {
        self.list.iter().filter(move |found| self.name(found) == name)
    }

    /// The name of the pattern that matched; "" in a set without names.
    pub fn name(&self, found: &Match) -> &str {
        self.names.get(found.pattern).map_or("", String::as_str)
    }

    pub fn into_vec(self) -> Vec<Match> {
        self.list
    }
}

impl Deref for Matches {
    type Target = [Match];

    fn deref(&self) -> &[Match] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Matches {
    type Item = &'a Match;
    type IntoIter = std::slice::Iter<'a, Match>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
