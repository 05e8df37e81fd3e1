//! One's own data, and how one goes: to leave, or to be erased.

use askama::Template;
use axum::{
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::IntoResponse as _,
};
use paceline_core::{
    PersonId, WordId,
    access::Viewer,
    initiative::Row,
    person::{self, own_words},
    text::Text,
};
use paceline_identity::{Denied, IdentityError};
use serde::Deserialize;
use serde_json::json;

use crate::{
    extract::{Form, Pairs},
    farewell::Doer,
    form::{self, Choice, Field, Kind, Refused},
    frame::{Frame, Section},
    look::Shown,
    pages::sign_in,
    problem::Problem,
    signed::Signed,
    url::{Act, To},
    url_accounts::Mine,
};

/// Texts that can be ticked on one page; whoever wrote more is erased with an admin's help, or leaves them.
const TEXTS: usize = 500;

/// Everything that is kept of whoever asks, as a file.
pub(crate) async fn data(signed: Signed) -> Shown {
    signed.fresh(To::Settings)?;
    let own = signed.identity.own_data(signed.me()).await;
    let own = own.map_err(|failure| signed.failed(&failure))?;
    let written = written(&signed).await?;
    let data = json!({ "private": own, "on_record": written });
    let text = serde_json::to_string_pretty(&data).unwrap_or_default();
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"paceline-my-data.json\"",
        ),
    ];
    Ok((headers, text).into_response())
}

/// What they wrote on record, with where it stands.
async fn written(signed: &Signed) -> Result<Vec<serde_json::Value>, Problem> {
    let store = signed.look.app.store();
    let words = store.read(|state| own_words(state.seen_by(Viewer::Paceline), signed.me()));
    let mut written = Vec::new();
    for text in words.private.into_iter().chain(words.texts) {
        let whole = store.text(text.word).await;
        let whole = whole.map_err(|failure| Problem::failed(&signed.look.app, &failure))?;
        written.push(json!({
            "at": text.at.timestamp().to_string(),
            "what": text.what,
            "text": whole,
        }));
    }
    Ok(written)
}

#[derive(Template)]
#[template(path = "settings/leave.html")]
struct Leave {
    f: Frame,
    title: &'static str,
    /// What they lead, to be handed over first.
    leads: Vec<Row>,
    is_erasure: bool,
    form: form::Form,
}

/// What is typed to leave.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LeaveForm {
    handle: String,
}

pub(crate) async fn leave(signed: Signed) -> Shown {
    signed.fresh(To::Mine(Mine::Leave))?;
    leave_page(&signed, None)
}

fn leave_page(signed: &Signed, refused: Option<&Denied>) -> Shown {
    let fields = vec![confirmation(signed)];
    let form = form::Form::new(To::Mine(Mine::Leave), "Leave the organisation", fields);
    page(signed, "Leave the organisation", form, refused)
}

fn page(
    signed: &Signed,
    title: &'static str,
    mut form: form::Form,
    refused: Option<&Denied>,
) -> Shown {
    form.refused = refused.map(Refused::from);
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let leads = signed.look.read(|seen| {
        let page = person::page(seen.sight, Some(seen.me()), seen.me(), seen.now);
        let leads = page.map(|page| page.leads).unwrap_or_default();
        let is_open = |row: &Row| !row.stage.is_at_rest();
        leads.into_iter().filter(is_open).collect()
    });
    let is_erasure = form.action == To::Mine(Mine::Erase).to_string();
    signed.answer(status, Section::Settings, |f| Leave {
        f,
        title,
        leads,
        is_erasure,
        form,
    })
}

fn handle_of(signed: &Signed) -> String {
    signed
        .look
        .read(|seen| person::link(seen.sight, seen.me()).handle)
}

/// One types one's own handle, so that nobody goes by a slip of the hand.
fn confirmation(signed: &Signed) -> Field {
    let hint = format!("To be sure, type your handle: {}", handle_of(signed));
    Field::line("handle", "Your handle", "")
        .hint(hint)
        .required()
}

