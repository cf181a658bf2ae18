//! Minimum commitments: so much to be bought, paid, ordered or delivered at least. In: "minimum",
//! "at least", "no less than". Out: [`Restraint`]s on the party that commits. A notice of at least 30
//! days and a minimum of insurance are none.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Kind, Restraint};
use crate::contract::Contract;
use crate::facts::{Unit, Value};
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::terms::scope;
use crate::terms::subject::{self, Named};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "amount",
            "{shall} ..10 (purchase | buy | order | take | sell | deliver | provide | supply | pay | spend | commit | generate | place | guarantee \
             | maintain | achieve | submit | expend | invest | contribute | fund | produce | perform | use | make | ship | display | allocate | sign) ..20 \
             (minimum of | minimum | at least | no less than | not less than | no fewer than | not fewer than)",
        ),
        (
            "noun",
            "minimum (purchase | purchases | order | orders | quantity | quantities | volume | volumes | royalty | royalties | commitment | commitments | payment \
             | payments | fee | fees | sales | spend | guarantee | revenue | usage | license fee | performance)",
        ),
        (
            "noun",
            "(minimum | guaranteed) (annual | monthly | quarterly | guaranteed | yearly | aggregate | total | base | net | minimum | contract) [annual | monthly | net] \
             (purchase | purchases | order | orders | quantity | quantities | volume | volumes | royalty | royalties | commitment | commitments | payment \
             | payments | fee | fees | sales | spend | guarantee | revenue | usage | amount | license | requirement | requirements)",
        ),
        ("noun", "guaranteed (minimum | royalty | royalties | payment) | take or pay"),
    ])
});

const ELSE: [&str; 26] = [
    "insurance",
    "coverage",
    "notice",
    "wage",
    "credit",
    "standards",
    "limits",
    "capital",
    "rating",
    "rate",
    "temperature",
    "uptime",
    "days",
    "policy",
    "balance",
    "age",
    "prior",
    "written",
    "qualifications",
    "annually",
    "once",
    "every",
    "insured",
    "care",
    "same",
    "confidential",
];

pub fn read(contract: &Contract) -> Vec<Restraint> {
    let found = contract.find(&CUES);
    let sentence = |one: &Match| contract.outline.sentence(one.sentence);
    let body = found.iter().filter(|one| sentence(one).kind == SentenceKind::Body);
    body.filter_map(|one| match found.name(one) {
        "amount" => amount(contract, sentence(one), one),
        _ => noun(contract, sentence(one), one),
    })
    .collect()
}

/// "shall purchase at least 10,000 units".
fn amount(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let modal = one.capture("shall")?.tokens.clone();
    let part = scope::stretch(contract, sentence, one.tokens.end - 1);
    let behind = one.tokens.end..(one.tokens.end + 9).min(part.end);
    if scope::holds(contract, modal.start..behind.end, &ELSE) || !counts(contract, behind.clone()) {
        return None;
    }
    if scope::holds(
        contract,
        modal.end..(modal.end + 5).min(part.end),
        &["efforts", "endeavours", "endeavors", "endeavour", "aim"],
    ) {
        return None;
    }
    let who = payer(contract, sentence, &modal, &part);
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, modal, part))
}

/// A sum, a number or a share follows; a length of time is no quantity.
fn counts(contract: &Contract, behind: Range<usize>) -> bool {
    let facts = contract.facts.quantities_within(behind.clone());
    let noun = scope::holds(
        contract,
        behind.start..(behind.start + 3).min(behind.end),
        &["quantity", "quantities", "purchase", "purchases", "volume", "royalty", "commitment"],
    );
    match facts.first() {
        Some(fact) => match fact.value {
            Value::Duration(duration) => duration.unit == Unit::Hour,
            // A share of a price is a deposit.
            Value::Date { .. } | Value::Percent(_) => false,
            _ => true,
        },
        None => noun,
    }
}

/// "a minimum annual royalty of", "Licensee shall pay the Minimum Guarantee".
fn noun(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let part = scope::stretch(contract, sentence, one.tokens.start);
    let denied = one.tokens.start.saturating_sub(4).max(part.start)..one.tokens.start;
    if scope::holds(contract, denied, &["no", "not", "without"])
        || scope::holds(contract, one.tokens.start..(one.tokens.end + 4).min(part.end), &ELSE)
    {
        return None;
    }
    let tokens = contract.document.text.tokens();
    const MISSED: [&str; 11] = [
        "shortfall",
        "refund",
        "offset",
        "eligible",
        "change",
        "fails",
        "exceed",
        "reduced",
        "event",
        "efforts",
        "adjusted",
    ];
    const TAKES: [&str; 19] = [
        "pay",
        "purchase",
        "order",
        "buy",
        "guarantee",
        "guarantees",
        "meet",
        "achieve",
        "commit",
        "commits",
        "spend",
        "generate",
        "paid",
        "be",
        "purchases",
        "take",
        "sell",
        "maintain",
        "satisfy",
    ];
    if scope::holds(contract, part.clone(), &MISSED) || !scope::holds(contract, part.clone(), &TAKES) {
        return None;
    }
    let modal = part.clone().find(|at| {
        matches!(tokens.at(*at), "shall" | "will" | "must" | "agrees" | "agree" | "guarantees" | "commits")
    })?;
    if scope::holds(contract, modal..modal + 3, &["not"]) {
        return None;
    }
    let end = if tokens.at(modal + 1) == "to" { modal + 2 } else { modal + 1 };
    let who = payer(contract, sentence, &(modal..end), &part);
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, modal..end, part))
}

fn payer(contract: &Contract, sentence: &Sentence, modal: &Range<usize>, part: &Range<usize>) -> Option<Named> {
    let start = scope::stretch(contract, sentence, modal.start).start;
    subject::before(contract, start, modal.start)
        .or_else(|| subject::after(contract, part.clone(), &["by"]))
        .or_else(|| {
            scope::lead_in(sentence, modal.start).and_then(|lead| subject::before(contract, lead.start, lead.end))
        })
        .or_else(|| subject::owner(contract, start..modal.start))
}
