//! The world of a life: the folded state, what its people have in mind, and what falls due.

use std::collections::BTreeSet;

use paceline_core::{
    AtHand, By, Command, Ctx, Door, GapId, GoalId, InitiativeId, PersonId, Recorded, State, TeamId,
    Time, access::may_ask, decide, initiative, initiative::Initiative, time::DAY,
};

use crate::{
    Plan,
    agenda::{Act, Agenda, working_moment},
    behaviour::{Behaviour, Days, Habit},
    content::Theme,
    deck::{Deck, Drawn, Told},
    dice::Dice,
    numbers::Number,
};

pub(crate) struct World {
    pub(crate) state: State,
    pub(crate) steps: Vec<(Ctx, Command)>,
    /// Commands that were tried and refused; they are no steps.
    pub(crate) refused: usize,
    pub(crate) plan: Plan,
    pub(crate) behaviour: Behaviour,
    pub(crate) dice: Dice,
    /// The dice of what is said as feedback.
    pub(crate) dice_of_feedback: Dice,
    /// The dice of who leaves, and who may read what.
    pub(crate) dice_of_accounts: Dice,
    /// The dice of values, strategies and what teams make of them.
    pub(crate) dice_of_compass: Dice,
    /// The chance in what is written, so that another sentence in a list does not change anybody's life.
    pub(crate) pen: Dice,
    pub(crate) deck: Deck,
    pub(crate) agenda: Agenda,
    pub(crate) now: Time,
    /// When the last week began.
    pub(crate) last_week: Time,
    /// The local person.
    pub(crate) me: PersonId,
    pub(crate) characters: Vec<Character>,
    pub(crate) corners: Vec<Corner>,
    pub(crate) seen: Vec<Seen>,
    pub(crate) aims: Vec<Aim>,
    pub(crate) courses: Vec<Course>,
    /// Teams that do the work: those without teams below them.
    pub(crate) leaves: Vec<TeamId>,
    /// Which idea came up in which team, so that none comes up there again.
    pub(crate) told: BTreeSet<(TeamId, Told)>,
    /// Initiatives that are not at rest, in no order.
    pub(crate) active: Vec<InitiativeId>,
    /// What the local person leads in the end.
    pub(crate) mine: Vec<InitiativeId>,
    /// How first names, last names and habits are dealt.
    pub(crate) first_names: Vec<usize>,
    pub(crate) last_names: Vec<usize>,
    pub(crate) habits: Vec<Habit>,
}

/// What a person is like.
pub(crate) struct Character {
    pub(crate) home: TeamId,
    pub(crate) habit: Habit,
    /// What they lead now.
    pub(crate) leads: u32,
    /// What they have ever led, here or before they came.
    pub(crate) led: u32,
    /// What they have delivered with followers.
    pub(crate) delivered: u32,
    /// How many more they can lead than when they came.
    pub(crate) grown: u32,
    /// Until then they follow, and start nothing.
    pub(crate) follows_until: Time,
}

/// What a team has in front of it.
pub(crate) struct Corner {
    pub(crate) head: Option<PersonId>,
    pub(crate) themes: [Theme; 4],
    /// Gaps on which somebody may yet act.
    pub(crate) gaps: Vec<GapId>,
    /// Gaps on which nobody will.
    pub(crate) neglected: Vec<GapId>,
    pub(crate) goal: Option<GoalId>,
    /// What nobody leads.
    pub(crate) adrift: Vec<InitiativeId>,
}

/// What is behind a gap.
pub(crate) struct Seen {
    pub(crate) drawn: Drawn,
    pub(crate) corner: TeamId,
    pub(crate) tries: usize,
}

/// What is behind a goal.
pub(crate) struct Aim {
    pub(crate) theme: Theme,
    pub(crate) corner: TeamId,
    pub(crate) mood: usize,
    /// How it will end, which its numbers lead up to.
    pub(crate) end: usize,
    pub(crate) until: Time,
    pub(crate) numbers: Vec<Number>,
}

impl Aim {
    /// Whether it is kept rather than reached.
    pub(crate) fn is_kept(&self) -> bool {
        self.end == KEPT
    }
}

