//! Calendars of holidays: the days on which people of a place do not work, so that no last call ends over their heads.

use askama::Template;
use jiff::civil::Date;
use paceline_core::{
    Command, Refusal,
    organisation::{self, CalendarView},
    rhythm::{WEEKEND, Weekday},
};
use serde::Deserialize;

use super::{Which, page_of};
use crate::{
    acting::Acting,
    extract::{Form, Pairs, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    url::To,
    url_organisation::InOrganisation,
};

const BACK: To<'static> = To::InOrganisation(InOrganisation::Holidays);

#[derive(Template)]
#[template(path = "organisation/holidays.html")]
struct Show {
    f: Frame,
    calendars: Vec<CalendarView>,
}

pub(crate) async fn show(look: Look) -> Shown {
    let calendars = look.read(|seen| organisation::holidays(seen.sight));
    look.show(Section::Organisation, |f| Show { f, calendars })
}

/// `Saturday and Sunday`.
pub(crate) fn weekend_in_words(weekend: &[Weekday]) -> String {
    let words: Vec<&str> = weekend.iter().map(|day| day.word()).collect();
    words.join(" and ")
}

/// What is typed to set a calendar.
#[derive(Default)]
pub(crate) struct Typed {
    name: String,
    days: String,
    weekend: Vec<String>,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        Self {
            name: pairs.one("calendar").to_owned(),
            days: pairs.one("days").to_owned(),
            weekend: pairs.all("weekend").map(str::to_owned).collect(),
        }
    }
}

impl From<CalendarView> for Typed {
    fn from(calendar: CalendarView) -> Self {
        let days: Vec<String> = calendar.days.iter().map(Date::to_string).collect();
        let weekend = calendar.weekend.iter();
        Self {
            name: calendar.name,
            days: days.join("\n"),
            weekend: weekend.map(|day| day.word().to_owned()).collect(),
        }
    }
}

impl Typed {
    fn of_a_new_one() -> Self {
        Self {
            weekend: WEEKEND.map(|day| day.word().to_owned()).into(),
            ..Self::default()
        }
    }

    fn command(&self) -> Result<Command, Refusal> {
        let mut days = Vec::new();
        for line in self.days.lines() {
            // What stands after the day is for whoever reads the list.
            if let Some(day) = line.split_whitespace().next() {
                days.push(day.parse::<Date>().map_err(|_| Refusal::ImpossibleDate)?);
            }
        }
        let weekend = Weekday::ALL.into_iter();
        let is_ticked = |day: &Weekday| self.weekend.iter().any(|ticked| ticked == day.word());
        Ok(Command::Organisation(organisation::Command::SetHolidays {
            calendar: self.name.clone(),
            days,
            weekend: weekend.filter(is_ticked).collect(),
        }))
    }

    fn page(&self) -> FormPage {
        let weekdays = Weekday::ALL.map(|day| Choice::new(day.word(), day.word()));
        let weekend = self.weekend.join("\n");
        let fields = vec![
            Field::line("calendar", "Name", &self.name)
                .hint("Such as Berlin. The one named 'everyone' holds for whoever chooses none.")
                .required(),
            Field::new("days", "Days without work", Kind::Lines, &self.days)
                .hint("A day a line, such as 2026-12-25; what you write after it is not kept."),
            Field::new("weekend", "Weekend", Kind::Ticks(weekdays.into()), &weekend)
                .hint("Saturday and Sunday where none is ticked."),
        ];
        let action = To::InOrganisation(InOrganisation::SetHolidays);
        page_of(
            ("Set a calendar of holidays", WHY),
            (BACK, "Holidays"),
            form::Form::new(action, "Save", fields),
        )
    }
}

const WHY: &str = "Nobody is given a last call that runs over their holidays. People choose a calendar in their settings.";

pub(crate) async fn set_form(look: Look, Query(which): Query<Which>) -> Shown {
    form::show(look, |seen| {
        let mut known = organisation::holidays(seen.sight).into_iter();
        let known = known.find(|calendar| calendar.name == which.name);
        let typed = known.map_or_else(Typed::of_a_new_one, Typed::from);
        Some(typed.page())
    })
    .await
}

pub(crate) async fn set(acting: Acting, pairs: Pairs) -> Shown {
    let typed = Typed::from(&pairs);
    let command = typed.command();
    acting
        .run(command, |_, _| BACK, |_| Some(typed.page()))
        .await
}

/// What is chosen to be dropped.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DropForm {
    calendar: String,
}

impl DropForm {
    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let known = organisation::holidays(seen.sight).into_iter();
        let choices = known.map(|calendar| Choice::new(calendar.name.clone(), calendar.name));
        let field = Field::new(
            "calendar",
            "Calendar",
            Kind::Select(choices.collect()),
            &self.calendar,
        );
        let action = To::InOrganisation(InOrganisation::DropHolidays);
        page_of(
            (
                "Drop a calendar of holidays",
                "Whoever chose it has the calendar named 'everyone' from then on, if there is one.",
            ),
            (BACK, "Holidays"),
            form::Form::new(action, "Drop it", vec![field.required()]),
        )
    }
}

pub(crate) async fn drop_form(look: Look) -> Shown {
    form::show(look, |seen| Some(DropForm::default().page(seen))).await
}

pub(crate) async fn dropped(acting: Acting, Form(typed): Form<DropForm>) -> Shown {
    let command = Command::Organisation(organisation::Command::DropHolidays {
        calendar: typed.calendar.clone(),
    });
    acting
        .run(Ok(command), |_, _| BACK, |seen| Some(typed.page(seen)))
        .await
}
