//! Stories: the body, a note, a header. In: a part's XML. Out: its [`Line`]s. Here are blocks
//! (paragraphs, content controls, moved and deleted paragraphs); `table` reads tables, `run` what
//! stands inside a paragraph, and `assemble` comes next.

use super::field::{FieldMarks, Fields, computes_number};
use super::flow::{Flow, ParagraphMark};
use super::line::{Anchor, Line, Place};
use super::reading::Reading;
use super::source::{PartId, RevisionId, RevisionKind};
use super::styles::{Hidden, NumberingReference, Resolved, heading_level};
use super::xml::{Element, Node, Xml};
use crate::error::Error;
use crate::paragraph::reads_as_heading;
use crate::text::BlockKind;

/// Reads one part.
pub struct Story<'x, 'r, 'd> {
    pub(super) xml: Xml<'x>,
    pub(super) part: PartId,
    pub(super) reading: &'r mut Reading<'d>,
    pub(super) fields: Fields,
    /// The insertion or move that is open.
    pub(super) revision: Option<RevisionId>,
    /// What the paragraph's style says of its text.
    pub(super) paragraph_hidden: Option<Hidden>,
    /// `xml:space` of the part: whether white space at the ends of texts counts.
    pub(super) space: Space,
    /// Tables of contents that are open.
    contents: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    Trimmed,
    Preserved,
}

impl Space {
    /// From `xml:space`, if the element says so.
    pub fn of(element: &Element) -> Option<Self> {
        element.attribute("space").map(|space| if space == "preserve" { Self::Preserved } else { Self::Trimmed })
    }
}

#[derive(Debug, Default)]
struct Properties {
    style: Option<String>,
    numbering: NumberingReference,
    outline: Option<u8>,
    mark: ParagraphMark,
    /// It carries a section break (`w:sectPr`).
    ends_section: bool,
}

impl<'x, 'r, 'd> Story<'x, 'r, 'd> {
    pub fn new(source: &'x str, part: PartId, reading: &'r mut Reading<'d>, marks: FieldMarks) -> Self {
        Self {
            xml: Xml::new(source),
            part,
            reading,
            fields: Fields::new(marks),
            revision: None,
            paragraph_hidden: None,
            space: Space::Trimmed,
            contents: 0,
        }
    }

