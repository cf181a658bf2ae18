//! What others did to a Word file is told: who, when, what and where, in every form of the report.

mod docx;

use clausewright::ingest;
use clausewright::report::{
    self, ChangeKind, ChangeReport, Colour, PositionEncoding, Report, ReviewOptions, changes, in_utf16,
};
use clausewright::session;
use docx::{Word, p, r};

const BY: &str = "w:author='Ann Lee' w:date='2026-01-02T03:04:05Z'";

fn file() -> Vec<u8> {
    let pay = format!(
        "<w:p>{}<w:del w:id='1' {BY}><w:r><w:delText>thirty</w:delText></w:r></w:del><w:ins w:id='2' {BY}>{}</w:ins>{}</w:p>",
        r("2. Fees. Customer pays Vendor 😀 within "),
        r("sixty"),
        r(" days of an invoice."),
    );
    let term = format!(
        "<w:p>{}<w:commentRangeStart w:id='4'/>{}<w:commentRangeEnd w:id='4'/><w:r><w:commentReference w:id='4'/></w:r>{}</w:p>",
        r("3. Term. The term is "),
        r("one year"),
        r(" from today."),
    );
    let note = format!("<w:comment w:id='4' {BY}>{}</w:comment>", p("", "Why &lt;b&gt; so short?"));
    let nowhere = format!("<w:comment w:id='9' w:author='Bo'>{}</w:comment>", p("", "Of no words."));
    Word::body(&format!("{}{pay}{term}", p("", "1. Services. Vendor serves Customer.")))
        .with("comments", &format!("{note}{nowhere}"))
        .part(
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/comments' Target='comments.xml'/></Relationships>",
        )
        .bytes()
}

fn reviewed(encoding: PositionEncoding) -> (Report, String) {
    let document = ingest::read(&file(), "contract.docx").unwrap();
    let text = document.text.source().to_owned();
    let options = ReviewOptions::default();
    let playbook = session::playbook_for(&options).unwrap();
    (session::review(document, &options, &playbook, encoding), text)
}

fn told(change: &ChangeReport) -> (ChangeKind, &str, &str, &str) {
    (change.kind, &change.author, &change.date, &change.text)
}

#[test]
fn each_change_with_its_author_time_words_and_place() {
    let (report, text) = reviewed(PositionEncoding::Utf8);
    let list = &report.document.changes;
    let (ann, time) = ("Ann Lee", "2026-01-02T03:04:05Z");
    assert_eq!(
        list.iter().map(told).collect::<Vec<_>>(),
        [
            (ChangeKind::Deleted, ann, time, "thirty"),
            (ChangeKind::Inserted, ann, time, "sixty"),
            (ChangeKind::Commented, ann, time, "Why <b> so short?"),
            (ChangeKind::Commented, "Bo", "", "Of no words."),
        ]
    );
    let words: Vec<Option<&str>> = list.iter().map(|one| one.span.map(|span| &text[span.start..span.end])).collect();
    assert_eq!(words, [Some(""), Some("sixty"), Some("one year"), None]);
    assert!(text[list[0].span.unwrap().start..].starts_with("sixty days"));
    let clauses: Vec<_> =
        list.iter().map(|one| one.clause.as_ref().and_then(|clause| clause.number.as_deref())).collect();
    assert_eq!(clauses, [Some("2"), Some("2"), Some("3"), None]);
    assert_eq!(list[2].quote, "one year");
}

#[test]
fn places_count_as_the_reader_does() {
    let (report, text) = reviewed(PositionEncoding::Utf16);
    let units: Vec<u16> = text.encode_utf16().collect();
    let span = report.document.changes[1].span.unwrap();
    assert_eq!(String::from_utf16(&units[span.start..span.end]).unwrap(), "sixty");
    let document = ingest::read(&file(), "contract.docx").unwrap();
    assert_eq!(in_utf16(changes(&document), &text)[1].span, Some(span));
}

#[test]
fn all_reports_list_them_and_no_words_become_markup() {
    let (report, text) = reviewed(PositionEncoding::Utf8);
    let markdown = report::markdown(&report);
    assert!(markdown.contains("## Tracked changes and comments in the file"), "{markdown}");
    assert!(markdown.contains("- Ann Lee, 2026-01-02, Clause 2: deleted: “thirty”"), "{markdown}");
    assert!(!markdown.contains("<b>"), "{markdown}");
    let html = report::html(&report);
    assert!(
        html.contains("Ann Lee, 2026-01-02, Clause 3: commented: “Why &lt;b&gt; so short?” on “one year”"),
        "{html}"
    );
    let plain = report::terminal(&report, &text, Colour::Plain);
    assert!(plain.contains("Bo: commented: “Of no words.”"), "{plain}");
}

#[test]
fn a_text_has_none() {
    assert!(changes(&ingest::Document::from_text("Fees are due.")).is_empty());
}

#[test]
fn a_text_that_comes_without_its_file_is_reported_with_what_was_said_of_it() {
    let (whole, text) = reviewed(PositionEncoding::Utf16);
    let document = ingest::read(&file(), "contract.docx").unwrap();
    let options = ReviewOptions {
        layout: report::TextLayout::Paragraphs,
        notices: vec!["Page 3 has no text.".into()],
        changes: in_utf16(changes(&document), &text),
        ..ReviewOptions::default()
    };
    let playbook = session::playbook_for(&options).unwrap();
    let told = session::Reader::new().review(text, &options, &playbook, PositionEncoding::Utf16);
    assert_eq!(told.document.notices.first().map(String::as_str), Some("Page 3 has no text."));
    let list = |report: &Report| serde_json::to_value(&report.document.changes).unwrap();
    assert_eq!(list(&told), list(&whole));
    assert!(report::markdown(&told).contains("Ann Lee, 2026-01-02, Clause 3: commented"));
    assert!(report::html(&told).contains("one year"));
}
