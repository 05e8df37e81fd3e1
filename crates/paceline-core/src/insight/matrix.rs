//! The follow matrix: which teams follow whose initiatives; silos are its empty squares (mission row P8).

use serde::Serialize;

use super::{GROUP, Scope, tree};
use crate::{
    PersonId, Sight, TeamId, Time,
    initiative::Initiative,
    team::{self, Team, TeamLink},
    text,
};

/// The most teams that stand side by side.
pub const SIDE: usize = 24;
/// Folding up the tree stops before fewer teams than this are left.
const FEWEST: usize = 4;

/// Rows follow columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Matrix {
    pub from: Time,
    pub now: Time,
    pub teams: Vec<Group>,
    /// How many times a person of the row's team followed an initiative of the column's.
    pub follows: Vec<Vec<usize>>,
    /// Teams that found no room.
    pub left_out: usize,
}

/// A row and a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "MatrixGroup")]
pub struct Group {
    /// `None`: everybody outside the team that is looked at.
    pub team: Option<TeamLink>,
    pub people: usize,
    /// Teams below that are counted here: because they are small, or for want of room.
    pub folded: usize,
}

impl Group {
    pub fn name(&self) -> &str {
        self.team.as_ref().map_or("Elsewhere", |team| &team.name)
    }
}

/// Teams as they are folded together. Everything is by the place of the team in the state.
struct Folding {
    order: Vec<(TeamId, usize)>,
    /// People of each, at most [`GROUP`] of them: whether a group is large enough is all that folding asks.
    people: Vec<Vec<PersonId>>,
    /// Counted with the team above it.
    is_folded: Vec<bool>,
    /// Everything below it is counted with it, for want of room.
    is_closed: Vec<bool>,
}

pub fn matrix(sight: Sight<'_>, top: Option<TeamId>, from: Time, now: Time) -> Matrix {
    let scope = Scope::of(sight, top);
    let mut folding = Folding::of(sight, top);
    let left_out = folding.fold_to_fit(sight);
    let (mut teams, group_of) = folding.groups(sight);
    let elsewhere = top.and_then(|_| {
        let people = sight.people_numbered() - scope.people(sight).len();
        (people >= GROUP && !teams.is_empty()).then_some(people)
    });
    let elsewhere_at = elsewhere.map(|people| {
        teams.push(Group {
            team: None,
            people,
            folded: 0,
        });
        teams.len() - 1
    });
    let place = |team: TeamId| {
        if scope.has(Some(team)) {
            group_of.get(team.index()).copied().flatten()
        } else {
            elsewhere_at
        }
    };
    let rows = Rows::of(sight, place);
    for row in rows.rows.iter().filter(|row| elsewhere_at != Some(**row)) {
        if let Some(group) = teams.get_mut(*row) {
            group.people += 1;
        }
    }
    let mut follows = vec![vec![0; teams.len()]; teams.len()];
    let mut who = Vec::new();
    for (_, entity) in sight.initiatives() {
        let Some(column) = entity.team.and_then(place) else {
            continue;
        };
        supporters(entity, from, &mut who);
        for row in who.iter().flat_map(|person| rows.of_person(*person)) {
            let cell = follows.get_mut(*row).and_then(|row| row.get_mut(column));
            if let Some(cell) = cell.filter(|_| elsewhere_at != Some(*row) || *row != column) {
                *cell += 1;
            }
        }
    }
    Matrix {
        from,
        now,
        teams,
        follows,
        left_out,
    }
}

/// Who supported an initiative since `from`, each once. Advice is no support.
fn supporters(entity: &Initiative, from: Time, who: &mut Vec<PersonId>) {
    let rest = entity.still_since();
    who.clear();
    if rest.is_some_and(|rest| rest < from) {
        return;
    }
    for follow in &entity.follows {
        let until = follow.to.map(|ended| ended.at).or(rest);
        if follow.stance.is_support() && until.is_none_or(|until| until >= from) {
            who.push(follow.person);
        }
    }
    who.sort_unstable();
    who.dedup();
}

/// The rows of every person, side by side, because they are asked for once a follow.
struct Rows {
    /// Where the rows of each person end; they begin where those of the person before end.
    ends: Vec<usize>,
    rows: Vec<usize>,
}

impl Rows {
    fn of(sight: Sight<'_>, place: impl Fn(TeamId) -> Option<usize>) -> Self {
        let (mut ends, mut rows, mut own) = (Vec::new(), Vec::new(), Vec::new());
        for id in (0..sight.people_numbered()).map(PersonId::at) {
            let teams = sight.person(id).map_or(&[][..], |person| &person.teams);
            own.clear();
            own.extend(teams.iter().filter_map(|team| place(*team)));
            // Whoever is in two teams that are folded into one counts once.
            own.sort_unstable();
            own.dedup();
            rows.extend_from_slice(&own);
            ends.push(rows.len());
        }
        Self { ends, rows }
    }

