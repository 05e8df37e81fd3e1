//! The document of an initiative: revisions, who writes it, and passages that feedback is about (mission row P1).

use serde::{Deserialize, Serialize};

use super::{Event, Initiative, Stage, decide::leads};
use crate::{
    Ctx, Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, Time, WordId,
    initiative::consent::LastCallEnding, person, text,
};

pub mod difference;
pub mod edits;
mod view;

pub use edits::{Authored, Edit, Moved, Span};
pub(super) use view::moments;
pub use view::{
    AuthorView, CoAuthorView, DocumentView, Marked, MayWrite, PassageView, RevisionRow, Wrote,
    revisions, view, wrote,
};

/// The longest document, in bytes.
pub const LIMIT: usize = 200 * 1024;
/// The most revisions of one document.
pub const REVISIONS: usize = 5_000;
/// The longest passage that feedback is about, in characters.
const QUOTE_LIMIT: usize = 2_000;

/// A new revision, as somebody saves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Revising {
    pub initiative: InitiativeId,
    /// The revision it was written on; 0 when there was none.
    pub base: u16,
    /// The whole document, in Markdown.
    pub text: String,
    /// What changed, in a few words.
    #[serde(default)]
    pub note: String,
    /// Only spelling or layout: what was agreed on still holds, and a last call goes on.
    #[serde(default)]
    pub is_editorial: bool,
}

/// A new revision, as it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revised {
    pub initiative: InitiativeId,
    /// Its number; the first is 1.
    pub revision: u16,
    pub text: WordId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<WordId>,
    /// What changed since the revision before it.
    pub edits: Vec<Edit>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_editorial: bool,
}

/// A passage that feedback is about, as somebody quotes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Quoting {
    /// The revision that it was read in.
    pub revision: u16,
    /// The passage, as it stands in the document.
    pub quote: String,
    /// Which of several places that say the same; the first is 0.
    #[serde(default)]
    pub occurrence: u16,
}

/// A passage that feedback is about, as it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    pub revision: u16,
    pub quote: WordId,
    pub at: Span,
}

/// A passage, and where it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// As it was read.
    pub quote: WordId,
    /// The revision it was read in.
    pub revision: u16,
    pub place: Place,
}

/// Where a passage is in the newest revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// As it was quoted.
    Here(Span),
    /// Here, and edited since.
    Edited(Span),
    /// Gone since this revision.
    GoneSince(u16),
}

impl Place {
    /// Where it is after another revision.
    fn after(self, revision: u16, edits: &[Edit]) -> Self {
        let (span, was_edited) = match self {
            Self::Here(span) => (span, false),
            Self::Edited(span) => (span, true),
            Self::GoneSince(_) => return self,
        };
        match edits::moved(span, edits) {
            Moved::Kept(span) if !was_edited => Self::Here(span),
            Moved::Kept(span) | Moved::Changed(span) => Self::Edited(span),
            Moved::Gone => Self::GoneSince(revision),
        }
    }
}

/// What we remember of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Oldest first; the number of a revision is its place, counted from 1.
    pub revisions: Vec<Revision>,
    /// Which revision each stretch of the newest text came with.
    pub authored: Vec<Authored>,
    pub co_authors: Vec<CoAuthor>,
}

/// One revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub text: WordId,
    pub note: Option<WordId>,
    /// What changed since the revision before it.
    pub edits: Box<[Edit]>,
    pub is_editorial: bool,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

/// Somebody who was invited to write with the lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoAuthor {
    pub person: PersonId,
    pub by: Option<PersonId>,
    pub invited: Time,
    pub seq: Seq,
    pub accepted: Option<super::Ended>,
    /// When they left, or said no.
    pub ended: Option<super::Ended>,
}

impl Document {
    /// The number of the newest revision; 0 while nothing is written.
    pub fn newest(&self) -> u16 {
        u16::try_from(self.revisions.len()).unwrap_or(u16::MAX)
    }

    /// A revision by its number, counted from 1.
    pub fn revision(&self, number: u16) -> Option<&Revision> {
        self.revisions.get(usize::from(number).checked_sub(1)?)
    }

