//! The OpenAPI document, made from the same table as the router and the same types as the answers.

use std::sync::LazyLock;

use axum::Json;
use paceline_core::{
    context::Context,
    vocabulary::{self, Entry},
};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{
    BASE, DRAFTS, View,
    commands::{Commands, Recorded, is_for_admins},
    door, import,
    parameters::Parameter,
    problem::Told,
    views,
    views::context,
};

const ABOUT: &str = "Everything that the pages of Paceline show, and everything that can be done there. A view is had by GET under \
the path of its page; a command is sent by POST under its own name. Moments are seconds since 1970-01-01T00:00:00Z. A refusal says \
why in one sentence, and what to do instead in another.";

/// Answers that go wrong, by status.
const PROBLEMS: [(&str, &str); 12] = [
    (
        "400",
        "The request cannot be read, or asks for what there is not.",
    ),
    ("401", "Nobody is signed in, or the token is not known."),
    (
        "403",
        "The token does not open this, or another site sent it.",
    ),
    ("404", "There is nothing here."),
    (
        "409",
        "What was sent with this idempotency key is still being done.",
    ),
    ("413", "The body is too big."),
    ("414", "The address is too long."),
    ("415", "The body is not JSON."),
    ("421", "The server does not answer under this name."),
    (
        "422",
        "The command does not fit, or was refused; nothing has changed.",
    ),
    (
        "429",
        "Too many requests; `Retry-After` says how long to wait.",
    ),
    (
        "500",
        "The record does not answer; the log of the server says more.",
    ),
];

/// What goes wrong with any request.
const ANYWHERE: [&str; 7] = ["400", "401", "403", "414", "421", "429", "500"];

/// The whole document.
pub(super) async fn show() -> Json<&'static Value> {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(document);
    Json(&DOCUMENT)
}

fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut generator = settings
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .into_generator();
    let mut paths = Map::new();
    for view in views() {
        paths.insert(view.path.to_owned(), looked_at(&view, &mut generator));
    }
    let itself = generator.subschema_for::<Map<String, Value>>().to_value();
    let list = generator.subschema_for::<Commands>().to_value();
    let draft = with_draft(&mut generator);
    if let Some(context) = paths.get_mut(DRAFTS).and_then(Value::as_object_mut) {
        context.insert("post".to_owned(), draft);
    }
    for (path, sentence, answer) in [
        ("/openapi.json", "This document.", itself),
        ("/commands", "Every command, with what it takes.", list),
    ] {
        paths.insert(path.to_owned(), got(path, sentence, &[], &answer, false));
    }
    let recorded = generator.subschema_for::<Recorded>().to_value();
    for entry in vocabulary::all() {
        paths.insert(format!("/commands/{}", entry.name), done(entry, &recorded));
    }
    let previewed = generator.subschema_for::<import::Previewed>().to_value();
    let taken_in = generator.subschema_for::<import::TakenIn>().to_value();
    for (path, sentence, takes, answer) in [
        (
            "/import/preview",
            "What would be made of an outline, a page or a table. Nothing is recorded.",
            taken::<import::Outline>(),
            previewed,
        ),
        (
            "/import",
            "Takes in what was previewed, once: with the fingerprint of the preview.",
            taken::<import::Chosen>(),
            taken_in,
        ),
    ] {
        paths.insert(path.to_owned(), sent(path, sentence, &takes, &answer));
    }
    let problem = generator.subschema_for::<Told>().to_value();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Paceline", "version": env!("CARGO_PKG_VERSION"), "description": ABOUT },
        "servers": [{ "url": BASE }],
        "security": [{ "token": [] }, {}],
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": problems(&problem),
            "headers": headers(),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "A token from your settings: `pcl_…`. GET needs the scope `read`, commands `write`, and commands about accounts and settings `admin`. Pages of the same server, and programs on a machine where nobody signs in, need none." } },
        },
    })
}

