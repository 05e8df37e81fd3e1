//! Initiatives begin: from a gap, from a goal, or from nothing at all.

use paceline_core::{
    GapId, GoalId, InitiativeId, PersonId, TeamId,
    initiative::{Command, Initiative, Serves},
};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::Theme,
    world::{Course, Drawing, Kept, Leading, Silence, World},
};

/// What is started.
pub(crate) struct Beginning {
    pub(crate) title: String,
    pub(crate) summary: &'static str,
    pub(crate) team: TeamId,
    pub(crate) serves: Vec<Serves>,
    /// `None` for what serves nothing.
    pub(crate) theme: Option<Theme>,
    pub(crate) kept: Kept,
}

impl World {
    pub(crate) fn has_room(&self, person: PersonId) -> bool {
        let is_busy_later = person == self.me && self.is_my_last_months();
        let character = self.characters.get(person.index());
        let leads_few = character.is_some_and(|character| {
            character.leads < character.habit.leads_at_most + character.grown
                && character.follows_until <= self.now
        });
        leads_few && !is_busy_later
    }

    pub(crate) fn start_something(&mut self, person: PersonId) {
        let home = self.home_of(person);
        match self.dice.weighted(&self.behaviour.starts_from) {
            0 => {
                if let Some(gap) = self.gap_to_act_on(home) {
                    self.start_from_gap(person, gap, Kept::No);
                } else {
                    self.start_from_goal(person, home);
                }
            }
            1 => self.start_from_goal(person, home),
            _ => self.start_from_nothing(person, home),
        }
    }

    /// One that lies in the own team, else next door.
    pub(crate) fn gap_to_act_on(&mut self, home: TeamId) -> Option<GapId> {
        let other = self.other_team(home);
        [Some(home), other].into_iter().flatten().find_map(|team| {
            let corner = self.corners.get(team.index())?;
            self.dice.choose(&corner.gaps)
        })
    }

    /// Whoever saw it begins to act.
    pub(crate) fn act_on(&mut self, gap: GapId, person: PersonId) {
        let is_listed = self.seen.get(gap.index()).is_some_and(|seen| {
            let corner = self.corners.get(seen.corner.index());
            corner.is_some_and(|corner| corner.gaps.contains(&gap))
        });
        if is_listed && self.has_room(person) {
            self.start_from_gap(person, gap, Kept::No);
        }
    }

    pub(crate) fn start_from_gap(
        &mut self,
        person: PersonId,
        gap: GapId,
        kept: Kept,
    ) -> Option<InitiativeId> {
        if !self.take_from_list(gap) {
            return None;
        }
        let seen = self.seen.get(gap.index())?;
        let (drawn, tries) = (seen.drawn, seen.tries);
        let idea = drawn.idea()?;
        let title = drawn.about(idea.title, &self.team_name(seen.corner));
        self.may_count(gap, person);
        let mut serves = vec![Serves::Gap(gap)];
        let entity = self.state.gap(gap)?;
        let team = entity.team.unwrap_or_else(|| self.home_of(person));
        let goal = entity.goal;
        serves.extend(goal.filter(|goal| self.is_open(*goal)).map(Serves::Goal));
        self.start(
            person,
            Beginning {
                title: if tries == 0 {
                    title
                } else {
                    format!("Second try: {title}")
                },
                summary: idea.summary,
                team,
                serves,
                theme: Some(drawn.theme),
                kept,
            },
        )
    }

