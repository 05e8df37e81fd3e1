//! What can be done on an initiative's page: follow, lead, hand over, move, check in, give feedback, point at
//! the compass.

use paceline_core::{
    Command, InitiativeId, Refusal,
    initiative::{Command as C, Stage, Stance, Status},
};
use serde::Deserialize;

use super::{
    forms::{page, stance_value, value},
    leading::trial_named,
};
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form,
    look::{Look, Seen, Shown},
    pages::points,
    url::{Act, To},
};

/// Everything that is typed into any of these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub(super) stance: String,
    pub(super) reservation: String,
    pub(super) to: String,
    pub(super) note: String,
    pub(super) stage: String,
    pub(super) reason: String,
    pub(super) status: String,
    pub(super) text: String,
    pub(super) every_days: String,
    pub(super) serves: String,
    pub(super) label: String,
    pub(super) people: String,
    pub(super) entry: String,
    pub(super) of: String,
    pub(super) because: String,
    pub(super) until: String,
    pub(super) supporter: String,
}

type Posted = Form<Typed>;

impl Typed {
    #[expect(clippy::too_many_lines, reason = "one arm an act")]
    fn command(
        &self,
        seen: &Seen<'_>,
        initiative: InitiativeId,
        act: Act,
    ) -> Result<Command, Refusal> {
        let command = match act {
            Act::Follow => {
                let known = Stance::ALL
                    .into_iter()
                    .find(|stance| stance_value(*stance) == self.stance);
                C::Follow {
                    reservation: self.reservation.clone(),
                    initiative,
                    stance: known.ok_or(Refusal::Empty { what: "stance" })?,
                }
            }
            Act::StepBack => C::StepBack { initiative },
            Act::TakeLead => C::TakeLead {
                trial: trial_named(seen, &self.until, &self.supporter)?,
                initiative,
            },
            Act::HandOver => C::HandOver {
                trial: trial_named(seen, &self.until, &self.supporter)?,
                initiative,
                to: form::person_named(seen.sight, &self.to)?,
                note: self.note.clone(),
            },
            Act::Stage => {
                let to = Stage::named(&self.stage).ok_or(Refusal::Empty { what: "stage" })?;
                C::MoveStage {
                    initiative,
                    to,
                    reason: self.reason.clone(),
                }
            }
            Act::CheckIn => C::CheckIn {
                initiative,
                status: status(&self.status)?,
                text: self.text.clone(),
            },
            Act::Rhythm => {
                let days = self.every_days.trim();
                if days.is_empty() {
                    return Err(Refusal::Empty {
                        what: "number of days",
                    });
                }
                // What is no number of this size is refused as out of range, by the rule that knows the range.
                C::SetRhythm {
                    initiative,
                    every_days: days.parse().unwrap_or(u16::MAX),
                }
            }
            Act::Serve => C::Serve {
                initiative,
                serves: super::starting::serves_named(&self.serves)?,
            },
            Act::Feedback => C::GiveFeedback {
                passage: None,
                initiative,
                label: super::feedback::label(&self.label)?,
                text: self.text.clone(),
            },
            Act::ShowTo => C::ShowTo {
                initiative,
                people: form::people_named(seen.sight, &self.people)?,
            },
            Act::Cite => C::Cite {
                initiative,
                entry: points::entry_named(&self.entry)?,
            },
            Act::GoAgainst => C::GoAgainst {
                initiative,
                of: points::point_named(&self.of)?,
                because: self.because.clone(),
            },
            Act::GoWith => C::GoWith {
                initiative,
                of: points::point_named(&self.of)?,
            },
        };
        Ok(Command::Initiative(command))
    }
}

/// The status a form sent, or the refusal.
pub(crate) fn status(written: &str) -> Result<Status, Refusal> {
    let known = Status::CLAIMS
        .into_iter()
        .find(|status| value(*status) == written);
    known.ok_or(Refusal::Empty { what: "status" })
}

async fn ask_for(look: Look, id: u32, act: Act) -> Shown {
    form::show(look, |seen| {
        page(seen, InitiativeId(id), act, &Typed::default())
    })
    .await
}

async fn carry_out(acting: Acting, id: u32, act: Act, typed: Typed) -> Shown {
    let id = InitiativeId(id);
    let command = acting.read(|seen| typed.command(seen, id, act));
    acting
        .run(
            command,
            |_, _| To::Initiative(id),
            |seen| page(seen, id, act, &typed),
        )
        .await
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
    Feedback: feedback, feedback_given;
    ShowTo: show_to, shown_to;
    Cite: cite, cited;
    GoAgainst: go_against, went_against;
    GoWith: go_with, went_with;
}
