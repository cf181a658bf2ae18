//! What makes a cap high or low. In: a [`Limit`](super::Limit). Out: its [`Measure`]: months, a multiple
//! or a sum, held against the contract's own price, and the words by which it counts anew.

use std::ops::Range;

use super::amount::{Amount, Basis};
use super::passage::Passage;
use super::worth::Worth;
use crate::facts::{Currency, Duration, Unit, Value};
use crate::span::Span;
use crate::terms::scope;

/// "the greater of A and B", "the lesser of A and B".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Greater,
    Lesser,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// The months whose fees count; without words where it is "the preceding year".
    pub months: Option<(Duration, Option<Span>)>,
    pub times: Option<(f64, Span)>,
    pub sum: Option<(f64, Option<Currency>, Span)>,
    /// The sum as a multiple of the price that the contract states.
    pub share: Option<f64>,
    pub choice: Option<Choice>,
    /// "the applicable Statement of Work": the fees of one order only.
    pub order: Option<Span>,
    /// "for each claim", with its preposition, where no total is told besides.
    pub each_claim: Option<Span>,
    /// "in each Contract Year".
    pub each_year: Option<Span>,
}

/// `stretch` is what the sentence says of this cap.
pub fn of(passage: &Passage<'_>, amount: &Amount, stretch: Range<usize>) -> Measure {
    let contract = passage.contract;
    let words = amount.definition.unwrap_or(amount.span);
    let region = contract.document.text.tokens().inside(words);
    let choice = choice(passage, &region);
    let facts = contract.facts.quantities_within(region.clone());
    let mut found = Measure { choice, order: order(passage, &region), ..Measure::default() };
    for fact in facts {
        match fact.value {
            Value::Duration(length) if length.months() >= 1.0 && found.months.is_none() => {
                found.months = Some((length, Some(fact.span)));
            }
            Value::Multiple(times) if found.times.is_none() => found.times = Some((times, fact.span)),
            Value::Percent(percent) if percent >= 10.0 && found.times.is_none() => {
                found.times = Some((percent / 100.0, fact.span));
            }
            Value::Money { amount, currency } if found.sum.is_none() => {
                found.sum = Some((amount, currency, fact.span));
            }
            _ => {}
        }
    }
    if found.months.is_none() && amount.basis == Basis::MonthsOfFees {
        found.months = amount.value.map(|months| (Duration { amount: months, unit: Unit::Month }, None));
    }
    // "the higher of £1,000,000 and 500% of the Charges"
    let greater_share = found.choice == Some(Choice::Greater) && found.times.is_some();
    let counted =
        greater_share || matches!(amount.basis, Basis::MonthsOfFees | Basis::MultipleOfFees | Basis::FeesPaid);
    if !counted {
        found.months = None;
        found.times = None;
    }
    // "the fees of the month in which the claim arose"
    if counted && found.months.is_none() && is_of_the_month(passage, region) {
        found.months = Some((Duration { amount: 1.0, unit: Unit::Month }, None));
    }
    found.each_claim = each_claim(passage, stretch.clone());
    found.each_year = each_year(passage, stretch).or_else(|| afresh(passage));
    found
}

fn is_of_the_month(passage: &Passage<'_>, mut region: Range<usize>) -> bool {
    region.any(|at| {
        passage.word(at) == "month"
            && matches!(passage.word(at - 1), "the" | "that" | "preceding" | "calendar" | "one" | "single")
            && matches!(passage.word(at + 1), "in" | "during" | "when" | "before" | "preceding" | "of")
    })
}

impl Measure {
    /// The sum against what the contract is worth, where both are in one currency.
    pub fn weigh(&mut self, worth: Option<&Worth>) {
        self.share = self.sum.zip(worth).and_then(|((sum, currency, _), worth)| {
            worth.share(sum).filter(|_| currency == worth.currency && worth.amount > 0.0)
        });
    }
}

fn choice(passage: &Passage<'_>, region: &Range<usize>) -> Option<Choice> {
    // "no greater than the fees" is no choice of two.
    region.clone().filter(|at| passage.word(at + 1) != "than").find_map(|at| match passage.word(at) {
        "greater" | "higher" | "larger" | "greatest" | "highest" => Some(Choice::Greater),
        "lesser" | "lower" | "smaller" | "lowest" | "least" => Some(Choice::Lesser),
        _ => None,
    })
}

/// "under the applicable Statement of Work", "for that purchase order".
fn order(passage: &Passage<'_>, region: &Range<usize>) -> Option<Span> {
    const WHICH: [&str; 12] = [
        "applicable",
        "relevant",
        "particular",
        "specific",
        "such",
        "that",
        "each",
        "respective",
        "affected",
        "individual",
        "corresponding",
        "given",
    ];
    let noun = region.clone().find_map(|at| {
        let words = [&["statement", "of", "work"][..], &["work", "order"], &["purchase", "order"], &["order", "form"]];
        let long = words.iter().find(|words| passage.reads(at, words)).map(|words| at..at + words.len());
        long.or_else(|| matches!(passage.word(at), "sow" | "order").then(|| at..at + 1))
    })?;
    let from = noun.start.saturating_sub(4).max(region.start);
    let which = (from..noun.start).find(|at| WHICH.contains(&passage.word(*at)))?;
    let article = which > region.start && matches!(passage.word(which - 1), "the" | "an" | "any");
    Some(passage.span(which - usize::from(article)..noun.end))
}

