//! What can be done on an initiative's page: follow, lead, hand over, move, check in, ask, answer.

use paceline_core::{
    Command, InitiativeId, Refusal,
    initiative::{AskedOf, CheckInView, Command as C, Initiative, Stage, Stance, Status},
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Choice, Field, FormPage, Kind},
    frame::Section,
    look::{Look, Seen, Shown},
    url::{Act, To},
};

/// Everything that is typed into any of these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    stance: String,
    to: String,
    note: String,
    stage: String,
    reason: String,
    status: String,
    text: String,
    every_days: String,
    serves: String,
    team: String,
    person: String,
    what: String,
    ask: String,
}

type Posted = Form<Typed>;

/// The form of an act, with what was typed.
fn page(seen: &Seen<'_>, id: InitiativeId, act: Act, typed: &Typed) -> Option<FormPage> {
    let entity = seen.state.initiative(id)?;
    let (title, button, why) = words(act);
    let last = if act == Act::CheckIn { entity.check_ins.last() } else { None };
    Some(FormPage {
        section: Section::Initiatives,
        title,
        why: why.to_owned(),
        back: To::Initiative(id),
        back_words: format!("{id} {}", seen.state.text(entity.title)),
        form: form::Form::new(To::Act(id, act), button, fields(seen, entity, act, typed)),
        last: last.map(|last| last.view(seen.state, seen.now)),
    })
}

fn words(act: Act) -> (&'static str, &'static str, &'static str) {
    match act {
        Act::Follow => ("Follow", "Follow", "To follow is to help it succeed. With reservations counts as support too."),
        Act::StepBack => ("Step back", "Step back", "From leading or from following. It is always possible, and on record."),
        Act::TakeLead => ("Take the lead", "Take the lead", "Nobody has to approve it. You can hand it over at any time."),
        Act::HandOver => ("Hand over the lead", "Hand over", "You go on as a follower. The note stays with the lead's history."),
        Act::Stage => ("Move the stage", "Move it", "On or back, in the open. Putting it down says why."),
        Act::CheckIn => ("Check in", "Check in", "One status and a sentence are enough."),
        Act::Rhythm => ("Set the rhythm", "Set the rhythm", "How often followers may expect to hear from you."),
        Act::Serve => ("Say what it serves", "Link it", "The gap it narrows or the goal it serves."),
        Act::Ask => ("Ask for support", "Ask", "Name one team or one person, and one thing."),
        Act::Answer => ("Answer an ask", "Answer", "Say that it was dealt with, even if the answer was 'not now'."),
    }
}

fn fields(seen: &Seen<'_>, entity: &Initiative, act: Act, typed: &Typed) -> Vec<Field> {
    let state = seen.state;
    match act {
        Act::Follow => {
            let stances = Stance::ALL.map(|stance| Choice::new(stance_value(stance), stance.word())).into();
            let chosen = if typed.stance.is_empty() { "follow" } else { &typed.stance };
            vec![Field::new("stance", "How", Kind::Radio(stances), chosen).required()]
        }
        Act::StepBack | Act::TakeLead => Vec::new(),
        Act::HandOver => vec![
            Field::new("to", "To", Kind::Picked(form::people(state)), &typed.to).hint("Handle of a person, such as priya.").required(),
            Field::text("note", "Note", &typed.note).hint("What they should know: what is open, who to talk to."),
        ],
        Act::Stage => {
            let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Unknown);
            let stages = stages.map(|stage| Choice::new(stage.word(), stage.word())).collect();
            let chosen = if typed.stage.is_empty() { entity.stage.word() } else { &typed.stage };
            vec![
                Field::new("stage", "To", Kind::Select(stages), chosen).required(),
                Field::text("reason", "Reason", &typed.reason).hint("Needed when it is put down or superseded."),
            ]
        }
        Act::CheckIn => {
            let last = entity.check_ins.last().map_or("", |last| value(last.status));
            let chosen = if typed.status.is_empty() { last } else { &typed.status };
            check_in_fields(chosen, &typed.text)
        }
        Act::Rhythm => {
            let now = entity.every_days.map_or_else(|| "14".to_owned(), |days| days.to_string());
            let chosen = if typed.every_days.is_empty() { &now } else { &typed.every_days };
            vec![Field::new("every_days", "Every … days", Kind::Number { least: 1, most: 366 }, chosen).required()]
        }
        Act::Serve => vec![Field::line("serves", "Gap or goal", &typed.serves).hint("G-31 or O-7.").required()],
        Act::Ask => vec![
            Field::line("what", "What for", &typed.what).hint("For example: move one service to the new lane.").required(),
            Field::team(state, "Of which team", &typed.team),
            Field::new("person", "Or of which person", Kind::Picked(form::people(state)), &typed.person).hint("Handle, such as priya."),
        ],
        Act::Answer => {
            let open = entity.open_asks().map(|(number, ask)| Choice::new(number.to_string(), state.text(ask.what).short()));
            vec![Field::new("ask", "Ask", Kind::Select(open.collect()), &typed.ask).required()]
        }
    }
}

