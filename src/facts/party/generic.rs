//! Phrases that speak of a party without its name: "each party", "the other party", "either of us".
//! In: a place. Out: a [`Phrase`] and whether it means all parties or one that is not told.

use std::ops::Range;

use super::Who;
use super::words::Words;
use crate::text::WordId;

#[derive(Debug, PartialEq)]
pub(super) struct Phrase {
    pub who: Who,
    pub tokens: Range<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Head {
    None,
    Party,
    Parties,
    /// "side" in "each side".
    Side,
    /// "us" in "either of us".
    Us,
    /// "them" in "either of them".
    Them,
    /// "each other", "one another", "the other".
    Other,
    /// "Recipient" in a paper where either party may be the one.
    Role,
}

/// For each distinct word, whether such a phrase can turn on it.
pub(super) struct Heads(Vec<Head>);

impl Heads {
    pub fn new(words: &Words) -> Self {
        let head = |word: &String| match word.as_str() {
            "party" => Head::Party,
            "parties" => Head::Parties,
            "side" | "company" | "firm" | "business" => Head::Side,
            "us" => Head::Us,
            "them" => Head::Them,
            "other" | "another" => Head::Other,
            "recipient" | "discloser" if is_either(words, word) => Head::Role,
            _ => Head::None,
        };
        Self(words.distinct().iter().map(head).collect())
    }

    /// Can a phrase turn on this word?
    pub fn turn_on(&self, id: WordId) -> bool {
        self.0.get(id.0 as usize).is_some_and(|head| *head != Head::None)
    }

    /// "either of us", which holds a word that is an alias too.
    pub fn of_us(&self, words: &Words, at: usize, free_from: usize) -> Option<Phrase> {
        let us = words.id(at).and_then(|id| self.0.get(id.0 as usize).copied()) == Some(Head::Us);
        if us { self.at(words, at, free_from) } else { None }
    }

