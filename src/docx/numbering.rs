//! Lists. In: `numbering.xml` and the styles. Out: [`Lists`], which knows how each level of each
//! list looks. `counters` comes next.

use std::collections::HashMap;

use super::numerals::NumberFormat;
use super::styles::{Hidden, NumberingReference, Resolved, Styles, read_hidden};
use super::symbols::symbol;
use super::xml::{Element, Xml};
use crate::error::Error;

pub const LEVELS: usize = 9;
/// Longer label texts than this are nobody's numbering.
const MAX_LABEL: usize = 100;

/// What parts a label from the text behind it (`w:suff`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Suffix {
    #[default]
    Tab,
    Space,
    Nothing,
}

/// One level of a list (`w:lvl`).
#[derive(Clone, Debug, Default)]
pub struct Level {
    pub start: i32,
    pub format: NumberFormat,
    /// "%1.%2", "Article %1", a bullet.
    pub text: String,
    pub suffix: Suffix,
    /// `w:lvlRestart`: the level (from 1) whose number starts this one anew; 0 for never.
    pub restart: Option<usize>,
    /// `w:isLgl`: all numbers in the label are decimal.
    pub legal: bool,
    hidden: bool,
    style: Option<String>,
}

/// One `w:num`: a use of an abstract list, with its own overrides.
#[derive(Debug, Default)]
struct List {
    definition: i32,
    starts: HashMap<usize, i32>,
    levels: HashMap<usize, Level>,
}

/// One `w:abstractNum`.
#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// `w:numStyleLink`: the definition stands with the list of that numbering style.
    style_link: Option<String>,
}

/// All lists of a file.
#[derive(Debug, Default)]
pub struct Lists {
    definitions: HashMap<i32, Definition>,
    lists: HashMap<i32, List>,
}

impl Lists {
    pub fn read(source: &str, styles: &Styles) -> Result<Self, Error> {
        let mut lists = Self::default();
        let mut xml = Xml::new(source);
        if xml.root()?.is_none() {
            return Ok(lists);
        }
        while let Some(element) = xml.element()? {
            match (element.name(), element.number("abstractNumId"), element.number("numId")) {
                ("abstractNum", Some(id), _) => drop(lists.definitions.insert(id, Definition::read(&mut xml)?)),
                ("num", _, Some(id)) => drop(lists.lists.insert(id, List::read(&mut xml)?)),
                _ => xml.skip()?,
            }
        }
        lists.follow_style_links(styles);
        Ok(lists)
    }

    fn follow_style_links(&mut self, styles: &Styles) {
        let target = |list: &List| {
            let link = self.definitions.get(&list.definition)?.style_link.as_deref()?;
            Some(self.lists.get(&styles.list_of(link)?)?.definition)
        };
        let moved: Vec<(i32, i32)> =
            self.lists.iter().filter_map(|(&id, list)| target(list).map(|definition| (id, definition))).collect();
        for (id, definition) in moved {
            self.lists.entry(id).or_default().definition = definition;
        }
    }

    /// The list and level of a paragraph with this numbering of its own and this style.
    pub fn place(&self, own: NumberingReference, style: Option<&Resolved>) -> Option<(i32, usize)> {
        let inherited = style.map(|style| style.numbering).unwrap_or_default();
        let list = own.list.or(inherited.list).filter(|&list| self.lists.contains_key(&list))?;
        let tied = || {
            let style = style.filter(|_| inherited.list == Some(list))?;
            style.numbering_chain.iter().find_map(|id| self.level_of_style(list, id))
        };
        let level = own.level.or_else(tied).or(inherited.level).unwrap_or(0);
        (level < LEVELS).then_some((list, level))
    }

    fn level_of_style(&self, list: i32, style: &str) -> Option<usize> {
        (0..LEVELS).find(|&level| self.level(list, level).is_some_and(|found| found.style.as_deref() == Some(style)))
    }

    pub fn level(&self, list: i32, level: usize) -> Option<&Level> {
        let list = self.lists.get(&list)?;
        list.levels.get(&level).or_else(|| self.definitions.get(&list.definition)?.levels.get(&level))
    }

