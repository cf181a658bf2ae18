//! Inside a paragraph. In: runs, hyperlinks, fields, content controls, drawings. Out: text pushed
//! on the [`Line`]; text boxes as lines of their own. Part of `body`.

use std::ops::Range;

use super::body::{Space, Story};
use super::flow::Flow;
use super::line::{Line, Piece};
use super::reading::NoteKind;
use super::source::{RevisionKind, RunKind};
use super::styles::Hidden;
use super::symbols::symbol;
use super::xml::{Element, Node};
use crate::error::Error;

/// The run that is being read.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where its `w:r` begins.
    at: usize,
    hidden: Hidden,
}

impl Story<'_, '_, '_> {
    /// Reads one element of a paragraph.
    pub(super) fn inline(&mut self, element: &Element, line: &mut Line, boxes: &mut Flow) -> Result<(), Error> {
        match element.name() {
            "r" => self.run(element.at, line, boxes),
            "hyperlink" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "dir" | "bdo" | "rubyBase"
            | "oMathPara" | "oMath" => self.inlines(line, boxes),
            "fldSimple" => {
                self.instruction(&element.attribute("instr").unwrap_or_default());
                self.inlines(line, boxes)
            }
            "ins" => self.revised(RevisionKind::Insertion, element, |story| story.inlines(line, boxes)),
            "moveTo" => self.revised(RevisionKind::MoveTo, element, |story| story.inlines(line, boxes)),
            "del" | "moveFrom" => {
                let revision = self.deleted(element)?;
                line.deletions.push((line.text.len(), revision));
                Ok(())
            }
            "AlternateContent" => self.alternate(|story| story.inlines(line, boxes)),
            "commentRangeStart" | "commentRangeEnd" => {
                line.anchor(element);
                self.xml.skip()
            }
            "subDoc" => {
                self.reading.embedded += 1;
                self.xml.skip()
            }
            // Parts of a formula: fractions, roots, …
            "f" | "num" | "den" | "e" | "sub" | "sup" | "sSub" | "sSup" | "sSubSup" | "d" | "rad" | "nary" | "func"
            | "fName" => self.inlines(line, boxes),
            _ => self.xml.skip(),
        }
    }

    fn inlines(&mut self, line: &mut Line, boxes: &mut Flow) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            self.inline(&element, line, boxes)?;
        }
        Ok(())
    }

    fn run(&mut self, at: usize, line: &mut Line, boxes: &mut Flow) -> Result<(), Error> {
        let mut run = Run { at, hidden: self.paragraph_hidden.unwrap_or(Hidden::No) };
        let mut own_mark = None;
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "rPr" => run.hidden = self.run_hidden(run.hidden)?,
                "footnoteReference" => own_mark = self.note(NoteKind::Footnote, &element, run, line)?,
                "endnoteReference" => own_mark = self.note(NoteKind::Endnote, &element, run, line)?,
                _ => self.run_child(&element, run, line, boxes)?,
            }
        }
        if let Some((note, start)) = own_mark
            && let Some(note) = self.reading.notes.get_mut(note)
        {
            note.mark = line.text.get(start..).unwrap_or_default().trim().to_owned();
        }
        Ok(())
    }

    fn run_child(&mut self, element: &Element, run: Run, line: &mut Line, boxes: &mut Flow) -> Result<(), Error> {
        match element.name() {
            "t" => return self.text(element, run, line),
            "instrText" => {
                let instruction = self.literal()?;
                self.instruction(&instruction);
                return Ok(());
            }
            "fldChar" => return self.field_mark(element, run, line),
            "AlternateContent" => {
                return self.alternate(|story| story.run_children(run, line, boxes));
            }
            "drawing" | "pict" | "object" => {
                self.reading.pictures += 1;
                return self.graphics(boxes);
            }
            "ruby" => return self.inlines(line, boxes),
            "commentReference" => {
                self.reading.comments += 1;
                line.anchor(element);
            }
            "sym" => self.symbol(element, run, line)?,
            _ => {}
        }
        let name = element.name();
        self.xml.skip()?;
        let xml = element.at..self.xml.place();
        match name {
            "tab" | "ptab" => self.push("\t", xml, run, RunKind::Element, line),
            "noBreakHyphen" => self.push("\u{2011}", xml, run, RunKind::Element, line),
            "softHyphen" => self.push("\u{ad}", xml, run, RunKind::Element, line),
            "br" | "cr" if self.shows(run, line) => {
                line.push_break(self.piece(xml, run, RunKind::Element));
            }
            _ => {}
        }
        Ok(())
    }

    fn run_children(&mut self, run: Run, line: &mut Line, boxes: &mut Flow) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            self.run_child(&element, run, line, boxes)?;
        }
        Ok(())
    }

    /// Reads an opened `w:rPr`: what it says itself, else its style, else what is inherited.
    fn run_hidden(&mut self, inherited: Hidden) -> Result<Hidden, Error> {
        let (mut own, mut styled) = (None, None);
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "vanish" => own = Some(Hidden::from(&element)),
                "rStyle" => {
                    styled = element.value().and_then(|id| self.reading.definitions.styles.hides(&id));
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(own.or(styled).unwrap_or(inherited))
    }

    fn piece(&self, xml: Range<usize>, run: Run, kind: RunKind) -> Piece {
        Piece { at: 0..0, xml, run: run.at, kind, revision: self.revision }
    }

    /// Whether text of this run is shown; counts passages that are not.
    fn shows(&mut self, run: Run, line: &mut Line) -> bool {
        if !self.fields.shows_text() {
            return false;
        }
        if run.hidden == Hidden::Yes {
            self.reading.hidden += line.hide();
            return false;
        }
        true
    }

    fn push(&mut self, text: &str, xml: Range<usize>, run: Run, kind: RunKind, line: &mut Line) {
        if !text.is_empty() && self.shows(run, line) {
            line.push(text, self.piece(xml, run, kind));
        }
    }

    fn text(&mut self, element: &Element, run: Run, line: &mut Line) -> Result<(), Error> {
        let space = Space::of(element).unwrap_or(self.space);
        let mut nodes = Vec::new();
        while let Some(node) = self.xml.child()? {
            match node {
                Node::Open(_) => self.xml.skip()?,
                node => nodes.push(node),
            }
        }
        let last = nodes.len().saturating_sub(1);
        for (index, node) in nodes.into_iter().enumerate() {
            match node {
                Node::Text { text, at } => {
                    let ends = (space == Space::Trimmed && index == 0, space == Space::Trimmed && index == last);
                    let (text, at) = trimmed(text, at, ends);
                    self.push(&spaced(text), at, run, RunKind::Verbatim, line);
                }
                Node::Char { char, at } => {
                    let mut buffer = [0; 4];
                    let text = spaced(char.encode_utf8(&mut buffer));
                    self.push(&text, at, run, RunKind::Reference, line);
                }
                Node::Open(_) | Node::Close => {}
            }
        }
        Ok(())
    }

    /// The characters of an opened element that holds only text.
    fn literal(&mut self) -> Result<String, Error> {
        let mut text = String::new();
        while let Some(node) = self.xml.child()? {
            match node {
                Node::Text { text: more, .. } => text.push_str(more),
                Node::Char { char, .. } => text.push(char),
                Node::Open(_) => self.xml.skip()?,
                Node::Close => {}
            }
        }
        Ok(text)
    }

    fn symbol(&mut self, element: &Element, run: Run, line: &mut Line) -> Result<(), Error> {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let shown = code.and_then(|code| symbol(&font, code)).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.push(&shown.to_string(), element.at..self.xml.place(), run, RunKind::Element, line);
        Ok(())
    }

    /// A note's mark. Where the author set a mark of his own, that stands in the run behind.
    fn note(
        &mut self,
        kind: NoteKind,
        element: &Element,
        run: Run,
        line: &mut Line,
    ) -> Result<Option<(usize, usize)>, Error> {
        self.xml.skip()?;
        let Some(id) = element.attribute("id").filter(|_| self.shows(run, line)) else { return Ok(None) };
        let mark = self.reading.note(kind, id.into_owned());
        if matches!(element.attribute("customMarkFollows").as_deref(), Some("1" | "true" | "on")) {
            return Ok(Some((self.reading.notes.len() - 1, line.text.len())));
        }
        line.text.push_str(&mark);
        Ok(None)
    }

    /// `w:fldChar`. A check box or drop-down list of an old form shows what it holds.
    fn field_mark(&mut self, element: &Element, run: Run, line: &mut Line) -> Result<(), Error> {
        let shown = self.form_field()?;
        self.push(&shown, element.at..self.xml.place(), run, RunKind::Element, line);
        self.fields.mark(&element.attribute("fldCharType").unwrap_or_default());
        Ok(())
    }

    fn form_field(&mut self) -> Result<String, Error> {
        let mut shown = String::new();
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "ffData" => shown = self.form_field()?,
                "checkBox" => shown = self.check_box()?,
                "ddList" => shown = self.drop_down()?,
                _ => self.xml.skip()?,
            }
        }
        Ok(shown)
    }

    fn check_box(&mut self) -> Result<String, Error> {
        let (mut default, mut checked) = (None, None);
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "default" => default = Some(element.is_on()),
                "checked" => checked = Some(element.is_on()),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(if checked.or(default).unwrap_or_default() { "☒" } else { "☐" }.to_owned())
    }

    fn drop_down(&mut self) -> Result<String, Error> {
        let (mut default, mut result, mut entries) = (0, None, Vec::new());
        while let Some(element) = self.xml.element()? {
            let index = || element.number("val").and_then(|index| usize::try_from(index).ok());
            match element.name() {
                "default" => default = index().unwrap_or_default(),
                "result" => result = index(),
                "listEntry" => entries.push(element.value().unwrap_or_default().into_owned()),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(entries.into_iter().nth(result.unwrap_or(default)).unwrap_or_default())
    }

    /// Looks for text boxes in a drawing.
    fn graphics(&mut self, boxes: &mut Flow) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "txbxContent" => self.text_box(boxes)?,
                "AlternateContent" => self.alternate(|story| story.graphics(boxes))?,
                _ => self.graphics(boxes)?,
            }
        }
        Ok(())
    }

    fn text_box(&mut self, boxes: &mut Flow) -> Result<(), Error> {
        let (hidden, revision) = (self.paragraph_hidden, self.revision);
        let mut flow = Flow::default();
        self.blocks(&mut flow)?;
        flow.finish().into_iter().for_each(|line| boxes.push(line));
        (self.paragraph_hidden, self.revision) = (hidden, revision);
        Ok(())
    }
}

/// Takes white space from the ends of a text, as Word does where it is not told to keep it.
fn trimmed(text: &str, at: Range<usize>, (start, end): (bool, bool)) -> (&str, Range<usize>) {
    let white = [' ', '\t', '\n', '\r'];
    let kept = if start { text.trim_start_matches(white) } else { text };
    let from = at.start + (text.len() - kept.len());
    let kept = if end { kept.trim_end_matches(white) } else { kept };
    (kept, from..from + kept.len())
}

/// Line ends inside a text are white space; a line of the text is a paragraph.
fn spaced(text: &str) -> std::borrow::Cow<'_, str> {
    let control = |char: char| char.is_ascii_control();
    if text.contains(control) { text.replace(control, " ").into() } else { text.into() }
}
