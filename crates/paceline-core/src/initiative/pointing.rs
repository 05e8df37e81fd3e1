//! How an initiative points at the compass: what it cites, and what it goes against (mission rows A4, L2).

use serde::Serialize;

use super::{Command, Event, Initiative, Serves};
use crate::{
    Draft, PersonId, Refusal, Sight, Text, Time, VeerOffId,
    access::Viewer,
    compass::{self, EntryLink, PointLink},
    gap, goal,
    person::{self, PersonLink},
    text, veer_off,
};

/// Cites an entry, or says that something is gone against, or not any more.
pub(super) fn decide(
    draft: &mut Draft<'_>,
    person: PersonId,
    command: &Command,
) -> Result<(), Refusal> {
    if let Command::Cite { initiative, entry } = command {
        let known = draft.state.initiative_or_refuse(*initiative)?;
        let cited = draft
            .state
            .entry_or_refuse(*entry, Viewer::of(draft.state, person))?;
        if cited.retired.is_some() {
            return Err(Refusal::EntryRetired { entry: *entry });
        }
        if known.cites.contains(entry) {
            return Err(Refusal::CitesAlready {
                initiative: *initiative,
            });
        }
        draft.initiative(Event::Cited {
            initiative: *initiative,
            entry: *entry,
        });
    }
    if let Command::GoAgainst {
        initiative,
        of,
        because,
    } = command
    {
        of.in_use_or_refuse(draft.state, person)?;
        let known = draft.state.initiative_or_refuse(*initiative)?;
        if known.against.iter().any(|against| against.of == *of) {
            return Err(Refusal::AgainstAlready {
                initiative: *initiative,
            });
        }
        let because = text::text("reason", because)?;
        let because = draft.word(because);
        draft.initiative(Event::WentAgainst {
            initiative: *initiative,
            of: *of,
            because,
        });
    }
    if let Command::GoWith { initiative, of } = command {
        let known = draft.state.initiative_or_refuse(*initiative)?;
        if !known.against.iter().any(|against| against.of == *of) {
            return Err(Refusal::NotAgainst {
                initiative: *initiative,
            });
        }
        draft.initiative(Event::WentWith {
            initiative: *initiative,
            of: *of,
        });
    }
    Ok(())
}

/// What an initiative serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServesView {
    Gap(gap::GapLink),
    Goal(goal::GoalLink),
    Strategy(EntryLink),
}

pub(super) fn serves(sight: Sight<'_>, serves: Serves) -> Option<ServesView> {
    Some(match serves {
        Serves::Gap(gap) => ServesView::Gap(gap::link(sight, gap)),
        Serves::Goal(goal) => ServesView::Goal(goal::link(sight, goal)),
        Serves::Strategy(id) => ServesView::Strategy(compass::link(sight, id, sight.entry(id)?)),
    })
}

/// The first gap that an initiative narrows.
pub(super) fn narrows(sight: Sight<'_>, entity: &Initiative, now: Time) -> Option<gap::Row> {
    entity.serves.iter().find_map(|serves| match serves {
        Serves::Gap(gap) => gap::row(sight, *gap, now),
        Serves::Goal(_) | Serves::Strategy(_) => None,
    })
}

/// What an initiative goes against, and whether its team declared that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoesAgainst")]
pub struct AgainstView {
    pub of: PointLink,
    pub because: Text,
    pub by: Option<PersonLink>,
    pub ago: String,
    /// The open veer-off of its team, or of one above, that covers it.
    pub declared: Option<VeerOffId>,
    /// What is gone against is in use: not retired, not closed.
    pub stands: bool,
}

/// The entries that an initiative cites, as far as the viewer may read them.
pub(super) fn cites(sight: Sight<'_>, entity: &Initiative) -> Vec<EntryLink> {
    let cited = entity.cites.iter();
    let link = |id: &crate::EntryId| Some(compass::link(sight, *id, sight.entry(*id)?));
    cited.filter_map(link).collect()
}

pub(super) fn against(sight: Sight<'_>, entity: &Initiative, now: Time) -> Vec<AgainstView> {
    let view = |against: &super::Against| {
        Some(AgainstView {
            of: against.of.link(sight)?,
            because: sight.text(against.because),
            by: against.by.map(|by| person::link(sight, by)),
            ago: against.at.ago(now),
            declared: veer_off::declared(sight, entity, against.of),
            stands: against.of.stands(sight),
        })
    };
    entity.against.iter().filter_map(view).collect()
}