    /// The abstract list that this one counts with.
    pub fn definition(&self, list: i32) -> Option<i32> {
        self.lists.get(&list).map(|list| list.definition)
    }

    /// The number that this list starts its level with, where it says so itself (`w:startOverride`).
    pub fn start_override(&self, list: i32, level: usize) -> Option<i32> {
        self.lists.get(&list)?.starts.get(&level).copied()
    }
}

impl Definition {
    fn read(xml: &mut Xml) -> Result<Self, Error> {
        let mut definition = Self::default();
        while let Some(element) = xml.element()? {
            match element.name() {
                "lvl" => {
                    let index = level_index(&element);
                    definition.levels.insert(index, Level::read(xml)?);
                    continue;
                }
                "numStyleLink" => definition.style_link = element.value().map(|id| id.into_owned()),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(definition)
    }
}

impl List {
    fn read(xml: &mut Xml) -> Result<Self, Error> {
        let mut list = Self::default();
        while let Some(element) = xml.element()? {
            match element.name() {
                "abstractNumId" => list.definition = element.number("val").unwrap_or_default(),
                "lvlOverride" => {
                    list.override_level(level_index(&element), xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(list)
    }

    fn override_level(&mut self, index: usize, xml: &mut Xml) -> Result<(), Error> {
        while let Some(element) = xml.element()? {
            match element.name() {
                "startOverride" => drop(self.starts.insert(index, start(&element))),
                "lvl" => {
                    self.levels.insert(index, Level::read(xml)?);
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }
}

fn level_index(element: &Element) -> usize {
    element.number("ilvl").and_then(|level| usize::try_from(level).ok()).unwrap_or(LEVELS)
}

/// Word's numbers end at 32767.
fn start(element: &Element) -> i32 {
    element.number("val").unwrap_or(0).clamp(0, 32_767)
}

impl Level {
    fn read(xml: &mut Xml) -> Result<Self, Error> {
        let mut level = Self::default();
        level.read_children(xml)?;
        if level.format == NumberFormat::Bullet {
            level.text = bullet(&level.text);
        }
        if level.hidden {
            level.text.clear();
        }
        Ok(level)
    }

    fn read_children(&mut self, xml: &mut Xml) -> Result<(), Error> {
        while let Some(element) = xml.element()? {
            match element.name() {
                "start" => self.start = start(&element),
                "numFmt" => {
                    let name = element.value().unwrap_or_default();
                    self.format = NumberFormat::named(&name, element.attribute("format").as_deref());
                }
                "lvlText" => self.text = element.value().unwrap_or_default().chars().take(MAX_LABEL).collect(),
                "suff" => self.suffix = Suffix::named(element.value().as_deref()),
                "lvlRestart" => self.restart = element.number("val").and_then(|level| usize::try_from(level).ok()),
                "isLgl" => self.legal = element.is_on(),
                "pStyle" => self.style = element.value().map(|id| id.into_owned()),
                "rPr" => {
                    self.hidden = read_hidden(xml)? == Some(Hidden::Yes);
                    continue;
                }
                // Custom formats stand in a choice, with a plain format to fall back on.
                "AlternateContent" | "Choice" => {
                    self.read_children(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }
}

impl Suffix {
    fn named(name: Option<&str>) -> Self {
        match name {
            Some("space") => Self::Space,
            Some("nothing") => Self::Nothing,
            _ => Self::Tab,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tab => "\t",
            Self::Space => " ",
            Self::Nothing => "",
        }
    }
}

/// A bullet says "an item" whatever its shape; a box says "a choice" and keeps its shape.
fn bullet(text: &str) -> String {
    let Some(first) = text.chars().next() else { return String::new() };
    match symbol("Wingdings", first as u32).filter(|_| first >= '\u{f000}') {
        Some(shape @ ('☐' | '☑' | '☒')) => shape.to_string(),
        _ if matches!(first, '☐' | '☑' | '☒') => first.to_string(),
        _ => "•".to_owned(),
    }
}
