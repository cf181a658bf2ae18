//! Markdown. In: lines. Out: whether the text is Markdown; what a line's marks say it is; the
//! pieces inside a line that are marks and no words.

use std::ops::Range;

use super::line::Line;
use super::{BlockKind, Syntax};
use crate::sorting;

/// Marks that must be seen before a text counts as Markdown.
const PLAIN_ENOUGH: usize = 2;

/// A line by its opening marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) kind: BlockKind,
    /// Where the words begin.
    pub(super) start: usize,
}

pub(super) fn resolve(syntax: Syntax, source: &str, lines: &[Line]) -> Syntax {
    if syntax != Syntax::Auto {
        return syntax;
    }
    let mut marks = 0;
    for line in lines {
        marks += marks_of(line.of(source));
        if marks >= PLAIN_ENOUGH {
            return Syntax::Markdown;
        }
    }
    Syntax::Plain
}

fn marks_of(words: &str) -> usize {
    let hashes = heading_level(words).map_or(0, |(_, spaced)| 1 + usize::from(spaced));
    // Most lines have none of the other marks; one look tells.
    if !words.bytes().any(|byte| matches!(byte, b'<' | b'*' | b']' | b'\\' | b'|')) {
        return hashes;
    }
    let tags = 2 * usize::from(words.contains("<span ") || words.contains("<a ") || words.contains("</"));
    let bold = usize::from(words.contains("**") && !emphasis(words, Syntax::Markdown).is_empty());
    hashes
        + tags
        + bold
        + usize::from(words.contains("]("))
        + usize::from(words.contains("\\_"))
        + 2 * usize::from(is_delimiter_row(words))
}

/// The level of a `#` heading, and whether a space follows the mark.
fn heading_level(words: &str) -> Option<(u8, bool)> {
    let level = words.bytes().take_while(|byte| *byte == b'#').count();
    let next = words[level.min(words.len())..].chars().next()?;
    let named = next.is_whitespace() || next.is_alphabetic() || next == '*';
    ((1..=6).contains(&level) && named).then_some((level as u8, next.is_whitespace()))
}

/// `| --- | :-: |`
pub(super) fn is_delimiter_row(words: &str) -> bool {
    words.starts_with('|')
        && words.contains("--")
        && words.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// What the line's first marks make it, in this syntax.
pub(super) fn opening(source: &str, line: &Line, syntax: Syntax) -> Opening {
    let mut start = line.start;
    let mut kind = BlockKind::Paragraph;
    loop {
        let words = source.get(start..line.end).unwrap_or("");
        let markdown = syntax == Syntax::Markdown;
        let mark = if let Some((level, _)) = heading_level(words).filter(|_| markdown) {
            kind = BlockKind::Heading(level);
            usize::from(level)
        } else if markdown && words.starts_with('>') {
            1
        } else if markdown && words.starts_with('|') {
            return Opening { kind: BlockKind::Row, start };
        } else if let Some(mark) = bullet(words) {
            kind = BlockKind::Item;
            mark
        } else {
            return Opening { kind, start };
        };
        let rest = &words[mark..];
        let trimmed = rest.trim_start();
        start += mark + rest.len() - trimmed.len();
        if trimmed.is_empty() {
            return Opening { kind, start };
        }
    }
}

/// Bytes of a bullet at the start of `words`.
fn bullet(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    let len = first.len_utf8();
    let spaced = words[len..].chars().next().is_none_or(char::is_whitespace);
    match first {
        '\u{2022}' | '\u{25cf}' | '\u{25e6}' | '\u{25aa}' | '\u{25a0}' | '\u{2023}' | '\u{f0b7}' | '\u{f0a7}'
        | '\u{27a2}' => Some(len),
        '-' | '*' | '+' | '\u{2013}' | '\u{2014}' | '\u{b7}' if spaced => Some(len),
        _ => None,
    }
}

/// A piece of a line that is no word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) range: Range<usize>,
    /// A line break by tag parts the words around it.
    pub(super) parts_words: Parts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    Yes,
    No,
}

/// The marks in `source[start..end]`, in order, not overlapping.
pub(super) fn cuts(source: &str, start: usize, end: usize, syntax: Syntax) -> Vec<Cut> {
    let words = source.get(start..end).unwrap_or("");
    let marked = |byte: u8| matches!(byte, b'*' | b'_' | b'\\' | b'[' | b'<' | b'&' | b'`');
    if !words.bytes().any(|byte| byte == b'_' || (syntax == Syntax::Markdown && marked(byte))) {
        return Vec::new();
    }
    let mut found = emphasis(words, syntax);
    if syntax == Syntax::Markdown {
        tags_links_and_escapes(words, &mut found);
    }
    sorting::by_key(&mut found, |cut| (cut.range.start, cut.range.end));
    let mut reached = 0;
    found.retain(|cut| {
        let fresh = cut.range.start >= reached;
        reached = reached.max(cut.range.end);
        fresh
    });
    for cut in &mut found {
        cut.range = cut.range.start + start..cut.range.end + start;
    }
    found
}

fn cut(range: Range<usize>) -> Cut {
    Cut { range, parts_words: Parts::No }
}

/// Pairs of `*`, `**`, `_`, `__` around words. In plain text only a single `_` is one.
fn emphasis(words: &str, syntax: Syntax) -> Vec<Cut> {
    let bytes = words.as_bytes();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mark = bytes[at];
        if mark == b'\\' && syntax == Syntax::Markdown {
            at += 2;
            continue;
        }
        if mark != b'_' && mark != b'*' {
            at += 1;
            continue;
        }
        let run = bytes[at..].iter().take_while(|byte| **byte == mark).count();
        let longest = if syntax == Syntax::Markdown { 3 } else { 1 };
        if run <= longest && (mark == b'_' || syntax == Syntax::Markdown) {
            pair(words, at, run, &mut open, &mut found);
        }
        at += run;
    }
    found
}

