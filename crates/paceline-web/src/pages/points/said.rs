//! What a team says of an entry or a goal: what it means for them, that it still does, and that they depart from it.

use jiff::civil::Date;
use paceline_core::{
    Command, EntryId, GoalId, Refusal, Sight, Text,
    compass::{Point, PointLink},
    team, translation, veer_off,
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::Section,
    look::{Look, Seen, Shown},
    pages::points::place,
    url::To,
    url_points::{Around, Say},
};

/// Everything that is typed into these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    /// By its slug, or in a link by its number.
    team: String,
    text: String,
    stakeholder: String,
    reason: String,
    until: String,
}

impl Typed {
    fn command(&self, sight: Sight<'_>, of: Point, say: Say) -> Result<Command, Refusal> {
        let team = form::team_named(sight, &self.team)?;
        let team = team.ok_or(Refusal::Empty { what: "team" })?;
        Ok(match say {
            Say::Translate => Command::Translation(translation::Command::Write {
                of,
                team,
                text: self.text.clone(),
            }),
            Say::Confirm => Command::Translation(translation::Command::Confirm { of, team }),
            Say::Depart => Command::VeerOff(veer_off::Command::Depart {
                of,
                team,
                stakeholder: self.stakeholder.clone(),
                reason: self.reason.clone(),
                until: day(&self.until)?,
            }),
        })
    }

    fn page(&self, seen: &Seen<'_>, of: Point, say: Say) -> Option<FormPage> {
        let link = of.link(seen.sight)?;
        let known = translation::of_point(seen.sight, of, seen.now)?;
        let ours = known.ours.into_iter();
        let ours: Vec<Choice> = ours.map(|team| Choice::new(team.slug, team.name)).collect();
        let hint = if ours.is_empty() {
            "You are of no team below it."
        } else {
            ""
        };
        let team = Field::new("team", "Team", Kind::Select(ours), &self.team);
        let mut fields = vec![team.hint(hint).required()];
        fields.extend(self.fields(say));
        let (title, button, why) = words(say);
        let section = match of {
            Point::Entry(_) => Section::Compass,
            Point::Goal(_) => Section::Goals,
        };
        Some(FormPage {
            section,
            title,
            why: format!("{}. {why}", told(&link)),
            back: place(of),
            back_words: of.to_string(),
            form: form::Form::new(To::Around(Around::Say(of, say)), button, fields),
            last: None,
        })
    }

    fn fields(&self, say: Say) -> Vec<Field> {
        match say {
            Say::Translate => vec![
                Field::text("text", "What this means for us", &self.text)
                    .hint("In your own words: what you do because of it, and what you leave.")
                    .required(),
            ],
            Say::Confirm => Vec::new(),
            Say::Depart => vec![
                Field::line("stakeholder", "For whom", &self.stakeholder)
                    .hint("Somebody with a name: a customer, an authority, another team.")
                    .required(),
                Field::text("reason", "Why", &self.reason)
                    .hint("What they need, and why it does not fit.")
                    .required(),
                Field::new("until", "Until", Kind::Date, &self.until)
                    .hint("The day on which it comes back: renew, return, or propose a change.")
                    .required(),
            ],
        }
    }
}

fn words(say: Say) -> (&'static str, &'static str, &'static str) {
    match say {
        Say::Translate => (
            "What this means for us",
            "Write it",
            "When it changes, you are asked whether your words still hold.",
        ),
        Say::Confirm => (
            "It still holds",
            "It still holds",
            "What it means for you is the same, although it changed.",
        ),
        Say::Depart => (
            "Depart from it",
            "Depart from it",
            "Everyone can see it, and whoever leads it is told. It is not asked for; it is declared.",
        ),
    }
}

fn told(link: &PointLink) -> String {
    match link {
        PointLink::Entry(entry) => format!("{} {}", entry.id, entry.title),
        PointLink::Goal(goal) => format!("{} {}", goal.id, goal.title),
    }
}

/// The day that was typed, or the refusal.
pub(super) fn day(written: &str) -> Result<Date, Refusal> {
    match written.trim() {
        "" => Err(Refusal::Empty { what: "day" }),
        written => written.parse().map_err(|_| Refusal::ImpossibleDate),
    }
}

/// Shows a form. A translation is written over the words that the team has.
async fn ask_for(look: Look, of: Point, say: Say, mut typed: Typed) -> Shown {
    let known = look.read(|seen| {
        let number = typed.team.parse().ok().map(paceline_core::TeamId);
        let number = number.filter(|team| seen.sight.team(*team).is_some());
        let team = seen.sight.team_called(&typed.team).or(number)?;
        let said = seen.sight.translation(of, team);
        let said = said.and_then(translation::Translation::wording);
        let said = said.map(|wording| seen.sight.text(wording.text));
        Some((team::link(seen.sight, team).slug, said))
    });
    if let Some((slug, said)) = known {
        typed.team = slug;
        if let Some(mut said) = said {
            look.fill(vec![&mut said]).await?;
            if let Text::Here(text) = said {
                typed.text = text;
            }
        }
    }
    form::show(look, |seen| typed.page(seen, of, say)).await
}

async fn carry_out(acting: Acting, of: Point, say: Say, typed: Typed) -> Shown {
    let command = acting.read(|seen| typed.command(seen.sight, of, say));
    acting
        .run(command, |_, _| place(of), |seen| typed.page(seen, of, say))
        .await
}

/// The pair of handlers of what is said of an entry, and of a goal: its form, and what the form sends.
macro_rules! handlers {
    ($($point:ident $id:ident $say:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(id): Path<u32>, Query(typed): Query<Typed>) -> Shown {
            ask_for(look, Point::$point($id(id)), Say::$say, typed).await
        }

        pub(crate) async fn $done(acting: Acting, Path(id): Path<u32>, Form(typed): Form<Typed>) -> Shown {
            carry_out(acting, Point::$point($id(id)), Say::$say, typed).await
        }
    )*};
}

handlers! {
    Entry EntryId Translate: translate_entry, entry_translated;
    Entry EntryId Confirm: confirm_entry, entry_confirmed;
    Entry EntryId Depart: depart_from_entry, departed_from_entry;
    Goal GoalId Translate: translate_goal, goal_translated;
    Goal GoalId Confirm: confirm_goal, goal_confirmed;
    Goal GoalId Depart: depart_from_goal, departed_from_goal;
}
