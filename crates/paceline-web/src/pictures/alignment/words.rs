//! What is said of the nodes of the tree, in the picture and in its outline.

use std::fmt::Write as _;

use jiff::civil::Date;
use paceline_core::{
    Time,
    alignment::{Counts, Departing, Leaf, Node, VeerNode},
    compass::PointLink,
};

use crate::html::PlainDay;

pub(in super::super) fn counted(counts: Counts) -> String {
    let mut said = of_both(counts.goals, counts.initiatives);
    match counts.veer_offs {
        0 => {}
        1 => said += ", 1 veer-off",
        count => {
            let _infallible = write!(said, ", {count} veer-offs");
        }
    }
    said
}

pub(in super::super) fn counted_below(node: &Node) -> String {
    of_both(node.goals_below, node.initiatives_below)
}

fn of_both(goals: usize, initiatives: usize) -> String {
    let plural =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    format!(
        "{}, {}",
        plural(goals, "goal"),
        plural(initiatives, "initiative")
    )
}

fn point_words(point: &PointLink) -> String {
    match point {
        PointLink::Entry(entry) => format!("{} {}", entry.id, entry.title),
        PointLink::Goal(goal) => format!("{} {}", goal.id, goal.title),
    }
}

pub(super) fn node_words(node: &Node) -> String {
    point_words(&node.what)
}

pub(super) fn node_told(node: &Node) -> String {
    format!("{}: {}", node_words(node), node_facts(node))
}

/// Its status, whose it is, and what else it serves.
pub(in super::super) fn node_facts(node: &Node) -> String {
    let mut told = match &node.what {
        PointLink::Entry(_) => "strategy".to_owned(),
        PointLink::Goal(_) => node.status.to_owned(),
    };
    if let Some(team) = &node.of {
        let _infallible = write!(told, ", of {}", team.name);
    }
    if node.serves_nothing {
        told += ", serves nothing above it";
    }
    told
}

pub(super) fn leaf_words(leaf: &Leaf) -> String {
    format!("{} {}", leaf.initiative.id, leaf.initiative.title)
}

pub(super) fn leaf_told(leaf: &Leaf) -> String {
    format!("{}: {}", leaf_words(leaf), leaf_facts(leaf))
}

pub(in super::super) fn leaf_facts(leaf: &Leaf) -> String {
    let mut told = leaf.stage.to_string();
    if let Some(team) = &leaf.of {
        let _infallible = write!(told, ", of {}", team.name);
    }
    if let Some(gap) = leaf.through {
        let _infallible = write!(told, ", narrows {gap} in its way");
    }
    if !leaf.is_led {
        told += ", nobody leads";
    }
    told
}

pub(super) fn veer_words(veer: &VeerNode) -> String {
    let (of, until) = (point_words(&veer.of), until(veer.until));
    format!("departs from {of}{until}")
}

/// 'Checkout departs from it until 1 May 2026'.
pub(in super::super) fn departing_words(departing: &Departing) -> String {
    let (team, until) = (&departing.team.name, until(departing.until));
    format!("{team} departs from it{until}")
}

pub(in super::super) fn until(day: Option<Date>) -> String {
    let words = |day| format!(" until {}", PlainDay(Time::start_of(day)));
    day.map_or_else(String::new, words)
}
