//! Applying edits. In: a text and edits on it. Out: the edited text, or a refusal; and, of several
//! sets of edits, those that can be taken together.

use std::ops::Range;

use super::Edit;
use crate::error::{Error, ErrorKind};
use crate::sorting;

/// The text with all edits made. Edits may come in any order; they must lie in the text, on
/// character boundaries, and must not overlap. Two insertions at one place are an overlap: their
/// order would be a guess.
///
/// ```
/// use clausewright::Span;
/// use clausewright::redline::{Edit, apply};
/// let edits = [Edit::new(Span::new(9, 15), "30")];
/// assert_eq!(apply("pays in  ninety days", &edits).unwrap(), "pays in  30 days");
/// ```
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Error> {
    replace(text, edits.iter().map(|edit| (edit.span.start..edit.span.end, edit.insert.as_str())))
}

/// As [`apply`], for ranges of bytes.
pub fn replace<'a>(text: &str, edits: impl Iterator<Item = (Range<usize>, &'a str)>) -> Result<String, Error> {
    let mut edits: Vec<(Range<usize>, &str)> = edits.collect();
    sorting::by_key(&mut edits, |(range, _)| (range.start, range.end));
    let mut edited = String::with_capacity(text.len() + edits.iter().map(|(_, insert)| insert.len()).sum::<usize>());
    let mut at = 0;
    let mut last: Option<Range<usize>> = None;
    for (range, insert) in edits {
        if last.is_some_and(|last| clash(&last, &range)) {
            return Err(refuse(format!("two edits overlap at byte {}", range.start)));
        }
        let Some(kept) = text.get(at..range.start).filter(|_| text.get(range.clone()).is_some()) else {
            return Err(refuse(format!("bytes {} to {} are no place in this text", range.start, range.end)));
        };
        edited.push_str(kept);
        edited.push_str(insert);
        at = range.end;
        last = Some(range);
    }
    edited.push_str(text.get(at..).unwrap_or(""));
    Ok(edited)
}

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Edit, message).hint("review the text again and take the edits one by one")
}

fn clash(one: &Range<usize>, other: &Range<usize>) -> bool {
    (one.start < other.end && other.start < one.end) || one.start == other.start
}

/// Of several sets of edits, in order of their weight, the places of those that can be taken
/// together: each whole set, or not at all.
pub fn agreeing(sets: &[&[Edit]]) -> Vec<usize> {
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut agreed = Vec::new();
    for (place, set) in sets.iter().enumerate() {
        let ranges: Vec<Range<usize>> = set.iter().map(|edit| edit.span.start..edit.span.end).collect();
        if !ranges.is_empty() && !ranges.iter().any(|range| taken.iter().any(|other| clash(range, other))) {
            taken.extend(ranges);
            agreed.push(place);
        }
    }
    agreed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn edit(start: usize, end: usize, insert: &str) -> Edit {
        Edit::new(Span { start, end }, insert)
    }

    #[test]
    fn applies_in_any_order() {
        let edits = [edit(4, 7, "dos"), edit(0, 3, "uno"), edit(7, 7, "!")];
        assert_eq!(apply("one two", &edits).unwrap(), "uno dos!");
        assert_eq!(apply("one", &[]).unwrap(), "one");
    }

    #[test]
    fn refuses_what_cannot_be_meant() {
        for edits in [
            vec![edit(0, 3, ""), edit(2, 4, "")],
            vec![edit(1, 1, "a"), edit(1, 1, "b")],
            vec![edit(0, 99, "")],
            vec![edit(99, 99, "")],
            vec![edit(1, 2, "")],
            vec![edit(2, 1, "")],
        ] {
            assert!(apply("é two", &edits).is_err(), "{edits:?}");
        }
    }

    #[test]
    fn weightier_sets_go_first() {
        let (a, b, c) = (vec![edit(0, 3, "x")], vec![edit(2, 5, "y")], vec![edit(6, 7, "z")]);
        assert_eq!(agreeing(&[&a, &b, &c, &[]]), [0, 2]);
    }
}