    fn of_person(&self, person: PersonId) -> &[usize] {
        let end = self.ends.get(person.index()).copied().unwrap_or_default();
        let before = person.index().checked_sub(1);
        let begin = before.and_then(|before| self.ends.get(before)).copied();
        self.rows
            .get(begin.unwrap_or_default()..end)
            .unwrap_or_default()
    }
}

impl Folding {
    fn of(sight: Sight<'_>, top: Option<TeamId>) -> Self {
        Self {
            order: tree(sight, top),
            people: Vec::new(),
            is_folded: Vec::new(),
            is_closed: vec![false; sight.teams_numbered()],
        }
    }

    fn count(&self, id: TeamId) -> usize {
        self.people.get(id.index()).map_or(0, Vec::len)
    }

    fn is_folded(&self, id: TeamId) -> bool {
        self.is_folded.get(id.index()).copied().unwrap_or_default()
    }

    /// Whether a team stands for itself, with its own people or with those folded into it.
    fn stands(&self, id: TeamId) -> bool {
        !self.is_folded(id) && self.count(id) >= GROUP
    }

    fn standing(&self) -> impl Iterator<Item = (TeamId, usize)> {
        let all = self.order.iter().copied();
        all.filter(|(id, _)| self.stands(*id))
    }

    fn fold(&mut self, id: TeamId, parent: TeamId) {
        let moved = self
            .people
            .get_mut(id.index())
            .map(std::mem::take)
            .unwrap_or_default();
        if let Some(people) = self.people.get_mut(parent.index()) {
            people.extend(moved);
        }
        if let Some(is_folded) = self.is_folded.get_mut(id.index()) {
            *is_folded = true;
        }
    }

    /// Folds what is closed, and what fewer than five people do, into the team above.
    fn fold_all(&mut self, sight: Sight<'_>) {
        let some = |team: &Team| team.members.iter().take(GROUP).copied().collect();
        self.people = sight.teams().map(|(_, team)| some(team)).collect();
        self.is_folded = vec![false; sight.teams_numbered()];
        let mut is_inside = vec![false; sight.teams_numbered()];
        for (id, depth) in &self.order {
            let parent = sight
                .team(*id)
                .and_then(|team| team.parent)
                .filter(|_| *depth > 0);
            let parent = parent.map_or(usize::MAX, TeamId::index);
            let is_below =
                self.is_closed.get(parent) == Some(&true) || is_inside.get(parent) == Some(&true);
            if let Some(is_inside) = is_inside.get_mut(id.index()) {
                *is_inside = is_below;
            }
        }
        for at in (0..self.order.len()).rev() {
            let Some((id, depth)) = self.order.get(at).copied() else {
                continue;
            };
            let parent = sight
                .team(id)
                .and_then(|team| team.parent)
                .filter(|_| depth > 0);
            // By now everybody from below has come; whoever is in two of these teams counts once.
            if let Some(people) = self.people.get_mut(id.index()) {
                people.sort_unstable();
                people.dedup();
                people.truncate(GROUP);
            }
            let must = self.count(id) < GROUP || is_inside.get(id.index()) == Some(&true);
            if let Some(parent) = parent.filter(|_| must) {
                self.fold(id, parent);
            }
        }
    }

    /// Closes the teams above the deepest ones until what stands fits; answers with how many still found no room.
    fn fold_to_fit(&mut self, sight: Sight<'_>) -> usize {
        loop {
            self.fold_all(sight);
            let standing: Vec<(TeamId, usize)> = self.standing().collect();
            let deepest = standing
                .iter()
                .map(|(_, depth)| *depth)
                .max()
                .unwrap_or_default();
            if standing.len() <= SIDE || deepest == 0 {
                return self.leave_out(sight, &standing);
            }
            // The deepest stand in the order of the tree, so children of one parent stand together.
            let mut above: Vec<(TeamId, Vec<TeamId>)> = Vec::new();
            for (id, _) in standing.iter().filter(|(_, depth)| *depth == deepest) {
                let Some(parent) = sight.team(*id).and_then(|team| team.parent) else {
                    continue;
                };
                match above.last_mut().filter(|(last, _)| *last == parent) {
                    Some((_, children)) => children.push(*id),
                    None => above.push((parent, vec![*id])),
                }
            }
            // Those with the fewest parts are folded first, so that as much as possible stays in sight.
            above.sort_by_key(|(parent, children)| (children.len(), *parent));
            let mut left = standing.len();
            for (parent, children) in above {
                let stands = self.stands(parent);
                let after = left - children.len() + usize::from(!stands);
                if after < FEWEST {
                    self.fold_all(sight);
                    let standing: Vec<(TeamId, usize)> = self.standing().collect();
                    return self.leave_out(sight, &standing);
                }
                if let Some(is_closed) = self.is_closed.get_mut(parent.index()) {
                    *is_closed = true;
                }
                left = after;
                if left <= SIDE {
                    break;
                }
            }
        }
    }

