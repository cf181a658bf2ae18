//! `clausewright terms FILE`: the fact sheet of a contract.

use std::process::ExitCode;

use clap::ValueEnum;
use clausewright::report::ReviewOptions;
use clausewright::{Error, session};

use crate::{File, input, outline, output};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    file: File,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let document = input::document(&arguments.file.path)?;
    for notice in &document.notices {
        eprintln!("{notice}");
    }
    let sheet = session::terms(document, &ReviewOptions::default());
    output::print(&match arguments.format {
        Format::Json => output::json(&sheet)?,
        Format::Text => outline::of(&output::value(&sheet)?),
    })?;
    Ok(ExitCode::SUCCESS)
}
