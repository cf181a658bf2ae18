//! Whom a playbook is for. In: the `side` of its head. Out: a [`Stance`], which gives the [`Side`]
//! that it takes in a contract. Vendor and customer are known from the start; who receives what is
//! confidential is known when the contract has been read.

use super::source::Entry;
use crate::error::Error;
use crate::facts::Side;
use crate::terms::{Bound, FieldValue, Reading};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    On(Side),
    /// Whoever must keep a secret.
    Receiving,
    /// Whoever tells it.
    Disclosing,
}

impl Stance {
    pub(super) fn read(entry: &Entry<'_>) -> Result<Self, Error> {
        entry.choice(&[
            ("vendor", Stance::On(Side::Vendor)),
            ("customer", Stance::On(Side::Customer)),
            ("receiving", Stance::Receiving),
            ("disclosing", Stance::Disclosing),
        ])
    }

    /// The side where the contract does not tell: where both keep secrets, it makes no difference.
    /// A party that is called by what it does, "Discloser", counts as the one that supplies.
    pub fn usual_side(self) -> Side {
        match self {
            Stance::On(side) => side,
            Stance::Disclosing => Side::Vendor,
            Stance::Receiving => Side::Customer,
        }
    }

    /// The side that it takes in a contract with these readings.
    pub fn side_in(self, readings: &[Reading]) -> Side {
        match (self, keeper(readings)) {
            (Stance::Receiving, Some(keeper)) => keeper,
            (Stance::Disclosing, Some(keeper)) => keeper.other(),
            _ => self.usual_side(),
        }
    }

    /// May it be asked for a review of this side?
    pub fn serves(self, side: Side) -> bool {
        self != Stance::On(side.other())
    }

    /// Turns it on who receives, not on who supplies?
    pub fn of_secrets(self) -> bool {
        matches!(self, Stance::Receiving | Stance::Disclosing)
    }
}

/// The one side that all duties of confidentiality bind; none where they bind both.
fn keeper(readings: &[Reading]) -> Option<Side> {
    let mut sides = readings.iter().filter(|reading| reading.term == "confidentiality").map(|reading| {
        match reading.field("bound").map(|field| &field.value) {
            Some(FieldValue::Bound(Bound::Side(side))) => Some(*side),
            _ => None,
        }
    });
    let first = sides.next()??;
    sides.all(|side| side == Some(first)).then_some(first)
}
