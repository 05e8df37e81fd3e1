//! What bears on a team, a repository or a draft.

use axum::response::Response;
use paceline_core::context::{FEWEST_WORDS, MOST_WORDS};
use serde::Deserialize;

use crate::{
    api::{
        answer::view,
        commands::Sent,
        parameters::{Asking, CONTEXT},
        problem::Trouble,
    },
    look::{Look, Shown},
    pages::context::{Typed, told},
    problem::Problem,
};

pub(in crate::api) async fn show(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(CONTEXT)?;
    let typed = Typed {
        team: asking.get("team").to_owned(),
        repo: asking.get("repo").to_owned(),
        words: asking.get("words").to_owned(),
        text: String::new(),
    };
    view(&look, &told(&look, &typed).await?).await
}

/// A draft, and whom it is for.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ContextOfDraft")]
pub(in crate::api) struct Sending {
    /// The draft, at most 200 KiB.
    text: String,
    /// A team by its slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    team: Option<String>,
    /// The address of a repository, in any form, instead of a team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    repo: Option<String>,
    /// How many words the Markdown may have; 600 when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = FEWEST_WORDS, max = MOST_WORDS))]
    words: Option<usize>,
}

pub(in crate::api) async fn of_draft(look: Look, sent: Sent) -> Result<Response, Trouble> {
    let sending: Sending = serde_json::from_value(sent.value).map_err(|wrong| {
        Trouble::from(&Problem::BadQuery {
            why: format!("This is not how a draft is sent: {wrong}."),
            instead: "Send {\"text\": \"…\"}, with team, repo or words where you want them."
                .to_owned(),
        })
    })?;
    let typed = Typed {
        team: sending.team.unwrap_or_default(),
        repo: sending.repo.unwrap_or_default(),
        words: sending
            .words
            .map_or_else(String::new, |words| words.to_string()),
        text: sending.text,
    };
    let context = told(&look, &typed)
        .await
        .map_err(|problem| Trouble::from(&problem))?;
    view(&look, &context)
        .await
        .map_err(|problem| Trouble::from(&problem))
}
