//! Which stories are read how. In: parts. Out: the lines of the body, of the notes that it refers
//! to, and the text of headers and footers. `assemble` comes next.

use std::collections::{HashMap, HashSet};

use super::body::{Space, Story};
use super::field::FieldMarks;
use super::flow::Flow;
use super::line::Line;
use super::reading::{Definitions, NoteKind, NoteReference, Reading};
use super::source::PartId;
use super::xml::Element;
use crate::error::Error;

/// Reads the main part.
pub fn read_body<'d>(source: &str, definitions: &'d Definitions) -> Result<(Vec<Line>, Reading<'d>), Error> {
    for marks in [FieldMarks::Followed, FieldMarks::Ignored] {
        let mut reading = Reading::new(definitions);
        let mut story = Story::new(source, 0, &mut reading, marks);
        let lines = story.document()?;
        if !story.fields.hid_the_rest() {
            return Ok((lines, reading));
        }
    }
    Ok((Vec::new(), Reading::new(definitions)))
}

/// Reads a header or footer: its lines, without a source.
pub fn read_furniture(source: &str, definitions: &Definitions) -> Result<String, Error> {
    let mut reading = Reading::new(definitions);
    let lines = Story::new(source, 0, &mut reading, FieldMarks::Followed).container()?;
    let texts: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
    Ok(texts.join("\n"))
}

impl Story<'_, '_, '_> {
    fn document(&mut self) -> Result<Vec<Line>, Error> {
        let mut flow = Flow::default();
        if let Some(root) = self.xml.root()? {
            self.space = Space::of(&root).unwrap_or(self.space);
            while let Some(element) = self.xml.element()? {
                match element.name() {
                    "body" => self.blocks(&mut flow)?,
                    _ => self.xml.skip()?,
                }
            }
        }
        self.end()?;
        Ok(flow.finish())
    }

    fn container(&mut self) -> Result<Vec<Line>, Error> {
        let mut flow = Flow::default();
        if let Some(root) = self.xml.root()? {
            self.space = Space::of(&root).unwrap_or(self.space);
            self.blocks(&mut flow)?;
        }
        self.end()?;
        Ok(flow.finish())
    }

    fn note_lines(&mut self) -> Result<Vec<Line>, Error> {
        let mut flow = Flow::default();
        self.blocks(&mut flow)?;
        Ok(flow.finish())
    }

    /// A part that goes on behind its root is damaged.
    fn end(&mut self) -> Result<(), Error> {
        while self.xml.any()?.is_some() {}
        Ok(())
    }
}

/// The notes of one part, by id.
pub struct Notes {
    kind: NoteKind,
    lines: HashMap<String, Vec<Line>>,
}

impl Notes {
    /// Reads the notes that the text refers to.
    pub fn read(source: &str, part: PartId, kind: NoteKind, reading: &mut Reading) -> Result<Self, Error> {
        let mut lines = HashMap::new();
        let wanted: HashSet<String> =
            reading.notes.iter().filter(|note| note.kind == kind).map(|note| note.id.clone()).collect();
        let mut story = Story::new(source, part, reading, FieldMarks::Followed);
        if let Some(root) = story.xml.root()? {
            story.space = Space::of(&root).unwrap_or(story.space);
            while let Some(element) = story.xml.element()? {
                match note_id(&element).filter(|id| wanted.contains(id)) {
                    Some(id) => drop(lines.insert(id, story.note_lines()?)),
                    None => story.xml.skip()?,
                }
            }
        }
        Ok(Self { kind, lines })
    }

    /// The notes in the order of their marks, each behind its mark.
    pub fn into_lines(mut self, references: &[NoteReference]) -> Vec<Line> {
        let mut all = Vec::new();
        for reference in references.iter().filter(|reference| reference.kind == self.kind) {
            let mut lines = self.lines.remove(&reference.id).unwrap_or_default();
            if let Some(first) = lines.first_mut() {
                first.prepend(&format!("{} ", reference.mark));
            }
            all.append(&mut lines);
        }
        all
    }
}

fn note_id(element: &Element) -> Option<String> {
    matches!(element.name(), "footnote" | "endnote").then(|| element.attribute("id").map(|id| id.into_owned()))?
}
