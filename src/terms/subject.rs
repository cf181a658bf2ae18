//! Who does it. In: a verb's place in a sentence. Out: the party that is its subject, agent or
//! addressee, as a [`Bound`] with its words. Every topic asks this.

use std::ops::Range;

use super::Bound;
use crate::contract::Contract;
use crate::facts::{Mention, Role, Side, Who};
use crate::span::Span;

/// A party that the words name, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub bound: Bound,
    pub tokens: Range<usize>,
}

impl Named {
    fn of(contract: &Contract, mention: &Mention) -> Self {
        Self { bound: bound(contract, mention.who), tokens: mention.tokens.clone() }
    }

    pub fn span(&self, contract: &Contract) -> Span {
        contract.document.text.tokens().span(self.tokens.clone())
    }
}

/// Which side a mention means.
pub fn bound(contract: &Contract, who: Who) -> Bound {
    match (who, contract.facts.parties.role(who)) {
        (Who::Each, _) => Bound::Both,
        (_, Some(Role::Vendor)) => Bound::Side(Side::Vendor),
        (_, Some(Role::Customer)) => Bound::Side(Side::Customer),
        _ => Bound::Unclear,
    }
}

/// Who warrants the work or opens the books is the one who does the work: in a passage that tells
/// neither side, that one is the vendor.
pub fn doer(contract: &Contract, told: Bound) -> Bound {
    /// Tokens of a passage, which need not name the sides as a contract must.
    const PASSAGE: usize = 220;
    let parties = &contract.facts.parties;
    let untold = [Side::Vendor, Side::Customer].into_iter().all(|side| parties.on(side).is_none());
    let short = contract.document.text.tokens().as_slice().len() <= PASSAGE;
    if told == Bound::Unclear && untold && short { Bound::Side(Side::Vendor) } else { told }
}

impl Bound {
    /// The other side of the deal.
    pub fn opposite(self) -> Bound {
        match self {
            Bound::Side(side) => Bound::Side(side.other()),
            other => other,
        }
    }

    pub fn is(self, side: Side) -> bool {
        self == Bound::Side(side)
    }
}

/// Words before a party that make it anything but the subject.
const GOVERNING: [&str; 22] = [
    "to", "by", "from", "of", "with", "against", "for", "upon", "on", "between", "than", "under", "in", "via",
    "through", "towards", "toward", "at", "without", "per", "behalf", "and/or",
];

/// The subject of the verb (or its modal) that begins at `verb`: the nearest party before it, inside
/// `from..verb`, that no preposition governs and that is no possessive.
pub fn before(contract: &Contract, from: usize, verb: usize) -> Option<Named> {
    let mentions = contract.facts.parties.within(from..verb);
    let stands = |mention: &&Mention| !mention.possessive && mention.tokens.end <= verb;
    let free = mentions.iter().rev().filter(stands).find(|mention| !is_governed(contract, from, mention));
    // "Where in the opinion of Client the work is poor, it may": the party named last, whatever governs it.
    let it = || {
        let stands_in = contract.document.text.tokens().at(verb.saturating_sub(1)) == "it";
        mentions.iter().rev().filter(stands).find(|mention| stands_in && mention.tokens.end < verb)
    };
    let free = free.or_else(it)?;
    Some(joined(contract, mentions, free).unwrap_or_else(|| Named::of(contract, free)))
}

/// "either Agency or Client", "Agency and Client": both, where they are the two sides.
fn joined(contract: &Contract, mentions: &[Mention], last: &Mention) -> Option<Named> {
    let tokens = contract.document.text.tokens();
    let first = mentions.iter().rev().find(|mention| mention.tokens.end <= last.tokens.start && !mention.possessive)?;
    let between = first.tokens.end..last.tokens.start;
    let conjunction = between.clone().any(|at| matches!(tokens.at(at), "or" | "and" | "nor"));
    // "Agency, on the one hand, and Client, on the other, may".
    let hands = between.clone().any(|at| tokens.at(at) == "hand");
    let close = between.clone().all(|at| {
        matches!(tokens.at(at), "or" | "and" | "nor" | "/" | "the" | "both" | "either")
            || hands && matches!(tokens.at(at), "," | "on" | "one" | "hand")
    });
    let sides = (bound(contract, first.who), bound(contract, last.who));
    let opposed = matches!(sides, (Bound::Side(one), Bound::Side(two)) if one != two);
    (conjunction && close && opposed)
        .then_some(Named { bound: Bound::Both, tokens: first.tokens.start..last.tokens.end })
}

fn is_governed(contract: &Contract, from: usize, mention: &Mention) -> bool {
    let tokens = contract.document.text.tokens();
    let mut at = mention.tokens.start;
    while at > from && matches!(tokens.at(at - 1), "the" | "such" | "said" | "either" | "each" | "both") {
        at -= 1;
    }
    at > from && GOVERNING.contains(&tokens.at(at - 1))
}

/// "by Client", "to the Agency", "by either Client or Agency": the first party after one of
/// `prepositions` inside `range`; both, where a conjunction joins the two sides.
pub fn after(contract: &Contract, range: Range<usize>, prepositions: &[&str]) -> Option<Named> {
    let tokens = contract.document.text.tokens();
    let mentions = contract.facts.parties.within(range.clone());
    mentions.iter().enumerate().find_map(|(place, mention)| {
        let mut at = mention.tokens.start;
        while at > range.start && matches!(tokens.at(at - 1), "the" | "such" | "said" | "either" | "each" | "both") {
            at -= 1;
        }
        let governed = at > range.start && prepositions.contains(&tokens.at(at - 1));
        (governed && !mention.possessive).then(|| {
            let next = mentions.get(place + 1).filter(|next| !next.possessive);
            next.and_then(|next| joined(contract, &mentions[place..=place], next))
                .unwrap_or_else(|| Named::of(contract, mention))
        })
    })
}

/// The first party inside `range` that owns something ("Agency's invoices", "your fees").
pub fn owner(contract: &Contract, range: Range<usize>) -> Option<Named> {
    let mentions = contract.facts.parties.within(range);
    mentions.iter().find(|mention| mention.possessive).map(|mention| Named::of(contract, mention))
}
