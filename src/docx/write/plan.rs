//! Where changes go. In: changes on the text as read, and the [`Origin`] of its bytes. Out: what
//! becomes of which paragraph, or the reason why a change cannot be made. `draft` writes it.

use std::ops::Range;

use super::draft::{Draft, Mark, Order};
use super::ink::{Ids, Names, Pen};
use super::pieces::{Gone, pieces};
use super::point::{behind, comment_point, point_at};
use super::properties::Ending;
use super::reason::{CELL, Fault, NOWHERE, NUMBER};
use super::shape::Holder;
use super::{Change, Highlight, Insertion, Refusal};
use crate::docx::source::{Origin, PartId, SourceParagraph, SourceRun};
use crate::docx::xml::Xml;
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

    /// The runs of a paragraph.
    fn runs(&self, paragraph: &SourceParagraph) -> &'a [SourceRun] {
        let runs = &self.origin.runs;
        let start = runs.partition_point(|run| run.source.start < paragraph.source.start);
        let end = runs.partition_point(|run| run.source.end <= paragraph.source.end);
        runs.get(start..end).unwrap_or_default()
    }

    fn delete_in(&mut self, place: usize, span: &Range<usize>) -> Result<Option<Gone>, Fault> {
        let paragraph = self.paragraph(place)?;
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

    /// A simple field that goes becomes a deleted field of several runs: its element cannot be deleted.
    fn dissolve_simple_fields(&mut self, paragraph: &SourceParagraph, gone: &Gone) -> Result<(), Fault> {
        let pen = self.pen;
        let mut ids = std::mem::take(&mut self.ids);
        let draft = self.draft(paragraph.part)?;
        let names = draft.names.clone();
        let shape = draft.touch(paragraph.xml.clone())?.shape.clone();
        let mut splices = Vec::new();
        for container in shape.containers.iter().filter(|one| one.holder == Holder::SimpleField) {
            if !gone.xml.iter().any(|range| container.xml.start < range.start && range.end <= container.xml.end) {
                continue;
            }
            let text = draft.source.get(container.xml.clone()).unwrap_or_default();
            let instruction = attribute(&draft.source, container.tag.clone(), "instr");
            let close = text.rfind("</").map_or(container.xml.end, |at| container.xml.start + at);
            let mark = |kind: &str| {
                let prefix = &names.prefix;
                let (open, end) = (names.open("r"), names.close("r"));
                format!("{open}>{} {prefix}fldCharType=\"{kind}\"/>{end}", names.open("fldChar"))
            };
            let words = format!(
                "{}>{} xml:space=\"preserve\">{instruction}{}{}",
                names.open("r"),
                names.open("delInstrText"),
                names.close("delInstrText"),
                names.close("r")
            );
            let begin = format!(
                "{}>{}{words}{}{}",
                pen.revision(&names, "del", &mut ids),
                mark("begin"),
                mark("separate"),
                names.close("del")
            );
            let end = format!("{}>{}{}", pen.revision(&names, "del", &mut ids), mark("end"), names.close("del"));
            splices.push((container.tag.clone(), begin));
            splices.push((close..container.xml.end, end));
        }
        for (at, xml) in splices {
            draft.splice(at, xml);
        }
        self.ids = ids;
        Ok(())
    }

    pub fn draft(&mut self, part: PartId) -> Result<&mut Draft, Fault> {
        self.drafts.get_mut(part).ok_or_else(|| NOWHERE.into())
    }

    /// Deletes the marks of paragraphs that go or run together.
    fn join(&mut self, change: &Change, covered: Range<usize>, empty: bool) -> Result<(), Fault> {
        let (first, last) = (self.paragraph(covered.start)?, self.paragraph(covered.end - 1)?);
        let whole_head = change.span.start <= first.label.end.min(first.source.end);
        let whole_tail = change.span.end >= last.source.end;
        let before = change.span.start < first.source.start;
        let after = change.span.end > last.source.end;
        let keeps_number = !first.label.is_empty() && change.span.start > first.source.start;
        if whole_head && whole_tail && empty && !(keeps_number && covered.len() == 1) {
            // What keeps its number keeps its paragraph too.
            let start = covered.start + usize::from(keeps_number);
            return self.remove(start..covered.end);
        }
        if whole_tail && !after {
            return self.remove(covered.start + 1..covered.end);
        }
        let start = if whole_head && before { covered.start.checked_sub(1).ok_or(CELL)? } else { covered.start };
        let end = if whole_tail { covered.end } else { covered.end - 1 };
        for place in start..end {
            self.merge(place, place + 1)?;
        }
        Ok(())
    }

    /// Takes whole paragraphs away; the last one of a cell stays, since a cell must hold one.
    fn remove(&mut self, places: Range<usize>) -> Result<(), Fault> {
        for place in places.clone() {
            let paragraph = self.paragraph(place)?;
            if places.contains(&(place + 1)) {
                let next = self.paragraph(place + 1)?;
                if self.siblings(paragraph, next).is_some() {
                    self.merge(place, place + 1)?;
                    continue;
                }
                return Err(CELL.into());
            }
            let draft = self.draft(paragraph.part)?;
            let behind = draft.source.get(paragraph.xml.end..).unwrap_or_default();
            let last = is_last(behind);
            let own = draft.source.get(paragraph.xml.clone()).unwrap_or_default();
            if !last && !own.contains("sectPr") {
                draft.touch(paragraph.xml.clone())?.ending = Some(Ending::Deleted);
            }
        }
        Ok(())
    }

    fn merge(&mut self, place: usize, next: usize) -> Result<(), Fault> {
        let (one, two) = (self.paragraph(place)?, self.paragraph(next)?);
        if one.source.end == two.source.start {
            // Their border was deleted before.
            return Ok(());
        }
        let blank = self.siblings(one, two).ok_or(CELL)?;
        let draft = self.draft(one.part)?;
        for xml in std::iter::once(one.xml.clone()).chain(blank) {
            draft.touch(xml)?.ending = Some(Ending::Deleted);
        }
        Ok(())
    }

    /// The empty paragraphs between two of one container; none where they do not stand in one.
    fn siblings(&self, one: &SourceParagraph, two: &SourceParagraph) -> Option<Vec<Range<usize>>> {
        if one.part != two.part || two.xml.start < one.xml.end {
            return None;
        }
        let between = self.drafts.get(one.part)?.source.get(one.xml.end..two.xml.start)?;
        let mut reader = Xml::new(between);
        let mut blank = Vec::new();
        while let Some(node) = reader.any().ok()? {
            match node {
                crate::docx::xml::Node::Open(element) => {
                    let (name, at) = (element.name().to_owned(), element.at);
                    reader.skip().ok()?;
                    match name.as_str() {
                        "p" => blank.push(one.xml.end + at..one.xml.end + reader.place()),
                        "tbl" | "sdt" | "customXml" => return None,
                        _ => {}
                    }
                }
                crate::docx::xml::Node::Close => return None,
                _ => {}
            }
        }
        Some(blank)
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
        let runs = self.runs(paragraph);
        let shape = self.draft(paragraph.part)?.touch(paragraph.xml.clone())?.shape.clone();
        let point = point_at(&shape, runs, at, paragraph.source.end)?;
        self.insert(place, point, at, insert)
    }

    pub fn mark(&mut self, paragraph: &SourceParagraph, mark: Mark) -> Result<(), Fault> {
        self.draft(paragraph.part)?.touch(paragraph.xml.clone())?.marks.push(mark);
        Ok(())
    }

    /// A comment around words of the text.
    pub fn comment(&mut self, anchor: Range<usize>, id: u32) -> Result<(), Error> {
        match self.comment_around(anchor, id) {
            Ok(()) | Err(Fault::Reason(_)) => Ok(()),
            Err(Fault::File(error)) => Err(error),
        }
    }

    fn comment_around(&mut self, anchor: Range<usize>, id: u32) -> Result<(), Fault> {
        let paragraphs = &self.origin.paragraphs;
        let start = paragraphs.partition_point(|one| one.source.end < anchor.start).min(paragraphs.len().max(1) - 1);
        let end = paragraphs.partition_point(|one| one.source.start < anchor.end).max(start + 1) - 1;
        let mut points = [
            self.comment_point(start, anchor.start, (Order::CommentStart, anchor.is_empty()))?,
            self.comment_point(end, anchor.end, (Order::CommentEnd, anchor.is_empty()))?,
        ];
        // Around what has no words of its own, a note's mark, the words beside it lie the other way round.
        if start == end {
            points.sort_unstable();
        }
        for ((place, point), order) in
            [start, end].into_iter().zip(points).zip([Order::CommentStart, Order::CommentEnd])
        {
            let paragraph = self.paragraph(place)?;
            let names = &self.draft(paragraph.part)?.names;
            let xml = if order == Order::CommentStart { comment_start(names, id) } else { comment_end(names, id) };
            self.mark(paragraph, Mark { at: point, order, xml, inserts: false })?;
        }
        Ok(())
    }

    /// Where in the XML of a paragraph a comment begins or ends that does so at `at` of the text.
    fn comment_point(&mut self, place: usize, at: usize, order: (Order, bool)) -> Result<usize, Fault> {
        let paragraph = self.paragraph(place)?;
        let runs = self.runs(paragraph);
        let touched = self.draft(paragraph.part)?.touch(paragraph.xml.clone())?;
        let at = at.clamp(paragraph.source.start, paragraph.source.end);
        Ok(comment_point(&touched.shape, runs, at, order))
    }

    /// Words of the text that are to stand out. What cannot be lit stays dark.
    pub fn highlights(&mut self, wanted: &[(Range<usize>, Highlight)]) -> Result<(), Error> {
        for (span, colour) in wanted {
            for run in self.origin.runs_at(span.clone()) {
                let from = run.to_xml(span.start.max(run.source.start));
                let until = run.to_xml(span.end.min(run.source.end));
                let (Some(from), Some(until)) = (from, until) else { continue };
                let place = self.origin.paragraphs.partition_point(|one| one.source.end < run.source.end);
                let Some(paragraph) = self.origin.paragraphs.get(place) else { continue };
                let Ok(draft) = self.draft(paragraph.part) else { continue };
                let touched = draft.touch(paragraph.xml.clone())?;
                if touched.shape.atom_at(&(from..until)).is_some() {
                    touched.lit.push((from..until, *colour));
                }
            }
        }
        Ok(())
    }
}

