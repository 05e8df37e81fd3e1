//! The rules of initiatives: anybody may lead, nobody is made to.

use super::{
    AskedOf, Command, Event, Initiative, Serves, Stage, Stance, audience, feedback, pointing,
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
        Command::Follow { initiative, stance } => follow(draft, person, *initiative, *stance)?,
        Command::StepBack { initiative } => step_back(draft, person, *initiative)?,
        Command::TakeLead { initiative } => take_lead(draft, person, *initiative)?,
        Command::HandOver {
            initiative,
            to,
            note,
        } => hand_over(draft, person, *initiative, *to, note)?,
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
        Command::Ask {
            initiative,
            of,
            what,
        } => {
            let entity = state.initiative_or_refuse(*initiative)?;
            not_at_rest(*initiative, entity)?;
            involved(*initiative, entity, person)?;
            match of {
                AskedOf::Team(team) => drop(state.team_or_refuse(*team)?),
                AskedOf::Person(person) => {
                    person::member_or_refuse(state, *person)?;
                    audience::can_read_or_refuse(state, *initiative, entity, *person)?;
                }
            }
            let what = text::title("ask", what)?;
            let what = draft.word(what);
            draft.initiative(Event::Asked {
                initiative: *initiative,
                of: *of,
                what,
            });
        }
        Command::Answer { initiative, ask } => {
            let entity = state.initiative_or_refuse(*initiative)?;
            let no_such = Refusal::NoSuchAsk {
                initiative: *initiative,
            };
            if entity
                .asks
                .get(usize::from(*ask))
                .ok_or(no_such)?
                .answered
                .is_some()
            {
                return Err(Refusal::Answered);
            }
            draft.initiative(Event::Answered {
                initiative: *initiative,
                ask: *ask,
                by: Some(person),
            });
        }
        Command::GiveFeedback {
            initiative,
            label,
            text,
        } => feedback::give(draft, *initiative, *label, text)?,
        Command::AnswerFeedback { .. } => feedback::answer(draft, person, command)?,
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
    });
    draft.initiative(Event::LeadTaken { initiative, person });
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
        Serves::Gap(gap) => {
            if state.gap_or_refuse(gap)?.closed.is_some() {
                return Err(Refusal::GapClosed { gap });
            }
        }
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
    stance: Stance,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    if entity.lead() == Some(person) {
        return Err(Refusal::YouLead { initiative });
    }
    match entity.following(person) {
        Some(before) if before == stance => return Err(Refusal::FollowAlready { initiative }),
        Some(_) => draft.initiative(Event::Unfollowed { initiative, person }),
        None => {}
    }
    draft.initiative(Event::Followed {
        initiative,
        person,
        stance,
    });
    Ok(())
}

fn step_back(
    draft: &mut Draft<'_>,
    person: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    if entity.lead() == Some(person) {
        draft.initiative(Event::LeadSteppedBack { initiative, person });
    } else if entity.following(person).is_some() {
        draft.initiative(Event::Unfollowed { initiative, person });
    } else {
        return Err(Refusal::NotInvolved { initiative });
    }
    Ok(())
}

fn take_lead(
    draft: &mut Draft<'_>,
    person: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    match entity.lead() {
        Some(lead) if lead == person => return Err(Refusal::YouLead { initiative }),
        Some(lead) => {
            return Err(Refusal::HasLead {
                initiative,
                lead: draft.state.name_of(lead),
            });
        }
        None => {}
    }
    if entity.following(person).is_some() {
        draft.initiative(Event::Unfollowed { initiative, person });
    }
    draft.initiative(Event::LeadTaken { initiative, person });
    Ok(())
}

fn hand_over(
    draft: &mut Draft<'_>,
    person: PersonId,
    initiative: InitiativeId,
    to: PersonId,
    note: &str,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, person)?;
    person::member_or_refuse(draft.state, to)?;
    if to == person {
        return Err(Refusal::LeadsAlready {
            initiative,
            who: draft.state.name_of(to),
        });
    }
    let note = text::optional("note", note)?;
    let note = draft.optional_word(note);
    if entity.following(to).is_some() {
        draft.initiative(Event::Unfollowed {
            initiative,
            person: to,
        });
    }
    draft.initiative(Event::LeadHandedOver {
        initiative,
        to,
        note,
    });
    // Whoever hands over stays with it: the most effective leaders spend more time following (seed 000).
    draft.initiative(Event::Followed {
        initiative,
        person,
        stance: Stance::Follow,
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
        Stage::PutDown | Stage::Superseded => Some(text::text("reason", reason)?),
        Stage::Spotted
        | Stage::Scoping
        | Stage::Drafted
        | Stage::Shared
        | Stage::LastCall
        | Stage::Agreed
        | Stage::UnderWay
        | Stage::Delivered
        | Stage::Unknown => text::optional("reason", reason)?,
    };
    let reason = draft.optional_word(reason);
    draft.initiative(Event::StageMoved {
        initiative,
        to,
        reason,
        written: None,
    });
    person::let_go_of_the_absent(draft, initiative, to);
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

fn involved(
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

fn not_at_rest(initiative: InitiativeId, entity: &Initiative) -> Result<(), Refusal> {
    if entity.stage.is_at_rest() {
        Err(Refusal::AtRest {
            initiative,
            stage: entity.stage,
        })
    } else {
        Ok(())
    }
}
