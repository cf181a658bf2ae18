//! The words around a cue. In: a sentence and the token that decides. Out: a [`Passage`]: the stretch
//! that the token belongs to, with the list's lead-in before it, and questions on its words.

use std::ops::Range;

use crate::contract::Contract;
use crate::outline::Sentence;
use crate::pattern::Match;
use crate::span::Span;
use crate::terms::scope;

/// Words that deny.
pub const DENIALS: [&str; 17] = [
    "no", "not", "neither", "nor", "never", "nothing", "none", "cannot", "can't", "won't", "shan't", "isn't", "aren't",
    "doesn't", "don't", "without", "nobody",
];

#[derive(Clone)]
pub struct Passage<'a> {
    pub contract: &'a Contract,
    pub sentence: &'a Sentence,
    /// The stretch that holds the cue's last word.
    pub stretch: Range<usize>,
    /// The list's lead-in, where the stretch is an item.
    pub lead_in: Option<Range<usize>>,
}

impl<'a> Passage<'a> {
    /// The passage of a match; `at` is the token that decides, mostly the last of the match.
    pub fn of(contract: &'a Contract, one: &Match, at: usize) -> Self {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, at);
        Self { contract, sentence, stretch, lead_in: scope::lead_in(sentence, at) }
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.contract.document.text.tokens().at(at)
    }

    pub fn span(&self, tokens: Range<usize>) -> Span {
        scope::span(self.contract, tokens)
    }

    /// The tokens before `at`: of the lead-in, then of the stretch.
    pub fn before(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + Clone {
        let lead = self.lead_in.clone().unwrap_or(0..0);
        let own = self.stretch.start..at.max(self.stretch.start);
        lead.chain(own)
    }

    /// Does a word before `at` deny? "including but not limited to" denies nothing.
    pub fn is_denied(&self, at: usize) -> bool {
        self.before(at).any(|place| DENIALS.contains(&self.word(place)) && !self.is_idiom(place))
    }

    /// "not limited to", "without limitation", "whether or not", "not only".
    pub fn is_idiom(&self, at: usize) -> bool {
        match self.word(at) {
            "not" => {
                matches!(self.word(at + 1), "limited" | "only")
                    && matches!(self.word(at + 2), "to" | "by" | "only")
                    && matches!(self.word(at.wrapping_sub(1)), "but" | "and" | "," | "or")
                    || self.word(at.wrapping_sub(1)) == "or" && self.word(at.wrapping_sub(2)) == "whether"
            }
            "without" => self.word(at + 1).starts_with("limit") || self.word(at + 1) == "prejudice",
            "no" => matches!(self.word(at + 1), "." | "matter"),
            _ => false,
        }
    }

    pub fn holds(&self, range: Range<usize>, words: &[&str]) -> bool {
        scope::holds(self.contract, range, words)
    }

    pub fn begins(&self, range: Range<usize>, stems: &[&str]) -> bool {
        scope::begins(self.contract, range, stems)
    }

    /// Do these words stand one after another at `at`?
    pub fn reads(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(place, word)| self.word(at + place) == *word)
    }

    /// The stretch's end or, where the list goes on behind it, the sentence's.
    pub fn reach(&self) -> usize {
        let opens = self.lead_in.is_none() && self.sentence.items.iter().any(|item| item.start >= self.stretch.end);
        if opens { self.sentence.tokens.end } else { self.stretch.end }
    }

    /// The words of the heading over the sentence, in small letters.
    pub fn heading(&self) -> String {
        let heading = self.contract.outline.heading_over(self.sentence.clause);
        heading.map_or(String::new(), |span| self.contract.quote(span).to_lowercase())
    }
}
