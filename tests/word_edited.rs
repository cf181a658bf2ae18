//! A contract as its reader edited it goes out as a Word file: read again, it says what was edited,
//! with every change tracked.

use clausewright::docx::RevisionKind;
use clausewright::ingest::{self, Document};
use clausewright::session::{EditedOptions, RedlineForm, Remark, redline_edited_file, redline_edited_text};

const CONTRACT: &str = "SERVICES AGREEMENT\n1. Fees. Client shall pay within ninety (90) days of receipt.\n\
    2. Term. This Agreement ends on 1 May 2027.\n3. Law. The laws of Oregon govern this Agreement.";

fn options(form: RedlineForm) -> EditedOptions {
    EditedOptions { form, author: "Ann".to_owned(), date: "2026-11-22".to_owned(), ..EditedOptions::default() }
}

fn read(bytes: &[u8]) -> Document {
    ingest::read(bytes, "x.docx").unwrap()
}

/// The text as it was before the tracked changes.
fn rejected(document: &Document) -> (usize, usize) {
    let revisions = &document.origin.as_ref().unwrap().revisions;
    let count = |kind| revisions.iter().filter(|revision| revision.kind == kind).count();
    (count(RevisionKind::Insertion), count(RevisionKind::Deletion))
}

#[test]
fn edits_of_a_text_are_tracked_in_a_fresh_file() {
    let lines = |from: &str, to: &str| CONTRACT.replace(from, to);
    for (edited, insertions, deletions) in [
        (CONTRACT.to_owned(), 0, 0),
        (lines("ninety (90)", "thirty (30)"), 1, 1),
        (lines("2. Term. This Agreement ends on 1 May 2027.\n", ""), 0, 1),
        (lines("\n3. Law.", "\n2a. Notice. Notices are in writing.\n3. Law."), 1, 0),
        (format!("{CONTRACT} Amen."), 1, 0),
        (format!("{CONTRACT}\n4. Last. It ends here."), 1, 0),
        (lines("ninety (90)", "ten (10)").replace("1 May 2027", "1 June 2028"), 1, 1),
    ] {
        let file = redline_edited_text(CONTRACT, &edited, &options(RedlineForm::Tracked)).unwrap();
        assert_eq!(file.left_out, [], "{edited}");
        let document = read(&file.bytes);
        assert_eq!(document.text.source(), edited);
        let (came, went) = rejected(&document);
        assert!(
            came >= insertions && went >= deletions && (came + went > 0) == (insertions + deletions > 0),
            "{edited} {came} {went}"
        );
        let clean = redline_edited_text(CONTRACT, &edited, &options(RedlineForm::Clean)).unwrap();
        let document = read(&clean.bytes);
        assert_eq!((document.text.source(), rejected(&document)), (edited.as_str(), (0, 0)));
    }
}

#[test]
fn a_word_file_is_written_into_and_what_cannot_be_is_told() {
    let original = redline_edited_text(CONTRACT, CONTRACT, &options(RedlineForm::Clean)).unwrap().bytes;
    let edited = CONTRACT.replace("ninety (90)", "thirty (30)").replace("of Oregon", "of England");
    let remark = Remark {
        line: edited.lines().nth(1).unwrap().to_owned(),
        paragraphs: vec!["Our costs fall due then.".to_owned()],
    };
    let options = EditedOptions { remarks: vec![remark], ..options(RedlineForm::Tracked) };
    let file = redline_edited_file(&original, "deal.docx", &edited, &options).unwrap();
    let document = read(&file.bytes);
    assert_eq!((document.text.source(), file.left_out.len()), (edited.as_str(), 0));
    assert!(document.notices.iter().any(|notice| notice.contains("1 comment")), "{:?}", document.notices);
    // A date that Word cannot store is no reason to write a file that Word cannot open.
    assert!(
        redline_edited_file(&original, "deal.docx", &edited, &EditedOptions { date: "soon".to_owned(), ..options })
            .is_err()
    );
}

#[test]
fn hard_wrapped_text_is_changed_only_where_it_was() {
    let wrapped = "SERVICES AGREEMENT\n\n1. Fees. Client shall pay each undisputed invoice that Agency sends within\nninety (90) days of receipt, and shall \
        not withhold any sum that is due under\nit for any reason whatever.\n\n2. Law. The laws of Oregon govern this Agreement and each order under it in\nevery respect that matters here.\n";
    let edited = wrapped.replace("ninety (90)", "thirty (30)");
    let remark = Remark {
        line: "thirty (30) days of receipt, and shall not withhold any sum that is due under".to_owned(),
        paragraphs: vec!["Why.".to_owned()],
    };
    let options = EditedOptions { remarks: vec![remark], ..options(RedlineForm::Tracked) };
    let document = read(&redline_edited_text(wrapped, &edited, &options).unwrap().bytes);
    assert!(document.text.source().contains("sends within thirty (30) days of receipt"), "{}", document.text.source());
    let revisions = &document.origin.as_ref().unwrap().revisions;
    assert!(revisions.iter().all(|revision| revision.author == "Ann"));
    let deleted: Vec<&str> =
        revisions.iter().map(|one| one.deleted.as_str()).filter(|words| !words.is_empty()).collect();
    assert_eq!(deleted, ["ninety", "90"]);
}
