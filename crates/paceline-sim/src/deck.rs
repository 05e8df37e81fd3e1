//! Which idea comes up next, and how its sentences are filled: nothing is told twice before everything was told once.

use crate::{
    content::{
        Idea, Theme,
        places::{AREAS, KINDS, QUALIFIERS, SERVICES},
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

impl Drawn {
    pub(crate) fn idea(self) -> Option<&'static Idea> {
        self.theme.pack().ideas.get(self.idea)
    }

    /// A sentence of the idea, with the place in front when it is not the first time.
    pub(crate) fn about(self, sentence: &str) -> String {
        about(self.theme, self.place, sentence)
    }
}

fn about(theme: Theme, place: Option<usize>, sentence: &str) -> String {
    let Some(place) = place else {
        return sentence.to_owned();
    };
    let called = if theme.is_about_people() {
        group_called(place)
    } else {
        service_called(place)
    };
    format!("{called}: {sentence}")
}

/// One of 480 groups of people, for what is about people and not about a service.
fn group_called(index: usize) -> String {
    let area = AREAS.get(index % AREAS.len()).unwrap_or(&"");
    let place = QUALIFIERS
        .get(index / AREAS.len() % QUALIFIERS.len())
        .unwrap_or(&"");
    format!("{area} {place}")
}

/// One of 560 services.
fn service_called(index: usize) -> String {
    let name = SERVICES.get(index % SERVICES.len()).unwrap_or(&"");
    let kind = KINDS
        .get(index / SERVICES.len() % KINDS.len())
        .unwrap_or(&"");
    format!("{name} {kind}")
}

/// So many times an idea can come up again before two are the same.
const PLACES: usize = AREAS.len() * QUALIFIERS.len();

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

    /// A goal's title, and whether it has been somebody's goal before.
    pub(crate) fn goal(&mut self, theme: Theme) -> String {
        let (goal, place) = self
            .goals
            .get_mut(theme as usize)
            .map_or((0, None), |pile| pile.draw(PLACES));
        about(
            theme,
            place,
            theme.pack().goals.get(goal).copied().unwrap_or_default(),
        )
    }

    /// Title and summary of something that serves nothing.
    pub(crate) fn whim(&mut self) -> (String, &'static str) {
        let (whim, place) = self.whims.draw(PLACES);
        let (title, summary) = WHIMS.get(whim).copied().unwrap_or_default();
        (about(Theme::Teamwork, place, title), summary)
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
