//! `paceline login`, `logout` and `whoami`.

use std::process::ExitCode;

use clap::Args;
use serde_json::Value;

use crate::client::{
    Answered, Client,
    kept::Login as Kept,
    server::{Output, Secret, Server},
    told::{Paper, told},
};
use crate::data::block_on;
use crate::out::{Failure, line, result};

/// Sign in to a server with a token of yours, which you make in your settings there.
///
/// The token is read from standard input without being shown, from --token-file or from `PACELINE_TOKEN`, and kept in
/// a file that only you can read.
#[derive(Debug, Args)]
pub(crate) struct Login {
    /// Address of the server, such as <https://paceline.example.org>.
    #[arg(value_name = "URL")]
    url: String,
    #[command(flatten)]
    secret: Secret,
}

impl Login {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let url = self.secret.address(&self.url)?;
        let token = self.secret.asked_for(&url)?;
        block_on(async {
            let client = Client::new(url.clone(), token.clone())?;
            client.get("/me", &[]).await?.show_or(|me| {
                let login = Kept {
                    url: url.to_string(),
                    token,
                };
                let file = login.keep()?;
                line(format!("You are {} at {url}.", name(me)));
                line(format!("This is kept in {}.", file.display()));
                Ok(ExitCode::SUCCESS)
            })
        })
    }
}

/// `Ada Lovelace (@ada)`.
fn name(me: &Value) -> String {
    let said = |field: &str| {
        let value = me.pointer(&format!("/person/{field}"));
        value.and_then(Value::as_str).unwrap_or_default()
    };
    format!("{} (@{})", said("name"), said("handle"))
}

/// Forget the server and the token.
#[derive(Debug, Args)]
pub(crate) struct Logout {}

impl Logout {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        if Kept::forget()? {
            line(
                "The token is forgotten here. Revoke it in your settings if others may have seen it.",
            );
        } else {
            line("You were not signed in.");
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Say who you are, and where.
#[derive(Debug, Args)]
pub(crate) struct Whoami {
    #[command(flatten)]
    server: Server,
}

impl Whoami {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        block_on(async {
            let client = self.server.client()?;
            let answered: Answered = client.get("/me", &[]).await?;
            answered.show(|me| match self.server.output {
                Output::Json => shown(me, Output::Json),
                Output::Table => result(&format!("{}\n", name(me))),
            })
        })
    }
}

/// Says an answer in the form that was asked for.
pub(crate) fn shown(answer: &Value, output: Output) -> ExitCode {
    shown_on(&Paper::here(), answer, output)
}

/// The same, on a paper of its own.
pub(crate) fn shown_on(paper: &Paper, answer: &Value, output: Output) -> ExitCode {
    match output {
        Output::Table => result(&told(answer, paper)),
        Output::Json => result(&format!("{answer:#}\n")),
    }
}