    /// Everybody who writes it with the lead now.
    pub fn writers(&self) -> impl Iterator<Item = &CoAuthor> {
        let writes = |author: &&CoAuthor| author.accepted.is_some() && author.ended.is_none();
        self.co_authors.iter().filter(writes)
    }

    /// The invitation of somebody, or their part in writing it, while it lasts.
    pub fn co_author(&self, person: PersonId) -> Option<&CoAuthor> {
        let mut lasting = self
            .co_authors
            .iter()
            .filter(|author| author.ended.is_none());
        lasting.find(|author| author.person == person)
    }
}

/// A document's text, or why it is refused.
pub fn document(written: &str) -> Result<String, Refusal> {
    let written = written.replace("\r\n", "\n");
    let written = written.trim();
    let what = "document";
    if written.is_empty() {
        return Err(Refusal::Empty { what });
    }
    if written.len() > LIMIT {
        return Err(Refusal::DocumentTooLong {
            what,
            length: written.len().div_ceil(1024),
            limit: LIMIT / 1024,
        });
    }
    if written
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(Refusal::ControlCharacters { what });
    }
    let places = edits::unsettled(written);
    if places > 0 {
        return Err(Refusal::Unsettled { places });
    }
    Ok(written.to_owned())
}

/// The first revision, written with the start.
pub(super) fn first(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    written: &str,
) -> Result<(), Refusal> {
    if written.trim().is_empty() {
        return Ok(());
    }
    let written = document(written)?;
    let edits = edits::between("", &written);
    let text = draft.word(written);
    draft.initiative(Event::Revised(Revised {
        initiative,
        revision: 1,
        text,
        note: None,
        edits,
        is_editorial: false,
    }));
    Ok(())
}

/// The lead and whoever writes with them save a revision. Never over one that they have not seen.
pub(super) fn revise(draft: &mut Draft<'_>, ctx: &Ctx, revising: &Revising) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let initiative = revising.initiative;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let is_author = entity.lead() == Some(person)
        || entity
            .document
            .writers()
            .any(|author| author.person == person);
    if !is_author {
        return Err(Refusal::NotAnAuthor { initiative });
    }
    let written = document(&revising.text)?;
    let note = text::optional("note", &revising.note)?;
    let newest = entity.document.newest();
    if revising.base > newest {
        let revision = revising.base;
        return Err(Refusal::NoSuchRevision {
            initiative,
            revision,
        });
    }
    if usize::from(newest) >= REVISIONS {
        return Err(Refusal::TooManyRevisions { initiative });
    }
    let last = entity.document.revision(newest);
    if revising.base < newest {
        let by = last.and_then(|last| last.by);
        return Err(Refusal::RevisedSince {
            initiative,
            base: revising.base,
            current: newest,
            who: by.map_or_else(|| "Somebody".to_owned(), |by| draft.state.name_of(by)),
        });
    }
    let before = last.map_or_else(String::new, |last| ctx.text(draft.state, last.text));
    if before == written {
        return Err(Refusal::NothingChanges);
    }
    let edits = edits::between(&before, &written);
    let text = draft.word(written);
    let note = draft.optional_word(note);
    draft.initiative(Event::Revised(Revised {
        initiative,
        revision: newest + 1,
        text,
        note,
        edits,
        is_editorial: revising.is_editorial,
    }));
    if entity.last_call.is_some() && !revising.is_editorial {
        // Whoever said nothing said it of another text.
        draft.initiative(Event::LastCallWithdrawn {
            initiative,
            because: LastCallEnding::Revised,
        });
        draft.initiative(Event::StageMoved {
            initiative,
            to: Stage::Shared,
            reason: None,
            written: None,
        });
    }
    Ok(())
}

/// The lead invites somebody to write with them.
pub(super) fn invite(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
    invited: PersonId,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, actor)?;
    person::member_or_refuse(draft.state, invited)?;
    super::audience::can_read_or_refuse(draft.state, initiative, entity, invited)?;
    let who = draft.state.name_of(invited);
    if invited == actor {
        return Err(Refusal::LeadsAlready { initiative, who });
    }
    if entity.document.co_author(invited).is_some() {
        return Err(Refusal::InvitedAlready { initiative, who });
    }
    draft.initiative(Event::CoAuthorInvited {
        initiative,
        person: invited,
    });
    Ok(())
}

