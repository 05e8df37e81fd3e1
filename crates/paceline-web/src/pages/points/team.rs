//! What stands above a team means for it: its words beside everything, and what it departs from.

use askama::Template;
use paceline_core::{
    TeamId,
    team::TeamLink,
    translation::{self, OfTeam},
    veer_off,
};

use super::{DEPARTURES, Departure, Named, Translated};
use crate::{
    extract::Path,
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    url::To,
    url_points::Around,
};

#[derive(Template)]
#[template(path = "teams/compass.html")]
struct Show {
    f: Frame,
    team: TeamLink,
    above: Vec<Above>,
    counts: Counts,
    departures: Vec<Departure>,
}

/// How much of what is above a team has its words.
struct Counts {
    translated: usize,
    stale: usize,
    untranslated: usize,
    more: usize,
}

/// Something above the team, with its words for it.
struct Above {
    of: Named,
    whose: Option<TeamLink>,
    translated: Option<Translated>,
    /// Where words for it are written; none for those of other teams.
    write: Option<To<'static>>,
}

impl Above {
    fn of(known: translation::Translatable, team: Option<TeamId>, is_past: bool) -> Self {
        use paceline_core::compass::{Point, PointLink};
        let point = match &known.of {
            PointLink::Entry(entry) => Point::Entry(entry.id),
            PointLink::Goal(goal) => Point::Goal(goal.id),
        };
        Self {
            of: Named::of(&known.of),
            whose: known.whose,
            translated: known.translation.map(|view| Translated::of(view, is_past)),
            write: team.map(|team| To::Around(Around::TranslateFor(point, team))),
        }
    }
}

pub(crate) async fn show(look: Look, Path(slug): Path<String>) -> Shown {
    let (known, mut departures) = look.find(|seen| {
        let id = seen.sight.team_called(&slug)?;
        let known = translation::of_team(seen.sight, id, seen.now)?;
        Some((known, departures(seen, id)))
    })?;
    let is_past = look.at.is_past();
    let writes = known.is_ours && !is_past;
    let OfTeam { team, above, .. } = known;
    let writer = writes.then_some(team.id);
    let above = above.into_iter();
    let mut above: Vec<Above> = above.map(|one| Above::of(one, writer, is_past)).collect();
    for translated in above.iter_mut().filter_map(|one| one.translated.as_mut()) {
        translated.fill(&look).await?;
    }
    departures.truncate(DEPARTURES);
    look.fill(departures.iter_mut().flat_map(Departure::texts).collect())
        .await?;
    let counts = Counts {
        translated: known.translated,
        stale: known.stale,
        untranslated: known.untranslated,
        more: known.more,
    };
    look.show(Section::Teams, |f| Show {
        f,
        team,
        above,
        counts,
        departures,
    })
}

/// What a team departs from, and did.
fn departures(seen: &Seen<'_>, team: TeamId) -> Vec<Departure> {
    let rows = veer_off::of_team(seen.sight, team, seen.now);
    rows.into_iter().map(Departure::of).collect()
}

/// The part of a team's page: how much it has translated, and what it departs from now.
pub(crate) struct TeamPart {
    pub(crate) translated: usize,
    pub(crate) above: usize,
    pub(crate) stale: usize,
    pub(crate) departures: Vec<Departure>,
}

impl TeamPart {
    pub(crate) async fn filled(mut self, look: &Look) -> Result<Self, crate::problem::Problem> {
        let texts = self.departures.iter_mut().flat_map(Departure::texts);
        look.fill(texts.collect()).await?;
        Ok(self)
    }
}

/// A team's part; none where whoever looks may not see it.
pub(crate) fn part(seen: &Seen<'_>, team: TeamId) -> Option<TeamPart> {
    let known = translation::of_team(seen.sight, team, seen.now)?;
    let mut departures = departures(seen, team);
    departures.retain(|departure| departure.row.ended.is_none());
    Some(TeamPart {
        translated: known.translated,
        above: known.translated + known.untranslated,
        stale: known.stale,
        departures,
    })
}