fn confirmed(signed: &Signed, typed: &str) -> Result<(), Denied> {
    let typed = typed.trim().trim_start_matches('@').to_lowercase();
    if typed == handle_of(signed) {
        return Ok(());
    }
    let what = "confirmation";
    Err(if typed.is_empty() {
        Denied::Empty { what }
    } else {
        Denied::NoSuch { what }
    })
}

pub(crate) async fn left(signed: Signed, Form(typed): Form<LeaveForm>) -> Shown {
    signed.fresh(To::Mine(Mine::Leave))?;
    let left = match confirmed(&signed, &typed.handle) {
        Ok(()) => {
            let person = signed.me();
            doer(&signed).does(person::Command::Leave { person }).await
        }
        Err(denied) => Err(denied.into()),
    };
    match left {
        Ok(()) => sign_in::gone(&signed),
        Err(IdentityError::Denied(denied)) => leave_page(&signed, Some(&denied)),
        Err(failure) => Err(signed.failed(&failure)),
    }
}

pub(super) fn doer(signed: &Signed) -> Doer<'_> {
    Doer {
        identity: &signed.identity,
        by: signed.me(),
        device: &signed.device,
    }
}

pub(crate) async fn erase(signed: Signed) -> Shown {
    signed.fresh(To::Mine(Mine::Erase))?;
    let form = erase_form(&signed, &Pairs::default()).await?;
    page(&signed, TITLE, form, None)
}

const TITLE: &str = "Be erased";

async fn erase_form(signed: &Signed, typed: &Pairs) -> Result<form::Form, Problem> {
    let mut fields = Vec::new();
    let texts = texts(signed, signed.me()).await?;
    if !texts.is_empty() {
        let ticked: Vec<&str> = typed.all("text").collect();
        let label = "Which of your texts go too?";
        let ticks = Field::new("text", label, Kind::Ticks(texts), &ticked.join("\n"));
        fields.push(
            ticks.hint(
                "Others may have built on them: what you do not tick stays, without your name.",
            ),
        );
    }
    fields.push(confirmation(signed));
    let action = To::Mine(Mine::Erase);
    Ok(form::Form::new(action, "Erase me for ever", fields))
}

/// What somebody wrote, to be ticked.
pub(crate) async fn texts(signed: &Signed, of: PersonId) -> Result<Vec<Choice>, Problem> {
    let store = signed.look.app.store();
    // One's own are all there is; of others only what may be read.
    let viewer = if of == signed.me() {
        Viewer::Paceline
    } else {
        signed.look.visitor.viewer
    };
    let words = store.read(|state| own_words(state.seen_by(viewer), of));
    let mut choices = Vec::new();
    for text in words.texts.into_iter().take(TEXTS) {
        let mut read = store.read(|state| state.words.text(text.word));
        signed.look.fill(vec![&mut read]).await?;
        if let Text::Here(written) = &read {
            let told = crate::html::brief(&crate::markdown::words(written), 90);
            let day = crate::html::PlainDay(text.at);
            let label = format!("{}, {day}: {told}", text.what);
            choices.push(Choice::new(text.word.0.to_string(), label));
        }
    }
    Ok(choices)
}

/// The texts that were ticked.
pub(crate) fn chosen(typed: &Pairs) -> Vec<WordId> {
    let numbers = typed.all("text").filter_map(|word| word.parse().ok());
    numbers.map(WordId).collect()
}

pub(crate) async fn erased(signed: Signed, typed: Pairs) -> Shown {
    signed.fresh(To::Mine(Mine::Erase))?;
    let erased = match confirmed(&signed, typed.one("handle")) {
        Ok(()) => doer(&signed).erase(signed.me(), &chosen(&typed)).await,
        Err(denied) => Err(denied.into()),
    };
    match erased {
        Ok(()) => sign_in::gone(&signed),
        Err(IdentityError::Denied(denied)) => {
            let form = erase_form(&signed, &typed).await?;
            page(&signed, TITLE, form, Some(&denied))
        }
        Err(failure) => Err(signed.failed(&failure)),
    }
}
