//! Where a clause on liability belongs that is not there. In: a contract. Out: [`Home`]: the clause
//! after which it would stand, and whether there is a bargain that calls for it at all.

use crate::contract::Contract;
use crate::outline::{Clause, ClauseId, ClauseKind, SentenceKind};
use crate::pattern::Matches;
use crate::span::Span;

#[derive(Clone, Debug, Default)]
pub struct Home {
    /// None: behind the last clause.
    pub clause: Option<ClauseId>,
    /// "[Reserved]" under a heading on liability.
    pub reserved: Option<Span>,
    /// Does anybody owe anything under this document, and does it stand by itself?
    pub calls_for_it: bool,
}

pub fn find(contract: &Contract, found: &Matches) -> Home {
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
    let reserved = own.and_then(|clause| reserved(contract, clause));
    let near = || titled(&["indemni"]).or_else(|| titled(&["warrant"])).filter(|clause| is_numbered(contract, clause));
    let clause = own.or_else(near).map(|clause| clause.id);
    Home { clause, reserved, calls_for_it: found.named("part").next().is_none() && calls_for_it(contract) }
}

/// The words "[Reserved]" where they are all that stands in the section.
fn reserved(contract: &Contract, section: &Clause) -> Option<Span> {
    let inside = || contract.outline.clauses.iter().filter(|clause| section.span.covers(clause.span));
    let mut bodies = inside().map(|clause| clause.body).filter(|body| !contract.quote(*body).trim().is_empty());
    let only = bodies.next()?;
    (bodies.next().is_none() && is_reserved(contract.quote(only))).then_some(only)
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

/// A section of numbered clauses, to which one more can be added.
fn is_numbered(contract: &Contract, section: &Clause) -> bool {
    contract
        .outline
        .clauses
        .iter()
        .any(|clause| clause.parent == Some(section.id) && is_section(clause) && clause.number.is_some())
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
