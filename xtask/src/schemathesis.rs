//! `cargo xtask schemathesis`: a property-based tester asks the JSON API of a lively organisation.

use crate::browser::{COMPILED, compile};
use crate::failure::Outcome;
use crate::root::debug_program;
use crate::{assets, node, python, run};

/// The same requests every time, as far as answers are the same; about a minute and a half of them.
const BOUNDS: [&str; 6] = ["--seed", "4", "--max-examples", "20", "--workers", "2"];

/// Arguments go to `schemathesis run`, after ours.
pub(crate) fn run(args: &[String]) -> Outcome {
    assets::build()?;
    assets::packages()?;
    python::install()?;
    run::shown(&mut run::cargo(&["build", "-p", "paceline"]))?;
    compile(&["schemathesis".to_owned()])?;
    let mut asking = node::node()?;
    asking.arg("--enable-source-maps");
    asking.arg(format!("{COMPILED}/schemathesis.mjs"));
    asking.args(BOUNDS).args(args);
    asking.env("PACELINE_PROGRAM", debug_program());
    asking.env("PACELINE_PYTHON", python::inside("python"));
    asking.env("PACELINE_SCHEMATHESIS", python::inside("schemathesis"));
    run::shown(&mut asking)
}
