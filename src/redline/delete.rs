//! Taking words out so that the rest still reads. In: the words to go. Out: edits: a member of a list
//! goes with its comma or conjunction, the conjunction moves where it must, no doubled spaces stay.

use std::ops::Range;

use super::Edit;
use crate::contract::Contract;
use crate::outline::{Clause, Sentence};
use crate::span::Span;

/// The text that stands in for a numbered clause of which nothing is left, so that numbers stay.
const OMITTED: &str = "[Intentionally omitted.]";

pub fn delete(contract: &Contract, span: Span) -> Vec<Edit> {
    let text = contract.document.text.canonical();
    let span = trimmed(text, span);
    if let Some(clause) = emptied(contract, span) {
        return vec![Edit::new(clause.body, OMITTED)];
    }
    let sentence = contract.outline.sentence_at(span.start);
    if let Some((items, at)) = sentence.and_then(|sentence| listed(contract, sentence, span)) {
        return item(text, &items, at);
    }
    let limits = sentence.map_or(Span::new(0, text.len()), |sentence| sentence.span);
    prose(text, limits, span)
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// The numbered clause whose whole body would go.
fn emptied(contract: &Contract, span: Span) -> Option<&Clause> {
    let text = contract.document.text.canonical();
    let clause = contract.outline.clause_at(span.start)?;
    let whole = span.covers(trimmed(text, clause.body)) && !clause.body.is_empty();
    (whole && clause.number.is_some()).then_some(clause)
}

/// The labelled items of the sentence's list, each from its label to its end, and which one is to go.
fn listed(contract: &Contract, sentence: &Sentence, span: Span) -> Option<(Vec<Span>, usize)> {
    if sentence.items.len() < 2 {
        return None;
    }
    let items: Vec<Span> = sentence.items.iter().map(|item| labelled(contract, item.clone())).collect();
    let at = items.iter().position(|item| item.overlaps(span) && covers_words(contract, span, *item))?;
    Some((items, at))
}

/// Does `span` cover all words of the item? Label and closing marks aside.
fn covers_words(contract: &Contract, span: Span, item: Span) -> bool {
    let tokens = contract.document.text.tokens();
    tokens.inside(item).all(|at| {
        let label = contract.outline.labels.get(at).copied().unwrap_or(false);
        let token = tokens.as_slice()[at];
        let mark = token.kind == crate::text::TokenKind::Punct;
        label || mark || span.covers(token.span) || matches!(tokens.at(at), "and" | "or")
    })
}

/// The item with the label before it and without the separator behind it.
fn labelled(contract: &Contract, item: Range<usize>) -> Span {
    let tokens = contract.document.text.tokens();
    let is_label = |at: usize| contract.outline.labels.get(at).copied().unwrap_or(false);
    let mut range = item;
    while range.start > 0 && is_label(range.start - 1) {
        range.start -= 1;
    }
    while range.len() > 1 && matches!(tokens.at(range.end - 1), ";" | "," | "and" | "or" | "." | "and/or") {
        range.end -= 1;
    }
    tokens.span(range)
}

/// Takes one item out of a list that is parted by separators ("; ", "; and ").
fn item(text: &str, items: &[Span], at: usize) -> Vec<Edit> {
    let separator = |after: usize| Span::new(items[after].end, items[after + 1].start);
    let last = items.len() - 1;
    if at < last && (at + 1 < last || at == 0) {
        return vec![Edit::new(Span::new(items[at].start, items[at + 1].start), "")];
    }
    if at < last {
        // The last but one: its neighbours' conjunction stays before the last.
        return vec![Edit::new(Span::new(items[at - 1].end, items[at].end), "")];
    }
    let mut edits = Vec::new();
    if last >= 2 {
        edits.push(Edit::new(separator(last - 2), separator(last - 1).of(text)));
    }
    edits.push(Edit::new(Span::new(items[last - 1].end, items[last].end), ""));
    edits
}

/// What stands on one side of the words that go.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Comma,
    Conjunction,
    CommaConjunction,
    Plain,
}

/// Words that open an aside rather than a member of a list.
const ASIDES: [&str; 24] = [
    "at",
    "in",
    "on",
    "by",
    "with",
    "without",
    "whether",
    "regardless",
    "including",
    "for",
    "to",
    "if",
    "unless",
    "subject",
    "notwithstanding",
    "howsoever",
    "however",
    "directly",
    "upon",
    "from",
    "provided",
    "except",
    "but",
    "even",
];