/// What is had by GET.
fn looked_at(view: &View, generator: &mut SchemaGenerator) -> Value {
    let answer = (view.answer)(generator).to_value();
    let mut parameters: Vec<Value> = in_path(view.path);
    parameters.extend(view.parameters.iter().map(in_query));
    let is_list = view
        .parameters
        .iter()
        .any(|parameter| parameter.name == "cursor");
    got(view.path, view.sentence, &parameters, &answer, is_list)
}

fn got(path: &str, sentence: &str, parameters: &[Value], answer: &Value, is_list: bool) -> Value {
    let mut headers = json!({ "ETag": header("ETag"), "RateLimit": header("RateLimit"), "RateLimit-Policy": header("RateLimit-Policy") });
    if is_list && let Some(headers) = headers.as_object_mut() {
        headers.insert("Link".to_owned(), header("Link"));
    }
    let mut responses = refused(&["404"]);
    let mut content = json!({ "application/json": { "schema": answer } });
    // The results are handed out as files as well.
    if path == "/results" {
        let file = json!({ "schema": { "type": "string" } });
        content = json!({ "application/json": { "schema": answer }, "text/csv": file, "text/markdown": file });
    }
    responses.insert(
        "200".to_owned(),
        json!({ "description": sentence, "headers": headers, "content": content }),
    );
    responses.insert("304".to_owned(), json!({ "description": "Nothing has changed since the answer with the `ETag` of `If-None-Match`." }));
    let mut parameters = parameters.to_vec();
    parameters.push(json!({ "name": "If-None-Match", "in": "header", "schema": { "type": "string" }, "description": "The `ETag` of an answer that is at hand." }));
    json!({ "get": { "operationId": named(path), "summary": sentence, "parameters": parameters, "responses": responses } })
}

/// A name for programs: `/gaps/{id}` is `gaps_id`.
fn named(path: &str) -> String {
    let parts = path.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    parts.join("_")
}

fn in_path(path: &str) -> Vec<Value> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let described = names.map(|name| {
        let (schema, said) = match name {
            "id" => (json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX }), "Its number: 31 of G-31."),
            "slug" => (json!({ "type": "string", "minLength": 1 }), "The team's slug."),
            _ => (json!({ "type": "string", "minLength": 1 }), "The person's handle."),
        };
        json!({ "name": name, "in": "path", "required": true, "schema": schema, "description": said })
    });
    described.collect()
}

fn in_query(parameter: &Parameter) -> Value {
    json!({ "name": parameter.name, "in": "query", "schema": parameter.takes.schema(), "description": parameter.sentence })
}

/// What is asked with a draft, which is too long for an address.
fn with_draft(generator: &mut SchemaGenerator) -> Value {
    let sent = generator.subschema_for::<context::Sending>().to_value();
    let answer = generator.subschema_for::<Context>().to_value();
    let sentence = "What bears on a draft, by its references and words. Nothing is recorded.";
    let mut responses = refused(&["404", "413", "415"]);
    let headers =
        json!({ "RateLimit": header("RateLimit"), "RateLimit-Policy": header("RateLimit-Policy") });
    responses.insert("200".to_owned(), json!({ "description": sentence, "headers": headers, "content": { "application/json": { "schema": answer } } }));
    json!({
        "operationId": "context_of_draft",
        "summary": sentence,
        "description": "Needs the scope `read`.",
        "requestBody": { "required": true, "content": { "application/json": { "schema": sent } } },
        "responses": responses,
    })
}

