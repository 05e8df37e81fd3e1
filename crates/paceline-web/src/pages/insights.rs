//! Insights: where things lie still, which teams follow each other, what was done, for the organisation or a team.

use askama::Template;
use paceline_core::{
    insight::{
        Scope, Span,
        activity::activity,
        answers::{Answers, answers},
        flow::{self, Still},
        matrix::matrix,
        strip,
    },
    team::{self, TeamLink},
    time::span as in_words,
};
use serde::Deserialize;

use crate::{
    extract::Query,
    form::{self, Choice},
    frame::{Frame, Section},
    list::refused,
    look::{Look, Seen, Shown},
    pictures::{self, Drawn},
    problem::Problem,
    url::To,
};

/// What is asked for: a team by its slug, a span of time by its word.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    team: String,
    span: String,
}

#[derive(Template)]
#[template(path = "insights/show.html")]
struct Show {
    f: Frame,
    page: Insights,
}

struct Insights {
    asked: Asked,
    teams: Vec<Choice>,
    team: Option<TeamLink>,
    span: Span,
    /// The paceline of the team, or of whoever looks.
    strip: Option<Drawn>,
    flow: Drawn,
    still: Vec<Still>,
    matrix: Drawn,
    /// Teams whose parts are folded.
    parts: Vec<TeamLink>,
    /// `None` for a team of fewer than five people.
    activity: Option<Drawn>,
    /// How soon asks were answered. `None` for a team of fewer than five people.
    answers: Option<Answers>,
}

pub(crate) async fn show(look: Look, Query(asked): Query<Asked>) -> Shown {
    let page = look.read(|seen| Insights::of(seen, asked))?;
    look.show(Section::Insights, |f| Show { f, page })
}

impl Insights {
    fn of(seen: &Seen<'_>, asked: Asked) -> Result<Self, Problem> {
        let (sight, now) = (seen.sight, seen.now);
        let team = form::team_named(sight, &asked.team).map_err(|refusal| refused(&refusal))?;
        let span = Span::named(&asked.span).unwrap_or_default();
        let (from, scope) = (span.from(sight, now), Scope::of(sight, team));
        let strip = match team {
            Some(team) => strip::of_team(sight, team, from, now),
            None => strip::of_person(sight, Some(seen.me()), seen.me(), from, now),
        };
        let flow = flow::flow(sight, &scope, from, now);
        let matrix = matrix(sight, team, from, now);
        let activity = activity(sight, &scope, from, now);
        let answers = answers(sight, &scope, from, now);
        let folded = matrix.teams.iter().filter(|group| group.folded > 0);
        let parts = folded.filter_map(|group| group.team.clone());
        Ok(Self {
            teams: form::teams(sight),
            team: team.map(|team| team::link(sight, team)),
            span,
            strip: strip.map(|strip| pictures::strip::draw(&strip, "strip", seen.at)),
            parts: parts.filter(|part| part.slug != asked.team).collect(),
            matrix: pictures::matrix::draw(&matrix, "matrix", seen.at, span.word()),
            flow: pictures::flow::draw(&flow, "flow"),
            still: flow.still,
            activity: activity.map(|activity| pictures::activity::draw(&activity, "activity")),
            answers,
            asked,
        })
    }

    /// How long something lies still, in words.
    fn lain(still: &Still) -> String {
        in_words(still.days)
    }

    fn has_team(&self, slug: &str) -> bool {
        self.asked.team == slug
    }
}
