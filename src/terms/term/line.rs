//! A sentence as it is read once: the lead-in of a list with one of its items and the tail, or, where
//! there is no list, the stretch between semicolons. In: a sentence and a place in it. Out: [`Line`],
//! a run of words that may leap from the lead-in into an item.

use std::ops::Range;

use crate::contract::Contract;
use crate::facts::{Duration, Fact, Value};
use crate::outline::Sentence;
use crate::pattern::Match;
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, scope};

pub struct Line<'a> {
    pub contract: &'a Contract,
    pub sentence: &'a Sentence,
    /// The pieces of the sentence that are read together, in order.
    pieces: Vec<Range<usize>>,
    /// The tokens of all pieces, without the labels of items, quotation marks and brackets.
    words: Vec<usize>,
    /// The item, where the line has one.
    pub item: Option<Range<usize>>,
}

impl<'a> Line<'a> {
    fn new(contract: &'a Contract, sentence: &'a Sentence, pieces: Vec<Range<usize>>) -> Self {
        let label = |at: usize| contract.outline.labels.get(at).copied().unwrap_or(false);
        let quote = |at: usize| matches!(contract.document.text.tokens().at(at), "\"" | "(" | ")");
        let words = pieces.iter().flat_map(Clone::clone).filter(|at| !label(*at) && !quote(*at)).collect();
        Self { contract, sentence, pieces, words, item: None }
    }

    /// The lines that a match stands in: one, or as many as the list has items where it lies outside them.
    pub fn of(contract: &'a Contract, found: &Match) -> Vec<Self> {
        let sentence = contract.outline.sentence(found.sentence);
        let verb = found.tokens.end.saturating_sub(1);
        let Some((first, last)) = sentence.items.first().zip(sentence.items.last()) else {
            return vec![Self::new(contract, sentence, vec![scope::stretch(contract, sentence, verb)])];
        };
        let (lead, tail) = (sentence.tokens.start..first.start, last.end..sentence.tokens.end);
        let within = sentence.items.iter().filter(|item| found.item.is_none() || item.contains(&verb));
        within
            .map(|item| {
                let pieces = vec![lead.clone(), item.clone(), tail.clone()];
                Self { item: Some(item.clone()), ..Self::new(contract, sentence, pieces) }
            })
            .collect()
    }

    /// A whole sentence as one line.
    pub fn whole_of(contract: &'a Contract, sentence: &'a Sentence) -> Self {
        Self::new(contract, sentence, vec![sentence.tokens.clone()])
    }

    /// How many words and marks the line has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at a place of the line.
    pub fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |token| self.contract.document.text.tokens().at(*token))
    }

    /// Is the word at a place written with a capital?
    pub fn is_capital(&self, at: usize) -> bool {
        self.contract.document.text.tokens().as_slice().get(self.token(at)).is_some_and(|token| token.capital)
    }

    /// The token at a place of the line.
    pub fn token(&self, at: usize) -> usize {
        self.words.get(at).copied().unwrap_or(self.sentence.tokens.end)
    }

    /// Where a token stands in the line.
    pub fn place(&self, token: usize) -> Option<usize> {
        self.words.binary_search(&token).ok()
    }

    /// Where the first of `words` stands in a range of the line.
    pub fn position(&self, mut range: Range<usize>, words: &[&str]) -> Option<usize> {
        range.find(|at| words.contains(&self.word(*at)))
    }

    pub fn holds(&self, range: Range<usize>, words: &[&str]) -> bool {
        self.position(range, words).is_some()
    }

    /// Where the first word with one of these beginnings stands in a range of the line.
    pub fn stem(&self, mut range: Range<usize>, stems: &[&str]) -> Option<usize> {
        range.find(|at| stems.iter().any(|stem| self.word(*at).starts_with(stem)))
    }

    /// Where one of the phrases begins: words parted by a space, side by side.
    pub fn phrase(&self, mut range: Range<usize>, phrases: &[&str]) -> Option<usize> {
        let bit = |word: &str| word.as_bytes().first().map_or(0, |letter| 1u64 << (letter & 0x3f));
        // One letter tells most words from the beginnings of all phrases.
        let letters = phrases.iter().fold(0, |letters, phrase| letters | bit(phrase));
        let stands =
            |at: usize, phrase: &str| phrase.split(' ').enumerate().all(|(step, word)| self.word(at + step) == word);
        range.find(|at| {
            let first = self.word(*at);
            bit(first) & letters != 0 && phrases.iter().any(|phrase| phrase.starts_with(first) && stands(*at, phrase))
        })
    }

    pub fn says(&self, phrases: &[&str]) -> bool {
        self.phrase(0..self.len(), phrases).is_some()
    }

    /// The lengths of time in the line, each with its place.
    pub fn durations(&self) -> impl Iterator<Item = (usize, Duration, &'a Fact)> + '_ {
        let facts = self.pieces.iter().flat_map(|piece| self.contract.facts.quantities_within(piece.clone()));
        facts.filter_map(|fact| match fact.value {
            // The bracket of "(30) days" is no word of the line.
            Value::Duration(duration) => {
                Some((fact.tokens.clone().find_map(|token| self.place(token))?, duration, fact))
            }
            _ => None,
        })
    }

    /// Behind the fact that begins at `at`.
    pub fn after(&self, fact: &Fact) -> usize {
        self.place(fact.tokens.end.saturating_sub(1)).map_or(self.len(), |last| last + 1)
    }

    /// The party that is the subject of the verb at `verb`: in its own piece, else in the lead-in.
    pub fn subject(&self, verb: usize) -> Option<Named> {
        let token = self.token(verb);
        let own = self.pieces.iter().find(|piece| piece.contains(&token))?;
        let before = |piece: &Range<usize>| subject::before(self.contract, piece.start, piece.end);
        subject::before(self.contract, own.start, token)
            .or_else(|| self.pieces.first().filter(|lead| lead.start < own.start).and_then(before))
    }

    /// "by Client": the first party behind one of `prepositions` at or after a place of the line.
    pub fn agent(&self, from: usize, prepositions: &[&str]) -> Option<Named> {
        let first = self.token(from);
        let own = self.item.clone().and_then(|item| subject::after(self.contract, item, prepositions));
        own.or_else(|| self.agent_behind(first, prepositions))
    }

    fn agent_behind(&self, first: usize, prepositions: &[&str]) -> Option<Named> {
        self.pieces.iter().filter(|piece| piece.end > first).find_map(|piece| {
            let range = piece.start.max(first)..piece.end;
            subject::after(self.contract, range, prepositions)
        })
    }

    /// The words of a stretch of the line that lies in one piece.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1)?;
        (range.start <= last && last < self.len())
            .then(|| scope::span(self.contract, self.token(range.start)..self.token(last) + 1))
    }

    /// The whole sentence.
    pub fn whole(&self) -> Span {
        scope::span(self.contract, self.sentence.tokens.clone())
    }

    /// What stands for the line in a report: the item where it tells the matter, else the whole stretch.
    pub fn quote(&self) -> Span {
        let whole = self.pieces.first().zip(self.pieces.last()).map_or(0..0, |(first, last)| first.start..last.end);
        let item = self.item.clone().filter(|item| item.len() >= 4);
        scope::span(self.contract, item.unwrap_or(whole))
    }
}

/// Two sides that were found for one thing.
pub fn known(named: &Option<Named>) -> Bound {
    named.as_ref().map_or(Bound::Unclear, |named| named.bound)
}
