//! The measure chart: what is, what was expected by now, what ought to be (mission row A6).

use std::fmt::Write as _;

use paceline_core::{
    Time,
    measure::{Amount, Measure, Origin, Point},
};

use super::{
    Cell, Drawn, Key, Table, letters,
    scale::Moments,
    svg::{Sheet, Svg, float, part, px},
};
use crate::html::PlainDay;

/// From so many values on, single points would be a smear: only the last one is drawn.
const POINTS: usize = 60;
/// Whoever is less sure than this is not sure.
const SURE: u8 = 5;
const TOP: f64 = 22.0;
const HEIGHT: f64 = 170.0;

/// Where values stand: 0 at the top, 1000 at the bottom.
struct Levels {
    least: i64,
    most: i64,
}

impl Levels {
    fn of(measure: &Measure) -> Self {
        let values = measure.points.iter().map(|point| point.value);
        let all = values.chain([measure.baseline, measure.target]);
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for value in all.map(Amount::in_thousandths) {
            (least, most) = (least.min(value), most.max(value));
        }
        Self { least, most }
    }

    fn at(&self, value: Amount) -> f64 {
        let whole = i128::from(self.most) - i128::from(self.least);
        if whole == 0 {
            return 500.0;
        }
        let above = (i128::from(self.most) - i128::from(value.in_thousandths())) * 10_000 / whole;
        float(above) / 10.0
    }
}

/// A chart's two scales, and the box they are drawn in.
struct Plot<'a> {
    measure: &'a Measure,
    levels: Levels,
    /// From 0 to 1000.
    moments: Moments,
}

impl<'a> Plot<'a> {
    fn of(measure: &'a Measure, now: Time) -> Self {
        let last = measure.points.last().map_or(now, |point| point.at.max(now));
        let moments = Moments {
            from: measure.from,
            to: measure.until.map_or(last, |until| until.max(last)),
            left: 0.0,
            right: 1000.0,
        };
        Self {
            measure,
            levels: Levels::of(measure),
            moments,
        }
    }

    fn place(&self, time: Time, value: Amount) -> (f64, f64) {
        (self.moments.at(time), self.levels.at(value))
    }

    /// The way from the baseline through every value.
    fn is(&self) -> Vec<(f64, f64)> {
        let measure = self.measure;
        std::iter::once(self.place(measure.from, measure.baseline))
            .chain(
                measure
                    .points
                    .iter()
                    .map(|point| self.place(point.at, point.value)),
            )
            .collect()
    }

    /// The steady way that was expected.
    fn expected(&self) -> Option<Vec<(f64, f64)>> {
        let measure = self.measure;
        let until = measure.until?;
        let ends = self.place(self.moments.to, measure.target);
        Some(vec![
            self.place(measure.from, measure.baseline),
            self.place(until, measure.target),
            ends,
        ])
    }
}

fn steps(places: &[(f64, f64)], (width, height): (f64, f64)) -> String {
    let mut steps = String::new();
    for (at, (x, y)) in places.iter().enumerate() {
        let (x, y) = (px(x * width / 1000.0), px(y * height / 1000.0));
        let _infallible = write!(steps, "{}{x} {y}", if at == 0 { 'M' } else { 'L' });
    }
    steps
}

/// What was expected, as exactly as the way from the baseline to the target deserves.
fn expected_by(measure: &Measure, moment: Time) -> Option<Amount> {
    let expected = measure.expected(moment)?.in_thousandths();
    let way = measure
        .target
        .in_thousandths()
        .abs_diff(measure.baseline.in_thousandths());
    let step = match way {
        0..500 => 1,
        500..5_000 => 10,
        5_000..100_000 => 100,
        100_000.. => 1000,
    };
    let rounded = (expected + step / 2).div_euclid(step) * step;
    Some(Amount::thousandths(rounded))
}

/// What ought to be: `at most 5 days`, `yes`.
fn wanted(measure: &Measure) -> String {
    let target = measure.told(measure.target);
    if measure.direction.keeps() {
        format!("{} {target}", measure.direction.word())
    } else {
        target
    }
}

/// What the chart says, in words.
pub(crate) fn sentence(measure: &Measure, now: Time) -> String {
    let ought = match measure.until {
        Some(until) => format!("It ought to be {} by {}", wanted(measure), PlainDay(until)),
        None => format!("It ought to be {}", wanted(measure)),
    };
    let Some(is) = measure.is() else {
        return format!(
            "No value has been reported yet. It began at {}. {ought}.",
            measure.told(measure.baseline)
        );
    };
    let how = if measure.is_met() {
        ", as wanted".to_owned()
    } else {
        expected_by(measure, now).map_or_else(String::new, |expected| beside(measure, is, expected))
    };
    format!("It is {}{how}. {ought}.", measure.told(is))
}

