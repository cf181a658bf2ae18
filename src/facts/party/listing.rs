//! Where one party of a list ends and the next begins. In: a place behind a party's name. Out: whether a
//! new party begins there, and whether the list is over.

use std::ops::Range;

use super::alias::Draft;
use super::bracket;
use super::words::Words;
use super::{name, noun, pronoun};

/// Does a new party begin behind this "and", comma or semicolon?
pub(super) fn parts(words: &Words, at: usize, draft: &Draft, name_end: usize, first: bool) -> bool {
    let joint = match words.word(at) {
        "and" | "&" | ";" | "with" | "with:" => true,
        "," => draft.has_term() && words.word(at + 1) != "and",
        _ => false,
    };
    if !joint {
        return false;
    }
    let next = skip_to_name(words, at + 1);
    if draft.has_term()
        && words.word(at) == "and"
        && (next + 2..next + 9)
            .find(|&open| words.word(open) == "(" || words.is_capital(open))
            .is_some_and(|open| words.word(open) == "(" && defines_role(words, open))
    {
        return true;
    }
    let Some(found) = name::at(words, next).filter(|found| !is_place(words, found)) else {
        return false;
    };
    if words.is_blank(found.start) || words.word(found.start) == "[" {
        return true;
    }
    // "Zelix corporation": the form of the company in small letters.
    let strong =
        name::is_formal(words, &found) || introduces(words, found.end) || noun::is_legal_form(words.word(found.end));
    // A role noun alone joins the list only as its own name ("between Licensor and Licensee").
    let weak = draft.has_term() || at <= name_end + 1;
    let behind = found.end + usize::from(words.word(found.end) == "'");
    let numbered = words.raw(behind + 1).starts_with(|c: char| c.is_ascii_digit());
    let housed = matches!(words.word(behind), "located" | "having" | "whose" | "residing" | "'s")
        || words.word(behind) == "of" && numbered;
    strong || first && housed || weak && words.word(at) != "," && is_party_follow(words, found.end)
}

pub(super) fn skip_to_name(words: &Words, at: usize) -> usize {
    let mut at = at;
    let end = at + 8;
    while at < end && !words.is_capital(at) && words.word(at) != "[" && !words.is_blank(at) {
        let skipped = words.is_punct(at)
            || !words.is_word(at)
            || matches!(words.word(at), "the" | "and" | "between" | "mr")
            || words.word(at + 1) == ")";
        if !skipped {
            break;
        }
        at += 1;
    }
    if is_label(words, at) { at + 2 } else { past_label(words, at).unwrap_or(at) }
}

/// "England and Wales" is a place.
pub(super) fn is_place(words: &Words, found: &Range<usize>) -> bool {
    matches!(words.word(found.start), "wales" | "tobago" | "barbuda" | "herzegovina" | "nevis" | "northern")
}

/// A bracketed term, or ", a Delaware corporation", right behind a name.
fn introduces(words: &Words, at: usize) -> bool {
    match words.word(at) {
        "(" => bracket::close(words, at).is_some_and(|after| !bracket::read(words, at + 1..after - 1).is_empty()),
        "," => {
            matches!(words.word(at + 1), "a" | "an")
                || matches!(words.word(at + 1), "hereinafter" | "hereafter" | "herein")
        }
        "hereinafter" | "hereafter" | "herein" => true,
        _ => false,
    }
}

fn is_party_follow(words: &Words, at: usize) -> bool {
    matches!(
        words.word(at),
        "located"
            | "having"
            | "with"
            | "whose"
            | "of"
            | "organized"
            | "residing"
            | "acting"
            | "shall"
            | "sets"
            | "agree"
            | ","
            | "."
            | ""
            | ":"
            | "is"
            | "in"
            | "for"
            | "relating"
            | "dated"
            | "on"
            | "effective"
            | "("
            | "at"
            | "as"
            | "which"
            | "who"
            | "regarding"
            | "to"
            | "are"
            | ";"
            | "have"
            | "set"
    ) || words.starts_line(at)
}

pub(super) fn ends(words: &Words, at: usize, draft: &Draft, before: usize) -> bool {
    let word = words.word(at);
    if pronoun::is_defined(words, at) {
        return true;
    }
    if matches!(word, "whereas" | "witnesseth" | "recitals" | "wherein" | "witnesses")
        || word == "now" && words.word(at + 2) == "therefore"
    {
        return true;
    }
    // "… In this Contract, the party who receives the services shall be referred to as": told of, not listed.
    let told_of = word == "party" && matches!(words.word(at + 1), "who" | "which" | "that");
    if (told_of || matches!(word, "agree" | "agrees" | "sets" | "shall")) && before > 0 {
        return true;
    }
    // "(hereinafter Bolt) for the Maintenance and Support": what the contract is about, no more parties.
    let subject =
        matches!(word, "for" | "regarding" | "relating" | "concerning") && words.word(at.saturating_sub(1)) == ")";
    let new_sentence = word == "."
        && words.is_capital(at + 1)
        && (words.word(at - 1).len() > 4 || words.word(at - 1) == "\"" || words.starts_line(at + 1))
        && !noun::is_legal_form(words.word(at - 1));
    let after_bracket = word == "." && words.word(at - 1) == ")";
    let new_line = words.starts_line(at) && draft.has_term() && !matches!(word, "and" | "&" | "(" | "-" | ",");
    before > 0 && (subject || new_sentence || after_bracket || new_line)
}

