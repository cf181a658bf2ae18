//! Causes without a name of their own. In: a [`Cover`]. Out: the items of its list that name none, and the
//! causes that the words before the duty tell ("such claim", "therefrom").

use std::ops::Range;

use super::cover::Cover;
use super::line::Line;
use super::trigger::{Kind, Trigger, kind_at, note};

/// The items of the list of causes in which none has a name.
pub(super) fn unnamed(cover: &Cover<'_, '_>) -> Vec<Range<usize>> {
    let line = cover.line();
    let Some(link) = cover.link.as_ref() else { return Vec::new() };
    let first = (link.end..link.end + 6).find(|at| line.item(*at).is_some());
    let Some(mut start) = first.filter(|_| cover.duty.item.is_none()) else { return Vec::new() };
    let mut found = Vec::new();
    while let Some(item) = line.item(start) {
        let end = (start..cover.duty.end).find(|at| line.item(*at) != Some(item)).unwrap_or(cover.duty.end);
        let named = (start..end).any(|at| !cover.is_in(at) || kind_at(line, at).is_some());
        if !named && end > start + 2 {
            found.push(start..end);
        }
        if end == start {
            break;
        }
        start = end;
    }
    found
}

/// "losses that it suffers from such claim", "incurred therefrom": the causes that the words before tell,
/// of the same sentence or one of the two before it.
pub(super) fn told_before(cover: &Cover<'_, '_>) -> Vec<Trigger> {
    let line = cover.line();
    let contract = line.contract;
    let back = |at: usize| {
        line.is(at, &["therefrom", "thereof", "thereby", "thereto", "therefor", "therewith"])
            || line.is(at, &["such", "said", "these", "those"]) && line.holds(at + 1..at + 4, &TOLD)
    };
    let mut found = Vec::new();
    if !cover.range().any(back) {
        return found;
    }
    for at in 0..cover.duty.start.min(cover.duty.verb) {
        note(line, at, &mut found);
    }
    let own = contract.outline.sentence(cover.duty.sentence);
    let before = contract.outline.sentences.get(own.id.0.saturating_sub(2)..own.id.0).unwrap_or_default();
    for sentence in before.iter().rev().filter(|one| one.clause == own.clause) {
        if found.is_empty() {
            let told = Line::run(contract, sentence.tokens.clone());
            (0..told.len()).for_each(|at| note_told(&told, at, &mut found));
        }
    }
    found
}

/// As [`note`], in words that tell what happened: there a delay is a breach.
fn note_told(line: &Line<'_>, at: usize, found: &mut Vec<Trigger>) {
    let late = line.is(at, &["delay", "delays", "delayed", "fails", "failure", "overdue"]);
    if late && !found.iter().any(|known| known.kind == Kind::Breach) {
        found.push(Trigger { kind: Kind::Breach, span: line.span(at..at + 1) });
    }
    note(line, at, found);
}

const TOLD: [&str; 12] = [
    "claim",
    "claims",
    "suit",
    "suits",
    "action",
    "actions",
    "proceeding",
    "proceedings",
    "payments",
    "taxes",
    "failure",
    "breach",
];
