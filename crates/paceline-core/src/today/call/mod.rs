//! Who is called by name: asked for something or for their lead, offered a lead, invited to write, or mentioned in a
//! text. That is all that reaches somebody at once.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::{Deserialize, Serialize};

use super::About;
use crate::{
    By, Door, Event, InitiativeId, PersonId, Recorded, Seq, Sight, State, Text, Time, WordId,
    access::Viewer,
    compass, gap, goal,
    initiative::{self, AskedOf, Initiative},
    person::{self, AtOnce, Digest, OwnText, words_on, words_since},
    reference::{self, Piece, Reference},
    time::DAY,
    veer_off,
};

/// That somebody is called by name. Holds no text, so that what is erased is erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Who is called.
    pub person: PersonId,
    pub by: PersonId,
    pub about: Reference,
    /// The text in which they are called; an offer may have none, an invitation never has.
    pub word: Option<WordId>,
    pub at: Time,
    pub why: Why,
}

/// What for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Their support is asked for.
    Asked,
    /// The lead is offered to them.
    Offered,
    /// Somebody asks them for the lead that they have.
    LeadAsked,
    /// They are invited to write a document with its lead.
    Invited,
    /// Their handle stands in a text, such as `check-in on I-12`.
    Mentioned { place: String },
}

/// How a call reaches whoever is called, beside Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    AtOnce,
    /// In their next digest.
    InDigest,
    /// Not by mail.
    None,
}

/// Whom an event asks for something by name. Nobody's team is anybody's name, and an import speaks to nobody.
pub fn asked(state: &State, recorded: &Recorded) -> Option<Call> {
    let by = spoken(recorded)?;
    let Event::Initiative(event) = &recorded.event else {
        return None;
    };
    let (initiative, person, word, why) = personal(state, event)?;
    (person != by).then_some(Call {
        person,
        by,
        about: Reference::Initiative(initiative),
        word,
        at: recorded.at,
        why,
    })
}

/// Whom an event speaks to alone: about what, to whom, in which words, and what for.
fn personal(
    state: &State,
    event: &initiative::Event,
) -> Option<(InitiativeId, PersonId, Option<WordId>, Why)> {
    use initiative::Event as It;
    if let It::Asked {
        initiative,
        of: AskedOf::Person(person),
        what,
        ..
    } = event
    {
        return Some((*initiative, *person, Some(*what), Why::Asked));
    }
    if let It::LeadOffered {
        initiative,
        to,
        note,
        ..
    } = event
    {
        return Some((*initiative, *to, *note, Why::Offered));
    }
    if let It::LeadAskedFor {
        initiative,
        priority,
        ..
    } = event
    {
        let lead = state.initiative(*initiative)?.lead()?;
        return Some((*initiative, lead, Some(*priority), Why::LeadAsked));
    }
    if let It::CoAuthorInvited { initiative, person } = event {
        return Some((*initiative, *person, None, Why::Invited));
    }
    None
}

/// A text that somebody wrote just now, in which others may be mentioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub by: PersonId,
    pub word: WordId,
    pub at: Time,
    /// Such as `check-in on I-12`.
    pub place: String,
    about: Reference,
    /// The texts before it in the same place: who stands there was told.
    pub earlier: Vec<WordId>,
}

/// What people wrote with some events: those of their texts that stand at these places in the list of all words.
pub fn written(state: &State, events: &[Recorded], words: Range<usize>) -> Vec<Written> {
    let spoke = |recorded: &Recorded| Some((spoken(recorded)?, recorded.at));
    let spoke: BTreeSet<(PersonId, Time)> = events.iter().filter_map(spoke).collect();
    let Some(first) = spoke.iter().map(|(_, at)| *at).min() else {
        return Vec::new();
    };
    let people: BTreeSet<PersonId> = spoke.iter().map(|(person, _)| *person).collect();
    let mut by_people: BTreeMap<PersonId, Vec<OwnText>> = BTreeMap::new();
    let sight = state.seen_by(Viewer::Paceline);
    for text in words_since(sight, people, Time(first.0 - DAY)) {
        by_people.entry(text.by).or_default().push(text);
    }
    let mut written = Vec::new();
    for (by, texts) in by_people {
        let is_new =
            |text: &&OwnText| words.contains(&text.word.index()) && spoke.contains(&(by, text.at));
        written.extend(texts.iter().filter(is_new).filter_map(|text| {
            let about = reference_in(&text.what)?;
            let earlier = revision_before(state, about, text.word)
                .unwrap_or_else(|| written_that_day(&texts, text));
            Some(Written {
                by,
                word: text.word,
                at: text.at,
                place: text.what.clone(),
                about,
                earlier,
            })
        }));
    }
    written.sort_by_key(|text| text.word);
    written
}

