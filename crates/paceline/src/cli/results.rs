//! `paceline results`: what was delivered in a period, against which goals.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::sign_in::shown;
use crate::client::server::{Output, Server};
use crate::data::block_on;
use crate::out::{Failure, result};

/// Show what was delivered in a period, against which goals.
///
/// Without days it is this quarter. Everything is told as it stood at the end of the period, in UTC days.
#[derive(Debug, Args)]
pub(crate) struct Results {
    /// A team by its slug, with all teams below it.
    #[arg(long)]
    team: Option<String>,
    /// The first day.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The last day.
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// As the record stood at the end of a day.
    #[arg(long, value_name = "DAY")]
    at: Option<String>,
    /// As text to read, or as a file.
    #[arg(long = "as", value_name = "FORM")]
    form: Option<Form>,
    #[command(flatten)]
    server: Server,
}

/// The form of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
    /// The whole page.
    Markdown,
    /// One table, every number in a cell of its own.
    Csv,
}

impl Results {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let named = [
            ("team", self.team.as_ref()),
            ("from", self.from.as_ref()),
            ("until", self.until.as_ref()),
            ("at", self.at.as_ref()),
        ];
        let said = named.into_iter();
        let said = said.filter_map(|(name, value)| Some((name.to_owned(), value?.clone())));
        let said: Vec<(String, String)> = said.collect();
        match self.form {
            None => self.view(&said, self.server.output),
            Some(Form::Text) => self.view(&said, Output::Table),
            Some(Form::Json) => self.view(&said, Output::Json),
            Some(Form::Markdown) => self.file(said, "markdown"),
            Some(Form::Csv) => self.file(said, "csv"),
        }
    }

    fn view(&self, query: &[(String, String)], output: Output) -> Result<ExitCode, Failure> {
        block_on(async {
            let client = self.server.client()?;
            let answered = client.get("/results", query).await?;
            let answered = client.with_nearest(answered, None).await;
            answered.show(|view| shown(view, output))
        })
    }

    fn file(&self, mut query: Vec<(String, String)>, form: &str) -> Result<ExitCode, Failure> {
        query.push(("as".to_owned(), form.to_owned()));
        block_on(async {
            let answered = self.server.client()?.file("/results", &query).await?;
            answered.show(|file| result(&String::from_utf8_lossy(file)))
        })
    }
}
