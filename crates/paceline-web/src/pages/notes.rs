//! Private notes with or about a person: read by whoever wrote them, and by the other one of a pair they are shared with.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{
    PersonId, Time,
    person::{PersonLink, link},
};
use paceline_identity::{
    Denied, IdentityError,
    note::{NewNote, Note},
};
use serde::Deserialize;

use crate::{
    extract::{Form, Path},
    form::{self, Choice, Field, Kind, Refused},
    frame::{Frame, Section},
    look::Shown,
    problem::Problem,
    signed::{Signed, went_on},
    url::To,
};

/// Whom a note is shared with, as the form says it.
const SHARED: &str = "shared";

/// A note as its reader sees it.
struct NoteView {
    id: String,
    text: String,
    at: Time,
    changed: Option<Time>,
    by: String,
    is_mine: bool,
    /// Who reads it: `only you`, or `only you and Ben`.
    readers: String,
}

#[derive(Template)]
#[template(path = "notes/show.html")]
struct Show {
    f: Frame,
    person: PersonLink,
    notes: Vec<NoteView>,
    form: form::Form,
}

#[derive(Template)]
#[template(path = "notes/edit.html")]
struct Edit {
    f: Frame,
    person: PersonLink,
    note: NoteView,
    form: form::Form,
}

/// What is typed to write a note, or to change one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NoteForm {
    text: String,
    readers: String,
    /// Not to change it, but to delete it for ever.
    delete: String,
}

pub(crate) async fn show(signed: Signed, Path(handle): Path<String>) -> Shown {
    let other = find(&signed, &handle)?;
    page(&signed, other, &NoteForm::default(), None).await
}

/// The person whom notes are with or about. Whoever has left can still be written about.
fn find(signed: &Signed, handle: &str) -> Result<PersonLink, Problem> {
    signed.look.find(|seen| {
        let id = seen.sight.person_called(handle)?;
        let is_erased = seen.sight.person(id)?.is_erased;
        (!is_erased).then(|| link(seen.sight, id))
    })
}

async fn page(
    signed: &Signed,
    person: PersonLink,
    typed: &NoteForm,
    refused: Option<&Denied>,
) -> Shown {
    let notes = notes(signed, person.id).await;
    let notes = notes.map_err(|failure| signed.failed(&failure))?;
    let notes = notes.into_iter().map(|note| view(signed, note)).collect();
    let mut form = new_form(signed, &person, typed);
    form.refused = refused.map(Refused::from);
    signed.answer(status(refused), Section::People, |f| Show {
        f,
        person,
        notes,
        form,
    })
}

fn status(refused: Option<&Denied>) -> StatusCode {
    match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    }
}

/// With oneself, one's own notes to oneself; else those that are with or about the other.
async fn notes(signed: &Signed, other: PersonId) -> Result<Vec<Note>, IdentityError> {
    let me = signed.me();
    let mut notes = signed.identity.notes_on(me, other).await?;
    if other == me {
        notes.retain(|note| note.with.is_none() && note.about == Some(me));
    }
    Ok(notes)
}

fn view(signed: &Signed, note: Note) -> NoteView {
    let me = signed.me();
    let name = |person| signed.look.read(|seen| seen.sight.name_of(person));
    let reader = if note.author == me {
        note.with
    } else {
        Some(note.author)
    };
    NoteView {
        readers: match reader {
            Some(reader) => format!("only you and {}", name(reader)),
            None => "only you".to_owned(),
        },
        by: name(note.author),
        is_mine: note.author == me,
        id: note.id,
        text: note.text,
        at: note.at,
        changed: note.changed,
    }
}

fn new_form(signed: &Signed, person: &PersonLink, typed: &NoteForm) -> form::Form {
    let mut fields = vec![Field::text("text", "Note", &typed.text).required()];
    if person.id != signed.me() {
        let choices = vec![
            Choice::new("", "Only you"),
            Choice::new(SHARED, format!("Only you and {}", person.name)),
        ];
        let readers = Field::new(
            "readers",
            "Who can read it?",
            Kind::Radio(choices),
            &typed.readers,
        );
        fields.push(readers);
    }
    form::Form::new(To::Notes(&person.handle), "Keep the note", fields)
}

pub(crate) async fn written(
    signed: Signed,
    Path(handle): Path<String>,
    Form(typed): Form<NoteForm>,
) -> Shown {
    let person = find(&signed, &handle)?;
    let new = NewNote {
        with: (typed.readers == SHARED).then_some(person.id),
        about: Some(person.id),
        text: typed.text.clone(),
    };
    match signed.identity.write_note(signed.me(), new).await {
        Ok(_) => went_on(To::Notes(&handle)),
        Err(IdentityError::Denied(denied)) => page(&signed, person, &typed, Some(&denied)).await,
        Err(failure) => Err(signed.failed(&failure)),
    }
}

/// The form to change one's own note; whoever it is shared with only reads it.
pub(crate) async fn edit(signed: Signed, Path((handle, id)): Path<(String, String)>) -> Shown {
    let person = find(&signed, &handle)?;
    edit_page(&signed, person, (&id, None), None).await
}

async fn edit_page(
    signed: &Signed,
    person: PersonLink,
    (id, typed): (&str, Option<&str>),
    refused: Option<&Denied>,
) -> Shown {
    let notes = signed.identity.notes(signed.me()).await;
    let notes = notes.map_err(|failure| signed.failed(&failure))?;
    let mut mine = notes.into_iter().filter(|note| note.author == signed.me());
    let note = mine.find(|note| note.id == id).ok_or(Problem::NotFound)?;
    let text = typed.unwrap_or(&note.text);
    let fields = vec![Field::text("text", "Note", text).required()];
    let mut form = form::Form::new(To::Note(&person.handle, id), "Save", fields);
    form.takes_focus = true;
    form.refused = refused.map(Refused::from);
    let note = view(signed, note);
    signed.answer(status(refused), Section::People, |f| Edit {
        f,
        person,
        note,
        form,
    })
}

pub(crate) async fn changed(
    signed: Signed,
    Path((handle, id)): Path<(String, String)>,
    Form(typed): Form<NoteForm>,
) -> Shown {
    if !typed.delete.is_empty() {
        return deleted(&signed, &handle, &id).await;
    }
    let person = find(&signed, &handle)?;
    let changed = signed.identity.change_note(signed.me(), &id, &typed.text);
    match changed.await {
        Ok(_) => went_on(To::Notes(&handle)),
        Err(IdentityError::Denied(denied)) => {
            let kept = (id.as_str(), Some(typed.text.as_str()));
            edit_page(&signed, person, kept, Some(&denied)).await
        }
        Err(failure) => Err(signed.failed(&failure)),
    }
}

async fn deleted(signed: &Signed, handle: &str, id: &str) -> Shown {
    let deleted = signed.identity.remove_note(signed.me(), id).await;
    match deleted {
        Ok(()) => went_on(To::Notes(handle)),
        Err(IdentityError::Denied(_)) => Err(Problem::NotFound),
        Err(failure) => Err(signed.failed(&failure)),
    }
}
