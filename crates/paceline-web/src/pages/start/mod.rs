//! The guided start for the first admins: people, teams, values, goals, a first gap. Every step can be skipped and come back to.

mod outline;

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{By, Command, Ctx, Door, TeamId, compass, team, text::slug};
use paceline_identity::{Denied, Identity, IdentityError};
use paceline_import::outline::As;
use paceline_store::{Receipt, vault::Row};
use serde::Deserialize;

use super::admin::invitations::{ManyForm, handed_out, send_many};
use crate::{
    app::App,
    extract::Form,
    form::{self, Field, Kind, Refused},
    frame::{Frame, Section},
    look::{Seen, Shown},
    signed::{Admins, Signed, went_on},
    url::To,
    url_accounts::Starting,
};

/// Where it is kept that nobody wants to be led any more.
const KIND: &str = "setting";
const ID: &str = "start";

/// What is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct There {
    people: usize,
    teams: usize,
    values: usize,
    goals: usize,
    gaps: usize,
}

impl There {
    pub(crate) fn of(seen: &Seen<'_>) -> Self {
        Self {
            people: seen.sight.people().count(),
            teams: seen.sight.teams().count(),
            values: seen
                .sight
                .entries()
                .filter(|(_, entry)| entry.kind() == compass::Kind::Value)
                .count(),
            goals: seen.sight.goals().count(),
            gaps: seen.sight.gaps().count(),
        }
    }

    /// Every step was taken.
    fn is_all(self) -> bool {
        self.people > 1 && self.teams > 0 && self.goals > 0 && self.gaps > 0
    }
}

/// Whether Today points to the start: to admins, until it is finished or nobody wants it.
pub(crate) async fn goes_on(app: &App, there: There) -> Result<bool, IdentityError> {
    let Some(identity) = app.identity().filter(|_| !there.is_all()) else {
        return Ok(false);
    };
    Ok(identity.vault().get(KIND, ID).await?.is_none())
}

#[derive(Template)]
#[template(path = "start/show.html")]
struct Show {
    f: Frame,
    there: There,
    people: form::Form,
    teams: form::Form,
    values: form::Form,
    goals: form::Form,
}

/// What was pasted, and why it was refused.
#[derive(Default)]
struct Pasted<'a> {
    people: &'a str,
    teams: &'a str,
    values: &'a str,
    refused: Option<(Starting, Denied)>,
}

pub(crate) async fn show(admins: Admins) -> Shown {
    let Admins(signed) = admins;
    page(&signed, &Pasted::default())
}

fn page(signed: &Signed, pasted: &Pasted<'_>) -> Shown {
    let there = signed.look.read(There::of);
    let status = match &pasted.refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let form = |step, button, field| {
        let mut form = form::Form::new(To::Starting(step), button, vec![field]);
        let refused = pasted.refused.as_ref().filter(|(of, _)| *of == step);
        form.refused = refused.map(|(_, denied)| Refused::from(denied));
        form.takes_focus = form.refused.is_some();
        form
    };
    let [people, teams, values] = fields(pasted, signed.identity.sends_mail());
    let people = form(Starting::People, "Invite them", people);
    let teams = form(Starting::Teams, "Form the teams", teams);
    let values = form(Starting::Values, "Write them down", values);
    let goals = goals_to_import();
    signed.answer(status, Section::Admin, |f| Show {
        f,
        there,
        people,
        teams,
        values,
        goals,
    })
}

fn fields(pasted: &Pasted<'_>, sends_mail: bool) -> [Field; 3] {
    let people = if sends_mail {
        "A line each: Ada Lovelace <ada@example.org>. Each gets a link by mail. Cells of a spreadsheet do as well: name, e-mail, role, team."
    } else {
        "A line each: Ada Lovelace <ada@example.org>, or a name alone. You get a link for each to hand over. Cells of a spreadsheet do as well: name, e-mail, role, team."
    };
    let field = |name, label, value, hint: &'static str| {
        Field::new(name, label, Kind::Lines, value)
            .hint(hint)
            .required()
    };
    [
        field("people", "People", pasted.people, people),
        field(
            "teams",
            "Teams",
            pasted.teams,
            "A line each; teams within a team stand further in, by blanks or bullets.",
        ),
        field(
            "values",
            "Values",
            pasted.values,
            "A line each, and after a colon what living it looks like: Candour: we say what went wrong on the day it went wrong.",
        ),
    ]
}

/// Goals are pasted here and shown where everything is imported.
fn goals_to_import() -> form::Form {
    let text = Field::new("text", "Goals, as Markdown", Kind::Lines, "")
        .hint("A heading is a goal. What is listed below it are key results: - Days from merge to users: 9 -> 1 days")
        .required();
    let kind = Field::hidden("as", As::Goals.word());
    form::Form::new(To::Import, "Show what becomes of it", vec![text, kind])
}

