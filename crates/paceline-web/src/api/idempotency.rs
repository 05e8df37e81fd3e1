//! A command that is sent again with the same key is answered again, and done once.

use axum::http::{HeaderMap, HeaderName, StatusCode};
use paceline_core::PersonId;
use paceline_identity::idempotency::{Answer, Questions, Remembered};

use super::problem::Trouble;
use crate::{app::App, problem::Problem};

pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Said of an answer that was given before.
pub(super) const AGAIN: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key, in characters.
const LONGEST: usize = 200;

/// A question under a key: whoever asks it again gets the answer that it got.
pub(super) struct Question {
    app: App,
    who: PersonId,
    /// Without one, nothing is remembered.
    key: Option<String>,
    /// All that matters in it: the command and its body.
    asked: String,
}

impl Question {
    /// Begins something, or finds the answer of what was begun with the same key.
    pub(super) async fn begin(
        app: &App,
        headers: &HeaderMap,
        who: PersonId,
        asked: String,
    ) -> Result<(Self, Option<Answer>), Trouble> {
        let question = Self {
            app: app.clone(),
            who,
            key: key(headers)?,
            asked,
        };
        let Some(key) = &question.key else {
            return Ok((question, None));
        };
        let vault = app.store().vault();
        let (now, asked) = (app.now(), &question.asked);
        let questions = Questions { vault: &vault, now };
        let remembered = questions.remembered(who, key, asked).await;
        match remembered.map_err(|failure| Trouble::from(&Problem::failed(app, &failure)))? {
            Remembered::New => Ok((question, None)),
            Remembered::Answer(answer) => Ok((question, Some(answer))),
            Remembered::Mismatch => Err(Trouble::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "key-was-used",
                "This idempotency key was used for something else.",
                "Send a fresh one.",
            )),
            Remembered::UnderWay => Err(Trouble::new(
                StatusCode::CONFLICT,
                "still-being-done",
                "What was sent with this idempotency key is still being done.",
                "Wait a moment, then send it again.",
            )),
        }
    }

    /// Keeps an answer for a day; or forgets that anything was asked, so that it can be asked again.
    pub(super) async fn end(self, answer: Option<Answer>) {
        let Some(key) = &self.key else { return };
        let vault = self.app.store().vault();
        let now = self.app.now();
        let questions = Questions { vault: &vault, now };
        let kept = match answer {
            Some(answer) => questions.remember(self.who, key, &self.asked, answer).await,
            None => questions.forget_question(self.who, key).await,
        };
        // What was done stays done; only its answer is not known to whoever asks again.
        if let Err(failure) = kept {
            self.app.log(&failure.to_string());
        }
    }
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Trouble> {
    let Some(written) = headers.get(KEY) else {
        return Ok(None);
    };
    let written = written.to_str().unwrap_or_default().trim();
    if written.is_empty() || written.len() > LONGEST {
        return Err(Trouble::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "The idempotency key is empty, too long or no plain text.",
            "Send a fresh UUID for each command.",
        ));
    }
    Ok(Some(written.to_owned()))
}
