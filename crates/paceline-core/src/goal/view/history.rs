//! The history of a goal: how it was revised and why, what was dropped, and who led it.

use serde::Serialize;

use crate::{
    PersonId, Seq, Sight, Text, Time, WordId,
    goal::{Goal, KeyResult, Lead},
    person,
};

/// A change of what a goal wants, or of what it is measured by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalChange")]
pub struct Change {
    pub at: Time,
    pub by: Option<person::PersonLink>,
    /// What changed, in a sentence.
    pub sentence: String,
    pub because: Option<Text>,
}

/// Somebody who leads or led a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalLead")]
pub struct LeadView {
    pub person: person::PersonLink,
    pub from: Time,
    pub to: Option<Time>,
    /// What the lead before left them.
    pub note: Option<Text>,
}

/// Who led it, the last first.
pub(super) fn leads(sight: Sight<'_>, goal: &Goal) -> Vec<LeadView> {
    let view = |lead: &Lead| LeadView {
        person: person::link(sight, lead.person),
        from: lead.from,
        to: lead.to,
        note: lead.note.map(|note| sight.text(note)),
    };
    goal.leads.iter().rev().map(view).collect()
}

/// A change with its place in the record.
struct Moment {
    at: Time,
    seq: Seq,
    by: Option<PersonId>,
    sentence: String,
    because: Option<WordId>,
}

/// Every change, the last first.
pub(super) fn changes(sight: Sight<'_>, goal: &Goal) -> Vec<Change> {
    let mut moments = revisions(sight, goal);
    for key_result in &goal.key_results {
        moments.extend(of_key_result(sight, goal, key_result));
    }
    moments.extend(goal.reopened.iter().map(|reopened| Moment {
        at: reopened.at,
        seq: reopened.seq,
        by: reopened.by,
        sentence: format!("Opened again; it had been {}.", reopened.was.outcome.word()),
        because: Some(reopened.because),
    }));
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.seq));
    let view = |moment: Moment| Change {
        at: moment.at,
        by: moment.by.map(|person| person::link(sight, person)),
        sentence: moment.sentence,
        because: moment.because.map(|because| sight.text(because)),
    };
    moments.into_iter().map(view).collect()
}

/// What a goal wanted before each revision, beside what it wanted after.
fn revisions(sight: Sight<'_>, goal: &Goal) -> Vec<Moment> {
    let mut moments = Vec::new();
    let last = (goal.title, goal.why, goal.until);
    for (place, was) in goal.revisions.iter().enumerate() {
        let next = goal.revisions.get(place + 1);
        let (title, why, until) = next.map_or(last, |next| (next.title, next.why, next.until));
        let mut changed = Vec::new();
        if was.title != title {
            let [was, is] = [was.title, title].map(|title| sight.text(title));
            changed.push(format!("'{was}' became '{is}'"));
        }
        if was.until != until {
            changed.push(from_to("until", was.until, until));
        }
        if was.why != why {
            changed.push("the why was written anew".to_owned());
        }
        moments.push(Moment {
            at: was.at,
            seq: was.seq,
            by: was.by,
            sentence: sentence(&changed),
            because: was.because,
        });
    }
    moments
}

/// How a key result was revised, and that it was dropped.
fn of_key_result(sight: Sight<'_>, goal: &Goal, key_result: &KeyResult) -> Vec<Moment> {
    let mut moments = Vec::new();
    let measure = goal.bare_measure(sight, key_result);
    let last = (
        key_result.name,
        key_result.target,
        key_result.until,
        key_result.source,
    );
    for (place, was) in key_result.revisions.iter().enumerate() {
        let next = key_result.revisions.get(place + 1);
        let (name, target, until, source) = next.map_or(last, |next| {
            (next.name, next.target, next.until, next.source)
        });
        let mut changed = Vec::new();
        if was.name != name {
            let [was, is] = [was.name, name].map(|name| sight.text(name));
            changed.push(format!("'{was}' became '{is}'"));
        }
        if was.target != target {
            let [was, is] = [was.target, target].map(|target| measure.told(target));
            changed.push(format!("{was} wanted became {is}"));
        }
        if was.until != until {
            changed.push(from_to("until", was.until, until));
        }
        if was.source != source {
            changed.push("it comes from another source".to_owned());
        }
        moments.push(Moment {
            at: was.at,
            seq: was.seq,
            by: was.by,
            sentence: format!("{}: {}", measure.name, sentence(&changed)),
            because: Some(was.because),
        });
    }
    moments.extend(key_result.dropped.map(|dropped| Moment {
        at: dropped.at,
        seq: dropped.seq,
        by: dropped.by,
        sentence: format!("Dropped: {}.", measure.name),
        because: Some(dropped.because),
    }));
    moments
}

fn from_to(what: &str, was: Option<jiff::civil::Date>, is: Option<jiff::civil::Date>) -> String {
    let told =
        |day: Option<jiff::civil::Date>| day.map_or("no day".to_owned(), |day| day.to_string());
    format!("{what} {} became {}", told(was), told(is))
}

fn sentence(changed: &[String]) -> String {
    if changed.is_empty() {
        "written again, the same.".to_owned()
    } else {
        format!("{}.", changed.join("; "))
    }
}
