//! In: sentences about what comes before a court. Out: [`Step`]: talks, mediation.

use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::terms::passage::{self, Passage};
use crate::terms::{Reading, record, scope};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    Talks,
    Mediation,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub kind: StepKind,
    pub passage: Passage,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "talks",
            "(dispute* | controvers* | disagreement* | claim | claims | differences) ..40 (negotiat* | good faith | escalat* | senior | executive* | amicab* | informal*)",
        ),
        (
            "talks",
            "(negotiat* | good faith | escalat* | senior | executives | amicab* | informal*) ..30 (dispute* | controvers* | disagreement* | differences)",
        ),
        ("mediation", "(mediation | mediate | mediated | mediator)"),
    ])
});

pub fn read(contract: &Contract) -> Vec<Step> {
    let found = contract.find(&CUES);
    let mut all: Vec<Step> = Vec::new();
    for one in &found {
        let kind = if found.name(one) == "mediation" { StepKind::Mediation } else { StepKind::Talks };
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.iter().any(|known| known.kind == kind);
        if !known && sentence.kind == SentenceKind::Body && is_duty(contract, one, kind) {
            all.push(Step { kind, passage: Passage::of(contract, one) });
        }
    }
    all
}

fn is_duty(contract: &Contract, one: &Match, kind: StepKind) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    let duty =
        scope::holds(contract, sentence.tokens.clone(), &["shall", "will", "must", "agree", "agrees", "may", "first"]);
    let denied = passage::before(contract, sentence.tokens.start, one.tokens.start, 4, &["not", "no", "without"]);
    let solving = kind == StepKind::Mediation
        || scope::begins(contract, sentence.tokens.clone(), &["resolv", "settle", "amicab", "escalat"]);
    // An invoice "disputed in good faith" is no step.
    let paying = scope::begins(contract, one.tokens.clone(), &["invoice", "payment", "amount"]);
    duty && !denied && solving && !paying && !is_passing(contract, one, kind)
}

/// "If a mediator or court holds a term invalid", "control of the settlement negotiations" of a claim
/// that a third party brings: no step that the parties take.
fn is_passing(contract: &Contract, one: &Match, kind: StepKind) -> bool {
    let sentence = contract.outline.sentence(one.sentence).tokens.clone();
    match kind {
        StepKind::Mediation => {
            scope::holds(contract, sentence.clone(), &["invalid", "unenforceable", "illegal"])
                && scope::holds(contract, sentence, &["holds", "held", "deems", "finds", "determines"])
        }
        StepKind::Talks => {
            !scope::begins(contract, one.tokens.clone(), &["dispute", "controvers", "disagree", "difference"])
                && scope::begins(contract, sentence, &["indemn", "defen", "infring"])
        }
    }
}

impl Step {
    pub fn phrase(&self) -> &'static str {
        match self.kind {
            StepKind::Talks => "Talks between the parties first",
            StepKind::Mediation => "Mediation first",
        }
    }

    pub fn reading(&self) -> Reading {
        let step = match self.kind {
            StepKind::Talks => "talks",
            StepKind::Mediation => "mediation",
        };
        self.passage.reading("escalation", 0.75, vec![record::word("step", step, None)])
    }
}
