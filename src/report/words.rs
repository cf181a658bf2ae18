//! The words that all forms of a report use. In: parts of a [`Report`]. Out: phrases, not yet escaped.

use super::{Finding, Likelihood, Report, Section, Severity};
use crate::facts::Side;

/// Findings under one heading, each with its number in the whole report.
pub(super) struct Chapter<'a> {
    pub title: &'static str,
    pub findings: Vec<(usize, &'a Finding)>,
}

/// The findings in the order of telling, cut where a section ends.
pub(super) fn chapters(report: &Report) -> Vec<Chapter<'_>> {
    let numbered: Vec<(usize, &Finding)> =
        report.findings.iter().enumerate().map(|(place, finding)| (place + 1, finding)).collect();
    let cut = numbered.chunk_by(|(_, one), (_, next)| one.section == next.section);
    cut.filter_map(|run| Some(Chapter { title: section(run.first()?.1.section), findings: run.to_vec() })).collect()
}

pub(super) fn section(section: Section) -> &'static str {
    match section {
        Section::First => "Talk about these first",
        Section::Further => "Then these",
        Section::Rest => "The rest",
        Section::Drafting => "Faults of the draft",
    }
}

pub(super) fn title(report: &Report) -> &str {
    report.document.title.as_deref().unwrap_or("Contract")
}

pub(super) fn side(report: &Report) -> &'static str {
    match report.side {
        Side::Vendor => "vendor",
        Side::Customer => "customer",
    }
}

/// Its name and version.
pub(super) fn playbook(report: &Report) -> String {
    format!("{} {}", report.playbook.name, report.playbook.version).trim().to_owned()
}

pub(super) fn nothing_found(report: &Report) -> &'static str {
    if report.document.judged {
        "None of the checks below found anything. That is not to say that the contract is safe: only what is listed \
         was looked for."
    } else {
        "Nothing was found, and the text could not be judged as a whole."
    }
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

/// "contract value, home law".
pub(super) fn depends(finding: &Finding) -> String {
    finding.depends.iter().map(|fact| fact.phrase()).collect::<Vec<_>>().join(", ")
}

pub(super) fn likelihood(is: Likelihood) -> &'static str {
    match is {
        Likelihood::Often => "often",
        Likelihood::Sometimes => "sometimes",
        Likelihood::Rarely => "rarely",
    }
}

/// "fallback-1" is "Fallback 1", "walk-away" is "Walk away".
pub(super) fn level(level: &str) -> String {
    let mut letters = level.chars();
    let text: String = letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
    text.replace("-away", " away").replace('-', " ")
}

pub(super) fn capital(severity: Severity) -> String {
    level(severity.name())
}