fn reference_in(place: &str) -> Option<Reference> {
    let mut pieces = reference::pieces(place).into_iter();
    pieces.find_map(|piece| match piece {
        Piece::Reference(about, _) => Some(about),
        Piece::Plain(_) | Piece::Person(..) => None,
    })
}

/// The revision that a revision of a document goes on from, whoever wrote it. `None` for other texts.
fn revision_before(state: &State, about: Reference, word: WordId) -> Option<Vec<WordId>> {
    let Reference::Initiative(id) = about else {
        return None;
    };
    let revisions = &state.initiative(id)?.document.revisions;
    let place = revisions
        .iter()
        .position(|revision| revision.text == word)?;
    let before = place.checked_sub(1).and_then(|place| revisions.get(place));
    Some(before.map(|revision| revision.text).into_iter().collect())
}

/// What somebody wrote in the same place within a day before.
fn written_that_day(texts: &[OwnText], text: &OwnText) -> Vec<WordId> {
    let is_earlier = |other: &&OwnText| {
        let is_near = text.at.0 - other.at.0 < DAY;
        other.what == text.what && other.word < text.word && is_near
    };
    let earlier = texts.iter().filter(is_earlier);
    earlier.map(|other| other.word).collect()
}

/// Who of the people whose handles stand in a text is called by it: those who are here and may read it.
pub fn mentioned(state: &State, text: &Written, handles: &BTreeSet<String>) -> Vec<Call> {
    let call = |handle: &String| {
        let call = Call {
            person: state.person_called(handle)?,
            by: text.by,
            about: text.about,
            word: Some(text.word),
            at: text.at,
            why: Why::Mentioned {
                place: text.place.clone(),
            },
        };
        (call.person != call.by && call.may_be_read(state)).then_some(call)
    };
    handles.iter().filter_map(call).collect()
}

/// Whether somebody did it themselves, at a door where people do: an import calls nobody.
pub fn is_spoken(recorded: &Recorded) -> bool {
    spoken(recorded).is_some()
}

/// A number of the journal before a moment, near it: of the last gap or initiative that is older. Whoever wants to know
/// what was said since then reads on from there.
pub fn last_before(state: &State, at: Time) -> Seq {
    let gaps = state.gaps.partition_point(|gap| gap.at < at);
    let initiatives = state
        .initiatives
        .partition_point(|known| known.started < at);
    let gap = gaps.checked_sub(1).and_then(|last| state.gaps.get(last));
    let initiative = initiatives
        .checked_sub(1)
        .and_then(|last| state.initiatives.get(last));
    let found = [gap.map(|gap| gap.seq), initiative.map(|known| known.seq)];
    found.into_iter().flatten().max().unwrap_or_default()
}

fn spoken(recorded: &Recorded) -> Option<PersonId> {
    match (recorded.by, recorded.door) {
        (By::Person(person), Door::Page | Door::CommandLine | Door::Api) => Some(person),
        (By::Person(_), Door::Import | Door::Simulation) | (By::Importer | By::Paceline, _) => None,
    }
}

impl Call {
    /// How it reaches them, as they chose. What is asked, offered or open waits on Today and so is in every digest; a
    /// mention waits nowhere else.
    pub fn way(&self, state: &State) -> Way {
        let person = state.person(self.person);
        let Some(mail) = person
            .filter(|person| person.is_present())
            .map(|person| person.mail)
        else {
            return Way::None;
        };
        match (mail.at_once, mail.digest, &self.why) {
            (AtOnce::Asked, _, _) => Way::AtOnce,
            (AtOnce::Never, Digest::EveryMorning | Digest::EveryWeek, Why::Mentioned { .. }) => {
                Way::InDigest
            }
            (AtOnce::Never, Digest::Never, _)
            | (
                AtOnce::Never,
                Digest::EveryMorning | Digest::EveryWeek,
                Why::Asked | Why::Offered | Why::LeadAsked | Why::Invited,
            ) => Way::None,
        }
    }

