//! What is shown of a document: the text, its revisions, who wrote what, and the passages that feedback is about.

use serde::Serialize;

use super::{CoAuthor, Document, Passage, Place, Revision, Span};
use crate::{
    InitiativeId, PersonId, Seq, Sight, Text, Time,
    initiative::{FeedbackView, Initiative, InitiativeLink, Moment, What, feedback},
    person::{self, PersonLink},
};

/// So much feedback stands beside a text with its passages; a text that is all marks cannot be read.
const NOTES: usize = 100;

/// A document, at one of its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DocumentView {
    pub initiative: InitiativeLink,
    /// The number of the newest revision; 0 while nothing is written.
    pub newest: u16,
    /// The revision that is shown; none while nothing is written.
    pub shown: Option<RevisionRow>,
    pub text: Option<Text>,
    /// Who wrote most of what stands there now first; only of the newest revision.
    pub authors: Vec<AuthorView>,
    pub co_authors: Vec<CoAuthorView>,
    /// Open feedback on passages, in the order of the text; only of the newest revision.
    pub notes: Vec<FeedbackView>,
    pub viewer: MayWrite,
}

/// What whoever looks may do with the document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MayWrite {
    pub may_write: bool,
    pub may_invite: bool,
    pub is_invited: bool,
    /// Writes with the lead, and can stop.
    pub is_co_author: bool,
}

/// A revision as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "Revision")]
pub struct RevisionRow {
    pub number: u16,
    pub by: Option<PersonLink>,
    pub at: Time,
    pub ago: String,
    pub note: Option<Text>,
    /// Only spelling or layout.
    pub is_editorial: bool,
    /// In bytes of the text.
    pub added: u32,
    pub taken: u32,
}

/// How much of the newest text somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AuthorView {
    pub person: Option<PersonLink>,
    /// Of a hundred parts of the text, rounded; those of all together may be 99 or 101.
    pub percent: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CoAuthorView {
    pub person: PersonLink,
    pub invited: Time,
    pub has_accepted: bool,
}

/// A passage of the newest text that feedback is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// The number of the feedback.
    pub feedback: u16,
    pub at: Span,
}

/// A passage as it stands beside feedback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PassageView {
    /// As it was read.
    pub quote: Text,
    /// The revision it was read in.
    pub revision: u16,
    pub place: Place,
    /// What became of it, where it is not as it was: `edited since`, `gone since revision 7`.
    pub became: Option<String>,
}

/// A stretch of the newest text, and which revision it came with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Wrote {
    pub text: String,
    pub revision: u16,
    pub by: Option<PersonLink>,
}

impl DocumentView {
    /// The passages that stand in the text, in its order.
    pub fn marked(&self) -> Vec<Marked> {
        let marked = |note: &FeedbackView| {
            let at = note.passage.as_ref()?.place.span()?;
            let feedback = note.number;
            Some(Marked { feedback, at })
        };
        self.notes.iter().filter_map(marked).collect()
    }
}

/// The document at a revision, or at the newest.
pub fn view(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: InitiativeId,
    (number, now): (Option<u16>, Time),
) -> Option<DocumentView> {
    let entity = sight.initiative(id)?;
    let document = &entity.document;
    let newest = document.newest();
    let number = number.unwrap_or(newest);
    let revision = document.revision(number);
    if revision.is_none() && (number > 0 || newest > 0) {
        return None;
    }
    let is_newest = number == newest;
    let of_newest = || is_newest.then_some(document).into_iter();
    Some(DocumentView {
        initiative: crate::initiative::link(sight, id, entity),
        newest,
        shown: revision.map(|revision| row(sight, (number, revision), now)),
        text: revision.map(|revision| sight.text(revision.text)),
        authors: of_newest()
            .flat_map(|document| authors(sight, document))
            .collect(),
        co_authors: document
            .co_authors
            .iter()
            .filter(|author| author.ended.is_none())
            .map(|author| co_author(sight, author))
            .collect(),
        notes: of_newest()
            .flat_map(|_| feedback::on_passages(sight, entity, NOTES, now))
            .collect(),
        viewer: viewer.map_or_else(MayWrite::default, |viewer| may(entity, viewer)),
    })
}

fn may(entity: &Initiative, viewer: PersonId) -> MayWrite {
    let leads = entity.lead() == Some(viewer);
    let invitation = entity.document.co_author(viewer);
    let is_co_author = invitation.is_some_and(|author| author.accepted.is_some());
    MayWrite {
        may_write: leads || is_co_author,
        may_invite: leads,
        is_invited: invitation.is_some() && !is_co_author,
        is_co_author,
    }
}

fn row(sight: Sight<'_>, (number, revision): (u16, &Revision), now: Time) -> RevisionRow {
    let sum = |length: fn(&super::Edit) -> u32| revision.edits.iter().map(length).sum();
    RevisionRow {
        number,
        by: revision.by.map(|by| person::link(sight, by)),
        at: revision.at,
        ago: revision.at.ago(now),
        note: revision.note.map(|note| sight.text(note)),
        is_editorial: revision.is_editorial,
        added: sum(|edit| edit.added),
        taken: sum(|edit| edit.taken),
    }
}

