//! Texts with places to fill. In: "Can {customer} pay on {limit}?". Out: a [`Template`]; `redline`
//! fills it with this document's names and numbers. The language: `docs/playbooks.md`.

use std::sync::OnceLock;

use super::source::{Came, Entry, Origin};
use super::suggest;
use crate::error::Error;

/// Whom a placeholder names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyName {
    Vendor,
    Customer,
    /// The side under review.
    Own,
    /// Its counterparty.
    Other,
}

/// In which form the name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// "Agency", "the Supplier", "you", "we".
    Subject,
    /// "Agency", "you", "us".
    Object,
    /// "Agency's", "your", "our".
    Possessive,
    /// A verb that goes with the name: "is" for "Agency", "are" for "you" and "we".
    Verb { third: String, other: String },
}

/// Words that documents choose for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// "shall" or "will".
    Shall,
    /// "this Agreement", "this Contract", "these Terms".
    ThisAgreement,
    /// "Deliverables", "Work Product".
    Deliverables,
    /// "Services", "Work".
    Services,
    /// "Fees", "Charges".
    Fees,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Party {
        name: PartyName,
        form: Form,
    },
    Usage(Usage),
    /// The words of the reading.
    Quote,
    /// A parameter of the position or a field of the reading.
    Named {
        name: String,
        origin: Origin,
    },
    /// A field's own words in the document.
    Words {
        field: String,
        origin: Origin,
    },
    /// Left out where one of its places cannot be filled.
    Optional(Vec<Piece>),
}

#[derive(Clone, Debug)]
pub struct Template {
    text: String,
    pieces: OnceLock<Vec<Piece>>,
    pub origin: Origin,
}

const PARTIES: [(&str, PartyName); 4] = [
    ("vendor", PartyName::Vendor),
    ("customer", PartyName::Customer),
    ("self", PartyName::Own),
    ("other", PartyName::Other),
];

const USAGES: [(&str, Usage); 5] = [
    ("shall", Usage::Shall),
    ("this-agreement", Usage::ThisAgreement),
    ("deliverables", Usage::Deliverables),
    ("services", Usage::Services),
    ("fees", Usage::Fees),
];

impl PartialEq for Template {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, &self.origin) == (&other.text, &other.origin)
    }
}

impl Template {
    pub fn read(entry: &Entry<'_>) -> Result<Self, Error> {
        let text = entry.string()?;
        let pieces = match entry.came() {
            Came::Packed => OnceLock::new(),
            Came::Written => OnceLock::from(pieces(&text, &entry.origin)?),
        };
        Ok(Self { text, pieces, origin: entry.origin.clone() })
    }

    /// Its words and what is to be filled in between them, in order.
    pub fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| pieces(&self.text, &self.origin).unwrap_or_default())
    }

    /// Every parameter and field that it names.
    pub fn named(&self) -> Vec<(&str, &Origin)> {
        let mut found = Vec::new();
        collect(self.pieces(), &mut found);
        found
    }

    /// The names that mean something in every template.
    pub fn fixed_names<'a>() -> impl Iterator<Item = &'a str> {
        PARTIES.iter().map(|(name, _)| *name).chain(USAGES.iter().map(|(name, _)| *name)).chain(["quote"])
    }
}

fn collect<'a>(pieces: &'a [Piece], found: &mut Vec<(&'a str, &'a Origin)>) {
    for piece in pieces {
        match piece {
            Piece::Named { name, origin } => found.push((name, origin)),
            Piece::Words { field, origin } => found.push((field, origin)),
            Piece::Optional(inner) => collect(inner, found),
            _ => {}
        }
    }
}

fn pieces(text: &str, origin: &Origin) -> Result<Vec<Piece>, Error> {
    Reader { text, at: 0, origin }.pieces(None)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    origin: &'a Origin,
}

