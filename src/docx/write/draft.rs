//! A part in the making. In: what is to become of its paragraphs. Out: the part's XML with only the
//! touched runs and marks written anew, by splicing: all other bytes stay. `plan` fills it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Highlight;
use super::bound::BoundControls;
use super::ink::{Ids, Names, Pen};
use super::properties::{self, Ending};
use super::runs::Cutter;
use super::shape::Shape;
use crate::error::{Error, ErrorKind};
use crate::sorting;

/// Something that comes in at a byte of the part.
#[derive(Clone, Debug)]
pub struct Mark {
    pub at: usize,
    /// Which of several at one byte comes first.
    pub order: Order,
    pub xml: String,
    /// Words of ours, which must not stand in another's insertion.
    pub inserts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    CommentStart,
    Insertion,
    CommentEnd,
}

/// A paragraph that something happens to.
#[derive(Clone, Debug)]
pub struct Touched {
    pub shape: Shape,
    /// Bytes of the part: words inside a text, or whole elements. Sorted by `settle`.
    pub deletes: Vec<Range<usize>>,
    pub lit: Vec<(Range<usize>, Highlight)>,
    pub marks: Vec<Mark>,
    pub ending: Option<Ending>,
}

impl Touched {
    fn new(shape: Shape) -> Self {
        Self { shape, deletes: Vec::new(), lit: Vec::new(), marks: Vec::new(), ending: None }
    }

    /// Brings neighbouring deletions together, so that a piece lies in one or in none.
    fn settle(&mut self) {
        sorting::by_key(&mut self.deletes, |range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(self.deletes.len());
        for range in self.deletes.drain(..) {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        self.deletes = joined;
        sorting::by_key(&mut self.marks, |mark| (mark.at, mark.order));
    }
}

/// Bytes of the part that others take the place of.
#[derive(Clone, Debug)]
struct Splice {
    at: Range<usize>,
    xml: String,
}

/// One part of the file.
#[derive(Debug)]
pub struct Draft {
    pub source: String,
    pub names: Names,
    pub bound: BoundControls,
    /// By the byte where the paragraph begins.
    pub touched: BTreeMap<usize, Touched>,
    splices: Vec<Splice>,
}

impl Draft {
    pub fn new(source: String) -> Self {
        let (names, bound) = (Names::of(&source), BoundControls::of(&source));
        Self { source, names, bound, touched: BTreeMap::new(), splices: Vec::new() }
    }

    /// The paragraph at these bytes.
    pub fn touch(&mut self, xml: Range<usize>) -> Result<&mut Touched, Error> {
        let start = xml.start;
        if !self.touched.contains_key(&start) {
            let shape = Shape::read(&self.source, xml)?;
            self.touched.insert(start, Touched::new(shape));
        }
        self.touched.get_mut(&start).ok_or_else(super::super::package::damaged)
    }

    pub fn splice(&mut self, at: Range<usize>, xml: String) {
        self.splices.push(Splice { at, xml });
    }

    /// The part's XML with everything done.
    pub fn finish(mut self, pen: Pen, ids: &mut Ids) -> Result<String, Error> {
        let mut splices = std::mem::take(&mut self.splices);
        for touched in self.touched.values_mut() {
            touched.settle();
        }
        for touched in self.touched.values() {
            self.paragraph(touched, pen, ids, &mut splices)?;
        }
        sorting::by_key(&mut splices, |splice| (splice.at.start, splice.at.end));
        let mut out = String::with_capacity(self.source.len() + splices.iter().map(|one| one.xml.len()).sum::<usize>());
        let mut at = 0;
        for splice in splices {
            let Some(kept) = self.source.get(at..splice.at.start) else {
                return Err(Error::new(ErrorKind::Edit, "Two edits touch the same run of the Word file.")
                    .hint("take them one after the other"));
            };
            out.push_str(kept);
            out.push_str(&splice.xml);
            at = splice.at.end;
        }
        out.push_str(self.source.get(at..).unwrap_or_default());
        Ok(out)
    }

    fn paragraph(&self, touched: &Touched, pen: Pen, ids: &mut Ids, splices: &mut Vec<Splice>) -> Result<(), Error> {
        let shape = &touched.shape;
        let mut runs: Vec<usize> = Vec::new();
        let cut = touched.deletes.iter().chain(touched.lit.iter().map(|(range, _)| range));
        runs.extend(cut.flat_map(|range| {
            let first = shape.runs.partition_point(|run| run.xml.end <= range.start);
            let last = shape.runs.partition_point(|run| run.xml.start < range.end);
            first..last
        }));
        for mark in &touched.marks {
            match shape.run_around(mark.at) {
                Some(run) => runs.push(run),
                None => splices.push(Splice { at: mark.at..mark.at, xml: mark.xml.clone() }),
            }
        }
        sorting::by_key(&mut runs, |run| *run);
        runs.dedup();
        for run in runs {
            let Some(at) = shape.runs.get(run).map(|run| run.xml.clone()) else { continue };
            let xml = Cutter::new(&self.source, touched, &self.names, pen, ids).run(run);
            splices.push(Splice { at, xml });
        }
        if let Some(ending) = touched.ending {
            splices.push(self.ended(shape, ending, pen, ids)?);
        }
        Ok(())
    }

    fn ended(&self, shape: &Shape, ending: Ending, pen: Pen, ids: &mut Ids) -> Result<Splice, Error> {
        let own = shape.properties.clone().unwrap_or(shape.tag.end..shape.tag.end);
        let xml = self.source.get(own.clone()).unwrap_or_default();
        let new = properties::ended(xml, ending, &self.names, pen, ids)?;
        let tag = self.source.get(shape.tag.clone()).unwrap_or_default();
        if let Some(open) = tag.strip_suffix("/>") {
            // An empty paragraph without an end tag gets one.
            let xml = format!("{open}>{new}{}", super::runs::close(tag));
            return Ok(Splice { at: shape.tag.clone(), xml });
        }
        Ok(Splice { at: own, xml: new })
    }
}
