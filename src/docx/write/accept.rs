//! A clean copy. In: the bytes of a `.docx`. Out: the same with every tracked change accepted; what
//! is not part of a revision keeps its bytes.

use std::ops::Range;

use super::ink::Names;
use crate::docx::Parts;
use crate::docx::package::{Package, damaged};
use crate::docx::xml::{Element, Node, Xml};
use crate::error::Error;

/// Accepts every tracked change in the text, the notes, and the heads and feet of the pages.
pub fn accepted(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::find(&mut package)?;
    let mut paths = vec![parts.document.clone()];
    for kind in ["footnotes", "endnotes", "header", "footer"] {
        paths.extend(parts.all(kind).map(str::to_owned));
    }
    let mut changed = Vec::new();
    for path in paths {
        let Some(source) = package.read(&path)? else { continue };
        let clean = accept(&source)?;
        if clean != source {
            changed.push((path, clean));
        }
    }
    package.rewritten(changed)
}

/// One part with every tracked change accepted.
fn accept(source: &str) -> Result<String, Error> {
    let mut acceptor = Acceptor { source, xml: Xml::new(source), carried: String::new() };
    let mut out = String::with_capacity(source.len());
    acceptor.xml.root()?.ok_or_else(damaged)?;
    let start = acceptor.xml.place();
    out.push_str(source.get(..start).unwrap_or_default());
    let at = acceptor.children(start, &mut out)?;
    out.push_str(source.get(at..).unwrap_or_default());
    Ok(out)
}

struct Acceptor<'x> {
    source: &'x str,
    xml: Xml<'x>,
    /// What stood in paragraphs whose end was deleted: it belongs to the next.
    carried: String,
}

/// What an accepted revision leaves of an element.
enum Fate {
    Stays,
    /// Its tags go.
    Opened,
    Goes,
}

fn fate(name: &str) -> Fate {
    match name {
        "ins" | "moveTo" => Fate::Opened,
        "del"
        | "moveFrom"
        | "rPrChange"
        | "pPrChange"
        | "sectPrChange"
        | "tblPrChange"
        | "tblPrExChange"
        | "trPrChange"
        | "tcPrChange"
        | "tblGridChange"
        | "numberingChange"
        | "cellIns"
        | "moveFromRangeStart"
        | "moveFromRangeEnd"
        | "moveToRangeStart"
        | "moveToRangeEnd"
        | "customXmlInsRangeStart"
        | "customXmlInsRangeEnd"
        | "customXmlDelRangeStart"
        | "customXmlDelRangeEnd" => Fate::Goes,
        _ => Fate::Stays,
    }
}

