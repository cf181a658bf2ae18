//! Caps. In: sentences that measure liability by an amount. Out: [`Limit`]s: whose liability, how
//! high, for what. Sole remedies, limits of insurance and "limited to direct damages" are no caps.

use super::amount::{self, Amount, Basis};
use super::measure::{self, Measure};
use super::obligor::{self, Form, Obligor, Wording};
use super::passage::{DENIALS, Passage};
use super::reach::{self, Reach};
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, Matches};
use crate::span::Span;

#[derive(Clone, Debug)]
pub struct Limit {
    pub obligor: Obligor,
    pub amount: Amount,
    pub reach: Reach,
    /// Said by pointing to the limits of another paper.
    pub referred: bool,
    /// "for each claim": those words.
    pub per_claim: Option<Span>,
    pub measure: Measure,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    /// The words from the party, or from the liability, to the amount.
    pub span: Span,
    /// The party's words.
    pub party: Option<Span>,
    pub creditor: Option<Span>,
    /// The plural verb behind "we" or "you".
    pub verb: Option<(&'static str, Span)>,
    /// How it is denied that more is owed, and the word that denies it behind the party.
    pub wording: Wording,
    pub denial: Option<Span>,
}

const NAMES: [&str; 8] = ["exceed", "limited", "more", "stops", "up-to", "amounts-to", "by-reference", "table"];

pub fn read(contract: &Contract, found: &Matches) -> Vec<Limit> {
    let mut limits: Vec<Limit> = Vec::new();
    for one in found.iter().filter(|one| NAMES.contains(&found.name(one))) {
        if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
            continue;
        }
        let Some(limit) = limit(contract, found.name(one), one) else { continue };
        let known = limits.iter_mut().find(|known| known.span.overlaps(limit.span));
        match known {
            // Two cues of one cap: the one that tells the amount.
            Some(known) if known.amount.basis == Basis::Other => *known = limit,
            Some(_) => {}
            None => limits.push(limit),
        }
    }
    limits
}

fn limit(contract: &Contract, name: &str, one: &Match) -> Option<Limit> {
    let verb = match one.captures.first().filter(|_| name == "table") {
        Some(amount) => amount.tokens.start.checked_sub(1)?,
        None => one.tokens.end - 1,
    };
    let passage = Passage::of(contract, one, verb);
    let noun = noun(&passage, verb + usize::from(name == "table"))?;
    let end = next_cap(&passage, verb).unwrap_or(passage.reach()).min(verb + 90);
    let region = verb + 1..end.max(verb + 1);
    if !stands(&passage, name, noun, verb, region.end) || is_insurance(&passage, noun, verb) {
        return None;
    }
    let amount = amount::read(&passage, region.clone());
    let obligor = obligor::of(&passage, noun, verb);
    if !matches!(obligor.form, Form::Possessive | Form::InvertedPossessive | Form::Of)
        && !is_somebodys(&passage, noun, verb)
    {
        return None;
    }
    let start = obligor.phrase.as_ref().map_or(noun, |phrase| phrase.start.min(noun));
    let before = passage.stretch.start..start.max(passage.stretch.start);
    let about = if noun < verb { noun + 1..verb } else { verb..verb };
    let reach = reach::of(&passage, before, about);
    if !is_amount(&passage, name, &amount, region.start, &reach) {
        return None;
    }
    let words = passage.span(most_before(&passage, start)..verb + 1).join(amount.span);
    let (wording, denial) = obligor::wording(&passage, &obligor, noun);
    Some(Limit {
        wording,
        denial: denial.map(|denial| passage.span(denial)),
        party: obligor::words(&passage, &obligor),
        creditor: obligor.creditor.clone().map(|creditor| passage.span(creditor)),
        verb: obligor::verb(&passage, &obligor).map(|(word, verb)| (word, passage.span(verb))),
        obligor,
        referred: name == "by-reference",
        per_claim: per_claim(&passage, start, end),
        measure: measure::of(&passage, &amount, passage.stretch.start.min(start)..end),
        amount,
        reach,
        sentence: one.sentence,
        clause: passage.sentence.clause,
        span: words,
    })
}

/// Where the words begin: "the most that we will ever have to pay".
fn most_before(passage: &Passage<'_>, start: usize) -> usize {
    const NEAR: usize = 3;
    let near = start.saturating_sub(NEAR).max(passage.stretch.start)..start;
    let most = near.rev().find(|at| matches!(passage.word(*at), "most" | "maximum"));
    most.map_or(start, |most| most - usize::from(most > passage.stretch.start && passage.word(most - 1) == "the"))
}

