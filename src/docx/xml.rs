//! Reading a part element by element. In: the part's text. Out: [`Node`]s with their byte ranges,
//! named without prefix, so that strict and transitional files and any prefix read alike.
//! A document type, an unknown entity or endless nesting is refused. `styles`, `numbering` and
//! `body` come next.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::package::damaged;
use crate::error::{Error, ErrorKind};

/// Word's own files nest some 40 elements deep; nested tables and text boxes some more.
const MAX_DEPTH: usize = 256;

/// The start of an element.
#[derive(Debug)]
pub struct Element<'a> {
    start: BytesStart<'a>,
    /// Where its start tag begins.
    pub at: usize,
}

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        let name = self.start.name().into_inner();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|one| {
            let key = one.key.into_inner();
            key.split_once(':').map_or(key, |(_, local)| local) == name
        })?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// `w:val`.
    pub fn value(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    pub fn number(&self, name: &str) -> Option<i32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// A property that is on by its presence and may be switched off by its value.
    pub fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// What stands next in a part.
#[derive(Debug)]
pub enum Node<'a> {
    Open(Element<'a>),
    Close,
    /// Text exactly as it stands in the part: its bytes and the part's are the same.
    Text {
        text: &'a str,
        at: Range<usize>,
    },
    /// One character written as a reference (`&amp;`, `&#8217;`).
    Char {
        char: char,
        at: Range<usize>,
    },
}

/// Reads one part from its start to its end.
pub struct Xml<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        reader.config_mut().expand_empty_elements = true;
        Self { source, reader, depth: 0 }
    }

    /// The byte behind what was read last.
    pub fn place(&self) -> usize {
        (self.reader.buffer_position() as usize).min(self.source.len())
    }

    /// The part's outermost element; none where there is no element at all.
    pub fn root(&mut self) -> Result<Option<Element<'a>>, Error> {
        while let Some(node) = self.any()? {
            if let Node::Open(element) = node {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// The next node of the element that is open, or none at its end tag, which is consumed.
    /// Whoever takes an `Open` must read that element to its end.
    pub fn child(&mut self) -> Result<Option<Node<'a>>, Error> {
        match self.any()? {
            Some(Node::Close) => Ok(None),
            Some(node) => Ok(Some(node)),
            None => Err(damaged()),
        }
    }

    /// The next element inside the one that is open; text between is passed over.
    pub fn element(&mut self) -> Result<Option<Element<'a>>, Error> {
        while let Some(node) = self.child()? {
            if let Node::Open(element) = node {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Reads to the end of the element that is open.
    pub fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.any()?.ok_or_else(damaged)?;
        }
        Ok(())
    }

    /// The next node whatever it is; none at the end of the part.
    pub fn any(&mut self) -> Result<Option<Node<'a>>, Error> {
        loop {
            let start = self.place();
            let event = self.reader.read_event().map_err(|_| damaged())?;
            let at = start..self.place();
            match event {
                Event::Start(start) => return self.open(start, at.start).map(Some),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::Close));
                }
                Event::Text(_) => return Ok(self.text(at)),
                Event::CData(_) => return Ok(self.text(at.start + "<![CDATA[".len()..at.end - "]]>".len())),
                Event::GeneralRef(reference) => {
                    return Ok(Some(Node::Char { char: character(&reference)?, at }));
                }
                Event::DocType(_) => return Err(document_type()),
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(damaged()),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn open(&mut self, start: BytesStart<'a>, at: usize) -> Result<Node<'a>, Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Error::new(ErrorKind::Unreadable, "This Word file nests its parts deeper than Word does.")
                .hint("open it in Word and save it again as .docx, or paste the contract's text"));
        }
        // What an attribute says may be written out as text, where it must be as sound.
        if start.contains('&') && !start.attributes().with_checks(false).flatten().all(|one| is_readable(&one)) {
            return Err(document_type());
        }
        Ok(Node::Open(Element { start, at }))
    }

    fn text(&self, at: Range<usize>) -> Option<Node<'a>> {
        Some(Node::Text { text: self.source.get(at.clone()).unwrap_or_default(), at })
    }
}

fn is_readable(attribute: &Attribute<'_>) -> bool {
    attribute.normalized_value(XmlVersion::Implicit1_0).is_ok()
}

fn character(reference: &BytesRef) -> Result<char, Error> {
    if let Ok(Some(char)) = reference.resolve_char_ref() {
        return Ok(char);
    }
    match reference.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(document_type()),
    }
}

fn document_type() -> Error {
    Error::new(
        ErrorKind::Unreadable,
        "This file declares its own XML entities, which no Word file does; it was not read.",
    )
    .hint("open it in Word and save it again as .docx, or paste the contract's text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_point_at_the_words() {
        let source = "<w:p a:val='&lt;1'><w:t>Fees &amp; <![CDATA[costs]]></w:t><w:tab/></w:p>";
        let mut xml = Xml::new(source);
        let mut seen = String::new();
        while let Some(node) = xml.any().unwrap() {
            match node {
                Node::Open(element) => {
                    seen += &format!("<{} {:?}>", element.name(), element.value());
                    assert!(source[element.at..].starts_with('<'));
                }
                Node::Close => seen += "</>",
                Node::Text { text, at } => {
                    assert_eq!(&source[at], text);
                    seen += text;
                }
                Node::Char { char, at } => {
                    assert_eq!(&source[at], "&amp;");
                    seen.push(char);
                }
            }
        }
        assert_eq!(seen, "<p Some(\"<1\")><t None>Fees & costs</><tab None></></>");
    }

    #[test]
    fn refuses_entities_depth_and_open_ends() {
        let deep = "<a>".repeat(300);
        let entity = "<a b='c &d; e'/>";
        for source in
            ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>&b;</a>", entity, "<a><b>", "<a></b>", "<a", &deep]
        {
            let mut xml = Xml::new(source);
            let result = loop {
                match xml.any() {
                    Ok(Some(_)) => {}
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            };
            assert!(result.is_err(), "{source}");
        }
    }
}
