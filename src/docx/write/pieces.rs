//! What goes of a paragraph. In: its shape and runs, and a stretch of the text. Out: the bytes of the
//! part that go ([`Gone`]), with marks of notes and whole fields, or the reason why they cannot.

use std::ops::Range;

use super::reason::{BOUND, DRAWN, FIELD, Fault, NOTE, RAW};
use super::shape::{AtomKind, Holder, Shape};
use crate::docx::source::{SourceParagraph, SourceRun};

/// The pieces of one paragraph that go.
pub struct Gone {
    pub xml: Vec<Range<usize>>,
    /// First and last atom.
    pub atoms: (usize, usize),
    /// From the first byte that goes to the last, with the fields that go as a whole.
    pub end: usize,
    pub start: usize,
}

/// What of a paragraph's runs goes.
pub fn pieces(
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
    let reach = gone.start..gone.end;
    fields(shape, runs, &span, &mut gone)?;
    simple_fields(source, shape, runs, &span, &reach)?;
    Ok(Some(gone))
}

/// Marks of notes stand where the text has words that no run holds.
pub fn notes(
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

pub fn check_atom(source: &str, shape: &Shape, atom: usize) -> Result<(), Fault> {
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
pub fn fields(shape: &Shape, runs: &[SourceRun], span: &Range<usize>, gone: &mut Gone) -> Result<(), Fault> {
    // A paragraph may hold thousands of fields; only those around what goes are looked at.
    let (first, last) = gone.atoms;
    let reached = |begin: Option<usize>, end: Option<usize>| {
        begin.is_none_or(|begin| begin <= last) && end.is_none_or(|end| first <= end)
    };
    for field in shape.fields.iter().filter(|field| reached(field.begin, field.end)) {
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

/// `reach` is what goes, in bytes of the part.
fn simple_fields(
    source: &str,
    shape: &Shape,
    runs: &[SourceRun],
    span: &Range<usize>,
    reach: &Range<usize>,
) -> Result<(), Fault> {
    for (place, container) in shape.containers.iter().enumerate() {
        let reached = container.xml.start < reach.end && reach.start < container.xml.end;
        if container.holder != Holder::SimpleField || !reached {
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
pub enum Extent {
    Untouched,
    Part,
    Whole,
}

/// How much of the text in some atoms lies in the span.
pub fn extent(shape: &Shape, runs: &[SourceRun], span: &Range<usize>, holds: impl Fn(usize) -> bool) -> Extent {
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
