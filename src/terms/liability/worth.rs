//! What the contract itself says it is worth. In: a contract. Out: the highest sum that is called its
//! total fee or price, which caps are held against; where there is none, the price of a year.

use crate::contract::Contract;
use crate::facts::{Currency, Fact, Value};
use crate::outline::SentenceKind;
use crate::terms::scope;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    pub amount: f64,
    pub currency: Option<Currency>,
    /// Of the whole contract, or of a year of it, which may last longer.
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Whole,
    Year,
}

/// Words between the name of the price and the sum.
const NEAR: usize = 14;
/// Words of the sentence that are looked at, before and behind the sum.
const FAR: usize = 120;

pub fn of(contract: &Contract) -> Option<Worth> {
    let sums = contract.facts.quantities.iter().filter_map(|fact| match fact.value {
        Value::Money { amount, currency } => price(contract, fact).map(|span| Worth { amount, currency, span }),
        _ => None,
    });
    sums.reduce(|best, next| match (best.span, next.span) {
        (Span::Whole, Span::Year) => best,
        (Span::Year, Span::Whole) => next,
        _ if next.amount > best.amount => next,
        _ => best,
    })
}

impl Worth {
    /// How many times the price a cap is. A contract may last for years: against the price of one year only a cap
    /// below it, or far above it, tells anything.
    pub fn share(&self, sum: f64) -> Option<f64> {
        const YEARS: f64 = 5.0;
        let share = sum / self.amount;
        (self.span == Span::Whole || !(1.0..YEARS).contains(&share)).then_some(share)
    }
}

/// "the total fee of $50,000", "Contract Price: £20,000", "annual charges of £240,000"; no rate by the hour, no cap,
/// no insurance.
fn price(contract: &Contract, fact: &Fact) -> Option<Span> {
    const WHOLE: [&str; 11] = [
        "total",
        "aggregate",
        "fixed",
        "contract",
        "purchase",
        "project",
        "flat",
        "lump",
        "overall",
        "entire",
        "works",
    ];
    const YEAR: [&str; 4] = ["annual", "yearly", "year", "annum"];
    const PRICE: [&str; 8] =
        ["fee", "fees", "price", "charges", "compensation", "consideration", "sum", "remuneration"];
    const OTHER: [&str; 11] = [
        "liab",
        "insur",
        "damage",
        "deductible",
        "coverage",
        "indemn",
        "minimum",
        "late",
        "interest",
        "penalt",
        "limit",
    ];
    const RATES: [&str; 9] = ["per", "hour", "hourly", "month", "monthly", "day", "daily", "week", "each"];
    let sentence = contract.outline.sentence_at(fact.span.start)?;
    if matches!(sentence.kind, SentenceKind::Heading | SentenceKind::Signature) {
        return None;
    }
    let tokens = contract.document.text.tokens();
    let before = fact.tokens.start.saturating_sub(NEAR).max(sentence.tokens.start)..fact.tokens.start;
    let behind = fact.tokens.end..(fact.tokens.end + 4).min(sentence.tokens.end);
    let holds = |words: &[&str]| before.clone().any(|at| words.contains(&tokens.at(at)));
    let around = fact.tokens.start.saturating_sub(FAR).max(sentence.tokens.start)
        ..sentence.tokens.end.min(fact.tokens.end + FAR);
    let other = || around.clone().any(|at| OTHER.iter().any(|stem| tokens.at(at).starts_with(stem)));
    // "the annual charges being estimated at £240,000" beside the cap itself: they are called the price all the same.
    let told = scope::holds(
        contract,
        before.end.saturating_sub(5).max(before.start)..before.end,
        &["estimated", "being", "namely"],
    );
    // "we pay you $40,000 for the project"
    let paid = scope::holds(contract, before.end.saturating_sub(3).max(before.start)..before.end, &["pay", "pays"])
        && scope::holds(contract, behind.clone(), &["for"])
        && scope::holds(contract, behind.clone(), &["project", "job", "works", "whole"]);
    if paid && !other() {
        return Some(Span::Whole);
    }
    let yearly = holds(&["annual", "yearly"]) || behind.clone().any(|at| YEAR.contains(&tokens.at(at)));
    let rated = behind.into_iter().any(|at| RATES.contains(&tokens.at(at)));
    let span = match () {
        () if yearly => Span::Year,
        () if holds(&WHOLE) && !rated => Span::Whole,
        () => return None,
    };
    (holds(&PRICE) && (told || !other())).then_some(span)
}
