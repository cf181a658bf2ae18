//! Where an edit takes hold of a promise. In: the words that promise. Out: the fault, the "error-free",
//! the "will not" before "infringe", the law of the other's business, each with its place.

use std::ops::Range;

use super::Quality;
use crate::contract::Contract;
use crate::pattern::Match;
use crate::span::Span;
use crate::terms::{Bound, scope, subject};

/// "defects" in "free from defects".
pub fn fault(contract: &Contract, quality: Quality, last: usize) -> Option<Span> {
    const FAULTS: [&str; 9] = ["defects", "defect", "errors", "error", "bugs", "bug", "faults", "fault", "flaws"];
    let noun = FAULTS.contains(&contract.document.text.tokens().at(last));
    (quality == Quality::Perfection && noun).then(|| scope::span(contract, last..last + 1))
}

/// "error-free", "uninterrupted", "fit for": words that take a "substantially".
pub fn faultless(contract: &Contract, quality: Quality, last: usize) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let start = match (quality, tokens.at(last)) {
        (Quality::Perfection, "free") if tokens.at(last - 1) == "-" => last.checked_sub(2)?,
        (Quality::Perfection, "free") => last.checked_sub(1)?,
        (Quality::Perfection, "uninterrupted") => last,
        // "without interruption": takes it too.
        (Quality::Perfection, _) => (last.saturating_sub(2)..last).find(|at| tokens.at(*at) == "without")?,
        (Quality::Fitness, "for") => last.checked_sub(1)?,
        _ => return None,
    };
    Some(scope::span(contract, start..last + 1))
}

/// The "will" of "neither the Work nor its use will infringe", before the items perhaps.
pub fn neither(contract: &Contract, quality: Quality, one: &Match) -> Option<Span> {
    let denies = scope::position(contract, one.tokens.clone(), &["neither", "none", "no"])?;
    let at = scope::position(contract, denies..one.tokens.end, &["will", "shall"])?;
    (quality == Quality::NonInfringement).then(|| scope::span(contract, at..at + 1))
}

/// "will not".
pub fn denial(contract: &Contract, quality: Quality, part: &Range<usize>, last: usize) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let back = last.saturating_sub(8).max(part.start)..last;
    // "infringes no patent": the words that would tame it go behind the verb.
    if let Some(no) = scope::position(contract, back.clone(), &["no"])
        && no > 0
        && ["infring", "violat", "encroach"].iter().any(|stem| tokens.at(no - 1).starts_with(stem))
    {
        return (quality == Quality::NonInfringement).then(|| scope::span(contract, no - 1..no));
    }
    let not = back.rev().find(|at| tokens.at(*at) == "not")?;
    let start = if matches!(tokens.at(not.checked_sub(1)?), "will" | "shall" | "do" | "does") { not - 1 } else { not };
    (quality == Quality::NonInfringement).then(|| scope::span(contract, start..not + 1))
}

/// "applicable to Client's business", "including those of Client's industry", to the end of the phrase.
pub fn others_law(contract: &Contract, quality: Quality, part: &Range<usize>, last: usize) -> Option<Span> {
    if quality != Quality::Law {
        return None;
    }
    const OPENS: [&str; 10] = [
        "including",
        "applicable",
        "that",
        "governing",
        "relating",
        "which",
        "regulating",
        "affecting",
        "pertaining",
        "binding",
    ];
    const BUSINESS: [&str; 14] = [
        "business",
        "businesses",
        "industry",
        "industries",
        "sector",
        "operations",
        "trade",
        "products",
        "product",
        "goods",
        "activities",
        "market",
        "markets",
        "customers",
    ];
    let tokens = contract.document.text.tokens();
    // "…, except where that would harm Client's business": an exception speaks of another matter.
    let ends = |at: &usize| matches!(tokens.at(*at), "." | ";" | "except" | "unless" | "provided");
    let stop = (last + 1..part.end).find(ends).unwrap_or(part.end);
    let start = (last + 1..stop).find(|at| OPENS.contains(&tokens.at(*at)))?;
    let customer = |who| subject::bound(contract, who) == Bound::Side(crate::facts::Side::Customer);
    // "that the sale of Client's toys complies with every law, including those specific to the toy trade".
    let theirs = contract.facts.parties.within(part.start..last).iter().any(|one| one.possessive && customer(one.who));
    let trade = ["specific", "peculiar", "particular"]
        .iter()
        .find_map(|word| (start..stop).find(|at| tokens.at(*at) == *word && tokens.at(at + 1) == "to"))
        .and_then(|at| scope::position(contract, at..(at + 8).min(stop), &BUSINESS));
    let named = contract.facts.parties.within(start..stop).iter().find_map(|mention| {
        let its = mention.tokens.end..(mention.tokens.end + 5).min(stop);
        let owned = scope::position(contract, its, &BUSINESS)
            .filter(|_| mention.possessive || tokens.at(mention.tokens.start) == "your");
        // "to which Client is subject", "that bind Client".
        let subject = matches!(tokens.at(mention.tokens.end), "is" | "are")
            && scope::holds(contract, mention.tokens.end + 1..mention.tokens.end + 5, &["subject", "bound"]);
        // "applicable to Client", and not "to Client and Agency".
        let to = tokens.at(mention.tokens.start.saturating_sub(1)) == "to"
            || tokens.at(mention.tokens.start.saturating_sub(2)) == "to"
                && tokens.at(mention.tokens.start - 1) == "the";
        let alone = to
            && !mention.possessive
            && scope::holds(
                contract,
                mention.tokens.start.saturating_sub(4)..mention.tokens.start,
                &["applicable", "apply", "applies"],
            )
            && contract.facts.parties.within(start..stop).iter().all(|one| customer(one.who) || one.possessive);
        let found = owned.or(subject.then_some(mention.tokens.end + 1)).or(alone.then_some(mention.tokens.end - 1))?;
        customer(mention.who).then_some(found)
    });
    let named = named.or(trade.filter(|_| theirs))?;
    let end = (named + 1..stop).find(|at| tokens.at(*at) == ",").unwrap_or(stop);
    // Another duty that begins behind a comma is no part of it.
    let duty =
        (start..named).any(|at| tokens.at(at) == "," && scope::holds(contract, at..at + 5, &["shall", "will", "must"]));
    let comma = usize::from(tokens.at(start - 1) == ",");
    let named = !duty;
    named.then(|| scope::span(contract, start - comma..end))
}