/// The end of what has none.
pub(crate) const KEPT: usize = usize::MAX;

/// How an initiative goes, behind what is on record.
pub(crate) struct Course {
    /// `None` for one that serves nothing.
    pub(crate) theme: Option<Theme>,
    pub(crate) pace: usize,
    /// From 0 (hopeless) to 99.
    pub(crate) mood: usize,
    pub(crate) silence: Silence,
    pub(crate) leading: Leading,
    pub(crate) drawing: Drawing,
    /// Without a follower by then, a first-time lead is alone with it.
    pub(crate) alone_from: Time,
    /// The local person leads it in the end; nothing is left to chance.
    pub(crate) kept: Kept,
    /// Its place among the active ones.
    pub(crate) place: usize,
}

/// Whether it draws people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawing {
    Draws,
    IsPassedOver,
}

/// How new leading is to the lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leading {
    FirstTime,
    Again,
    /// They have delivered with followers before.
    Proven,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silence {
    Speaks,
    Silent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    ForTheDemonstration,
    No,
}

impl World {
    pub(crate) fn new(plan: &Plan, behaviour: &Behaviour) -> Self {
        const WEEK: i64 = 7 * DAY;
        let mut dice = Dice::new(plan.seed);
        // Dates count from the beginning of the last week, so that a life differs from day to day by its last days only.
        let last_week = Time(plan.until.0.div_euclid(WEEK) * WEEK);
        let mut world = Self {
            state: State::default(),
            steps: Vec::new(),
            refused: 0,
            now: last_week.plus_days(-365 * i64::from(plan.years)),
            last_week,
            plan: plan.clone(),
            behaviour: *behaviour,
            deck: Deck::new(&mut dice),
            first_names: dice.order(crate::content::names::FIRST.len()),
            last_names: dice.order(crate::content::names::LAST.len()),
            dice,
            dice_of_feedback: Dice::new(!plan.seed),
            dice_of_accounts: Dice::new(plan.seed.rotate_left(32)),
            dice_of_compass: Dice::new(!plan.seed.rotate_left(32)),
            pen: Dice::new(!plan.seed),
            agenda: Agenda::default(),
            me: PersonId(1),
            characters: Vec::new(),
            corners: Vec::new(),
            seen: Vec::new(),
            aims: Vec::new(),
            courses: Vec::new(),
            leaves: Vec::new(),
            told: BTreeSet::new(),
            active: Vec::new(),
            mine: Vec::new(),
            habits: Vec::new(),
        };
        world.found();
        world
    }

    /// Lives to the last day.
    pub(crate) fn live(&mut self) {
        while let Some((at, act)) = self.agenda.next_until(self.plan.until) {
            self.now = at;
            self.act(act);
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            // Whoever has left does nothing any more of what they had in mind.
            Act::Look(person)
            | Act::FollowSomething(person)
            | Act::FreshEyes(person)
            | Act::Begin(_, person)
            | Act::TakeUp(_, person)
            | Act::Follow(_, person)
            | Act::Unfollow(_, person)
                if self.has_left(person) => {}
            Act::Hire => self.hire(),
            Act::SomebodyLeaves => self.somebody_leaves(),
            Act::OthersArrive => self.others_arrive(),
            Act::Reorganise => self.reorganise(),
            Act::Look(person) => self.look(person),
            Act::FollowSomething(person) => self.follow_something(person),
            Act::FreshEyes(person) => drop(self.see_a_gap(person)),
            Act::Begin(gap, person) => self.act_on(gap, person),
            Act::CloseGap(gap, initiative) => self.close_delivered(gap, initiative),
            Act::SetGoal(team) => self.set_goal(team),
            Act::CheckInOnGoal(goal) => self.check_in_on_goal(goal),
            Act::EndGoal(goal) => self.end_goal(goal),
            Act::Review(initiative) => self.review(initiative),
            Act::CheckIn(initiative) => self.check_in_when_due(initiative),
            Act::BreakSilence(initiative) => self.break_silence(initiative),
            Act::LookAgain(initiative) => self.look_again(initiative),
            Act::TakeUp(initiative, person) => self.take_up(initiative, person),
            Act::Follow(initiative, person) => self.follow(initiative, person),
            Act::Unfollow(initiative, person) => self.unfollow(initiative, person),
            Act::Answer(initiative, ask) => self.answer(initiative, ask),
            Act::SayWhatFor(initiative) => self.say_what_for(initiative),
            Act::Feedback(talk) => self.talk(talk),
            Act::Mine(mine) => self.act_as_me(mine),
            Act::Compass(needle) => self.turn_the_compass(needle),
        }
    }