/// What is sent by POST.
fn done(entry: &Entry, recorded: &Value) -> Value {
    let content = json!({ "application/json": { "schema": recorded } });
    let headers = json!({ "RateLimit": header("RateLimit"), "RateLimit-Policy": header("RateLimit-Policy"), "Idempotency-Replayed": header("Idempotency-Replayed") });
    let mut responses = refused(&["409", "413", "415", "422"]);
    responses.insert("200".to_owned(), json!({ "description": "It is recorded, or nothing had to change.", "headers": headers, "content": content }));
    let mut made = headers.clone();
    if let Some(made) = made.as_object_mut() {
        made.insert("Location".to_owned(), header("Location"));
    }
    responses.insert("201".to_owned(), json!({ "description": "It is recorded, and something new is there.", "headers": made, "content": content }));
    let scope = if is_for_admins(&entry.name) {
        "admin"
    } else {
        "write"
    };
    let key = json!({ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$" }, "description": "Sent again with the same key within a day, the command is answered again and done once." });
    json!({ "post": {
        "operationId": named(&entry.name),
        "summary": entry.sentence,
        "description": format!("Needs the scope `{scope}`."),
        "tags": [entry.parts().0],
        "parameters": [key, named_door()],
        "requestBody": { "required": true, "content": { "application/json": { "schema": entry.input } } },
        "responses": responses,
    } })
}

/// The header that says which program asks.
fn named_door() -> Value {
    json!({ "name": "Paceline-Door", "in": "header", "schema": { "type": "string", "examples": [door::COMMAND_LINE] }, "description": door::ABOUT })
}

/// What a body holds.
fn taken<T: schemars::JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let settings = settings.with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// What is sent by POST and is no command.
fn sent(path: &str, sentence: &str, takes: &Value, answer: &Value) -> Value {
    let headers =
        json!({ "RateLimit": header("RateLimit"), "RateLimit-Policy": header("RateLimit-Policy") });
    let mut responses = refused(&["409", "413", "415", "422"]);
    responses.insert("200".to_owned(), json!({ "description": sentence, "headers": headers, "content": { "application/json": { "schema": answer } } }));
    json!({ "post": {
        "operationId": named(path),
        "summary": sentence,
        "description": "Needs the scope `write`.",
        "tags": ["import"],
        "parameters": [named_door()],
        "requestBody": { "required": true, "content": { "application/json": { "schema": takes } } },
        "responses": responses,
    } })
}

fn refused(further: &[&str]) -> Map<String, Value> {
    let all = ANYWHERE.iter().chain(further);
    all.map(|status| {
        (
            (*status).to_owned(),
            json!({ "$ref": format!("#/components/responses/{status}") }),
        )
    })
    .collect()
}

fn problems(schema: &Value) -> Map<String, Value> {
    let described = PROBLEMS.iter().map(|(status, sentence)| {
        let mut answer = json!({ "description": sentence, "content": { "application/problem+json": { "schema": schema } } });
        let further = match *status {
            "401" | "403" => json!({ "WWW-Authenticate": header("WWW-Authenticate") }),
            "429" => json!({ "Retry-After": header("Retry-After"), "RateLimit": header("RateLimit") }),
            _ => return ((*status).to_owned(), answer),
        };
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("headers".to_owned(), further);
        }
        ((*status).to_owned(), answer)
    });
    described.collect()
}

fn header(name: &str) -> Value {
    json!({ "$ref": format!("#/components/headers/{name}") })
}

fn headers() -> Map<String, Value> {
    let described = [
        ("ETag", "Changes when the answer may have changed."),
        (
            "Link",
            "Where the next rows are, as `rel=\"next\"`; left out at the end.",
        ),
        ("Location", "Where what was made can be had."),
        (
            "RateLimit",
            "How many requests are left, and in how many seconds all are there again.",
        ),
        (
            "RateLimit-Policy",
            "How many requests are answered in how many seconds.",
        ),
        ("Retry-After", "How many seconds to wait."),
        ("WWW-Authenticate", "What is missing."),
        (
            "Idempotency-Replayed",
            "`true` where the answer was given before.",
        ),
    ];
    let described = described.map(|(name, said)| {
        (
            name.to_owned(),
            json!({ "description": said, "schema": { "type": "string" } }),
        )
    });
    described.into_iter().collect()
}
