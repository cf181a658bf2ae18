//! Where changes go. In: changes on the text as read, and the [`Origin`] of its bytes. Out: what
//! becomes of which paragraph, or the reason why a change cannot be made. `draft` writes it.

use std::ops::Range;

use super::draft::{Draft, Mark};
use super::ink::{Ids, Names, Pen};
use super::pieces::{Gone, pieces};
use super::point::{behind, point_at};
use super::reason::{BOUND, Fault, NOWHERE, NUMBER};
use super::{Change, Insertion, Refusal};
use crate::docx::source::{Origin, PartId, SourceParagraph, SourceRun};
use crate::error::Error;

/// Settles changes one by one.
pub struct Planner<'a> {
    pub text: &'a str,
    pub origin: &'a Origin,
    pub pen: Pen<'a>,
    pub ids: Ids,
    /// The ids of the comments in order.
    pub comments: Vec<u32>,
    pub drafts: Vec<Draft>,
}

impl<'a> Planner<'a> {
    pub fn new(text: &'a str, origin: &'a Origin, pen: Pen<'a>) -> Self {
        Self { text, origin, pen, ids: Ids::default(), comments: Vec::new(), drafts: Vec::new() }
    }

    pub fn part(&mut self, source: String) {
        self.drafts.push(Draft::new(source));
    }

    /// How the main part names things.
    pub fn names(&self) -> Names {
        self.drafts.first().map_or_else(|| Names::of(""), |draft| draft.names.clone())
    }

    pub fn changes(&mut self, changes: &[Change]) -> Result<Vec<Refusal>, Error> {
        let mut refused = Vec::new();
        for (place, change) in changes.iter().enumerate() {
            match self.change(change) {
                Ok(()) => {}
                Err(Fault::Reason(reason)) => refused.push(Refusal { change: place, reason: reason.to_owned() }),
                Err(Fault::File(error)) => return Err(error),
            }
        }
        Ok(refused)
    }

    /// The parts that changed, written anew.
    pub fn finish(self, paths: &[String]) -> Result<Vec<(String, String)>, Error> {
        let Self { drafts, pen, mut ids, .. } = self;
        let mut changed = Vec::new();
        for (draft, path) in drafts.into_iter().zip(paths) {
            let old = draft.source.clone();
            let new = draft.finish(pen, &mut ids)?;
            if new != old {
                changed.push((path.clone(), new));
            }
        }
        Ok(changed)
    }

    fn change(&mut self, change: &Change) -> Result<(), Fault> {
        let change = trimmed(self.text, change);
        if change.span.is_empty() {
            return self.insert_at(change.span.start, &change.insert);
        }
        let covered = self.covered(&change.span);
        if covered.is_empty() {
            return Err(NOWHERE.into());
        }
        self.check_labels(&change, covered.clone())?;
        let empty = change.insert.iter().all(|one| one.text.is_empty());
        let mut first = None;
        for place in covered.clone() {
            let gone = self.delete_in(place, &change.span)?;
            first = first.or(gone.map(|gone| (place, gone)));
        }
        self.join(&change, covered, empty)?;
        if empty {
            return Ok(());
        }
        let (place, gone) = first.ok_or(NOWHERE)?;
        self.insert_behind(place, gone, &change)
    }

    /// The paragraphs that hold some of these bytes.
    fn covered(&self, span: &Range<usize>) -> Range<usize> {
        let paragraphs = &self.origin.paragraphs;
        let start = paragraphs.partition_point(|one| one.source.end <= span.start);
        let end = paragraphs.partition_point(|one| one.source.start < span.end);
        start..end.max(start)
    }

