//! One restraint. In: the words that make it and who is bound. Out: [`Restraint`] and its reading.

use std::ops::Range;

use super::period;
use crate::contract::Contract;
use crate::facts::Duration;
use crate::outline::{ClauseId, Sentence, SentenceId};
use crate::span::Span;
use crate::terms::subject::Named;
use crate::terms::{Bound, Reading};
use crate::terms::{record, scope};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Exclusivity,
    NonCompete,
    NonSolicitEmployees,
    NonSolicitCustomers,
    MostFavoured,
    NonDisparagement,
    FirstRefusal,
    MinimumCommitment,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Exclusivity => "exclusivity",
            Kind::NonCompete => "non-compete",
            Kind::NonSolicitEmployees => "non-solicit-employees",
            Kind::NonSolicitCustomers => "non-solicit-customers",
            Kind::MostFavoured => "most-favoured",
            Kind::NonDisparagement => "non-disparagement",
            Kind::FirstRefusal => "first-refusal",
            Kind::MinimumCommitment => "minimum-commitment",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Restraint {
    pub kind: Kind,
    /// Who may not do it, or must do it.
    pub binds: Bound,
    pub binds_span: Option<Span>,
    /// How long it lasts after the end of the contract, as written.
    pub after_end: Option<(Duration, Span)>,
    /// The words that forbid, oblige or grant: "shall not", "exclusive".
    pub ban: Span,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    /// The part of the sentence that says it.
    pub span: Span,
}

impl Restraint {
    /// `ban` are the operative words, `part` the stretch of the sentence that they govern.
    pub fn new(
        contract: &Contract,
        kind: Kind,
        sentence: &Sentence,
        who: Option<Named>,
        ban: Range<usize>,
        part: Range<usize>,
    ) -> Self {
        Self {
            kind,
            binds: who.as_ref().map_or(Bound::Unclear, |named| named.bound),
            binds_span: who.map(|named| named.span(contract)),
            after_end: period::after_end(contract, sentence),
            ban: scope::span(contract, ban),
            clause: sentence.clause,
            sentence: sentence.id,
            span: scope::span(contract, part),
        }
    }

    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::word("kind", self.kind.word(), Some(self.ban))),
            Some(record::bound("binds", self.binds, self.binds_span)),
            self.after_end.map(|(duration, span)| record::duration("months", duration, Some(span))),
            record::anchor("ban", Some(self.ban)),
        ];
        Reading {
            term: "restraint",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.binds == Bound::Unclear { 0.5 } else { 0.8 },
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
