//! `clausewright playbook check FILE`: is this playbook sound?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use clausewright::Error;
use clausewright::check::{Scope, check};

use crate::{input, output};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says what is wrong with a playbook, with line and caret, or that nothing is
    Check {
        /// A playbook file, or the name of a built-in one
        #[arg(value_name = "FILE")]
        path: PathBuf,
    },
}

/// Ends with 1 where the playbook can be read but does not keep its word.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let Command::Check { path } = &arguments.command;
    let playbook = input::playbook(path)?;
    let scope = if path.is_file() { Scope::Own } else { Scope::Everything };
    let faults = check(&playbook, scope);
    for fault in &faults {
        eprintln!("{fault}\n");
    }
    let rules = playbook.rules.iter().filter(|rule| playbook.position(&rule.id).is_some()).count();
    let verdict = match faults.len() {
        0 => "nothing wrong".to_owned(),
        1 => "one fault".to_owned(),
        many => format!("{many} faults"),
    };
    let name = format!("{} {}", playbook.name, playbook.version);
    output::print(&format!("{}: {rules} rules, {verdict}", name.trim()))?;
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
