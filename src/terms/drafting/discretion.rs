//! What is left to one side alone. In: sentences with "sole discretion". Out: [`Discretion`], one for
//! each side, with all its places: one such word is common, many tilt the contract.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::{Bound, Field, FieldValue, Reading, passage, record, scope, subject};

#[derive(Clone, Debug, PartialEq)]
pub struct Discretion {
    pub holder: Side,
    /// Each place that says "sole discretion".
    pub places: Vec<Span>,
    /// How many matters it decides: a list that hangs on one such word has several.
    pub count: usize,
    /// Two of them stand beside each other.
    pub dense: bool,
    /// The last sentence that said so.
    last: SentenceId,
    pub clause: ClauseId,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[(
        "discretion",
        "(sole | absolute | unfettered | uncontrolled | sole and absolute | sole and uncontrolled | sole and unfettered | sole and exclusive | complete) (discretion | judgment | judgement | opinion)",
    )])
});

pub fn read(contract: &Contract) -> Vec<Discretion> {
    let mut all: Vec<Discretion> = Vec::new();
    for one in &contract.find(&CUES) {
        let sentence = contract.outline.sentence(one.sentence);
        let Some(holder) = holder(contract, one).filter(|_| sentence.kind == SentenceKind::Body) else { continue };
        // "may in its sole discretion: (a) cancel; (b) reject": each item.
        let leads = sentence.items.first().is_some_and(|first| one.tokens.end <= first.start);
        let matters = if leads { sentence.items.len() } else { 1 };
        match all.iter_mut().find(|known| known.holder == holder) {
            Some(known) => {
                known.places.push(one.span);
                known.count += matters;
                known.dense |= known.last.0 + 1 >= one.sentence.0;
                known.last = one.sentence;
            }
            None => all.push(Discretion {
                holder,
                places: vec![one.span],
                count: matters,
                dense: false,
                last: one.sentence,
                clause: sentence.clause,
            }),
        }
    }
    all
}

/// "Client's sole discretion", "Client may, in its sole discretion"; a denied one is none.
fn holder(contract: &Contract, one: &Match) -> Option<Side> {
    let sentence = contract.outline.sentence(one.sentence);
    let start = sentence.tokens.start;
    if passage::before(contract, start, one.tokens.start, 4, &["not", "no", "nor"]) {
        return None;
    }
    let modal = scope::last(contract, start..one.tokens.start, &["may", "shall", "will", "can", "must", "reserves"]);
    if modal.is_some_and(|modal| scope::holds(contract, modal..one.tokens.start, &["not", "never"])) {
        return None;
    }
    let owner = subject::owner(contract, one.tokens.start.saturating_sub(3).max(start)..one.tokens.start);
    let actor = || {
        decider(contract, start..one.tokens.start)
            .or_else(|| subject::before(contract, start, modal.unwrap_or(one.tokens.start)))
            // "is decided by Client in its sole discretion"
            .or_else(|| subject::after(contract, start..one.tokens.start, &["by"]))
    };
    let bound = owner.or_else(actor).map(|named| named.bound);
    match bound {
        Some(Bound::Side(side)) => Some(side),
        _ => None,
    }
}

/// The last party whose own modal follows it: not Merchant in "the reserve that Merchant must hold".
fn decider(contract: &Contract, range: Range<usize>) -> Option<subject::Named> {
    const MODALS: [&str; 7] = ["may", "shall", "will", "can", "must", "reserves", "has"];
    let tokens = contract.document.text.tokens();
    let relative = |at: usize| {
        (at.saturating_sub(2).max(range.start)..at)
            .any(|back| matches!(tokens.at(back), "that" | "which" | "whom" | "what"))
    };
    let acts = |end: usize| end < range.end && MODALS.contains(&tokens.at(end));
    let mentions = contract.facts.parties.within(range.clone()).iter().rev();
    let named = mentions
        .filter(|mention| !mention.possessive && acts(mention.tokens.end))
        .find(|mention| !relative(mention.tokens.start))?;
    Some(subject::Named { bound: subject::bound(contract, named.who), tokens: named.tokens.clone() })
}

impl Discretion {
    pub fn reading(&self) -> Reading {
        let first = self.places.first().copied();
        Reading {
            term: "sole-discretion",
            span: first,
            clause: Some(self.clause),
            confidence: 0.85,
            fields: vec![
                record::bound("holder", Bound::Side(self.holder), None),
                Field { name: "count", value: FieldValue::Number(self.count as f64), span: first },
                record::flag("dense", self.dense, None),
                Field { name: "discretion", value: FieldValue::Anchor, span: first },
            ],
            evidence: self.places.iter().skip(1).copied().collect(),
        }
    }
}
