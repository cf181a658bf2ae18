//! How long a restraint outlives the contract. In: its sentence. Out: "for twelve (12) months
//! thereafter", "for a period of two years after termination", with its words.

use crate::contract::Contract;
use crate::facts::{Duration, Value};
use crate::outline::Sentence;
use crate::span::Span;
use crate::terms::scope;

const LATER: [&str; 7] = ["after", "following", "thereafter", "afterwards", "from", "subsequent", "post"];
const END: [&str; 14] = [
    "termination",
    "expiration",
    "expiry",
    "end",
    "ends",
    "completion",
    "terminated",
    "cessation",
    "thereafter",
    "afterwards",
    "thereof",
    "conclusion",
    "terminates",
    "expires",
];

/// The first duration that the sentence counts from the end of the contract.
pub fn after_end(contract: &Contract, sentence: &Sentence) -> Option<(Duration, Span)> {
    contract.facts.quantities_within(sentence.tokens.clone()).iter().find_map(|fact| {
        let Value::Duration(duration) = fact.value else { return None };
        // "until eighteen months have passed since this contract ended".
        let passed = fact.tokens.end..(fact.tokens.end + 10).min(sentence.tokens.end);
        let since = scope::position(contract, passed.clone(), &["since", "after", "from"]);
        let until = scope::holds(
            contract,
            fact.tokens.start.saturating_sub(3)..fact.tokens.start,
            &["until", "till", "before"],
        );
        if until
            && let Some(since) = since
            && duration.days() >= 28.0
            && scope::begins(
                contract,
                since..(since + 12).min(sentence.tokens.end),
                &["end", "terminat", "expir", "complet"],
            )
        {
            return Some((duration, scope::span(contract, fact.tokens.clone())));
        }
        // "during this Agreement and for a further eighteen months".
        let further = fact.tokens.start.saturating_sub(3)..fact.tokens.start;
        if scope::holds(contract, further, &["further", "additional"])
            && scope::holds(contract, sentence.tokens.start..fact.tokens.start, &["during", "while", "term"])
            && duration.days() >= 28.0
        {
            return Some((duration, scope::span(contract, fact.tokens.clone())));
        }
        let behind = fact.tokens.end..(fact.tokens.end + 14).min(sentence.tokens.end);
        let later = scope::position(contract, behind.start..(behind.start + 4).min(behind.end), &LATER)?;
        let end = scope::holds(contract, later..behind.end, &END) || names_the_contract(contract, sentence, later);
        (end && duration.days() >= 28.0).then(|| (duration, scope::span(contract, fact.tokens.clone())))
    })
}

/// "until twelve months after the Period"; "during this Agreement and for two years after, Agency".
fn names_the_contract(contract: &Contract, sentence: &Sentence, later: usize) -> bool {
    const WHOLE: [&str; 12] = [
        "period",
        "term",
        "agreement",
        "contract",
        "engagement",
        "assignment",
        "project",
        "season",
        "it",
        "them",
        "that",
        "acceptance",
    ];
    let tokens = contract.document.text.tokens();
    if !matches!(tokens.at(later), "after" | "following") {
        return false;
    }
    let article =
        usize::from(matches!(tokens.at(later + 1), "the" | "this" | "such" | "its" | "his" | "her" | "that" | "final"));
    let named = WHOLE.contains(&tokens.at(later + 1 + article)) && tokens.at(later + 2 + article) != "date";
    let bare = !tokens.at(later + 1).starts_with(|first: char| first.is_alphanumeric())
        && scope::holds(contract, sentence.tokens.start..later, &["during", "while", "throughout", "term", "currency"]);
    named || bare
}
