//! Tracked changes in real Word files. In: a folder of `.docx`. Out: a table: the edits that were
//! written, that accepting and rejecting gave the right texts, whether LibreOffice opens the files,
//! what two checkers of Office files have against them that they had not against the original, and
//! whether computed numbers are those that LibreOffice shows.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::project;
use crate::step::{Outcome, at, capture, run, run_quietly, say};
use crate::tools;

const CHECKERS: [&str; 2] = ["openxml-audit", "ooxml-integrity"];
/// The forms in which each file is written by the test.
const FORMS: [&str; 7] = [
    "vendor.preferred",
    "vendor.fallback",
    "vendor.clean",
    "customer.preferred",
    "customer.fallback",
    "customer.clean",
    "random",
];

pub fn command(folder: &Path) -> Outcome {
    let out = project::target().join("eval").join("docx");
    super::fresh(&out)?;
    say("Writing every edit, and reading it back accepted and rejected");
    let test = ["test", "--quiet", "--test", "redline_corpus", "--", "--ignored"];
    run(tools::command("cargo").args(test).env("CLAUSEWRIGHT_DOCX", folder).env("CLAUSEWRIGHT_OUT", &out))?;
    let originals = super::files(folder, &["docx"])?;
    say("Opening every file in LibreOffice");
    let converted = out.join("libreoffice");
    let written = super::files(&out, &["docx"])?;
    convert(&written, &converted)?;
    let labels = out.join("original");
    convert(&originals, &labels)?;
    let checkers = checkers()?;
    say("Checking every file; this takes a few seconds each");
    let table = fs::read_to_string(out.join("table.tsv")).map_err(at("read", &out))?;
    println!(
        "{:42} {:>7} {:>7} {:>7} {:>7} {:>9} {:>11} {:>9} {:>10}",
        "file", "edits", "refused", "taken", "random", "opened", "complaints", "integrity", "numbers"
    );
    for line in table.lines() {
        row(line, folder, &out, &checkers)?;
    }
    println!("\nAccepting gave the edited text and rejecting the original's text and formatting for every file.");
    Ok(())
}

fn row(line: &str, folder: &Path, out: &Path, checkers: &Path) -> Outcome {
    let cells: Vec<&str> = line.split('\t').collect();
    let [name, edits, refused, taken, random] = cells.as_slice() else {
        return Err("The table of the test is not as it should be.".to_owned());
    };
    let files: Vec<PathBuf> = FORMS.iter().map(|form| out.join(format!("{name}.{form}.docx"))).collect();
    let opened =
        FORMS.iter().filter(|form| out.join("libreoffice").join(format!("{name}.{form}.txt")).is_file()).count();
    let original = folder.join(format!("{name}.docx"));
    let (mut complaints, mut integrity) = (0, 0);
    let (audit, check) = (audit(checkers, &original)?, check(checkers, &original)?);
    for file in &files {
        complaints += more(&audit, &self::audit(checkers, file)?, file);
        integrity += more(&check, &self::check(checkers, file)?, file);
    }
    let (same, all) = numbers(name, out)?;
    println!(
        "{:42} {edits:>7} {refused:>7} {taken:>7} {random:>7} {:>9} {complaints:>11} {integrity:>9} {:>10}",
        super::shortened(name, 41),
        format!("{opened}/{}", files.len()),
        format!("{same}/{all}")
    );
    Ok(())
}

/// LibreOffice ends well whether it could open a file or not: what counts is that its text is there.
fn convert(files: &[PathBuf], into: &Path) -> Outcome {
    let profile = format!("-env:UserInstallation=file://{}", into.with_extension("profile").display());
    let mut office = tools::command("soffice");
    office.args([&profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]).arg(into).args(files);
    run_quietly(&mut office)
}

/// The checkers in an environment of their own.
fn checkers() -> Outcome<PathBuf> {
    let home = project::target().join("eval").join("checkers");
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    if !programs.join(CHECKERS[0]).is_file() {
        say("Installing openxml-audit and ooxml-integrity");
        run_quietly(tools::command("python3").args(["-m", "venv"]).arg(&home))?;
        run_quietly(
            tools::command(&programs.join("pip").to_string_lossy()).args(["install", "--quiet"]).args(CHECKERS),
        )?;
    }
    Ok(programs)
}

/// Complaints and how often each is made.
type Complaints = HashMap<String, usize>;

/// One file for each call: in one call for many files, what is known of one is held against the next.
fn audit(checkers: &Path, file: &Path) -> Outcome<Complaints> {
    let program = checkers.join(CHECKERS[0]);
    let printed = printed(tools::command(&program.to_string_lossy()).args(["-o", "json", "-m", "0"]).arg(file));
    let report = json(&printed)?;
    Ok(counted(report[0]["errors"].as_array(), "description"))
}

fn check(checkers: &Path, file: &Path) -> Outcome<Complaints> {
    let program = checkers.join(CHECKERS[1]);
    let printed = printed(tools::command(&program.to_string_lossy()).args(["check", "--json"]).arg(file));
    let report = json(&printed)?;
    let grave = report["files"][0]["findings"]
        .as_array()
        .map(|all| all.iter().filter(|one| one["severity"] != "info").cloned().collect::<Vec<Value>>());
    Ok(counted(grave.as_ref(), "code"))
}

/// What a checker prints; with complaints it ends badly.
fn printed(command: &mut std::process::Command) -> String {
    capture(command).unwrap_or_else(|failed| failed.split_once('\n').map_or(String::new(), |(_, rest)| rest.to_owned()))
}

fn json(printed: &str) -> Outcome<Value> {
    let end = printed.rfind([']', '}']).map_or(0, |end| end + 1);
    serde_json::from_str(&printed[..end]).map_err(|error| format!("A checker did not answer in JSON: {error}."))
}

fn counted(list: Option<&Vec<Value>>, field: &str) -> Complaints {
    let mut counts = Complaints::new();
    for one in list.into_iter().flatten() {
        *counts.entry(one[field].as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    counts
}

/// Kinds of complaint that the original gave no cause for, with each on the screen.
fn more(before: &Complaints, after: &Complaints, file: &Path) -> usize {
    let new: Vec<&String> = after.keys().filter(|what| !before.contains_key(*what)).collect();
    for what in &new {
        println!("  {}: {what}", file.display());
    }
    new.len()
}

/// How many computed numbers LibreOffice shows as well, before the same words.
fn numbers(name: &str, out: &Path) -> Outcome<(usize, usize)> {
    let read = |path: PathBuf| fs::read_to_string(&path).map_err(at("read", &path));
    let ours = read(out.join(format!("{name}.labels")))?;
    let theirs = read(out.join("original").join(format!("{name}.txt")))?;
    let plain = |text: &str| text.split_whitespace().collect::<String>().replace(['\u{ad}', '\u{feff}'], "");
    let lines: Vec<String> = theirs.lines().map(plain).collect();
    let (mut same, mut all) = (0, 0);
    for line in ours.lines() {
        let Some((label, words)) = line.split_once('\t') else { continue };
        let (label, words) = (plain(label), plain(words));
        let start: String = words.chars().take(40).collect();
        // Bullets are drawn in fonts of their own; both show some mark.
        if start.is_empty() || !label.chars().any(char::is_alphanumeric) {
            continue;
        }
        all += 1;
        let found = lines.iter().any(|line| line.starts_with(&format!("{label}{start}")));
        same += usize::from(found);
        if !found {
            println!("  {name}: {label} before \"{start}\" is not what LibreOffice shows");
        }
    }
    Ok((same, all))
}