/// Where a value stands beside what was expected: `, behind: 4.6 days was expected by now`.
fn beside(measure: &Measure, is: Amount, expected: Amount) -> String {
    let grows = measure.target >= measure.baseline;
    let is_behind = if grows { is < expected } else { is > expected };
    let where_it_is = match (is == expected, is_behind) {
        (true, _) => "as expected",
        (false, true) => "behind",
        (false, false) => "ahead",
    };
    format!(
        ", {where_it_is}: {} was expected by now",
        measure.told(expected)
    )
}

/// The chart of a goal's page. `name` tells it apart from other pictures of the page.
pub(crate) fn large(measure: &Measure, name: &str, now: Time) -> Drawn {
    let plot = Plot::of(measure, now);
    let mut svg = Svg::default();
    // In per cent: room for the values at the left, for what ought to be at the right.
    let (left, right) = (15.0, 85.0);
    let across = |x: f64| part(left + (right - left) * x / 1000.0);
    let down = |y: f64| px(TOP + HEIGHT * y / 1000.0);
    let floor = TOP + HEIGHT + 14.0;
    let ticks = Moments {
        left,
        right,
        ..plot.moments
    };
    axis(&mut svg, &ticks, now, floor);
    let ought = plot.levels.at(measure.target);
    svg.line(
        "p-ought",
        (across(0.0), down(ought)),
        (across(1000.0), down(ought)),
    );
    let baseline = plot.levels.at(measure.baseline);
    let room = 72.0;
    let told = letters::cut(&measure.told(measure.baseline), 12.0, room);
    svg.shifted("p-value p-end", (across(0.0), down(baseline)), -12.0, &told);
    svg.stretched(
        (part(left), px(TOP)),
        (part(right - left), px(HEIGHT)),
        |svg| {
            if let Some(expected) = plot.expected() {
                svg.path("p-expected", &steps(&expected, (1000.0, 1000.0)), "");
            }
            svg.path("p-is", &steps(&plot.is(), (1000.0, 1000.0)), "");
        },
    );
    let mark = across(measure.until.map_or(1000.0, |until| plot.moments.at(until)));
    svg.mark(
        "circle",
        "p-target",
        &[("cx", mark), ("cy", down(ought)), ("r", px(5.0))],
        "",
    );
    let told = letters::cut(&measure.told(measure.target), 12.0, room);
    svg.shifted("p-value", (across(1000.0), down(ought)), 12.0, &told);
    points(&mut svg, &plot, &across, &down);
    let words = sentence(measure, now);
    let svg = svg.finish(&Sheet {
        name,
        title: &measure.name,
        desc: &words,
        width: part(100.0),
        height: floor + 24.0,
    });
    Drawn {
        finding: words,
        label: measure.name.clone(),
        kind: "p-measure",
        svg,
        legend: legend(measure, now),
        note: String::new(),
        table: (!measure.points.is_empty()).then(|| table(measure)),
    }
}

/// Months, and today.
fn axis(svg: &mut Svg, ticks: &Moments, now: Time, floor: f64) {
    ticks.grid(svg, (TOP - 10.0, floor), (4.0, 16.0));
    let today = part(ticks.at(now));
    svg.line("p-now", (today, px(TOP - 10.0)), (today, px(floor)));
    svg.text("p-tick p-middle", (today, px(TOP - 12.0)), "today");
}

/// The values: the surer, the larger; hollow where somebody was not sure.
fn points(
    svg: &mut Svg,
    plot: &Plot<'_>,
    across: &dyn Fn(f64) -> super::svg::Len,
    down: &dyn Fn(f64) -> super::svg::Len,
) {
    let points = &plot.measure.points;
    let skipped = if points.len() > POINTS {
        points.len() - 1
    } else {
        0
    };
    for point in points.iter().skip(skipped) {
        let (x, y) = plot.place(point.at, point.value);
        let class = match (point.from, point.confidence) {
            (Origin::Report, _) => "p-point p-fed",
            (Origin::CheckIn, Some(..SURE)) => "p-point p-unsure",
            (Origin::CheckIn, Some(_) | None) => "p-point",
        };
        let size = point
            .confidence
            .map_or(4.0, |sure| 2.5 + f64::from(sure) * 0.3);
        let geometry = [("cx", across(x)), ("cy", down(y)), ("r", px(size))];
        svg.mark("circle", class, &geometry, &told(plot.measure, point));
    }
    if let Some(last) = points.last() {
        let (x, y) = plot.place(last.at, last.value);
        let (side, by) = if x > 820.0 {
            ("p-last p-end", -10.0)
        } else {
            ("p-last", 10.0)
        };
        // Above the point, or below it where the line comes from above.
        let came_from = points
            .iter()
            .rev()
            .nth(1)
            .map_or(plot.measure.baseline, |point| point.value);
        let is_below = plot.levels.at(came_from) < y - 20.0 && y < 900.0;
        let y = if is_below { y + 80.0 } else { y - 70.0 };
        let words = letters::cut(&plot.measure.told(last.value), 13.0, 120.0);
        svg.shifted(side, (across(x), down(y)), by, &words);
    }
}

