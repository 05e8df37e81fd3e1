//! What people write: which line comes next, and who and what stands in it.

use paceline_core::{PersonId, TeamId};

use crate::{
    deck::{Around, fill},
    world::World,
};

impl World {
    /// A line with its places filled, as this person would write it.
    pub(crate) fn written(&mut self, line: &str, by: PersonId) -> String {
        std::mem::swap(&mut self.dice, &mut self.pen);
        let written = self.filled(line, by);
        std::mem::swap(&mut self.dice, &mut self.pen);
        written
    }

    fn filled(&mut self, line: &str, by: PersonId) -> String {
        let home = self.home_of(by);
        let around = Around {
            name: self.first_name_near(home, by),
            team: self
                .other_team(home)
                .or_else(|| self.other_team(home))
                .map_or_else(
                    || "the neighbours".to_owned(),
                    |team| {
                        self.state.team(team).map_or_else(String::new, |team| {
                            self.state.words.short(team.name).to_owned()
                        })
                    },
                ),
        };
        fill(line, &around, &mut self.dice)
    }

    /// One of two lists of lines, two from the first for three from the second; no line comes twice before the list
    /// is through. `thing` and `said` tell what it is about and how much was said about it.
    pub(crate) fn turn_of(lists: [&[&'static str]; 2], thing: usize, said: usize) -> &'static str {
        let (round, place) = (said / 5, said % 5);
        let (list, turn) = match place.checked_sub(2) {
            None => (lists[0], round * 2 + place),
            Some(place) => (lists[1], round * 3 + place),
        };
        let at = (thing * 7 + turn) % list.len().max(1);
        list.get(at).copied().unwrap_or_default()
    }

    fn first_name_near(&mut self, home: TeamId, by: PersonId) -> String {
        let members = self.state.team(home).map_or(&[][..], |team| &team.members);
        let near = self.dice.choose(members).filter(|person| *person != by);
        let anybody = PersonId::at(self.dice.below(self.characters.len()));
        near.or(Some(anybody).filter(|person| *person != by))
            .and_then(|person| self.state.person(person))
            .and_then(|person| self.state.words.short(person.name).split(' ').next())
            .unwrap_or("a colleague")
            .to_owned()
    }
}