    /// Whether it still holds: they may read the text, it was not erased, and what was asked is not answered.
    pub fn holds(&self, state: &State) -> bool {
        let is_open = match self.about {
            Reference::Initiative(id) => {
                let entity = state.initiative(id);
                entity.is_some_and(|entity| self.is_open(entity))
            }
            Reference::Gap(_)
            | Reference::Goal(_)
            | Reference::Entry(_)
            | Reference::VeerOff(_) => true,
        };
        let is_erased = |word| state.text(word) == Text::Erased;
        is_open && !self.word.is_some_and(is_erased) && self.may_be_read(state)
    }

    fn is_open(&self, entity: &Initiative) -> bool {
        match &self.why {
            Why::Asked => {
                let mut open = entity.open_asks();
                let of = AskedOf::Person(self.person);
                open.any(|(_, ask)| Some(ask.what) == self.word && ask.of == of)
            }
            Why::Offered => {
                let offer = entity.offer.as_ref();
                offer.is_some_and(|offer| offer.to == self.person && offer.at == self.at)
            }
            Why::LeadAsked => {
                let mut open = entity.open_lead_requests();
                entity.lead() == Some(self.person)
                    && open.any(|asked| asked.by == Some(self.by) && asked.at == self.at)
            }
            Why::Invited => {
                let invited = entity.document.co_author(self.person);
                invited.is_some_and(|known| known.accepted.is_none() && known.ended.is_none())
            }
            Why::Mentioned { .. } => true,
        }
    }

    /// Whether whoever is called may read the text: where it stands is open to them.
    fn may_be_read(&self, state: &State) -> bool {
        self.is_seen(state.seen_by(Viewer::of(state, self.person)))
    }

    /// Whether whoever looks may read the text.
    pub(super) fn is_seen(&self, sight: Sight<'_>) -> bool {
        match (&self.why, self.word) {
            (Why::Asked | Why::Mentioned { .. }, Some(word)) => {
                let mut texts = words_on(sight, self.by, self.about).into_iter();
                texts.any(|text| text.word == word)
            }
            // What is offered is theirs to read with what it is about.
            (Why::Offered | Why::LeadAsked | Why::Invited, _) => self.subject(sight).is_some(),
            (Why::Asked | Why::Mentioned { .. }, None) => false,
        }
    }

    /// What tells it from every other one: the same however often it is found.
    pub fn key(&self) -> String {
        let (person, at) = (self.person.0, self.at.0);
        match self.word {
            Some(word) => format!("{} {person}", word.0),
            None => format!("{} {at} {person}", self.about),
        }
    }

    /// What it is about, as whoever is called sees it.
    pub fn subject(&self, sight: Sight<'_>) -> Option<About> {
        match self.about {
            Reference::Gap(id) => {
                sight.gap(id)?;
                Some(About::Gap(gap::link(sight, id)))
            }
            Reference::Goal(id) => {
                sight.goal(id)?;
                Some(About::Goal(goal::link(sight, id)))
            }
            Reference::Initiative(id) => {
                let entity = sight.initiative(id)?;
                Some(About::Initiative(initiative::link(sight, id, entity)))
            }
            Reference::Entry(id) => Some(About::Entry(compass::link(sight, id, sight.entry(id)?))),
            Reference::VeerOff(id) => {
                let known = sight.veer_off(id)?;
                Some(About::VeerOff(veer_off::link(sight, id, known)))
            }
        }
    }

    /// One sentence why it reaches them.
    pub fn sentence(&self, sight: Sight<'_>, now: Time) -> String {
        let by = person::link(sight, self.by).name;
        let ago = self.at.ago(now);
        match &self.why {
            Why::Asked => format!("{by} asked it of you by name, {ago}."),
            Why::Offered => {
                format!("{by} offered you the lead {ago}. A 'no' is as good as a 'yes'.")
            }
            Why::LeadAsked => {
                format!("{by} asked you for the lead {ago}. It is about this priority of theirs.")
            }
            Why::Invited => format!("{by} invited you {ago} to write its document with them."),
            Why::Mentioned { place } => {
                format!("{by} mentioned you {ago}, in: {place}.")
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