/// Whoever was invited says yes.
pub(super) fn accept(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let invitation = entity.document.co_author(actor);
    match invitation
        .ok_or(Refusal::NotInvited { initiative })?
        .accepted
    {
        None => {}
        Some(_) => return Err(Refusal::NothingChanges),
    }
    draft.initiative(Event::CoAuthorAccepted {
        initiative,
        person: actor,
    });
    Ok(())
}

/// Whoever was invited says no, or does not write with the lead any more.
pub(super) fn leave(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    if entity.document.co_author(actor).is_none() {
        return Err(Refusal::NotInvited { initiative });
    }
    draft.initiative(Event::CoAuthorLeft {
        initiative,
        person: actor,
    });
    Ok(())
}

/// Finds a passage that somebody quotes, or says that it is not there.
pub(super) fn quoted(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    initiative: InitiativeId,
    quoting: &Quoting,
) -> Result<Quoted, Refusal> {
    let revision = quoting.revision;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let known = entity.document.revision(revision);
    let known = known.ok_or(Refusal::NoSuchRevision {
        initiative,
        revision,
    })?;
    let quote = text::text("passage", &quoting.quote)?;
    text::at_most("passage", &quote, QUOTE_LIMIT)?;
    let whole = ctx.text(draft.state, known.text);
    let at = edits::find(&whole, &quote, quoting.occurrence);
    let at = at.ok_or_else(|| Refusal::NotQuoted {
        initiative,
        revision,
        quote: text::cut(&quote, 60),
    })?;
    Ok(Quoted {
        revision,
        quote: draft.word(quote),
        at,
    })
}

impl Initiative {
    pub(super) fn take_in_revision(&mut self, recorded: &Recorded, revised: &Revised) {
        let document = &mut self.document;
        document.authored = edits::authored(&document.authored, &revised.edits, revised.revision);
        document.revisions.push(Revision {
            text: revised.text,
            note: revised.note,
            edits: revised.edits.clone().into_boxed_slice(),
            is_editorial: revised.is_editorial,
            at: recorded.at,
            seq: recorded.seq,
            by: recorded.by.person(),
        });
        for passage in self
            .feedback
            .iter_mut()
            .filter_map(|given| given.passage.as_mut())
        {
            passage.place = passage.place.after(revised.revision, &revised.edits);
        }
    }

    /// Where a passage that was read in some revision is now.
    pub(super) fn passage(&self, quoted: Quoted) -> Passage {
        let since = self
            .document
            .revisions
            .iter()
            .skip(usize::from(quoted.revision));
        let mut place = Place::Here(quoted.at);
        for (number, revision) in (quoted.revision.saturating_add(1)..).zip(since) {
            place = place.after(number, &revision.edits);
        }
        Passage {
            quote: quoted.quote,
            revision: quoted.revision,
            place,
        }
    }

    pub(super) fn take_in_co_author(&mut self, recorded: &Recorded, event: &Event) {
        let then = super::Ended {
            at: recorded.at,
            seq: recorded.seq,
        };
        if let Event::CoAuthorInvited { person, .. } = event {
            self.document.co_authors.push(CoAuthor {
                person: *person,
                by: recorded.by.person(),
                invited: recorded.at,
                seq: recorded.seq,
                accepted: None,
                ended: None,
            });
        }
        let mut lasting = self.document.co_authors.iter_mut();
        if let Event::CoAuthorAccepted { person, .. } | Event::CoAuthorLeft { person, .. } = event
            && let Some(author) =
                lasting.find(|author| author.person == *person && author.ended.is_none())
        {
            if matches!(event, Event::CoAuthorAccepted { .. }) {
                author.accepted = Some(then);
            } else {
                author.ended = Some(then);
            }
        }
    }
}

#[cfg(test)]
mod tests;
