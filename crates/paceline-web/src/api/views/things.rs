//! One thing at a time: what waits, a gap, a goal, an initiative, a team, a person, the organisation.

use paceline_core::{
    EntryId, GoalId, InitiativeId, VeerOffId, alignment as serving,
    compass::{self, EntryPage, Point},
    goal::{self as goals, GoalPage},
    initiative::{self as initiatives, InitiativePage, Stage, guide, template},
    judgement, organisation, person as people,
    signal::Threshold,
    team as teams, translation, veer_off as veer_offs,
};
use serde::Serialize;

use crate::{
    api::{
        answer::view,
        parameters::{ALIGNMENT, AT_ONLY, Asking, CHANGES},
    },
    extract::Path,
    list::cut,
    look::{Look, Seen, Shown},
    pages::{changes::compared, today as waiting},
    problem::Problem,
};

/// The most entries of each part of a thing that hold what people wrote.
const MOST: usize = 200;

pub(in crate::api) async fn today(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let today = waiting::of(&look).await?;
    view(&look, &today).await
}

pub(in crate::api) async fn alignment(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(ALIGNMENT)?;
    let status = asking.get("status");
    let tree = look.read(|seen| {
        let wanted = serving::Asked {
            team: asking.team(seen.sight)?,
            status: Some(status.to_owned()).filter(|status| !status.is_empty()),
            shows: serving::Shows::named(asking.get("shows")),
        };
        Ok::<_, Problem>(serving::alignment(seen.sight, &wanted, seen.now))
    })?;
    view(&look, &tree).await
}

pub(in crate::api) async fn changes(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(CHANGES)?;
    let team = |seen: &Seen<'_>| asking.team(seen.sight);
    let changes = compared(&look, asking.get("since"), team).await?;
    view(&look, &changes).await
}

/// An entry of the compass, and how many of each part are left out.
#[derive(Serialize, schemars::JsonSchema)]
pub(in crate::api) struct CompassEntry {
    #[serde(flatten)]
    page: EntryPage,
    more_versions: usize,
    more_told: usize,
    more_reviews: usize,
}

pub(in crate::api) async fn entry(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let mut page = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        compass::page(seen.sight, viewer, EntryId(id), seen.now)
    })?;
    let entry = CompassEntry {
        more_versions: cut(&mut page.versions, MOST),
        more_told: cut(&mut page.told, MOST),
        more_reviews: cut(&mut page.reviews, MOST),
        page,
    };
    view(&look, &entry).await
}

/// A goal, and how many entries of each part are left out.
#[derive(Serialize, schemars::JsonSchema)]
pub(in crate::api) struct Goal {
    #[serde(flatten)]
    page: GoalPage,
    more_check_ins: usize,
    more_gaps: usize,
    more_initiatives: usize,
}

pub(in crate::api) async fn goal(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let mut page =
        look.find(|seen| goals::page(seen.sight, Some(seen.me()), GoalId(id), seen.now))?;
    page.may_act &= !look.at.is_past();
    page.may_add_key_result &= page.may_act;
    let goal = Goal {
        more_check_ins: cut(&mut page.check_ins, MOST),
        more_gaps: cut(&mut page.gaps, MOST),
        more_initiatives: cut(&mut page.initiatives, MOST),
        page,
    };
    view(&look, &goal).await
}

/// An initiative, and how many entries of each part are left out.
#[derive(Serialize, schemars::JsonSchema)]
pub(in crate::api) struct Initiative {
    #[serde(flatten)]
    page: InitiativePage,
    more_asks: usize,
    more_feedback: usize,
    more_moments: usize,
}

pub(in crate::api) async fn initiative(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let mut page = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        initiatives::page(seen.sight, viewer, InitiativeId(id), seen.now)
    })?;
    let initiative = Initiative {
        more_asks: cut(&mut page.asking.asks, MOST),
        more_feedback: page.feedback_counts.all - page.feedback.len(),
        more_moments: page.moments - page.timeline.len(),
        page,
    };
    view(&look, &initiative).await
}

pub(in crate::api) async fn decision_record(
    look: Look,
    Path((id, number)): Path<(u32, u16)>,
    asking: Asking,
) -> Shown {
    asking.of(AT_ONLY)?;
    let record = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        let agreement = (InitiativeId(id), number);
        initiatives::decision_record(seen.sight, viewer, agreement, seen.now)
    })?;
    view(&look, &record).await
}

/// What is asked when it is delivered and credited: the measures before and after, and who took part.
pub(in crate::api) async fn ending(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let page = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        initiatives::ending::page(seen.sight, viewer, InitiativeId(id), seen.now)
    })?;
    view(&look, &page).await
}

