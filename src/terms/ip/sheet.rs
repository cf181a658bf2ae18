//! The part of the fact sheet on intellectual property.

use serde::Serialize;

use super::{Ip, Matter, Moment};
use crate::contract::Contract;
use crate::facts::Side;
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "customer", "vendor", "joint" or "unstated".
    pub work_product_owner: &'static str,
    pub assignment: Assigned,
    pub background_ip_kept: Presence,
    pub work_for_hire: Presence,
    pub moral_rights_waiver: Presence,
    pub perpetual_licence: Licence,
}

#[derive(Clone, Debug, Serialize)]
pub struct Assigned {
    pub present: bool,
    /// "creation", "payment", "other" or "unstated".
    pub when: &'static str,
    pub quote: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Presence {
    pub present: bool,
    pub quote: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Licence {
    /// "vendor", "customer", "both" or "none".
    pub granted_by: &'static str,
    pub quote: Option<String>,
}

impl Ip {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let presence = |span: Option<Span>| Presence {
            present: span.is_some(),
            quote: span.map(|span| contract.quote(span).to_owned()),
        };
        Sheet {
            work_product_owner: self.work_owner(),
            assignment: self.assigned(contract),
            background_ip_kept: presence(self.background().map(|one| one.span)),
            work_for_hire: presence(self.work_for_hire.first().map(|one| one.span)),
            moral_rights_waiver: presence(self.moral_rights.first().map(|one| one.span)),
            perpetual_licence: self.licence(contract),
        }
    }

    /// Who owns what is made; where nothing is made, who owns the product that is licensed.
    pub fn work_owner(&self) -> &'static str {
        let work = self.ownership.iter().filter(|one| one.matter == Matter::Work && !one.kept);
        let joint = self.ownership.iter().find(|one| one.joint).map(|_| "joint");
        let assigned = self
            .assignments
            .iter()
            .filter(|one| matches!(one.matter, Matter::Work | Matter::Improvements))
            .find_map(|one| one_side(one.to));
        let kept = self
            .ownership
            .iter()
            .filter(|one| matches!(one.matter, Matter::Product | Matter::Improvements | Matter::Work))
            .find_map(|one| one_side(one.owner));
        work.clone().find_map(|one| one_side(one.owner)).or(assigned).or(joint).or(kept).unwrap_or("unstated")
    }

    fn assigned(&self, contract: &Contract) -> Assigned {
        let best = self.assignments.iter().min_by_key(|one| match (one.matter, one.moment) {
            (Matter::Work, Moment::Creation | Moment::Payment) => 0,
            (_, Moment::Creation | Moment::Payment) => 1,
            (Matter::Work, _) => 2,
            _ => 3,
        });
        let Some(one) = best else { return Assigned { present: false, when: "unstated", quote: None } };
        let when = match one.moment {
            Moment::Creation => "creation",
            Moment::Payment => "payment",
            Moment::Promise => "unstated",
            Moment::Event => "other",
        };
        Assigned { present: true, when, quote: Some(contract.quote(one.span).to_owned()) }
    }

    /// The plainest statement that something stays with whoever had it: what was there before rather
    /// than the product, what is said rather than warranted, the vendor's rather than the customer's.
    pub fn background(&self) -> Option<&super::Ownership> {
        let stated = |one: &super::Ownership| one.kept || one.matter == Matter::Product && one.owner != Bound::Unclear;
        let plainness = |one: &&super::Ownership| {
            let older = one.kept && one.matter == Matter::Background;
            // What is made under the contract is no background, and data are the least of it.
            let rank = match one.matter {
                Matter::Work | Matter::Improvements | Matter::Feedback => 2,
                Matter::Data => 1,
                _ => 0,
            };
            (one.promised, rank, one.ungranted && !older, !older, !one.owner.is(Side::Vendor), !one.kept)
        };
        self.ownership.iter().filter(|one| !one.joint && stated(one)).min_by_key(plainness)
    }

    fn licence(&self, contract: &Contract) -> Licence {
        let by: Vec<(&'static str, Span)> =
            self.licences.iter().filter_map(|one| Some((side(one.granted_by)?, one.span))).collect();
        let Some((first, span)) = by.first().copied() else { return Licence { granted_by: "none", quote: None } };
        let both = by.iter().any(|(other, _)| *other != first);
        Licence { granted_by: if both { "both" } else { first }, quote: Some(contract.quote(span).to_owned()) }
    }
}

fn one_side(bound: Bound) -> Option<&'static str> {
    if bound == Bound::Both { None } else { side(bound) }
}

fn side(bound: Bound) -> Option<&'static str> {
    match bound {
        Bound::Side(Side::Vendor) => Some("vendor"),
        Bound::Side(Side::Customer) => Some("customer"),
        Bound::Both => Some("both"),
        Bound::Unclear => None,
    }
}
