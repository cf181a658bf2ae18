//! Transfer of the contract. In: a contract. Out: [`Assignment`]: who may not assign it without
//! consent, who may, and what a change of control does.

mod control;
mod key_terms;
mod right;
mod transfer;

use serde::Serialize;

use super::{FieldKind, FieldSchema, Reading, TermSchema, actor};
use crate::contract::Contract;

pub use control::{ChangeOfControl, ChangeOfControlSheet};
pub use right::TransferRight;
pub use transfer::TransferBan;

const EFFECT: FieldKind = FieldKind::Word(&[
    ("termination", "termination"),
    ("assignment", "a transfer that needs consent"),
    ("permission", "a transfer that is allowed"),
    ("notice", "notice"),
    ("other", "something else"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "assignment-ban",
        name: "a limit on assignment",
        fields: &[
            FieldSchema::new("bound", FieldKind::Bound, "says who may not assign"),
            FieldSchema::new("alone", FieldKind::Flag, "leaves the other party free to assign"),
            FieldSchema::new("consent", FieldKind::Flag, "allows it with consent"),
            FieldSchema::new("reasonable", FieldKind::Flag, "says that consent may not be unreasonably withheld"),
            FieldSchema::new("sanction", FieldKind::Flag, "says only what an attempt brings about"),
            FieldSchema::new("succession", FieldKind::Flag, "excepts affiliates or a sale of the business"),
            FieldSchema::new("subject", FieldKind::Anchor, "names the one who may not"),
            FieldSchema::new("consent-word", FieldKind::Anchor, "asks for consent"),
            FieldSchema::new("giver", FieldKind::Anchor, "says who consents"),
            FieldSchema::new("whole", FieldKind::Anchor, "limits assignment"),
            FieldSchema::new("not", FieldKind::Anchor, "forbids it"),
            FieldSchema::new(
                "shape",
                FieldKind::Word(&[("active", "active"), ("passive", "passive"), ("other", "in other words")]),
                "says in which form",
            ),
        ],
    },
    TermSchema {
        term: "assignment-right",
        name: "a right to assign",
        fields: &[
            FieldSchema::new("holder", FieldKind::Bound, "says who may assign"),
            FieldSchema::new("free", FieldKind::Flag, "lets it assign to anybody"),
            FieldSchema::new("alone", FieldKind::Flag, "gives the other party no such right"),
            FieldSchema::new("subject", FieldKind::Anchor, "names the one who may"),
        ],
    },
    TermSchema {
        term: "change-of-control",
        name: "a clause on change of control",
        fields: &[
            FieldSchema::new("effect", EFFECT, "says what it does"),
            FieldSchema::new("holder", FieldKind::Bound, "says who may act on it"),
            FieldSchema::new("competitor", FieldKind::Flag, "keeps to competitors"),
            FieldSchema::new("event", FieldKind::Anchor, "names the change of control"),
        ],
    },
];

#[derive(Clone, Debug, Default)]
pub struct Assignment {
    pub bans: Vec<TransferBan>,
    pub rights: Vec<TransferRight>,
    pub control: Vec<ChangeOfControl>,
}

impl Assignment {
    pub fn read(contract: &Contract) -> Self {
        let bans = transfer::read(contract);
        let rights = right::read(contract);
        Self { control: control::read(contract), rights: right::settle(rights, &bans), bans: transfer::settle(bans) }
    }

    pub fn readings(&self) -> Vec<Reading> {
        let bans = self.bans.iter().map(TransferBan::reading);
        bans.chain(self.rights.iter().map(TransferRight::reading))
            .chain(self.control.iter().map(ChangeOfControl::reading))
            .collect()
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let restricts = actor::union(self.bans.iter().map(|ban| ban.bound));
        let quote = self.bans.iter().find(|ban| Some(ban.bound) == restricts).or(self.bans.first());
        Sheet {
            restricts: actor::word(restricts),
            quote: quote.filter(|_| restricts.is_some()).map(|ban| contract.quote(ban.span).to_owned()),
        }
    }

    pub fn change_of_control_sheet(&self, contract: &Contract) -> ChangeOfControlSheet {
        control::sheet(contract, &self.control)
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "vendor", "customer", "both" or "none".
    pub restricts: &'static str,
    pub quote: Option<String>,
}
