//! `cargo xtask test`: every test, with a PostgreSQL server of its own and a real browser.

use std::process::Command;

use crate::failure::Outcome;
use crate::postgres::{self, Server};
use crate::{assets, browser, python, run, say, schemathesis};

/// Names come first, options of the runner after them: `cargo xtask test chain journal -p paceline-store`.
pub(crate) fn run(args: &[String]) -> Outcome {
    assets::build()?;
    // An OpenID provider comes from npm, a mail server from PyPI.
    assets::packages()?;
    python::install()?;
    let server = Server::at_hand()?;
    let first_option = args
        .iter()
        .position(|arg| arg.starts_with('-'))
        .unwrap_or(args.len());
    let (names, options) = args.split_at(first_option);
    run::shown(runner(names, options).env(postgres::VARIABLE, server.url()))?;
    if args.is_empty() {
        browser::run(&[])?;
        schemathesis::run(&[])?;
    }
    Ok(())
}

pub(crate) fn runner(names: &[String], options: &[String]) -> Command {
    let nextest = run::answers(&mut run::cargo(&["nextest", "--version"]));
    let mut command = if nextest {
        run::cargo(&["nextest", "run"])
    } else {
        say::note(
            "cargo-nextest is not installed (`cargo install --locked cargo-nextest`): the same tests run with `cargo test`",
        );
        run::cargo(&["test", "--no-fail-fast"])
    };
    if !names_packages(options) {
        command.arg("--workspace");
    }
    command.args(options);
    if !nextest && !names.is_empty() && !options.iter().any(|option| option == "--") {
        command.arg("--");
    }
    command.args(names);
    command
}

fn names_packages(options: &[String]) -> bool {
    options.iter().any(|option| {
        option.starts_with("-p") || option.starts_with("--package") || option == "--workspace"
    })
}
