//! What an entry or a goal said in an earlier version beside what it says now, part by part.

use serde::Serialize;

use crate::{
    EntryId, GoalId, Sight, Text, WordId,
    compass::{Content, EvenOver, Point},
};

/// A part that changed: both texts, so that a page can show the difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "PartChanged")]
pub struct Change {
    /// Such as `title`, or `guiding policy`.
    pub part: &'static str,
    pub was: Vec<Text>,
    pub is: Vec<Text>,
}

/// The parts of a point that differ between a version and the current one.
pub fn changes(sight: Sight<'_>, of: Point, since: u16) -> Vec<Change> {
    let (was, is) = match of {
        Point::Entry(id) => of_entry(sight, id, since),
        Point::Goal(id) => of_goal(sight, id, since),
    };
    let mut parts: Vec<&'static str> = is.iter().map(|(part, _)| *part).collect();
    // What an entry has lost comes last.
    let lost = was.iter().map(|(part, _)| *part);
    parts.extend(lost.filter(|part| !is.iter().any(|(known, _)| known == part)));
    let texts = |of: &[(&'static str, Vec<Text>)], wanted: &str| -> Vec<Text> {
        let found = of.iter().find(|(part, _)| *part == wanted);
        found.map_or_else(Vec::new, |(_, texts)| texts.clone())
    };
    parts
        .into_iter()
        .map(|part| Change {
            part,
            was: texts(&was, part),
            is: texts(&is, part),
        })
        .filter(|change| change.was != change.is)
        .collect()
}

type Parts = Vec<(&'static str, Vec<Text>)>;

fn of_entry(sight: Sight<'_>, id: EntryId, since: u16) -> (Parts, Parts) {
    let entry = sight.entry(id);
    let parts = |content: Option<&Content>| {
        content.map_or_else(Vec::new, |content| of_content(sight, content))
    };
    (
        parts(entry.and_then(|entry| entry.content_of(since))),
        parts(entry.and_then(|entry| entry.content())),
    )
}

fn of_content(sight: Sight<'_>, content: &Content) -> Parts {
    let one = |word: WordId| vec![sight.text(word)];
    let some = |word: Option<WordId>| word.map_or_else(Vec::new, one);
    match content {
        Content::Value {
            title,
            text,
            looks_like,
            does_not_look_like,
        } => vec![
            ("title", one(*title)),
            ("what is meant", some(*text)),
            ("what living it looks like", some(*looks_like)),
            ("what it does not look like", some(*does_not_look_like)),
        ],
        Content::Facet {
            title,
            level,
            reason,
            until,
        } => vec![
            ("title", one(*title)),
            ("level", one(*level)),
            ("reason", one(*reason)),
            ("until when it holds", day(*until)),
        ],
        Content::Strategy {
            title,
            diagnosis,
            guiding_policy,
            actions,
            even_over,
        } => {
            let even = |even: &EvenOver| {
                let (this, over) = (sight.text(even.this), sight.text(even.over));
                Text::Here(format!("{this} even over {over}"))
            };
            vec![
                ("title", one(*title)),
                ("diagnosis", one(*diagnosis)),
                ("guiding policy", one(*guiding_policy)),
                (
                    "actions",
                    actions.iter().map(|word| sight.text(*word)).collect(),
                ),
                ("even over", even_over.iter().map(even).collect()),
            ]
        }
    }
}

fn day(until: Option<jiff::civil::Date>) -> Vec<Text> {
    until.map_or_else(Vec::new, |until| vec![Text::Here(until.to_string())])
}

fn of_goal(sight: Sight<'_>, id: GoalId, since: u16) -> (Parts, Parts) {
    let Some(goal) = sight.goal(id) else {
        return (Vec::new(), Vec::new());
    };
    let parts = |title: WordId, why: Option<WordId>, until| {
        let why = why.map_or_else(Vec::new, |why| vec![sight.text(why)]);
        vec![
            ("title", vec![sight.text(title)]),
            ("why", why),
            ("until", day(until)),
        ]
    };
    let now = parts(goal.title, goal.why, goal.until);
    let was = goal.revisions.get(usize::from(since.max(1)) - 1);
    let was = was.map(|was| parts(was.title, was.why, was.until));
    (was.unwrap_or_else(|| now.clone()), now)
}
