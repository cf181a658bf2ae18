//! In: sentences that waive a way to go to court. Out: [`Waiver`]: a jury, a class, and who waives it.

use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::terms::passage::Passage;
use crate::terms::{Bound, Reading, record, scope, subject};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waived {
    Jury,
    Class,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    pub waived: Waived,
    pub by: Bound,
    pub passage: Passage,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("jury", "waive* ..30 (jury | juries)"),
        ("jury", "(jury | juries) ..20 (waived | surrendered | given up | relinquished | renounced | forgone)"),
        (
            "jury",
            "(gives up | give up | relinquishes | relinquish | renounces | renounce | forgoes | forgo | surrenders) ..16 (jury | juries) | no jury {may}",
        ),
        ("jury", "(no | not | without) ..12 (trial by jury | jury trial)"),
        (
            "class",
            "waive* ..30 (class action | class actions | class wide | collective action | representative action)",
        ),
        (
            "class",
            "(not | no | only) ..20 (class action | class member | class actions | class or representative | class or collective | (group | collective | representative) ..3 (action | proceeding | claim))",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Waiver> {
    let found = contract.find(&CUES);
    let mut all: Vec<Waiver> = Vec::new();
    for one in &found {
        let waived = if found.name(one) == "jury" { Waived::Jury } else { Waived::Class };
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.iter().any(|known| known.waived == waived && known.passage.sentence == one.sentence);
        if known || sentence.kind != SentenceKind::Body || !is_waived(contract, one) {
            continue;
        }
        let by = by(contract, one);
        // Said again in other words.
        if !all.iter().any(|known| known.waived == waived && known.by == by) {
            all.push(Waiver { waived, by, passage: Passage::of(contract, one) });
        }
    }
    all
}

fn is_waived(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let waiving = one.tokens.clone().find(|at| tokens.at(*at).starts_with("waive"));
    let from = contract.outline.sentence(one.sentence).tokens.start;
    waiving.is_none_or(|at| {
        !scope::holds(contract, at.saturating_sub(3)..at, &["not", "nor", "no", "never"])
            && !scope::holds(contract, from..at, &["nothing"])
    })
}

/// A plain name before the waiver is one side's; "each party", "the parties", "you and we" are both.
fn by(contract: &Contract, one: &Match) -> Bound {
    let sentence = contract.outline.sentence(one.sentence);
    let end = one.tokens.start + 3;
    let mentions = contract.facts.parties.within(sentence.tokens.start..end.min(sentence.tokens.end));
    let agent = subject::after(contract, one.tokens.end..sentence.tokens.end, &["by"]);
    if mentions.is_empty()
        && let Some(agent) = agent.filter(|agent| matches!(agent.bound, Bound::Side(_)))
    {
        return agent.bound;
    }
    let bounds: Vec<Bound> = mentions
        .iter()
        .filter(|mention| !mention.possessive && !is_faced(contract, mention.tokens.start))
        .map(|mention| subject::bound(contract, mention.who))
        .collect();
    match bounds.as_slice() {
        _ if bounds.contains(&Bound::Both) => Bound::Both,
        [Bound::Side(one), rest @ ..] if rest.iter().all(|other| *other == Bound::Side(*one)) => Bound::Side(*one),
        _ => Bound::Both,
    }
}

/// "claims against Provider": who is sued gives nothing up.
fn is_faced(contract: &Contract, at: usize) -> bool {
    let tokens = contract.document.text.tokens();
    (1..=2).any(|back| at >= back && tokens.at(at - back) == "against")
}

impl Waived {
    pub fn title(self) -> &'static str {
        match self {
            Waived::Jury => "Trial by jury",
            Waived::Class => "Class action",
        }
    }
}

impl Waiver {
    pub fn reading(&self) -> Reading {
        let waived = match self.waived {
            Waived::Jury => "jury",
            Waived::Class => "class",
        };
        self.passage.reading(
            "waiver-of-process",
            0.9,
            vec![record::word("waived", waived, None), record::bound("by", self.by, None)],
        )
    }
}
