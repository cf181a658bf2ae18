//! Transfer in lines for a person. In: [`Assignment`]. Out: [`KeyTerm`]s.

use super::control::Effect;
use super::{Assignment, ChangeOfControl, TransferBan, TransferRight};
use crate::contract::Contract;
use crate::terms::{Bound, KeyTerm, key_term, wording};

impl Assignment {
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let mut lines: Vec<KeyTerm> = self.bans.iter().map(|ban| banned(contract, ban)).collect();
        lines.extend(
            self.rights.iter().filter(|right| right.holder != Bound::Unclear).map(|right| allowed(contract, right)),
        );
        let mut all = KeyTerm::or_not_stated("Assignment", key_term::distinct(lines));
        let control: Vec<KeyTerm> = self.control.iter().filter_map(|one| control(contract, one)).collect();
        all.extend(KeyTerm::or_not_stated("Change of control", key_term::distinct(control)));
        all
    }
}

fn banned(contract: &Contract, ban: &TransferBan) -> KeyTerm {
    let who = match ban.bound {
        Bound::Both => "neither party may assign".to_owned(),
        bound => format!("{} may not assign", wording::party(contract, bound)),
    };
    let value = match ban.consent {
        Some(_) => format!("{who} without consent"),
        None => who,
    };
    KeyTerm::stated("Assignment", wording::capitalised(&value), ban.span, ban.clause)
}

fn allowed(contract: &Contract, right: &TransferRight) -> KeyTerm {
    let who = wording::subject(contract, right.holder);
    let whom = if right.free { "" } else { " to affiliates or successors" };
    KeyTerm::stated("Assignment", format!("{who} may assign without consent{whom}"), right.span, right.clause)
}

fn control(contract: &Contract, one: &ChangeOfControl) -> Option<KeyTerm> {
    let value = match one.effect {
        Effect::Termination => format!("{} may terminate", wording::subject(contract, one.holder)),
        Effect::Assignment => "Counts as a transfer that needs consent".to_owned(),
        Effect::Permission => "The contract may pass to the new owner".to_owned(),
        Effect::Notice => "Must be notified".to_owned(),
        Effect::Other => return None,
    };
    Some(KeyTerm::stated("Change of control", value, one.span, one.clause))
}