/// The two fields of every check-in.
pub(crate) fn check_in_fields(status: &str, text: &str) -> Vec<Field> {
    let claims = Status::CLAIMS.map(|status| Choice::new(value(status), status.word())).into();
    vec![
        Field::new("status", "How it goes", Kind::Radio(claims), status).required(),
        Field::text("text", "What is new", text).hint("What happened, what is next, what would help.").required(),
    ]
}

/// The form that stands beside the last check-in, its status filled in.
pub(crate) fn check_in_form(id: InitiativeId, last: Option<&CheckInView>) -> form::Form {
    let status = last.map_or("", |last| value(last.status));
    form::Form::new(To::Act(id, Act::CheckIn), "Check in", check_in_fields(status, ""))
}

/// A status as a form sends it.
pub(crate) fn value(status: Status) -> &'static str {
    match status {
        Status::OnTrack => "on-track",
        Status::AtRisk => "at-risk",
        Status::OffTrack => "off-track",
        Status::NoWord => "",
    }
}

/// The status a form sent, or the refusal.
pub(crate) fn status(written: &str) -> Result<Status, Refusal> {
    let known = Status::CLAIMS.into_iter().find(|status| value(*status) == written);
    known.ok_or(Refusal::Empty { what: "status" })
}

fn stance_value(stance: Stance) -> &'static str {
    match stance {
        Stance::Follow => "follow",
        Stance::FollowWithReservations => "follow-with-reservations",
        Stance::Advise => "advise",
    }
}

impl Typed {
    fn command(&self, seen: &Seen<'_>, initiative: InitiativeId, act: Act) -> Result<Command, Refusal> {
        let command = match act {
            Act::Follow => {
                let known = Stance::ALL.into_iter().find(|stance| stance_value(*stance) == self.stance);
                C::Follow { initiative, stance: known.ok_or(Refusal::Empty { what: "stance" })? }
            }
            Act::StepBack => C::StepBack { initiative },
            Act::TakeLead => C::TakeLead { initiative },
            Act::HandOver => {
                C::HandOver { initiative, to: form::person_named(seen.state, &self.to)?, note: self.note.clone() }
            }
            Act::Stage => {
                let to = Stage::named(&self.stage).ok_or(Refusal::Empty { what: "stage" })?;
                C::MoveStage { initiative, to, reason: self.reason.clone() }
            }
            Act::CheckIn => C::CheckIn { initiative, status: status(&self.status)?, text: self.text.clone() },
            Act::Rhythm => {
                let days = self.every_days.trim();
                if days.is_empty() {
                    return Err(Refusal::Empty { what: "number of days" });
                }
                // What is no number of this size is refused as out of range, by the rule that knows the range.
                C::SetRhythm { initiative, every_days: days.parse().unwrap_or(u16::MAX) }
            }
            Act::Serve => C::Serve { initiative, serves: super::serves_named(&self.serves)? },
            Act::Ask => C::Ask { initiative, of: self.asked_of(seen)?, what: self.what.clone() },
            Act::Answer => {
                let ask = self.ask.parse().map_err(|_| Refusal::NoSuchAsk { initiative })?;
                C::Answer { initiative, ask }
            }
        };
        Ok(Command::Initiative(command))
    }

    fn asked_of(&self, seen: &Seen<'_>) -> Result<AskedOf, Refusal> {
        if !self.person.trim().is_empty() {
            return form::person_named(seen.state, &self.person).map(AskedOf::Person);
        }
        let team = form::team_named(seen.state, &self.team)?;
        team.map(AskedOf::Team).ok_or(Refusal::Empty { what: "team or person" })
    }
}

async fn ask_for(look: Look, id: u32, act: Act) -> Shown {
    form::show(look, |seen| page(seen, InitiativeId(id), act, &Typed::default())).await
}

async fn carry_out(acting: Acting, id: u32, act: Act, typed: Typed) -> Shown {
    let id = InitiativeId(id);
    let command = acting.read(|seen| typed.command(seen, id, act));
    acting.run(command, |_, _| To::Initiative(id), |seen| page(seen, id, act, &typed)).await
}

/// The pair of handlers of an act: its form, and what the form sends.
macro_rules! handlers {
    ($($act:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(id): Path<u32>) -> Shown {
            ask_for(look, id, Act::$act).await
        }

        pub(crate) async fn $done(acting: Acting, Path(id): Path<u32>, Form(typed): Posted) -> Shown {
            carry_out(acting, id, Act::$act, typed).await
        }
    )*};
}

handlers! {
    Follow: follow, followed;
    StepBack: step_back, stepped_back;
    TakeLead: take_lead, lead_taken;
    HandOver: hand_over, handed_over;
    Stage: stage, stage_moved;
    CheckIn: check_in, checked_in;
    Rhythm: rhythm, rhythm_set;
    Serve: serve, served;
    Ask: ask, asked;
    Answer: answer, answered;
}
