//! Lost profit that is called direct loss, so that no exclusion of indirect loss reaches it. In:
//! matches. Out: [`DirectLoss`]: whose loss, and the list of what counts.

use std::ops::Range;

use super::passage::{DENIALS, Passage};
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, Matches};
use crate::span::Span;
use crate::terms::record::{anchor, bound, flag};
use crate::terms::{Bound, Reading, subject};

#[derive(Clone, Debug)]
pub struct DirectLoss {
    /// Whose loss it is; both where nobody is named.
    pub claimant: Bound,
    /// All that is called direct.
    pub list: Span,
    /// "loss of profit is", where a plural would not fit.
    pub singular: bool,
    pub clause: ClauseId,
    pub span: Span,
}

pub fn read(contract: &Contract, found: &Matches) -> Vec<DirectLoss> {
    let mut all: Vec<DirectLoss> = Vec::new();
    for one in found.iter().filter(|one| matches!(found.name(one), "direct" | "called-direct" | "not-remote")) {
        if contract.outline.sentence(one.sentence).kind == SentenceKind::Heading {
            continue;
        }
        let Some(direct) = direct(contract, found.name(one), one) else { continue };
        if !all.iter().any(|known| known.span.overlaps(direct.span)) {
            all.push(direct);
        }
    }
    all
}

fn direct(contract: &Contract, name: &str, one: &Match) -> Option<DirectLoss> {
    let passage = Passage::of(contract, one, one.tokens.end - 1);
    if name != "not-remote" && is_excluded(&passage, one) {
        return None;
    }
    let (list, verb) = match name {
        "direct" => listed(&passage, one)?,
        _ => called(&passage, one)?,
    };
    let words = list.start..passage.stretch.end;
    let claimant = subject::owner(contract, list.clone())
        .or_else(|| subject::after(contract, list.clone(), &["of"]))
        .or_else(|| subject::after(contract, words, &["by", "to"]))
        .or_else(|| subject::before(contract, passage.stretch.start, one.tokens.start))
        .map_or(Bound::Both, |named| named.bound);
    // "Agency shall be liable for direct damages, including …": the loss is the other side's.
    let owes = passage.begins(passage.stretch.start..one.tokens.start, &["liab", "responsib", "indemnif"])
        && subject::owner(contract, list.clone()).is_none();
    Some(DirectLoss {
        claimant: if owes { claimant.opposite() } else { claimant },
        singular: matches!(passage.word(verb), "is" | "constitutes" | "counts" | "ranks" | "qualifies"),
        list: passage.span(list.clone()),
        clause: passage.sentence.clause,
        span: passage.span(list.start.min(one.tokens.start)..list.end.max(one.tokens.end)),
    })
}

/// "direct damages, excluding lost profit", "shall not include", "whether direct or indirect".
fn is_excluded(passage: &Passage<'_>, one: &Match) -> bool {
    const EXCEPT: [&str; 6] = ["except", "excluding", "excludes", "exclude", "other", "than"];
    // "shall not plead that they are remote": what is denied is the defence.
    let pleads = |at: usize| {
        passage.holds(at + 1..at + 4, &["plead", "argue", "contend", "assert", "object", "dispute", "deny", "raise"])
    };
    let denies = |at: usize| {
        // "we mean among other things"
        EXCEPT.contains(&passage.word(at)) && passage.word(at + 1) != "things"
            || DENIALS.contains(&passage.word(at)) && !passage.is_idiom(at) && !pleads(at)
    };
    let within = one.tokens.clone().any(denies);
    let before = one.tokens.start.saturating_sub(9).max(passage.stretch.start)..one.tokens.start;
    let indirect = passage.holds(one.tokens.clone(), &["indirect"]);
    within || indirect || before.into_iter().any(denies)
}

/// Behind the verb, to the end of the stretch.
fn listed(passage: &Passage<'_>, one: &Match) -> Option<(Range<usize>, usize)> {
    let lists = ["includ", "mean", "compris", "encompass"];
    // "The losses that Client may recover include …": it is not "recover" that lists them.
    let named = passage.holds(one.tokens.clone(), &["direct"]);
    let listing = || one.tokens.clone().find(|at| lists.iter().any(|stem| passage.word(*at).starts_with(stem)));
    let verb = listing().filter(|_| !named).or_else(|| {
        one.tokens.clone().find(|at| {
            [
                "includ",
                "mean",
                "compris",
                "encompass",
                "regarded",
                "deemed",
                "treated",
                "considered",
                "classed",
                "count",
                "rank",
                "agreed",
                "acknowledged",
                "accepted",
                "recoverable",
                "recover",
                "constitute",
                "following",
                "these",
                "claim",
            ]
            .iter()
            .any(|stem| passage.word(*at).starts_with(stem))
        })
    })?;
    // "are regarded as direct losses of Client: lost sales …".
    let regarded = !lists.iter().any(|stem| passage.word(verb).starts_with(stem));
    let colon = (verb + 1..one.tokens.end).find(|at| passage.word(*at) == ":");
    // ": (a) loss of profit; and (b) goodwill": the whole list, with its labels.
    let lettered = |at: usize| (1..4).any(|step| passage.word(at + step) == ")") && passage.word(at + 1) == "(";
    if let Some(at) = colon.filter(|at| lettered(*at)) {
        let last = passage.sentence.tokens.end - 1;
        let end = last + usize::from(passage.word(last) != ".");
        return (end > at + 1).then_some((at + 1..end, verb));
    }
    let mut start = if regarded { colon? } else { verb + 1 };
    while matches!(passage.word(start), "," | ":" | "without" | "limitation" | "but" | "not" | "limited" | "to" | "(") {
        start += 1;
    }
    let whole = passage.reach();
    let stop = (one.tokens.end..whole).find(|at| {
        matches!(passage.word(*at), ";" | ")" | "arising" | "resulting" | "suffered" | "incurred" | "caused" | "which")
    });
    let mut end = stop.unwrap_or(whole);
    while end > start + 1 && matches!(passage.word(end - 1), "." | "," | ";" | "and") {
        end -= 1;
    }
    (end > start).then_some((start..end, verb))
}

/// What stands before "shall be deemed direct damages".
fn called(passage: &Passage<'_>, one: &Match) -> Option<(Range<usize>, usize)> {
    const MODALS: [&str; 13] = [
        "shall",
        "will",
        "is",
        "are",
        "constitute",
        "constitutes",
        "be",
        "count",
        "counts",
        "rank",
        "ranks",
        "qualify",
        "qualifies",
    ];
    let first = one.tokens.start;
    let verb = (first..one.tokens.end).find(|at| MODALS.contains(&passage.word(*at)))?;
    let mut start = passage.stretch.start;
    let that = (start..first).rev().find(|at| matches!(passage.word(*at), "that" | ":" | "following"));
    start = that.map_or(start, |at| at + 1);
    (start < verb && verb - start < 60).then_some((start..verb, verb))
}

impl DirectLoss {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(bound("claimant", self.claimant, None)),
            Some(flag("singular", self.singular, None)),
            anchor("list", Some(self.list)),
        ];
        Reading {
            term: "direct-loss",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
