//! Lists inside a paragraph. In: the tokens of a sentence. Out: its labels "(i) …, (ii) …" and
//! the items between them.

use std::ops::Range;

use super::label::{self, Style};
use crate::text::{TokenKind, Tokens};

#[derive(Default)]
pub(super) struct Enumeration {
    pub(super) labels: Vec<Range<usize>>,
    pub(super) items: Vec<Range<usize>>,
}

/// A sequence that is being counted.
struct Run {
    style: Style,
    last: u16,
    labels: Vec<Range<usize>>,
}

pub(super) fn inline(tokens: &Tokens, text: &str, sentence: Range<usize>) -> Enumeration {
    let mut runs: Vec<Run> = Vec::new();
    for at in sentence.clone() {
        if tokens.at(at) == "("
            && begins_item(tokens, at, sentence.start)
            && let Some(label) = label::parse(tokens, text, at, sentence.end)
        {
            count(&mut runs, label.readings(), at..at + 3);
        }
    }
    runs.retain(|run| run.labels.len() >= 2);
    let items = runs
        .iter()
        .min_by_key(|run| run.labels[0].start)
        .map_or_else(Vec::new, |run| between(&run.labels, items_end(tokens, &sentence, &run.labels)));
    Enumeration { labels: runs.into_iter().flat_map(|run| run.labels).collect(), items }
}

fn count(runs: &mut Vec<Run>, readings: &[(Style, u16)], label: Range<usize>) {
    let next = |run: &Run| readings.contains(&(run.style, run.last + 1));
    if let Some(run) = runs.iter_mut().rev().take(6).find(|run| next(run)) {
        run.last += 1;
        run.labels.push(label);
    } else if let Some((style, _)) = readings.iter().find(|(_, value)| *value == 1) {
        runs.push(Run { style: *style, last: 1, labels: vec![label] });
    }
}

/// "If (i) …, or (ii) …, Vendor may end this Agreement": what follows from the conditions belongs to each of
/// them, and not to the last.
fn items_end(tokens: &Tokens, sentence: &Range<usize>, labels: &[Range<usize>]) -> usize {
    const OPENERS: [&str; 9] = ["if", "when", "whenever", "where", "should", "upon", "unless", "event", "case"];
    const MODALS: [&str; 5] = ["may", "shall", "will", "must", "can"];
    let (Some(first), Some(last)) = (labels.first(), labels.last()) else { return sentence.end };
    let lead = sentence.start..first.start;
    let opens = lead.clone().rev().find(|at| OPENERS.contains(&tokens.at(*at)));
    let Some(opener) = opens.filter(|at| !(*at..first.start).any(|at| MODALS.contains(&tokens.at(at)))) else {
        return sentence.end;
    };
    let ruled = (sentence.start..opener).any(|at| MODALS.contains(&tokens.at(at)));
    if ruled || first.start - opener > LONGEST_LEAD {
        return sentence.end;
    }
    let turns = |at: &usize| tokens.at(*at) == "," && begins_main(tokens, at + 1..sentence.end, &MODALS);
    (last.end + 3..sentence.end).find(turns).map_or(sentence.end, |comma| comma + 1)
}

/// Words between "if" and the first label, at most.
const LONGEST_LEAD: usize = 24;

/// "then the Supplier may", "either party shall": a subject and, soon behind it, its modal verb.
fn begins_main(tokens: &Tokens, range: Range<usize>, modals: &[&str]) -> bool {
    const SUBJECTS: [&str; 16] = [
        "then", "the", "either", "each", "such", "any", "all", "no", "neither", "this", "we", "you", "it", "they",
        "these", "both",
    ];
    const OTHER_CLAUSE: [&str; 12] =
        [",", ";", "which", "that", "who", "if", "unless", "and", "or", "whether", "where", "when"];
    let Some(head) = tokens.as_slice().get(range.start).filter(|_| !range.is_empty()) else { return false };
    if !head.capital && !SUBJECTS.contains(&tokens.at(range.start)) {
        return false;
    }
    let from = range.start + usize::from(tokens.at(range.start) == "then");
    let near = (from + 1)..(from + 8).min(range.end);
    near.take_while(|at| !OTHER_CLAUSE.contains(&tokens.at(*at))).any(|at| modals.contains(&tokens.at(at)))
}

/// The words of the numbers that a list of this sort could count to.
const SPELLED: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Not "4(a)", not "Section (a)", and not "two (2) years".
fn begins_item(tokens: &Tokens, at: usize, start: usize) -> bool {
    let list = tokens.as_slice();
    if at == start {
        return true;
    }
    let touches = list[at - 1].span.end == list[at].span.start && list[at - 1].kind != TokenKind::Punct;
    let spelled =
        list.get(at + 1).is_some_and(|label| label.kind == TokenKind::Number) && SPELLED.contains(&tokens.at(at - 1));
    !touches && !spelled && !label::is_reference(tokens.at(at - 1))
}

fn between(labels: &[Range<usize>], end: usize) -> Vec<Range<usize>> {
    let ends = labels.iter().skip(1).map(|label| label.start).chain([end]);
    labels.iter().zip(ends).map(|(label, end)| label.end..end.max(label.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        inline(&tokens, text, 0..tokens.len())
            .items
            .into_iter()
            .map(|item| tokens.span(item).of(text).to_owned())
            .collect()
    }

    #[test]
    fn finds_items_in_a_paragraph() {
        assert_eq!(items("Vendor shall (i) work, and (ii) report."), ["work, and", "report."]);
        assert_eq!(items("if (a) it (i) fails or (ii) stops; or (b) ends"), ["it (i) fails or (ii) stops; or", "ends"]);
        assert!(items("for one (1) year, and then for two (2) years").is_empty());
        assert_eq!(items("shall (1) work for one (1) year and (2) report"), ["work for one (1) year and", "report"]);
        assert_eq!(
            items("If (i) Client fails to pay, or (ii) it becomes insolvent, Agency may stop work."),
            ["Client fails to pay, or", "it becomes insolvent,"]
        );
        assert_eq!(
            items(
                "If Client (a) stops, which it may not, or (b) fails, in the sense of 4, then either party may end it."
            ),
            ["stops, which it may not, or", "fails, in the sense of 4,"]
        );
        assert_eq!(
            items("Should Client (a) stop, or (b) fail to pay, then, Agency may end it."),
            ["stop, or", "fail to pay,"]
        );
        assert_eq!(
            items("If Client fails, Agency may (i) stop work and (ii) ask for the rest, which Client shall pay."),
            ["stop work and", "ask for the rest, which Client shall pay."]
        );
        assert!(items("under Section 4(a) and Section (b) of (the) rest (i) alone").is_empty());
    }
}
