//! What was agreed. In: a [`Contract`]. Out: a [`TermSheet`]: typed readings with their evidence,
//! one file per topic. `review` judges them; it sees them as [`Reading`]s, records of named fields.

mod indemnity;
mod liability;
mod payment;
mod reading;
mod record;
mod schema;
mod scope;
mod sheet;
mod subject;

use crate::contract::Contract;

pub use indemnity::Indemnity;
pub use liability::Liability;
pub use payment::Payment;
pub use reading::{Bound, Field, FieldValue, Reading};
pub use schema::{FieldKind, FieldSchema, TermSchema, schema, term_schema};
pub use sheet::FactSheet;

#[derive(Clone, Debug, Default)]
pub struct TermSheet {
    pub payment: Payment,
    pub liability: Liability,
    pub indemnities: Vec<Indemnity>,
}

impl TermSheet {
    pub fn read(contract: &Contract) -> Self {
        let liability = liability::read(contract);
        let indemnities = indemnity::read(contract, &liability);
        Self { payment: Payment::read(contract), liability, indemnities }
    }

    /// Every reading, for the rules: what stands in the text, then what is missing from it.
    pub fn readings(&self) -> Vec<Reading> {
        let mut all = self.payment.readings();
        all.extend(self.liability.readings());
        all.extend(self.indemnities.iter().map(Indemnity::reading));
        all
    }
}
