//! The numbers of a goal: how they move towards what is wanted, convincingly, or do not.

use paceline_core::{Time, measure::Amount};

use crate::{
    content::directions::{Grain, Metric},
    dice::Dice,
};

/// A number behind a key result.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub(crate) baseline: Amount,
    pub(crate) target: Amount,
    /// In thousandths: what it is told in.
    grain: i64,
    way: usize,
    is_share: bool,
}

/// A way from the baseline (0) to the target (1000), at six moments evenly spread over the goal's time.
type Way = [i64; 6];

const STEADY: Way = [0, 210, 400, 610, 830, 1010];
const SLOW_START: Way = [0, 40, 120, 380, 760, 1030];
const SETBACK: Way = [0, 300, 560, 330, 700, 1000];
const PLATEAU_THEN_LEAP: Way = [0, 340, 430, 440, 620, 1080];
const STALLS: Way = [0, 320, 560, 640, 630, 660];
const FALLS_BACK: Way = [0, 260, 510, 420, 230, 180];
const TOO_LATE: Way = [0, 30, 60, 150, 390, 640];
const HARDLY_MOVES: Way = [0, 60, 40, 110, 90, 130];
const WORSE: Way = [0, 50, -40, -120, -90, -150];

/// The ways that lead up to an end: achieved, missed, dropped, never said.
const WAYS: [&[Way]; 4] = [
    &[STEADY, SLOW_START, SETBACK, PLATEAU_THEN_LEAP],
    &[STALLS, FALLS_BACK, TOO_LATE, STALLS],
    &[HARDLY_MOVES, WORSE, FALLS_BACK],
    &[STALLS, HARDLY_MOVES, STEADY],
];

fn way(end: usize, way: usize) -> &'static Way {
    let ways = WAYS.get(end).copied().unwrap_or(&[]);
    ways.get(way % ways.len().max(1)).unwrap_or(&STEADY)
}

impl Number {
    pub(crate) fn new(metric: &Metric, dice: &mut Dice) -> Self {
        let grain = match metric.grain {
            Grain::Whole => 1000,
            Grain::Tenths => 100,
        };
        let mut within = |[from, to]: [i32; 2]| {
            let steps = i64::from(to - from) * 1000 / grain;
            let some = dice.below(usize::try_from(steps + 1).unwrap_or(1));
            let moved = i64::try_from(some).unwrap_or(0) * grain;
            Amount::thousandths(i64::from(from) * 1000 + moved)
        };
        let baseline = within(metric.from);
        let mut target = within(metric.to);
        if target == baseline {
            target = Amount::thousandths(baseline.in_thousandths() - grain);
        }
        Self {
            baseline,
            target,
            grain,
            way: dice.below(4),
            is_share: metric.unit.starts_with('%'),
        }
    }

    /// How far it is, in thousandths of the way, after `part` of `whole` of the goal's time.
    pub(crate) fn progress(&self, end: usize, part: i64, whole: i64) -> i64 {
        let way = way(end, self.way);
        let stretches = i64::try_from(way.len() - 1).unwrap_or(1);
        let whole = whole.max(1);
        let at = part.clamp(0, whole) * stretches;
        let (stretch, within) = (at / whole, at % whole);
        let point = |stretch: i64| {
            let place = usize::try_from(stretch).unwrap_or(0).min(way.len() - 1);
            way.get(place).copied().unwrap_or(0)
        };
        let (from, to) = (point(stretch), point(stretch + 1));
        from + (to - from) * within / whole
    }

    /// The value at a place of the way.
    pub(crate) fn value(&self, progress: i64) -> Amount {
        let (from, to) = (self.baseline.in_thousandths(), self.target.in_thousandths());
        let exact = from + (to - from) * progress / 1000;
        let told = (exact + self.grain / 2).div_euclid(self.grain) * self.grain;
        let most = if self.is_share { 100_000 } else { i64::MAX };
        Amount::thousandths(told.clamp(0, most))
    }
}

/// How far a goal's time has gone: a part, and the whole.
pub(crate) fn time_gone(from: Time, until: Time, now: Time) -> (i64, i64) {
    (now.0 - from.0, (until.0 - from.0).max(1))
}
