//! Stage flow: how long things stay in each stage, and where they lie still (mission row P1).

use paceline_core::{
    insight::flow::{AGES, Flow, Spread, StageFlow},
    time::span,
};

use super::{
    Cell, Drawn, Key, Table,
    scale::Days,
    svg::{Sheet, Svg, float, part, px},
};

const TITLE: &str = "How long initiatives stay in each stage";
const ROW: f64 = 50.0;
const TOP: f64 = 30.0;
/// Pixels that one dot takes at the narrowest, in per cent of it.
const DOT: f64 = 1.25;
/// How many dots stand below each other before they overlap.
const DEEP: usize = 3;

/// Draws the flow. `name` tells it apart from other pictures of the page.
pub(crate) fn draw(flow: &Flow, name: &str) -> Drawn {
    let is_still = |stage: &StageFlow| stage.here_now + stage.came_out == 0;
    if flow.stages.iter().all(is_still) {
        return nothing(flow, name);
    }
    let longest = |stage: &StageFlow| {
        let of = |spread: Option<Spread>| spread.map_or(0, |spread| spread.most);
        let high = stage.stayed.map_or(0, |spread| spread.high);
        of(stage.lain).max(high)
    };
    let scale = Days {
        most: flow
            .stages
            .iter()
            .map(longest)
            .max()
            .unwrap_or_default()
            .max(35),
        left: 15.0,
        right: 80.0,
    };
    let floor = TOP + ROW * float(flow.stages.len());
    let mut svg = Svg::default();
    axis(&mut svg, &scale, floor);
    for (at, stage) in flow.stages.iter().enumerate() {
        row(&mut svg, &scale, stage, TOP + ROW * float(at));
    }
    let finding = flow.sentence();
    let desc = format!("{finding} {}", by_stage(flow));
    let svg = svg.finish(&Sheet {
        name,
        title: TITLE,
        desc: desc.trim(),
        width: part(100.0),
        height: floor + 24.0,
    });
    Drawn {
        finding,
        label: TITLE.to_owned(),
        kind: "p-flow",
        svg,
        legend: vec![
            Key::new(
                "p-range",
                "the middle half of those who came out; the line is the median",
            ),
            Key::new("p-dot", "here now"),
            Key::new("p-still", "here longer than is usual"),
        ],
        note: note(flow),
        table: Some(table(flow)),
    }
}

/// Where nothing lies and nothing came out there is nothing to compare.
fn nothing(flow: &Flow, name: &str) -> Drawn {
    let mut svg = Svg::default();
    svg.text(
        "p-empty",
        (px(0.0), px(20.0)),
        "Nothing has passed through a stage in this time.",
    );
    let finding = flow.sentence();
    let svg = svg.finish(&Sheet {
        name,
        title: TITLE,
        desc: &finding,
        width: part(100.0),
        height: 30.0,
    });
    Drawn {
        finding,
        label: TITLE.to_owned(),
        kind: "p-flow",
        svg,
        legend: Vec::new(),
        note: String::new(),
        table: None,
    }
}

fn axis(svg: &mut Svg, scale: &Days, floor: f64) {
    for tick in scale.ticks() {
        svg.line(
            "p-grid",
            (part(tick.at), px(TOP - 8.0)),
            (part(tick.at), px(floor)),
        );
        svg.text(
            "p-tick p-middle",
            (part(tick.at), px(floor + 16.0)),
            &tick.words,
        );
    }
    svg.line(
        "p-axis",
        (part(scale.left), px(TOP - 8.0)),
        (part(scale.left), px(floor)),
    );
    svg.text("p-tick p-end", (part(90.0), px(16.0)), "here now");
    svg.text("p-tick p-end", (part(100.0), px(16.0)), "came out");
}