    pub fn paragraph(&self, place: usize) -> Result<&'a SourceParagraph, Fault> {
        self.origin.paragraphs.get(place).ok_or_else(|| NOWHERE.into())
    }

    /// A computed number can go with its paragraph, and in no other way.
    fn check_labels(&self, change: &Change, covered: Range<usize>) -> Result<(), Fault> {
        let empty = change.insert.iter().all(|one| one.text.is_empty());
        for place in covered.clone() {
            let paragraph = self.paragraph(place)?;
            let label = &paragraph.label;
            if label.is_empty() || change.span.start >= label.end {
                continue;
            }
            let from_start = change.span.start <= paragraph.source.start;
            let whole = change.span.end >= paragraph.source.end && empty;
            if !from_start || !(whole || place > covered.start) {
                return Err(NUMBER.into());
            }
        }
        let behind = self.origin.paragraphs.get(covered.end);
        let runs_on = behind.is_some_and(|next| next.source.start == change.span.end && !next.label.is_empty());
        let first = self.paragraph(covered.start)?;
        if runs_on && change.span.start > first.source.start {
            return Err(NUMBER.into());
        }
        Ok(())
    }

    fn check_bound(&self, paragraph: &SourceParagraph) -> Result<(), Fault> {
        let draft = self.drafts.get(paragraph.part);
        if draft.is_some_and(|draft| draft.bound.hold(&paragraph.xml)) { Err(BOUND.into()) } else { Ok(()) }
    }

    /// The runs of a paragraph.
    pub fn runs(&self, paragraph: &SourceParagraph) -> &'a [SourceRun] {
        let runs = &self.origin.runs;
        let start = runs.partition_point(|run| run.source.start < paragraph.source.start);
        let end = runs.partition_point(|run| run.source.end <= paragraph.source.end);
        runs.get(start..end).unwrap_or_default()
    }

    fn delete_in(&mut self, place: usize, span: &Range<usize>) -> Result<Option<Gone>, Fault> {
        let paragraph = self.paragraph(place)?;
        self.check_bound(paragraph)?;
        let runs = self.runs(paragraph);
        let from = span.start.max(paragraph.label.end);
        let until = span.end.min(paragraph.source.end);
        let draft = self.draft(paragraph.part)?;
        draft.touch(paragraph.xml.clone())?;
        let source = std::mem::take(&mut draft.source);
        let found = draft.touch(paragraph.xml.clone()).map_err(Fault::from).and_then(|touched| {
            let gone = pieces(&source, &touched.shape, runs, from..until, paragraph)?;
            if let Some(gone) = &gone {
                touched.deletes.extend(gone.xml.iter().cloned());
            }
            Ok(gone)
        });
        draft.source = source;
        let Some(gone) = found? else { return Ok(None) };
        self.dissolve_simple_fields(paragraph, &gone)?;
        Ok(Some(gone))
    }

    pub fn draft(&mut self, part: PartId) -> Result<&mut Draft, Fault> {
        self.drafts.get_mut(part).ok_or_else(|| NOWHERE.into())
    }

    /// Words in the place of others.
    fn insert_behind(&mut self, place: usize, gone: Gone, change: &Change) -> Result<(), Fault> {
        let paragraph = self.paragraph(place)?;
        let shape = self.draft(paragraph.part)?.touch(paragraph.xml.clone())?.shape.clone();
        let point = behind(&shape, &gone);
        self.insert(place, point, change.span.end, &change.insert)
    }

    fn insert_at(&mut self, at: usize, insert: &[Insertion]) -> Result<(), Fault> {
        let paragraphs = &self.origin.paragraphs;
        let place = paragraphs.partition_point(|one| one.source.end < at);
        let paragraph = paragraphs.get(place).filter(|one| one.source.start <= at).ok_or(NOWHERE)?;
        if at < paragraph.label.end {
            return Err(NUMBER.into());
        }
        self.check_bound(paragraph)?;
        let runs = self.runs(paragraph);
        let shape = self.draft(paragraph.part)?.touch(paragraph.xml.clone())?.shape.clone();
        let point = point_at(&shape, runs, at, paragraph.source.end)?;
        self.insert(place, point, at, insert)
    }

    pub fn mark(&mut self, paragraph: &SourceParagraph, mark: Mark) -> Result<(), Fault> {
        self.draft(paragraph.part)?.touch(paragraph.xml.clone())?.marks.push(mark);
        Ok(())
    }
}

/// A line end that goes and comes again stays.
fn trimmed(text: &str, change: &Change) -> Change {
    let mut change = change.clone();
    loop {
        let old = text.get(change.span.clone()).unwrap_or_default();
        let Some(last) = change.insert.iter_mut().rev().find(|one| !one.text.is_empty()) else { break };
        if !(old.ends_with('\n') && last.text.ends_with('\n')) {
            break;
        }
        last.text.pop();
        change.span.end -= 1;
    }
    change
}
