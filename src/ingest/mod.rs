//! Reading a file. In: bytes (or a pasted string). Out: a [`Document`]. `outline` comes next.
//! `signature` tells what the bytes are, `decode` reads text; Word files, OpenDocument, web pages and
//! rich text have modules of their own.

mod decode;
mod signature;

use crate::docx::{self, Origin, WordText};
use crate::error::{Error, ErrorKind};
use crate::html::{self, Page};
use crate::odt;
use crate::paragraph::Paragraphs;
use crate::rtf;
use crate::text::{Layout, Syntax, Text};
use signature::Container;

/// More text than this is no contract: 20 MB.
const MAX_TEXT: usize = 20 * 1024 * 1024;

/// Where the text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Docx,
    Odt,
    Html,
    Rtf,
}

impl Format {
    /// Does the file say what its paragraphs are? Else its lines may be hard-wrapped.
    pub fn has_paragraphs(self) -> bool {
        matches!(self, Self::Docx | Self::Odt | Self::Html | Self::Rtf)
    }
}

/// A text with what is known of the file it came from.
#[derive(Clone, Debug)]
pub struct Document {
    pub text: Text,
    pub format: Format,
    /// Things the reader must know: unaccepted revisions were read as current, …; each a sentence.
    pub notices: Vec<String>,
    /// For a Word file: which byte of the source text stands where in which part.
    pub origin: Option<Origin>,
}

impl Document {
    /// A pasted or typed text.
    pub fn from_text(source: impl Into<String>) -> Self {
        Self::plain(Text::new(source, Layout::Auto, Syntax::Auto), Format::Text)
    }

    /// Text drawn from a Word file by [`read`]: every line is a paragraph.
    pub fn from_paragraphs(source: impl Into<String>) -> Self {
        Self::plain(Text::new(source, Layout::Paragraphs, Syntax::Plain), Format::Docx)
    }

    fn plain(text: Text, format: Format) -> Self {
        Self { text, format, notices: Vec::new(), origin: None }
    }

    fn of_paragraphs(read: (Paragraphs, Vec<String>), format: Format, what: &str) -> Result<Self, Error> {
        let (paragraphs, notices) = read;
        let (text, kinds) = paragraphs.finish(what)?;
        let text = Text::with_kinds(text, Layout::Paragraphs, Syntax::Plain, &kinds);
        Ok(Self { notices, ..Self::plain(text, format) })
    }

    fn from_word(word: WordText) -> Self {
        let text = Text::with_kinds(word.text, Layout::Paragraphs, Syntax::Plain, &word.kinds);
        Self { text, format: Format::Docx, notices: word.notices, origin: Some(word.origin) }
    }
}

/// Reads `.docx`, `.odt`, `.html`, `.rtf`, `.txt` and `.md` bytes. The name helps only where the bytes do not tell.
///
/// ```
/// use clausewright::ingest::read;
/// let document = read(b"Caf\xe9 Ltd shall pay within 30 days.", "offer.txt").unwrap();
/// assert_eq!(document.text.source(), "Café Ltd shall pay within 30 days.");
/// assert!(read(b"%PDF-1.7", "offer.txt").unwrap_err().message.contains("PDF"));
/// ```
pub fn read(bytes: &[u8], name: &str) -> Result<Document, Error> {
    if bytes.is_empty() {
        return Err(empty());
    }
    match signature::recognise(bytes)? {
        Container::Zip if docx::Package::open(bytes).is_ok_and(|package| odt::is_odt(&package)) => {
            Document::of_paragraphs(odt::read(bytes)?, Format::Odt, "OpenDocument file")
        }
        Container::Zip => docx::read(bytes).map(Document::from_word),
        Container::RichText => {
            within_limit(bytes)?;
            Document::of_paragraphs(rtf::read(bytes)?, Format::Rtf, "rich text file")
        }
        Container::Html => read_html(bytes),
        Container::Text => read_text(bytes, name),
    }
}

fn read_html(bytes: &[u8]) -> Result<Document, Error> {
    within_limit(bytes)?;
    let (source, lost) = decode::decode(bytes)?;
    let mut document = match html::read(&source) {
        Page::Paragraphs(paragraphs, notices) => {
            Document::of_paragraphs((paragraphs, notices), Format::Html, "web page")?
        }
        Page::Typed(text) => Document::from_text(text),
    };
    document.notices.extend(lost);
    Ok(document)
}

fn within_limit(bytes: &[u8]) -> Result<(), Error> {
    if bytes.len() <= MAX_TEXT {
        return Ok(());
    }
    Err(Error::new(ErrorKind::TooLarge, "This file is larger than 20 MB; no contract is that long.")
        .hint("save the part that matters as a file of its own, or paste it"))
}

fn read_text(bytes: &[u8], name: &str) -> Result<Document, Error> {
    within_limit(bytes)?;
    let (source, notice) = decode::decode(bytes)?;
    if source.trim().is_empty() {
        return Err(empty());
    }
    let text = match format_of(name) {
        Format::Markdown => Text::new(source, Layout::Auto, Syntax::Markdown),
        _ => Text::new(source, Layout::Auto, Syntax::Auto),
    };
    let mut document = Document::plain(text, format_of(name));
    document.notices.extend(notice);
    Ok(document)
}

fn format_of(name: &str) -> Format {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd") => Format::Markdown,
        _ => Format::Text,
    }
}

fn empty() -> Error {
    Error::new(ErrorKind::NothingToJudge, "This file is empty.")
        .hint("choose another file, or paste the contract's text")
}
