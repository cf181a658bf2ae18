//! How long a warranty holds. In: a duration beside "warrants" or "Warranty Period". Out:
//! [`WarrantyPeriod`]s. Share warrants and the time to exercise them are none.

use std::sync::LazyLock;

use crate::contract::Contract;
use crate::facts::{Duration, Value};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::Reading;
use crate::terms::{record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct WarrantyPeriod {
    pub period: Duration,
    pub period_span: Span,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "period",
            "(warrants | warrant | guarantees) ..90 (for | period of | during | within | until | of) ..6 {duration}",
        ),
        ("period", "(warranty | guarantee | warranties) (period | term) ..30 {duration}"),
        ("period", "{duration} ..3 (warranty | guarantee)"),
        ("period", "(warranty | warranties) ..12 (for | of | period) ..6 {duration}"),
        ("period", "(for | during | within) ..6 {duration} ..40 (warrants | warranty)"),
        ("period", "{duration} ..40 (breach of ..4 (warranty | warranties) | warranty claim)"),
        ("period", "(breach of ..4 warranty | warranty claim) ..30 within {duration}"),
        (
            "period",
            "(defective | defect | defects | nonconforming | non conforming) ..4 within {duration} ..6 (delivery | shipment | acceptance | installation | completion)",
        ),
        ("period", "free (from | of) ..4 (defects | defect) ..20 {duration}"),
    ])
});

pub fn read(contract: &Contract) -> Vec<WarrantyPeriod> {
    let found = contract.find(&CUES);
    let mut all: Vec<WarrantyPeriod> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        if matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition) {
            let period = period(contract, one);
            let new = period.filter(|period| all.iter().all(|known| known.period_span != period.period_span));
            all.extend(new);
        }
    }
    all
}

fn period(contract: &Contract, one: &Match) -> Option<WarrantyPeriod> {
    const ELSE: [&str; 30] = [
        "restore",
        "exercise",
        "exercisable",
        "exercised",
        "shares",
        "stock",
        "notice",
        "past",
        "preceding",
        "previous",
        "last",
        "terminate",
        "cure",
        "pay",
        "payment",
        "repair",
        "correct",
        "fail",
        "fails",
        "respond",
        "insurance",
        "remedy",
        "term",
        "survive",
        "written",
        "expire",
        "efforts",
        "procedure",
        "correction",
        "workaround",
    ];
    let fact = &contract.facts.quantities.get(one.capture("duration")?.fact?)?;
    let Value::Duration(duration) = fact.value else { return None };
    let sentence = contract.outline.sentence(one.sentence);
    // "within 45 days of discovering the issue": the time to tell of it.
    let behind = fact.tokens.end..(fact.tokens.end + 5).min(sentence.tokens.end);
    if scope::begins(contract, behind, &["discover", "becom", "learn", "detect"]) {
        return None;
    }
    let near =
        fact.tokens.start.saturating_sub(9).max(sentence.tokens.start)..(fact.tokens.end + 3).min(sentence.tokens.end);
    let range = one.tokens.start.min(near.start)..one.tokens.end.max(near.end);
    if scope::holds(contract, near, &ELSE)
        || scope::holds(
            contract,
            range,
            &[
                "exercise",
                "exercisable",
                "shares",
                "stock",
                "options",
                "insurance",
                "cured",
                "contemplated",
                "records",
                "attachment",
                "unsatisfied",
                "old",
                "age",
                "maintain",
            ],
        )
        || duration.days() < 5.0
    {
        return None;
    }
    Some(WarrantyPeriod {
        period: duration,
        period_span: scope::span(contract, fact.tokens.clone()),
        clause: sentence.clause,
        span: scope::span(contract, scope::stretch(contract, sentence, fact.tokens.start)),
    })
}

impl WarrantyPeriod {
    pub fn reading(&self) -> Reading {
        Reading {
            term: "warranty-period",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: vec![record::duration("period", self.period, Some(self.period_span))],
            evidence: Vec::new(),
        }
    }
}
