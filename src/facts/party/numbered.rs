//! "The First Party" and "the Second Party" of older forms, where no opening gives them names. In: the words and
//! the drafts. Out: the drafts, with a party for each of the two.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;

pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    if !drafts.is_empty() {
        return;
    }
    let found = ["first", "second"].map(|number| find(words, number));
    for tokens in found.into_iter().flatten() {
        let evidence = vec![words.span(tokens.clone())];
        let aliases: Vec<Alias> = Alias::at(words, tokens, AliasKind::Term).into_iter().collect();
        drafts.push(Draft { aliases, evidence, ..Draft::default() });
    }
}

/// "First Party" with its capitals, wherever it first stands so.
fn find(words: &Words, number: &str) -> Option<Range<usize>> {
    let at = |at: &usize| words.word(*at) == number && words.is_capital(*at);
    (0..words.len())
        .find(|place| at(place) && words.word(place + 1) == "party" && words.is_capital(place + 1))
        .map(|place| place..place + 2)
}
