//! One step of work: say what is being done, do it, stop with a sentence if it fails.

use std::process::{Command, Stdio};

pub type Outcome<T = ()> = Result<T, String>;

/// One line that says what happens now.
pub fn say(what: &str) {
    eprintln!("• {what}");
}

/// Runs a command with its output on the screen.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("This failed ({status}): {}", shown(command))) }
}

/// Runs a command without showing anything, unless it fails.
pub fn run_quietly(command: &mut Command) -> Outcome {
    capture(command).map(drop)
}

/// What a command printed on standard output.
pub fn capture(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("This failed ({}): {}\n{text}{complaint}", output.status, shown(command)))
}

pub fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("Could not start `{}`: {error}.", command.get_program().to_string_lossy())
}

pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Adds to an input/output error what was being done to which file.
pub fn at<'a, E: std::fmt::Display>(doing: &'a str, path: &'a std::path::Path) -> impl FnOnce(E) -> String + 'a {
    move |error| format!("Could not {doing} {}: {error}.", path.display())
}
