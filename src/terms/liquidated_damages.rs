//! In: a contract. Out: [`LiquidatedDamages`]: sums agreed beforehand for a breach or delay.

use serde::Serialize;

use super::{KeyTerm, Reading, TermSchema};
use crate::contract::Contract;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[];

#[derive(Clone, Debug, Default)]
pub struct LiquidatedDamages {}

impl LiquidatedDamages {
    pub fn read(_contract: &Contract) -> Self {
        Self::default()
    }

    pub fn readings(&self) -> Vec<Reading> {
        Vec::new()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, _contract: &Contract) -> Vec<KeyTerm> {
        Vec::new()
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, _contract: &Contract) -> Sheet {
        Sheet {}
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {}
