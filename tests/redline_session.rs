//! The whole way of a Word file: reviewed, the edits taken, read again.

mod docx;

use clausewright::docx::fresh::{Look, Paragraph, Table};
use clausewright::facts::Side;
use clausewright::ingest;
use clausewright::report::{Finding, PositionEncoding, ReviewOptions};
use clausewright::session::{self, Choice, RedlineForm, RedlineOptions, RungTaken};
use docx::proof::{holds, parts, read};
use docx::{Word, lvl, num, p};

const NUMBERING: &str = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";

fn contract() -> Word {
    let clauses = [
        ("Fees.", "Client shall pay each invoice within ninety (90) days after receipt."),
        ("Liability.", "Agency's liability under this Agreement is unlimited."),
        ("Indemnity.", "Agency shall indemnify Client against any and all claims arising from the Services."),
        ("Term.", "This Agreement begins on the Effective Date and ends one year later."),
        (
            "Services.",
            "Agency shall perform the design services that each statement of work describes, with the staff and the tools that Agency considers right for the work.",
        ),
        (
            "Expenses.",
            "Client shall reimburse Agency for travel and for all other costs that Agency has in connection with the services, as Agency invoices them each month.",
        ),
        (
            "Renewal.",
            "This Agreement renews automatically for successive terms of three years unless a party gives notice of at least one hundred eighty (180) days before the end of a term.",
        ),
        (
            "Assignment.",
            "Agency may assign this Agreement or any of its rights at any time without the consent of Client, and Client may not assign this Agreement.",
        ),
        (
            "Confidentiality.",
            "Client shall keep the Confidential Information of Agency secret forever and shall use it only for the purposes of this Agreement.",
        ),
        (
            "Ownership.",
            "All deliverables are works made for hire, and Agency hereby assigns all right, title and interest in them to Client upon creation.",
        ),
        (
            "Entire agreement.",
            "This Agreement is the entire agreement of the parties on its subject and may be changed only in a writing that both parties sign.",
        ),
        (
            "Notices.",
            "Each notice under this Agreement must be in writing and is given when it is delivered to the address that the other party has named for notices.",
        ),
        ("Law.", "The laws of the State of Ohio govern this Agreement."),
    ];
    let head = p("", "SERVICES AGREEMENT")
        + &p(
            "",
            "This Services Agreement is made between Brightside Studio LLC (“Agency”) and Acme, Inc. (“Client”). Agency shall provide design services to Client.",
        );
    let body: String = clauses.map(|(heading, text)| p(&num(1, 0), &format!("{heading} {text}"))).concat();
    let numbering =
        format!("<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum>{NUMBERING}", lvl(0, "decimal", "%1.", ""));
    Word::body(&(head + &body)).with("numbering", &numbering)
}

fn options(side: Side) -> RedlineOptions {
    RedlineOptions {
        review: ReviewOptions { side, ..ReviewOptions::default() },
        author: "Our Side".into(),
        date: "2026-11-22".into(),
        comments: true,
        highlight: true,
        ..RedlineOptions::default()
    }
}

fn redlined(bytes: &[u8], options: &RedlineOptions) -> session::RedlinedFile {
    let playbook = session::playbook_for(&options.review).unwrap();
    session::redline_file(bytes, "contract.docx", options, &playbook).unwrap()
}

#[test]
fn every_finding_is_in_the_file_or_told_of() {
    let bytes = contract().bytes();
    for side in [Side::Vendor, Side::Customer] {
        for rung in [RungTaken::Preferred, RungTaken::Fallback] {
            let options = RedlineOptions { rung, ..options(side) };
            let file = redlined(&bytes, &options);
            holds("session", &bytes, &file.bytes, None);
            let playbook = session::playbook_for(&options.review).unwrap();
            let document = ingest::read(&bytes, "contract.docx").unwrap();
            let report = session::review(document, &options.review, &playbook, PositionEncoding::Utf8);
            assert!(!file.taken.is_empty(), "{side:?} {rung:?}: {:?}", file.left_out);
            for finding in &report.findings {
                let left = file.left_out.iter().any(|left| left.finding == finding.id && left.reason.ends_with('.'));
                assert!(
                    file.taken.iter().any(|one| one.finding == finding.id) != left,
                    "{} is in the file or told of",
                    finding.rule
                );
            }
        }
    }
}

#[test]
fn new_clauses_count_on_and_collide_with_none() {
    let bytes = contract().bytes();
    let file = redlined(&bytes, &options(Side::Vendor));
    let text = read(&file.bytes).text;
    let numbers: Vec<&str> = text.lines().filter_map(|line| line.split_once(".\t")).map(|(number, _)| number).collect();
    let expected: Vec<String> = (1..=numbers.len()).map(|number| number.to_string()).collect();
    assert!(numbers.len() > 6 && numbers == expected, "{text}");
    let xml = String::from_utf8(parts(&file.bytes).remove("word/document.xml").unwrap()).unwrap();
    assert!(xml.contains("w:date=\"2026-11-22T00:00:00Z\"") && xml.contains("w:author=\"Our Side\""));
}

