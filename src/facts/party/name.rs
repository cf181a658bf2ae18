//! A proper name in running text. In: a place. Out: the tokens of the name that begins there
//! ("Stratton, Cheeseman & Walsh, Inc."), a blank or a placeholder, or nothing.

use std::ops::Range;

use super::words::Words;
use super::{joint, listing, noun};

/// No name is longer; keeps every reading bounded.
const LONGEST: usize = 24;

/// The name that begins at `at`, if one does.
pub(super) fn at(words: &Words, at: usize) -> Option<Range<usize>> {
    if words.word(at) == "[" {
        return placeholder(words, at);
    }
    if words.is_blank(at) {
        return Some(at..at + 1);
    }
    let at = if matches!(words.word(at), "the") && begins(words, at + 1) { at + 1 } else { at };
    begins(words, at).then(|| at..end(words, at)).filter(|name| !is_paper(words, name) && !is_town(words, name))
}

/// "Port Pirie SA 5540": a town with its state and postcode, no Société Anonyme.
fn is_town(words: &Words, name: &Range<usize>) -> bool {
    let state = name.end.checked_sub(1).map_or("", |at| words.raw(at));
    let code = words.raw(name.end);
    state == "SA" && code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Order Form", "Framework Terms": papers make contracts, and are no party to them.
fn is_paper(words: &Words, name: &Range<usize>) -> bool {
    let last = name.end.saturating_sub(1);
    name.len() > 1
        && matches!(
            words.word(last),
            "form"
                | "forms"
                | "terms"
                | "conditions"
                | "addendum"
                | "schedule"
                | "annex"
                | "appendix"
                | "page"
                | "statement"
        )
}

/// "[Company Name]": a name to be filled in.
fn placeholder(words: &Words, at: usize) -> Option<Range<usize>> {
    let close = (at + 1..at + 10).find(|&place| words.word(place) == "]")?;
    let filled = (at + 1..close).any(|place| words.is_word(place));
    // "[***] ("Distributor")": kept back, and yet a party.
    let termed = || words.word(close + 1) == "(" && listing::defines_role(words, close + 1);
    (filled || termed()).then_some(at..close + 1)
}

fn begins(words: &Words, at: usize) -> bool {
    // "480 Quay Associates LLC"
    let to_form = (at + 1..at + 6).take_while(|&place| words.is_capital(place));
    let number_name = words.get(at).is_some_and(|token| !token.span.is_empty())
        && !words.is_word(at)
        && !words.is_punct(at)
        && !words.is_symbol(at)
        && words.is_capital(at + 1)
        && (noun::is_legal_form(words.word(at + 2))
            || at > 0
                && matches!(words.word(at - 1), "and" | "between" | "by")
                && to_form.skip(1).any(|place| noun::is_legal_form(words.word(place))));
    // "i3 Solutions": a digit in a small word, a capital behind it.
    let mixed = words.is_word(at) && words.raw(at).contains(|c: char| c.is_ascii_digit()) && words.is_capital(at + 1);
    let bare_article = words.word(at) == "the" && !words.is_capital(at + 1);
    let plain = words.is_capital(at) && !is_no_name(words.word(at)) && !is_bare_form(words.word(at)) && !bare_article;
    // "theharbour.com, inc."
    let address = words.raw(at).contains('.')
        && words.is_word(at)
        && words.raw(at).len() > 5
        && words.word(at + 1) == ","
        && noun::is_legal_form(words.word(at + 2));
    plain
        || number_name
        || mixed
        || address
        || is_hyphen_name(words, at)
        || is_small_name(words, at)
        || is_phrase_name(words, at)
}

/// "You On Demand Holdings, Inc.", "In Good Company Ltd": a small word with a capital opens a name that ends in
/// its legal form, where a party is expected.
fn is_phrase_name(words: &Words, at: usize) -> bool {
    let expected = at > 0 && matches!(words.word(at - 1), "between" | "among" | "and" | "by" | "," | ";" | ")");
    let opens = matches!(words.word(at), "you" | "we" | "all" | "any" | "on" | "for" | "in" | "to" | "first" | "now");
    if !expected || !opens || !words.is_capital(at) || !words.is_capital(at + 1) {
        return false;
    }
    let run = (at + 1..at + 8).take_while(|&place| words.is_capital(place)).count();
    let last = at + run;
    let form = last + 1 + usize::from(words.word(last + 1) == ",");
    run >= 2 && is_bare_form(words.word(last)) || run >= 1 && is_bare_form(words.word(form))
}

/// "adidas AG", "e-centives, Inc.": a name in small letters, where a party is expected and its form follows.
fn is_small_name(words: &Words, at: usize) -> bool {
    const FORMS: [&str; 12] =
        ["inc", "llc", "ltd", "corp", "plc", "gmbh", "ag", "nv", "bv", "incorporated", "sa", "sas"];
    let expected = at > 0 && matches!(words.word(at - 1), "between" | "among" | "amongst" | "and" | "by" | "the");
    if !expected || !words.is_word(at) || words.is_capital(at) {
        return false;
    }
    let mut next = at + 1;
    while words.word(next) == "-" && words.touches(next) && words.touches(next + 1) {
        next += 2;
    }
    let comma = usize::from(words.word(next) == ",");
    let form = words.word(next + comma).replace('.', "");
    FORMS.contains(&form.as_str()) && words.raw(next + comma).starts_with(char::is_uppercase)
        || comma == 1 && form == "inc"
}

/// A legal form that no name begins with.
fn is_bare_form(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(word, "inc" | "llc" | "ltd" | "corp" | "plc" | "gmbh" | "lp" | "llp" | "incorporated" | "limited")
}

/// "i-Escrow": a small letter, a hyphen, a capital.
fn is_hyphen_name(words: &Words, at: usize) -> bool {
    words.is_word(at)
        && words.get(at).is_some_and(|token| token.span.len() == 1)
        && words.word(at + 1) == "-"
        && words.touches(at + 1)
        && words.touches(at + 2)
        && words.is_capital(at + 2)
}

/// Capitalised words at the start of a preamble that name no one.
pub(super) fn is_no_name(word: &str) -> bool {
    NO_NAMES.contains(&word)
}

const NO_NAMES: &[&str] = &[
    "this",
    "agreement",
    "effective",
    "date",
    "party",
    "parties",
    "section",
    "article",
    "exhibit",
    "schedule",
    "whereas",
    "witnesseth",
    "recitals",
    "recital",
    "background",
    "now",
    "in",
    "its",
    "and",
    "or",
    "by",
    "between",
    "among",
    "amongst",
    "each",
    "both",
    "either",
    "we",
    "you",
    "i",
    "us",
    "all",
    "any",
    "that",
    "these",
    "those",
    "which",
    "for",
    "with",
    "of",
    "on",
    "at",
    "as",
    "a",
    "an",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "dated",
    "having",
    "who",
    "whose",
    "if",
    "chief",
    "president",
    "director",
    "ladies",
    "gentlemen",
    "dear",
    "page",
    "third",
    "sir",
    "hereinafter",
    "hereafter",
    "herein",
    "together",
    "collectively",
    "individually",
    "to",
    "from",
    "confidential",
    "terms",
    "services",
    "service",
    "definitions",
    "term",
    "table",
    "telephone",
];

/// Words that no name goes on with.
pub(super) fn is_no_part(word: &str) -> bool {
    matches!(
        word,
        "agreement"
            | "party"
            | "parties"
            | "whereas"
            | "witnesseth"
            | "recitals"
            | "hereinafter"
            | "hereafter"
            | "dated"
            | "between"
            | "effective"
            | "this"
            | "exhibit"
            | "date"
            | "dba"
            | "fka"
            | "aka"
            | "fso"
    )
}

fn end(words: &Words, start: usize) -> usize {
    let mut at = start + 1;
    while at < start + LONGEST {
        let Some(step) = step(words, start, at) else { break };
        at += step;
    }
    while at > start + 1 && is_loose_end(words, at - 1) {
        at -= 1;
    }
    at
}

fn is_loose_end(words: &Words, at: usize) -> bool {
    matches!(words.word(at), "," | "&" | "and" | "of" | "the" | "for" | "-" | "/")
        || words.word(at) == "." && !noun::is_legal_form(words.word(at - 1)) && words.raw(at - 1).len() > 1
}

/// Has the name come to its "Inc." or "Ltd"?
pub(super) fn is_closed(words: &Words, at: usize) -> bool {
    let last = if words.word(at - 1) == "." { at.saturating_sub(2) } else { at - 1 };
    is_bare_form(words.word(last)) || is_short_form(words, last) && is_address(words, at)
}

/// "AG", "S.A.", "B.V.": a form of two letters or three, which stand for other things too.
fn is_short_form(words: &Words, at: usize) -> bool {
    const FORMS: [&str; 10] = ["ag", "sa", "bv", "nv", "ab", "oy", "spa", "sas", "se", "kg"];
    let written = words.raw(at).replace('.', "");
    let form = FORMS.contains(&written.to_lowercase().as_str());
    form && (written == "SpA" || written.chars().all(char::is_uppercase))
}

/// A street with its number, and no comma before it.
fn is_address(words: &Words, at: usize) -> bool {
    let words_before = (at..at + 6).take_while(|&place| words.is_capital(place)).count();
    let next = words.raw(at + words_before);
    words_before > 0 && next.starts_with(|c: char| c.is_ascii_digit())
}

/// What stands before a company's number, and is no part of its name.
const REGISTERS: [&str; 12] = ["abn", "acn", "nzbn", "cin", "pan", "crn", "uen", "ein", "hrb", "rcs", "kvk", "cvr"];

fn is_title(word: &str) -> bool {
    matches!(word, "mr" | "mrs" | "ms" | "dr")
}

/// How many tokens the name takes at `at`; none where it has ended.
fn step(words: &Words, start: usize, at: usize) -> Option<usize> {
    let word = words.word(at);
    if words.starts_line(at) && !noun::is_legal_form(word) {
        return None;
    }
    // "Mr and Mrs Foyle" are one party.
    if word == "and" && is_title(words.word(at - 1)) && is_title(words.word(at + 1)) {
        return Some(2);
    }
    // "Sp. z o.o."
    if word == "z" && words.word(at - 1) == "." && words.word(at + 1).starts_with('o') {
        return Some(2);
    }
    if joint::WORDS.contains(&word) {
        return joint::at(words, start, at);
    }
    if words.is_capital(at) {
        // "Acme Ltd" has ended before "Suite 4"; "Acme Co Ltd" and "Acme Ltd HK" go on.
        let goes_on = noun::is_legal_form(word) || words.is_caps(at) && word.len() <= 3 && !REGISTERS.contains(&word);
        if is_closed(words, at) && !goes_on {
            return None;
        }
        return (!is_no_part(word) && !is_next_label(words, start, at)).then_some(1);
    }
    // "NETWORK 7 FREIGHT, INC.": a number within the name.
    let numbered = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && words.is_capital(at + 1);
    if numbered && (at + 2..at + 5).any(|place| is_bare_form(words.word(place))) {
        return Some(2);
    }
    match word {
        "'s" => Some(1),
        "-" | "/" | "'" if words.touches(at) && words.touches(at + 1) => Some(2),
        // "Salt N' Soap, Inc."
        "'" if words.touches(at) && words.word(at - 1) == "n" && words.is_capital(at + 1) => Some(2),
        "." if words.touches(at) && words.touches(at + 1) && words.is_word(at + 1) => Some(2),
        "." => after_dot(words, at),
        "," => after_comma(words, at),
        "(" => joint::in_brackets(words, at),
        // "Morley 2011 Limited", "EuroFon Brno a.s."
        _ if noun::is_legal_form(words.word(at + 1)) && words.raw(at).bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(1)
        }
        "a.s" | "s.r.o" | "d.o.o" | "a.d" | "o.o" | "a.s." | "s.r.o." | "d.o.o." => Some(1),
        _ if words.touches(at) && !words.is_punct(at) || is_bare_form(word) && word.len() <= 4 => Some(1),
        _ => None,
    }
}

