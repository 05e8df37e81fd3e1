//! Leading: taken up, handed over, stepped back from.

use paceline_core::{
    InitiativeId, PersonId, TeamId,
    initiative::{Command, Stance},
};

use crate::{agenda::Act, content::lines, world::World};

impl World {
    pub(crate) fn leads_one_more(&mut self, person: PersonId) {
        if let Some(character) = self.characters.get_mut(person.index()) {
            character.leads += 1;
        }
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
            initiative,
            to,
            note,
        };
        if self.person_does(lead, hand_over) {
            self.leads_one_less(lead);
            self.leads_one_more(to);
        }
        true
    }

    /// The lead steps back, and for a while nobody leads.
    pub(crate) fn step_back(&mut self, initiative: InitiativeId, lead: PersonId) {
        if !self.person_does(lead, Command::StepBack { initiative }) {
            return;
        }
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
            .is_some_and(|entity| entity.lead().is_none());
        if !is_adrift || !self.has_room(person) {
            return;
        }
        if self.person_does(person, Command::TakeLead { initiative }) {
            self.leads_one_more(person);
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
