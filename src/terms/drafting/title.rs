//! References that say what their section is about, and get it wrong. In: the cross-references. Out:
//! [`Mistitled`]: "Section 10.3 (Default)" where 10.3 is headed "Notices".

use std::ops::Range;

use crate::contract::Contract;
use crate::facts::{Cited, Reference, Target};
use crate::outline::ClauseId;
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading};

#[derive(Clone, Debug, PartialEq)]
pub struct Mistitled {
    /// "Section 10.3 (Default)".
    pub reference: Span,
    /// "Default".
    pub title: Span,
    /// The heading that stands over the section.
    pub heading: Span,
    pub clause: ClauseId,
}

pub fn read(contract: &Contract) -> Vec<Mistitled> {
    let found: Vec<Mistitled> =
        contract.facts.references.iter().filter_map(|found| mistitled(contract, found)).collect();
    // Many slips are none: the numbering was not understood.
    if found.len() > MOST { Vec::new() } else { found }
}

const MOST: usize = 2;

fn mistitled(contract: &Contract, found: &Reference) -> Option<Mistitled> {
    let Target::Clause(target) = found.target else { return None };
    let sections = matches!(found.kind, Cited::Section | Cited::Article) && !found.number.is_empty();
    let title = sections.then(|| title(contract, found)).flatten()?;
    let clause = contract.outline.clause(target);
    let heading = clause.heading?;
    let words = contract.document.text.tokens();
    let title_span = words.span(title.clone());
    // The heading of the section itself, and not a part's that was not found.
    let whole = clause
        .number
        .as_deref()
        .is_some_and(|number| found.number.ends_with(number) || number.ends_with(&found.number));
    let alike = shares(contract, title, heading) || is_elsewhere_titled(contract, title_span, target).is_none();
    (whole && !alike).then(|| Mistitled {
        reference: found.span.join(title_span),
        title: title_span,
        heading,
        clause: contract.outline.clause_at(found.span.start).map_or(target, |clause| clause.id),
    })
}

/// The capitalised words in brackets behind the reference.
fn title(contract: &Contract, found: &Reference) -> Option<Range<usize>> {
    let tokens = contract.document.text.tokens();
    let open = found.tokens.end;
    if tokens.at(open) != "(" {
        return None;
    }
    let close = (open + 1..open + 10).find(|at| tokens.at(*at) == ")")?;
    let capital = tokens.as_slice().get(open + 1).is_some_and(|token| token.capital && token.span.len() > 2);
    (capital && close > open + 1).then_some(open + 1..close)
}

/// Do title and heading share a word of weight?
fn shares(contract: &Contract, title: Range<usize>, heading: Span) -> bool {
    let tokens = contract.document.text.tokens();
    let heading = contract.quote(heading).to_lowercase();
    title.into_iter().any(|at| tokens.at(at).len() > 3 && heading.contains(tokens.at(at).trim_end_matches('s')))
}

/// Another clause that is headed so: only then it is sure that the number is the slip.
fn is_elsewhere_titled(contract: &Contract, title: Span, target: ClauseId) -> Option<ClauseId> {
    let title = contract.quote(title).to_lowercase();
    let headed = |heading: Span| contract.quote(heading).trim().trim_end_matches('.').to_lowercase() == title;
    contract
        .outline
        .clauses
        .iter()
        .find(|clause| clause.id != target && clause.heading.is_some_and(headed))
        .map(|clause| clause.id)
}

impl Mistitled {
    pub fn reading(&self) -> Reading {
        let fields = vec![Field { name: "title", value: FieldValue::Anchor, span: Some(self.title) }];
        let (span, clause) = (Some(self.reference), Some(self.clause));
        Reading { term: "wrong-reference", span, clause, confidence: 0.8, fields, evidence: vec![self.heading] }
    }
}
