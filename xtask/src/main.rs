//! Paceline's own tasks; `cargo xtask` lists them.

mod assets;
mod bench;
mod browser;
mod build;
mod ci;
mod debian;
mod demo;
mod dependencies;
mod failure;
mod gallery;
mod lighthouse;
mod node;
mod postgres;
mod python;
mod root;
mod run;
mod say;
mod schemathesis;
mod screenshots;
mod tasks;
mod test;
mod tidy;
mod types;

use std::env;
use std::process::ExitCode;

use failure::Failure;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some((name, rest)) = args.split_first() else {
        say::line(&tasks::list());
        return ExitCode::SUCCESS;
    };
    if ["help", "-h", "--help"].contains(&name.as_str()) {
        say::line(&tasks::list());
        return ExitCode::SUCCESS;
    }
    let outcome = tasks::find(name).map_or_else(
        || {
            Err(Failure::new(format!(
                "no task is called {name}\n\n{}",
                tasks::list()
            )))
        },
        |task| task.run(rest),
    );
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::failure(&failure);
            ExitCode::FAILURE
        }
    }
}