fn row(svg: &mut Svg, scale: &Days, stage: &StageFlow, top: f64) {
    svg.line(
        "p-row",
        (part(0.0), px(top + ROW - 4.0)),
        (part(100.0), px(top + ROW - 4.0)),
    );
    svg.text(
        "p-name",
        (part(0.0), px(top + 15.0)),
        &capital(stage.stage.word()),
    );
    svg.text(
        "p-number p-end",
        (part(90.0), px(top + 15.0)),
        &stage.here_now.to_string(),
    );
    svg.text(
        "p-number p-end",
        (part(100.0), px(top + 15.0)),
        &stage.came_out.to_string(),
    );
    if let Some(stayed) = stage.stayed {
        let (low, high) = (scale.at(stayed.low), scale.at(stayed.high));
        let told = format!(
            "{} came out of ‘{}’: half stayed {} or less, the middle half {} to {}",
            stage.came_out,
            stage.stage,
            span(stayed.median),
            span(stayed.low),
            span(stayed.high)
        );
        let geometry = [
            ("x", part(low)),
            ("y", px(top + 5.0)),
            ("width", part((high - low).max(0.6))),
            ("height", px(12.0)),
            ("rx", px(2.0)),
        ];
        svg.mark("rect", "p-range", &geometry, &told);
        let median = part(scale.at(stayed.median));
        svg.line(
            "p-median",
            (median, px(top + 2.0)),
            (median, px(top + 20.0)),
        );
    }
    dots(svg, scale, stage, top + 25.0);
}

/// Those that are here now, each at its days; where they crowd they stand below each other.
fn dots(svg: &mut Svg, scale: &Days, stage: &StageFlow, top: f64) {
    let (mut last, mut depth) = (f64::MIN, 0);
    for days in &stage.ages {
        let at = scale.at(*days);
        if at - last < DOT {
            depth = (depth + 1) % DEEP;
        } else {
            depth = 0;
        }
        last = at;
        let y = px(top + 1.0 + 7.0 * float(depth));
        if *days > stage.still_after {
            svg.path_at(
                "p-still",
                (part(at), y),
                "M0 -3.6L3.9 3.2L-3.9 3.2Z",
                &span(*days),
            );
        } else {
            svg.mark(
                "circle",
                "p-dot",
                &[("cx", part(at)), ("cy", y), ("r", px(3.0))],
                &span(*days),
            );
        }
    }
}

/// A word with its first letter large.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn by_stage(flow: &Flow) -> String {
    let told = flow
        .stages
        .iter()
        .filter(|stage| stage.here_now + stage.came_out > 0);
    let told: Vec<String> = told
        .map(|stage| {
            let stayed = stage.stayed.map_or(String::new(), |stayed| {
                format!(", half after {} or less", span(stayed.median))
            });
            format!(
                "{}: {} here now, {} came out{stayed}",
                capital(stage.stage.word()),
                stage.here_now,
                stage.came_out
            )
        })
        .collect();
    if told.is_empty() {
        return String::new();
    }
    format!("{}. {} were delivered.", told.join("; "), flow.delivered)
}

fn note(flow: &Flow) -> String {
    let crowded = flow.stages.iter().filter(|stage| stage.here_now > AGES);
    let crowded: Vec<String> = crowded
        .map(|stage| format!("{} in ‘{}’", stage.here_now, stage.stage))
        .collect();
    if crowded.is_empty() {
        return String::new();
    }
    format!(
        "Where there are more than {AGES}, {AGES} of them stand for all: {}.",
        crowded.join(", ")
    )
}

fn table(flow: &Flow) -> Table {
    let none = || "–".to_owned();
    let rows = flow.stages.iter().map(|stage| {
        vec![
            Cell::words(capital(stage.stage.word())),
            Cell::number(&stage.here_now),
            Cell::number(&stage.lain.map_or_else(none, |lain| span(lain.median))),
            Cell::number(&stage.lying_still),
            Cell::number(&stage.came_out),
            Cell::number(&stage.went_on),
            Cell::number(&stage.stayed.map_or_else(none, |stayed| span(stayed.median))),
            Cell::number(&stage.stayed.map_or_else(none, |stayed| {
                format!("{} to {}", span(stayed.low), span(stayed.high))
            })),
        ]
    });
    let head = [
        "Stage",
        "Here now",
        "Half of them for at least",
        "Longer than usual",
        "Came out",
        "Of these, went on",
        "Half of them within",
        "The middle half",
    ];
    Table {
        caption: TITLE.to_owned(),
        head: head.map(str::to_owned).into(),
        rows: rows.collect(),
    }
}
