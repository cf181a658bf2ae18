//! Lines of the source. In: the source. Out: its lines without the white space around them, with
//! their indent and the blank lines before them.

/// A line that is not blank. Its words are `source[start..end]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Columns of white space before the words; a tab goes to the next multiple of eight.
    pub(super) indent: usize,
    /// Characters from the first to the last word.
    pub(super) width: usize,
    pub(super) blanks_before: usize,
    /// A form feed stands before it.
    pub(super) page_before: bool,
}

impl Line {
    pub(super) fn of<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.start..self.end).unwrap_or("")
    }

    /// The column where its words end.
    pub(super) fn extent(&self) -> usize {
        self.indent + self.width
    }
}

pub(super) fn lines(source: &str) -> Vec<Line> {
    let bytes = source.as_bytes();
    let mut list: Vec<Line> = Vec::with_capacity(source.len() / 60);
    let (mut at, mut blanks, mut page) = (0, 0, false);
    while at < bytes.len() {
        let end =
            bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0x0c)).map_or(bytes.len(), |n| at + n);
        match line(source, at, end) {
            Some(found) => {
                list.push(Line { blanks_before: blanks, page_before: page, ..found });
                (blanks, page) = (0, false);
            }
            None => blanks += 1,
        }
        page |= bytes.get(end) == Some(&0x0c);
        at = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    list
}

fn line(source: &str, at: usize, end: usize) -> Option<Line> {
    let whole = source.get(at..end)?;
    let words = whole.trim_matches(is_blank);
    if words.is_empty() {
        return None;
    }
    let lead = whole.len() - whole.trim_start_matches(is_blank).len();
    let indent = whole[..lead].chars().fold(0, |column, blank| match blank {
        '\t' => column / 8 * 8 + 8,
        '\u{200b}'..='\u{200f}' | '\u{feff}' => column,
        _ => column + 1,
    });
    let start = at + lead;
    let width = words.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
    Some(Line { start, end: start + words.len(), indent, width, blanks_before: 0, page_before: false })
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines_with_indent_and_blanks() {
        let source = "One\r\n\r\n\r\n\t two \u{c}three\rfour";
        let seen: Vec<_> = lines(source)
            .iter()
            .map(|line| (line.of(source), line.indent, line.blanks_before, line.page_before))
            .collect();
        assert_eq!(seen, [("One", 0, 0, false), ("two", 9, 2, false), ("three", 0, 0, true), ("four", 0, 0, false)]);
    }
}
