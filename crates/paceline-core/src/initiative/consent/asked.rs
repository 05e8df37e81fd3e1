//! Who is asked when something is to be agreed on, and when all of them have had the working days that are theirs.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::Way;
use crate::{
    PersonId, Refusal, Sight, State, Time,
    initiative::{AskedOf, Initiative},
    person::{self, PersonLink},
    rhythm::working::{earliest_end, working_days},
};

/// So many of those who would be hurried are named.
const NAMED: usize = 5;

/// Everybody who is asked when a last call is called: who was asked for support, by name or in a team, who follows,
/// approves, or writes with the lead. Not the lead, who calls.
pub fn all_asked(state: &State, entity: &Initiative) -> BTreeSet<PersonId> {
    let mut asked: BTreeSet<PersonId> = BTreeSet::new();
    for ask in entity.asks.iter().filter(|ask| ask.lapsed.is_none()) {
        match ask.of {
            AskedOf::Person(person) => drop(asked.insert(person)),
            AskedOf::Team(team) => {
                asked.extend(state.team(team).into_iter().flat_map(|team| &team.members));
            }
        }
    }
    asked.extend(entity.followers().map(|follow| follow.person));
    asked.extend(&entity.approvers);
    asked.extend(entity.document.writers().map(|author| author.person));
    let takes_part = |id: &PersonId| state.person(*id).is_some_and(person::Person::takes_part);
    asked.retain(|id| entity.lead() != Some(*id) && takes_part(id));
    asked
}

/// That everybody asked has the working days that are theirs, or the first day by which they all have.
pub(super) fn long_enough(
    state: &State,
    entity: &Initiative,
    (way, now, until): (Way, Time, Date),
) -> Result<(), Refusal> {
    let asked = who_has_the_days(state, entity);
    let days = way.working_days();
    let mut asked_in_turn = asked.iter();
    let Some(hurried) =
        asked_in_turn.find(|person| working_days(state, **person, now, until) < days)
    else {
        return Ok(());
    };
    Err(Refusal::LastCallTooShort {
        who: state.name_of(*hurried),
        days,
        earliest: earliest_end(state, &asked, now, days),
    })
}

/// Where nobody was asked, whoever leads has the days.
pub(crate) fn who_has_the_days(state: &State, entity: &Initiative) -> BTreeSet<PersonId> {
    let mut asked = all_asked(state, entity);
    asked.extend(entity.lead().filter(|_| asked.is_empty()));
    asked
}

/// The first day on which a last call may end, and who would be hurried by any day before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Earliest {
    pub way: Way,
    /// Everybody who is asked.
    pub asked: usize,
    pub until: Date,
    /// Whose days it waits for: their time zone, their weekend, their holidays.
    pub hurried: Vec<PersonLink>,
    /// Others like them.
    pub more_hurried: usize,
}

impl Earliest {
    fn of(sight: Sight<'_>, entity: &Initiative, (way, now): (Way, Time)) -> Self {
        let asked = sight.who_has_the_days(entity);
        let days = way.working_days();
        let until = sight.earliest_end(&asked, now, days);
        let before = until.yesterday().unwrap_or(until);
        let is_hurried = |id: &&PersonId| sight.working_days(**id, now, before) < days;
        let hurried: Vec<PersonId> = asked.iter().filter(is_hurried).copied().collect();
        Self {
            way,
            asked: asked.len(),
            until,
            more_hurried: hurried.len().saturating_sub(NAMED),
            hurried: hurried
                .into_iter()
                .take(NAMED)
                .map(|id| person::link(sight, id))
                .collect(),
        }
    }
}

/// What whoever leads sees before they call: for consent, and for lazy consensus.
pub fn before_calling(sight: Sight<'_>, entity: &Initiative, now: Time) -> [Earliest; 2] {
    [Way::Consent, Way::LazyConsensus].map(|way| Earliest::of(sight, entity, (way, now)))
}
