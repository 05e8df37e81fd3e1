//! Typed URLs of results: of which team, from which day until which, and as which file.

use std::fmt;

use jiff::civil::Date;

use crate::url::Encoded;

/// Results as they can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted<'a> {
    /// Of a team, by its slug, in this quarter.
    Quarter(&'a str),
    /// Of a team by its slug, or of everyone, from a day until a day.
    Period(&'a str, Date, Date),
    /// The same as a file: `md` or `csv`.
    File(&'static str, &'a str, Date, Date),
}

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(team) => write!(f, "/results?team={}", Encoded(team)),
            Self::Period(team, from, until) => {
                write!(f, "/results?{}from={from}&until={until}", Team(team))
            }
            Self::File(form, team, from, until) => {
                let team = Team(team);
                write!(f, "/results.{form}?{team}from={from}&until={until}")
            }
        }
    }
}

/// A team as the first part of a query; nothing where it is everyone.
struct Team<'a>(&'a str);

impl fmt::Display for Team<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => Ok(()),
            team => write!(f, "team={}&", Encoded(team)),
        }
    }
}
