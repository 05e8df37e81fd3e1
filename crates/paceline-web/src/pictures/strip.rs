//! The paceline strip: bars of leading and following over time (mission row L8).

use paceline_core::{
    TeamId,
    insight::{
        Span,
        strip::{self, Did, Stretch, Strip, Whose},
    },
};

use super::{
    Cell, Drawn, Key, Table, letters,
    scale::Moments,
    svg::{Sheet, Svg, float, part, px},
};
use crate::{html::PlainDay, look::Seen, url::At};

/// The narrowest a strip is drawn, in pixels: labels that fit there fit everywhere.
const NARROWEST: f64 = 640.0;
/// Where now stands, in per cent; beyond it is room for what goes on.
const NOW: f64 = 97.0;
/// So many bars have a lane each; more share lanes.
const A_LANE_EACH: usize = 14;
const PITCH: f64 = 22.0;
const BAR: f64 = 16.0;
const TOP: f64 = 6.0;
const LETTERS: f64 = 11.0;
/// The shortest bar, in pixels.
const SHORTEST: f64 = 9.0;

/// A bar with its place, in pixels at the narrowest.
struct Bar<'a> {
    stretch: &'a Stretch,
    left: f64,
    right: f64,
    lane: usize,
}

/// The strip of whoever looks, over the usual span; none for somebody who has neither led nor followed.
pub(crate) fn of_viewer(seen: &Seen<'_>, name: &str) -> Option<Drawn> {
    let from = Span::default().from(seen.sight, seen.now);
    let strip = strip::of_person(seen.sight, Some(seen.me()), seen.me(), from, seen.now)?;
    (!strip.stretches.is_empty()).then(|| draw(&strip, name, seen.at))
}

/// The strip of a team, over the usual span; none where there is nothing to see.
pub(crate) fn of_team(seen: &Seen<'_>, team: TeamId, name: &str) -> Option<Drawn> {
    let from = Span::default().from(seen.sight, seen.now);
    let strip = strip::of_team(seen.sight, team, from, seen.now)?;
    (!strip.stretches.is_empty()).then(|| draw(&strip, name, seen.at))
}

/// Draws a strip. `name` tells it apart from other pictures of the page.
pub(crate) fn draw(strip: &Strip, name: &str, at: At) -> Drawn {
    let scale = Moments {
        from: strip.from,
        to: strip.now,
        left: 0.0,
        right: NOW,
    };
    let bars = lanes(strip, &scale);
    let lanes = bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(1);
    let floor = TOP + PITCH * float(lanes) + 2.0;
    let mut svg = Svg::default();
    scale.grid(&mut svg, (0.0, floor), (4.0, 16.0));
    svg.line("p-now", (part(NOW), px(0.0)), (part(NOW), px(floor)));
    let own_lanes = bars.len() <= A_LANE_EACH;
    for bar in &bars {
        draw_bar(&mut svg, bar);
        if own_lanes {
            label_anywhere(&mut svg, bar);
        } else {
            label_inside(&mut svg, bar);
        }
    }
    if bars.is_empty() {
        svg.text(
            "p-empty",
            (part(1.0), px(TOP + PITCH - 5.0)),
            "Nothing in this time.",
        );
    }
    let (title, desc) = told(strip);
    let svg = svg.finish(&Sheet {
        name,
        title: &title,
        desc: &desc,
        width: part(100.0),
        height: floor + 24.0,
    });
    Drawn {
        finding: strip.sentence(),
        label: title,
        kind: "p-strip",
        svg,
        legend: legend(strip),
        note: note(strip),
        table: (!strip.stretches.is_empty()).then(|| table(strip, at)),
    }
}

fn lanes<'a>(strip: &'a Strip, scale: &Moments) -> Vec<Bar<'a>> {
    let mut free_from: Vec<f64> = Vec::new();
    let one_each = strip.stretches.len() <= A_LANE_EACH;
    let mut bars = Vec::new();
    for (number, stretch) in strip.stretches.iter().enumerate() {
        let pixels = |per_cent: f64| per_cent * NARROWEST / 100.0;
        let right = pixels(scale.at(stretch.to.unwrap_or(strip.now)));
        // Even a short one can be seen, and none reaches beyond now.
        let left = pixels(scale.at(stretch.from)).min(pixels(NOW) - SHORTEST);
        let right = right.max(left + SHORTEST);
        let lane = if one_each {
            number
        } else {
            let free = free_from.iter().position(|free| *free <= left);
            free.unwrap_or(free_from.len())
        };
        match free_from.get_mut(lane) {
            Some(free) => *free = right + 4.0,
            None => free_from.push(right + 4.0),
        }
        let bar = Bar {
            stretch,
            left,
            right,
            lane,
        };
        bars.push(bar);
    }
    bars
}

impl Bar<'_> {
    fn top(&self) -> f64 {
        TOP + PITCH * float(self.lane)
    }

    fn words(&self) -> String {
        let initiative = &self.stretch.initiative;
        format!("{} {}", initiative.id, initiative.title)
    }
}

fn class(did: Did) -> &'static str {
    match did {
        Did::Led => "p-led",
        Did::Followed => "p-followed",
        Did::FollowedWithReservations => "p-reserved",
        Did::Advised => "p-advised",
    }
}

