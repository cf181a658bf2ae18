//! The findings as comma-separated values for a spreadsheet. In: a [`Report`]. Out: RFC 4180, a row for
//! each finding. No cell can become a formula.

use super::key_terms::csv::write_row;
use super::words::{capital, level, section, where_it_stands};
use super::{Confidence, Finding, Redline, Report};

const HEADER: [&str; 16] = [
    "No.",
    "Section",
    "Severity",
    "Topic",
    "Where",
    "Finding",
    "What it says",
    "Why it matters",
    "Ask",
    "Words",
    "Proposed",
    "Write",
    "Fallbacks",
    "Walk away",
    "Sure",
    "Also",
];

/// Writes the findings in the order of telling.
pub fn csv(report: &Report) -> String {
    let mut out = String::new();
    write_row(&HEADER.map(str::to_owned), &mut out);
    for (place, finding) in report.findings.iter().enumerate() {
        write_row(&cells(place + 1, finding), &mut out);
    }
    out
}

fn cells(number: usize, finding: &Finding) -> [String; 16] {
    let rungs = |start: &str| -> Vec<&Redline> {
        finding.redlines.iter().filter(|redline| redline.level.starts_with(start)).collect()
    };
    let titles = |rungs: Vec<&Redline>| rungs.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join("; ");
    let words =
        |one: &&Redline| one.edits.iter().map(|edit| edit.insert.trim().to_owned()).collect::<Vec<_>>().join(" … ");
    [
        number.to_string(),
        section(finding.section).to_owned(),
        capital(finding.severity),
        level(&finding.topic),
        where_it_stands(finding),
        finding.title.clone(),
        finding.what.clone(),
        finding.why.clone(),
        finding.ask.clone(),
        finding.quote.clone(),
        titles(rungs("preferred")),
        rungs("preferred").first().map(words).unwrap_or_default(),
        titles(rungs("fallback")),
        titles(rungs("walk-away")),
        if finding.confidence == Confidence::High { "yes" } else { "no" }.to_owned(),
        finding.reasons.iter().map(|reason| format!("{}: {}", reason.title, reason.why)).collect::<Vec<_>>().join("\n"),
    ]
}
