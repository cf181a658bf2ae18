//! Tracked changes in real files, which lie outside the project: `cargo xtask eval docx DIR` runs this
//! and looks at what it writes. DIR comes as `CLAUSEWRIGHT_DOCX`, the folder for the files as
//! `CLAUSEWRIGHT_OUT`.

mod docx;

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clausewright::docx::WordText;
use clausewright::docx::write::{Outcome, revise};
use clausewright::facts::Side;
use clausewright::ingest;
use clausewright::report::{PositionEncoding, ReviewOptions};
use clausewright::session::{self, RedlineForm, RedlineOptions, RungTaken};
use docx::proof::{US, edited, holds, orders, read};

type Edits = Vec<(Range<usize>, String)>;

#[test]
#[ignore = "needs files from outside; cargo xtask eval docx runs it"]
fn every_file() {
    let folder = PathBuf::from(std::env::var("CLAUSEWRIGHT_DOCX").expect("CLAUSEWRIGHT_DOCX"));
    let out = PathBuf::from(std::env::var("CLAUSEWRIGHT_OUT").expect("CLAUSEWRIGHT_OUT"));
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        .collect();
    files.sort();
    let mut table = String::new();
    for file in &files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(file).unwrap();
        let word = read(&bytes);
        fs::write(out.join(format!("{name}.text")), &word.text).unwrap();
        fs::write(out.join(format!("{name}.labels")), labels(&word)).unwrap();
        let (single, refused) = each_edit(&name, &bytes, &word);
        let together = all_together(&name, &bytes, &out);
        let random = random_words(&name, &bytes, &word, &out);
        writeln!(table, "{name}\t{single}\t{refused}\t{together}\t{random}").unwrap();
    }
    fs::write(out.join("table.tsv"), table).unwrap();
    assert!(!files.is_empty(), "no files");
}

/// Each edit of each finding by itself: how many were written, and how many refused.
fn each_edit(name: &str, bytes: &[u8], word: &WordText) -> (usize, usize) {
    let (mut written, mut refused) = (0, 0);
    for side in [Side::Vendor, Side::Customer] {
        let options = ReviewOptions { side, ..ReviewOptions::default() };
        let playbook = session::playbook_for(&options).unwrap();
        let document = ingest::read(bytes, name).unwrap();
        let report = session::review(document, &options, &playbook, PositionEncoding::Utf8);
        for finding in report.points() {
            for redline in finding.redlines.iter().filter(|redline| !redline.edits.is_empty()) {
                let edits: Edits =
                    redline.edits.iter().map(|edit| (edit.span.start..edit.span.end, edit.insert.clone())).collect();
                match revise(bytes, &word.text, &word.origin, &orders(&edits)).unwrap() {
                    Outcome::Written(after) => {
                        same_words(&format!("{name}: {} {}", finding.rule, redline.level), word, &edits, &read(&after));
                        written += 1;
                    }
                    Outcome::Refused(refusals) => {
                        println!("{name}: {} {}: {}", finding.rule, redline.level, refusals[0].reason);
                        refused += 1;
                    }
                }
            }
        }
    }
    (written, refused)
}

/// All findings at once, for both sides and both rungs, as a person would take them.
fn all_together(name: &str, bytes: &[u8], out: &Path) -> usize {
    let mut taken = 0;
    for (side, called) in [(Side::Vendor, "vendor"), (Side::Customer, "customer")] {
        for (rung, level) in [(RungTaken::Preferred, "preferred"), (RungTaken::Fallback, "fallback")] {
            let review = ReviewOptions { side, ..ReviewOptions::default() };
            let playbook = session::playbook_for(&review).unwrap();
            let (comments, highlight) = (true, true);
            let options = RedlineOptions {
                review,
                rung,
                author: US.into(),
                date: "2026-11-22T05:00:00Z".into(),
                comments,
                highlight,
                ..RedlineOptions::default()
            };
            let file = session::redline_file(bytes, "contract.docx", &options, &playbook).unwrap();
            holds(&format!("{name} {called} {level}"), bytes, &file.bytes, None);
            fs::write(out.join(format!("{name}.{called}.{level}.docx")), &file.bytes).unwrap();
            taken += file.taken.len();
            if level == "preferred" {
                let options = RedlineOptions { form: RedlineForm::Clean, comments: false, highlight: false, ..options };
                let clean = session::redline_file(bytes, "contract.docx", &options, &playbook).unwrap();
                assert_eq!(read(&clean.bytes).text, read(&file.bytes).text, "{name}: the clean copy");
                fs::write(out.join(format!("{name}.{called}.clean.docx")), &clean.bytes).unwrap();
            }
        }
    }
    taken
}

