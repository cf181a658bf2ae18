//! The part of the fact sheet on restraints.

use serde::Serialize;

use super::{Kind, Restraint, Restraints};
use crate::contract::Contract;
use crate::facts::Side;
use crate::terms::Bound;

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub kind: &'static str,
    /// "vendor", "customer" or "both".
    pub binds: &'static str,
    /// After the end of the contract.
    pub months: Option<f64>,
    pub quote: String,
}

impl Restraints {
    /// Each kind once for each party that it binds: grants and minimums are often said again elsewhere.
    /// A covenant in another clause is another covenant.
    pub fn sheet(&self, contract: &Contract) -> Vec<Sheet> {
        let mut rows: Vec<Sheet> = Vec::new();
        let mut last = None;
        for one in &self.list {
            let Some(row) = row(contract, one) else { continue };
            let covenant = !matches!(one.kind, Kind::Exclusivity | Kind::MinimumCommitment | Kind::FirstRefusal);
            let elsewhere = covenant && last.is_some_and(|(kind, clause)| kind != one.kind || clause != one.clause);
            last = Some((one.kind, one.clause));
            let again = |known: &&mut Sheet| known.kind == row.kind && known.binds == row.binds && !elsewhere;
            match rows.iter_mut().find(again) {
                Some(known) if known.months.is_none() && row.months.is_some() => *known = row,
                Some(_) => {}
                None => rows.push(row),
            }
        }
        rows
    }
}

fn row(contract: &Contract, one: &Restraint) -> Option<Sheet> {
    let binds = match one.binds {
        Bound::Side(Side::Vendor) => "vendor",
        Bound::Side(Side::Customer) => "customer",
        Bound::Both => "both",
        Bound::Unclear => return None,
    };
    let months = one.after_end.map(|(duration, _)| duration.months().round());
    Some(Sheet { kind: word(one.kind), binds, months, quote: contract.quote(one.span).to_owned() })
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Exclusivity => "exclusivity",
        Kind::NonCompete => "non_compete",
        Kind::NonSolicitEmployees => "non_solicit_employees",
        Kind::NonSolicitCustomers => "non_solicit_customers",
        Kind::MostFavoured => "most_favoured",
        Kind::NonDisparagement => "non_disparagement",
        Kind::FirstRefusal => "first_refusal",
        Kind::MinimumCommitment => "minimum_commitment",
    }
}
