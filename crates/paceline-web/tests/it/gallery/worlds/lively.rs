//! A simulated organisation: forty people over two years, today and as of a day a year before.

use paceline_core::{GapId, GoalId, InitiativeId, PersonId, State, TeamId};
use paceline_sim::{Plan, simulate};

use super::Sample;
use crate::common::{World, memory};
use paceline_web::Eyes;

/// As of a day on which much was under way.
const THEN: &str = "2025-03-03";

/// Forty people, two years, up to a fixed day.
pub(crate) async fn many() -> Sample {
    let plan = Plan {
        people: 40,
        years: 2,
        ..Plan::default()
    };
    let life = simulate(&plan);
    let store = memory().await;
    let outcome = store.run_all(life.steps).await.unwrap();
    assert_eq!(outcome.refused, []);
    let me = store.read(|state| state.person_called(&life.me)).unwrap();
    let (shows, team) = store.read(|state| (busiest(state, me), biggest(state)));
    let eyes = vec![Eyes {
        handle: life.me.clone(),
        who: "leads a team".into(),
    }];
    let world = World::through_eyes(store, me, plan.until.plus_days(1), eyes).await;
    let more = [
        ("initiatives-page-2", "/initiatives?page=2"),
        ("initiatives-nobody-leads", "/initiatives?nobody=leads"),
        ("signals-of-one-rule", "/signals?rule=nobody-follows"),
        ("search-found", "/search?q=release"),
        ("gaps-closed", "/gaps?stage=closed"),
        ("goals-closed", "/goals?stage=closed"),
    ];
    Sample {
        shows: Some(shows),
        team,
        person: life.me,
        more: more.map(|(name, url)| (name, url.to_owned())).to_vec(),
        ..Sample::of("many", world)
    }
}

/// The same organisation as it stood a year before.
pub(crate) async fn past() -> Sample {
    let many = many().await;
    Sample {
        name: "past",
        at: Some(THEN),
        shows: Some((1, 1, 1)),
        more: vec![("before-the-record", "/gaps?find=".to_owned())],
        ..many
    }
}

/// The gap with most initiatives, the goal with most check-ins, and of my initiatives under way the one followed most.
fn busiest(state: &State, me: PersonId) -> (u32, u32, u32) {
    let led = |id: &InitiativeId| {
        let initiative = state.initiative(*id).unwrap();
        let is_mine = initiative
            .current_lead()
            .is_some_and(|lead| lead.person == me);
        let followers = initiative.followers().count();
        (is_mine, !initiative.stage.is_at_rest(), followers)
    };
    let gaps = (0..state.gaps.len()).map(GapId::at);
    let gap = gaps.max_by_key(|id| state.gap(*id).unwrap().initiatives.len());
    let goals = (0..state.goals.len()).map(GoalId::at);
    let open = goals.filter(|id| state.goal(*id).unwrap().closed.is_none());
    let goal = open.max_by_key(|id| state.goal(*id).unwrap().check_ins.len());
    let initiative = state.all_initiatives().map(|(id, _)| id).max_by_key(led);
    (gap.unwrap().0, goal.unwrap().0, initiative.unwrap().0)
}

fn biggest(state: &State) -> String {
    let teams = (0..state.teams.len()).map(TeamId::at);
    let team = teams.max_by_key(|id| state.team(*id).unwrap().members.len());
    state.team(team.unwrap()).unwrap().slug.clone()
}