    /// Who asks now, as if on a page.
    pub(crate) fn on_a_page(&self, by: By) -> Ctx {
        Ctx {
            at_hand: AtHand::new(),
            by,
            door: Door::Page,
            now: self.now,
            origin: None,
        }
    }

    /// Tries a command; when it is accepted, it is a step and the state goes on.
    pub(crate) fn does(&mut self, by: By, command: Command) -> bool {
        // Nobody asks for more than they could ask for on a page.
        let on_a_page = self.on_a_page(by);
        let ctx = Ctx {
            door: Door::Simulation,
            ..on_a_page.clone()
        };
        if may_ask(&self.state, &on_a_page, &command).is_err() {
            return false;
        }
        let Ok(decision) = decide(&self.state, &ctx, &command) else {
            self.refused += 1;
            return false;
        };
        for word in &decision.words {
            self.state.words.take_in(Some(word));
        }
        for event in decision.events {
            self.state.apply(&Recorded {
                seq: self.state.seq.next(),
                at: ctx.now,
                by,
                door: ctx.door,
                origin: None,
                event,
            });
        }
        self.steps.push((ctx, command));
        true
    }

    pub(crate) fn person_does(&mut self, person: PersonId, command: initiative::Command) -> bool {
        self.does(By::Person(person), Command::Initiative(command))
    }

    /// Something falls due after some days, in working time.
    pub(crate) fn after(&mut self, span: Days, act: Act) {
        let days = self.dice.days(span);
        self.after_days(days, act);
    }

    pub(crate) fn after_days(&mut self, days: i64, act: Act) {
        let at = working_moment(self.now.plus_days(days), &mut self.dice);
        let at = if at > self.now {
            at
        } else {
            working_moment(self.now.plus_days(1), &mut self.dice)
        };
        if at <= self.plan.until {
            self.agenda.put(at, act);
        }
    }

    /// Some other team that does work: mostly a near one.
    pub(crate) fn other_team(&mut self, home: TeamId) -> Option<TeamId> {
        let parent = self.state.team(home).and_then(|team| team.parent);
        let near = parent
            .and_then(|parent| self.state.team(parent))
            .map_or(&[][..], |parent| &parent.children);
        let other = if self.dice.chance(700) {
            self.dice.choose(near)
        } else {
            None
        };
        other
            .or_else(|| self.dice.choose(&self.leaves))
            .filter(|other| *other != home)
    }

    pub(crate) fn member_of(&mut self, team: TeamId) -> Option<PersonId> {
        let members = self.state.team(team).map_or(&[][..], |team| &team.members);
        self.dice.choose(members)
    }

    pub(crate) fn home_of(&self, person: PersonId) -> TeamId {
        self.characters
            .get(person.index())
            .map_or(TeamId(1), |character| character.home)
    }

    pub(crate) fn corner(&mut self, team: TeamId) -> Option<&mut Corner> {
        self.corners.get_mut(team.index())
    }

    /// An initiative that is not at rest.
    pub(crate) fn active(&self, id: InitiativeId) -> Option<&Initiative> {
        self.state
            .initiative(id)
            .filter(|entity| !entity.stage.is_at_rest())
    }

    pub(crate) fn team_name(&self, team: TeamId) -> String {
        self.state.team(team).map_or_else(String::new, |team| {
            self.state.words.short(team.name).to_owned()
        })
    }

    pub(crate) fn handle_of(&self, person: PersonId) -> String {
        self.state
            .person(person)
            .map_or("", |person| self.state.words.short(person.handle))
            .to_owned()
    }
}
