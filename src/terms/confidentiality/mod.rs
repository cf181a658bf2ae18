//! Confidentiality. In: a contract. Out: [`Confidentiality`]: who keeps whose information, for how
//! long, and with which exceptions.

mod aside;
mod duration;
mod duty;
mod exceptions;
mod key_terms;

use serde::Serialize;

use super::{Bound, FieldKind, FieldSchema, Reading, TermSchema, actor};
use crate::contract::Contract;
use crate::facts::Duration;
use crate::span::Span;

pub use aside::Aside;
pub use duration::Lasting;
pub use duty::ConfidentialityDuty;
pub use exceptions::Exceptions;

const LASTING: FieldKind =
    FieldKind::Word(&[("perpetual", "without end"), ("term", "for a time"), ("unstated", "not stated")]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "confidentiality",
        name: "a duty of confidentiality",
        fields: &[
            FieldSchema::new("bound", FieldKind::Bound, "says who keeps it"),
            FieldSchema::new("lasting", LASTING, "says how long it lasts"),
            FieldSchema::new("duration", FieldKind::Duration, "says how long it lasts"),
            FieldSchema::new("alone", FieldKind::Flag, "leaves the other side's information unprotected"),
            FieldSchema::new("subject", FieldKind::Anchor, "names the one who keeps it"),
        ],
    },
    TermSchema {
        term: "confidentiality-period",
        name: "how long confidentiality lasts",
        fields: &[
            FieldSchema::new("lasting", LASTING, "says how long it lasts"),
            FieldSchema::new("duration", FieldKind::Duration, "says how long it lasts"),
            FieldSchema::new("secrets", FieldKind::Flag, "keeps trade secrets for longer"),
            FieldSchema::new("only", FieldKind::Flag, "is all that is said on how long"),
            FieldSchema::new("adverb", FieldKind::Flag, "says so in a word of its own"),
            FieldSchema::new("bound", FieldKind::Bound, "says who keeps it"),
            FieldSchema::new("words", FieldKind::Anchor, "says how long it lasts"),
        ],
    },
    TermSchema {
        term: "confidentiality-exceptions",
        name: "what confidentiality does not cover",
        fields: &[
            FieldSchema::new("bound", FieldKind::Bound, "says who keeps it"),
            FieldSchema::new("any", FieldKind::Flag, "excepts some information"),
            FieldSchema::new("complete", FieldKind::Flag, "has all the usual exceptions"),
            FieldSchema::new("compelled", FieldKind::Flag, "lets the law be obeyed"),
            FieldSchema::new("missing", USUAL, "lacks usual exceptions"),
        ],
    },
    TermSchema { term: "unmarked-information", name: "information that need not be marked", fields: UNMARKED },
    TermSchema { term: "return-of-information", name: "a duty to return or destroy", fields: RETURN },
    TermSchema { term: "residuals", name: "a right to use what is remembered", fields: ASIDE },
    TermSchema { term: "marked-information", name: "one side's information that must be marked", fields: ASIDE },
    TermSchema { term: "training-on-information", name: "a right to train models", fields: ASIDE },
    TermSchema { term: "injunction-without-bond", name: "an injunction without a bond", fields: ASIDE },
];

const USUAL: FieldKind = FieldKind::Words(&[
    ("public", "information that is or becomes public without a breach"),
    ("known", "information that the recipient already knew"),
    ("received", "information that the recipient rightfully received from a third party"),
    ("independent", "information that the recipient independently developed"),
]);

const ASIDE: &[FieldSchema] = &[
    FieldSchema::new("whose", FieldKind::Bound, "says whose it is"),
    FieldSchema::new("words", FieldKind::Anchor, "says so"),
];

const UNMARKED: &[FieldSchema] = &[
    FieldSchema::new("whose", FieldKind::Bound, "says whose it is"),
    FieldSchema::new("apart", FieldKind::Flag, "says so by itself"),
    FieldSchema::new("words", FieldKind::Anchor, "says so"),
];

