//! Paragraphs that go or run together. In: a change whose words are gone. Out: the marks of paragraphs
//! that are deleted, or the reason why they cannot be. Part of `plan`.

use std::ops::Range;

use super::Change;
use super::plan::Planner;
use super::properties::Ending;
use super::reason::{CELL, Fault};
use crate::docx::source::SourceParagraph;
use crate::docx::xml::{Node, Xml};

impl Planner<'_> {
    /// Deletes the marks of paragraphs that go or run together.
    pub fn join(&mut self, change: &Change, covered: Range<usize>, empty: bool) -> Result<(), Fault> {
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
                Node::Open(element) => {
                    let (name, at) = (element.name().to_owned(), element.at);
                    reader.skip().ok()?;
                    match name.as_str() {
                        "p" => blank.push(one.xml.end + at..one.xml.end + reader.place()),
                        "tbl" | "sdt" | "customXml" => return None,
                        _ => {}
                    }
                }
                Node::Close => return None,
                _ => {}
            }
        }
        Some(blank)
    }
}

/// Whether nothing but the end of its container stands behind a paragraph.
pub fn is_last(behind: &str) -> bool {
    let passing = ["bookmark", "comment", "proofErr", "perm", "move", "custom"];
    for tag in behind.split('<').skip(1) {
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        if let Some(closing) = tag.strip_prefix('/') {
            let closed = closing.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
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
