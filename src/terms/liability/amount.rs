//! How high a cap is. In: the words behind "shall not exceed". Out: an [`Amount`]: on what it is
//! based, its value and its words. A defined cap is followed to its definition.

use std::ops::Range;

use super::passage::Passage;
use crate::facts::{Fact, Value};
use crate::span::Span;
use crate::terms::scope;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    MonthsOfFees,
    MultipleOfFees,
    FixedSum,
    FeesPaid,
    Insurance,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub basis: Basis,
    /// Months, a multiple or a sum of money, as the basis says.
    pub value: Option<f64>,
    pub span: Span,
    /// The definition that was followed.
    pub definition: Option<Span>,
}

/// Money that is paid under a contract.
const FEES: [&str; 20] = [
    "fee",
    "charge",
    "price",
    "paid",
    "pay",
    "royalt",
    "compensation",
    "consideration",
    "remuneration",
    "revenue",
    "commission",
    "subscription",
    "received",
    "earned",
    "invoiced",
    "spend",
    "rental",
    "hire",
    "cost",
    "premium",
];
/// Words that end the amount.
const ENDS: [&str; 13] = [
    "except",
    "provided",
    "save",
    "notwithstanding",
    "regardless",
    "whether",
    "even",
    "unless",
    "however",
    "irrespective",
    "excluding",
    "because",
    "if",
];

pub fn read(passage: &Passage<'_>, region: Range<usize>) -> Amount {
    let region = trimmed(passage, region);
    let span = passage.span(region.clone());
    let told = |found: (Basis, Option<f64>)| Amount { basis: found.0, value: found.1, span, definition: None };
    if let Some(found) = stated(passage, &region) {
        return told(found);
    }
    defined(passage, &region, span).unwrap_or_else(|| told((Basis::Other, None)))
}

/// Without what follows the amount.
fn trimmed(passage: &Passage<'_>, region: Range<usize>) -> Range<usize> {
    let ends = |at: &usize| {
        let word = passage.word(*at);
        word == ";"
            || ENDS.contains(&word)
            || word == "," && passage.word(at + 1) == "and" && passage.reads(at + 2, &["in", "no"])
            || word == "." && *at + 1 >= region.end
    };
    let end = region.clone().skip(1).find(ends).unwrap_or(region.end);
    let mut end = end.max(region.start + 1).min(region.end.max(region.start + 1));
    while end > region.start + 1 && matches!(passage.word(end - 1), "," | "." | ";" | "and" | "or" | "(") {
        end -= 1;
    }
    region.start..end
}

fn stated(passage: &Passage<'_>, region: &Range<usize>) -> Option<(Basis, Option<f64>)> {
    let facts = passage.contract.facts.quantities_within(region.clone());
    let counted = facts.iter().any(|fact| matches!(fact.value, Value::Multiple(_) | Value::Percent(_)));
    let valued = counted && passage.holds(region.clone(), &["value", "contract", "order"]);
    let fees = valued || passage.begins(region.clone(), &FEES);
    let insured = (region.start..region.end.min(region.start + 24)).find(|at| passage.word(*at).starts_with("insur"));
    if insured.is_some() && !passage.holds(region.clone(), &["fees", "charges", "price"]) {
        return Some((Basis::Insurance, facts.iter().find_map(money)));
    }
    let first_money = facts.iter().find(|fact| money(fact).is_some());
    let first_fee = region.clone().find(|at| FEES.iter().any(|stem| passage.word(*at).starts_with(stem)));
    let sum = first_money.map(|fact| (Basis::FixedSum, money(fact)));
    if let (Some(fact), Some(fee)) = (first_money, first_fee)
        && fact.tokens.start < fee
    {
        return sum;
    }
    if fees {
        return Some(by_fees(passage, region, facts));
    }
    sum.or_else(|| {
        passage
            .begins(region.start..region.end.min(region.start + 12), &["amount", "sum", "value"])
            .then_some((Basis::Other, None))
    })
}

fn by_fees(passage: &Passage<'_>, region: &Range<usize>, facts: &[Fact]) -> (Basis, Option<f64>) {
    let months = facts.iter().find_map(|fact| match fact.value {
        Value::Duration(duration) if duration.months() >= 1.0 => Some(duration.months().round()),
        _ => None,
    });
    let multiple = facts.iter().find_map(|fact| match fact.value {
        Value::Multiple(times) => Some(times),
        Value::Percent(percent) if percent >= 10.0 => Some(percent / 100.0),
        _ => None,
    });
    if let Some(times) = multiple.filter(|times| (*times - 1.0).abs() > 1e-9 || months.is_none()) {
        return (Basis::MultipleOfFees, Some(times));
    }
    let yearly = || {
        let year = scope::position(passage.contract, region.clone(), &["year", "annual", "annualised", "annualized"])?;
        let near = year.saturating_sub(6).max(region.start)..(year + 4).min(region.end);
        let past =
            ["preceding", "previous", "prior", "last", "past", "contract", "calendar", "annual", "relevant", "each"];
        passage.holds(near, &past).then_some(12.0)
    };
    match months.or_else(yearly) {
        Some(months) => (Basis::MonthsOfFees, Some(months)),
        None => (Basis::FeesPaid, None),
    }
}

fn money(fact: &Fact) -> Option<f64> {
    match fact.value {
        Value::Money { amount, .. } => Some(amount),
        _ => None,
    }
}

/// "the General Cap", "the Liability Cap": what the definition says.
fn defined(passage: &Passage<'_>, region: &Range<usize>, span: Span) -> Option<Amount> {
    let contract = passage.contract;
    const CAPS: [&str; 8] = ["cap", "limit", "maximum", "liabil", "amount", "sum", "ceiling", "threshold"];
    let near = contract.facts.uses_within(region.start..region.end.min(region.start + 8));
    let definition =
        near.iter().filter_map(|used| contract.facts.definitions.get(used.definition)).find(|definition| {
            let term = definition.term.to_lowercase();
            CAPS.iter().any(|word| term.contains(word))
        })?;
    let tokens = contract.document.text.tokens().inside(definition.meaning);
    let (basis, value) = stated(passage, &tokens).unwrap_or((Basis::Other, None));
    Some(Amount { basis, value, span, definition: Some(definition.term_span.join(definition.meaning)) })
}

impl Basis {
    pub fn word(self) -> &'static str {
        match self {
            Basis::MonthsOfFees => "months-of-fees",
            Basis::MultipleOfFees => "multiple-of-fees",
            Basis::FixedSum => "fixed-sum",
            Basis::FeesPaid => "fees-paid",
            Basis::Insurance => "insurance",
            Basis::Other => "other",
        }
    }
}
