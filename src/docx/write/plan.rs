//! Where changes go. In: changes on the text as read, and the [`Origin`] of its bytes. Out: what
//! becomes of which paragraph, or the reason why a change cannot be made. `draft` writes it.

use std::ops::Range;

use super::draft::{Draft, Mark, Order};
use super::ink::{Ids, Names, Pen};
use super::properties::Ending;
use super::shape::{AtomKind, Holder, Shape};
use super::{Change, Highlight, Insertion, Refusal};
use crate::docx::source::{Origin, PartId, SourceParagraph, SourceRun};
use crate::docx::xml::Xml;
use crate::error::Error;

/// Why a change cannot be made: a sentence.
pub type Reason = &'static str;

pub const NUMBER: Reason = "It would change a number that Word computes itself.";
const NOTE: Reason = "It would cut through the mark of a note.";
const FIELD: Reason = "It would cut through a field (a cross-reference, say), whose words Word computes itself.";
const CELL: Reason = "It runs across the border of a table cell or content control.";
const BOUND: Reason = "The words stand in a content control that is filled from data in the file.";
const DRAWN: Reason = "The words stand in a formula or a drawing, where changes cannot be tracked.";
const NOWHERE: Reason = "There is no text here that Word could put the words beside.";
pub const PARTED: Reason = "It would part a paragraph in two.";
const RAW: Reason = "The words are stored in a way that Word itself does not use.";

/// Either what was asked for, a reason, or an error of the file.
pub enum Fault {
    Reason(Reason),
    File(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::File(error)
    }
}

impl From<Reason> for Fault {
    fn from(reason: Reason) -> Self {
        Self::Reason(reason)
    }
}

/// A place between two characters of a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub at: usize,
    /// The run whose properties words take that come in here.
    pub model: Option<usize>,
}

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

