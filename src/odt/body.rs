//! The body of a file. In: `content.xml` and the list styles. Out: paragraphs, headings, list items
//! with their labels, rows of tables; notes at the end.

use std::collections::HashMap;

use super::lists::{HEADINGS, LEVELS, ListStyles};
use crate::docx::{Element, Node, Xml};
use crate::error::Error;
use crate::paragraph::{Paragraphs, begins_with_label};
use crate::text::BlockKind;

/// A run of spaces longer than this is no text.
const MAX_SPACES: i32 = 200;

pub fn read(content: &str, styles: &ListStyles) -> Result<(Paragraphs, Vec<String>), Error> {
    let mut reader = Reader {
        xml: Xml::new(content),
        styles,
        counters: HashMap::new(),
        notes: Paragraphs::default(),
        changes: 0,
        comments: 0,
    };
    let mut paragraphs = Paragraphs::default();
    let mut in_text = false;
    while let Some(node) = reader.xml.any()? {
        let Node::Open(element) = node else { continue };
        match element.name() {
            // office:body, then office:text (a text:p of a style is no such thing).
            "body" => in_text = true,
            "text" if in_text => {
                reader.blocks(&mut paragraphs, &Place::default())?;
                break;
            }
            "automatic-styles" | "font-face-decls" | "scripts" => reader.xml.skip()?,
            _ => {}
        }
    }
    let notices = reader.notices();
    paragraphs.append(reader.notes);
    Ok((paragraphs, notices))
}

/// The list that a paragraph stands in.
#[derive(Clone, Default)]
struct Place {
    style: Option<String>,
    /// From 1; 0 outside of lists.
    level: usize,
    /// The label of the item, until its first paragraph has taken it.
    label: Option<String>,
}

struct Reader<'a, 's> {
    xml: Xml<'a>,
    styles: &'s ListStyles,
    /// The numbers that were reached, for each list style.
    counters: HashMap<String, [i32; LEVELS]>,
    notes: Paragraphs,
    changes: usize,
    comments: usize,
}

impl Reader<'_, '_> {
    /// Reads the children of the open element.
    fn blocks(&mut self, out: &mut Paragraphs, place: &Place) -> Result<(), Error> {
        let mut place = place.clone();
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "p" | "h" => self.paragraph(&element, out, &mut place)?,
                "list" => self.list(&element, out, &place)?,
                "table" => self.table(out)?,
                "tracked-changes" => self.tracked_changes()?,
                // A table of contents says again what the headings say.
                "table-of-content" | "alphabetical-index" | "sequence-decls" | "variable-decls"
                | "user-field-decls" | "forms" => {
                    self.xml.skip()?;
                }
                "section" | "index-body" | "index-title" | "text-box" | "frame" | "numbered-paragraph"
                | "custom-shape" | "g" => {
                    self.blocks(out, &place)?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn list(&mut self, list: &Element<'_>, out: &mut Paragraphs, place: &Place) -> Result<(), Error> {
        let style = list.attribute("style-name").map(String::from).or_else(|| place.style.clone());
        let level = (place.level + 1).min(LEVELS);
        let goes_on = list.attribute("continue-numbering").as_deref() == Some("true")
            || list.attribute("continue-list").is_some();
        if level == 1
            && !goes_on
            && let Some(style) = &style
        {
            self.counters.remove(style);
        }
        while let Some(item) = self.xml.element()? {
            let label = match item.name() {
                "list-item" => {
                    let start = item.number("start-value");
                    style.as_ref().map(|style| self.count(style, level, start))
                }
                "list-header" => None,
                _ => {
                    self.xml.skip()?;
                    continue;
                }
            };
            self.blocks(out, &Place { style: style.clone(), level, label })?;
        }
        Ok(())
    }

    /// Counts one on and gives the label.
    fn count(&mut self, style: &str, level: usize, start: Option<i32>) -> String {
        let numbers = self.counters.entry(style.to_owned()).or_insert([0; LEVELS]);
        for (upper, number) in numbers.iter_mut().enumerate().take(level - 1).filter(|(_, number)| **number == 0) {
            *number = self.styles.start(style, upper + 1);
        }
        let first = numbers[level - 1] == 0;
        let next = if first { self.styles.start(style, level) } else { numbers[level - 1].saturating_add(1) };
        numbers[level - 1] = start.unwrap_or(next);
        numbers[level..].fill(0);
        self.styles.label(style, level, &numbers[..level])
    }

    fn paragraph(&mut self, element: &Element<'_>, out: &mut Paragraphs, place: &mut Place) -> Result<(), Error> {
        let level = element.number("outline-level").and_then(|level| usize::try_from(level).ok());
        let heading = (element.name() == "h").then(|| level.unwrap_or(1).clamp(1, LEVELS));
        let style = element.attribute("style-name").map(String::from);
        let listed = element.attribute("is-list-header").as_deref() != Some("true");
        let mut words = Words::default();
        self.words(&mut words)?;
        let label = match (place.label.take(), heading) {
            (Some(label), _) => label,
            (None, Some(level)) if place.level == 0 && listed && !words.text.trim().is_empty() => {
                let list =
                    style.as_deref().and_then(|style| self.styles.of_paragraph(style)).unwrap_or(HEADINGS).to_owned();
                if list.is_empty() { String::new() } else { self.count(&list, level, None) }
            }
            _ => String::new(),
        };
        let text = words.text.trim_start_matches([' ', '\t']);
        let kind = heading.map_or(BlockKind::Paragraph, |level| BlockKind::Heading(level as u8));
        match label.as_str() {
            "" => out.push(kind, text),
            _ if text.is_empty() || begins_with_label(text) => out.push(kind, text),
            "•" => out.push(BlockKind::Item, &format!("• {text}")),
            label => out.push(kind, &format!("{label} {text}")),
        }
        out.append(words.boxes);
        Ok(())
    }

    /// The words of the open paragraph or of a stretch of it.
    fn words(&mut self, out: &mut Words) -> Result<(), Error> {
        while let Some(node) = self.xml.child()? {
            let element = match node {
                // As in web pages, a line break of the source is a space.
                Node::Text { text, .. } => {
                    out.text
                        .extend(text.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter }));
                    continue;
                }
                Node::Char { char, .. } => {
                    out.text.push(char);
                    continue;
                }
                Node::Open(element) => element,
                Node::Close => return Ok(()),
            };
            match element.name() {
                "s" => {
                    let count = element.number("c").unwrap_or(1).clamp(1, MAX_SPACES);
                    out.text.push_str(&" ".repeat(count as usize));
                    self.xml.skip()?;
                }
                "tab" => self.mark(out, '\t')?,
                "line-break" => self.mark(out, '\n')?,
                "note" => self.note()?,
                "annotation" => {
                    self.comments += 1;
                    self.xml.skip()?;
                }
                "annotation-end" | "hidden-text" | "ruby-text" | "image" | "object" | "desc" | "title" => {
                    self.xml.skip()?
                }
                "p" | "h" => {
                    // A paragraph inside a stretch of another stands in a box.
                    let mut inner = Words::default();
                    self.words(&mut inner)?;
                    out.boxes.push(BlockKind::Paragraph, &inner.text);
                    out.boxes.append(inner.boxes);
                }
                "text-box" => self.blocks(&mut out.boxes, &Place::default())?,
                _ => self.words(out)?,
            }
        }
        Ok(())
    }

