//! Rules that hold a regular expression. In: the expressions and the sentences that state terms. Out:
//! a [`Verdict`] as of any other rule.

use super::Docket;
use super::hits::{Hit, Verdict, under};
use crate::contract::Contract;
use crate::outline::Sentence;
use crate::pattern::TERMS;
use crate::playbook::Expression;
use crate::span::Span;
use crate::terms::Reading;

/// What expressions are searched in: each sentence that states terms, by itself, with its words.
pub(crate) fn searched(contract: &Contract) -> impl Iterator<Item = (&Sentence, &str)> {
    let sentences = contract.outline.sentences.iter().filter(|sentence| TERMS.contains(&sentence.kind));
    sentences.map(|sentence| (sentence, contract.quote(sentence.span)))
}

/// The first place that one of the expressions finds in each sentence that states terms.
pub(crate) fn ask(docket: &Docket<'_>, expressions: &[Expression], not_in: &[String]) -> Verdict {
    let mut verdict = Verdict::default();
    for (sentence, words) in searched(docket.contract) {
        let places = expressions.iter().filter_map(|expression| expression.regex.find(words));
        let Some(place) = places.min_by_key(|place| place.start()) else { continue };
        if under(docket, sentence.id, not_in) {
            continue;
        }
        let start = sentence.span.start;
        verdict.seen += 1;
        let reading = Reading {
            term: "match",
            span: Some(Span::new(start + place.start(), start + place.end())),
            clause: Some(sentence.clause),
            confidence: 0.9,
            fields: Vec::new(),
            evidence: Vec::new(),
        };
        verdict.hits.push(Hit { reading, with: Vec::new() });
    }
    verdict
}