    /// The phrase that turns on the word at `at` and begins not before `free_from`.
    pub fn at(&self, words: &Words, at: usize, free_from: usize) -> Option<Phrase> {
        let head = words.id(at).and_then(|id| self.0.get(id.0 as usize).copied()).unwrap_or(Head::None);
        let (start, who) = match head {
            Head::None => return None,
            Head::Party => singular(words, at)?,
            Head::Side => side(words, at)?,
            Head::Parties => plural(words, at)?,
            Head::Us => of_us(words, at)?,
            Head::Them => of_them(words, at)?,
            Head::Other => other(words, at)?,
            Head::Role => (over_article(words, at), Who::Some),
        };
        Some(Phrase { who, tokens: start.max(free_from.min(at))..end(words, at) })
    }
}

/// Does the text give this term to whichever party it may be: `each party ("Discloser")`,
/// `the party that receives it (the "Recipient")`? Then it names none of them.
pub(super) fn is_either(words: &Words, term: &str) -> bool {
    /// Words between "party" and the term that it is given.
    const APART: usize = 8;
    let Some(id) = words.find(term) else { return false };
    // "the recipient", in small letters all through: whoever receives.
    if (0..words.len()).all(|at| words.id(at) != Some(id) || !words.is_capital(at)) {
        return true;
    }
    let quoted = |at: usize| at > 0 && words.word(at - 1) == "\"";
    // A clause by itself, which names nobody else and gives the term to nobody.
    if term == "recipient" && is_unnamed(words, id) {
        return true;
    }
    let given = |at: usize| {
        let before = at.saturating_sub(APART + 3)..at - 1;
        before
            .rev()
            .take_while(|place| !matches!(words.word(*place), "." | ";" | ")"))
            .any(|place| words.word(place) == "party")
    };
    (0..words.len()).filter(|&at| words.id(at) == Some(id) && quoted(at)).any(given)
}

/// "The Recipient" of a secret, where no party is called so and no discloser stands beside it.
fn is_unnamed(words: &Words, id: WordId) -> bool {
    let named = |at: usize| at > 0 && matches!(words.word(at - 1), "\"" | "(");
    ["confidential", "secret", "confidence", "disclose"].iter().any(|word| words.find(word).is_some())
        && words.find("discloser").is_none()
        && !(0..words.len()).any(|at| words.id(at) == Some(id) && (named(at) || at > 0 && named(at - 1)))
}

/// Takes along "hereto" and "to this agreement".
fn end(words: &Words, at: usize) -> usize {
    match words.word(at + 1) {
        "hereto" => at + 2,
        "to" if words.word(at + 2) == "this" && matches!(words.word(at + 3), "agreement" | "contract") => at + 4,
        _ => at + 1,
    }
}

/// The word before, over a hyphen ("non-breaching party"), not over other marks or a line's end.
fn before(words: &Words, at: usize) -> Option<usize> {
    let mut place = at.checked_sub(1)?;
    if words.starts_line(at) {
        return None;
    }
    if words.word(place) == "-" {
        place = place.checked_sub(1)?;
    }
    words.is_word(place).then_some(place)
}

/// A party that is none of this contract's.
fn is_stranger(word: &str) -> bool {
    matches!(
        word,
        "third"
            | "3rd"
            | "political"
            | "search"
            | "counter"
            | "related"
            | "affiliated"
            | "unaffiliated"
            | "outside"
            | "unrelated"
            | "interested"
            | "working"
            | "nonparty"
            | "birthday"
    )
}

fn singular(words: &Words, at: usize) -> Option<(usize, Who)> {
    let Some(place) = before(words, at) else { return bare(words, at) };
    let word = words.word(place);
    if is_stranger(word) || word == "non" && !words.is_word(place + 1) {
        return None;
    }
    match word {
        "each" | "either" | "any" | "every" | "no" | "neither" | "both" => Some((place, Who::Each)),
        "other" => Some((over_article(words, place), Who::Some)),
        "such" | "that" | "said" | "this" | "the" | "a" | "one" | "another" | "first" | "second" | "which"
        | "whichever" => Some((over_article(words, place), Who::Some)),
        _ if is_quality(word) => Some((over_article(words, over_non(words, place)), Who::Some)),
        _ => bare(words, at),
    }
}

/// "each side", "neither side": a side by itself is of a page.
fn side(words: &Words, at: usize) -> Option<(usize, Who)> {
    let place = before(words, at)?;
    match words.word(place) {
        "each" | "either" | "neither" => Some((place, Who::Each)),
        "other" if before(words, place).is_some_and(|first| words.word(first) == "the") => {
            Some((over_article(words, place), Who::Some))
        }
        _ => None,
    }
}

/// "Party" by itself: a heading's or a definition's word, unless something is done or owned.
fn bare(words: &Words, at: usize) -> Option<(usize, Who)> {
    let acting = super::usage::is_modal(words.word(at + 1)) || words.is_possessive(at + 1);
    acting.then_some((at, Who::Some))
}

/// "indemnified", "receiving", "defaulting", "non-breaching", "affected", "innocent".
fn is_quality(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"))
        || matches!(
            word,
            "innocent" | "prevailing" | "aggrieved" | "other" | "owner" | "losing" | "responsible" | "hurt"
        )
}

/// "non-breaching"
fn over_non(words: &Words, place: usize) -> usize {
    before(words, place).filter(|&non| words.word(non) == "non").unwrap_or(place)
}

fn over_article(words: &Words, place: usize) -> usize {
    match before(words, place) {
        Some(first)
            if matches!(words.word(first), "the" | "such" | "a" | "an" | "any" | "each" | "either" | "that" | "no") =>
        {
            first
        }
        _ => place,
    }
}

fn plural(words: &Words, at: usize) -> Option<(usize, Who)> {
    let Some(place) = before(words, at) else { return Some((at, Who::Each)) };
    let word = words.word(place);
    if is_stranger(word) {
        return None;
    }
    match word {
        "the" | "both" | "all" | "these" | "said" | "such" => Some(each_of(words, place)),
        "two" | "contracting" | "undersigned" => Some((over_article(words, place), Who::Each)),
        "other" => Some((over_article(words, place), Who::Some)),
        _ if is_quality(word) => Some((over_article(words, place), Who::Some)),
        _ => Some((at, Who::Each)),
    }
}

/// "each of the parties", "one of the parties".
fn each_of(words: &Words, place: usize) -> (usize, Who) {
    let Some(of) = before(words, place).filter(|&of| words.word(of) == "of") else { return (place, Who::Each) };
    match before(words, of) {
        Some(first) if is_all(words.word(first)) => (first, Who::Each),
        Some(first) if words.word(first) == "one" => (first, Who::Some),
        _ => (place, Who::Each),
    }
}

fn is_all(word: &str) -> bool {
    matches!(word, "each" | "either" | "both" | "neither" | "all" | "any" | "none" | "every")
}

fn of_us(words: &Words, at: usize) -> Option<(usize, Who)> {
    let of = before(words, at).filter(|&of| words.word(of) == "of")?;
    let mut first = before(words, of)?;
    if words.word(first) == "one" {
        first = before(words, first).filter(|&each| is_all(words.word(each)))?;
    }
    is_all(words.word(first)).then_some((first, Who::Each))
}

/// "either of them", "neither of them": two there are of the parties only.
fn of_them(words: &Words, at: usize) -> Option<(usize, Who)> {
    let of = before(words, at).filter(|&of| words.word(of) == "of")?;
    let first = before(words, of)?;
    matches!(words.word(first), "either" | "neither").then_some((first, Who::Each))
}

/// "each other", "one another", and "the other" where no noun follows it.
fn other(words: &Words, at: usize) -> Option<(usize, Who)> {
    let place = before(words, at)?;
    let pair = matches!((words.word(place), words.word(at)), ("each", "other") | ("one", "another"));
    let alone = (words.word(place), words.word(at)) == ("the", "other") && !is_noun_next(words, at + 1);
    (pair && !is_noun_next(words, at + 1) || alone).then_some((place, Who::Some))
}

fn is_noun_next(words: &Words, at: usize) -> bool {
    let free = words.starts_line(at) || !words.is_word(at) || words.is_possessive(at);
    !free
        && !matches!(
            words.word(at),
            "and"
                | "or"
                | "from"
                | "against"
                | "for"
                | "in"
                | "with"
                | "harmless"
                | "shall"
                | "may"
                | "to"
                | "its"
                | "if"
                | "upon"
                | "under"
                | "on"
                | "by"
                | "at"
                | "as"
                | "of"
                | "without"
                | "that"
                | "any"
                | "not"
                | "a"
                | "has"
                | "is"
                | "will"
                | "must"
                | "the"
                | "fails"
                | "all"
                | "written"
                | "thirty"
                | "ninety"
                | "sixty"
                | "when"
                | "who"
                | "which"
                | "except"
                | "unless"
                | "then"
                | "until"
                | "before"
                | "after"
                | "than"
        )
}