pub(in crate::api) async fn veer_off(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let page = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        veer_offs::page(seen.sight, viewer, VeerOffId(id), seen.now)
    })?;
    view(&look, &page).await
}

pub(in crate::api) async fn translations_of_entry(
    look: Look,
    Path(id): Path<u32>,
    asking: Asking,
) -> Shown {
    translations(&look, Point::Entry(EntryId(id)), asking).await
}

pub(in crate::api) async fn translations_of_goal(
    look: Look,
    Path(id): Path<u32>,
    asking: Asking,
) -> Shown {
    translations(&look, Point::Goal(GoalId(id)), asking).await
}

async fn translations(look: &Look, of: Point, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let known = look.find(|seen| translation::of_point(seen.sight, of, seen.now))?;
    view(look, &known).await
}

pub(in crate::api) async fn team_compass(
    look: Look,
    Path(slug): Path<String>,
    asking: Asking,
) -> Shown {
    asking.of(AT_ONLY)?;
    let known = look.find(|seen| {
        let id = seen.sight.team_called(&slug)?;
        translation::of_team(seen.sight, id, seen.now)
    })?;
    view(&look, &known).await
}

pub(in crate::api) async fn team(look: Look, Path(slug): Path<String>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let page = look.find(|seen| {
        let id = seen.sight.team_called(&slug)?;
        teams::page(seen.sight, id, seen.now)
    })?;
    view(&look, &page).await
}

pub(in crate::api) async fn person(
    look: Look,
    Path(handle): Path<String>,
    asking: Asking,
) -> Shown {
    asking.of(AT_ONLY)?;
    let handle = handle.trim_start_matches('@').to_owned();
    let page = look.find(|seen| {
        let id = seen.sight.person_called(&handle)?;
        people::page(seen.sight, Some(seen.me()), id, seen.now)
    })?;
    view(&look, &page).await
}

pub(in crate::api) async fn me(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let page = look.find(|seen| people::page(seen.sight, Some(seen.me()), seen.me(), seen.now))?;
    view(&look, &page).await
}

pub(in crate::api) async fn commitments(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let mine = look.read(|seen| initiatives::commitments(seen.sight, seen.me(), seen.now));
    view(&look, &mine).await
}

pub(in crate::api) async fn judgements(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let mine = look.find(|seen| {
        let me = seen.me();
        judgement::mine(seen.sight, Some(me), me, seen.now)
    })?;
    view(&look, &mine).await
}

/// The organisation, and what it counts.
#[derive(Serialize, schemars::JsonSchema)]
pub(in crate::api) struct Organisation {
    name: Option<String>,
    people: usize,
    teams: usize,
    goals: usize,
    gaps: usize,
    initiatives: usize,
    /// How many initiatives are in each stage; stages without one are left out.
    stages: Vec<InStage>,
    /// The thresholds its signals keep to.
    thresholds: Vec<Limit>,
    /// The number of the record's last event.
    events: u32,
}

#[derive(Serialize, schemars::JsonSchema)]
struct InStage {
    stage: Stage,
    initiatives: usize,
}

#[derive(Serialize, schemars::JsonSchema)]
struct Limit {
    name: &'static str,
    value: i64,
}

impl Organisation {
    fn of(seen: &Seen<'_>) -> Self {
        let sight = seen.sight;
        let stages = teams::stage_counts(sight).into_iter();
        let limit = |threshold: Threshold| Limit {
            name: threshold.name(),
            value: sight.organisation().threshold(threshold),
        };
        Self {
            name: sight
                .organisation()
                .name
                .map(|name| sight.text(name).to_string()),
            people: sight.people().count(),
            teams: sight.teams().count(),
            goals: sight.goals().count(),
            gaps: sight.gaps().count(),
            initiatives: sight.initiatives().count(),
            stages: stages
                .map(|(stage, initiatives)| InStage { stage, initiatives })
                .collect(),
            thresholds: Threshold::ALL.map(limit).into(),
            events: sight.seq().0,
        }
    }
}

pub(in crate::api) async fn of_organisation(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let organisation = look.read(Organisation::of);
    view(&look, &organisation).await
}

pub(in crate::api) async fn holidays(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let calendars = look.read(|seen| organisation::holidays(seen.sight));
    view(&look, &calendars).await
}

pub(in crate::api) async fn templates(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let templates = look.read(|seen| template::templates(seen.sight));
    view(&look, &templates).await
}

pub(in crate::api) async fn for_first_leads(look: Look, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let steps = look.read(|seen| guide::all(seen.sight));
    view(&look, &steps).await
}
