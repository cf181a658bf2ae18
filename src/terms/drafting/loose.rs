//! Defined terms in small letters. In: definitions, their uses and the words. Out: [`Loose`]: "the
//! confidential information" where "Confidential Information" is defined and used as such elsewhere.

use std::ops::Range;

use crate::contract::Contract;
use crate::facts::Definition;
use crate::outline::{ClauseId, SentenceKind};
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading};

#[derive(Clone, Debug, PartialEq)]
pub struct Loose {
    /// The small letters.
    pub name: Span,
    /// The definition's term.
    pub defined: Span,
    pub clause: ClauseId,
}

/// More slips of one term are a word in its ordinary sense; more terms are a style of writing.
const MOST: usize = 2;
/// A term is in use as a term when it stands so often with its capitals.
const FEWEST_USES: usize = 2;

pub fn read(contract: &Contract) -> Vec<Loose> {
    let mut all: Vec<Loose> = Vec::new();
    let mut terms = 0;
    for (place, one) in contract.facts.definitions.iter().enumerate().filter(|(_, one)| is_a_phrase(contract, one)) {
        let uses = contract.facts.uses.iter().filter(|found| found.definition == place).count();
        if uses < FEWEST_USES {
            continue;
        }
        let slips: Vec<Range<usize>> = slips(contract, one);
        if slips.is_empty() || slips.len() > MOST || slips.len() >= uses {
            continue;
        }
        terms += 1;
        all.extend(slips.into_iter().filter_map(|slip| loose(contract, one, slip)));
    }
    if terms > MOST { Vec::new() } else { all }
}

/// Two words or more, each with its capital, and no party: one word alone has an ordinary sense too.
fn is_a_phrase(contract: &Contract, one: &Definition) -> bool {
    let list = contract.document.text.tokens().as_slice();
    let words = list.get(one.tokens.clone()).unwrap_or_default();
    let named = contract.facts.parties.list.iter().any(|party| party.aliases.contains(&one.term));
    words.len() >= 2 && words.iter().all(|word| word.capital && !word.all_caps) && !named
}

/// Where all its words stand together in small letters.
fn slips(contract: &Contract, one: &Definition) -> Vec<Range<usize>> {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let Some(wanted) = list.get(one.tokens.clone()) else { return Vec::new() };
    let Some(first) = wanted.first() else { return Vec::new() };
    // Of a word with a capital and the same without, the tokens know one id.
    let starts = list.iter().enumerate().filter(|(_, token)| token.word == first.word && !token.capital);
    starts
        .map(|(at, _)| at..at + wanted.len())
        .filter(|place| {
            let here = list.get(place.clone()).unwrap_or_default();
            here.len() == wanted.len()
                && here.iter().zip(wanted).all(|(here, wanted)| here.word == wanted.word && !here.capital)
        })
        .filter(|place| !is_ordinary(contract, place))
        .collect()
}

/// "other confidential information", "its own confidential information", "confidential information of third parties": not what is defined.
fn is_ordinary(contract: &Contract, place: &Range<usize>) -> bool {
    const OTHER: [&str; 18] = [
        "other",
        "similar",
        "own",
        "any",
        "all",
        "no",
        "third",
        "another",
        "such",
        "additional",
        "as",
        "this",
        "'s",
        "its",
        "their",
        "your",
        "our",
        "whose",
    ];
    let tokens = contract.document.text.tokens();
    let ahead = (place.start.saturating_sub(3)..place.start).any(|at| OTHER.contains(&tokens.at(at)));
    let quoted = matches!(tokens.at(place.start.saturating_sub(1)), "\"" | "'");
    let behind = (place.end..place.end + 4).any(|at| matches!(tokens.at(at), "third" | "others" | "means"));
    // "the effective date of termination": of something else than the contract.
    let of_another = tokens.at(place.end) == "of" && tokens.at(place.end - 1) == "date";
    ahead || quoted || behind || of_another
}

fn loose(contract: &Contract, one: &Definition, slip: Range<usize>) -> Option<Loose> {
    let name = contract.document.text.tokens().span(slip);
    let sentence = contract.outline.sentence_at(name.start)?;
    let defining = sentence.tokens.contains(&one.tokens.start);
    (sentence.kind == SentenceKind::Body && !defining).then_some(Loose {
        name,
        defined: one.term_span,
        clause: sentence.clause,
    })
}

impl Loose {
    pub fn reading(&self) -> Reading {
        let span = Some(self.name);
        Reading {
            term: "loose-term",
            span,
            clause: Some(self.clause),
            confidence: 0.65,
            fields: vec![Field { name: "name", value: FieldValue::Anchor, span }],
            evidence: vec![self.defined],
        }
    }
}
