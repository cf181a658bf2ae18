//! Styles. In: `styles.xml`. Out: what a paragraph or run inherits that matters to its text:
//! numbering, outline level, hidden text, whether it belongs to a table of contents.
//! `numbering` and `body` come next.

use std::collections::HashMap;

use super::xml::{Element, Xml};
use crate::error::Error;

/// A style's chain of `basedOn` is followed this far; Word allows 11.
const MAX_CHAIN: usize = 32;

/// The numbering named by `w:numPr`; what is missing is inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberingReference {
    /// `w:numId`; 0 takes numbering away.
    pub list: Option<i32>,
    /// `w:ilvl`
    pub level: Option<usize>,
}

impl NumberingReference {
    /// Reads the children of an opened `w:numPr`.
    pub fn read(xml: &mut Xml) -> Result<Self, Error> {
        let mut reference = Self::default();
        while let Some(element) = xml.element()? {
            match element.name() {
                "numId" => reference.list = element.number("val"),
                "ilvl" => reference.level = element.number("val").and_then(|level| usize::try_from(level).ok()),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(reference)
    }
}

/// One style as it stands in the file.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    numbering: NumberingReference,
    outline: Option<u8>,
    hidden: Option<Hidden>,
}

/// Whether text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    Yes,
    No,
}

impl Hidden {
    /// From a `w:vanish`.
    pub fn from(element: &Element) -> Self {
        if element.is_on() { Self::Yes } else { Self::No }
    }
}

/// What a style comes to after its bases.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    pub numbering: NumberingReference,
    /// The style itself and its bases up to the one that names the list: levels are tied to one of them.
    pub numbering_chain: Vec<String>,
    /// Heading level from 1; none for body text.
    pub heading: Option<u8>,
    pub hidden: Option<Hidden>,
    /// A line of a table of contents.
    pub contents: bool,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub struct Styles {
    raw: HashMap<String, Style>,
    resolved: HashMap<String, Resolved>,
    /// The style of paragraphs that name none.
    default_paragraph: Option<String>,
}

impl Styles {
    pub fn read(source: &str) -> Result<Self, Error> {
        let mut styles = Self::default();
        let mut xml = Xml::new(source);
        if xml.root()?.is_none() {
            return Ok(styles);
        }
        while let Some(element) = xml.element()? {
            match (element.name(), element.attribute("styleId")) {
                ("style", Some(id)) => {
                    let is_default = matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on"));
                    if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                        styles.default_paragraph = Some(id.to_string());
                    }
                    let style = Style::read(&mut xml)?;
                    styles.raw.insert(id.into_owned(), style);
                }
                _ => xml.skip()?,
            }
        }
        styles.resolved = styles.raw.keys().map(|id| (id.clone(), styles.resolve(id))).collect();
        Ok(styles)
    }

    /// The paragraph style with this id, or the default one.
    pub fn paragraph(&self, id: Option<&str>) -> Option<&Resolved> {
        self.resolved.get(id.or(self.default_paragraph.as_deref())?)
    }

    /// Whether the character style hides its text.
    pub fn hides(&self, id: &str) -> Option<Hidden> {
        self.resolved.get(id)?.hidden
    }

    /// The list of a numbering style (`w:numStyleLink`).
    pub fn list_of(&self, id: &str) -> Option<i32> {
        self.raw.get(id)?.numbering.list
    }

    fn resolve(&self, id: &str) -> Resolved {
        let mut result = Resolved::default();
        let mut outline = None;
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let Some((id, style)) = next.and_then(|id| Some((id, self.raw.get(id)?))) else { break };
            if result.numbering.list.is_none() {
                result.numbering_chain.push(id.to_owned());
                result.numbering.list = style.numbering.list;
                result.numbering.level = result.numbering.level.or(style.numbering.level);
            }
            outline = outline.or(style.outline).or_else(|| built_in_level(&style.name));
            result.hidden = result.hidden.or(style.hidden);
            result.contents |= is_contents(&style.name);
            next = style.based_on.as_deref();
        }
        result.heading = outline.and_then(heading_level);
        result
    }
}

/// The heading level, from 1, of `w:outlineLvl` (0 to 8; 9 is body text).
pub fn heading_level(outline: u8) -> Option<u8> {
    (outline < 9).then_some(outline + 1)
}

/// "heading 2" is a heading even where the file spells out no outline level.
fn built_in_level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix("heading ")?;
    digit.parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| level - 1)
}

fn is_contents(name: &str) -> bool {
    name == "toc heading" || name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok())
}

impl Style {
    fn read(xml: &mut Xml) -> Result<Self, Error> {
        let mut style = Self::default();
        while let Some(element) = xml.element()? {
            match element.name() {
                "name" => style.name = element.value().unwrap_or_default().to_ascii_lowercase(),
                "basedOn" => style.based_on = element.value().map(|id| id.into_owned()),
                "pPr" => {
                    style.paragraph_properties(xml)?;
                    continue;
                }
                "rPr" => {
                    style.hidden = read_hidden(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(style)
    }

    fn paragraph_properties(&mut self, xml: &mut Xml) -> Result<(), Error> {
        while let Some(element) = xml.element()? {
            match element.name() {
                "numPr" => {
                    self.numbering = NumberingReference::read(xml)?;
                    continue;
                }
                "outlineLvl" => self.outline = element.number("val").and_then(|level| u8::try_from(level).ok()),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }
}

/// Reads the children of an opened `w:rPr` for `w:vanish`.
pub fn read_hidden(xml: &mut Xml) -> Result<Option<Hidden>, Error> {
    let mut hidden = None;
    while let Some(element) = xml.element()? {
        if element.name() == "vanish" {
            hidden = Some(Hidden::from(&element));
        }
        xml.skip()?;
    }
    Ok(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_and_loops() {
        let styles = Styles::read(
            "<s:styles xmlns:s='x'>\
             <s:style s:type='paragraph' s:default='1' s:styleId='N'><s:name s:val='Normal'/></s:style>\
             <s:style s:styleId='H2'><s:name s:val='Heading 2'/><s:basedOn s:val='N'/>\
             <s:pPr><s:numPr><s:ilvl s:val='1'/><s:numId s:val='3'/></s:numPr></s:pPr></s:style>\
             <s:style s:styleId='C'><s:name s:val='Clause'/><s:basedOn s:val='H2'/>\
             <s:pPr><s:outlineLvl s:val='9'/></s:pPr><s:rPr><s:vanish s:val='0'/></s:rPr></s:style>\
             <s:style s:styleId='A'><s:basedOn s:val='B'/></s:style><s:style s:styleId='B'><s:basedOn s:val='A'/></s:style>\
             <s:style s:styleId='T'><s:name s:val='toc 1'/></s:style></s:styles>",
        )
        .unwrap();
        let heading = styles.paragraph(Some("H2")).unwrap();
        assert_eq!((heading.heading, heading.numbering.list, heading.numbering.level), (Some(2), Some(3), Some(1)));
        let clause = styles.paragraph(Some("C")).unwrap();
        assert_eq!((clause.heading, clause.numbering.list, clause.hidden), (None, Some(3), Some(Hidden::No)));
        assert_eq!(clause.numbering_chain, ["C", "H2"]);
        assert!(styles.paragraph(Some("A")).unwrap().numbering.list.is_none());
        assert!(styles.paragraph(Some("T")).unwrap().contents);
        assert!(styles.paragraph(None).unwrap().heading.is_none());
    }
}
