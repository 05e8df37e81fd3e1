//! The rules of goals: anybody may set one, measure it, say how it goes, and close it.

use jiff::civil::Date;

use super::{Closing, Command, Event, Goal, Saying, Setting};
use crate::{
    Ctx, Draft, GoalId, PersonId, Refusal, State, compass::Point, measure::Amount, person, text,
    time,
};

mod counting;

pub use counting::{KEY_RESULTS_LIMIT, MILESTONES_LIMIT};

/// The highest confidence.
pub const CONFIDENCE_LIMIT: u8 = 10;

/// Answers what a person asks of a goal.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let event = match command {
        Command::Set(setting) => return set(draft, ctx, setting),
        Command::Revise { .. } => revise(draft, ctx, command)?,
        Command::Serve { goal, serves } => served(draft, person, *goal, *serves)?,
        Command::StopServing { goal, serves } => serves_no_more(draft, *goal, *serves)?,
        Command::AddKeyResult(counting) => counting::added(draft, ctx, counting)?,
        Command::ReviseKeyResult { .. } => counting::revised(draft, ctx, command)?,
        Command::DropKeyResult {
            goal,
            key_result,
            because,
        } => counting::dropped(draft, *goal, *key_result, because)?,
        Command::CheckIn(saying) => check_in(draft, saying)?,
        Command::Report {
            goal,
            key_result,
            value,
            source,
        } => {
            open_or_refuse(draft.state, *goal)?;
            counting::is_possible(draft.state, *goal, (*key_result, *value))?;
            let source = text::optional("source", source)?;
            Event::Measured {
                goal: *goal,
                key_result: *key_result,
                value: *value,
                source: draft.optional_word(source),
            }
        }
        Command::SetRhythm {
            goal,
            every,
            paused,
        } => {
            led(draft.state, *goal, person)?;
            Event::RhythmSet {
                goal: *goal,
                every: *every,
                paused: *paused,
            }
        }
        Command::TakeLead { .. } | Command::StepBack { .. } | Command::HandOver { .. } => {
            leading(draft, person, command)?
        }
        Command::Close(closing) => close(draft, closing)?,
        Command::Reopen { goal, because } => {
            if draft.state.goal_or_refuse(*goal)?.closed.is_none() {
                return Err(Refusal::GoalIsOpen { goal: *goal });
            }
            let because = text::text("reason", because)?;
            Event::Reopened {
                goal: *goal,
                because: draft.word(because),
            }
        }
    };
    draft.goal(event);
    Ok(())
}

impl Draft<'_> {
    fn goal(&mut self, event: Event) {
        self.happened(crate::Event::Goal(event));
    }
}

fn open_or_refuse(state: &State, goal: GoalId) -> Result<&Goal, Refusal> {
    let known = state.goal_or_refuse(goal)?;
    if known.closed.is_some() {
        return Err(Refusal::GoalClosed { goal });
    }
    Ok(known)
}

/// The open goal that whoever asks leads, or why not.
fn led(state: &State, goal: GoalId, asker: PersonId) -> Result<&Goal, Refusal> {
    let known = open_or_refuse(state, goal)?;
    match known.lead {
        Some(lead) if lead == asker => Ok(known),
        Some(lead) => Err(Refusal::GoalHasLead {
            goal,
            lead: state.name_of(lead),
        }),
        None => Err(Refusal::GoalWithoutLead { goal }),
    }
}

fn set(draft: &mut Draft<'_>, ctx: &Ctx, setting: &Setting) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let title = text::title("title", &setting.title)?;
    let why = text::optional("reason", &setting.why)?;
    if let Some(team) = setting.team {
        draft.state.team_or_refuse(team)?;
    }
    time::not_past(setting.until, ctx.now)?;
    if setting.evergreen && setting.until.is_some() {
        return Err(Refusal::EvergreenHasNoEnd);
    }
    let goal = GoalId::at(draft.state.goals.len());
    let mut linked: Vec<Point> = Vec::new();
    for &serves in &setting.serves {
        serves.stands_or_refuse(draft.state, person)?;
        if !linked.contains(&serves) {
            linked.push(serves);
        }
    }
    let event = Event::Set {
        goal,
        title: draft.word(title),
        team: setting.team,
        lead: Some(person),
        until: setting.until,
        source: None,
        why: draft.optional_word(why),
        evergreen: setting.evergreen,
    };
    draft.goal(event);
    for serves in linked {
        draft.goal(Event::ServesLinked { goal, serves });
    }
    Ok(())
}

