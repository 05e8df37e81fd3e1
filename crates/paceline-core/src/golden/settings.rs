//! Examples of what is set: by the organisation for everybody, and by a person for themselves.

use jiff::civil::date;

use crate::{
    Event, PersonId, WordId,
    initiative::{Kind, Stage, template::FieldWords},
    organisation::{self, Event as O},
    person::{self, Event as P, Sharing},
    rhythm::Weekday,
};

const ADA: PersonId = PersonId(1);

pub(super) fn forms() -> Vec<(&'static str, Event)> {
    let of_the_organisation = of_the_organisation();
    let of_a_person = of_a_person();
    let organisation = |(name, event): (_, organisation::Event)| (name, Event::Organisation(event));
    let person = |(name, event): (_, person::Event)| (name, Event::Person(event));
    let mut forms: Vec<_> = of_the_organisation.into_iter().map(organisation).collect();
    forms.extend(of_a_person.into_iter().map(person));
    forms
}

fn of_the_organisation() -> Vec<(&'static str, O)> {
    vec![
        (
            "organisation-holidays-set",
            O::HolidaysSet {
                calendar: "Berlin".into(),
                days: vec![date(2026, 12, 25), date(2027, 1, 1)],
                weekend: vec![Weekday::Saturday, Weekday::Sunday],
            },
        ),
        (
            "organisation-holidays-dropped",
            O::HolidaysDropped {
                calendar: "Berlin".into(),
            },
        ),
        (
            "organisation-template-written",
            O::TemplateWritten {
                template: "design-note".into(),
                name: WordId(30),
                kind: Kind::Guideline,
                fields: vec![
                    FieldWords {
                        heading: WordId(31),
                        hint: None,
                    },
                    FieldWords {
                        heading: WordId(32),
                        hint: Some(WordId(33)),
                    },
                ],
            },
        ),
        (
            "organisation-template-dropped",
            O::TemplateDropped {
                template: "design-note".into(),
            },
        ),
        (
            "organisation-guide-written",
            O::GuideWritten {
                stage: Stage::LastCall,
                text: Some(WordId(34)),
            },
        ),
        (
            "organisation-guide-back-to-the-built-in-one",
            O::GuideWritten {
                stage: Stage::LastCall,
                text: None,
            },
        ),
    ]
}

fn of_a_person() -> Vec<(&'static str, P)> {
    vec![
        (
            "person-holidays-kept",
            P::HolidaysKept {
                person: ADA,
                calendar: Some("Berlin".into()),
            },
        ),
        (
            "person-holidays-kept-of-everyone",
            P::HolidaysKept {
                person: ADA,
                calendar: None,
            },
        ),
        (
            "person-priorities-ranked",
            P::PrioritiesRanked {
                person: ADA,
                priorities: vec![WordId(36), WordId(37), WordId(38)],
                sharing: Sharing::Private,
            },
        ),
    ]
}
