//! Sentences. In: units in order. Out: sentences, with a lead-in and the list that hangs on it as
//! one, and which tokens are labels.

use std::ops::Range;

use super::build::Unit;
use super::enumeration;
use super::front;
use super::stops::sentence_end;
use super::{Clause, ClauseId, ClauseKind, Sentence, SentenceId, SentenceKind};
use crate::text::{TokenKind, Tokens};

/// A list that is longer is cut, so that no text can make a sentence of the whole document.
const LONGEST: usize = 4_000;

/// A lead-in that ends with one of these wants its items to end the sentence.
const UNFINISHED: [&str; 46] = [
    "shall",
    "will",
    "must",
    "may",
    "not",
    "to",
    "that",
    "if",
    "of",
    "by",
    "for",
    "from",
    "with",
    "in",
    "on",
    "against",
    "the",
    "a",
    "an",
    "is",
    "are",
    "be",
    "either",
    "who",
    "which",
    "including",
    "and",
    "or",
    "any",
    "means",
    "where",
    "when",
    "unless",
    "until",
    "upon",
    "under",
    "both",
    "has",
    "have",
    "agrees",
    "cannot",
    "without",
    "than",
    "limitation",
    "because",
    "whether",
];
const FINITE: [&str; 16] = [
    "shall",
    "will",
    "may",
    "must",
    "is",
    "are",
    "agrees",
    "agree",
    "has",
    "have",
    "represents",
    "warrants",
    "acknowledges",
    "does",
    "do",
    "can",
];

/// Number words that a value begins with.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "five", "six", "seven", "ten", "twelve", "fourteen", "thirty", "sixty", "ninety"];
/// A value of more tokens is a text of its own.
const LONGEST_VALUE: usize = 40;

pub(super) struct Composer<'d> {
    tokens: &'d Tokens,
    clauses: &'d [Clause],
    units: &'d [Unit],
    pub(super) sentences: Vec<Sentence>,
    pub(super) labels: Vec<bool>,
}

/// A list as it is gathered.
struct List {
    tokens: Range<usize>,
    items: Vec<Range<usize>>,
    /// The first unit behind it, and the token there from which sentences are still to be made.
    next: usize,
    rest: Option<usize>,
}

impl<'d> Composer<'d> {
    pub(super) fn compose(tokens: &'d Tokens, text: &str, clauses: &'d [Clause], units: &'d [Unit]) -> Self {
        let mut composer = Self { tokens, clauses, units, sentences: Vec::new(), labels: vec![false; tokens.len()] };
        for unit in units {
            composer.labels[unit.label.clone()].fill(true);
        }
        let mut at = 0;
        let mut rest = None;
        while at < units.len() {
            (at, rest) = composer.unit(at, rest);
        }
        composer.enumerate(text);
        composer
    }

    /// Makes the sentences of one unit, from `rest` where a list took its start; gives the next.
    fn unit(&mut self, at: usize, rest: Option<usize>) -> (usize, Option<usize>) {
        let unit = &self.units[at];
        let kind = self.kind(unit.clause);
        let mut start = rest.unwrap_or(unit.body.start);
        if rest.is_none() && !unit.heading.is_empty() {
            match self.value(unit).filter(|_| kind == SentenceKind::Body) {
                Some(end) => {
                    self.push(unit.clause, kind, unit.heading.start..end, Vec::new());
                    start = end;
                }
                None => self.push(unit.clause, SentenceKind::Heading, unit.heading.clone(), Vec::new()),
            }
        }
        while start < unit.body.end {
            let end = sentence_end(self.tokens, start..unit.body.end).min(start + LONGEST);
            if end == unit.body.end
                && kind != SentenceKind::Signature
                && let Some(list) = self.list(at, start..end)
            {
                self.push(unit.clause, kind, list.tokens, list.items);
                return (list.next, list.rest);
            }
            self.push(unit.clause, kind, start..end, Vec::new());
            start = end;
        }
        (at + 1, None)
    }

