//! Liability without a limit. In: sentences that say so. Out: [`Unlimited`]: whose, the words that
//! say it, and for what. Heads that the law or custom keeps outside any cap are told apart.

use std::ops::Range;

use super::head::{self, Head};
use super::limit::is_theory;
use super::obligor::{self, Form, Obligor};
use super::passage::Passage;
use super::reach::Reach;
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, Matches};
use crate::span::Span;
use crate::terms::subject;

/// How it is said; each is mended differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    /// "liability shall [be unlimited]", "shall [not be limited]".
    Be,
    /// "liability is [unlimited]", "is [not limited]".
    Is,
    /// "shall have [unlimited] liability".
    Quality,
    /// "shall be liable [without limit]".
    Without,
    /// "There is no cap on …", "Nothing limits …": the sentence says nothing else.
    Sentence,
}

#[derive(Clone, Debug)]
pub struct Unlimited {
    pub obligor: Obligor,
    pub saying: Saying,
    pub reach: Reach,
    /// "unlimited", "without limit": with the verb where it goes with it.
    pub words: Span,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
    pub party: Option<Span>,
}

const NAMES: [&str; 13] = [
    "unlimited",
    "has-unlimited",
    "without-limit",
    "on-basis",
    "no-cap",
    "subject-to-none",
    "not-limited",
    "nothing",
    "nothing-recovered",
    "has-none",
    "in-full",
    "no-cap-applies",
    "fully",
];

pub fn read(contract: &Contract, found: &Matches) -> Vec<Unlimited> {
    let mut all: Vec<Unlimited> = Vec::new();
    for one in found.iter().filter(|one| NAMES.contains(&found.name(one))) {
        if contract.outline.sentence(one.sentence).kind != SentenceKind::Body {
            continue;
        }
        let Some(saying) = saying(contract, found.name(one), one) else { continue };
        if !all.iter().any(|known| known.span.overlaps(saying.span)) {
            all.push(saying);
        }
    }
    all
}

fn saying(contract: &Contract, name: &str, one: &Match) -> Option<Unlimited> {
    let last = one.tokens.end - 1;
    let passage = Passage::of(contract, one, last);
    let (noun, words, saying) = match name {
        "unlimited" => be_unlimited(&passage, last)?,
        "has-unlimited" => quality(&passage, one, last)?,
        "without-limit" => without(&passage, one, last)?,
        "on-basis" => on_basis(&passage, one, last)?,
        "no-cap" => no_cap(one, last)?,
        "subject-to-none" => subject_to_none(&passage, one, last)?,
        "has-none" => has_none(&passage, one, last)?,
        "in-full" => in_full(&passage, one, last)?,
        "no-cap-applies" => (owed(&passage, one, last), one.tokens.start..last + 1, Saying::Sentence),
        "nothing-recovered" | "fully" => (last, one.tokens.start..last + 1, Saying::Sentence),
        "not-limited" => not_limited(&passage, last)?,
        _ => nothing_limits(&passage, one, last)?,
    };
    if passage.begins(passage.stretch.start..noun, &["insur", "polic"]) {
        return None;
    }
    let words = words.start..with_manner(&passage, words.end);
    let verb = if saying == Saying::Sentence { noun + 9 } else { words.end.max(noun + 1) };
    let obligor = whose(&passage, noun, verb, &words);
    let reach = reach(&passage, noun, &words, &obligor, saying);
    Some(Unlimited {
        party: obligor::words(&passage, &obligor),
        reach,
        saying,
        words: passage.span(words),
        sentence: one.sentence,
        clause: passage.sentence.clause,
        span: passage.span(head::trimmed(&passage, passage.stretch.clone())),
        obligor,
    })
}

