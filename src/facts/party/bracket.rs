//! The bracket behind a name. In: `(the "Company", "I", or "We")`, `(hereinafter "Client")`,
//! `(MICOA)`, `— hereinafter referred to as Cremer`. Out: the terms that it gives to the party.

use std::ops::Range;

use super::alias::{Alias, AliasKind};
use super::words::Words;
use super::{lettered, noun};

/// Longest bracket that is read.
const LONGEST: usize = 80;
/// Behind so many tokens a noun in brackets ("(Licensor)") stands at a signature.
const OPENING: usize = 1000;

#[derive(Debug, Default)]
pub(super) struct Terms {
    pub aliases: Vec<Alias>,
    pub tentative: Vec<Alias>,
    /// "together, the “Sellers”": the term is for several names at once.
    pub joint: bool,
}

impl Terms {
    pub fn is_empty(&self) -> bool {
        self.aliases.is_empty() && self.tentative.is_empty()
    }
}

/// The token behind the bracket that opens at `open`.
pub(super) fn close(words: &Words, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for at in open..(open + LONGEST).min(words.len()) {
        match words.word(at) {
            "(" => depth += 1,
            ")" if depth <= 1 => return Some(at + 1),
            ")" => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Reads the words between the brackets.
pub(super) fn read(words: &Words, inside: Range<usize>) -> Terms {
    let mut terms = Terms::default();
    if of_any_party(words, inside.start) {
        return terms;
    }
    let mut at = led_in(words, &inside);
    let mut quoted = false;
    while at < inside.end {
        let word = words.word(at);
        if is_quote(word) {
            let Some(shut) = closing_quote(words, at, inside.end) else { break };
            quoted = true;
            if !is_term(words, at + 1..shut) && !is_styled(words, inside.start, at + 1..shut) {
                break;
            }
            terms.aliases.extend(Alias::at(words, at + 1..shut, AliasKind::Term));
            at = shut + 1;
            continue;
        }
        match word {
            "together" | "collectively" | "jointly" => terms.joint = true,
            // "each and both of them “Recipient”"
            "each" if words.word(at + 1) == "and" && matches!(words.word(at + 2), "both" | "all") => {
                terms.joint = true;
                at += 2;
            }
            "of" | "them" if terms.joint => {}
            // "collectively with ABI, “Alder”"
            _ if terms.joint && words.word(at - 1) == "with" && words.is_capital(at) => {}
            // "individually and collectively, “Artist”"
            "individually" if words.word(at + 1) == "and" && words.word(at + 2) == "collectively" => {}
            // "each a “Depositor” and together “Depositors”"
            "each" if each_of_many(words, at, inside.end) => terms.joint = true,
            // "each, a “Party”", "Acme and Bolt each a “Party”"
            "each" | "individually" | "either" => break,
            _ if is_lead(word) || words.is_punct(at) => {}
            _ => break,
        }
        at += 1;
    }
    if !quoted {
        unquoted(words, inside, &mut terms);
    }
    terms
}

/// "theharbour.com, Inc. (“theharbour”)": the name itself is written in small letters.
fn is_styled(words: &Words, inside: usize, term: Range<usize>) -> bool {
    const NEAR: usize = 60;
    let raw = words.raw(term.start);
    let begins = |at: usize| {
        words.raw(at).starts_with(raw) && (at + 1..at + 4).any(|next| noun::is_legal_form(words.word(next)))
    };
    let small = raw.starts_with(|letter: char| letter.is_ascii_lowercase());
    small && term.len() == 1 && raw.len() >= 4 && (inside.saturating_sub(NEAR)..inside).any(begins)
}

/// "(company number 77, hereinafter referred to as “Acme”)": where the words that lead up to the term begin.
fn led_in(words: &Words, inside: &Range<usize>) -> usize {
    let leads = |at: &usize| matches!(words.word(*at), "hereinafter" | "hereafter") && words.word(at - 1) == ",";
    inside.clone().skip(1).find(leads).unwrap_or(inside.start)
}

/// "each a “Depositor” and together": one term for each of several names.
fn each_of_many(words: &Words, each: usize, end: usize) -> bool {
    let Some(open) = (each + 1..each + 4).find(|&at| is_quote(words.word(at))) else { return false };
    let led = (each + 1..open).all(|at| matches!(words.word(at), "," | "a" | "an"));
    let shut = closing_quote(words, open, end).filter(|&shut| is_term(words, open + 1..shut));
    let behind = |at: usize| words.word(at) == "and" && matches!(words.word(at + 1), "together" | "collectively");
    led && shut.is_some_and(|shut| (shut + 1..shut + 3).any(behind))
}

/// `each party ("Discloser")`, `the other party (the "Recipient")`: a term for whichever it is.
fn of_any_party(words: &Words, inside: usize) -> bool {
    let before = |back: usize| inside.checked_sub(back).map_or("", |at| words.word(at));
    before(2) == "party"
        && matches!(before(3), "each" | "either" | "other" | "a" | "any" | "one" | "receiving" | "disclosing")
}

/// `(MICOA)`, `(the Company)`, `(hereinafter Licensor)`.
fn unquoted(words: &Words, inside: Range<usize>, terms: &mut Terms) {
    let begins = |at: usize| lettered::is_label(words, at) || !is_lead(words.word(at)) && !words.is_punct(at);
    let first = inside.clone().find(|&at| begins(at)).unwrap_or(inside.end);
    let last = (first..inside.end).take_while(|&at| words.is_capital(at) || words.is_symbol(at)).count() + first;
    let short = (1..=4).contains(&(last - first));
    // "(the Author, which term includes her executors)"
    let explained = words.word(last) == "," && words.word(last + 1) == "which" && first > inside.start;
    // "SILAP(R)", "Acme (TM)": a mark's sign.
    let sign = last == first + 1 && matches!(words.raw(first), "R" | "C" | "TM" | "SM");
    if sign || !short || last != inside.end && !explained || !is_term(words, first..last) {
        return;
    }
    let Some(alias) = Alias::at(words, first..last, AliasKind::Term) else { return };
    // "(Promoter)": of a noun that has a side nobody asks whether the text uses it again.
    let plain = inside.start < OPENING && noun::lean_of(&alias.text).is_some_and(|lean| lean != 0);
    if first > inside.start || plain {
        terms.aliases.push(alias);
    } else {
        terms.tentative.push(alias);
    }
}

pub(super) fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "'" | "''" | "``" | "`" | "\u{201c}" | "\u{201d}")
}

pub(super) fn closing_quote(words: &Words, open: usize, end: usize) -> Option<usize> {
    let mark = words.word(open);
    let limit = end.min(open + 12);
    // `"Repairer' or "ATR"`: another mark that stands at the end of a word closes as well.
    let shuts = |at: usize| words.word(at) == "'" && words.touches(at) && !words.touches(at + 1);
    (open + 1..limit)
        .find(|&at| words.word(at) == mark || is_quote(words.word(at)) && words.word(at) != "'" || shuts(at))
}

/// Words that lead up to a defined term.
pub(super) fn is_lead(word: &str) -> bool {
    LEADS.contains(&word)
}

const LEADS: &[&str] = &[
    "the",
    "hereinafter",
    "hereafter",
    "herein",
    "referred",
    "to",
    "as",
    "called",
    "known",
    "and",
    "or",
    "also",
    "sometimes",
    "its",
    "affiliates",
    "subsidiaries",
    "with",
    "in",
    "this",
    "agreement",
    "for",
    "short",
    "defined",
    "together",
    "collectively",
    "jointly",
    "such",
    "be",
    "is",
    "shall",
    "after",
    "here",
    "designated",
    "below",
    "simply",
    "successors",
    "assigns",
    "permitted",
    "a",
    "party",
    "hereto",
    "individual",
    "we",
    "us",
    "d",
    "b",
    "trading",
    "formerly",
    "commonly",
    "individually",
    "parent",
    "company",
    "entity",
    "by",
    "reference",
    "us",
    "our",
    "your",
    "references",
    "all",
    "of",
    "whom",
    "other",
    "on",
];

/// Not "Agreement", "Effective Date", "Parties" and the like.
pub(super) fn is_term(words: &Words, tokens: Range<usize>) -> bool {
    let len = tokens.len();
    if len == 0 || len > 8 {
        return false;
    }
    let refused = tokens.clone().any(|at| is_no_party(words.word(at)));
    let lettered = tokens.clone().any(|at| words.is_word(at) || words.is_capital(at));
    let party_alone = matches!(words.word(tokens.start), "party" | "parties") && len == 1;
    let capital = tokens.clone().any(|at| {
        words.is_capital(at) || is_pronoun(words.word(at)) || words.is_word(at) && words.raw(at).contains('.')
    });
    !refused && lettered && !party_alone && capital
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "you" | "your" | "we" | "us" | "our" | "i" | "me" | "my")
}

