//! What waits about goals: check-ins on the person's own rhythm, and help that is wanted for goals of their teams.

use super::{About, Mine, Urgency, Waiting, waiting::CHECK_IN};
use crate::{
    GoalId, Sight, Time,
    goal::{self, Goal},
    person,
    signal::{NextStep, Step},
    text,
};

/// The most characters of what help is wanted; the rest is on the goal's page.
const HELP: usize = 200;

/// Check-ins on goals that the person leads and that were asked for, what is stale first.
pub(super) fn due(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let led = sight
        .goals()
        .filter(|(_, goal)| goal.lead == Some(mine.me) && goal.closed.is_none());
    led.filter_map(|(id, goal)| check_in(sight, id, goal, now))
        .collect()
}

fn check_in(sight: Sight<'_>, id: GoalId, goal: &Goal, now: Time) -> Option<Waiting> {
    goal::check_in_due(sight, goal, now)?;
    let last = match goal.check_ins.last() {
        Some(last) => format!("the last word was {}", last.at.ago(now)),
        None => format!(
            "nobody has said a word since it was set {}",
            goal.set.ago(now)
        ),
    };
    let is_stale = goal::stale_since(sight, goal, now).is_some();
    let (urgency, why) = if is_stale {
        let why = format!("{}; it reads stale to everyone.", text::capital(&last));
        (Urgency::Late, why)
    } else {
        let rhythm = goal::rhythm(sight, goal).in_words();
        (Urgency::Soon, format!("You are asked {rhythm}; {last}."))
    };
    Some(Waiting {
        urgency,
        subject: About::Goal(goal::link(sight, id)),
        what: "Check in on".to_owned(),
        why,
        next: NextStep {
            step: Step::CheckInOnGoal(id),
            button: "Check in",
            sentence: CHECK_IN,
        },
        is_private: false,
    })
}

/// Help that the last check-in on a goal of the person's teams asked for, as long as somebody still says how it goes.
pub(super) fn help_wanted(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let wanted = |(id, goal): (GoalId, &Goal)| {
        let is_ours = goal.team.is_some_and(|team| mine.teams.contains(&team));
        if !is_ours || goal.closed.is_some() {
            return None;
        }
        let last = goal.check_ins.last()?;
        let help = last.help.filter(|_| last.by != Some(mine.me))?;
        if goal::stale_since(sight, goal, now).is_some() {
            return None;
        }
        let who = last.by.map_or_else(
            || "Somebody".to_owned(),
            |person| person::link(sight, person).name,
        );
        let help = sight.text(help);
        Some(Waiting {
            urgency: Urgency::Soon,
            subject: About::Goal(goal::link(sight, id)),
            what: "Help wanted for".to_owned(),
            why: format!(
                "{who}, {}: {}",
                last.at.ago(now),
                text::cut(help.short(), HELP)
            ),
            next: NextStep {
                step: Step::OpenGoal(id),
                button: "Read it",
                sentence: "Talk to whoever leads it; ten minutes may be enough.",
            },
            is_private: false,
        })
    };
    sight.goals().filter_map(wanted).collect()
}
