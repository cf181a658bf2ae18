//! Paragraphs of a page. In: its text. Out: [`Blocks`]: paragraphs, list items with their marks, rows
//! of tables; and the typed text in it.

use super::entity;
use super::token::{Tag, Token, Tokens};
use crate::docx::NumberFormat;
use crate::paragraph::{Paragraphs, begins_with_label};
use crate::text::BlockKind;

/// Lists inside lists beyond this are read as one.
const MAX_LISTS: usize = 64;

#[derive(Default)]
pub struct Blocks {
    pub paragraphs: Paragraphs,
    /// What stands in `<pre>`, line by line.
    pub typed: String,
    /// How many bytes of words stand elsewhere.
    pub words: usize,
    /// Passages marked as deleted.
    pub struck: usize,
}

pub fn read(source: &str) -> Blocks {
    let mut reader = Reader::default();
    for token in Tokens::of(source) {
        match token {
            Token::Open(tag) => reader.open(&tag),
            Token::Close(name) => reader.close(&name.to_ascii_lowercase()),
            Token::Words(words) => reader.words(words),
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    blocks: Blocks,
    /// The paragraph in the making.
    line: String,
    kind: Option<BlockKind>,
    label: Option<String>,
    lists: Vec<List>,
    /// The cells of the open row, each with its paragraphs.
    row: Option<Vec<Paragraphs>>,
    /// An element that is left out, and how many of its name are open in it.
    hidden: Option<(String, usize)>,
    typed_depth: usize,
}

struct List {
    format: NumberFormat,
    next: i32,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        if let Some((hidden, open)) = &mut self.hidden {
            *open += usize::from(*hidden == name);
            return;
        }
        if is_void(&name) {
            return self.void(&name);
        }
        if is_left_out(&name, tag) {
            self.blocks.struck += usize::from(name == "del");
            self.hidden = Some((name, 1));
            return;
        }
        if is_block(&name) {
            self.end_paragraph();
        }
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.kind = Some(BlockKind::Heading(name.as_bytes()[1] - b'0')),
            "ul" | "menu" => self.open_list(NumberFormat::Bullet, 1),
            "ol" => self.open_ordered(tag),
            "li" => self.label = self.next_label(tag),
            "pre" => self.typed_depth += 1,
            "table" => self.flush_row(),
            "tr" => {
                self.end_row();
                self.row = Some(Vec::new());
            }
            "td" | "th" => {
                if let Some(row) = &mut self.row {
                    row.push(Paragraphs::default());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((hidden, open)) = &mut self.hidden {
            *open -= usize::from(*hidden == name);
            if *open == 0 {
                self.hidden = None;
            }
            return;
        }
        if is_block(name) {
            self.end_paragraph();
        }
        match name {
            "ul" | "ol" | "menu" => drop(self.lists.pop()),
            "li" => self.label = None,
            "pre" => self.typed_depth = self.typed_depth.saturating_sub(1),
            "tr" | "table" | "tbody" | "thead" | "tfoot" => self.end_row(),
            _ => {}
        }
    }

    fn void(&mut self, name: &str) {
        match name {
            "br" if self.typed_depth > 0 => self.blocks.typed.push('\n'),
            "br" => self.line.push('\n'),
            "hr" => self.end_paragraph(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden.is_some() {
            return;
        }
        let words = entity::decode(words);
        if self.typed_depth > 0 {
            self.blocks.typed.push_str(&words);
            // It stands in the paragraphs too, should the page hold more than that.
            return self.line.push_str(&words);
        }
        self.blocks.words += words.trim().len();
        // A line break in the source is a space; one in the text is `<br>`.
        self.line.extend(words.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter }));
    }

    fn open_list(&mut self, format: NumberFormat, next: i32) {
        if self.lists.len() < MAX_LISTS {
            self.lists.push(List { format, next });
        }
    }

    fn open_ordered(&mut self, tag: &Tag<'_>) {
        let plain = tag.attribute("style").is_some_and(|style| style.replace(' ', "").contains("list-style-type:none"));
        let format = match tag.attribute("type").as_deref() {
            _ if plain => NumberFormat::None,
            Some("a") => NumberFormat::LowerLetter,
            Some("A") => NumberFormat::UpperLetter,
            Some("i") => NumberFormat::LowerRoman,
            Some("I") => NumberFormat::UpperRoman,
            _ => NumberFormat::Decimal,
        };
        let start = tag.attribute("start").and_then(|start| start.trim().parse().ok());
        self.open_list(format, start.unwrap_or(1));
    }

    fn next_label(&mut self, tag: &Tag<'_>) -> Option<String> {
        let list = self.lists.last_mut()?;
        let number = tag.attribute("value").and_then(|value| value.trim().parse().ok()).unwrap_or(list.next);
        list.next = number.saturating_add(1);
        match list.format {
            NumberFormat::Bullet => Some("•".to_owned()),
            NumberFormat::None => None,
            format => Some(format!("{}.", format.write(number))),
        }
    }

    fn end_paragraph(&mut self) {
        let line = std::mem::take(&mut self.line);
        let kind = self.kind.take().unwrap_or(BlockKind::Paragraph);
        if line.trim().is_empty() {
            return;
        }
        let label = self.label.take().filter(|_| !begins_with_label(line.trim_start()));
        let (text, kind) = match label {
            Some(label) if label == "•" => (format!("• {}", line.trim_start()), BlockKind::Item),
            Some(label) => (format!("{label} {}", line.trim_start()), kind),
            None => (line, kind),
        };
        self.place().push(kind, &text);
    }

    /// The open cell, or the page.
    fn place(&mut self) -> &mut Paragraphs {
        match &mut self.row {
            Some(row) if !row.is_empty() => {
                let last = row.len() - 1;
                &mut row[last]
            }
            _ => &mut self.blocks.paragraphs,
        }
    }

    fn end_row(&mut self) {
        self.end_paragraph();
        if let Some(row) = self.row.take() {
            self.blocks.paragraphs.push_row(row);
        }
    }

    /// A table inside a cell: the outer one only lays out the page.
    fn flush_row(&mut self) {
        if let Some(row) = self.row.take() {
            row.into_iter().for_each(|cell| self.blocks.paragraphs.append(cell));
        }
    }

    fn finish(mut self) -> Blocks {
        self.end_row();
        self.blocks
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "meta"
            | "link"
            | "col"
            | "base"
            | "wbr"
            | "area"
            | "source"
            | "embed"
            | "param"
    )
}

/// Deleted, hidden, or no text of the page.
fn is_left_out(name: &str, tag: &Tag<'_>) -> bool {
    if matches!(name, "del" | "template" | "svg" | "math" | "object" | "select" | "datalist" | "ix:header") {
        return true;
    }
    let hidden = tag
        .attribute("style")
        .is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("display:none"));
    (hidden || tag.attribute("hidden").is_some()) && !matches!(name, "html" | "body")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(page: &str) -> String {
        read(page).paragraphs.finish("page").map(|(text, _)| text).unwrap_or_default()
    }

    #[test]
    fn pages() {
        for (page, expected) in [
            (
                "<p>Client <b>shall</b> pay\n within 30&nbsp;days.<p>Then ends.",
                "Client shall pay within 30\u{a0}days.\nThen ends.",
            ),
            ("<title>T</title><style>p{}</style><body>Hello<script>x</script></body>", "Hello"),
            ("<h2>Fees</h2>text<div>more<div>inner</div>after</div>", "Fees\ntext\nmore\ninner\nafter"),
            ("<ul><li>one<li>two</ul>", "• one\n• two"),
            ("<ol type=a start=3><li>one</li><li><p>two</p><p>and</p></li></ol>", "c. one\nd. two\nand"),
            (
                "<ol><li>1.1 own<li value=7>seven<li>eight<ol type=i><li>deep</ol><li>nine</ol>",
                "1.1 own\n7. seven\n8. eight\ni. deep\n9. nine",
            ),
            ("<ol style='list-style-type: none'><li>plain</ol>", "plain"),
            (
                "<table><tr><td>Fee<td>EUR 5</tr><tr><td>(a)</td><td>Client pays.</td></tr></table>x",
                "Fee | EUR 5\n(a) Client pays.\nx",
            ),
            ("<table><tr><td>One<table><tr><td>a<td>b</table></td></tr></table>", "One\na | b"),
            ("<p>By: ___<br>Name: Ann<br>who\n signs", "By: ___\nName: Ann who signs"),
            ("<p>kept <del>gone <del>x</del> y</del>here <span style='display:none'>no</span>", "kept here"),
            ("a<br><br>b", "a\nb"),
            ("<li>no list", "no list"),
            ("</ul></table></p>x", "x"),
        ] {
            assert_eq!(lines(page), expected, "{page}");
        }
        assert_eq!(read("<del>x</del><p>y").struck, 1);
    }

    #[test]
    fn nesting_and_open_ends_do_not_hang() {
        let deep = format!("{}x", "<div><table><tr><td><ol><li>".repeat(20_000));
        assert!(lines(&deep).ends_with(". x"));
        for open in ["<", "<a", "<!--", "<a href=\"", "&#", "<script>", "<pre>x"] {
            lines(&open.repeat(5_000));
        }
    }
}