/// "Licensor: ACME FILMS Licensee BOLT": a role noun in another case than the name begins the next entry.
fn is_next_label(words: &Words, start: usize, at: usize) -> bool {
    let other_case = words.is_caps(start) && at > start + 1 && words.is_caps(at - 1) && !words.is_caps(at);
    other_case && noun::lean(words.word(at)).is_some_and(|lean| lean != 0)
}

fn after_dot(words: &Words, at: usize) -> Option<usize> {
    let before = words.word(at - 1);
    if !words.touches(at) {
        return None;
    }
    let initial = before.chars().count() <= 2 || noun::is_legal_form(before) || matches!(before, "st" | "mrs" | "bros");
    if initial || words.touches(at + 1) && words.is_capital(at + 1) {
        return Some(1);
    }
    None
}

/// ", Inc." and "Stratton, Cheeseman & Walsh".
fn after_comma(words: &Words, at: usize) -> Option<usize> {
    let formal = noun::is_legal_form(words.word(at + 1)) && (words.is_capital(at + 1) || words.word(at + 1) == "inc");
    let dotted = words.word(at + 2) == "." && words.raw(at + 1).len() == 1 && words.touches(at + 3);
    let slash = matches!(words.word(at + 1), "a" | "n" | "s") && matches!(words.word(at + 2), "/" | ".");
    // "G.I.E.", "S.A.R.L.": a form in letters and stops that no list holds.
    let form = words.raw(at + 1);
    let lettered = form.contains('.') && form.split('.').all(|part| part.chars().count() <= 1);
    if formal || (dotted || slash || lettered) && words.is_capital(at + 1) {
        return Some(2);
    }
    let firm = words.is_capital(at + 1) && words.raw(at + 2) == "&" && words.is_capital(at + 3);
    firm.then_some(4)
}

/// Does the name end in a legal form ("Inc.", "GmbH")?
pub(super) fn is_formal(words: &Words, name: &Range<usize>) -> bool {
    let tail = name.end.saturating_sub(6).max(name.start + 1)..name.end;
    if tail.clone().any(|at| noun::is_legal_form(words.word(at))) {
        return true;
    }
    // "L.P.", "N.V.", "S.p.A.", "A/S", "K.K.": letters parted by marks.
    let marks = tail.clone().filter(|&at| matches!(words.word(at), "." | "/")).count();
    let letters = tail.filter(|&at| words.is_word(at) && words.raw(at).chars().count() == 1).count();
    letters >= 2 && marks >= 1
        || words.raw(name.end.saturating_sub(1)).contains('.') && words.quote(name.clone()).ends_with('.')
}
