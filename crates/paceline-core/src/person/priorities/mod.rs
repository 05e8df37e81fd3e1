//! Priorities: the three to five things that somebody would not let go of, ranked; for all else they follow (mission row L10).
//!
//! They are private unless whoever ranks them shares them. A private one is shown to that person alone, at every door.

use serde::{Deserialize, Serialize};

use super::{Event, Person};
use crate::{
    Ctx, Draft, EntryId, GapId, GoalId, InitiativeId, PersonId, Refusal, Sight, Text, Time, WordId,
    access::Viewer,
    initiative::{Initiative, Serves},
    reference::{Piece, Reference, pieces},
    text,
};

/// Fewer are no ranking, more are none either.
const LEAST: usize = 3;
pub const MOST: usize = 5;
/// The longest priority, in characters: it stays in memory in any script, where it is looked through for what it names.
const LIMIT: usize = 120;

/// Who sees somebody's priorities.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Only whoever ranked them.
    #[default]
    Private,
    /// Everybody in the organisation.
    Shared,
}

/// What somebody ranked at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// The first is the most important. None: the priorities before were cleared.
    pub priorities: Vec<WordId>,
    pub sharing: Sharing,
    pub at: Time,
}

/// The rules.
pub(super) fn rank(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    priorities: &[String],
    sharing: Sharing,
) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let count = priorities.len();
    if count > 0 && !(LEAST..=MOST).contains(&count) {
        return Err(Refusal::PrioritiesOutOfRange { count });
    }
    let known = draft.state.person_or_refuse(person)?;
    let is_clear = known
        .rankings
        .last()
        .is_none_or(|last| last.priorities.is_empty());
    if count == 0 && is_clear {
        return Err(Refusal::NothingChanges);
    }
    let mut titles = Vec::with_capacity(count);
    for priority in priorities {
        let title = text::title("priority", priority)?;
        text::at_most("priority", &title, LIMIT)?;
        titles.push(title);
    }
    let priorities = titles.into_iter().map(|title| draft.word(title)).collect();
    draft.person(Event::PrioritiesRanked {
        person,
        priorities,
        sharing,
    });
    Ok(())
}

/// Somebody's priorities, as far as whoever looks may see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Priorities {
    /// The first is the most important. What they name is written as a reference: `I-7`.
    pub ranked: Vec<Text>,
    pub sharing: Sharing,
    pub at: Time,
}

/// What a person ranked last; nothing where they have no priorities, or keep them to themselves.
pub fn priorities(sight: Sight<'_>, person: PersonId) -> Option<Priorities> {
    let ranking = ranking(sight, person)?;
    let ranked = ranking.priorities.iter().map(|word| sight.text(*word));
    Some(Priorities {
        ranked: ranked.collect(),
        sharing: ranking.sharing,
        at: ranking.at,
    })
}

/// Whether an initiative is among a person's priorities: one of them names it, or a gap, a goal or a strategy that it
/// serves. `None` where they have no priorities that whoever looks may see.
pub fn is_priority(sight: Sight<'_>, person: PersonId, initiative: InitiativeId) -> Option<bool> {
    let ranking = ranking(sight, person)?;
    let entity = sight.initiative(initiative)?;
    let served = Served::of(sight, entity);
    let words = ranking.priorities.iter();
    let mut named = words.flat_map(|word| references(sight.words().short(*word)));
    Some(named.any(|reference| match reference {
        Reference::Initiative(id) => id == initiative,
        Reference::Gap(id) => served.gaps.contains(&id),
        Reference::Goal(id) => served.goals.contains(&id),
        Reference::Entry(id) => served.strategies.contains(&id),
        Reference::VeerOff(_) => false,
    }))
}

/// What an initiative serves: itself, and through the gaps that it narrows.
struct Served {
    gaps: Vec<GapId>,
    goals: Vec<GoalId>,
    strategies: Vec<EntryId>,
}

impl Served {
    fn of(sight: Sight<'_>, entity: &Initiative) -> Self {
        let mut served = Self {
            gaps: Vec::new(),
            goals: Vec::new(),
            strategies: Vec::new(),
        };
        for serves in &entity.serves {
            match serves {
                Serves::Gap(gap) => {
                    served.gaps.push(*gap);
                    let goal = sight.gap(*gap).and_then(|gap| gap.goal);
                    served.goals.extend(goal);
                }
                Serves::Goal(goal) => served.goals.push(*goal),
                Serves::Strategy(entry) => served.strategies.push(*entry),
            }
        }
        served
    }
}

fn references(title: &str) -> impl Iterator<Item = Reference> {
    pieces(title).into_iter().filter_map(|piece| match piece {
        Piece::Reference(reference, _) => Some(reference),
        Piece::Plain(_) | Piece::Person(..) => None,
    })
}

/// The ranking that holds, where whoever looks may see it.
fn ranking(sight: Sight<'_>, person: PersonId) -> Option<&Ranking> {
    let known = sight.person(person).filter(|known| !known.is_erased)?;
    let last = known.rankings.last()?;
    let is_theirs = sees_private(sight.viewer(), person);
    let may_see = match last.sharing {
        Sharing::Private => is_theirs,
        Sharing::Shared => is_theirs || sight.sees_the_organisation(),
    };
    (may_see && !last.priorities.is_empty()).then_some(last)
}

/// Whether what a person keeps to themselves is open: to them, and to Paceline, which shows it to nobody.
pub(super) fn sees_private(viewer: Viewer, person: PersonId) -> bool {
    match viewer {
        Viewer::Paceline => true,
        Viewer::Member(id) | Viewer::Guest(id) => id == person,
        Viewer::Nobody => false,
    }
}

/// The fold.
pub(super) fn ranked(person: &mut Person, at: Time, priorities: &[WordId], sharing: Sharing) {
    person.rankings.push(Ranking {
        priorities: priorities.to_vec(),
        sharing,
        at,
    });
}

#[cfg(test)]
mod tests;
