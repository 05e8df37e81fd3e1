//! The compass of a life: values, business context and strategies, what they mean for teams, and who departs from them.
//!
//! It has dice of its own, so that it changes nothing else in a life but what follows from it.

mod aims;
mod strategies;

use paceline_core::{
    By, Command, EntryId, PersonId, TeamId, VeerOffId,
    compass::{self, FacetText, Point, ValueText},
    initiative, person,
    rhythm::{Every, Weekday},
    team, translation, veer_off,
};

use crate::{
    agenda::{Act, Needle},
    content::compass::{
        AGAINST, DEPARTURES, ENGINEERING, FACETS, SECOND, STILL_NEEDED, TRANSLATIONS, VALUES,
    },
    world::World,
};

const ORGANISATION: TeamId = TeamId(1);
const ENGINEERING_TEAM: TeamId = TeamId(2);
/// The most teams that are told of a strategy by name.
const TOLD: usize = 8;
/// Three of five teams say what a strategy means for them.
const TRANSLATES: u32 = 600;
/// A team's goal says what it serves, where there is something.
const SERVES: u32 = 820;

/// What falls due on which day of a life of two years, in thousandths of it.
const COURSE: [(i64, Needle); 17] = [
    (1, Needle::Values),
    (4, Needle::Facets),
    (2, Needle::First),
    (12, Needle::Rhythms),
    (20, Needle::Repositories),
    (30, Needle::OfEngineering),
    (60, Needle::Health),
    (150, Needle::Cite),
    (260, Needle::Review),
    (540, Needle::Second),
    (600, Needle::FacetAgain),
    (640, Needle::Depart { which: 0 }),
    (800, Needle::Renew { which: 0 }),
    (820, Needle::Depart { which: 1 }),
    (860, Needle::Cite),
    (920, Needle::Cite),
    (950, Needle::Against),
];

impl World {
    pub(crate) fn plan_the_compass(&mut self) {
        let days = i64::from(self.plan.years) * 365;
        self.with_dice_of_compass(|world| {
            for (part, needle) in COURSE {
                world.after_days((days * part / 1000).max(1), Act::Compass(needle));
            }
        });
    }

    pub(crate) fn with_dice_of_compass<T>(&mut self, does: impl FnOnce(&mut Self) -> T) -> T {
        std::mem::swap(&mut self.dice, &mut self.dice_of_compass);
        let done = does(self);
        std::mem::swap(&mut self.dice, &mut self.dice_of_compass);
        done
    }

    pub(crate) fn turn_the_compass(&mut self, needle: Needle) {
        self.with_dice_of_compass(|world| match needle {
            Needle::Values => world.write_values(),
            Needle::Facets => world.state_facets(),
            Needle::FacetAgain => world.state_a_facet_again(),
            Needle::First => world.write_first_strategy(),
            Needle::Second => world.write_second_strategy(),
            Needle::OfEngineering => world.write_strategy_of_engineering(),
            Needle::Review => world.review_strategy(),
            Needle::Translate(entry, team) => world.translate(entry, team),
            Needle::Confirm(entry, team) => world.confirm(entry, team),
            Needle::Read(entry, person) => world.reads(entry, person),
            Needle::Depart { which } => world.depart(which),
            Needle::Renew { which } => world.renew(which),
            Needle::Rhythms => world.set_rhythms(),
            Needle::Repositories => world.own_repositories(),
            Needle::Health => world.keep_healthy(),
            Needle::Report(goal) => world.report(goal),
            Needle::Cite => world.cite(),
            Needle::Against => world.go_against(),
        });
    }

    fn head_of(&self, team: TeamId) -> Option<PersonId> {
        let corner = self.corners.get(team.index());
        let head = corner.and_then(|corner| corner.head);
        head.filter(|head| !self.has_left(*head))
    }

    fn says_of_compass(&mut self, by: PersonId, command: compass::Command) -> bool {
        self.does(By::Person(by), Command::Compass(command))
    }

