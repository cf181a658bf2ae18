//! Names that are signed or written to in another spelling than they are introduced: "Northgate Systems Pte Ltd"
//! below the text or in its notices where the opening says "Northgate Pte Ltd". In: drafts. Out: the drafts with those names.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{name, noun};
use crate::text::WordId;

/// Signatures stand in the last part of a document.
const TAIL: usize = 3;
/// Who writes its name in more ways than this is not told by them.
const SPELLINGS: usize = 2;
/// So many words behind a name that is signed comes the line for the signature.
const NEAR: usize = 40;

pub(super) fn add(words: &Words, drafts: &mut [Draft]) {
    for place in 0..drafts.len() {
        let found = written(words, drafts, place);
        if found.len() <= SPELLINGS {
            found.into_iter().for_each(|alias| drafts[place].add(alias));
        }
    }
}

/// The names that are signed or written to and begin as the party's own name does, in other words than any party's.
fn written(words: &Words, drafts: &[Draft], place: usize) -> Vec<Alias> {
    let named = |alias: &&Alias| alias.kind == AliasKind::Name;
    let own: Vec<&Alias> = drafts[place].aliases.iter().filter(named).collect();
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
    let tail = words.len() - words.len() / TAIL;
    for at in (0..words.len()).filter(|&at| words.id(at) == Some(first) && words.is_capital(at)) {
        let addressed = is_addressed(words, &drafts[place], at);
        if at < tail && !addressed {
            continue;
        }
        let range = name::at(words, at).map(|range| without_neighbour(words, range));
        let Some(range) = range.filter(|range| name::is_formal(words, range)) else { continue };
        if range.clone().skip(1).any(|at| opens_another(words, drafts, place, at)) {
            continue;
        }
        let alias = Alias::at(words, range.clone(), AliasKind::Name);
        let signed = at >= tail && is_signed(words, range.end);
        let alone = words.starts_line(range.start) && words.starts_line(range.end);
        let Some(alias) = alias.filter(|_| addressed || signed || alone) else { continue };
        let known =
            drafts.iter().any(|draft| draft.has(&alias.words)) || found.iter().any(|one| one.words == alias.words);
        let formal = |one: &Alias| name::is_formal(words, &one.tokens);
        let same =
            |one: &Alias| is_like(words, one, &alias) || signed && formal(one) && is_near(&one.words, &alias.words, 2);
        if !known && own.iter().any(|one| same(one)) {
            found.push(alias);
        }
    }
    found
}

/// "If to Licensee: Northgate Systems Inc.": written to under what the contract calls it.
fn is_addressed(words: &Words, draft: &Draft, at: usize) -> bool {
    let Some(colon) = at.checked_sub(1).filter(|&colon| words.word(colon) == ":") else { return false };
    draft.aliases.iter().any(|alias| {
        let start = colon.saturating_sub(alias.words.len());
        alias.kind != AliasKind::Pronoun
            && (start..colon).zip(&alias.words).all(|(at, &word)| words.id(at) == Some(word))
    })
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
    words.word(end - 1) != "by"
        && (end..end + NEAR).any(|at| {
            matches!(words.word(at), "by" | "name" | "title" | "signature" | "signed" | "its")
                && words.word(at + 1) == ":"
        })
}

/// The same name but for a word or two: most of the shorter one's words stand in the other.
fn is_near(one: &[WordId], other: &[WordId], most: usize) -> bool {
    let shared = one.iter().filter(|word| other.contains(word)).count();
    let (least, longest) = (one.len().min(other.len()), one.len().max(other.len()));
    least > 0 && shared * 2 >= least && longest <= least + most
}

/// All but what says nothing of whose name it is, and more than two thirds of that: a notice or a line of its own may
/// name another company of the house.
fn is_like(words: &Words, one: &Alias, other: &Alias) -> bool {
    let said = |alias: &Alias| -> Vec<WordId> {
        let form = |id: &WordId| FORMS.contains(&words.distinct().get(id.0 as usize).map_or("", String::as_str));
        alias.words.iter().filter(|id| !form(id)).copied().collect()
    };
    let (one, other) = (said(one), said(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared * 3 > one.len().min(other.len()) * 2 && is_near(&one, &other, 1)
}

const FORMS: [&str; 12] = [
    "inc",
    "llc",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "incorporated",
    "company",
    "co",
    "plc",
    "holdings",
    "group",
];
