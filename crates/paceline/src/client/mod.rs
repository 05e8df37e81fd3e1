//! The command line as a client of a running server: what it asks, and how it says what it was answered.

use std::process::ExitCode;
use std::time::Duration;

use reqwest::{Method, StatusCode, redirect::Policy};
use serde_json::Value;
use url::Url;

use crate::out::{Failure, REFUSED, aside};

pub(crate) mod fields;
pub(crate) mod kept;
mod nearest;
pub(crate) mod server;
pub(crate) mod told;

/// Where the API begins, below the server's address.
const API: &str = "/api/v1";
/// Says at the server that somebody typed it, so that the record tells it from what other programs do.
const DOOR: &str = "Paceline-Door";
const TYPED: &str = "command-line";
/// How long to wait for the connection, and for the whole answer.
const TO_CONNECT: Duration = Duration::from_secs(10);
const TO_ANSWER: Duration = Duration::from_mins(1);
/// How often a command is sent before it is given up. Its key makes sure that it is done once.
const TRIES: u32 = 3;
/// The longest answer that is read, in bytes.
const LONGEST: usize = 64 * 1024 * 1024;

/// A connection to a server, as somebody.
pub(crate) struct Client {
    http: reqwest::Client,
    url: Url,
    token: Option<String>,
}

/// What came of a request.
pub(crate) enum Answered<T = Value> {
    Here(T),
    /// Why not, and what to do instead.
    Refused(Failure),
}

impl<T> Answered<T> {
    /// Shows what is here, or says why not.
    pub(crate) fn show(self, show: impl FnOnce(&T) -> ExitCode) -> Result<ExitCode, Failure> {
        self.show_or(|value| Ok(show(value)))
    }

    /// The same, where showing it may fail.
    pub(crate) fn show_or(
        self,
        show: impl FnOnce(&T) -> Result<ExitCode, Failure>,
    ) -> Result<ExitCode, Failure> {
        match self {
            Self::Here(value) => show(&value),
            Self::Refused(why) => {
                aside(format!("paceline: {}\n  {}", why.what, why.instead));
                Ok(ExitCode::from(REFUSED))
            }
        }
    }
}

impl Client {
    pub(crate) fn new(url: Url, token: Option<String>) -> Result<Self, Failure> {
        // Another part of the program may have chosen the provider; it is the same one.
        drop(rustls::crypto::ring::default_provider().install_default());
        let http = reqwest::Client::builder()
            .connect_timeout(TO_CONNECT)
            .timeout(TO_ANSWER)
            // A token must not travel to where a redirect leads.
            .redirect(Policy::none())
            .user_agent(concat!("paceline/", env!("CARGO_PKG_VERSION")))
            .build();
        let http = http.map_err(|_| {
            Failure::new(
                "The program could not get ready to ask a server.",
                "Look whether the certificates of your system are in order.",
            )
        })?;
        Ok(Self { http, url, token })
    }

    /// Asks for a view: a path below the API, with its query.
    pub(crate) async fn get(
        &self,
        path: &str,
        query: &[(String, String)],
    ) -> Result<Answered, Failure> {
        let mut url = self.at(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        self.answered(self.request(Method::GET, url)).await
    }

    /// Asks for a view as a file: Markdown or CSV, as the query says.
    pub(crate) async fn file(
        &self,
        path: &str,
        query: &[(String, String)],
    ) -> Result<Answered<Vec<u8>>, Failure> {
        let mut url = self.at(path);
        url.query_pairs_mut().extend_pairs(query);
        let (status, body) = self.sent(self.request(Method::GET, url)).await?;
        if status.is_success() {
            return Ok(Answered::Here(body));
        }
        match self.read(status, &body)? {
            Answered::Here(_) => Err(self.stranger()),
            Answered::Refused(why) => Ok(Answered::Refused(why)),
        }
    }

    /// Asks with something that is too long for an address. Nothing is recorded by it.
    pub(crate) async fn ask(&self, path: &str, input: &Value) -> Result<Answered, Failure> {
        let request = self.request(Method::POST, self.at(path)).json(input);
        self.answered(request).await
    }

    /// Sends a command.
    pub(crate) async fn run(&self, command: &str, input: &Value) -> Result<Answered, Failure> {
        let key = fresh_key()?;
        let mut tries = 1;
        loop {
            let request = self
                .request(Method::POST, self.at(&format!("/commands/{command}")))
                .header("Idempotency-Key", &key)
                .json(input);
            match self.answered(request).await {
                Err(_) if tries < TRIES => tries += 1,
                answered => return answered,
            }
        }
    }

    /// Sends something that is no command to a path below the API, once.
    pub(crate) async fn send(&self, path: &str, input: &Value) -> Result<Answered, Failure> {
        let request = self.request(Method::POST, self.at(path)).json(input);
        self.answered(request).await
    }

    fn at(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        let base = self.url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}{API}{path}"));
        url
    }

    fn request(&self, method: Method, url: Url) -> reqwest::RequestBuilder {
        let request = self.http.request(method, url).header(DOOR, TYPED);
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    async fn answered(&self, request: reqwest::RequestBuilder) -> Result<Answered, Failure> {
        let (status, body) = self.sent(request).await?;
        self.read(status, &body)
    }

    /// Sends a request, and has the whole answer.
    async fn sent(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<(StatusCode, Vec<u8>), Failure> {
        let mut response = request.send().await.map_err(|_| self.silent())?;
        let status = response.status();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| self.silent())? {
            body.extend_from_slice(&chunk);
            if body.len() > LONGEST {
                return Err(Failure::new(
                    "The answer is longer than this program reads.",
                    "Ask for less, with --limit.",
                ));
            }
        }
        Ok((status, body))
    }

    /// Reads an answer of the API.
    fn read(&self, status: StatusCode, body: &[u8]) -> Result<Answered, Failure> {
        let value: Value = serde_json::from_slice(body).map_err(|_| self.stranger())?;
        let said = |field: &str| value.get(field).and_then(Value::as_str);
        match (status, said("detail")) {
            (status, _) if status.is_success() => Ok(Answered::Here(value)),
            (StatusCode::UNAUTHORIZED, Some(detail)) => Err(Failure::new(
                detail,
                format!("Run `paceline login {}`.", self.url),
            )),
            (_, Some(detail)) => {
                let instead = said("instead").unwrap_or_default();
                Ok(Answered::Refused(Failure::new(detail, instead)))
            }
            (_, None) => Err(self.stranger()),
        }
    }

    fn silent(&self) -> Failure {
        Failure::new(
            format!("Paceline does not answer at {}.", self.url),
            "Look whether the address is right and the server runs.",
        )
    }

    fn stranger(&self) -> Failure {
        Failure::new(
            format!("What answers at {} is not Paceline.", self.url),
            "Look whether the address is right; `paceline login URL` sets another.",
        )
    }
}

/// Tells one command from every other.
fn fresh_key() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| {
        Failure::new(
            "This system gives no random numbers.",
            "Try again in a moment.",
        )
    })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
