//! What can be done on a goal's page besides: revise it, say what it serves, set its rhythm, lead it, open it again.

use paceline_core::{
    Command, GoalId, Refusal, Text,
    goal::{Command as C, Goal},
    rhythm::Every,
};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    app::App,
    extract::{Form, Path},
    form::{self, Choice, Field, FormPage, Kind},
    look::{Look, Seen, Shown},
    pages::settings::rhythm::{every, every_choices},
    problem::Problem,
    url::To,
    url_goals::OnGoal,
};

/// Everything that is typed into any of these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    title: String,
    why: String,
    until: String,
    because: String,
    serves: String,
    every: String,
    paused: String,
    to: String,
    note: String,
}

type Posted = Form<Typed>;

impl Typed {
    /// What stands in a form before anything is typed.
    fn before(seen: &Seen<'_>, goal: &Goal, (act, why): (OnGoal, String)) -> Self {
        match act {
            OnGoal::Revise => Self {
                title: seen.sight.text(goal.title).to_string(),
                why,
                until: forms::written(goal.until),
                ..Self::default()
            },
            OnGoal::Rhythm => Self {
                every: goal.every.map_or("", every).to_owned(),
                paused: if goal.paused { "yes" } else { "" }.to_owned(),
                ..Self::default()
            },
            OnGoal::Serve
            | OnGoal::StopServing
            | OnGoal::Report
            | OnGoal::TakeLead
            | OnGoal::HandOver
            | OnGoal::StepBack
            | OnGoal::Reopen => Self::default(),
        }
    }

    fn command(
        &self,
        seen: &Seen<'_>,
        goal: GoalId,
        (act, why): (OnGoal, String),
    ) -> Result<Command, Refusal> {
        let known = || seen.sight.goal(goal).ok_or(Refusal::NoSuchGoal { goal });
        let command = match act {
            OnGoal::Revise => {
                let was = Self::before(seen, known()?, (act, why));
                let until = forms::changed(&self.until, &was.until).unwrap_or_default();
                C::Revise {
                    goal,
                    title: forms::changed(&self.title, &was.title),
                    why: forms::changed(&self.why, &was.why),
                    until: forms::day(&until)?,
                    because: self.because.clone(),
                }
            }
            OnGoal::Serve => C::Serve {
                goal,
                serves: forms::point(&self.serves)?,
            },
            OnGoal::StopServing => C::StopServing {
                goal,
                serves: forms::point(&self.serves)?,
            },
            OnGoal::Rhythm => C::SetRhythm {
                goal,
                every: Every::ALL.into_iter().find(|of| every(*of) == self.every),
                paused: !self.paused.is_empty(),
            },
            OnGoal::TakeLead => C::TakeLead { goal },
            OnGoal::StepBack => C::StepBack { goal },
            OnGoal::HandOver => C::HandOver {
                goal,
                to: form::person_named(seen.sight, &self.to)?,
                note: self.note.clone(),
            },
            // A report has a form of its own.
            OnGoal::Report => return Err(Refusal::NoSuchKeyResult { goal }),
            OnGoal::Reopen => C::Reopen {
                goal,
                because: self.because.clone(),
            },
        };
        Ok(Command::Goal(command))
    }

    fn fields(&self, seen: &Seen<'_>, id: GoalId, act: OnGoal) -> Option<Vec<Field>> {
        let goal = seen.sight.goal(id)?;
        Some(match act {
            OnGoal::Revise => self.revise_fields(goal),
            OnGoal::Serve => vec![self.serve_field(seen, id, goal)],
            OnGoal::StopServing => {
                let points = goal.serves.iter();
                let choices = points.filter_map(|point| forms::choice(seen.sight, *point));
                let kind = Kind::Radio(choices.collect());
                vec![Field::new("serves", "What it does not serve", kind, &self.serves).required()]
            }
            OnGoal::Rhythm => {
                let mut choices = every_choices();
                choices.insert(0, Choice::new("", "By the rhythm of whoever leads it"));
                let paused = Kind::Ticks(vec![Choice::new("yes", "Paused")]);
                vec![
                    Field::new("every", "How often", Kind::Radio(choices), &self.every),
                    Field::new("paused", "Not now", paused, &self.paused)
                        .hint("Nobody is asked for check-ins, and it does not turn stale."),
                ]
            }
            OnGoal::HandOver => vec![
                Field::new("to", "To", Kind::Picked(form::people(seen.sight)), &self.to)
                    .hint("Handle of a person, such as priya.")
                    .required(),
                Field::text("note", "Note", &self.note)
                    .hint("What they should know: what is open, who to talk to."),
            ],
            OnGoal::TakeLead | OnGoal::StepBack | OnGoal::Report => Vec::new(),
            OnGoal::Reopen => vec![forms::because("Why", &self.because)],
        })
    }

