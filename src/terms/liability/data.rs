//! Does the contract deal with data whose loss hurts? In: matches. Out: the first words that say so.

use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::Matches;
use crate::span::Span;

pub fn mentioned(contract: &Contract, found: &Matches) -> Option<Span> {
    let operative = |kind: SentenceKind| matches!(kind, SentenceKind::Body | SentenceKind::Definition);
    found
        .iter()
        .find(|one| found.name(one) == "data" && operative(contract.outline.sentence(one.sentence).kind))
        .map(|one| one.span)
}
