//! How an initiative ends: delivered with what came of it, or put down in the open so that somebody else may pick it
//! up; and how it rests when nothing happens (mission rows P1, P9).

use serde::{Deserialize, Serialize};

use super::{
    Command, Event, Initiative, Stage, audience, consent,
    decide::{leads, not_at_rest},
    objection,
};
use crate::{
    Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, State, TeamId, Time, WordId,
    person::{self, Person},
    signal::Threshold,
    text,
};

mod view;

pub use view::{
    BeforeAndAfter, DeliveryView, EndingPage, EndingView, GapMeasure, GapThen, GoalThen,
    PutDownView, before_and_after, page,
};
pub(super) use view::{moments, view};

/// Who may pick up what was put down.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PickUp {
    Anyone,
    /// It is better left alone.
    Nobody,
    /// Somebody of this team.
    Team(TeamId),
    Person(PersonId),
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub outcome: WordId,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

/// That it was put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutDown {
    pub why: WordId,
    pub learned: WordId,
    pub pick_up: PickUp,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

impl Initiative {
    /// What came of it, while it is delivered.
    pub fn delivery(&self) -> Option<&Delivery> {
        let is_delivered = self.stage == Stage::Delivered;
        self.deliveries.last().filter(|_| is_delivered)
    }

    /// Why it was put down, while it is.
    pub fn put_down(&self) -> Option<&PutDown> {
        let is_put_down = self.stage == Stage::PutDown;
        self.put_downs.last().filter(|_| is_put_down)
    }

    /// Since when it is neither led nor followed on: it came to its end, or it rests.
    pub fn still_since(&self) -> Option<Time> {
        let is_still = self.stage.is_at_rest() || self.stage == Stage::Resting;
        is_still.then(|| self.stage_since())
    }

    /// The stage it was in before it came to rest.
    pub fn stage_before_rest(&self) -> Stage {
        let mut moved = self.stages.iter().rev().map(|moved| moved.to);
        let before = moved.find(|stage| *stage != Stage::Resting);
        before.unwrap_or(Stage::Scoping)
    }
}

fn moved(draft: &mut Draft<'_>, initiative: InitiativeId, to: Stage, reason: Option<WordId>) {
    draft.initiative(Event::StageMoved {
        initiative,
        to,
        reason,
        written: None,
    });
}

/// The lead says what came of it.
pub(super) fn deliver(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
    outcome: &str,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, actor)?;
    if entity.stage == Stage::Delivered {
        let stage = entity.stage;
        return Err(Refusal::StageAlready { initiative, stage });
    }
    objection::none_stands(draft.state, initiative, entity)?;
    let outcome = text::text("description of what came of it", outcome)?;
    let outcome = draft.word(outcome);
    consent::withdrawn(draft, initiative, entity);
    draft.initiative(Event::Delivered {
        initiative,
        outcome,
    });
    moved(draft, initiative, Stage::Delivered, None);
    Ok(())
}

/// The lead puts it down in the open.
pub(super) fn put_down(
    draft: &mut Draft<'_>,
    actor: PersonId,
    command: &Command,
) -> Result<(), Refusal> {
    let Command::PutDown {
        initiative,
        why,
        learned,
        pick_up,
    } = command
    else {
        return Ok(());
    };
    let initiative = *initiative;
    let entity = leads(draft.state, initiative, actor)?;
    not_at_rest(initiative, entity)?;
    let why = text::text("reason", why)?;
    let learned = text::text("description of what was learned", learned)?;
    match pick_up {
        PickUp::Anyone | PickUp::Nobody => {}
        PickUp::Team(team) => {
            draft.state.team_or_refuse(*team)?;
        }
        PickUp::Person(person) => {
            person::member_or_refuse(draft.state, *person)?;
            // What is kept to a few is put down for one of them.
            audience::can_read_or_refuse(draft.state, initiative, entity, *person)?;
        }
    }
    let (why, learned) = (draft.word(why), draft.word(learned));
    consent::withdrawn(draft, initiative, entity);
    draft.initiative(Event::PutDown {
        initiative,
        why,
        learned,
        pick_up: *pick_up,
    });
    moved(draft, initiative, Stage::PutDown, Some(why));
    Ok(())
}

