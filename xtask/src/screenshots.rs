//! `cargo xtask screenshots`: the pictures of README and guide, taken of a demo as it is now.

use crate::browser::{COMPILED, VARIABLE, chromium, compile};
use crate::failure::Outcome;
use crate::root::{debug_program, root};
use crate::{assets, node, run};

const PICTURES: &str = "docs/guide/pictures";

pub(crate) fn run() -> Outcome {
    assets::build()?;
    assets::packages()?;
    let chromium = chromium()?;
    run::shown(&mut run::cargo(&["build", "-p", "paceline"]))?;
    compile(&["screenshots".to_owned()])?;
    let mut take = node::node()?;
    take.arg(format!("{COMPILED}/screenshots.mjs"));
    take.env("PACELINE_PROGRAM", debug_program());
    take.env("PACELINE_PICTURES", root().join(PICTURES));
    run::shown(take.env(VARIABLE, chromium))
}