fn draw_bar(svg: &mut Svg, bar: &Bar<'_>) {
    let per_cent = |pixels: f64| pixels * 100.0 / NARROWEST;
    // What began earlier comes in from beyond the edge.
    let left = if bar.left <= 0.0 { -12.0 } else { bar.left };
    let rounded = match bar.stretch.did {
        Did::Led => 3.0,
        Did::Followed | Did::FollowedWithReservations | Did::Advised => BAR / 2.0,
    };
    let geometry = [
        ("x", part(per_cent(left))),
        ("y", px(bar.top())),
        ("width", part(per_cent(bar.right - left))),
        ("height", px(BAR)),
        ("rx", px(rounded)),
    ];
    let class = format!("p-bar {}", class(bar.stretch.did));
    let told = format!(
        "{}: {}, {}",
        bar.words(),
        bar.stretch.did.word(),
        days(bar.stretch)
    );
    svg.mark("rect", &class, &geometry, &told);
    if bar.stretch.to.is_none() {
        let place = (part(NOW), px(bar.top() + BAR / 2.0));
        svg.path_at("p-goes-on", place, "M5 -4L9 0L5 4", "");
    }
}

/// A label inside the bar, beside it, or cut to the larger side.
fn label_anywhere(svg: &mut Svg, bar: &Bar<'_>) {
    let words = bar.words();
    let room = |pixels: f64| pixels - 6.0;
    let needed = letters::width(&words, LETTERS) + 8.0;
    let (inside, before) = (bar.right - bar.left - 8.0, bar.left);
    let after = if bar.stretch.to.is_none() {
        0.0
    } else {
        NARROWEST - bar.right
    };
    let (base, right_edge) = (px(bar.top() + 12.0), part(bar.right * 100.0 / NARROWEST));
    let left_edge = part(bar.left * 100.0 / NARROWEST);
    if needed <= inside || (inside >= before && inside >= after) {
        let words = letters::cut(&words, LETTERS, room(inside));
        svg.shifted("p-in", (left_edge, base), 8.0, &words);
    } else if needed <= after || (needed > before && after >= before) {
        let words = letters::cut(&words, LETTERS, room(after));
        svg.shifted("p-beside", (right_edge, base), 6.0, &words);
    } else {
        let words = letters::cut(&words, LETTERS, room(before));
        svg.shifted("p-beside p-end", (left_edge, base), -6.0, &words);
    }
}

/// A label inside the bar, where at least its number fits.
fn label_inside(svg: &mut Svg, bar: &Bar<'_>) {
    let room = bar.right - bar.left - 12.0;
    let number = bar.stretch.initiative.id.to_string();
    if letters::width(&number, LETTERS) > room {
        return;
    }
    let whole = letters::cut(&bar.words(), LETTERS, room);
    // A word of which two letters are left says less than the number alone.
    let words = if whole.chars().count() < number.len() + 5 {
        number
    } else {
        whole
    };
    let place = (part(bar.left * 100.0 / NARROWEST), px(bar.top() + 12.0));
    svg.shifted("p-in", place, 7.0, &words);
}

fn days(stretch: &Stretch) -> String {
    let from = PlainDay(stretch.from);
    match stretch.to {
        Some(to) => format!("{from} to {}", PlainDay(to)),
        None => format!("since {from}"),
    }
}

/// The title and the finding in words.
fn told(strip: &Strip) -> (String, String) {
    let title = match &strip.whose {
        Whose::Mine => "Your paceline".to_owned(),
        Whose::Team(team) => format!("The paceline of {}", team.name),
        Whose::SmallTeam(team) => format!("What {} led", team.name),
    };
    let led = strip
        .stretches
        .iter()
        .filter(|one| one.did == Did::Led)
        .count();
    let counts = match strip.whose {
        Whose::SmallTeam(_) => format!("{led} shown."),
        Whose::Mine | Whose::Team(_) => format!(
            "{led} of leading and {} of following are shown.",
            strip.stretches.len() - led
        ),
    };
    let span = format!("{} to {}", PlainDay(strip.from), PlainDay(strip.now));
    let sentence = strip.sentence();
    let sentence = sentence.trim_end_matches('.');
    (title, format!("{span}: {sentence}. {counts}"))
}

fn legend(strip: &Strip) -> Vec<Key> {
    let has = |did: Did| strip.stretches.iter().any(|one| one.did == did);
    let mut keys = vec![Key::new("p-led", "leading")];
    if !matches!(strip.whose, Whose::SmallTeam(_)) {
        keys.push(Key::new("p-followed", "following"));
    }
    if has(Did::FollowedWithReservations) {
        keys.push(Key::new("p-reserved", "with reservations"));
    }
    if has(Did::Advised) {
        keys.push(Key::new("p-advised", "advising"));
    }
    keys
}

fn note(strip: &Strip) -> String {
    let left_out = match strip.left_out {
        0 => String::new(),
        1 => "1 earlier stretch is left out.".to_owned(),
        count => format!("{count} earlier stretches are left out."),
    };
    let small = match strip.whose {
        Whose::SmallTeam(_) => "What fewer than five people follow is shown to nobody else.",
        Whose::Mine | Whose::Team(_) => "",
    };
    [left_out.as_str(), small].join(" ").trim().to_owned()
}

fn table(strip: &Strip, at: At) -> Table {
    let rows = strip.stretches.iter().rev().map(|stretch| {
        let initiative = &stretch.initiative;
        let words = format!("{} {}", initiative.id, initiative.title);
        vec![
            Cell::link(&at.initiative(&initiative.id), words),
            Cell::words(stretch.did.word()),
            Cell::words(PlainDay(stretch.from).to_string()),
            Cell::words(
                stretch
                    .to
                    .map_or("now".to_owned(), |to| PlainDay(to).to_string()),
            ),
        ]
    });
    Table {
        caption: "When what was led and followed, newest first".to_owned(),
        head: ["Initiative", "What", "From", "To"]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
    }
}
