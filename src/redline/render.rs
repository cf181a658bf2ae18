//! Filling texts. In: a template and the scene (document, reading, position). Out: the text, with this
//! document's names and numbers.

use super::Voice;
use crate::contract::Contract;
use crate::facts::{Side, Value, write};
use crate::playbook::{Asked, Deal, Form, Param, PartyName, Piece, Template};
use crate::terms::{Bound, Field, FieldValue, Reading, TermSchema};

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Words for the contract itself, in its own manner.
    Draft,
    /// Words about the contract, for people.
    Explain,
}

/// Everything that a template can draw on.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub contract: &'a Contract,
    pub voice: &'a Voice,
    pub reading: &'a Reading,
    pub schema: &'a TermSchema,
    pub params: &'a [Param],
    pub side: Side,
    pub deal: &'a Deal,
}

impl<'a> Scene<'a> {
    /// What conditions are asked for here.
    pub fn asked(self) -> Asked<'a> {
        let text = self.contract.document.text.canonical();
        Asked { side: self.side, params: self.params, deal: self.deal, text }
    }
}

/// The filled text. A party's name gets a capital after the end of a sentence and, in a text for
/// people, at its beginning; where a draft begins is known only to who places it.
pub fn render(template: &Template, scene: Scene<'_>, purpose: Purpose) -> String {
    let mut text = String::new();
    fill(template.pieces(), scene, purpose, &mut text);
    text
}

/// Appends the pieces; tells whether every place could be filled.
fn fill(pieces: &[Piece], scene: Scene<'_>, purpose: Purpose, text: &mut String) -> bool {
    let mut complete = true;
    // "Acme, Inc." ends no sentence.
    let mut after_name = 0;
    for piece in pieces {
        let filled = match piece {
            Piece::Text(words) if purpose == Purpose::Draft => Some(scene.voice.terms.written(words, text)),
            Piece::Text(words) => Some(words.clone()),
            Piece::Party { name, form } => Some(party(*name, form, scene, purpose)),
            Piece::Usage(usage) => Some(scene.voice.usage(*usage).to_owned()),
            Piece::Quote => scene.reading.span.map(|span| scene.contract.quote(span).to_owned()),
            Piece::Words { field, .. } => words_of(field, scene),
            Piece::Named { name, .. } => named(name, scene, purpose),
            Piece::Optional(inner) => {
                let mut part = String::new();
                Some(if fill(inner, scene, purpose, &mut part) { part } else { String::new() })
            }
        };
        complete &= filled.is_some();
        let filled = filled.unwrap_or_else(|| "…".to_owned());
        let literal = matches!(piece, Piece::Text(_) | Piece::Optional(_));
        if !literal && begins_sentence(text, after_name, purpose) {
            text.push_str(&capitalised(&filled));
        } else {
            text.push_str(&filled);
        }
        if !literal {
            after_name = text.len();
        }
    }
    complete
}

/// `named` is where the last placeholder ended.
fn begins_sentence(before: &str, named: usize, purpose: Purpose) -> bool {
    let words = before.trim_end_matches([' ', '"', '(']);
    match words.is_empty() {
        true => purpose == Purpose::Explain,
        false => words.len() > named && words.ends_with(['.', '?', '!']) || before.ends_with('\n'),
    }
}

/// With a capital at the beginning; a name that is written with a small letter before its capital
/// ("eBay") stays as it is.
pub fn capitalised(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.contains(char::is_uppercase) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn party(name: PartyName, form: &Form, scene: Scene<'_>, purpose: Purpose) -> String {
    match purpose {
        Purpose::Draft => scene.voice.draft(name, form),
        Purpose::Explain => scene.voice.plain(name, form),
    }
}

/// A parameter of the position or, where it has none of this name, a field of the reading.
fn named(name: &str, scene: Scene<'_>, purpose: Purpose) -> Option<String> {
    if let Some(param) = scene.params.iter().find(|param| param.name == name) {
        return Some(match (param.amount(), purpose) {
            (Some(value), Purpose::Draft) => write(value, &scene.voice.amounts),
            (Some(value), Purpose::Explain) => write(value, ""),
            (None, _) => param.text.clone(),
        });
    }
    let field = scene.reading.field(name)?;
    match purpose {
        Purpose::Draft if field.span.is_some() => words_of(name, scene),
        _ => spoken(field, scene),
    }
}

fn words_of(field: &str, scene: Scene<'_>) -> Option<String> {
    let span = scene.reading.field(field)?.span?;
    Some(scene.contract.quote(span).to_owned())
}

/// A field's value as a person would say it.
fn spoken(field: &Field, scene: Scene<'_>) -> Option<String> {
    let phrase = |word: &'static str| scene.schema.field(field.name).map_or(word, |schema| schema.phrase(word));
    Some(match &field.value {
        FieldValue::Bound(bound) => whom(*bound, scene),
        FieldValue::Duration(duration) => write(Value::Duration(*duration), ""),
        FieldValue::Money { amount, currency } => write(Value::Money { amount: *amount, currency: *currency }, ""),
        FieldValue::Percent(amount) => write(Value::Percent(*amount), ""),
        FieldValue::Multiple(amount) => write(Value::Multiple(*amount), ""),
        FieldValue::Number(amount) => write(Value::Number(*amount), ""),
        FieldValue::Word(word) => phrase(word).to_owned(),
        FieldValue::Words(words) if words.is_empty() => return None,
        FieldValue::Words(words) => series(&words.iter().map(|word| phrase(word)).collect::<Vec<_>>()),
        FieldValue::Flag(_) => return None,
        FieldValue::Anchor => scene.contract.quote(field.span?).to_owned(),
    })
}

fn whom(bound: Bound, scene: Scene<'_>) -> String {
    let name = |side| if side == scene.side { PartyName::Own } else { PartyName::Other };
    match bound {
        Bound::Side(side) => scene.voice.plain(name(side), &Form::Subject),
        Bound::Both => "each party".to_owned(),
        Bound::Unclear => "a party".to_owned(),
    }
}

/// "a", "a and b", "a, b and c".
pub fn series(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital_and_a_name_as_it_is_written() {
        let cases = [("the customer", "The customer"), ("eBay pays", "eBay pays"), ("Agency", "Agency"), ("", "")];
        for (text, expected) in cases {
            assert_eq!(capitalised(text), expected);
        }
    }
}
