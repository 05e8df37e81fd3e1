//! Following: some are followed quickly, some slowly, some not at all.

use paceline_core::{
    InitiativeId, PersonId,
    initiative::{Command, Stance},
};

use crate::{
    agenda::Act,
    behaviour::Days,
    world::{Kept, World},
};

/// Days after which somebody stops following, when they do.
const STOPS_AFTER: Days = Days { from: 20, to: 150 };

impl World {
    /// Decides who will follow, and when.
    pub(crate) fn plan_followers(&mut self, initiative: InitiativeId, lead: PersonId) {
        let Some(course) = self.courses.get(initiative.index()) else {
            return;
        };
        let weights = match (course.kept, course.theme) {
            (Kept::ForTheDemonstration, _) => [1, 0, 0],
            (Kept::No, Some(_)) => self.behaviour.followed,
            (Kept::No, None) => self.behaviour.whim_followed,
        };
        let (people, when) = match self.dice.weighted(&weights) {
            0 => (5 + self.dice.below(9), self.behaviour.followed_quickly),
            1 => (2 + self.dice.below(5), self.behaviour.followed_slowly),
            _ => return,
        };
        for _ in 0..people {
            let person = self.somebody_near(lead);
            if let Some(person) = person.filter(|person| *person != self.me) {
                self.after(when, Act::Follow(initiative, person));
            }
        }
    }

    /// Mostly from the same team, sometimes from next door.
    fn somebody_near(&mut self, lead: PersonId) -> Option<PersonId> {
        let home = self.home_of(lead);
        let other = self.other_team(home);
        let team = if self.dice.chance(550) {
            Some(home)
        } else {
            other
        };
        team.and_then(|team| self.member_of(team))
            .filter(|person| *person != lead)
    }

    pub(crate) fn follow(&mut self, initiative: InitiativeId, person: PersonId) {
        let may = self.active(initiative).is_some_and(|entity| {
            entity.lead() != Some(person) && entity.following(person).is_none()
        });
        if !may {
            return;
        }
        let stances = [
            Stance::Follow,
            Stance::FollowWithReservations,
            Stance::Advise,
        ];
        let stance = stances[self.dice.weighted(&[790, 110, 100])];
        self.person_does(person, Command::Follow { initiative, stance });
        self.may_speak_up(initiative, person);
        if self.dice.chance(self.behaviour.stops_following) {
            self.after(STOPS_AFTER, Act::Unfollow(initiative, person));
        }
    }

    pub(crate) fn unfollow(&mut self, initiative: InitiativeId, person: PersonId) {
        let follows = self
            .active(initiative)
            .is_some_and(|entity| entity.following(person).is_some());
        if follows && person != self.me {
            self.person_does(person, Command::StepBack { initiative });
        }
    }
}
