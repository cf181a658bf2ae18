//! A reading as the rules see it: a record of named fields, each with its value and its words.

use crate::facts::{Duration, Side};
use crate::outline::ClauseId;
use crate::span::Span;

/// Whom a term binds, pays or protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    Side(Side),
    /// Each party alike.
    Both,
    /// The text does not tell; never guessed.
    Unclear,
}

#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    Bound(Bound),
    Duration(Duration),
    Money {
        amount: f64,
        currency: Option<&'static str>,
    },
    Percent(f64),
    Multiple(f64),
    Number(f64),
    /// One of a closed set of words ("receipt", "capped").
    Word(&'static str),
    /// Several of a closed set ("indemnity", "fraud").
    Words(Vec<&'static str>),
    Flag(bool),
    /// A place in the text that an edit can take hold of; it has a span and no value.
    Anchor,
}

/// One named field of a reading. Names are kebab-case and the same ones that a rule's `where`
/// and a ladder's `edit` use.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: &'static str,
    pub value: FieldValue,
    pub span: Option<Span>,
}

/// One thing that the contract says, or that it was found not to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What kind of term: "payment", "late-interest", "cap", "indemnity" …; a rule's `term`.
    pub term: &'static str,
    /// The operative words; none where the document is silent.
    pub span: Option<Span>,
    /// The clause it stands in, or the one it belongs in where it is missing.
    pub clause: Option<ClauseId>,
    /// 0 to 1.
    pub confidence: f32,
    pub fields: Vec<Field>,
    /// Further words that bear on it (a definition followed, the cap of another section).
    pub evidence: Vec<Span>,
}

impl Reading {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