fn prose(text: &str, limits: Span, span: Span) -> Vec<Edit> {
    let (mut start, mut end) = (span.start, span.end);
    // Words that fill a bracket take it with them.
    if text[..start].ends_with('(') && text[end..].starts_with(')') {
        (start, end) = (start - 1, end + 1);
    }
    let first = span.of(text).split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let aside = ASIDES.contains(&first.as_str());
    let (left, left_at) = before(text, limits.start, start);
    let (right, right_at) = after(text, limits.end, end);
    let mut edits = Vec::new();
    match (left, right) {
        (Side::Comma, Side::Comma) if aside => (start, end) = (left_at, right_at),
        (Side::Comma, Side::CommaConjunction) if aside => start = left_at,
        (Side::Comma, _) => start = left_at,
        (Side::Conjunction | Side::CommaConjunction, Side::Comma | Side::Plain) if !first.is_empty() => {
            if right == Side::Plain
                && let Some(moved) = moved_conjunction(text, limits.start, left, left_at, start)
            {
                edits.push(moved);
            }
            start = left_at;
        }
        (Side::Plain, Side::Conjunction | Side::CommaConjunction | Side::Comma) if !aside => end = right_at,
        _ => {}
    }
    end += echo(&text[limits.start.min(start)..start], &text[end..limits.end.max(end)]);
    edits.push(closed(text, limits, start, end));
    edits
}

/// "except for [A and] except for B": how many bytes behind the gap only say again what stands before it.
fn echo(head: &str, tail: &str) -> usize {
    let words = |text: &str, count: usize| -> Option<usize> {
        let mut at = text.len() - text.trim_start().len();
        for _ in 0..count {
            let word = text[at..].find(char::is_whitespace)?;
            at += word;
            at += text[at..].len() - text[at..].trim_start().len();
        }
        Some(at)
    };
    let behind = |count: usize| {
        let length = words(tail, count)?;
        let said = tail[..length].trim().trim_start_matches('(').to_lowercase();
        let before = head.trim_end().to_lowercase();
        let rest = before.strip_suffix(&said)?;
        (!rest.ends_with(char::is_alphanumeric) && !said.ends_with([',', ';'])).then_some(length)
    };
    (1..=3).rev().find_map(behind).unwrap_or(0)
}

/// The separator before `at` and where it begins.
fn before(text: &str, floor: usize, at: usize) -> (Side, usize) {
    let head = text[floor..at].trim_end();
    if let Some(rest) = head.strip_suffix(',') {
        return (Side::Comma, floor + rest.len());
    }
    for conjunction in [" and/or", " and", " or"] {
        if let Some(rest) = without_end(head, conjunction) {
            let rest = rest.trim_end();
            return match rest.strip_suffix(',') {
                Some(rest) => (Side::CommaConjunction, floor + rest.len()),
                None => (Side::Conjunction, floor + rest.len()),
            };
        }
    }
    (Side::Plain, at)
}

/// `text` without a conjunction at its end, in small letters or capitals.
fn without_end<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let start = text.len().checked_sub(end.len())?;
    text.get(start..).filter(|tail| tail.eq_ignore_ascii_case(end))?;
    text.get(..start)
}

fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.get(..start.len()).filter(|head| head.eq_ignore_ascii_case(start))?;
    text.get(start.len()..)
}

/// The separator after `at` and where it ends, with the space behind it.
fn after(text: &str, ceiling: usize, at: usize) -> (Side, usize) {
    let tail = &text[at..ceiling.max(at)];
    let trimmed = tail.trim_start();
    let (comma, rest) = trimmed.strip_prefix(',').map_or((false, trimmed), |rest| (true, rest.trim_start()));
    let place = |rest: &str| at + tail.len() - rest.len();
    for conjunction in ["and/or ", "and ", "or "] {
        if let Some(rest) = without_start(rest, conjunction) {
            return (if comma { Side::CommaConjunction } else { Side::Conjunction }, place(rest));
        }
    }
    if comma { (Side::Comma, place(rest)) } else { (Side::Plain, at) }
}

