//! A sentence as it reads, for looking to the left and to the right. In: a sentence and a place in it.
//! Out: a [`Line`]: its words without labels; of a list the lead-in and the one item that is meant.

use std::ops::Range;

use crate::contract::Contract;
use crate::facts::Mention;
use crate::outline::Sentence;
use crate::span::Span;
use crate::terms::{Bound, subject};

#[derive(Clone)]
pub(super) struct Line<'a> {
    pub contract: &'a Contract,
    /// The token of each place.
    tokens: Vec<usize>,
    /// The item of the sentence's list in which each place lies.
    items: Vec<Option<usize>>,
    case: Case,
}

/// Does a capital mean anything?
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Mixed,
    /// Everything is in capitals.
    Shouted,
}

impl<'a> Line<'a> {
    /// The whole sentence or, where `token` lies in an item, its lead-in and that item.
    pub fn around(contract: &'a Contract, sentence: &Sentence, token: usize) -> Self {
        match sentence.items.iter().find(|item| item.contains(&token)) {
            Some(item) => {
                let lead = sentence.tokens.start..sentence.items.first().map_or(item.start, |first| first.start);
                Self::of(contract, sentence, lead.chain(item.clone()))
            }
            None => Self::of(contract, sentence, sentence.tokens.clone()),
        }
    }

    /// Any run of tokens, with the items of no list.
    pub fn run(contract: &'a Contract, tokens: Range<usize>) -> Self {
        let tokens: Vec<usize> = tokens.filter(|at| !is_label(contract, *at)).collect();
        Self { contract, items: vec![None; tokens.len()], case: Case::of(contract, &tokens), tokens }
    }

    fn of(contract: &'a Contract, sentence: &Sentence, tokens: impl Iterator<Item = usize>) -> Self {
        let tokens: Vec<usize> = tokens.filter(|at| !is_label(contract, *at)).collect();
        let item = |token: &usize| sentence.items.iter().position(|item| item.contains(token));
        let items = tokens.iter().map(item).collect();
        Self { contract, case: Case::of(contract, &tokens), tokens, items }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at a place, in small letters; "" outside.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| self.contract.document.text.tokens().at(*token))
    }

    /// The word before a place.
    pub fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    pub fn token(&self, at: usize) -> usize {
        self.tokens.get(at).or(self.tokens.last()).copied().unwrap_or(0)
    }

    /// The place of a token.
    pub fn place(&self, token: usize) -> usize {
        self.tokens.partition_point(|own| *own < token)
    }

    pub fn item(&self, at: usize) -> Option<usize> {
        self.items.get(at).copied().flatten()
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        let tokens = self.contract.document.text.tokens();
        match range.end.checked_sub(1).filter(|last| *last >= range.start) {
            Some(last) => tokens.span(self.token(range.start)..self.token(last) + 1),
            None => tokens.span(self.token(range.start)..self.token(range.start)),
        }
    }

    /// Does a capital make a name of this word?
    pub fn is_capital(&self, at: usize) -> bool {
        let list = self.contract.document.text.tokens().as_slice();
        let token = self.tokens.get(at).and_then(|token| list.get(*token));
        self.case == Case::Mixed && token.is_some_and(|token| token.capital)
    }

    /// Is everything in capitals, so that they tell nothing?
    pub fn shouts(&self) -> bool {
        self.case == Case::Shouted
    }

    /// Does one of `words` stand at the place?
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        at < self.len() && words.contains(&self.word(at))
    }

    /// Do these words stand from the place on?
    pub fn says(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.word(at + offset) == *word)
    }

    pub fn find(&self, mut range: Range<usize>, words: &[&str]) -> Option<usize> {
        range.find(|at| self.is(*at, words))
    }

    pub fn holds(&self, range: Range<usize>, words: &[&str]) -> bool {
        self.find(range, words).is_some()
    }

    /// The first word with one of these beginnings.
    pub fn begins(&self, mut range: Range<usize>, stems: &[&str]) -> Option<usize> {
        range.find(|at| stems.iter().any(|stem| self.word(*at).starts_with(stem)))
    }

    /// The party that the words at this place name.
    pub fn mention(&self, at: usize) -> Option<&'a Mention> {
        self.contract.facts.parties.at(*self.tokens.get(at)?)
    }

    /// The places of the mention that covers `at`.
    pub fn extent(&self, mention: &Mention) -> Range<usize> {
        self.place(mention.tokens.start)..self.place(mention.tokens.end)
    }

    pub fn bound(&self, mention: &Mention) -> Bound {
        subject::bound(self.contract, mention.who)
    }

    /// The nearest party before `to` that no preposition governs and that owns nothing.
    pub fn free_before(&self, to: usize) -> Option<&'a Mention> {
        let mut at = to;
        while at > 0 {
            at -= 1;
            let Some(mention) = self.mention(at) else { continue };
            let start = self.extent(mention).start;
            if !mention.possessive && !self.is_governed(start) {
                return Some(mention);
            }
            at = start.min(at);
        }
        None
    }

    /// Where a noun begins whose article stands before it.
    pub fn over_article(&self, start: usize) -> usize {
        let mut at = start;
        while at > 0 && matches!(self.word(at - 1), "the" | "such" | "said" | "either" | "each" | "both") {
            at -= 1;
        }
        at
    }

    fn is_governed(&self, start: usize) -> bool {
        const GOVERNING: [&str; 28] = [
            "to",
            "by",
            "from",
            "of",
            "with",
            "against",
            "for",
            "upon",
            "on",
            "between",
            "than",
            "under",
            "in",
            "via",
            "through",
            "towards",
            "at",
            "without",
            "per",
            "harmless",
            "defend",
            "indemnify",
            "indemnified",
            "protect",
            "save",
            "hold",
            "reimburse",
            "notify",
        ];
        let article = self.over_article(start);
        GOVERNING.contains(&self.before(article))
    }
}

impl Case {
    fn of(contract: &Contract, tokens: &[usize]) -> Self {
        let list = contract.document.text.tokens().as_slice();
        let words = || tokens.iter().filter_map(|at| list.get(*at)).filter(|token| token.span.len() > 1);
        let shouted = words().filter(|token| token.all_caps).count();
        if shouted * 10 > words().count() * 7 { Case::Shouted } else { Case::Mixed }
    }
}

fn is_label(contract: &Contract, token: usize) -> bool {
    contract.outline.labels.get(token).copied().unwrap_or(false)
}