const RETURN: &[FieldSchema] = &[
    FieldSchema::new("whose", FieldKind::Bound, "says who gives back"),
    FieldSchema::new("archive", FieldKind::Flag, "lets some copies be kept"),
    FieldSchema::new("words", FieldKind::Anchor, "asks for them"),
];

/// Everything that the contract says about confidentiality.
#[derive(Clone, Debug, Default)]
pub struct Confidentiality {
    pub duties: Vec<ConfidentialityDuty>,
    /// Everything that is said on how long it lasts, in document order.
    pub lasting: Vec<Lasting>,
    pub exceptions: Exceptions,
    pub asides: Vec<Aside>,
}

impl Confidentiality {
    pub fn read(contract: &Contract) -> Self {
        let duties = duty::read(contract);
        let lasting = duration::read(contract, &duties);
        let bound = actor::union(duties.iter().map(|duty| duty.bound));
        Self {
            lasting,
            exceptions: Exceptions::read(contract, &duties),
            asides: aside::read(contract, &duties, bound),
            duties,
        }
    }

    /// Whom all duties bind together.
    pub fn bound(&self) -> Option<Bound> {
        actor::union(self.duties.iter().map(|duty| duty.bound))
    }

    /// How long it lasts on the whole: a stated time before "without end", which then is for trade
    /// secrets and the like.
    pub fn period(&self) -> Option<&Lasting> {
        let timed = self.lasting.iter().filter(|lasting| lasting.duration.is_some());
        let longest = timed.max_by(|one, two| days(one).total_cmp(&days(two)));
        longest.or_else(|| self.lasting.first())
    }

    pub fn readings(&self) -> Vec<Reading> {
        let period = self.period();
        let bound = self.bound().unwrap_or(Bound::Unclear);
        // That both keep the terms of the deal quiet protects nobody's information.
        let informed = actor::union(self.duties.iter().filter(|duty| duty.information).map(|duty| duty.bound));
        let alone = matches!(informed.unwrap_or(bound), Bound::Side(_));
        let duties = self.duties.iter().map(|duty| duty.reading(period, alone));
        // The time that is set for one side's duty is none for the other side's.
        let like = |one: &Lasting, two: &Lasting| one.bound == two.bound || one.bound.is_none() || two.bound.is_none();
        let only = |at: usize, one: &Lasting| {
            let alike = self.lasting.iter().enumerate().filter(|(_, two)| like(one, two));
            alike.into_iter().all(|(place, two)| two.duration.is_none() && place >= at)
        };
        let lasting = self.lasting.iter().enumerate().map(|(at, one)| one.reading(bound, only(at, one)));
        // Where only the terms of the deal are kept quiet, there is nothing to except.
        let exceptions =
            self.duties.iter().find(|duty| duty.information).map(|duty| self.exceptions.reading(bound, duty));
        duties
            .chain(lasting)
            .chain(exceptions)
            .chain(self.exceptions.barred_reading())
            .chain(self.asides.iter().map(Aside::reading))
            .collect()
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let bound = self.bound();
        let period = self.period().filter(|_| bound.is_some());
        let quoted = self.duties.iter().find(|duty| Some(duty.bound) == bound).or(self.duties.first());
        Sheet {
            binds: actor::word(bound),
            duration: period.map(|period| if period.duration.is_some() { "term" } else { "perpetual" }),
            years: period.and_then(|period| period.duration).map(|(duration, _)| years(duration)),
            quote: quoted.filter(|_| bound.is_some()).map(|duty| contract.quote(duty.span).to_owned()),
        }
    }
}

fn days(lasting: &Lasting) -> f64 {
    lasting.duration.map_or(0.0, |(duration, _): (Duration, Span)| duration.days())
}

fn years(duration: Duration) -> f64 {
    (duration.months() / 12.0 * 100.0).round() / 100.0
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "both", "vendor", "customer" or "none".
    pub binds: &'static str,
    /// "perpetual" or "term".
    pub duration: Option<&'static str>,
    pub years: Option<f64>,
    pub quote: Option<String>,
}