/// The word that names what is owed without a cap: somebody's liability, where it says whose.
fn owed(passage: &Passage<'_>, one: &Match, last: usize) -> usize {
    let named = |at: &usize| ["liab", "responsib"].iter().any(|stem| passage.word(*at).starts_with(stem));
    let owned = |at: &usize| matches!(obligor::of(passage, *at, last).form, Form::Possessive | Form::Of);
    one.tokens.clone().find(|at| named(at) && owned(at)).unwrap_or(last)
}

/// The party that the liability belongs to or, where none is named, the one to whom no limit applies.
fn whose(passage: &Passage<'_>, noun: usize, verb: usize, words: &Range<usize>) -> Obligor {
    let found = obligor::of(passage, noun, verb);
    if found.form != Form::Unnamed {
        return found;
    }
    let behind = words.end..passage.stretch.end.min(words.end + 10);
    let applies = behind.clone().find(|at| passage.word(*at).starts_with("appl"));
    let named = applies.and_then(|at| passage.contract.facts.parties.within(at..behind.end).first());
    match named {
        Some(mention) => {
            let bound = subject::bound(passage.contract, mention.who);
            Obligor { bound, form: Form::Creditor, phrase: Some(mention.tokens.clone()), creditor: None }
        }
        None => found,
    }
}

/// "liability has no upper limit".
fn has_none(passage: &Passage<'_>, one: &Match, last: usize) -> Option<Found> {
    let none = one.tokens.clone().rev().find(|at| matches!(passage.word(*at), "no" | "without"))?;
    let noun = liability(passage, none)?;
    let has = matches!(passage.word(none - 1), "has" | "have" | "knows");
    (has && passage.word(none) == "no").then_some((noun, none..last + 1, Saying::Sentence))
}

/// "shall compensate the full amount of its losses", "is liable for any and all loss howsoever arising".
fn in_full(passage: &Passage<'_>, one: &Match, last: usize) -> Option<Found> {
    let noun = one.tokens.start;
    let insured = passage.begins(noun..last + 1, &["deductib", "premium"]);
    (!passage.is_denied(noun) && !insured).then_some((noun, noun + 1..last + 1, Saying::Sentence))
}

/// "in any way", "in amount", "whatsoever" go with the words.
fn with_manner(passage: &Passage<'_>, end: usize) -> usize {
    const MANNERS: [&[&str]; 6] = [
        &["in", "any", "way"],
        &["in", "any", "manner"],
        &["in", "any", "respect"],
        &["in", "amount"],
        &["in", "time", "or", "amount"],
        &["whatsoever"],
    ];
    MANNERS.iter().find(|words| passage.reads(end, words)).map_or(end, |words| end + words.len())
}

type Found = (usize, Range<usize>, Saying);

fn liability(passage: &Passage<'_>, before: usize) -> Option<usize> {
    let named = |at: usize| passage.word(at).starts_with("liab") && !is_theory(passage, at);
    passage.before(before).rev().find(|at| named(*at) || is_exposure(passage, *at))
}

/// "Agency's aggregate exposure": liability by another name; exposure to light is none.
fn is_exposure(passage: &Passage<'_>, at: usize) -> bool {
    passage.word(at) == "exposure"
        && passage.holds(at.saturating_sub(3)..at, &["aggregate", "total", "financial", "maximum", "'s", "its"])
}

fn be_unlimited(passage: &Passage<'_>, last: usize) -> Option<Found> {
    let noun = liability(passage, last)?;
    let before = passage.word(last - 1);
    let is = matches!(
        before,
        "be" | "is" | "are" | ":" | "remain" | "remains" | "therefore" | "and" | "," | "fully" | "entirely" | "being"
    );
    let next = passage.word(last + 1);
    let attribute = passage
        .contract
        .document
        .text
        .tokens()
        .as_slice()
        .get(last + 1)
        .is_some_and(|token| token.kind == crate::text::TokenKind::Word)
        && !matches!(
            next,
            "for"
                | "in"
                | "under"
                | "and"
                | "with"
                | "to"
                | "as"
                | "where"
                | "hereunder"
                | "if"
                | "notwithstanding"
                | "by"
                | "or"
                | "regardless"
                | "irrespective"
                | "at"
                | "except"
                | "save"
                | "unless"
                | "but"
                | "towards"
                | "toward"
                | "both"
                | "whether"
                | "howsoever"
        );
    let denied = denied_near(passage, noun, last);
    let start = if matches!(before, "fully" | "entirely") { last - 1 } else { last };
    let start = if passage.word(start - 1) == "be" { start - 1 } else { start };
    let saying = if passage.word(start) == "be" { Saying::Be } else { Saying::Is };
    (is && !attribute && !denied).then_some((noun, start..last + 1, saying))
}

