//! Payment: who pays whom within how many days of what, interest on late payment, set-off.

use serde::Serialize;

use super::{FieldKind, FieldSchema, Reading, TermSchema};
use crate::contract::Contract;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "payment",
        name: "a payment term",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays"),
            FieldSchema::new("days", FieldKind::Duration, "says how long"),
            FieldSchema::new(
                "from",
                FieldKind::Word(&[
                    ("receipt", "receipt of the invoice"),
                    ("invoice-date", "the date of the invoice"),
                    ("acceptance", "acceptance"),
                    ("month-end", "the end of the month"),
                ]),
                "says from when the days count",
            ),
        ],
    },
    TermSchema {
        term: "late-interest",
        name: "a remedy for late payment",
        fields: &[FieldSchema::new("payer", FieldKind::Bound, "says who pays it")],
    },
];

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
