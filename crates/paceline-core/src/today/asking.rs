//! Asks that wait for somebody: how much is asked, and until when an answer helps (mission row L12).

use super::{About, Mine, Urgency, Waiting};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{self, Ask, AskedOf, Initiative},
    signal::{NextStep, Step},
    text,
};

/// Support that is asked of the person or one of their teams: what is late first, then what was asked first.
pub(super) fn waiting(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let mut asks: Vec<(InitiativeId, &Initiative, &Ask)> = Vec::new();
    for (id, entity) in sight.initiatives() {
        // What I ask for myself waits for others.
        if entity.stage.is_active() && entity.lead() != Some(mine.me) {
            let open = entity.open_asks().map(|(_, ask)| ask);
            let mine =
                open.filter(|ask| ask.by != Some(mine.me) && ask.of.reaches(mine.me, mine.teams));
            asks.extend(mine.map(|ask| (id, entity, ask)));
        }
    }
    asks.sort_by_key(|(id, _, ask)| (ask.at, *id));
    let view = |(id, entity, ask): (InitiativeId, &Initiative, &Ask)| Waiting {
        urgency: if is_late(ask, now) {
            Urgency::Late
        } else {
            Urgency::Soon
        },
        subject: About::Initiative(initiative::link(sight, id, entity)),
        what: "Support asked for".to_owned(),
        why: why(sight, ask, now),
        next: NextStep {
            step: Step::AnswerAsk(id),
            button: "Answer",
            sentence: "Say yes, no, or that it is done; 'no' helps too, since nobody waits for you then.",
        },
        is_private: false,
    };
    asks.into_iter().map(view).collect()
}

fn is_late(ask: &Ask, now: Time) -> bool {
    ask.until.is_some_and(|until| now > Time::end_of(until))
}

/// `Asked of you 3 days ago: Read the plan. Small: a word, a look, a good thought. An answer helps until 2026-05-31.`
fn why(sight: Sight<'_>, ask: &Ask, now: Time) -> String {
    let of = match ask.of {
        AskedOf::Team(_) => initiative::asked_name(sight, ask.of),
        AskedOf::Person(_) => "you".to_owned(),
    };
    let what = sight.text(ask.what);
    let mut why = format!("Asked of {of} {}: {}", ask.at.ago(now), what.short());
    let size = ask.size.map(|size| {
        let word = text::capital(size.word());
        format!("{word}: {}.", size.means())
    });
    let until = ask.until.map(|until| {
        if is_late(ask, now) {
            format!("An answer was wanted by {until}; a late one helps as well.")
        } else {
            format!("An answer helps until {until}.")
        }
    });
    for more in size.into_iter().chain(until) {
        let end = if why.ends_with(['.', '!', '?', '…']) {
            ""
        } else {
            "."
        };
        why = format!("{why}{end} {more}");
    }
    why
}