fn co_author(sight: Sight<'_>, author: &CoAuthor) -> CoAuthorView {
    CoAuthorView {
        person: person::link(sight, author.person),
        invited: author.invited,
        has_accepted: author.accepted.is_some(),
    }
}

/// Some revisions, the newest first, and how many there are.
pub fn revisions(
    sight: Sight<'_>,
    id: InitiativeId,
    (skip, take): (usize, usize),
    now: Time,
) -> Option<(Vec<RevisionRow>, usize)> {
    let revisions = &sight.initiative(id)?.document.revisions;
    let numbered = (1_u16..).zip(revisions).collect::<Vec<_>>();
    let newest_first = numbered.into_iter().rev().skip(skip).take(take);
    let rows = newest_first.map(|numbered| row(sight, numbered, now));
    Some((rows.collect(), revisions.len()))
}

fn authors(sight: Sight<'_>, document: &Document) -> Vec<AuthorView> {
    let mut wrote: Vec<(Option<PersonId>, u64)> = Vec::new();
    for stretch in &document.authored {
        let by = document.revision(stretch.revision).and_then(|r| r.by);
        match wrote.iter_mut().find(|(author, _)| *author == by) {
            Some((_, bytes)) => *bytes += u64::from(stretch.bytes),
            None => wrote.push((by, u64::from(stretch.bytes))),
        }
    }
    wrote.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    let all: u64 = wrote.iter().map(|(_, bytes)| bytes).sum();
    let percent = |bytes: u64| u32::try_from((bytes * 100 + all / 2) / all.max(1)).unwrap_or(100);
    wrote
        .into_iter()
        .map(|(by, bytes)| AuthorView {
            person: by.map(|by| person::link(sight, by)),
            percent: percent(bytes),
        })
        .collect()
}

/// The newest text in the stretches in which it was written. The text must be at hand.
pub fn wrote(sight: Sight<'_>, id: InitiativeId, text: &str) -> Vec<Wrote> {
    let Some(entity) = sight.initiative(id) else {
        return Vec::new();
    };
    let document = &entity.document;
    let mut at = 0;
    let stretch = |stretch: &super::Authored| {
        let from = at;
        at += stretch.bytes as usize;
        // A text that was erased has no such stretch.
        let text = text.get(from..at)?;
        let by = document.revision(stretch.revision).and_then(|r| r.by);
        Some(Wrote {
            text: text.to_owned(),
            revision: stretch.revision,
            by: by.map(|by| person::link(sight, by)),
        })
    };
    document.authored.iter().filter_map(stretch).collect()
}

/// Revisions, and who came to write, as moments of the timeline: enough of the newest, and how many there are.
pub(in crate::initiative) fn moments(
    sight: Sight<'_>,
    entity: &Initiative,
    enough: usize,
) -> (Vec<Moment>, usize) {
    let link = |by: Option<PersonId>| by.map(|by| person::link(sight, by));
    let document = &entity.document;
    let revisions = document.revisions.iter().rev().take(enough);
    let mut moments: Vec<Moment> = (0..document.newest())
        .rev()
        .zip(revisions)
        .map(|(before, revision)| Moment {
            at: revision.at,
            seq: revision.seq,
            by: link(revision.by),
            what: What::Revised {
                revision: before + 1,
                note: revision.note.map(|note| sight.text(note)),
                is_editorial: revision.is_editorial,
            },
        })
        .collect();
    let mut all = document.revisions.len();
    for author in &document.co_authors {
        let mut add = |at: Time, seq: Seq, by: Option<PersonId>, what: What| {
            all += 1;
            let by = link(by);
            moments.push(Moment { at, seq, by, what });
        };
        let who = person::link(sight, author.person);
        let invited = What::CoAuthorInvited { who };
        add(author.invited, author.seq, author.by, invited);
        let came = author.accepted.map(|then| (then, What::CoAuthorCame));
        let left = author.ended.map(|then| (then, What::CoAuthorLeft));
        for (then, what) in came.into_iter().chain(left) {
            add(then.at, then.seq, Some(author.person), what);
        }
    }
    (moments, all)
}

impl Place {
    /// Where it is; nowhere once it is gone.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Here(span) | Self::Edited(span) => Some(span),
            Self::GoneSince(_) => None,
        }
    }
}

impl Passage {
    pub(in crate::initiative) fn view(&self, sight: Sight<'_>) -> PassageView {
        PassageView {
            quote: sight.text(self.quote),
            revision: self.revision,
            place: self.place,
            became: match self.place {
                Place::Here(_) => None,
                Place::Edited(_) => Some("The passage was edited since.".to_owned()),
                Place::GoneSince(revision) => {
                    Some(format!("The passage is gone since revision {revision}."))
                }
            },
        }
    }
}
