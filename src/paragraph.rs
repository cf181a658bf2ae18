//! Paragraphs of a file that says what its paragraphs are. In: the words of paragraphs, list items,
//! headings and table cells. Out: [`Paragraphs`], one a line. The readers of `odt`, `html` and `rtf`
//! fill it, `ingest` comes next.

use crate::error::{Error, ErrorKind};
use crate::text::BlockKind;

/// More text than this is no contract.
const MAX_TEXT: usize = 20 * 1024 * 1024;
/// A row with more text than this holds clauses, not entries.
const LONGEST_ROW: usize = 1500;
/// A heading of more words is a clause that was set in a heading's style for its numbers.
const LONGEST_HEADING: usize = 20;
/// Labels are short: "(xviii)", "12.10.1".
const LONGEST_LABEL: usize = 9;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: BlockKind,
    pub text: String,
}

/// The paragraphs of a file, in order.
#[derive(Debug, Default)]
pub struct Paragraphs {
    list: Vec<Paragraph>,
    size: usize,
}

impl Paragraphs {
    /// Adds a paragraph; `\n` in it is a line broken by hand. Blank ones are left out.
    pub fn push(&mut self, kind: BlockKind, text: &str) {
        let mut line = String::new();
        for piece in text.split('\n') {
            let piece = squeezed(piece);
            // Two breaks part paragraphs.
            if !line.is_empty() && (piece.is_empty() || !runs_on(&line, &piece)) {
                self.add(kind, std::mem::take(&mut line));
            }
            if !line.is_empty() && !piece.is_empty() {
                line.push(' ');
            }
            line.push_str(&piece);
        }
        self.add(kind, line);
    }

    /// Adds a row of a table: short cells are one line, parted by " | "; a table that only lays out the
    /// page gives the paragraphs of its cells.
    pub fn push_row(&mut self, cells: Vec<Paragraphs>) {
        let filled: Vec<Paragraphs> = cells.into_iter().filter(|cell| !cell.list.is_empty()).collect();
        if let [label, words] = &filled[..]
            && label.list.len() == 1
            && is_label(&label.list[0].text)
        {
            let mut words = words.list.iter();
            let first = words.next().map_or("", |first| &first.text);
            self.push(BlockKind::Paragraph, &format!("{} {first}", label.list[0].text));
            words.for_each(|one| self.add(one.kind, one.text.clone()));
            return;
        }
        if lays_out(&filled) {
            return filled.into_iter().flat_map(|cell| cell.list).for_each(|one| self.add(one.kind, one.text));
        }
        let cells: Vec<String> = filled.iter().map(Paragraphs::in_one).collect();
        self.add(BlockKind::Row, cells.join(" | "));
    }

    /// Adds all of `others` behind these.
    pub fn append(&mut self, others: Paragraphs) {
        others.list.into_iter().for_each(|one| self.add(one.kind, one.text));
    }

    fn in_one(&self) -> String {
        self.list.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn add(&mut self, kind: BlockKind, text: String) {
        if text.is_empty() {
            return;
        }
        let words = text.split_once(' ').filter(|(label, _)| is_label(label)).map_or(text.as_str(), |(_, words)| words);
        let heading = !matches!(kind, BlockKind::Heading(_)) || reads_as_heading(words);
        self.size += text.len() + 1;
        if self.size <= MAX_TEXT {
            self.list.push(Paragraph { kind: if heading { kind } else { BlockKind::Paragraph }, text });
        }
    }

    /// The text, and the lines that are more than a paragraph by their index. `what` names the file
    /// ("web page") where there is too much text or none.
    pub fn finish(self, what: &str) -> Result<(String, Vec<(usize, BlockKind)>), Error> {
        if self.size > MAX_TEXT {
            let message = format!("This {what} holds more than 20 MB of text; no contract is that long.");
            return Err(
                Error::new(ErrorKind::TooLarge, message).hint("save the part that matters as a file of its own")
            );
        }
        if self.list.is_empty() {
            return Err(Error::new(ErrorKind::NothingToJudge, format!("This {what} holds no text."))
                .hint("if it holds a scan, run text recognition (OCR) on it first"));
        }
        let kinds = self.list.iter().enumerate().filter(|(_, one)| one.kind != BlockKind::Paragraph);
        let kinds = kinds.map(|(at, one)| (at, one.kind)).collect();
        let text = self.list.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n");
        Ok((text, kinds))
    }
}

/// Whether a paragraph in a heading style is a heading. Contracts often set whole clauses in
/// heading styles for the sake of their numbers; those run to sentences.
pub fn reads_as_heading(text: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > LONGEST_HEADING || text.contains(". ") || text.ends_with([';', ',']) {
        return false;
    }
    let long = words.iter().filter(|word| word.chars().count() > 3);
    let (small, all) =
        long.fold((0, 0), |(small, all), word| (small + usize::from(word.starts_with(char::is_lowercase)), all + 1));
    let closed = text.ends_with(['.', ':']);
    !closed || (small * 2 <= all && !words.iter().any(|word| VERBS.contains(word)))
}

/// Verbs of sentences; a heading with a full stop behind it has none.
const VERBS: [&str; 16] = [
    "shall", "will", "must", "may", "can", "is", "are", "be", "has", "have", "does", "do", "agrees", "agree", "means",
    "includes",
];

/// One space for any white space, none at the ends.
fn squeezed(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace() && letter != '\u{a0}').filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether a sentence runs across a line broken by hand.
fn runs_on(before: &str, behind: &str) -> bool {
    let open = before.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == ',');
    open && behind.chars().next().is_some_and(char::is_lowercase)
}

