//! The report as Markdown, for people. In: a [`Report`] and the text it speaks of. Out: a document with
//! a summary table, a section for each finding and the list of all checks.

use std::fmt::Write;

use super::{ChangeReport, CheckReport, Finding, Likelihood, Redline, Report, Severity, changes};
use crate::facts::Side;

/// Writes the report. The text is data: what it holds cannot become markup.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    head(report, &mut out);
    summary(report, &mut out);
    for (place, finding) in report.findings.iter().enumerate() {
        section(place + 1, finding, &mut out);
    }
    changed(&report.document.changes, &mut out);
    checks("Could not be decided", &report.coverage.undecided, &mut out);
    checks("Checked, nothing found", &report.coverage.passed, &mut out);
    checks("Not applicable", &report.coverage.not_applicable, &mut out);
    let _ = writeln!(out, "---\n\n*{}*", escaped(&report.disclaimer));
    out
}

fn head(report: &Report, out: &mut String) {
    let title = report.document.title.as_deref().unwrap_or("Contract");
    let side = match report.side {
        Side::Vendor => "vendor",
        Side::Customer => "customer",
    };
    let _ = writeln!(out, "# Review: {}\n", escaped(title));
    let _ = writeln!(out, "For the **{side}**, by the playbook *{}*.\n", escaped(playbook(report).trim()));
    let _ = writeln!(out, "{}\n", escaped(&report.document.verdict));
    for notice in &report.document.notices {
        let _ = writeln!(out, "> {}\n", escaped(notice));
    }
}

pub(super) fn playbook(report: &Report) -> String {
    format!("{} {}", report.playbook.name, report.playbook.version)
}

fn summary(report: &Report, out: &mut String) {
    if report.findings.is_empty() {
        let _ = writeln!(out, "{}\n", nothing_found(report));
        return;
    }
    let _ = writeln!(out, "| | Severity | Clause | Finding |\n|---:|---|---|---|");
    for (place, finding) in report.findings.iter().enumerate() {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            place + 1,
            capital(finding.severity),
            cell(&where_it_stands(finding)),
            cell(&finding.title)
        );
    }
    out.push('\n');
}

pub(super) fn nothing_found(report: &Report) -> &'static str {
    if report.document.judged {
        "None of the checks below found anything. That is not to say that the contract is safe: only what is listed \
         was looked for."
    } else {
        "Nothing was found, and the text could not be judged as a whole."
    }
}

fn section(number: usize, finding: &Finding, out: &mut String) {
    let _ = writeln!(out, "## {number}. {}\n", escaped(&finding.title));
    let _ = writeln!(out, "**{}** · {}\n", capital(finding.severity), escaped(&where_it_stands(finding)));
    if !finding.quote.is_empty() {
        let quote = finding.quote.lines().map(|line| format!("> {}", escaped(line))).collect::<Vec<_>>().join("\n");
        let _ = writeln!(out, "{quote}\n");
    }
    for (label, text) in [("What it says", &finding.what), ("Why it matters", &finding.why), ("Ask", &finding.ask)] {
        let _ = writeln!(out, "**{label}.** {}\n", escaped(text));
    }
    for redline in &finding.redlines {
        rung(redline, out);
    }
    beside(finding, out);
    for reason in &finding.reasons {
        self::reason(reason, out);
    }
}

/// Another finding about the same cause.
fn reason(reason: &Finding, out: &mut String) {
    let _ = writeln!(out, "### Also: {}\n", escaped(&reason.title));
    let _ = writeln!(out, "**{}** · {}\n", capital(reason.severity), escaped(&where_it_stands(reason)));
    if !reason.quote.is_empty() {
        let _ = writeln!(out, "> {}\n", escaped(&reason.quote.replace('\n', " ")));
    }
    let _ = writeln!(out, "{} {}\n", escaped(&reason.what), escaped(&reason.why));
    reason.redlines.iter().for_each(|redline| rung(redline, out));
    beside(reason, out);
}

