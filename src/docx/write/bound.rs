//! Content controls around paragraphs that Word fills from data elsewhere in the file. In: the XML of
//! a part. Out: the bytes of such controls: whatever is written into one is overwritten when Word opens
//! the file. `shape` knows those inside a paragraph.

use std::ops::Range;

use super::super::xml::{Node, Xml};

/// In order, none inside another.
#[derive(Debug, Default)]
pub struct BoundControls(Vec<Range<usize>>);

impl BoundControls {
    pub fn of(source: &str) -> Self {
        let mut controls = Self::default();
        if source.contains("dataBinding") {
            // What cannot be read to its end was refused before.
            let _ = controls.find(source);
        }
        controls
    }

    fn find(&mut self, source: &str) -> Result<(), crate::error::Error> {
        let mut xml = Xml::new(source);
        // Where the elements that are open begin, and whether they are bound.
        let mut open: Vec<(usize, bool)> = Vec::new();
        while let Some(node) = xml.any()? {
            match node {
                Node::Open(element) => {
                    if element.name() == "dataBinding"
                        && let Some(control) = open.len().checked_sub(2).and_then(|at| open.get_mut(at))
                    {
                        control.1 = true;
                    }
                    open.push((element.at, false));
                }
                Node::Close => {
                    if let Some((start, true)) = open.pop() {
                        let inside = self.0.partition_point(|one| one.start < start);
                        self.0.truncate(inside);
                        self.0.push(start..xml.place());
                    }
                }
                Node::Text { .. } | Node::Char { .. } => {}
            }
        }
        Ok(())
    }

    /// Does one of them hold this paragraph?
    pub fn hold(&self, paragraph: &Range<usize>) -> bool {
        let behind = self.0.partition_point(|one| one.start < paragraph.start);
        behind.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|one| paragraph.end < one.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_hold_their_paragraphs() {
        let bound = |inner: &str| format!("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr>{inner}</w:sdt>");
        let free = "<w:sdt><w:sdtPr/><w:p>c</w:p></w:sdt>";
        let source = format!("<w:body><w:p>a</w:p>{}{free}</w:body>", bound(&bound("<w:p>b</w:p>")));
        let controls = BoundControls::of(&source);
        assert_eq!(controls.0.len(), 1);
        let held = |words: &str| {
            let start = source.find(&format!("<w:p>{words}")).unwrap();
            controls.hold(&(start..start + "<w:p>a</w:p>".len()))
        };
        assert_eq!([held("a"), held("b"), held("c")], [false, true, false]);
        assert!(BoundControls::of("<w:sdt><w:dataBinding>").0.is_empty());
    }
}
