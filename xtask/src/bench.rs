//! `cargo xtask bench`: measures a release build and rewrites the table in the documents.

use crate::failure::Outcome;
use crate::{assets, run};

const TABLE: &str = "docs/reference/benchmarks.md";

pub(crate) fn run(args: &[String]) -> Outcome {
    assets::build()?;
    let mut command = run::cargo(&[
        "run",
        "--release",
        "-p",
        "paceline",
        "--example",
        "bench",
        "--",
        "--out",
        TABLE,
    ]);
    run::shown(command.args(args))
}
