//! The optimised WebAssembly package in `pkg/`.

use std::path::Path;

use crate::project;
use crate::stamp::Stamp;
use crate::step::{Outcome, capture, run_quietly, say};
use crate::tools;

/// What wasm-pack calls the module.
const MODULE: &str = "clausewright_bg.wasm";

/// The package that ships, in `pkg/`.
pub fn build() -> Outcome {
    pack("wasm", &[], &project::package())
}

/// With what only the benchmarks call, in a folder of their own.
pub fn build_for_benchmarks(folder: &Path) -> Outcome {
    pack("wasm-bench", &["--features", "bench"], folder)
}

fn pack(task: &str, features: &[&str], folder: &Path) -> Outcome {
    tools::setup_build()?;
    let inputs = ["src", "playbooks", "build.rs", "Cargo.toml", "Cargo.lock", ".cargo/config.toml"];
    let stamp = Stamp::of(task, &inputs, tools::WASM_BINDGEN);
    if stamp.holds(&folder.join(MODULE)) {
        return Ok(());
    }
    say(&format!("Compiling the core to optimised WebAssembly in {}", folder.display()));
    let mut pack = tools::command("wasm-pack");
    pack.args(["build", "--release", "--target", "web", "--out-dir"]).arg(folder);
    pack.args(["--", "--no-default-features"]).args(features);
    run_quietly(&mut pack)?;
    stamp.set()
}

/// Bytes of the module as it stands and as it travels.
pub struct Sizes {
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

pub fn sizes() -> Outcome<Sizes> {
    const SCRIPT: &str = "const z=require('zlib'),b=require('fs').readFileSync(process.argv[1]);\
        console.log(b.length,z.gzipSync(b,{level:9}).length,z.brotliCompressSync(b).length)";
    let printed = capture(tools::command("node").args(["-e", SCRIPT]).arg(project::package().join(MODULE)))?;
    let figures: Vec<u64> = printed.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match figures[..] {
        [raw, gzip, brotli] => Ok(Sizes { raw, gzip, brotli }),
        _ => Err(format!("Node did not tell the sizes of the module, but: {printed}")),
    }
}

pub fn print_sizes() -> Outcome {
    let Sizes { raw, gzip, brotli } = sizes()?;
    let kb = |bytes: u64| bytes as f64 / 1024.0;
    say(&format!("pkg/clausewright_bg.wasm: {:.0} KB, gzip {:.0} KB, brotli {:.0} KB", kb(raw), kb(gzip), kb(brotli)));
    Ok(())
}
