//! Where the repository and what is built from it lie.

use std::env;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Cargo's `target` folder, which a person may have moved.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |moved| root().join(moved))
}

pub(crate) fn program() -> PathBuf {
    built("release")
}

/// The program with checks, as tests use it.
pub(crate) fn debug_program() -> PathBuf {
    built("debug")
}

fn built(profile: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("paceline{}", env::consts::EXE_SUFFIX))
}
