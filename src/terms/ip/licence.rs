//! Licences for ever. In: "perpetual" and "irrevocable" beside a licence. Out: [`PerpetualLicence`]s
//! with the party that grants them.

use std::sync::LazyLock;

use super::moment::{self, AtOnce, Moment};
use crate::contract::Contract;
use crate::outline::{ClauseId, Sentence, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::{Bound, Reading, grant};
use crate::terms::{record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct PerpetualLicence {
    pub granted_by: Bound,
    pub granted_by_span: Option<Span>,
    /// "perpetual", "irrevocable".
    pub perpetual: Span,
    /// "licence", "right".
    pub licence: Option<Span>,
    /// The sentence ties it to payment.
    pub paid: bool,
    /// Only of what is built into the work, and only for the licensee's own business.
    pub narrow: bool,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "adjective",
            "(perpetual | irrevocable | perpetually | irrevocably | nonterminable | non terminable | everlasting) ..25 (license | licence | licenses | licences | sublicense)",
        ),
        (
            "adjective",
            "(perpetual | irrevocable | everlasting | non terminable) ..12 right ..4 to (use | copy | reproduce | modify | make | exploit | practice | distribute | publish | display)",
        ),
        (
            "predicate",
            "(license | licence | licenses | licences | right | rights) ..30 (is | are | be | become | becomes) ..10 (perpetual | irrevocable)",
        ),
        ("predicate", "(license | licence | licenses | licences) ..30 (in perpetuity | irrevocably)"),
        ("predicate", "in perpetuity ..20 (license | licence)"),
        // "a licence which never expires and cannot be withdrawn"
        (
            "predicate",
            "(license | licence | licenses | licences) ..24 (never expires | never ends | not expire | {shall-not} be ..2 (withdrawn | revoked | terminated) | never be (withdrawn | revoked) | \
             forever | for ever | for all time | without limit ..2 time | unlimited (in | as to) time | of unlimited duration)",
        ),
        (
            "predicate",
            "(license | licence | right | permission) ..40 for as long as ..4 (cares | wishes | likes | chooses | pleases | wants)",
        ),
        // "a right, free of royalty, without end and incapable of being withdrawn, to use"
        (
            "predicate",
            "(license | licence | right | rights | permission) ..16 (without end | without limit ..3 time | for all time | for ever | forever | in perpetuity | unending | never ending | incapable of being ..2 (withdrawn | revoked) | (cannot | {shall-not}) be ..2 (withdrawn | revoked)) ..12 to (use | copy | reproduce | modify | adapt | publish | exploit | display)",
        ),
        // "permission to copy all that you make, anywhere, for good"
        (
            "predicate",
            "(right | rights | permission | licence | license) ..2 to (use | copy | reproduce | modify | adapt | change | publish | exploit | display | print) ..30 \
             (for good | for ever | forever | for all time | in perpetuity | without limit ..3 time)",
        ),
        ("predicate", "(license | licence) ..8 (duration | term | period) ..2 (perpetual | unlimited | indefinite)"),
        // "may go on using the pictures indefinitely and in all media"
        (
            "use",
            "{party} {may} ..6 (use | using | exploit | reproduce | publish | print | adapt) ..24 \
             (indefinitely | for ever | forever | in perpetuity | for all time | without limit ..3 time | without end | without time limit)",
        ),
        ("settled", "(price | fee | fees) ..30 receipt ..12 acknowledge*"),
        ("settled", "(full | complete | entire) ..3 consideration ..20 receipt ..12 acknowledge*"),
    ])
});

pub fn read(contract: &Contract) -> Vec<PerpetualLicence> {
    let found = contract.find(&CUES);
    let mut all: Vec<PerpetualLicence> = Vec::new();
    // "the receipt of which Licensor acknowledges": the price is paid, whatever the grant says.
    let settled = found.named("settled").next().is_some();
    for one in found.iter().filter(|one| found.name(one) != "settled") {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.last().is_some_and(|known| known.sentence == one.sentence);
        if sentence.kind == SentenceKind::Body && !known {
            all.extend(licence(contract, sentence, one));
        }
    }
    all.iter_mut().for_each(|one| one.paid |= settled);
    all
}

