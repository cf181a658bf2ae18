//! The tools that a build needs. Looks for each where it usually is, and installs what is missing.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project;
use crate::stamp::Stamp;
use crate::step::{Outcome, capture, run, run_quietly, say};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const WASM_PACK: &str = "0.15.1";
/// The same as the crate's in `Cargo.toml`: the two speak to each other.
pub const WASM_BINDGEN: &str = "0.2.130";
/// What Vite asks for.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Everything that any command here needs.
pub fn setup() -> Outcome {
    say("Looking for the tools: wasm target, wasm-pack, wasm-bindgen, npm packages, Chromium");
    setup_build()?;
    chromium().map(drop)
}

/// What a build of the page needs: everything but a browser.
pub fn setup_build() -> Outcome {
    wasm_target()?;
    cargo_tool("wasm-pack", "wasm-pack", WASM_PACK, &["--locked"])?;
    // Without --locked: the published lock file of this version names a yanked crate.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, &[])?;
    npm_packages()
}

/// A command in the checkout that sees the project's own tools first.
pub fn command(program: &str) -> Command {
    let program = if cfg!(windows) && program == "npm" { "npm.cmd" } else { program };
    let mut command = Command::new(program);
    command.current_dir(project::root()).env("PATH", search_path());
    command
}

/// `npm` in the page's folder.
pub fn npm(arguments: &[&str]) -> Command {
    let mut npm = command("npm");
    npm.current_dir(project::www()).args(arguments).env("npm_config_update_notifier", "false");
    npm
}

fn own_tools() -> PathBuf {
    project::cache().join("tools")
}

fn search_path() -> OsString {
    let own = [own_tools().join("bin"), project::www().join("node_modules").join(".bin")];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&inherited))).unwrap_or(inherited)
}

/// The first program of these names on the search path.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = search_path();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ""] } else { &[""] };
    names.iter().find_map(|name| {
        let mut places =
            folders.iter().flat_map(|folder| endings.iter().map(move |end| folder.join(format!("{name}{end}"))));
        places.find(|place| place.is_file())
    })
}

fn wasm_target() -> Outcome {
    let mut question = command("rustc");
    question.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if capture(&mut question).is_ok_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    if find(&["rustup"]).is_none() {
        return Err(format!(
            "Rust cannot compile for {WASM_TARGET}, and there is no rustup to add it. \
             Install Rust from https://rustup.rs, or your system's package of this target."
        ));
    }
    say("Adding the WebAssembly target to Rust");
    run(command("rustup").args(["target", "add", WASM_TARGET]))
}

/// A program of exactly this version, from the search path or installed for this checkout alone.
fn cargo_tool(program: &str, package: &str, version: &str, flags: &[&str]) -> Outcome {
    let found = capture(command(program).arg("--version")).unwrap_or_default();
    if found.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    say(&format!("Installing {package} {version} into {} (once; some minutes)", own_tools().display()));
    let mut install = command("cargo");
    install.args(["install", package, "--version", version, "--quiet", "--root"]).arg(own_tools()).args(flags);
    run(&mut install)
}

fn npm_packages() -> Outcome {
    node()?;
    let installed = project::www().join("node_modules");
    let stamp = Stamp::of("npm", &["www/package.json", "www/package-lock.json"], "1");
    if stamp.holds(&installed.join(".package-lock.json")) {
        return Ok(());
    }
    say("Installing the npm packages of www/");
    run_quietly(&mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    stamp.set()
}

fn node() -> Outcome {
    let (major, minor) = OLDEST_NODE;
    let version = capture(command("node").arg("--version")).map_err(|_| {
        format!("Node is missing. Install Node {major}.{minor} or newer with npm from https://nodejs.org.")
    })?;
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= OLDEST_NODE {
        return Ok(());
    }
    Err(format!("Node {} is too old: the page is built with Node {major}.{minor} or newer.", version.trim()))
}

/// The browser that the page is tested in.
pub fn chromium() -> Outcome<PathBuf> {
    if let Some(browser) = find_chromium() {
        return Ok(browser);
    }
    if may_use_apt() {
        say("Installing Chromium with apt-get");
        run_quietly(command("apt-get").args(["update"]))?;
        let mut install = command("apt-get");
        install.args(["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]);
        run_quietly(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    find_chromium().ok_or_else(|| {
        "There is no Chromium or Chrome to test the page in. Install one, or set CHROME to its program.".to_owned()
    })
}

fn find_chromium() -> Option<PathBuf> {
    const INSTALLED: [&str; 4] = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    ];
    let named = std::env::var_os("CHROME").map(PathBuf::from).filter(|program| program.is_file());
    let on_path = || find(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]);
    named.or_else(on_path).or_else(|| INSTALLED.iter().map(PathBuf::from).find(|program| program.is_file()))
}

/// Debian and its like, as root: a build machine.
fn may_use_apt() -> bool {
    find(&["apt-get"]).is_some() && capture(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindgen_tool_is_the_crates() {
        let manifest = std::fs::read_to_string(project::root().join("Cargo.toml")).expect("the manifest");
        assert!(manifest.contains(&format!("wasm-bindgen = \"={WASM_BINDGEN}\"")));
    }

    #[test]
    fn finds_programs_and_says_when_there_is_none() {
        assert!(find(&["no-such-program", "cargo"]).is_some());
        assert_eq!(find(&["no-such-program"]), None);
    }
}
