//! What the other side did to the file. In: its tracked changes with the text, and `comments.xml`.
//! Out: sentences that say who changed or asked what, and when; they join the notices.

use super::source::{Revision, RevisionKind};
use super::xml::{Node, Xml};
use crate::error::Error;

/// More than this many are counted, not told.
const MAX_TOLD: usize = 12;
/// Words of one change or comment that are told.
const MAX_WORDS: usize = 90;

/// A comment in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub author: String,
    /// As written in the file; empty where there is none.
    pub date: String,
    pub text: String,
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
        let (author, date) = (attribute("author"), attribute("date"));
        let mut text = String::new();
        words(&mut xml, &mut text)?;
        remarks.push(Remark { author, date, text: text.split_whitespace().collect::<Vec<_>>().join(" ") });
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

/// Each tracked change that has words, in one sentence.
pub fn changes(revisions: &[Revision], text: &str) -> Option<String> {
    let told = |one: &Revision| {
        let (words, what) = match one.kind {
            RevisionKind::Insertion => (text.get(one.source.clone()).unwrap_or_default(), "put in"),
            RevisionKind::MoveTo => (text.get(one.source.clone()).unwrap_or_default(), "moved here"),
            RevisionKind::Deletion => (one.deleted.as_str(), "taken out"),
            RevisionKind::MoveFrom => return None,
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then(|| format!("{} {what}{}", quoted(&words), signed(&one.author, &one.date)))
    };
    listed("Tracked changes", revisions.iter().filter_map(told).collect())
}

/// The comments in one sentence.
pub fn comments(remarks: &[Remark]) -> Option<String> {
    let told = remarks.iter().filter(|one| !one.text.is_empty());
    let told = told.map(|one| format!("{}{}", quoted(&one.text), signed(&one.author, &one.date)));
    listed("Comments", told.collect())
}

fn listed(title: &str, mut told: Vec<String>) -> Option<String> {
    let more = told.len().saturating_sub(MAX_TOLD);
    told.truncate(MAX_TOLD);
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    (!told.is_empty()).then(|| format!("{title}: {}.", told.join("; ")))
}

fn quoted(words: &str) -> String {
    match words.char_indices().nth(MAX_WORDS) {
        Some((end, _)) => format!("“{}…”", &words[..end]),
        None => format!("“{words}”"),
    }
}

/// " (Ann Lee, 2026-01-02)"
fn signed(author: &str, date: &str) -> String {
    let day = date.split('T').next().unwrap_or_default();
    let parts: Vec<String> = [author.trim(), day]
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| part.chars().take(60).collect())
        .collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_with_their_author() {
        let source = "<w:comments xmlns:w='x'><w:comment w:id='0' w:author='Ann Lee' w:date='2026-01-02T03:04:05Z'><w:p><w:r><w:t>Why 90</w:t></w:r></w:p><w:p><w:r><w:t>days &amp; not 30?</w:t></w:r></w:p></w:comment></w:comments>";
        let remarks = read(source).unwrap();
        assert_eq!(comments(&remarks).unwrap(), "Comments: “Why 90 days & not 30?” (Ann Lee, 2026-01-02).");
        assert_eq!(comments(&[]), None);
    }

    #[test]
    fn long_lists_are_counted() {
        let many: Vec<Remark> = (0..20)
            .map(|_| Remark { author: String::new(), date: String::new(), text: "word ".repeat(30).trim().to_owned() })
            .collect();
        let told = comments(&many).unwrap();
        assert!(told.ends_with("; and 8 more.") && told.matches('…').count() == 12, "{told}");
    }
}
