//! OpenDocument, web pages and rich text: what the text of each is, and what hostile ones do.

use std::io::{Cursor, Write};

use clausewright::ingest::{self, Document, Format};
use clausewright::report::{PositionEncoding, ReviewOptions};
use clausewright::{ErrorKind, session};
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

fn read(bytes: &[u8], name: &str) -> Document {
    ingest::read(bytes, name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

const NAMESPACES: &str = "xmlns:office='o' xmlns:text='t' xmlns:table='b' xmlns:style='s' xmlns:draw='d' xmlns:dc='c'";

/// An OpenDocument text with these automatic styles and this body.
fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    package("application/vnd.oasis.opendocument.text", "<m/>", &content)
}

fn package(kind: &str, manifest: &str, content: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)] {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NUMBERED: &str = "<text:list-style style:name='L'>\
    <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
    <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2'/>\
    <text:list-level-style-number text:level='3' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/></text:list-style>\
    <text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='-'/></text:list-style>";

#[test]
fn opendocument() {
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let p = |words: &str| format!("<text:p>{words}</text:p>");
    let list = |items: &str| format!("<text:list text:style-name='L'>{items}</text:list>");
    let third = list(&item(&p("by bank")));
    let second = list(&(item(&p("Client pays.")) + &item(&(p("On time:") + &third))));
    let deep = list(&item(&(p("Fees") + &second)));
    for (body, expected) in [
        (p("Client <text:span>shall</text:span><text:s text:c='2'/>pay&amp;go.<text:tab/>x"), "Client shall pay&go. x"),
        ("<text:h text:outline-level='2'>Fees</text:h>".to_owned() + &p("text"), "Fees\ntext"),
        (list(&(item(&p("one")) + &item(&(p("two") + &p("more"))))), "1. one\n2. two\nmore"),
        (deep, "1. Fees\n1.1 Client pays.\n1.2 On time:\n(a) by bank"),
        (list(&item(&p("one"))) + &p("x") + &list(&item(&p("anew"))), "1. one\nx\n1. anew"),
        (
            list(&item(&p("one")))
                + "<text:list text:style-name='L' text:continue-numbering='true'>"
                + &item(&p("on"))
                + "</text:list>",
            "1. one\n2. on",
        ),
        (format!("<text:list text:style-name='B'>{}</text:list>", item(&p("dot"))), "• dot"),
        (list(&item(&p("(c) own"))), "(c) own"),
        (
            "<table:table><table:table-column/><table:table-row><table:table-cell>".to_owned()
                + &p("Fee")
                + "</table:table-cell><table:table-cell>"
                + &p("EUR 5")
                + "</table:table-cell></table:table-row></table:table>",
            "Fee | EUR 5",
        ),
        (
            p(
                "a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body></text:note> b",
            ) + &p("c"),
            "a b\nc\nThe note.",
        ),
        (p("By: __<text:line-break/>Name: Ann"), "By: __\nName: Ann"),
        (
            p("<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>Words"),
            "Words\nIn a box",
        ),
        (
            "<text:table-of-content><text:index-body><text:p>Fees 3</text:p></text:index-body></text:table-of-content>"
                .to_owned()
                + &p("x"),
            "x",
        ),
    ] {
        let document = read(&odt(NUMBERED, &body), "deal.odt");
        assert_eq!((document.text.source(), document.format), (expected, Format::Odt), "{body}");
    }
}

#[test]
fn opendocument_says_what_was_left_out() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Ann</dc:creator>\
        </office:change-info><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:p>kept<office:annotation><dc:creator>Ben</dc:creator><text:p>why?</text:p></office:annotation></text:p>";
    let document = read(&odt("", body), "deal.odt");
    assert_eq!(document.text.source(), "kept");
    assert_eq!(
        document.notices,
        [
            "The file holds 1 tracked change. It is read as it stands now: insertions are in, deletions are not.",
            "1 comment in the margin left out."
        ]
    );
}

