//! The forms about the lead: taking or leaving what is offered, asking for it, a trial's end, who stands by; and
//! following with reservations.

use paceline_core::{
    Command, InitiativeId, PersonId, Refusal,
    initiative::{Command as C, Initiative, LeadingView, Stance, Trial, commitments, page},
    judgement::Matters,
    person,
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Beside, Choice, Field, FormPage, Kind},
    frame::Section,
    html::brief,
    look::{Look, Seen, Shown},
    url::{Leading, To},
};

/// So much of a note stands above the form; the whole is on the initiative's page.
const NOTE: usize = 600;

/// Everything that is typed into any of these forms.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    reservation: String,
    because: String,
    priority: String,
    matters: String,
    note: String,
    person: String,
}

impl Typed {
    fn command(
        &self,
        seen: &Seen<'_>,
        initiative: InitiativeId,
        act: Leading,
    ) -> Result<Command, Refusal> {
        Ok(Command::Initiative(match act {
            Leading::WithReservations => C::Follow {
                initiative,
                stance: Stance::FollowWithReservations,
                reservation: self.reservation.clone(),
            },
            Leading::Accept => C::AcceptLead { initiative },
            Leading::Decline => C::DeclineLead {
                initiative,
                because: self.because.clone(),
            },
            Leading::WithdrawOffer => C::WithdrawOffer { initiative },
            Leading::AskFor => C::AskForLead {
                initiative,
                priority: self.priority.clone(),
                matters: matters_named(&self.matters)?,
                note: self.note.clone(),
            },
            Leading::DeclineRequest => C::DeclineRequest {
                initiative,
                person: form::person_named(seen.sight, &self.person)?,
                because: self.because.clone(),
            },
            Leading::Keep => C::KeepLead { initiative },
            Leading::Supporter => C::NameSupporter {
                initiative,
                person: somebody(seen, &self.person)?,
            },
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: InitiativeId, act: Leading) -> Option<FormPage> {
        let sight = seen.sight;
        let entity = sight.initiative(id)?;
        let view = page(sight, Some(seen.me()), id, seen.now)?.leading;
        let of = About {
            seen,
            id,
            entity,
            view,
        };
        let (title, button) = of.words(act);
        Some(FormPage {
            section: Section::Initiatives,
            title,
            why: of.why(act),
            back: To::Initiative(id),
            back_words: format!("{id} {}", sight.text(entity.title)),
            form: form::Form::new(To::Leading(id, act), button, of.fields(act, self)),
            last: of.beside(act),
        })
    }
}

/// An answer to 'will this matter to you in six months?', or the refusal.
fn matters_named(written: &str) -> Result<Matters, Refusal> {
    Matters::named(written).ok_or(Refusal::Empty {
        what: "answer to whether it will matter",
    })
}

fn somebody(seen: &Seen<'_>, written: &str) -> Result<Option<PersonId>, Refusal> {
    if written.trim().is_empty() {
        return Ok(None);
    }
    form::person_named(seen.sight, written).map(Some)
}

/// A trial as a form sends it: a last day and who stands by; nothing where both are left out.
pub(super) fn trial_named(
    seen: &Seen<'_>,
    until: &str,
    supporter: &str,
) -> Result<Option<Trial>, Refusal> {
    let supporter = somebody(seen, supporter)?;
    if until.trim().is_empty() && supporter.is_none() {
        return Ok(None);
    }
    Ok(Some(Trial {
        until: until.trim().parse().map_err(|_| Refusal::Empty {
            what: "last day of the trial",
        })?,
        supporter: supporter.ok_or(Refusal::Empty {
            what: "name of who stands by",
        })?,
    }))
}

/// The two fields of a trial.
pub(super) fn trial_fields(seen: &Seen<'_>, until: &str, supporter: &str) -> Vec<Field> {
    vec![
        Field::new("until", "For a time only, until", Kind::Date, until)
            .hint("A trial: after it the lead is kept, or given back. Leave it out to lead without an end."),
        Field::new(
            "supporter",
            "Who stands by",
            Kind::Picked(form::people(seen.sight)),
            supporter,
        )
        .hint("Needed for a trial: they hear when a check-in is missed, and when the trial ends."),
    ]
}

/// What one of these forms is about.
struct About<'a> {
    seen: &'a Seen<'a>,
    id: InitiativeId,
    entity: &'a Initiative,
    view: LeadingView,
}

impl About<'_> {
    fn leads(&self) -> bool {
        self.entity.lead() == Some(self.seen.me())
    }

    fn lead_name(&self) -> String {
        let lead = self.entity.lead();
        lead.map_or("nobody".to_owned(), |lead| self.seen.sight.name_of(lead))
    }

    fn words(&self, act: Leading) -> (&'static str, &'static str) {
        match act {
            Leading::WithReservations => ("Follow with reservations", "Follow with reservations"),
            Leading::Accept => ("Take the lead that is offered", "Take the lead"),
            Leading::Decline => ("Do not take the lead", "Do not take it"),
            Leading::WithdrawOffer => ("Take the offer back", "Take it back"),
            Leading::AskFor => ("Ask for the lead", "Ask for it"),
            Leading::DeclineRequest => ("Keep the lead that is asked for", "Keep it"),
            Leading::Keep => ("Keep the lead", "Keep the lead"),
            Leading::Supporter if self.leads() => ("Name who stands by you", "Name them"),
            Leading::Supporter if self.view.may.stop_supporting => {
                ("Stand by no more", "Stand by no more")
            }
            Leading::Supporter => ("Stand by whoever leads", "Stand by them"),
        }
    }

    fn why(&self, act: Leading) -> String {
        match act {
            Leading::WithReservations => {
                "You would do it differently, and you follow. It counts as support; your words stay on record, beside your name.".to_owned()
            }
            Leading::Accept => self.offered(),
            Leading::Decline => {
                format!("{} keeps the lead. 'Not now' is an answer as good as any.", self.lead_name())
            }
            Leading::WithdrawOffer => match &self.view.offer {
                Some(offer) => format!("It was offered to {} {}.", offer.to.name, offer.ago),
                None => "Nothing is offered now.".to_owned(),
            },
            Leading::AskFor => format!(
                "{} leads, and hands over or keeps it and says why. Look inward first: is it yours to lead, or is it yours to follow?",
                self.lead_name()
            ),
            Leading::DeclineRequest => {
                "You lead until you hand over. Whoever asked learns why.".to_owned()
            }
            Leading::Keep => match &self.view.trial {
                Some(trial) => trial.sentence.clone(),
                None => "You do not lead it on trial.".to_owned(),
            },
            Leading::Supporter => {
                "Whoever stands by hears when a check-in is missed, and asks what would help. They lead nothing.".to_owned()
            }
        }
    }

    fn offered(&self) -> String {
        let Some(offer) = &self.view.offer else {
            return "Nothing is offered to you now.".to_owned();
        };
        let by = offer.by.as_ref().map_or("Its lead", |by| &by.name);
        let trial = offer.trial.as_deref().unwrap_or_default();
        let note = offer.note.as_ref().map_or(String::new(), |note| {
            format!("“{}”", brief(note.short(), NOTE))
        });
        format!("{by} offers it to you, {}. {trial} {note}", offer.ago)
    }

    fn fields(&self, act: Leading, typed: &Typed) -> Vec<Field> {
        match act {
            Leading::WithReservations => vec![
                Field::line(
                    "reservation",
                    "What you would do differently",
                    &typed.reservation,
                )
                .hint("One or two sentences.")
                .required(),
            ],
            Leading::Accept | Leading::WithdrawOffer | Leading::Keep => Vec::new(),
            Leading::Decline => vec![
                Field::text("because", "Why", &typed.because)
                    .hint("If you like: what would have to be different."),
            ],
            Leading::AskFor => asking_fields(self.seen, typed),
            Leading::DeclineRequest => {
                let asked = self.view.requests.iter();
                let asked = asked.map(|asked| Choice::new(&asked.by.handle, &asked.by.name));
                vec![
                    Field::new(
                        "person",
                        "Asked for by",
                        Kind::Select(asked.collect()),
                        &typed.person,
                    )
                    .required(),
                    Field::text("because", "Why you keep it", &typed.because).required(),
                ]
            }
            Leading::Supporter => vec![self.supporter_field(typed)],
        }
    }

    /// The lead names anybody; somebody else names themselves, or stops.
    fn supporter_field(&self, typed: &Typed) -> Field {
        let sight = self.seen.sight;
        if self.leads() {
            let people = form::people(sight);
            return Field::new(
                "person",
                "Who stands by you",
                Kind::Picked(people),
                &typed.person,
            )
            .hint("Handle, such as priya. Nobody: nobody does any more.");
        }
        let me = person::link(sight, self.seen.me()).handle;
        let handle = if self.view.may.stop_supporting {
            ""
        } else {
            &me
        };
        Field::hidden("person", handle)
    }

    /// Before one more lead: what one has taken on.
    fn beside(&self, act: Leading) -> Option<Beside> {
        let otherwise = match act {
            Leading::Accept => Some((To::Leading(self.id, Leading::Decline), "Do not take it")),
            Leading::AskFor => None,
            Leading::WithReservations
            | Leading::Decline
            | Leading::WithdrawOffer
            | Leading::DeclineRequest
            | Leading::Keep
            | Leading::Supporter => return None,
        };
        Some(taken_on(self.seen, otherwise))
    }
}

/// What whoever looks has taken on, beside the form of one lead more.
pub(super) fn taken_on(seen: &Seen<'_>, otherwise: Option<(To<'static>, &'static str)>) -> Beside {
    Beside::Commitments {
        mine: commitments(seen.sight, seen.me(), seen.now),
        otherwise: otherwise.map(|(to, words)| (to.to_string(), words)),
    }
}

fn asking_fields(seen: &Seen<'_>, typed: &Typed) -> Vec<Field> {
    let ranked = person::priorities(seen.sight, seen.me()).map(|mine| mine.ranked);
    let ranked = ranked.into_iter().flatten();
    let ranked = ranked.map(|priority| Choice::new(priority.short(), priority.short()));

    let answers = Matters::ALL
        .map(|matters| Choice::new(matters.word(), matters.word()))
        .into();
    vec![
        Field::new(
            "priority",
            "Which of your own priorities is it about?",
            Kind::Picked(ranked.collect()),
            &typed.priority,
        )
        .hint("If it is none of them, follow instead.")
        .required(),
        Field::new(
            "matters",
            "Will this matter to you in six months? Only you see this; then you are asked whether it did.",
            Kind::Radio(answers),
            &typed.matters,
        )
        .required(),
        Field::text("note", "What you would say to whoever leads", &typed.note),
    ]
}

async fn ask_for(look: Look, id: u32, act: Leading) -> Shown {
    form::show(look, |seen| {
        Typed::default().page(seen, InitiativeId(id), act)
    })
    .await
}

async fn carry_out(acting: Acting, id: u32, act: Leading, typed: Typed) -> Shown {
    let id = InitiativeId(id);
    let command = acting.read(|seen| typed.command(seen, id, act));
    acting
        .run(
            command,
            |_, _| To::Initiative(id),
            |seen| typed.page(seen, id, act),
        )
        .await
}

/// The pair of handlers of an act: its form, and what the form sends.
macro_rules! handlers {
    ($($act:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(id): Path<u32>) -> Shown {
            ask_for(look, id, Leading::$act).await
        }

        pub(crate) async fn $done(
            acting: Acting,
            Path(id): Path<u32>,
            Form(typed): Form<Typed>,
        ) -> Shown {
            carry_out(acting, id, Leading::$act, typed).await
        }
    )*};
}

handlers! {
    WithReservations: reservation, reserved;
    Accept: accept, accepted;
    Decline: decline, declined;
    WithdrawOffer: withdraw_offer, offer_withdrawn;
    AskFor: ask_for_lead, lead_asked_for;
    DeclineRequest: decline_request, request_declined;
    Keep: keep, kept;
    Supporter: supporter, supporter_named;
}
