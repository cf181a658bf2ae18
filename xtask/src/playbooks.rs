//! Counts what the built-in playbooks hold and prove, and writes their reference to `docs/rules`.

use std::fs;

use crate::project;
use crate::step::{Outcome, at, run, say};
use crate::tools;

pub fn command() -> Outcome {
    say("Building the command");
    run(tools::command("cargo").args(["build", "--quiet", "--package", "clausewright", "--bin", "clausewright"]))?;
    let program = project::target().join("debug").join("clausewright").display().to_string();
    for name in names()? {
        run(tools::command(&program).args(["playbook", "count", &name]))?;
        let folder = project::root().join("docs").join("rules").join(&name);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(at("clear", &folder))?;
        }
        run(tools::command(&program).args(["playbook", "docs", &name, "-o"]).arg(&folder))?;
    }
    Ok(())
}

/// The heads in `playbooks/`, but for what belongs to all of them.
fn names() -> Outcome<Vec<String>> {
    let folder = project::root().join("playbooks");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .map_err(at("read", &folder))?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| name != "notes")
        .collect();
    names.sort();
    Ok(names)
}
