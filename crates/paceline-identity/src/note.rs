//! Private notes: readable by whoever wrote them, and by the other one of a pair when they are shared with them. There is
//! no other way to read one: no admin, no export of the record, no page.

use paceline_core::{PersonId, Time};
use paceline_store::vault::Row;
use serde::{Deserialize, Serialize};

use crate::{
    Denied, Identity, IdentityError,
    kept::{self, kind},
    secret::{self, name_of},
};

/// Characters of one note.
pub const MOST: usize = 20_000;

/// What somebody wants to note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewNote {
    /// Who may read it too.
    pub with: Option<PersonId>,
    /// Whom it is about.
    pub about: Option<PersonId>,
    pub text: String,
}

/// A private note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub id: String,
    pub author: PersonId,
    pub with: Option<PersonId>,
    pub about: Option<PersonId>,
    pub text: String,
    pub at: Time,
    /// When it was last changed.
    pub changed: Option<Time>,
}

impl Note {
    /// The one rule of who reads it.
    fn may_be_read_by(&self, reader: PersonId) -> bool {
        self.author == reader || self.with == Some(reader)
    }
}

impl Identity {
    /// Writes a private note.
    pub async fn write_note(&self, author: PersonId, new: NewNote) -> Result<Note, IdentityError> {
        let text = checked(&new.text)?;
        if new.with == Some(author) {
            return Err(Denied::SharedWithYourself.into());
        }
        for person in new.with.into_iter().chain(new.about) {
            self.store()
                .read(|state| state.person_or_refuse(person).map(drop))
                .map_err(Denied::Refused)?;
        }
        let note = Note {
            id: name_of(&secret::hash(&secret::fresh()?)),
            author,
            with: new.with,
            about: new.about,
            text,
            at: self.now(),
            changed: None,
        };
        self.vault().add(kind::NOTE, note_row(&note)?).await?;
        if let Some(with) = note.with {
            let pointer = Row {
                id: note.id.clone(),
                person: Some(with),
                until: None,
                text: "{}".to_owned(),
            };
            self.vault().add(kind::SHARED_NOTE, pointer).await?;
        }
        Ok(note)
    }

    /// Every note that somebody may read, the newest first.
    pub async fn notes(&self, reader: PersonId) -> Result<Vec<Note>, IdentityError> {
        let mut rows = self.vault().of_person(kind::NOTE, reader).await?;
        for pointer in self.vault().of_person(kind::SHARED_NOTE, reader).await? {
            rows.extend(self.vault().get(kind::NOTE, &pointer.id).await?);
        }
        let read = rows.iter().filter_map(kept::read::<Note>);
        let mut notes: Vec<Note> = read.filter(|note| note.may_be_read_by(reader)).collect();
        notes.sort_by_key(|note| (std::cmp::Reverse(note.at), note.id.clone()));
        Ok(notes)
    }

    /// The notes that somebody may read and that another person has to do with, the newest first.
    pub async fn notes_on(
        &self,
        reader: PersonId,
        other: PersonId,
    ) -> Result<Vec<Note>, IdentityError> {
        let mut notes = self.notes(reader).await?;
        notes.retain(|note| {
            note.about == Some(other) || note.with == Some(other) || note.author == other
        });
        Ok(notes)
    }

    /// Changes a note's text; only its author can.
    pub async fn change_note(
        &self,
        author: PersonId,
        id: &str,
        text: &str,
    ) -> Result<Note, IdentityError> {
        let text = checked(text)?;
        let (row, note) = self.own_note(author, id).await?;
        let changed = Note {
            text,
            changed: Some(self.now()),
            ..note
        };
        let after = note_row(&changed)?;
        if self
            .vault()
            .replace(kind::NOTE, id, &row.text, after)
            .await?
        {
            Ok(changed)
        } else {
            Err(Denied::NoSuch { what: "note" }.into())
        }
    }

    /// Deletes a note for good; only its author can.
    pub async fn remove_note(&self, author: PersonId, id: &str) -> Result<(), IdentityError> {
        self.own_note(author, id).await?;
        self.vault().remove(kind::NOTE, id).await?;
        self.vault().remove(kind::SHARED_NOTE, id).await?;
        Ok(())
    }

    /// The same answer for a note that is not there and for somebody else's.
    async fn own_note(&self, author: PersonId, id: &str) -> Result<(Row, Note), IdentityError> {
        let row = self.vault().get(kind::NOTE, id).await?;
        let found = row.and_then(|row| {
            let note = kept::read::<Note>(&row)?;
            (note.author == author).then_some((row, note))
        });
        found.ok_or(IdentityError::Denied(Denied::NoSuch { what: "note" }))
    }
}

fn note_row(note: &Note) -> Result<Row, IdentityError> {
    Ok(Row {
        id: note.id.clone(),
        person: Some(note.author),
        until: None,
        text: kept::text(note)?,
    })
}

fn checked(text: &str) -> Result<String, Denied> {
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(Denied::Empty { what: "note" });
    }
    if text.chars().count() > MOST {
        let what = "note";
        return Err(Denied::TooLong { what, most: MOST });
    }
    Ok(text)
}