impl Reader<'_> {
    /// Pieces up to the end or, inside `{? …}`, up to its brace.
    fn pieces(&mut self, opened: Option<usize>) -> Result<Vec<Piece>, Error> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        while let Some(length) = self.text[self.at..].find(['{', '}']) {
            let start = self.at + length;
            text.push_str(&self.text[self.at..start]);
            let mark = if self.text[start..].starts_with('{') { '{' } else { '}' };
            self.at = start + 1;
            if self.text[self.at..].starts_with(mark) {
                self.at += 1;
                text.push(mark);
            } else if mark == '{' {
                push_text(&mut pieces, &mut text);
                pieces.push(self.place(start, opened)?);
            } else if opened.is_some() {
                push_text(&mut pieces, &mut text);
                return Ok(pieces);
            } else {
                return Err(self.fault(start, "`}` without `{`").hint("write `}}` for the sign itself"));
            }
        }
        text.push_str(&self.text[self.at..]);
        self.at = self.text.len();
        if let Some(open) = opened {
            return Err(self.fault(open, "`{?` without its `}`"));
        }
        push_text(&mut pieces, &mut text);
        Ok(pieces)
    }

    fn place(&mut self, start: usize, opened: Option<usize>) -> Result<Piece, Error> {
        if self.text[self.at..].starts_with('?') {
            if opened.is_some() {
                return Err(self.fault(start, "an optional part inside another one"));
            }
            self.at += 1;
            return Ok(Piece::Optional(self.pieces(Some(start))?));
        }
        let Some(length) = self.text[self.at..].find('}') else {
            return Err(self.fault(start, "`{` without `}`").hint("write `{{` for the sign itself"));
        };
        let inside = &self.text[self.at..self.at + length];
        self.at += length + 1;
        let origin = self.origin.within(self.text, start..self.at);
        placeholder(inside.trim(), origin)
    }

    fn fault(&self, start: usize, message: &str) -> Error {
        self.origin.within(self.text, start..start + 1).error(message)
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &mut String) {
    if !text.is_empty() {
        pieces.push(Piece::Text(std::mem::take(text)));
    }
}

fn placeholder(inside: &str, origin: Origin) -> Result<Piece, Error> {
    let (head, form) = inside.split_once(':').map_or((inside, None), |(head, form)| (head, Some(form)));
    let head = head.to_ascii_lowercase();
    let (head, possessive) = head.strip_suffix("'s").map_or((head.as_str(), false), |head| (head, true));
    if let Some((_, name)) = PARTIES.iter().find(|(known, _)| *known == head) {
        let form = party_form(form, possessive, &origin)?;
        return Ok(Piece::Party { name: *name, form });
    }
    if form.is_some() || possessive {
        let error = origin.error(format!("`{head}` is not a party, so it has no possessive and no verb"));
        return Err(suggest::hint(error, head, PARTIES.iter().map(|(name, _)| *name)));
    }
    if let Some((_, usage)) = USAGES.iter().find(|(known, _)| *known == head) {
        return Ok(Piece::Usage(*usage));
    }
    if let Some(field) = head.strip_suffix(".words") {
        return Ok(Piece::Words { field: field.to_owned(), origin });
    }
    match head {
        "quote" => Ok(Piece::Quote),
        "" => Err(origin.error("an empty placeholder")),
        _ => Ok(Piece::Named { name: head.to_owned(), origin }),
    }
}

fn party_form(form: Option<&str>, possessive: bool, origin: &Origin) -> Result<Form, Error> {
    match form.map(str::trim) {
        None if possessive => Ok(Form::Possessive),
        None => Ok(Form::Subject),
        Some("them") => Ok(Form::Object),
        Some(verbs) => match verbs.split_once('|') {
            Some((third, other)) => Ok(Form::Verb { third: third.trim().into(), other: other.trim().into() }),
            None => {
                Err(origin.error(format!("`{verbs}` is not a form")).hint("write `{vendor:them}` or `{vendor:is|are}`"))
            }
        },
    }
}
