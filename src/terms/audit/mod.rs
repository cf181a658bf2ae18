//! Audit and inspection. In: a contract. Out: [`Audit`]: who may look into whose books or premises,
//! on what notice, and how often.

mod limits;
mod right;

use serde::Serialize;

use super::{Bound, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, actor, key_term, wording};
use crate::contract::Contract;

pub use right::AuditRight;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "audit",
    name: "a right to audit",
    fields: &[
        FieldSchema::new("of", FieldKind::Bound, "says who is audited"),
        FieldSchema::new("notice", FieldKind::Duration, "says on what notice"),
        FieldSchema::new("noticed", FieldKind::Flag, "asks for notice before"),
        FieldSchema::new("reports", FieldKind::Flag, "is met by reports"),
        FieldSchema::new("result", FieldKind::Flag, "speaks of its cost only"),
        FieldSchema::new("at-any-time", FieldKind::Flag, "allows it at any time"),
        FieldSchema::new("unannounced", FieldKind::Flag, "needs no notice"),
        FieldSchema::new("often", FieldKind::Flag, "limits how often"),
        FieldSchema::new("hours", FieldKind::Flag, "keeps to business hours"),
        FieldSchema::new("kept", FieldKind::Duration, "says how long records are kept"),
        FieldSchema::new("any-error", FieldKind::Flag, "shifts the cost for any error"),
        FieldSchema::new("error", FieldKind::Percent, "says at what error the cost shifts"),
        FieldSchema::new("any-time", FieldKind::Anchor, "allows it at any time"),
        FieldSchema::new("no-notice", FieldKind::Anchor, "needs no notice"),
        FieldSchema::new("permission", FieldKind::Anchor, "gives the right"),
    ],
}];

#[derive(Clone, Debug, Default)]
pub struct Audit {
    pub rights: Vec<AuditRight>,
}

impl Audit {
    pub fn read(contract: &Contract) -> Self {
        let mut rights = right::read(contract);
        right::share_limits(&mut rights);
        Self { rights }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.rights.iter().map(AuditRight::reading).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let lines = self.rights.iter().map(|right| {
            let who = match right.of {
                Bound::Both => "Each party may audit the other".to_owned(),
                Bound::Side(side) => format!(
                    "{} may audit {}",
                    wording::capitalised(&wording::side(contract, side.other())),
                    wording::side(contract, side)
                ),
                Bound::Unclear => "One party may audit the other (unclear which)".to_owned(),
            };
            let notice =
                right.notice.map_or(String::new(), |(notice, _)| format!(" on {}' notice", wording::duration(notice)));
            KeyTerm::stated("Audit", format!("{who}{notice}"), right.span, right.clause)
        });
        KeyTerm::or_not_stated("Audit", key_term::distinct(lines.collect()))
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let of = actor::union(self.rights.iter().map(|right| right.of));
        let quoted = self.rights.iter().find(|right| Some(right.of) == of).or(self.rights.first());
        let quoted = quoted.filter(|_| of.is_some());
        let noticed = self.rights.iter().find_map(|right| right.notice);
        Sheet {
            of: actor::word(of),
            notice_days: noticed.map(|(notice, _)| match notice.unit {
                crate::facts::Unit::BusinessDay => notice.amount,
                _ => notice.days(),
            }),
            quote: quoted.map(|right| contract.quote(right.span).to_owned()),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "vendor", "customer", "both" or "none".
    pub of: &'static str,
    pub notice_days: Option<f64>,
    pub quote: Option<String>,
}
