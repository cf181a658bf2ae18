//! Standard output, and files.

use std::io::{ErrorKind as Io, IsTerminal, Write};
use std::path::Path;

use clausewright::report::Colour;
use clausewright::{Error, ErrorKind};
use serde::Serialize;

/// Prints a text; a reader that has seen enough (`| head`) is no error.
pub fn print(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    match write!(out, "{text}{newline}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != Io::BrokenPipe => Err(failed(&error)),
        _ => Ok(()),
    }
}

/// Writes a file.
pub fn file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes)
        .map_err(|error| Error::new(ErrorKind::Io, format!("Could not write {}: {error}.", path.display())))
}

/// Indented JSON, with the fields in the order of the data.
pub fn json(data: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string_pretty(data).map_err(|error| failed(&error))
}

/// Colours are for a terminal whose user has not asked for none.
pub fn colour() -> Colour {
    let wanted = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if wanted { Colour::Ansi } else { Colour::Plain }
}

fn failed(error: &dyn std::fmt::Display) -> Error {
    Error::new(ErrorKind::Io, format!("Could not write the result: {error}."))
}
