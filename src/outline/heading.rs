//! Headings by their words. In: a range of tokens. Out: whether it is a heading, or begins with
//! one that runs into the text ("4.2 Payment Terms. Client shall …").

use std::ops::Range;

use super::stops;
use crate::text::{Token, TokenKind, Tokens};

/// Small words that a title leaves small.
const SMALL: [&str; 29] = [
    "of", "and", "the", "to", "for", "in", "or", "on", "by", "with", "a", "an", "from", "upon", "at", "as", "without",
    "between", "under", "not", "into", "against", "its", "per", "after", "during", "prior", "that", "'s",
];
/// A heading has no finite verb.
const VERBS: [&str; 33] = [
    "shall",
    "will",
    "may",
    "must",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "agrees",
    "agree",
    "means",
    "mean",
    "can",
    "cannot",
    "hereby",
    "does",
    "do",
    "acknowledges",
    "represents",
    "should",
    "would",
    "be",
    "been",
    "am",
    "made",
    "entered",
    "grants",
    "includes",
    "hereinafter",
    "whereas",
    "witnesseth",
];
/// Names of companies and people stand on lines of their own and head nothing.
const NAMES: [&str; 14] =
    ["inc", "ltd", "llc", "corp", "llp", "plc", "gmbh", "limited", "name", "title", "date", "attn", "attention", "mr"];
const LONGEST: usize = 12;
/// What goes on after its line.
const ENDS_OPEN: [&str; 7] = [",", ";", "-", "and", "or", "between", "by"];
/// Words that begin a sentence and stand in the middle of no title but small.
const STARTERS: [&str; 8] = ["this", "the", "each", "either", "neither", "all", "any", "if"];

/// How the words of a range are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Case {
    /// Not as a heading is.
    Running,
    /// Only the first word has a capital.
    Sentence,
    Title,
    Capitals,
}

/// The case of a range that has no verb and no mark that a heading lacks.
pub(super) fn case(tokens: &Tokens, range: Range<usize>) -> Case {
    let mut seen = Seen::default();
    for at in range {
        let Some(token) = tokens.as_slice().get(at) else { break };
        if !seen.take(token, tokens.at(at)) {
            return Case::Running;
        }
    }
    seen.case()
}

#[derive(Default)]
struct Seen {
    words: usize,
    capitals: usize,
    titled: usize,
    small: usize,
    starts_small: bool,
    tokens: usize,
}

impl Seen {
    /// False where a heading cannot hold this token.
    fn take(&mut self, token: &Token, word: &str) -> bool {
        self.tokens += 1;
        match token.kind {
            TokenKind::Word if VERBS.contains(&word) => return false,
            TokenKind::Word if SMALL.contains(&word) && self.words > 0 => {}
            TokenKind::Word => {
                self.words += 1;
                self.starts_small |= self.words == 1 && !token.capital;
                self.capitals += usize::from(token.all_caps || token.capital && token.span.len() == 1);
                self.titled += usize::from(token.capital);
                self.small += usize::from(!token.capital);
            }
            // "Products 3.1 Scope": the number of the next clause.
            TokenKind::Number => return token.span.len() < 4 && !word.contains('.'),
            TokenKind::Symbol => return matches!(word, "&" | "+" | "|"),
            TokenKind::Punct => return !matches!(word, "___" | "..." | "." | "?" | "!" | "[" | "\""),
        }
        self.words <= LONGEST && self.tokens <= 2 * LONGEST
    }

    fn case(&self) -> Case {
        match self {
            _ if self.words == 0 || self.starts_small => Case::Running,
            _ if self.capitals == self.words => Case::Capitals,
            _ if self.small == 0 || self.titled > 3 && self.small == 1 => Case::Title,
            _ if self.words <= 7 => Case::Sentence,
            _ => Case::Running,
        }
    }
}

/// The words of the range without the mark that closes a heading.
pub(super) fn without_closing(tokens: &Tokens, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    while end > range.start && matches!(tokens.at(end - 1), "." | ":" | "-" | "," | ";") {
        end -= 1;
    }
    range.start..end
}

/// Is a line without a label a heading? "PAYMENT", "Term and Termination:", no name, no address.
pub(super) fn is_heading_line(tokens: &Tokens, range: Range<usize>) -> bool {
    let ends_open = !ENDS_OPEN.contains(&tokens.at(range.end.saturating_sub(1)));
    let words = without_closing(tokens, range.clone());
    let stop = range.end > words.end && tokens.at(words.end) == ".";
    let named = words.clone().any(|at| NAMES.contains(&tokens.at(at)));
    let wanted = if stop { Case::Capitals } else { Case::Title };
    ends_open && !named && !words.is_empty() && (case(tokens, words) >= wanted || asks(tokens, range))
}