impl Acceptor<'_> {
    fn raw(&self, range: Range<usize>) -> &str {
        self.source.get(range).unwrap_or_default()
    }

    /// Copies what is inside the open element, from `at`; where its end tag begins.
    fn children(&mut self, mut at: usize, out: &mut String) -> Result<usize, Error> {
        loop {
            let before = self.xml.place();
            match self.xml.any()? {
                Some(Node::Open(element)) => {
                    out.push_str(self.raw(at..element.at));
                    at = self.element(&element, out)?;
                }
                Some(Node::Close) => {
                    let end = self.close(before);
                    out.push_str(self.raw(at..end));
                    return Ok(end);
                }
                Some(_) => {}
                None => return Err(damaged()),
            }
        }
    }

    /// Where the end tag that was just read begins; `before` is where reading it began.
    fn close(&self, before: usize) -> usize {
        let place = self.xml.place();
        self.raw(before..place).rfind("</").map_or(place, |at| before + at)
    }

    /// Copies one element; the byte behind it.
    fn element(&mut self, element: &Element, out: &mut String) -> Result<usize, Error> {
        let open = self.xml.place();
        match (fate(element.name()), element.name()) {
            (Fate::Goes, _) => {
                self.xml.skip()?;
            }
            (Fate::Opened, _) => {
                self.children(open, out)?;
            }
            (Fate::Stays, "p") => self.paragraph(element.at..open, out)?,
            (Fate::Stays, "tr") => {
                let mut row = self.raw(element.at..open).to_owned();
                let end = self.children(open, &mut row)?;
                row.push_str(self.raw(end..self.xml.place()));
                let was_deleted = revised(self.raw(element.at..end), "trPr");
                if !was_deleted {
                    out.push_str(&row);
                }
            }
            (Fate::Stays, _) => {
                if element.name() == "tbl" {
                    self.settle(out);
                }
                out.push_str(self.raw(element.at..open));
                let end = self.children(open, out)?;
                if matches!(element.name(), "tc" | "body" | "txbxContent" | "footnote" | "endnote") {
                    self.settle(out);
                }
                out.push_str(self.raw(end..self.xml.place()));
            }
        }
        Ok(self.xml.place())
    }

    /// Words whose paragraph lost its end have none to go to before a table and at a container's end.
    fn settle(&mut self, out: &mut String) {
        let words = std::mem::take(&mut self.carried);
        if !words.is_empty() {
            let names = Names::of(self.source);
            out.push_str(&format!("{}>{words}{}", names.open("p"), names.close("p")));
        }
    }

    fn paragraph(&mut self, tag: Range<usize>, out: &mut String) -> Result<(), Error> {
        let mut content = std::mem::take(&mut self.carried);
        let mut properties = String::new();
        let mut ends = true;
        let mut at = tag.end;
        loop {
            let before = self.xml.place();
            match self.xml.any()? {
                Some(Node::Open(child)) if child.name() == "pPr" => {
                    let start = child.at;
                    at = self.element(&child, &mut properties)?;
                    let own = self.raw(start..at);
                    ends = !revised(own, "rPr") || own.contains("sectPr");
                }
                Some(Node::Open(child)) => {
                    content.push_str(self.raw(at..child.at));
                    at = self.element(&child, &mut content)?;
                }
                Some(Node::Close) => {
                    content.push_str(self.raw(at..self.close(before)));
                    break;
                }
                Some(_) => {}
                None => return Err(damaged()),
            }
        }
        if !ends {
            self.carried = content;
            return Ok(());
        }
        let open = self.raw(tag);
        match open.strip_suffix("/>") {
            Some(_) if content.is_empty() => out.push_str(open),
            Some(head) => out.push_str(&format!("{head}>{properties}{content}{}", super::runs::close(open))),
            None => out.push_str(&format!("{open}{properties}{content}{}", super::runs::close(open))),
        }
        Ok(())
    }
}

/// Whether the first element of this name inside `own` says that its paragraph or row was deleted.
fn revised(own: &str, name: &str) -> bool {
    let mut xml = Xml::new(own);
    let mut depth = 0;
    let mut within = None;
    while let Ok(Some(node)) = xml.any() {
        match node {
            Node::Open(element) => {
                depth += 1;
                match within {
                    None if element.name() == name && depth == 2 => within = Some(depth),
                    Some(level) if depth == level + 1 && matches!(element.name(), "del" | "moveFrom") => return true,
                    _ => {}
                }
            }
            Node::Close => {
                if within == Some(depth) {
                    return false;
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_each_kind_of_revision() {
        for (source, expected) in [
            (
                "<d><w:p><w:ins><w:r>a</w:r></w:ins><w:del><w:r>b</w:r></w:del></w:p></d>",
                "<d><w:p><w:r>a</w:r></w:p></d>",
            ),
            (
                "<d><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>a</w:r></w:p><w:p w='1'><w:pPr><w:b/></w:pPr><w:r>b</w:r></w:p></d>",
                "<d><w:p w='1'><w:pPr><w:b/></w:pPr><w:r>a</w:r><w:r>b</w:r></w:p></d>",
            ),
            (
                "<d><w:p><w:pPr><w:rPr><w:ins/><w:b/></w:rPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr></w:p></d>",
                "<d><w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p></d>",
            ),
            (
                "<d><w:tr><w:trPr><w:del/></w:trPr><w:tc/></w:tr><w:tr><w:trPr><w:ins/></w:trPr><w:tc/></w:tr></d>",
                "<d><w:tr><w:trPr></w:trPr><w:tc/></w:tr></d>",
            ),
            ("<d><!-- c --><w:p/> x &amp; <b a='1'/></d>\n", "<d><!-- c --><w:p/> x &amp; <b a='1'/></d>\n"),
        ] {
            assert_eq!(accept(source).unwrap(), expected);
        }
    }
}
