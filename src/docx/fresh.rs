//! New Word files. In: paragraphs and tables. Out: the bytes of a `.docx` with plain styles, on US
//! Letter, in fonts for which every system has a match.

use std::fmt::Write as _;

use super::package;
use super::write::{escaped, plain_words};
use crate::error::Error;

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Title,
    /// Level from 1.
    Heading(u8),
    /// Body text that reads as a heading.
    Bold,
    Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub look: Look,
    pub text: String,
}

/// Rows of cells, each with its paragraphs; the first row is repeated on every page. A cell that is
/// alone in its row is as wide as the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Twentieths of a point, for each column.
    pub widths: Vec<u32>,
    pub rows: Vec<Vec<Vec<Paragraph>>>,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A file of paragraphs.
pub fn file(paragraphs: &[Paragraph]) -> Result<Vec<u8>, Error> {
    packed(&paragraphs.iter().map(paragraph).collect::<String>(), PORTRAIT)
}

/// A file with a table between some paragraphs, on a page that lies on its side. Word wants a
/// paragraph behind a table: `foot` is not empty.
pub fn file_with_table(head: &[Paragraph], table: &Table, foot: &[Paragraph]) -> Result<Vec<u8>, Error> {
    let text = |paragraphs: &[Paragraph]| paragraphs.iter().map(paragraph).collect::<String>();
    packed(&[text(head), rows(table), text(foot)].concat(), LANDSCAPE)
}

const PORTRAIT: &str = "<w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" \
    w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";
const LANDSCAPE: &str = "<w:sectPr><w:pgSz w:w=\"15840\" w:h=\"12240\" w:orient=\"landscape\"/><w:pgMar w:top=\"1080\" \
    w:right=\"1080\" w:bottom=\"1080\" w:left=\"1080\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";

fn paragraph(one: &Paragraph) -> String {
    let (style, bold) = match one.look {
        Look::Title => ("<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>".to_owned(), ""),
        Look::Heading(level) => (format!("<w:pPr><w:pStyle w:val=\"Heading{}\"/></w:pPr>", level.clamp(1, 4)), ""),
        Look::Bold => ("<w:pPr><w:keepNext/></w:pPr>".to_owned(), "<w:rPr><w:b/><w:bCs/></w:rPr>"),
        Look::Body => (String::new(), ""),
    };
    format!("<w:p>{style}<w:r>{bold}{}</w:r></w:p>", plain_words(&one.text))
}

fn rows(table: &Table) -> String {
    let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let total: u32 = table.widths.iter().sum();
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    );
    for width in &table.widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml += "</w:tblGrid>";
    for (number, row) in table.rows.iter().enumerate() {
        let head = if number == 0 { "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" } else { "" };
        let _ = write!(xml, "<w:tr>{head}");
        let alone = row.len() == 1 && table.widths.len() > 1;
        let span = if alone { format!("<w:gridSpan w:val=\"{}\"/>", table.widths.len()) } else { String::new() };
        for (cell, width) in row.iter().zip(&table.widths) {
            let width = if alone { &total } else { width };
            let shade = if number == 0 { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/>" } else { "" };
            let inside: String = cell.iter().map(paragraph).collect();
            let inside = if inside.is_empty() { "<w:p/>" } else { &inside };
            let _ = write!(
                xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{shade}</w:tcPr>{inside}</w:tc>"
            );
        }
        xml += "</w:tr>";
    }
    xml + "</w:tbl>"
}

fn packed(body: &str, section: &str) -> Result<Vec<u8>, Error> {
    let document = format!("{HEAD}<w:document xmlns:w=\"{MAIN}\"><w:body>{body}{section}</w:body></w:document>");
    let relation = |id: u32, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{}\"/>", escaped(target))
    };
    let relations =
        |inside: String| format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{inside}</Relationships>");
    let types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{WORD}.styles+xml\"/></Types>"
    );
    package::written(&[
        ("[Content_Types].xml", &types),
        ("_rels/.rels", &relations(relation(1, "officeDocument", "word/document.xml"))),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", &relations(relation(1, "styles", "styles.xml"))),
        ("word/styles.xml", &styles()),
    ])
}

fn styles() -> String {
    let fonts = "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" \
        w:cs=\"Times New Roman\"/>";
    let mut xml = format!(
        "{HEAD}<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val=\"22\"/>\
         <w:szCs w:val=\"22\"/><w:lang w:val=\"en-US\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"140\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>\
         <w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after=\"280\"/><w:jc w:val=\"center\"/>\
         </w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/></w:rPr></w:style>"
    );
    for (level, size) in [(1, 26), (2, 24), (3, 22), (4, 22)] {
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>\
             <w:spacing w:before=\"200\" w:after=\"100\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:bCs/>\
             <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            level - 1
        );
    }
    xml + "</w:styles>"
}
