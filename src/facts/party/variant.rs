//! Names that are signed in another spelling than they are introduced: "Northgate Systems Pte Ltd" below
//! the text where the opening says "Northgate Pte Ltd". In: drafts. Out: the drafts with those names.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{name, noun};

/// Signatures stand in the last part of a document.
const TAIL: usize = 3;
/// So many words behind a name that is signed comes the line for the signature.
const NEAR: usize = 40;

pub(super) fn add(words: &Words, drafts: &mut [Draft]) {
    for place in 0..drafts.len() {
        let found = signed(words, drafts, place);
        if let (Some(only), None) = (found.first(), found.get(1)) {
            drafts[place].add(only.clone());
        }
    }
}

/// The names that are signed and begin as the party's own name does, in other words than any party's.
fn signed(words: &Words, drafts: &[Draft], place: usize) -> Vec<Alias> {
    let full = |alias: &&Alias| alias.kind == AliasKind::Name && name::is_formal(words, &alias.tokens);
    let own: Vec<&Alias> = drafts[place].aliases.iter().filter(full).collect();
    let mut found: Vec<Alias> = Vec::new();
    let Some(first) = own.first().and_then(|alias| alias.words.first().copied()) else { return found };
    // Two parties of one house: their names begin alike.
    let shared = drafts
        .iter()
        .enumerate()
        .any(|(other, draft)| other != place && draft.aliases.iter().any(|alias| alias.words.first() == Some(&first)));
    if shared {
        return found;
    }
    let tail = words.len() - words.len() / TAIL..words.len();
    for at in tail.filter(|&at| words.id(at) == Some(first) && words.is_capital(at)) {
        let range = name::at(words, at).map(|range| without_neighbour(words, range));
        let Some(range) = range.filter(|range| name::is_formal(words, range)) else { continue };
        if range.clone().skip(1).any(|at| opens_another(words, drafts, place, at)) {
            continue;
        }
        let alias = Alias::at(words, range.clone(), AliasKind::Name);
        let Some(alias) = alias.filter(|_| is_signed(words, range.end)) else { continue };
        let known =
            drafts.iter().any(|draft| draft.has(&alias.words)) || found.iter().any(|one| one.words == alias.words);
        if !known && own.iter().any(|one| is_like(one, &alias)) {
            found.push(alias);
        }
    }
    found
}

/// In two columns the next party's name, or the "By" of the signature, stands behind the legal form.
fn without_neighbour(words: &Words, range: Range<usize>) -> Range<usize> {
    let form = |at: usize| noun::is_legal_form(words.word(at));
    let last = (range.start + 1..range.end).find(|&at| {
        let mut next = at + 1;
        while matches!(words.word(next), "." | ",") {
            next += 1;
        }
        form(at) && !form(next)
    });
    match last {
        Some(last) => range.start..last + 1 + usize::from(words.word(last + 1) == "." && words.touches(last + 1)),
        None => range,
    }
}

/// Another party's name begins here.
fn opens_another(words: &Words, drafts: &[Draft], place: usize, at: usize) -> bool {
    let opens = |alias: &Alias| alias.kind == AliasKind::Name && words.id(at).as_ref() == alias.words.first();
    drafts.iter().enumerate().any(|(other, draft)| other != place && draft.aliases.iter().any(opens))
}

/// "By: ____" or "Name: ____" follows.
fn is_signed(words: &Words, end: usize) -> bool {
    (end..end + NEAR).any(|at| {
        matches!(words.word(at), "by" | "name" | "title" | "signature" | "signed" | "its") && words.word(at + 1) == ":"
    })
}

/// The same name but for a word or two: most of the shorter one's words stand in the other.
fn is_like(one: &Alias, other: &Alias) -> bool {
    let shared = one.words.iter().filter(|word| other.words.contains(word)).count();
    let (least, most) = (one.words.len().min(other.words.len()), one.words.len().max(other.words.len()));
    shared * 2 >= least && most <= least + 2
}
