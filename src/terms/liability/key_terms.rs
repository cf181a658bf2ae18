//! Liability in lines for a person. In: [`Liability`]. Out: [`KeyTerm`]s.

use super::amount::{Amount, Basis};
use super::{Cap, Liability, State};
use crate::contract::Contract;
use crate::facts::Side;
use crate::terms::{Bound, KeyTerm, schema, wording};

impl Liability {
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let mut all: Vec<KeyTerm> =
            [Side::Vendor, Side::Customer].map(|side| cap_line(contract, &self.cap(side))).into();
        all.extend(self.outside());
        all.push(self.waiver(contract));
        all
    }

    /// The heads that no cap covers, in one line.
    fn outside(&self) -> Option<KeyTerm> {
        let first = self.carve_outs.iter().find(|carve| carve.of_cap)?;
        let mut heads: Vec<&str> = Vec::new();
        for carve in self.carve_outs.iter().filter(|carve| carve.of_cap) {
            let phrase = schema::term_schema("carve-out")
                .and_then(|schema| schema.field("head"))
                .map_or(carve.head.word(), |field| field.phrase(carve.head.word()));
            if !heads.contains(&phrase) {
                heads.push(phrase);
            }
        }
        Some(KeyTerm::stated("Outside the cap", heads.join(", "), first.item, first.clause))
    }

    fn waiver(&self, contract: &Contract) -> KeyTerm {
        const NAME: &str = "Indirect and consequential loss";
        let Some((first, protects)) = self.waivers().next().zip(self.protects()) else {
            return KeyTerm::not_stated(NAME);
        };
        let value = match protects {
            Bound::Both => "neither party is liable for it".to_owned(),
            Bound::Side(side) => format!("{} is not liable for it", wording::side(contract, side)),
            Bound::Unclear => "excluded, unclear for whom".to_owned(),
        };
        KeyTerm::stated(NAME, wording::capitalised(&value), first.span, first.clause)
    }
}

fn cap_line(contract: &Contract, cap: &Cap<'_>) -> KeyTerm {
    let name = match cap.side {
        Side::Vendor => "Vendor's liability",
        Side::Customer => "Customer's liability",
    };
    let party = wording::side(contract, cap.side);
    let value = match (cap.state, cap.limit) {
        (State::Capped, Some(limit)) => format!("{party}: up to {}", height(contract, &limit.amount)),
        (State::Capped, None) if cap.exclusion.is_some_and(|denial| denial.excused) => {
            format!("{party}: excluded, but for the graver faults that the clause names")
        }
        (State::Capped, None) => format!("{party}: excluded altogether"),
        (State::Uncapped, _) => format!("{party}: without limit"),
        (State::Silent | State::Unclear, _) => return KeyTerm::not_stated(name),
    };
    let clause = cap
        .limit
        .map(|limit| limit.clause)
        .or(cap.unlimited.map(|one| one.clause))
        .or(cap.exclusion.map(|denial| denial.clause));
    let mut line = KeyTerm::not_stated(name).with_confidence(0.9);
    (line.value, line.span, line.clause) = (Some(wording::capitalised(&value)), cap.span, clause);
    line
}

fn height(contract: &Contract, amount: &Amount) -> String {
    match (amount.basis, amount.value) {
        (Basis::MonthsOfFees, Some(months)) => format!("the fees of {months} months"),
        (Basis::MultipleOfFees, Some(times)) => format!("{times} times the fees"),
        (Basis::FixedSum, Some(_)) => contract.quote(amount.span).to_owned(),
        (Basis::FeesPaid, _) => "the fees paid".to_owned(),
        (Basis::Insurance, _) => "what the insurance pays".to_owned(),
        _ => contract.quote(amount.definition.unwrap_or(amount.span)).to_owned(),
    }
}
