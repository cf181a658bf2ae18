//! The duty to pay without a day for it. In: payment words. Out: [`Undated`], where no time limit for
//! the customer's payment stands anywhere.

use super::contingent::Contingent;
use super::dated::Dated;
use super::deadline::PaymentTerm;
use super::duty::{self, Duty};
use crate::contract::Contract;
use crate::facts::{Side, Value};
use crate::outline::{ClauseId, Sentence, SentenceKind};
use crate::pattern::{Match, Matches};
use crate::span::Span;
use crate::terms::{Reading, record, scope};

/// The duty to pay in a contract that names no time for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Undated {
    pub clause: ClauseId,
    pub duty: Span,
}

/// Payment by the customer without a day for it.
pub fn undated(
    contract: &Contract,
    found: &Matches,
    terms: &[PaymentTerm],
    contingent: &[Contingent],
    dated: &[Dated],
) -> Option<Undated> {
    let stated =
        terms.iter().any(|term| !term.payer.is(Side::Vendor)) || dated.iter().any(|one| !one.payer.is(Side::Vendor));
    let elsewhere =
        || found.named("duty").any(|one| is_dated_elsewhere(contract, contract.outline.sentence(one.sentence), one));
    if stated || !contingent.is_empty() || elsewhere() || found.named("weekday").next().is_some() {
        return None;
    }
    let sentence = duties(contract, found).find(|sentence| !is_dated(contract, sentence))?;
    Some(Undated { clause: sentence.clause, duty: sentence.span })
}

/// Where the customer owes its instalments, on whatever days.
pub fn owed<'a>(contract: &'a Contract, found: &Matches) -> Option<&'a Sentence> {
    duties(contract, found).next()
}

/// The sentences in which the customer owes the price.
fn duties<'a>(contract: &'a Contract, found: &Matches) -> impl Iterator<Item = &'a Sentence> {
    found.named("duty").filter_map(|one| {
        let sentence = contract.outline.sentence(one.sentence);
        let owed = sentence.kind == SentenceKind::Body
            && !is_damages(contract, one)
            && !is_in_kind(contract, sentence)
            && !is_left_over(contract, one)
            && customer_pays(contract, sentence, one);
        owed.then_some(sentence)
    })
}

/// A calendar date, a schedule or a rhythm: the day is stated, if not in days.
fn is_dated(contract: &Contract, sentence: &Sentence) -> bool {
    let facts = &contract.facts.quantities;
    let start = facts.partition_point(|fact| fact.tokens.start < sentence.tokens.start);
    let date = facts[start..]
        .iter()
        .take_while(|fact| fact.tokens.start < sentence.tokens.end)
        .any(|fact| matches!(fact.value, Value::Date { .. }));
    let begins = |stems: &[&str]| scope::begins(contract, sentence.tokens.clone(), stems);
    // "to be invoiced in four equal instalments": how many bills, and no day for any of them.
    let in_parts = begins(&["instal"]) && !begins(&["invoice"]);
    date || in_parts || begins(&["monthly", "quarterly", "annually", "advance", "weekly"])
}

/// "in accordance with the payment schedule", "as follows": the day may stand in another place.
fn is_dated_elsewhere(contract: &Contract, sentence: &Sentence, duty: &Match) -> bool {
    const PLACES: [&str; 12] = [
        "terms",
        "schedule",
        "section",
        "exhibit",
        "annex",
        "appendix",
        "article",
        "clause",
        "process",
        "plan",
        "form",
        "attachment",
    ];
    let behind = duty.tokens.start..sentence.tokens.end.min(duty.tokens.end + 25);
    let tokens = contract.document.text.tokens();
    behind.clone().any(|at| match tokens.at(at) {
        "accordance" | "according" | "pursuant" | "per" => {
            scope::holds(contract, at..(at + 8).min(behind.end), &PLACES)
        }
        "follows" => tokens.at(at - 1) == "as",
        "time" => tokens.at(at - 1) == "on",
        "schedule" | "dates" => tokens.at(at - 1) == "payment",
        _ => false,
    })
}

/// "shall pay damages of 1% of the price": no price is paid.
fn is_damages(contract: &Contract, duty: &Match) -> bool {
    scope::begins(
        contract,
        duty.tokens.clone(),
        &["damage", "penalt", "fine", "tax", "deductib", "subcontract", "wages"],
    )
}

/// "3,000,000 shares of common stock": nobody sends an invoice for it.
fn is_in_kind(contract: &Contract, sentence: &Sentence) -> bool {
    let money = |value: &Value| matches!(value, Value::Money { .. });
    scope::holds(contract, sentence.tokens.clone(), &["shares", "stock", "warrants", "units"])
        && !contract.facts.quantities_within(sentence.tokens.clone()).iter().any(|fact| money(&fact.value))
}

/// "shall remain obligated to pay": what is left of a duty that stands somewhere else.
fn is_left_over(contract: &Contract, duty: &Match) -> bool {
    scope::holds(contract, duty.tokens.clone(), &["remain", "remains", "continue", "continues", "survive"])
}

fn customer_pays(contract: &Contract, sentence: &Sentence, duty: &Match) -> bool {
    let Some(verb) = duty::verb(contract, duty.tokens.clone()) else { return true };
    let whole = Duty { contract, sentence, verb, length: sentence.tokens.end };
    if whole.is_condition(&scope::stretch(contract, sentence, verb), sentence.tokens.end) {
        return false;
    }
    let payer =
        Duty { contract, sentence, verb, length: sentence.tokens.end }.payer(duty.tokens.end..sentence.tokens.end);
    payer.is_none_or(|payer| !payer.bound.is(Side::Vendor))
}

impl Undated {
    pub fn reading(&self) -> Reading {
        let fields = [Some(record::flag("stated", false, None)), record::anchor("duty", Some(self.duty))];
        Reading {
            term: "payment-date",
            span: None,
            clause: Some(self.clause),
            confidence: 0.75,
            fields: fields.into_iter().flatten().collect(),
            evidence: vec![self.duty],
        }
    }
}
