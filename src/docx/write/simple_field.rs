//! Simple fields that go. In: what is deleted of a paragraph. Out: the field in the runs of a complex one,
//! deleted. Part of `plan`.

use std::ops::Range;

use super::pieces::Gone;
use super::plan::Planner;
use super::reason::Fault;
use super::shape::Holder;
use crate::docx::source::SourceParagraph;

impl Planner<'_> {
    /// A simple field that goes becomes a deleted field of several runs: its element cannot be deleted.
    pub fn dissolve_simple_fields(&mut self, paragraph: &SourceParagraph, gone: &Gone) -> Result<(), Fault> {
        let pen = self.pen;
        let mut ids = std::mem::take(&mut self.ids);
        let draft = self.draft(paragraph.part)?;
        let names = draft.names.clone();
        let shape = draft.touch(paragraph.xml.clone())?.shape.clone();
        let mut splices = Vec::new();
        for container in shape.containers.iter().filter(|one| one.holder == Holder::SimpleField) {
            if !gone.xml.iter().any(|range| container.xml.start < range.start && range.end <= container.xml.end) {
                continue;
            }
            let text = draft.source.get(container.xml.clone()).unwrap_or_default();
            let instruction = attribute(&draft.source, container.tag.clone(), "instr");
            let close = text.rfind("</").map_or(container.xml.end, |at| container.xml.start + at);
            let mark = |kind: &str| {
                let prefix = &names.prefix;
                let (open, end) = (names.open("r"), names.close("r"));
                format!("{open}>{} {prefix}fldCharType=\"{kind}\"/>{end}", names.open("fldChar"))
            };
            let words = format!(
                "{}>{} xml:space=\"preserve\">{instruction}{}{}",
                names.open("r"),
                names.open("delInstrText"),
                names.close("delInstrText"),
                names.close("r")
            );
            let begin = format!(
                "{}>{}{words}{}{}",
                pen.revision(&names, "del", &mut ids),
                mark("begin"),
                mark("separate"),
                names.close("del")
            );
            let end = format!("{}>{}{}", pen.revision(&names, "del", &mut ids), mark("end"), names.close("del"));
            splices.push((container.tag.clone(), begin));
            splices.push((close..container.xml.end, end));
        }
        for (at, xml) in splices {
            draft.splice(at, xml);
        }
        self.ids = ids;
        Ok(())
    }
}

/// The value of an attribute as it stands in a start tag, with its references.
fn attribute(source: &str, tag: Range<usize>, name: &str) -> String {
    let text = source.get(tag).unwrap_or_default();
    let Some(at) = text.find(&format!("{name}=")) else { return String::new() };
    let rest = text.get(at + name.len() + 1..).unwrap_or_default();
    let quote = rest.chars().next().unwrap_or('"');
    rest.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default().to_owned()
}
