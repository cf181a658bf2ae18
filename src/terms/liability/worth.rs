//! What the contract itself says it is worth. In: a contract. Out: the highest sum that is called its
//! total fee or price, which caps are held against.

use crate::contract::Contract;
use crate::facts::{Currency, Fact, Value};
use crate::outline::SentenceKind;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    pub amount: f64,
    pub currency: Option<Currency>,
}

/// Words between the name of the price and the sum.
const NEAR: usize = 14;
/// Words of the sentence that are looked at, before and behind the sum.
const FAR: usize = 120;

pub fn of(contract: &Contract) -> Option<Worth> {
    let sums = contract.facts.quantities.iter().filter_map(|fact| match fact.value {
        Value::Money { amount, currency } if is_price(contract, fact) => Some(Worth { amount, currency }),
        _ => None,
    });
    sums.reduce(|highest, next| if next.amount > highest.amount { next } else { highest })
}

/// "the total fee of $50,000", "Contract Price: £20,000"; no rate by the hour, no cap, no insurance.
fn is_price(contract: &Contract, fact: &Fact) -> bool {
    const WHOLE: [&str; 10] =
        ["total", "aggregate", "fixed", "contract", "purchase", "project", "flat", "lump", "overall", "entire"];
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
    let Some(sentence) = contract.outline.sentence_at(fact.span.start) else { return false };
    if matches!(sentence.kind, SentenceKind::Heading | SentenceKind::Signature) {
        return false;
    }
    let tokens = contract.document.text.tokens();
    let before = fact.tokens.start.saturating_sub(NEAR).max(sentence.tokens.start)..fact.tokens.start;
    let behind = fact.tokens.end..(fact.tokens.end + 4).min(sentence.tokens.end);
    let holds = |words: &[&str]| before.clone().any(|at| words.contains(&tokens.at(at)));
    let around = fact.tokens.start.saturating_sub(FAR).max(sentence.tokens.start)
        ..sentence.tokens.end.min(fact.tokens.end + FAR);
    let other = || around.clone().any(|at| OTHER.iter().any(|stem| tokens.at(at).starts_with(stem)));
    holds(&WHOLE) && holds(&PRICE) && !behind.into_iter().any(|at| RATES.contains(&tokens.at(at))) && !other()
}
