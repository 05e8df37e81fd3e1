//! `cargo xtask types`: TypeScript's own check of the islands and of the browser's tests.

use crate::failure::Outcome;
use crate::{assets, node, run};

pub(crate) fn run() -> Outcome {
    assets::packages()?;
    run::shown(node::installed("typescript/bin/tsc")?.args(["--project", "tsconfig.json"]))
}