/// A denial that governs the verb between the noun and `last`, or the noun's own subject.
fn denied_near(passage: &Passage<'_>, noun: usize, last: usize) -> bool {
    passage
        .before(last)
        .any(|at| super::passage::DENIALS.contains(&passage.word(at)) && !passage.is_idiom(at) && (at + 12 > noun))
}

fn quality(passage: &Passage<'_>, one: &Match, last: usize) -> Option<Found> {
    let at = (one.tokens.clone()).find(|at| matches!(passage.word(*at), "unlimited" | "uncapped" | "limitless"))?;
    let company = matches!(passage.word(last + 1), "company" | "insurance" | "partnership");
    // "Unlimited liability for leaks is not accepted by either party."
    let refused = (last..passage.stretch.end.min(last + 14)).any(|at| {
        passage.word(at) == "not"
            && matches!(passage.word(at + 1), "accepted" | "agreed" | "intended" | "assumed" | "given")
    });
    (!passage.is_denied(at) && !company && !refused).then_some((last, at..at + 1, Saying::Quality))
}

/// "liable without limit"; "including without limitation" says nothing of the kind.
fn without(passage: &Passage<'_>, one: &Match, last: usize) -> Option<Found> {
    let at = one.tokens.clone().rev().find(|at| matches!(passage.word(*at), "without" | "with"))?;
    let other = |at: &usize| passage.word(*at).starts_with("respons") || passage.word(*at) == "answerable";
    let noun = liability(passage, at).or_else(|| one.tokens.clone().find(other))?;
    let including = passage.begins(at.saturating_sub(3).max(noun)..at, &["includ", "such"]);
    let limitation = passage.word(last) == "limitation"
        && passage.word(last + 1) == ","
        && passage.word(at - 1) == ","
        && at > noun + 2;
    let stands = !including && !limitation && !passage.is_denied(noun);
    // "liability is without limit": the verb needs something behind it.
    let (start, saying) = match passage.word(at - 1) {
        "be" if passage.word(noun) != "liable" => (at - 1, Saying::Be),
        "is" | "are" | "remains" if passage.word(noun) != "liable" => (at, Saying::Is),
        _ => (at, Saying::Without),
    };
    stands.then_some((noun, start..last + 1, saying))
}

/// "liable, on an uncapped basis, for all loss".
fn on_basis(passage: &Passage<'_>, one: &Match, last: usize) -> Option<Found> {
    let noun = one.tokens.start;
    let start = one.tokens.clone().rev().find(|at| matches!(passage.word(*at), "on" | "to" | "in"))?;
    (!passage.is_denied(last)).then_some((noun, start..last + 1, Saying::Without))
}

fn no_cap(one: &Match, last: usize) -> Option<Found> {
    // "no limitation of liability in this Agreement applies to …" names what it does not apply to.
    let start = one.tokens.start;
    let noun = last;
    Some((noun, start..last + 1, Saying::Sentence))
}

