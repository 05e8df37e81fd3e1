//! The last months of the local person, so that a demonstration opens on a lively home page: two leads, one of them
//! overdue for a check-in, several initiatives to follow, and asks that wait for an answer from their team.

use paceline_core::{
    GapId, InitiativeId, PersonId, TeamId,
    initiative::{AskedOf, Command, Initiative, Stage},
};

use crate::{
    agenda::{Act, Goes, Mine, working_moment},
    world::{Kept, World},
};

/// Days before the last in which nothing about the local person is left to chance.
const LAST_DAYS: i64 = 130;
const EVERY_DAYS: u16 = 14;

/// What happens how many days before the last.
const LAST_MONTHS: [(i64, Mine); 33] = [
    (LAST_DAYS - 2, Mine::ClearTheDesk),
    (112, Mine::Begin),
    (98, well(0)),
    (84, well(0)),
    (72, Mine::SomebodyBegins),
    (70, well(0)),
    (60, Mine::FollowSomebody),
    (55, well(0)),
    (48, Mine::Begin),
    (45, Mine::FollowSomebody),
    (43, Mine::SomebodyBegins),
    (66, Mine::SomebodyTakesOnMore),
    (58, Mine::SomebodyTakesOnMore),
    (47, Mine::SomebodyTakesOnMore),
    (34, Mine::SomebodyTakesOnMore),
    (23, Mine::SomebodyTakesOnMore),
    (41, well(0)),
    (40, Mine::AskFor { which: 1 }),
    (37, Mine::OurTeamIsAsked),
    (36, Mine::FollowSomebody),
    (33, well(1)),
    (24, Mine::FollowSomebody),
    // The last word on the first one: more than a rhythm ago, and not yet two.
    (
        21,
        Mine::CheckIn {
            which: 0,
            goes: Goes::AtRisk,
        },
    ),
    (19, well(1)),
    (16, Mine::FollowSomebody),
    (14, Mine::AskFor { which: 0 }),
    (12, Mine::OurTeamIsAsked),
    (9, Mine::ATeammateSeesAGap),
    (8, Mine::FollowSomebody),
    (6, Mine::FollowSomebody),
    (5, Mine::OurTeamIsAsked),
    (5, Mine::FollowSomebody),
    (4, well(1)),
];

const fn well(which: usize) -> Mine {
    Mine::CheckIn {
        which,
        goes: Goes::Well,
    }
}

/// Stages in which something of one's own is kept going, and no further.
const KEPT_BELOW: Stage = Stage::Agreed;

impl World {
    pub(crate) fn plan_my_last_months(&mut self) {
        for (days, mine) in LAST_MONTHS {
            let day = self.last_week.plus_days(-days);
            let at = working_moment(day, &mut self.dice);
            if (self.now..=self.plan.until).contains(&at) {
                self.agenda.put(at, Act::Mine(mine));
            }
        }
        self.plan_my_last_days();
    }

    pub(crate) fn is_my_last_months(&self) -> bool {
        self.now >= self.last_week.plus_days(-LAST_DAYS)
    }

    pub(crate) fn act_as_me(&mut self, mine: Mine) {
        match mine {
            Mine::ClearTheDesk => self.clear_my_desk(),
            Mine::Begin => self.begin_mine(),
            Mine::CheckIn { which, goes } => self.check_in_on_mine(which, goes),
            Mine::AskFor { which } => self.ask_for_mine(which),
            Mine::FollowSomebody => self.follow_as_me(),
            Mine::OurTeamIsAsked => self.our_team_is_asked(),
            Mine::SomebodyBegins => self.somebody_begins(),
            Mine::SomebodyTakesOnMore => self.somebody_takes_on_more(),
            Mine::ATrialBegins => self.a_trial_begins(),
            Mine::WritingIsShared => self.writing_is_shared(),
            Mine::SomebodyObjects => self.somebody_objects(),
            Mine::ALeadIsOffered => self.a_lead_is_offered(),
            Mine::ATeammateSeesAGap => {
                let home = self.home_of(self.me);
                if let Some(person) = self.member_of(home) {
                    self.see_a_gap(person);
                }
            }
        }
    }

    /// Hands over what can be handed over, and puts the rest down.
    fn clear_my_desk(&mut self) {
        let me = self.me;
        let involved = self
            .state
            .person(me)
            .map_or_else(Vec::new, |person| person.involved.clone());
        for initiative in involved {
            let leads = self
                .active(initiative)
                .is_some_and(|entity| entity.lead() == Some(me));
            if leads && !self.hand_over(initiative, me) {
                self.put_down(initiative, me, Stage::PutDown);
            }
        }
    }