    fn write_values(&mut self) {
        let Some(head) = self.head_of(ORGANISATION) else {
            return;
        };
        for value in VALUES {
            let written = ValueText {
                title: value.title.to_owned(),
                text: value.text.to_owned(),
                looks_like: value.looks_like.to_owned(),
                does_not_look_like: value.does_not_look_like.to_owned(),
                ..ValueText::default()
            };
            self.says_of_compass(head, compass::Command::WriteValue(written));
        }
    }

    fn state_facets(&mut self) {
        let Some(head) = self.head_of(ORGANISATION) else {
            return;
        };
        for facet in FACETS {
            let until = facet.holds.map(|days| self.now.plus_days(days).date());
            let stated = FacetText {
                title: facet.title.to_owned(),
                level: facet.level.to_owned(),
                reason: facet.reason.to_owned(),
                until,
                ..FacetText::default()
            };
            self.says_of_compass(head, compass::Command::StateFacet(stated));
        }
    }

    /// The last of them is stated anew before it ends; another one is forgotten.
    fn state_a_facet_again(&mut self) {
        let Some(facet) = FACETS.last() else { return };
        let known = self.entry_titled(facet.title);
        if let Some((entry, lead)) = known {
            let stated = FacetText {
                entry: Some(entry),
                title: facet.title.to_owned(),
                level: "Cloud at most 3.5 % of revenue".to_owned(),
                reason: facet.reason.to_owned(),
                until: Some(self.now.plus_days(500).date()),
                because: "Two old clusters are gone.".to_owned(),
                ..FacetText::default()
            };
            self.says_of_compass(lead, compass::Command::StateFacet(stated));
        }
    }

    /// An entry by its title, with whoever leads it.
    fn entry_titled(&self, title: &str) -> Option<(EntryId, PersonId)> {
        let mut entries = (0..).map(EntryId::at).zip(&self.state.entries);
        entries.find_map(|(id, entry)| {
            let content = entry.content()?;
            let is_it = self.state.words.short(content.title()) == title;
            Some((id, entry.lead.filter(|_| is_it)?))
        })
    }

    fn translate(&mut self, entry: EntryId, team: TeamId) {
        let of = Point::Entry(entry);
        let Some(person) = self.member_of(team) else {
            return;
        };
        let is_new = self.state.translation(of, team).is_none();
        let said = TRANSLATIONS.get((team.index() + entry.index()) % TRANSLATIONS.len());
        if let Some(text) = said.filter(|_| is_new) {
            let text = (*text).to_owned();
            let write = translation::Command::Write { of, team, text };
            self.does(By::Person(person), Command::Translation(write));
        }
    }

    fn confirm(&mut self, entry: EntryId, team: TeamId) {
        let of = Point::Entry(entry);
        let version = self.state.entry(entry).map_or(0, compass::Entry::version);
        let known = self.state.translation(of, team);
        let is_stale = known.is_some_and(|known| known.version < version);
        if let Some(person) = self.member_of(team).filter(|_| is_stale) {
            let confirm = translation::Command::Confirm { of, team };
            self.does(By::Person(person), Command::Translation(confirm));
        }
    }

    /// One of two teams departs: one goes on and says so, the other forgets.
    fn depart(&mut self, which: usize) {
        let title = if which == 0 {
            SECOND.title
        } else {
            ENGINEERING.title
        };
        let team = self.leaves.get(2 * which + 1).copied();
        let person = team.and_then(|team| self.member_of(team));
        let known = self.entry_titled(title);
        let (Some(team), Some(person), Some((entry, lead))) = (team, person, known) else {
            return;
        };
        let Some((stakeholder, reason)) = DEPARTURES.get(which) else {
            return;
        };
        let veer_off = VeerOffId::at(self.state.veer_offs.len());
        let depart = veer_off::Command::Depart {
            of: Point::Entry(entry),
            team,
            stakeholder: (*stakeholder).to_owned(),
            reason: (*reason).to_owned(),
            until: self.now.plus_days(100).date(),
        };
        if self.does(By::Person(person), Command::VeerOff(depart)) && which == 0 {
            let seen = veer_off::Command::Acknowledge { veer_off };
            self.does(By::Person(lead), Command::VeerOff(seen));
        }
    }

