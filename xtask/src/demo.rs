//! `cargo xtask demo`: from a fresh clone to an organisation one can walk about in.

use std::process::Command;

use crate::failure::Outcome;
use crate::{build, root, run};

pub(crate) fn run(args: &[String]) -> Outcome {
    build::program()?;
    run::instead_of_us(Command::new(root::program()).arg("demo").args(args))
}