#[test]
fn one_finding_by_its_id_and_level() {
    let bytes = contract().bytes();
    let all = redlined(&bytes, &options(Side::Vendor));
    let one = &all.taken[0].finding;
    let only = vec![
        Choice { finding: one.clone(), level: Some("preferred".into()) },
        Choice { finding: "none".into(), level: None },
    ];
    let file = redlined(&bytes, &RedlineOptions { only, ..options(Side::Vendor) });
    assert_eq!(file.taken.iter().map(|one| &one.finding).collect::<Vec<_>>(), [one]);
    assert_eq!(file.left_out.iter().map(|left| left.finding.as_str()).collect::<Vec<_>>(), ["none"]);
}

#[test]
fn a_clean_copy_reads_as_the_accepted_file() {
    let bytes = contract().bytes();
    let quiet = RedlineOptions { comments: false, highlight: false, ..options(Side::Customer) };
    let tracked = redlined(&bytes, &quiet);
    let clean = redlined(&bytes, &RedlineOptions { form: RedlineForm::Clean, ..quiet });
    assert_eq!(read(&clean.bytes).text, read(&tracked.bytes).text);
    let xml = String::from_utf8(parts(&clean.bytes).remove("word/document.xml").unwrap()).unwrap();
    assert!(!["<w:ins", "<w:del", "Change"].iter().any(|mark| xml.contains(mark)), "{xml}");
}

#[test]
fn a_pasted_text_gives_a_fresh_file() {
    let text = "MASTER SERVICES AGREEMENT\n\nThis Agreement is made between Brightside Studio LLC (“Agency”) and Acme, Inc. (“Client”). Agency shall provide design services to Client.\n\n1. Payment. Client shall pay each invoice within ninety (90) days & taxes <net>.\n\n2. Liability. Agency's liability is unlimited.\n";
    let options = options(Side::Vendor);
    let playbook = session::playbook_for(&options.review).unwrap();
    let file = session::redline_text(text, &options, &playbook).unwrap();
    assert!(!file.taken.is_empty());
    let xml = String::from_utf8(parts(&file.bytes).remove("word/document.xml").unwrap()).unwrap();
    assert!(xml.contains("<w:ins ") && xml.contains("“Agency”") && xml.contains("&amp; taxes &lt;net&gt;"), "{xml}");
    let nothing = RedlineOptions { only: vec![Choice { finding: "none".into(), level: None }], ..options };
    let plain = session::redline_text(text, &nothing, &playbook).unwrap();
    assert_eq!(
        read(&plain.bytes).text,
        "MASTER SERVICES AGREEMENT\nThis Agreement is made between Brightside Studio LLC (“Agency”) and Acme, Inc. (“Client”). Agency shall provide design services to Client.\n1. Payment. Client shall pay each invoice within ninety (90) days & taxes <net>.\n2. Liability. Agency's liability is unlimited."
    );
}

#[test]
fn the_same_findings_from_a_text_and_from_its_fresh_file() {
    let text = read(&contract().bytes()).text.replace('\t', " ").replace('\n', "\n\n");
    let options = options(Side::Vendor);
    let playbook = session::playbook_for(&options.review).unwrap();
    let report = session::review(
        session::document(text.as_str(), &options.review),
        &options.review,
        &playbook,
        PositionEncoding::Utf8,
    );
    let file = session::redline_text(&text, &options, &playbook).unwrap();
    let leads = |finding: &Finding| report.findings.iter().any(|lead| lead.id == finding.id);
    let told = report.points().filter(|finding| leads(finding) || !finding.redlines.is_empty());
    let mut ids: Vec<String> = told.map(|finding| finding.id.clone()).collect();
    let mut found: Vec<String> = file
        .taken
        .iter()
        .map(|one| one.finding.clone())
        .chain(file.left_out.into_iter().map(|left| left.finding))
        .collect();
    ids.sort();
    found.sort();
    assert_eq!(ids, found);
}

#[test]
fn a_date_that_is_none_is_refused() {
    let options = RedlineOptions { date: "yesterday".into(), ..options(Side::Vendor) };
    let playbook = session::playbook_for(&options.review).unwrap();
    let error = session::redline_file(&contract().bytes(), "a.docx", &options, &playbook).unwrap_err();
    assert!(error.message.contains("yesterday"), "{error}");
}

#[test]
fn the_issues_list_is_a_table() {
    let review = ReviewOptions::default();
    let playbook = session::playbook_for(&review).unwrap();
    let document = ingest::read(&contract().bytes(), "a.docx").unwrap();
    let report = session::review(document, &review, &playbook, PositionEncoding::Utf8);
    let bytes = clausewright::report::issues_docx(&report).unwrap();
    let text = read(&bytes).text;
    assert!(text.contains("Severity | Clause | What it says | Ask | Proposed edit | Fallback"), "{text}");
    for finding in &report.findings {
        assert!(text.contains(&finding.title), "{}", finding.title);
    }
}

#[test]
fn fresh_files_hold_what_they_are_given() {
    let paragraph = |look, text: &str| Paragraph { look, text: text.into() };
    let cell = |text: &str| vec![paragraph(Look::Body, text)];
    let table = Table { widths: vec![2000, 3000], rows: vec![vec![cell("a"), cell("b")], vec![cell("c"), Vec::new()]] };
    let bytes = clausewright::docx::fresh::file_with_table(
        &[paragraph(Look::Title, "T & U"), paragraph(Look::Heading(2), "Fees")],
        &table,
        &[paragraph(Look::Bold, "End\twith tab")],
    );
    assert_eq!(read(&bytes.unwrap()).text, "T & U\nFees\na | b\nc\nEnd\twith tab");
}
