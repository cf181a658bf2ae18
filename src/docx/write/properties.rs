//! Properties of runs and paragraphs (`w:rPr`, `w:pPr`). In: their XML as it stands. Out: the same
//! with our marks: a paragraph's mark inserted or deleted, a highlight, a copy for a new paragraph.

use std::ops::Range;

use super::Highlight;
use super::ink::{self, Ids, Names, Pen};
use crate::docx::xml::Xml;
use crate::error::Error;

/// What becomes of the mark at a paragraph's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Inserted,
    Deleted,
}

/// Whether a new paragraph is numbered like its model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    Kept,
    Off,
}

/// An element's children by name and place.
struct Children<'x> {
    source: &'x str,
    tag: Range<usize>,
    list: Vec<(String, Range<usize>)>,
}

impl<'x> Children<'x> {
    fn read(source: &'x str) -> Result<Self, Error> {
        let mut xml = Xml::new(source);
        let mut children = Self { source, tag: 0..0, list: Vec::new() };
        let Some(root) = xml.root()? else { return Ok(children) };
        children.tag = root.at..xml.place();
        while let Some(element) = xml.element()? {
            let name = element.name().to_owned();
            xml.skip()?;
            children.list.push((name, element.at..xml.place()));
        }
        Ok(children)
    }

    fn xml(&self, range: &Range<usize>) -> &'x str {
        self.source.get(range.clone()).unwrap_or_default()
    }

    fn find(&self, name: &str) -> Option<&'x str> {
        self.list.iter().find(|(own, _)| own == name).map(|(_, range)| self.xml(range))
    }

    /// All but these, as they stand.
    fn without(&self, names: &[&str]) -> String {
        let kept = self.list.iter().filter(|(name, _)| !names.contains(&name.as_str()));
        kept.map(|(_, range)| self.xml(range)).collect()
    }
}

/// What in a mark's or run's properties belongs to a revision.
const REVISIONS: [&str; 5] = ["ins", "del", "moveFrom", "moveTo", "rPrChange"];

/// A paragraph's properties with its mark revised; `own` is empty where it has none.
pub fn ended(own: &str, ending: Ending, names: &Names, pen: Pen, ids: &mut Ids) -> Result<String, Error> {
    let children = Children::read(own)?;
    let mark = children.find("rPr").unwrap_or_default();
    let inside = Children::read(mark)?;
    let name = if ending == Ending::Inserted { "ins" } else { "del" };
    if inside.find(name).is_some() {
        return Ok(own.to_owned());
    }
    let revision = pen.revision(names, name, ids) + "/>";
    let earlier = if ending == Ending::Deleted { inside.find("ins").unwrap_or_default() } else { "" };
    let rest = inside.without(if ending == Ending::Deleted { &["ins"] } else { &[] });
    let new = format!("{}>{earlier}{revision}{rest}{}", names.open("rPr"), names.close("rPr"));
    Ok(with_mark(&children, &new, &[], names))
}

/// Puts the mark's properties where they belong: before a section and a change of format.
fn with_mark(children: &Children, mark: &str, without: &[&str], names: &Names) -> String {
    let late = ["sectPr", "pPrChange"];
    let head = children.without(&[&late[..], &["rPr"], without].concat());
    let tail: String =
        late.iter().filter(|name| !without.contains(name)).filter_map(|name| children.find(name)).collect();
    format!("{}>{head}{mark}{tail}{}", names.open("pPr"), names.close("pPr"))
}

/// The properties of a new paragraph that is set like the one whose properties are `own`.
pub fn like(own: &str, numbering: Numbering, names: &Names, pen: Pen, ids: &mut Ids) -> Result<String, Error> {
    /// What stands before `w:numPr`.
    const BEFORE: [&str; 6] = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"];
    let children = Children::read(own)?;
    let inside = children.find("rPr").map(Children::read).transpose()?;
    let rest = inside.map(|inside| inside.without(&REVISIONS)).unwrap_or_default();
    let revision = pen.revision(names, "ins", ids) + "/>";
    let mark = format!("{}>{revision}{rest}{}", names.open("rPr"), names.close("rPr"));
    let mut gone = vec!["sectPr", "pPrChange", "rPr", "pageBreakBefore"];
    if numbering == Numbering::Kept {
        let body = children.without(&gone);
        return Ok(format!("{}>{body}{mark}{}", names.open("pPr"), names.close("pPr")));
    }
    gone.push("numPr");
    let part = |early: bool| -> String {
        let wanted = children
            .list
            .iter()
            .filter(|(name, _)| BEFORE.contains(&name.as_str()) == early && !gone.contains(&name.as_str()));
        wanted.map(|(_, range)| children.xml(range)).collect()
    };
    let (open, val) = (|name| names.open(name), format!("{}val=\"0\"/>", names.prefix));
    let none = format!("{}>{} {val}{} {val}{}", open("numPr"), open("ilvl"), open("numId"), names.close("numPr"));
    let (early, late) = (part(true), part(false));
    Ok(format!("{}>{early}{none}{late}{mark}{}", names.open("pPr"), names.close("pPr")))
}

