//! The rules of initiatives: anybody may lead, nobody is made to.

use super::{
    Command, Event, Initiative, Serves, Stage, Stance, ask, audience, consent, credit, document,
    ending, feedback, leading, leading::offering, objection, pointing,
};
use crate::{
    Ctx, Draft, InitiativeId, PersonId, Refusal, State,
    compass::{self, Point},
    person::{self, Role},
    text,
};

/// Answers what a person asks of an initiative.
#[expect(clippy::too_many_lines, reason = "one arm a command, most of one line")]
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let state = draft.state;
    match command {
        Command::Start { .. } => start(draft, person, command)?,
        Command::ShowTo { initiative, people } => {
            audience::show_to(draft, person, *initiative, people)?;
        }
        Command::Serve { initiative, serves } => serve(draft, person, *initiative, *serves)?,
        Command::Cite { .. } | Command::GoAgainst { .. } | Command::GoWith { .. } => {
            pointing::decide(draft, person, command)?;
        }
        Command::Follow {
            initiative,
            stance,
            reservation,
        } => follow(draft, person, *initiative, (*stance, reservation))?,
        Command::Revise(revising) => document::revise(draft, ctx, revising)?,
        Command::InviteCoAuthor {
            initiative,
            person: invited,
        } => document::invite(draft, person, *initiative, *invited)?,
        Command::AcceptCoAuthorship { initiative } => {
            document::accept(draft, person, *initiative)?;
        }
        Command::LeaveCoAuthors { initiative } => document::leave(draft, person, *initiative)?,
        Command::StepBack { initiative } => leading::step_back(draft, person, *initiative)?,
        Command::TakeLead { initiative, trial } => {
            leading::take_lead(draft, ctx, *initiative, trial.as_ref())?;
        }
        Command::HandOver { .. } => offering::hand_over(draft, ctx, command)?,
        Command::AcceptLead { initiative } => offering::accept(draft, ctx, *initiative)?,
        Command::DeclineLead {
            initiative,
            because,
        } => offering::decline(draft, person, *initiative, because)?,
        Command::WithdrawOffer { initiative } => {
            offering::withdraw_offer(draft, person, *initiative)?;
        }
        Command::AskForLead { .. } => offering::ask_for_lead(draft, person, command)?,
        Command::DeclineRequest {
            initiative,
            person: asking,
            because,
        } => offering::decline_request(draft, person, (*initiative, *asking), because)?,
        Command::KeepLead { initiative } => leading::keep(draft, person, *initiative)?,
        Command::NameSupporter {
            initiative,
            person: supporter,
        } => leading::name_supporter(draft, person, (*initiative, *supporter))?,
        Command::MoveStage {
            initiative,
            to,
            reason,
        } => move_stage(draft, person, *initiative, *to, reason)?,
        Command::CheckIn {
            initiative,
            status,
            text,
        } => {
            let entity = state.initiative_or_refuse(*initiative)?;
            not_at_rest(*initiative, entity)?;
            // A script reports on what others lead.
            let is_script = |person: &person::Person| person.role == Role::Service;
            if !state.person(person).is_some_and(is_script) {
                involved(*initiative, entity, person)?;
            }
            let text = text::text("check-in", text)?;
            let text = draft.word(text);
            let by = Some(person);
            draft.initiative(Event::CheckedIn {
                initiative: *initiative,
                by,
                status: *status,
                text,
            });
        }
        Command::SetRhythm {
            initiative,
            every_days,
        } => {
            leads(state, *initiative, person)?;
            let (least, most) = (1, 366);
            if !(least..=most).contains(&u32::from(*every_days)) {
                return Err(Refusal::OutOfRange {
                    value: u32::from(*every_days),
                    least,
                    most,
                });
            }
            draft.initiative(Event::RhythmSet {
                initiative: *initiative,
                every_days: *every_days,
            });
        }
        Command::Ask { .. } => ask::ask(draft, (person, ctx.now), command)?,
        Command::Answer { .. } => ask::answer(draft, person, command)?,
        Command::WantFeedback {
            initiative,
            what,
            until,
        } => feedback::want(draft, ctx, *initiative, (what, *until))?,
        Command::GiveFeedback { .. } => feedback::give(draft, ctx, command)?,
        Command::AnswerFeedback { .. } => feedback::answer(draft, person, command)?,
        Command::Object(objecting) => objection::object(draft, person, objecting)?,
        Command::BecomeSteward {
            initiative,
            objection,
        } => objection::become_steward(draft, person, (*initiative, *objection))?,
        Command::LeaveStewardship {
            initiative,
            objection,
        } => objection::leave_stewardship(draft, person, (*initiative, *objection))?,
        Command::OfferWayOut { .. } => objection::offer_way_out(draft, person, command)?,
        Command::RenewObjection {
            initiative,
            objection,
            because,
        } => objection::renew(draft, person, (*initiative, *objection), because)?,
        Command::EndObjection {
            initiative,
            objection,
            how,
            text,
        } => objection::end(draft, person, (*initiative, *objection), (*how, text))?,
        Command::CallLast(proposing) => consent::call_last(draft, ctx, proposing)?,
        Command::WithdrawLastCall { initiative } => {
            consent::withdraw(draft, person, *initiative)?;
        }
        Command::Decide(proposing) => consent::decide_after_advice(draft, ctx, proposing)?,
        Command::ReviewAgreement {
            initiative,
            agreement,
            found,
            next,
        } => consent::review(draft, ctx, (*initiative, *agreement), (found, *next))?,
        Command::Deliver {
            initiative,
            outcome,
        } => ending::deliver(draft, person, *initiative, outcome)?,
        Command::ConfirmCredit {
            initiative,
            thanks,
            left_out,
        } => credit::confirm(draft, person, *initiative, (thanks, left_out))?,
        Command::PutDown { .. } => ending::put_down(draft, person, command)?,
        Command::PickUp { initiative } => ending::pick_up(draft, person, *initiative)?,
        Command::Wake { initiative } => ending::wake(draft, person, *initiative)?,
    }
    Ok(())
}

