//! Comments in the margin. In: `comments.xml`, and where the text holds their anchors. Out:
//! [`Remark`]s: who said what of which words, and when. `report` lists them with the tracked changes.

use std::collections::HashMap;
use std::ops::Range;

use super::line::Anchor;
use super::xml::{Node, Xml};
use crate::error::Error;

/// A comment in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its `w:id`.
    pub id: String,
    pub author: String,
    /// As written in the file; empty where there is none.
    pub date: String,
    pub text: String,
    /// The words that it speaks of; none where the text does not hold its mark.
    pub source: Option<Range<usize>>,
}

/// Reads `comments.xml`.
pub fn read(source: &str) -> Result<Vec<Remark>, Error> {
    let mut xml = Xml::new(source);
    let mut remarks = Vec::new();
    if xml.root()?.is_none() {
        return Ok(remarks);
    }
    while let Some(element) = xml.element()? {
        if element.name() != "comment" {
            xml.skip()?;
            continue;
        }
        let attribute = |name| element.attribute(name).unwrap_or_default().into_owned();
        let [id, author, date] = ["id", "author", "date"].map(attribute);
        let mut text = String::new();
        words(&mut xml, &mut text)?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        remarks.push(Remark { id, author, date, text, source: None });
    }
    Ok(remarks)
}

/// The words of an open element, its paragraphs parted by spaces.
fn words(xml: &mut Xml, out: &mut String) -> Result<(), Error> {
    while let Some(node) = xml.child()? {
        match node {
            Node::Open(element) => {
                if element.name() == "p" {
                    out.push(' ');
                }
                words(xml, out)?;
            }
            Node::Text { text, .. } => out.push_str(text),
            Node::Char { char, .. } => out.push(char),
            Node::Close => {}
        }
    }
    Ok(())
}

/// Gives each comment the words that it speaks of.
pub fn place(remarks: &mut [Remark], anchors: &[(usize, Anchor)]) {
    let mut starts: HashMap<&str, usize> = HashMap::new();
    let mut spans: HashMap<&str, Range<usize>> = HashMap::new();
    for (at, anchor) in anchors {
        match anchor {
            Anchor::Start(id) => drop(starts.entry(id).or_insert(*at)),
            Anchor::End(id) => {
                let start = starts.get(id.as_str()).map_or(*at, |start| *start.min(at));
                spans.entry(id).or_insert(start..*at);
            }
        }
    }
    for remark in remarks {
        remark.source = spans.get(remark.id.as_str()).cloned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_with_their_author_and_their_words() {
        let source = "<w:comments xmlns:w='x'><w:comment w:id='7' w:author='Ann Lee' w:date='2026-01-02T03:04:05Z'><w:p><w:r><w:t>Why 90</w:t></w:r></w:p><w:p><w:r><w:t>days &amp; not 30?</w:t></w:r></w:p></w:comment><w:comment w:id='8'/></w:comments>";
        let mut remarks = read(source).unwrap();
        place(
            &mut remarks,
            &[(3, Anchor::Start("7".into())), (9, Anchor::End("7".into())), (9, Anchor::End("7".into()))],
        );
        let [first, second] = remarks.as_slice() else { panic!("{remarks:?}") };
        assert_eq!((first.author.as_str(), first.date.as_str()), ("Ann Lee", "2026-01-02T03:04:05Z"));
        assert_eq!((first.text.as_str(), first.source.clone()), ("Why 90 days & not 30?", Some(3..9)));
        assert_eq!(second.source, None);
    }

    #[test]
    fn a_mark_without_a_range_is_a_place() {
        let mut remarks = read("<w:comments xmlns:w='x'><w:comment w:id='1'/></w:comments>").unwrap();
        place(&mut remarks, &[(5, Anchor::End("1".into())), (8, Anchor::Start("1".into()))]);
        assert_eq!(remarks[0].source, Some(5..5));
    }
}
