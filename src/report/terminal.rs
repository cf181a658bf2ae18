//! The report for a terminal. In: a [`Report`] and the text as it was read. Out: lines of at most 96
//! columns, plain or with colours, each redline shown as words that go and come.

use std::ops::Range;

use std::fmt::Write;

use super::words::{self, Chapter, capital, chapters, level, nothing_found, playbook, title, where_it_stands};
use super::{ChangeReport, CheckReport, Edit, Finding, PositionEncoding, Redline, Report, Severity, apply, changes};
use crate::redline::{Change, diff};

const WIDTH: usize = 96;

/// Whether to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Ansi,
}

/// Writes the report. `source` is the text that was reviewed; spans must count bytes for redlines to be
/// shown inside their sentences.
pub fn terminal(report: &Report, source: &str, colour: Colour) -> String {
    let mut page = Page::new(colour);
    page.line(&page.bold(title(report)));
    page.wrapped(0, &report.document.verdict);
    for notice in &report.document.notices {
        page.wrapped(0, notice);
    }
    page.wrapped(0, &format!("Playbook: {}", playbook(report)));
    page.line("");
    if report.findings.is_empty() {
        page.wrapped(0, nothing_found(report));
        page.line("");
    }
    for Chapter { title, findings } in chapters(report) {
        page.line(&page.bold(&title.to_uppercase()));
        page.line("");
        for (number, finding) in findings {
            page.finding(number, finding, report, source);
        }
    }
    page.changes(&report.document.changes);
    page.checks("Could not be decided", &report.coverage.undecided);
    page.checks("Checked, nothing found", &report.coverage.passed);
    page.wrapped(0, &report.disclaimer);
    page.out
}

/// The lines so far.
pub(super) struct Page {
    pub(super) out: String,
    colour: Colour,
}

impl Page {
    pub(super) fn new(colour: Colour) -> Self {
        Self { out: String::new(), colour }
    }

    fn finding(&mut self, number: usize, finding: &Finding, report: &Report, source: &str) {
        let severity = self.severity(finding.severity);
        let title = self.bold(&clean(&finding.title));
        self.line(&format!("{number}. {severity}  {title}"));
        self.wrapped(3, &format!("{} [{}]", where_it_stands(finding), finding.rule));
        if !finding.quote.is_empty() {
            self.wrapped(3, &format!("\"{}\"", finding.quote));
        }
        for (label, text) in [("What", &finding.what), ("Why", &finding.why), ("Ask", &finding.ask)] {
            self.wrapped(3, &format!("{label}: {text}"));
        }
        self.beside(finding, report, source);
        for reason in &finding.reasons {
            let severity = capital(reason.severity).to_lowercase();
            self.wrapped(3, &format!("Also ({severity}): {} [{}]", clean(&reason.title), reason.rule));
            self.wrapped(3, &format!("{} {}", reason.what, reason.why));
            self.beside(reason, report, source);
        }
        self.line("");
    }

    fn beside(&mut self, finding: &Finding, report: &Report, source: &str) {
        for redline in &finding.redlines {
            self.redline(redline, report, source);
        }
        for note in &finding.notes {
            self.wrapped(3, &format!("The law: {} ({})", note.text, note.source));
        }
        if !finding.depends.is_empty() {
            self.wrapped(3, &format!("Depends on: {}", words::depends(finding)));
        }
    }

    fn changes(&mut self, list: &[ChangeReport]) {
        if list.is_empty() {
            return;
        }
        self.line(&self.bold(changes::TITLE));
        for change in list {
            self.wrapped(3, &format!("{}: {}", changes::heading(change), changes::words(change)));
        }
        self.line("");
    }

    fn redline(&mut self, redline: &Redline, report: &Report, source: &str) {
        self.wrapped(3, &format!("{}: {}", level(&redline.level), redline.title));
        let Some((old, new)) =
            changed(source, &redline.edits).filter(|_| report.position_encoding == PositionEncoding::Utf8)
        else {
            return;
        };
        let shown: String = diff(&old, &new).into_iter().map(|change| self.change(change)).collect();
        self.wrapped(6, &shown);
        self.wrapped(6, &format!("Comment: {}", redline.comment));
    }

    fn change(&self, change: Change) -> String {
        match (change, self.colour) {
            (Change::Same(text), _) => text,
            (Change::Gone(text), Colour::Plain) => format!("[-{text}-]"),
            (Change::New(text), Colour::Plain) => format!("{{+{text}+}}"),
            (Change::Gone(text), Colour::Ansi) => format!("\u{1b}[31;9m{text}\u{1b}[0m"),
            (Change::New(text), Colour::Ansi) => format!("\u{1b}[32m{text}\u{1b}[0m"),
        }
    }

    fn checks(&mut self, title: &str, checks: &[CheckReport]) {
        if checks.is_empty() {
            return;
        }
        self.line(&self.bold(title));
        for check in checks {
            let note = if check.note.is_empty() { String::new() } else { format!(": {}", check.note) };
            self.wrapped(2, &format!("- {}{note}", check.title));
        }
        self.line("");
    }

    pub(super) fn bold(&self, text: &str) -> String {
        match self.colour {
            Colour::Plain => text.to_owned(),
            Colour::Ansi => format!("\u{1b}[1m{text}\u{1b}[0m"),
        }
    }

    fn severity(&self, severity: Severity) -> String {
        let name = capital(severity).to_uppercase();
        let code = match severity {
            Severity::Critical | Severity::High => "31",
            Severity::Medium => "33",
            Severity::Low | Severity::Info => "36",
        };
        match self.colour {
            Colour::Plain => name,
            Colour::Ansi => format!("\u{1b}[{code}m{name}\u{1b}[0m"),
        }
    }

    pub(super) fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }

    pub(super) fn wrapped(&mut self, indent: usize, text: &str) {
        let margin = " ".repeat(indent);
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&format!("{margin}{line}"));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&format!("{margin}{line}"));
    }
}

/// A contract may hold control characters; a terminal must not obey them.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The dot of "9.4" ends nothing.
fn is_stop(source: &str, at: usize) -> bool {
    let next = source.get(at + 1..).and_then(|rest| rest.chars().next());
    !(source.get(at..).is_some_and(|rest| rest.starts_with('.')) && next.is_some_and(char::is_alphanumeric))
}

/// The words around the edits, before and after them.
fn changed(source: &str, edits: &[Edit]) -> Option<(String, String)> {
    let first = edits.iter().map(|edit| edit.span.start).min()?;
    let last = edits.iter().map(|edit| edit.span.end).max()?;
    let stops = |range: Range<usize>| source.get(range).map(|words| words.match_indices(['.', '\n', ';']));
    let start = stops(0..first)?.rfind(|(at, _)| is_stop(source, *at)).map_or(0, |(at, _)| at + 1);
    let end = stops(last..source.len())?.map(|(at, _)| last + at).find(|at| is_stop(source, *at));
    let end = end.map_or(source.len(), |at| at + 1);
    let moved: Vec<Edit> = edits
        .iter()
        .map(|edit| {
            let span = crate::span::SourceSpan { start: edit.span.start - start, end: edit.span.end - start };
            Edit { span, insert: edit.insert.clone() }
        })
        .collect();
    let old = source.get(start..end)?;
    let new = apply(old, &moved).ok()?;
    Some((clean(old), clean(&new)))
}
