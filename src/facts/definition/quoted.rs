//! Terms in quotes: "“Fees” means …", "(the “Fees”)", "hereinafter called “Client”". In: the
//! tokens. Out: their [`Definition`]s.

use std::ops::Range;

use super::{DefinedBy, Definition, Page, phrase};
use crate::span::Span;

const LONGEST: usize = 14;

/// A quoted run of words: the places of its quotation marks.
#[derive(Clone, Copy)]
struct Quote {
    open: usize,
    close: usize,
}

pub(super) fn read(page: &Page) -> Vec<Definition> {
    let mut found = Vec::new();
    for block in &page.blocks {
        let quotes = quotes(page, block);
        for place in 0..quotes.len() {
            found.extend(defined(page, block, &quotes, place));
        }
    }
    found
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "'")
}

fn quotes(page: &Page, block: &Range<usize>) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut at = block.start;
    while at < block.end {
        at = match quote_at(page, at, block) {
            Some(quote) => {
                quotes.push(quote);
                quote.close + 1
            }
            None => at + 1,
        };
    }
    quotes
}

fn quote_at(page: &Page, open: usize, block: &Range<usize>) -> Option<Quote> {
    let mark = page.word(open);
    let opens = is_mark(mark)
        && (open == block.start || !page.touches(open - 1) || matches!(page.word(open - 1), "(" | "[" | "-"));
    if !opens {
        return None;
    }
    let close = (open + 2..block.end.min(open + LONGEST)).find(|&at| page.word(at) == mark)?;
    Some(Quote { open, close })
}

/// The term's tokens: a comma or full stop before the closing mark is none of it.
fn term(page: &Page, quote: Quote) -> Option<Range<usize>> {
    let mut end = quote.close;
    while end > quote.open + 1 && matches!(page.word(end - 1), "," | "." | ";" | ":") {
        end -= 1;
    }
    let range = quote.open + 1..end;
    let written = page.tokens.span(range.clone()).of(page.text);
    let named = written.chars().any(char::is_alphabetic);
    let phrase = matches!(
        written.to_ascii_lowercase().as_str(),
        "as is" | "as-is" | "as available" | "where is" | "with all faults"
    );
    (named && !phrase).then_some(range)
}

fn defined(page: &Page, block: &Range<usize>, quotes: &[Quote], place: usize) -> Option<Definition> {
    let quote = *quotes.get(place)?;
    let term = term(page, quote)?;
    if let Some(start) = meaning_behind(page, block, quotes, place) {
        let end = page.sentence_end(page.start(start), page.end(block.end.saturating_sub(1)));
        let meaning = Span::new(page.start(start), end.max(page.start(start)));
        let by = if phrase::points(page, start) { DefinedBy::Pointer } else { DefinedBy::Means };
        return Some(page.defined(term, meaning, by));
    }
    let named = page.capital(term.start)
        || matches!(page.word(quote.open.wrapping_sub(1)), "the" | "a" | "an" | "each" | "this");
    let before = bracket_before(page, block, quote).filter(|_| named).or_else(|| called_before(page, block, quote))?;
    let meaning = meaning_before(page, block, before);
    Some(page.defined(term, meaning, DefinedBy::Bracket))
}

/// Where the meaning begins: behind the verb, or the colon of a list of definitions.
fn meaning_behind(page: &Page, block: &Range<usize>, quotes: &[Quote], place: usize) -> Option<usize> {
    let mut at = quotes.get(place)?.close + 1;
    for next in quotes.iter().skip(place + 1).take(4) {
        let joined = matches!(page.word(at), "or" | "and" | "," | "/");
        let gap = next.open.checked_sub(at)?;
        if !joined || gap > 2 {
            break;
        }
        at = next.close + 1;
    }
    if let Some(start) = phrase::verb_behind(page, at, block.end) {
        return Some(start);
    }
    let first = quotes.get(place)?.open;
    let opens_block = (block.start..first).all(|before| page.is_label(before));
    let listed = matches!(page.word(at), ":" | "-" | "|") && opens_block && page.among_definitions(page.start(first));
    listed.then_some(at + 1).filter(|&start| start < block.end)
}

/// The opening bracket of "(the “Fees”)", "(each, a “Party” and together, the “Parties”)".
fn bracket_before(page: &Page, block: &Range<usize>, quote: Quote) -> Option<usize> {
    let earliest = quote.open.saturating_sub(24).max(block.start);
    let open = (earliest..quote.open)
        .rev()
        .find(|&at| matches!(page.word(at), "(" | ")" | "["))
        .filter(|&at| page.word(at) != ")")?;
    let rejects = |at: usize| {
        matches!(
            page.word(at),
            "e.g."
                | "i.e."
                | "eg"
                | "marked"
                | "entitled"
                | "titled"
                | "labelled"
                | "labeled"
                | "captioned"
                | "not"
                | "word"
                | "words"
        )
    };
    let leads = matches!(
        page.word(quote.open.wrapping_sub(1)),
        "(" | "["
            | "the"
            | "a"
            | "an"
            | "each"
            | "this"
            | "as"
            | "collectively"
            | "hereinafter"
            | "hereafter"
            | "called"
            | "individually"
            | "together"
            | "or"
            | "and"
            | ","
            | "our"
            | "your"
            | "its"
            | "their"
            | "such"
            | "all"
            | "any"
            | "these"
            | "those"
            | "herein"
            | ":"
    );
    (leads && !(open..quote.open).any(rejects)).then_some(open)
}

/// "hereinafter “Client”", "referred to as “Client”" without a bracket.
fn called_before(page: &Page, block: &Range<usize>, quote: Quote) -> Option<usize> {
    let earliest = quote.open.saturating_sub(6).max(block.start);
    let mut at = quote.open;
    while at > earliest && is_calling(page.word(at - 1)) {
        at -= 1;
    }
    let called =
        (at..quote.open).any(|place| matches!(page.word(place), "hereinafter" | "hereafter" | "called" | "referred"));
    called.then_some(at)
}

fn is_calling(word: &str) -> bool {
    matches!(
        word,
        "hereinafter"
            | "hereafter"
            | "called"
            | "referred"
            | "to"
            | "as"
            | "the"
            | "collectively"
            | "individually"
            | "is"
            | "are"
            | "be"
            | "shall"
            | "jointly"
    )
}

/// The words before the bracket, from the start of the sentence or the last break in it.
fn meaning_before(page: &Page, block: &Range<usize>, bracket: usize) -> Span {
    let sentence = page.outline.sentence_at(page.start(bracket)).map_or(block.start, |sentence| sentence.tokens.start);
    let floor = sentence.max(block.start).max(bracket.saturating_sub(60));
    let mut start = bracket;
    while start > floor && !breaks(page, start - 1) {
        start -= 1;
    }
    // "(“Agency”) (each a “Party”)": all that was said before it.
    if start + 1 >= bracket {
        start = floor;
    }
    let mut end = bracket;
    while end > start && matches!(page.word(end - 1), "," | ";" | "the") {
        end -= 1;
    }
    while start < end && (page.is_label(start) || matches!(page.word(start), "," | ")")) {
        start += 1;
    }
    page.tokens.span(start..end)
}

/// A semicolon, or the end of an earlier bracketed term.
fn breaks(page: &Page, at: usize) -> bool {
    page.word(at) == ";" || page.word(at) == ")" && at > 0 && is_mark(page.word(at - 1))
}
