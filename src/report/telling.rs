//! What a report tells, in the order of telling. In: a [`Report`]. Out: [`Block`]s, for which
//! `markdown` and `html` have marks.

use super::words::{Chapter, chapters, nothing_found, playbook, side, title, where_it_stands};
use super::{ChangeReport, CheckReport, Finding, NoteReport, Redline, Report, Severity, TellReport, changes, words};

/// One thing that is told. The words are the contract's and the playbook's: each form escapes them.
pub(super) enum Block<'a> {
    Title(String),
    For {
        side: &'static str,
        playbook: String,
    },
    Text(String),
    Notice(&'a str),
    /// Every finding in a line.
    Summary(Vec<(usize, &'a Finding)>),
    Chapter(&'static str),
    Finding {
        number: usize,
        title: &'a str,
        inside: Vec<Block<'a>>,
    },
    /// Another finding about the same cause.
    Reason(&'a str),
    Place(Severity, String),
    Quote(&'a str),
    /// "Why it matters", and why.
    Said(Vec<(&'static str, &'a str)>),
    Rungs(&'a [Redline]),
    Law(&'a NoteReport),
    Chance {
        is: &'static str,
        source: &'a str,
    },
    Tell(&'a [TellReport]),
    /// What stands before the colon may be empty.
    List(Vec<(String, String)>),
    Foot(&'a str),
}

/// All of it.
pub(super) fn told(report: &Report) -> Vec<Block<'_>> {
    let mut all = vec![
        Block::Title(format!("Review: {}", title(report))),
        Block::For { side: side(report), playbook: playbook(report) },
        Block::Text(report.document.verdict.clone()),
    ];
    all.extend(report.document.notices.iter().map(|notice| Block::Notice(notice)));
    match report.findings.is_empty() {
        true => all.push(Block::Text(nothing_found(report).to_owned())),
        false => all.push(Block::Summary((1..).zip(&report.findings).collect())),
    }
    for Chapter { title, findings } in chapters(report) {
        all.push(Block::Chapter(title));
        all.extend(findings.into_iter().map(|(number, one)| finding(number, one)));
    }
    list(changes::TITLE, report.document.changes.iter().map(changed).collect(), &mut all);
    let coverage = &report.coverage;
    for (title, checks) in [
        ("Could not be decided", &coverage.undecided),
        ("Checked, nothing found", &coverage.passed),
        ("Not applicable", &coverage.not_applicable),
    ] {
        list(title, checks.iter().map(check).collect(), &mut all);
    }
    all.push(Block::Foot(&report.disclaimer));
    all
}

fn finding(number: usize, finding: &Finding) -> Block<'_> {
    let mut inside = Vec::new();
    place(finding, &mut inside);
    inside.push(Block::Said(
        [("What it says", &finding.what), ("Why it matters", &finding.why), ("Ask", &finding.ask)]
            .into_iter()
            .map(|(label, text)| (label, text.as_str()))
            .filter(|(_, text)| !text.is_empty())
            .collect(),
    ));
    beside(finding, &mut inside);
    for reason in &finding.reasons {
        inside.push(Block::Reason(&reason.title));
        place(reason, &mut inside);
        inside.push(Block::Text(format!("{} {}", reason.what, reason.why)));
        beside(reason, &mut inside);
    }
    Block::Finding { number, title: &finding.title, inside }
}

fn place<'a>(finding: &'a Finding, all: &mut Vec<Block<'a>>) {
    all.push(Block::Place(finding.severity, where_it_stands(finding)));
    if !finding.quote.is_empty() {
        all.push(Block::Quote(&finding.quote));
    }
}

/// The ladder, what the finding depends on, the statute, the chances, a word for each.
fn beside<'a>(finding: &'a Finding, all: &mut Vec<Block<'a>>) {
    if !finding.redlines.is_empty() {
        all.push(Block::Rungs(&finding.redlines));
    }
    if !finding.depends.is_empty() {
        all.push(Block::Text(format!("Depends on: {}.", words::depends(finding))));
    }
    all.extend(finding.notes.iter().map(Block::Law));
    if let Some(chance) = &finding.likelihood {
        all.push(Block::Chance { is: words::likelihood(chance.is), source: &chance.source });
    }
    if !finding.tell.is_empty() {
        all.push(Block::Tell(&finding.tell));
    }
}

fn list(title: &'static str, items: Vec<(String, String)>, all: &mut Vec<Block<'_>>) {
    if !items.is_empty() {
        all.extend([Block::Chapter(title), Block::List(items)]);
    }
}

fn changed(change: &ChangeReport) -> (String, String) {
    (changes::heading(change), changes::words(change))
}

fn check(check: &CheckReport) -> (String, String) {
    (check.title.clone(), check.note.clone())
}

/// What a rung writes, in one line each; deletions write nothing.
pub(super) fn written(redline: &Redline) -> impl Iterator<Item = String> {
    let words = redline.edits.iter().map(|edit| edit.insert.trim()).filter(|words| !words.is_empty());
    words.map(|words| words.replace('\n', " "))
}