/// What stands beside the finding: what it depends on, the statute, the chances, a word for each.
fn beside(finding: &Finding, out: &mut String) {
    if !finding.depends.is_empty() {
        let facts: Vec<&str> = finding.depends.iter().map(|fact| fact.phrase()).collect();
        let _ = writeln!(out, "Depends on: {}.\n", facts.join(", "));
    }
    for note in &finding.notes {
        let _ = writeln!(out, "**The law.** {} *({})*\n", escaped(&note.text), escaped(&note.source));
    }
    if let Some(chance) = &finding.likelihood {
        let is = likelihood(chance.is);
        let _ = writeln!(out, "**The other side agrees {is}.** *({})*\n", escaped(&chance.source));
    }
    for tell in &finding.tell {
        let _ = writeln!(out, "- For {}: {}", tell.who.name().replace('-', " "), escaped(&tell.text));
    }
    if !finding.tell.is_empty() {
        out.push('\n');
    }
}

pub(super) fn likelihood(is: Likelihood) -> &'static str {
    match is {
        Likelihood::Often => "often",
        Likelihood::Sometimes => "sometimes",
        Likelihood::Rarely => "rarely",
    }
}

fn rung(redline: &Redline, out: &mut String) {
    let _ = write!(out, "- **{}**: {}", level(&redline.level), escaped(&redline.title));
    if !redline.accept_by.is_empty() {
        let _ = write!(out, " *(may be accepted by: {})*", escaped(&redline.accept_by));
    }
    out.push('\n');
    for edit in &redline.edits {
        let inserted = edit.insert.trim();
        if !inserted.is_empty() {
            let _ = writeln!(out, "  - write: \"{}\"", escaped(&inserted.replace('\n', " ")));
        }
    }
    if !redline.edits.is_empty() {
        let _ = writeln!(out, "  - comment: {}", escaped(&redline.comment));
    }
    if !redline.blanks.is_empty() {
        let _ = writeln!(out, "  - to fill in: {}", escaped(&redline.blanks.join(", ")));
    }
    out.push('\n');
}

fn changed(list: &[ChangeReport], out: &mut String) {
    if list.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {}\n", changes::TITLE);
    for change in list {
        let _ = writeln!(out, "- {}: {}", escaped(&changes::heading(change)), escaped(&changes::words(change)));
    }
    out.push('\n');
}

fn checks(title: &str, checks: &[CheckReport], out: &mut String) {
    if checks.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {title}\n");
    for check in checks {
        let note = if check.note.is_empty() { String::new() } else { format!(": {}", escaped(&check.note)) };
        let _ = writeln!(out, "- {}{note}", escaped(&check.title));
    }
    out.push('\n');
}

/// "Clause 11.2, Limitation of Liability".
pub(crate) fn where_it_stands(finding: &Finding) -> String {
    let missing = if finding.span.is_none() { "Missing" } else { "" };
    let Some(clause) = &finding.clause else {
        return if missing.is_empty() { "In the text".to_owned() } else { missing.to_owned() };
    };
    let number = clause.number.as_ref().map(|number| match number.starts_with(char::is_alphabetic) {
        true => number.clone(),
        false => format!("Clause {number}"),
    });
    let place: Vec<String> = number.into_iter().chain(clause.heading.clone()).collect();
    match (missing.is_empty(), place.is_empty()) {
        (true, true) => "In the text".to_owned(),
        (true, false) => place.join(", "),
        (false, true) => missing.to_owned(),
        (false, false) => format!("{missing}; belongs to {}", place.join(", ")),
    }
}

pub(super) fn level(level: &str) -> String {
    let mut letters = level.chars();
    let text: String = letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
    text.replace("-away", " away").replace('-', " ")
}

pub(super) fn capital(severity: Severity) -> String {
    level(severity.name())
}

fn cell(text: &str) -> String {
    escaped(text).replace('\n', " ")
}

/// Marks that Markdown would read are written out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' => safe.extend(['\\', c]),
            '&' => safe.push_str("&amp;"),
            other => safe.push(other),
        }
    }
    safe
}
