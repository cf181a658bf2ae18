//! Whole contracts of our own writing, read for both sides: `tests/contracts/<name>.<side>.snap` holds
//! the text with every finding underlined, what is missing, and the key terms. After a change that is
//! meant, `UPDATE_SNAPSHOTS=1 cargo test --test contracts` writes them anew; read the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clausewright::facts::Side;
use clausewright::ingest;
use clausewright::report::{Finding, PositionEncoding, Report, ReviewOptions};
use clausewright::session;

/// Lines of the text are broken at this many characters.
const WIDTH: usize = 100;

#[test]
fn every_contract_reads_as_its_snapshot() {
    let mut changed = Vec::new();
    for path in contracts() {
        for (side, word) in [(Side::Vendor, "vendor"), (Side::Customer, "customer")] {
            let snapshot = path.with_extension(format!("{word}.snap"));
            let found = drawn(&path, side);
            if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
                fs::write(&snapshot, &found).unwrap();
            }
            let expected = fs::read_to_string(&snapshot).unwrap_or_default();
            changed.extend(difference(&expected, &found).map(|line| format!("{}: {line}", snapshot.display())));
        }
    }
    assert!(changed.is_empty(), "read otherwise than before:\n{}", changed.join("\n"));
}

fn contracts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contracts");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"));
    paths.sort();
    assert!(paths.len() >= 5, "only {} contracts", paths.len());
    paths
}

/// The first line that differs.
fn difference(expected: &str, found: &str) -> Option<String> {
    let (mut old, mut new) = (expected.lines(), found.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (one, two) if one == two => {}
            (one, two) => {
                let line = |line: Option<&str>| line.unwrap_or("(the end)").to_owned();
                return Some(format!("line {number}\n  expected {}\n  found    {}", line(one), line(two)));
            }
        }
    }
    None
}

fn drawn(path: &Path, side: Side) -> String {
    let name = path.file_name().unwrap().to_string_lossy();
    let document = ingest::read(&fs::read(path).unwrap(), &name).unwrap();
    let source = document.text.source().to_owned();
    let options = ReviewOptions { side, ..ReviewOptions::default() };
    let playbook = session::playbook_for(&options).unwrap();
    let report = session::review(document, &options, &playbook, PositionEncoding::Utf8);
    let points: Vec<&Finding> = report.points().collect();
    let mut picture = underlined(&source, &points);
    write_missing(&points, &mut picture);
    write_terms(&report, &mut picture);
    picture
}

fn underlined(source: &str, findings: &[&Finding]) -> String {
    let mut picture = String::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        for (offset, piece) in broken(line.trim_end()) {
            let from = start + offset;
            if !piece.is_empty() {
                writeln!(picture, "  {piece}").unwrap();
            }
            findings.iter().for_each(|finding| underline(finding, from, piece, &mut picture));
        }
        start += line.len();
    }
    picture
}

/// Pieces of a line at word borders, with their places.
fn broken(line: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while line[start..].chars().count() > WIDTH {
        let limit = line[start..].char_indices().nth(WIDTH).map_or(line.len(), |(at, _)| start + at);
        let cut = line[start..limit].rfind(' ').map_or(limit, |at| start + at + 1);
        pieces.push((start, &line[start..cut]));
        start = cut;
    }
    pieces.push((start, &line[start..]));
    pieces
}

fn underline(finding: &Finding, from: usize, piece: &str, picture: &mut String) {
    let Some(span) = finding.span else { return };
    let (first, last) = (span.start.max(from), span.end.min(from + piece.len()));
    if first >= last {
        return;
    }
    let columns = |end: usize| piece[..end - from].chars().count();
    let marks = "^".repeat(columns(last) - columns(first));
    let label = if span.start >= from { label(finding) } else { String::new() };
    writeln!(picture, "  {}{marks} {label}", " ".repeat(columns(first))).unwrap();
}

fn label(finding: &Finding) -> String {
    format!("{:?} {}: {}", finding.severity, finding.rule, finding.title).to_lowercase()
}

fn write_missing(findings: &[&Finding], picture: &mut String) {
    picture.push_str("\n== Missing ==\n");
    for finding in findings.iter().filter(|finding| finding.span.is_none()) {
        writeln!(picture, "  {}", label(finding)).unwrap();
    }
}

fn write_terms(report: &Report, picture: &mut String) {
    for topic in &report.terms {
        writeln!(picture, "\n== {} ==", topic.name).unwrap();
        for term in &topic.terms {
            let value = term.value.as_deref().unwrap_or("not stated");
            let number = term.clause.as_ref().and_then(|clause| clause.number.as_deref());
            let clause = number.map_or(String::new(), |number| format!(" [{number}]"));
            let other = if term.contradicted { " (says otherwise elsewhere)" } else { "" };
            writeln!(picture, "  {}: {value}{clause}{other}", term.name).unwrap();
        }
    }
}
