//! The rules of gaps: who can see one too, what can be measured, and which gaps can become one or several.

use super::{Command, Event, Gap, Measured, Part, SightingOf, family};
use crate::{
    Ctx, Draft, GapId, GoalId, PersonId, Refusal, Sight, State, TeamId, access::Viewer,
    measure::Amount, text,
};

/// The most parts of a gap that is split.
pub const PARTS_LIMIT: usize = 5;
/// Longest unit, in characters.
const UNIT_LIMIT: usize = 40;

/// The rules.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let event = match command {
        Command::Record {
            is,
            ought,
            team,
            goal,
        } => record(draft, [is, ought], *team, *goal)?,
        Command::Close { gap, outcome } => {
            open_or_refuse(draft.state, *gap)?;
            let outcome = text::text("outcome", outcome)?;
            Event::Closed {
                gap: *gap,
                outcome: draft.word(outcome),
            }
        }
        Command::SeeToo { gap, text } => see_too(draft, person, (*gap, text))?,
        Command::SetMeasure {
            gap,
            what,
            unit,
            is,
            ought,
        } => set_measure(draft, *gap, [what, unit], [*is, *ought])?,
        Command::Measure { gap, value, note } => {
            if draft.state.gap_or_refuse(*gap)?.measure().is_none() {
                return Err(Refusal::NothingMeasured { gap: *gap });
            }
            let note = text::optional("note", note)?;
            Event::Measured {
                gap: *gap,
                value: *value,
                note: draft.optional_word(note),
            }
        }
        Command::Merge { gap, into, because } => merge(draft, [*gap, *into], because)?,
        Command::Separate { gap, because } => {
            if draft.state.gap_or_refuse(*gap)?.merged_into().is_none() {
                return Err(Refusal::GapNotMerged { gap: *gap });
            }
            let because = text::text("reason", because)?;
            Event::Separated {
                gap: *gap,
                because: draft.word(because),
            }
        }
        Command::Split {
            gap,
            parts,
            because,
        } => split(draft, *gap, parts, because)?,
    };
    draft.happened(crate::Event::Gap(event));
    Ok(())
}

/// The record as it is, whoever looks: what may be asked was checked before.
fn whole<'a>(draft: &Draft<'a>) -> Sight<'a> {
    draft.state.seen_by(Viewer::Paceline)
}

/// The gap that is neither closed, nor merged, nor split, or why not, with what to take instead.
pub fn open_or_refuse(state: &State, gap: GapId) -> Result<&Gap, Refusal> {
    let known = state.gap_or_refuse(gap)?;
    if known.merged_into().is_some() {
        let into = family::lives_in(state.seen_by(Viewer::Paceline), gap);
        return Err(Refusal::GapMerged { gap, into });
    }
    if let Some(split) = &known.split {
        let parts = split.parts.clone();
        return Err(Refusal::GapSplit { gap, parts });
    }
    if known.closed.is_some() {
        return Err(Refusal::GapClosed { gap });
    }
    Ok(known)
}

fn record(
    draft: &mut Draft<'_>,
    [is, ought]: [&str; 2],
    team: Option<TeamId>,
    goal: Option<GoalId>,
) -> Result<Event, Refusal> {
    let is = text::text("description of how it is", is)?;
    let ought = text::text("description of how it ought to be", ought)?;
    if let Some(team) = team {
        draft.state.team_or_refuse(team)?;
    }
    if let Some(goal) = goal {
        draft.state.goal_or_refuse(goal)?;
    }
    Ok(Event::Recorded {
        gap: GapId::at(draft.state.gaps.len()),
        is: draft.word(is),
        ought: draft.word(ought),
        team,
        goal,
    })
}