    /// Where folding would leave nothing to compare, the largest teams stay.
    fn leave_out(&mut self, sight: Sight<'_>, standing: &[(TeamId, usize)]) -> usize {
        if standing.len() <= SIDE {
            return 0;
        }
        let own = |id: TeamId| sight.team(id).map_or(0, |team| team.members.len());
        let mut by_size: Vec<TeamId> = standing.iter().map(|(id, _)| *id).collect();
        by_size.sort_by_key(|id| (std::cmp::Reverse(own(*id)), *id));
        let too_many = by_size.split_off(by_size.len().min(SIDE));
        for id in &too_many {
            if let Some(people) = self.people.get_mut(id.index()) {
                people.clear();
            }
        }
        too_many.len()
    }

    /// Rows in the order of the tree, and the row of every team.
    fn groups(&self, sight: Sight<'_>) -> (Vec<Group>, Vec<Option<usize>>) {
        let mut group_of: Vec<Option<usize>> = vec![None; sight.teams_numbered()];
        let mut groups: Vec<Group> = Vec::new();
        for (id, _) in &self.order {
            let group = if self.is_folded(*id) {
                let parent = sight.team(*id).and_then(|team| team.parent);
                let group =
                    parent.and_then(|parent| group_of.get(parent.index()).copied().flatten());
                if let Some(group) = group.and_then(|at| groups.get_mut(at)) {
                    group.folded += 1;
                }
                group
            } else if self.count(*id) >= GROUP {
                groups.push(Group {
                    team: Some(team::link(sight, *id)),
                    people: 0,
                    folded: 0,
                });
                Some(groups.len() - 1)
            } else {
                None
            };
            if let Some(place) = group_of.get_mut(id.index()) {
                *place = group;
            }
        }
        (groups, group_of)
    }
}

impl Matrix {
    /// How often a row follows a column.
    pub fn at(&self, row: usize, column: usize) -> usize {
        let row = self.follows.get(row);
        row.and_then(|row| row.get(column))
            .copied()
            .unwrap_or_default()
    }

    /// The most that a row follows another team.
    pub fn most(&self) -> usize {
        self.pairs()
            .map(|(row, column)| self.at(row, column))
            .max()
            .unwrap_or_default()
    }

    /// All pairs of two teams.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let side = self.teams.len();
        (0..side)
            .flat_map(move |row| (0..side).map(move |column| (row, column)))
            .filter(|(row, column)| row != column)
    }

    /// How many pairs follow, of how many there are.
    pub fn filled(&self) -> (usize, usize) {
        let filled = self
            .pairs()
            .filter(|(row, column)| self.at(*row, *column) > 0);
        (filled.count(), self.pairs().count())
    }

    /// Teams that follow nobody else, and teams that nobody else follows.
    pub fn silos(&self) -> (Vec<&str>, Vec<&str>) {
        let names = |is_empty: &dyn Fn(usize, usize) -> bool| {
            let places = self
                .teams
                .iter()
                .enumerate()
                .filter(|(_, group)| group.team.is_some());
            places
                .filter(|(place, _)| {
                    (0..self.teams.len()).all(|other| other == *place || is_empty(*place, other))
                })
                .map(|(_, group)| group.name())
                .collect()
        };
        (
            names(&|place, other| self.at(place, other) == 0),
            names(&|place, other| self.at(other, place) == 0),
        )
    }

    /// The finding in words.
    pub fn sentence(&self) -> String {
        if self.teams.len() < 2 {
            return "There are no two teams of five or more people to compare.".to_owned();
        }
        let (filled, pairs) = self.filled();
        let (following_nobody, followed_by_nobody) = self.silos();
        let of = |names: &[&str], one: &str, many: &str| match names {
            [] => String::new(),
            [name] => format!(" {} {one}.", text::cut(name, 40)),
            [first, second] => {
                format!(
                    " {} and {} {many}.",
                    text::cut(first, 40),
                    text::cut(second, 40)
                )
            }
            [first, second, more @ ..] => {
                let (first, second) = (text::cut(first, 40), text::cut(second, 40));
                format!(" {first}, {second} and {} more {many}.", more.len())
            }
        };
        let others = "no initiative of another team";
        let following = of(
            &following_nobody,
            &format!("follows {others}"),
            &format!("follow {others}"),
        );
        let outside = "followed by nobody outside";
        let followed = of(
            &followed_by_nobody,
            &format!("is {outside}"),
            &format!("are {outside}"),
        );
        format!("{filled} of {pairs} squares are filled.{following}{followed}")
    }
}
