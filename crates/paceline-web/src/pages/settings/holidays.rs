//! One's own calendar of holidays: the days on which one is not expected to answer.

use paceline_core::{
    Command,
    organisation::{self, CalendarView},
    person,
    rhythm::WEEKEND,
};
use serde::Deserialize;

use super::{page_from, rhythm::back};
use crate::{
    acting::Acting,
    extract::Form,
    form::{self, Choice, Field, FormPage, Kind},
    look::{Look, Seen, Shown},
    pages::organisation::holidays::weekend_in_words,
    url::To,
    url_accounts::Mine,
};

/// What is chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    calendar: String,
}

impl Chosen {
    fn command(&self) -> Command {
        let calendar = self.calendar.trim();
        Command::Person(person::Command::KeepHolidays {
            calendar: (!calendar.is_empty()).then(|| calendar.to_owned()),
        })
    }

    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let kept = organisation::holidays(seen.sight);
        let of_everyone = kept.iter().find(|calendar| calendar.is_of_everyone);
        let none = of_everyone.map_or_else(
            || format!("None: free on {}", weekend_in_words(&WEEKEND)),
            |calendar| format!("That of {}", told(calendar)),
        );
        let mut choices = vec![Choice::new("", none)];
        let others = kept.iter().filter(|calendar| !calendar.is_of_everyone);
        choices.extend(others.map(|calendar| Choice::new(&calendar.name, told(calendar))));
        let field = Field::new(
            "calendar",
            "Calendar",
            Kind::Select(choices),
            &self.calendar,
        )
        .hint("Admins look after these calendars, on the page of the organisation.");
        page_from(
            back(seen.app),
            (
                "My holidays",
                "A last call gives you whole working days to answer, on your own calendar and in the time zone of your rhythm.",
            ),
            form::Form::new(To::Mine(Mine::Holidays), "Save", vec![field]),
        )
    }
}

/// `Berlin (free on Saturday and Sunday, and on 12 days)`.
fn told(calendar: &CalendarView) -> String {
    format!(
        "{} (free on {}, and on {} day{})",
        calendar.name,
        weekend_in_words(&calendar.weekend),
        calendar.days.len(),
        if calendar.days.len() == 1 { "" } else { "s" }
    )
}

pub(crate) async fn holidays(look: Look) -> Shown {
    form::show(look, |seen| {
        let person = seen.sight.person(seen.me())?;
        let calendar = person.holidays.clone().unwrap_or_default();
        Some(Chosen { calendar }.page(seen))
    })
    .await
}

pub(crate) async fn kept(acting: Acting, Form(chosen): Form<Chosen>) -> Shown {
    let to = back(acting.app());
    acting
        .run(
            Ok(chosen.command()),
            |_, _| to,
            |seen| Some(chosen.page(seen)),
        )
        .await
}
