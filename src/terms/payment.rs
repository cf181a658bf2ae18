//! Payment: who pays whom within how many days of what, interest on late payment, set-off.

use serde::Serialize;

use super::Reading;
use crate::contract::Contract;

#[derive(Clone, Debug, Default)]
pub struct Payment {}

/// The part of the fact sheet on payment.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {}

impl Payment {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let _ = contract;
        Sheet::default()
    }

    pub fn readings(&self) -> Vec<Reading> {
        Vec::new()
    }
}

pub fn read(contract: &Contract) -> Payment {
    let _ = contract;
    Payment::default()
}
