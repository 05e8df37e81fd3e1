//! The alignment tree of a large organisation with thousands of goals, made from nothing.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use paceline_core::{
    By, Command, Ctx, Door, GoalId, PersonId, TeamId, Time,
    access::Viewer,
    alignment::{Asked, alignment},
    compass::Point,
    goal,
};
use paceline_store::Store;

use crate::{Row, progress};

const UNTIL: Time = Time(1_790_000_000);
const GOALS: usize = 3000;
/// What docs/decisions/0007 lets a page of the whole organisation take from nothing.
const BUDGET: Duration = Duration::from_millis(50);

/// Sets goals until there are so many open ones; each team's later ones serve an earlier one.
pub(crate) async fn fill(store: &Store) -> Result<(), Box<dyn Error>> {
    let (goals, open, teams) = store.read(|state| {
        let open = state.goals.iter().filter(|goal| goal.closed.is_none());
        (state.goals.len(), open.count(), state.teams.len())
    });
    progress(&format!("{GOALS} open goals, {open} of them from the life"));
    let mut steps = Vec::new();
    for number in 0..GOALS.saturating_sub(open) {
        let team = TeamId::at(number % teams.max(1));
        let above = number.checked_sub(teams).map(|at| GoalId::at(goals + at));
        let set = goal::Command::Set(goal::Setting {
            title: format!("Goal {number} of many"),
            team: Some(team),
            serves: above.into_iter().map(Point::Goal).collect(),
            ..goal::Setting::default()
        });
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Person(PersonId(1)),
            door: Door::Simulation,
            now: UNTIL,
            origin: None,
        };
        steps.push((ctx, Command::Goal(set)));
    }
    store.run_all(steps).await?;
    Ok(())
}

/// The better of several, against reading every goal's status once.
pub(crate) fn from_nothing(store: &Store, rows: &mut Vec<Row>) {
    progress("alignment from nothing");
    let (tree, statuses, people, goals) = store.read(|state| {
        let sight = state.seen_by(Viewer::Paceline);
        let tree = best(|| {
            black_box(alignment(sight, &Asked::default(), UNTIL));
        });
        let statuses = best(|| {
            let goals = sight.goals();
            let words = goals.map(|(_, goal)| goal::status(sight, goal, UNTIL).len());
            black_box(words.sum::<usize>());
        });
        let goals = sight.goals().filter(|(_, goal)| goal.closed.is_none());
        (tree, statuses, state.people.len(), goals.count())
    });
    let ratio = tree.as_secs_f64() / statuses.as_secs_f64();
    rows.push(Row::new(
        format!(
            "the alignment tree of {people} people and {goals} open goals, from nothing, against reading the status of every goal"
        ),
        format!(
            "{ratio:.1} × ({:.1} ms against {:.1} ms)",
            tree.as_secs_f64() * 1000.0,
            statuses.as_secs_f64() * 1000.0
        ),
        "≤ 50 ms",
        Some(tree <= BUDGET),
    ));
}

fn best(mut act: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        act();
        start.elapsed()
    };
    (0..9).map(once).min().unwrap_or_default()
}