    fn mark(&mut self, out: &mut Words, letter: char) -> Result<(), Error> {
        out.text.push(letter);
        self.xml.skip()
    }

    /// Notes stand behind the text; their marks are left out of it.
    fn note(&mut self) -> Result<(), Error> {
        let mut citation = Words::default();
        let mut body = Paragraphs::default();
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "note-citation" => self.words(&mut citation)?,
                "note-body" => self.blocks(&mut body, &Place::default())?,
                _ => self.xml.skip()?,
            }
        }
        self.notes.append(body);
        Ok(())
    }

    fn table(&mut self, out: &mut Paragraphs) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "table-row" => {
                    let cells = self.row()?;
                    out.push_row(cells);
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.table(out)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn row(&mut self) -> Result<Vec<Paragraphs>, Error> {
        let mut cells = Vec::new();
        while let Some(element) = self.xml.element()? {
            if element.name() != "table-cell" {
                self.xml.skip()?;
                continue;
            }
            let mut cell = Paragraphs::default();
            self.blocks(&mut cell, &Place::default())?;
            cells.push(cell);
        }
        Ok(cells)
    }

    /// What was deleted is kept here, apart from the text.
    fn tracked_changes(&mut self) -> Result<(), Error> {
        while let Some(element) = self.xml.element()? {
            self.changes += usize::from(element.name() == "changed-region");
            self.xml.skip()?;
        }
        Ok(())
    }

    fn notices(&self) -> Vec<String> {
        let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let mut notices = Vec::new();
        if self.changes > 0 {
            let changes = counted(self.changes, "tracked change", "tracked changes");
            notices.push(format!(
                "The file holds {changes}. It is read as it stands now: insertions are in, deletions are not."
            ));
        }
        if self.comments > 0 {
            notices.push(format!("{} in the margin left out.", counted(self.comments, "comment", "comments")));
        }
        notices
    }
}

/// The words of a paragraph, and the boxes that are anchored in it.
#[derive(Default)]
struct Words {
    text: String,
    boxes: Paragraphs,
}
