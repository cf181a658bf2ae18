//! Tables of contents. In: blocks. Out: which of them list the clauses instead of being clauses.

use std::ops::Range;

use super::label;
use crate::text::{TokenKind, Tokens};

/// A longer paragraph is no line of a table of contents.
const LONGEST_ENTRY: usize = 24;

pub(super) fn contents(tokens: &Tokens, text: &str, blocks: &[Range<usize>]) -> Vec<bool> {
    let mut found: Vec<bool> = blocks.iter().map(|block| has_leaders(tokens, block)).collect();
    let mut at = 0;
    while at < blocks.len() {
        let end = if is_title(tokens, &blocks[at]) {
            region_end(tokens, text, blocks, at + 1)
        } else {
            page_run_end(tokens, text, blocks, at)
        };
        found[at..end.max(at)].fill(true);
        at = end.max(at + 1);
    }
    found
}

/// Dots or a wide row of single dots, and a page number at the end.
fn has_leaders(tokens: &Tokens, block: &Range<usize>) -> bool {
    let dots = |at: usize| {
        let row =
            tokens.at(at) == "..." || (tokens.at(at) == "." && tokens.at(at + 1) == "." && tokens.at(at + 2) == ".");
        // "[...***...]" is what was left out of a filing.
        let masked = |place: usize| matches!(tokens.at(place), "[" | "]" | "*" | "**" | "***" | "…");
        row && !masked(at + 1) && !masked(at.wrapping_sub(1))
    };
    let leaders = block.clone().filter(|at| dots(*at)).count();
    leaders >= 1 && (ends_with_page(tokens, block) && block.len() < 60 || leaders >= 6)
}

fn ends_with_page(tokens: &Tokens, block: &Range<usize>) -> bool {
    let Some(last) = block.end.checked_sub(1).filter(|last| *last > block.start) else { return false };
    let numeral = tokens.as_slice()[last].kind == TokenKind::Number && tokens.as_slice()[last].span.len() <= 3;
    (numeral && !tokens.at(last).contains('.'))
        || label::roman(tokens.at(last)).is_some() && tokens.at(last - 1) == "..."
}

fn is_title(tokens: &Tokens, block: &Range<usize>) -> bool {
    let words: Vec<&str> = block.clone().take(4).map(|at| tokens.at(at)).collect();
    block.len() <= 6 && (words.starts_with(&["table", "of", "contents"]) || words == ["contents"] || words == ["index"])
        || words.starts_with(&["table", "of", "contents"]) && has_leaders(tokens, block)
}

/// From the title to the first paragraph, or to where the first entry comes again as a clause.
fn region_end(tokens: &Tokens, text: &str, blocks: &[Range<usize>], start: usize) -> usize {
    let Some(first) = blocks.get(start) else { return start };
    let opening: Vec<&str> = entry_words(tokens, text, first);
    let mut end = start;
    for (at, block) in blocks.iter().enumerate().skip(start) {
        let again = at > start
            && !opening.is_empty()
            && !ends_with_page(tokens, block)
            && entry_words(tokens, text, block) == opening;
        let sentence = block.len() > LONGEST_ENTRY && !has_leaders(tokens, block) && !runs_on(tokens, text, block);
        if again || sentence {
            return end.max(last_page(tokens, blocks, start, at));
        }
        end = at + 1;
        if at > start + 400 {
            return last_page(tokens, blocks, start, at);
        }
    }
    // Nothing but short lines to the end: only those with pages are a table of contents.
    last_page(tokens, blocks, start, blocks.len())
}

/// "Section 9.01. Termination 11 Section 9.02. Effect 12": entries that lost the ends of their lines.
fn runs_on(tokens: &Tokens, text: &str, block: &Range<usize>) -> bool {
    let entry =
        |at: usize| ends_with_page(tokens, &(block.start..at)) && label::parse(tokens, text, at, block.end).is_some();
    let entries = block.clone().skip(2).filter(|at| entry(*at)).count();
    entries >= 2 && entries * LONGEST_ENTRY > block.len()
}

/// One past the last entry with a page; all of them where there are no pages.
fn last_page(tokens: &Tokens, blocks: &[Range<usize>], start: usize, end: usize) -> usize {
    let last = (start..end).rev().find(|at| ends_with_page(tokens, &blocks[*at]));
    match last {
        Some(last) => last + 1,
        None if end < blocks.len() => end,
        None => start,
    }
}

/// The words of an entry without its label and page.
fn entry_words<'t>(tokens: &'t Tokens, text: &str, block: &Range<usize>) -> Vec<&'t str> {
    let start = label::parse(tokens, text, block.start, block.end).map_or(block.start, |label| label.tokens.end);
    let words = (start..block.end).filter(|at| tokens.as_slice()[*at].kind == TokenKind::Word);
    words.map(|at| tokens.at(at)).collect()
}

/// A run of at least four short labelled lines that end with growing page numbers.
fn page_run_end(tokens: &Tokens, text: &str, blocks: &[Range<usize>], start: usize) -> usize {
    let mut page = 0;
    let mut end = start;
    for block in blocks.get(start..).unwrap_or(&[]) {
        let labelled = block.len() <= LONGEST_ENTRY
            && label::parse(tokens, text, block.start, block.end).is_some_and(|label| label.tokens.end < block.end);
        let number: Option<u16> = tokens.at(block.end.saturating_sub(1)).parse().ok();
        match number.filter(|number| labelled && *number >= page && *number < 500) {
            Some(number) => (page, end) = (number, end + 1),
            None => break,
        }
    }
    if end - start >= 4 { end } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_entries_from_clauses() {
        let text = "TABLE OF CONTENTS\n1. Fees ..... 2\n2. Term ..... 3\n1. Fees\nClient pays the fees as they fall due and not before.\n2. Term";
        assert_eq!(listed(text), [true, true, true, false, false, false]);
    }

    #[test]
    fn entries_that_run_on_are_no_clauses() {
        let text = "Table of Contents Page\nARTICLE I FEES Section 1.01. Invoices 1 Section 1.02. Late Payment 2 ARTICLE II TERM Section 2.01. Length 3 Section 2.02. Renewal 3 Section 2.03. Effect of the End 4\nARTICLE III NOTICES\nSection 3.01. Notices 5\nThis Agreement is made between Ada Ltd and Bob Inc, who agree on what is written on the pages that come behind this one.\nARTICLE I FEES";
        assert_eq!(listed(text), [true, true, true, true, false, false]);
        let clause = "Table of Contents\n1. Fees 1\n2. Term 2\nUnder Section 4 Vendor invoices the fees, under Section 5 Client pays them within 30 days, and Section 6 Section 7 and Section 8 say what follows when it does not.";
        assert_eq!(listed(clause), [true, true, true, false]);
    }

    fn listed(text: &str) -> Vec<bool> {
        let tokens = Tokens::of(text);
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            blocks.push(tokens.inside(crate::span::Span::new(at, at + line.len())));
            at += line.len() + 1;
        }
        contents(&tokens, text, &blocks)
    }
}
