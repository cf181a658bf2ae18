//! A paragraph's inside with the place of everything in it. In: the bytes of one `w:p`. Out:
//! [`Shape`]: its runs, what they hold, what holds them, and its fields. `plan` comes next.

use std::ops::Range;

use super::super::xml::{Element, Xml};
use crate::error::Error;

/// What stands around runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Paragraph,
    /// An insertion or a move that somebody else has proposed.
    Proposed,
    SimpleField,
    /// A content control whose words come from data elsewhere in the file.
    Bound,
    Hyperlink,
    Other,
}

#[derive(Clone, Debug)]
pub struct Container {
    pub holder: Holder,
    pub parent: Option<usize>,
    pub xml: Range<usize>,
    /// Its start tag.
    pub tag: Range<usize>,
}

#[derive(Clone, Debug)]
pub struct Run {
    pub xml: Range<usize>,
    pub tag: Range<usize>,
    pub container: usize,
    /// `w:rPr`
    pub properties: Option<Range<usize>>,
    /// Between its tags.
    pub inner: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomKind {
    Text,
    Instruction,
    FieldBegin,
    FieldSeparate,
    FieldEnd,
    /// The mark of a footnote or endnote.
    Note,
    /// A tab, a break, a symbol, a drawing, …
    Other,
}

/// One child of a run.
#[derive(Clone, Debug)]
pub struct Atom {
    pub kind: AtomKind,
    pub run: usize,
    pub xml: Range<usize>,
    /// Between its tags, without the white space that is not shown.
    pub inner: Range<usize>,
}

/// A field by its atoms; one that begins or ends in another paragraph lacks an end.
#[derive(Clone, Debug)]
pub struct Field {
    pub begin: Option<usize>,
    pub end: Option<usize>,
    pub instruction: String,
}

impl Field {
    /// Word never computes the words of these anew: they may be edited like any other.
    pub fn is_editable(&self) -> bool {
        let name = self.instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        matches!(name.as_str(), "HYPERLINK" | "FORMTEXT")
    }

    pub fn holds(&self, atom: usize) -> bool {
        self.begin.is_none_or(|begin| begin <= atom) && self.end.is_none_or(|end| atom <= end)
    }
}

#[derive(Clone, Debug)]
pub struct Shape {
    pub xml: Range<usize>,
    /// The start tag of the paragraph.
    pub tag: Range<usize>,
    /// `w:pPr`
    pub properties: Option<Range<usize>>,
    pub containers: Vec<Container>,
    pub runs: Vec<Run>,
    pub atoms: Vec<Atom>,
    pub fields: Vec<Field>,
}

impl Shape {
    /// Reads the paragraph at `xml` of a part.
    pub fn read(source: &str, xml: Range<usize>) -> Result<Self, Error> {
        let slice = source.get(xml.clone()).unwrap_or_default();
        let mut reader = Reader {
            source,
            base: xml.start,
            xml: Xml::new(slice),
            shape: Self {
                tag: xml.start..xml.start,
                xml,
                properties: None,
                containers: Vec::new(),
                runs: Vec::new(),
                atoms: Vec::new(),
                fields: Vec::new(),
            },
            instructions: Vec::new(),
        };
        reader.paragraph()?;
        let Reader { mut shape, instructions, .. } = reader;
        shape.fields = fields(&shape.atoms, &instructions);
        Ok(shape)
    }

    /// The text that holds these bytes, or the element that they are.
    pub fn atom_at(&self, xml: &Range<usize>) -> Option<usize> {
        let behind = self.atoms.partition_point(|atom| atom.xml.start <= xml.start);
        let at = behind.checked_sub(1)?;
        let own = |atom: &&Atom| match atom.kind {
            AtomKind::Text => atom.inner.start <= xml.start && xml.end <= atom.inner.end,
            _ => atom.xml == *xml,
        };
        self.atoms.get(at).filter(own).map(|_| at)
    }

    /// The container of an atom and all around it, innermost first.
    pub fn around(&self, container: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(container), |at| self.containers.get(*at).and_then(|one| one.parent))
    }

    pub fn container_of(&self, atom: usize) -> usize {
        self.atoms.get(atom).and_then(|atom| self.runs.get(atom.run)).map_or(0, |run| run.container)
    }

    pub fn is_within(&self, container: usize, outer: usize) -> bool {
        self.around(container).any(|one| one == outer)
    }

    pub fn fields_of(&self, atom: usize) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.holds(atom))
    }

    /// The run whose tags are around this byte.
    pub fn run_around(&self, at: usize) -> Option<usize> {
        let behind = self.runs.partition_point(|run| run.inner.start <= at);
        let place = behind.checked_sub(1)?;
        self.runs.get(place).filter(|run| at <= run.inner.end).map(|_| place)
    }
}

