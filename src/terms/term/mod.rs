//! In: a contract. Out: [`Term`]: how long the deal runs, how it renews, how each party gets out of it,
//! after how long a time to cure, and what is paid when it ends early.

mod calendar;
mod cure;
mod exit;
mod ground;
mod holder;
mod initial;
mod key_terms;
mod line;
mod notice;
mod object;
mod payoff;
mod places;
mod record;
mod renewal;
mod sheet;

use super::Reading;
use crate::contract::Contract;

pub use cure::Cure;
pub use exit::Exit;
pub use initial::Initial;
pub use payoff::Payoff;
pub use record::SCHEMA;
pub use renewal::Renewal;
pub use sheet::Sheet;

#[derive(Clone, Debug, Default)]
pub struct Term {
    /// The length of the first term; several where the text says it several times.
    pub initial: Vec<Initial>,
    pub renewals: Vec<Renewal>,
    /// Every right to end the contract, in document order.
    pub exits: Vec<Exit>,
    pub cures: Vec<Cure>,
    pub payoffs: Vec<Payoff>,
    /// Somebody is paid under it: a confidentiality agreement has no early end to pay for.
    pub fees: bool,
}

impl Term {
    pub fn read(contract: &Contract) -> Self {
        let cures = cure::read(contract);
        let mut exits = exit::read(contract);
        for exit in exits.iter_mut().filter(|exit| exit.incurable.is_none()) {
            exit.granted = cures.iter().any(|cure| cure.general);
        }
        Self {
            initial: initial::read(contract),
            renewals: renewal::read(contract),
            exits,
            cures,
            payoffs: payoff::read(contract),
            fees: payoff::is_for_money(contract),
        }
    }

    pub fn readings(&self) -> Vec<Reading> {
        let mut all: Vec<Reading> = self.initial.iter().map(|one| one.reading(self)).collect();
        all.extend(self.renewals.iter().map(Renewal::reading));
        all.extend(self.exits.iter().map(|exit| exit.reading(self)));
        all.extend(self.payoffs.iter().map(Payoff::reading));
        all
    }
}
