//! The fact sheet: the term sheet as plain data, one record per contract, for printing and scoring.
//! In: a contract and its [`TermSheet`]. Out: [`FactSheet`], which serialises to JSON.
//! Numbers are days, months or percent as the field says; quotes are canonical text.

use serde::Serialize;

use super::{
    TermSheet, acceptance, amendment, assignment, audit, confidentiality, defence, dispute, drafting, entire_agreement,
    essence, force_majeure, indemnity, insurance, ip, law, liability, liquidated_damages, payment, precedence,
    publicity, restraint, subcontracting, term, third_party, warranty,
};
use crate::contract::Contract;
use crate::facts::{Party, Role};

#[derive(Clone, Debug, Serialize)]
pub struct FactSheet {
    pub roles: Roles,
    pub payment: payment::Sheet,
    pub liability: liability::Sheet,
    pub indemnities: Vec<indemnity::Sheet>,
    pub defence_control: defence::Sheet,
    pub term: term::Sheet,
    pub ip: ip::Sheet,
    pub restraints: Vec<restraint::Sheet>,
    pub contract_assignment: assignment::Sheet,
    pub change_of_control: assignment::ChangeOfControlSheet,
    pub amendment: amendment::Sheet,
    pub audit: audit::Sheet,
    pub confidentiality: confidentiality::Sheet,
    pub warranty: warranty::Sheet,
    pub acceptance: acceptance::Sheet,
    pub liquidated_damages: liquidated_damages::Sheet,
    pub insurance: insurance::Sheet,
    pub time_of_essence: essence::Sheet,
    pub publicity: publicity::Sheet,
    pub subcontracting: subcontracting::Sheet,
    pub governing_law: law::Sheet,
    pub disputes: dispute::Sheet,
    pub order_of_precedence: precedence::Sheet,
    pub entire_agreement: entire_agreement::Sheet,
    pub force_majeure: force_majeure::Sheet,
    pub third_party_rights: third_party::Sheet,
    pub drafting: drafting::Sheet,
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
            defence_control: terms.defence.sheet(contract),
            term: terms.term.sheet(contract),
            ip: terms.ip.sheet(contract),
            restraints: terms.restraint.sheet(contract),
            contract_assignment: terms.assignment.sheet(contract),
            change_of_control: terms.assignment.change_of_control_sheet(contract),
            amendment: terms.amendment.sheet(contract),
            audit: terms.audit.sheet(contract),
            confidentiality: terms.confidentiality.sheet(contract),
            warranty: terms.warranty.sheet(contract),
            acceptance: terms.acceptance.sheet(contract),
            liquidated_damages: terms.liquidated_damages.sheet(contract),
            insurance: terms.insurance.sheet(contract),
            time_of_essence: terms.essence.sheet(contract),
            publicity: terms.publicity.sheet(contract),
            subcontracting: terms.subcontracting.sheet(contract),
            governing_law: terms.law.sheet(contract),
            disputes: terms.dispute.sheet(contract),
            order_of_precedence: terms.precedence.sheet(contract),
            entire_agreement: terms.entire_agreement.sheet(contract),
            force_majeure: terms.force_majeure.sheet(contract),
            third_party_rights: terms.third_party.sheet(contract),
            drafting: terms.drafting.sheet(contract),
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