impl Draft<'_> {
    pub(crate) fn initiative(&mut self, event: Event) {
        self.happened(crate::Event::Initiative(event));
    }
}

fn start(draft: &mut Draft<'_>, person: PersonId, command: &Command) -> Result<(), Refusal> {
    let Command::Start {
        title,
        summary,
        team,
        serves,
        shown_to,
        kind,
        document,
    } = command
    else {
        return Ok(());
    };
    if let Some(team) = team {
        draft.state.team_or_refuse(*team)?;
    }
    let title = text::title("title", title)?;
    let summary = text::optional("summary", summary)?;
    for serves in serves {
        exists(draft.state, person, *serves)?;
    }
    let shown_to = shown_to
        .as_deref()
        .map(|people| audience::chosen(draft.state, person, people))
        .transpose()?;
    let initiative = InitiativeId::at(draft.state.initiatives.len());
    let title = draft.word(title);
    let summary = draft.optional_word(summary);
    draft.initiative(Event::Started {
        initiative,
        title,
        summary,
        team: *team,
        source: None,
        cannot_say: Vec::new(),
        shown_to,
        kind: *kind,
    });
    draft.initiative(Event::LeadTaken {
        initiative,
        person,
        trial: None,
    });
    document::first(draft, initiative, document)?;
    let mut linked: Vec<Serves> = Vec::new();
    for &serves in serves {
        if !linked.contains(&serves) {
            linked.push(serves);
            draft.initiative(Event::ServesLinked { initiative, serves });
        }
    }
    Ok(())
}

fn exists(state: &State, asker: PersonId, serves: Serves) -> Result<(), Refusal> {
    match serves {
        Serves::Gap(gap) => drop(crate::gap::open_or_refuse(state, gap)?),
        Serves::Goal(goal) => {
            if state.goal_or_refuse(goal)?.closed.is_some() {
                return Err(Refusal::GoalClosed { goal });
            }
        }
        Serves::Strategy(entry) => {
            Point::Entry(entry).stands_or_refuse(state, asker)?;
            let kind = state.entry(entry).map(compass::Entry::kind);
            if let Some(kind) = kind.filter(|kind| *kind != compass::Kind::Strategy) {
                return Err(Refusal::NotServed { entry, kind });
            }
        }
    }
    Ok(())
}