fn revise(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<Event, Refusal> {
    let Command::Revise {
        goal,
        title,
        why,
        until,
        because,
    } = command
    else {
        return Err(Refusal::NothingChanges);
    };
    let known = led(draft.state, *goal, ctx.person()?)?;
    let because = text::text("reason for the change", because)?;
    let words = &draft.state.words;
    let title = title.as_deref().map(|title| text::title("title", title));
    let title = title.transpose()?;
    let title = title.filter(|title| title != words.short(known.title));
    let why = why.as_deref().map(|why| text::text("reason", why));
    let was = known.why.map_or("", |why| words.short(why));
    let why = why.transpose()?.filter(|why| why != was);
    let until = until.filter(|until| Some(*until) != known.until);
    if title.is_none() && why.is_none() && until.is_none() {
        return Err(Refusal::NothingChanges);
    }
    time::not_past(until, ctx.now)?;
    if known.evergreen && until.is_some() {
        return Err(Refusal::EvergreenHasNoEnd);
    }
    Ok(Event::Revised {
        goal: *goal,
        title: title.map_or(known.title, |title| draft.word(title)),
        why: why.map(|why| draft.word(why)).or(known.why),
        until: until.or(known.until),
        because: draft.word(because),
    })
}

fn served(
    draft: &Draft<'_>,
    person: PersonId,
    goal: GoalId,
    serves: Point,
) -> Result<Event, Refusal> {
    open_or_refuse(draft.state, goal)?;
    may_serve(draft.state, goal, serves, person)?;
    Ok(Event::ServesLinked { goal, serves })
}

fn serves_no_more(draft: &Draft<'_>, goal: GoalId, serves: Point) -> Result<Event, Refusal> {
    if open_or_refuse(draft.state, goal)?.serves.contains(&serves) {
        Ok(Event::ServesEnded { goal, serves })
    } else {
        Err(Refusal::GoalServesNot { goal })
    }
}

/// A goal serves what stands, once, and never itself by way of others.
fn may_serve(state: &State, goal: GoalId, serves: Point, asker: PersonId) -> Result<(), Refusal> {
    serves.stands_or_refuse(state, asker)?;
    if state.goal_or_refuse(goal)?.serves.contains(&serves) {
        return Err(Refusal::GoalServesAlready { goal });
    }
    let Point::Goal(above) = serves else {
        return Ok(());
    };
    let mut open = vec![above];
    let mut seen: Vec<GoalId> = Vec::new();
    while let Some(at) = open.pop() {
        if at == goal {
            return Err(Refusal::GoalLoop { goal, above });
        }
        if seen.contains(&at) {
            continue;
        }
        seen.push(at);
        let serves = state.goal(at).map_or(&[][..], |known| &known.serves);
        open.extend(serves.iter().filter_map(|point| match point {
            Point::Goal(above) => Some(*above),
            Point::Entry(_) => None,
        }));
    }
    Ok(())
}

fn check_in(draft: &mut Draft<'_>, saying: &Saying) -> Result<Event, Refusal> {
    let goal = saying.goal;
    open_or_refuse(draft.state, goal)?;
    let text = text::text("check-in", &saying.text)?;
    let help = text::optional("help that is wanted", &saying.help)?;
    if let Some(confidence) = saying.confidence.filter(|given| *given > CONFIDENCE_LIMIT) {
        return Err(Refusal::OutOfRange {
            value: confidence.into(),
            least: 0,
            most: CONFIDENCE_LIMIT.into(),
        });
    }
    Ok(Event::CheckedIn {
        goal,
        status: saying.status,
        values: counting::reported(draft.state, goal, &saying.values)?,
        text: draft.word(text),
        confidence: saying.confidence,
        help: draft.optional_word(help),
    })
}

fn leading(draft: &mut Draft<'_>, person: PersonId, command: &Command) -> Result<Event, Refusal> {
    match command {
        Command::TakeLead { goal } => {
            if let Some(lead) = open_or_refuse(draft.state, *goal)?.lead {
                let lead = draft.state.name_of(lead);
                return Err(Refusal::GoalHasLead { goal: *goal, lead });
            }
            Ok(Event::LeadTaken {
                goal: *goal,
                person,
            })
        }
        Command::StepBack { goal } => {
            led(draft.state, *goal, person)?;
            Ok(Event::LeadSteppedBack {
                goal: *goal,
                person,
            })
        }
        Command::HandOver { goal, to, note } => {
            led(draft.state, *goal, person)?;
            person::member_or_refuse(draft.state, *to)?;
            if *to == person {
                return Err(Refusal::YouLeadGoal { goal: *goal });
            }
            let note = text::optional("note", note)?;
            Ok(Event::LeadHandedOver {
                goal: *goal,
                to: *to,
                note: draft.optional_word(note),
            })
        }
        Command::Set(_)
        | Command::Revise { .. }
        | Command::Serve { .. }
        | Command::StopServing { .. }
        | Command::AddKeyResult(_)
        | Command::ReviseKeyResult { .. }
        | Command::DropKeyResult { .. }
        | Command::CheckIn(_)
        | Command::Report { .. }
        | Command::SetRhythm { .. }
        | Command::Close(_)
        | Command::Reopen { .. } => Err(Refusal::NothingChanges),
    }
}

fn close(draft: &mut Draft<'_>, closing: &Closing) -> Result<Event, Refusal> {
    open_or_refuse(draft.state, closing.goal)?;
    let text = text::text("note on what was learned", &closing.text)?;
    let (least, most) = (Amount::whole(0), Amount::whole(1));
    if let Some(score) = closing
        .score
        .filter(|score| !(least..=most).contains(score))
    {
        return Err(Refusal::ScoreOutOfRange { score });
    }
    Ok(Event::Closed {
        goal: closing.goal,
        outcome: closing.outcome,
        text: Some(draft.word(text)),
        score: closing.score,
    })
}

/// The end of what is measured lies after its beginning.
fn in_order(from: Option<Date>, until: Option<Date>) -> Result<(), Refusal> {
    match (from, until) {
        (Some(from), Some(until)) if until <= from => {
            Err(Refusal::EndsBeforeItBegins { from, until })
        }
        _ => Ok(()),
    }
}