fn subject_to_none(passage: &Passage<'_>, one: &Match, last: usize) -> Option<Found> {
    let subject = one.tokens.clone().rev().find(|at| passage.word(*at) == "subject")?;
    let noun = liability(passage, subject)?;
    let no = passage.word(subject + 2) == "no";
    let not = (noun..subject).rev().find(|at| passage.word(*at) == "not");
    // "Neither its total liability nor its liability for one event is subject to any cap."
    // "subject to no limit other than £5,000"
    if matches!(passage.word(last + 1), "other" | "except" | "save" | "but" | "beyond" | "higher" | "set" | "in") {
        return None;
    }
    let neither = passage.before(noun).any(|at| matches!(passage.word(at), "neither" | "nor"));
    if !no && not.is_none() && neither {
        return Some((noun, one.tokens.start..last + 1, Saying::Sentence));
    }
    match (no, not) {
        (true, None) if passage.word(subject - 1) == "be" => Some((noun, subject - 1..last + 1, Saying::Be)),
        (true, None) => Some((noun, subject..last + 1, Saying::Is)),
        (false, Some(not)) if passage.word(not + 1) == "be" => Some((noun, not..last + 1, Saying::Be)),
        (false, Some(not)) => Some((noun, not..last + 1, Saying::Is)),
        _ => None,
    }
}

fn not_limited(passage: &Passage<'_>, last: usize) -> Option<Found> {
    let noun = liability(passage, last)?;
    let next = passage.word(last + 1);
    let tail = match next {
        "or" | "and" => passage.word(last + 3),
        _ => next,
    };
    if matches!(tail, "to" | "by" | "warranty" | "remedy" | "liability" | "at") {
        return None;
    }
    let verb = (noun + 1..last).rev().find(|at| passage.word(*at) == "not")?;
    let close = (verb + 1..last)
        .all(|at| matches!(passage.word(at), "be" | "been" | "in" | "any" | "way" | "being" | "excluded" | "or"));
    let idiom = passage.is_idiom(verb);
    let saying = if passage.word(verb + 1) == "be" { Saying::Be } else { Saying::Is };
    (close && !idiom).then_some((noun, verb..last + 1, saying))
}

/// "Nothing in this Agreement limits Supplier's liability".
fn nothing_limits(passage: &Passage<'_>, one: &Match, last: usize) -> Option<Found> {
    let head = one.tokens.start;
    let verb = (head..last).rev().find(|at| {
        ["limit", "limits", "exclude", "excludes", "restrict", "restricts", "cap", "caps"].contains(&passage.word(*at))
    })?;
    let close = (verb + 1..last).len() <= 14;
    let denies = match passage.word(head) {
        "nothing" => true,
        "no" => matches!(passage.word(head + 1), "provision" | "term" | "clause"),
        // "The Supplier does not exclude or limit its liability": the verb follows at once.
        "not" | "neither" | "nor" => {
            verb - head <= 6 && !passage.is_idiom(head) && !passage.reads(head, &["not", "limited"])
        }
        _ => false,
    };
    (denies && close).then_some((last, head..last + 1, Saying::Sentence))
}

/// All liability, or heads of it that are named.
fn reach(passage: &Passage<'_>, noun: usize, words: &Range<usize>, obligor: &Obligor, saying: Saying) -> Reach {
    let end = own_end(passage, words.end.max(noun + 1));
    let behind = match saying {
        Saying::Sentence => noun + 1..end,
        _ => words.end..end,
    };
    let between = if noun < words.start && saying != Saying::Sentence { noun + 1..words.start } else { noun..noun };
    let start = obligor.phrase.as_ref().map_or(noun, |phrase| phrase.start.min(noun));
    let opening = matches!(passage.word(passage.stretch.start), "for" | "in" | "with" | "where" | "if" | "to" | "as");
    let before = if opening && saying != Saying::Sentence { passage.stretch.start..start } else { start..start };
    let mut heads: Vec<Head> = Vec::new();
    for range in [&before, &between, &behind] {
        heads.extend(head::kinds(passage, without_aside(passage, range.clone())));
    }
    let barred = passage.holds(behind.clone(), &["cannot", "unlawful", "lawfully", "illegal"])
        || passage.holds(behind.clone(), &["extent"]) && passage.begins(behind.clone(), &["law", "permit"]);
    let cites = |range: &Range<usize>| {
        let range = &without_aside(passage, range.clone());
        let references = &passage.contract.facts.references;
        let from = references.partition_point(|reference| reference.tokens.start < range.start);
        references.get(from).is_some_and(|reference| {
            reference.tokens.start < range.end
                && reference.kind != crate::facts::Cited::Law
                && reference.kind != crate::facts::Cited::Exhibit
        })
    };
    let whole = [&before, &between, &behind].into_iter().any(|range| is_any_breach(passage, range.clone()));
    if heads.contains(&Head::Breach) && whole && !barred {
        return Reach::General;
    }
    if barred && heads.is_empty() {
        heads.push(Head::Law);
    }
    if heads.is_empty() && (cites(&between) || cites(&behind)) && saying != Saying::Sentence {
        heads.push(Head::Other);
    }
    if heads.is_empty() && [&before, &between, &behind].into_iter().any(|range| is_one_thing(passage, range.clone())) {
        heads.push(Head::Other);
    }
    if heads.is_empty() { Reach::General } else { Reach::Heads(heads) }
}

