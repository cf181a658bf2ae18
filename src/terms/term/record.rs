//! The term and its end as rules see them. In: typed readings. Out: [`Reading`]s of the fields in [`SCHEMA`].

use super::exit::Part;
use super::ground::Ground;
use super::{Exit, Initial, Payoff, Renewal, Term};
use crate::facts::Side;
use crate::span::Span;
use crate::terms::Bound;
use crate::terms::record::{anchor, bound, duration, flag, word};
use crate::terms::{Field, FieldKind, FieldSchema, Reading, TermSchema};

const MANNER: FieldKind = FieldKind::Word(&[
    ("automatic", "by itself"),
    ("option", "at one party's option"),
    ("agreed", "when both parties agree"),
]);
const GROUND: FieldKind = FieldKind::Word(&[
    ("convenience", "no ground"),
    ("breach", "a breach"),
    ("insolvency", "insolvency"),
    ("change-of-control", "a change of control"),
    ("event", "an event that the clause names"),
]);
const PAYS: FieldKind = FieldKind::Word(&[
    ("accrued", "what was earned before"),
    ("costs", "costs that cannot be undone"),
    ("fee", "a fee for ending early"),
    ("remaining", "what would have fallen due later"),
    ("kept", "a deposit that is kept"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "initial-term",
        name: "the length of the contract",
        fields: &[
            FieldSchema::new("length", FieldKind::Duration, "says how long the contract runs"),
            FieldSchema::new("until", FieldKind::Anchor, "says on which day it ends"),
            FieldSchema::new("exit", FieldKind::Flag, "can be cut short by the customer for convenience"),
        ],
    },
    TermSchema {
        term: "renewal",
        name: "a renewal",
        fields: &[
            FieldSchema::new("manner", MANNER, "says how the contract goes on"),
            FieldSchema::new("by", FieldKind::Bound, "says who can renew it, or stop the renewal"),
            FieldSchema::new("length", FieldKind::Duration, "says for how long"),
            FieldSchema::new("notice", FieldKind::Duration, "says how long before the end it must be stopped"),
            FieldSchema::new("reminder", FieldKind::Flag, "asks for a reminder"),
            FieldSchema::new("dated", FieldKind::Flag, "names the day of the year by which it must be stopped"),
            FieldSchema::new("priced", FieldKind::Flag, "says what the new term costs"),
            FieldSchema::new("automatic", FieldKind::Anchor, "makes it happen by itself"),
        ],
    },
    TermSchema {
        term: "termination",
        name: "a right to end the contract",
        fields: &[
            FieldSchema::new("by", FieldKind::Bound, "says who may end it"),
            FieldSchema::new("ground", GROUND, "says on which ground"),
            FieldSchema::new("notice", FieldKind::Duration, "says on how much notice"),
            FieldSchema::new("at-once", FieldKind::Flag, "ends it at once"),
            FieldSchema::new("cure", FieldKind::Duration, "gives time to put things right"),
            FieldSchema::new("curable", FieldKind::Flag, "speaks of putting things right"),
            FieldSchema::new("immediate", FieldKind::Flag, "gives no time to put a breach right"),
            FieldSchema::new("material", FieldKind::Flag, "asks for a material breach"),
            FieldSchema::new("part", FieldKind::Flag, "ends a part of the work only"),
            FieldSchema::new("incurable", FieldKind::Flag, "is for what cannot be put right"),
            FieldSchema::new("grave", FieldKind::Flag, "is for fraud or grave misconduct"),
            FieldSchema::new("conditional", FieldKind::Flag, "holds only where something else holds"),
            FieldSchema::new("payment", FieldKind::Flag, "is for a failure to pay"),
            FieldSchema::new("answered", FieldKind::Flag, "has its like on the other side"),
            FieldSchema::new("kill-fee", FieldKind::Flag, "comes with a fee or a share of what is left to pay"),
            FieldSchema::new("paid", FieldKind::Flag, "comes with payment for the work done"),
            FieldSchema::new("fees", FieldKind::Flag, "stands in a contract under which somebody is paid"),
            FieldSchema::new("unequal", FieldKind::Flag, "gives less time to cure than the other side has"),
            FieldSchema::new("competitor", FieldKind::Flag, "is for a competitor only"),
            FieldSchema::new(
                "breach",
                FieldKind::Word(&[("noun", "a breach"), ("verb", "a failure"), ("none", "in other words")]),
                "names the breach",
            ),
            FieldSchema::new("addressee", FieldKind::Anchor, "says who is told"),
            FieldSchema::new("notice-word", FieldKind::Anchor, "asks for notice without saying how long"),
            FieldSchema::new("control", FieldKind::Anchor, "names the change of control"),
            FieldSchema::new("permission", FieldKind::Anchor, "gives the right"),
        ],
    },
    TermSchema {
        term: "early-end-payment",
        name: "a payment when the contract ends early",
        fields: &[
            FieldSchema::new("payer", FieldKind::Bound, "says who pays it"),
            FieldSchema::new("what", PAYS, "says what is paid"),
        ],
    },
];

fn reading(term: &'static str, clause: crate::outline::ClauseId, span: Span, fields: Vec<Option<Field>>) -> Reading {
    Reading {
        term,
        span: Some(span),
        clause: Some(clause),
        confidence: 0.85,
        fields: fields.into_iter().flatten().collect(),
        evidence: Vec::new(),
    }
}

impl Initial {
    pub fn reading(&self, term: &Term) -> Reading {
        let leaves = |exit: &Exit| exit.by == Bound::Both || exit.by.is(Side::Customer);
        let exit = term.convenience().any(|exit| leaves(exit) && !exit.part);
        let fields = vec![
            Some(duration("length", self.length, self.length_span)),
            anchor("until", self.until),
            Some(flag("exit", exit, None)),
        ];
        reading("initial-term", self.clause, self.span, fields)
    }
}

impl Renewal {
    pub fn reading(&self) -> Reading {
        let fields = vec![
            Some(word("manner", self.manner.word(), self.manner_span)),
            Some(bound("by", self.by, self.by_span)),
            self.length.map(|(length, span)| duration("length", length, span)),
            self.notice.map(|(length, span)| duration("notice", length, Some(span))),
            Some(flag("reminder", self.reminder, None)),
            Some(flag("dated", self.dated, None)),
            Some(flag("priced", self.priced, None)),
            anchor("automatic", self.manner_span),
        ];
        reading("renewal", self.clause, self.span, fields)
    }
}

/// What the rest of the document says that bears on a right to end it.
struct Beside {
    /// The other side may end it too, for convenience.
    answered: bool,
    /// The customer pays for the work done when it ends early.
    paid: bool,
    /// The other side is given longer to cure.
    unequal: bool,
}

impl Beside {
    fn of(exit: &Exit, term: &Term) -> Self {
        let others = || term.exits.iter().filter(|other| other.by == exit.by.opposite() || other.by == Bound::Both);
        let cure = |exit: &Exit| exit.cure.map(|(length, _)| length.days());
        let longer = |other: &Exit| other.ground == Ground::Breach && cure(other) > cure(exit);
        Self {
            answered: exit.by == Bound::Both
                || others().any(|other| other.ground == Ground::None && (!other.part || exit.part)),
            paid: term.payoffs.iter().any(|payoff| !payoff.payer.is(Side::Vendor)),
            unequal: exit.ground == Ground::Breach
                && exit.cure.is_some()
                && exit.by != Bound::Both
                && others().any(longer),
        }
    }
}

impl Exit {
    pub fn reading(&self, term: &Term) -> Reading {
        let beside = Beside::of(self, term);
        let fields = vec![
            Some(bound("by", self.by, self.by_span)),
            Some(word("ground", self.ground.word(), self.ground_span)),
            self.notice.map(|(length, span)| duration("notice", length, Some(span))),
            Some(flag("at-once", self.at_once.is_some(), self.at_once)),
            self.cure.map(|(length, span)| duration("cure", length, Some(span))),
            Some(flag("curable", self.curable, None)),
            Some(flag("immediate", self.is_immediate(), None)),
            Some(flag("material", self.material.is_some(), self.material)),
            Some(flag("part", self.part, None)),
            Some(flag("incurable", self.incurable.is_some(), self.incurable)),
            Some(flag("grave", self.grave, None)),
            Some(flag("conditional", self.conditional, None)),
            Some(flag("payment", self.payment, None)),
            Some(flag("answered", beside.answered, None)),
            Some(flag("kill-fee", self.kill_fee, None)),
            Some(flag("paid", beside.paid, None)),
            Some(flag("fees", term.fees, None)),
            Some(flag("unequal", beside.unequal, None)),
            Some(flag("competitor", self.competitor, None)),
            Some(self.breach.map_or(word("breach", "none", None), |(part, span)| {
                word("breach", if part == Part::Noun { "noun" } else { "verb" }, Some(span))
            })),
            anchor("addressee", self.addressee),
            anchor("notice-word", self.notice_word),
            anchor("control", self.control),
            anchor("permission", self.permission),
        ];
        reading("termination", self.clause, self.span, fields)
    }
}

impl Payoff {
    pub fn reading(&self) -> Reading {
        let fields = vec![Some(bound("payer", self.payer, None)), Some(word("what", self.what.word(), self.words))];
        reading("early-end-payment", self.clause, self.span, fields)
    }
}
