//! In: a contract. Out: [`Disputes`]: where disputes are settled, by whom, at whose cost, and
//! without what: arbitration, courts, steps before them, waivers of a jury or of a class.

mod arbitration;
mod fees;
mod forum;
mod ladder;
mod waiver;

use serde::Serialize;

use super::law::{GoverningLaw, Region};
use super::{FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, key_term, wording};
use crate::contract::Contract;

pub use arbitration::Arbitration;
pub use fees::FeeShift;
pub use forum::Forum;
pub use ladder::Step;
pub use waiver::{Waived, Waiver};

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "arbitration",
        name: "an arbitration clause",
        fields: &[
            FieldSchema::new("binding", FieldKind::Flag, "makes it binding"),
            FieldSchema::new("region", FieldKind::Word(Region::WORDS), "says where"),
            FieldSchema::new("chooser", FieldKind::Bound, "says who alone chooses it"),
            FieldSchema::new("courts-open", FieldKind::Flag, "leaves the courts open for unpaid sums"),
        ],
    },
    TermSchema {
        term: "waiver-of-process",
        name: "a waiver of a jury or class",
        fields: &[
            FieldSchema::new(
                "waived",
                FieldKind::Word(&[("jury", "a trial by jury"), ("class", "joining a class action")]),
                "says what is waived",
            ),
            FieldSchema::new("by", FieldKind::Bound, "says who waives it"),
        ],
    },
    TermSchema {
        term: "forum",
        name: "a choice of courts",
        fields: &[
            FieldSchema::new("region", FieldKind::Word(Region::WORDS), "says where"),
            FieldSchema::new("exclusive", FieldKind::Flag, "shuts out other courts"),
            FieldSchema::new("chooser", FieldKind::Bound, "says who alone is bound to it"),
            FieldSchema::new("home", FieldKind::Bound, "says at whose seat"),
            FieldSchema::new("elsewhere", FieldKind::Flag, "lies elsewhere than where the governing law is from"),
            FieldSchema::new("place", FieldKind::Anchor, "names the courts"),
        ],
    },
    TermSchema {
        term: "legal-costs",
        name: "a word on legal costs",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays them"),
            FieldSchema::new("winner", FieldKind::Flag, "gives them to whoever wins"),
            FieldSchema::new("subject", FieldKind::Anchor, "says who pays them"),
        ],
    },
    TermSchema {
        term: "escalation",
        name: "steps before a court",
        fields: &[FieldSchema::new(
            "step",
            FieldKind::Word(&[("talks", "talks between the parties"), ("mediation", "mediation")]),
            "says which step",
        )],
    },
];

#[derive(Clone, Debug, Default)]
pub struct Disputes {
    pub arbitration: Vec<Arbitration>,
    pub waivers: Vec<Waiver>,
    pub forums: Vec<Forum>,
    pub costs: Vec<FeeShift>,
    pub steps: Vec<Step>,
}

impl Disputes {
    pub fn read(contract: &Contract, law: &GoverningLaw) -> Self {
        Self {
            arbitration: arbitration::read(contract),
            waivers: waiver::read(contract),
            forums: forum::read(contract, law),
            costs: fees::read(contract),
            steps: ladder::read(contract),
        }
    }

    pub fn readings(&self) -> Vec<Reading> {
        let mut all: Vec<Reading> = self.arbitration.first().map(Arbitration::reading).into_iter().collect();
        if let Some(first) = all.first_mut() {
            // The other sentences say how it goes on.
            first.evidence = self.arbitration.iter().skip(1).map(|one| one.passage.span).collect();
        }
        all.extend(self.waivers.iter().map(Waiver::reading));
        all.extend(self.forums.iter().map(Forum::reading));
        all.extend(self.costs.iter().map(FeeShift::reading));
        all.extend(self.steps.iter().map(Step::reading));
        all
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let mut lines = KeyTerm::or_not_stated("Courts", self.courts());
        let arbitration = self.arbitration.iter().take(1).map(|one| one.passage.key_term("Arbitration", one.phrase()));
        lines.extend(KeyTerm::or_not_stated("Arbitration", arbitration.collect()));
        lines.extend(
            self.steps.iter().take(1).map(|step| step.passage.key_term("Before a dispute goes on", step.phrase())),
        );
        lines.extend(self.waivers.iter().map(|waiver| {
            let who = wording::subject(contract, waiver.by);
            waiver.passage.key_term(waiver.waived.title(), format!("Waived by {}", lowered(&who)))
        }));
        lines.extend(self.costs.iter().map(|costs| costs.passage.key_term("Legal costs", costs.phrase(contract))));
        lines
    }

    fn courts(&self) -> Vec<KeyTerm> {
        key_term::settle(self.forums.iter().map(|forum| forum.passage.key_term("Courts", forum.phrase())).collect())
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let jury = self.waivers.iter().find(|waiver| waiver.waived == Waived::Jury);
        let span = self.arbitration.first().map(|one| one.passage.span).or(jury.map(|waiver| waiver.passage.span));
        Sheet {
            arbitration: !self.arbitration.is_empty(),
            jury_waiver: jury.is_some(),
            quote: span.map(|span| contract.quote(span).to_owned()),
        }
    }
}

/// "Each party" inside a sentence; names stay as they are.
fn lowered(who: &str) -> String {
    match who {
        "Each party" => "each party".to_owned(),
        other if other.starts_with("The ") => format!("the {}", &other[4..]),
        other => other.to_owned(),
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub arbitration: bool,
    pub jury_waiver: bool,
    pub quote: Option<String>,
}
