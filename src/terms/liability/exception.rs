//! Where an exception stands in a sentence that caps or denies. In: a sentence and the words of the
//! cap. Out: the words of each exception, with the words that open it. `carve_out` reads its heads.

use std::ops::Range;

use super::passage::Passage;
use crate::contract::Contract;
use crate::outline::Sentence;
use crate::span::Span;

/// Where an exception opens in the sentence and how far it goes.
pub fn openers(contract: &Contract, sentence: &Sentence, words: Span) -> Vec<(Range<usize>, Range<usize>)> {
    let passage = Passage { contract, sentence, stretch: sentence.tokens.clone(), lead_in: None };
    let tokens = contract.document.text.tokens();
    let main = tokens.inside(Span::new(words.start, words.end.max(words.start + 1))).start;
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let Some(open) = opener(&passage, at) else {
            found.extend(excepted(&passage, at, main));
            at += 1;
            continue;
        };
        let end = if open.start < main { ahead(&passage, open.end, main) } else { behind(&passage, open.end) };
        if end > open.end {
            found.push((open.end..end, open.clone()));
        }
        at = end.max(open.end);
    }
    found
}

/// "…, fraud and personal injury excepted": the words before, from the comma on.
fn excepted(passage: &Passage<'_>, at: usize, main: usize) -> Option<(Range<usize>, Range<usize>)> {
    let closes = matches!(passage.word(at), "excepted" | "aside" | "apart" | "excluded")
        && matches!(passage.word(at + 1), "." | "," | ";" | ")" | "");
    let from = (main..at).rev().find(|place| matches!(passage.word(*place), "," | "(" | ";")).filter(|_| closes)?;
    Some((from + 1..at, from..at + 1))
}

fn opener(passage: &Passage<'_>, at: usize) -> Option<Range<usize>> {
    const PHRASES: [&[&str]; 18] = [
        &["except", "for"],
        &["except", "with", "respect", "to"],
        &["except", "in", "respect", "of"],
        &["except", "in", "the", "case", "of"],
        &["except", "in", "the", "event", "of"],
        &["except", "in", "connection", "with"],
        &["except", "to", "the", "extent"],
        &["except"],
        &["save", "for"],
        &["save"],
        &["other", "than"],
        &["with", "the", "exception", "of"],
        &["apart", "from"],
        &["excluding"],
        &["excepting"],
        &["in", "the", "absence", "of"],
        &["barring"],
        &["unless"],
    ];
    let phrase = PHRASES.iter().find(|phrase| passage.reads(at, phrase))?;
    Some(at..at + phrase.len())
}

/// An exception before the main clause ends with the comma before it.
fn ahead(passage: &Passage<'_>, from: usize, main: usize) -> usize {
    let opens = |at: &usize| {
        passage.reads(*at, &["in", "no", "event"])
            || passage.reads(*at, &["under", "no", "circumstance"])
            || passage.reads(*at, &["under", "no", "circumstances"])
            || passage.word(*at) == "neither"
            || passage.reads(*at, &["to", "the", "maximum"])
            || passage.reads(*at, &["to", "the", "fullest"])
    };
    let end = (from..main).find(opens).unwrap_or(main);
    (from..end).rev().find(|at| passage.word(*at) == ",").filter(|at| *at > from).unwrap_or(end)
}

/// One behind it ends with the stretch, or with its bracket.
fn behind(passage: &Passage<'_>, from: usize) -> usize {
    let mut depth = 0i32;
    for at in from..passage.sentence.tokens.end {
        match passage.word(at) {
            "(" => depth += 1,
            ")" => depth -= 1,
            ";" if passage.sentence.items.is_empty() => return at,
            "shall" | "will" if at > from + 3 && depth == 0 => {
                // The main clause goes on behind a comma.
                return (from..at).rev().find(|place| passage.word(*place) == ",").unwrap_or(at);
            }
            "even" | "regardless" | "provided" if depth == 0 => return at,
            _ => {}
        }
        if depth < 0 {
            return at;
        }
    }
    passage.sentence.tokens.end
}
