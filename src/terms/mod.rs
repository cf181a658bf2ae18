//! What was agreed. In: a [`Contract`]. Out: a [`TermSheet`]: typed readings with their evidence,
//! one file per topic. `review` judges them; it sees them as [`Reading`]s, records of named fields.
//! A person sees them as [`KeyTopic`]s, and a program as a [`FactSheet`].

mod acceptance;
mod actor;
mod amendment;
mod assignment;
mod audit;
mod confidentiality;
mod defence;
mod dispute;
mod drafting;
mod entire_agreement;
mod essence;
mod force_majeure;
mod grant;
mod indemnity;
mod insurance;
mod ip;
mod key_term;
mod law;
mod liability;
mod liquidated_damages;
mod passage;
mod payment;
mod precedence;
mod publicity;
mod reading;
mod record;
mod restraint;
mod schema;
mod scope;
mod sheet;
mod subcontracting;
mod subject;
mod term;
mod third_party;
mod warranty;
mod wording;

use crate::contract::Contract;

pub use acceptance::Acceptance;
pub use amendment::Amendment;
pub use assignment::Assignment;
pub use audit::Audit;
pub use confidentiality::Confidentiality;
pub use defence::Defence;
pub use dispute::Disputes;
pub use drafting::Drafting;
pub use entire_agreement::EntireAgreement;
pub use essence::TimeOfEssence;
pub use force_majeure::ForceMajeure;
pub use indemnity::Indemnity;
pub use insurance::Insurance;
pub use ip::Ip;
pub use key_term::{KeyTerm, KeyTopic};
pub use law::{GoverningLaw, is_place, lies_in, names as place_names};
pub use liability::Liability;
pub use liquidated_damages::LiquidatedDamages;
pub use payment::Payment;
pub use precedence::Precedence;
pub use publicity::Publicity;
pub use reading::{Bound, Field, FieldValue, Reading};
pub use restraint::Restraints;
pub use schema::{FieldKind, FieldSchema, TermSchema, schema, term_schema};
pub use sheet::FactSheet;
pub use subcontracting::Subcontracting;
pub use term::Term;
pub use third_party::ThirdParties;
pub use warranty::Warranty;

#[derive(Clone, Debug, Default)]
pub struct TermSheet {
    pub payment: Payment,
    pub liability: Liability,
    pub indemnities: Vec<Indemnity>,
    pub defence: Defence,
    pub term: Term,
    pub ip: Ip,
    pub restraint: Restraints,
    pub assignment: Assignment,
    pub amendment: Amendment,
    pub audit: Audit,
    pub confidentiality: Confidentiality,
    pub warranty: Warranty,
    pub acceptance: Acceptance,
    pub liquidated_damages: LiquidatedDamages,
    pub insurance: Insurance,
    pub essence: TimeOfEssence,
    pub publicity: Publicity,
    pub subcontracting: Subcontracting,
    pub law: GoverningLaw,
    pub dispute: Disputes,
    pub precedence: Precedence,
    pub entire_agreement: EntireAgreement,
    pub force_majeure: ForceMajeure,
    pub third_party: ThirdParties,
    pub drafting: Drafting,
}

impl TermSheet {
    pub fn read(contract: &Contract) -> Self {
        let liability = liability::read(contract);
        let law = GoverningLaw::read(contract);
        Self {
            payment: Payment::read(contract),
            indemnities: indemnity::read(contract, &liability),
            liability,
            defence: Defence::read(contract),
            term: Term::read(contract),
            ip: Ip::read(contract),
            restraint: Restraints::read(contract),
            assignment: Assignment::read(contract),
            amendment: Amendment::read(contract),
            audit: Audit::read(contract),
            confidentiality: Confidentiality::read(contract),
            warranty: Warranty::read(contract),
            acceptance: Acceptance::read(contract),
            liquidated_damages: LiquidatedDamages::read(contract),
            insurance: Insurance::read(contract),
            essence: TimeOfEssence::read(contract),
            publicity: Publicity::read(contract),
            subcontracting: Subcontracting::read(contract),
            dispute: Disputes::read(contract, &law),
            law,
            precedence: Precedence::read(contract),
            entire_agreement: EntireAgreement::read(contract),
            force_majeure: ForceMajeure::read(contract),
            third_party: ThirdParties::read(contract),
            drafting: Drafting::read(contract),
        }
    }

    /// Every reading, for the rules: what stands in the text, then what is missing from it.
    pub fn readings(&self) -> Vec<Reading> {
        let mut all = self.payment.readings();
        all.extend(self.liability.readings(&self.indemnities));
        all.extend(self.indemnities.iter().map(Indemnity::reading));
        all.extend(self.defence.readings());
        all.extend(self.term.readings());
        all.extend(self.ip.readings(&self.payment));
        all.extend(self.restraint.readings());
        all.extend(self.assignment.readings());
        all.extend(self.amendment.readings());
        all.extend(self.audit.readings());
        all.extend(self.confidentiality.readings());
        all.extend(self.warranty.readings());
        all.extend(self.acceptance.readings());
        all.extend(self.liquidated_damages.readings());
        all.extend(self.insurance.readings());
        all.extend(self.essence.readings());
        all.extend(self.publicity.readings());
        all.extend(self.subcontracting.readings());
        all.extend(self.law.readings());
        all.extend(self.dispute.readings());
        all.extend(self.precedence.readings());
        all.extend(self.entire_agreement.readings());
        all.extend(self.force_majeure.readings());
        all.extend(self.third_party.readings());
        all.extend(self.drafting.readings());
        all
    }

    /// What was agreed, as a person reads it, topic by topic.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTopic> {
        let topic = |name, parts: Vec<Vec<KeyTerm>>| KeyTopic { name, terms: parts.into_iter().flatten().collect() };
        vec![
            topic("Payment", vec![self.payment.key_terms(contract)]),
            topic("Term and termination", vec![self.term.key_terms(contract)]),
            topic("Liability", vec![self.liability.key_terms(contract), self.liquidated_damages.key_terms(contract)]),
            topic(
                "Indemnities",
                vec![indemnity::key_terms(contract, &self.indemnities), self.defence.key_terms(contract)],
            ),
            topic("Intellectual property", vec![self.ip.key_terms(contract)]),
            topic(
                "Quality",
                vec![
                    self.warranty.key_terms(contract),
                    self.acceptance.key_terms(contract),
                    self.essence.key_terms(contract),
                ],
            ),
            topic("Restraints", vec![self.restraint.key_terms(contract)]),
            topic(
                "Confidentiality, audit and insurance",
                vec![
                    self.confidentiality.key_terms(contract),
                    self.publicity.key_terms(contract),
                    self.audit.key_terms(contract),
                    self.insurance.key_terms(contract),
                ],
            ),
            topic(
                "Changes and transfer",
                vec![
                    self.assignment.key_terms(contract),
                    self.subcontracting.key_terms(contract),
                    self.amendment.key_terms(contract),
                ],
            ),
            topic(
                "Law and the document",
                vec![
                    self.law.key_terms(contract),
                    self.dispute.key_terms(contract),
                    self.precedence.key_terms(contract),
                    self.entire_agreement.key_terms(contract),
                    self.third_party.key_terms(contract),
                    self.force_majeure.key_terms(contract),
                ],
            ),
            topic("Drafting", vec![self.drafting.key_terms(contract)]),
        ]
    }
}
