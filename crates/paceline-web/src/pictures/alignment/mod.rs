//! The alignment tree: what serves what, and what stands apart (mission row L1).

use paceline_core::alignment::Alignment;

use super::{
    Drawn, Key, letters,
    svg::{Sheet, Svg, float, px},
};

mod apart;
mod layout;
mod words;

use layout::{Layout, Mark, Node};
pub(super) use layout::{elsewhere, nobody};
pub(super) use words::{counted, counted_below, departing_words, leaf_facts, node_facts, until};

const LETTERS: f64 = 12.0;
const PITCH: f64 = 25.0;
/// How far a step down the tree goes to the right, for a team and at least for a goal.
const TEAM_STEP: f64 = 156.0;
const GOAL_STEP: f64 = 220.0;
/// How wide a tree is at best.
const WIDTH: f64 = 1056.0;
/// Draws the tree. `name` tells it apart from other pictures of the page.
pub(crate) fn draw(tree: &Alignment, name: &str) -> Drawn {
    let (teams, _, _) = layout::hanging(tree);
    let depth = teams.iter().map(layout::depth).max().unwrap_or_default();
    let steps = float(layout::chain(tree).max(1) + 1);
    let mut layout = Layout {
        goal_step: ((WIDTH - TEAM_STEP * float(depth + 1)) / steps).clamp(GOAL_STEP, 310.0),
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
    let least = if apart::has_any(tree) { 840.0 } else { 560.0 };
    let width = (layout.widest + 8.0).max(least);
    let mut height = PITCH * float(layout.rows.max(1)) + 6.0;
    if apart::has_any(tree) {
        height = apart::draw(&mut svg, tree, (width, height + apart::CLEARING));
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
    if has(&|mark| mark == Mark::Strategy) {
        keys.push(Key::new("p-strategy", "a strategy"));
    }
    if has(&|mark| matches!(mark, Mark::Goal(_))) {
        keys.push(Key::new("p-goal-key", "a goal and its status"));
    }
    if has(&|mark| mark == Mark::Led) {
        keys.push(Key::new("p-led", "an initiative"));
    }
    if has(&|mark| mark == Mark::NobodyLeads) || apart::has_any(tree) {
        keys.push(Key::new(
            "p-lost",
            "what nobody leads, or what stands apart",
        ));
    }
    if has(&|mark| mark == Mark::Veer) {
        keys.push(Key::new(
            "p-veer",
            "a team departs from what is above it, on purpose",
        ));
    }
    keys
}

fn note(tree: &Alignment) -> String {
    match tree.without_goals {
        0 => String::new(),
        1 => "1 team without any of this is left out.".to_owned(),
        count => format!("{count} teams without any of this are left out."),
    }
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
        Mark::Goal(_) | Mark::Strategy => "p-goal",
        Mark::Veer => "p-leaf p-veer-words",
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
        Mark::Strategy => svg.text("p-sign p-middle p-strategy", (px(x), px(y + 4.5)), "◆"),
        Mark::Veer => svg.mark("rect", "p-veer", &square(8.5), ""),
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
