//! Activity over time: a row of columns for each kind of act.

use paceline_core::insight::activity::{Activity, Kind};

use super::{
    Cell, Drawn, Table,
    scale::Moments,
    svg::{Sheet, Svg, float, part, px},
};
use crate::html::PlainDay;

const ROW: f64 = 56.0;
const COLUMN: f64 = 38.0;
const TOP: f64 = 6.0;
/// The widest column, in per cent.
const WIDEST: f64 = 2.4;

/// Draws the activity. `name` tells it apart from other pictures of the page.
pub(crate) fn draw(activity: &Activity, name: &str) -> Drawn {
    let scale = Moments {
        from: activity.from,
        to: activity.now,
        left: 24.0,
        right: 90.0,
    };
    let floor = TOP + ROW * float(activity.kinds.len());
    let mut svg = Svg::default();
    scale.grid(&mut svg, (0.0, floor), (3.0, 12.0));
    for (at, kind) in activity.kinds.iter().enumerate() {
        row(&mut svg, activity, kind, (&scale, TOP + ROW * float(at)));
    }
    let finding = activity.sentence();
    let desc = format!(
        "{} to {}, each column is a {}. {finding}",
        PlainDay(activity.from),
        PlainDay(activity.now),
        activity.column()
    );
    let title = if activity.days == 7 {
        "What was done, week by week"
    } else {
        "What was done, four weeks at a time"
    };
    let svg = svg.finish(&Sheet {
        name,
        title,
        desc: &desc,
        width: part(100.0),
        height: floor + 20.0,
    });
    Drawn {
        finding,
        label: title.to_owned(),
        kind: "p-activity",
        svg,
        legend: Vec::new(),
        note: format!(
            "Each column is {}; each row has its own height.",
            match activity.days {
                7 => "a week",
                _ => "four weeks",
            }
        ),
        table: (activity.total() > 0).then(|| table(activity)),
    }
}

fn row(svg: &mut Svg, activity: &Activity, kind: &Kind, (scale, top): (&Moments, f64)) {
    let base = top + ROW - 10.0;
    let most = kind.counts.iter().copied().max().unwrap_or_default();
    svg.line(
        "p-axis",
        (part(scale.left), px(base)),
        (part(scale.right), px(base)),
    );
    svg.text("p-name", (part(0.0), px(base - 14.0)), kind.act.word());
    let peak = match most {
        0 => "none".to_owned(),
        most => format!(
            "at most {most} a {}",
            if activity.days == 7 { "week" } else { "column" }
        ),
    };
    svg.text("p-tick", (part(0.0), px(base)), &peak);
    svg.text(
        "p-number p-end",
        (part(100.0), px(base)),
        &kind.total.to_string(),
    );
    let step = (scale.right - scale.left) / float(activity.begins.len().max(1));
    let wide = (step * 0.72).min(WIDEST);
    let columns = activity.begins.iter().zip(&kind.counts).enumerate();
    for (at, (begins, count)) in columns.filter(|(_, (_, count))| **count > 0) {
        let height = (COLUMN * float(*count) / float(most.max(1))).max(2.0);
        let geometry = [
            (
                "x",
                part(scale.left + step * (float(at) + 0.5) - wide / 2.0),
            ),
            ("y", px(base - height)),
            ("width", part(wide)),
            ("height", px(height)),
        ];
        let told = format!("{} from {}: {count}", activity.column(), PlainDay(*begins));
        svg.mark("rect", "p-column", &geometry, &told);
    }
}

fn table(activity: &Activity) -> Table {
    let kinds = activity.kinds.iter().map(|kind| kind.act.word().to_owned());
    let rows = activity
        .begins
        .iter()
        .enumerate()
        .rev()
        .map(|(at, begins)| {
            let counts = activity.kinds.iter();
            let counts =
                counts.map(|kind| Cell::number(&kind.counts.get(at).copied().unwrap_or_default()));
            std::iter::once(Cell::words(PlainDay(*begins).to_string()))
                .chain(counts)
                .collect()
        });
    let first = if activity.days == 7 {
        "Week from"
    } else {
        "Four weeks from"
    };
    Table {
        caption: "What was done, newest first".to_owned(),
        head: std::iter::once(first.to_owned()).chain(kinds).collect(),
        rows: rows.collect(),
    }
}
