//! In: a contract. Out: [`Warranty`]: what is promised of the work and for how long, what is promised
//! without any limit, and what is disclaimed.

mod anchor;
mod disclaimer;
mod key_terms;
mod period;
mod promise;
mod sheet;

use super::{FieldKind, FieldSchema, Reading, TermSchema};
use crate::contract::Contract;

pub use disclaimer::Disclaimer;
pub use period::WarrantyPeriod;
pub use promise::{Promise, Quality};
pub use sheet::Sheet;

const QUALITY: FieldKind = FieldKind::Word(&[
    ("non-infringement", "that nobody's rights are infringed"),
    ("perfection", "that nothing is wrong with it"),
    ("fitness", "that it is fit for the purpose"),
    ("conformity", "that it conforms to what was agreed"),
    ("care", "that it is done with care"),
    ("law", "that it complies with the law"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "warranty",
        name: "a warranty",
        fields: &[
            FieldSchema::new("by", FieldKind::Bound, "says who promises"),
            FieldSchema::new("quality", QUALITY, "says what is promised"),
            FieldSchema::new("qualified", FieldKind::Flag, "limits the promise"),
            FieldSchema::new("period", FieldKind::Duration, "says how long it holds"),
            FieldSchema::new("promise", FieldKind::Anchor, "promises it"),
            FieldSchema::new("fault", FieldKind::Anchor, "names the fault that there will not be"),
            FieldSchema::new("faultless", FieldKind::Anchor, "promises that there will be none"),
            FieldSchema::new("denial", FieldKind::Anchor, "denies any infringement"),
            FieldSchema::new("others-law", FieldKind::Anchor, "takes in the law of the other's business"),
        ],
    },
    TermSchema {
        term: "warranty-disclaimer",
        name: "a disclaimer of warranties",
        fields: &[
            FieldSchema::new("by", FieldKind::Bound, "says who promises nothing"),
            FieldSchema::new("whole", FieldKind::Flag, "leaves no warranty at all"),
            FieldSchema::new("phrase", FieldKind::Anchor, "disclaims"),
        ],
    },
    TermSchema {
        term: "warranty-period",
        name: "a warranty period",
        fields: &[FieldSchema::new("period", FieldKind::Duration, "says how long")],
    },
];

#[derive(Clone, Debug, Default)]
pub struct Warranty {
    pub promises: Vec<Promise>,
    pub disclaimers: Vec<Disclaimer>,
    pub periods: Vec<WarrantyPeriod>,
}

impl Warranty {
    pub fn read(contract: &Contract) -> Self {
        let promises = promise::read(contract);
        let mut disclaimers = disclaimer::read(contract);
        for one in disclaimers.iter_mut().filter(|one| one.whole) {
            one.whole = !promises.iter().any(|promise| one.leaves(promise));
        }
        Self { promises, disclaimers, periods: period::read(contract) }
    }

    pub fn readings(&self) -> Vec<Reading> {
        let mut all: Vec<Reading> = self.promises.iter().map(Promise::reading).collect();
        all.extend(self.disclaimers.iter().map(Disclaimer::reading));
        all.extend(self.periods.iter().map(WarrantyPeriod::reading));
        all
    }
}
