//! Gaps: seen, acted on or neglected, and closed with an outcome.

use paceline_core::{
    By, Command, GapId, InitiativeId, PersonId, TeamId, gap,
    initiative::{Initiative, Serves},
};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::{Theme, lines},
    deck::Drawn,
    world::{Seen, World},
};

/// How often a gap is about what the team thinks about most.
const OWN_THEME: u32 = 780;
/// How often a gap is put under the goal of its team when it is about something else.
const STRETCHED_GOAL: u32 = 60;

impl World {
    pub(crate) fn see_a_gap(&mut self, person: PersonId) -> Option<GapId> {
        let home = self.home_of(person);
        let drawn = self.new_idea(home);
        let theme = drawn.theme;
        let idea = drawn.idea()?;
        let team = self.team_name(home);
        let goal = self.goal_near(home, theme);
        let record = gap::Command::Record {
            is: drawn.about(idea.is, &team),
            ought: idea.ought.to_owned(),
            team: self.dice.chance(900).then_some(home),
            goal,
        };
        if !self.does(By::Person(person), Command::Gap(record)) {
            return None;
        }
        self.seen.push(Seen {
            drawn,
            corner: home,
            tries: 0,
        });
        let gap = GapId::at(self.seen.len() - 1);
        let is_neglected = self.dice.chance(self.behaviour.neglects_gap);
        if let Some(corner) = self.corner(home) {
            let list = if is_neglected {
                &mut corner.neglected
            } else {
                &mut corner.gaps
            };
            list.push(gap);
        }
        if !is_neglected && self.dice.chance(self.behaviour.acts_on_own_gap) {
            self.after(Days { from: 1, to: 12 }, Act::Begin(gap, person));
        }
        Some(gap)
    }

    /// An idea that never came up in this team, if the deck has one.
    fn new_idea(&mut self, home: TeamId) -> Drawn {
        const DRAWS: usize = 8;
        let mut drawn = Drawn::default();
        for _ in 0..DRAWS {
            let theme = self.theme_near(home);
            drawn = self.deck.idea(theme);
            if self.told.insert((home, drawn.told())) {
                break;
            }
        }
        drawn
    }

    /// What somebody of this team would notice, preferring what nobody has told yet.
    pub(crate) fn theme_near(&mut self, home: TeamId) -> Theme {
        let themes = self.corners.get(home.index()).map(|corner| corner.themes);
        let mut theme = Theme::Teamwork;
        for _ in 0..6 {
            let own = themes.filter(|_| self.dice.chance(OWN_THEME));
            let from = own.as_ref().map_or(&Theme::ALL[..], |own| own);
            theme = self.dice.choose(from).unwrap_or(theme);
            if self.deck.is_fresh(theme) {
                return theme;
            }
        }
        let turn = self.dice.below(Theme::ALL.len());
        let (after, before) = (&Theme::ALL[turn..], &Theme::ALL[..turn]);
        let mut others = after.iter().chain(before).copied();
        others
            .find(|other| self.deck.is_fresh(*other))
            .unwrap_or(theme)
    }

    /// The open goal under which something of this theme belongs.
    pub(crate) fn goal_near(
        &mut self,
        home: TeamId,
        theme: Theme,
    ) -> Option<paceline_core::GoalId> {
        let above = self.state.team(home).and_then(|team| team.parent);
        let goal_of = |team: Option<TeamId>| {
            let corner = team.and_then(|team| self.corners.get(team.index()));
            corner.and_then(|corner| corner.goal)
        };
        let open: Vec<_> = [
            goal_of(Some(home)),
            goal_of(above),
            goal_of(Some(TeamId(1))),
        ]
        .into_iter()
        .flatten()
        .collect();
        let fits = |goal: &paceline_core::GoalId| {
            let aim = self.aims.get(goal.index());
            aim.is_some_and(|aim| aim.theme == theme)
        };
        let fitting = open.iter().copied().find(fits);
        fitting.or_else(|| {
            let stretched = self.dice.chance(STRETCHED_GOAL);
            open.first().copied().filter(|_| stretched)
        })
    }

    /// Takes the gap off its team's list, when it still lies there.
    pub(crate) fn take_from_list(&mut self, gap: GapId) -> bool {
        let Some(corner) = self.seen.get(gap.index()).map(|seen| seen.corner) else {
            return false;
        };
        let Some(corner) = self.corner(corner) else {
            return false;
        };
        let place = corner.gaps.iter().position(|other| *other == gap);
        place.is_some_and(|place| {
            corner.gaps.swap_remove(place);
            true
        })
    }

    /// The initiative ended without closing it: the gap lies open again for somebody else.
    pub(crate) fn gap_lies_open_again(&mut self, gap: GapId) {
        const TRIES: usize = 2;
        let Some(seen) = self.seen.get_mut(gap.index()) else {
            return;
        };
        seen.tries += 1;
        let (tries, corner) = (seen.tries, seen.corner);
        let is_neglected = tries >= TRIES || self.dice.chance(350);
        if let Some(corner) = self.corner(corner) {
            if is_neglected {
                corner.neglected.push(gap);
            } else {
                corner.gaps.push(gap);
            }
        }
    }

    /// What was delivered has closed the gap, and somebody says what it is like now.
    pub(crate) fn close_delivered(&mut self, gap: GapId, initiative: InitiativeId) {
        let is_open = self.state.gap(gap).is_some_and(|gap| gap.closed.is_none());
        let by = self.state.initiative(initiative).and_then(Initiative::lead);
        let drawn = self.seen.get(gap.index()).map(|seen| seen.drawn);
        if let (true, Some(by), Some(idea)) = (is_open, by, drawn.and_then(Drawn::idea)) {
            let outcome = idea.outcome.to_owned();
            let close = gap::Command::Close { gap, outcome };
            self.does(By::Person(by), Command::Gap(close));
        }
    }

    /// Somebody looks through what was neglected, and closes one that is not worth keeping.
    pub(crate) fn close_neglected(&mut self, person: PersonId, home: TeamId) {
        let Some(corner) = self.corners.get(home.index()) else {
            return;
        };
        let Some(gap) = self.dice.choose(&corner.neglected) else {
            return;
        };
        if let Some(corner) = self.corner(home) {
            corner.neglected.retain(|other| *other != gap);
        }
        let line = self.dice.line(lines::CLOSED_WITHOUT);
        let outcome = self.written(line, person);
        let close = gap::Command::Close { gap, outcome };
        self.does(By::Person(person), Command::Gap(close));
    }

    /// The gaps that an initiative serves and that are open.
    pub(crate) fn open_gaps_of(&self, initiative: InitiativeId) -> Vec<GapId> {
        let serves = self
            .state
            .initiative(initiative)
            .map_or(&[][..], |entity| &entity.serves);
        gaps_among(serves)
            .filter(|gap| self.state.gap(*gap).is_some_and(|gap| gap.closed.is_none()))
            .collect()
    }
}

/// The gaps among what an initiative serves.
pub(crate) fn gaps_among(serves: &[Serves]) -> impl Iterator<Item = GapId> {
    serves.iter().filter_map(|serves| match serves {
        Serves::Gap(gap) => Some(*gap),
        Serves::Goal(_) | Serves::Strategy(_) => None,
    })
}
