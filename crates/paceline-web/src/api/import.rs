//! Taking a text in: what would be made of it, and then what is chosen of that, once.

use std::collections::BTreeSet;

use axum::{
    Json,
    http::{HeaderMap, StatusCode},
};
use paceline_core::Door;
use paceline_import::outline::{
    As, Remark,
    plan::{Fate, Past, Step},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{commands::Sent, door::door, problem::Trouble};
use crate::{
    acting::Acting,
    problem::Problem,
    taking_in::{NotTaken, Preview, Taken, Unread, Wanted, preview, take_in},
};

/// A text, and how it is to be taken in.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ImportText")]
pub(super) struct Outline {
    /// The outline, page or table; at most 200 KB.
    text: String,
    /// As what it is read.
    #[serde(default, rename = "as")]
    kind: As,
    /// The team, by its slug, where the text names none that is here; left out, the whole organisation.
    #[serde(default)]
    team: String,
    /// What the text is called, such as the name of its file; it may hold the quarter.
    #[serde(default)]
    name: String,
    /// Takes goals whose end has passed in without an end, and says in their reason when it was.
    #[serde(default)]
    leave_past_out: bool,
}

/// A text to take in, as it was previewed.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ImportChosen")]
pub(super) struct Chosen {
    #[serde(flatten)]
    text: Outline,
    /// The fingerprint of the preview that was looked at.
    fingerprint: String,
    /// Keys of the steps to take in; left out, all that can be made.
    #[serde(default)]
    take: Option<BTreeSet<String>>,
}

/// What would be made of a text. Nothing is recorded.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ImportPreview")]
pub(super) struct Previewed {
    /// As what it was read.
    #[serde(rename = "as")]
    kind: As,
    /// Differs as soon as the text, or what would be made of it, does.
    fingerprint: String,
    steps: Vec<Step>,
    /// What is to be said of lines of the text.
    remarks: Vec<Remark>,
}

/// What was made of a text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ImportTaken")]
pub(super) struct TakenIn {
    made: Vec<Made>,
    /// What the record refused after all.
    refused: Vec<Refused>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ImportMade")]
struct Made {
    key: String,
    title: String,
    /// What it is called now, such as `O-7`; null for parts of a goal.
    reference: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ImportRefused")]
struct Refused {
    key: String,
    title: String,
    why: String,
    instead: String,
}

impl Outline {
    fn wanted(self) -> Wanted {
        Wanted {
            text: self.text,
            name: self.name.trim().to_owned(),
            kind: self.kind,
            team: self.team,
            past: if self.leave_past_out {
                Past::LeaveOut
            } else {
                Past::Refuse
            },
        }
    }
}

/// The fields of a body, or why they do not fit.
fn fields<T: DeserializeOwned>(value: Value) -> Result<T, Trouble> {
    serde_json::from_value(value).map_err(|wrong| {
        Trouble::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "does-not-fit",
            format!("The fields do not fit: {wrong}."),
            "Send what the OpenAPI document says it takes.",
        )
    })
}

fn unread(unread: &Unread) -> Trouble {
    let (why, instead) = (unread.why(), unread.instead());
    Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", why, instead)
}

pub(super) async fn previewed(
    acting: Acting,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Json<Previewed>, Trouble> {
    let wanted = fields::<Outline>(sent.value)?.wanted();
    let Preview { reading, plan } =
        preview(&acting, &wanted, door(&headers)).map_err(|why| unread(&why))?;
    Ok(Json(Previewed {
        kind: reading.kind,
        fingerprint: plan.fingerprint,
        steps: plan.steps,
        remarks: reading.remarks,
    }))
}

pub(super) async fn taken_in(
    acting: Acting,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Json<TakenIn>, Trouble> {
    let door = door(&headers);
    let chosen: Chosen = fields(sent.value)?;
    // Whoever goes away leaves it to its end, so that no goal stays without its key results.
    let work = tokio::spawn(async move { take(&acting, door, chosen).await });
    work.await.unwrap_or_else(|_| {
        Err(Trouble::from(&Problem::Failed {
            what: "The text could not be taken in",
            instead: "Preview it again: only what is missing is offered then.",
        }))
    })
}

async fn take(acting: &Acting, door: Door, chosen: Chosen) -> Result<Json<TakenIn>, Trouble> {
    let (wanted, fingerprint) = (chosen.text.wanted(), chosen.fingerprint);
    let ticked = if let Some(ticked) = chosen.take {
        ticked
    } else {
        let all = preview(acting, &wanted, door).map_err(|why| unread(&why))?;
        let makes = all.plan.steps.into_iter();
        let makes = makes.filter(|step| step.fate == Fate::Made);
        makes.map(|step| step.key).collect()
    };
    match take_in(acting, &wanted, door, &fingerprint, &ticked).await {
        Ok(taken) => Ok(Json(told(taken))),
        Err(NotTaken::Unread(why)) => Err(unread(&why)),
        Err(NotTaken::Changed(_)) => Err(Trouble::new(
            StatusCode::CONFLICT,
            "changed",
            "This is not what was previewed: the text or the record has changed since, or it was taken in already.",
            "Preview it again, and send the fingerprint of that.",
        )),
        Err(NotTaken::Failed(failure)) => {
            Err(Trouble::from(&Problem::failed(acting.app(), &failure)))
        }
    }
}

fn told(taken: Taken) -> TakenIn {
    let made = taken.made.into_iter().map(|(step, reference)| Made {
        key: step.key,
        title: step.title,
        reference: Some(reference).filter(|reference| !reference.is_empty()),
    });
    let refused = taken.refused.into_iter().map(|(step, refusal)| Refused {
        key: step.key,
        title: step.title,
        why: refusal.to_string(),
        instead: refusal.instead(),
    });
    TakenIn {
        made: made.collect(),
        refused: refused.collect(),
    }
}
