//! `clausewright redline` as its user meets it: the file that it writes, what it says, what it refuses.
#![cfg(feature = "cli")]

mod docx;

use std::path::PathBuf;
use std::process::{Command, Output};

use docx::proof::{parts, read, with_verdict};
use docx::revisions::Verdict;
use docx::{Word, p};

const CLAUSES: [&str; 4] = [
    "This Design Agreement is made between Larkspur Hotels, Inc. (\"Client\") and Tidewater Design LLC (\"Agency\").",
    "1. Work. Agency shall design the signs that Client orders.",
    "2. Payment. Client shall pay each undisputed invoice within ninety (90) days after receipt. No interest is payable on overdue amounts.",
    "3. Liability. Agency's liability arising out of this Agreement shall be unlimited.",
];

/// A folder of its own for each test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("clausewright-redline-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn contract(&self) -> PathBuf {
        let path = self.0.join("contract.docx");
        std::fs::write(&path, contract()).unwrap();
        path
    }

    fn out(&self) -> PathBuf {
        self.0.join("out.docx")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn contract() -> Vec<u8> {
    let body: String = CLAUSES.iter().map(|clause| p("<w:jc w:val='both'/>", clause)).collect();
    Word::body(&body).part("word/media/picture.bin", "a picture").bytes()
}

struct Said {
    code: Option<i32>,
    out: String,
    complaint: String,
}

fn redline(folder: &Folder, words: &[&str]) -> Said {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_clausewright"))
        .arg("redline")
        .arg(folder.contract())
        .arg("-o")
        .arg(folder.out())
        .args(words)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: status.code(), out: text(stdout), complaint: text(stderr) }
}

fn written(folder: &Folder) -> Vec<u8> {
    std::fs::read(folder.out()).unwrap()
}

fn document(bytes: &[u8]) -> String {
    String::from_utf8(parts(bytes)["word/document.xml"].clone()).unwrap()
}

#[test]
fn the_edits_are_tracked_changes_of_the_author() {
    let folder = Folder::new("tracked");
    let said = redline(&folder, &["--author", "Our Side", "--date", "2026-11-22", "--comments", "--highlight"]);
    assert_eq!(said.code, Some(0));
    assert!(said.out.starts_with("The edits for ") && said.out.contains(" findings are in "), "{}", said.out);
    let (before, after) = (contract(), written(&folder));
    let xml = document(&after);
    assert!(xml.contains("w:author=\"Our Side\" w:date=\"2026-11-22T00:00:00Z\""), "{xml}");
    assert!(read(&after).text.contains("within thirty (30) days after receipt"), "{}", read(&after).text);
    assert_eq!(read(&with_verdict(&after, Verdict::Reject)).text, read(&before).text);
    assert_eq!(parts(&after)["word/media/picture.bin"], parts(&before)["word/media/picture.bin"]);
    assert!(parts(&after).contains_key("word/comments.xml"));
}

#[test]
fn one_finding_is_taken_by_its_id() {
    let folder = Folder::new("one");
    let reviewed = Command::new(env!("CARGO_BIN_EXE_clausewright"))
        .arg("review")
        .arg(folder.contract())
        .args(["--side", "vendor", "--format", "json"])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&reviewed.stdout).unwrap();
    let finding =
        report["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "payment.long-terms").unwrap();
    let id = finding["id"].as_str().unwrap();
    let said = redline(&folder, &["--take", id, "--clean"]);
    assert_eq!(said.code, Some(0), "{}", said.complaint);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines[0].starts_with("The edit for one finding is in ") && lines.len() == 2, "{}", said.out);
    let (title, done) = (finding["title"].as_str().unwrap(), finding["redlines"][0]["title"].as_str().unwrap());
    assert!(lines[1].starts_with(&format!("  - Clause 2, Payment: {title}. Done: {done}")), "{}", said.out);
    assert!(!said.out.contains(id), "in words, not by ids: {}", said.out);
    let after = written(&folder);
    let expected = CLAUSES.join("\n").replace("ninety (90)", "thirty (30)");
    assert_eq!(read(&after).text, expected);
    assert!(!document(&after).contains("<w:ins"), "a clean copy has no tracked changes");
}

#[test]
fn what_is_left_out_is_told_with_its_clause_and_the_reason() {
    let folder = Folder::new("left");
    let bound =
        format!("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", p("", CLAUSES[2]));
    let body = [&p("", CLAUSES[0]), &p("", CLAUSES[1]), &bound, &p("", CLAUSES[3])].map(String::as_str).concat();
    std::fs::write(folder.0.join("bound.docx"), Word::body(&body).bytes()).unwrap();
    let Output { status, stderr, .. } = Command::new(env!("CARGO_BIN_EXE_clausewright"))
        .arg("redline")
        .arg(folder.0.join("bound.docx"))
        .arg("-o")
        .arg(folder.out())
        .args(["--take", "preferred", "--side", "vendor"])
        .output()
        .unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert!(status.success() && said.starts_with("Left out:\n  - "), "{said}");
    let payment = said.lines().find(|line| line.contains("Clause 2, Payment: ")).expect("the clause is named");
    assert!(payment.ends_with("that Word fills from data in the file: it would overwrite the change."), "{payment}");
}

#[test]
fn what_cannot_be_done_is_refused_and_nothing_is_written() {
    for (name, words, complaint) in [
        ("take", ["--take", " , "], "--take names nothing"),
        ("date", ["--date", "tomorrow"], "is no date that Word can store"),
    ] {
        let folder = Folder::new(name);
        let said = redline(&folder, &words);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{}", said.complaint);
        assert!(said.complaint.contains(complaint) && !said.complaint.contains("panicked"), "{}", said.complaint);
        assert!(!folder.out().exists());
    }
}