    fn revise_fields(&self, goal: &Goal) -> Vec<Field> {
        let mut fields = vec![
            Field::line("title", "What is wanted", &self.title).required(),
            Field::text("why", "Why it is wanted", &self.why),
        ];
        if !goal.evergreen {
            fields.push(Field::new("until", "Until", Kind::Date, &self.until));
        }
        fields.push(forms::because("Why it changes", &self.because));
        fields
    }

    fn serve_field(&self, seen: &Seen<'_>, id: GoalId, goal: &Goal) -> Field {
        use paceline_core::compass::Point;
        let is_out = |point: Point| point == Point::Goal(id) || goal.serves.contains(&point);
        let above = forms::could_serve(seen.sight, is_out);
        Field::new(
            "serves",
            "What it serves",
            Kind::Picked(above),
            &self.serves,
        )
        .hint("A reference, such as C-7 or O-3.")
        .required()
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId, act: OnGoal) -> Option<FormPage> {
        let (title, button, why) = words(act);
        let fields = self.fields(seen, id, act)?;
        let form = form::Form::new(To::OnGoal(id, act), button, fields);
        forms::page(seen, id, (title, why), form)
    }
}

fn words(act: OnGoal) -> (&'static str, &'static str, &'static str) {
    match act {
        OnGoal::Revise => (
            "Change the goal",
            "Change it",
            "What it was, and why it changed, stays on its page; translations of it turn stale.",
        ),
        OnGoal::Serve => (
            "Say what it serves",
            "Link it",
            "A strategy or another entry of the compass, or a goal above it; it may serve several.",
        ),
        OnGoal::StopServing => (
            "Say what it does not serve any more",
            "Take it out",
            "That it did stays on record.",
        ),
        OnGoal::Report => ("Report a value", "Report it", ""),
        OnGoal::Rhythm => (
            "Set its rhythm",
            "Set it",
            "How often a check-in is asked for, on the weekday and in the time zone of whoever leads it.",
        ),
        OnGoal::TakeLead => (
            "Take the lead",
            "Take the lead",
            "Nobody has to approve it. You can hand it over at any time.",
        ),
        OnGoal::HandOver => (
            "Hand over the lead",
            "Hand over",
            "The note stays with the lead's history.",
        ),
        OnGoal::StepBack => (
            "Step back",
            "Step back",
            "Then nobody leads it, in the open, until somebody takes it up.",
        ),
        OnGoal::Reopen => (
            "Open it again",
            "Open it again",
            "How it was closed, and what was learned, stays on record.",
        ),
    }
}

/// Why a goal is wanted, whole: a long text is read from its row, so that it is changed and not cut.
async fn whole_why(app: &App, why: Option<Text>) -> Result<String, Problem> {
    match why {
        Some(Text::Stored(word)) => {
            let written = app.store().text(word).await;
            let written = written.map_err(|failure| Problem::failed(app, &failure))?;
            Ok(written.unwrap_or_default())
        }
        Some(Text::Here(why)) => Ok(why),
        Some(Text::Erased) | None => Ok(String::new()),
    }
}

fn why(seen: &Seen<'_>, id: GoalId) -> Option<Text> {
    let why = seen.sight.goal(id)?.why?;
    Some(seen.sight.text(why))
}

async fn ask_for(look: Look, id: u32, act: OnGoal) -> Shown {
    let id = GoalId(id);
    let why = whole_why(&look.app, look.read(|seen| why(seen, id))).await?;
    form::show(look, |seen| {
        let typed = Typed::before(seen, seen.sight.goal(id)?, (act, why));
        typed.page(seen, id, act)
    })
    .await
}

async fn carry_out(acting: Acting, id: u32, act: OnGoal, typed: Typed) -> Shown {
    let id = GoalId(id);
    let why = acting.read(|seen| why(seen, id));
    let why = whole_why(acting.app(), why).await?;
    let command = acting.read(|seen| typed.command(seen, id, (act, why)));
    acting
        .run(
            command,
            |_, _| To::Goal(id),
            |seen| typed.page(seen, id, act),
        )
        .await
}

/// The pair of handlers of an act: its form, and what the form sends.
macro_rules! handlers {
    ($($act:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(id): Path<u32>) -> Shown {
            ask_for(look, id, OnGoal::$act).await
        }

        pub(crate) async fn $done(acting: Acting, Path(id): Path<u32>, Form(typed): Posted) -> Shown {
            carry_out(acting, id, OnGoal::$act, typed).await
        }
    )*};
}

handlers! {
    Revise: revise, revised;
    Serve: serve, served;
    StopServing: stop_serving, stopped_serving;
    Rhythm: rhythm, rhythm_set;
    TakeLead: take_lead, lead_taken;
    HandOver: hand_over, handed_over;
    StepBack: step_back, stepped_back;
    Reopen: reopen, reopened;
}
