//! Files that must be refused with a sentence, and bytes that must not harm.

mod docx;

use clausewright::ErrorKind;
use clausewright::ingest::{self, Format};
use docx::{Word, p};
use proptest::prelude::*;
use zip::CompressionMethod;

fn refused(bytes: &[u8]) -> (ErrorKind, String) {
    let error = ingest::read(bytes, "contract.docx").unwrap_err();
    (error.kind, error.message)
}

#[test]
fn refusals() {
    let contract = p("", "Client shall pay.");
    let document = |inside: &str| format!("<w:document xmlns:w='x'><w:body>{inside}</w:body></w:document>");
    let tight = document(&" ".repeat(30_000_000));
    let half = document(&contract) + &" ".repeat(35_000_000);
    let large = Word::document(&half).part("word/styles.xml", &half).packed(CompressionMethod::Stored);
    let cases: Vec<(&str, Vec<u8>, ErrorKind, &str)> = vec![
        ("empty", vec![], ErrorKind::NothingToJudge, "empty"),
        ("blank", b" \r\n\t".to_vec(), ErrorKind::NothingToJudge, "empty"),
        ("binary", b"\x7fELF\0\0\0".to_vec(), ErrorKind::Unreadable, "not text"),
        ("PDF", b"%PDF-1.4".to_vec(), ErrorKind::Unreadable, "PDF"),
        ("text of 20 MB", vec![b'a'; 20 * 1024 * 1024 + 1], ErrorKind::TooLarge, "20 MB"),
        ("zip bomb", Word::document(&tight).bytes(), ErrorKind::TooLarge, "unpacks to far more"),
        ("too large in all", large, ErrorKind::TooLarge, "unpacks to far more"),
        (
            "DOCTYPE",
            Word::document(&("<!DOCTYPE x [<!ENTITY a 'b'>]>".to_owned() + &document(&contract))).bytes(),
            ErrorKind::Unreadable,
            "entities",
        ),
        ("entity", Word::body("<w:p><w:r><w:t>&file;</w:t></w:r></w:p>").bytes(), ErrorKind::Unreadable, "entities"),
        ("nesting", Word::body(&"<w:sdt><w:sdtContent>".repeat(5000)).bytes(), ErrorKind::Unreadable, "nests"),
        ("cut XML", Word::document("<w:document><w:body><w:p>").bytes(), ErrorKind::Unreadable, "damaged"),
        (
            "not UTF-8",
            Word::document("<w:document/>").part("word/styles.xml", "<a").bytes(),
            ErrorKind::Unreadable,
            "damaged",
        ),
        ("no text", Word::body("<w:p/>").bytes(), ErrorKind::NothingToJudge, "no text"),
        ("scan", Word::body("<w:p><w:r><w:drawing/></w:r></w:p>").bytes(), ErrorKind::NothingToJudge, "pictures"),
        ("plain zip", other_zip(&["readme.txt"]), ErrorKind::Unreadable, "no Word document"),
        ("Excel", other_zip(&["xl/workbook.xml"]), ErrorKind::Unreadable, "Excel"),
        ("OpenDocument", other_zip(&["mimetype", "content.xml"]), ErrorKind::Unreadable, "OpenDocument"),
    ];
    for (name, bytes, kind, words) in cases {
        let (found, message) = refused(&bytes);
        assert_eq!(found, kind, "{name}: {message}");
        assert!(message.contains(words), "{name}: {message}");
    }
}

