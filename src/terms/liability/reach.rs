//! Does a cap cover all liability or one head of it? In: the words that say liability for what.
//! Out: [`Reach`]. "Liability under Section 9", "liability for late delivery" are heads.

use std::ops::Range;

use super::head::{self, Head};
use super::passage::Passage;
use crate::facts::Cited;

#[derive(Clone, Debug, PartialEq)]
pub enum Reach {
    General,
    /// Only for these.
    Heads(Vec<Head>),
}

/// Words that make it all liability.
const ALL: [&str; 15] = [
    "agreement",
    "contract",
    "hereunder",
    "herein",
    "hereof",
    "whatsoever",
    "hereto",
    "engagement",
    "terms",
    "transaction",
    "transactions",
    "license",
    "licence",
    "addendum",
    "undertaking",
];
/// Words that make it one head.
const NARROW: [&str; 17] = [
    "delay",
    "late",
    "warrant",
    "defect",
    "nonconform",
    "conform",
    "propert",
    "shipment",
    "recall",
    "batch",
    "liquidated",
    "loss of data",
    "lost",
    "order",
    "goods",
    "import",
    "unit",
];
const EXCEPTIONS: [&str; 7] = ["except", "save", "other", "excluding", "subject", "notwithstanding", "excepting"];

/// `about` are the words behind "liability"; `before` those before the party.
pub fn of(passage: &Passage<'_>, before: Range<usize>, about: Range<usize>) -> Reach {
    let about = without_exception(passage, about);
    if let Some(heads) = opening_heads(passage, before.clone()) {
        return Reach::Heads(heads);
    }
    let general = about.clone().any(|at| ALL.contains(&passage.word(at)) && !is_of_reference(passage, at));
    if general {
        return Reach::General;
    }
    let cited = |range: &Range<usize>| {
        let references = &passage.contract.facts.references;
        let from = references.partition_point(|reference| reference.tokens.start < range.start);
        references[from..]
            .iter()
            .take_while(|reference| reference.tokens.start < range.end)
            .any(|reference| matches!(reference.kind, Cited::Article | Cited::Section | Cited::Paragraph))
    };
    let opening = before.start;
    let before = if EXCEPTIONS.contains(&passage.word(opening)) { before.end..before.end } else { before };
    let every = passage.holds(about.clone(), &["any", "all", "every"])
        && passage.begins(about.clone(), &["claim", "cause", "loss", "damage", "action", "liabilit", "matter"]);
    let mut heads = head::kinds(passage, about.clone());
    // "liable to you, we will pay" names no head.
    heads.retain(|head| *head != Head::Payment || passage.holds(about.clone(), &["for", "under", "respect"]));
    if cited(&about) || !heads.is_empty() && !every {
        return Reach::Heads(heads);
    }
    // "under each Work Order": all that is done, in parts.
    let parted = |at: usize| passage.word(at).starts_with("order") && matches!(passage.word(at - 1), "work" | "task");
    let narrow = |range: &Range<usize>| range.clone().any(|at| !parted(at) && passage.begins(at..at + 1, &NARROW));
    if narrow(&about) && !every
        || cited(&before) && passage.begins(before.clone(), &["under", "claim", "respect", "breach"])
    {
        return Reach::Heads(heads);
    }
    Reach::General
}

/// "For claims that arise from a leak of personal data, Supplier's liability …": heads that stand before.
fn opening_heads(passage: &Passage<'_>, before: Range<usize>) -> Option<Vec<Head>> {
    let opens = matches!(passage.word(before.start), "for" | "where" | "as" | "with" | "in")
        && !passage.holds(before.clone(), &["any", "all", "every", "no", "whatsoever", "agreement", "whether"]);
    let heads = if opens { head::kinds(passage, before) } else { Vec::new() };
    let own = |head: &Head| matches!(head, Head::Data | Head::Confidentiality | Head::Ip | Head::DeathInjury);
    (!heads.is_empty() && heads.iter().all(own)).then_some(heads)
}

/// "Section 9 of this Agreement" speaks of the section.
fn is_of_reference(passage: &Passage<'_>, at: usize) -> bool {
    let mut start = at;
    while start > 0 && matches!(passage.word(start - 1), "this" | "the" | "such" | "our" | "your") {
        start -= 1;
    }
    let of = start.checked_sub(1).filter(|of| passage.word(*of) == "of");
    of.is_some_and(|of| {
        let references = &passage.contract.facts.references;
        let after = references.partition_point(|reference| reference.tokens.end <= of);
        after
            .checked_sub(1)
            .and_then(|last| references.get(last))
            .is_some_and(|last| last.tokens.end == of || last.tokens.end + 4 >= of && passage.word(of - 1) == ")")
    })
}

/// Up to "except for …", and without it where it stands between commas.
fn without_exception(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let opens = |at: &usize| {
        matches!(passage.word(*at), "except" | "save" | "excluding" | "excepting")
            || passage.reads(*at, &["subject", "to"])
            || passage.reads(*at, &["other", "than"])
    };
    // "liability, including for a leak of data, shall not exceed": what it includes does not narrow it.
    let including = range.clone().find(|at| passage.word(*at) == "including");
    let end = range.clone().find(opens).or(including).unwrap_or(range.end);
    range.start..end.max(range.start)
}