fn lays_out(cells: &[Paragraphs]) -> bool {
    let length: usize = cells.iter().map(|cell| cell.size).sum();
    let rows = cells.iter().flat_map(|cell| &cell.list).any(|one| one.kind == BlockKind::Row);
    let lists = cells.iter().any(|cell| cell.list.iter().filter(|one| begins_with_label(&one.text)).count() > 1);
    cells.len() < 2 || length > LONGEST_ROW || rows || lists
}

/// Is the text nothing but a label ("(a)", "2.1", "•")?
fn is_label(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '.']);
    let marks = text.starts_with('(') || text.ends_with(['.', ')']) || text.contains('.') || !bare.is_ascii();
    let letters = bare.len() <= 2 || bare.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
    let numbers = bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text == "-" || text == "•" || (marks && text.len() <= LONGEST_LABEL && !bare.is_empty() && (letters || numbers))
}

/// Does it begin with a label that was written into it?
pub fn begins_with_label(text: &str) -> bool {
    text.split_once([' ', '\t', '\u{a0}']).is_some_and(|(first, _)| is_label(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(texts: &[&str]) -> Paragraphs {
        let mut cell = Paragraphs::default();
        texts.iter().for_each(|text| cell.push(BlockKind::Paragraph, text));
        cell
    }

    #[test]
    fn rows() {
        let long = "clause ".repeat(300);
        for (cells, expected) in [
            (vec![cell(&["Fee"]), cell(&[]), cell(&["EUR 5", "a day"])], vec!["Fee | EUR 5 a day"]),
            (
                vec![cell(&["(a)"]), cell(&["Client shall pay.", "Then more."])],
                vec!["(a) Client shall pay.", "Then more."],
            ),
            (vec![cell(&["2.1"]), cell(&["Fees"])], vec!["2.1 Fees"]),
            (vec![cell(&["12"]), cell(&["months"])], vec!["12 | months"]),
            (vec![cell(&[]), cell(&["Alone"])], vec!["Alone"]),
            (vec![cell(&[&long]), cell(&["x"])], vec![long.trim(), "x"]),
            (vec![cell(&["1. One", "2. Two"]), cell(&["x"])], vec!["1. One", "2. Two", "x"]),
        ] {
            let mut rows = Paragraphs::default();
            rows.push_row(cells);
            assert_eq!(rows.list.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn broken_lines_and_spaces() {
        let mut lines = Paragraphs::default();
        lines.push(BlockKind::Paragraph, " Client \t shall\npay. \n\n Then\u{a0}it ");
        lines.push(BlockKind::Heading(1), &"word ".repeat(30));
        let (text, kinds) = lines.finish("file").unwrap();
        assert_eq!(text, format!("Client shall pay.\nThen\u{a0}it\n{}", "word ".repeat(30).trim()));
        assert_eq!(kinds, []);
        assert_eq!(cell(&[" ", "\n"]).finish("web page").unwrap_err().message, "This web page holds no text.");
    }

    #[test]
    fn labels() {
        for (text, is) in [
            ("(a)", true),
            ("1.", true),
            ("2.10.3", true),
            ("(xviii)", true),
            ("12", false),
            ("Fee", false),
            ("a", false),
        ] {
            assert_eq!(is_label(text), is, "{text}");
        }
    }

    #[test]
    fn headings_and_clauses_in_heading_styles() {
        for (text, expected) in [
            ("Limitation of Liability", true),
            ("Payment.", true),
            ("Term and Termination:", true),
            ("How we use your personal data", true),
            ("Fees. Customer shall pay the fees within 30 days.", false),
            ("Client shall pay all undisputed fees.", false),
            ("Use of the Tool must comply with all Policies.", false),
            ("any claim of a third party;", false),
            ("", false),
        ] {
            assert_eq!(reads_as_heading(text), expected, "{text}");
        }
    }
}
