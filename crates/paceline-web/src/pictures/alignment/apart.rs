//! What stands apart, below the tree: initiatives and goals that serve nothing.

use paceline_core::alignment::{Alignment, Why};

use super::super::{
    letters,
    svg::{Svg, float, px},
};
use super::{
    LETTERS, PITCH, WIDTH,
    words::{leaf_told, leaf_words},
};

/// Between the tree and what stands apart.
pub(super) const CLEARING: f64 = 34.0;
const COLUMNS: usize = 3;

/// What stands apart for one reason: the reason, how many there are, and those that are named with what is told of each.
type Group = (&'static str, usize, Vec<(String, String)>);

fn groups(tree: &Alignment) -> Vec<Group> {
    let orphans = tree.orphans.iter().map(|orphan| {
        let words = format!("{} {}", orphan.goal.id, orphan.goal.title);
        let of = orphan
            .team
            .as_ref()
            .map(|team| format!(", of {}", team.name));
        let told = format!("{words}: serves nothing above it{}", of.unwrap_or_default());
        (words, told)
    });
    let goals: Group = (
        "goals that serve nothing above them",
        tree.counts.goals_serving_nothing,
        orphans.collect(),
    );
    let initiatives = Why::ALL
        .into_iter()
        .zip(tree.apart_for)
        .map(|(why, count)| {
            let named = tree.apart.iter().filter(|apart| apart.why == why);
            let named = named.map(|apart| (leaf_words(&apart.leaf), leaf_told(&apart.leaf)));
            (why.word(), count, named.collect())
        });
    let all = std::iter::once(goals).chain(initiatives);
    all.filter(|(_, _, named)| !named.is_empty()).collect()
}

pub(super) fn has_any(tree: &Alignment) -> bool {
    !tree.apart.is_empty() || !tree.orphans.is_empty()
}

/// In as many columns as there is room for; answers with the height.
pub(super) fn draw(svg: &mut Svg, tree: &Alignment, (width, top): (f64, f64)) -> f64 {
    let groups = groups(tree);
    let step = width.min(WIDTH) / float(COLUMNS);
    svg.line(
        "p-clearing",
        (px(0.0), px(top - CLEARING / 2.0)),
        (px(width), px(top - CLEARING / 2.0)),
    );
    let mut y = top + 4.0;
    let in_all: usize = groups.iter().map(|(_, count, _)| count).sum();
    svg.text("p-top", (px(0.0), px(y)), &format!("Stand apart: {in_all}"));
    let mut more = in_all;
    for (why, _, named) in &groups {
        y += PITCH;
        svg.text("p-tick", (px(0.0), px(y)), why);
        more -= named.len().min(more);
        for (at, (words, told)) in named.iter().enumerate() {
            let column = at % COLUMNS;
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
            let short = letters::cut(words, LETTERS, step - 34.0);
            svg.mark_text("p-leaf", (px(x + 16.0), px(y)), &short, told);
        }
    }
    if more > 0 {
        y += PITCH;
        svg.text("p-tick", (px(0.0), px(y)), &format!("and {more} more"));
    }
    y + 14.0
}
