//! Runs that are cut. In: a run, what of it goes, what comes in between. Out: its XML anew: each
//! piece in a run of its own with the same properties. `draft` puts it in the place of the old one.

use std::ops::Range;

use super::Highlight;
use super::draft::Touched;
use super::ink::{Ids, Names, Pen};
use super::properties;
use super::shape::{Atom, AtomKind, Holder, Run};

/// What becomes of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Kept,
    Lit(Highlight),
    Deleted,
}

/// Writes one run of a paragraph anew.
pub struct Cutter<'a> {
    pub source: &'a str,
    pub touched: &'a Touched,
    pub names: &'a Names,
    pub pen: Pen<'a>,
    pub ids: &'a mut Ids,
    out: String,
    piece: String,
    fate: Fate,
    written: usize,
}

impl<'a> Cutter<'a> {
    pub fn new(source: &'a str, touched: &'a Touched, names: &'a Names, pen: Pen<'a>, ids: &'a mut Ids) -> Self {
        let (out, piece) = (String::new(), String::new());
        Self { source, touched, names, pen, ids, out, piece, fate: Fate::Kept, written: 0 }
    }

    pub fn run(mut self, place: usize) -> String {
        let Some(run) = self.touched.shape.runs.get(place) else { return String::new() };
        let atoms = self.touched.shape.atoms.iter().filter(|atom| atom.run == place);
        let mut at = run.inner.start;
        for atom in atoms {
            self.marks(at..atom.xml.start + 1, run);
            self.atom(atom, run);
            at = atom.xml.end;
        }
        self.marks(at..run.inner.end + 1, run);
        self.flush(run);
        self.out
    }

    /// Writes the marks that stand in this range.
    fn marks(&mut self, range: Range<usize>, run: &Run) {
        let touched = self.touched;
        for mark in touched.marks.iter().filter(|mark| range.contains(&mark.at)) {
            self.flush(run);
            let holder = touched.shape.containers.get(run.container);
            match holder.filter(|holder| mark.inserts && holder.holder == Holder::Proposed) {
                Some(holder) => {
                    let tag = self.source.get(holder.tag.clone()).unwrap_or_default();
                    self.out.push_str(&close(tag));
                    self.out.push_str(&mark.xml);
                    let again = properties::with_id(tag, self.ids.fresh());
                    self.out.push_str(&again);
                }
                None => self.out.push_str(&mark.xml),
            }
        }
    }

    fn atom(&mut self, atom: &Atom, run: &Run) {
        if atom.kind == AtomKind::Text {
            return self.text(atom, run);
        }
        let fate = self.fate_of(&atom.xml);
        let xml = self.source.get(atom.xml.clone()).unwrap_or_default();
        if fate == Fate::Deleted && atom.kind == AtomKind::Instruction {
            let words = self.source.get(atom.inner.clone()).unwrap_or_default();
            let (open, end) = (self.names.open("delInstrText"), self.names.close("delInstrText"));
            self.push(fate, &format!("{open} xml:space=\"preserve\">{words}{end}"), run);
        } else {
            self.push(if fate == Fate::Deleted { fate } else { Fate::Kept }, xml, run);
        }
    }

    fn text(&mut self, atom: &Atom, run: &Run) {
        let touched = self.touched;
        let inside = |place: &usize| atom.inner.start < *place && *place < atom.inner.end;
        let borders = touched.deletes.iter().chain(touched.lit.iter().map(|(range, _)| range));
        let mut cuts: Vec<usize> = borders.flat_map(|range| [range.start, range.end]).collect();
        cuts.extend(touched.marks.iter().map(|mark| mark.at));
        cuts.retain(inside);
        cuts.push(atom.inner.end);
        crate::sorting::by_key(&mut cuts, |cut| *cut);
        cuts.dedup();
        let whole = cuts.len() == 1;
        let mut start = atom.inner.start;
        self.marks(atom.xml.start + 1..start + 1, run);
        for end in cuts {
            let fate = self.fate_of(&(start..end));
            let words = self.source.get(start..end).unwrap_or_default();
            match fate {
                Fate::Deleted => self.words("delText", fate, words, run),
                _ if whole => self.push(fate, self.source.get(atom.xml.clone()).unwrap_or_default(), run),
                _ => self.words("t", fate, words, run),
            }
            let last = end == atom.inner.end;
            self.marks(start + 1..if last { atom.xml.end } else { end + 1 }, run);
            start = end;
        }
    }

    fn words(&mut self, name: &str, fate: Fate, words: &str, run: &Run) {
        if !words.is_empty() {
            let (open, end) = (self.names.open(name), self.names.close(name));
            self.push(fate, &format!("{open} xml:space=\"preserve\">{words}{end}"), run);
        }
    }

    fn fate_of(&self, xml: &Range<usize>) -> Fate {
        let covers = |range: &Range<usize>| range.start <= xml.start && xml.end <= range.end;
        if self.touched.deletes.iter().any(covers) {
            return Fate::Deleted;
        }
        let lit = self.touched.lit.iter().find(|(range, _)| covers(range));
        lit.map_or(Fate::Kept, |(_, colour)| Fate::Lit(*colour))
    }

    fn push(&mut self, fate: Fate, xml: &str, run: &Run) {
        if fate != self.fate {
            self.flush(run);
            self.fate = fate;
        }
        self.piece.push_str(xml);
    }

    fn flush(&mut self, run: &Run) {
        if self.piece.is_empty() {
            return;
        }
        let tag = self.source.get(run.tag.clone()).unwrap_or_default();
        let mut own = run.properties.clone().and_then(|range| self.source.get(range)).unwrap_or_default().to_owned();
        if self.written > 0 && own.contains("rPrChange") {
            own = properties::renumbered(&own, self.ids);
        }
        if let Fate::Lit(colour) = self.fate {
            own = properties::lit(&own, colour, self.names, self.pen, self.ids);
        }
        self.written += 1;
        if self.fate == Fate::Deleted {
            let open = self.pen.revision(self.names, "del", self.ids);
            self.out.push_str(&format!("{open}>{tag}{own}{}{}{}", self.piece, close(tag), self.names.close("del")));
        } else {
            self.out.push_str(&format!("{tag}{own}{}{}", self.piece, close(tag)));
        }
        self.piece.clear();
    }
}

/// The end tag for a start tag.
pub fn close(tag: &str) -> String {
    let name = tag.trim_start_matches('<');
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    format!("</{}>", &name[..end])
}
