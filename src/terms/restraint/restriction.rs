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

/// How an edit can take hold of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wording {
    /// "the exclusive right": the word can be turned.
    Exclusive,
    /// "shall purchase exclusively from": the word can go.
    Exclusively,
    /// "shall not …": the promise as a whole.
    Covenant,
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
    pub wording: Wording,
    /// "shall" before "purchase": where an effort can be put in.
    pub effort: Option<Span>,
    /// The other party is bound to the same.
    pub mutual: bool,
    /// The comparison is with the same volume, terms or scope.
    pub scoped: bool,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    /// The part of the sentence that says it.
    pub span: Span,
}

/// The modal, where a verb of buying or selling follows it at once.
fn effort(contract: &Contract, kind: Kind, ban: &Range<usize>) -> Option<Span> {
    const TRADES: [&str; 9] = ["purchase", "buy", "order", "take", "sell", "place", "generate", "achieve", "sign"];
    let trades = TRADES.contains(&contract.document.text.tokens().at(ban.end));
    (kind == Kind::MinimumCommitment && trades).then(|| scope::span(contract, ban.clone()))
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
        let words = ban.clone();
        let wording = match contract.document.text.tokens().at(ban.end.saturating_sub(1)) {
            "exclusive" | "sole" | "only"
                if contract.document.text.tokens().at(ban.start) != "exclusively" && kind == Kind::Exclusivity =>
            {
                Wording::Exclusive
            }
            "exclusively" | "solely" => Wording::Exclusively,
            _ => Wording::Covenant,
        };
        Self {
            kind,
            binds: who.as_ref().map_or(Bound::Unclear, |named| named.bound),
            binds_span: who.map(|named| named.span(contract)),
            after_end: period::after_end(contract, sentence),
            ban: scope::span(contract, ban),
            wording,
            effort: effort(contract, kind, &words),
            mutual: false,
            scoped: scope::holds(
                contract,
                part.clone(),
                &["volume", "volumes", "quantity", "quantities", "scope", "substantially"],
            ),
            clause: sentence.clause,
            sentence: sentence.id,
            span: scope::span(contract, part),
        }
    }

    /// A ban that goes on after the contract.
    pub fn outlives(&self) -> bool {
        self.wording == Wording::Covenant && self.after_end.is_some()
    }

    fn wording_word(&self) -> &'static str {
        match self.wording {
            Wording::Exclusive => "exclusive",
            Wording::Exclusively => "exclusively",
            Wording::Covenant => "covenant",
        }
    }

    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::word("kind", self.kind.word(), Some(self.ban))),
            Some(record::bound("binds", self.binds, self.binds_span)),
            self.after_end.map(|(duration, span)| record::duration("months", duration, Some(span))),
            record::anchor("ban", Some(self.ban)),
            record::anchor("effort", self.effort),
            Some(record::word("wording", self.wording_word(), Some(self.ban))),
            Some(record::flag("mutual", self.mutual, None)),
            Some(record::flag("scoped", self.scoped, None)),
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
