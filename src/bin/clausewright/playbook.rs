//! `clausewright playbook …`: is this playbook sound, a new one to begin with, its reference, its counts.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use clausewright::check::{Scope, check, prove};
use clausewright::playbook::{Playbook, starter};
use clausewright::{Error, ErrorKind};

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
    /// Prints a commented file to begin a playbook of your own with
    New {
        /// What it is called
        name: String,
        /// The playbook that yours is laid over
        #[arg(long, default_value = "agency")]
        extends: String,
    },
    /// The reference of a playbook as Markdown: what each rule finds, why, what to ask, the ladder, examples
    Docs {
        /// A playbook file, or the name of a built-in one
        #[arg(value_name = "NAME-OR-FILE", default_value = "agency")]
        path: PathBuf,
        /// Writes a page for each topic and an index to this folder, instead of one text to standard output
        #[arg(short, long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Runs the self-test and counts: rules by kind and side, examples run, edits proved
    Count {
        /// A playbook file, or the name of a built-in one
        #[arg(value_name = "NAME-OR-FILE", default_value = "agency")]
        path: PathBuf,
    },
}

/// Ends with 1 where the playbook can be read but does not keep its word.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    match &arguments.command {
        Command::Check { path } => checked(path),
        Command::New { name, extends } => begun(name, extends),
        Command::Docs { path, out } => documented(path, out.as_deref()),
        Command::Count { path } => counted(path),
    }
}

fn checked(path: &Path) -> Result<ExitCode, Error> {
    let playbook = input::playbook(path)?;
    let faults = check(&playbook, scope(path));
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

fn scope(path: &Path) -> Scope {
    if path.is_file() { Scope::Own } else { Scope::Everything }
}

fn begun(name: &str, extends: &str) -> Result<ExitCode, Error> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.');
    if name.trim().is_empty() || !name.chars().all(plain) {
        let error = Error::new(ErrorKind::Playbook, format!("`{}` is no name for a playbook", name.escape_debug()));
        return Err(error.hint("letters, digits, spaces, `-`, `_` and `.`"));
    }
    output::print(&starter(name, &Playbook::builtin(extends)?))?;
    Ok(ExitCode::SUCCESS)
}

fn documented(path: &Path, out: Option<&Path>) -> Result<ExitCode, Error> {
    let pages = input::playbook(path)?.reference();
    let Some(folder) = out else {
        let texts: Vec<&str> = pages.iter().map(|(_, text)| text.as_str()).collect();
        output::print(&texts.join("\n"))?;
        return Ok(ExitCode::SUCCESS);
    };
    let failed =
        |error: std::io::Error| Error::new(ErrorKind::Io, format!("Could not write to {}: {error}.", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    for (name, text) in &pages {
        std::fs::write(folder.join(safe(name)), text).map_err(failed)?;
    }
    output::print(&format!("{} pages in {}", pages.len(), folder.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// A topic is a stranger's word and may not lead out of the folder.
fn safe(name: &str) -> String {
    name.replace(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.'), "-").replace("..", "-")
}

fn counted(path: &Path) -> Result<ExitCode, Error> {
    let playbook = input::playbook(path)?;
    let proof = prove(&playbook, scope(path));
    let own: Vec<_> = playbook.rules.iter().filter(|rule| playbook.position(&rule.id).is_some()).collect();
    let kinds = ["reading", "pattern", "regular expression", "absence", "contradiction", "combination"]
        .map(|kind| format!("{} by {kind}", own.iter().filter(|rule| rule.kind.name() == kind).count()));
    let sides = ["vendor", "customer", "either"]
        .map(|side| format!("{} hurt {side}", own.iter().filter(|rule| rule.hurts.name() == side).count()));
    let edits = own.iter().filter(|rule| {
        let ladder = playbook.position(&rule.id).map_or(&[][..], |position| position.ladder.list());
        ladder.iter().any(|rung| !rung.edits.is_empty())
    });
    output::print(&format!(
        "{}: {} rules ({}; {}); {} end in an edit; {} examples run, {} edits proved, {} faults",
        playbook.name,
        own.len(),
        kinds.join(", "),
        sides.join(", "),
        edits.count(),
        proof.examples,
        proof.edits,
        proof.faults.len()
    ))?;
    Ok(if proof.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
