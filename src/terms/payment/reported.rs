//! Payments that come with a report. In: sentences in which royalties, commissions or fees are paid with
//! a statement that has a day of its own ("within 45 days of each quarter, Licensee shall deliver a
//! statement, accompanied by payment"). Out: [`PaymentTerm`]s with the statement's days.

use std::ops::Range;
use std::sync::LazyLock;

use super::deadline::PaymentTerm;
use super::start;
use crate::contract::Contract;
use crate::facts::{Duration, Side, Unit, Value, ordinal};
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "brings",
            "(report | reports | statement | statements | accounting) ..30 (accompanied by | together with | along with) ..8 (payment | payments | remittance | check | royalt* | commission* | fees)",
        ),
        (
            "brings",
            "(payment | payments | remittance | royalt* | commission* | fees) ..12 (accompany | accompanies | accompanied by) ..4 (report | reports | statement | statements)",
        ),
        (
            "brings",
            "{shall} ..3 (deliver | submit | send | provide | furnish) ..12 (report | statement) ..60 (and | with) ..6 (payment | payments | royalt* | fees | commission*) ..4 (due | owed | payable | owing)",
        ),
        (
            "brings",
            "(day | days) ..12 (month | quarter | period | year) ..16 {shall} ..3 (deliver | submit | send) ..10 (all | the | any) ..4 (royalt* | fees | commission*) ..3 (due | owed | payable | owing)",
        ),
        (
            "pays",
            "(pay | remit | paid | payable | due) ..25 (at the time | at the same time | concurrently with | simultaneously with | together with | along with | with) ..4 (report | reports | statement | statements)",
        ),
    ])
});

/// How far back the sentence may stand that says when the report is due.
const BACK: usize = 2;

pub fn read(contract: &Contract, known: &[PaymentTerm]) -> Vec<PaymentTerm> {
    let found = contract.find(&CUES);
    let mut all: Vec<PaymentTerm> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let told = |term: &PaymentTerm| term.sentence == sentence.id;
        if sentence.kind == SentenceKind::Body && !known.iter().chain(&all).any(told) {
            all.extend(term(contract, sentence, one, known));
        }
    }
    all
}

fn term(contract: &Contract, sentence: &Sentence, one: &Match, known: &[PaymentTerm]) -> Option<PaymentTerm> {
    let duty = scope::holds(contract, sentence.tokens.clone(), &["shall", "will", "must", "agrees"]);
    if !duty || scope::holds(contract, one.tokens.clone(), &["tax", "taxes", "insurance", "audit"]) {
        return None;
    }
    let (home, (days, length)) = limit(contract, sentence, one)?;
    if known.iter().any(|term| term.days_span == length.1) {
        return None;
    }
    let behind = length.0.end..home.tokens.end.min(length.0.end + 25);
    let (from, from_span) = start::start(contract, behind, false, &length.0);
    let payer = payer(contract, sentence, one).or_else(|| payer(contract, home, one));
    let stretch = scope::stretch(contract, sentence, one.tokens.start);
    Some(PaymentTerm {
        payer: payer.as_ref().map_or(Bound::Side(Side::Customer), |payer| payer.bound),
        payer_span: payer.map(|payer| payer.span(contract)),
        days,
        days_span: length.1,
        from,
        from_span,
        verified: None,
        reimburses: false,
        invoiced: false,
        sentence: home.id,
        clause: home.clause,
        span: scope::span(contract, if home.id == sentence.id { stretch } else { home.tokens.clone() }),
        definition: None,
        confidence: 0.75,
    })
}

/// The party that pays, or that delivers what the payment comes with.
fn payer(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Named> {
    const MODALS: [&str; 4] = ["shall", "will", "must", "agrees"];
    let range =
        if sentence.id == one.sentence { sentence.tokens.start..one.tokens.end } else { sentence.tokens.clone() };
    let modal = scope::position(contract, range.clone(), &MODALS)?;
    let named = subject::before(contract, range.start, modal).filter(|named| matches!(named.bound, Bound::Side(_)))?;
    // "We must receive from you": the other one pays.
    let receives = scope::holds(contract, modal..modal + 3, &["receive"]);
    Some(if receives { Named { bound: named.bound.opposite(), ..named } } else { named })
}

/// A length of time, and its words.
type Length = (Duration, (Range<usize>, Span));

/// "within 45 days of the end of each quarter", in the sentence itself or in one shortly before it that
/// speaks of the report.
fn limit<'a>(contract: &'a Contract, sentence: &'a Sentence, one: &Match) -> Option<(&'a Sentence, Length)> {
    let inside = due(contract, sentence.tokens.start..one.tokens.end.max(one.tokens.start + 1));
    if let Some(length) = inside {
        return Some((sentence, length));
    }
    (1..=BACK).find_map(|back| {
        let before = contract.outline.sentences.get(sentence.id.0.checked_sub(back)?)?;
        let reports = scope::holds(
            contract,
            before.tokens.clone(),
            &["report", "reports", "statement", "statements", "accounting"],
        );
        let length = due(contract, before.tokens.clone()).filter(|_| reports && before.clause == sentence.clause)?;
        Some((before, length))
    })
}

/// The first length of time that is a last day: "within", "no later than", "not more than".
fn due(contract: &Contract, range: Range<usize>) -> Option<Length> {
    within(contract, range.clone()).or_else(|| nth_day(contract, range))
}

/// "On the thirtieth (30th) day after the end of each quarter", "not later than the 15th calendar day of
/// each quarter": counted from the end of the period that is reported.
fn nth_day(contract: &Contract, range: Range<usize>) -> Option<Length> {
    let tokens = contract.document.text.tokens();
    range.clone().find_map(|at| {
        let day = (at + 1..(at + 6).min(range.end)).find(|place| tokens.at(*place) == "day")?;
        let bridge = (at + 1..day).all(|place| {
            matches!(tokens.at(place), "(" | ")" | "calendar" | "business" | "working")
                || ordinal(tokens.at(place)).is_some()
        });
        let amount = ordinal(tokens.at(at)).filter(|_| bridge)?;
        let ahead = scope::holds(contract, at.saturating_sub(3).max(range.start)..at, &["on", "by", "than", "before"]);
        let period = matches!(tokens.at(day + 1), "after" | "following" | "of")
            && scope::holds(contract, day + 2..(day + 8).min(range.end), &["month", "quarter", "period", "year"]);
        let length = at..day + 1;
        let days = Duration { amount, unit: Unit::Day };
        (ahead && period).then(|| (days, (length.clone(), scope::span(contract, length))))
    })
}

fn within(contract: &Contract, range: Range<usize>) -> Option<Length> {
    contract.facts.quantities_within(range.clone()).iter().find_map(|fact| {
        let Value::Duration(days) = fact.value else { return None };
        let ahead = fact.tokens.start.saturating_sub(3).max(range.start)..fact.tokens.start;
        let behind = fact.tokens.end..(fact.tokens.end + 2).min(range.end);
        let last = scope::holds(contract, ahead, &["within", "than", "in"])
            && scope::holds(contract, behind, &["after", "of", "following", "from"]);
        let short =
            matches!(days.unit, Unit::Day | Unit::BusinessDay | Unit::Week | Unit::Month) && days.months() <= 4.0;
        (last && short).then(|| (days, (fact.tokens.clone(), fact.span)))
    })
}
