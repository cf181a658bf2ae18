//! Rights to assign. In: sentences that let a party transfer the contract without consent. Out:
//! [`TransferRight`]: whose it is, and whether it is free or for affiliates and successors only.

use std::ops::Range;
use std::sync::LazyLock;

use super::TransferBan;
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::Named;
use crate::terms::{Bound, Field, Reading, actor, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct TransferRight {
    pub holder: Bound,
    pub subject: Option<Span>,
    /// To anybody, not only to affiliates and successors.
    pub free: bool,
    /// The other party is bound by a ban and has no such right.
    pub alone: bool,
    /// "without the consent of Agency".
    unasked: bool,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "right",
            "(is | are) at liberty to ..6 (assign | transfer | novate) ..14 (agreement | contract | rights | obligations | it)",
        ),
        (
            "right",
            "{may} ..10 (assign | transfer | novate) ..18 (agreement | contract | rights | obligations | these terms | it)",
        ),
        ("right", "{may} ..6 (make over | hand on | pass on | sign over) ..8 (agreement | contract)"),
        ("right", "(agreement | contract) ..6 {may} be ..4 (assigned | transferred) ..3 by {party}"),
        ("right", "(agreement | contract) ..3 is ..2 freely (assignable | transferable) by {party}"),
    ])
});

const LIMITED: [&str; 22] = [
    "affiliate",
    "affiliates",
    "subsidiary",
    "subsidiaries",
    "merger",
    "merged",
    "merges",
    "successor",
    "successors",
    "consolidation",
    "reorganization",
    "acquisition",
    "acquires",
    "purchaser",
    "purchases",
    "substantially",
    "affiliated",
    "acquirer",
    "parent",
    "lender",
    "connection",
    "sale",
];

pub fn read(contract: &Contract) -> Vec<TransferRight> {
    let found = contract.find(&CUES);
    let mut all: Vec<TransferRight> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let rest = one.tokens.start..stretch.end;
        if sentence.kind == SentenceKind::Body && !is_conditional(contract, one, rest.clone()) {
            let right = right(contract, one, rest);
            let known = all.iter().any(|known| known.span.overlaps(right.span));
            all.extend((!known).then_some(right));
        }
    }
    all
}

/// Whose right stands alone can be told once the bans are known.
pub fn settle(mut rights: Vec<TransferRight>, bans: &[TransferBan]) -> Vec<TransferRight> {
    let free = actor::union(rights.iter().map(|right| right.holder));
    for right in &mut rights {
        let other = right.holder.opposite();
        let bound = bans.iter().any(|ban| ban.bound == other || ban.bound == Bound::Both);
        right.alone = matches!(right.holder, Bound::Side(_)) && (bound || right.unasked) && free == Some(right.holder);
    }
    rights
}

/// "may assign only with", "with the prior consent of": a ban, which `transfer` reads.
fn is_conditional(contract: &Contract, one: &Match, rest: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let consent = actor::consent(contract, rest.clone());
    let waived = |at: usize| (at.saturating_sub(8)..at).any(|back| matches!(tokens.at(back), "without" | "no"));
    let asked = consent.is_some_and(|consent| !waived(consent.token) && consent.token < one.tokens.end + 25);
    asked || scope::holds(contract, one.tokens.start..(one.tokens.end + 4).min(rest.end), &["only", "not"])
}

fn right(contract: &Contract, one: &Match, rest: Range<usize>) -> TransferRight {
    let tokens = contract.document.text.tokens();
    let verb =
        one.tokens.clone().find(|at| tokens.at(*at).starts_with("assign") || tokens.at(*at).starts_with("transfer"));
    let subject = actor::of(contract, one, verb.unwrap_or(one.tokens.start));
    TransferRight {
        holder: subject.as_ref().map_or(Bound::Unclear, |named| named.bound),
        free: !scope::holds(contract, rest.start..contract.outline.sentence(one.sentence).tokens.end, &LIMITED),
        alone: false,
        unasked: is_unasked(contract, rest.clone()),
        clause: contract.outline.sentence(one.sentence).clause,
        span: whole(contract, one, subject.as_ref(), rest),
        subject: subject.map(|named| named.span(contract)),
    }
}

/// "without the consent of Agency": what only one party is told, the other is denied.
fn is_unasked(contract: &Contract, rest: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    // "to anybody", "freely": what one party alone is told so plainly.
    let anybody = rest.clone().any(|at| {
        matches!(tokens.at(at), "whomever" | "whomsoever" | "whoever" | "anyone" | "anybody")
            && tokens.at(at.saturating_sub(1)) == "to"
            || tokens.at(at) == "any"
                && matches!(tokens.at(at + 1), "person" | "entity" | "company" | "party")
                && tokens.at(at.saturating_sub(1)) == "to"
            || tokens.at(at) == "another"
                && matches!(tokens.at(at + 1), "organisation" | "organization" | "person" | "company" | "business")
    });
    if anybody || scope::holds(contract, rest.clone(), &["anybody", "anyone", "whomever", "whomsoever", "freely"]) {
        return true;
    }
    let asked = ["consent", "approval", "reference", "asking", "telling"];
    let consent = scope::position(contract, rest.clone(), &asked);
    consent.is_some_and(|at| (at.saturating_sub(6).max(rest.start)..at).any(|back| tokens.at(back) == "without"))
}

/// From its subject to its last word.
fn whole(contract: &Contract, one: &Match, subject: Option<&Named>, rest: Range<usize>) -> Span {
    let sentence = contract.outline.sentence(one.sentence);
    let start = match subject.filter(|named| named.tokens.start < rest.start) {
        Some(named) => scope::name(contract, named.tokens.clone()),
        None => scope::span(contract, scope::stretch(contract, sentence, rest.start)),
    };
    let end = scope::tail(contract, rest.clone()).unwrap_or(scope::span(contract, rest));
    Span { start: start.start, end: end.end }
}

impl TransferRight {
    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> = vec![
            record::bound("holder", self.holder, self.subject),
            record::flag("free", self.free, None),
            record::flag("alone", self.alone, None),
        ];
        fields.extend(record::anchor("subject", self.subject));
        Reading {
            term: "assignment-right",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.holder == Bound::Unclear { 0.5 } else { 0.8 },
            fields,
            evidence: Vec::new(),
        }
    }
}
