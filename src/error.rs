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
        write!(f, "{}", shown(&self.message, LONGEST_MESSAGE))?;
        if let Some(place) = &self.location {
            let gutter = " ".repeat(place.line.to_string().len());
            write!(f, "\n{gutter}--> {}:{}:{}", place.file, place.line, place.column)?;
            let (line, indent, carets) = place.excerpt();
            write!(f, "\n{gutter} |\n{} | {line}", place.line)?;
            write!(f, "\n{gutter} | {indent}{carets}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {}", shown(hint, LONGEST_MESSAGE))?;
        }
        Ok(())
    }
}

/// A message quotes a stranger's file, which may have a key of a megabyte.
const LONGEST_MESSAGE: usize = 4_000;
/// Of a longer line only the part around the fault is shown.
const LONGEST_LINE: usize = 240;
/// So much of it stands before the fault.
const BEFORE: usize = 80;

impl Location {
    /// The line, what stands below it before the carets, and the carets.
    fn excerpt(&self) -> (String, String, String) {
        let length = self.source_line.chars().count();
        let skipped = if length > LONGEST_LINE { (self.column - 1).saturating_sub(BEFORE) } else { 0 };
        let rest: String = self.source_line.chars().skip(skipped).collect();
        let line = shown(&rest, LONGEST_LINE);
        let indent = line.chars().take(self.column - 1 - skipped).map(|c| if c == '\t' { '\t' } else { ' ' });
        let room = line.chars().count().saturating_sub(self.column - 1 - skipped).max(1);
        let lead = if skipped > 0 { "…" } else { "" };
        let gap = if skipped > 0 { " " } else { "" };
        (format!("{lead}{line}"), gap.chars().chain(indent).collect(), "^".repeat(self.width.min(room)))
    }
}

/// At most so many characters, and none that would steer a terminal.
fn shown(text: &str, most: usize) -> String {
    let mut shown: String = text
        .chars()
        .take(most)
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_the_fault_and_controls_are_not_passed_on() {
        let source = format!("a = \"{}\u{1b}[31m fault {}\"", "x".repeat(1_000), "y".repeat(1_000_000));
        let at = source.find("fault").unwrap();
        let said =
            Error::new(ErrorKind::Playbook, "no\u{1b}[2J").at("mine.toml", &source, at..source.len()).to_string();
        assert!(said.len() < 2_000 && !said.contains('\u{1b}'), "{} bytes", said.len());
        let lines: Vec<&str> = said.lines().collect();
        let place = |line: &str, mark: &str| line.find(mark).map(|at| line[..at].chars().count());
        assert_eq!(place(lines[3], "fault"), place(lines[4], "^"), "{said}");
    }

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
