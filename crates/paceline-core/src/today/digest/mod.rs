//! A digest: all that waits for a person as one letter, gathered by what it is about. There is never an empty one.

use super::{About, Call, Mine, Urgency, Waiting, everything, mentions::open};
use crate::{
    PersonId, Sight, Time,
    signal::{Finding, Step},
};

/// All that waits for one person. Nothing is left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// How many things wait.
    pub count: usize,
    /// What holds the most pressing thing comes first.
    pub groups: Vec<Group>,
}

/// What waits about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub about: About,
    pub entries: Vec<Entry>,
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// In a few words before the subject's title: `Check in on`.
    pub what: String,
    /// One sentence why.
    pub why: String,
    /// Where it is done; `None`: on the page of what it is about.
    pub step: Option<Step>,
    /// What is done there, as its button says it.
    pub button: &'static str,
    pub urgency: Urgency,
    /// It measures the person: the letter says that there is something, and Paceline alone says what.
    pub is_private: bool,
}

/// Gathers what waits for a person, with the texts that mention them and that nothing told them of yet. `None` when
/// nothing waits.
pub fn digest<'a>(
    sight: Sight<'_>,
    me: PersonId,
    findings: impl Iterator<Item = &'a Finding>,
    mentions: &[Call],
    now: Time,
) -> Option<Digest> {
    let (waiting, _) = everything(sight, me, findings, now);
    let mut told: Vec<(About, Entry)> = waiting.into_iter().map(Entry::of).collect();
    // The newest mention first, after what others wait for and before what is worth a look.
    let calm = told.partition_point(|(_, entry)| entry.urgency < Urgency::Calm);
    let mentions = open(sight, &Mine::of(sight, me), mentions.iter());
    let mentions = mentions.into_iter().filter_map(|call| {
        Some((
            call.subject(sight)?,
            Entry::mentions(call.sentence(sight, now)),
        ))
    });
    told.splice(calm..calm, mentions.collect::<Vec<_>>());
    let mut groups: Vec<Group> = Vec::new();
    for (about, entry) in told {
        match groups.iter_mut().find(|group| group.about == about) {
            Some(group) if group.entries.contains(&entry) => {}
            Some(group) => group.entries.push(entry),
            None => groups.push(Group {
                about,
                entries: vec![entry],
            }),
        }
    }
    let count = groups.iter().map(|group| group.entries.len()).sum();
    (count > 0).then_some(Digest { count, groups })
}

impl Entry {
    fn of(waiting: Waiting) -> (About, Self) {
        let entry = Self {
            what: waiting.what,
            why: waiting.why,
            step: Some(waiting.next.step),
            button: waiting.next.button,
            urgency: waiting.urgency,
            is_private: waiting.is_private,
        };
        (waiting.subject, entry)
    }

    fn mentions(why: String) -> Self {
        Self {
            what: "You are mentioned at".to_owned(),
            why,
            step: None,
            button: "Read it",
            urgency: Urgency::Soon,
            is_private: false,
        }
    }
}

#[cfg(test)]
mod tests;
