//! Parties by letters: "Party A: Acme Co., Ltd.", "Party B (Carrier): Bolt Logistics Ltd.". In: the
//! words. Out: one [`Draft`] for each entry that such an opening holds.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{bracket, name, noun, preamble};

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
        let known = |other: &Draft| draft.aliases.iter().any(|alias| other.has(&alias.words));
        if !drafts.iter().any(known) {
            drafts.push(draft);
        }
    }
    drafts
}

/// The label, what stands in brackets behind it, a colon, the name.
fn entry(words: &Words, at: usize) -> Option<Draft> {
    let bracket = (words.word(at + 2) == "(").then(|| bracket::close(words, at + 2)).flatten();
    let colon = bracket.unwrap_or(at + 2);
    if words.word(colon) != ":" {
        return None;
    }
    let found = name::at(words, colon + 1)?;
    let mut draft = preamble::draft_of(words, &found);
    draft.defined = true;
    draft.evidence.push(words.span(at..found.end));
    draft.add(Alias::at(words, at..at + 2, AliasKind::Term)?);
    // "Party A: Acme Co., Ltd. ("Service Provider")"
    let behind = (words.word(found.end) == "(").then(|| bracket::close(words, found.end)).flatten();
    if let Some(after) = behind {
        let terms = bracket::read(words, found.end + 1..after - 1);
        preamble::take(words, found.end..after, terms, &mut draft, &mut []);
    }
    if let Some(role) = bracket.and_then(|after| role(words, at + 3..after - 1)) {
        draft.add(role);
    }
    Some(draft)
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
