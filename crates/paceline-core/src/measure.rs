//! Measures: a number that is, one that ought to be, and what was expected by now (mission row A6).

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::{
    Refusal, Time,
    goal::{Direction, Kind},
};

/// A number with up to three decimals, exact, as people write it: `9`, `3.8`, `-0.25`. Stored as that text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    thousandths: i64,
}

/// The largest size of an amount, in thousandths: a million millions.
const LIMIT: i64 = 1_000_000_000_000_000;

impl Amount {
    pub const fn whole(number: i32) -> Self {
        Self {
            thousandths: number as i64 * 1000,
        }
    }

    pub const fn thousandths(thousandths: i64) -> Self {
        Self { thousandths }
    }

    pub const fn in_thousandths(self) -> i64 {
        self.thousandths
    }

    /// This amount with so many decimals, from nought to three.
    #[must_use]
    pub const fn rounded(self, decimals: u32) -> Self {
        let step = match decimals {
            0 => 1000,
            1 => 100,
            2 => 10,
            _ => return self,
        };
        let half = if self.thousandths < 0 {
            -step / 2
        } else {
            step / 2
        };
        Self {
            thousandths: (self.thousandths + half) / step * step,
        }
    }

    /// How many decimals it is written with.
    pub const fn decimals(self) -> u32 {
        match self.thousandths {
            exact if exact % 1000 == 0 => 0,
            exact if exact % 100 == 0 => 1,
            exact if exact % 10 == 0 => 2,
            _ => 3,
        }
    }

    /// This amount moved towards another by `part` of `whole`; all the way when `whole` is nought.
    #[must_use]
    pub fn towards(self, other: Self, part: i64, whole: i64) -> Self {
        if whole <= 0 {
            return other;
        }
        let distance = i128::from(other.thousandths - self.thousandths);
        let moved = distance * i128::from(part.clamp(0, whole)) / i128::from(whole);
        Self {
            thousandths: self.thousandths + i64::try_from(moved).unwrap_or_default(),
        }
    }
}

impl std::str::FromStr for Amount {
    type Err = Refusal;

    /// Takes a point or a comma before the decimals.
    fn from_str(written: &str) -> Result<Self, Refusal> {
        let not_a_number = || Refusal::NotANumber {
            written: crate::text::cut(written, 40),
        };
        let plain = written.trim().replace(',', ".").replace('−', "-");
        let (sign, digits) = plain
            .strip_prefix('-')
            .map_or((1, plain.as_str()), |digits| (-1, digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || decimals.len() > 3 || !are_digits(whole) || !are_digits(decimals) {
            return Err(not_a_number());
        }
        let thousandths: i64 = format!("{whole}{decimals:0<3}")
            .parse()
            .map_err(|_| not_a_number())?;
        if thousandths > LIMIT {
            return Err(not_a_number());
        }
        Ok(Self {
            thousandths: sign * thousandths,
        })
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.thousandths.unsigned_abs();
        let sign = if self.thousandths < 0 { "-" } else { "" };
        write!(f, "{sign}{}", size / 1000)?;
        match size % 1000 {
            0 => Ok(()),
            rest => write!(f, ".{}", format!("{rest:03}").trim_end_matches('0')),
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        written.parse().map_err(D::Error::custom)
    }
}

impl schemars::JsonSchema for Amount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = schemars::json_schema!({
            "type": "string",
            "pattern": r"^-?[0-9]+(\.[0-9]{1,3})?$",
            "description": "A number with up to three decimals, exact: \"9\", \"3.8\", \"-0.25\"."
        });
        if generator.contract().is_deserialize() {
            crate::vocabulary::takes(&mut schema, "amount", "number");
        }
        schema
    }
}

/// A measure as a chart shows it: where it began, where it ought to be, and every value on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Measure {
    pub name: String,
    pub kind: Kind,
    /// Such as `days`, `%` or nothing.
    pub unit: String,
    pub direction: Direction,
    pub baseline: Amount,
    pub target: Amount,
    pub from: Time,
    /// Until when the target is wanted, if anybody said.
    pub until: Option<Time>,
    /// Oldest first.
    pub points: Vec<Point>,
}

