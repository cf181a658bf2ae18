//! The command line. In: arguments and files. Out: a report on standard output, complaints on
//! standard error, and an exit code: 0 done, 1 a finding as severe as `--fail-on` or a faulty
//! playbook, 2 an error.

mod input;
mod output;
mod playbook;
mod redline;
mod review;
mod terms;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use clausewright::Error;

/// Reads a contract, finds what is risky for one side, and gives the question, the edit and the trade.
#[derive(Parser)]
#[command(name = "clausewright", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// What is risky in a contract for one side, why, what to ask and what to write instead
    Review(review::Arguments),
    /// The contract as a Word file with the chosen edits as tracked changes
    Redline(redline::Arguments),
    /// What the contract says, unjudged: who pays whom when, whose liability is capped, who indemnifies whom
    Terms(terms::Arguments),
    /// Checks a playbook
    Playbook(playbook::Arguments),
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    match &arguments.command {
        Command::Review(arguments) => review::run(arguments),
        Command::Redline(arguments) => redline::run(arguments),
        Command::Terms(arguments) => terms::run(arguments),
        Command::Playbook(arguments) => playbook::run(arguments),
    }
}

/// A file, or `-` for standard input.
#[derive(clap::Args)]
struct File {
    /// The contract: .docx, .odt, .rtf, .html, .txt or .md; `-` reads standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,
}