#[test]
fn refusals() {
    let text = "application/vnd.oasis.opendocument.text";
    let deep =
        format!("<office:document-content {NAMESPACES}><office:body><office:text>{}", "<text:section>".repeat(5000));
    for (bytes, kind, words) in [
        (package(text, "<m/>", "<office:body><office:text>"), ErrorKind::Unreadable, "OpenDocument file is damaged"),
        (package(text, "<m/>", &deep), ErrorKind::Unreadable, "OpenDocument file is damaged"),
        (package(text, "<m><encryption-data/></m>", "\u{1}"), ErrorKind::Unreadable, "password"),
        (
            package("application/vnd.oasis.opendocument.spreadsheet", "<m/>", "<x/>"),
            ErrorKind::Unreadable,
            "a spreadsheet",
        ),
        (odt("", "<text:p/>"), ErrorKind::NothingToJudge, "no text"),
        (b"<html><body><img src=scan.png></body></html>".to_vec(), ErrorKind::NothingToJudge, "web page holds no text"),
        (b"{\\rtf1\\par}".to_vec(), ErrorKind::NothingToJudge, "rich text file holds no text"),
        ("{\\rtf1 ".repeat(3000).into_bytes(), ErrorKind::Unreadable, "nests"),
    ] {
        let error = ingest::read(&bytes, "x").unwrap_err();
        assert_eq!(error.kind, kind, "{error}");
        assert!(error.message.contains(words) && error.hint.is_some(), "{error}");
    }
}

#[test]
fn web_pages_and_rich_text() {
    let page = "<!doctype html><title>x</title><h1>Fees</h1><ol><li>Client shall pay within ninety (90) days.</ol>";
    let document = read(page.as_bytes(), "deal.txt");
    assert_eq!(
        (document.text.source(), document.format),
        ("Fees\n1. Client shall pay within ninety (90) days.", Format::Html)
    );
    let typed = "<html><pre>\nAGREEMENT\n\nClient shall pay\nwithin 30 days.\n</pre></html>";
    let document = read(typed.as_bytes(), "deal.htm");
    assert_eq!(
        (document.text.source().trim(), document.format),
        ("AGREEMENT\n\nClient shall pay\nwithin 30 days.", Format::Text)
    );
    let rich = read(br"{\rtf1\ansi Client shall pay \'80 5.\par Then.}", "deal.rtf");
    assert_eq!((rich.text.source(), rich.format), ("Client shall pay € 5.\nThen.", Format::Rtf));
}

/// The same contract finds the same, whatever it is written in.
#[test]
fn the_same_findings_from_every_format() {
    let clauses = [
        "SERVICES AGREEMENT",
        "This Agreement is made between Brightside Studio LLC, a Delaware company (\"Agency\"), and Acme, Inc. (\"Client\").",
        "1. Fees. Client shall pay each undisputed invoice within ninety (90) days of receipt.",
        "2. Indemnity. Agency shall indemnify, defend and hold harmless Client from any and all claims.",
        "3. Law. The laws of the State of New York govern this Agreement.",
    ];
    let wrap = |open: &str, close: &str| clauses.map(|clause| format!("{open}{clause}{close}")).concat();
    let rules = |document: Document| -> Vec<String> {
        let options = ReviewOptions::default();
        let playbook = session::playbook_for(&options).unwrap();
        let report = session::review(document, &options, &playbook, PositionEncoding::Utf8);
        report.findings.into_iter().map(|finding| format!("{} {}", finding.rule, finding.quote)).collect()
    };
    let expected = rules(read(clauses.join("\n\n").as_bytes(), "deal.txt"));
    assert!(expected.iter().any(|rule| rule.starts_with("payment.long-terms")), "{expected:?}");
    for (bytes, name) in [
        (format!("<html>{}</html>", wrap("<p>", "</p>")).into_bytes(), "html"),
        (format!("{{\\rtf1 {}}}", wrap("", "\\par ")).into_bytes(), "rtf"),
        (odt("", &wrap("<text:p>", "</text:p>")), "odt"),
    ] {
        assert_eq!(rules(read(&bytes, name)), expected, "{name}");
    }
}

proptest! {
    #[test]
    fn any_bytes_end(body in "[<>/a-z\"'= &#;!-]{0,300}", codes in "[{}\\\\a-z0-9' *]{0,300}") {
        let _ = ingest::read(format!("<html>{body}").as_bytes(), "x.html");
        let _ = ingest::read(format!("{{\\rtf1{codes}").as_bytes(), "x.rtf");
        let _ = ingest::read(&odt("", &body), "x.odt");
    }

    #[test]
    fn any_order_of_tags_ends(tags in prop::collection::vec(prop::sample::select(vec![
        "<table>", "</table>", "<tr>", "</tr>", "<td>", "x", "<ol>", "</ol>", "<li>", "<p>", "<pre>", "</pre>", "<del>", "</del>", "<br>", "<h1>", "</h1>",
    ]), 0..60)) {
        let _ = ingest::read(format!("<html>{}", tags.concat()).as_bytes(), "x.html");
    }
}
