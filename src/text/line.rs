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

/// A program that makes one line of a page leaves two spaces for the end of a line and four for a blank
/// one: such lines are parted there, where a sentence ends and another begins.
pub(super) fn parted(source: &str, lines: Vec<Line>) -> Vec<Line> {
    if !lines.iter().any(|line| is_page(line) && line.of(source).contains(GAP)) {
        return lines;
    }
    let mut list = Vec::with_capacity(lines.len() * 2);
    for line in lines {
        let mut rest = line;
        while let Some((end, start)) = is_page(&line).then(|| gap(rest.of(source))).flatten() {
            let width = rest.of(source)[..start].chars().count();
            list.push(Line { end: rest.start + end, width: rest.of(source)[..end].chars().count(), ..rest });
            rest = Line {
                start: rest.start + start,
                indent: 0,
                width: rest.width.saturating_sub(width),
                blanks_before: 1,
                page_before: false,
                ..rest
            };
        }
        list.push(rest);
    }
    list
}

const GAP: &str = "    ";
/// A line of more characters is no line as someone wrote it.
const LONGEST: usize = 320;

fn is_page(line: &Line) -> bool {
    line.width > LONGEST
}

/// Where the words before the first blank line end, and where those behind it begin.
fn gap(words: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(end) = words[from..].find(GAP).map(|at| from + at) {
        let behind = words[end..].trim_start_matches(' ');
        let start = words.len() - behind.len();
        let closed =
            words[..end].trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', ';', ':', '?', '!']);
        let begins =
            |letter: char| letter.is_uppercase() || letter.is_ascii_digit() || matches!(letter, '"' | '“' | '(');
        if closed && behind.starts_with(begins) {
            return Some((end, start));
        }
        from = start;
    }
    None
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

    #[test]
    fn a_page_in_one_line_is_parted_at_its_blank_lines() {
        let fees = "Fees are due within thirty days of é invoice,  and ".repeat(8);
        let source = format!("  {fees}are final.    2. Term. \u{201c}A year.\u{201d}     (a) More    of it.");
        let seen: Vec<(&str, usize, usize)> = parted(&source, lines(&source))
            .iter()
            .map(|line| (line.of(&source), line.indent, line.blanks_before))
            .collect();
        let first = format!("{fees}are final.");
        assert_eq!(seen, [(first.as_str(), 2, 0), ("2. Term. “A year.”", 0, 1), ("(a) More    of it.", 0, 1)]);
        let widths: Vec<usize> = parted(&source, lines(&source)).iter().map(|line| line.width).collect();
        assert_eq!(widths, [first.chars().count(), 18, 18]);
        let short = "Name:    Ann.    By: Bo";
        assert_eq!(parted(short, lines(short)).len(), 1);
    }
}
