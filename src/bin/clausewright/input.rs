//! Bytes from files and standard input.

use std::io::Read;
use std::path::Path;

use clausewright::ingest::{self, Document};
use clausewright::playbook::{Library, Playbook};
use clausewright::{Error, ErrorKind};

/// Reads a contract; `-` is standard input.
pub fn document(path: &Path) -> Result<Document, Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ingest::read(&bytes(path)?, &name)
}

/// A playbook by its file, or by the name of a built-in one; each fault has its place.
pub fn playbook(named: &Path) -> Result<Playbook, Error> {
    let name = named.to_string_lossy();
    if named.extension().is_none() && !named.is_file() {
        return Library::written().load(&name);
    }
    let text = String::from_utf8(bytes(named)?).map_err(|_| {
        Error::new(ErrorKind::Playbook, format!("{name} is no text.")).hint("a playbook is a TOML file in UTF-8")
    })?;
    Library::written().parse(&name, &text)
}

/// All bytes of a file; `-` is standard input.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    if path.as_os_str() != "-" {
        return std::fs::read(path).map_err(|error| unreadable(&path.display().to_string(), &error));
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| unreadable("standard input", &error))?;
    Ok(bytes)
}

fn unreadable(what: &str, error: &std::io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("Could not read {what}: {error}."))
}
