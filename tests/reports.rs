//! The HTML page and the CSV of a review: whole, and proof against what a contract may hold.

use clausewright::ingest::Document;
use clausewright::report::{self, PositionEncoding, Report, ReviewOptions};
use clausewright::session;

fn review(text: &str) -> Report {
    let options = ReviewOptions::default();
    let playbook = session::playbook_for(&options).unwrap();
    session::review(Document::from_text(text), &options, &playbook, PositionEncoding::Utf8)
}

const CONTRACT: &str = "SERVICES AGREEMENT <script>alert(1)</script>\n\n\
    This Agreement is made between Brightside Studio LLC, a Delaware company (\"Agency\"), and Acme & Sons, Inc. (\"Client\").\n\n\
    1. Fees. Client shall pay each undisputed invoice within ninety (90) days of receipt & acceptance < 5 faults, <img src=x onerror=alert(1)> less =cmd|'/c'!A0.\n\n\
    2. Indemnity. Agency shall indemnify, defend and hold harmless Client from any and all claims.";

#[test]
fn the_page_stands_alone_and_holds_every_finding() {
    let report = review(CONTRACT);
    let page = report::html(&report);
    assert!(report.findings.len() > 1);
    for (place, finding) in report.findings.iter().enumerate() {
        assert!(page.contains(&format!("<section id=\"finding-{}\">", place + 1)), "{}", finding.title);
    }
    for unwanted in ["<script", "<img", "<link", "http://", "https://", "url(", "onerror=alert(1)>"] {
        assert!(!page.contains(unwanted), "{unwanted}");
    }
    assert!(page.contains("receipt &amp; acceptance &lt; 5 faults"));
    for tag in ["section", "table", "ul", "dl", "li", "blockquote", "body", "html"] {
        let count = |mark: &str| page.matches(mark).count();
        assert_eq!(count(&format!("<{tag}>")) + count(&format!("<{tag} ")), count(&format!("</{tag}>")), "{tag}");
    }
    assert!(page.contains(&report.disclaimer.replace('\'', "&#39;")));
}

#[test]
fn every_form_tells_the_reasons_of_a_finding() {
    let report = review(CONTRACT);
    let reasons: Vec<_> = report.findings.iter().flat_map(|finding| &finding.reasons).collect();
    assert!(!reasons.is_empty());
    let text = report::terminal(&report, CONTRACT, report::Colour::Plain);
    for form in [report::html(&report), report::markdown(&report), report::csv(&report), text] {
        let told = |reason: &&&report::Finding| form.contains(&reason.title);
        assert_eq!(reasons.iter().filter(told).count(), reasons.len(), "{form}");
    }
}

#[test]
fn a_text_that_cannot_be_judged_is_never_called_safe() {
    let report = review("Hello.");
    assert!(report::html(&report).contains("could not be judged"));
    assert_eq!(report::csv(&report).lines().count(), 1);
}

#[test]
fn the_table_has_a_row_for_each_finding() {
    let report = review(CONTRACT);
    let table = report::csv(&report);
    let rows: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), report.findings.len() + 1);
    for row in &rows {
        assert_eq!(row.matches("\",\"").count(), 15, "{row}");
        assert!(row.starts_with('"') && row.ends_with('"'));
        assert!(!["\"=", "\"+", "\"@"].iter().any(|formula| row.contains(formula)), "{row}");
    }
    assert!(table.contains("ninety (90) days"));
}
