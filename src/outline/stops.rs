//! Where a sentence ends. In: tokens. Out: whether the mark at a place ends a sentence, and with
//! which token the sentence is over (closing quotes and brackets belong to it).

use std::ops::Range;

use super::label;
use crate::text::{Token, TokenKind, Tokens};

/// A dot after these never ends a sentence.
const ALWAYS_OPEN: [&str; 37] = [
    "no", "nos", "sec", "secs", "art", "arts", "mr", "mrs", "ms", "dr", "messrs", "st", "vs", "v", "e.g.", "i.e.",
    "eg", "ie", "approx", "para", "paras", "cl", "fig", "cf", "viz", "ave", "blvd", "ste", "attn", "tel", "ref",
    "p.o.", "pp", "vol", "al", "prof", "rs",
];
/// A dot after these may belong to the word alone or end the sentence as well.
const MAY_CLOSE: [&str; 30] = [
    "inc", "ltd", "co", "corp", "llc", "l.l.c.", "l.p.", "lp", "llp", "plc", "gmbh", "s.a.", "n.a.", "b.v.", "n.v.",
    "u.s.", "u.k.", "u.s.a.", "d.c.", "etc", "a.m.", "p.m.", "jr", "sr", "bros", "est", "dept", "assn", "ed", "ex",
];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"];
/// Words that begin a sentence far more often than they go on with a name.
const OPENERS: [&str; 56] = [
    "the",
    "this",
    "these",
    "that",
    "those",
    "each",
    "every",
    "either",
    "neither",
    "no",
    "all",
    "any",
    "if",
    "in",
    "upon",
    "unless",
    "except",
    "subject",
    "notwithstanding",
    "for",
    "such",
    "a",
    "an",
    "it",
    "they",
    "he",
    "she",
    "we",
    "you",
    "both",
    "during",
    "at",
    "on",
    "by",
    "to",
    "with",
    "without",
    "within",
    "when",
    "where",
    "whereas",
    "now",
    "after",
    "before",
    "as",
    "nothing",
    "other",
    "following",
    "under",
    "until",
    "should",
    "there",
    "payment",
    "notice",
    "provided",
    "furthermore",
];
/// The end of the sentence that begins at `range.start`: one past its last token.
pub(super) fn sentence_end(tokens: &Tokens, range: Range<usize>) -> usize {
    let mut at = range.start;
    while at < range.end {
        if is_stop(tokens, at) {
            let end = closing(tokens, at + 1, range.end);
            if end >= range.end || ends_here(tokens, range.start, at, end) {
                return end;
            }
            at = end;
        } else {
            at += 1;
        }
    }
    range.end
}

fn is_stop(tokens: &Tokens, at: usize) -> bool {
    let Some(token) = tokens.as_slice().get(at) else { return false };
    match token.kind {
        TokenKind::Punct => matches!(tokens.at(at), "." | "?" | "!"),
        TokenKind::Word => tokens.at(at).ends_with('.'),
        _ => false,
    }
}

/// Past the closing quotes and brackets, and further stops, that touch the stop.
fn closing(tokens: &Tokens, mut at: usize, end: usize) -> usize {
    while at < end && touches(tokens, at) && matches!(tokens.at(at), "\"" | "'" | ")" | "]" | "." | "?" | "!") {
        at += 1;
    }
    at
}

fn touches(tokens: &Tokens, at: usize) -> bool {
    let list = tokens.as_slice();
    match (at.checked_sub(1).and_then(|before| list.get(before)), list.get(at)) {
        (Some(before), Some(token)) => before.span.end == token.span.start,
        _ => false,
    }
}