/// A value that somebody reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Point {
    pub at: Time,
    pub value: Amount,
    /// How sure they were that the target will be reached, from 0 to 10.
    pub confidence: Option<u8>,
    pub from: Origin,
}

/// How a value came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ValueOrigin")]
pub enum Origin {
    /// Somebody said it when they checked in.
    #[default]
    CheckIn,
    /// It was reported between check-ins, as a script does.
    Report,
}

impl Origin {
    pub fn word(self) -> &'static str {
        match self {
            Self::CheckIn => "check-in",
            Self::Report => "reported",
        }
    }
}

impl Measure {
    /// The last value that was reported.
    pub fn is(&self) -> Option<Amount> {
        self.points.last().map(|point| point.value)
    }

    /// What a steady way from the baseline to the target would have reached by now. What is kept, or is yes or no, is on
    /// no way.
    pub fn expected(&self, now: Time) -> Option<Amount> {
        if self.direction.keeps() || self.kind == Kind::YesNo {
            return None;
        }
        let until = self.until?;
        let (part, whole) = (now.0 - self.from.0, until.0 - self.from.0);
        Some(self.baseline.towards(self.target, part, whole))
    }

    /// Whether it is as wanted, by the last value or, before any, by what it was at the start.
    pub fn is_met(&self) -> bool {
        let is = self.is().unwrap_or(self.baseline);
        self.direction.is_met(is, self.target)
    }

    /// How much of the way from the baseline to the target is done, in per cent. What is kept is there or is not.
    pub fn progress(&self) -> u8 {
        let is = self.is().unwrap_or(self.baseline);
        progress(is, [self.baseline, self.target], self.direction)
    }

    /// An amount of it as people say it: `3.8 days`, `63 %`, `yes`, `2 of 5`.
    pub fn told(&self, amount: Amount) -> String {
        match self.kind {
            Kind::YesNo if amount == Amount::default() => "no".to_owned(),
            Kind::YesNo => "yes".to_owned(),
            Kind::Milestones => format!("{amount} of {}", self.target),
            Kind::Number | Kind::Percentage => {
                format!("{amount} {}", self.unit).trim_end().to_owned()
            }
        }
    }

    /// What is, what ought to be, and what was expected by now: `3.8 days; 1 wanted, 4.6 expected by now`.
    pub fn in_words(&self, is: Option<Amount>, now: Time) -> String {
        let began = if is.is_some() { "" } else { " at the start" };
        let shown = is.unwrap_or(self.baseline);
        let mut words = format!("{}{began}; {}", self.told(shown), self.wanted());
        if let Some(expected) = self.expected(now) {
            // As exact as the numbers that people wrote, and no more.
            let written = [shown, self.baseline, self.target].map(Amount::decimals);
            let decimals = written.into_iter().max().unwrap_or_default();
            words = format!("{words}, {} expected by now", expected.rounded(decimals));
        }
        words
    }

    /// `1 wanted`, `at most 5 wanted`, `yes wanted`, `all wanted`.
    fn wanted(&self) -> String {
        match self.kind {
            Kind::YesNo => format!("{} wanted", self.told(self.target)),
            Kind::Milestones => "all wanted".to_owned(),
            Kind::Number | Kind::Percentage if self.direction.keeps() => {
                format!("{} {} wanted", self.direction.word(), self.target)
            }
            Kind::Number | Kind::Percentage => format!("{} wanted", self.target),
        }
    }
}