struct Reader<'x> {
    source: &'x str,
    base: usize,
    xml: Xml<'x>,
    shape: Shape,
    /// Instructions by their atoms.
    instructions: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn place(&self) -> usize {
        self.base + self.xml.place()
    }

    fn paragraph(&mut self) -> Result<(), Error> {
        if let Some(root) = self.xml.root()? {
            self.shape.tag = self.base + root.at..self.place();
            let whole = self.shape.xml.clone();
            let tag = self.shape.tag.clone();
            self.shape.containers.push(Container { holder: Holder::Paragraph, parent: None, xml: whole, tag });
            self.children(0)?;
        }
        Ok(())
    }

    fn children(&mut self, container: usize) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "pPr" => {
                    self.xml.skip()?;
                    self.shape.properties = Some(self.base + element.at..self.place());
                }
                "r" => self.run(&element, container)?,
                "ins" | "moveTo" => self.container(&element, Holder::Proposed, container)?,
                "hyperlink" => self.container(&element, Holder::Hyperlink, container)?,
                "fldSimple" => {
                    self.container(&element, Holder::SimpleField, container)?;
                }
                "sdtPr" => {
                    if self.is_bound()? {
                        self.shape.containers[container].holder = Holder::Bound;
                    }
                }
                "smartTag" | "customXml" | "sdt" | "sdtContent" | "dir" | "bdo" => {
                    self.container(&element, Holder::Other, container)?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn is_bound(&mut self) -> Result<bool, Error> {
        let mut bound = false;
        while let Some(element) = self.xml.element()? {
            bound |= element.name() == "dataBinding";
            self.xml.skip()?;
        }
        Ok(bound)
    }

    fn container(&mut self, element: &Element, holder: Holder, parent: usize) -> Result<(), Error> {
        let start = self.base + element.at;
        let place = self.shape.containers.len();
        let tag = start..self.place();
        self.shape.containers.push(Container { holder, parent: Some(parent), xml: tag.clone(), tag });
        self.children(place)?;
        let end = self.place();
        self.shape.containers[place].xml = start..end;
        Ok(())
    }

    fn run(&mut self, element: &Element, container: usize) -> Result<(), Error> {
        let start = self.base + element.at;
        let tag = start..self.place();
        let place = self.shape.runs.len();
        let inner = tag.end..tag.end;
        self.shape.runs.push(Run { xml: tag.clone(), tag, container, properties: None, inner });
        while let Some(child) = self.xml.element()? {
            if child.name() == "rPr" {
                self.xml.skip()?;
                self.shape.runs[place].properties = Some(self.base + child.at..self.place());
            } else {
                self.atom(&child, place)?;
            }
        }
        let end = self.place();
        let run = &mut self.shape.runs[place];
        run.xml = start..end;
        run.inner = run.tag.end..close_tag(self.source, start..end);
        Ok(())
    }

    fn atom(&mut self, element: &Element, run: usize) -> Result<(), Error> {
        let start = self.base + element.at;
        let open = self.place();
        let kind = match element.name() {
            "t" => AtomKind::Text,
            "instrText" => AtomKind::Instruction,
            "footnoteReference" | "endnoteReference" => AtomKind::Note,
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => AtomKind::FieldBegin,
                Some("separate") => AtomKind::FieldSeparate,
                _ => AtomKind::FieldEnd,
            },
            _ => AtomKind::Other,
        };
        let kept = element.attribute("space").is_some_and(|space| space == "preserve");
        self.xml.skip()?;
        let xml = start..self.place();
        let mut inner = open..close_tag(self.source, xml.clone()).max(open);
        if kind == AtomKind::Instruction {
            let words = self.source.get(inner.clone()).unwrap_or_default().to_owned();
            self.instructions.push((self.shape.atoms.len(), words));
        }
        if kind == AtomKind::Text && !kept {
            inner = trimmed(self.source, inner);
        }
        self.shape.atoms.push(Atom { kind, run, xml, inner });
        Ok(())
    }
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let white = [' ', '\t', '\n', '\r'];
    let text = source.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start_matches(white).len());
    let end = range.start + text.trim_end_matches(white).len();
    start..end.max(start)
}

/// Where the end tag of the element at `xml` begins; its end, where it has none.
fn close_tag(source: &str, xml: Range<usize>) -> usize {
    let text = source.get(xml.clone()).unwrap_or_default();
    text.rfind("</").map_or(xml.end, |at| xml.start + at)
}

fn fields(atoms: &[Atom], instructions: &[(usize, String)]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        match atom.kind {
            AtomKind::FieldBegin => {
                open.push(fields.len());
                fields.push(Field { begin: Some(at), end: None, instruction: String::new() });
            }
            AtomKind::Instruction => {
                let words = instructions.iter().find(|(place, _)| *place == at).map(|(_, words)| words.as_str());
                if let (Some(field), Some(words)) = (open.last().and_then(|at| fields.get_mut(*at)), words) {
                    field.instruction.push_str(words);
                }
            }
            AtomKind::FieldEnd => match open.pop().and_then(|at| fields.get_mut(at)) {
                Some(field) => field.end = Some(at),
                None => fields.push(Field { begin: None, end: Some(at), instruction: String::new() }),
            },
            _ => {}
        }
    }
    fields
}
