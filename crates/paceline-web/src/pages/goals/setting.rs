//! Setting a goal: what is wanted, whose it is, until when, why, and what it serves; with too many at once said plainly.

use askama::Template;
use paceline_core::{
    Command, Refusal, Sight, TeamId,
    goal::{self, Crowd},
    text,
};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Pairs, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    url::To,
};

/// What is typed to set a goal.
#[derive(Default)]
struct NewGoal {
    title: String,
    team: String,
    until: String,
    why: String,
    /// What was ticked, a line each.
    serves: String,
    /// What was typed beside.
    serves_too: String,
    evergreen: String,
}

impl NewGoal {
    fn of(typed: &Pairs) -> Self {
        let one = |name| typed.one(name).to_owned();
        Self {
            title: one("title"),
            team: one("team"),
            until: one("until"),
            why: one("why"),
            serves: typed.all("serves").collect::<Vec<_>>().join("\n"),
            serves_too: one("serves-too"),
            evergreen: one("evergreen"),
        }
    }

    fn command(&self, sight: Sight<'_>) -> Result<Command, Refusal> {
        let named = [self.serves.as_str(), self.serves_too.as_str()];
        Ok(Command::Goal(goal::Command::Set(goal::Setting {
            title: self.title.clone(),
            team: form::team_named(sight, &self.team)?,
            until: forms::day(&self.until)?,
            why: self.why.clone(),
            serves: forms::points(named.into_iter())?,
            evergreen: !self.evergreen.is_empty(),
        })))
    }

    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let mut fields = vec![
            Field::line("title", "What is wanted", &self.title)
                .hint("For example: lead time under a day.")
                .required(),
            Field::text("why", "Why", &self.why)
                .hint("What it is good for, so that others can judge by it."),
            Field::new(
                "team",
                "Whose it is",
                Kind::Select(scopes(seen)),
                &self.team,
            ),
        ];
        let above = forms::could_serve(seen.sight, |_| false);
        if !above.is_empty() {
            fields.push(
                Field::new("serves", "What it serves", Kind::Ticks(above), &self.serves).hint(
                    "As many as it serves: strategies and values of the compass, goals above it.",
                ),
            );
        }
        fields.extend([
            Field::line("serves-too", "Something else it serves", &self.serves_too)
                .hint("References with commas, such as C-7, O-3."),
            Field::new("until", "Until", Kind::Date, &self.until),
            Field::new(
                "evergreen",
                "Or without an end",
                Kind::Ticks(vec![Choice::new("yes", "Evergreen")]),
                &self.evergreen,
            )
            .hint("Measures of health that are kept, not reached: they have no day."),
        ]);
        FormPage {
            section: Section::Goals,
            title: "Set a goal",
            why: "Say what is wanted and until when. You lead it, until you hand it on.".to_owned(),
            back: To::Goals,
            back_words: "Goals".to_owned(),
            form: form::Form::new(To::NewGoal, "Set the goal", fields),
            last: None,
        }
    }
}

/// Whose a goal can be: the organisation's, or a team's.
fn scopes(seen: &Seen<'_>) -> Vec<Choice> {
    let mut scopes = form::teams(seen.sight);
    if let Some(nobodys) = scopes.first_mut() {
        "The whole organisation".clone_into(&mut nobodys.label);
    }
    scopes
}

/// For which team a goal is to be set.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct For {
    team: String,
}

#[derive(Template)]
#[template(path = "goals/new.html")]
struct New {
    f: Frame,
    page: FormPage,
    /// Where there are as many goals at once as fit already.
    crowds: Vec<Crowd>,
}

pub(crate) async fn new(look: Look, Query(wanted): Query<For>) -> Shown {
    look.now_only()?;
    let (mut page, crowds) = look.read(|seen| {
        let typed = NewGoal {
            team: text::cut(&wanted.team, 60),
            ..NewGoal::default()
        };
        (typed.page(seen), crowds(seen, &wanted.team))
    });
    page.form.takes_focus = true;
    look.show(Section::Goals, |f| New { f, page, crowds })
}

/// Where one more goal would be too many: in the scope that is asked for, else in any that concerns whoever looks.
fn crowds(seen: &Seen<'_>, wanted: &str) -> Vec<Crowd> {
    let sight = seen.sight;
    let scopes: Vec<Option<TeamId>> = match sight.team_called(wanted.trim()) {
        Some(team) => vec![Some(team)],
        None => {
            let teams = sight.person(seen.me()).map(|person| &person.teams);
            let teams = teams.into_iter().flatten().copied();
            std::iter::once(None).chain(teams.map(Some)).collect()
        }
    };
    scopes
        .into_iter()
        .filter_map(|scope| goal::crowd_with_one_more(sight, scope))
        .collect()
}

pub(crate) async fn set(acting: Acting, typed: Pairs) -> Shown {
    let typed = NewGoal::of(&typed);
    let command = acting.read(|seen| typed.command(seen.sight));
    let to = |sight: Sight<'_>, receipt: &paceline_store::Receipt| {
        let made = sight
            .goals()
            .rfind(|(_, goal)| (receipt.first..=receipt.last).contains(&goal.seq));
        made.map_or(To::Goals, |(id, _)| To::Goal(id))
    };
    acting.run(command, to, |seen| Some(typed.page(seen))).await
}