    /// Reads blocks up to the end of the element that is open.
    pub fn blocks(&mut self, flow: &mut Flow) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            self.block(&element, flow)?;
        }
        Ok(())
    }

    pub(super) fn block(&mut self, element: &Element, flow: &mut Flow) -> Result<(), Error> {
        match element.name() {
            "p" => self.paragraph(element, flow),
            "tbl" => {
                flow.flush();
                self.table(flow)
            }
            "sdt" => self.content_control(flow),
            "customXml" => self.blocks(flow),
            "ins" => self.revised(RevisionKind::Insertion, element, |story| story.blocks(flow)),
            "moveTo" => self.revised(RevisionKind::MoveTo, element, |story| story.blocks(flow)),
            "del" | "moveFrom" => {
                let revision = self.deleted(element)?;
                flow.deleted(revision);
                Ok(())
            }
            "AlternateContent" => self.alternate(|story| story.blocks(flow)),
            "commentRangeStart" | "commentRangeEnd" => {
                Anchor::of(element).into_iter().for_each(|anchor| flow.anchored(anchor));
                self.xml.skip()
            }
            "altChunk" | "subDoc" => {
                self.reading.embedded += 1;
                self.xml.skip()
            }
            _ => self.xml.skip(),
        }
    }

    fn content_control(&mut self, flow: &mut Flow) -> Result<(), Error> {
        let mut contents = 0;
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "sdtPr" => contents = usize::from(self.is_contents()?),
                "sdtContent" => {
                    self.contents += contents;
                    self.blocks(flow)?;
                    self.contents -= contents;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Whether the properties of a content control say that it holds the table of contents.
    fn is_contents(&mut self) -> Result<bool, Error> {
        let mut found = false;
        while let Some(element) = self.xml.element()? {
            if element.name() == "docPartObj" {
                found |= self.is_contents()?;
                continue;
            }
            found |= element.name() == "docPartGallery" && element.value().as_deref() == Some("Table of Contents");
            self.xml.skip()?;
        }
        Ok(found)
    }

    /// Two ways to say the same thing: the first is taken.
    pub(super) fn alternate(&mut self, mut read: impl FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let mut taken = 0;
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "Choice" | "Fallback" if taken == 0 => {
                    taken += 1;
                    read(self)?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads what was inserted or moved here.
    pub(super) fn revised(
        &mut self,
        kind: RevisionKind,
        element: &Element,
        read: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let revision = self.reading.revision(kind, element);
        let outer = self.revision.replace(revision);
        read(self)?;
        self.revision = outer;
        Ok(())
    }

    /// Passes over what was deleted or moved away, and keeps its words with the revision.
    pub(super) fn deleted(&mut self, element: &Element) -> Result<RevisionId, Error> {
        let kind = if element.name() == "moveFrom" { RevisionKind::MoveFrom } else { RevisionKind::Deletion };
        let revision = self.reading.revision(kind, element);
        let words = self.words()?;
        self.reading.revisions[revision].deleted.push_str(&words);
        Ok(revision)
    }

    /// All words up to the end of the element that is open, shown or not.
    pub(super) fn words(&mut self) -> Result<String, Error> {
        let mut words = String::new();
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "t" | "delText" => {
                    while let Some(node) = self.xml.child()? {
                        match node {
                            Node::Text { text, .. } => words.push_str(text),
                            Node::Char { char, .. } => words.push(char),
                            Node::Open(_) => self.xml.skip()?,
                            Node::Close => {}
                        }
                    }
                }
                "tab" | "br" => {
                    words.push(' ');
                    self.xml.skip()?;
                }
                "pPr" | "rPr" => self.xml.skip()?,
                _ => words += &self.words()?,
            }
        }
        Ok(words)
    }

    fn paragraph(&mut self, element: &Element, flow: &mut Flow) -> Result<(), Error> {
        let mut line = Line::new(self.part);
        let mut boxes = Flow::default();
        let mut properties = Properties::default();
        self.paragraph_hidden = self.style(&properties).and_then(|style| style.hidden);
        while let Some(child) = self.xml.element()? {
            if child.name() == "pPr" {
                properties = self.properties()?;
                self.paragraph_hidden = self.style(&properties).and_then(|style| style.hidden);
                if self.paragraph_hidden == Some(Hidden::Yes) && properties.mark == ParagraphMark::Plain {
                    properties.mark = ParagraphMark::Hidden;
                }
            } else {
                self.inline(&child, &mut line, &mut boxes)?;
            }
        }
        if self.contents > 0 || self.style(&properties).is_some_and(|style| style.contents) {
            self.reading.contents.push(line.text.trim().to_owned());
            return Ok(());
        }
        let xml = element.at..self.xml.place();
        line.places.push(Place { at: 0..line.text.len(), label: 0, part: self.part, xml });
        self.end_paragraph(line, &properties, flow);
        for line in boxes.finish() {
            flow.push(line);
        }
        Ok(())
    }

    fn end_paragraph(&mut self, line: Line, properties: &Properties, flow: &mut Flow) {
        if properties.mark == ParagraphMark::Hidden && line.is_blank() {
            return flow.push(line);
        }
        let (mut whole, begun) = match flow.pending.take() {
            Some((mut before, ParagraphMark::Hidden)) => {
                let parted = before.text.ends_with(char::is_whitespace) || line.text.starts_with(char::is_whitespace);
                before.join(if parted { "" } else { " " }, line);
                (before, ParagraphMark::Hidden)
            }
            Some((mut before, _)) => {
                before.join("", line);
                (before, ParagraphMark::Plain)
            }
            None => (line, ParagraphMark::Plain),
        };
        if properties.mark == ParagraphMark::Deleted {
            flow.pending = Some((whole, if begun == ParagraphMark::Hidden { begun } else { properties.mark }));
            return;
        }
        // Word gives no number to a paragraph that holds a section break alone.
        let bare_break = properties.ends_section && whole.is_blank();
        let label = if bare_break { String::new() } else { self.label(properties) };
        self.settle_kind(&mut whole, properties, &label);
        if begun != ParagraphMark::Hidden && !label.is_empty() {
            whole.prepend(&label);
            if let Some(first) = whole.places.first_mut() {
                first.at.start = 0;
                first.label = label.len();
            }
        }
        match properties.mark {
            ParagraphMark::Hidden => flow.pending = Some((whole, ParagraphMark::Hidden)),
            _ => flow.push(whole),
        }
    }

    fn settle_kind(&self, line: &mut Line, properties: &Properties, label: &str) {
        let own = properties.outline.map(heading_level);
        let level = own.unwrap_or_else(|| self.style(properties).and_then(|style| style.heading));
        line.kind = match level {
            Some(level) if reads_as_heading(&line.text) => BlockKind::Heading(level),
            _ if label.starts_with('•') => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
    }

    fn label(&mut self, properties: &Properties) -> String {
        let definitions = self.reading.definitions;
        let style = definitions.styles.paragraph(properties.style.as_deref());
        match definitions.lists.place(properties.numbering, style) {
            Some((list, level)) => self.reading.counters.label(&definitions.lists, list, level),
            None => String::new(),
        }
    }

    fn style(&self, properties: &Properties) -> Option<&'d Resolved> {
        self.reading.definitions.styles.paragraph(properties.style.as_deref())
    }

    fn properties(&mut self) -> Result<Properties, Error> {
        let mut properties = Properties::default();
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "numPr" => {
                    properties.numbering = NumberingReference::read(&mut self.xml)?;
                    continue;
                }
                "rPr" => {
                    properties.mark = self.paragraph_mark()?;
                    continue;
                }
                "sectPr" => properties.ends_section = true,
                "pStyle" => properties.style = element.value().map(|id| id.into_owned()),
                "outlineLvl" => properties.outline = element.number("val").and_then(|level| u8::try_from(level).ok()),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(properties)
    }

    fn paragraph_mark(&mut self) -> Result<ParagraphMark, Error> {
        let mut mark = ParagraphMark::Plain;
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "del" | "moveFrom" => {
                    self.deleted(&element)?;
                    mark = ParagraphMark::Deleted;
                    continue;
                }
                "ins" => drop(self.reading.revision(RevisionKind::Insertion, &element)),
                "moveTo" => drop(self.reading.revision(RevisionKind::MoveTo, &element)),
                "vanish" | "specVanish" if element.is_on() && mark == ParagraphMark::Plain => {
                    mark = ParagraphMark::Hidden;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(mark)
    }

    /// Notes an instruction of a field.
    pub(super) fn instruction(&mut self, instruction: &str) {
        self.reading.number_fields += usize::from(computes_number(instruction));
    }
}