/// "A, B and C" without C is "A and B": the last comma of the list takes the conjunction. The comma
/// counts only near by, or where the list was written with a comma before its conjunction.
fn moved_conjunction(text: &str, floor: usize, left: Side, left_at: usize, start: usize) -> Option<Edit> {
    let comma = floor + text[floor..left_at].rfind(',')?;
    let between = &text[comma + 1..left_at];
    let words = between.split_whitespace().count();
    let verb = ["shall", "will", "must", "may", "is", "are", "has", "have", "agrees"];
    let near = words <= 6 && !between.split_whitespace().any(|word| verb.contains(&word.to_lowercase().as_str()));
    let next = between.split_whitespace().next().unwrap_or("").to_lowercase();
    if !near || matches!(next.as_str(), "and" | "or" | "and/or") {
        return None;
    }
    let conjunction = text[left_at..start].trim().trim_start_matches(',').trim();
    let glue = if left == Side::CommaConjunction { ", " } else { " " };
    Some(Edit::new(Span::new(comma, comma + 1), format!("{glue}{conjunction}")))
}

/// The deletion of `start..end`, with spaces and the capital of a sentence's first word put right.
fn closed(text: &str, limits: Span, start: usize, end: usize) -> Edit {
    let (mut start, mut end) = (start, end);
    let space_before = text[..start].ends_with(' ');
    let rest = &text[end..];
    let opens = start <= limits.start || text[..start].trim_end().ends_with(['.', '\n']);
    if opens {
        let skipped = rest.len() - rest.trim_start_matches([' ', ',']).len();
        end += skipped;
        if let Some(first) = text[end..].chars().next().filter(|first| first.is_lowercase()) {
            let word_end = end + first.len_utf8();
            return Edit::new(Span::new(start, word_end), first.to_uppercase().to_string());
        }
        return Edit::new(Span::new(start, end), "");
    }
    let closing = rest.is_empty() || rest.starts_with([' ', ',', ';', '.', ')', ':', '\n']);
    if space_before && closing {
        start -= 1;
    } else if !space_before && !closing && !rest.starts_with(['-', '\'']) {
        // A comma went with the words before; its space must not.
        return Edit::new(Span::new(start, end), " ");
    }
    Edit::new(Span::new(start, end), "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redline::apply;

    #[test]
    fn what_is_left_still_reads() {
        for (text, gone, left) in [
            ("pays losses, costs and fees.", "losses", "pays costs and fees."),
            ("pays losses, costs and fees.", "costs", "pays losses and fees."),
            ("pays losses, costs and fees.", "fees", "pays losses and costs."),
            ("pays losses, costs, and fees.", "costs", "pays losses, and fees."),
            ("pays a, b, c, and duty.", "duty", "pays a, b, and c."),
            ("pays losses and fees.", "fees", "pays losses."),
            ("pays losses and fees.", "losses", "pays fees."),
            ("PAYS LOSSES OR FEES, IF DUE.", "FEES", "PAYS LOSSES, IF DUE."),
            ("It shall, at its cost, perform.", "at its cost", "It shall perform."),
            ("If late, in its sole judgement, it may act.", "in its sole judgement", "If late it may act."),
            ("It may act in its sole judgement.", "in its sole judgement", "It may act."),
            ("In its sole judgement, it may act.", "In its sole judgement", "It may act."),
            ("The fee (if any) is due.", "if any", "The fee is due."),
            ("Any and all losses.", "and all", "Any losses."),
            (
                "shall (except for loss and except for theft) not exceed it.",
                "loss",
                "shall (except for theft) not exceed it.",
            ),
        ] {
            let start = text.find(gone).unwrap();
            let edits = prose(text, Span::new(0, text.len()), Span::new(start, start + gone.len()));
            assert_eq!(apply(text, &edits).unwrap(), left, "without {gone}: {text}");
        }
    }

    #[test]
    fn items_go_with_their_separators() {
        let text = "for (a) loss; (b) damage; and (c) cost.";
        let items: Vec<Span> = ["(a) loss", "(b) damage", "(c) cost"]
            .iter()
            .map(|item| text.find(item).map(|at| Span::new(at, at + item.len())).unwrap())
            .collect();
        for (at, left) in [
            (0, "for (b) damage; and (c) cost."),
            (1, "for (a) loss; and (c) cost."),
            (2, "for (a) loss; and (b) damage."),
        ] {
            assert_eq!(apply(text, &item(text, &items, at)).unwrap(), left);
        }
    }
}
