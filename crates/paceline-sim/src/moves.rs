//! How initiatives move from stage to stage: each way on has its own words.

use paceline_core::{
    By, Command, InitiativeId, PersonId, Time,
    initiative::{Command as C, PickUp, Proposing, Stage, Way, consent},
    upkeep,
};

use crate::{
    agenda::{Act, working_moment},
    content::endings,
    world::World,
};

/// Days that a last call lasts.
const LAST_CALL: i64 = 9;
/// Days until an agreement is looked at again.
const REVIEW: i64 = 200;
/// In a thousand: an agreement that is looked at again about when it was said.
const LOOKS_AGAIN: u32 = 880;
/// Days by which that is later than was said.
const LOOKS_LATE: usize = 18;
/// In a thousand: a delivery whose credit is confirmed at once.
const CREDITS: u32 = 850;

impl World {
    /// Moves it on, if whoever leads can.
    pub(crate) fn moves(
        &mut self,
        initiative: InitiativeId,
        lead: PersonId,
        to: Stage,
        reason: String,
    ) -> bool {
        if to == Stage::Shared {
            self.revises(initiative, lead);
        }
        if to == Stage::UnderWay {
            self.finds_a_way_out(initiative, lead);
        }
        let moved = match to {
            Stage::LastCall => self.calls_last(initiative, lead),
            Stage::Agreed => self.is_agreed(initiative, lead),
            Stage::Delivered => self.delivers(initiative, lead),
            Stage::PutDown => {
                let line = self.dice.line(endings::LEARNED);
                let learned = self.written(line, lead);
                let put_down = C::PutDown {
                    initiative,
                    why: reason,
                    learned,
                    pick_up: PickUp::Anyone,
                };
                self.person_does(lead, put_down)
            }
            Stage::Spotted
            | Stage::Scoping
            | Stage::Drafted
            | Stage::Shared
            | Stage::UnderWay
            | Stage::Superseded
            | Stage::Resting
            | Stage::Unknown => self.person_does(
                lead,
                C::MoveStage {
                    initiative,
                    to,
                    reason,
                },
            ),
        };
        if moved {
            self.is_read_again(initiative, to);
            self.plan_to_look_again(initiative, to);
        }
        moved
    }

    fn plan_to_look_again(&mut self, initiative: InitiativeId, to: Stage) {
        if to != Stage::Agreed || !self.by_the_way(LOOKS_AGAIN) {
            return;
        }
        let days = REVIEW + i64::try_from(self.pen.below(LOOKS_LATE)).unwrap_or(0);
        let at = working_moment(self.now.plus_days(days), &mut self.pen);
        if at <= self.plan.until {
            self.agenda.put(at, Act::LookAgain(initiative));
        }
    }

    /// The day has come on which an agreement is to be looked at again.
    pub(crate) fn look_again(&mut self, initiative: InitiativeId) {
        let Some(entity) = self.state.initiative(initiative) else {
            return;
        };
        let agreement = entity.agreements.len().checked_sub(1);
        let agreement = agreement.and_then(|number| u16::try_from(number).ok());
        let led = entity.leads.last().map(|lead| lead.person);
        let follows = entity.first_follower().map(|follow| follow.person);
        let still_there = |person: &PersonId| !self.has_left(*person);
        let by = led
            .filter(still_there)
            .or_else(|| follows.filter(still_there));
        let (Some(agreement), Some(by)) = (agreement, by) else {
            return;
        };
        let line = self.line_by_the_way(endings::FOUND);
        let found = self.written(line, by);
        let review = C::ReviewAgreement {
            initiative,
            agreement,
            found,
            next: None,
        };
        self.does_if_it_fits(by, Command::Initiative(review));
    }

    fn proposing(&mut self, initiative: InitiativeId, lead: PersonId, way: Way) -> Proposing {
        let (what, why) = (
            self.dice.line(endings::AGREED),
            self.dice.line(endings::WHY),
        );
        let on = |days: i64, now: Time| now.plus_days(days).date();
        Proposing {
            initiative,
            way,
            until: Some(on(LAST_CALL, self.now)),
            what: self.written(what, lead),
            why: self.written(why, lead),
            considered: String::new(),
            review: on(REVIEW, self.now),
            try_until: None,
        }
    }

    fn calls_last(&mut self, initiative: InitiativeId, lead: PersonId) -> bool {
        let proposing = self.proposing(initiative, lead, Way::Consent);
        let called = self.does_if_it_fits(lead, Command::Initiative(C::CallLast(proposing)));
        if called {
            self.may_be_objected_to(initiative, lead);
        }
        called
    }

    /// A last call that has ended is an agreement; without one, the lead decides after asking for advice.
    fn is_agreed(&mut self, initiative: InitiativeId, lead: PersonId) -> bool {
        self.finds_a_way_out(initiative, lead);
        let entity = self.state.initiative(initiative);
        if entity.is_some_and(|entity| entity.last_call.is_some()) {
            let has_ended = entity.is_some_and(|entity| consent::is_agreed(entity, self.now));
            let agree = Command::Upkeep(upkeep::Command::Agree { initiative });
            return has_ended && self.does(By::Paceline, agree);
        }
        let proposing = self.proposing(initiative, lead, Way::AdviceProcess);
        let was_asked = entity_was_asked(&self.state, initiative);
        (was_asked && self.does_if_it_fits(lead, Command::Initiative(C::Decide(proposing))))
            || self.calls_last(initiative, lead)
    }

    fn delivers(&mut self, initiative: InitiativeId, lead: PersonId) -> bool {
        let line = self.dice.line(endings::OUTCOME);
        let outcome = self.written(line, lead);
        let delivered = self.person_does(
            lead,
            C::Deliver {
                initiative,
                outcome,
            },
        );
        if delivered && self.dice.chance(CREDITS) {
            let credit = C::ConfirmCredit {
                initiative,
                thanks: Vec::new(),
                left_out: Vec::new(),
            };
            self.person_does(lead, credit);
        }
        delivered
    }
}

/// Whether everybody who was asked had their say, so that the lead may decide.
fn entity_was_asked(state: &paceline_core::State, initiative: InitiativeId) -> bool {
    let entity = state.initiative(initiative);
    entity.is_some_and(|entity| {
        let mut asks = entity.asks.iter().filter(|ask| ask.lapsed.is_none());
        !entity.asks.is_empty() && asks.all(|ask| ask.answered.is_some())
    })
}
