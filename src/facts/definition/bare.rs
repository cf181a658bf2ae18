//! Terms without quotes: "Fees means …" (UK style, or bold in the source), "Fees: the fees …" in a
//! list of definitions. In: the first words of sentences and blocks. Out: their [`Definition`]s.

use std::ops::Range;

use super::{DefinedBy, Definition, Page, phrase};
use crate::span::Span;

const LONGEST: usize = 8;

pub(super) fn read(page: &Page) -> Vec<Definition> {
    let mut found = Vec::new();
    for sentence in &page.outline.sentences {
        found.extend(means(page, &sentence.tokens, sentence.span.end));
    }
    for block in &page.blocks {
        found.extend(listed(page, block));
    }
    found
}

/// "Confidential Information means …" at the start of a sentence.
fn means(page: &Page, sentence: &Range<usize>, end: usize) -> Option<Definition> {
    let start = past_lead(page, sentence)?;
    let stop = name_end(page, start, sentence.end)?;
    let verb = page.word(stop);
    let firm = matches!(verb, "means" | "mean" | "shall" | "has" | "have");
    let meaning = phrase::past_verb(page, stop, sentence.end).filter(|_| firm)?;
    let includes = matches!(page.word(meaning.saturating_sub(1)), "include" | "includes" | "to");
    let from = page.start(meaning);
    let by = if phrase::points(page, meaning) { DefinedBy::Pointer } else { DefinedBy::Means };
    (!includes).then(|| page.defined(start..stop, Span::new(from, end.max(from)), by))
}

/// "Fees: the fees …" or a table's row, among definitions only.
fn listed(page: &Page, block: &Range<usize>) -> Option<Definition> {
    let start = past_lead(page, block)?;
    let stop = name_end(page, start, block.end)?;
    let parted = matches!(page.word(stop), ":" | "|") && stop + 1 < block.end;
    if !parted || !page.among_definitions(page.start(start)) {
        return None;
    }
    let meaning = page.tokens.span(stop + 1..block.end);
    Some(page.defined(start..stop, meaning, DefinedBy::Means))
}

/// Past labels and "the term".
fn past_lead(page: &Page, range: &Range<usize>) -> Option<usize> {
    let mut at = range.start;
    while at < range.end && (page.is_label(at) || page.word(at) == "|") {
        at += 1;
    }
    (at < range.end).then_some(at)
}

/// The end of a name in capitals that begins at `start`: "Intellectual Property Rights".
fn name_end(page: &Page, start: usize, end: usize) -> Option<usize> {
    const NO_NAMES: [&str; 14] =
        ["this", "that", "it", "which", "what", "nothing", "each", "any", "such", "no", "by", "the", "section", "as"];
    if !page.capital(start) || NO_NAMES.contains(&page.word(start)) {
        return None;
    }
    let mut at = start;
    while at < end.min(start + LONGEST) && belongs(page, at) {
        at += 1;
    }
    (at > start && page.capital(at - 1)).then_some(at)
}

fn belongs(page: &Page, at: usize) -> bool {
    let verb = matches!(page.word(at), "means" | "shall" | "has" | "have" | "mean") && !page.word(at + 1).is_empty();
    let joint = matches!(page.word(at), "of" | "and" | "or" | "-" | "to" | "/" | "&");
    joint || page.capital(at) && !(verb && at > 0 && !page.capital(at - 1))
}
