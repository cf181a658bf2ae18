//! A length of time that may be a limit for paying. In: one match of the cues. Out: a
//! [`PaymentTerm`], where the length governs a duty to pay.

use std::ops::Range;

use super::deadline::PaymentTerm;
use super::duty::{self, Duty};
use super::start;
use crate::contract::Contract;
use crate::facts::{Duration, Unit, Value};
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::Match;
use crate::span::Span;
use crate::terms::scope;
use crate::text;

/// What is done with money that was found to be due.
const RELEASED: [&str; 6] = ["released", "disbursed", "cleared", "liquidated", "credited", "honored"];

/// A match that may be a limit.
pub struct Limit<'a> {
    sentence: &'a Sentence,
    verb: usize,
    days: Duration,
    /// Tokens of the length of time or of the event.
    length: Range<usize>,
    definition: Option<Span>,
    days_span: Span,
    leading: bool,
}

impl<'a> Limit<'a> {
    pub fn of(contract: &'a Contract, name: &str, one: &Match) -> Option<Self> {
        let sentence = contract.outline.sentence(one.sentence);
        if sentence.kind != SentenceKind::Body && name != "terms" {
            return None;
        }
        let limit = one.capture("duration").map_or(one.tokens.end - 1, |duration| duration.tokens.start);
        if name == "net" && contract.document.text.tokens().at(limit) != "net" {
            return None;
        }
        // "the first business day following the end of each month": another day than the month's last.
        if name == "this-month-end" && scope::holds(contract, one.tokens.clone(), &["following", "after", "within"]) {
            return None;
        }
        // "keeps what was paid for 90 days after": it lasts.
        if name == "after" && contract.document.text.tokens().at(limit.saturating_sub(1)) == "for" {
            return None;
        }
        // "the fees paid in the preceding twelve months" measures.
        if matches!(
            contract.document.text.tokens().at(limit.saturating_sub(1)),
            "preceding" | "previous" | "prior" | "past" | "last"
        ) {
            return None;
        }
        let stretch = scope::stretch(contract, sentence, limit);
        // "make payment" stands for "pay", and its noun is the payment word.
        let last = one.tokens.end + usize::from(contract.document.text.tokens().at(one.tokens.end) == "payment");
        let own = stretch.start.max(one.tokens.start)..stretch.end.min(last);
        let moved = || scope::position(contract, one.tokens.clone(), &duty::TRANSFERS);
        let verb = match name {
            "transfer" | "receive" | "entitled" => moved(),
            "released" => scope::position(contract, own, &RELEASED),
            // "the fees that would have been payable shall become immediately due": what falls due, not what was.
            "immediate" if duty::verb(contract, limit..limit + 1).is_some() => Some(limit),
            _ => duty::governing_verb(contract, own, limit),
        };
        // "dispute within 90 days; sums are payable": the length and the verb stand in two stretches.
        if verb.is_none() && one.tokens.end > stretch.end {
            return None;
        }
        let verb = verb.unwrap_or(one.tokens.start);
        if duty::is_prepaid(contract, verb) {
            return None;
        }
        let verb = duty::verb_behind_title(contract, verb, limit, stretch.end).unwrap_or(verb);
        let base = |days, length: Range<usize>, days_span| Self {
            sentence,
            verb,
            days,
            leading: length.start < verb,
            length,
            definition: None,
            days_span,
        };
        match name {
            "at-once" | "immediate" | "transfer" | "entitled" => {
                let length = at_once(contract, one.tokens.clone())?;
                let span = scope::span(contract, length.clone());
                Some(base(Duration { amount: 0.0, unit: Unit::Day }, length, span))
            }
            "month-end" | "second-month-end" | "third-month-end" | "quarter-end" | "this-month-end" => {
                let length = one.tokens.end - 5..one.tokens.end;
                let span = scope::span(contract, length.clone());
                Some(base(Duration { amount: whole_periods(name), unit: Unit::Day }, length, span))
            }
            "month-end-and" => {
                let fact = contract.facts.quantities.get(one.capture("number")?.fact?)?;
                let Value::Number(days) = fact.value else { return None };
                Some(base(Duration { amount: days, unit: Unit::Day }, fact.tokens.clone(), fact.span))
            }
            "defined" => {
                let last = one.tokens.end;
                let (days, span, whole) = defined(contract, last)?;
                Some(Self { definition: Some(whole), ..base(days, last - 2..last, span) })
            }
            _ => {
                let fact = contract.facts.quantities.get(one.capture("duration")?.fact?)?;
                let Value::Duration(days) = fact.value else { return None };
                Some(base(days, fact.tokens.clone(), fact.span))
            }
        }
    }

