//! `clausewright terms FILE`: what the contract says, unjudged.

use std::process::ExitCode;

use clap::ValueEnum;
use clausewright::ingest::Document;
use clausewright::report::{self, ReviewOptions};
use clausewright::{Error, session};

use crate::{File, input, output};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    file: File,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The key terms, topic by topic, each with its words
    Text,
    /// Typed facts for a program: parties, days, months, caps, with their quotes
    Json,
    /// The key terms for a document or a message
    Markdown,
    /// The key terms for a spreadsheet
    Csv,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let document = input::document(&arguments.file.path)?;
    for notice in &document.notices {
        eprintln!("{notice}");
    }
    output::print(&printed(document, arguments.format)?)?;
    Ok(ExitCode::SUCCESS)
}

fn printed(document: Document, format: Format) -> Result<String, Error> {
    let options = ReviewOptions::default();
    let sheet = |document| session::key_terms(document, &options);
    Ok(match format {
        Format::Json => output::json(&session::terms(document, &options))?,
        Format::Text => report::key_terms_terminal(&sheet(document), output::colour()),
        Format::Markdown => report::key_terms_markdown(&sheet(document)),
        Format::Csv => report::key_terms_csv(&sheet(document)),
    })
}
