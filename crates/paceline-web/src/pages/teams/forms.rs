//! Forms of a team: where it stands, and which repositories are its own.

use askama::Template;
use axum::{
    http::{StatusCode, header::LOCATION},
    response::IntoResponse as _,
};
use paceline_core::{
    Command, Door, Refusal, Sight, TeamId,
    team::{self, TeamLink},
};
use paceline_store::RunError;
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form as Filled, Path},
    form::{self, Choice, Field, Form, Kind, Refused},
    frame::{Frame, Section},
    look::{Look, Seen, Shown, rendered},
    problem::Problem,
    url::To,
};

/// What is done with a team.
#[derive(Debug, Clone, Copy)]
enum Doing {
    Move,
    OwnRepository,
    DropRepository,
}

/// What is typed, as far as a form has it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    parent: String,
    pattern: String,
}

/// A form of a team.
struct Sheet {
    team: TeamLink,
    title: &'static str,
    why: &'static str,
    form: Form,
}

#[derive(Template)]
#[template(path = "teams/form.html")]
struct ShowSheet {
    f: Frame,
    sheet: Sheet,
}

pub(crate) async fn move_team(look: Look, Path(slug): Path<String>) -> Shown {
    ask(&look, &slug, Doing::Move)
}

pub(crate) async fn team_moved(
    acting: Acting,
    Path(slug): Path<String>,
    Filled(typed): Filled<Typed>,
) -> Shown {
    run(acting, &slug, Doing::Move, &typed).await
}

pub(crate) async fn own_repository(look: Look, Path(slug): Path<String>) -> Shown {
    ask(&look, &slug, Doing::OwnRepository)
}

pub(crate) async fn repository_owned(
    acting: Acting,
    Path(slug): Path<String>,
    Filled(typed): Filled<Typed>,
) -> Shown {
    run(acting, &slug, Doing::OwnRepository, &typed).await
}

pub(crate) async fn drop_repository(look: Look, Path(slug): Path<String>) -> Shown {
    ask(&look, &slug, Doing::DropRepository)
}

pub(crate) async fn repository_dropped(
    acting: Acting,
    Path(slug): Path<String>,
    Filled(typed): Filled<Typed>,
) -> Shown {
    run(acting, &slug, Doing::DropRepository, &typed).await
}

fn ask(look: &Look, slug: &str, doing: Doing) -> Shown {
    look.now_only()?;
    let mut sheet = look.find(|seen| {
        let team = called(seen.sight, slug)?;
        Some(Sheet::of(seen, team, doing, &Typed::default()))
    })?;
    sheet.form.takes_focus = true;
    look.show(Section::Teams, |f| ShowSheet { f, sheet })
}

async fn run(acting: Acting, slug: &str, doing: Doing, typed: &Typed) -> Shown {
    let team = acting.read(|seen| called(seen.sight, slug));
    let team = team.ok_or(Problem::NotFound)?;
    let ran = match acting.read(|seen| typed.command(seen.sight, team, doing)) {
        Ok(command) => acting.ask(Door::Page, Command::Team(command)).await,
        Err(refusal) => Err(RunError::Refused(refusal)),
    };
    let refusal = match ran {
        Ok(_) => {
            let to = To::Team(slug).to_string();
            return Ok((StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response());
        }
        Err(RunError::Failed(failure)) => return Err(Problem::failed(acting.app(), &failure)),
        Err(RunError::Refused(refusal)) => refusal,
    };
    let shown = acting.read(|seen| {
        let mut sheet = Sheet::of(seen, team, doing, typed);
        sheet.form.refused = Some(Refused::from(&refusal));
        sheet.form.takes_focus = true;
        let f = Frame::of(seen, Section::Teams, "");
        ShowSheet { f, sheet }
    });
    rendered(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        .map_err(|failure| Problem::unrendered(acting.app(), &failure))
}

/// The team, for whoever sees the organisation.
fn called(sight: Sight<'_>, slug: &str) -> Option<TeamId> {
    let team = sight.team_called(slug)?;
    sight.sees_the_organisation().then_some(team)
}

impl Typed {
    fn command(
        &self,
        sight: Sight<'_>,
        team: TeamId,
        doing: Doing,
    ) -> Result<team::Command, Refusal> {
        let pattern = self.pattern.clone();
        Ok(match doing {
            Doing::Move => team::Command::Move {
                team,
                parent: form::team_named(sight, &self.parent)?,
            },
            Doing::OwnRepository => team::Command::OwnRepository { team, pattern },
            Doing::DropRepository => team::Command::DropRepository { team, pattern },
        })
    }
}

impl Sheet {
    fn of(seen: &Seen<'_>, id: TeamId, doing: Doing, typed: &Typed) -> Self {
        let team = team::link(seen.sight, id);
        match doing {
            Doing::Move => Self::to_move(seen, id, typed, team),
            Doing::OwnRepository => {
                let pattern = Field::line("pattern", "Pattern of repositories", &typed.pattern)
                    .hint("Such as github.com/acme/checkout-*: * stands for any part of a name, ** for any path.")
                    .required();
                let action = To::OwnRepository(&team.slug);
                Self {
                    title: "Say which repositories are the team’s",
                    why: "Whoever works there is then told what bears on this team. The most exact pattern of all teams counts.",
                    form: Form::new(action, "Add the repositories", vec![pattern]),
                    team,
                }
            }
            Doing::DropRepository => {
                let known = seen.sight.team(id);
                let known = known.map_or(&[][..], |team| &team.repositories);
                let choices = known.iter().map(|known| Choice::new(known, known));
                let kind = Kind::Radio(choices.collect());
                let pattern = Field::new("pattern", "Pattern", kind, &typed.pattern).required();
                let action = To::DropRepository(&team.slug);
                Self {
                    title: "Take repositories away",
                    why: "They are not the team’s any more; nothing else changes.",
                    form: Form::new(action, "Take them away", vec![pattern]),
                    team,
                }
            }
        }
    }

    fn to_move(seen: &Seen<'_>, id: TeamId, typed: &Typed, team: TeamLink) -> Self {
        let known = seen.sight.team(id).and_then(|team| team.parent);
        let stands = known.map_or_else(String::new, |parent| team::link(seen.sight, parent).slug);
        let chosen = if typed.parent.is_empty() {
            stands
        } else {
            typed.parent.clone()
        };
        let mut teams = form::teams(seen.sight);
        teams.retain(|choice| choice.value != team.slug);
        if let Some(none) = teams.first_mut() {
            "No team: at the top".clone_into(&mut none.label);
        }
        let parent = Field::new("parent", "Stands below", Kind::Select(teams), &chosen);
        Self {
            title: "Move the team",
            why: "All teams below it move along. What stands above a team holds for it too.",
            form: Form::new(To::MoveTeam(&team.slug), "Move the team", vec![parent]),
            team,
        }
    }
}
