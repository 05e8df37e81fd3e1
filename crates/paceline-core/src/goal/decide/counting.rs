//! The rules of key results: what is counted, from where to where, and which values are possible.

use super::{in_order, led, open_or_refuse};
use crate::{
    Ctx, Draft, GoalId, Refusal, State, WordId,
    goal::{Command, Counting, Direction, Event, KeyResult, Kind, Reported},
    measure::Amount,
    text, time,
};

/// The most key results of one goal: more than five are a list of wishes.
pub const KEY_RESULTS_LIMIT: usize = 5;
/// The most milestones of one key result.
pub const MILESTONES_LIMIT: usize = 20;
/// Longest unit, in characters.
const UNIT_LIMIT: usize = 40;

/// A key result to be, or why not.
pub(super) fn added(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    counting: &Counting,
) -> Result<Event, Refusal> {
    let goal = counting.goal;
    let known = open_or_refuse(draft.state, goal)?;
    if known.live_key_results().count() >= KEY_RESULTS_LIMIT {
        return Err(Refusal::TooManyKeyResults { goal });
    }
    let name = text::title("name of the key result", &counting.name)?;
    let unit = unit(counting)?;
    let source = text::optional("source", &counting.source)?;
    let milestones = milestones(counting)?;
    let [baseline, target] = ends(counting, milestones.len())?;
    let direction = direction(counting.direction, [baseline, target])?;
    time::not_past(counting.until, ctx.now)?;
    if known.evergreen && counting.until.is_some() {
        return Err(Refusal::EvergreenHasNoEnd);
    }
    in_order(counting.from, counting.until.or(known.until))?;
    let key_result = u16::try_from(known.key_results.len()).unwrap_or(u16::MAX);
    Ok(Event::KeyResultAdded {
        goal,
        key_result,
        name: draft.word(name),
        unit: draft.optional_word(unit),
        baseline,
        target,
        kind: counting.kind,
        direction,
        from: counting.from,
        until: counting.until,
        source: draft.optional_word(source),
        milestones: milestones
            .into_iter()
            .map(|milestone| draft.word(milestone))
            .collect(),
    })
}

fn unit(counting: &Counting) -> Result<Option<String>, Refusal> {
    let unit = text::optional("unit", &counting.unit)?;
    match (counting.kind, unit) {
        (Kind::Number, None) => Err(Refusal::NoUnit),
        (Kind::Number, Some(unit)) => {
            text::at_most("unit", &unit, UNIT_LIMIT)?;
            Ok(Some(unit))
        }
        (Kind::Percentage | Kind::YesNo | Kind::Milestones, _) => Ok(None),
    }
}

/// The milestones of what is counted by them.
fn milestones(counting: &Counting) -> Result<Vec<String>, Refusal> {
    match counting.kind {
        Kind::Milestones => counting
            .milestones
            .iter()
            .map(|milestone| text::title("milestone", milestone))
            .collect(),
        Kind::Number | Kind::Percentage | Kind::YesNo => Ok(Vec::new()),
    }
}

/// Baseline and target by kind.
fn ends(counting: &Counting, milestones: usize) -> Result<[Amount; 2], Refusal> {
    let (zero, one) = (Amount::whole(0), Amount::whole(1));
    match counting.kind {
        Kind::Number | Kind::Percentage => {
            let baseline = counting.baseline.ok_or(Refusal::Empty {
                what: "value at the start",
            })?;
            let target = counting.target.ok_or(Refusal::Empty {
                what: "value that is wanted",
            })?;
            Ok([baseline, target])
        }
        Kind::YesNo => {
            let ends = [
                counting.baseline.unwrap_or(zero),
                counting.target.unwrap_or(one),
            ];
            for value in ends {
                fits(Kind::YesNo, value, one)?;
            }
            Ok(ends)
        }
        Kind::Milestones => {
            if !(2..=MILESTONES_LIMIT).contains(&milestones) {
                return Err(Refusal::MilestonesOutOfRange { count: milestones });
            }
            let all = Amount::whole(i32::try_from(milestones).unwrap_or(i32::MAX));
            let baseline = counting.baseline.unwrap_or(zero);
            fits(Kind::Milestones, baseline, all)?;
            Ok([baseline, all])
        }
    }
}

/// That a value of a kind is possible.
fn fits(kind: Kind, value: Amount, most: Amount) -> Result<(), Refusal> {
    let is_whole = value.decimals() == 0 && (Amount::whole(0)..=most).contains(&value);
    match kind {
        Kind::Number | Kind::Percentage => Ok(()),
        Kind::YesNo | Kind::Milestones if is_whole => Ok(()),
        Kind::YesNo => Err(Refusal::NeitherYesNorNo { value }),
        Kind::Milestones => Err(Refusal::NotSoManyMilestones { value, most }),
    }
}

