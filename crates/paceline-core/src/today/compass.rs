//! What of the compass waits for somebody: what they were told of and have not read, and what they lead and is to be
//! looked at again.

use super::{About, Mine, Urgency, Waiting};
use crate::{
    EntryId, Sight, Time,
    compass::{self, Content, Entry, Told},
    initiative::AskedOf,
    person,
    signal::{NextStep, Step},
    team,
    time::span,
};

/// So many days after its day, a review is late.
const LATE: i64 = 14;

/// Entries of which the person or one of their teams was told, and whose current version they have not read.
pub(super) fn told(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let waits = |(id, entry): (EntryId, &Entry)| {
        if !entry.is_in_use() {
            return None;
        }
        let told = compass::is_told(sight, entry, mine.me, mine.teams)?;
        Some(Waiting {
            urgency: Urgency::Soon,
            subject: About::Entry(compass::link(sight, id, entry)),
            what: "Read".to_owned(),
            why: why_told(sight, entry, told, now),
            next: NextStep {
                step: Step::ReadEntry(id),
                button: "Read it",
                sentence: "One click there says that you have read it.",
            },
            is_private: false,
        })
    };
    sight.entries().filter_map(waits).collect()
}

fn why_told(sight: Sight<'_>, entry: &Entry, told: &Told, now: Time) -> String {
    let of = match told.of {
        AskedOf::Team(team) => team::link(sight, team).name,
        AskedOf::Person(_) => "you".to_owned(),
    };
    let ago = told.at.ago(now);
    let version = if entry.version() == 1 {
        "it".to_owned()
    } else {
        format!("version {}", told.version)
    };
    match told.by {
        Some(by) => {
            let by = person::link(sight, by).name;
            format!("{by} told {of} of {version} {ago}.")
        }
        None => format!("Version {} was told to {of} {ago}.", told.version),
    }
}

/// Entries that the person leads and whose day of review has come, or the day until which they hold.
pub(super) fn to_look_at(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let waits = |(id, entry): (EntryId, &Entry)| {
        let day = entry.looked_at_again()?;
        let days = now.days_since(Time::start_of(day));
        let is_mine = entry.lead == Some(mine.me) && entry.retired.is_none();
        if !is_mine || day > now.date() {
            return None;
        }
        let since = match days {
            0 => "today".to_owned(),
            days => format!("{} ago", span(days)),
        };
        let (what, why, next) = match entry.content()? {
            Content::Facet { .. } => (
                "State anew",
                format!("What you stated was to hold until {day}, {since}."),
                NextStep {
                    step: Step::StateFacetAnew(id),
                    button: "State it anew",
                    sentence: "Say the level as it is now, and why it changed.",
                },
            ),
            Content::Value { .. } | Content::Strategy { .. } => (
                "Review",
                format!("Its review was set for {day}, {since}."),
                NextStep {
                    step: Step::ReviewEntry(id),
                    button: "Review it",
                    sentence: "Say whether it still holds, and when to look next.",
                },
            ),
        };
        Some(Waiting {
            urgency: if days > LATE {
                Urgency::Late
            } else {
                Urgency::Soon
            },
            subject: About::Entry(compass::link(sight, id, entry)),
            what: what.to_owned(),
            why,
            next,
            is_private: false,
        })
    };
    sight.entries().filter_map(waits).collect()
}
