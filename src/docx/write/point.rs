//! Points between characters. In: a paragraph's shape and runs, and a place of the text. Out: the byte
//! of the part where words or a comment go, outside of fields, links and controls that end there.

use super::draft::Order;
use super::pieces::Gone;
use super::reason::{BOUND, DRAWN, FIELD, Fault, NOTE, NOWHERE, RAW};
use super::shape::{AtomKind, Holder, Shape};
use crate::docx::source::SourceRun;

/// A place between two characters of a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub at: usize,
    /// The run whose properties words take that come in here.
    pub model: Option<usize>,
}

/// The point behind what goes, out of whatever ends with it.
pub fn behind(shape: &Shape, gone: &Gone) -> Point {
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
pub fn has_words_behind(shape: &Shape, container: usize, gone: &Gone) -> bool {
    let last = gone.atoms.1;
    shape.atoms.iter().enumerate().skip(last).any(|(place, atom)| {
        let behind = place > last || atom.inner.end > gone.end;
        behind && atom.kind == AtomKind::Text && shape.is_within(shape.container_of(place), container)
    })
}

/// The point in a paragraph for a place of the text.
pub fn point_at(shape: &Shape, runs: &[SourceRun], at: usize, end: usize) -> Result<Point, Fault> {
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
pub fn behind_notes(shape: &Shape, at: usize, until: usize) -> usize {
    let marks = shape.atoms.iter().filter(|atom| atom.kind == AtomKind::Note);
    marks
        .filter(|atom| at <= atom.xml.start && atom.xml.end <= until)
        .map(|atom| atom.xml.end)
        .next_back()
        .unwrap_or(at)
}

pub fn point_behind(
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

pub fn point_before(shape: &Shape, (run, atom): (&SourceRun, usize), prev: Option<usize>) -> Result<Point, Fault> {
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
pub fn plain_run(shape: &Shape, atom: Option<usize>) -> Option<usize> {
    let atom = atom?;
    let plain = |one: usize| {
        shape.containers.get(one).is_some_and(|one| matches!(one.holder, Holder::Paragraph | Holder::Proposed))
    };
    let free = shape.around(shape.container_of(atom)).all(plain) && shape.fields_of(atom).next().is_none();
    if free { shape.atoms.get(atom).map(|atom| atom.run) } else { any_plain(shape) }
}

pub fn any_plain(shape: &Shape) -> Option<usize> {
    let atoms = shape.atoms.iter().enumerate();
    let mut texts = atoms.filter(|(place, atom)| {
        atom.kind == AtomKind::Text && shape.container_of(*place) == 0 && shape.fields_of(*place).next().is_none()
    });
    texts.next().map(|(_, atom)| atom.run)
}

/// Where a comment may begin or end; at the paragraph's ends where the place itself will not do.
pub fn comment_point(shape: &Shape, runs: &[SourceRun], at: usize, (order, beside): (Order, bool)) -> usize {
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