fn other_zip(paths: &[&str]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for path in paths {
        zip.start_file(*path, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"words").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_lying_size_changes_nothing() {
    let mut bytes = Word::body(&p("", &"Client shall pay. ".repeat(200))).bytes();
    let central = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[central + 24..central + 28].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    // Whether it is read or refused, two gigabytes are not set aside on the archive's word.
    if let Ok(document) = ingest::read(&bytes, "") {
        assert!(document.text.source().len() < 4000);
    }
}

#[test]
fn every_truncation_is_an_error() {
    let bytes = Word::body(&p("", "Client shall pay within 30 days.")).bytes();
    for end in b"PK\x03\x04".len()..bytes.len() {
        assert!(ingest::read(&bytes[..end], "contract.docx").is_err(), "cut at {end}");
    }
}

#[test]
fn names_and_encodings() {
    for (bytes, name, format, source) in [
        (&b"# Fees\n\n**Client** pays."[..], "a.MD", Format::Markdown, "# Fees\n\n**Client** pays."),
        (b"\xff\xfeF\0e\0e\0", "a.txt", Format::Text, "Fee"),
        (b"caf\xe9 \x80 5", "a", Format::Text, "café € 5"),
    ] {
        let document = ingest::read(bytes, name).unwrap();
        assert_eq!((document.format, document.text.source()), (format, source), "{name}");
        assert!(document.origin.is_none());
    }
    let renamed = Word::body(&p("", "Client pays.")).bytes();
    assert_eq!(ingest::read(&renamed, "contract.txt").unwrap().format, Format::Docx);
}

#[test]
fn macros_are_said() {
    let file = Word::body(&p("", "Client pays.")).part("word/vbaProject.bin", "x");
    assert_eq!(ingest::read(&file.bytes(), "").unwrap().notices, ["The file holds macros; they were not run."]);
}

/// One file with much in it.
fn rich() -> Word {
    let list = docx::lvl(0, "upperRoman", "Article %1", "") + &docx::lvl(1, "decimal", "%1.%2", "<w:isLgl/>");
    let blocks = [
        p(&docx::num(1, 0), "Fees &amp; costs"),
        p(&docx::num(1, 1), "Client shall pay."),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".into(),
        "<w:p><w:ins w:author='A'><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>\
         <w:r><w:fldChar w:fldCharType='begin'/><w:instrText>REF</w:instrText><w:fldChar w:fldCharType='end'/>\
         <w:footnoteReference w:id='1'/></w:r></w:p>"
            .into(),
    ]
    .concat();
    Word::body(&blocks)
        .with("numbering", &format!("<w:abstractNum w:abstractNumId='0'>{list}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"))
        .with("footnotes", "<w:footnote w:id='1'><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote>")
}

fn check(bytes: &[u8]) {
    let Ok(document) = ingest::read(bytes, "") else { return };
    let source = document.text.source();
    let Some(origin) = document.origin else { return };
    let mut end = 0;
    for run in &origin.runs {
        assert!(run.source.start >= end && source.get(run.source.clone()).is_some());
        end = run.source.end;
    }
    for paragraph in &origin.paragraphs {
        assert!(source.get(paragraph.source.clone()).is_some() && source.get(paragraph.label.clone()).is_some());
    }
    for revision in &origin.revisions {
        assert!(source.get(revision.source.clone()).is_some());
    }
}

/// Pieces of Word's markup in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:pPr>",
        "</w:pPr>",
        "<w:rPr>",
        "</w:rPr>",
        "<w:vanish/>",
        "<w:del>",
        "</w:del>",
        "<w:ins>",
        "</w:ins>",
        "<w:br/>",
        "<w:tab/>",
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:fldChar w:fldCharType='end'/>",
        "<w:sdt>",
        "</w:sdt>",
        "<w:sdtContent>",
        "</w:sdtContent>",
        "<w:footnoteReference w:id='1'/>",
        "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>",
        "fees ",
        "é",
        "&amp;",
        "<w:pict>",
        "</w:pict>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<w:moveFrom>",
        "</w:moveFrom>",
        "<w:sym w:font='Symbol' w:char='F0B7'/>",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(balanced)
}

/// Closes what is open and drops what closes nothing, so that the parser goes all the way.
fn balanced(pieces: Vec<&str>) -> String {
    let mut open: Vec<&str> = Vec::new();
    let mut xml = String::new();
    for piece in pieces {
        if let Some(name) = piece.strip_prefix("</") {
            if open.last().is_some_and(|last| last.strip_prefix('<') == Some(name)) {
                open.pop();
                xml += piece;
            }
            continue;
        }
        if piece.starts_with('<') && !piece.contains("/>") {
            open.push(piece);
        }
        xml += piece;
    }
    open.iter().rev().for_each(|name| xml += &name.replace('<', "</"));
    xml
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000), zipped in any::<bool>()) {
        let mut file = if zipped { b"PK\x03\x04".to_vec() } else { Vec::new() };
        file.extend(bytes);
        check(&file);
    }

    #[test]
    fn damaged_files(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = rich().bytes();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        check(&bytes);
    }

    #[test]
    fn any_markup(xml in soup()) {
        let file = Word::body(&xml).with("footnotes", &format!("<w:footnote w:id='1'>{xml}</w:footnote>"));
        check(&file.bytes());
    }
}
