//! Clauses that run on inside a paragraph. In: the rest of a paragraph. Out: where the next clause
//! begins in it, if its label goes on with the numbering.

use std::ops::Range;

use super::ClauseKind;
use super::build::Builder;
use super::front::Part;
use super::heading::{self, Case};
use super::label::{self, Form, Label, Strength, Style};
use super::numbering::Series;
use crate::text::TokenKind;

impl Builder<'_> {
    /// The next label inside a paragraph: where the paragraph holds several clauses.
    pub(super) fn split(&self, body: Range<usize>, end: usize) -> Option<(usize, Label)> {
        if self.part == Part::Signature || body.is_empty() && body.start >= end {
            return None;
        }
        for at in body.start.max(1)..end {
            let stopped = matches!(self.tokens.at(at - 1), "." | ":" | ";" | "?" | "\"" | ")" | "]");
            if !stopped && !self.shouts(at, end) && !self.runs_on(at) {
                continue;
            }
            let Some(label) = label::parse(self.tokens, self.text, at, end) else { continue };
            if at > body.start && self.splits(at, &label, end) || at == body.start && self.starts_at_body(&label, end) {
                return Some((at, label));
            }
        }
        None
    }

    /// A number before words in capitals, where clauses run on without full stops.
    fn shouts(&self, at: usize, end: usize) -> bool {
        let list = self.tokens.as_slice();
        at + 3 < end
            && list[at].kind == TokenKind::Number
            && self.tokens.at(at + 1) == "."
            && list[at + 2].all_caps
            && list[at + 2].span.len() > 3
    }

    /// "Definitions 1.1 “Fees” …": a dotted number behind a word with a capital, which is no reference.
    fn runs_on(&self, at: usize) -> bool {
        let list = self.tokens.as_slice();
        let before = &list[at - 1];
        let dotted = list[at].kind == TokenKind::Number && self.tokens.at(at).contains('.');
        let named = before.kind == TokenKind::Word && before.capital || before.kind == TokenKind::Number;
        dotted && named && !label::is_reference(self.tokens.at(at - 1))
    }

    fn capital_behind(&self, label: &Label, end: usize) -> bool {
        let next = label.tokens.end;
        next < end && (self.tokens.as_slice()[next].capital || matches!(self.tokens.at(next), "\"" | "["))
    }

    /// "1. SCOPE. (a) Appointment. Vendor …": the first item stands right behind the heading.
    fn starts_at_body(&self, label: &Label, end: usize) -> bool {
        let headed = self.units.last().is_some_and(|unit| !unit.heading.is_empty());
        let first = label.readings().iter().any(|(_, value)| *value == 1);
        headed && self.capital_behind(label, end) && (first || self.levels.continues(label))
    }

    fn splits(&self, at: usize, label: &Label, end: usize) -> bool {
        let before = self.tokens.at(at - 1);
        let stopped = matches!(before, "." | "?")
            || matches!(before, "\"" | ")") && matches!(self.tokens.at(at.wrapping_sub(2)), "." | "?");
        if let Form::Head(kind) = label.form {
            return kind == ClauseKind::Article && stopped && self.tokens.as_slice()[at].all_caps;
        }
        if !self.capital_behind(label, end) && !self.titled_to(at, label) {
            return false;
        }
        let first = label.readings().iter().any(|(_, value)| *value == 1);
        if label.is_number() {
            // "Article 8 General Provisions 8.1 Notices.": the first clause of an article that no number opened.
            let led = matches!(&label.form, Form::Path(parts) if parts.last() == Some(&1)) && self.titled_to(at, label);
            let fresh = first
                && (self.part < Part::Terms || !self.numbered())
                && (matches!(before, "." | ":") || self.shouts(at, end));
            return fresh || led || self.levels.continues(label) && !matches!(before, ")");
        }
        let fresh = first && stopped && label.strength == Strength::Strong && self.numbered();
        stopped && (fresh || self.levels.continues(label))
    }

    /// "16. Effect of Termination 16.1 in the case of …": only a title stands between the numbers.
    fn titled_to(&self, at: usize, label: &Label) -> bool {
        let opened = self.units.last().filter(|unit| unit.opens && unit.heading.is_empty() && unit.label.end < at);
        matches!(label.form, Form::Path(_))
            && opened.is_some_and(|unit| heading::case(self.tokens, unit.label.end..at) >= Case::Title)
    }

    fn numbered(&self) -> bool {
        self.levels
            .open
            .iter()
            .any(|level| matches!(level.series, Series::Path(_) | Series::Ordinal(Style::Number, ..)))
    }

    /// Ends the last unit before the label at `at`; short words without a verb before it are its heading.
    pub(super) fn cut_last(&mut self, at: usize) {
        let tokens = self.tokens;
        let Some(unit) = self.units.last_mut() else { return };
        unit.body.end = at;
        let words = heading::without_closing(tokens, unit.body.clone());
        let titled = unit.opens && !unit.label.is_empty() && unit.heading.is_empty() && !words.is_empty();
        if titled && heading::case(tokens, words.clone()) >= Case::Sentence {
            self.clauses[unit.clause.0].heading = Some(tokens.span(words.clone()));
            unit.heading = words;
            unit.body = at..at;
        }
    }
}