    /// "Payment terms: 30 days from invoice": a heading and a value without a verb are one sentence.
    /// Where the value ends.
    fn value(&self, unit: &Unit) -> Option<usize> {
        let end = sentence_end(self.tokens, unit.body.clone());
        let mark = self.tokens.at(unit.heading.end);
        let words = unit.body.start..end;
        let counted = || {
            let first = words.clone().find(|at| !matches!(self.tokens.at(*at), "net" | "$" | "(" | "[" | "up" | "to"));
            first.is_some_and(|at| {
                self.tokens.as_slice()[at].kind == TokenKind::Number || NUMBERS.contains(&self.tokens.at(at))
            })
        };
        let told = match mark {
            ":" | "-" => true,
            "." => counted(),
            _ => false,
        };
        let short = (1..=LONGEST_VALUE).contains(&words.len()) && unit.body.start <= unit.heading.end + 2;
        let lead_in = matches!(self.tokens.at(end.saturating_sub(1)), ":" | "," | ";" | "and" | "or");
        let verbless = !words.clone().any(|at| FINITE.contains(&self.tokens.at(at)));
        (told && short && !lead_in && verbless).then_some(end)
    }

    fn kind(&self, clause: ClauseId) -> SentenceKind {
        match self.clauses[clause.0].kind {
            ClauseKind::Title => SentenceKind::Heading,
            ClauseKind::Preamble | ClauseKind::Recital => SentenceKind::Background,
            ClauseKind::Signature => SentenceKind::Signature,
            _ => SentenceKind::Body,
        }
    }

    fn push(&mut self, clause: ClauseId, kind: SentenceKind, tokens: Range<usize>, items: Vec<Range<usize>>) {
        if tokens.is_empty() {
            return;
        }
        let defines = kind == SentenceKind::Body && front::is_definition(self.tokens, tokens.clone());
        let kind = if defines { SentenceKind::Definition } else { kind };
        let id = SentenceId(self.sentences.len());
        self.sentences.push(Sentence { id, clause, kind, span: self.tokens.span(tokens.clone()), tokens, items });
    }

    /// The list that hangs on the lead-in at the end of unit `at`.
    fn list(&self, at: usize, lead: Range<usize>) -> Option<List> {
        let first = self.units.get(at + 1).filter(|unit| self.is_item_of(unit, at))?;
        if self.closed(&lead) || self.stands_alone(&lead, &first.body) {
            return None;
        }
        let depth = self.clauses[first.clause.0].depth;
        let mut list = List { tokens: lead.clone(), items: Vec::new(), next: at + 1, rest: None };
        while let Some(unit) = self.units.get(list.next) {
            let small = self.starts_small(&unit.body);
            let over = list.items.last().is_some_and(|_| self.closed(&list.tokens));
            if unit.body.end - lead.start > LONGEST || !unit.heading.is_empty() {
                break;
            }
            if !unit.opens {
                self.take_tail(&mut list, unit, small && !over);
                break;
            }
            let deep = self.clauses[unit.clause.0].depth;
            if deep < depth || !self.is_item_of(unit, at) || over && !self.goes_on(&lead, &unit.body) {
                break;
            }
            let index = list.next;
            if self.take_item(&mut list, deep > depth, index) == Goes::Over {
                break;
            }
        }
        (!list.items.is_empty()).then_some(list)
    }

    /// A paragraph behind the items that goes on with their sentence in small letters.
    fn take_tail(&self, list: &mut List, unit: &Unit, fits: bool) {
        if fits && !unit.body.is_empty() {
            let end = sentence_end(self.tokens, unit.body.clone());
            list.tokens.end = end;
            if end < unit.body.end {
                list.rest = Some(end);
            } else {
                list.next += 1;
            }
        }
    }

