//! What comes to the local person in the last weeks without their asking: a lead on trial that they stand by, an
//! invitation to write, an objection that nobody helps with yet, and a lead that is offered to them.
//!
//! Decided with the pen, so that nothing else in a life changes but what follows from it.

use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{Command as C, Initiative, Stage, Trial},
};

use crate::{
    agenda::{Act, Mine, working_moment},
    content::lines,
    world::World,
};

/// What happens how many days before the last.
const LAST_WEEKS: [(i64, Mine); 4] = [
    (20, Mine::ATrialBegins),
    (10, Mine::WritingIsShared),
    (3, Mine::SomebodyObjects),
    (2, Mine::ALeadIsOffered),
];
/// Days that a lead on trial lasts.
const TRIAL: i64 = 60;

impl World {
    pub(crate) fn plan_my_last_days(&mut self) {
        for (days, mine) in LAST_WEEKS {
            let day = self.last_week.plus_days(-days);
            let at = working_moment(day, &mut self.pen);
            if (self.now..=self.plan.until).contains(&at) {
                self.agenda.put(at, Act::Mine(mine));
            }
        }
    }

    /// What others lead, for which this holds, in an order of the pen.
    fn of_others(&mut self, is: impl Fn(&Initiative) -> bool) -> Vec<(InitiativeId, PersonId)> {
        let me = self.me;
        let found = self.active.iter().filter_map(|id| {
            let entity = self.state.initiative(*id)?;
            let lead = entity.lead().filter(|lead| *lead != me)?;
            is(entity).then_some((*id, lead))
        });
        let mut found: Vec<(InitiativeId, PersonId)> = found.collect();
        found.sort_unstable();
        let from = self.pen.below(found.len().max(1));
        found.rotate_left(from);
        found
    }

    fn first_that_fits(
        &mut self,
        candidates: Vec<(InitiativeId, PersonId)>,
        mut command: impl FnMut(&mut Self, InitiativeId, PersonId) -> Option<C>,
    ) -> Option<(InitiativeId, PersonId)> {
        candidates.into_iter().find(|(initiative, lead)| {
            let command = command(self, *initiative, *lead);
            command.is_some_and(|command| self.does_if_it_fits(*lead, Command::Initiative(command)))
        })
    }

    fn follows(entity: &Initiative, person: PersonId) -> bool {
        entity.followers().any(|follow| follow.person == person)
    }

    /// Somebody who never led anything tries it, and the local person stands by.
    pub(crate) fn a_trial_begins(&mut self) {
        let me = self.me;
        let theirs = self.of_others(|entity| Self::follows(entity, me));
        let note = self.line_by_the_way(lines::HAND_OVER);
        let until = self.now.plus_days(TRIAL).date();
        let mut to = me;
        let offered = self.first_that_fits(theirs, |world, initiative, lead| {
            let entity = world.state.initiative(initiative)?;
            let others = entity.followers().map(|follow| follow.person);
            to = others.filter(|person| *person != me).find(|person| {
                let led = world.characters.get(person.index());
                led.is_some_and(|character| character.led == 0)
            })?;
            Some(C::HandOver {
                initiative,
                to,
                note: world.written(note, lead),
                trial: Some(Trial {
                    until,
                    supporter: me,
                }),
            })
        });
        if let Some((initiative, lead)) = offered {
            let accept = Command::Initiative(C::AcceptLead { initiative });
            if self.does_if_it_fits(to, accept) {
                self.leads_one_less(lead);
                self.leads_one_more(to);
            }
        }
    }

    /// Somebody would like to write a document together.
    pub(crate) fn writing_is_shared(&mut self) {
        let me = self.me;
        let theirs = self.of_others(|entity| {
            entity.document.newest() > 0
                && entity.stage < Stage::LastCall
                && entity.last_call.is_none()
                && !Self::follows(entity, me)
        });
        self.first_that_fits(theirs, |_, initiative, _| {
            Some(C::InviteCoAuthor {
                initiative,
                person: me,
            })
        });
    }

    /// In a last call of somebody else's, somebody objects.
    pub(crate) fn somebody_objects(&mut self) {
        let theirs = self.of_others(|entity| {
            let objects = entity.open_objections().next().is_some();
            entity.last_call.is_some() && !objects
        });
        for (initiative, lead) in theirs {
            let followers = self.state.initiative(initiative);
            let followers = followers.into_iter().flat_map(Initiative::followers);
            let doubter = followers
                .map(|follow| follow.person)
                .find(|person| *person != self.me && *person != lead);
            if let Some(doubter) = doubter
                && self.objects(initiative, doubter)
            {
                return;
            }
        }
    }

    /// Somebody would like the local person to lead on.
    pub(crate) fn a_lead_is_offered(&mut self) {
        let me = self.me;
        let theirs = self.of_others(|entity| {
            Self::follows(entity, me) && entity.stage <= Stage::UnderWay && entity.offer.is_none()
        });
        let note = self.line_by_the_way(lines::HAND_OVER);
        self.first_that_fits(theirs, |world, initiative, lead| {
            Some(C::HandOver {
                initiative,
                to: me,
                note: world.written(note, lead),
                trial: None,
            })
        });
    }
}
