//! `cargo xtask browser`: the tests in a real Chromium, over a demo of its own.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::root::{debug_program, root};
use crate::{assets, debian, gallery, node, python, run};

const SPECS: &str = "crates/paceline-web/tests/e2e";
/// Below `node_modules`, so that what the compiled tests import is found wherever `target` lies.
pub(crate) const COMPILED: &str = "node_modules/.browser-tests";
pub(crate) const VARIABLE: &str = "PACELINE_CHROMIUM";
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

const MISSING: &str = "The tests need Chromium, and no folder on PATH holds chromium, chromium-browser or google-chrome.
  Debian:  sudo apt-get install --no-install-recommends chromium
  Fedora:  sudo dnf install chromium
  macOS:   brew install --cask chromium
or name the program: PACELINE_CHROMIUM=/path/to/chromium";

/// Arguments are parts of names of test files.
pub(crate) fn run(names: &[String]) -> Outcome {
    assets::build()?;
    assets::packages()?;
    python::install()?;
    let chromium = chromium()?;
    let specs = specs(names)?;
    if specs.iter().any(|name| name.starts_with("gallery")) {
        gallery::make(&[])?;
    }
    run::shown(&mut run::cargo(&["build", "-p", "paceline"]))?;
    let files: Vec<String> = specs.iter().map(|name| format!("{name}.spec")).collect();
    compile(&files)?;
    let mut test = node::node()?;
    test.args(["--enable-source-maps", "--test", "--test-reporter=spec"]);
    // One after another: each has a server and a browser of its own, and some look at the clock.
    test.arg("--test-concurrency=1");
    test.args(
        specs
            .iter()
            .map(|name| format!("{COMPILED}/{name}.spec.mjs")),
    );
    test.env("PACELINE_PROGRAM", debug_program());
    test.env("PACELINE_GALLERY", gallery::folder());
    test.env("PACELINE_PYTHON", python::inside("python"));
    run::shown(test.env(VARIABLE, chromium))
}

/// Makes plain programs of TypeScript files of the tests' folder, named without their last `.ts`.
pub(crate) fn compile(names: &[String]) -> Outcome {
    let mut compile = node::installed("esbuild/bin/esbuild")?;
    compile.args(names.iter().map(|name| format!("{SPECS}/{name}.ts")));
    compile.args([
        "--bundle",
        "--platform=node",
        "--packages=external",
        "--format=esm",
    ]);
    compile.args([
        "--sourcemap",
        "--log-level=warning",
        "--out-extension:.js=.mjs",
    ]);
    run::shown(compile.arg(format!("--outdir={COMPILED}")))
}

fn specs(wanted: &[String]) -> Result<Vec<String>, Failure> {
    let folder = root().join(SPECS);
    let entries = fs::read_dir(&folder).map_err(|e| Failure::file(&folder, &e))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            Some(
                entry
                    .file_name()
                    .to_str()?
                    .strip_suffix(".spec.ts")?
                    .to_owned(),
            )
        })
        .filter(|name| wanted.is_empty() || wanted.iter().any(|part| name.contains(part)))
        .collect();
    names.sort_unstable();
    if names.is_empty() {
        let wanted = wanted.join(", ");
        return Err(Failure::new(format!(
            "no file in {SPECS} is called anything like {wanted}"
        )));
    }
    Ok(names)
}

pub(crate) fn chromium() -> Result<PathBuf, Failure> {
    if let Some(named) = env::var_os(VARIABLE) {
        return Ok(PathBuf::from(named));
    }
    if on_path().is_none() && debian::can_install()? {
        debian::install("chromium", "Chromium")?;
    }
    on_path().ok_or_else(|| Failure::new(MISSING))
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}
