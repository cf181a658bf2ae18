//! The project's own commands: `cargo xtask COMMAND`. In: a checkout, Rust and Node. Out: whatever
//! the command promises, with everything that it needs fetched first.

mod bench;
mod eval;
mod http;
mod page;
mod playbooks;
mod project;
mod serve;
mod stamp;
mod step;
mod tally;
mod test;
mod tools;
mod types;
mod wasm;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  setup               fetch what is missing: wasm target, wasm-pack, wasm-bindgen, npm packages, Chromium
  types               write the report's TypeScript types to www/src/generated
  wasm                build the optimised WebAssembly package in pkg/ and print its sizes
  page                types, wasm and the production page in www/dist
  serve               page, then serve it with its security headers
      --port N        this port instead of the first free one from 4173; 0 takes any
      --no-build      serve www/dist as it is
      --quiet         print nothing but the address
  playbooks           the built-in playbooks: rules by side and kind, examples run, edits proved; docs/rules anew
  test                set up and run every test
  bench               native and in-browser benchmarks against the budgets
      --page          only those in the browser
      --native        only the native ones
  eval terms DIR      score the term sheets of DIR/text/*.txt with DIR/score.py
      --holdout       every third document apart from the rest
  eval presence DIR   clauses read in DIR/text/*.txt against those marked in DIR/spans.jsonl
      --misses NAME   with the contracts where category NAME differs
  eval docx DIR       tracked changes in every .docx of DIR: accepted, rejected, opened, checked
  eval review DIR     table of the findings in every contract of DIR, for both sides
  eval edits DIR      takes every edit offered on the contracts of DIR: clears its finding, raises no other
  eval pdf DIR [TEXTS]  words and findings of DIR/*.pdf against TEXTS/*.txt
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            if !message.is_empty() {
                eprintln!("{message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> step::Outcome {
    let (command, rest) = arguments.split_first().ok_or(USAGE)?;
    match command.as_str() {
        "setup" => tools::setup(),
        "types" => types::generate(),
        "wasm" => wasm::build().and_then(|()| wasm::print_sizes()),
        "page" => page::build(),
        "serve" => serve::command(rest),
        "playbooks" => playbooks::command(),
        "test" => test::all(),
        "bench" => bench::command(rest),
        "eval" => eval::command(rest),
        other => Err(format!("There is no command `{other}`.\n\n{USAGE}")),
    }
}
