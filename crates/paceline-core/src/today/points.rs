//! What waits around the compass: veer-offs to see and to come back to, and translations that turned stale.

use super::{About, Mine, Urgency, Waiting};
use crate::{
    PersonId, Sight, TeamId, Time, VeerOffId,
    compass::{Point, PointLink},
    person,
    signal::{NextStep, Step},
    team,
    translation::Translation,
    veer_off::{self, VeerOff},
};

/// Everything of it that waits for one person.
pub(super) fn waiting(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let open = sight.veer_offs().filter(|(_, known)| known.is_open());
    let veer_offs = open.filter_map(|(id, known)| {
        unseen(sight, mine.me, (id, known), now).or_else(|| due(sight, mine, (id, known), now))
    });
    let stale = sight
        .translations()
        .filter(|(_, team, known)| is_theirs(sight, mine, *team, known))
        .filter(|(of, _, known)| of.stands(sight) && known.is_stale(sight, *of))
        .filter_map(|(of, team, _)| turned_stale(sight, of, team, now));
    veer_offs.chain(stale).collect()
}

/// A departure from what the person leads that they have not seen.
fn unseen(
    sight: Sight<'_>,
    me: PersonId,
    (id, known): (VeerOffId, &VeerOff),
    now: Time,
) -> Option<Waiting> {
    known.waits_for(sight).filter(|lead| *lead == me)?;
    let term = known.terms.last()?;
    let again = if known.terms.len() > 1 {
        "goes on departing from"
    } else {
        "departs from"
    };
    Some(Waiting {
        urgency: Urgency::Soon,
        subject: About::VeerOff(veer_off::link(sight, id, known)),
        what: "See that".to_owned(),
        why: format!(
            "{} {again} what you lead, for {}, until {}; said {}.",
            team::link(sight, known.team).name,
            sight.text(known.stakeholder),
            term.until,
            term.at.ago(now)
        ),
        next: NextStep {
            step: Step::AcknowledgeVeerOff(id),
            button: "Seen",
            sentence: "It says that you know of it, not that you agree.",
        },
        is_private: false,
    })
}

/// A departure of the person's team that needs a word: its day has come, or what it departs from is another now.
fn due(
    sight: Sight<'_>,
    mine: &Mine<'_>,
    (id, known): (VeerOffId, &VeerOff),
    now: Time,
) -> Option<Waiting> {
    if !mine.teams.contains(&known.team) {
        return None;
    }
    let until = known.until()?;
    let said_it = known.terms.last().and_then(|term| term.by);
    let is_mine = said_it.is_none_or(|by| by == mine.me || !is_present(sight, by));
    let of = known.of;
    let (urgency, what, why) = if known.is_past_its_day(now) {
        let why = format!("It was declared until {until}.");
        (Urgency::Late, "Renew, return or propose:", why)
    } else if now.date() == until {
        let why = "It was declared until today.".to_owned();
        (Urgency::Soon, "Renew, return or propose:", why)
    } else if is_mine && !of.stands(sight) {
        let why = format!("{of} is not in use any more, so there is nothing to depart from.");
        (Urgency::Calm, "Return:", why)
    } else {
        let changed = known.changed_since(sight).filter(|_| is_mine)?;
        let why = format!("{of} changed {}; it may fit you now.", changed.ago(now));
        (Urgency::Calm, "Look again:", why)
    };
    Some(Waiting {
        urgency,
        subject: About::VeerOff(veer_off::link(sight, id, known)),
        what: what.to_owned(),
        why,
        next: NextStep {
            step: Step::OpenVeerOff(id),
            button: "Open it",
            sentence: "Renew it with a reason, return, or propose to change what you depart from.",
        },
        is_private: false,
    })
}

/// A stale translation waits for whoever wrote it, and for the whole team once they are gone.
fn is_theirs(sight: Sight<'_>, mine: &Mine<'_>, team: TeamId, known: &Translation) -> bool {
    let wrote = known.wording().and_then(|wording| wording.by);
    let is_there = |by: PersonId| {
        let person = sight.person(by).filter(|person| person.is_present());
        person.is_some_and(|person| {
            let mut teams = person.teams.iter();
            teams.any(|own| team::is_within(sight, *own, team))
        })
    };
    match wrote.filter(|by| is_there(*by)) {
        Some(by) => by == mine.me,
        None => mine.teams.contains(&team),
    }
}

fn is_present(sight: Sight<'_>, id: PersonId) -> bool {
    sight.person(id).is_some_and(person::Person::is_present)
}

fn turned_stale(sight: Sight<'_>, of: Point, team: TeamId, now: Time) -> Option<Waiting> {
    let subject = match of.link(sight)? {
        PointLink::Entry(entry) => About::Entry(entry),
        PointLink::Goal(goal) => About::Goal(goal),
    };
    let changed = of.changed(sight)?;
    Some(Waiting {
        urgency: Urgency::Calm,
        subject,
        what: "Say again what it means:".to_owned(),
        why: format!(
            "It changed {}; what it means for {} is of the version before.",
            changed.ago(now),
            team::link(sight, team).name
        ),
        next: NextStep {
            step: Step::Translate(of, team),
            button: "Look at it",
            sentence: "Say that your words still hold, or write them anew.",
        },
        is_private: false,
    })
}
