//! References to what is not there. In: the cross-references. Out: [`Dangling`], one for each place
//! that is cited and missing, however often.

use std::collections::HashSet;

use crate::contract::Contract;
use crate::facts::{Cited, Reference, Target};
use crate::outline::{ClauseId, ClauseKind, SentenceKind};
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading, record};

#[derive(Clone, Debug, PartialEq)]
pub struct Dangling {
    pub kind: Cited,
    /// "Section 12.4".
    pub reference: Span,
    pub context: Span,
    pub clause: ClauseId,
}

pub fn read(contract: &Contract) -> Vec<Dangling> {
    let attached = attachments(contract);
    let mut seen: HashSet<&str> = HashSet::new();
    let missing = contract.facts.references.iter().filter(|found| found.target == Target::Missing);
    missing
        .filter(|found| is_owed(found, attached) && is_operative(contract, found) && seen.insert(found.number.as_str()))
        .filter_map(|found| dangling(contract, found))
        .collect()
}

/// Does the document carry any of its attachments?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attached {
    Some,
    None,
}

fn attachments(contract: &Contract) -> Attached {
    let any = contract.outline.clauses.iter().any(|clause| clause.kind == ClauseKind::Schedule);
    if any { Attached::Some } else { Attached::None }
}

/// Where no attachment came along at all, the missing ones were merely not copied.
fn is_owed(found: &Reference, attached: Attached) -> bool {
    match found.kind {
        Cited::Exhibit => attached == Attached::Some,
        Cited::Section | Cited::Article => true,
        // What a small letter means depends on the reader's eye for lists.
        Cited::Paragraph | Cited::Law => false,
    }
}

fn is_operative(contract: &Contract, found: &Reference) -> bool {
    let sentence = contract.outline.sentence_at(found.span.start);
    sentence.is_some_and(|sentence| matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition))
}

fn dangling(contract: &Contract, found: &Reference) -> Option<Dangling> {
    let clause = contract.outline.clause_at(found.span.start)?.id;
    let context = super::around(contract, found.tokens.clone(), 8, 6);
    Some(Dangling { kind: found.kind, reference: found.span, context, clause })
}

impl Dangling {
    pub fn reading(&self) -> Reading {
        let kind = if self.kind == Cited::Exhibit { "exhibit" } else { "section" };
        let span = Some(self.reference);
        Reading {
            term: "missing-reference",
            span,
            clause: Some(self.clause),
            confidence: 0.8,
            fields: vec![
                record::word("kind", kind, span),
                Field { name: "reference", value: FieldValue::Anchor, span },
            ],
            evidence: Vec::new(),
        }
    }
}