pub fn comment_start(names: &Names, id: u32) -> String {
    format!("{} {}id=\"{id}\"/>", names.open("commentRangeStart"), names.prefix)
}

pub fn comment_end(names: &Names, id: u32) -> String {
    let prefix = &names.prefix;
    let reference =
        format!("{}>{} {prefix}id=\"{id}\"/>{}", names.open("r"), names.open("commentReference"), names.close("r"));
    format!("{} {prefix}id=\"{id}\"/>{reference}", names.open("commentRangeEnd"))
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

/// The value of an attribute as it stands in a start tag, with its references.
fn attribute(source: &str, tag: Range<usize>, name: &str) -> String {
    let text = source.get(tag).unwrap_or_default();
    let Some(at) = text.find(&format!("{name}=")) else { return String::new() };
    let rest = text.get(at + name.len() + 1..).unwrap_or_default();
    let quote = rest.chars().next().unwrap_or('"');
    rest.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default().to_owned()
}

/// Whether nothing but the end of its container stands behind a paragraph.
pub fn is_last(behind: &str) -> bool {
    let passing = ["bookmark", "comment", "proofErr", "perm", "move", "custom"];
    for tag in behind.split('<').skip(1) {
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        if let Some(closing) = tag.strip_prefix('/') {
            let closed = closing.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
            let closed = closed.split_once(':').map_or(closed, |(_, local)| local);
            if passing.iter().any(|start| closed.starts_with(start)) {
                continue;
            }
            return true;
        }
        if tag.starts_with(['!', '?']) || passing.iter().any(|start| local.starts_with(start)) {
            continue;
        }
        return local == "sectPr";
    }
    true
}
