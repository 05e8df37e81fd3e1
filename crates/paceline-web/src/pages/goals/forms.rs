//! What the forms of goals share: days and numbers as they are typed, and what a goal could serve.

use jiff::civil::Date;
use paceline_core::{
    GoalId, Refusal, Sight, TeamId,
    compass::{Point, PointLink},
    goal::Goal,
    measure::Amount,
    reference::Reference,
    text,
};

use crate::{
    form::{self, Choice, Field, FormPage},
    frame::Section,
    look::Seen,
    url::To,
};

/// The most points that are offered to tick; any other can be typed.
const OFFERED: usize = 40;

/// A page with a form about one goal.
pub(super) fn page(
    seen: &Seen<'_>,
    id: GoalId,
    (title, why): (&'static str, &str),
    form: form::Form,
) -> Option<FormPage> {
    let goal = seen.sight.goal(id)?;
    Some(FormPage {
        section: Section::Goals,
        title,
        why: why.to_owned(),
        back: To::Goal(id),
        back_words: format!("{id} {}", seen.sight.text(goal.title)),
        form,
        last: None,
    })
}

/// A day as it was typed; nothing when it was left out.
pub(super) fn day(written: &str) -> Result<Option<Date>, Refusal> {
    match written.trim() {
        "" => Ok(None),
        written => written
            .parse()
            .map(Some)
            .map_err(|_| Refusal::ImpossibleDate),
    }
}

/// A number as it was typed; nothing when it was left out.
pub(super) fn amount(written: &str) -> Result<Option<Amount>, Refusal> {
    match written.trim() {
        "" => Ok(None),
        written => written.parse().map(Some),
    }
}

/// What was typed, where it is not what it was before: what is left as it is, is left out.
pub(super) fn changed(typed: &str, was: &str) -> Option<String> {
    let same = |one: &str| one.replace("\r\n", "\n").trim().to_owned();
    (same(typed) != same(was)).then(|| typed.to_owned())
}

/// A day as a form holds it.
pub(super) fn written(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// A point by its reference: `C-7`, `O-3`.
pub(super) fn point(written: &str) -> Result<Point, Refusal> {
    let written = written.trim();
    if written.is_empty() {
        return Err(Refusal::Empty {
            what: "entry or goal",
        });
    }
    match written.parse() {
        Ok(Reference::Entry(id)) => Ok(Point::Entry(id)),
        Ok(Reference::Goal(id)) => Ok(Point::Goal(id)),
        Ok(Reference::Gap(_) | Reference::Initiative(_) | Reference::VeerOff(_)) | Err(_) => {
            Err(Refusal::NoSuchReference {
                written: text::cut(written, 60),
            })
        }
    }
}

/// Points by their references, with commas, blanks or lines between them.
pub(super) fn points<'a>(written: impl Iterator<Item = &'a str>) -> Result<Vec<Point>, Refusal> {
    written
        .flat_map(|written| written.split([',', ' ', '\n']))
        .filter(|written| !written.trim().is_empty())
        .map(point)
        .collect()
}

/// A point as something to choose: `C-7 Speed of delivery`.
pub(super) fn choice(sight: Sight<'_>, point: Point) -> Option<Choice> {
    let words = match point.link(sight)? {
        PointLink::Entry(entry) => entry.title,
        PointLink::Goal(goal) => goal.title,
    };
    let reference = point.to_string();
    let label = format!("{reference} {words}");
    Some(Choice::new(reference, label))
}

/// What a goal could serve: entries of the compass in use and open goals, the organisation's first, then those of whoever
/// is above the most.
pub(super) fn could_serve(sight: Sight<'_>, but: impl Fn(Point) -> bool) -> Vec<Choice> {
    let is_high = |team: Option<TeamId>| match team {
        None => true,
        Some(team) => sight
            .team(team)
            .is_some_and(|team| team.parent.is_none() || !team.children.is_empty()),
    };
    let entries = sight
        .entries()
        .filter(|(_, entry)| entry.is_in_use())
        .map(|(id, entry)| (entry.team, Point::Entry(id)));
    let open = |goal: &Goal| goal.closed.is_none();
    let goals = sight
        .goals()
        .filter(|(_, goal)| open(goal))
        .map(|(id, goal)| (goal.team, Point::Goal(id)));
    let mut found: Vec<(bool, Point)> = entries
        .chain(goals)
        .filter(|(team, point)| is_high(*team) && !but(*point))
        .map(|(team, point)| (team.is_some(), point))
        .collect();
    found.sort();
    found
        .into_iter()
        .take(OFFERED)
        .filter_map(|(_, point)| choice(sight, point))
        .collect()
}

/// A reason, which every change asks for.
pub(super) fn because(label: &'static str, value: &str) -> Field {
    Field::text("because", label, value).required()
}
