//! The `paceline` program: says what is wired to what.

use std::process::ExitCode;

mod check;
mod cli;
mod client;
mod clock;
mod data;
mod held;
mod out;
mod upkeep;

fn main() -> ExitCode {
    cli::run()
}
