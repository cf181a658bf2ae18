//! Where things are in the checkout.

use std::path::{Path, PathBuf};

pub fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

pub fn www() -> PathBuf {
    root().join("www")
}

pub fn dist() -> PathBuf {
    www().join("dist")
}

pub fn generated_types() -> PathBuf {
    www().join("src").join("generated")
}

pub fn package() -> PathBuf {
    root().join("pkg")
}

/// Cargo's target directory: the one that this very program was built into.
pub fn target() -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|program| program.parent()?.parent().map(Path::to_path_buf))
        .unwrap_or_else(|| root().join("target"))
}

/// What xtask itself keeps: stamps and the tools that it installed.
pub fn cache() -> PathBuf {
    target().join("xtask")
}
