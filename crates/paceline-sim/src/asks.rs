//! Support: asked of teams and people, and given quickly, slowly or never.

use paceline_core::{
    InitiativeId, PersonId,
    initiative::{AskedOf, Command},
};

use crate::{agenda::Act, content::Theme, world::World};

/// How often a single person is asked rather than a team.
const ASKS_A_PERSON: u32 = 180;

impl World {
    pub(crate) fn ask_somebody(&mut self, initiative: InitiativeId, lead: PersonId) {
        let home = self.home_of(lead);
        let Some(team) = self.other_team(home) else {
            return;
        };
        let person = self
            .member_of(team)
            .filter(|person| *person != lead && *person != self.me);
        let of = match person {
            Some(person) if self.dice.chance(ASKS_A_PERSON) => AskedOf::Person(person),
            _ => AskedOf::Team(team),
        };
        let Some(ask) = self.ask(initiative, lead, of) else {
            return;
        };
        let span = match self.dice.weighted(&self.behaviour.answered) {
            0 => self.behaviour.answered_quickly,
            1 => self.behaviour.answered_slowly,
            _ => return,
        };
        self.after(span, Act::Answer(initiative, ask));
    }

    /// Asks, and gives the number of the ask.
    pub(crate) fn ask(
        &mut self,
        initiative: InitiativeId,
        lead: PersonId,
        of: AskedOf,
    ) -> Option<u16> {
        let theme = self.courses.get(initiative.index())?.theme;
        let asks = theme.unwrap_or(Theme::Teamwork).pack().asks;
        let what = self.dice.line(asks).to_owned();
        let size = self.size_by_the_way();
        let ask = Command::Ask {
            also: Vec::new(),
            size,
            until: size.map(|_| self.now.plus_days(21).date()),
            initiative,
            of,
            what,
        };
        if !self.person_does(lead, ask) {
            return None;
        }
        let asked = self.state.initiative(initiative)?.asks.len();
        u16::try_from(asked.checked_sub(1)?).ok()
    }

    pub(crate) fn answer(&mut self, initiative: InitiativeId, ask: u16) {
        let Some(entity) = self.active(initiative) else {
            return;
        };
        let asked = entity
            .asks
            .get(usize::from(ask))
            .filter(|ask| ask.answered.is_none())
            .map(|ask| ask.of);
        let by = match asked {
            Some(AskedOf::Person(person)) => Some(person),
            Some(AskedOf::Team(team)) => self.member_of(team),
            None => None,
        };
        if let Some(by) = by {
            self.person_does(
                by,
                Command::Answer {
                    reply: None,
                    text: String::new(),
                    initiative,
                    ask,
                },
            );
        }
    }
}