/// Does the stop at `at` end the sentence from `start`, if the next token is `next`?
fn ends_here(tokens: &Tokens, start: usize, at: usize, next: usize) -> bool {
    let dotted_word = tokens.at(at).len() > 1;
    if touches(tokens, next) && !dotted_word {
        // "due.The": a missing space ends a sentence, unless what follows is no new word ("J.Smith").
        let named = is_number(tokens, at.wrapping_sub(1)) || is_initial(tokens, at.wrapping_sub(1), start);
        return tokens.at(at) == "." && opens_with_capital(tokens, next) && !named;
    }
    let before = if dotted_word { at } else { at.saturating_sub(1) };
    let word = tokens.at(before);
    if tokens.at(at) == "." || dotted_word {
        if before >= start && ALWAYS_OPEN.contains(&word) {
            return word == "no" && opens_with_capital(tokens, next) && before == start;
        }
        if MAY_CLOSE.contains(&word) || dotted_word || MONTHS.contains(&word) {
            return OPENERS.contains(&tokens.at(first_word(tokens, next))) && opens_with_capital(tokens, next);
        }
        if is_initial(tokens, before, start) && !OPENERS.contains(&tokens.at(first_word(tokens, next))) {
            return false;
        }
    }
    opens_sentence(tokens, before, next)
}

/// "J. Smith", but not "Exhibit A. The" nor "borne by Party A. Party B".
fn is_initial(tokens: &Tokens, before: usize, start: usize) -> bool {
    let Some(token) = tokens.as_slice().get(before) else { return false };
    let single = token.kind == TokenKind::Word && token.span.len() == 1 && token.capital;
    let lettered = |word: &str| label::is_reference(word) || word == "party";
    single && before > start && !lettered(tokens.at(before - 1))
}

/// Past brackets and quotes.
fn first_word(tokens: &Tokens, mut at: usize) -> usize {
    while matches!(tokens.at(at), "\"" | "'" | "(" | "[") {
        at += 1;
    }
    at
}

fn opens_with_capital(tokens: &Tokens, at: usize) -> bool {
    tokens.as_slice().get(first_word(tokens, at)).is_some_and(|token| token.capital)
}

fn is_number(tokens: &Tokens, at: usize) -> bool {
    tokens.as_slice().get(at).is_some_and(|token| token.kind == TokenKind::Number)
}

/// A small letter goes on with the sentence, except after a plain word: then it is a slip of the pen.
fn opens_sentence(tokens: &Tokens, before: usize, next: usize) -> bool {
    let list = tokens.as_slice();
    let Some(token) = list.get(first_word(tokens, next)) else { return true };
    if token.kind != TokenKind::Word || token.capital {
        return token.kind != TokenKind::Punct || matches!(tokens.at(next), "-" | "___");
    }
    let label = tokens.at(next) == "(" || tokens.at(next).len() == 1 && matches!(tokens.at(next + 1), "." | ")");
    label
        || list
            .get(before)
            .is_some_and(|token: &Token| token.kind == TokenKind::Word && !token.capital && token.span.len() >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        let mut list = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let end = sentence_end(&tokens, at..tokens.len());
            list.push(tokens.span(at..end).of(text).to_owned());
            at = end;
        }
        list
    }

    #[test]
    fn splits_where_a_lawyer_stops() {
        for (text, parts) in [
            ("Acme, Inc. shall pay. Client may not.", 2),
            ("It was made by Acme, Inc. The fee is due.", 2),
            ("See Section 4.2. The fee is due.", 2),
            ("See No. 5 and Nos. 6 to 8 by Dr. J. Smith at 5 p.m. today.", 1),
            ("It applies in the U.S. Government market. This is all.", 2),
            ("Costs (e.g. fees, i.e. money) etc. are due: now; later.", 1),
            ("He said \"pay now.\" Then he left.", 2),
            ("(The fee is due.) It is late.", 2),
            ("It pays 1.5% vs. 2.5% approx. five days... after.", 1),
            ("As set out in Exhibit A. Vendor shall pay.", 2),
            ("It is borne by Party A. Party B may leave.", 2),
            ("Is it due? Yes! Pay.", 3),
            ("the fee is payable. the client shall pay.", 2),
            ("under contract. (b) The other. ", 2),
        ] {
            assert_eq!(sentences(text).len(), parts, "{:?}", sentences(text));
        }
    }
}
