//! Liability that a party shares or takes over: jointly and severally, or for what strangers do. In:
//! matches. Out: [`Shared`]: whose, of which kind, with the words to change.

use std::ops::Range;

use super::passage::Passage;
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, Matches};
use crate::span::Span;
use crate::terms::record::{anchor, bound, flag, word};
use crate::terms::{Bound, Reading, scope, subject};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "jointly and severally liable".
    Joint,
    /// "liable for the acts of any third party".
    Strangers,
}

#[derive(Clone, Debug)]
pub struct Shared {
    pub obligor: Bound,
    pub kind: Kind,
    /// "joint and several", and not "jointly and severally".
    pub adjective: bool,
    /// "jointly and severally", or the strangers.
    pub words: Span,
    pub clause: ClauseId,
    pub span: Span,
}

pub fn read(contract: &Contract, found: &Matches) -> Vec<Shared> {
    let mut all: Vec<Shared> = Vec::new();
    for one in found.iter().filter(|one| matches!(found.name(one), "joint" | "others" | "others-do")) {
        if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
            continue;
        }
        let shared = if found.name(one) == "joint" { joint(contract, one) } else { strangers(contract, one) };
        if let Some(shared) = shared.filter(|new| !all.iter().any(|known| known.span.overlaps(new.span))) {
            all.push(shared);
        }
    }
    all
}

/// Not "severally and not jointly", and not the partners of one party among themselves.
fn joint(contract: &Contract, one: &Match) -> Option<Shared> {
    let passage = Passage::of(contract, one, one.tokens.end - 1);
    let (start, end) = (one.tokens.start, one.tokens.end);
    let near = start.saturating_sub(3).max(passage.stretch.start)..(end + 3).min(passage.stretch.end);
    let denied = passage.holds(near, &["not", "nor", "neither", "several", "no"])
        && !passage.holds(one.tokens.clone(), &["several"])
        || passage.holds(start.saturating_sub(2).max(passage.stretch.start)..start, &["not", "nor", "no"]);
    let persons = passage.holds(passage.stretch.start..start, &["persons", "individuals", "signatories", "guarantor"])
        || passage.reads(passage.stretch.start, &["if"]) && passage.holds(passage.stretch.clone(), &["more", "two"]);
    let around = start.saturating_sub(12).max(passage.stretch.start)..(end + 12).min(passage.stretch.end);
    let owed = passage
        .begins(around, &["liab", "responsib", "answer", "accountab", "oblig", "bound", "indemnif", "guarant", "owe"]);
    // "any liabilities (joint and several)" are kinds of loss.
    let adjective = passage.word(start) == "joint";
    let said = passage.holds(
        start.saturating_sub(4).max(passage.stretch.start)..start,
        &["is", "are", "be", "have", "has", "assume", "assumes"],
    ) || passage.begins(end..end + 1, &["liab", "oblig", "responsib"]);
    if denied || persons || !owed || adjective && !said {
        return None;
    }
    let party = who(contract, &passage, start)?;
    Some(Shared {
        obligor: party.bound,
        kind: Kind::Joint,
        adjective,
        words: passage.span(one.tokens.clone()),
        clause: passage.sentence.clause,
        span: passage.span(party.tokens.start.min(start)..end),
    })
}

/// The subject, or the owner of the liability; both sides where both are named.
fn who(contract: &Contract, passage: &Passage<'_>, at: usize) -> Option<subject::Named> {
    let from = passage.stretch.start;
    let found = subject::before(contract, from, at)
        .or_else(|| subject::owner(contract, from..at))
        .or_else(|| passage.lead_in.clone().and_then(|lead| subject::before(contract, lead.start, lead.end)))?;
    let opposed = contract.facts.parties.within(from..at).iter().any(|mention| {
        let bound = subject::bound(contract, mention.who);
        let behind = (mention.tokens.end..at).take(3).any(|place| passage.word(place) == "and");
        bound == found.bound.opposite() && found.bound != Bound::Both && !mention.possessive && behind
    });
    Some(if opposed { subject::Named { bound: Bound::Both, ..found } } else { found })
}