/// Somebody picks up what was put down, and leads it from there.
pub(super) fn pick_up(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    if entity.stage != Stage::PutDown {
        return Err(Refusal::NotPutDown { initiative });
    }
    let is_for = |person: &Person| entity.is_free_for(actor, person);
    if !draft.state.person(actor).is_some_and(is_for) {
        return Err(Refusal::NotForYou { initiative });
    }
    moved(draft, initiative, Stage::Scoping, None);
    let left = person::let_go_of_the_absent(draft, initiative, Stage::Scoping);
    if entity.lead() == Some(actor) {
        return Ok(());
    }
    if entity.stance_of(actor).is_some() {
        draft.initiative(Event::Unfollowed {
            initiative,
            person: actor,
        });
    }
    let has_lead = entity.lead().is_some_and(|lead| !left.contains(&lead));
    draft.initiative(if has_lead {
        Event::LeadHandedOver {
            initiative,
            to: actor,
            note: None,
            trial: None,
        }
    } else {
        Event::LeadTaken {
            initiative,
            person: actor,
            trial: None,
        }
    });
    Ok(())
}

impl Initiative {
    /// Whether it was put down and somebody may pick it up: whoever put it down, and whoever they said.
    pub fn is_free_for(&self, id: PersonId, person: &Person) -> bool {
        if self.stage != Stage::PutDown || !person.takes_part() {
            return false;
        }
        let Some(put_down) = self.put_down() else {
            // Read from a foreign record, or put down before anybody was asked who may.
            return true;
        };
        let is_said = match put_down.pick_up {
            PickUp::Anyone => true,
            PickUp::Nobody => false,
            PickUp::Team(team) => person.teams.contains(&team),
            PickUp::Person(other) => other == id,
        };
        is_said || put_down.by == Some(id)
    }

    /// Since when it is quiet. What was agreed holds until it is to be looked at again.
    fn quiet_since(&self) -> Option<Time> {
        let mut agreed = self.agreements.iter();
        match agreed.next_back() {
            Some(agreement) if self.stage == Stage::Agreed => {
                let looked_at = Time::start_of(agreement.review()?);
                Some(self.last_change.max(looked_at))
            }
            Some(_) | None => Some(self.last_change),
        }
    }
}

/// Whether it has been quiet for so long that it rests. What a foreign record tells rests there, if it does.
pub(crate) fn is_quiet(state: &State, entity: &Initiative, now: Time) -> bool {
    let days = state.organisation.threshold(Threshold::RestsAfterDays);
    entity.stage.is_active()
        && entity.stage != Stage::LastCall
        && entity.read.is_none()
        && entity
            .quiet_since()
            .is_some_and(|since| now.days_since(since) >= days)
}

/// Paceline itself says that it rests.
pub(crate) fn rest(
    draft: &mut Draft<'_>,
    now: Time,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    if !is_quiet(draft.state, entity, now) {
        return Err(Refusal::NotDue);
    }
    moved(draft, initiative, Stage::Resting, None);
    Ok(())
}

/// Whoever leads or follows wakes it: it goes on where it was.
pub(super) fn wake(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    super::decide::involved(initiative, entity, actor)?;
    if entity.stage != Stage::Resting {
        return Err(Refusal::DoesNotRest { initiative });
    }
    moved(draft, initiative, entity.stage_before_rest(), None);
    Ok(())
}

impl Initiative {
    pub(super) fn take_in_ending(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq, by) = (recorded.at, recorded.seq, recorded.by.person());
        if let Event::Delivered { outcome, .. } = event {
            self.deliveries.push(Delivery {
                outcome: *outcome,
                by,
                at,
                seq,
            });
        }
        if let Event::PutDown {
            why,
            learned,
            pick_up,
            ..
        } = event
        {
            self.put_downs.push(PutDown {
                why: *why,
                learned: *learned,
                pick_up: *pick_up,
                by,
                at,
                seq,
            });
        }
    }
}

#[cfg(test)]
mod tests;