    pub fn term(self, contract: &Contract) -> Option<PaymentTerm> {
        let clause = Duty { contract, sentence: self.sentence, verb: self.verb, length: self.length.start };
        let stretch = scope::stretch(contract, self.sentence, self.length.start);
        if !stretch.contains(&self.verb)
            || clause.is_condition(&stretch, self.length.start)
            || clause.is_of_tax(&stretch)
            || clause.is_other_deadline(&self.length, self.leading, self.days.amount == 0.0)
        {
            return None;
        }
        if self.days.unit == Unit::Year || self.days.months() > 24.0 {
            return None;
        }
        // "In any event Client shall pay within 60 days": the long stop of another term.
        let tokens = contract.document.text.tokens();
        if self.days.amount > 0.0
            && (stretch.start..stretch.start + 3).any(|at| tokens.at(at) == "any" && tokens.at(at + 1) == "event")
        {
            return None;
        }
        let behind = self.length.end..stretch.end.min(self.length.end + 25);
        let (from, from_span) = start::start(contract, behind.clone(), self.days.amount == 0.0, &self.length);
        let payer = clause.payer(self.verb + 1..stretch.end);
        let guessed = payer.is_none();
        let bound = payer.as_ref().map_or_else(
            || {
                clause
                    .told_before()
                    .filter(|_| !is_of_a_bill(contract, &stretch))
                    .unwrap_or(clause.usual_payer(&stretch))
            },
            |payer| payer.bound,
        );
        Some(PaymentTerm {
            payer: bound,
            payer_span: payer.map(|payer| payer.span(contract)),
            days: self.days,
            days_span: self.days_span,
            from,
            from_span,
            verified: verified(contract, &stretch),
            reimburses: reimburses(contract, self.sentence),
            invoiced: is_invoiced(contract, self.sentence),
            sentence: self.sentence.id,
            clause: self.sentence.clause,
            span: scope::span(contract, trimmed(contract, stretch)),
            definition: self.definition,
            confidence: if guessed { 0.7 } else { 0.9 },
        })
    }
}

/// Invoices, fees and prices are the customer's to pay, whatever was said before.
fn is_of_a_bill(contract: &Contract, stretch: &Range<usize>) -> bool {
    scope::begins(contract, stretch.clone(), &["invoice", "fee", "price", "charge", "bill", "rent", "deposit"])
}

/// The days to the end of the next month, of the one after it, of the next quarter.
fn whole_periods(name: &str) -> f64 {
    match name {
        "second-month-end" => 60.0,
        "quarter-end" | "third-month-end" => 90.0,
        "this-month-end" => 0.0,
        _ => 30.0,
    }
}

fn is_invoiced(contract: &Contract, sentence: &Sentence) -> bool {
    const BILLS: [&str; 5] = ["bill", "bills", "billed", "claim", "account"];
    let tokens = sentence.tokens.clone();
    scope::begins(contract, tokens.clone(), &["invoice"]) || scope::holds(contract, tokens, &BILLS)
}

fn reimburses(contract: &Contract, sentence: &Sentence) -> bool {
    let earned = ["fee", "invoice", "price", "charge"];
    scope::begins(contract, sentence.tokens.clone(), &["reimburs"])
        && !scope::begins(contract, sentence.tokens.clone(), &earned)
}

/// The stretch without the comma or bracket at its borders.
fn trimmed(contract: &Contract, stretch: Range<usize>) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    let mark = |at: &usize| matches!(tokens.at(*at), "," | ";" | "(" | "and" | "or");
    let start = stretch.clone().find(|at| !mark(at)).unwrap_or(stretch.start);
    start..stretch.end
}

fn at_once(contract: &Contract, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.end.saturating_sub(5).max(range.start);
    let last = range.end;
    let event = ["upon", "on", "at", "concurrently", "simultaneously", "immediately", "forthwith", "promptly"];
    scope::position(contract, start..last, &event)
        .or_else(|| scope::position(contract, range.clone(), &event))
        .map(|at| at..last.max(at + 1).min(at + 6))
}

/// The definition whose term ends at `end`, with the length of time that it states.
fn defined(contract: &Contract, end: usize) -> Option<(Duration, Span, Span)> {
    let tokens = contract.document.text.tokens();
    let place = tokens.as_slice().get(end.checked_sub(1)?)?.span.end;
    let before = contract.document.text.small().get(..place)?;
    contract.facts.definitions.iter().find_map(|definition| {
        if !before.ends_with(&text::small(&definition.term)) {
            return None;
        }
        let facts = &contract.facts.quantities;
        let first = facts.partition_point(|fact| fact.span.start < definition.meaning.start);
        let fact = facts[first..]
            .iter()
            .take_while(|fact| fact.span.end <= definition.meaning.end)
            .find(|fact| matches!(fact.value, Value::Duration(_)))?;
        let Value::Duration(days) = fact.value else { return None };
        Some((days, fact.span, definition.term_span.join(definition.meaning)))
    })
}

/// "a proper invoice", "a valid and approved invoice".
fn verified(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    const CHECKED: [&str; 8] =
        ["proper", "valid", "correct", "approved", "undisputed", "acceptable", "complete", "accurate"];
    let at = scope::position(contract, stretch.clone(), &CHECKED)?;
    let invoice = scope::begins(contract, at..(at + 6).min(stretch.end), &["invoice"]);
    let undisputed = scope::holds(contract, at..at + 1, &["undisputed"]);
    (invoice && !undisputed).then(|| scope::span(contract, at..at + 1))
}
