//! `cargo xtask assets`: the browser's files, built anew when what they are made from has changed.

#[path = "../../crates/paceline-web/build/inputs.rs"]
mod inputs;

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::failure::{Failure, Outcome};
use crate::root::root;
use crate::{node, run, say};

const MANIFEST: &str = "crates/paceline-web/dist/manifest.txt";
const SCRIPT: &str = "crates/paceline-web/assets.mjs";
/// npm writes it last, so it is as old as what is installed.
const INSTALLED: &str = "node_modules/.package-lock.json";

pub(crate) fn run() -> Outcome {
    build()?;
    say::line("the browser's files are in crates/paceline-web/dist/");
    Ok(())
}

/// Does nothing, and asks for neither Node.js nor npm, where the files are there and as new as their sources.
pub(crate) fn build() -> Outcome {
    let wanted = wanted()?;
    if built_from().as_ref() == Some(&wanted) {
        return Ok(());
    }
    packages()?;
    run::shown(node::node()?.args([SCRIPT, &wanted]))
}

/// What others make for the browser and its tests, as the lock file names it.
pub(crate) fn packages() -> Outcome {
    let age = |path: &str| modified(&root().join(path));
    let (lock, installed) = (age("package-lock.json"), age(INSTALLED));
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run::shown(node::npm()?.args(install)).map_err(|failure| {
        Failure::new(format!(
            "{failure}\nThe packages that package-lock.json names could not be fetched. Behind a proxy or without a \
             network, tell npm where its registry is (`npm config set registry URL`) and try again."
        ))
    })
}

fn wanted() -> Result<String, Failure> {
    let hash = inputs::hash(root());
    let hash = hash.map_err(|e| {
        Failure::new(format!(
            "what the browser's files are made from cannot be read: {e}"
        ))
    })?;
    Ok(format!("{hash:016x}"))
}

fn built_from() -> Option<String> {
    let manifest = fs::read_to_string(root().join(MANIFEST)).ok()?;
    let first = manifest.lines().next()?;
    first.strip_prefix("inputs\t").map(str::to_owned)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}