fn told(measure: &Measure, point: &Point) -> String {
    let value = measure.told(point.value);
    let sure = point
        .confidence
        .map_or(String::new(), |sure| format!(", {sure} of 10 sure"));
    format!("{}: {value}{sure}{}", PlainDay(point.at), fed(point))
}

/// That a value was reported between check-ins, where it was.
fn fed(point: &Point) -> &'static str {
    match point.from {
        Origin::CheckIn => "",
        Origin::Report => ", reported",
    }
}

fn legend(measure: &Measure, now: Time) -> Vec<Key> {
    let mut keys = Vec::new();
    if let Some(is) = measure.is() {
        keys.push(Key::new("p-is", format!("is {}", measure.told(is))));
    }
    if let Some(expected) = expected_by(measure, now) {
        let expected = measure.told(expected);
        keys.push(Key::new(
            "p-expected",
            format!("expected by now {expected}"),
        ));
    }
    keys.push(Key::new(
        "p-target",
        format!("ought to be {}", wanted(measure)),
    ));
    let says_sure = |point: &Point| point.confidence.is_some();
    if measure.points.len() <= POINTS && measure.points.iter().any(says_sure) {
        let words = format!("less than {SURE} of 10 sure; the surer, the larger");
        keys.push(Key::new("p-unsure", words));
    }
    let is_fed = |point: &Point| point.from == Origin::Report;
    if measure.points.iter().any(is_fed) {
        keys.push(Key::new("p-fed", "reported by a script"));
    }
    keys
}

fn table(measure: &Measure) -> Table {
    let rows = measure.points.iter().rev().map(|point| {
        let expected = expected_by(measure, point.at);
        vec![
            Cell::words(PlainDay(point.at).to_string()),
            Cell::number(&format!("{}{}", measure.told(point.value), fed(point))),
            Cell::number(
                &expected.map_or_else(|| "–".to_owned(), |expected| measure.told(expected)),
            ),
            Cell::number(
                &point
                    .confidence
                    .map_or_else(|| "–".to_owned(), |sure| format!("{sure} of 10")),
            ),
        ]
    });
    Table {
        caption: format!(
            "{}: every value that was reported, newest first",
            measure.name
        ),
        head: ["Day", "Is", "Expected by then", "Confidence"]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
    }
}

/// The chart of a card, 190 × 90; its words say what the large one's table says.
pub(crate) fn small(measure: &Measure, name: &str, now: Time) -> Drawn {
    let plot = Plot::of(measure, now);
    let mut svg = Svg::default();
    let (left, top, width, height) = (4.0, 18.0, 178.0, 48.0);
    let place = |(x, y): (f64, f64)| (left + x * width / 1000.0, top + y * height / 1000.0);
    let moved = |places: Vec<(f64, f64)>| {
        let places: Vec<(f64, f64)> = places.into_iter().map(place).collect();
        steps(&places, (1000.0, 1000.0))
    };
    svg.line(
        "p-floor",
        (px(left), px(72.0)),
        (px(left + width), px(72.0)),
    );
    if let Some(expected) = plot.expected() {
        svg.path("p-expected", &moved(expected), "");
    }
    svg.path("p-is", &moved(plot.is()), "");
    let until = measure.until.unwrap_or(plot.moments.to);
    let (x, y) = place(plot.place(until, measure.target));
    svg.mark(
        "circle",
        "p-target",
        &[("cx", px(x)), ("cy", px(y)), ("r", px(3.5))],
        "",
    );
    if let Some(last) = measure.points.last() {
        let (x, y) = place(plot.place(last.at, last.value));
        svg.mark(
            "circle",
            "p-point",
            &[("cx", px(x)), ("cy", px(y)), ("r", px(3.5))],
            "",
        );
        let class = if x > 130.0 { "p-last p-end" } else { "p-last" };
        let words = letters::cut(&measure.told(last.value), 11.0, 90.0);
        svg.text(class, (px(x), px((y - 9.0).max(11.0))), &words);
    }
    let baseline = letters::cut(&measure.told(measure.baseline), 10.5, 78.0);
    svg.text("p-tick", (px(left), px(86.0)), &baseline);
    let ought = format!("{} ought", wanted(measure));
    let ought = letters::cut(&ought, 10.5, 92.0);
    svg.text("p-tick p-end", (px(left + width), px(86.0)), &ought);
    let words = sentence(measure, now);
    let svg = svg.finish(&Sheet {
        name,
        title: &measure.name,
        desc: &words,
        width: px(190.0),
        height: 90.0,
    });
    Drawn {
        finding: words,
        label: measure.name.clone(),
        kind: "p-measure p-small",
        svg,
        legend: Vec::new(),
        note: String::new(),
        table: None,
    }
}