fn licence(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<PerpetualLicence> {
    const NOUNS: [&str; 7] = ["permission", "license", "licence", "licenses", "licences", "right", "sublicense"];
    const FOR_EVER: [&str; 8] = [
        "perpetual",
        "irrevocable",
        "perpetually",
        "irrevocably",
        "perpetuity",
        "nonterminable",
        "terminable",
        "everlasting",
    ];
    // Said in other words, the last one of the match carries it.
    let at = scope::position(contract, one.tokens.clone(), &FOR_EVER).unwrap_or(one.tokens.end - 1);
    let part = scope::stretch(contract, sentence, at);
    let word = contract.document.text.tokens().at(at);
    let told = FOR_EVER.contains(&word) && word != "terminable";
    let ahead = at.saturating_sub(3).max(part.start)..at;
    let about_else = [
        "authorization",
        "instruction",
        "consent",
        "waives",
        "waive",
        "appoints",
        "submits",
        "proxy",
        "assign",
        "assigns",
    ];
    let close = at + 1..(at + 5).min(part.end);
    if told && scope::holds(contract, ahead, &["not", "non", "no"])
        || (scope::holds(contract, close, &about_else) && one.tokens.len() > 12)
    {
        return None;
    }
    // "not licensed under a perpetual licence": spoken of, not granted.
    let spoken_of = scope::holds(contract, at.saturating_sub(3).max(part.start)..at, &["under"]);
    if spoken_of {
        return None;
    }
    // "the licence granted to Customer is perpetual": the other one grants it.
    let granted = || {
        let verb = scope::position(contract, part.start..at, &["granted", "given"])?;
        crate::terms::subject::after(contract, verb..at, &["to"]).map(grant::opposite)
    };
    // "permission to use …, for good": who gives it is told before the permission.
    let named = scope::position(contract, one.tokens.clone(), &NOUNS).filter(|_| !told).unwrap_or(at);
    // "Brand may use it for ever": the other one lets it.
    let user = one.capture("party").and_then(|party| {
        let bound = crate::terms::subject::bound(contract, party.who?);
        Some(grant::opposite(crate::terms::subject::Named { bound, tokens: party.tokens.clone() }))
    });
    let modal = one.capture("may").map(|modal| scope::span(contract, modal.tokens.clone()));
    // "licence from Seller to Buyer"
    let from = || crate::terms::subject::after(contract, part.start..at, &["from"]);
    let giver = user.or_else(|| grant::giver(contract, sentence, named)).or_else(granted).or_else(from);
    Some(PerpetualLicence {
        granted_by: giver.as_ref().map_or(Bound::Unclear, |named| named.bound),
        granted_by_span: giver.map(|named| named.span(contract)),
        perpetual: scope::span(contract, at..at + 1),
        licence: (at + 1..part.end)
            .chain((part.start..at).rev())
            .find(|at| NOUNS.contains(&contract.document.text.tokens().at(*at)))
            .map(|at| scope::span(contract, at..at + 1))
            .or(modal),
        paid: moment::moment(contract, part.clone(), AtOnce::Yes) == Moment::Payment,
        narrow: scope::holds(contract, part.clone(), &["embedded", "incorporated", "integrated", "contained"])
            && scope::holds(contract, part.clone(), &["internal"]),
        clause: sentence.clause,
        sentence: sentence.id,
        span: scope::span(contract, part),
    })
}

impl PerpetualLicence {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("granted-by", self.granted_by, self.granted_by_span)),
            record::anchor("perpetual", Some(self.perpetual)),
            record::anchor("licence", self.licence),
            Some(record::flag("paid", self.paid, None)),
            Some(record::flag("narrow", self.narrow, None)),
        ];
        Reading {
            term: "perpetual-licence",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