/// A bracket that gives a role noun as a party's term.
pub(super) fn defines_role(words: &Words, open: usize) -> bool {
    let Some(after) = bracket::close(words, open) else { return false };
    bracket::read(words, open + 1..after - 1).aliases.iter().any(|alias| noun::lean_of(&alias.text).is_some())
}

/// "(A)", "(1)", "I."
pub(super) fn is_label(words: &Words, at: usize) -> bool {
    let short = words.raw(at).len() <= 3 && at > 0;
    short && words.word(at - 1) == "(" && words.word(at + 1) == ")"
}

/// "FIRST:", "SECOND:" at the start of a line.
pub(super) fn is_ordinal(words: &Words, at: usize) -> bool {
    words.starts_line(at)
        && matches!(words.word(at), "first" | "second" | "third" | "fourth")
        && words.is_capital(at)
        && words.word(at + 1) == ":"
}

/// Behind "SECOND:" or the letter of a list ("B."), which else would pass for a name or an initial.
pub(super) fn past_label(words: &Words, at: usize) -> Option<usize> {
    if is_ordinal(words, at) {
        return Some(at + 2);
    }
    let letter = |at: usize, wanted: &str| {
        words.raw(at) == wanted && words.starts_line(at) && matches!(words.word(at + 1), "." | ")")
    };
    let (own, other) = match words.raw(at) {
        "A" => ("A", "B"),
        "B" => ("B", "A"),
        "C" => ("C", "B"),
        "D" => ("D", "C"),
        _ => return None,
    };
    let mut near = at.saturating_sub(ENTRY)..at + ENTRY;
    (letter(at, own) && near.any(|at| letter(at, other))).then_some(at + 2)
}

/// An entry of a list is no longer.
const ENTRY: usize = 120;

/// One party a paragraph: the one before has its term, and this line holds a name and a term again.
pub(super) fn opens_entry(words: &Words, at: usize, draft: &Draft) -> bool {
    let told = draft.has_term() || !draft.tentative.is_empty();
    let closed = |at: usize| matches!(words.word(at), ")" | "\"" | "'");
    let ended = at > 1
        && (closed(at - 1) || words.word(at - 1) == ";" || matches!(words.word(at - 1), "." | ",") && closed(at - 2));
    if !told || !ended || !words.starts_line(at) {
        return false;
    }
    // "2°"
    let numbered = words.raw(at + 1) == "°" || words.raw(at).ends_with('°');
    let first = match () {
        () if is_label_open(words, at) => at + 3,
        () if numbered => at + 1,
        () => past_label(words, at).unwrap_or(at),
    };
    // Behind a number there may be small words: "2° The private limited company (BV) Bolt Hosting".
    let reach = if numbered { first + 10 } else { first + 1 };
    // "D/B/A Weaver Light" below a name is no new party.
    if words.word(first + 1) == "/" {
        return false;
    }
    let Some(found) = (first..reach).find_map(|place| name::at(words, place)) else { return false };
    let mut line = (found.end..found.end + ENTRY).take_while(|&place| !words.starts_line(place));
    let gives_term = |open: usize| {
        words.word(open) == "(" && introduces(words, open)
            || matches!(words.word(open), "hereinafter" | "hereafter")
            || bracket::is_quote(words.word(open)) && words.word(open - 1) == ","
    };
    (numbered || name::is_formal(words, &found)) && line.any(gives_term)
}

/// "(1) Acme Limited, whose office is in Leeds (the Company) (2) Ann Weaver (the Executive)": the next number of
/// the list opens the next party, wherever it stands.
pub(super) fn opens_numbered(words: &Words, at: usize, before: usize) -> bool {
    let numbered = is_label_open(words, at) && words.raw(at + 1).parse() == Ok(before + 2);
    let own = |place: usize| is_label_open(words, place) && words.raw(place + 1).parse() == Ok(before + 1);
    numbered && name::at(words, at + 3).is_some() && (at.saturating_sub(2 * ENTRY)..at).any(own)
}

/// "(2)"
fn is_label_open(words: &Words, at: usize) -> bool {
    words.word(at) == "(" && is_label(words, at + 1)
}

/// Behind "as successor in interest to Milford & Joint Group", "represented by Mr. Peeters": whom a party
/// stands for, comes from or acts through is no party of the list.
pub(super) fn past_relation(words: &Words, at: usize) -> Option<usize> {
    let preposition = match words.word(at) {
        "successor" => "to",
        "formerly" => "as",
        "represented" | "owned" | "accredited" | "chartered" | "regulated" => "by",
        "subsidiary" | "division" | "parent" | "affiliate" | "trustee" => "of",
        _ => return None,
    };
    let from = (at + 1..at + 4).find(|&place| words.word(place) == preposition)? + 1;
    let first = (from..from + 6)
        .take_while(|&place| !matches!(words.word(place), "and" | "(" | ")" | ";"))
        .find(|&place| words.is_capital(place))?;
    Some(name::at(words, first)?.end)
}
