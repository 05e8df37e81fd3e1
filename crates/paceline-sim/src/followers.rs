//! Following: some are followed quickly, some slowly, some not at all.

use paceline_core::{
    InitiativeId, PersonId,
    initiative::{Command, Stance},
};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::endings,
    world::{Drawing, Kept, Leading, World},
};

/// Days after which somebody stops following, when they do.
const STOPS_AFTER: Days = Days { from: 20, to: 150 };

/// What cannot be read yet is looked at again.
const WHEN_IT_IS_SHARED: Days = Days { from: 9, to: 20 };

impl World {
    /// Decides who will follow, and when.
    pub(crate) fn plan_followers(&mut self, initiative: InitiativeId, lead: PersonId) {
        let Some(course) = self.courses.get(initiative.index()) else {
            return;
        };
        let weights = match (course.kept, course.theme, course.leading) {
            (Kept::ForTheDemonstration, _, _) => [1, 0, 0],
            (Kept::No, None, _) => self.behaviour.whim_followed,
            (Kept::No, Some(_), Leading::FirstTime) => self.behaviour.first_lead_followed,
            (Kept::No, Some(_), Leading::Again) => self.behaviour.followed,
            (Kept::No, Some(_), Leading::Proven) => self.behaviour.proven_lead_followed,
        };
        let (people, when) = match self.dice.weighted(&weights) {
            0 => (5 + self.dice.below(9), self.behaviour.followed_quickly),
            1 => (2 + self.dice.below(5), self.behaviour.followed_slowly),
            _ => {
                if let Some(course) = self.courses.get_mut(initiative.index()) {
                    course.drawing = Drawing::IsPassedOver;
                }
                return;
            }
        };
        if self.dice.chance(self.behaviour.supporter_is_first)
            && let Some(first) = self.supporter_near(lead)
        {
            let when = self.behaviour.first_follower_comes;
            self.after(when, Act::Follow(initiative, first));
        }
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

    /// Somebody of the own team, else of another, who follows quickly and much.
    pub(crate) fn supporter_near(&mut self, lead: PersonId) -> Option<PersonId> {
        let home = self.home_of(lead);
        let other = self.other_team(home);
        for team in [Some(home), other].into_iter().flatten() {
            let members = self.state.team(team).map_or(&[][..], |team| &team.members);
            let is_one = |person: &PersonId| {
                let character = self.characters.get(person.index());
                character.is_some_and(|character| character.habit == self.behaviour.supporter)
            };
            let not_us = |person: &PersonId| *person != lead && *person != self.me;
            let able: Vec<PersonId> = members
                .iter()
                .copied()
                .filter(|person| is_one(person) && not_us(person))
                .collect();
            if let Some(found) = self.dice.choose(&able) {
                return Some(found);
            }
        }
        None
    }

    /// Somebody looks around for something to follow: in the own team first, then anywhere.
    pub(crate) fn follow_something(&mut self, person: PersonId) {
        const TRIES: usize = 6;
        let home = self.home_of(person);
        let mut found = None;
        for _ in 0..TRIES {
            let some = self.something_to_follow();
            let is_near = some
                .and_then(|some| self.active(some))
                .is_some_and(|entity| entity.team == Some(home));
            found = some.or(found);
            if is_near {
                break;
            }
        }
        if let Some(initiative) = found {
            self.follow(initiative, person);
        }
    }

    /// Something that is under way and draws people; now and then something else.
    pub(crate) fn something_to_follow(&mut self) -> Option<InitiativeId> {
        let some = self.dice.choose(&self.active)?;
        let course = self.courses.get(some.index())?;
        let draws = course.drawing == Drawing::Draws;
        (draws || self.dice.chance(self.behaviour.notices_after_all)).then_some(some)
    }

    /// Somebody follows. What a follower does next for the one they follow is planned here: they may stop again, and
    /// once feedback is part of the record, this is where they give it and where the lead's answer falls due.
    pub(crate) fn follow(&mut self, initiative: InitiativeId, person: PersonId) {
        let Some(entity) = self.active(initiative) else {
            return;
        };
        if entity.lead() == Some(person) || entity.following(person).is_some() {
            return;
        }
        if !self.can_read(person, entity) {
            self.after(WHEN_IT_IS_SHARED, Act::Follow(initiative, person));
            return;
        }
        let stances = [
            Stance::Follow,
            Stance::FollowWithReservations,
            Stance::Advise,
        ];
        let stance = stances[self.dice.weighted(&[790, 110, 100])];
        let reservation = if stance == Stance::FollowWithReservations {
            let line = self.dice.line(endings::RESERVATION);
            self.written(line, person)
        } else {
            String::new()
        };
        self.person_does(
            person,
            Command::Follow {
                reservation,
                initiative,
                stance,
            },
        );
        self.may_see_it_too(initiative, person);
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