/// Where the statement ends: before another party's doing ("…, and Customer shall pay").
fn own_end(passage: &Passage<'_>, from: usize) -> usize {
    let end = passage.reach();
    // "…, and nothing in Section 10 shall be read as a cap on it": what follows says the same again.
    let again =
        (from + 1..end).find(|at| passage.word(*at) == "nothing" && matches!(passage.word(at - 1), "and" | ","));
    let end = again.map_or(end, |at| at - 1);
    let mentions = passage.contract.facts.parties.within(from..end.max(from));
    let other = mentions.iter().find(|mention| {
        let joined = matches!(passage.word(mention.tokens.start - 1), "and" | "but" | ",")
            || passage.word(mention.tokens.start - 1) == "the"
                && matches!(passage.word(mention.tokens.start - 2), "and" | "but" | ",");
        joined
            && matches!(
                passage.word(mention.tokens.end),
                "shall" | "will" | "must" | "may" | "agrees" | "pays" | "has" | "is"
            )
    });
    other.map_or(end, |mention| mention.tokens.start - 1)
}

/// "any breach", "breach of this Agreement", "its obligations": most of what a claim can rest on.
fn is_any_breach(passage: &Passage<'_>, range: Range<usize>) -> bool {
    const WHOLE: [&str; 6] = ["agreement", "contract", "hereunder", "obligation", "obligations", "terms"];
    range.clone().any(|at| passage.word(at).starts_with("breach"))
        && (passage.holds(range.clone(), &WHOLE)
            || range.clone().any(|at| {
                matches!(passage.word(at), "any" | "every" | "all" | "other")
                    && passage.word(at + 1).starts_with("breach")
            }))
}

/// "for violations of the transfer clauses", "for late delivery": one matter, whatever it is.
fn is_one_thing(passage: &Passage<'_>, range: Range<usize>) -> bool {
    const ALL: [&str; 16] = [
        "agreement",
        "contract",
        "hereunder",
        "terms",
        "loss",
        "losses",
        "damage",
        "damages",
        "claim",
        "claims",
        "any",
        "all",
        "whatsoever",
        "services",
        "performance",
        "everything",
    ];
    let range = without_aside(passage, range);
    let object = range.clone().find(|at| matches!(passage.word(*at), "for" | "from" | "respect"));
    object.is_some_and(|at| !passage.holds(at..range.end, &ALL))
}

/// "whether in contract, tort (including negligence), breach of statutory duty or otherwise" names no heads.
fn without_aside(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let aside = range.clone().find(|at| {
        matches!(
            passage.word(*at),
            "whether"
                | "howsoever"
                | "irrespective"
                | "regardless"
                | "except"
                | "save"
                | "notwithstanding"
                | "including"
        )
    });
    range.start..aside.unwrap_or(range.end).max(range.start)
}
