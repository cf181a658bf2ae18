//! `clausewright playbook check FILE`: is this playbook sound?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use clausewright::Error;

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

pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let Command::Check { path } = &arguments.command;
    let playbook = input::playbook(path)?;
    let rules = playbook.rules.iter().filter(|rule| playbook.position(&rule.id).is_some()).count();
    output::print(&format!("{} {}: {rules} rules, nothing wrong.", playbook.name, playbook.version))?;
    Ok(ExitCode::SUCCESS)
}