/// A term with one of these words names a thing, not a party.
fn is_no_party(word: &str) -> bool {
    NO_PARTY.contains(&word)
}

const NO_PARTY: &[&str] = &[
    "agreement",
    "information",
    "confidential",
    "agreements",
    "date",
    "contract",
    "parties",
    "territory",
    "product",
    "products",
    "services",
    "term",
    "terms",
    "software",
    "site",
    "website",
    "act",
    "order",
    "property",
    "shares",
    "stock",
    "work",
    "works",
    "project",
    "license",
    "licence",
    "fee",
    "fees",
    "amendment",
    "premises",
    "addendum",
    "sow",
    "msa",
    "event",
    "events",
    "technology",
    "effective",
    "closing",
    "plan",
    "offering",
    "securities",
    "common",
    "area",
    "field",
    "materials",
    "documentation",
    "policy",
    "marks",
    "content",
    "regulations",
    "system",
    "data",
    "bylaws",
    "merger",
    "notes",
    "certificate",
    "confirmation",
    "day",
    "group's",
    "law",
    "code",
    "statement",
    "registration",
    "deliverable",
    "deliverables",
    "specification",
    "specifications",
    "schedule",
    "acceptance",
    "milestone",
    "milestones",
    "program",
    "programme",
    "phase",
    "period",
    "price",
    "invoice",
    "budget",
];
