//! What can be done at a server: `paceline do`, every command by its name, and the short ways to the usual ones.

use std::process::ExitCode;

use clap::{ArgMatches, Args, FromArgMatches as _};
use paceline_core::vocabulary::{self, Entry};
use serde_json::{Value, json};

use super::sign_in::shown;
use crate::client::{
    fields::{from_input, input},
    server::Server,
    told::Paper,
};
use crate::data::block_on;
use crate::out::{Failure, line};

/// Sends a command and says what it did.
fn send(server: &Server, command: &str, input: &Value) -> Result<ExitCode, Failure> {
    block_on(async {
        let client = server.client()?;
        let answered = client.run(command, input).await?;
        let answered = client.with_nearest(answered, None).await;
        answered.show(|recorded| shown(recorded, server.output))
    })
}

/// A command of the vocabulary, with arguments made from what it takes.
pub(crate) fn run_entry(entry: &Entry, arguments: &ArgMatches) -> Result<ExitCode, Failure> {
    let server = Server::from_arg_matches(arguments)
        .map_err(|_| Failure::new("The arguments could not be read.", "Look at --help."))?;
    send(&server, &entry.name, &input(entry, arguments)?)
}

/// Send any command by its name, as JSON.
#[derive(Debug, Args)]
pub(crate) struct Do {
    /// Its name, such as gap.record.
    #[arg(value_name = "COMMAND", required_unless_present = "list")]
    command: Option<String>,
    /// What it takes, as a JSON object; `-` reads it from standard input.
    #[arg(long, value_name = "JSON", default_value = "{}")]
    json: String,
    /// List every command, with what it does.
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    server: Server,
}

impl Do {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let Some(command) = self.command.as_ref().filter(|_| !self.list) else {
            let names = vocabulary::all().iter().map(|entry| entry.name.len());
            let width = names.max().unwrap_or(0);
            let paper = Paper::here();
            let mut lines = Vec::new();
            for entry in vocabulary::all() {
                let name = format!("{:width$}  ", entry.name);
                paper.beside(&mut lines, &name, &entry.sentence, 0);
            }
            lines.iter().for_each(line);
            return Ok(ExitCode::SUCCESS);
        };
        let written = if self.json == "-" {
            from_input()?
        } else {
            self.json.clone()
        };
        let input: Value = serde_json::from_str(&written).map_err(|wrong| {
            Failure::new(
                format!("This is not JSON: {wrong}."),
                "Write an object such as '{\"is\": \"…\", \"ought\": \"…\"}'.",
            )
        })?;
        // The name becomes a part of an address.
        let is_name = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '.');
        if !command.chars().all(is_name) {
            return Err(Failure::new(
                format!("'{command}' is no name of a command."),
                "`paceline do --list` says them all.",
            ));
        }
        send(&self.server, command, &input)
    }
}

/// Follow an initiative: to follow is to help it succeed.
#[derive(Debug, Args)]
pub(crate) struct Follow {
    /// The initiative, such as I-142.
    initiative: String,
    /// How you follow.
    #[arg(long, default_value = "follow", value_parser = ["follow", "follow-with-reservations", "advise", "not-now"])]
    stance: String,
    /// What you would do differently; needed to follow with reservations.
    #[arg(long, default_value = "")]
    reservation: String,
    #[command(flatten)]
    server: Server,
}

impl Follow {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let input = json!({
            "initiative": self.initiative,
            "stance": self.stance,
            "reservation": self.reservation,
        });
        send(&self.server, "initiative.follow", &input)
    }
}

/// Step back from leading or following, which is always possible.
#[derive(Debug, Args)]
pub(crate) struct StepBack {
    /// The initiative, such as I-142.
    initiative: String,
    #[command(flatten)]
    server: Server,
}

impl StepBack {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let input = json!({ "initiative": self.initiative });
        send(&self.server, "initiative.step_back", &input)
    }
}

/// Take the lead where nobody leads.
#[derive(Debug, Args)]
pub(crate) struct Lead {
    /// The initiative, such as I-142.
    initiative: String,
    #[command(flatten)]
    server: Server,
}

impl Lead {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let input = json!({ "initiative": self.initiative });
        send(&self.server, "initiative.take_lead", &input)
    }
}

/// Say how it goes with an initiative or a goal.
#[derive(Debug, Args)]
pub(crate) struct CheckIn {
    /// The initiative or goal, such as I-142 or O-7.
    on: String,
    /// How it goes.
    #[arg(long, value_parser = ["on-track", "at-risk", "off-track"])]
    status: String,
    /// What happened, in a sentence; `-` reads it from standard input.
    text: String,
    #[command(flatten)]
    server: Server,
}

impl CheckIn {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let text = said(&self.text)?;
        let is_goal = self.on.trim().starts_with(['O', 'o']);
        let on = if is_goal { "goal" } else { "initiative" };
        let input = json!({ on: self.on, "status": self.status, "text": text });
        send(&self.server, &format!("{on}.check_in"), &input)
    }
}

fn said(text: &str) -> Result<String, Failure> {
    if text == "-" {
        from_input()
    } else {
        Ok(text.to_owned())
    }
}

/// Ask a team or a person for support.
#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// The initiative, such as I-142.
    initiative: String,
    /// Whose support: @ada, or a team by its slug.
    #[arg(long, value_name = "@HANDLE|TEAM")]
    of: String,
    /// What you ask for: one thing.
    what: String,
    #[command(flatten)]
    server: Server,
}

impl Ask {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let input =
            json!({ "initiative": self.initiative, "of": self.of, "what": said(&self.what)? });
        send(&self.server, "initiative.ask", &input)
    }
}

/// Give feedback on an initiative; it never blocks.
#[derive(Debug, Args)]
pub(crate) struct Feedback {
    /// The initiative, such as I-142.
    initiative: String,
    /// What kind of word it is.
    #[arg(long, default_value = "optional-nit", value_parser = ["praise", "optional-nit", "suggestion", "question", "thought", "issue", "concern"])]
    label: String,
    /// What you want to say; `-` reads it from standard input.
    text: String,
    #[command(flatten)]
    server: Server,
}

impl Feedback {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let input = json!({ "initiative": self.initiative, "label": self.label, "text": said(&self.text)? });
        send(&self.server, "initiative.give_feedback", &input)
    }
}