/// "for each claim", "per occurrence", "in respect of any one event or series of connected events".
fn each_claim(passage: &Passage<'_>, stretch: Range<usize>) -> Option<Span> {
    const CLAIMS: [&str; 6] = ["claim", "occurrence", "event", "incident", "cause", "breach"];
    let at = stretch.clone().find(|at| {
        let one = matches!(passage.word(*at), "per" | "each" | "every")
            || passage.word(*at) == "any" && matches!(passage.word(at + 1), "one" | "single");
        // "all claims together, and not a limit for each claim"
        let denied = (at.saturating_sub(5)..*at).any(|before| {
            passage.word(before) == "not"
                && (before + 1 == *at
                    || matches!(passage.word(before + 1), "a" | "an" | "for" | "on" | "by" | "as" | "in" | "to"))
        });
        one && !denied && (at + 1..at + 4).any(|next| CLAIMS.contains(&passage.word(next)))
    })?;
    let mut end = (at + 1..at + 4).find(|next| CLAIMS.contains(&passage.word(*next)))? + 1;
    if passage.reads(end, &["or", "series", "of"]) {
        let last = (end + 3..end + 8).find(|next| {
            passage.word(*next).ends_with('s') && CLAIMS.iter().any(|claim| passage.word(*next).starts_with(claim))
        });
        end = last.map_or(end, |last| last + 1);
    }
    // "per claim and $2,000,000 in the aggregate"
    let total =
        (end..stretch.end).any(|next| matches!(passage.word(next), "aggregate" | "total" | "overall" | "together"));
    (!total).then(|| passage.span(with_preposition(passage, at, stretch.start)..end))
}

/// "The limit begins afresh on every anniversary": a sentence behind the cap.
fn afresh(passage: &Passage<'_>) -> Option<Span> {
    const ANEW: [&str; 13] = [
        "separately",
        "separate",
        "afresh",
        "anew",
        "resets",
        "reset",
        "refreshed",
        "reinstated",
        "restored",
        "replenished",
        "renewed",
        "renews",
        "again",
    ];
    const LIMIT: [&str; 4] = ["limit", "cap", "ceiling", "maximum"];
    let years = ["year", "anniversary", "annually", "yearly"];
    scope::following(passage.contract, passage.sentence, 3).find_map(|next| {
        let tokens = next.tokens.clone();
        let named = tokens.clone().find(|at| LIMIT.contains(&passage.word(*at)));
        // "A fresh limit becomes available on the first day of every Contract Year."
        let fresh = |at: usize| {
            (at.saturating_sub(2).max(tokens.start)..at)
                .find(|word| matches!(passage.word(*word), "fresh" | "new" | "further"))
        };
        let anew = named.and_then(|at| {
            let behind = (at..tokens.end.min(at + 30)).find(|word| ANEW.contains(&passage.word(*word)));
            behind.or_else(|| fresh(at))
        })?;
        let denied = passage.holds(tokens.start..anew, &["not", "no", "nor", "never"]);
        (!denied && passage.holds(tokens, &years)).then_some(next.span)
    })
}

fn with_preposition(passage: &Passage<'_>, at: usize, from: usize) -> usize {
    const LEADS: [&[&str]; 7] = [
        &["in", "respect", "of"],
        &["with", "respect", "to"],
        &["in", "relation", "to"],
        &["for"],
        &["in"],
        &["on", "a"],
        &["arising", "from"],
    ];
    let fits = |lead: &&&[&str]| at >= from + lead.len() && passage.reads(at - lead.len(), lead);
    LEADS.iter().find(fits).map_or(at, |lead| at - lead.len())
}

/// "year"; the "month" of "twelve-month period".
fn is_year(passage: &Passage<'_>, at: usize) -> bool {
    passage.word(at) == "year"
        || passage.word(at) == "month"
            && passage.word(at + 1) == "period"
            && (1..3).any(|back| matches!(passage.word(at.saturating_sub(back)), "twelve" | "12"))
}

/// "in each Contract Year"; "the fees paid in each year" measures, and does not reset.
fn each_year(passage: &Passage<'_>, stretch: Range<usize>) -> Option<Span> {
    const FEES: [&str; 7] = ["paid", "payable", "fees", "charges", "invoiced", "billed", "received"];
    let at = stretch.clone().find(|at| {
        let one = matches!(passage.word(*at), "per" | "each" | "every")
            || passage.word(*at) == "any" && matches!(passage.word(at + 1), "one" | "contract" | "calendar" | "single");
        // "shall not begin anew with each year"
        let denied = (at.saturating_sub(6)..*at).any(|before| {
            passage.word(before) == "not"
                && passage.begins(before + 1..before + 2, &["begin", "start", "renew", "reset", "refresh", "restore"])
        });
        one && !denied
            && (at + 1..at + 4).any(|next| is_year(passage, next))
            && !(at.saturating_sub(8).max(stretch.start)..*at).any(|before| FEES.contains(&passage.word(before)))
    })?;
    let end = (at + 1..at + 4).find(|next| is_year(passage, *next))? + 1;
    let end = if passage.word(end) == "period" { end + 1 } else { end };
    let start = with_preposition(passage, at, stretch.start);
    let start = if start == at && passage.word(at.wrapping_sub(1)) == "during" { at - 1 } else { start };
    Some(passage.span(start..end))
}
