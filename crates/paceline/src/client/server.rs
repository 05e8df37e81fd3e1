//! Which server is asked, as whom, and in which form its answers are said.

use std::io::{self, IsTerminal as _, Read as _};
use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use url::{Host, Url};

use super::{Client, kept::Login};
use crate::out::Failure;

/// The longest token that is read, in bytes.
const LONGEST: u64 = 4096;

// Every command that asks a server takes these. (No docstring: it would stand in the help of each.)
#[derive(Debug, Clone, Args)]
pub(crate) struct Server {
    /// Address of the server, instead of the one you signed in to.
    #[arg(
        long = "server",
        value_name = "URL",
        env = "PACELINE_URL",
        global = true,
        help_heading = "Server"
    )]
    address: Option<String>,
    #[command(flatten)]
    pub(crate) secret: Secret,
    /// How to say the answer.
    #[arg(
        long,
        value_name = "FORM",
        default_value = "table",
        global = true,
        help_heading = "Server"
    )]
    pub(crate) output: Output,
}

// Where a token comes from. It is never an argument: others on the machine can read those.
#[derive(Debug, Clone, Args)]
pub(crate) struct Secret {
    /// File with your token; without it `PACELINE_TOKEN`, or the one you signed in with.
    #[arg(long, value_name = "FILE", global = true, help_heading = "Server")]
    token_file: Option<PathBuf>,
    /// Talk to another machine without encryption; whoever listens can then act as you.
    #[arg(long, global = true, help_heading = "Server")]
    insecure_http: bool,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people.
    Table,
    /// As the API gives it.
    Json,
}

impl Server {
    /// A connection to the server, as whoever signed in.
    pub(crate) fn client(&self) -> Result<Client, Failure> {
        let token = self.secret.token()?;
        let login = match (&self.address, &token) {
            (Some(_), Some(_)) => None,
            (_, _) => Login::read()?,
        };
        let kept = login.as_ref().map(|login| login.url.as_str());
        let url =
            self.address.as_deref().or(kept).ok_or_else(|| {
                Failure::new("You are not signed in.", "Run `paceline login URL`.")
            })?;
        let url = self.secret.address(url)?;
        // A token goes to the server it is of, and to no other.
        let kept = login.filter(|login| login.url == url.as_str());
        Client::new(url, token.or_else(|| kept.and_then(|login| login.token)))
    }
}

impl Secret {
    /// The token of the file or of the environment.
    pub(crate) fn token(&self) -> Result<Option<String>, Failure> {
        let Some(file) = &self.token_file else {
            let token = std::env::var("PACELINE_TOKEN").ok();
            return Ok(token.and_then(|token| plain(&token)));
        };
        let mut text = String::new();
        let read =
            std::fs::File::open(file).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
        read.map_err(|_| {
            Failure::new(
                format!("{} cannot be read.", file.display()),
                "Name a file that holds your token and nothing else.",
            )
        })?;
        Ok(plain(&text))
    }

    /// The token of whoever types it, or of what is handed to the program.
    pub(crate) fn asked_for(&self, url: &Url) -> Result<Option<String>, Failure> {
        if let Some(token) = self.token()? {
            return Ok(Some(token));
        }
        let unread = |_| Failure::new("The token could not be read.", "Name it with --token-file.");
        if io::stdin().is_terminal() {
            let settings = url
                .join("/settings")
                .map_or_else(|_| url.to_string(), String::from);
            let prompt = format!(
                "Make a token at {settings} and paste it here (nothing is shown; leave it empty where nobody signs in): "
            );
            let typed = rpassword::prompt_password(prompt).map_err(unread)?;
            return Ok(plain(&typed));
        }
        let mut text = String::new();
        let read = io::stdin().take(LONGEST).read_to_string(&mut text);
        read.map_err(unread)?;
        Ok(plain(&text))
    }

    /// An address that a token may be sent to.
    pub(crate) fn address(&self, written: &str) -> Result<Url, Failure> {
        let wrong = || {
            Failure::new(
                format!("'{written}' is no address of a server."),
                "Write one such as https://paceline.example.org.",
            )
        };
        let url = Url::parse(written).map_err(|_| wrong())?;
        let has_more = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if has_more || url.host().is_none() {
            return Err(wrong());
        }
        match url.scheme() {
            "https" => Ok(url),
            "http" if self.insecure_http || is_this_machine(&url) => Ok(url),
            "http" => Err(Failure::new(
                format!("{url} is not encrypted: whoever listens could act as you."),
                "Use https://, or say --insecure-http if you know who listens.",
            )),
            _ => Err(wrong()),
        }
    }
}

fn plain(token: &str) -> Option<String> {
    Some(token.trim().to_owned()).filter(|token| !token.is_empty())
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}
