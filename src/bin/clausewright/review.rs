//! `clausewright review FILE`: what is risky for one side, and what to do about it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use clausewright::Error;
use clausewright::facts::Side;
use clausewright::playbook::Playbook;
use clausewright::report::{self, PositionEncoding, Report, ReviewOptions, Severity};
use clausewright::session;

use crate::{File, input, output};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    file: File,
    /// The side that you are on; may be left out where --playbook says it
    #[arg(long, value_enum, required_unless_present = "playbook")]
    side: Option<OnSide>,
    /// A built-in playbook ("agency", "customer") or a file of your own
    #[arg(long, value_name = "NAME-OR-FILE")]
    playbook: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// End with 1 when a finding is at least this severe
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Threshold>,
}

#[derive(Clone, Copy, ValueEnum)]
enum OnSide {
    Vendor,
    Customer,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    /// One page for a browser or a printer
    Html,
    /// A row for each finding, for a spreadsheet
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
enum Threshold {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let (playbook, options) = playbook(arguments)?;
    let document = input::document(&arguments.file.path)?;
    let source = document.text.source().to_owned();
    let report = session::review(document, &options, &playbook, PositionEncoding::Utf8);
    output::print(&match arguments.format {
        Format::Json => output::json(&report)?,
        Format::Markdown => report::markdown(&report),
        Format::Html => report::html(&report),
        Format::Csv => report::csv(&report),
        Format::Text => report::terminal(&report, &source, output::colour()),
    })?;
    Ok(verdict(&report, arguments.fail_on))
}

/// The playbook and the side: what is not said of one follows from the other.
fn playbook(arguments: &Arguments) -> Result<(Playbook, ReviewOptions), Error> {
    let named = arguments.playbook.as_deref().map(input::playbook).transpose()?;
    let side = match (arguments.side, &named) {
        (Some(OnSide::Customer), _) => Side::Customer,
        (Some(OnSide::Vendor), _) | (None, None) => Side::Vendor,
        (None, Some(playbook)) => playbook.side,
    };
    let options = ReviewOptions { side, ..ReviewOptions::default() };
    let playbook = match named {
        Some(playbook) => session::for_this_side(playbook, &options)?,
        None => session::playbook_for(&options)?,
    };
    Ok((playbook, options))
}

fn verdict(report: &Report, fail_on: Option<Threshold>) -> ExitCode {
    let Some(threshold) = fail_on else { return ExitCode::SUCCESS };
    let threshold = match threshold {
        Threshold::Info => Severity::Info,
        Threshold::Low => Severity::Low,
        Threshold::Medium => Severity::Medium,
        Threshold::High => Severity::High,
        Threshold::Critical => Severity::Critical,
    };
    if report.findings.iter().any(|finding| finding.severity >= threshold) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