    fn renew(&mut self, which: usize) {
        let veer_off = VeerOffId::at(which);
        let known = self
            .state
            .veer_off(veer_off)
            .filter(|known| known.is_open());
        let team = known.map(|known| known.team);
        if let Some(person) = team.and_then(|team| self.member_of(team)) {
            let renew = veer_off::Command::Renew {
                veer_off,
                reason: STILL_NEEDED.to_owned(),
                until: self.now.plus_days(i64::from(self.plan.years) * 365).date(),
            };
            self.does(By::Person(person), Command::VeerOff(renew));
        }
    }

    /// Whoever speaks for a team says when to be asked; the local person is asked every two weeks.
    fn set_rhythms(&mut self) {
        let zones = [
            "Europe/Berlin",
            "Europe/Lisbon",
            "America/New_York",
            "Asia/Kolkata",
        ];
        let days = [Weekday::Monday, Weekday::Thursday, Weekday::Friday];
        let mut heads: Vec<PersonId> = self
            .corners
            .iter()
            .filter_map(|corner| corner.head)
            .collect();
        heads.push(self.me);
        heads.sort_unstable();
        heads.dedup();
        for (place, person) in heads.into_iter().enumerate() {
            let is_me = person == self.me;
            if place % 2 == 1 && !is_me {
                continue;
            }
            let rhythm = person::Command::SetRhythm {
                every: if is_me { Every::TwoWeeks } else { Every::Month },
                weekday: days[place % days.len()],
                zone: zones[place % zones.len()].to_owned(),
                paused: false,
            };
            self.does(By::Person(person), Command::Person(rhythm));
        }
    }

    fn own_repositories(&mut self) {
        for team in self.leaves.clone() {
            let slug = self.state.team(team).map_or("", |team| &team.slug);
            let pattern = format!("git.saltmarsh.example/{slug}/*");
            if let Some(head) = self.head_of(team) {
                let own = team::Command::OwnRepository { team, pattern };
                self.does(By::Person(head), Command::Team(own));
            }
        }
    }

    /// What somebody leads cites a value or a facet.
    fn cite(&mut self) {
        for _ in 0..6 {
            let some = self.dice.choose(&self.active);
            let entry = EntryId::at(self.dice.below(VALUES.len() + FACETS.len()));
            let known = some.and_then(|id| Some((id, self.active(id)?)));
            let cites = known.and_then(|(id, entity)| {
                let is_new = !entity.cites.contains(&entry) && self.state.entry(entry).is_some();
                Some((id, entity.lead().filter(|_| is_new)?))
            });
            if let Some((initiative, lead)) = cites {
                self.person_does(lead, initiative::Command::Cite { initiative, entry });
            }
        }
    }

    /// Something goes against a strategy, and nobody has said so for the team.
    fn go_against(&mut self) {
        let Some((entry, _)) = self.entry_titled(ENGINEERING.title) else {
            return;
        };
        let departs = |team: TeamId| self.state.veer_offs.iter().any(|known| known.team == team);
        let found = self.active.iter().find_map(|id| {
            let entity = self.active(*id)?;
            let team = entity.team.filter(|team| !departs(*team))?;
            let is_leaf = self.leaves.contains(&team);
            Some((*id, entity.lead().filter(|_| is_leaf)?))
        });
        if let Some((initiative, lead)) = found {
            let against = initiative::Command::GoAgainst {
                initiative,
                of: Point::Entry(entry),
                because: AGAINST.to_owned(),
            };
            self.person_does(lead, against);
        }
    }
}

fn needle(needle: Needle) -> Act {
    Act::Compass(needle)
}
