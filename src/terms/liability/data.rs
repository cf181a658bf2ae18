//! Does the contract deal with data whose loss hurts? In: matches. Out: the first words that say so.

use super::limit::Limit;
use crate::contract::Contract;
use crate::facts::Value;
use crate::outline::SentenceKind;
use crate::pattern::Matches;
use crate::span::Span;
use crate::terms::scope;

pub fn mentioned(contract: &Contract, found: &Matches) -> Option<Span> {
    let operative = |kind: SentenceKind| matches!(kind, SentenceKind::Body | SentenceKind::Definition);
    found
        .iter()
        .find(|one| found.name(one) == "data" && operative(contract.outline.sentence(one.sentence).kind))
        .map(|one| one.span)
}

/// A limit of its own for data: "where personal data is lost, the limit is 300 per cent instead".
pub fn has_own_limit(contract: &Contract, found: &Matches, limits: &[Limit]) -> bool {
    let amount = |value: &Value| matches!(value, Value::Percent(_) | Value::Multiple(_) | Value::Money { .. });
    found.iter().filter(|one| found.name(one) == "data").any(|one| {
        let sentence = contract.outline.sentence(one.sentence);
        let tokens = sentence.tokens.clone();
        let near = limits
            .iter()
            .any(|limit| limit.sentence != one.sentence && scope::is_part(contract, sentence.clause, limit.clause));
        near && scope::begins(contract, tokens.clone(), &["limit", "cap", "maximum", "ceiling"])
            && contract.facts.quantities_within(tokens).iter().any(|fact| amount(&fact.value))
    })
}
