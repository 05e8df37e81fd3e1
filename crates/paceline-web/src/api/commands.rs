//! Commands: the list of them, and one done by its name.

use axum::{
    Json,
    body::{Body, Bytes},
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT, CONTENT_TYPE, LOCATION},
    },
    response::{IntoResponse as _, Response},
};
use paceline_core::{
    Door, Seq, Sight, Time,
    search::Thing,
    vocabulary::{self, Misread},
};
use paceline_identity::idempotency::Answer;
use paceline_store::{Receipt, RunError};
use serde::Serialize;
use serde_json::Value;

use super::{
    BASE,
    door::door,
    idempotency::{AGAIN, Question},
    problem::Trouble,
};
use crate::{acting::Acting, app::App, extract::Path, problem::Problem, url::Encoded};

/// Everything that can be asked for.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Commands {
    commands: Vec<CommandView>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "Command")]
struct CommandView {
    /// The feature, a dot, and what is done with it: `gap.record`.
    name: &'static str,
    /// What it does.
    sentence: &'static str,
    /// Where it is sent to.
    path: String,
    /// What it takes, as a JSON Schema.
    input: &'static Value,
}

pub(super) async fn index() -> Json<Commands> {
    let commands = vocabulary::all().iter().map(|entry| CommandView {
        name: &entry.name,
        sentence: &entry.sentence,
        path: format!("{BASE}/commands/{}", entry.name),
        input: &entry.input,
    });
    Json(Commands {
        commands: commands.collect(),
    })
}

/// Whether a command is about settings and accounts, which a token opens apart from the rest.
pub(super) fn is_for_admins(name: &str) -> bool {
    name.starts_with("organisation.")
        || matches!(
            name,
            "person.join" | "person.set_role" | "person.leave" | "person.return" | "person.erase"
        )
}

/// What became of a command.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Recorded {
    command: String,
    at: Time,
    /// The numbers it got in the journal; null when nothing had to change.
    first: Option<Seq>,
    last: Option<Seq>,
    /// What happened, by name: `gap.recorded`.
    events: Vec<String>,
    /// What it made, if it made something.
    made: Option<Made>,
}

#[derive(Serialize, schemars::JsonSchema)]
struct Made {
    /// As people and commands name it: `G-31`, `@ada`, `checkout`.
    reference: String,
    /// Where it can be had.
    path: String,
}

impl Made {
    fn of(sight: Sight<'_>, thing: Thing) -> Self {
        let slug = thing.slug(sight);
        let (reference, path) = match thing {
            Thing::Gap(id) => (id.to_string(), format!("/gaps/{}", id.0)),
            Thing::Goal(id) => (id.to_string(), format!("/goals/{}", id.0)),
            Thing::Entry(id) => (id.to_string(), format!("/compass/{}", id.0)),
            Thing::Initiative(id) => (id.to_string(), format!("/initiatives/{}", id.0)),
            Thing::Team(_) => (slug.to_owned(), format!("/teams/{}", Encoded(slug))),
            Thing::Person(_) => (format!("@{slug}"), format!("/people/{}", Encoded(slug))),
        };
        Self {
            reference,
            path: format!("{BASE}{path}"),
        }
    }
}

impl Recorded {
    fn of(sight: Sight<'_>, command: &str, receipt: &Receipt) -> Self {
        let made = receipt.events.iter().find_map(vocabulary::made);
        let changed = !receipt.events.is_empty();
        Self {
            command: command.to_owned(),
            at: receipt.at,
            first: changed.then_some(receipt.first),
            last: changed.then_some(receipt.last),
            events: receipt.events.iter().map(vocabulary::name_of).collect(),
            made: made.map(|thing| Made::of(sight, thing)),
        }
    }
}

/// A body of JSON, or why it is none.
pub(super) struct Sent {
    bytes: Bytes,
    pub(super) value: Value,
}

impl FromRequest<App> for Sent {
    type Rejection = Trouble;

    async fn from_request(request: Request<Body>, app: &App) -> Result<Self, Trouble> {
        if !is_json(request.headers()) {
            return Err(Trouble::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "no-json",
                "A command takes JSON.",
                "Send it with `Content-Type: application/json`.",
            )
            .with(ACCEPT, "application/json"));
        }
        let bytes = Bytes::from_request(request, app).await;
        let bytes = bytes.map_err(|rejection| unread(&rejection))?;
        let value = serde_json::from_slice(&bytes).map_err(|wrong| {
            Trouble::new(
                StatusCode::BAD_REQUEST,
                "malformed",
                format!(
                    "This is not JSON, from line {}, column {} on.",
                    wrong.line(),
                    wrong.column()
                ),
                "Write the fields of the command as one JSON object.",
            )
        })?;
        Ok(Self { bytes, value })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

fn unread(rejection: &BytesRejection) -> Trouble {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::from(&Problem::TooBig),
        _ => Trouble::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "The request ended before its body did.",
            "Send it again.",
        ),
    }
}

/// Does a command, once for each idempotency key.
pub(super) async fn run(
    acting: Acting,
    Path(name): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Trouble> {
    let asked = format!("{name} {}", String::from_utf8_lossy(&sent.bytes));
    let begun = Question::begin(acting.app(), &headers, acting.me(), asked).await?;
    let (question, answered) = begun;
    if let Some(answer) = answered {
        return Ok(again(answer));
    }
    let door = door(&headers);
    let work = async move {
        let done = carry_out(&acting, door, &name, sent.value).await;
        question.end(done.as_ref().ok().cloned()).await;
        done.map(into_response)
    };
    // Whoever goes away leaves the command to its end, so that its key is never left hanging.
    tokio::spawn(work).await.unwrap_or_else(|_| {
        Err(Trouble::from(&Problem::Failed {
            what: "The command could not be carried out",
            instead: "Try again; the log says more.",
        }))
    })
}

async fn carry_out(
    acting: &Acting,
    door: Door,
    name: &str,
    input: Value,
) -> Result<Answer, Trouble> {
    let command = acting.read(|seen| vocabulary::parse(seen.sight, name, input));
    let command = command.map_err(|misread| Trouble::from(&misread))?;
    let receipt = acting.ask(door, command).await;
    let receipt = receipt.map_err(|error| match error {
        RunError::Refused(refusal) => Trouble::from(&Misread::Refused(refusal)),
        RunError::Failed(failure) => Trouble::from(&Problem::failed(acting.app(), &failure)),
    })?;
    let recorded = acting.read(|seen| Recorded::of(seen.sight, name, &receipt));
    let location = recorded.made.as_ref().map(|made| made.path.clone());
    let status = match location {
        Some(_) => StatusCode::CREATED,
        None => StatusCode::OK,
    };
    Ok(Answer {
        status: status.as_u16(),
        location,
        body: serde_json::to_string(&recorded).unwrap_or_default(),
    })
}

fn again(answer: Answer) -> Response {
    let mut response = into_response(answer);
    let headers = response.headers_mut();
    headers.insert(AGAIN, HeaderValue::from_static("true"));
    response
}

fn into_response(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let kind = [(CONTENT_TYPE, "application/json")];
    let mut response = (status, kind, answer.body).into_response();
    let location = answer.location.as_deref().map(HeaderValue::from_str);
    if let Some(Ok(location)) = location {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}
