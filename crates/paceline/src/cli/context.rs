//! `paceline context`.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use paceline_core::context::{DRAFT_LIMIT, FEWEST_WORDS, MOST_WORDS, repository};
use paceline_import::history::{Origin, origin};
use serde_json::{Value, json};

use crate::client::{
    Answered,
    server::{Output, Server},
};
use crate::data::block_on;
use crate::held::Held;
use crate::out::{self, FOUND, Failure};

/// Show what the organisation wants here: what bears on a team, a repository or a draft, with the reason for each.
///
/// Without --team, --repo and --for it is about the repository of the current folder. Exit codes of --check: 0 the copy
/// is current, 1 it is not, 2 could not look.
#[derive(Debug, Args)]
pub(crate) struct Context {
    /// A team by its slug.
    #[arg(long)]
    team: Option<String>,
    /// A repository: its address, or a folder that git looks after.
    #[arg(long, value_name = "URL|PATH", conflicts_with = "team")]
    repo: Option<String>,
    /// A draft to look through for references and words; - for standard input.
    #[arg(long = "for", value_name = "FILE")]
    draft: Option<PathBuf>,
    /// How many words it may have, from 100 to 5000; 600 when nothing is said.
    #[arg(long, value_name = "NUMBER", value_parser = words)]
    words: Option<usize>,
    /// Write it into a file, where the last copy stood or at the end; nothing else of the file changes.
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    into: Option<PathBuf>,
    /// Say whether the copy in a file is current.
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "markdown", conflicts_with_all = ["into", "check"])]
    format: Format,
    #[command(flatten)]
    server: Server,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a prompt or a file.
    Markdown,
    /// As the API gives it, with a score for each.
    Json,
}

fn words(written: &str) -> Result<usize, String> {
    let words = written.parse().ok();
    let words = words.filter(|words| (FEWEST_WORDS..=MOST_WORDS).contains(words));
    words.ok_or_else(|| format!("write a whole number from {FEWEST_WORDS} to {MOST_WORDS}"))
}

impl Context {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let answered = block_on(self.ask())?;
        if let Some(file) = &self.check {
            return match answered {
                Answered::Here(context) => check(file, markdown(&context)?),
                // Refused is not the same as out of date.
                Answered::Refused(why) => Err(why),
            };
        }
        answered.show_or(|context| match &self.into {
            Some(file) => write(file, markdown(context)?),
            None if self.format == Format::Json || self.server.output == Output::Json => {
                Ok(out::result(&format!("{context:#}\n")))
            }
            None => Ok(out::result(markdown(context)?)),
        })
    }

    async fn ask(&self) -> Result<Answered, Failure> {
        let repo = self.repository()?;
        let client = self.server.client()?;
        let Some(draft) = &self.draft else {
            let words = self.words.map(|words| words.to_string());
            let named = [("team", &self.team), ("repo", &repo), ("words", &words)];
            let query = named.into_iter();
            let query = query.filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
            return client.get(PATH, &query.collect::<Vec<_>>()).await;
        };
        let text = read(draft)?;
        let input = json!({ "text": text, "team": self.team, "repo": repo, "words": self.words });
        client.ask(PATH, &input).await
    }

    /// The address of the repository that is asked for, without what is nobody's business, such as a password.
    fn repository(&self) -> Result<Option<String>, Failure> {
        match &self.repo {
            Some(written) if Path::new(written).is_dir() => remote(Path::new(written)).map(Some),
            Some(written) => {
                let address = repository::address(written).filter(|_| !looks_like_a_path(written));
                let address = address.ok_or_else(|| {
                    Failure::new(
                        format!("'{written}' is neither a folder nor the address of a repository."),
                        "Write one such as github.com/acme/checkout, or the path of a clone.",
                    )
                });
                address.map(Some)
            }
            None if self.team.is_some() || self.draft.is_some() => Ok(None),
            None => remote(Path::new(".")).map(Some),
        }
    }
}

/// Where the API has it.
const PATH: &str = "/context";

fn looks_like_a_path(written: &str) -> bool {
    ["/", "./", "../", "~"]
        .iter()
        .any(|begins| written.starts_with(begins))
}

/// The address of the remote of a folder's repository.
fn remote(folder: &Path) -> Result<String, Failure> {
    let shown = folder.display();
    let instead = "Name the repository with --repo URL, or the team with --team.";
    let unread = |_| Failure::new(format!("Git could not be asked about {shown}."), instead);
    match origin(folder).map_err(unread)? {
        Origin::At(address) => repository::address(&address).ok_or_else(|| {
            Failure::new(
                format!("The remote 'origin' of {shown} has no address."),
                instead,
            )
        }),
        Origin::NoRemote => Err(Failure::new(
            format!("The repository of {shown} has no remote called 'origin'."),
            instead,
        )),
        Origin::NoRepository => Err(Failure::new(
            format!("{shown} is in no git repository."),
            instead,
        )),
        Origin::NoGit => Err(Failure::new(
            "Git is not installed, so the repository is not known.",
            instead,
        )),
    }
}

/// A draft, from a file or from what is handed over.
fn read(file: &Path) -> Result<String, Failure> {
    let most = u64::try_from(DRAFT_LIMIT).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().take(most).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|_| {
        Failure::new(
            format!("{} cannot be read.", file.display()),
            "Name a file that holds the draft.",
        )
    })?;
    if bytes.len() > DRAFT_LIMIT {
        return Err(Failure::new(
            format!("The draft is longer than {} KiB.", DRAFT_LIMIT / 1024),
            "Hand over the part that matters most.",
        ));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn markdown(context: &Value) -> Result<&str, Failure> {
    let markdown = context.get("markdown").and_then(Value::as_str);
    markdown.ok_or_else(|| {
        Failure::new(
            "The server gave no Markdown.",
            "Look whether it is as new as this program.",
        )
    })
}

fn write(file: &Path, fresh: &str) -> Result<ExitCode, Failure> {
    let held = Held::read(file)?;
    let shown = file.display();
    if held.as_ref().is_some_and(|held| held.is_current(fresh)) {
        out::line(format!("{shown} is current."));
        return Ok(ExitCode::SUCCESS);
    }
    Held::keep(held, file, fresh)?;
    out::line(format!("{shown} is written."));
    Ok(ExitCode::SUCCESS)
}

fn check(file: &Path, fresh: &str) -> Result<ExitCode, Failure> {
    let shown = file.display();
    let held = Held::read(file)?.ok_or_else(|| {
        Failure::new(
            format!("{shown} is not there."),
            "Write it with --into instead of --check.",
        )
    })?;
    if held.is_current(fresh) {
        out::line(format!("{shown} is current."));
        return Ok(ExitCode::SUCCESS);
    }
    let what = if held.has_copy() {
        "The copy in it is out of date"
    } else {
        "There is no copy in it"
    };
    out::line(format!(
        "{shown}: {what}; write it with --into instead of --check."
    ));
    for line in held.differences(fresh) {
        out::line(line);
    }
    Ok(ExitCode::from(FOUND))
}
