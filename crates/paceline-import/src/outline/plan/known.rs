//! What is there already, by the names that a text calls it.

use jiff::civil::Date;
use paceline_core::{
    EntryId, GoalId, Sight, TeamId,
    compass::{self, Point},
    goal::Goal,
    reference::Reference,
    text::slug,
};

/// A goal as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) team: Option<TeamId>,
    pub(super) title: String,
    pub(super) until: Option<Date>,
}

impl Wanted {
    fn is_like(&self, other: &Self) -> bool {
        self.team == other.team && is_same(&self.title, &other.title)
    }

    /// How many of those before it are called the same.
    pub(super) fn among(&self, before: &[Option<Self>]) -> usize {
        before
            .iter()
            .flatten()
            .filter(|other| self.is_like(other))
            .count()
    }
}

/// What whoever asks may read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'k> {
    sight: Sight<'k>,
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

impl<'k> Known<'k> {
    pub(super) fn of(sight: Sight<'k>) -> Self {
        Self { sight }
    }

    pub(super) fn name_of(self, team: Option<TeamId>) -> Option<String> {
        let team = self.sight.team(team?)?;
        Some(self.sight.words().short(team.name).to_owned())
    }

    /// The team that a text means: by its name or slug, also in brackets, as in `Engineering (Distribution)`.
    pub(super) fn team(self, written: &str) -> Option<TeamId> {
        let within = written
            .split_once('(')
            .map(|(_, within)| within.trim_end_matches(')'));
        let names = [Some(written), within];
        names
            .into_iter()
            .flatten()
            .find_map(|name| self.team_called(name))
    }

    fn team_called(self, name: &str) -> Option<TeamId> {
        let words = self.sight.words();
        let mut teams = self.sight.teams();
        let named = teams.find(|(_, team)| is_same(words.short(team.name), name));
        let by_slug = || {
            self.sight
                .team_called(&slug(name))
                .filter(|_| !slug(name).is_empty())
        };
        named.map(|(id, _)| id).or_else(by_slug)
    }

    /// A goal of this title in this team: of several, the one that has so many before it. One that was closed is
    /// another where it had another end: the goal of the quarter before.
    pub(super) fn goal(self, wanted: &Wanted, before: usize) -> Option<(GoalId, &'k Goal)> {
        let words = self.sight.words();
        let is_it = |goal: &Goal| {
            goal.team == wanted.team
                && is_same(words.short(goal.title), &wanted.title)
                && (goal.closed.is_none() || goal.until == wanted.until)
        };
        self.sight
            .goals()
            .filter(|(_, goal)| is_it(goal))
            .nth(before)
    }

    pub(super) fn is_closed(self, goal: GoalId) -> bool {
        self.sight
            .goal(goal)
            .is_some_and(|goal| goal.closed.is_some())
    }

    /// Whether a goal has a key result of this name.
    pub(super) fn has_key_result(self, goal: &Goal, name: &str) -> bool {
        let words = self.sight.words();
        goal.key_results
            .iter()
            .any(|known| is_same(words.short(known.name), name))
    }

    /// Whether a check-in of a goal says this.
    pub(super) fn has_check_in(self, goal: &Goal, text: &str) -> bool {
        goal.check_ins
            .iter()
            .any(|said| match self.sight.text(said.text) {
                paceline_core::Text::Here(said) => said == text,
                paceline_core::Text::Stored(_) => text.len() > paceline_core::text::SHORT,
                paceline_core::Text::Erased => true,
            })
    }

    /// An entry of this title in this place that is in use.
    pub(super) fn entry(
        self,
        kind: compass::Kind,
        team: Option<TeamId>,
        title: &str,
    ) -> Option<EntryId> {
        let words = self.sight.words();
        let found = self.sight.entries().rfind(|(_, entry)| {
            let named = entry.content().map(compass::Content::title);
            entry.retired.is_none()
                && entry.team == team
                && entry.kind() == kind
                && named.is_some_and(|named| is_same(words.short(named), title))
        });
        found.map(|(id, _)| id)
    }

    /// What a text says is served: `C-7`, `O-3`, or a title.
    pub(super) fn point(self, written: &str) -> Option<Point> {
        match written.trim().parse() {
            Ok(Reference::Goal(goal)) if self.sight.goal(goal).is_some() => {
                return Some(Point::Goal(goal));
            }
            Ok(Reference::Entry(entry)) if self.sight.entry(entry).is_some() => {
                return Some(Point::Entry(entry));
            }
            Ok(_) | Err(_) => {}
        }
        let words = self.sight.words();
        let entry = self.sight.entries().rfind(|(_, entry)| {
            let named = entry.content().map(compass::Content::title);
            entry.retired.is_none()
                && named.is_some_and(|named| is_same(words.short(named), written))
        });
        let goal = || {
            let open =
                |goal: &Goal| goal.closed.is_none() && is_same(words.short(goal.title), written);
            self.sight.goals().rfind(|(_, goal)| open(goal))
        };
        let entry = entry.map(|(id, _)| Point::Entry(id));
        entry.or_else(|| goal().map(|(id, _)| Point::Goal(id)))
    }
}