    fn take_item(&self, list: &mut List, nested: bool, at: usize) -> Goes {
        let unit = &self.units[at];
        let first_end = sentence_end(self.tokens, unit.body.clone());
        let small_next = self.units.get(at + 1).is_some_and(|next| {
            next.opens
                && next.heading.is_empty()
                && self.starts_small(&next.body)
                && self.clauses[next.clause.0].depth == self.clauses[unit.clause.0].depth
        });
        let whole = first_end >= unit.body.end || small_next;
        let end = if whole { unit.body.end } else { first_end };
        match list.items.last_mut() {
            Some(item) if nested => item.end = end,
            _ => list.items.push(unit.body.start..end),
        }
        list.tokens.end = end;
        if whole {
            list.next += 1;
            return Goes::On;
        }
        list.rest = Some(first_end);
        Goes::Over
    }

    /// An item without a heading, under the clause of unit `at`.
    fn is_item_of(&self, unit: &Unit, at: usize) -> bool {
        if !unit.opens
            || !unit.heading.is_empty()
            || unit.body.is_empty()
            || !self.clauses[unit.clause.0].kind.may_be_item()
        {
            return false;
        }
        let lead = self.units[at].clause;
        let mut above = self.clauses[unit.clause.0].parent;
        while let Some(id) = above.filter(|id| *id >= lead) {
            if id == lead {
                return true;
            }
            above = self.clauses[id.0].parent;
        }
        false
    }

    /// Ends with a full stop.
    fn closed(&self, range: &Range<usize>) -> bool {
        let mut end = range.end;
        while end > range.start && matches!(self.tokens.at(end - 1), "\"" | "'" | ")" | "]") {
            end -= 1;
        }
        end > range.start && matches!(self.tokens.at(end - 1), "." | "?" | "!")
    }

    fn starts_small(&self, range: &Range<usize>) -> bool {
        let first = range.clone().find(|at| self.tokens.as_slice()[*at].kind != TokenKind::Punct);
        first
            .is_some_and(|at| self.tokens.as_slice()[at].kind == TokenKind::Word && !self.tokens.as_slice()[at].capital)
    }

    /// The last word of a lead-in.
    fn last_word(&self, lead: &Range<usize>) -> &str {
        let last = lead.clone().rev().find(|at| self.tokens.as_slice()[*at].kind != TokenKind::Punct);
        last.map_or("", |at| self.tokens.at(at))
    }

    fn is_full(&self, item: &Range<usize>) -> bool {
        !self.starts_small(item) && item.clone().any(|at| FINITE.contains(&self.tokens.at(at)))
    }

    /// The lead-in says all it has to say, and its items are sentences of their own.
    fn stands_alone(&self, lead: &Range<usize>, item: &Range<usize>) -> bool {
        let first = item.start..sentence_end(self.tokens, item.clone());
        !UNFINISHED.contains(&self.last_word(lead)) && self.is_full(&first) && self.closed(&first)
    }

    /// After an item that ends with a full stop: is the next one still a part of the sentence?
    fn goes_on(&self, lead: &Range<usize>, item: &Range<usize>) -> bool {
        self.starts_small(item) || UNFINISHED.contains(&self.last_word(lead)) || !self.is_full(item)
    }

    /// Finds the inline lists, in sentences of every kind.
    fn enumerate(&mut self, text: &str) {
        for sentence in &mut self.sentences {
            if sentence.kind == SentenceKind::Heading {
                continue;
            }
            let found = enumeration::inline(self.tokens, text, sentence.tokens.clone());
            for label in &found.labels {
                self.labels[label.clone()].fill(true);
            }
            if sentence.items.is_empty() {
                sentence.items = found.items;
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Goes {
    On,
    Over,
}

impl ClauseKind {
    fn may_be_item(self) -> bool {
        matches!(self, ClauseKind::Item | ClauseKind::Section | ClauseKind::Recital | ClauseKind::Preamble)
    }
}
