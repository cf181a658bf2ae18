//! Liability that is denied. In: sentences that say who is not liable for what. Out: [`Denial`]s: of
//! indirect and consequential loss (a waiver), or of all loss (an exclusion).

use super::limit::{Limit, is_theory};
use super::obligor::{self, Form, Obligor, Wording};
use super::passage::{DENIALS, Passage};
use super::{excuse, head};
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, Matches};
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Indirect and consequential loss.
    Remote,
    /// Any loss at all.
    All,
}

#[derive(Clone, Debug)]
pub struct Denial {
    pub denied: Denied,
    /// Errors are excused, and faults of a graver kind are not.
    pub excused: bool,
    /// Does it name indirect or consequential loss?
    pub remote: bool,
    pub obligor: Obligor,
    pub wording: Wording,
    /// The word that denies, where it stands behind the party.
    pub words: Option<Span>,
    pub party: Option<Span>,
    pub creditor: Option<Span>,
    /// The plural verb behind "we" or "you".
    pub verb: Option<(&'static str, Span)>,
    /// "even if [Supplier] has been advised".
    pub advised: Option<Span>,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
}

const GOVERNS: [&str; 28] = [
    "owe",
    "owes",
    "pay",
    "pays",
    "compensate",
    "reimburse",
    "liable",
    "liability",
    "liabilities",
    "responsible",
    "responsibility",
    "accountable",
    "waive",
    "waives",
    "waived",
    "disclaim",
    "disclaims",
    "exclude",
    "excludes",
    "recover",
    "entitled",
    "seek",
    "claim",
    "waiving",
    "recoverable",
    "award",
    "obligated",
    "answerable",
];

pub fn read(contract: &Contract, found: &Matches, limits: &[Limit]) -> Vec<Denial> {
    let mut all: Vec<Denial> = Vec::new();
    for one in found {
        let name = found.name(one);
        if !matches!(name, "remote" | "remote-behind" | "remote-only" | "remote-beyond" | "none" | "excused")
            || contract.outline.sentence(one.sentence).kind != SentenceKind::Body
        {
            continue;
        }
        let found = denial(contract, name, one).or_else(|| like_the_last(contract, name, one, &all));
        let Some(denial) = found else { continue };
        // "not liable for any amount above X" is a cap.
        if denial.denied == Denied::All && limits.iter().any(|limit| limit.span.overlaps(denial.span)) {
            continue;
        }
        let known = all
            .iter_mut()
            .find(|known| known.span.overlaps(denial.span) && known.obligor.bound == denial.obligor.bound);
        match known {
            Some(known) if known.denied == Denied::All && denial.denied == Denied::Remote && name == "remote" => {
                *known = denial
            }
            Some(_) => {}
            None => all.push(denial),
        }
    }
    all
}

/// "Equally, you are not liable to us for loss of that kind": the kind that the sentence before named.
fn like_the_last(contract: &Contract, name: &str, one: &Match, all: &[Denial]) -> Option<Denial> {
    const LIKE: [&[&str]; 7] = [
        &["of", "that", "kind"],
        &["of", "this", "kind"],
        &["of", "such", "kind"],
        &["of", "the", "same", "kind"],
        &["such", "loss"],
        &["such", "losses"],
        &["such", "damages"],
    ];
    let last = all.last().filter(|last| name == "none" && last.denied == Denied::Remote)?;
    let passage = Passage::of(contract, one, one.tokens.end - 1);
    let near = passage.sentence.clause == last.clause && passage.sentence.id.0 <= last.sentence.0 + 2;
    let verb = governing(&passage, one.tokens.end - 1)?;
    let like = (verb..passage.stretch.end).any(|at| LIKE.iter().any(|words| passage.reads(at, words)));
    if !near || !like || !is_denied(&passage, verb, one.tokens.end - 1) {
        return None;
    }
    Some(Denial { remote: true, ..denied_by(&passage, Denied::Remote, verb) })
}

fn denial(contract: &Contract, name: &str, one: &Match) -> Option<Denial> {
    let last = one.tokens.end - 1;
    let passage = Passage::of(contract, one, last);
    let (verb, denied) = match name {
        "none" => (governing(&passage, last)?, Denied::All),
        "excused" => (excuse::verb(&passage, last)?, Denied::All),
        "remote-behind" => {
            (passage.before(last).rev().find(|at| passage.word(*at).starts_with("liab"))?, Denied::Remote)
        }
        "remote-only" | "remote-beyond" => (one.tokens.start, Denied::Remote),
        _ => {
            let remote = remote(&passage, one, last)?;
            let verb = governing(&passage, remote)?;
            (verb, if is_everything(&passage, verb, remote) { Denied::All } else { Denied::Remote })
        }
    };
    if passage.holds(passage.stretch.clone(), &["jury"]) || name == "remote" && !is_remote(&passage, verb) {
        return None;
    }
    if denied == Denied::All && name == "none" && !is_all(&passage, verb) {
        return None;
    }
    if !matches!(name, "remote-behind" | "remote-only") && !is_denied(&passage, verb, last) {
        return None;
    }
    Some(Denial {
        remote: !matches!(name, "none" | "excused"),
        excused: name == "excused",
        ..denied_by(&passage, denied, verb)
    })
}

fn denied_by(passage: &Passage<'_>, denied: Denied, verb: usize) -> Denial {
    let obligor = obligor_of(passage, verb);
    let (wording, words) = obligor::wording(passage, &obligor, verb);
    Denial {
        denied,
        excused: false,
        remote: true,
        wording,
        words: words.map(|words| passage.span(words)),
        party: obligor::words(passage, &obligor),
        creditor: obligor.creditor.clone().map(|creditor| passage.span(creditor)),
        verb: obligor::verb(passage, &obligor).map(|(word, verb)| (word, passage.span(verb))),
        advised: advised(passage, &obligor, verb),
        obligor,
        sentence: passage.sentence.id,
        clause: passage.sentence.clause,
        span: passage.span(head::trimmed(passage, passage.stretch.clone())),
    }
}

/// The word of remote loss: only where loss or damage stands beside it ("incidental to the deal").
fn remote(passage: &Passage<'_>, one: &Match, last: usize) -> Option<usize> {
    const LOSS: [&str; 3] = ["damage", "loss", "lost"];
    let around = last.saturating_sub(8).max(one.tokens.start)..(last + 18).min(passage.stretch.end);
    passage.begins(around, &LOSS).then_some(last)
}

/// The verb that the loss hangs on: the nearest before it; of "waives any right to recover" the first.
fn governing(passage: &Passage<'_>, loss: usize) -> Option<usize> {
    let governs =
        |at: &usize| GOVERNS.contains(&passage.word(*at)) && !is_theory(passage, *at) && !is_noun_claim(passage, *at);
    let verb = passage.before(loss).rev().find(governs)?;
    let claims = matches!(passage.word(verb), "recover" | "claim" | "seek" | "award" | "entitled" | "recoverable");
    let waives = (verb.saturating_sub(14).max(passage.stretch.start)..verb)
        .rev()
        .find(|at| passage.word(*at).starts_with("waiv"));
    Some(waives.filter(|_| claims).unwrap_or(verb))
}

/// "any claim for …" is no verb.
fn is_noun_claim(passage: &Passage<'_>, at: usize) -> bool {
    matches!(passage.word(at), "claim" | "award")
        && matches!(
            passage.word(at.saturating_sub(1)),
            "any" | "a" | "the" | "such" | "every" | "each" | "of" | "party" | "no" | "this" | "or"
        )
}

fn is_denied(passage: &Passage<'_>, verb: usize, last: usize) -> bool {
    let word = passage.word(verb);
    let denials = || {
        passage
            .before(verb)
            .filter(|at| *at + 34 > verb && DENIALS.contains(&passage.word(*at)) && !passage.is_idiom(*at))
    };
    if word.starts_with("waiv") || word.starts_with("disclaim") || word.starts_with("exclude") {
        return !denials().any(|at| at + 8 > verb);
    }
    let renounced =
        passage.begins(verb.saturating_sub(6).max(passage.stretch.start)..verb, &["disclaim", "exclud", "waiv"]);
    let behind = (verb + 1..(verb + 5).min(last.max(verb + 1)))
        .any(|at| DENIALS.contains(&passage.word(at)) && !passage.is_idiom(at));
    let excluded = word.starts_with("liab") && {
        let tail = last..passage.stretch.end;
        let at = tail.clone().find(|at| matches!(passage.word(*at), "excluded" | "waived" | "disclaimed"));
        at.is_some_and(|at| matches!(passage.word(at - 1), "is" | "are" | "be" | "hereby" | "and" | "expressly"))
    };
    let covers = |at: usize| passage.begins(at..verb, &["indemnif", "harmless", "breach", "comply"]);
    excluded || behind || word.starts_with("liab") && renounced || denials().any(|at| !covers(at))
}

/// Punitive damages alone are no waiver of consequential loss.
fn is_remote(passage: &Passage<'_>, verb: usize) -> bool {
    const STEMS: [&str; 7] = ["consequential", "indirect", "incidental", "incidential", "special", "profit", "revenue"];
    passage.begins(verb..passage.stretch.end, &STEMS)
}

/// "direct, indirect or consequential"; "damages, including consequential damages": nothing is left.
fn is_everything(passage: &Passage<'_>, verb: usize, remote: usize) -> bool {
    let plain = (verb + 1..remote.min(verb + 16)).any(|at| {
        matches!(passage.word(at), "damages" | "loss" | "losses" | "damage")
            && matches!(passage.word(at - 1), "any" | "for" | "or" | "all" | "and")
            && (passage.word(at + 1).starts_with("includ")
                || matches!(passage.word(at + 1), "," | "(") && passage.word(at + 2).starts_with("includ"))
    });
    let lesser = passage.begins(verb + 1..remote, &["profit", "revenue", "business"]);
    plain && !lesser
        || (verb + 1..(remote + 16).min(passage.stretch.end)).any(|at| {
            passage.word(at) == "direct"
                && !matches!(
                    passage.word(at - 1),
                    "than" | "for" | "only" | "actual" | "except" | "to" | "of" | "those" | "proven"
                )
                && matches!(passage.word(at + 1), "," | "or" | "and" | "/" | "damages" | "loss")
                && !lesser
                && at.abs_diff(remote) < 16
                && (verb + 1..at).all(|place| !matches!(passage.word(place), "than" | "except" | "beyond"))
        })
}

/// "for any loss or damage whatsoever": no head, no cause that narrows it.
fn is_all(passage: &Passage<'_>, verb: usize) -> bool {
    const CAUSES: [&str; 38] = [
        "delay",
        "fail",
        "force",
        "interrupt",
        "terminat",
        "third",
        "content",
        "error",
        "mistake",
        "act",
        "omission",
        "because",
        "caused",
        "result",
        "unless",
        "until",
        "except",
        "reason",
        "debt",
        "tax",
        "cost",
        "expens",
        "if",
        "breach",
        "injur",
        "consequential",
        "indirect",
        "incidental",
        "punitive",
        "special",
        "profit",
        "such",
        "more",
        "excess",
        "exceed",
        "greater",
        "settlement",
        "indemn",
    ];
    let standard = excuse::standard(passage, verb);
    let end = standard.unwrap_or(passage.stretch.end);
    let region = verb + 1..end.min(verb + 40);
    let near = verb + 1..end.min(verb + 20);
    let loss = verb + 1..passage.stretch.end.min(verb + 14);
    let object = passage.begins(loss, &["damage", "loss", "claim"])
        || passage.word(verb).starts_with("liab") && passage.holds(verb + 1..verb + 5, &["whatsoever"]);
    object
        && if standard.is_some() { !is_of_one_kind(passage, near) } else { is_whole(passage, near) }
        && !passage.begins(region, &CAUSES)
        && !passage.begins(
            passage.stretch.start..verb,
            &["except", "if", "unless", "once", "after", "termin", "where", "delay", "cost"],
        )
        && matches!(passage.word(verb), "liable" | "liability" | "liabilities" | "responsible" | "responsibility")
}

/// "loss of data", "damage to the premises": not any loss.
fn is_of_one_kind(passage: &Passage<'_>, near: std::ops::Range<usize>) -> bool {
    const THINGS: [&str; 9] = ["the", "any", "its", "property", "persons", "person", "equipment", "goods", "data"];
    near.into_iter().any(|at| {
        matches!(passage.word(at), "loss" | "losses" | "damage" | "damages")
            && (passage.word(at + 1) == "of" || passage.word(at + 1) == "to" && THINGS.contains(&passage.word(at + 2)))
    })
}

/// "under this Agreement", or "whatsoever" with nothing behind it that narrows it.
fn is_whole(passage: &Passage<'_>, near: std::ops::Range<usize>) -> bool {
    passage.holds(near.clone(), &["agreement", "hereunder", "services", "contract"])
        || near
            .into_iter()
            .any(|at| passage.word(at) == "whatsoever" && matches!(passage.word(at + 1), "." | ";" | "to" | ""))
}

fn obligor_of(passage: &Passage<'_>, verb: usize) -> Obligor {
    let word = passage.word(verb);
    let renounces = ["waiv", "give", "forgo", "release", "renounce"].iter().any(|stem| word.starts_with(stem));
    if renounces || matches!(word, "recover" | "entitled" | "seek" | "claim") {
        let subject = obligor::of(passage, verb, verb + 1);
        let flips = word != "recover" && word != "claim" && subject.form != Form::Creditor;
        let bound = if flips { subject.bound.opposite() } else { subject.bound };
        return Obligor { bound, form: Form::Creditor, ..subject };
    }
    if word == "award" {
        return Obligor { bound: Bound::Both, form: Form::Unnamed, phrase: None, creditor: None };
    }
    obligor::of(passage, verb, verb + 1)
}

/// The same party again behind "if" or "whether": it must go along when the sentence is made mutual.
fn advised(passage: &Passage<'_>, obligor: &Obligor, verb: usize) -> Option<Span> {
    let parties = &passage.contract.facts.parties;
    let own = parties.within(obligor.phrase.clone()?).first()?;
    let mentions = parties.within(verb + 1..passage.stretch.end);
    let again = mentions.iter().find(|mention| {
        let mut before = mention.tokens.start - 1;
        if passage.word(before) == "the" {
            before -= 1;
        }
        mention.who == own.who
            && !mention.possessive
            && matches!(passage.word(before), "if" | "not" | "whether" | "though")
    })?;
    let article = passage.word(again.tokens.start - 1) == "the";
    Some(passage.span(again.tokens.start - usize::from(article)..again.tokens.end))
}
