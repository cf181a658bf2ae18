//! In: a contract. Out: [`Term`]: how long the deal runs, how it renews, how each party gets out of it,
//! after how long a time to cure, and what is paid when it ends early.

mod calendar;
mod cure;
mod exit;
mod ground;
mod initial;
mod line;
mod notice;
mod payoff;
mod renewal;
mod sheet;

use super::{KeyTerm, Reading, TermSchema};
use crate::contract::Contract;

pub use cure::Cure;
pub use exit::Exit;
pub use initial::Initial;
pub use payoff::Payoff;
pub use renewal::Renewal;
pub use sheet::Sheet;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[];

#[derive(Clone, Debug, Default)]
pub struct Term {
    /// The length of the first term; several where the text says it several times.
    pub initial: Vec<Initial>,
    pub renewals: Vec<Renewal>,
    /// Every right to end the contract, in document order.
    pub exits: Vec<Exit>,
    pub cures: Vec<Cure>,
    pub payoffs: Vec<Payoff>,
}

impl Term {
    pub fn read(contract: &Contract) -> Self {
        Self {
            initial: initial::read(contract),
            renewals: renewal::read(contract),
            exits: exit::read(contract),
            cures: cure::read(contract),
            payoffs: payoff::read(contract),
        }
    }

    pub fn readings(&self) -> Vec<Reading> {
        Vec::new()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, _contract: &Contract) -> Vec<KeyTerm> {
        Vec::new()
    }
}
