//! Who wrote a paper, told by what it is called: a quotation and conditions of sale are the vendor's, an order
//! and conditions of purchase the customer's. In: the words. Out: which side "we" are on, and the words that tell.

use std::ops::Range;

use super::super::words::Words;

/// A title stands in the first so many words.
const TITLE: usize = 24;
/// Outweighs that terms in plain words are mostly the vendor's.
const TOLD: f32 = 3.2;

/// Above 0 where the vendor wrote it, below 0 where the customer did.
pub(super) fn told(words: &Words) -> Option<(f32, Range<usize>)> {
    // The first line, or the first two where one is a name; a paragraph has no title.
    let lines: Vec<usize> = (1..words.len().min(TITLE)).filter(|&at| words.starts_line(at)).take(2).collect();
    let end = lines.last().copied().unwrap_or(0);
    let bill_to = (0..words.len().min(TITLE * 3))
        .find(|&at| words.starts_line(at) && words.word(at) == "bill" && words.word(at + 1) == "to")
        .map(|at| (TOLD, at..at + 2));
    (0..end).find_map(|at| titled(words, at)).or(bill_to)
}

fn titled(words: &Words, at: usize) -> Option<(f32, Range<usize>)> {
    let next = |ahead: usize| words.word(at + ahead);
    let whole = |lean: f32, length: usize| Some((lean, at..at + length));
    match words.word(at) {
        "quotation" | "quote" | "estimate" => whole(TOLD, 1),
        "conditions" | "terms" => match (next(1), next(2)) {
            ("of", "sale" | "supply" | "use") => whole(TOLD, 3),
            ("of", "purchase") | ("for", "suppliers") => whole(-TOLD, 3),
            _ => None,
        },
        "purchase" | "purchasing" | "procurement" | "buying" => {
            matches!(next(1), "order" | "conditions" | "terms").then_some((-TOLD, at..at + 2))
        }
        "supplier" => matches!(next(1), "terms" | "conditions").then_some((-TOLD, at..at + 2)),
        "how" if next(1) == "we" && matches!(next(2), "buy" | "order" | "purchase") => whole(-TOLD, 3),
        "sales" | "booking" => matches!(next(1), "terms" | "conditions").then_some((TOLD, at..at + 2)),
        _ => None,
    }
}
