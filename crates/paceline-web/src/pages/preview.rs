//! A text as it will be shown, while it is being written. Nothing is recorded.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{Refusal, initiative::document, text};
use serde::Deserialize;

use crate::{acting::Acting, extract::Form, form::Refused, frame::Frame, look::Shown};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Written {
    text: String,
}

#[derive(Template)]
#[template(path = "preview/show.html")]
struct Show {
    f: Frame,
    text: String,
}

#[derive(Template)]
#[template(path = "preview/refused.html")]
struct NotShown {
    refused: Refused,
}

pub(crate) async fn show(acting: Acting, Form(written): Form<Written>) -> Shown {
    shown(&acting, text::text("text", &written.text))
}

/// The same, of a text as long as a document may be.
pub(crate) async fn document(acting: Acting, Form(written): Form<Written>) -> Shown {
    shown(&acting, document::document(&written.text))
}

fn shown(acting: &Acting, text: Result<String, Refusal>) -> Shown {
    let text = match text {
        Ok(text) => text,
        Err(Refusal::Empty { .. }) => String::new(),
        Err(refusal) => {
            let refused = Refused::from(&refusal);
            return acting.show(StatusCode::UNPROCESSABLE_ENTITY, |_| NotShown { refused });
        }
    };
    acting.show(StatusCode::OK, |f| Show { f, text })
}