/// Which way it goes, where something else was said than what follows from the numbers.
fn direction(
    said: Option<Direction>,
    [baseline, target]: [Amount; 2],
) -> Result<Option<Direction>, Refusal> {
    if let Some(keeps) = said.filter(|said| said.keeps()) {
        return Ok(Some(keeps));
    }
    if baseline == target {
        return Err(Refusal::NothingToReach { value: baseline });
    }
    let is_other_way = match said {
        Some(Direction::Increase) => target < baseline,
        Some(Direction::Decrease) => target > baseline,
        Some(Direction::AtLeast | Direction::AtMost) | None => false,
    };
    if is_other_way {
        return Err(Refusal::OtherDirection { baseline, target });
    }
    Ok(None)
}

/// A changed key result, or why not.
pub(super) fn revised(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    command: &Command,
) -> Result<Event, Refusal> {
    let Command::ReviseKeyResult {
        goal,
        key_result,
        name,
        target,
        until,
        source,
        because,
    } = command
    else {
        return Err(Refusal::NothingChanges);
    };
    let is_evergreen = led(draft.state, *goal, ctx.person()?)?.evergreen;
    let known = live(draft.state, *goal, *key_result)?;
    let words = &draft.state.words;
    let name = name
        .as_deref()
        .map(|name| text::title("name of the key result", name))
        .transpose()?
        .filter(|name| name != words.short(known.name));
    let because = text::text("reason for the change", because)?;
    let target = target.filter(|target| *target != known.target);
    let until = until.filter(|until| Some(*until) != known.until);
    let was = known.source.map_or("", |source| words.short(source));
    let source = source.as_deref().filter(|source| source.trim() != was);
    if name.is_none() && target.is_none() && until.is_none() && source.is_none() {
        return Err(Refusal::NothingChanges);
    }
    let target = target.unwrap_or(known.target);
    direction(Some(known.direction), [known.baseline, target])?;
    match known.kind {
        Kind::Number | Kind::Percentage => {}
        Kind::YesNo => fits(Kind::YesNo, target, Amount::whole(1))?,
        Kind::Milestones if target == known.target => {}
        Kind::Milestones => return Err(Refusal::MilestonesAreAll),
    }
    time::not_past(until, ctx.now)?;
    if is_evergreen && until.is_some() {
        return Err(Refusal::EvergreenHasNoEnd);
    }
    in_order(known.from, until)?;
    let source = match source {
        Some(source) => text::optional("source", source)?.map(|source| draft.word(source)),
        None => known.source,
    };
    let word = |draft: &mut Draft<'_>, text: Option<String>, was: WordId| {
        text.map_or(was, |text| draft.word(text))
    };
    Ok(Event::KeyResultRevised {
        goal: *goal,
        key_result: *key_result,
        name: word(draft, name, known.name),
        target,
        until: until.or(known.until),
        source,
        because: draft.word(because),
    })
}

pub(super) fn dropped(
    draft: &mut Draft<'_>,
    goal: GoalId,
    key_result: u16,
    because: &str,
) -> Result<Event, Refusal> {
    open_or_refuse(draft.state, goal)?;
    live(draft.state, goal, key_result)?;
    let because = text::text("reason", because)?;
    Ok(Event::KeyResultDropped {
        goal,
        key_result,
        because: draft.word(because),
    })
}

/// The key result, if the goal has it still.
fn live(state: &State, goal: GoalId, key_result: u16) -> Result<&KeyResult, Refusal> {
    let known = state.goal_or_refuse(goal)?;
    let known = known.key_results.get(usize::from(key_result));
    known
        .filter(|known| known.dropped.is_none())
        .ok_or(Refusal::NoSuchKeyResult { goal })
}

/// That a key result can have this value.
pub(super) fn is_possible(
    state: &State,
    goal: GoalId,
    (key_result, value): (u16, Amount),
) -> Result<(), Refusal> {
    let known = live(state, goal, key_result)?;
    let most = match known.kind {
        Kind::YesNo => Amount::whole(1),
        Kind::Number | Kind::Percentage | Kind::Milestones => known.target,
    };
    fits(known.kind, value, most)
}

/// The values of a check-in, each of a key result that the goal has, and none said twice.
pub(super) fn reported(
    state: &State,
    goal: GoalId,
    values: &[(u16, Amount)],
) -> Result<Vec<Reported>, Refusal> {
    let mut reported: Vec<Reported> = Vec::new();
    for &(key_result, value) in values {
        is_possible(state, goal, (key_result, value))?;
        if reported.iter().any(|said| said.key_result == key_result) {
            return Err(Refusal::SaidTwice { goal });
        }
        reported.push(Reported { key_result, value });
    }
    Ok(reported)
}
