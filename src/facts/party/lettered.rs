//! Parties by letters: "Party A: Acme Co., Ltd.", "Party B (Carrier): Bolt Logistics Ltd.". In: the
//! words. Out: one [`Draft`] for each entry that such an opening holds.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{bracket, name, noun};

/// Entries stand in the first so many words.
const REACH: usize = 1500;

/// "Party A", not "party a notice".
pub(super) fn is_label(words: &Words, at: usize) -> bool {
    words.word(at) == "party" && words.is_capital(at) && matches!(words.raw(at + 1), "A" | "B" | "C" | "D" | "E")
}

pub(super) fn read(words: &Words) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for at in (0..words.len().min(REACH)).filter(|&at| is_label(words, at)) {
        let Some(draft) = entry(words, at) else { continue };
        let known = |other: &&mut Draft| draft.aliases.iter().any(|alias| other.has(&alias.words));
        match drafts.iter_mut().find(known) {
            // On the cover and in the opening, at times in two spellings.
            Some(other) => other.absorb(draft),
            None => drafts.push(draft),
        }
    }
    drafts
}

/// The label, what stands in brackets behind it, a colon, the name or a blank for it, and the term in brackets
/// behind that.
fn entry(words: &Words, at: usize) -> Option<Draft> {
    let bracket = (words.word(at + 2) == "(").then(|| bracket::close(words, at + 2)).flatten();
    let colon = bracket.unwrap_or(at + 2);
    if words.word(colon) != ":" {
        return None;
    }
    let found = blank(words, colon + 1).or_else(|| name::at(words, colon + 1))?;
    let named = words.is_capital(found.start);
    let mut draft = Draft { named, defined: true, ..Draft::default() };
    draft.evidence.push(words.span(at..found.end));
    if named {
        draft.add(Alias::at(words, found.clone(), AliasKind::Name)?);
    }
    draft.add(Alias::at(words, at..at + 2, AliasKind::Term)?);
    let behind = (words.word(found.end) == "(").then(|| bracket::close(words, found.end)).flatten();
    for term in behind.map_or_else(Vec::new, |after| bracket::read(words, found.end + 1..after - 1).aliases) {
        draft.add(term);
    }
    if let Some(role) = bracket.and_then(|after| role(words, at + 3..after - 1)) {
        draft.add(role);
    }
    Some(draft)
}

/// "[\u{2022}]", "____": a name that is left open.
fn blank(words: &Words, at: usize) -> Option<Range<usize>> {
    if words.is_blank(at) {
        return Some(at..at + 1);
    }
    let shut = (at + 1..at + 4).find(|&place| words.word(place) == "]")?;
    let open = words.word(at) == "[" && !(at + 1..shut).any(|place| words.is_word(place));
    open.then_some(at..shut + 1)
}

/// The role noun in the brackets.
fn role(words: &Words, inside: Range<usize>) -> Option<Alias> {
    // "Party A (Entrusting Party)"
    let whole = Alias::at(words, inside.clone(), AliasKind::Term).filter(|alias| noun::lean_of(&alias.text).is_some());
    if whole.is_some() {
        return whole;
    }
    let noun = inside.into_iter().find(|&at| words.is_capital(at) && noun::lean(words.word(at)).is_some())?;
    Alias::at(words, noun..noun + 1, AliasKind::Term)
}
