//! Where a term stands. In: a cue's match. Out: [`Passage`]: its clause, its sentence, the stretch of
//! words that it belongs to; and the ways that a reader of simple clauses looks around in it.

use std::ops::Range;

use super::{Field, KeyTerm, Reading, scope};
use crate::contract::Contract;
use crate::outline::{ClauseId, ClauseKind, Sentence, SentenceId};
use crate::pattern::Match;
use crate::span::Span;

/// The stretch of a sentence that says one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub clause: ClauseId,
    pub sentence: SentenceId,
    /// From one semicolon or item to the next.
    pub tokens: Range<usize>,
    pub span: Span,
}

impl Passage {
    /// The stretch that holds the match's last word.
    pub fn of(contract: &Contract, one: &Match) -> Self {
        let sentence = contract.outline.sentence(one.sentence);
        let mut tokens = scope::stretch(contract, sentence, one.tokens.end - 1);
        // A match that begins in the lead-in or in the stretch before takes these along.
        tokens.start = tokens.start.min(one.tokens.start);
        Self::over(contract, sentence, tokens)
    }

    /// The whole sentence.
    pub fn whole(contract: &Contract, id: SentenceId) -> Self {
        let sentence = contract.outline.sentence(id);
        Self::over(contract, sentence, sentence.tokens.clone())
    }

    fn over(contract: &Contract, sentence: &Sentence, tokens: Range<usize>) -> Self {
        // Without the full stop, so that other words can take its place.
        let stopped = tokens.end > tokens.start && contract.document.text.tokens().at(tokens.end - 1) == ".";
        let span = scope::span(contract, tokens.start..tokens.end - usize::from(stopped));
        Self { clause: sentence.clause, sentence: sentence.id, tokens, span }
    }

    pub fn reading(&self, term: &'static str, confidence: f32, fields: Vec<Field>) -> Reading {
        let (span, clause) = (Some(self.span), Some(self.clause));
        Reading { term, span, clause, confidence, fields, evidence: Vec::new() }
    }

    pub fn key_term(&self, name: &'static str, value: impl Into<String>) -> KeyTerm {
        KeyTerm::stated(name, value, self.span, self.clause)
    }

    /// Its last word, without the full stop: what is added goes behind it.
    pub fn end(&self, contract: &Contract) -> Span {
        let tokens = contract.document.text.tokens();
        let last = self.tokens.clone().rfind(|at| !matches!(tokens.at(*at), "." | ";" | "," | ":" | "and" | "or"));
        last.map_or(Span::at(self.span.end), |at| tokens.span(at..at + 1))
    }

    /// Does it say one thing and no more, so that other words can take its place?
    pub fn is_plain(&self) -> bool {
        const MOST_WORDS: usize = 30;
        self.tokens.len() <= MOST_WORDS
    }

    /// Does one of these words stand in it?
    pub fn holds(&self, contract: &Contract, words: &[&str]) -> bool {
        scope::holds(contract, self.tokens.clone(), words)
    }
}

/// Does the heading over a clause hold one of these phrases (in small letters)?
pub fn headed(contract: &Contract, clause: ClauseId, phrases: &[&str]) -> bool {
    let Some(heading) = contract.outline.heading_over(clause) else { return false };
    let heading = contract.quote(heading).to_ascii_lowercase();
    phrases.iter().any(|phrase| heading.contains(phrase))
}

/// Does the clause stand in a schedule or exhibit?
pub fn in_schedule(contract: &Contract, clause: ClauseId) -> bool {
    let mut at = Some(clause);
    while let Some(clause) = at.map(|id| contract.outline.clause(id)) {
        if clause.kind == ClauseKind::Schedule {
            return true;
        }
        at = clause.parent;
    }
    false
}

/// Does the document hang on another agreement: an addendum, an amendment, a service-level annex?
pub fn is_addendum(contract: &Contract) -> bool {
    const OPENING: usize = 40;
    const KINDS: [&str; 6] = ["addendum", "amendment", "dpa", "sla", "rider", "joinder"];
    let tokens = contract.document.text.tokens();
    let capital = |at: usize| tokens.as_slice().get(at).is_some_and(|token| token.capital);
    let annexed = |at: usize| {
        let (word, next) = (tokens.at(at), tokens.at(at + 1));
        KINDS.contains(&word) || matches!((word, next), ("data", "processing" | "protection") | ("service", "level"))
    };
    (0..OPENING).any(|at| capital(at) && annexed(at))
}

/// Where these words stand one after the other inside the range.
pub fn phrase(contract: &Contract, range: Range<usize>, words: &[&str]) -> Option<Range<usize>> {
    let tokens = contract.document.text.tokens();
    let at = range.clone().find(|at| words.iter().enumerate().all(|(step, word)| tokens.at(at + step) == *word))?;
    (at + words.len() <= range.end).then(|| at..at + words.len())
}

/// Does one of these words stand among the `reach` tokens before `at`, inside `from..`?
pub fn before(contract: &Contract, from: usize, at: usize, reach: usize, words: &[&str]) -> bool {
    scope::holds(contract, at.saturating_sub(reach).max(from)..at, words)
}
