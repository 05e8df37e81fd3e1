//! `cargo xtask build`: the program as people run it.

use crate::failure::Outcome;
use crate::{assets, root, run, say};

pub(crate) fn run() -> Outcome {
    program()?;
    say::line(&format!("built {}", root::program().display()));
    Ok(())
}

pub(crate) fn program() -> Outcome {
    assets::build()?;
    run::shown(&mut run::cargo(&["build", "--release", "-p", "paceline"]))
}
