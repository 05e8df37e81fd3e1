//! Where the nodes of the tree stand: row by row, each at the middle of what hangs from it.

use paceline_core::alignment::{Alignment, Leaf, Node as Hung, TeamNode, VeerNode};
use paceline_core::compass::PointLink;

use super::super::{letters, svg::float};
use super::{
    LETTERS, PITCH, TEAM_STEP,
    words::{
        counted, counted_below, departing_words, leaf_told, leaf_words, node_told, node_words,
        veer_words,
    },
};

/// What a node is, as a class of its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Top,
    Team,
    Folded,
    Strategy,
    Goal(&'static str),
    Led,
    NobodyLeads,
    Veer,
    Nobody,
}

/// A node with its place.
pub(super) struct Node {
    pub(super) mark: Mark,
    pub(super) words: String,
    pub(super) told: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) room: f64,
    /// Places of what hangs from it, and how.
    pub(super) below: Vec<Edge>,
}

/// Where something hangs, and how.
pub(super) type Edge = (f64, f64, &'static str);

const LINK: &str = "p-link";
const BY_GAP: &str = "p-link p-by-gap";
const VEERS: &str = "p-link p-veers";
const SERVES_NOTHING: &str = "p-link p-serves-nothing";

/// Nodes as they are set out, row by row.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) nodes: Vec<Node>,
    pub(super) rows: usize,
    pub(super) widest: f64,
    /// How far a step from a goal to what serves it goes, and how much room its name has.
    pub(super) goal_step: f64,
}

/// What hangs from the top. A single team of the same name is the top itself.
pub(super) fn hanging(tree: &Alignment) -> (&[TeamNode], &[Hung], &[VeerNode]) {
    match tree.teams.as_slice() {
        [team] if team.team.name == tree.top && team.is_open && tree.points.is_empty() => {
            (&team.below, &team.points, &team.veer_offs)
        }
        teams => (teams, &tree.points, &[]),
    }
}

/// How many open teams stand in a row.
pub(super) fn depth(team: &TeamNode) -> usize {
    if !team.is_open {
        return 0;
    }
    team.below.iter().map(depth).max().unwrap_or_default() + 1
}

/// How many goals stand in a row, one below the other.
pub(super) fn chain(tree: &Alignment) -> usize {
    fn of_nodes(nodes: &[Hung]) -> usize {
        let below = nodes.iter().map(|node| 1 + of_nodes(&node.below));
        below.max().unwrap_or_default()
    }
    fn of_team(team: &TeamNode) -> usize {
        let below = team.below.iter().map(of_team).max();
        of_nodes(&team.points).max(below.unwrap_or_default())
    }
    let teams = tree.teams.iter().map(of_team).max();
    of_nodes(&tree.points).max(teams.unwrap_or_default())
}

impl Layout {
    pub(super) fn top(&mut self, tree: &Alignment) {
        let (teams, points, veer_offs) = hanging(tree);
        let mut below: Vec<Edge> = points
            .iter()
            .map(|node| self.point(node, TEAM_STEP))
            .collect();
        below.extend(veer_offs.iter().map(|veer| self.veer_off(veer, TEAM_STEP)));
        below.extend(teams.iter().map(|team| self.team(team, TEAM_STEP)));
        if tree.more > 0 {
            below.push(self.row(format!("and {} more", tree.more), TEAM_STEP, LINK));
        }
        if below.is_empty() {
            self.rows = 1;
        }
        let words = tree.top.clone();
        self.put(Mark::Top, (words.clone(), words), (0.0, TEAM_STEP), below);
    }

    /// Puts a node at the middle of what hangs from it, or on a row of its own; answers with its place.
    fn put(
        &mut self,
        mark: Mark,
        (words, told): (String, String),
        (x, room): (f64, f64),
        below: Vec<Edge>,
    ) -> (f64, f64) {
        let y = match (below.first(), below.last()) {
            (Some(first), Some(last)) => f64::midpoint(first.1, last.1),
            (None, _) | (_, None) => PITCH * (float(self.rows.max(1)) - 0.5) + 3.0,
        };
        let needed = letters::width(&words, LETTERS) + 20.0;
        self.widest = self.widest.max(x + needed.min(room));
        self.nodes.push(Node {
            mark,
            words,
            told,
            x,
            y,
            room,
            below,
        });
        (x, y)
    }