/// Said once; later with words only, which are added.
fn see_too(
    draft: &mut Draft<'_>,
    person: PersonId,
    (gap, text): (GapId, &str),
) -> Result<Event, Refusal> {
    let known = open_or_refuse(draft.state, gap)?;
    if known.by.person() == Some(person) {
        return Err(Refusal::YouRecordedGap { gap });
    }
    let text = text::optional("text", text)?;
    let said = known.sightings.iter().position(|said| said.by == person);
    let text = match (text, said) {
        (Some(text), Some(place)) => {
            let sighting = u16::try_from(place).unwrap_or(u16::MAX);
            let text = draft.word(text);
            return Ok(Event::SaidMore {
                gap,
                sighting,
                text,
            });
        }
        (Some(text), None) => Some(draft.word(text)),
        // Whoever recorded or saw what lives on in it is counted there.
        (None, _) if family::sees(whole(draft), gap, person) => {
            return Err(Refusal::SeesToo { gap });
        }
        (None, _) => None,
    };
    // Numbers of sightings end somewhere; people do not come in such numbers.
    if known.sightings.len() >= usize::from(u16::MAX) {
        return Err(Refusal::SeesToo { gap });
    }
    Ok(Event::SeenToo { gap, text })
}

fn set_measure(
    draft: &mut Draft<'_>,
    gap: GapId,
    [what, unit]: [&str; 2],
    [is, ought]: [Amount; 2],
) -> Result<Event, Refusal> {
    let known = open_or_refuse(draft.state, gap)?;
    let what = text::title("name of what is measured", what)?;
    let unit = text::optional("unit", unit)?.ok_or(Refusal::NoUnit)?;
    text::at_most("unit", &unit, UNIT_LIMIT)?;
    if is == ought {
        return Err(Refusal::NothingToReach { value: is });
    }
    let words = &draft.state.words;
    let is_same = |now: &Measured| {
        (now.is, now.ought) == (is, ought)
            && words.short(now.what) == what
            && words.short(now.unit) == unit
    };
    if known.measure().is_some_and(is_same) {
        return Err(Refusal::NothingChanges);
    }
    Ok(Event::MeasureSet {
        gap,
        what: draft.word(what),
        unit: draft.word(unit),
        is,
        ought,
    })
}

fn merge(draft: &mut Draft<'_>, [gap, into]: [GapId; 2], because: &str) -> Result<Event, Refusal> {
    open_or_refuse(draft.state, gap)?;
    draft.state.gap_or_refuse(into)?;
    if gap == into {
        return Err(Refusal::GapIntoItself { gap });
    }
    if family::lives_in(whole(draft), into) == gap {
        return Err(Refusal::GapLoop { gap, into });
    }
    open_or_refuse(draft.state, into)?;
    let because = text::text("reason", because)?;
    Ok(Event::Merged {
        gap,
        into,
        because: draft.word(because),
    })
}

/// The parts become gaps first; the answer is that the gap was split into them.
fn split(
    draft: &mut Draft<'_>,
    gap: GapId,
    parts: &[Part],
    because: &str,
) -> Result<Event, Refusal> {
    let known = open_or_refuse(draft.state, gap)?;
    if !(2..=PARTS_LIMIT).contains(&parts.len()) {
        return Err(Refusal::PartsOutOfRange { count: parts.len() });
    }
    let because = text::text("reason", because)?;
    let seen = family::sightings(whole(draft), gap);
    let mut made = Vec::new();
    for part in parts {
        let is = text::text("description of how a part is", &part.is)?;
        let ought = text::text("description of how a part ought to be", &part.ought)?;
        let mut seen_by: Vec<SightingOf> = Vec::new();
        for number in &part.seen_by {
            let of = seen.get(usize::from(*number)).map(|seen| seen.of);
            let of = of.ok_or(Refusal::NoSuchSighting { gap })?;
            if !seen_by.contains(&of) {
                seen_by.push(of);
            }
        }
        let id = GapId::at(draft.state.gaps.len() + made.len());
        let (is, ought) = (draft.word(is), draft.word(ought));
        draft.happened(crate::Event::Gap(Event::SplitOff {
            gap: id,
            from: gap,
            is,
            ought,
            team: known.team,
            goal: known.goal,
            seen_by,
        }));
        made.push(id);
    }
    Ok(Event::Split {
        gap,
        parts: made,
        because: draft.word(because),
    })
}
