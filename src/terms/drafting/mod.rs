//! In: a contract. Out: [`Drafting`]: faults of the draft itself: words against figures, references
//! to what is not there, unfilled blanks, terms that nothing defines or that lost their capitals, parties
//! without a line to sign. Precision above all: a false "this section does not exist" costs the reader's
//! trust.

mod definition;
mod discretion;
mod loose;
mod mismatch;
mod placeholder;
mod reference;
mod signature;
mod title;
mod undefined;

use serde::Serialize;

use super::{FieldKind, FieldSchema, KeyTerm, Reading, TermSchema};
use crate::contract::Contract;
use crate::span::Span;

pub use definition::Faulty;
pub use discretion::Discretion;
pub use loose::Loose;
pub use mismatch::Mismatch;
pub use placeholder::Blank;
pub use reference::Dangling;
pub use signature::Signature;
pub use title::Mistitled;
pub use undefined::Undefined;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "number-mismatch",
        name: "a number that words and figures give differently",
        fields: &[
            FieldSchema::new("words", FieldKind::Amount, "says it in words"),
            FieldSchema::new("figures", FieldKind::Amount, "says it in figures"),
        ],
    },
    TermSchema {
        term: "missing-reference",
        name: "a reference to what is not there",
        fields: &[
            FieldSchema::new(
                "kind",
                FieldKind::Word(&[("section", "a section"), ("exhibit", "an attachment")]),
                "says what is cited",
            ),
            FieldSchema::new("reference", FieldKind::Anchor, "cites it"),
        ],
    },
    TermSchema {
        term: "missing-papers",
        name: "attachments of which none is here",
        fields: &[FieldSchema::new("reference", FieldKind::Anchor, "cites one")],
    },
    TermSchema {
        term: "blank",
        name: "an unfilled blank",
        fields: &[
            FieldSchema::new("matter", placeholder::MATTER, "says what is missing"),
            FieldSchema::new("attached", FieldKind::Flag, "stands in an attachment"),
            FieldSchema::new("blank", FieldKind::Anchor, "is not filled in"),
        ],
    },
    TermSchema {
        term: "undefined-term",
        name: "a term that is used as if defined",
        fields: &[FieldSchema::new("name", FieldKind::Anchor, "uses it")],
    },
    TermSchema {
        term: "wrong-reference",
        name: "a reference whose title is another section's",
        fields: &[FieldSchema::new("title", FieldKind::Anchor, "says what the section is about")],
    },
    TermSchema {
        term: "faulty-definition",
        name: "a definition that is idle or doubled",
        fields: &[
            FieldSchema::new(
                "fault",
                FieldKind::Word(&[("unused", "never used"), ("doubled", "defined twice")]),
                "says what is wrong with it",
            ),
            FieldSchema::new("name", FieldKind::Anchor, "defines it"),
        ],
    },
    TermSchema {
        term: "loose-term",
        name: "a defined term in small letters",
        fields: &[FieldSchema::new("name", FieldKind::Anchor, "writes it so")],
    },
    TermSchema {
        term: "signature",
        name: "a place to sign",
        fields: &[
            FieldSchema::new("absent", FieldKind::Flag, "is missing"),
            FieldSchema::new("unnamed", FieldKind::Flag, "gives a party no line"),
            FieldSchema::new("party", FieldKind::Bound, "says whose line is missing"),
        ],
    },
    TermSchema {
        term: "sole-discretion",
        name: "sole discretion",
        fields: &[
            FieldSchema::new("holder", FieldKind::Bound, "says who has it"),
            FieldSchema::new("count", FieldKind::Number, "says how often"),
            FieldSchema::new("dense", FieldKind::Flag, "says it twice in one breath"),
            FieldSchema::new("discretion", FieldKind::Anchor, "leaves it to one side"),
        ],
    },
];

#[derive(Clone, Debug, Default)]
pub struct Drafting {
    pub mismatches: Vec<Mismatch>,
    pub dangling: Vec<Dangling>,
    /// Price or scope stand in an attachment, and no attachment is here.
    pub papers: Option<Dangling>,
    pub blanks: Vec<Blank>,
    pub undefined: Vec<Undefined>,
    pub mistitled: Vec<Mistitled>,
    pub faulty: Vec<Faulty>,
    pub discretion: Vec<Discretion>,
    pub loose: Vec<Loose>,
    pub signature: Option<Signature>,
    /// Nobody is to sign.
    pub unsigned: bool,
}

