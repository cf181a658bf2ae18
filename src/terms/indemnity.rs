//! Indemnities: who covers whom against what, and whether the other side's use sets it off.

use serde::Serialize;

use super::{Liability, Reading, TermSchema};
use crate::contract::Contract;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[];

#[derive(Clone, Debug)]
pub struct Indemnity {}

/// One indemnity in the fact sheet.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {}

impl Indemnity {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let _ = contract;
        Sheet::default()
    }

    pub fn reading(&self) -> Reading {
        Reading {
            term: "indemnity",
            span: None,
            clause: None,
            confidence: 0.0,
            fields: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

pub fn read(contract: &Contract, liability: &Liability) -> Vec<Indemnity> {
    let _ = (contract, liability);
    Vec::new()
}
