//! The strategies of a life: written, told, read, looked at again, and written anew.

use paceline_core::{
    EntryId, PersonId,
    compass::{self, EvenOverText, StrategyText},
    initiative::AskedOf,
};

use super::{ENGINEERING_TEAM, ORGANISATION, TOLD, TRANSLATES, needle};
use crate::{
    agenda::Needle,
    behaviour::Days,
    content::compass::{ENGINEERING, FIRST, REVIEWED, SECOND, Strategy, WHY_SECOND},
    world::World,
};

impl World {
    pub(super) fn write_first_strategy(&mut self) {
        if let Some(head) = self.head_of(ORGANISATION) {
            let review = self.now.plus_days(190).date();
            let written = StrategyText {
                review: Some(review),
                ..strategy(&FIRST)
            };
            self.publishes(head, written);
        }
    }

    pub(super) fn write_second_strategy(&mut self) {
        if let Some((entry, lead)) = self.entry_titled(FIRST.title) {
            let review = self.now.plus_days(200).date();
            let written = StrategyText {
                entry: Some(entry),
                because: WHY_SECOND.to_owned(),
                review: Some(review),
                ..strategy(&SECOND)
            };
            if self.says_of_compass(lead, compass::Command::WriteStrategy(written)) {
                self.tells(entry, lead);
                for team in self.leaves.clone() {
                    if self.dice.chance(TRANSLATES / 2) {
                        self.after(
                            Days { from: 5, to: 60 },
                            needle(Needle::Confirm(entry, team)),
                        );
                    }
                }
            }
        }
    }

    pub(super) fn write_strategy_of_engineering(&mut self) {
        let is_there = self
            .state
            .team(ENGINEERING_TEAM)
            .is_some_and(|team| !team.children.is_empty());
        let head = self.head_of(ENGINEERING_TEAM).filter(|_| is_there);
        if let Some(head) = head {
            let review = self.now.plus_days(i64::from(self.plan.years) * 365 + 20);
            let written = StrategyText {
                team: Some(ENGINEERING_TEAM),
                review: Some(review.date()),
                ..strategy(&ENGINEERING)
            };
            self.publishes(head, written);
        }
    }

    /// Writes a strategy, and tells teams of it, which say what it means for them.
    fn publishes(&mut self, head: PersonId, written: StrategyText) {
        let entry = EntryId::at(self.state.entries.len());
        if !self.says_of_compass(head, compass::Command::WriteStrategy(written)) {
            return;
        }
        self.tells(entry, head);
        for team in self.leaves.clone() {
            if self.dice.chance(TRANSLATES) {
                self.after(
                    Days { from: 6, to: 70 },
                    needle(Needle::Translate(entry, team)),
                );
            }
        }
    }

    fn tells(&mut self, entry: EntryId, lead: PersonId) {
        for team in self.leaves.iter().take(TOLD).copied().collect::<Vec<_>>() {
            let of = AskedOf::Team(team);
            self.says_of_compass(lead, compass::Command::Tell { entry, of });
            if let Some(person) = self.member_of(team) {
                self.after(
                    Days { from: 1, to: 12 },
                    needle(Needle::Read(entry, person)),
                );
            }
        }
        // Whoever the demonstration looks through the eyes of has read what they were told long ago.
        let read = Needle::Read(entry, self.me);
        self.after(Days { from: 2, to: 9 }, needle(read));
    }

    pub(super) fn reads(&mut self, entry: EntryId, person: PersonId) {
        let known = self.state.entry(entry);
        let is_new = known.is_some_and(|known| !known.has_read(person, known.version()));
        if is_new && !self.has_left(person) {
            self.says_of_compass(person, compass::Command::Acknowledge { entry });
        }
    }

    pub(super) fn review_strategy(&mut self) {
        if let Some((entry, lead)) = self.entry_titled(FIRST.title) {
            let review = compass::Command::Review {
                entry,
                text: REVIEWED.to_owned(),
                next: Some(self.now.plus_days(210).date()),
            };
            self.says_of_compass(lead, review);
        }
    }
}

fn strategy(strategy: &Strategy) -> StrategyText {
    let even_over = strategy.even_over.iter();
    StrategyText {
        title: strategy.title.to_owned(),
        diagnosis: strategy.diagnosis.to_owned(),
        guiding_policy: strategy.guiding_policy.to_owned(),
        actions: strategy
            .actions
            .iter()
            .map(|&step| step.to_owned())
            .collect(),
        even_over: even_over
            .map(|(this, over)| EvenOverText {
                this: (*this).to_owned(),
                over: (*over).to_owned(),
            })
            .collect(),
        ..StrategyText::default()
    }
}
