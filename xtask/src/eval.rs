//! Measures the readings and the findings on contracts that lie outside the project.

mod docx;
mod pdf;
mod presence;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::project;
use crate::step::{Outcome, at, capture, run, say};
use crate::tools;

const USAGE: &str = "\
usage: cargo xtask eval terms DIR [--holdout] [OPTIONS OF score.py]
       cargo xtask eval presence DIR [--misses CATEGORY]
       cargo xtask eval review DIR
       cargo xtask eval edits DIR
       cargo xtask eval pdf DIR [TEXTS]
       cargo xtask eval docx DIR";

const SIDES: [&str; 2] = ["vendor", "customer"];
const SEVERITIES: [&str; 5] = ["critical", "high", "medium", "low", "info"];
/// Every so many documents, in order of their names, one is held out.
const HELD_OUT: usize = 3;

pub fn command(arguments: &[String]) -> Outcome {
    match arguments {
        [what, folder, rest @ ..] if what == "terms" => terms(&folder_at(folder)?, rest),
        [what, folder, rest @ ..] if what == "presence" => {
            presence::command(&build()?, &folder_at(folder)?, rest).map_err(|error| format!("{error}\n{USAGE}"))
        }
        [what, folder] if what == "docx" => docx::command(&folder_at(folder)?),
        [what, folder] if what == "review" => review(&folder_at(folder)?),
        [what, folder] if what == "edits" => edits(&folder_at(folder)?),
        [what, folder, texts @ ..] if what == "pdf" && texts.len() < 2 => {
            let folder = folder_at(folder)?;
            let beside = folder.join("../cuad-train/text");
            pdf::command(&build()?, &folder, &texts.first().map_or(Ok(beside), |texts| folder_at(texts))?)
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn folder_at(path: &str) -> Outcome<PathBuf> {
    let given = Path::new(path);
    // `cargo xtask` may be called from any folder; paths are the caller's.
    given.canonicalize().map_err(at("find", given))
}

fn terms(gold: &Path, options: &[String]) -> Outcome {
    let program = build()?;
    let sheets = project::target().join("eval").join("terms");
    fresh(&sheets)?;
    let contracts = contracts(&gold.join("text"))?;
    say(&format!("Reading the terms of {} contracts", contracts.len()));
    for contract in &contracts {
        let sheet = capture(tools::command(program.as_ref()).arg("terms").arg(contract).args(["--format", "json"]))?;
        write(&sheets.join(format!("{}.json", name(contract))), &sheet)?;
    }
    let pass_on: Vec<&String> = options.iter().filter(|option| *option != "--holdout").collect();
    if pass_on.len() == options.len() {
        return score(gold, gold, &sheets, &pass_on);
    }
    for (title, labels) in split(gold)? {
        println!("\n{title}");
        score(gold, &labels, &sheets, &pass_on)?;
    }
    Ok(())
}

fn score(gold: &Path, labels: &Path, sheets: &Path, options: &[&String]) -> Outcome {
    let mut python = tools::command("python3");
    run(python.arg(gold.join("score.py")).arg(labels).arg(sheets).args(options))
}

/// Two folders of labels: every third document, and the rest.
fn split(gold: &Path) -> Outcome<[(String, PathBuf); 2]> {
    let labels = files(&gold.join("labels"), &["json"])?;
    let folder = |name: &str| project::target().join("eval").join(name);
    let halves = [folder("rest"), folder("held-out")];
    for half in &halves {
        fresh(&half.join("labels"))?;
    }
    let mut counts = [0; 2];
    for (place, label) in labels.iter().enumerate() {
        let half = usize::from(place % HELD_OUT == 0);
        counts[half] += 1;
        let copy = halves[half].join("labels").join(label.file_name().unwrap_or_default());
        fs::copy(label, &copy).map_err(at("copy to", &copy))?;
    }
    let [rest, held_out] = halves;
    let title = |what: &str, count: usize| format!("{what}: {count} contracts");
    Ok([(title("The rest", counts[0]), rest), (title("Every third document", counts[1]), held_out)])
}

fn review(folder: &Path) -> Outcome {
    let program = build()?;
    let texts = folder.join("text");
    let contracts = contracts(if texts.is_dir() { &texts } else { folder })?;
    println!("{:44} {:8} {}", "contract", "side", SEVERITIES.map(|severity| format!("{severity:>8}")).concat());
    let mut grave = String::new();
    for contract in &contracts {
        for side in SIDES {
            let reviewed = findings(&program, contract, side)?;
            let count = |severity: &str| reviewed.iter().filter(|finding| finding["severity"] == severity).count();
            let counts = SEVERITIES.map(|severity| format!("{:>8}", count(severity))).concat();
            println!("{:44} {side:8} {counts}", shortened(&name(contract), 43));
            for finding in
                reviewed.iter().filter(|finding| SEVERITIES[..2].iter().any(|grave| finding["severity"] == *grave))
            {
                grave.push_str(&line(&name(contract), side, finding));
            }
        }
    }
    println!("\nHigh and critical:\n{grave}");
    Ok(())
}

/// A contract that is refused is told of and has none.
fn findings(program: &str, contract: &Path, side: &str) -> Outcome<Vec<Value>> {
    let mut command = tools::command(program);
    let printed = capture(command.arg("review").arg(contract).args(["--side", side, "--format", "json"]));
    let Ok(printed) = printed else {
        say(&format!("{}: {}", name(contract), printed.unwrap_err()));
        return Ok(Vec::new());
    };
    let report: Value = serde_json::from_str(&printed)
        .map_err(|error| format!("The report of {} is no JSON: {error}.", contract.display()))?;
    Ok(report["findings"].as_array().cloned().unwrap_or_default())
}

fn line(contract: &str, side: &str, finding: &Value) -> String {
    let text = |field: &str| finding[field].as_str().unwrap_or("").to_owned();
    let clause = finding["clause"]["number"].as_str().unwrap_or("-");
    let quote = text("quote").split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "{contract} [{side}] {} {} ({}), clause {clause}: {}\n    {}\n",
        text("severity"),
        text("rule"),
        text("confidence"),
        text("title"),
        shortened(&quote, 240)
    )
}

/// Takes every edit that is offered on the contracts: does each clear its finding and raise no other?
fn edits(folder: &Path) -> Outcome {
    let contracts = contracts(folder)?;
    say(&format!("Taking the edits offered on {} contracts", contracts.len()));
    let mut prove = tools::command("cargo");
    prove.args(["run", "--quiet", "--profile", "measure", "--example", "prove_edits", "--"]).args(contracts);
    run(&mut prove)
}

fn build() -> Outcome<String> {
    say("Building the command");
    run(tools::command("cargo").args(["build", "--quiet", "--bin", "clausewright"]))?;
    Ok(project::target().join("debug").join("clausewright").to_string_lossy().into_owned())
}

fn contracts(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let found = files(folder, &["txt", "md", "docx"])?;
    if found.is_empty() {
        return Err(format!("There is no .txt, .md or .docx file in {}.", folder.display()));
    }
    Ok(found)
}

fn files(folder: &Path, endings: &[&str]) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(at("read", folder))?;
    let wanted = |path: &PathBuf| {
        path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
    };
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(wanted).collect();
    found.sort();
    Ok(found)
}

fn fresh(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(at("clear", folder))?;
    }
    fs::create_dir_all(folder).map_err(at("make", folder))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(at("write", path))
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn shortened(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