/// The pieces of one paragraph that go.
struct Gone {
    xml: Vec<Range<usize>>,
    /// First and last atom.
    atoms: (usize, usize),
    /// The first atoms' and last atoms' outermost fields that go as a whole end here.
    end: usize,
    start: usize,
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
        for (place, at, order) in [(start, anchor.start, Order::CommentStart), (end, anchor.end, Order::CommentEnd)] {
            let paragraph = self.paragraph(place)?;
            let runs = self.runs(paragraph);
            let shape = self.draft(paragraph.part)?.touch(paragraph.xml.clone())?.shape.clone();
            let at = at.clamp(paragraph.source.start, paragraph.source.end);
            let point = comment_point(&shape, runs, at, (order, anchor.is_empty()));
            let names = &self.draft(paragraph.part)?.names;
            let xml = if order == Order::CommentStart { comment_start(names, id) } else { comment_end(names, id) };
            self.mark(paragraph, Mark { at: point, order, xml, inserts: false })?;
        }
        Ok(())
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
        if tag.starts_with('/') {
            let closed = tag[1..].split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
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

/// What of a paragraph's runs goes.
fn pieces(
    source: &str,
    shape: &Shape,
    runs: &[SourceRun],
    span: Range<usize>,
    paragraph: &SourceParagraph,
) -> Result<Option<Gone>, Fault> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut at = paragraph.label.end;
    let mut before = shape.tag.end;
    for run in runs {
        notes(shape, (at..run.source.start, before..run.xml.start), &span, &mut found)?;
        (at, before) = (run.source.end, run.xml.end);
        let (start, end) = (run.source.start.max(span.start), run.source.end.min(span.end));
        if start >= end {
            continue;
        }
        let (Some(from), Some(until)) = (run.to_xml(start), run.to_xml(end)) else { return Err(RAW.into()) };
        let atom = shape.atom_at(&(from..until)).ok_or(DRAWN)?;
        check_atom(source, shape, atom)?;
        found.push((from..until, atom));
    }
    notes(shape, (at..paragraph.source.end, before..paragraph.xml.end), &span, &mut found)?;
    let (Some(first), Some(last)) = (found.first().cloned(), found.last().cloned()) else { return Ok(None) };
    let mut gone = Gone {
        xml: found.iter().map(|(xml, _)| xml.clone()).collect(),
        atoms: (first.1, last.1),
        start: first.0.start,
        end: last.0.end,
    };
    fields(shape, runs, &span, &mut gone)?;
    simple_fields(source, shape, runs, &span)?;
    Ok(Some(gone))
}

/// Marks of notes stand where the text has words that no run holds.
fn notes(
    shape: &Shape,
    (gap, xml): (Range<usize>, Range<usize>),
    span: &Range<usize>,
    found: &mut Vec<(Range<usize>, usize)>,
) -> Result<(), Fault> {
    if gap.is_empty() || gap.end <= span.start || span.end <= gap.start {
        return Ok(());
    }
    if gap.start < span.start || span.end < gap.end {
        return Err(NOTE.into());
    }
    let marks = shape.atoms.iter().enumerate().filter(|(_, atom)| atom.kind == AtomKind::Note);
    let between = marks.filter(|(_, atom)| xml.start <= atom.xml.start && atom.xml.end <= xml.end);
    found.extend(between.map(|(place, atom)| (atom.xml.clone(), place)));
    Ok(())
}

fn check_atom(source: &str, shape: &Shape, atom: usize) -> Result<(), Fault> {
    let container = shape.container_of(atom);
    let bound = |one: usize| shape.containers.get(one).is_some_and(|one| one.holder == Holder::Bound);
    if shape.around(container).any(bound) {
        return Err(BOUND.into());
    }
    let raw = |atom: &super::shape::Atom| {
        atom.kind == AtomKind::Text && source.get(atom.inner.clone()).unwrap_or_default().contains('<')
    };
    if shape.atoms.get(atom).is_some_and(raw) {
        return Err(RAW.into());
    }
    Ok(())
}

/// A field goes as a whole or not at all; only those that Word never computes anew can be edited inside.
fn fields(shape: &Shape, runs: &[SourceRun], span: &Range<usize>, gone: &mut Gone) -> Result<(), Fault> {
    for field in &shape.fields {
        match (extent(shape, runs, span, |atom| field.holds(atom)), field.begin, field.end) {
            (Extent::Untouched, ..) => {}
            (Extent::Whole, Some(begin), Some(end)) => {
                let atoms = shape.atoms.get(begin..=end).unwrap_or_default();
                let hidden = |atom: &&super::shape::Atom| atom.kind != AtomKind::Text;
                gone.xml.extend(atoms.iter().filter(hidden).map(|atom| atom.xml.clone()));
                let (first, last) = gone.atoms;
                if begin <= first {
                    gone.start = gone.start.min(atoms.first().map_or(gone.start, |atom| atom.xml.start));
                    gone.atoms.0 = begin;
                }
                if end >= last {
                    gone.end = gone.end.max(atoms.last().map_or(gone.end, |atom| atom.xml.end));
                    gone.atoms.1 = end;
                }
            }
            _ if field.is_editable() => {}
            _ => return Err(FIELD.into()),
        }
    }
    Ok(())
}

fn simple_fields(source: &str, shape: &Shape, runs: &[SourceRun], span: &Range<usize>) -> Result<(), Fault> {
    for (place, container) in shape.containers.iter().enumerate() {
        if container.holder != Holder::SimpleField {
            continue;
        }
        let inside = |atom: usize| shape.is_within(shape.container_of(atom), place);
        match extent(shape, runs, span, inside) {
            Extent::Untouched => {}
            Extent::Whole if !source.get(container.xml.clone()).unwrap_or_default().contains("fldData") => {}
            _ => return Err(FIELD.into()),
        }
    }
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Untouched,
    Part,
    Whole,
}

/// How much of the text in some atoms lies in the span.
fn extent(shape: &Shape, runs: &[SourceRun], span: &Range<usize>, holds: impl Fn(usize) -> bool) -> Extent {
    let (mut touched, mut whole) = (false, true);
    for run in runs {
        if shape.atom_at(&run.xml).is_some_and(&holds) {
            let inside = span.start <= run.source.start && run.source.end <= span.end;
            touched |= run.source.start < span.end && span.start < run.source.end;
            whole &= inside;
        }
    }
    match (touched, whole) {
        (false, _) => Extent::Untouched,
        (true, true) => Extent::Whole,
        (true, false) => Extent::Part,
    }
}

/// The point behind what goes, out of whatever ends with it.
fn behind(shape: &Shape, gone: &Gone) -> Point {
    let (first, last) = gone.atoms;
    let home = shape.container_of(first);
    let model = shape.atoms.get(first).map(|atom| atom.run);
    let half_inside = shape.fields_of(last).any(|field| !field.holds(first));
    if half_inside {
        return Point { at: gone.start, model };
    }
    let mut at = gone.end;
    for container in shape.around(shape.container_of(last)) {
        if shape.is_within(home, container) {
            break;
        }
        if has_words_behind(shape, container, gone) {
            return Point { at: gone.start, model };
        }
        at = shape.containers.get(container).map_or(at, |one| one.xml.end);
    }
    let simple = shape
        .around(home)
        .find(|one| shape.containers.get(*one).is_some_and(|container| container.holder == Holder::SimpleField));
    if let Some(field) = simple.and_then(|one| shape.containers.get(one)) {
        at = field.xml.end;
    }
    Point { at, model }
}

/// Whether words stay in a container behind what goes of it.
fn has_words_behind(shape: &Shape, container: usize, gone: &Gone) -> bool {
    let last = gone.atoms.1;
    shape.atoms.iter().enumerate().skip(last).any(|(place, atom)| {
        let behind = place > last || atom.inner.end > gone.end;
        behind && atom.kind == AtomKind::Text && shape.is_within(shape.container_of(place), container)
    })
}

/// The point in a paragraph for a place of the text.
fn point_at(shape: &Shape, runs: &[SourceRun], at: usize, end: usize) -> Result<Point, Fault> {
    let before = runs.iter().rev().find(|run| run.source.start < at);
    let next = runs.iter().find(|run| run.source.end > at);
    let computed = before.is_some_and(|run| run.source.end < at) && next.map_or(end, |run| run.source.start) > at;
    if computed {
        return Err(NOTE.into());
    }
    let atom = |run: Option<&SourceRun>| run.map(|run| shape.atom_at(&run.xml).ok_or(DRAWN)).transpose();
    let (prev_atom, next_atom) = (atom(before)?, atom(next)?);
    if let (Some(run), Some(one)) = (before, prev_atom)
        && (run.source.end >= at || next.is_none_or(|next| next.source.start > at))
    {
        let noted = run.source.end < at;
        return point_behind(shape, (run, one), next_atom, at.min(run.source.end)).map(|mut point| {
            if noted {
                point.at = behind_notes(shape, point.at, next.map_or(shape.xml.end, |next| next.xml.start));
            }
            point
        });
    }
    let (Some(run), Some(two)) = (next, next_atom) else { return Err(NOWHERE.into()) };
    point_before(shape, (run, two), prev_atom)
}

/// Past the marks of notes that stand between two texts.
fn behind_notes(shape: &Shape, at: usize, until: usize) -> usize {
    let marks = shape.atoms.iter().filter(|atom| atom.kind == AtomKind::Note);
    marks.filter(|atom| at <= atom.xml.start && atom.xml.end <= until).map(|atom| atom.xml.end).last().unwrap_or(at)
}

fn point_behind(
    shape: &Shape,
    (run, atom): (&SourceRun, usize),
    next: Option<usize>,
    place: usize,
) -> Result<Point, Fault> {
    let mut at = run.to_xml(place).ok_or(RAW)?;
    let mut model = shape.atoms.get(atom).map(|atom| atom.run);
    let inside = place < run.source.end;
    let mut left = None;
    for field in shape.fields_of(atom) {
        if inside || next.is_some_and(|next| field.holds(next)) {
            if !field.is_editable() {
                return Err(FIELD.into());
            }
        } else if let Some(end) = field.end.and_then(|end| shape.atoms.get(end)) {
            at = at.max(end.xml.end);
            left = Some(());
        }
    }
    let end_atom = shape.atoms.iter().rposition(|one| one.xml.end <= at).filter(|_| left.is_some()).unwrap_or(atom);
    for container in shape.around(shape.container_of(end_atom)) {
        let stays = inside || next.is_some_and(|next| shape.is_within(shape.container_of(next), container));
        let Some(own) = shape.containers.get(container) else { break };
        if stays || own.holder == Holder::Paragraph {
            if own.holder == Holder::SimpleField || own.holder == Holder::Bound {
                return Err(if own.holder == Holder::Bound { BOUND } else { FIELD }.into());
            }
            break;
        }
        at = own.xml.end;
        left = left.or((own.holder != Holder::Proposed).then_some(()));
    }
    if left.is_some() {
        model = plain_run(shape, next).or_else(|| plain_run(shape, Some(atom)));
    }
    Ok(Point { at, model })
}

fn point_before(shape: &Shape, (run, atom): (&SourceRun, usize), prev: Option<usize>) -> Result<Point, Fault> {
    let mut at = run.xml.start;
    let mut model = shape.atoms.get(atom).map(|atom| atom.run);
    let mut first = atom;
    for field in shape.fields_of(atom) {
        if prev.is_some_and(|prev| field.holds(prev)) {
            if !field.is_editable() {
                return Err(FIELD.into());
            }
        } else if let Some(begin) = field.begin {
            first = first.min(begin);
            at = at.min(shape.atoms.get(begin).map_or(at, |atom| atom.xml.start));
            model = None;
        }
    }
    for container in shape.around(shape.container_of(first)) {
        let stays = prev.is_some_and(|prev| shape.is_within(shape.container_of(prev), container));
        let Some(own) = shape.containers.get(container) else { break };
        if stays || own.holder == Holder::Paragraph {
            break;
        }
        at = own.xml.start;
        if own.holder != Holder::Proposed {
            model = None;
        }
    }
    Ok(Point { at, model: model.or_else(|| plain_run(shape, prev)).or_else(|| any_plain(shape)) })
}

/// The run of an atom, if nothing but the paragraph (or another's insertion) is around it.
fn plain_run(shape: &Shape, atom: Option<usize>) -> Option<usize> {
    let atom = atom?;
    let plain = |one: usize| {
        shape.containers.get(one).is_some_and(|one| matches!(one.holder, Holder::Paragraph | Holder::Proposed))
    };
    let free = shape.around(shape.container_of(atom)).all(plain) && shape.fields_of(atom).next().is_none();
    if free { shape.atoms.get(atom).map(|atom| atom.run) } else { any_plain(shape) }
}

fn any_plain(shape: &Shape) -> Option<usize> {
    let atoms = shape.atoms.iter().enumerate();
    let mut texts = atoms.filter(|(place, atom)| {
        atom.kind == AtomKind::Text && shape.container_of(*place) == 0 && shape.fields_of(*place).next().is_none()
    });
    texts.next().map(|(_, atom)| atom.run)
}

/// Where a comment may begin or end; at the paragraph's ends where the place itself will not do.
fn comment_point(shape: &Shape, runs: &[SourceRun], at: usize, (order, beside): (Order, bool)) -> usize {
    let start = order == Order::CommentStart;
    let (next, before) =
        (runs.iter().find(|run| run.source.end > at), runs.iter().rev().find(|run| run.source.start < at));
    // A comment on words that come in begins where they do: behind what stands before them.
    let run = if start && !beside { next.or(before) } else { before.or(next) };
    let place = run.and_then(|run| run.to_xml(at.clamp(run.source.start, run.source.end)).map(|xml| (run, xml)));
    let open = shape.properties.as_ref().map_or(shape.tag.end, |own| own.end);
    let found = place.filter(|(run, _)| shape.atom_at(&run.xml).is_some());
    // A field, a link and a control are taken whole.
    let Some((run, xml)) = found else { return if start { open } else { behind_all(shape) } };
    let atom = shape.atom_at(&run.xml).unwrap_or_default();
    if let Some(field) = shape.fields_of(atom).next() {
        let edge = if start { field.begin } else { field.end };
        let edge = edge.and_then(|atom| shape.atoms.get(atom));
        return edge.map_or(if start { open } else { behind_all(shape) }, |atom| {
            if start { atom.xml.start } else { atom.xml.end }
        });
    }
    let held = shape.around(shape.container_of(atom)).filter_map(|one| shape.containers.get(one));
    let outer = held.filter(|one| !matches!(one.holder, Holder::Paragraph | Holder::Proposed)).last();
    outer.map_or(xml, |one| if start { one.xml.start } else { one.xml.end })
}

/// Behind the last of a paragraph's runs and what holds them.
pub fn behind_all(shape: &Shape) -> usize {
    let runs = shape.runs.iter().map(|run| run.xml.end);
    let containers = shape.containers.iter().skip(1).map(|one| one.xml.end);
    let open = shape.properties.as_ref().map_or(shape.tag.end, |own| own.end);
    runs.chain(containers).max().unwrap_or(open)
}
