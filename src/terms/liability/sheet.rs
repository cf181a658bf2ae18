//! The part of the fact sheet on liability.

use serde::Serialize;

use super::amount::Basis;
use super::head::Head;
use super::{Cap, Liability, State};
use crate::contract::Contract;
use crate::facts::Side;
use crate::terms::Bound;

#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {
    /// "capped", "uncapped_stated" or "silent".
    pub vendor_cap: &'static str,
    pub vendor_cap_basis: Option<&'static str>,
    pub vendor_cap_value: Option<f64>,
    pub vendor_cap_quote: Option<String>,
    pub customer_cap: &'static str,
    pub customer_cap_quote: Option<String>,
    pub carve_outs: Vec<CarveOut>,
    pub consequential_waiver: Waiver,
}

#[derive(Clone, Debug, Serialize)]
pub struct CarveOut {
    pub kind: &'static str,
    pub quote: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Waiver {
    /// "both", "vendor", "customer" or "none".
    pub protects: &'static str,
    pub quote: Option<String>,
}

impl Liability {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let vendor = self.cap(Side::Vendor);
        let customer = self.cap(Side::Customer);
        let amount = vendor.limit.map(|limit| &limit.amount);
        let capped = vendor.state == State::Capped;
        Sheet {
            vendor_cap: state(vendor.state),
            vendor_cap_basis: amount.map(|amount| basis(amount.basis)).or(capped.then_some("other")),
            vendor_cap_value: amount.and_then(|amount| amount.value),
            vendor_cap_quote: quoted(&vendor, contract),
            customer_cap: state(customer.state),
            customer_cap_quote: quoted(&customer, contract),
            carve_outs: self
                .carve_outs
                .iter()
                .map(|carve| CarveOut { kind: kind(carve.head), quote: contract.quote(carve.item).to_owned() })
                .collect(),
            consequential_waiver: self.waiver_sheet(contract),
        }
    }

    fn waiver_sheet(&self, contract: &Contract) -> Waiver {
        let protects = match self.protects() {
            Some(Bound::Both) => "both",
            Some(Bound::Side(Side::Vendor)) => "vendor",
            Some(Bound::Side(Side::Customer)) => "customer",
            _ => "none",
        };
        let quote = self.waivers().next().map(|denial| contract.quote(denial.span).to_owned());
        Waiver { protects, quote: quote.filter(|_| protects != "none") }
    }
}

/// The cap's words and, where its height is defined elsewhere, the definition.
fn quoted(cap: &Cap<'_>, contract: &Contract) -> Option<String> {
    let words = contract.quote(cap.span?);
    let definition = cap.limit.and_then(|limit| limit.amount.definition).map(|span| contract.quote(span));
    Some(definition.map_or(words.to_owned(), |definition| format!("{words} … {definition}")))
}

fn state(state: State) -> &'static str {
    match state {
        State::Capped => "capped",
        State::Uncapped => "uncapped_stated",
        State::Silent | State::Unclear => "silent",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::MonthsOfFees => "months_of_fees",
        Basis::MultipleOfFees => "multiple_of_fees",
        Basis::FixedSum => "fixed_sum",
        Basis::FeesPaid => "fees_paid",
        Basis::Insurance => "insurance",
        Basis::Other => "other",
    }
}

fn kind(head: Head) -> &'static str {
    match head {
        Head::GrossNegligence => "gross_negligence",
        Head::DeathInjury => "death_injury",
        head => head.word(),
    }
}
