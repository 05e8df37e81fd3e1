//! The commands of the program, a file each.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::out::{Failure, failed};

mod check;
mod demo;
mod doctor;
mod export;
mod house;
mod import;
mod recover;
mod serve;
mod verify;

/// Makes the gap between how things are and how they ought to be visible, lets anyone lead in closing it, and makes
/// following count as much as leading.
#[derive(Debug, Parser)]
#[command(name = "paceline", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Import(import::Import),
    Export(export::Export),
    Serve(serve::Serve),
    Recover(recover::Recover),
    Demo(demo::Demo),
    Verify(verify::Verify),
    Doctor(doctor::Doctor),
}

/// Parses the arguments and runs one command.
pub(crate) fn run() -> ExitCode {
    let done: Result<ExitCode, Failure> = match Arguments::parse().command {
        Command::Check(check) => check.run(),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::Serve(serve) => serve.run(),
        Command::Recover(recover) => recover.run(),
        Command::Demo(demo) => demo.run(),
        Command::Verify(verify) => verify.run(),
        Command::Doctor(doctor) => doctor.run(),
    };
    done.unwrap_or_else(|failure| failed(&failure))
}
