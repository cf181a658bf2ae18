//! Restraints in lines for a person. In: [`Restraints`]. Out: [`KeyTerm`]s.

use super::{Kind, Restraint, Restraints};
use crate::contract::Contract;
use crate::terms::{KeyTerm, wording};

/// The lines that a reader looks for, found or not.
const ALWAYS: [(Kind, &str); 4] = [
    (Kind::Exclusivity, "Exclusivity"),
    (Kind::NonCompete, "Non-compete"),
    (Kind::NonSolicitEmployees, "Non-solicitation of staff"),
    (Kind::MinimumCommitment, "Minimum commitment"),
];
const WHERE_FOUND: [(Kind, &str); 4] = [
    (Kind::NonSolicitCustomers, "Non-solicitation of customers"),
    (Kind::MostFavoured, "Most favoured terms"),
    (Kind::FirstRefusal, "First refusal"),
    (Kind::NonDisparagement, "Non-disparagement"),
];

impl Restraints {
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let always =
            ALWAYS.into_iter().flat_map(|(kind, name)| KeyTerm::or_not_stated(name, self.lines(contract, kind, name)));
        let found = WHERE_FOUND.into_iter().flat_map(|(kind, name)| self.lines(contract, kind, name));
        always.chain(found).collect()
    }

    /// One line for each thing said; the same said again adds nothing.
    fn lines(&self, contract: &Contract, kind: Kind, name: &'static str) -> Vec<KeyTerm> {
        let mut lines: Vec<KeyTerm> = Vec::new();
        for one in self.list.iter().filter(|one| one.kind == kind) {
            let line = KeyTerm::stated(name, value(contract, one), one.span, one.clause)
                .with_confidence(one.reading().confidence);
            if lines.iter().all(|known| known.value != line.value) {
                lines.push(line);
            }
        }
        lines
    }
}

fn value(contract: &Contract, one: &Restraint) -> String {
    let who = wording::subject(contract, one.binds);
    let what = match one.kind {
        Kind::Exclusivity => "is bound to exclusivity",
        Kind::NonCompete => "may not compete",
        Kind::NonSolicitEmployees => "may not solicit or hire the other's staff",
        Kind::NonSolicitCustomers => "may not solicit customers",
        Kind::MostFavoured => "promises terms no worse than others get",
        Kind::NonDisparagement => "may not disparage the other",
        Kind::FirstRefusal => "must give the other the first refusal",
        Kind::MinimumCommitment => "commits to a minimum",
    };
    match one.after_end {
        Some((duration, _)) => format!("{who} {what}, until {} after the end", wording::duration(duration)),
        None => format!("{who} {what}"),
    }
}
