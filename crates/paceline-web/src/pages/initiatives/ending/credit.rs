//! Who is credited for a delivery: everyone who took part stands in one form, with what they did. Whoever confirms adds
//! words, adds others, and leaves somebody out by a reason alone.

use paceline_core::{
    Command, InitiativeId, PersonId, Refusal, Sight, Text,
    initiative::{
        Command as C, LeavingOut, Thanks,
        credit::{self, Proposed},
    },
};

use crate::{
    acting::Acting,
    extract::{Pairs, Path},
    form::{self, Field, FormPage, Kind},
    frame::Section,
    html::PlainDay,
    look::{Look, Seen, Shown},
    url::{AtTheEnd, To},
};

/// The fields of one person: the words for them, and why they are left out.
fn words_for(person: PersonId) -> String {
    format!("words-{}", person.0)
}

fn left_out(person: PersonId) -> String {
    format!("without-{}", person.0)
}

/// Whom a field is about, by what its name begins with.
fn person_of(name: &str, begins: &str) -> Option<PersonId> {
    name.strip_prefix(begins)?.parse().ok().map(PersonId)
}

fn command(sight: Sight<'_>, initiative: InitiativeId, typed: &Pairs) -> Result<Command, Refusal> {
    let (mut thanks, mut leaving_out) = (Vec::new(), Vec::new());
    for (name, written) in typed
        .pairs()
        .filter(|(_, written)| !written.trim().is_empty())
    {
        let written = written.to_owned();
        if let Some(person) = person_of(name, "words-") {
            let words = written;
            thanks.push(Thanks { person, words });
        } else if let Some(person) = person_of(name, "without-") {
            let because = written;
            leaving_out.push(LeavingOut { person, because });
        }
    }
    // Whoever is left out is not thanked, though the words of before stand in the form.
    let is_in = |thanks: &Thanks| {
        let mut out = leaving_out.iter();
        !out.any(|left| left.person == thanks.person)
    };
    thanks.retain(is_in);
    for line in typed
        .one("others")
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let (handle, words) = line.split_once(':').unwrap_or((line, ""));
        thanks.push(Thanks {
            person: form::person_named(sight, handle)?,
            words: words.trim().to_owned(),
        });
    }
    Ok(Command::Initiative(C::ConfirmCredit {
        initiative,
        thanks,
        left_out: leaving_out,
    }))
}

/// What somebody did, with the days: `led, 1 Mar 2026; saw the gap, 3 Feb 2026`.
fn evidence(proposed: &Proposed) -> String {
    let said = proposed.evidence.iter().map(|evidence| {
        let (day, seq) = (PlainDay(evidence.at), evidence.seq);
        format!("{}, {day} ({seq})", evidence.part.word())
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        "credited in words before".to_owned()
    } else {
        said.join("; ")
    }
}

/// A short text as it stands; a long one is kept by leaving its field empty.
fn short(text: Option<&Text>) -> String {
    match text {
        Some(Text::Here(text)) => text.clone(),
        Some(Text::Stored(_) | Text::Erased) | None => String::new(),
    }
}

fn page(seen: &Seen<'_>, id: InitiativeId, typed: Option<&Pairs>) -> Option<FormPage> {
    let entity = seen.sight.initiative(id)?;
    let mut fields = Vec::new();
    for proposed in credit::proposal(seen.sight, entity) {
        let person = &proposed.person;
        // Whose name was erased keeps the credit, and nothing can be said to them.
        if person.handle.is_empty() {
            continue;
        }
        let [words, without] = [words_for(person.id), left_out(person.id)];
        let value = |name: &str, known: Option<&Text>| match typed {
            Some(typed) => typed.one(name).to_owned(),
            None => short(known),
        };
        let (said, because) = (
            value(&words, proposed.words.as_ref()),
            value(&without, proposed.left_out.as_ref()),
        );
        let label = format!("{}: words of thanks", person.name);
        fields.push(Field::new(words, label, Kind::Line, &said).hint(evidence(&proposed)));
        let label = format!("Leave {} out, because", person.name);
        fields.push(Field::new(without, label, Kind::Line, &because));
    }
    let others = typed.map_or("", |typed| typed.one("others"));
    fields.push(
        Field::new("others", "Others, in words", Kind::Lines, others)
            .hint("One a line, by handle: priya: for the room and the coffee."),
    );
    Some(FormPage {
        section: Section::Initiatives,
        title: "Give credit",
        why: "Everyone here is credited for what they did, with your words or without. Whoever is left out is left out with a reason that all can read.".to_owned(),
        back: To::Initiative(id),
        back_words: format!("{id} {}", seen.sight.text(entity.title)),
        form: form::Form::new(
            To::AtTheEnd(id, AtTheEnd::Credit),
            "Confirm the credit",
            fields,
        ),
        last: None,
    })
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| page(seen, InitiativeId(id), None)).await
}

pub(crate) async fn confirmed(acting: Acting, Path(id): Path<u32>, typed: Pairs) -> Shown {
    let id = InitiativeId(id);
    let command = acting.read(|seen| command(seen.sight, id, &typed));
    let form = |seen: &Seen<'_>| page(seen, id, Some(&typed));
    acting.run(command, |_, _| To::Initiative(id), form).await
}