/// Twenty words here and there: one replaced, one taken away, one put in, and so on.
fn random_words(name: &str, bytes: &[u8], word: &WordText, out: &Path) -> usize {
    let words: Vec<Range<usize>> = words(&word.text);
    let mut seed = 0x9e37_79b9_u64 ^ bytes.len() as u64;
    let mut next = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % limit as u64) as usize
    };
    let mut edits: Edits = Vec::new();
    let mut tries = 0;
    while edits.len() < 20 && tries < 2000 {
        tries += 1;
        let one = &words[next(words.len())];
        let edit = match edits.len() % 3 {
            0 => (one.clone(), "replaced".to_owned()),
            1 => (one.end..one.end, " put in".to_owned()),
            _ => (one.start..one.end + usize::from(word.text[one.end..].starts_with(' ')), String::new()),
        };
        let apart = edits.iter().all(|(other, _)| other.end + 1 < edit.0.start || edit.0.end + 1 < other.start);
        let alone = orders(std::slice::from_ref(&edit));
        let takes = |outcome: Outcome| matches!(outcome, Outcome::Written(_));
        if apart && takes(revise(bytes, &word.text, &word.origin, &alone).unwrap()) {
            edits.push(edit);
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let Outcome::Written(after) = revise(bytes, &word.text, &word.origin, &orders(&edits)).unwrap() else {
        panic!("{name}: each edit could be made alone")
    };
    holds(&format!("{name} random"), bytes, &after, None);
    same_words(&format!("{name} random"), word, &edits, &read(&after));
    fs::write(out.join(format!("{name}.random.docx")), &after).unwrap();
    edits.len()
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if at - from > 3 {
                    found.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The accepted text is the edited one, computed numbers aside: they follow the paragraphs.
fn same_words(what: &str, before: &WordText, edits: &Edits, after: &WordText) {
    let labels = before.origin.paragraphs.iter().map(|one| one.label.clone()).filter(|label| !label.is_empty());
    let mut all: Edits = edits.clone();
    all.extend(
        labels
            .filter(|label| edits.iter().all(|(span, _)| span.end <= label.start || label.end <= span.start))
            .map(|label| (label, String::new())),
    );
    all.sort_by_key(|(span, _)| (span.start, span.end));
    let expected = edited(&before.text, &all);
    let bare: Edits = after.origin.paragraphs.iter().map(|one| (one.label.clone(), String::new())).collect();
    let found = edited(&after.text, &bare);
    let lines = |text: &str| -> Vec<String> {
        text.lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect()
    };
    let (expected, found) = (lines(&expected), lines(&found));
    let none = String::new();
    for place in 0..expected.len().max(found.len()) {
        let (one, two) = (expected.get(place).unwrap_or(&none), found.get(place).unwrap_or(&none));
        // A new clause brings its number along in the edit, and gets it computed in the file.
        let numbered = one.strip_suffix(two.as_str()).is_some_and(|label| label.ends_with(' ') && label.len() < 16);
        assert!(one == two || numbered, "{what}:\n  expected {one}\n  found    {two}");
    }
}

/// Every computed number with the words behind it.
fn labels(word: &WordText) -> String {
    let mut out = String::new();
    for paragraph in word.origin.paragraphs.iter().filter(|one| !one.label.is_empty()) {
        let label = word.text[paragraph.label.clone()].trim();
        let words = &word.text[paragraph.label.end..paragraph.source.end.max(paragraph.label.end)];
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{label}\t{words}").unwrap();
    }
    out
}
