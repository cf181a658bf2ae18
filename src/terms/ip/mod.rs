//! In: a contract. Out: [`Ip`]: who owns what is made and what was there before, when it passes,
//! which licences last for ever, and what authors give up.

mod assignment;
mod author;
mod key_terms;
mod licence;
mod matter;
mod moment;
mod ownership;
mod sheet;
mod title;

use super::{Bound, FieldKind, FieldSchema, Payment, Reading, TermSchema, record};
use crate::contract::Contract;

pub use assignment::Assignment;
pub use author::{MoralRights, WorkForHire};
pub use licence::PerpetualLicence;
pub use matter::Matter;
pub use moment::Moment;
pub use ownership::Ownership;
pub use sheet::Sheet;
pub use title::Untitled;

const MATTER: FieldKind = FieldKind::Word(&[
    ("work", "what is made for the job"),
    ("background", "what was there before"),
    ("improvements", "improvements"),
    ("feedback", "feedback"),
    ("marks", "names and marks"),
    ("product", "the product or service itself"),
    ("data", "data"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "ip-assignment",
        name: "an assignment of rights",
        fields: &[
            FieldSchema::new("from", FieldKind::Bound, "says who gives the rights away"),
            FieldSchema::new("to", FieldKind::Bound, "says who gets them"),
            FieldSchema::new("matter", MATTER, "says what passes"),
            FieldSchema::new(
                "moment",
                FieldKind::Word(&[
                    ("creation", "at once"),
                    ("payment", "on payment"),
                    ("promise", "when it is asked for"),
                    ("event", "on another event"),
                ]),
                "says when the rights pass",
            ),
            FieldSchema::new("promised", FieldKind::Flag, "needs another act to pass them"),
            FieldSchema::new("verb", FieldKind::Anchor, "passes the rights"),
            FieldSchema::new("created", FieldKind::Anchor, "lets them pass on creation"),
            FieldSchema::new(
                "voice",
                FieldKind::Word(&[
                    ("active", "a party assigns"),
                    ("passive", "a right is assigned"),
                    ("plural", "rights are assigned"),
                ]),
                "says it in which voice",
            ),
            FieldSchema::new("licensed-back", FieldKind::Flag, "grants a licence as well"),
            FieldSchema::new("background", FieldKind::Anchor, "sweeps in what was there before"),
            FieldSchema::new("concepts", FieldKind::Anchor, "takes in concepts and drafts"),
            FieldSchema::new(
                "secured",
                FieldKind::Flag,
                "stands in a contract under which late payment costs interest",
            ),
        ],
    },
    TermSchema {
        term: "ip-ownership",
        name: "a statement of ownership",
        fields: &[
            FieldSchema::new("owner", FieldKind::Bound, "says who owns it"),
            FieldSchema::new("matter", MATTER, "says what is owned"),
            FieldSchema::new("kept", FieldKind::Flag, "keeps what the owner had already"),
            FieldSchema::new("joint", FieldKind::Flag, "makes both parties owners"),
            FieldSchema::new("paid", FieldKind::Flag, "lets ownership begin with payment"),
            FieldSchema::new("background", FieldKind::Anchor, "sweeps in what was there before"),
            FieldSchema::new("accounting", FieldKind::Flag, "says what each owner may do alone"),
            FieldSchema::new("own", FieldKind::Anchor, "makes the party before it the owner"),
            FieldSchema::new("held", FieldKind::Anchor, "makes the party after it the owner"),
            FieldSchema::new("verb", FieldKind::Anchor, "says that it is owned"),
            FieldSchema::new(
                "secured",
                FieldKind::Flag,
                "stands in a contract under which late payment costs interest",
            ),
        ],
    },
    TermSchema {
        term: "work-for-hire",
        name: "a work made for hire",
        fields: &[
            FieldSchema::new("backed", FieldKind::Flag, "adds an assignment for what the law does not give by itself"),
            FieldSchema::new("phrase", FieldKind::Anchor, "makes it a work for hire"),
        ],
    },
    TermSchema {
        term: "moral-rights-waiver",
        name: "a waiver of moral rights",
        fields: &[
            FieldSchema::new("by", FieldKind::Bound, "says who waives"),
            FieldSchema::new("verb", FieldKind::Anchor, "waives"),
            FieldSchema::new("credited", FieldKind::Flag, "promises a credit"),
        ],
    },
    TermSchema {
        term: "perpetual-licence",
        name: "a licence for ever",
        fields: &[
            FieldSchema::new("granted-by", FieldKind::Bound, "says who grants it"),
            FieldSchema::new("perpetual", FieldKind::Anchor, "makes it last for ever"),
            FieldSchema::new("licence", FieldKind::Anchor, "names the licence"),
            FieldSchema::new("paid", FieldKind::Flag, "ties it to payment"),
            FieldSchema::new("narrow", FieldKind::Flag, "goes no further than what is built into the work"),
        ],
    },
    TermSchema {
        term: "work-title",
        name: "an owner of the work",
        fields: &[
            FieldSchema::new("stated", FieldKind::Flag, "says who owns what is made"),
            FieldSchema::new("duty", FieldKind::Anchor, "has work made and names no owner"),
        ],
    },
];

#[derive(Clone, Debug, Default)]
pub struct Ip {
    /// Rights that pass, in document order.
    pub assignments: Vec<Assignment>,
    /// Who owns or keeps what.
    pub ownership: Vec<Ownership>,
    pub work_for_hire: Vec<WorkForHire>,
    pub moral_rights: Vec<MoralRights>,
    pub licences: Vec<PerpetualLicence>,
    /// The duty to make something that nobody is said to own.
    pub untitled: Option<Untitled>,
}

impl Ip {
    pub fn read(contract: &Contract) -> Self {
        let assignments = assignment::read(contract);
        let mut ownership = ownership::read(contract);
        // "On payment the copyright is assigned as follows: you own …"
        for one in &mut ownership {
            let passes = |other: &Assignment| other.to == one.owner || other.to == Bound::Unclear;
            one.paid |= assignments.iter().any(|other| other.moment == Moment::Payment && passes(other));
        }
        let work_for_hire = author::works_for_hire(contract, &assignments);
        Self {
            untitled: title::untitled(contract, &assignments, &ownership, &work_for_hire),
            ownership,
            work_for_hire,
            moral_rights: author::moral_rights(contract),
            licences: licence::read(contract),
            assignments,
        }
    }

    /// `payment` tells whether the vendor has another hold on what it is owed than the rights.
    pub fn readings(&self, payment: &Payment) -> Vec<Reading> {
        let mut all: Vec<Reading> = self.assignments.iter().map(Assignment::reading).collect();
        all.extend(self.ownership.iter().map(Ownership::reading));
        let secured = payment.late_costs_interest();
        all.iter_mut().for_each(|reading| reading.fields.push(record::flag("secured", secured, None)));
        all.extend(self.work_for_hire.iter().map(WorkForHire::reading));
        all.extend(self.moral_rights.iter().map(MoralRights::reading));
        all.extend(self.licences.iter().map(PerpetualLicence::reading));
        all.extend(self.untitled.iter().map(Untitled::reading));
        all
    }
}