/// "…, and Customer's liability is limited to": another cap in the same sentence ends this one.
fn next_cap(passage: &Passage<'_>, verb: usize) -> Option<usize> {
    let parties = &passage.contract.facts.parties;
    (verb + 3..passage.reach()).find_map(|at| {
        let owner = parties.ending_at(at).filter(|owner| owner.possessive)?;
        let start = owner.tokens.start - usize::from(passage.word(owner.tokens.start - 1) == "the");
        let joined = start > verb && matches!(passage.word(start - 1), "and" | "while" | "whereas" | ",");
        (joined && passage.word(at).starts_with("liabilit")).then(|| start - 1)
    })
}

/// The word that names the liability: one with an owner before one without.
fn noun(passage: &Passage<'_>, verb: usize) -> Option<usize> {
    let liable = |at: &usize| passage.word(*at).starts_with("liab") && !is_theory(passage, *at);
    let owned = |at: &usize| {
        let found = obligor::of(passage, *at, verb);
        matches!(found.form, Form::Possessive | Form::InvertedPossessive | Form::Of)
    };
    let all = || passage.before(verb).filter(liable);
    let claims = [
        "owe",
        "owes",
        "recover",
        "recoverable",
        "damages",
        "recovery",
        "remedies",
        "recourse",
        "losses",
        "responsible",
        "responsibility",
        "answerable",
        "accountable",
        "exposure",
    ];
    all()
        .rev()
        .find(owned)
        .or_else(|| all().rev().find(|at| passage.word(*at) == "liable"))
        .or_else(|| all().next())
        .or_else(|| passage.before(verb).find(|at| claims.contains(&passage.word(*at))))
        // "the most that one party can be called upon to pay the other is": the payment stands for the liability.
        .or_else(|| {
            let most = passage.before(verb).find(|at| matches!(passage.word(*at), "most" | "maximum"))?;
            (most..verb).find(|at| matches!(passage.word(*at), "pay" | "pays"))
        })
        // "you can be asked to pay up to"
        .or_else(|| {
            passage.before(verb).rev().take(8).find(|at| {
                passage.word(*at) == "pay" && matches!(passage.word(*at - 1), "to" | "will" | "shall" | "must")
            })
        })
}

/// "The total liability under this Agreement" is somebody's; "any loss, liability or expense" is a
/// kind of loss.
fn is_somebodys(passage: &Passage<'_>, noun: usize, verb: usize) -> bool {
    match passage.word(noun) {
        word if word.starts_with("liabilit") => {}
        "responsible" | "owe" | "owes" | "recover" => return verb.saturating_sub(noun) <= 16,
        _ => return true,
    }
    let before = noun.checked_sub(1).map_or("", |at| passage.word(at));
    let member = matches!(before, "," | "and" | "or" | "without" | ")")
        || matches!(passage.word(noun + 1), "," | "and" | "or" | "(" | ")" | "to" | "which");
    let far = verb.saturating_sub(noun) > 60 || (noun..verb).any(|at| matches!(passage.word(at), "provided" | ";"));
    !member && !far
}

/// "strict liability", "theory of liability", "limitation of liability": no party's liability.
pub fn is_theory(passage: &Passage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |place| passage.word(place));
    let second = at.checked_sub(2).map_or("", |place| passage.word(place));
    matches!(before, "strict" | "product" | "products" | "tort" | "vicarious" | "insurance")
        || before == "of"
            && matches!(
                second,
                "theory" | "theories" | "limitation" | "limitations" | "exclusion" | "basis" | "cap" | "form"
            )
            && !matches!(passage.word(at + 1), "of")
            && passage.contract.facts.parties.ending_at(at).is_none()
        || matches!(passage.word(at + 1), "theory" | "theories" | "company" | "partnership")
}

/// "professional liability insurance of not less than …".
fn is_insurance(passage: &Passage<'_>, noun: usize, verb: usize) -> bool {
    let kinds = [
        "general",
        "public",
        "employer's",
        "employers",
        "professional",
        "umbrella",
        "automobile",
        "auto",
        "excess",
        "cyber",
    ];
    let before = noun.checked_sub(1).map_or("", |at| passage.word(at));
    let next = noun + 1..(noun + 4).min(verb);
    passage.begins(next, &["insur", "coverage", "polic"]) && passage.word(noun) != "liable"
        || kinds.contains(&before) && passage.begins(passage.sentence.tokens.clone(), &["insur", "polic", "coverage"])
        || passage.begins(noun.saturating_sub(12).max(passage.stretch.start)..noun, &["maintain", "procure", "carry"])
            && passage.begins(passage.sentence.tokens.clone(), &["insur"])
}