/// How much of the way between two amounts is done, in per cent.
pub(crate) fn progress(is: Amount, [from, to]: [Amount; 2], direction: Direction) -> u8 {
    if direction.is_met(is, to) {
        return 100;
    }
    let [is, from, to] = [is, from, to].map(|amount| i128::from(amount.in_thousandths()));
    if direction.keeps() || from == to {
        return 0;
    }
    // Never a hundred before it is as wanted.
    u8::try_from(((is - from) * 100 / (to - from)).clamp(0, 99)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_written() {
        for (written, shown) in [
            ("9", "9"),
            (" 3,80 ", "3.8"),
            ("-0.25", "-0.25"),
            ("007", "7"),
        ] {
            assert_eq!(written.parse::<Amount>().unwrap().to_string(), shown);
        }
        for wrong in [
            "",
            "nine",
            "1.2345",
            ".5",
            "1e9",
            "--1",
            "99999999999999999",
        ] {
            assert!(wrong.parse::<Amount>().is_err(), "{wrong}");
        }
    }

    fn lead_time() -> Measure {
        Measure {
            name: "Lead time".into(),
            kind: Kind::Number,
            unit: "days".into(),
            direction: Direction::Decrease,
            baseline: Amount::whole(9),
            target: Amount::whole(1),
            from: Time(0),
            until: Some(Time(100)),
            points: Vec::new(),
        }
    }

    fn at(mut measure: Measure, value: i64) -> Measure {
        measure.points.push(Point {
            at: Time(10),
            value: Amount::thousandths(value),
            confidence: None,
            from: Origin::CheckIn,
        });
        measure
    }

    #[test]
    fn progress_is_the_part_of_the_way_that_is_done() {
        let of = |value| at(lead_time(), value).progress();
        assert_eq!(lead_time().progress(), 0);
        assert_eq!(of(5_000), 50);
        assert_eq!(of(12_000), 0, "away from the target is no way");
        assert_eq!(of(1_001), 99, "nearly there is not there");
        assert_eq!([of(1_000), of(500)], [100, 100]);
    }

    #[test]
    fn what_is_kept_is_on_no_way() {
        let kept = Measure {
            direction: Direction::AtMost,
            baseline: Amount::whole(5),
            target: Amount::whole(5),
            ..lead_time()
        };
        assert_eq!(kept.expected(Time(50)), None);
        assert_eq!((kept.is_met(), kept.progress()), (true, 100));
        let broken = at(kept, 6_000);
        assert_eq!((broken.is_met(), broken.progress()), (false, 0));
        assert_eq!(
            broken.in_words(broken.is(), Time(50)),
            "6 days; at most 5 wanted"
        );
    }

    #[test]
    fn yes_or_no_and_milestones_are_told_as_people_say_them() {
        let yes_no = Measure {
            kind: Kind::YesNo,
            unit: String::new(),
            direction: Direction::Increase,
            baseline: Amount::whole(0),
            target: Amount::whole(1),
            ..lead_time()
        };
        assert_eq!(
            yes_no.in_words(None, Time(50)),
            "no at the start; yes wanted"
        );
        let milestones = Measure {
            kind: Kind::Milestones,
            target: Amount::whole(4),
            ..yes_no
        };
        let two = at(milestones, 2_000);
        assert_eq!(
            two.in_words(two.is(), Time(50)),
            "2 of 4; all wanted, 2 expected by now"
        );
        assert_eq!(two.progress(), 50);
    }

    #[test]
    fn what_is_expected_lies_on_the_way() {
        let measure = lead_time();
        assert_eq!(measure.expected(Time(50)), Some(Amount::whole(5)));
        assert_eq!(measure.expected(Time(500)), Some(Amount::whole(1)));
        let is = Some(Amount::thousandths(3_800));
        assert_eq!(
            measure.in_words(is, Time(55)),
            "3.8 days; 1 wanted, 4.6 expected by now"
        );
        assert_eq!(
            measure.in_words(None, Time(8)),
            "9 days at the start; 1 wanted, 8 expected by now"
        );
    }
}