/// The properties of a new paragraph that takes over the mark of the one before it, whose properties
/// are `own`: those of its model, as a change of format that gives back `own` when it is rejected.
pub fn taking_over(own: &str, model: &str, names: &Names, pen: Pen, ids: &mut Ids) -> Result<String, Error> {
    let (own, model) = (Children::read(own)?, Children::read(model)?);
    let apart = ["rPr", "sectPr", "pPrChange"];
    let (old, new) = (own.without(&apart), model.without(&apart));
    let mark = own.find("rPr").unwrap_or_default();
    let change = if old == new {
        String::new()
    } else {
        let old = format!("{}>{old}{}", names.open("pPr"), names.close("pPr"));
        format!("{}>{old}{}", pen.revision(names, "pPrChange", ids), names.close("pPrChange"))
    };
    Ok(format!("{}>{new}{mark}{change}{}", names.open("pPr"), names.close("pPr")))
}

/// A run's properties for words that come in: without what was revised or hidden.
pub fn clean(own: &str) -> Result<String, Error> {
    let children = Children::read(own)?;
    let kept = children.without(&REVISIONS);
    let tag = children.xml(&children.tag);
    if kept.is_empty() {
        return Ok(String::new());
    }
    Ok(format!("{tag}{kept}{}", super::runs::close(tag)))
}

/// What stands behind `w:highlight` in a run's properties.
const BEHIND: [&str; 14] = [
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
];

/// A run's properties with a highlight.
pub fn highlighted(own: &str, colour: Highlight, names: &Names) -> String {
    let Ok(children) = Children::read(own) else { return own.to_owned() };
    let split = children.list.iter().position(|(name, _)| BEHIND.contains(&name.as_str()));
    let (before, behind) = children.list.split_at(split.unwrap_or(children.list.len()));
    let text = |list: &[(String, Range<usize>)]| -> String {
        list.iter().filter(|(name, _)| name != "highlight").map(|(_, range)| children.xml(range)).collect()
    };
    let light = format!("{} {}val=\"{}\"/>", names.open("highlight"), names.prefix, colour.name());
    format!("{}>{}{light}{}{}", names.open("rPr"), text(before), text(behind), names.close("rPr"))
}

/// A highlight on words that were there, as a change of format that can be rejected.
pub fn lit(own: &str, colour: Highlight, names: &Names, pen: Pen, ids: &mut Ids) -> String {
    let Ok(children) = Children::read(own) else { return own.to_owned() };
    // Another's pending change of format stays as it is.
    if children.find("rPrChange").is_some() {
        return own.to_owned();
    }
    let old = format!("{}>{}{}", names.open("rPr"), children.without(&[]), names.close("rPr"));
    let change = format!("{}>{old}{}", pen.revision(names, "rPrChange", ids), names.close("rPrChange"));
    let new = highlighted(own, colour, names);
    let end = names.close("rPr");
    new.strip_suffix(&end).map_or(new.clone(), |head| format!("{head}{change}{end}"))
}

/// The same start tag with another id.
pub fn with_id(tag: &str, id: u32) -> String {
    let Some(value) = ink::id_of(tag) else { return tag.to_owned() };
    format!("{}{id}{}", &tag[..value.start], &tag[value.end..])
}

/// A copy of a run's properties whose pending changes of format have ids of their own.
pub fn renumbered(own: &str, ids: &mut Ids) -> String {
    let Some(at) = own.find("rPrChange") else { return own.to_owned() };
    let (head, tail) = own.split_at(at);
    format!("{head}{}", with_id(tail, ids.fresh()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_however_it_is_spaced() {
        for (tag, with) in [
            ("<w:ins w:id=\"4\" w:author='A'>", "<w:ins w:id=\"70\" w:author='A'>"),
            ("<w:ins w:id=\n'4' >", "<w:ins w:id=\n'70' >"),
            ("<w:ins w:idRef='9' w:id = '4'>", "<w:ins w:idRef='9' w:id = '70'>"),
            ("<w:ins>", "<w:ins>"),
        ] {
            assert_eq!(with_id(tag, 70), with);
        }
    }
}
