//! A gap's page: both sides, who sees it, what was merged and split, what is measured, who acts on it.

use serde::Serialize;

use super::{
    ClosedView, GapLink, MeasureView, MergedHere, MergedView, Moment, SightingView, SplitView,
    link, parts, seen_by, timeline,
};
use crate::{
    GapId, PersonId, Sight, Text, Time,
    gap::{Gap, family},
    goal, initiative, person, team,
};

/// A gap's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GapPage {
    pub id: GapId,
    pub is: Text,
    pub ought: Text,
    pub team: Option<team::TeamLink>,
    pub goal: Option<goal::GoalLink>,
    /// Goals in whose way a gap stands that lives on in it.
    pub also_of: Vec<goal::GoalLink>,
    pub by: Option<person::PersonLink>,
    pub at: Time,
    pub age: String,
    pub closed: Option<ClosedView>,
    pub merged: Option<MergedView>,
    /// Gaps that live on in this one.
    pub merged_here: Vec<MergedHere>,
    pub split: Option<SplitView>,
    pub split_from: Option<GapLink>,
    /// How many people see it: whoever recorded it, and whoever sees it too.
    pub seen_by: usize,
    /// Who sees it too.
    pub sightings: Vec<SightingView>,
    /// What is measured of it, and of those that live on in it.
    pub measures: Vec<MeasureView>,
    /// What would narrow it, or one that lives on in it.
    pub initiatives: Vec<initiative::Row>,
    /// Everything that was said and done, newest first.
    pub timeline: Vec<Moment>,
    pub may_act: bool,
    /// How whoever looks stands to it.
    pub mine: Mine,
}

/// How whoever looks stands to a gap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "MyGap")]
pub enum Mine {
    /// They have not said that they see it.
    #[default]
    NotYet,
    /// They recorded it.
    Recorded,
    /// They see it too, and may say more.
    Seen,
}

pub fn page(sight: Sight<'_>, viewer: Option<PersonId>, id: GapId, now: Time) -> Option<GapPage> {
    let gap = sight.gap(id)?;
    let all = family::family(sight, id);
    let initiatives = family::initiatives(sight, id);
    let also_of = all.iter().skip(1).filter_map(|kin| kin.gap.goal);
    let mut also_of: Vec<_> = also_of.filter(|goal| Some(*goal) != gap.goal).collect();
    also_of.sort_unstable();
    also_of.dedup();
    Some(GapPage {
        id,
        is: sight.text(gap.is),
        ought: sight.text(gap.ought),
        team: gap.team.map(|team| team::link(sight, team)),
        goal: gap.goal.map(|goal| goal::link(sight, goal)),
        also_of: also_of
            .into_iter()
            .map(|goal| goal::link(sight, goal))
            .collect(),
        by: parts::who(sight, gap.by),
        at: gap.at,
        age: gap.at.ago(now),
        closed: parts::closed(sight, gap),
        merged: parts::merged(sight, id, gap),
        merged_here: parts::merged_here(sight, &all),
        split: parts::split(sight, gap),
        split_from: gap.split_from.map(|from| link(sight, from)),
        seen_by: seen_by(sight, id),
        sightings: parts::sightings(sight, id),
        measures: parts::measures(sight, &all, now),
        initiatives: sight
            .of(&initiatives)
            .map(|(id, entity)| initiative::row(sight, id, entity, now))
            .collect(),
        timeline: timeline::moments(sight, id, &all),
        may_act: viewer.is_some() && gap.is_open(),
        mine: viewer.map_or(Mine::NotYet, |viewer| mine(sight, (id, gap), viewer)),
    })
}

/// Whoever recorded or saw what lives on in it, or what it is a part of, sees it.
fn mine(sight: Sight<'_>, (id, gap): (GapId, &Gap), viewer: PersonId) -> Mine {
    if gap.by.person() == Some(viewer) {
        Mine::Recorded
    } else if family::sees(sight, id, viewer) {
        Mine::Seen
    } else {
        Mine::NotYet
    }
}

impl GapPage {
    /// Every text of it that may have to be read from its row.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let mut texts = vec![&mut self.is, &mut self.ought];
        texts.extend(self.closed.as_mut().map(|closed| &mut closed.outcome));
        texts.extend(self.merged.as_mut().map(|merged| &mut merged.because));
        texts.extend(self.split.as_mut().map(|split| &mut split.because));
        for merged in &mut self.merged_here {
            texts.extend([&mut merged.is, &mut merged.ought, &mut merged.because]);
        }
        for seen in &mut self.sightings {
            texts.extend(&mut seen.text);
            texts.extend(seen.more.iter_mut().map(|said| &mut said.text));
        }
        let moments = self.timeline.iter_mut();
        texts.extend(moments.filter_map(|moment| moment.what.text()));
        texts
    }
}
