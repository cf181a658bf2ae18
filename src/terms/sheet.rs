//! The fact sheet: the term sheet as plain data, one record per contract, for printing and scoring.
//! In: a contract and its [`TermSheet`]. Out: [`FactSheet`], which serialises to JSON.
//! Numbers are days, months or percent as the field says; quotes are canonical text.

use serde::Serialize;

use super::{TermSheet, indemnity, liability, payment};
use crate::contract::Contract;
use crate::facts::{Party, Role};

#[derive(Clone, Debug, Serialize)]
pub struct FactSheet {
    pub roles: Roles,
    pub payment: payment::Sheet,
    pub liability: liability::Sheet,
    pub indemnities: Vec<indemnity::Sheet>,
}

/// Every name, defined term or alias that the text uses for each side.
#[derive(Clone, Debug, Serialize)]
pub struct Roles {
    pub vendor: Vec<String>,
    pub customer: Vec<String>,
    /// "high" or "low".
    pub confidence: &'static str,
}

impl FactSheet {
    pub fn of(contract: &Contract, terms: &TermSheet) -> Self {
        Self {
            roles: Roles::of(contract),
            payment: terms.payment.sheet(contract),
            liability: terms.liability.sheet(contract),
            indemnities: terms.indemnities.iter().filter_map(|indemnity| indemnity.sheet(contract)).collect(),
        }
    }
}

impl Roles {
    fn of(contract: &Contract) -> Self {
        let parties = &contract.facts.parties.list;
        let on = |role: Role| parties.iter().filter(move |party| party.role == role);
        let names = |role: Role| on(role).flat_map(|party: &Party| party.aliases.iter().cloned()).collect();
        let sure = |role: Role| on(role).any(|party| party.confidence >= 0.6);
        Self {
            vendor: names(Role::Vendor),
            customer: names(Role::Customer),
            confidence: if sure(Role::Vendor) && sure(Role::Customer) { "high" } else { "low" },
        }
    }
}
