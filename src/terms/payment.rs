//! Payment: who pays whom within how many days of what, interest on late payment, set-off.

use super::Reading;
use crate::contract::Contract;

#[derive(Clone, Debug, Default)]
pub struct Payment {}

impl Payment {
    pub fn readings(&self) -> Vec<Reading> {
        Vec::new()
    }
}

pub fn read(contract: &Contract) -> Payment {
    let _ = contract;
    Payment::default()
}
