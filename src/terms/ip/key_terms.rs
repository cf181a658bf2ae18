//! Intellectual property in lines for a person. In: [`Ip`]. Out: [`KeyTerm`]s.

use super::{Assignment, Ip, Matter, Moment, Ownership};
use crate::contract::Contract;
use crate::terms::{Bound, KeyTerm, wording};

impl Ip {
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let mut all = self.work(contract);
        all.extend(self.kept(contract));
        all.extend(
            self.work_for_hire
                .first()
                .map(|one| KeyTerm::stated("Work made for hire", "the work is made for hire", one.span, one.clause)),
        );
        all.extend(self.moral_rights.first().map(|one| {
            let value = format!("{} waives moral rights", wording::subject(contract, one.by));
            KeyTerm::stated("Moral rights", value, one.span, one.clause)
        }));
        let licences = self.licences.iter().map(|one| {
            let value = format!("{} grants a licence for ever", wording::subject(contract, one.granted_by));
            KeyTerm::stated("Perpetual licence", value, one.span, one.clause)
        });
        all.extend(distinct(licences));
        all
    }

    /// Who owns what is made, and when it passes.
    fn work(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Ownership of the work";
        let passes =
            self.assignments.iter().filter(|one| one.matter == Matter::Work || one.matter == Matter::Improvements);
        let lines = passes.map(|one| KeyTerm::stated(NAME, passing(contract, one), one.span, one.clause));
        let stated =
            self.ownership.iter().filter(|one| !one.kept && one.matter != Matter::Marks && one.matter != Matter::Data);
        let owned = stated.map(|one| KeyTerm::stated(NAME, owning(contract, one), one.span, one.clause));
        KeyTerm::or_not_stated(NAME, distinct(lines.chain(owned)))
    }

    fn kept(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Rights that stay where they are";
        let kept = self.ownership.iter().filter(|one| one.kept && one.owner != Bound::Unclear);
        let lines = kept.map(|one| {
            let value = format!("{} keeps {}", wording::subject(contract, one.owner), what(one.matter));
            KeyTerm::stated(NAME, value, one.span, one.clause)
        });
        KeyTerm::or_not_stated(NAME, distinct(lines))
    }
}

fn passing(contract: &Contract, one: &Assignment) -> String {
    let when = match one.moment {
        Moment::Creation => "at once",
        Moment::Payment => "on payment",
        Moment::Promise => "by a promise to assign",
        Moment::Event => "on a later event",
    };
    let (from, to) = (wording::subject(contract, one.from), wording::party(contract, one.to));
    match (one.from, one.to) {
        (Bound::Both, _) | (_, Bound::Both) => format!("each party assigns rights to the other, {when}"),
        _ => format!("{from} assigns {} to {to} {when}", what(one.matter)),
    }
}

fn owning(contract: &Contract, one: &Ownership) -> String {
    if one.joint {
        return format!("the parties own {} together", what(one.matter));
    }
    format!("{} owns {}", wording::subject(contract, one.owner), what(one.matter))
}

fn what(matter: Matter) -> &'static str {
    match matter {
        Matter::Work => "the work",
        Matter::Background => "what it had before",
        Matter::Improvements => "improvements",
        Matter::Feedback => "feedback",
        Matter::Marks => "names and marks",
        Matter::Product => "the product and its rights",
        Matter::Data => "data",
    }
}

/// Each value once.
fn distinct(lines: impl Iterator<Item = KeyTerm>) -> Vec<KeyTerm> {
    let mut kept: Vec<KeyTerm> = Vec::new();
    for line in lines {
        if kept.iter().all(|known| known.value != line.value) {
            kept.push(line);
        }
    }
    kept
}
