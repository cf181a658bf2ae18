//! Reading a file. In: bytes (or a pasted string). Out: a [`Document`]. `outline` comes next.

use crate::error::Error;
use crate::text::{Layout, Syntax, Text};

/// Where the text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Docx,
}

/// A text with what is known of the file it came from.
#[derive(Clone, Debug)]
pub struct Document {
    pub text: Text,
    pub format: Format,
    /// Things the reader must know: unaccepted revisions were read as current, …; each a sentence.
    pub notices: Vec<String>,
}

impl Document {
    /// A pasted or typed text.
    pub fn from_text(source: impl Into<String>) -> Self {
        Self { text: Text::new(source, Layout::Auto, Syntax::Auto), format: Format::Text, notices: Vec::new() }
    }

    /// Text drawn from a Word file by [`read`]: every line is a paragraph.
    pub fn from_paragraphs(source: impl Into<String>) -> Self {
        Self { text: Text::new(source, Layout::Paragraphs, Syntax::Plain), format: Format::Docx, notices: Vec::new() }
    }
}

/// Reads `.txt`, `.md` and `.docx` bytes. The name helps only where the bytes do not tell.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, Error> {
    let _ = name;
    Ok(Document::from_text(String::from_utf8_lossy(bytes)))
}
