//! The part of a sentence that a word belongs to. In: a sentence and a token. Out: the tokens from
//! the last semicolon, item or sentence border to the next; and what stands before a verb in it.

use std::ops::Range;

use crate::contract::Contract;
use crate::outline::{ClauseId, Sentence};
use crate::span::Span;

/// The item (or lead-in, or tail) of the sentence that holds `token`, cut at semicolons.
pub fn stretch(contract: &Contract, sentence: &Sentence, token: usize) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    let part = part(sentence, token);
    let stop = |at: &usize| tokens.at(*at) == ";";
    let start = (part.start..token).rev().find(stop).map_or(part.start, |at| at + 1);
    let end = (token..part.end).find(stop).unwrap_or(part.end);
    start..end
}

fn part(sentence: &Sentence, token: usize) -> Range<usize> {
    if let Some(item) = sentence.items.iter().find(|item| item.contains(&token)) {
        return item.clone();
    }
    let start = sentence.items.iter().map(|item| item.end).filter(|end| *end <= token).max();
    let end = sentence.items.iter().map(|item| item.start).filter(|start| *start > token).min();
    start.unwrap_or(sentence.tokens.start)..end.unwrap_or(sentence.tokens.end)
}

/// Is `token` in an item, so that the lead-in may hold its subject?
pub fn lead_in(sentence: &Sentence, token: usize) -> Option<Range<usize>> {
    let first = sentence.items.first()?;
    let inside = sentence.items.iter().any(|item| item.contains(&token));
    inside.then_some(sentence.tokens.start..first.start)
}

/// The words of these tokens as one span.
pub fn span(contract: &Contract, tokens: Range<usize>) -> Span {
    contract.document.text.tokens().span(tokens)
}

/// Does one of `words` stand in the range?
pub fn holds(contract: &Contract, range: Range<usize>, words: &[&str]) -> bool {
    position(contract, range, words).is_some()
}

/// Where the first of `words` stands in the range.
pub fn position(contract: &Contract, mut range: Range<usize>, words: &[&str]) -> Option<usize> {
    let tokens = contract.document.text.tokens();
    range.find(|at| words.contains(&tokens.at(*at)))
}

/// Where the last of `words` stands in the range.
pub fn last(contract: &Contract, mut range: Range<usize>, words: &[&str]) -> Option<usize> {
    let tokens = contract.document.text.tokens();
    range.rfind(|at| words.contains(&tokens.at(*at)))
}

/// Does a word with one of these beginnings stand in the range?
pub fn begins(contract: &Contract, range: Range<usize>, stems: &[&str]) -> bool {
    let tokens = contract.document.text.tokens();
    range.into_iter().any(|at| {
        let word = tokens.at(at);
        let first = word.as_bytes().first();
        stems.iter().any(|stem| stem.as_bytes().first() == first && word.starts_with(stem))
    })
}

/// Beginnings of words that many sentences are asked for: each distinct word is looked at once.
pub struct Stems(Vec<bool>);

impl Stems {
    pub fn of(contract: &Contract, stems: &[&str]) -> Self {
        let words = contract.document.text.tokens().words().iter();
        Self(words.map(|word| stems.iter().any(|stem| word.starts_with(stem))).collect())
    }

    /// Does a word with one of these beginnings stand in the range?
    pub fn stand_in(&self, contract: &Contract, range: Range<usize>) -> bool {
        let tokens = contract.document.text.tokens().as_slice().get(range).unwrap_or_default();
        tokens.iter().any(|token| self.0.get(token.word.0 as usize).copied().unwrap_or_default())
    }
}

/// The last word of the range, without the mark behind it: where an afterthought goes.
pub fn tail(contract: &Contract, range: Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let word = |at: &usize| tokens.at(*at).chars().any(char::is_alphanumeric);
    let last = range.clone().rev().find(word)?;
    // "Section 9 (Assignment)" ends with its bracket.
    let end = if last + 1 < range.end && tokens.at(last + 1) == ")" { last + 2 } else { last + 1 };
    let after_and = matches!(tokens.at(last), "and" | "or");
    let last = if after_and && last > range.start { range.start..last } else { range.start..end };
    if after_and { tail(contract, last) } else { Some(span(contract, last.end - 1..last.end)) }
}

/// Is the clause `inner` the clause `outer`, or a part of it?
pub fn is_part(contract: &Contract, inner: ClauseId, outer: ClauseId) -> bool {
    let mut at = Some(inner);
    while let Some(id) = at {
        if id == outer {
            return true;
        }
        at = contract.outline.clause(id).parent;
    }
    false
}

/// The next sentences of the same clause, those of its parts among them.
pub fn following<'a>(contract: &'a Contract, sentence: &Sentence, most: usize) -> impl Iterator<Item = &'a Sentence> {
    let clause = sentence.clause;
    let next = contract.outline.sentences.iter().skip(sentence.id.0 + 1).take(most);
    next.take_while(move |next| is_part(contract, next.clause, clause))
}

/// The words of a name with its article and without a possessive "'s": what another name can replace.
pub fn name(contract: &Contract, tokens: Range<usize>) -> Span {
    let words = contract.document.text.tokens();
    let start = if tokens.start > 0 && words.at(tokens.start - 1) == "the" { tokens.start - 1 } else { tokens.start };
    let last = tokens.end.saturating_sub(1);
    let end = if last > tokens.start && matches!(words.at(last), "'s" | "'") { last } else { tokens.end };
    span(contract, start..end)
}
