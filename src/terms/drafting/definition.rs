//! Definitions that do nothing or too much. In: definitions and their uses. Out: [`Faulty`]: a term
//! that is defined and never used, or defined twice with different words.

use std::collections::HashMap;

use crate::contract::Contract;
use crate::facts::{DefinedBy, Definition};
use crate::outline::ClauseId;
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading, record};
use crate::text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Unused,
    Doubled,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Faulty {
    pub fault: Fault,
    pub name: Span,
    /// The other definition, of one that is doubled.
    pub other: Option<Span>,
    pub clause: ClauseId,
}

/// More idle terms are a library of definitions, not a slip.
const MOST_IDLE: usize = 4;
/// Terms that no clause uses are looked for in the whole text so often at most.
const MOST_LOOKED_FOR: usize = 60;

pub fn read(contract: &Contract) -> Vec<Faulty> {
    let definitions = &contract.facts.definitions;
    let mut idle: Vec<Faulty> = Vec::new();
    let mut doubled: Vec<Faulty> = Vec::new();
    let mut looked_for = 0;
    let stated =
        |definition: &&Definition| definition.by == DefinedBy::Means && opens_its_sentence(contract, definition);
    let known = Known::of(contract);
    let mut first: HashMap<&str, &Definition> = HashMap::new();
    for (place, one) in definitions.iter().enumerate().filter(|(_, one)| stated(one)) {
        let rival = first.get(one.term.as_str()).copied();
        first.entry(one.term.as_str()).or_insert(one);
        match rival {
            Some(other) if differ(contract, one, other) => {
                doubled.push(faulty(Fault::Doubled, one, Some(other.term_span)));
            }
            None if looked_for < MOST_LOOKED_FOR && known.is_unused(contract, place, one) => {
                looked_for += 1;
                if is_unspoken(contract.document.text.small(), &one.term) {
                    idle.push(faulty(Fault::Unused, one, None));
                }
            }
            _ => {}
        }
    }
    if idle.len() > MOST_IDLE {
        idle.clear();
    }
    doubled.extend(idle);
    doubled
}

/// "When speaking of Client, “Interest” means …" is for that place only.
fn opens_its_sentence(contract: &Contract, definition: &Definition) -> bool {
    const AHEAD: usize = 4;
    let sentence = contract.outline.sentence_at(definition.term_span.start);
    sentence.is_some_and(|sentence| {
        let item = sentence.items.iter().any(|item| item.contains(&definition.tokens.start));
        item || definition.tokens.start < sentence.tokens.start + AHEAD
    })
}

fn faulty(fault: Fault, one: &Definition, other: Option<Span>) -> Faulty {
    Faulty { fault, name: one.term_span, other, clause: one.clause }
}

/// In two schedules a term may have two meanings; in one place not.
fn differ(contract: &Contract, one: &Definition, other: &Definition) -> bool {
    let home = |definition: &Definition| crate::terms::passage::in_schedule(contract, definition.clause);
    let words = |definition: &Definition| {
        let text = contract.quote(definition.meaning).to_lowercase();
        let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
        text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect::<Vec<_>>()
    };
    // A definition that goes on, or a bracket behind it, says the same.
    let (one_words, other_words) = (words(one), words(other));
    let shared = one_words.len().min(other_words.len());
    let same = shared >= 4 && one_words.iter().zip(&other_words).all(|(word, twin)| word == twin);
    !home(one) && !home(other) && !same && one_words != other_words
}

/// What is known of all definitions.
struct Known<'c> {
    used: Vec<bool>,
    /// How often a term is defined.
    counts: HashMap<&'c str, usize>,
}

impl<'c> Known<'c> {
    fn of(contract: &'c Contract) -> Self {
        let facts = &contract.facts;
        let mut known = Self { used: vec![false; facts.definitions.len()], counts: HashMap::new() };
        for found in &facts.uses {
            if let Some(used) = known.used.get_mut(found.definition) {
                *used = true;
            }
        }
        for one in &facts.definitions {
            *known.counts.entry(one.term.as_str()).or_default() += 1;
        }
        known
    }

    /// No clause uses it, and it is no party's name.
    fn is_unused(&self, contract: &Contract, place: usize, one: &Definition) -> bool {
        let twin = self.counts.get(one.term.as_str()).is_some_and(|count| *count > 1);
        let named = || contract.facts.parties.list.iter().any(|party| party.aliases.contains(&one.term));
        self.used.get(place) == Some(&false) && !twin && one.term.len() > 3 && !named()
    }
}

/// Its words stand nowhere but in its definition, in no case and no number.
fn is_unspoken(small: &str, term: &str) -> bool {
    let term = text::small(term);
    let stem = term.strip_suffix('s').or_else(|| term.strip_suffix('y')).unwrap_or(&term);
    small.matches(stem).nth(1).is_none()
}

impl Faulty {
    pub fn reading(&self) -> Reading {
        let fault = match self.fault {
            Fault::Unused => "unused",
            Fault::Doubled => "doubled",
        };
        let span = Some(self.name);
        Reading {
            term: "faulty-definition",
            span,
            clause: Some(self.clause),
            confidence: 0.75,
            fields: vec![record::word("fault", fault, span), Field { name: "name", value: FieldValue::Anchor, span }],
            evidence: self.other.into_iter().collect(),
        }
    }
}
