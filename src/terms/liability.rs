//! Liability: whose liability is capped at what, what stands outside the cap, who is spared
//! indirect and consequential loss.

use serde::Serialize;

use super::{Reading, TermSchema};
use crate::contract::Contract;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[];

#[derive(Clone, Debug, Default)]
pub struct Liability {}

/// The part of the fact sheet on liability.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {}

impl Liability {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let _ = contract;
        Sheet::default()
    }

    pub fn readings(&self) -> Vec<Reading> {
        Vec::new()
    }
}

pub fn read(contract: &Contract) -> Liability {
    let _ = contract;
    Liability::default()
}