/// Acts of people who do not belong to the party.
fn strangers(contract: &Contract, one: &Match) -> Option<Shared> {
    let passage = Passage::of(contract, one, one.tokens.end - 1);
    let verb = one.tokens.start;
    let denied = passage.is_denied(verb)
        || passage.holds(verb..one.tokens.end, &["not", "no"])
        || passage.begins(verb.saturating_sub(6).max(passage.stretch.start)..verb, &["disclaim", "exclud"]);
    if denied {
        return None;
    }
    let named = || {
        let row = one.tokens.clone();
        (passage.word(row.end - 1).starts_with("d") || passage.word(row.end - 1).starts_with("omit"))
            .then(|| row.clone().find_map(|at| people(&passage, at)))
            .flatten()
    };
    let people = people(&passage, one.tokens.end).or_else(named).or_else(|| others_behind(&passage, one.tokens.end))?;
    let party = who(contract, &passage, verb)?;
    let owned = scope::holds(
        contract,
        people.start..passage.stretch.end.min(people.end + 12),
        &[
            "engage",
            "engages",
            "hires",
            "uses",
            "engaged",
            "employed",
            "retained",
            "behalf",
            "control",
            "appointed",
            "hired",
            "used",
            "subcontractor",
            "subcontractors",
            "employees",
            "agents",
            "personnel",
            "subcontracted",
            "authorized",
            "authorised",
        ],
    );
    // "any third party engaged in the project" is not one that the party engaged.
    let strange =
        matches!(passage.word(people.end + 2), "anybody" | "anyone" | "others" | "whoever" | "whomever" | "any");
    let in_it = passage.reads(people.end, &["engaged", "in"])
        || passage.reads(people.end, &["involved", "in"])
        || passage.word(people.end + 1) == "by" && strange;
    (!owned || in_it).then(|| Shared {
        obligor: party.bound,
        kind: Kind::Strangers,
        adjective: false,
        words: passage.span(people.clone()),
        clause: passage.sentence.clause,
        span: passage.span(party.tokens.start.min(verb)..people.end),
    })
}

/// "any third party", "other contractors", "anyone": as the words behind "acts of" begin.
fn people(passage: &Passage<'_>, from: usize) -> Option<Range<usize>> {
    const PLAIN: [&str; 8] = ["any", "all", "other", "the", "such", "each", "every", "its"];
    let start = from;
    // "Client's other advisers"
    let theirs = |at: usize| passage.contract.facts.parties.starting_at(at).filter(|mention| mention.possessive);
    let owner = theirs(from).or_else(|| theirs(from + 1).filter(|_| passage.word(from) == "the"));
    let mut at = owner.map_or(from, |owner| owner.tokens.end);
    while PLAIN.contains(&passage.word(at)) && at < from + 7 {
        at += 1;
    }
    let own = (start..at).any(|place| passage.word(place) == "its");
    let others = (start..at).any(|place| passage.word(place) == "other");
    let end = match passage.word(at) {
        "third" if passage.word(at + 1).starts_with("part") => at + 2,
        "person" | "persons" | "anyone" | "anybody" | "others" | "strangers" => at + 1,
        "contractors" | "contractor" | "vendors" | "vendor" | "suppliers" | "supplier" | "agencies" | "consultants"
        | "advisers" | "advisors" | "professionals" | "firms"
            if others =>
        {
            at + 1
        }
        _ => return None,
    };
    // "third party claims" are no people.
    let noun =
        passage.begins(end..end + 1, &["claim", "licen", "right", "content", "material", "software", "provider"]);
    (!own && !noun).then_some(start..end)
}

/// "of the hosting provider, the carriers and other third parties": the last of a row.
fn others_behind(passage: &Passage<'_>, from: usize) -> Option<Range<usize>> {
    let end = passage.stretch.end.min(from + 14);
    let at = (from..end).find(|at| {
        matches!(passage.word(*at), "other" | "any")
            && passage.word(at + 1) == "third"
            && passage.word(at + 2).starts_with("part")
            && matches!(passage.word(at.saturating_sub(1)), "and" | "or")
    })?;
    Some(at..at + 3)
}

impl Shared {
    pub fn reading(&self) -> Reading {
        let kind = match self.kind {
            Kind::Joint => "joint",
            Kind::Strangers => "strangers",
        };
        let fields = [
            Some(bound("obligor", self.obligor, None)),
            Some(word("kind", kind, None)),
            Some(flag("adjective", self.adjective, None)),
            anchor("words", Some(self.words)),
        ];
        Reading {
            term: "shared-liability",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