fn serve(
    draft: &mut Draft<'_>,
    asker: PersonId,
    initiative: InitiativeId,
    serves: Serves,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    if entity.serves.contains(&serves) {
        return Err(Refusal::ServesAlready { initiative });
    }
    exists(draft.state, asker, serves)?;
    draft.initiative(Event::ServesLinked { initiative, serves });
    Ok(())
}

fn follow(
    draft: &mut Draft<'_>,
    person: PersonId,
    initiative: InitiativeId,
    (stance, reservation): (Stance, &str),
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    if entity.lead() == Some(person) {
        return Err(Refusal::YouLead { initiative });
    }
    let reservation = match stance {
        Stance::FollowWithReservations => Some(text::text("reservation", reservation)?),
        Stance::Follow | Stance::Advise | Stance::NotNow => {
            text::optional("reservation", reservation)?
        }
    };
    let before = entity.stances().find(|follow| follow.person == person);
    if let Some(before) = before {
        let said = before.reservation.map(|word| draft.state.words.short(word));
        if before.stance == stance && said == reservation.as_deref() {
            return Err(Refusal::FollowAlready { initiative });
        }
        draft.initiative(Event::Unfollowed { initiative, person });
    }
    let reservation = draft.optional_word(reservation);
    draft.initiative(Event::Followed {
        initiative,
        person,
        stance,
        reservation,
    });
    Ok(())
}

fn move_stage(
    draft: &mut Draft<'_>,
    person: PersonId,
    initiative: InitiativeId,
    to: Stage,
    reason: &str,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, person)?;
    if entity.stage == to || to == Stage::Unknown {
        return Err(Refusal::StageAlready {
            initiative,
            stage: entity.stage,
        });
    }
    let reason = match to {
        Stage::LastCall | Stage::Agreed => return Err(Refusal::AgreedByConsent { initiative }),
        Stage::Delivered => return Err(Refusal::DeliveredWithOutcome { initiative }),
        Stage::PutDown => return Err(Refusal::PutDownInTheOpen { initiative }),
        Stage::Resting => return Err(Refusal::RestsByItself { initiative }),
        Stage::Superseded => Some(text::text("reason", reason)?),
        Stage::UnderWay => {
            objection::none_stands(draft.state, initiative, entity)?;
            text::optional("reason", reason)?
        }
        Stage::Spotted | Stage::Scoping | Stage::Drafted | Stage::Shared | Stage::Unknown => {
            text::optional("reason", reason)?
        }
    };
    consent::withdrawn(draft, initiative, entity);
    let reason = draft.optional_word(reason);
    draft.initiative(Event::StageMoved {
        initiative,
        to,
        reason,
        written: None,
    });
    drop(person::let_go_of_the_absent(draft, initiative, to));
    Ok(())
}

pub(super) fn leads(
    state: &State,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<&Initiative, Refusal> {
    let entity = state.initiative_or_refuse(initiative)?;
    if entity.lead() == Some(person) {
        Ok(entity)
    } else {
        Err(Refusal::YouDoNotLead { initiative })
    }
}

pub(super) fn involved(
    initiative: InitiativeId,
    entity: &Initiative,
    person: PersonId,
) -> Result<(), Refusal> {
    if entity.lead() == Some(person) || entity.following(person).is_some() {
        Ok(())
    } else {
        Err(Refusal::NotInvolved { initiative })
    }
}

pub(super) fn not_at_rest(initiative: InitiativeId, entity: &Initiative) -> Result<(), Refusal> {
    if entity.stage.is_at_rest() {
        Err(Refusal::AtRest {
            initiative,
            stage: entity.stage,
        })
    } else {
        Ok(())
    }
}
