//! Shorthand for records. In: typed values with their words. Out: [`Field`]s.

use crate::facts::Duration;
use crate::span::Span;
use crate::terms::{Bound, Field, FieldValue};

pub fn bound(name: &'static str, bound: Bound, span: Option<Span>) -> Field {
    Field { name, value: FieldValue::Bound(bound), span }
}

pub fn duration(name: &'static str, duration: Duration, span: Option<Span>) -> Field {
    Field { name, value: FieldValue::Duration(duration), span }
}

pub fn word(name: &'static str, word: &'static str, span: Option<Span>) -> Field {
    Field { name, value: FieldValue::Word(word), span }
}

/// A yes or no; the words that make it a yes, where there are any.
pub fn flag(name: &'static str, holds: bool, span: Option<Span>) -> Field {
    Field { name, value: FieldValue::Flag(holds), span }
}

/// A place for an edit, where the clause has one.
pub fn anchor(name: &'static str, span: Option<Span>) -> Option<Field> {
    span.map(|span| Field { name, value: FieldValue::Anchor, span: Some(span) })
}
