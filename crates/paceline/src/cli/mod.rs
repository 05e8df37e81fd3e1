//! The commands of the program, a file each.

use std::process::ExitCode;

use clap::{Args as _, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::client::{fields, server::Server};
use crate::out::{Failure, failed};

mod act;
mod ask;
mod check;
mod context;
mod demo;
mod doctor;
mod export;
mod house;
mod import;
mod outline;
mod recover;
mod results;
mod serve;
mod sign_in;
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
    Outline(outline::Outline),
    Export(export::Export),
    Serve(serve::Serve),
    Recover(recover::Recover),
    Demo(demo::Demo),
    Verify(verify::Verify),
    Doctor(doctor::Doctor),
    Login(sign_in::Login),
    Logout(sign_in::Logout),
    Whoami(sign_in::Whoami),
    Do(act::Do),
    Get(ask::Get),
    Context(context::Context),
    Today(ask::Today),
    Signals(ask::Signals),
    Initiatives(ask::Initiatives),
    Goals(ask::Goals),
    Gaps(ask::Gaps),
    Teams(ask::Teams),
    People(ask::People),
    Results(results::Results),
    Follow(act::Follow),
    StepBack(act::StepBack),
    Lead(act::Lead),
    CheckIn(act::CheckIn),
    Ask(act::Ask),
    Feedback(act::Feedback),
}

/// Parses the arguments and runs one command.
pub(crate) fn run() -> ExitCode {
    let features = fields::commands().into_iter().map(Server::augment_args);
    let matches = Arguments::command().subcommands(features).get_matches();
    let done = match fields::chosen(&matches) {
        Some((entry, arguments)) => act::run_entry(entry, arguments),
        None => match Arguments::from_arg_matches(&matches) {
            Ok(arguments) => arguments.command.run(),
            Err(wrong) => wrong.exit(),
        },
    };
    done.unwrap_or_else(|failure| failed(&failure))
}

impl Command {
    fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Check(check) => check.run(),
            Self::Import(import) => import.run(),
            Self::Outline(outline) => outline.run(),
            Self::Export(export) => export.run(),
            Self::Serve(serve) => serve.run(),
            Self::Recover(recover) => recover.run(),
            Self::Demo(demo) => demo.run(),
            Self::Verify(verify) => verify.run(),
            Self::Doctor(doctor) => doctor.run(),
            Self::Login(login) => login.run(),
            Self::Logout(logout) => logout.run(),
            Self::Whoami(whoami) => whoami.run(),
            Self::Do(command) => command.run(),
            Self::Get(get) => get.run(),
            Self::Context(context) => context.run(),
            Self::Today(today) => today.run(),
            Self::Signals(list) => list.run(),
            Self::Initiatives(list) => list.run(),
            Self::Goals(list) => list.run(),
            Self::Gaps(list) => list.run(),
            Self::Teams(list) => list.run(),
            Self::People(list) => list.run(),
            Self::Results(results) => results.run(),
            Self::Follow(follow) => follow.run(),
            Self::StepBack(step_back) => step_back.run(),
            Self::Lead(lead) => lead.run(),
            Self::CheckIn(check_in) => check_in.run(),
            Self::Ask(ask) => ask.run(),
            Self::Feedback(feedback) => feedback.run(),
        }
    }
}
