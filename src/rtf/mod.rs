//! Rich text. In: the bytes of an `.rtf` file. Out: its paragraphs and what the reader must know.
//! `ingest` comes next. `token` cuts the bytes into groups, control words and text, `reader` follows
//! them; destinations that hold no text of the page (fonts, styles, pictures, heads and feet) are left out.

mod reader;
mod token;

use crate::error::Error;
use crate::paragraph::Paragraphs;

/// Reads a file that begins with `{\rtf`. Deleted text is left out: it is read as it stands now.
pub fn read(bytes: &[u8]) -> Result<(Paragraphs, Vec<String>), Error> {
    let mut reader = reader::Reader::default();
    for token in token::Tokens::of(bytes) {
        reader.take(token)?;
    }
    Ok(reader.finish())
}
