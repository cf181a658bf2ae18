//! Liability: whose liability is capped at what, what stands outside the cap, who is spared
//! indirect and consequential loss.

use super::{Reading, TermSchema};
use crate::contract::Contract;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[];

#[derive(Clone, Debug, Default)]
pub struct Liability {}

impl Liability {
    pub fn readings(&self) -> Vec<Reading> {
        Vec::new()
    }
}

pub fn read(contract: &Contract) -> Liability {
    let _ = contract;
    Liability::default()
}