/// "What we will do", "Who owns what", "If something goes wrong", "When do you pay?": a heading in plain words,
/// which asks or opens and says nothing. A list would go on with a comma or a semicolon.
pub(super) fn asks(tokens: &Tokens, range: Range<usize>) -> bool {
    const ASKERS: [&str; 9] = ["what", "who", "whose", "how", "when", "where", "why", "which", "if"];
    let words = range.start..range.end - usize::from(range.end > range.start && tokens.at(range.end - 1) == "?");
    let capital = tokens.as_slice().get(range.start).is_some_and(|token| token.capital);
    let plain = |at: usize| match tokens.as_slice()[at].kind {
        TokenKind::Word => true,
        TokenKind::Punct => matches!(tokens.at(at), "'" | "-"),
        _ => false,
    };
    capital
        && (2..=LONGEST).contains(&words.len())
        && words.end <= tokens.len()
        && ASKERS.contains(&tokens.at(range.start))
        && words.clone().all(plain)
        && !ENDS_OPEN.contains(&tokens.at(words.end - 1))
}

/// A heading at the start of a paragraph, and where the text behind it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RunIn {
    pub(super) heading: Range<usize>,
    pub(super) text: usize,
}

/// Whether the paragraph has a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Labelled {
    Yes,
    /// By the name of a head: "ARTICLE IV".
    Head,
    No,
}

pub(super) fn run_in(tokens: &Tokens, range: Range<usize>, labelled: Labelled) -> Option<RunIn> {
    let limit = range.end.min(range.start + 2 * LONGEST + 1);
    for at in range.start + 1..limit {
        let mark = tokens.at(at);
        let found = match mark {
            "." => stops::sentence_end(tokens, range.start..at + 2) == at + 1,
            ":" => true,
            "-" => spaced(tokens, at),
            "," | ";" | "(" | ")" | "\"" | "/" | "'" | "|" => continue,
            _ => continue,
        };
        if found {
            return accept(tokens, range.clone(), at, labelled).or_else(|| unmarked(tokens, range, labelled));
        }
        if mark == "." {
            return None;
        }
    }
    unmarked(tokens, range, labelled)
}

/// A heading that no mark closes, as where a file lost the ends of its lines.
fn unmarked(tokens: &Tokens, range: Range<usize>, labelled: Labelled) -> Option<RunIn> {
    if labelled == Labelled::No {
        return None;
    }
    capitals_then_text(tokens, range.clone(), labelled).or_else(|| title_then_text(tokens, range))
}

fn spaced(tokens: &Tokens, at: usize) -> bool {
    let list = tokens.as_slice();
    match (list.get(at.wrapping_sub(1)), list.get(at), list.get(at + 1)) {
        (Some(before), Some(dash), Some(after)) => {
            before.span.end < dash.span.start && dash.span.end < after.span.start
        }
        _ => false,
    }
}

fn accept(tokens: &Tokens, range: Range<usize>, mark: usize, labelled: Labelled) -> Option<RunIn> {
    let words = range.start..mark;
    let next = past_marks(tokens, mark, range.end);
    if next >= range.end {
        return None;
    }
    let case = case(tokens, words.clone());
    let long = words.len() > 8;
    let fits = match (labelled, tokens.at(mark)) {
        (Labelled::Yes | Labelled::Head, "-") => case >= Case::Title,
        (Labelled::Yes | Labelled::Head, _) => case >= Case::Sentence && !(case == Case::Sentence && long),
        (Labelled::No, "-") => case == Case::Capitals,
        (Labelled::No, ":") => {
            case == Case::Capitals && range.len() > mark - range.start + 4
                || case == Case::Title && !long && range.end - mark > 8
        }
        (Labelled::No, _) => case >= Case::Title && !long,
    };
    let named = labelled == Labelled::No && words.clone().any(|at| NAMES.contains(&tokens.at(at)));
    let opens = tokens.as_slice()[next].kind != TokenKind::Punct || matches!(tokens.at(next), "\"" | "(" | "[" | "___");
    let small = tokens.as_slice()[next].kind == TokenKind::Word && !tokens.as_slice()[next].capital;
    // "3. Payments. a. In consideration …": a label stands behind the heading.
    let small_ok = tokens.at(next).len() == 1 && matches!(tokens.at(next + 1), "." | ")")
        || tokens.at(mark) == ":"
        || tokens.at(mark) == "-"
        || case == Case::Capitals;
    (fits && !named && opens && (!small || small_ok)).then_some(RunIn { heading: words, text: next })
}

