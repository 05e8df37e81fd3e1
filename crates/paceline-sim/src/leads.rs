//! Leading: taken up, handed over, stepped back from.

use paceline_core::{
    InitiativeId, PersonId, TeamId,
    initiative::{Command, Initiative, Stance},
};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::lines,
    world::{Leading, World},
};

/// Days in which somebody who stopped leading finds something to follow.
const SOON: Days = Days { from: 2, to: 35 };

impl World {
    pub(crate) fn leads_one_more(&mut self, person: PersonId) {
        if let Some(character) = self.characters.get_mut(person.index()) {
            character.leads += 1;
            character.led += 1;
        }
    }

    /// How new leading is to somebody who begins to lead now.
    pub(crate) fn leading_of(&self, person: PersonId) -> Leading {
        match self.characters.get(person.index()) {
            Some(character) if character.delivered > 0 => Leading::Proven,
            Some(character) if character.led > 0 => Leading::Again,
            Some(_) | None => Leading::FirstTime,
        }
    }

    /// Somebody takes over from somebody else.
    fn takes_over(&mut self, initiative: InitiativeId, person: PersonId) {
        let leading = self.leading_of(person);
        let alone_after = self.dice.days(self.behaviour.alone_after);
        let alone_from = self.now.plus_days(alone_after);
        if let Some(course) = self.courses.get_mut(initiative.index()) {
            course.leading = leading;
            course.alone_from = alone_from;
        }
        self.leads_one_more(person);
    }

    /// Whoever has led for a while follows others again.
    pub(crate) fn returns_to_following(&mut self, person: PersonId) {
        let leads_still = self
            .characters
            .get(person.index())
            .is_some_and(|character| character.leads > 0);
        if leads_still || !self.dice.chance(self.behaviour.returns_to_following) {
            return;
        }
        self.pauses(person, self.behaviour.follows_for);
        for _ in 0..=self.dice.below(3) {
            self.after(SOON, Act::FollowSomething(person));
        }
    }

    /// For so long somebody starts nothing.
    pub(crate) fn pauses(&mut self, person: PersonId, span: Days) {
        let until = self.now.plus_days(self.dice.days(span));
        if let Some(character) = self.characters.get_mut(person.index()) {
            character.follows_until = until;
        }
    }

    /// Delivered, with others behind it: the next time is easier, and there is room for one more.
    pub(crate) fn grows(&mut self, person: PersonId) {
        const ROOM: u32 = 2;
        let grows = self.dice.chance(self.behaviour.grows);
        if let Some(character) = self.characters.get_mut(person.index()) {
            character.delivered += 1;
            character.grown = (character.grown + u32::from(grows)).min(ROOM);
        }
    }

    /// Whether a first-time lead has nobody behind them, and has waited long enough.
    pub(crate) fn is_left_alone(&self, initiative: InitiativeId) -> bool {
        let waited = self.courses.get(initiative.index()).is_some_and(|course| {
            course.leading == Leading::FirstTime && course.alone_from <= self.now
        });
        let nobody = |entity: &Initiative| entity.followers().next().is_none();
        waited && self.active(initiative).is_some_and(nobody)
    }

    pub(crate) fn leads_one_less(&mut self, person: PersonId) {
        if let Some(character) = self.characters.get_mut(person.index()) {
            character.leads = character.leads.saturating_sub(1);
        }
    }

    /// Somebody who follows, and has room to lead.
    fn successor(&mut self, initiative: InitiativeId) -> Option<PersonId> {
        let entity = self.state.initiative(initiative)?;
        let able: Vec<PersonId> = entity
            .followers()
            .filter(|follow| follow.stance != Stance::Advise)
            .map(|follow| follow.person)
            .filter(|person| self.has_room(*person))
            .collect();
        self.dice.choose(&able)
    }

    /// Hands the lead to a follower, with a note. Whether there was one.
    pub(crate) fn hand_over(&mut self, initiative: InitiativeId, lead: PersonId) -> bool {
        let Some(to) = self.successor(initiative) else {
            return false;
        };
        let line = self.dice.line(lines::HAND_OVER);
        let note = self.written(line, lead);
        let hand_over = Command::HandOver {
            trial: None,
            initiative,
            to,
            note,
        };
        // A lead on trial is given back, and not on.
        let offered = self.does_if_it_fits(lead, paceline_core::Command::Initiative(hand_over));
        if offered && self.person_does(to, Command::AcceptLead { initiative }) {
            self.leads_one_less(lead);
            self.takes_over(initiative, to);
            self.returns_to_following(lead);
        }
        true
    }

    /// The lead steps back, and for a while nobody leads.
    pub(crate) fn step_back(&mut self, initiative: InitiativeId, lead: PersonId) {
        if !self.person_does(lead, Command::StepBack { initiative }) {
            return;
        }
        self.goes_adrift(initiative, lead);
    }

    /// Its lead is not its lead any more. Somebody may take it up.
    pub(crate) fn goes_adrift(&mut self, initiative: InitiativeId, lead: PersonId) {
        self.leads_one_less(lead);
        let team = self
            .state
            .initiative(initiative)
            .and_then(|entity| entity.team);
        let home = team.unwrap_or_else(|| self.home_of(lead));
        if let Some(corner) = self.corner(home) {
            corner.adrift.push(initiative);
        }
        if self.dice.chance(self.behaviour.lead_is_taken_up) {
            let person = self.successor(initiative).or_else(|| self.member_of(home));
            if let Some(person) = person.filter(|person| *person != lead) {
                self.after(
                    self.behaviour.taken_up_after,
                    Act::TakeUp(initiative, person),
                );
            }
        }
    }

    pub(crate) fn take_up(&mut self, initiative: InitiativeId, person: PersonId) {
        let is_adrift = self
            .active(initiative)
            .is_some_and(|entity| entity.lead().is_none() && self.can_read(person, entity));
        if !is_adrift || !self.has_room(person) {
            return;
        }
        if self.person_does(
            person,
            Command::TakeLead {
                trial: None,
                initiative,
            },
        ) {
            self.takes_over(initiative, person);
            let team = self
                .state
                .initiative(initiative)
                .and_then(|entity| entity.team);
            if let Some(corner) = team.and_then(|team| self.corner(team)) {
                corner.adrift.retain(|other| *other != initiative);
            }
        }
    }

    pub(crate) fn take_up_in_passing(&mut self, person: PersonId, home: TeamId) {
        let adrift = self.corners.get(home.index()).map(|corner| &corner.adrift);
        let some = adrift.and_then(|adrift| self.dice.choose(adrift));
        if let Some(initiative) = some {
            self.take_up(initiative, person);
        }
    }
}