impl Drafting {
    pub fn read(contract: &Contract) -> Self {
        Self {
            mismatches: mismatch::read(contract),
            dangling: reference::read(contract),
            papers: reference::papers(contract),
            blanks: placeholder::read(contract),
            undefined: undefined::read(contract),
            mistitled: title::read(contract),
            faulty: definition::read(contract),
            discretion: discretion::read(contract),
            loose: loose::read(contract),
            signature: signature::read(contract),
            unsigned: signature::is_missing(contract),
        }
    }

    pub fn readings(&self) -> Vec<Reading> {
        let mut all: Vec<Reading> = self.mismatches.iter().map(Mismatch::reading).collect();
        all.extend(apart(&self.dangling).map(Dangling::reading));
        all.extend(self.papers.iter().map(Dangling::papers_reading));
        all.extend(self.blanks.iter().map(Blank::reading));
        all.extend(self.undefined.iter().map(Undefined::reading));
        all.extend(self.mistitled.iter().map(Mistitled::reading));
        all.extend(self.faulty.iter().map(Faulty::reading));
        all.extend(self.discretion.iter().map(Discretion::reading));
        all.extend(self.loose.iter().map(Loose::reading));
        all.extend(self.signature.iter().flat_map(Signature::readings));
        all.extend(self.unsigned.then(signature::missing));
        all
    }

    /// The lines of the key terms sheet: only what was found.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let quote = |span: Span| shortened(contract.quote(span));
        let mut lines: Vec<KeyTerm> = Vec::new();
        lines.extend(
            self.mismatches
                .iter()
                .map(|one| KeyTerm::stated("Words and figures disagree", quote(one.number), one.number, one.clause)),
        );
        lines.extend(self.dangling.iter().map(|one| {
            KeyTerm::stated("Refers to what is not there", quote(one.reference), one.reference, one.clause)
        }));
        lines.extend(
            self.blanks.iter().map(|one| KeyTerm::stated("Not filled in", quote(one.context), one.blank, one.clause)),
        );
        lines.extend(
            self.undefined
                .iter()
                .map(|one| KeyTerm::stated("Used as if defined", quote(one.name), one.name, one.clause)),
        );
        lines
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let quote = |span: Span| contract.quote(span).to_owned();
        Sheet {
            number_mismatch: self.mismatches.iter().map(|one| quote(one.context)).collect(),
            dangling_references: apart(&self.dangling).map(|one| quote(one.context)).collect(),
            placeholders: self.blanks.iter().filter(|one| !one.attached).map(|one| quote(one.context)).collect(),
            undefined_terms: self.undefined.iter().map(|one| quote(one.name)).collect(),
        }
    }
}

/// Of several in one sentence the first.
fn apart(dangling: &[Dangling]) -> impl Iterator<Item = &Dangling> {
    let overlaps = |place: usize| {
        let before = place.checked_sub(1).and_then(|before| dangling.get(before));
        before.zip(dangling.get(place)).is_some_and(|(one, two)| one.context.overlaps(two.context))
    };
    dangling.iter().enumerate().filter(move |(place, _)| !overlaps(*place)).map(|(_, one)| one)
}

/// At most 80 letters, cut at a space.
fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    let text = text.replace('\n', " ");
    if text.chars().count() <= MOST {
        return text;
    }
    let cut: String = text.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

/// The words around a place: from `before` tokens ahead to `after` tokens behind, inside its sentence.
fn around(contract: &Contract, tokens: std::ops::Range<usize>, before: usize, after: usize) -> Span {
    let list = contract.document.text.tokens();
    let place = list.span(tokens.clone());
    let Some(sentence) = contract.outline.sentence_at(place.start) else { return place };
    let start = tokens.start.saturating_sub(before).max(sentence.tokens.start.min(tokens.start));
    let end = (tokens.end + after).min(sentence.tokens.end.max(tokens.end));
    list.span(start..end)
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub number_mismatch: Vec<String>,
    pub dangling_references: Vec<String>,
    pub placeholders: Vec<String>,
    pub undefined_terms: Vec<String>,
}
