//! Which idea comes up next, and how its sentences are filled: nothing is told twice before everything was told once.

use crate::{
    content::{
        Direction, Idea, Theme,
        directions::{OF_ALL, OF_AREA, OF_ENGINEERING},
        places::{KINDS, SERVICES},
        whims::WHIMS,
    },
    dice::Dice,
};

/// An idea that came up, and what it is about when it has come up before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawn {
    pub(crate) theme: Theme,
    idea: usize,
    place: Option<usize>,
}

impl Default for Drawn {
    fn default() -> Self {
        Self {
            theme: Theme::Teamwork,
            idea: 0,
            place: None,
        }
    }
}

/// Something that came up in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    /// By subject.
    Idea(usize, usize),
    Whim(usize),
    Goal(usize, usize),
}

impl Drawn {
    pub(crate) fn idea(self) -> Option<&'static Idea> {
        self.theme.pack().ideas.get(self.idea)
    }

    /// What is remembered of it in the team where it came up.
    pub(crate) fn told(self) -> Told {
        Told::Idea(self.theme as usize, self.idea)
    }

    /// A sentence of the idea. When it is not the first time, the service in front, or `team` where it is about people.
    pub(crate) fn about(self, sentence: &str, team: &str) -> String {
        match self.place {
            None => sentence.to_owned(),
            Some(_) if self.theme.is_about_people() => format!("{team}: {sentence}"),
            Some(place) => format!("{}: {sentence}", service_called(place)),
        }
    }
}

/// A goal that came up.
#[derive(Clone, Copy)]
pub(crate) struct Aimed {
    pub(crate) theme: Theme,
    pub(crate) direction: &'static Direction,
    /// Nobody had it before.
    pub(crate) is_fresh: bool,
    /// What is remembered of it.
    pub(crate) told: Told,
}

/// Whose goals they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    All,
    Engineering,
    Area,
}

impl Level {
    const ALL: [Self; 3] = [Self::All, Self::Engineering, Self::Area];

    fn directions(self) -> &'static [(Theme, Direction)] {
        match self {
            Self::All => OF_ALL,
            Self::Engineering => OF_ENGINEERING,
            Self::Area => OF_AREA,
        }
    }
}

/// One of 560 services.
fn service_called(index: usize) -> String {
    let name = SERVICES.get(index % SERVICES.len()).unwrap_or(&"");
    let kind = KINDS
        .get(index / SERVICES.len() % KINDS.len())
        .unwrap_or(&"");
    format!("{name} {kind}")
}

/// So many times an idea about a service can come up again before two are the same.
const PLACES: usize = SERVICES.len() * KINDS.len();

/// Cards in shuffled order; after the last one the first comes up again.
struct Pile {
    order: Vec<usize>,
    drawn: usize,
}

impl Pile {
    fn new(length: usize, dice: &mut Dice) -> Self {
        Self {
            order: dice.order(length),
            drawn: 0,
        }
    }

    fn is_fresh(&self) -> bool {
        self.drawn < self.order.len()
    }

    /// The next card, and from the second round on a number that differs each time the card comes up.
    fn draw(&mut self, spread: usize) -> (usize, Option<usize>) {
        let length = self.order.len().max(1);
        let (round, place) = (self.drawn / length, self.drawn % length);
        self.drawn += 1;
        let card = self.order.get(place).copied().unwrap_or(0);
        let again = round.checked_sub(1).map(|again| again + card * 113);
        (card, again.map(|again| again % spread.max(1)))
    }
}

/// Every pile.
pub(crate) struct Deck {
    ideas: Vec<Pile>,
    goals: Vec<Pile>,
    /// By level.
    directions: Vec<Pile>,
    whims: Pile,
}

impl Deck {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let mut ideas = Vec::new();
        let mut goals = Vec::new();
        for theme in Theme::ALL {
            ideas.push(Pile::new(theme.pack().ideas.len(), dice));
            goals.push(Pile::new(theme.pack().goals.len(), dice));
        }
        Self {
            ideas,
            goals,
            directions: Level::ALL
                .iter()
                .map(|level| Pile::new(level.directions().len(), dice))
                .collect(),
            whims: Pile::new(WHIMS.len(), dice),
        }
    }

    /// Whether this theme has an idea that nobody had yet.
    pub(crate) fn is_fresh(&self, theme: Theme) -> bool {
        self.ideas.get(theme as usize).is_some_and(Pile::is_fresh)
    }

    /// Whether any theme has one.
    pub(crate) fn has_fresh(&self) -> bool {
        self.ideas.iter().any(Pile::is_fresh)
    }

    pub(crate) fn idea(&mut self, theme: Theme) -> Drawn {
        let (idea, place) = self
            .ideas
            .get_mut(theme as usize)
            .map_or((0, None), |pile| pile.draw(PLACES));
        Drawn { theme, idea, place }
    }

    /// A goal for a team that thinks about this subject.
    pub(crate) fn goal(&mut self, theme: Theme) -> Option<Aimed> {
        let (goal, again) = self.goals.get_mut(theme as usize)?.draw(PLACES);
        Some(Aimed {
            theme,
            direction: theme.pack().goals.get(goal)?,
            is_fresh: again.is_none(),
            told: Told::Goal(theme as usize, goal),
        })
    }

    /// A direction for the whole, for engineering, or for an area.
    pub(crate) fn direction(&mut self, level: Level) -> Option<Aimed> {
        let (place, again) = self.directions.get_mut(level as usize)?.draw(PLACES);
        let (theme, direction) = level.directions().get(place)?;
        Some(Aimed {
            theme: *theme,
            direction,
            is_fresh: again.is_none() || level != Level::Area,
            told: Told::Goal(Theme::ALL.len() + level as usize, place),
        })
    }

    /// Title and summary of something that serves nothing, and whether nobody had it before.
    pub(crate) fn whim(&mut self) -> (Told, (&'static str, &'static str), bool) {
        let (whim, again) = self.whims.draw(PLACES);
        let words = WHIMS.get(whim).copied().unwrap_or_default();
        (Told::Whim(whim), words, again.is_none())
    }
}

/// What may stand in a line.
pub(crate) struct Around {
    pub(crate) name: String,
    pub(crate) team: String,
}

/// Fills a line's places.
pub(crate) fn fill(line: &str, around: &Around, dice: &mut Dice) -> String {
    if !line.contains('{') {
        return line.to_owned();
    }
    let small = (2 + dice.below(7)).to_string();
    let large = (11 + dice.below(38)).to_string();
    let service = dice.line(&SERVICES);
    let filled = line
        .replace("{n}", &small)
        .replace("{m}", &large)
        .replace("{name}", &around.name)
        .replace("{team}", &around.team)
        .replace("{service}", service);
    let mut letters = filled.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
