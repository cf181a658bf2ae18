//! Letters that stand for a party's name and that nothing defines: "GLB" of Grey Lantern Brewing Ltd. In: the words
//! and the drafts. Out: the drafts, with the letters that the text makes act.

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{bracket, noun, usage};

/// So many letters stand for a name.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;

pub(super) fn add(words: &Words, drafts: &mut [Draft]) {
    let known = |drafts: &[Draft], at: usize| {
        words
            .id(at)
            .is_some_and(|id| drafts.iter().any(|draft| draft.aliases.iter().any(|one| one.words.contains(&id))))
    };
    let mut tried = Vec::new();
    for at in 0..words.len() {
        let Some(id) = words.id(at).filter(|_| is_letters(words, at)) else { continue };
        if tried.contains(&id) || !acts(words, drafts, at) {
            continue;
        }
        tried.push(id);
        if known(drafts, at) || is_defined(words, id) {
            continue;
        }
        let letters = words.raw(at);
        let mut meant = (0..drafts.len()).filter(|&place| is_of(words, &drafts[place], letters));
        if let (Some(place), None) = (meant.next(), meant.next()) {
            drafts[place].aliases.extend(Alias::at(words, at..at + 1, AliasKind::Term));
        }
    }
}

/// A short word in capitals among words in small letters.
fn is_letters(words: &Words, at: usize) -> bool {
    words.is_caps(at)
        && words.is_word(at)
        && LETTERS.contains(&words.raw(at).len())
        && words.raw(at).bytes().all(|byte| byte.is_ascii_uppercase())
        && !words.in_capitals(at)
}

/// "GLB shall", "by GLB", "between Acme and GLB".
fn acts(words: &Words, drafts: &[Draft], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words.word(at));
    let behind = words.word(at + 1);
    let beside = |at: usize| {
        let id = words.id(at);
        drafts.iter().flat_map(|draft| &draft.aliases).any(|alias| id.is_some() && alias.words.last() == id.as_ref())
    };
    let does = usage::is_modal(behind) && !matches!(behind, "and" | "or" | "is");
    let alone = !words.is_capital(at + 1) && !matches!(before(1), "the" | "a" | "an" | "each" | "any");
    alone && (does || before(1) == "by" || before(1) == "and" && before(3) == "between" && beside(at - 2))
}

/// In quotes or in brackets the letters are given a sense.
fn is_defined(words: &Words, id: crate::text::WordId) -> bool {
    (1..words.len())
        .any(|at| words.id(at) == Some(id) && (bracket::is_quote(words.word(at - 1)) || words.word(at - 1) == "("))
}

fn is_of(words: &Words, draft: &Draft, letters: &str) -> bool {
    // Who is "GLBC" is not "GLB" as well: that is another company of the house.
    let lettered =
        |alias: &Alias| alias.kind == AliasKind::Term && alias.text.bytes().all(|byte| byte.is_ascii_uppercase());
    if draft.aliases.iter().any(|alias| lettered(alias) && alias.text.len() <= *LETTERS.end()) {
        return false;
    }
    draft.aliases.iter().filter(|alias| alias.kind == AliasKind::Name).any(|name| {
        let parts: Vec<&str> = name
            .tokens
            .clone()
            .filter(|&at| words.is_word(at) && words.is_capital(at) && !noun::is_legal_form(words.word(at)))
            .map(|at| words.raw(at))
            .collect();
        is_initials(&parts, letters) || parts.first().is_some_and(|first| is_cut(first, letters))
    })
}

/// The first letters of words that follow each other, from the first word on or three of them: "GLB", "LBW"; a part
/// in capitals stands whole: "NORX" of "Northern RX".
fn is_initials(parts: &[&str], letters: &str) -> bool {
    (0..parts.len()).any(|from| {
        let mut taken = String::new();
        parts[from..].iter().enumerate().any(|(place, part)| {
            let whole = part.len() <= 3 && part.chars().all(char::is_uppercase);
            taken.extend(part.chars().take(if whole { part.len() } else { 1 }));
            taken.eq_ignore_ascii_case(letters) && (place >= 2 || from == 0 && place >= 1 && parts.len() == 2)
        })
    })
}

/// The capitals of one word ("MW" of MillWright), or its consonants from the first letter to the last ("BRVTK").
fn is_cut(word: &str, letters: &str) -> bool {
    let capitals: String = word.chars().filter(|letter| letter.is_uppercase()).collect();
    if capitals == letters && capitals.len() < word.len() {
        return true;
    }
    let mut rest = word.chars().map(|letter| letter.to_ascii_uppercase());
    let ends = |one: Option<char>, other: Option<char>| one.map(|one| one.to_ascii_uppercase()) == other;
    letters.len() >= 4
        && ends(word.chars().next(), letters.chars().next())
        && ends(word.chars().last(), letters.chars().last())
        && letters.chars().all(|letter| rest.any(|one| one == letter))
}