pub(crate) async fn people_invited(admins: Admins, Form(typed): Form<ManyForm>) -> Shown {
    let Admins(signed) = admins;
    match send_many(&signed, &typed.people).await {
        Ok(sent) => handed_out(&signed, sent, To::Start),
        Err(failure) => {
            let pasted = Pasted {
                people: &typed.people,
                ..Pasted::default()
            };
            again(&signed, Starting::People, failure, &pasted)
        }
    }
}

/// The page again, with why a step was refused.
fn again(signed: &Signed, step: Starting, failure: IdentityError, pasted: &Pasted<'_>) -> Shown {
    match failure {
        IdentityError::Denied(denied) => page(
            signed,
            &Pasted {
                refused: Some((step, denied)),
                people: pasted.people,
                teams: pasted.teams,
                values: pasted.values,
            },
        ),
        failed @ IdentityError::Failed(_) => Err(signed.failed(&failed)),
    }
}

/// What is typed to form teams.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TeamsForm {
    teams: String,
}

pub(crate) async fn teams_formed(admins: Admins, Form(typed): Form<TeamsForm>) -> Shown {
    let Admins(signed) = admins;
    match form_teams(&signed, &typed.teams).await {
        Ok(()) => went_on(To::Start),
        Err(failure) => {
            let pasted = Pasted {
                teams: &typed.teams,
                ..Pasted::default()
            };
            again(&signed, Starting::Teams, failure, &pasted)
        }
    }
}

/// Forms the teams of a list. One that is there already is taken as it is, so that a list can be pasted again.
async fn form_teams(signed: &Signed, pasted: &str) -> Result<(), IdentityError> {
    let wanted = outline::teams(pasted);
    if wanted.is_empty() {
        let what = "list of teams";
        return Err(Denied::Empty { what }.into());
    }
    let mut formed: Vec<TeamId> = Vec::new();
    for outline::Team { name, parent } in wanted {
        let parent = parent.and_then(|line| formed.get(line).copied());
        let there = signed.look.app.store();
        let there = there.read(|state| state.team_called(&slug(&name)));
        let team = match there {
            Some(team) => team,
            None => form_team(signed, &name, parent).await?,
        };
        formed.push(team);
    }
    Ok(())
}

async fn form_team(
    signed: &Signed,
    name: &str,
    parent: Option<TeamId>,
) -> Result<TeamId, IdentityError> {
    let command = team::Command::Form {
        name: name.to_owned(),
        parent,
    };
    run(signed, Command::Team(command)).await?;
    let store = signed.look.app.store();
    let formed = store.read(|state| state.team_called(&slug(name)));
    let what = "team";
    formed.ok_or(IdentityError::Denied(Denied::NoSuch { what }))
}

async fn run(signed: &Signed, command: Command) -> Result<Receipt, IdentityError> {
    let ctx = Ctx {
        at_hand: paceline_core::AtHand::new(),
        by: By::Person(signed.me()),
        door: Door::Page,
        now: signed.look.now,
        origin: None,
    };
    Ok(signed.look.app.store().run(ctx, command).await?)
}

/// What is typed to write values.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ValuesForm {
    values: String,
}

pub(crate) async fn values_written(admins: Admins, Form(typed): Form<ValuesForm>) -> Shown {
    let Admins(signed) = admins;
    match write_values(&signed, &typed.values).await {
        Ok(()) => went_on(To::Start),
        Err(failure) => {
            let pasted = Pasted {
                values: &typed.values,
                ..Pasted::default()
            };
            again(&signed, Starting::Values, failure, &pasted)
        }
    }
}

/// Writes the values down. One that is there already is left as it is, so that a list can be pasted again.
async fn write_values(signed: &Signed, pasted: &str) -> Result<(), IdentityError> {
    let wanted = outline::values(pasted);
    if wanted.is_empty() {
        let what = "list of values";
        return Err(Denied::Empty { what }.into());
    }
    for outline::Value { title, looks_like } in wanted {
        let is_there = signed.look.app.store().read(|state| {
            let mut known = state.entries.iter().filter(|entry| entry.retired.is_none());
            known.any(|entry| {
                let value = entry
                    .content()
                    .filter(|content| content.kind() == compass::Kind::Value);
                value.is_some_and(|value| state.words.short(value.title()) == title)
            })
        });
        if !is_there {
            let value = compass::Command::WriteValue(compass::ValueText {
                title,
                looks_like,
                ..compass::ValueText::default()
            });
            run(signed, Command::Compass(value)).await?;
        }
    }
    Ok(())
}

/// Nobody is led any more.
pub(crate) async fn dismissed(admins: Admins) -> Shown {
    let Admins(signed) = admins;
    let kept = dismiss(&signed.identity).await;
    kept.map_err(|failure| signed.failed(&failure))?;
    signed.look.app.turn_the_page();
    went_on(To::Today)
}

async fn dismiss(identity: &Identity) -> Result<(), IdentityError> {
    let row = Row {
        id: ID.to_owned(),
        text: "{}".to_owned(),
        ..Row::default()
    };
    Ok(identity.vault().put(KIND, row).await?)
}
