//! What else is owed. In: a sum agreed for a failure. Out: the words that make it all that is owed, or
//! that leave other rights open.

use std::ops::Range;

use super::is_amount;
use crate::contract::Contract;
use crate::facts::Target;
use crate::outline::Sentence;
use crate::span::Span;
use crate::terms::passage::{self, Passage};
use crate::terms::scope;

pub fn sole(contract: &Contract, range: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let at = range.clone().find(|at| {
        matches!(tokens.at(*at), "sole" | "exclusive" | "only")
            && (1..6).any(|step| matches!(tokens.at(at + step), "remedy" | "remedies" | "liability" | "recourse"))
            && !passage::before(contract, range.start, *at, 4, &["not"])
    })?;
    Some(tokens.span(at..at + 1))
}

/// "in addition to any other remedy", "without prejudice to its other rights".
pub fn addition(contract: &Contract, range: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let start = range.clone().find(|at| {
        let phrase = matches!(
            (tokens.at(*at), tokens.at(at + 1), tokens.at(at + 2)),
            ("in", "addition", "to") | ("without", "prejudice", "to") | ("without", "limiting", _)
        );
        phrase
            && (2..14).any(|step| {
                matches!(
                    tokens.at(at + step),
                    "remedy" | "remedies" | "rights" | "right" | "damages" | "claim" | "claims"
                )
            })
    })?;
    let stop = |at: &usize| matches!(tokens.at(*at), "," | ";" | ".");
    let end = (start..range.end).find(stop).unwrap_or(range.end);
    Some(tokens.span(start..end))
}

/// "Liquidated damages do not exclude further claims": a sentence that names no sum.
pub fn left_open(contract: &Contract, passage: &Passage) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let at = passage.tokens.clone().find(|at| {
        matches!(tokens.at(*at), "not" | "nor" | "neither")
            && matches!(
                tokens.at(at + 1),
                "exclude"
                    | "excludes"
                    | "limit"
                    | "limits"
                    | "affect"
                    | "affects"
                    | "prejudice"
                    | "prejudices"
                    | "replace"
                    | "replaces"
                    | "displace"
                    | "displaces"
                    | "exhaust"
                    | "extinguish"
                    | "supersede"
                    | "restrict"
                    | "preclude"
                    | "bar"
            )
            || matches!(tokens.at(*at), "is" | "are" | "be")
                && matches!((tokens.at(at + 1), tokens.at(at + 2)), ("in" | "without", "addition" | "prejudice"))
    })?;
    let amount = contract.facts.quantities_within(passage.tokens.clone()).iter().any(is_amount);
    let claims =
        scope::holds(contract, at..passage.tokens.end, &["claim", "claims", "right", "rights", "remedies", "damages"]);
    (claims && !amount).then_some(contract.outline.sentence(passage.sentence).span)
}

/// "Over and above these sums the Client may claim its loss": the next sentence, where it speaks of them.
pub fn further(contract: &Contract, passage: &Passage) -> Option<Span> {
    const BACKWARD: [&str; 18] = [
        "sums",
        "payment",
        "payments",
        "deduction",
        "these",
        "such",
        "those",
        "this",
        "their",
        "it",
        "its",
        "credits",
        "credit",
        "damages",
        "penalties",
        "penalty",
        "they",
        "them",
    ];
    const BESIDES: [&[&str]; 23] = [
        &["starting", "point"],
        &["still", "claim"],
        &["as", "well"],
        &["not", "diminish"],
        &["not", "reduce"],
        &["not", "deprive"],
        &["not", "prejudice"],
        &["not", "replace"],
        &["not", "preclude"],
        &["not", "bar"],
        &["nor", "does", "it", "deprive"],
        &["nor", "do", "they", "deprive"],
        &["nor", "does", "it", "prejudice"],
        &["cumulative"],
        &["over", "and", "above"],
        &["on", "top", "of"],
        &["in", "addition"],
        &["without", "prejudice"],
        &["besides"],
        &["not", "affect"],
        &["not", "limit"],
        &["not", "exclude"],
        &["beyond"],
    ];
    const MORE: [&[&str]; 6] = [
        &["further", "damages"],
        &["further", "damage"],
        &["further", "claims"],
        &["further", "loss"],
        &["additional", "damages"],
        &["greater", "loss"],
    ];
    const OPEN: [&str; 8] = ["reserved", "reserves", "remain", "remains", "unaffected", "free", "may", "entitled"];
    const CLAIMS: [&str; 9] = ["remedy", "remedies", "rights", "right", "damages", "claim", "claims", "loss", "losses"];
    let sentence = contract.outline.sentence(passage.sentence);
    let citing = citing(contract, sentence);
    scope::following(contract, sentence, 2).chain(citing).find_map(|next| {
        let tokens = next.tokens.clone();
        let opening = tokens.start..tokens.end.min(tokens.start + 8);
        let besides = BESIDES.iter().any(|words| passage::phrase(contract, tokens.clone(), words).is_some());
        // "The Client remains free to claim a loss beyond the liquidated damages", "further damages are reserved".
        let by_name = passage::phrase(contract, tokens.clone(), &["liquidated", "damages"]).is_some();
        let reserved = MORE.iter().any(|words| passage::phrase(contract, tokens.clone(), words).is_some())
            && scope::holds(contract, tokens.clone(), &OPEN)
            && !scope::holds(contract, tokens.clone(), &["no", "not", "neither", "excluded", "waives", "waived"]);
        if reserved {
            return Some(next.span);
        }
        // "You keep every other right that the delay gives you."
        let kept = tokens.clone().any(|at| {
            let all = contract.document.text.tokens();
            matches!(all.at(at), "keep" | "keeps" | "retain" | "retains" | "preserves")
                && (at + 1..at + 4).any(|next| all.at(next) == "other")
                && (at + 2..at + 6)
                    .any(|next| matches!(all.at(next), "right" | "rights" | "remedy" | "remedies" | "claims"))
        });
        if kept {
            return Some(next.span);
        }
        let says = besides
            && (by_name || scope::holds(contract, opening, &BACKWARD))
            && scope::holds(contract, tokens.clone(), &CLAIMS)
            // "only a starting point"
            && (passage::phrase(contract, tokens.clone(), &["starting", "point"]).is_some()
                || !scope::holds(contract, tokens, &["sole", "exclusive", "only"]));
        says.then_some(next.span)
    })
}

/// "Sums due under clause 6.2 shall not diminish": the sentence behind the clause that points back to it.
fn citing<'a>(contract: &'a Contract, sentence: &Sentence) -> Option<&'a Sentence> {
    let next = contract
        .outline
        .sentences
        .iter()
        .skip(sentence.id.0 + 1)
        .take(3)
        .find(|next| next.clause != sentence.clause)?;
    let references = &contract.facts.references;
    let from = references.partition_point(|reference| reference.tokens.start < next.tokens.start);
    let mut own = references[from..].iter().take_while(|reference| reference.tokens.start < next.tokens.end);
    own.any(|reference| matches!(reference.target, Target::Clause(clause) if clause == sentence.clause)).then_some(next)
}
