//! Work without an owner. In: duties to make something and what is said of rights. Out: [`Untitled`]:
//! the place where an assignment belongs, where the contract says nothing of who owns what is made.

use std::sync::LazyLock;

use super::{Assignment, Matter, Ownership, WorkForHire};
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::PatternSet;
use crate::span::Span;
use crate::terms::{Bound, Reading, record};

/// A duty to make something, in a contract that does not say whose it will be.
#[derive(Clone, Debug, PartialEq)]
pub struct Untitled {
    pub duty: Span,
    pub clause: ClauseId,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "made for pay",
            "{customer} ..4 (pay | pays | engage | engages | retain | retains | hire | hires | commission | commissions | appoints) ..16 to (create | design | develop | write | produce | prepare | compose | film | illustrate | build | program) ..12 \
             (deliverable | deliverables | work product | design | designs | artwork | software | website | logo | campaign | materials | report | reports | film \
             | video | copy | content | drawings | app | application | site | program | programs | database | prototype)",
        ),
        (
            "making",
            "{vendor} {shall} ..4 (design | develop | create | build) ..26 (website | site | software | app | application)",
        ),
        (
            "made",
            "(design | designs | artwork | software | website | site | logo | campaign | materials | film | video | content | app | application | program | programs | \
             database | prototype) ..8 (to be | being) ..2 (created | designed | developed | written | produced | built) ..3 by {vendor}",
        ),
        (
            "serving",
            "{vendor} {shall} ..4 (provide | perform | render | furnish) ..10 ((web | website | site | software | graphic | application | app | creative | product) \
             (design | development | programming) | (design | programming) services)",
        ),
        (
            "making",
            "{vendor} {shall} ..8 (create | design | develop | write | produce | prepare | compose | film | illustrate | build | program) ..12 \
         (deliverable | deliverables | work product | design | designs | artwork | software | website | logo | campaign | materials | report | reports | film \
         | video | copy | content | drawings | app | application | site | program | programs | database | prototype) \
         !((safety | quality | compliance | training | sanitation | security | defense | defence) (program | programs))",
        ),
    ])
});

pub fn untitled(
    contract: &Contract,
    assignments: &[Assignment],
    ownership: &[Ownership],
    hire: &[WorkForHire],
) -> Option<Untitled> {
    // Goods and contents to which the customer keeps its title are not what is made for it.
    let own_goods = |one: &Ownership| {
        one.matter == Matter::Product
            && one.kept
            && (one.owner.is(crate::facts::Side::Customer) || one.owner == Bound::Both)
    };
    let owned = ownership
        .iter()
        .any(|one| matches!(one.matter, Matter::Work | Matter::Product | Matter::Improvements) && !own_goods(one));
    // "shall assign a manager to the project": what nobody gives and nobody gets is no title.
    let assigned = assignments.iter().any(|one| one.from != Bound::Unclear || one.to != Bound::Unclear);
    if owned || assigned || !hire.is_empty() {
        return None;
    }
    let found = contract.find(&CUES);
    let duty = found
        .iter()
        .map(|one| contract.outline.sentence(one.sentence))
        .find(|sentence| sentence.kind == SentenceKind::Body)?;
    Some(Untitled { duty: duty.span, clause: duty.clause })
}

impl Untitled {
    pub fn reading(&self) -> Reading {
        let fields = [Some(record::flag("stated", false, None)), record::anchor("duty", Some(self.duty))];
        Reading {
            term: "work-title",
            span: None,
            clause: Some(self.clause),
            confidence: 0.7,
            fields: fields.into_iter().flatten().collect(),
            evidence: vec![self.duty],
        }
    }
}
