//! Liability that is denied. In: sentences that say who is not liable for what. Out: [`Denial`]s: of
//! indirect and consequential loss (a waiver), or of all loss (an exclusion).

use super::limit::is_theory;
use super::obligor::{self, Form, Obligor};
use super::passage::{DENIALS, Passage};
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

/// How the denial is worded; each is made mutual differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// "shall [not] be liable".
    Not,
    /// "shall have [no] liability".
    No,
    /// "shall [in no event] be liable".
    InNoEvent,
    /// "[In no event] shall Supplier be liable", "Supplier's liability … is excluded".
    Before,
}

#[derive(Clone, Debug)]
pub struct Denial {
    pub denied: Denied,
    pub obligor: Obligor,
    pub wording: Wording,
    /// The word that denies, where it stands behind the party.
    pub words: Option<Span>,
    pub party: Option<Span>,
    pub creditor: Option<Span>,
    /// "even if [Supplier] has been advised".
    pub advised: Option<Span>,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
}

const GOVERNS: [&str; 22] = [
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

pub fn read(contract: &Contract, found: &Matches) -> Vec<Denial> {
    let mut all: Vec<Denial> = Vec::new();
    for one in found {
        let name = found.name(one);
        if !matches!(name, "remote" | "remote-behind" | "none")
            || contract.outline.sentence(one.sentence).kind != SentenceKind::Body
        {
            continue;
        }
        let Some(denial) = denial(contract, name, one) else { continue };
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

fn denial(contract: &Contract, name: &str, one: &Match) -> Option<Denial> {
    let last = one.tokens.end - 1;
    let passage = Passage::of(contract, one, last);
    let (verb, denied) = match name {
        "none" => (governing(&passage, last)?, Denied::All),
        "remote-behind" => {
            (passage.before(last).rev().find(|at| passage.word(*at).starts_with("liab"))?, Denied::Remote)
        }
        _ => {
            let remote = remote(&passage, one, last)?;
            let verb = governing(&passage, remote)?;
            (verb, if is_everything(&passage, verb, remote) { Denied::All } else { Denied::Remote })
        }
    };
    if denied == Denied::All && name == "none" && !is_all(&passage, verb) {
        return None;
    }
    if name != "remote-behind" && !is_denied(&passage, verb, last) {
        return None;
    }
    let obligor = obligor_of(&passage, verb);
    let (wording, words) = wording(&passage, &obligor, verb);
    let start = obligor.phrase.as_ref().map_or(verb, |phrase| phrase.start.min(verb)).min(passage.stretch.start.max(1));
    let start = start.max(passage.stretch.start.min(start));
    Some(Denial {
        denied,
        wording,
        words,
        party: obligor.phrase.clone().map(|phrase| passage.span(phrase)),
        creditor: obligor.creditor.clone().map(|creditor| passage.span(creditor)),
        advised: advised(&passage, &obligor, verb),
        obligor,
        sentence: one.sentence,
        clause: passage.sentence.clause,
        span: passage.span(start..passage.stretch.end.max(last + 1)),
    })
}

/// The word of remote loss: "special" only where loss or damage follows.
fn remote(passage: &Passage<'_>, one: &Match, last: usize) -> Option<usize> {
    if passage.word(last) != "special" {
        return Some(last);
    }
    let near = last + 1..last + 10;
    (passage.begins(near, &["damage", "loss", "consequential", "indirect", "incidental"]) && one.tokens.start < last)
        .then_some(last)
}

/// The verb that the loss hangs on: the nearest before it.
fn governing(passage: &Passage<'_>, loss: usize) -> Option<usize> {
    passage
        .before(loss)
        .rev()
        .find(|at| GOVERNS.contains(&passage.word(*at)) && !is_theory(passage, *at) && !is_noun_claim(passage, *at))
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
    let behind = (verb + 1..(verb + 5).min(last.max(verb + 1)))
        .any(|at| DENIALS.contains(&passage.word(at)) && !passage.is_idiom(at));
    let excluded = word.starts_with("liab") && {
        let tail = last..passage.stretch.end;
        let at = tail.clone().find(|at| matches!(passage.word(*at), "excluded" | "waived" | "disclaimed"));
        at.is_some_and(|at| matches!(passage.word(at - 1), "is" | "are" | "be" | "hereby" | "and" | "expressly"))
    };
    let covers = |at: usize| passage.begins(at..verb, &["indemnif", "harmless", "breach", "comply"]);
    excluded || behind || denials().any(|at| !covers(at))
}

/// "direct, indirect or consequential": nothing is left.
fn is_everything(passage: &Passage<'_>, verb: usize, remote: usize) -> bool {
    (verb + 1..(remote + 16).min(passage.stretch.end)).any(|at| {
        passage.word(at) == "direct"
            && !matches!(
                passage.word(at - 1),
                "than" | "for" | "only" | "actual" | "except" | "to" | "of" | "those" | "proven"
            )
            && matches!(passage.word(at + 1), "," | "or" | "and" | "/" | "damages" | "loss")
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
    const TOTAL: [&str; 5] = ["whatsoever", "agreement", "hereunder", "services", "contract"];
    let region = verb + 1..passage.stretch.end.min(verb + 40);
    let loss = verb + 1..passage.stretch.end.min(verb + 14);
    let object = passage.begins(loss, &["damage", "loss", "claim"])
        || passage.word(verb).starts_with("liab") && passage.holds(verb + 1..verb + 5, &["whatsoever"]);
    object
        && passage.holds(region.clone(), &TOTAL)
        && !passage.begins(region, &CAUSES)
        && !passage.begins(
            passage.stretch.start..verb,
            &["except", "if", "unless", "once", "after", "termin", "where", "delay", "cost"],
        )
        && matches!(passage.word(verb), "liable" | "liability" | "liabilities" | "responsible" | "responsibility")
}

fn obligor_of(passage: &Passage<'_>, verb: usize) -> Obligor {
    let word = passage.word(verb);
    if word.starts_with("waiv") || matches!(word, "recover" | "entitled" | "seek" | "claim") {
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

fn wording(passage: &Passage<'_>, obligor: &Obligor, verb: usize) -> (Wording, Option<Span>) {
    let Some(phrase) = obligor.phrase.as_ref().filter(|phrase| obligor.form == Form::Subject && phrase.end <= verb)
    else {
        return (Wording::Before, None);
    };
    let between = phrase.end..verb;
    for at in between.clone() {
        if passage.reads(at, &["in", "no", "event"]) || passage.reads(at, &["in", "no", "case"]) {
            return (Wording::InNoEvent, Some(passage.span(at..at + 3)));
        }
        if passage.reads(at, &["under", "no", "circumstances"]) {
            return (Wording::InNoEvent, Some(passage.span(at..at + 3)));
        }
    }
    match between.clone().find(|at| matches!(passage.word(*at), "not" | "no")) {
        Some(at) if passage.word(at) == "not" => (Wording::Not, Some(passage.span(at..at + 1))),
        Some(at) => (Wording::No, Some(passage.span(at..at + 1))),
        None => (Wording::Before, None),
    }
}

/// The same party again behind "if" or "whether": it must go along when the sentence is made mutual.
fn advised(passage: &Passage<'_>, obligor: &Obligor, verb: usize) -> Option<Span> {
    let parties = &passage.contract.facts.parties;
    let own = parties.starting_at(obligor.phrase.as_ref()?.start)?;
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
    Some(passage.span(again.tokens.clone()))
}