    /// Faint words on a row of their own.
    fn row(&mut self, words: String, x: f64, how: &'static str) -> Edge {
        self.rows += 1;
        let room = self.goal_step;
        let (x, y) = self.put(Mark::Nobody, (words.clone(), words), (x, room), Vec::new());
        (x, y, how)
    }

    fn team(&mut self, team: &TeamNode, x: f64) -> Edge {
        if !team.is_open {
            self.rows += 1;
            let words = format!("{} · {}", team.team.name, counted(team.counts));
            let (x, y) = self.put(
                Mark::Folded,
                (words.clone(), words),
                (x, TEAM_STEP + self.goal_step),
                Vec::new(),
            );
            return (x, y, LINK);
        }
        let next = x + TEAM_STEP;
        let mut below: Vec<Edge> = Vec::new();
        for node in &team.points {
            below.push(self.point(node, next));
        }
        for veer in &team.veer_offs {
            below.push(self.veer_off(veer, next));
        }
        for child in &team.below {
            below.push(self.team(child, next));
        }
        if team.more > 0 {
            below.push(self.row(format!("and {} more", team.more), next, LINK));
        }
        if team.elsewhere > 0 {
            let words = elsewhere(team.elsewhere);
            below.push(self.row(words, next, BY_GAP));
        }
        if below.is_empty() {
            self.rows += 1;
        }
        let words = team.team.name.clone();
        let (x, y) = self.put(
            Mark::Team,
            (words.clone(), words),
            (x, TEAM_STEP - 22.0),
            below,
        );
        (x, y, LINK)
    }

    fn veer_off(&mut self, veer: &VeerNode, x: f64) -> Edge {
        self.rows += 1;
        let words = veer_words(veer);
        let room = self.goal_step * 2.0;
        let (x, y) = self.put(Mark::Veer, (words.clone(), words), (x, room), Vec::new());
        (x, y, VEERS)
    }

    /// A strategy or a goal.
    fn point(&mut self, node: &Hung, x: f64) -> Edge {
        let next = x + self.goal_step;
        let mut below: Vec<Edge> = Vec::new();
        for departing in &node.departing {
            below.push(self.row(departing_words(departing), next, VEERS));
        }
        for goal in &node.below {
            below.push(self.point(goal, next));
        }
        for leaf in &node.initiatives {
            below.push(self.leaf(leaf, next));
        }
        if !node.also_served_by.is_empty() {
            let goals = node.also_served_by.iter().map(|goal| goal.id.to_string());
            let words = format!("also served by {}", goals.collect::<Vec<_>>().join(", "));
            below.push(self.row(words, next, BY_GAP));
        }
        if node.more > 0 {
            below.push(self.row(format!("and {} more", node.more), next, BY_GAP));
        } else if node.goals_below + node.initiatives_below == 0 && node.also_served_by.is_empty() {
            below.push(self.row(nobody(node).to_owned(), next, BY_GAP));
        }
        if below.is_empty() {
            self.rows += 1;
        }
        let mark = match &node.what {
            PointLink::Entry(_) => Mark::Strategy,
            PointLink::Goal(_) => Mark::Goal(node.status),
        };
        let (mut words, told) = (node_words(node), node_told(node));
        let mut room = self.goal_step - 22.0;
        if !node.is_open && node.goals_below + node.initiatives_below > 0 {
            words = format!("{words} · {}", counted_below(node));
            room = self.goal_step * 2.0;
        }
        let (x, y) = self.put(mark, (words, told), (x, room), below);
        (
            x,
            y,
            if node.serves_nothing {
                SERVES_NOTHING
            } else {
                LINK
            },
        )
    }

    fn leaf(&mut self, leaf: &Leaf, x: f64) -> Edge {
        self.rows += 1;
        let mark = if leaf.is_led {
            Mark::Led
        } else {
            Mark::NobodyLeads
        };
        let how = if leaf.through.is_some() { BY_GAP } else { LINK };
        let words = (leaf_words(leaf), leaf_told(leaf));
        let (x, y) = self.put(mark, words, (x, self.goal_step), Vec::new());
        (x, y, how)
    }
}

/// What is said of a team whose goals are with what they serve.
pub(in super::super) fn elsewhere(count: usize) -> String {
    match count {
        1 => "1 of its goals is with what it serves".to_owned(),
        count => format!("{count} of its goals are with what they serve"),
    }
}

/// What is said where nothing serves a strategy or a goal.
pub(in super::super) fn nobody(node: &Hung) -> &'static str {
    match &node.what {
        PointLink::Entry(_) => "nothing serves it",
        PointLink::Goal(_) => "no initiative serves it",
    }
}