    fn start_from_goal(&mut self, person: PersonId, home: TeamId) {
        let above = self.state.team(home).and_then(|team| team.parent);
        let goal = [Some(home), above, Some(TeamId(1))]
            .into_iter()
            .flatten()
            .find_map(|team| self.corners.get(team.index())?.goal);
        let aim = goal.and_then(|goal| Some((goal, self.aims.get(goal.index())?.theme)));
        let Some((goal, theme)) = aim else { return };
        if !self.deck.is_fresh(theme) && self.deck.has_fresh() {
            if let Some(gap) = self.gap_to_act_on(home) {
                self.start_from_gap(person, gap, Kept::No);
            }
            return;
        }
        let drawn = self.deck.idea(theme);
        let Some(idea) = drawn.idea() else { return };
        if !self.told.insert((home, drawn.told())) {
            return;
        }
        let beginning = Beginning {
            title: drawn.about(idea.title, &self.team_name(home)),
            summary: idea.summary,
            team: home,
            serves: vec![Serves::Goal(goal)],
            theme: Some(theme),
            kept: Kept::No,
        };
        self.start(person, beginning);
    }

    fn start_from_nothing(&mut self, person: PersonId, home: TeamId) {
        let (told, (title, summary), is_fresh) = self.deck.whim();
        if !self.told.insert((home, told)) {
            return;
        }
        let beginning = Beginning {
            title: if is_fresh {
                title.to_owned()
            } else {
                format!("{}: {title}", self.team_name(home))
            },
            summary,
            team: home,
            serves: Vec::new(),
            theme: None,
            kept: Kept::No,
        };
        if let Some(initiative) = self.start(person, beginning)
            && self.dice.chance(self.behaviour.says_what_for_later)
        {
            self.after(Days { from: 5, to: 60 }, Act::SayWhatFor(initiative));
        }
    }

    pub(crate) fn say_what_for(&mut self, initiative: InitiativeId) {
        let Some(lead) = self.active(initiative).and_then(Initiative::lead) else {
            return;
        };
        let home = self.home_of(lead);
        let goal_of = |team: TeamId| {
            self.corners
                .get(team.index())
                .and_then(|corner| corner.goal)
        };
        if let Some(goal) = goal_of(home).or_else(|| goal_of(TeamId(1))) {
            let serves = Serves::Goal(goal);
            self.person_does(lead, Command::Serve { initiative, serves });
        }
    }

    pub(crate) fn is_open(&self, goal: GoalId) -> bool {
        self.state
            .goal(goal)
            .is_some_and(|goal| goal.closed.is_none())
    }

    fn start(&mut self, person: PersonId, beginning: Beginning) -> Option<InitiativeId> {
        let Beginning {
            title,
            summary,
            team,
            serves,
            theme,
            kept,
        } = beginning;
        let document = self.document(person, &serves);
        let start = Command::Start {
            document,
            kind: None,
            title,
            summary: summary.to_owned(),
            team: Some(team),
            serves,
            shown_to: self.whom_to_show(person, kept),
        };
        if !self.person_does(person, start) {
            return None;
        }
        let initiative = InitiativeId::at(self.courses.len());
        let leading = self.leading_of(person);
        let (paces, spirit) = if leading == Leading::Proven {
            (&self.behaviour.proven_paces, 55)
        } else {
            (&self.behaviour.paces, 45)
        };
        let pace = self.dice.weighted(paces);
        let mood = spirit + self.dice.below(45);
        let alone_after = self.dice.days(self.behaviour.alone_after);
        self.courses.push(Course {
            theme,
            pace,
            mood,
            silence: Silence::Speaks,
            leading,
            drawing: Drawing::Draws,
            alone_from: self.now.plus_days(alone_after),
            kept,
            place: self.active.len(),
        });
        self.active.push(initiative);
        self.leads_one_more(person);
        if kept == Kept::No {
            self.set_rhythm(initiative, person);
            self.plan_review(initiative);
        }
        self.plan_followers(initiative, person);
        Some(initiative)
    }

    /// It has come to rest: it is no longer among the active ones.
    pub(crate) fn rests(&mut self, initiative: InitiativeId) {
        let Some(place) = self
            .courses
            .get(initiative.index())
            .map(|course| course.place)
        else {
            return;
        };
        if self.active.get(place) == Some(&initiative) {
            self.active.swap_remove(place);
            if let Some(moved) = self.active.get(place).copied()
                && let Some(course) = self.courses.get_mut(moved.index())
            {
                course.place = place;
            }
        }
    }
}
