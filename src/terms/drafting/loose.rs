//! Defined terms in small letters. In: definitions, their uses and the words. Out: [`Loose`]: "the
//! confidential information" where "Confidential Information" is defined and used as such elsewhere.

use std::ops::Range;

use crate::contract::Contract;
use crate::facts::Definition;
use crate::outline::{ClauseId, SentenceKind};
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading};
use crate::text::Token;

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
/// More definitions than any contract has; a text with more is not a contract.
const MOST_DEFINITIONS: usize = 2_000;

pub fn read(contract: &Contract) -> Vec<Loose> {
    let places: Vec<Vec<Range<usize>>> = slips(contract);
    let uses = uses(contract);
    let kept = |(slips, uses): (&Vec<Range<usize>>, &usize)| {
        *uses >= FEWEST_USES && !slips.is_empty() && slips.len() <= MOST && slips.len() < *uses
    };
    let definitions = contract.facts.definitions.iter().zip(places.iter().zip(&uses));
    let terms: Vec<_> = definitions.filter(|(_, found)| kept(*found)).collect();
    if terms.len() > MOST {
        return Vec::new();
    }
    let of_term = |(one, (slips, _)): (_, (&Vec<Range<usize>>, _))| -> Vec<Loose> {
        slips.iter().filter_map(|slip| loose(contract, one, slip.clone())).collect()
    };
    terms.into_iter().flat_map(of_term).collect()
}

/// How often each definition's term is used as one.
fn uses(contract: &Contract) -> Vec<usize> {
    let mut counts = vec![0; contract.facts.definitions.len()];
    for found in &contract.facts.uses {
        if let Some(count) = counts.get_mut(found.definition) {
            *count += 1;
        }
    }
    counts
}

/// Two words or more, each with its capital, and no party: one word alone has an ordinary sense too.
fn is_a_phrase(contract: &Contract, one: &Definition) -> bool {
    let list = contract.document.text.tokens().as_slice();
    let words = list.get(one.tokens.clone()).unwrap_or_default();
    let named = contract.facts.parties.list.iter().any(|party| party.aliases.contains(&one.term));
    words.len() >= 2 && words.iter().all(|word| word.capital && !word.all_caps) && !named
}

/// For each definition, where all words of its term stand together in small letters. One walk over the
/// words serves all.
fn slips(contract: &Contract) -> Vec<Vec<Range<usize>>> {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let definitions = &contract.facts.definitions;
    // Of a word with a capital and the same without, the tokens know one id.
    let mut by_first: Vec<Vec<usize>> = vec![Vec::new(); tokens.words().len()];
    let phrases = definitions.iter().enumerate().take(MOST_DEFINITIONS).filter(|(_, one)| is_a_phrase(contract, one));
    for (place, one) in phrases {
        by_first[list[one.tokens.start].word.0 as usize].push(place);
    }
    let mut slips = vec![Vec::new(); definitions.len()];
    for (at, token) in list.iter().enumerate().filter(|(_, token)| !token.capital) {
        for place in &by_first[token.word.0 as usize] {
            let wanted = &list[definitions[*place].tokens.clone()];
            let here = list.get(at..at + wanted.len()).unwrap_or_default();
            let same = |(here, wanted): (&Token, &Token)| here.word == wanted.word && !here.capital;
            if here.len() == wanted.len() && here.iter().zip(wanted).all(same) {
                slips[*place].push(at..at + wanted.len());
            }
        }
    }
    for places in &mut slips {
        places.retain(|place| !is_ordinary(contract, place));
    }
    slips
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
