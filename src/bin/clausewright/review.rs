//! `clausewright review FILE`: what is risky for one side, and what to do about it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use clausewright::facts::Side;
use clausewright::playbook::Playbook;
use clausewright::report::{self, Deal, PositionEncoding, Report, ReviewOptions, Severity};
use clausewright::session;
use clausewright::{Error, ErrorKind};

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
    /// What the document does not hold: value="USD 100,000", home-law="England", personal-data=yes
    #[arg(long, value_name = "FACT=VALUE")]
    deal: Vec<String>,
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
    let options = ReviewOptions { side, deal: deal(&arguments.deal)?, ..ReviewOptions::default() };
    let playbook = match named {
        Some(playbook) => session::for_this_side(playbook, &options)?,
        None => session::playbook_for(&options)?,
    };
    Ok((playbook, options))
}

/// What is told of the deal; a law may be told more than once.
fn deal(told: &[String]) -> Result<Deal, Error> {
    let mut deal = Deal::default();
    for one in told {
        let (fact, value) = one.split_once('=').map_or((one.as_str(), ""), |(fact, value)| (fact.trim(), value.trim()));
        match (fact, value) {
            ("value", sum) => deal.value = Some(sum.to_owned()),
            ("home-law", law) if !law.is_empty() => deal.home_law.push(law.to_owned()),
            ("personal-data", "yes") => deal.personal_data = Some(true),
            ("personal-data", "no") => deal.personal_data = Some(false),
            _ => return Err(refused(format!("`{one}` says nothing of the deal"))),
        }
    }
    match deal.value.as_deref() {
        Some(sum) if deal.amount().is_none() => Err(refused(format!("`{sum}` is no sum of money"))),
        _ => Ok(deal),
    }
}

fn refused(message: String) -> Error {
    let hint = "write --deal value=\"USD 100,000\", --deal home-law=England or --deal personal-data=yes";
    Error::new(ErrorKind::Playbook, message).hint(hint)
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
