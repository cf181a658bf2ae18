//! The part of the fact sheet on indemnities.

use serde::Serialize;

use super::{Covers, Indemnity, Reach, UseTrigger};
use crate::contract::Contract;
use crate::facts::Side;
use crate::terms::Bound;

/// One indemnity in the fact sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "vendor", "customer" or "mutual".
    pub indemnitor: &'static str,
    pub triggers: Vec<&'static str>,
    /// "yes", "no" or "excluded".
    pub use_trigger: &'static str,
    pub third_party_only: bool,
    /// "yes", "no" or "unclear".
    pub capped: &'static str,
    pub quote: String,
}

impl Indemnity {
    /// Nothing where the text does not tell who indemnifies.
    pub fn sheet(&self, contract: &Contract) -> Option<Sheet> {
        let mut triggers: Vec<&'static str> = Vec::new();
        for trigger in &self.triggers {
            if !triggers.contains(&trigger.kind.name()) {
                triggers.push(trigger.kind.name());
            }
        }
        Some(Sheet {
            indemnitor: match self.indemnitor {
                Bound::Side(Side::Vendor) => "vendor",
                Bound::Side(Side::Customer) => "customer",
                Bound::Both => "mutual",
                Bound::Unclear => return None,
            },
            triggers,
            use_trigger: self.use_told().name(),
            third_party_only: self.reach == Reach::ThirdParties,
            capped: self.capped.name(),
            quote: self.quoted(contract),
        })
    }

    /// Who answers for whatever arises from its goods or services answers for their use too.
    fn use_told(&self) -> UseTrigger {
        let vendor = self.indemnitor.is(Side::Vendor);
        match self.use_trigger {
            UseTrigger::No if vendor && self.covers == Covers::WholeWork => UseTrigger::Yes,
            told => told,
        }
    }

    /// The duty's words and, where its causes are defined elsewhere, the definition.
    fn quoted(&self, contract: &Contract) -> String {
        let words = contract.quote(self.span);
        let definition = self.definition.map(|span| contract.quote(span));
        definition.map_or(words.to_owned(), |definition| format!("{words} … {definition}"))
    }
}
