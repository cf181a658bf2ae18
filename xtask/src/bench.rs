//! Benchmarks: natively with criterion, and in Chromium over the optimised module; against the budgets.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::project;
use crate::step::{Outcome, at, capture, run, say};
use crate::{serve, tools, wasm};

#[path = "../../benches/texts/mod.rs"]
mod texts;

/// 200 pages of some 480 words.
const WORD: (&str, usize) = ("200 pages", 600_000);

const KB: f64 = 1024.0;
const MB: f64 = 1024.0 * 1024.0;

pub fn command(arguments: &[String]) -> Outcome {
    match arguments {
        [] => native().and_then(|()| page()),
        [only] if only == "--native" => native(),
        [only] if only == "--page" => page(),
        _ => Err("usage: cargo xtask bench [--native | --page]".to_owned()),
    }
}

fn native() -> Outcome {
    say("Timing the core natively");
    run(tools::command("cargo").args(["bench", "--package", "clausewright", "--benches"]))
}

fn page() -> Outcome {
    tools::setup()?;
    wasm::build()?;
    let site = site()?;
    say("Timing the core in Chromium (a minute or two)");
    let address = serve::in_background(site)?;
    let mut node = tools::command("node");
    node.arg("benches/page/measure.mjs").env("ADDRESS", address).env("CHROME", tools::chromium()?);
    node.env("WORD", file_name(WORD.0));
    let printed = capture(node.env("SIZES", texts::SIZES.map(|(name, _)| file_name(name)).join(",")))?;
    let figures: Value = serde_json::from_str(&printed)
        .map_err(|error| format!("No figures came from Chromium ({error}): {printed}"))?;
    print_sizes(&figures);
    print_word(&figures["word"]);
    print_matching(&figures["matching"]);
    print_budgets(&figures)
}

/// A folder to serve: the package, the benchmark page and the texts.
fn site() -> Outcome<PathBuf> {
    let site = project::target().join("bench").join("site");
    if site.exists() {
        fs::remove_dir_all(&site).map_err(at("clear", &site))?;
    }
    copy_all(&project::root().join("benches").join("page"), &site)?;
    copy_all(&project::package(), &site.join("pkg"))?;
    let matching = project::target().join("bench").join("matching");
    wasm::build_for_benchmarks(&matching)?;
    copy_all(&matching, &site.join("matching"))?;
    let folder = site.join("texts");
    fs::create_dir_all(&folder).map_err(at("make", &folder))?;
    for (name, bytes) in texts::SIZES {
        let file = folder.join(format!("{}.txt", file_name(name)));
        fs::write(&file, texts::contract(bytes)).map_err(at("write", &file))?;
    }
    word_file(&folder)?;
    Ok(site)
}

/// A Word file of the same samples.
fn word_file(folder: &Path) -> Outcome {
    let name = file_name(WORD.0);
    let (text, file) = (folder.join(format!("{name}.txt")), folder.join(format!("{name}.docx")));
    fs::write(&text, texts::contract(WORD.1)).map_err(at("write", &text))?;
    run(tools::command("node").arg("benches/page/word.mjs").arg(&text).arg(&file))
}

fn copy_all(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(at("make", to))?;
    for entry in fs::read_dir(from).map_err(at("read", from))?.flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).map_err(at("copy", &entry.path()))?;
        }
    }
    Ok(())
}

fn file_name(size: &str) -> String {
    size.replace(' ', "")
}

/// "At once" is a first review in the moment when the core has started, "first" one after the two
/// seconds that a user needs to choose a text, in which the worker rehearses.
fn print_sizes(figures: &Value) {
    println!("Chromium {}\n", figures["browser"].as_str().unwrap_or("?"));
    println!(
        "{:>8} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>9}",
        "text", "at once ms", "first ms", "warm ms", "core ms", "key ms", "memory MB", "findings"
    );
    for (name, _) in texts::SIZES {
        let row = &figures["sizes"][file_name(name)];
        let figure = |field: &str| row[field].as_f64().unwrap_or(f64::NAN);
        println!(
            "{name:>8} {:>10.1} {:>10.1} {:>10.1} {:>10.1} {:>10.1} {:>10.1} {:>9}",
            figure("atOnce"),
            figure("first"),
            figure("warm"),
            figure("core"),
            figure("keystroke"),
            figure("memory") / MB,
            figure("findings")
        );
    }
}

fn print_word(figures: &Value) {
    let figure = |field: &str| figures[field].as_f64().unwrap_or(f64::NAN);
    println!(
        "\n{:>9} {:>8} {:>9} {:>8} {:>9} {:>10}",
        "Word file", "words", "read ms", "changes", "write ms", "memory MB"
    );
    println!(
        "{:>9} {:>8} {:>9.1} {:>8} {:>9.1} {:>10.1}",
        WORD.0,
        figure("words"),
        figure("read"),
        figure("changes"),
        figure("write"),
        figure("memory") / MB
    );
}

/// The matching stage of the core beside the same patterns as `RegExp` behind a literal prefilter.
fn print_matching(figures: &Value) {
    let figure = |who: &str, field: &str| figures[who][field].as_f64().unwrap_or(f64::NAN);
    println!("\nmatching {} alternatives in {} sentences of 300 KB", figures["alternatives"], figures["sentences"]);
    println!("{:>8} {:>10} {:>10} {:>10}", "", "first ms", "warm ms", "matches");
    for who in ["core", "regexp"] {
        println!(
            "{who:>8} {:>10.1} {:>10.1} {:>10}",
            figure(who, "first"),
            figure(who, "warm"),
            figures[who]["matches"]
        );
    }
    println!("the core is {:.1} times as fast", figure("regexp", "warm") / figure("core", "warm"));
}

/// One line of the budget table: what, how much, how much is allowed.
struct Budget {
    what: &'static str,
    measured: f64,
    allowed: f64,
    unit: &'static str,
}

fn print_budgets(figures: &Value) -> Outcome {
    println!("\n{:52} {:>10} {:>10}", "budget", "measured", "allowed");
    for Budget { what, measured, allowed, unit } in budgets(figures)? {
        let verdict = if measured <= allowed { "met" } else { "NOT MET" };
        println!("{what:52} {measured:>10.1} {allowed:>10.1} {unit:3} {verdict}");
    }
    Ok(())
}

fn budgets(figures: &Value) -> Outcome<Vec<Budget>> {
    let figure = |size: &str, field: &str| figures["sizes"][size][field].as_f64().unwrap_or(f64::NAN);
    let word = |field: &str| figures["word"][field].as_f64().unwrap_or(f64::NAN);
    let budget = |what, measured, allowed, unit| Budget { what, measured, allowed, unit };
    Ok(vec![
        budget("core .wasm, brotli", wasm::sizes()?.brotli as f64 / KB, 400.0, "KB"),
        budget("module start, built-in playbook loaded", figure("300KB", "start"), 40.0, "ms"),
        budget("300 KB to the report, warm", figure("300KB", "warm"), 30.0, "ms"),
        budget("300 KB to the report, the first time (page at rest)", figure("300KB", "first"), 80.0, "ms"),
        budget("300 KB to the report, after a keystroke", figure("300KB", "keystroke"), 5.0, "ms"),
        budget("3 MB, in times of 300 KB, warm", figure("3MB", "warm") / figure("300KB", "warm"), 10.0, "x"),
        budget("200 pages of a Word file, read the first time", word("read"), 300.0, "ms"),
        budget("200 pages of a Word file, written", word("write"), 500.0, "ms"),
        budget("memory for 300 KB", figure("300KB", "memory") / MB, 48.0, "MB"),
    ])
}
