//! The report's types in TypeScript, made from the Rust types and never written by hand.

use std::fs;

use crate::project;
use crate::stamp::Stamp;
use crate::step::{Outcome, at, run_quietly, say};
use crate::tools;

pub fn generate() -> Outcome {
    let folder = project::generated_types();
    let stamp = Stamp::of("types", &["src", "Cargo.toml", "Cargo.lock"], "1");
    if stamp.holds(&folder.join("index.ts")) {
        return Ok(());
    }
    say("Writing the TypeScript types to www/src/generated");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(at("clear", &folder))?;
    }
    let mut export = tools::command("cargo");
    export.args(["test", "--quiet", "--package", "clausewright", "--lib", "--all-features", "export_bindings"]);
    run_quietly(export.env("TS_RS_EXPORT_DIR", &folder))?;
    write_index()?;
    stamp.set()
}

/// One module that gives every type, so that the page imports from one place.
fn write_index() -> Outcome {
    let folder = project::generated_types();
    let entries = fs::read_dir(&folder).map_err(at("read", &folder))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".ts").map(str::to_owned))
        .filter(|name| name != "index")
        .collect();
    if names.is_empty() {
        return Err(format!("No TypeScript types were written to {}.", folder.display()));
    }
    names.sort();
    let lines: String = names.iter().map(|name| format!("export type {{ {name} }} from \"./{name}\";\n")).collect();
    let index = folder.join("index.ts");
    fs::write(&index, format!("// Made by `cargo xtask types` from the Rust types. Do not edit.\n{lines}"))
        .map_err(at("write", &index))
}