fn pair(words: &str, at: usize, run: usize, open: &mut Vec<(usize, usize)>, found: &mut Vec<Cut>) {
    let before = words[..at].chars().next_back().unwrap_or(' ');
    let after = words[at + run..].chars().next().unwrap_or(' ');
    let mark = words.as_bytes()[at];
    // "[***]" is what filings write for words they keep secret.
    if before == '[' && after == ']' || (mark == b'_' && before.is_alphanumeric() && after.is_alphanumeric()) {
        return;
    }
    let same = |other: &(usize, usize)| other.1 == run && words.as_bytes()[other.0] == mark;
    if !before.is_whitespace()
        && let Some(place) = open.iter().rposition(same)
    {
        let opened = open[place].0;
        if opened + run < at {
            found.push(cut(opened..opened + run));
            found.push(cut(at..at + run));
            open.truncate(place);
            return;
        }
    }
    if !after.is_whitespace() && open.len() < 16 {
        open.push((at, run));
    }
}

fn tags_links_and_escapes(words: &str, found: &mut Vec<Cut>) {
    let bytes = words.as_bytes();
    let mut brackets: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                found.push(cut(at..at + 1));
                at += 2;
                continue;
            }
            b'`' => found.push(cut(at..at + 1)),
            b'[' if brackets.len() < 16 => brackets.push(at),
            b']' => {
                if let (Some(opened), Some(end)) = (brackets.pop(), link_end(words, at)) {
                    let image = opened > 0 && bytes[opened - 1] == b'!';
                    found.push(cut(opened - usize::from(image)..opened + 1));
                    found.push(cut(at..end));
                    at = end;
                    continue;
                }
            }
            b'<' => {
                if let Some(end) = tag_end(words, at) {
                    let breaks = words[at..end].to_ascii_lowercase().starts_with("<br");
                    let parts_words = if breaks { Parts::Yes } else { Parts::No };
                    found.push(Cut { range: at..end, parts_words });
                    at = end;
                    continue;
                }
            }
            b'&' if words[at..].starts_with("&nbsp;") => found.push(Cut { range: at..at + 6, parts_words: Parts::Yes }),
            b'&' if words[at..].starts_with("&amp;") => found.push(cut(at + 1..at + 5)),
            _ => {}
        }
        at += 1;
    }
}

/// The end of `](address)` whose bracket closes at `at`.
fn link_end(words: &str, at: usize) -> Option<usize> {
    let rest = words.get(at + 1..)?;
    let inside = rest.strip_prefix('(')?;
    let limit = inside.len().min(500);
    let close = inside.bytes().take(limit).position(|byte| byte == b')')?;
    let address = inside.get(..close)?;
    let is_link = address.starts_with('#') || address.contains('/') || address.contains('.') || address.contains('@');
    (is_link && !address.trim().contains(' ')).then_some(at + 2 + close + 1)
}

fn tag_end(words: &str, at: usize) -> Option<usize> {
    let next = *words.as_bytes().get(at + 1)?;
    if !(next.is_ascii_alphabetic() || next == b'/' || next == b'!') {
        return None;
    }
    let inside = words.as_bytes().get(at + 1..)?;
    let close = inside.iter().take(300).position(|byte| matches!(byte, b'>' | b'<'))?;
    (inside[close] == b'>').then_some(at + 1 + close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(words: &str, syntax: Syntax) -> String {
        let mut out = String::new();
        let mut at = 0;
        for cut in cuts(words, 0, words.len(), syntax) {
            out.push_str(&words[at..cut.range.start]);
            at = cut.range.end;
        }
        out + &words[at..]
    }

    #[test]
    fn takes_marks_away() {
        for (words, expected) in [
            ("**1.\tThe Agreement**. It", "1.\tThe Agreement. It"),
            ("“**Action**” means _any_ claim", "“Action” means any claim"),
            ("see [Section 4](#s4) and [Exhibit A]", "see Section 4 and [Exhibit A]"),
            ("pay [***] dollars of [***]", "pay [***] dollars of [***]"),
            (r"Fee: \_\_\_\_ snake_case_word", "Fee: ____ snake_case_word"),
            (r#"<span class="x">Fees.</span> 5 < 6"#, "Fees. 5 < 6"),
            ("**<a id=\"1\"></a>Except** 2 * 3 * 4", "Except 2 * 3 * 4"),
        ] {
            assert_eq!(stripped(words, Syntax::Markdown), expected);
        }
        assert_eq!(stripped("_Payment_. ____ **x**", Syntax::Plain), "Payment. ____ **x**");
    }

    #[test]
    fn reads_openings() {
        let kind = |words: &str, syntax| {
            let line = Line { start: 0, end: words.len(), indent: 0, width: 0, blanks_before: 0, page_before: false };
            let found = opening(words, &line, syntax);
            (found.kind, words[found.start..].to_owned())
        };
        assert_eq!(kind("## Fees", Syntax::Markdown), (BlockKind::Heading(2), "Fees".into()));
        assert_eq!(kind("## Fees", Syntax::Plain), (BlockKind::Paragraph, "## Fees".into()));
        assert_eq!(kind("> - pay", Syntax::Markdown), (BlockKind::Item, "pay".into()));
        assert_eq!(kind("• pay", Syntax::Plain), (BlockKind::Item, "pay".into()));
        assert_eq!(kind("-pay", Syntax::Plain), (BlockKind::Paragraph, "-pay".into()));
    }
}
