//! The one error type. In: what went wrong and where. Out: a sentence that says what to do, with
//! file, line and caret where there is a place to point at.

use std::fmt;

/// What went wrong, for a program that must act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The bytes are not a document that can be read.
    Unreadable,
    /// The document is larger than the limits allow.
    TooLarge,
    /// There is nothing to judge: empty, far too short, no contract.
    NothingToJudge,
    /// A clause pattern does not parse.
    Pattern,
    /// A playbook is refused.
    Playbook,
    /// Edits that cannot be applied.
    Edit,
    /// The operating system refused (files; command line only).
    Io,
}

/// Where in a playbook or pattern the fault lies. Lines and columns count from 1; columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// The whole line, for the caret.
    pub source_line: String,
    /// Characters under the caret, at least 1.
    pub width: usize,
}

/// A failure that a person can act on: one sentence, an optional place and an optional hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub kind: ErrorKind,
    pub message: String,
    pub location: Option<Box<Location>>,
    pub hint: Option<String>,
}

impl Error {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), location: None, hint: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Points at `range` (bytes) of `source`, which was read from `file`.
    pub fn at(mut self, file: &str, source: &str, range: std::ops::Range<usize>) -> Self {
        self.location = Some(Box::new(Location::of(file, source, range)));
        self
    }
}

impl Location {
    fn of(file: &str, source: &str, range: std::ops::Range<usize>) -> Self {
        let start = floor_boundary(source, range.start);
        let end = floor_boundary(source, range.end).max(start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let width = source[start..end.min(line_end)].chars().count().max(1);
        Self {
            file: file.to_owned(),
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            source_line: source[line_start..line_end].trim_end_matches('\r').to_owned(),
            width,
        }
    }
}

fn floor_boundary(text: &str, mut place: usize) -> usize {
    place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        if let Some(place) = &self.location {
            let gutter = " ".repeat(place.line.to_string().len());
            write!(f, "\n{gutter}--> {}:{}:{}", place.file, place.line, place.column)?;
            write!(f, "\n{gutter} |\n{} | {}", place.line, place.source_line)?;
            let indent: String =
                place.source_line.chars().take(place.column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            write!(f, "\n{gutter} | {indent}{}", "^".repeat(place.width))?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_with_a_caret() {
        let error = Error::new(ErrorKind::Playbook, "unknown key `ttile`")
            .at("mine.toml", "id = \"a\"\nttile = \"é\"\n", 9..14)
            .hint("did you mean `title`?");
        assert_eq!(
            error.to_string(),
            "unknown key `ttile`\n --> mine.toml:2:1\n  |\n2 | ttile = \"é\"\n  | ^^^^^\n  hint: did you mean `title`?"
        );
    }
}