/// Is the cue used as a limit here?
fn stands(passage: &Passage<'_>, name: &str, noun: usize, verb: usize, end: usize) -> bool {
    let near = verb + 1..end;
    match name {
        "by-reference" => {
            let subject = (noun.min(verb)..verb).rev().find(|at| passage.word(*at) == "subject");
            subject.is_some_and(|at| {
                !passage.holds(at.saturating_sub(3).max(noun)..at + 4, &["not", "no", "any", "without"])
            })
        }
        "exceed" => {
            !matches!(passage.word(verb - 1), "which" | "that")
                && passage.is_denied(verb)
                && !passage.holds(near.start..(near.start + 3).min(end), &["scope", "authority"])
        }
        "more" => {
            passage.before(verb).rev().take(120).any(|at| DENIALS.contains(&passage.word(at)) && !passage.is_idiom(at))
        }
        "limited" => {
            let limiting = (noun.saturating_sub(9).max(passage.stretch.start).min(verb)..verb).rev().find(|at| {
                ["limited", "restricted", "capped", "confined", "limit", "limits", "caps", "restricts"]
                    .contains(&passage.word(*at))
            });
            let Some(limiting) = limiting else { return false };
            let idiom = passage.word(limiting) == "limited" && passage.word(limiting.saturating_sub(1)) == "not"
                || matches!(passage.word(limiting.saturating_sub(1)), "shall" | "to" | "may" | "not")
                    && passage.word(limiting) == "limit";
            let gap = limiting + 1..verb;
            let far = gap.clone().any(|at| matches!(passage.word(at), "exceed" | "." | ";"))
                || gap.len() > 6 && !matches!(passage.word(limiting + 1), "(" | "," | "in");
            let permitted = passage.holds(near.start..(near.start + 3).min(end), &["extent", "those", "fullest"]);
            let near_words = passage.stretch.start.max(limiting.saturating_sub(6))..limiting;
            let from = near_words.clone().rfind(|at| matches!(passage.word(*at), ":" | "," | ";" | ")"));
            let denied = (from.unwrap_or(near_words.start)..limiting).any(|at| {
                matches!(passage.word(at), "not" | "neither" | "nor" | "nothing" | "isn't") && !passage.is_idiom(at)
            });
            let follows = passage.word(verb + 1) == "," && passage.holds(verb + 1..(verb + 10).min(end), &["exceed"]);
            !idiom && !far && !permitted && !denied && !follows
        }
        "up-to" => passage.word(verb) == "to",
        "stops" => !passage.is_denied(verb),
        _ => true,
    }
}

/// Does an amount follow? A remedy in kind is none.
fn is_amount(passage: &Passage<'_>, name: &str, amount: &Amount, start: usize, reach: &Reach) -> bool {
    const KIND: [&str; 8] = ["repair", "replac", "correct", "reperform", "redeliver", "cure", "cancel", "remed"];
    let near = start..start + 14;
    if passage.holds(start..start + 5, &["direct", "actual", "proven", "foreseeable"])
        && matches!(amount.basis, Basis::Other)
    {
        return false;
    }
    // "refund of the fees" is a sum, "repair, replacement or refund" a choice of remedies.
    let in_kind = passage.begins(near.clone(), &KIND) || passage.reads(start, &["re"]);
    if name == "limited" && in_kind && !matches!(amount.basis, Basis::FixedSum | Basis::MonthsOfFees) {
        return false;
    }
    let back = passage.begins(near, &["refund", "return"]);
    if name == "limited" && back && *reach != Reach::General {
        return false;
    }
    let told = amount.basis != Basis::Other || amount.definition.is_some();
    let blank = (start..start + 12)
        .any(|at| matches!(passage.word(at), "[" | "*" | "***" | "_") || passage.word(at).starts_with("__"));
    let spoken =
        passage.begins(start..start + 7, &["amount", "sum", "value", "total", "aggregate", "cap", "limit", "maximum"]);
    match name {
        "exceed" | "by-reference" => true,
        "up-to" => blank || told && amount.definition.is_none(),
        "limited" | "more" => told || blank || spoken,
        "amounts-to" => {
            (told || blank)
                && !passage.holds(start..start + 2, &["limited", "capped"])
                && is_near(passage, amount, start)
        }
        _ => told || blank,
    }
}

/// "maximum liability … is £5,000": nothing but small words between.
fn is_near(passage: &Passage<'_>, amount: &Amount, start: usize) -> bool {
    let facts = &passage.contract.facts;
    amount.definition.is_some()
        || !facts.quantities_within(start..start + 12).is_empty()
        || passage.begins(start..start + 7, &["fee", "charge", "price", "paid", "amount", "sum", "total", "equal", "["])
}

/// "for each claim", "per occurrence", "in any one year".
fn per_claim(passage: &Passage<'_>, start: usize, end: usize) -> Option<Span> {
    (start..end).find_map(|at| {
        let per = matches!(passage.word(at), "per" | "each" | "every" | "single");
        let claim = (at + 1..at + 3)
            .find(|next| matches!(passage.word(*next), "claim" | "occurrence" | "event" | "incident" | "cause"))?;
        per.then(|| passage.span(at..claim + 1))
    })
}
