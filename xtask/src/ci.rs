//! `cargo xtask ci`: everything a change is held to, cheapest first.

use std::env;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::root::root;
use crate::{run, say};

struct Step {
    name: &'static str,
    command: Command,
}

pub(crate) fn run() -> Outcome {
    let mut times = Vec::new();
    for mut step in steps()? {
        say::note(&format!("\n== {}", step.name));
        let start = Instant::now();
        // One machine, one build: incremental data would only be written.
        let outcome = run::shown(step.command.env("CARGO_INCREMENTAL", "0"));
        times.push((step.name, start.elapsed()));
        if let Err(failure) = outcome {
            say::line(&table(&times, "FAILED"));
            return Err(failure);
        }
    }
    say::line(&table(&times, "ok"));
    Ok(())
}

fn steps() -> Result<Vec<Step>, Failure> {
    let mut steps = vec![
        Step {
            name: "format",
            command: run::cargo(&["fmt", "--all", "--check"]),
        },
        Step {
            name: "tidy",
            command: ourselves("tidy")?,
        },
        Step {
            name: "assets",
            command: ourselves("assets")?,
        },
        Step {
            name: "types",
            command: ourselves("types")?,
        },
        Step {
            name: "dependencies",
            command: ourselves("dependencies")?,
        },
    ];
    if run::answers(&mut run::cargo(&["deny", "--version"])) {
        let deny = run::cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"]);
        steps.push(Step {
            name: "cargo-deny",
            command: deny,
        });
    } else {
        say::note(
            "cargo-deny is not installed: `cargo xtask dependencies` holds deny.toml's licences, bans and sources alone",
        );
    }
    let mut documentation = run::cargo(&[
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ]);
    documentation.env("RUSTDOCFLAGS", "-Dwarnings");
    steps.extend([
        Step {
            name: "clippy",
            command: run::cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]),
        },
        Step {
            name: "documentation",
            command: documentation,
        },
        Step {
            name: "tests",
            command: ourselves("test")?,
        },
    ]);
    Ok(steps)
}

/// Each of our own checks is a command too, so that what failed can be repeated alone.
fn ourselves(task: &str) -> Result<Command, Failure> {
    let program =
        env::current_exe().map_err(|e| Failure::new(format!("xtask does not find itself: {e}")))?;
    let mut command = Command::new(program);
    command.arg(task).current_dir(root());
    Ok(command)
}

fn table(times: &[(&'static str, Duration)], last: &str) -> String {
    let mut lines = vec![String::new()];
    for (at, (name, time)) in times.iter().enumerate() {
        let outcome = if at + 1 == times.len() { last } else { "ok" };
        lines.push(format!("{name:16}{:8.1} s  {outcome}", time.as_secs_f64()));
    }
    let all: Duration = times.iter().map(|(_, time)| *time).sum();
    lines.push(format!(
        "{:16}{:8.1} s  {last}",
        "in all",
        all.as_secs_f64()
    ));
    lines.join("\n")
}
