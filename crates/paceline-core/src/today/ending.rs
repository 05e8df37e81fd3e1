//! What waits after an end: a delivery nobody is credited for, what was put down for the person to pick up, and what they
//! lead and rests.

use super::{About, Mine, Urgency, Waiting};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{self, Initiative, PickUp, Stage},
    signal::{NextStep, Step},
    team,
};

/// So many days after a delivery, its credit is late.
const LATE: i64 = 14;

pub(super) fn waiting(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let involved = sight
        .person(mine.me)
        .map_or(&[][..], |person| &person.involved);
    let led = sight.of(involved).rev();
    let mut waiting: Vec<Waiting> = led
        .filter(|(_, entity)| entity.led_last() == Some(mine.me))
        .filter_map(|known| without_credit(sight, known, now).or_else(|| rests(sight, mine, known)))
        .collect();
    let free = sight.initiatives().rev();
    waiting.extend(free.filter_map(|known| put_down_for(sight, mine, known, now)));
    waiting
}

fn without_credit(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    now: Time,
) -> Option<Waiting> {
    let delivery = entity.delivery().filter(|_| entity.awaits_credit())?;
    let days = now.days_since(delivery.at);
    Some(Waiting {
        urgency: if days > LATE {
            Urgency::Late
        } else {
            Urgency::Soon
        },
        subject: About::Initiative(initiative::link(sight, id, entity)),
        what: "Give credit for".to_owned(),
        why: format!(
            "It was delivered {}; everyone who took part is proposed.",
            delivery.at.ago(now)
        ),
        next: NextStep {
            step: Step::ConfirmCredit(id),
            button: "Give credit",
            sentence: "One click credits everyone; a word of yours makes it more.",
        },
        is_private: false,
    })
}

fn rests(
    sight: Sight<'_>,
    mine: &Mine<'_>,
    (id, entity): (InitiativeId, &Initiative),
) -> Option<Waiting> {
    let is_mine = entity.stage == Stage::Resting && entity.lead() == Some(mine.me);
    is_mine.then(|| Waiting {
        urgency: Urgency::Calm,
        subject: About::Initiative(initiative::link(sight, id, entity)),
        what: "Resting:".to_owned(),
        why: format!(
            "It was quiet for long. Wake it, and it goes on as {}; or put it down for others.",
            entity.stage_before_rest()
        ),
        next: NextStep {
            step: Step::Wake(id),
            button: "Wake it",
            sentence: "It goes on where it was.",
        },
        is_private: false,
    })
}

/// What was put down for the person, or for one of their teams. What anyone may pick up stands in the list alone.
fn put_down_for(
    sight: Sight<'_>,
    mine: &Mine<'_>,
    (id, entity): (InitiativeId, &Initiative),
    now: Time,
) -> Option<Waiting> {
    let put_down = entity.put_down()?;
    let who = match put_down.pick_up {
        PickUp::Person(person) if person == mine.me => "you".to_owned(),
        PickUp::Team(of) if mine.teams.contains(&of) && put_down.by != Some(mine.me) => {
            team::link(sight, of).name
        }
        PickUp::Person(_) | PickUp::Team(_) | PickUp::Anyone | PickUp::Nobody => return None,
    };
    let by = put_down
        .by
        .map_or_else(|| "Somebody".to_owned(), |by| sight.name_of(by));
    Some(Waiting {
        urgency: Urgency::Calm,
        subject: About::Initiative(initiative::link(sight, id, entity)),
        what: "Free to pick up:".to_owned(),
        why: format!("{by} put it down for {who} {}.", put_down.at.ago(now)),
        next: NextStep {
            step: Step::PickUp(id),
            button: "Pick it up",
            sentence: "You lead it from there; what was learned stands on its page.",
        },
        is_private: false,
    })
}