    /// Begins something from a gap of the own team, seen now if there is none.
    fn begin_mine(&mut self) {
        let me = self.me;
        let home = self.home_of(me);
        let listed = self.corners.get(home.index()).map(|corner| &corner.gaps);
        let gap = listed.and_then(|gaps| self.dice.choose(gaps));
        let gap = gap.or_else(|| self.see_a_gap(me));
        let Some(gap) = gap else { return };
        self.keeps_on_the_list(home, gap);
        let begun = self.start_from_gap(me, gap, Kept::ForTheDemonstration);
        let Some(initiative) = begun else { return };
        self.mine.push(initiative);
        let every_days = EVERY_DAYS;
        self.person_does(
            me,
            Command::SetRhythm {
                initiative,
                every_days,
            },
        );
    }

    fn mine(&self, which: usize) -> Option<InitiativeId> {
        let initiative = self.mine.get(which).copied()?;
        self.active(initiative)
            .filter(|entity| entity.lead() == Some(self.me))
            .map(|_| initiative)
    }

    /// Checks in, and moves on while it is early.
    fn check_in_on_mine(&mut self, which: usize, goes: Goes) {
        let Some(initiative) = self.mine(which) else {
            return;
        };
        let stage = self.state.initiative(initiative).map(|entity| entity.stage);
        if goes == Goes::Well && stage.is_some_and(|stage| stage < KEPT_BELOW) {
            self.review(initiative);
        }
        self.check_in_as(initiative, self.me, goes);
    }

    fn ask_for_mine(&mut self, which: usize) {
        let home = self.home_of(self.me);
        if let (Some(initiative), Some(team)) = (self.mine(which), self.other_team(home)) {
            self.ask(initiative, self.me, AskedOf::Team(team));
        }
    }

    /// Something that somebody else leads.
    fn somebody_elses(&mut self) -> Option<(InitiativeId, PersonId)> {
        const TRIES: usize = 12;
        let home = self.home_of(self.me);
        for _ in 0..TRIES {
            let initiative = self.dice.choose(&self.active)?;
            let lead = self.active(initiative).and_then(Initiative::lead);
            let theirs = lead.filter(|lead| *lead != self.me && self.home_of(*lead) != home);
            if let Some(lead) = theirs {
                return Some((initiative, lead));
            }
        }
        None
    }

    /// Somebody who has never led anything begins, on something that they saw, and is heard.
    fn somebody_begins(&mut self) {
        const TRIES: usize = 40;
        let person = (0..TRIES).find_map(|_| {
            let place = self.dice.below(self.characters.len());
            let character = self.characters.get(place)?;
            let person = PersonId::at(place);
            let is_new_to_it = character.led == 0 && person != self.me;
            (is_new_to_it && self.leaves.contains(&character.home)).then_some(person)
        });
        let Some(person) = person else { return };
        let begun = self.begins_with_own_gap(person);
        if let Some(initiative) = begun
            && let Some(supporter) = self.supporter_near(person)
        {
            let soon = self.behaviour.first_follower_comes;
            self.after(soon, Act::Follow(initiative, supporter));
        }
    }

    /// Somebody sees a gap and acts on it at once.
    fn begins_with_own_gap(&mut self, person: PersonId) -> Option<InitiativeId> {
        let home = self.home_of(person);
        let gap = self.see_a_gap(person)?;
        self.keeps_on_the_list(home, gap);
        self.start_from_gap(person, gap, Kept::No)
    }

    /// A gap that was just seen may lie among the neglected ones; not this one.
    fn keeps_on_the_list(&mut self, home: TeamId, gap: GapId) {
        if let Some(corner) = self.corner(home) {
            corner.neglected.retain(|other| *other != gap);
            if !corner.gaps.contains(&gap) {
                corner.gaps.push(gap);
            }
        }
    }

    /// Whoever starts more than one person can lead, and leads most of all, starts once more.
    fn somebody_takes_on_more(&mut self) {
        const ENOUGH: u32 = 6;
        let driven = self
            .characters
            .iter()
            .enumerate()
            .filter(|(place, character)| {
                character.habit == self.behaviour.driven
                    && character.leads < ENOUGH
                    && PersonId::at(*place) != self.me
            });
        let person = driven
            .max_by_key(|(place, character)| (character.leads, std::cmp::Reverse(*place)))
            .map(|(place, _)| PersonId::at(place));
        if let Some(person) = person {
            let before = self.courses.len();
            self.start_something(person);
            if self.courses.len() == before {
                self.begins_with_own_gap(person);
            }
        }
    }

    fn follow_as_me(&mut self) {
        if let Some((initiative, _)) = self.somebody_elses() {
            self.follow(initiative, self.me);
        }
    }

    fn our_team_is_asked(&mut self) {
        let home = self.home_of(self.me);
        if let Some((initiative, lead)) = self.somebody_elses() {
            self.ask(initiative, lead, AskedOf::Team(home));
        }
    }
}
