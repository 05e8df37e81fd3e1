//! Stories of the tree.

use super::{Alignment, Asked, Node, Shows, Why, alignment};
use crate::{
    Command, EntryId, GapId, GoalId, InitiativeId, TeamId,
    compass::{self, Point, PointLink, StrategyText},
    gap, goal,
    initiative::{Command as On, Serves, Stage},
    team,
    testing::{ADA, Story},
};

mod hanging;

pub(super) fn forms(story: &mut Story, name: &str, parent: Option<TeamId>) -> TeamId {
    let form = team::Command::Form {
        name: name.into(),
        parent,
    };
    story.does(ADA, Command::Team(form));
    TeamId::at(story.state.teams.len() - 1)
}

pub(super) fn wants(story: &mut Story, title: &str, team: Option<TeamId>) -> GoalId {
    wants_for(story, (title, team), &[])
}

pub(super) fn wants_for(
    story: &mut Story,
    (title, team): (&str, Option<TeamId>),
    serves: &[Point],
) -> GoalId {
    let set = goal::Command::Set(goal::Setting {
        title: title.into(),
        team,
        until: None,
        serves: serves.to_vec(),
        ..goal::Setting::default()
    });
    story.does(ADA, Command::Goal(set));
    GoalId::at(story.state.goals.len() - 1)
}

/// Writes a strategy for the organisation or a team.
pub(super) fn strategy(story: &mut Story, title: &str, team: Option<TeamId>) -> EntryId {
    let write = compass::Command::WriteStrategy(StrategyText {
        title: title.into(),
        diagnosis: "Releases are rare, so they are large.".into(),
        guiding_policy: "Small steps.".into(),
        team,
        ..StrategyText::default()
    });
    story.does(ADA, Command::Compass(write));
    EntryId::at(story.state.entries.len() - 1)
}

pub(super) fn id_of(node: &Node) -> Point {
    match &node.what {
        PointLink::Entry(entry) => Point::Entry(entry.id),
        PointLink::Goal(goal) => Point::Goal(goal.id),
    }
}

fn gap_in_the_way(story: &mut Story, goal: Option<GoalId>) -> GapId {
    let record = gap::Command::Record {
        is: "Nine days".into(),
        ought: "One day".into(),
        team: None,
        goal,
    };
    story.does(ADA, Command::Gap(record));
    GapId::at(story.state.gaps.len() - 1)
}

pub(super) fn starts(story: &mut Story, team: Option<TeamId>, serves: &[Serves]) -> InitiativeId {
    let start = On::Start {
        document: String::new(),
        kind: None,
        title: "Ship any day".into(),
        summary: String::new(),
        team,
        serves: serves.to_vec(),
        shown_to: None,
    };
    story.does(ADA, Command::Initiative(start));
    InitiativeId::at(story.state.initiatives.len() - 1)
}

pub(super) fn tree(story: &Story, asked: &Asked) -> Alignment {
    alignment(story.sight(), asked, story.now)
}

#[test]
fn goals_hang_from_teams_and_initiatives_from_goals_and_their_gaps() {
    let mut story = Story::new();
    let top = forms(&mut story, "Engineering", None);
    let checkout = forms(&mut story, "Checkout", Some(top));
    forms(&mut story, "Idle", Some(top));
    let goal = wants(&mut story, "Lead time under a day", Some(checkout));
    let everyone = wants(&mut story, "Calm on-call", None);
    let gap = gap_in_the_way(&mut story, Some(goal));
    let direct = starts(&mut story, Some(checkout), &[Serves::Goal(goal)]);
    let by_gap = starts(&mut story, Some(top), &[Serves::Gap(gap)]);
    let tree = tree(&story, &Asked::default());
    assert_eq!(id_of(&tree.points[0]), Point::Goal(everyone));
    let found = &tree.teams[0].below[0].points[0];
    let leaves: Vec<_> = found
        .initiatives
        .iter()
        .map(|leaf| (leaf.initiative.id, leaf.through, leaf.of.is_some()))
        .collect();
    assert_eq!(leaves, [(direct, None, false), (by_gap, Some(gap), true)]);
    assert_eq!((tree.without_goals, tree.apart_in_all), (1, 0));
    assert_eq!(
        tree.sentence(),
        "2 goals, 1 of them served by nothing; 2 initiatives serve them. 1 goal serves nothing above it."
    );
}

#[test]
fn what_serves_no_open_goal_stands_apart_and_says_why() {
    let mut story = Story::new();
    let goal = wants(&mut story, "Calm on-call", None);
    let gap = gap_in_the_way(&mut story, None);
    let random = starts(&mut story, None, &[]);
    let of_gap = starts(&mut story, None, &[Serves::Gap(gap)]);
    let of_ended = starts(&mut story, None, &[Serves::Goal(goal)]);
    let rests = starts(&mut story, None, &[]);
    let down = crate::testing::step_to(rests, Stage::PutDown);
    story.does(ADA, Command::Initiative(down));
    let close = goal::Command::Close(goal::Closing {
        goal,
        outcome: goal::Outcome::Achieved,
        text: "Done".into(),
        score: None,
    });
    story.does(ADA, Command::Goal(close));
    let all = tree(&story, &Asked::default());
    let apart: Vec<(Why, InitiativeId)> = all
        .apart
        .iter()
        .map(|apart| (apart.why, apart.leaf.initiative.id))
        .collect();
    assert_eq!(
        apart,
        [
            (Why::Nothing, random),
            (Why::GapOfNoGoal, of_gap),
            (Why::EndedGoal, of_ended)
        ]
    );
    let ended = Asked {
        status: Some("ended".into()),
        ..Asked::default()
    };
    let ended = tree(&story, &ended);
    assert_eq!((ended.counts.goals, ended.apart_in_all), (1, 0));
}

#[test]
fn a_large_tree_is_folded_by_team_and_its_counts_stay_true() {
    let mut story = Story::new();
    let top = forms(&mut story, "Engineering", None);
    for number in 0..50 {
        let team = forms(&mut story, &format!("Team {number:02}"), Some(top));
        for _ in 0..2 {
            let goal = wants(&mut story, "Calm on-call", Some(team));
            for _ in 0..5 {
                starts(&mut story, Some(team), &[Serves::Goal(goal)]);
            }
        }
    }
    let all = tree(&story, &Asked::default());
    assert_eq!((all.counts.goals, all.counts.initiatives), (100, 500));
    let below = &all.teams[0].below;
    assert_eq!(below.len(), 50);
    assert!(
        below
            .iter()
            .all(|team| !team.is_open && team.counts.initiatives == 10)
    );
    let one = Asked {
        team: Some(below[7].team.id),
        ..Asked::default()
    };
    let one = tree(&story, &one);
    assert_eq!((one.top.as_str(), one.counts.initiatives), ("Team 07", 10));
    assert!(one.teams[0].is_open && one.teams[0].points.len() == 2);
}
