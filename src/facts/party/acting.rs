//! Names that act in a passage without an opening: "Northgate will invoice the Licensee", "Alder Foods may
//! end". In: the words and the drafts. Out: the drafts, with such a name where a party is wanting.

use std::ops::Range;

use super::PASSAGE;
use super::alias::{Alias, AliasKind, Draft};
use super::noun;
use super::usage;
use super::words::Words;

/// Words of a name, at most.
const LONGEST: usize = 6;
/// A deal has two sides.
pub(super) const SIDES: usize = 2;
/// A verb stands so near behind its "may" or "shall": "may at any time end".
const NEAR: usize = 5;

/// What persons do, and fees, terms and services do not.
const DEEDS: [&str; 93] = [
    "add",
    "alter",
    "change",
    "vary",
    "carry",
    "show",
    "publish",
    "license",
    "begin",
    "invoice",
    "bill",
    "pay",
    "end",
    "terminate",
    "cancel",
    "supply",
    "provide",
    "deliver",
    "perform",
    "send",
    "give",
    "notify",
    "tell",
    "inform",
    "indemnify",
    "defend",
    "grant",
    "keep",
    "ensure",
    "procure",
    "engage",
    "suspend",
    "cut",
    "switch",
    "revise",
    "raise",
    "charge",
    "host",
    "build",
    "design",
    "produce",
    "sell",
    "buy",
    "order",
    "purchase",
    "appoint",
    "assign",
    "refund",
    "repay",
    "reimburse",
    "hire",
    "train",
    "collect",
    "withhold",
    "deduct",
    "inspect",
    "audit",
    "enter",
    "visit",
    "disclose",
    "store",
    "take",
    "decide",
    "require",
    "ask",
    "request",
    "accept",
    "reject",
    "approve",
    "amend",
    "modify",
    "withdraw",
    "stop",
    "delete",
    "return",
    "hand",
    "help",
    "assist",
    "support",
    "repair",
    "correct",
    "complete",
    "attend",
    "report",
    "use",
    "owns",
    "own",
    "retain",
    "make",
    "put",
    "hold",
    "compensate",
    "run",
];
/// Capitalised words of contracts that are nobody's name.
pub(super) const THINGS: [&str; 62] = [
    "agreement",
    "contract",
    "services",
    "service",
    "fees",
    "fee",
    "charges",
    "charge",
    "price",
    "prices",
    "invoice",
    "invoices",
    "data",
    "information",
    "software",
    "platform",
    "system",
    "systems",
    "products",
    "product",
    "goods",
    "work",
    "works",
    "deliverables",
    "deliverable",
    "term",
    "terms",
    "section",
    "clause",
    "schedule",
    "annex",
    "appendix",
    "exhibit",
    "article",
    "order",
    "orders",
    "policy",
    "policies",
    "notice",
    "notices",
    "party",
    "parties",
    "property",
    "rights",
    "site",
    "website",
    "documentation",
    "materials",
    "content",
    "period",
    "date",
    "statement",
    "plan",
    "royalties",
    "payments",
    "payment",
    "act",
    "law",
    "laws",
    "licence",
    "license",
    "deed",
];
/// Deeds that with an "s" are things as well: "Alder reports".
const NOUNS: [&str; 12] =
    ["order", "report", "request", "charge", "change", "support", "design", "end", "purchase", "use", "visit", "hand"];
/// Words that begin a sentence with a capital and are no name.
pub(super) const OPENERS: [&str; 38] = [
    "it",
    "they",
    "he",
    "she",
    "we",
    "you",
    "i",
    "this",
    "that",
    "these",
    "those",
    "neither",
    "either",
    "each",
    "both",
    "all",
    "any",
    "no",
    "nothing",
    "nobody",
    "everything",
    "anything",
    "if",
    "where",
    "when",
    "once",
    "until",
    "unless",
    "upon",
    "who",
    "what",
    "such",
    "time",
    "interest",
    "title",
    "there",
    "staff",
    "employees",
];

/// What one does for the other by name: "will pay Alder Foods", "shall design for Alder Foods".
const DEALINGS: [&str; 14] = [
    "pay", "invoice", "bill", "supply", "design", "sell", "deliver", "provide", "engage", "hire", "build", "work",
    "write", "give",
];

/// Does a name that is no party's yet act here?
pub(super) fn is_found(words: &Words, drafts: &[Draft]) -> bool {
    let mut more = drafts.to_vec();
    add(words, &mut more);
    more.len() > drafts.len()
}

pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    if words.len() > PASSAGE || drafts.len() >= SIDES {
        return;
    }
    let subjects = (0..words.len()).filter_map(|at| name_before(words, at).filter(|_| acts(words, at)));
    let objects = (0..words.len()).filter_map(|at| name_dealt_with(words, at));
    for name in subjects.chain(objects) {
        let Some(alias) = Alias::at(words, name.clone(), AliasKind::Name) else { continue };
        // "Alder" and "Alder Foods" are one.
        let same = |known: &Alias| known.words.starts_with(&alias.words) || alias.words.starts_with(&known.words);
        if drafts.iter().any(|draft| draft.aliases.iter().any(same)) {
            continue;
        }
        if drafts.len() < SIDES {
            drafts.push(Draft {
                evidence: vec![words.span(name)],
                named: true,
                aliases: vec![alias],
                ..Draft::default()
            });
        }
    }
}

/// "may", "shall", "has failed to" and then a deed of a person, in the active voice; "can be asked to pay"; and
/// plainly "uses", "pays".
fn acts(words: &Words, at: usize) -> bool {
    if matches!(words.word(at), "uses" | "pays" | "sells" | "buys" | "wants" | "hires" | "deals") {
        return true;
    }
    let plain = words.word(at).strip_suffix('s').filter(|deed| DEEDS.contains(deed) && !NOUNS.contains(deed));
    if plain.is_some() && at > 0 && is_always_a_name(words, at - 1) {
        return true;
    }
    let modal = usage::is_modal(words.word(at)) && !matches!(words.word(at), "is" | "and" | "or");
    let behind = at + 1..at + 1 + NEAR;
    modal
        && behind
            .take_while(|place| match words.word(*place) {
                "be" => matches!(words.word(*place + 1), "asked" | "required" | "obliged" | "made" | "called"),
                word => !matches!(word, "." | ";"),
            })
            .any(|place| DEEDS.contains(&words.word(place)))
}

/// The name right behind a deed that is done to or for somebody.
fn name_dealt_with(words: &Words, modal: usize) -> Option<Range<usize>> {
    if !matches!(words.word(modal), "shall" | "will" | "must") {
        return None;
    }
    let deed = (modal + 1..modal + 4).find(|at| DEALINGS.contains(&words.word(*at)))?;
    let start = deed + 1 + usize::from(matches!(words.word(deed + 1), "for" | "to" | "with"));
    let part = |at: &usize| words.is_capital(*at) && words.is_word(*at) && !words.in_capitals(*at);
    let end = (start..start + LONGEST).take_while(part).last()? + 1;
    let known = |at: usize| THINGS.contains(&words.word(at)) || OPENERS.contains(&words.word(at));
    (!(start..end).any(known) && noun::lean(words.word(end - 1)).is_none()).then_some(start..end)
}

/// The capitalised words right before, with no article: a name.
fn name_before(words: &Words, at: usize) -> Option<Range<usize>> {
    let part = |place: usize| words.is_capital(place) && words.is_word(place) && !words.in_capitals(place);
    let start = (at.saturating_sub(LONGEST)..at).rev().take_while(|place| part(*place)).last()?;
    let before = start.checked_sub(1).map_or("", |place| words.word(place));
    let thing = |place: usize| THINGS.contains(&words.word(place)) || OPENERS.contains(&words.word(place));
    let thing = (start..at).any(thing) || noun::lean(words.word(at - 1)).is_some();
    // "Auditors may inspect": a capital for its place alone tells nothing, unless the word has it everywhere.
    let alone = at - start == 1
        && words.starts_sentence(start)
        && !is_always_a_name(words, start)
        && name_dealt_with(words, at).is_none();
    let titled = matches!(words.word(start), "mr" | "mrs" | "ms" | "dr");
    (!thing && !alone && !titled && !words.starts_line(at) && !is_determiner(before)).then_some(start..at)
}

/// Said more than once, and never without a capital.
pub(super) fn is_always_a_name(words: &Words, at: usize) -> bool {
    let same = (0..words.len()).filter(|place| words.id(*place) == words.id(at));
    let (mut uses, mut capital) = (0, true);
    same.for_each(|place| {
        uses += 1;
        capital &= words.is_capital(place);
    });
    uses > 1 && capital
}

fn is_determiner(word: &str) -> bool {
    word == "the" || usage::is_of_many(word)
}
