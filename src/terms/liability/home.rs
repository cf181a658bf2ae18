//! Where a clause on liability belongs that is not there. In: a contract. Out: [`Home`]: the clause
//! after which it would stand, and whether there is a bargain that calls for it at all.

use crate::contract::Contract;
use crate::outline::{Clause, ClauseId, ClauseKind, SentenceKind};
use crate::span::Span;

#[derive(Clone, Debug, Default)]
pub struct Home {
    pub clause: Option<ClauseId>,
    /// "[Reserved]" under a heading on liability.
    pub reserved: Option<Span>,
    /// Does anybody owe anything under this document?
    pub calls_for_it: bool,
}

pub fn find(contract: &Contract) -> Home {
    let titled = |words: &[&str]| {
        let clauses = &contract.outline.clauses;
        clauses.iter().filter(|clause| is_section(clause)).rfind(|clause| {
            let heading = clause.heading.map(|span| contract.quote(span).to_lowercase()).unwrap_or_default();
            words.iter().any(|word| heading.contains(word))
        })
    };
    let own = titled(&[
        "limitation of liability",
        "limitations of liability",
        "limits of liability",
        "limitation on liability",
        "liability",
    ]);
    let reserved = own.filter(|clause| is_reserved(contract.quote(clause.body))).map(|clause| clause.body);
    let near = own.or_else(|| titled(&["indemni"])).or_else(|| titled(&["warrant", "represent"]));
    let clause = near.map(|clause| clause.id).or_else(|| before_general(contract));
    Home { clause, reserved, calls_for_it: calls_for_it(contract) }
}

fn is_section(clause: &Clause) -> bool {
    matches!(clause.kind, ClauseKind::Section | ClauseKind::Article)
}

fn is_reserved(body: &str) -> bool {
    let words = body.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(
        words.as_str(),
        "reserved"
            | "intentionally omitted"
            | "intentionally left blank"
            | "omitted"
            | "not used"
            | "deleted"
            | "intentionally deleted"
    )
}

/// The last top section before the general ones.
fn before_general(contract: &Contract) -> Option<ClauseId> {
    let outline = &contract.outline;
    let top: Vec<&Clause> =
        outline.clauses.iter().filter(|clause| is_section(clause) && clause.parent.is_none()).collect();
    let general = top.iter().position(|clause| {
        let heading = clause.heading.map(|span| contract.quote(span).to_lowercase()).unwrap_or_default();
        ["general", "miscellaneous", "boilerplate", "final provisions"].iter().any(|word| heading.starts_with(word))
    })?;
    general.checked_sub(1).and_then(|at| top.get(at)).map(|clause| clause.id)
}

/// Somebody owes something: a duty in the operative text whose sentence names a party.
fn calls_for_it(contract: &Contract) -> bool {
    let tokens = contract.document.text.tokens();
    contract.outline.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Body).any(|sentence| {
        let duty = sentence.tokens.clone().any(|at| {
            matches!(
                tokens.at(at),
                "shall" | "will" | "must" | "agrees" | "agree" | "undertakes" | "warrants" | "pays" | "pay" | "hereby"
            )
        });
        duty && !contract.facts.parties.within(sentence.tokens.clone()).is_empty()
    })
}
