//! OpenDocument text. In: the bytes of an `.odt` file. Out: its paragraphs with computed numbering,
//! and what the reader must know. `ingest` comes next.
//! The archive and its XML are opened by `docx`'s package code; `lists` knows labels, `body` reads.

mod body;
mod lists;

use crate::docx::{Package, Xml};
use crate::error::{Error, ErrorKind};
use crate::paragraph::Paragraphs;

use lists::ListStyles;

/// Is the archive an OpenDocument text?
pub fn is_odt(package: &Package<'_>) -> bool {
    package.has("content.xml") && package.has("META-INF/manifest.xml")
}

/// Reads a file. Tracked changes are read as they stand: insertions are in, deletions are not.
pub fn read(bytes: &[u8]) -> Result<(Paragraphs, Vec<String>), Error> {
    read_package(bytes).map_err(|error| match error.kind {
        // The package speaks of Word files.
        ErrorKind::Unreadable if error.message.contains("Word") => damaged(),
        _ => error,
    })
}

fn read_package(bytes: &[u8]) -> Result<(Paragraphs, Vec<String>), Error> {
    let mut package = Package::open(bytes)?;
    if package.read("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Error::new(ErrorKind::Unreadable, "This file is locked with a password.")
            .hint("open it in LibreOffice or Word, remove the password, and save it again"));
    }
    let kind = package.read("mimetype")?.unwrap_or_default();
    for (other, what) in
        [("spreadsheet", "a spreadsheet"), ("presentation", "a presentation"), ("graphics", "a drawing")]
    {
        if kind.contains(other) {
            let message = format!("This OpenDocument file is {what}, not a text.");
            return Err(
                Error::new(ErrorKind::Unreadable, message).hint("choose the contract itself, or paste its text")
            );
        }
    }
    let mut styles = ListStyles::default();
    if let Some(source) = package.read("styles.xml")? {
        styles.read(&mut Xml::new(&source))?;
    }
    let content = package.read("content.xml")?.ok_or_else(damaged)?;
    styles.read(&mut Xml::new(&content))?;
    body::read(&content, &styles)
}

fn damaged() -> Error {
    Error::new(ErrorKind::Unreadable, "This OpenDocument file is damaged or incomplete.")
        .hint("open it in LibreOffice or Word and save it again, or paste the contract's text")
}
