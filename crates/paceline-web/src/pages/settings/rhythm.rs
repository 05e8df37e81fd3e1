//! One's own rhythm: on which days one is asked how the goals go that one leads.

use paceline_core::{
    Command, Refusal, person,
    rhythm::{self, Every, Rhythm, Weekday},
};
use serde::Deserialize;

use super::page_from;
use crate::{
    acting::Acting,
    app::App,
    extract::Form,
    form::{self, Choice, Field, FormPage, Kind},
    look::{Look, Shown},
    url::To,
    url_accounts::Mine,
};

/// What is typed to set one's rhythm.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct RhythmForm {
    every: String,
    weekday: String,
    zone: String,
    paused: String,
}

/// How often, as a form sends it.
pub(crate) fn every(every: Every) -> &'static str {
    match every {
        Every::Week => "week",
        Every::TwoWeeks => "two-weeks",
        Every::Month => "month",
    }
}

pub(crate) fn every_choices() -> Vec<Choice> {
    let words = [
        (Every::Week, "Every week"),
        (Every::TwoWeeks, "Every two weeks"),
        (Every::Month, "Every month: on the first such weekday"),
    ];
    words
        .map(|(of, words)| Choice::new(every(of), words))
        .into()
}

impl From<&Rhythm> for RhythmForm {
    fn from(rhythm: &Rhythm) -> Self {
        Self {
            every: every(rhythm.every).to_owned(),
            weekday: rhythm.weekday.word().to_owned(),
            zone: rhythm.zone.clone(),
            paused: if rhythm.paused { "yes" } else { "" }.to_owned(),
        }
    }
}

impl RhythmForm {
    fn command(&self) -> Result<Command, Refusal> {
        let often = Every::ALL.into_iter().find(|of| every(*of) == self.every);
        let mut days = Weekday::ALL.into_iter();
        let weekday = days.find(|day| day.word() == self.weekday);
        Ok(Command::Person(person::Command::SetRhythm {
            every: often.ok_or(Refusal::Empty { what: "rhythm" })?,
            weekday: weekday.ok_or(Refusal::Empty { what: "weekday" })?,
            zone: self.zone.clone(),
            paused: !self.paused.is_empty(),
        }))
    }

    fn page(&self, back: To<'static>) -> FormPage {
        let weekdays = Weekday::ALL.map(|day| Choice::new(day.word(), day.word()));
        let zones = rhythm::zones().into_iter();
        let zones = zones.map(|zone| Choice::new(zone.clone(), zone));
        let paused = Kind::Ticks(vec![Choice::new("yes", "Paused: ask me for nothing")]);
        let fields = vec![
            Field::new(
                "every",
                "How often",
                Kind::Radio(every_choices()),
                &self.every,
            )
            .required(),
            Field::new(
                "weekday",
                "On which day",
                Kind::Select(weekdays.into()),
                &self.weekday,
            )
            .required(),
            Field::new(
                "zone",
                "Time zone",
                Kind::Picked(zones.collect()),
                &self.zone,
            )
            .hint("Such as Europe/Berlin: your day begins and ends by it.")
            .required(),
            Field::new("paused", "Not now", paused, &self.paused)
                .hint("While you are away. What you lead does not turn stale meanwhile."),
        ];
        let form = form::Form::new(To::Mine(Mine::Rhythm), "Save", fields);
        page_from(
            back,
            (
                "My rhythm",
                "When Today asks you for check-ins on the goals that you lead. A check-in that you gave shortly before counts.",
            ),
            form,
        )
    }
}

/// Where one's own settings stand: without accounts there is only one's own page.
pub(super) fn back(app: &App) -> To<'static> {
    if app.identity().is_some() {
        To::Settings
    } else {
        To::Me
    }
}

pub(crate) async fn rhythm(look: Look) -> Shown {
    form::show(look, |seen| {
        let person = seen.sight.person(seen.me())?;
        let rhythm = person.rhythm.clone().unwrap_or_default();
        Some(RhythmForm::from(&rhythm).page(back(seen.app)))
    })
    .await
}

pub(crate) async fn rhythm_set(acting: Acting, Form(typed): Form<RhythmForm>) -> Shown {
    let to = back(acting.app());
    acting
        .run(typed.command(), |_, _| to, |_| Some(typed.page(to)))
        .await
}
