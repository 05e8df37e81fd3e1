//! The alignment tree: what serves what, and what stands apart (mission row L1).

use std::fmt::Write as _;

use paceline_core::alignment::{Alignment, Apart, Counts, GoalNode, Leaf, TeamNode, Why};

use super::{
    Drawn, Key, letters,
    svg::{Sheet, Svg, float, px},
};
const LETTERS: f64 = 12.0;
const PITCH: f64 = 25.0;
/// How far a step down the tree goes to the right, for a team and at least for a goal.
const TEAM_STEP: f64 = 156.0;
const GOAL_STEP: f64 = 220.0;
/// How wide a tree is at best.
const WIDTH: f64 = 1056.0;
/// Between the tree and what stands apart.
const CLEARING: f64 = 34.0;

/// What a node is, as a class of its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Top,
    Team,
    Folded,
    Goal(&'static str),
    Led,
    NobodyLeads,
    Nobody,
}

/// A node with its place.
struct Node {
    mark: Mark,
    words: String,
    told: String,
    x: f64,
    y: f64,
    room: f64,
    /// Places of what hangs from it, and how.
    below: Vec<(f64, f64, &'static str)>,
}

/// Nodes as they are set out, row by row.
#[derive(Default)]
struct Layout {
    nodes: Vec<Node>,
    rows: usize,
    widest: f64,
    /// How far a step from a goal to an initiative goes, and how much room its name has.
    goal_step: f64,
}

/// Draws the tree. `name` tells it apart from other pictures of the page.
pub(crate) fn draw(tree: &Alignment, name: &str) -> Drawn {
    let (teams, _) = hanging(tree);
    let depth = teams.iter().map(depth).max().unwrap_or_default();
    let mut layout = Layout {
        goal_step: ((WIDTH - TEAM_STEP * float(depth + 1)) / 2.0).clamp(GOAL_STEP, 310.0),
        ..Layout::default()
    };
    layout.top(tree);
    let mut svg = Svg::default();
    for node in &layout.nodes {
        for (x, y, class) in &node.below {
            connect(&mut svg, node, (*x, *y), class);
        }
    }
    for node in &layout.nodes {
        draw_node(&mut svg, node);
    }
    let least = if tree.apart.is_empty() { 560.0 } else { 840.0 };
    let width = (layout.widest + 8.0).max(least);
    let mut height = PITCH * float(layout.rows.max(1)) + 6.0;
    if !tree.apart.is_empty() {
        height = apart(&mut svg, tree, (width, height + CLEARING));
    }
    let finding = tree.sentence();
    let svg = svg.finish(&Sheet {
        name,
        title: &format!("What serves what in {}", tree.top),
        desc: &format!("{finding} The outline below says the same."),
        width: px(width),
        height,
    });
    Drawn {
        finding,
        label: format!("What serves what in {}", tree.top),
        kind: "p-alignment",
        svg,
        legend: legend(&layout, tree),
        note: note(tree),
        table: None,
    }
}

fn legend(layout: &Layout, tree: &Alignment) -> Vec<Key> {
    let has = |wanted: &dyn Fn(Mark) -> bool| layout.nodes.iter().any(|node| wanted(node.mark));
    let mut keys = Vec::new();
    if has(&|mark| matches!(mark, Mark::Folded)) {
        keys.push(Key::new(
            "p-folded",
            "a team that is folded; the outline opens it",
        ));
    }
    if has(&|mark| matches!(mark, Mark::Goal(_))) {
        keys.push(Key::new("p-goal-key", "a goal and its status"));
    }
    if has(&|mark| mark == Mark::Led) {
        keys.push(Key::new("p-led", "an initiative"));
    }
    if has(&|mark| mark == Mark::NobodyLeads) || !tree.apart.is_empty() {
        keys.push(Key::new(
            "p-lost",
            "an initiative that nobody leads, or that stands apart",
        ));
    }
    keys
}

fn note(tree: &Alignment) -> String {
    match tree.without_goals {
        0 => String::new(),
        1 => "1 team without such a goal is left out.".to_owned(),
        count => format!("{count} teams without such a goal are left out."),
    }
}

/// What hangs from the top. A single team of the same name is the top itself.
fn hanging(tree: &Alignment) -> (&[TeamNode], &[GoalNode]) {
    match tree.teams.as_slice() {
        [team] if team.team.name == tree.top && team.is_open && tree.goals.is_empty() => {
            (&team.below, &team.goals)
        }
        teams => (teams, &tree.goals),
    }
}

/// How many open teams stand in a row.
fn depth(team: &TeamNode) -> usize {
    if !team.is_open {
        return 0;
    }
    team.below.iter().map(depth).max().unwrap_or_default() + 1
}

impl Layout {
    fn top(&mut self, tree: &Alignment) {
        let (teams, goals) = hanging(tree);
        let mut below: Vec<(f64, f64, &'static str)> = Vec::new();
        for goal in goals {
            below.push(self.goal(goal, TEAM_STEP));
        }
        for team in teams {
            below.push(self.team(team, TEAM_STEP));
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
        below: Vec<(f64, f64, &'static str)>,
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

    fn team(&mut self, team: &TeamNode, x: f64) -> (f64, f64, &'static str) {
        if !team.is_open {
            self.rows += 1;
            let words = format!("{} · {}", team.team.name, counted(team.counts));
            let (x, y) = self.put(
                Mark::Folded,
                (words.clone(), words),
                (x, TEAM_STEP + self.goal_step),
                Vec::new(),
            );
            return (x, y, "p-link");
        }
        let mut below = Vec::new();
        for goal in &team.goals {
            below.push(self.goal(goal, x + TEAM_STEP));
        }
        for child in &team.below {
            below.push(self.team(child, x + TEAM_STEP));
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
        (x, y, "p-link")
    }

    fn goal(&mut self, goal: &GoalNode, x: f64) -> (f64, f64, &'static str) {
        let mut below = Vec::new();
        for leaf in &goal.initiatives {
            self.rows += 1;
            let mark = if leaf.is_led {
                Mark::Led
            } else {
                Mark::NobodyLeads
            };
            let class = if leaf.through.is_some() {
                "p-link p-by-gap"
            } else {
                "p-link"
            };
            let (x, y) = self.put(
                mark,
                (leaf_words(leaf), leaf_told(leaf)),
                (x + self.goal_step, self.goal_step),
                Vec::new(),
            );
            below.push((x, y, class));
        }
        if goal.more > 0 || goal.initiatives.is_empty() {
            self.rows += 1;
            let words = match goal.more {
                0 => "no initiative serves it".to_owned(),
                count => format!("and {count} more"),
            };
            let (x, y) = self.put(
                Mark::Nobody,
                (words.clone(), words),
                (x + self.goal_step, self.goal_step),
                Vec::new(),
            );
            below.push((x, y, "p-link p-by-gap"));
        }
        let words = format!("{} {}", goal.goal.id, goal.goal.title);
        let told = format!("{words}: {}", goal.status);
        let (x, y) = self.put(
            Mark::Goal(goal.status),
            (words, told),
            (x, self.goal_step - 22.0),
            below,
        );
        (x, y, "p-link")
    }
}

pub(super) fn counted(counts: Counts) -> String {
    let plural =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    format!(
        "{}, {}",
        plural(counts.goals, "goal"),
        plural(counts.initiatives, "initiative")
    )
}

pub(super) fn leaf_words(leaf: &Leaf) -> String {
    format!("{} {}", leaf.initiative.id, leaf.initiative.title)
}

pub(super) fn leaf_told(leaf: &Leaf) -> String {
    let mut told = format!("{}: {}", leaf_words(leaf), leaf.stage);
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

/// A calm curve from behind a node's words to what hangs from it.
fn connect(svg: &mut Svg, node: &Node, (x, y): (f64, f64), class: &str) {
    let words = letters::cut(&node.words, LETTERS, node.room - 20.0);
    let from = (node.x + 18.0 + letters::width(&words, LETTERS) * 1.07).min(x - 22.0);
    let (to, middle) = (x - 4.0, f64::midpoint(x - 30.0, x - 4.0));
    let [from, start, y0, y1, middle, to] = [from, x - 30.0, node.y, y, middle, to].map(px);
    let steps = format!("M{from} {y0}H{start}C{middle} {y0} {middle} {y1} {to} {y1}");
    svg.path(class, &steps, "");
}

fn draw_node(svg: &mut Svg, node: &Node) {
    let (x, y) = (node.x + 5.0, node.y);
    let square = |size: f64| {
        [
            ("x", px(x - size / 2.0)),
            ("y", px(y - size / 2.0)),
            ("width", px(size)),
            ("height", px(size)),
            ("rx", px(2.5)),
        ]
    };
    let class = match node.mark {
        Mark::Top => "p-top",
        Mark::Team => "p-team",
        Mark::Folded => "p-folded",
        Mark::Goal(_) => "p-goal",
        Mark::Led => "p-leaf",
        Mark::NobodyLeads | Mark::Nobody => "p-leaf p-faint",
    };
    match node.mark {
        Mark::Top | Mark::Team => svg.mark("rect", "p-team-mark", &square(9.0), ""),
        Mark::Folded => svg.mark("rect", "p-folded", &square(9.0), ""),
        Mark::Goal(status) => {
            let (class, sign) = sign(status);
            let class = format!("p-sign p-middle {class}");
            svg.text(&class, (px(x), px(y + 4.5)), sign);
        }
        Mark::Led => svg.mark("rect", "p-bar p-led", &square(8.5), ""),
        Mark::NobodyLeads => svg.mark("rect", "p-lost", &square(8.5), ""),
        Mark::Nobody => {}
    }
    let words = letters::cut(&node.words, LETTERS, node.room - 20.0);
    let left = if node.mark == Mark::Nobody {
        node.x
    } else {
        node.x + 14.0
    };
    svg.mark_text(class, (px(left), px(y + 4.0)), &words, &node.told);
}

/// The sign of a goal's status: a shape as well as a colour.
pub(super) fn sign(status: &str) -> (&'static str, &'static str) {
    match status {
        "on track" | "achieved" => ("p-good", "●"),
        "at risk" | "stale" => ("p-warn", "▲"),
        "off track" | "missed" => ("p-bad", "■"),
        _ => ("p-quiet", "○"),
    }
}

/// What stands apart, below the tree in as many columns as there is room for; answers with the height.
fn apart(svg: &mut Svg, tree: &Alignment, (width, top): (f64, f64)) -> f64 {
    let columns = 3;
    let step = width.min(WIDTH) / float(columns);
    svg.line(
        "p-clearing",
        (px(0.0), px(top - CLEARING / 2.0)),
        (px(width), px(top - CLEARING / 2.0)),
    );
    let mut y = top + 4.0;
    let heading = format!("Stand apart: {}", tree.apart_in_all);
    svg.text("p-top", (px(0.0), px(y)), &heading);
    for why in Why::ALL {
        let of_why: Vec<&Apart> = tree.apart.iter().filter(|apart| apart.why == why).collect();
        if of_why.is_empty() {
            continue;
        }
        y += PITCH;
        svg.text("p-tick", (px(0.0), px(y)), why.word());
        for (at, apart) in of_why.iter().enumerate() {
            let column = at % columns;
            if column == 0 {
                y += PITCH;
            }
            let x = step * float(column);
            let square = [
                ("x", px(x + 1.0)),
                ("y", px(y - 8.5)),
                ("width", px(8.5)),
                ("height", px(8.5)),
                ("rx", px(2.5)),
            ];
            svg.mark("rect", "p-lost", &square, "");
            let words = letters::cut(&leaf_words(&apart.leaf), LETTERS, step - 34.0);
            svg.mark_text(
                "p-leaf",
                (px(x + 16.0), px(y)),
                &words,
                &leaf_told(&apart.leaf),
            );
        }
    }
    let more = tree.apart_in_all.saturating_sub(tree.apart.len());
    if more > 0 {
        y += PITCH;
        svg.text("p-tick", (px(0.0), px(y)), &format!("and {more} more"));
    }
    y + 14.0
}
