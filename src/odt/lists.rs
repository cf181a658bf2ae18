//! What the labels of lists look like. In: the styles of a file. Out: for a list style, a level and the
//! numbers that count there, the label: "2.1", "(a)", "•". `body` comes next.

use std::collections::HashMap;

use crate::docx::{Node, NumberFormat, Xml};
use crate::error::Error;

/// OpenDocument has ten levels.
pub const LEVELS: usize = 10;

#[derive(Clone, Debug)]
struct Level {
    format: NumberFormat,
    prefix: String,
    suffix: String,
    /// How many levels' numbers it shows.
    shows: usize,
    start: i32,
}

#[derive(Debug, Default)]
pub struct ListStyles {
    levels: HashMap<(String, usize), Level>,
    /// The list style that a paragraph style brings.
    of_paragraphs: HashMap<String, String>,
    /// Paragraph styles that are built on others.
    parents: HashMap<String, String>,
}

/// The name under which the numbering of headings is kept.
pub const HEADINGS: &str = "\0headings";

impl ListStyles {
    /// Gathers the list styles of one part.
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut style = None;
        while let Some(node) = xml.any()? {
            let Node::Open(element) = node else { continue };
            match element.name() {
                "body" => return Ok(()),
                "list-style" => style = element.attribute("name").map(String::from),
                "outline-style" => style = Some(HEADINGS.to_owned()),
                "style" => {
                    let Some(name) = element.attribute("name").map(String::from) else { continue };
                    // With an outline level, an empty name leaves the numbers to the outline.
                    let outlined = element.attribute("default-outline-level").is_some();
                    let list = element.attribute("list-style-name").filter(|list| !list.is_empty() || !outlined);
                    if let Some(list) = list {
                        self.of_paragraphs.insert(name.clone(), list.into_owned());
                    }
                    if let Some(parent) = element.attribute("parent-style-name") {
                        self.parents.insert(name, parent.into_owned());
                    }
                }
                "list-level-style-number"
                | "outline-level-style"
                | "list-level-style-bullet"
                | "list-level-style-image" => {
                    let number = element.number("level").and_then(|level| usize::try_from(level).ok());
                    let (Some(style), Some(number @ 1..=LEVELS)) = (&style, number) else { continue };
                    let text = |name: &str| element.attribute(name).map(String::from).unwrap_or_default();
                    let bullet = element.name().ends_with("bullet") || element.name().ends_with("image");
                    let level = Level {
                        format: if bullet { NumberFormat::Bullet } else { format(&text("num-format")) },
                        prefix: text("num-prefix"),
                        suffix: text("num-suffix"),
                        shows: element.number("display-levels").map_or(1, |shown| shown.clamp(1, 10) as usize),
                        start: element.number("start-value").unwrap_or(1),
                    };
                    self.levels.insert((style.clone(), number), level);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The list style of a paragraph style, its own or an inherited one; an empty one says that such
    /// paragraphs, even headings, have no numbers.
    pub fn of_paragraph(&self, style: &str) -> Option<&str> {
        let mut name = style;
        for _ in 0..32 {
            if let Some(list) = self.of_paragraphs.get(name) {
                return Some(list);
            }
            name = self.parents.get(name)?;
        }
        None
    }

    pub fn start(&self, style: &str, level: usize) -> i32 {
        self.levels.get(&(style.to_owned(), level)).map_or(1, |level| level.start)
    }

    /// The label at `level` (from 1); `numbers` are those of all levels down to it.
    pub fn label(&self, style: &str, level: usize, numbers: &[i32]) -> String {
        let Some(own) = self.levels.get(&(style.to_owned(), level)) else { return String::new() };
        match own.format {
            NumberFormat::Bullet => return "•".to_owned(),
            NumberFormat::None => return String::new(),
            _ => {}
        }
        let first = (level + 1).saturating_sub(own.shows).max(1);
        let shown = (first..=level).filter_map(|at| {
            let format = self.levels.get(&(style.to_owned(), at)).map(|level| level.format)?;
            let number = numbers.get(at - 1).copied().unwrap_or(1);
            (!matches!(format, NumberFormat::None | NumberFormat::Bullet)).then(|| format.write(number))
        });
        let numbers = shown.collect::<Vec<_>>().join(".");
        format!("{}{numbers}{}", own.prefix, own.suffix).trim().to_owned()
    }
}

fn format(name: &str) -> NumberFormat {
    match name {
        "" => NumberFormat::None,
        "a" => NumberFormat::LowerLetter,
        "A" => NumberFormat::UpperLetter,
        "i" => NumberFormat::LowerRoman,
        "I" => NumberFormat::UpperRoman,
        "1st" => NumberFormat::Ordinal,
        _ => NumberFormat::Decimal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let source = r#"<s><text:list-style style:name="L">
            <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
            <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
            <text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:start-value="4"/>
            <text:list-level-style-bullet text:level="4" text:bullet-char="-"/></text:list-style>
            <style:style style:name="P1" style:parent-style-name="P0"/><style:style style:name="P0" style:list-style-name="L"/>
            <style:style style:name="N" style:parent-style-name="P0" style:list-style-name=""/>
            <style:style style:name="H" style:default-outline-level="1" style:list-style-name=""/>
            <style:style style:name="Q" style:parent-style-name="Q"/></s>"#;
        let mut styles = ListStyles::default();
        styles.read(&mut Xml::new(source)).unwrap();
        let numbers = [2, 3, 4, 1];
        let labels: Vec<String> = (1..=5).map(|level| styles.label("L", level, &numbers)).collect();
        assert_eq!(labels, ["2.", "2.3", "(d)", "•", ""]);
        assert_eq!((styles.start("L", 3), styles.start("L", 1)), (4, 1));
        let lists = ["P1", "N", "H", "Q"].map(|style| styles.of_paragraph(style));
        assert_eq!(lists, [Some("L"), Some(""), None, None]);
    }
}