fn past_marks(tokens: &Tokens, mut at: usize, end: usize) -> usize {
    while at < end && matches!(tokens.at(at), "." | ":" | "-") {
        at += 1;
    }
    at
}

/// "4.2 PAYMENT TERMS The Client shall …".
fn capitals_then_text(tokens: &Tokens, range: Range<usize>, labelled: Labelled) -> Option<RunIn> {
    let list = tokens.as_slice().get(range.clone())?;
    let run = list
        .iter()
        .take_while(|token| token.all_caps || token.kind != TokenKind::Word && token.kind != TokenKind::Number)
        .count();
    let after = list.get(run)?;
    let words = range.start..range.start + run;
    let shouted = words.clone().filter(|at| tokens.as_slice()[*at].all_caps).count();
    let fewest = if labelled == Labelled::Head { 1 } else { 2 };
    let fits = shouted >= fewest && after.capital && case(tokens, words.clone()) == Case::Capitals;
    fits.then_some(RunIn { heading: without_closing(tokens, words.clone()), text: words.end })
}

/// "2. Scope Of Work The Vendor shall …": a title, and a word with a capital that no title goes on with.
fn title_then_text(tokens: &Tokens, range: Range<usize>) -> Option<RunIn> {
    let starts = |at: usize| {
        let token = &tokens.as_slice()[at];
        token.capital && !token.all_caps && STARTERS.contains(&tokens.at(at))
    };
    let limit = range.end.min(range.start + LONGEST);
    let text = (range.start..limit).find(|at| starts(*at)).filter(|at| *at > range.start)?;
    let words = range.start..text;
    let plain = words.clone().all(|at| tokens.as_slice()[at].kind == TokenKind::Word || tokens.at(at) == "&");
    let whole = !SMALL.contains(&tokens.at(text - 1)) && text + 3 < range.end;
    (plain && whole && case(tokens, words.clone()) >= Case::Title).then_some(RunIn { heading: words, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str, labelled: Labelled) -> String {
        let tokens = Tokens::of(text);
        run_in(&tokens, 0..tokens.len(), labelled)
            .map(|found| tokens.span(found.heading).of(text).to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn finds_headings_that_run_in() {
        for (text, expected) in [
            ("Payment Terms. Client shall pay.", "Payment Terms"),
            ("Payment terms. Client shall pay.", "Payment terms"),
            ("Payment Terms - Client shall pay.", "Payment Terms"),
            ("PAYMENT: the Client shall pay.", "PAYMENT"),
            ("LIMITATION OF LIABILITY. IN NO EVENT SHALL VENDOR BE LIABLE.", "LIMITATION OF LIABILITY"),
            ("PAYMENT TERMS The Client shall pay.", "PAYMENT TERMS"),
            ("Term This Agreement shall begin on the first day.", "Term"),
            ("Scope of Work The Vendor works as ordered.", "Scope of Work"),
            ("Under The Law the Vendor works.", ""),
            ("Vendor shall serve All Customers of the Group.", ""),
            ("Supply of Goods 3.1 Orders. Vendor fills orders.", ""),
            ("IN NO EVENT SHALL VENDOR BE LIABLE. Vendor may.", ""),
            ("Client shall pay. Vendor shall work.", ""),
            ("Vendor Inc. The vendor", "Vendor Inc"),
        ] {
            assert_eq!(heading(text, Labelled::Yes), expected, "{text}");
        }
        for (text, expected) in [
            ("Payment Terms. Client shall pay.", "Payment Terms"),
            ("Payment terms. Client shall pay.", ""),
            ("Acme, Inc. The vendor", ""),
            ("Attention: Legal Department of the Vendor in the City", ""),
        ] {
            assert_eq!(heading(text, Labelled::No), expected, "{text}");
        }
    }

    #[test]
    fn tells_a_heading_line() {
        let is = |text: &str| {
            let tokens = Tokens::of(text);
            is_heading_line(&tokens, 0..tokens.len())
        };
        for text in ["PAYMENT", "Term and Termination", "Limitation of Liability:", "CLIENT'S DUTIES."] {
            assert!(is(text), "{text}");
        }
        for text in [
            "Acme, Inc.",
            "IN NO EVENT SHALL VENDOR BE LIABLE",
            "Fees are due",
            "New York, NY 10001",
            "payment",
            "Name: ____",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
