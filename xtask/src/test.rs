//! Every test there is, in one run, with one closing line that sums up what the runners said.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;

use crate::step::{Outcome, not_started, say, shown};
use crate::tally::{Runner, Tally};
use crate::{page, project, serve, tools, types, wasm};

/// The whole run: what passed, and in one sentence each what did not.
#[derive(Default)]
struct Session {
    tally: Tally,
    complaints: Vec<String>,
}

pub fn all() -> Outcome {
    let mut session = Session::default();
    let prepared = tools::setup().and_then(|()| types::generate());
    session.check("set-up", prepared);
    if session.complaints.is_empty() {
        session.native();
        session.in_the_page();
    }
    session.close()
}

impl Session {
    fn native(&mut self) {
        self.gate("formatting", cargo(&["fmt", "--all", "--check"]));
        self.gate(
            "lints",
            cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]),
        );
        let for_wasm =
            ["clippy", "--lib", "--target", "wasm32-unknown-unknown", "--no-default-features", "--", "-D", "warnings"];
        self.gate("lints of the WebAssembly build", cargo(&for_wasm));
        self.tests("native tests", Runner::Cargo, cargo(&["test", "--workspace", "--all-features", "--no-fail-fast"]));
    }

    fn in_the_page(&mut self) {
        let built = wasm::build().and_then(|()| wasm::print_sizes()).and_then(|()| page::build());
        let complete = built.is_ok();
        self.check("the build of the page", built);
        if !complete {
            return;
        }
        self.tests("WebAssembly against native", Runner::Node, parity());
        self.gate("TypeScript types", tools::npm(&["run", "typecheck"]));
        self.tests("page units", Runner::Vitest, tools::npm(&["test"]));
        match page_in_chromium() {
            Ok(command) => self.tests("page in Chromium", Runner::Playwright, command),
            Err(missing) => self.check("the page in Chromium", Err(missing)),
        }
    }

    /// A step without tests of its own: counts only when it fails.
    fn gate(&mut self, name: &str, mut command: Command) {
        say(&format!("Checking: {name}"));
        let done = watch(&mut command, |_| ());
        self.check(name, done);
    }

    fn check(&mut self, name: &str, outcome: Outcome) {
        if let Err(why) = outcome {
            self.tally.failed += 1;
            self.complaints.push(format!("{name}: {why}"));
        }
    }

    fn tests(&mut self, name: &str, runner: Runner, mut command: Command) {
        say(&format!("Testing: {name}"));
        let mut counted = Tally::default();
        let outcome = watch(&mut command, |line| counted += runner.count(line));
        self.tally += counted;
        if counted.failed > 0 {
            self.complaints.push(format!("{name}: {} failed", counted.failed));
        } else if outcome.is_ok() && counted.passed == 0 {
            self.check(name, Err("no test ran".to_owned()));
        } else {
            self.check(name, outcome);
        }
    }

    /// The last line on standard output is the sum, alone.
    fn close(self) -> Outcome {
        for complaint in &self.complaints {
            eprintln!("✗ {complaint}");
        }
        let Tally { passed, failed } = self.tally;
        println!("{passed} passed, {failed} failed");
        if failed == 0 { Ok(()) } else { Err(String::new()) }
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = tools::command("cargo");
    cargo.args(arguments).env("TS_RS_EXPORT_DIR", project::generated_types());
    cargo
}

/// The very module that ships, against the command, on every contract in `tests/contracts`.
fn parity() -> Command {
    let mut node = tools::command("node");
    node.args(["--test", "--test-reporter=tap", "tests/wasm/"]);
    node.env("CLAUSEWRIGHT", project::target().join("debug").join("clausewright"));
    node
}

fn page_in_chromium() -> Outcome<Command> {
    let mut npm = tools::npm(&["run", "test:e2e"]);
    npm.env("CHROME", tools::chromium()?).env("PORT", serve::free_port()?.to_string());
    npm.env("XTASK", std::env::current_exe().map_err(|error| error.to_string())?);
    Ok(npm)
}

/// Runs a command, shows all that it prints as it comes, and hands over each line.
fn watch(command: &mut Command, mut line_seen: impl FnMut(&str)) -> Outcome {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let (sender, lines) = std::sync::mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);
    for line in lines {
        // A closed terminal must not end the tests.
        let _ = writeln!(std::io::stderr(), "{line}");
        line_seen(&line);
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("this failed ({status}): {}", shown(command))) }
}

fn forward(stream: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(stream) = stream else { return };
    std::thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
            if lines.send(line).is_err() {
                return;
            }
        }
    });
}
