//! The production page in `www/dist`.

use crate::project;
use crate::stamp::Stamp;
use crate::step::{Outcome, run_quietly, say};
use crate::{tools, types, wasm};

pub fn build() -> Outcome {
    tools::setup_build()?;
    types::generate()?;
    wasm::build()?;
    let stamp = Stamp::of("page", &["www", "pkg", "src", "playbooks", "Cargo.lock"], "1");
    if stamp.holds(&project::dist().join("index.html")) {
        return Ok(());
    }
    say("Building the page");
    run_quietly(&mut tools::npm(&["run", "build"]))?;
    stamp.set()
}
