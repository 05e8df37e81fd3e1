//! What can wait for somebody: check-ins, feedback, and findings about what they answer for.

use super::{About, Mine, Urgency, Waiting};
use crate::{
    InitiativeId, PersonId, Sight, Time,
    initiative::{self, Stage},
    person,
    signal::{self, Finding, NextStep, Step, SubjectView},
    text,
    time::span,
};

pub(super) const CHECK_IN: &str = "A status and a sentence are enough.";

/// Check-ins on initiatives whose day has come.
pub(super) fn due(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let of_initiative = |id: &InitiativeId| {
        // What rests is not asked how it goes.
        let entity = sight.initiative(*id)?;
        let entity = Some(entity).filter(|entity| entity.stage != Stage::Resting)?;
        let (days, every) = (entity.check_in_due(now)?, i64::from(entity.every_days?));
        Some(Waiting {
            urgency: if days >= every * 2 {
                Urgency::Late
            } else {
                Urgency::Soon
            },
            subject: About::Initiative(initiative::link(sight, *id, entity)),
            what: "Check in on".to_owned(),
            why: format!(
                "You said every {}; the last word was {}.",
                span(every).trim_start_matches("1 "),
                entity.last_word().ago(now)
            ),
            next: NextStep {
                step: Step::CheckIn(*id),
                button: "Check in",
                sentence: CHECK_IN,
            },
            is_private: false,
        })
    };
    mine.leads.iter().filter_map(of_initiative).collect()
}

/// Feedback on what the person leads that nobody has answered, one entry an initiative.
pub(super) fn feedback(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let of = |id: &InitiativeId| {
        let entity = sight.initiative(*id)?;
        let mut open = initiative::unanswered_feedback(entity);
        let (number, oldest) = open.next()?;
        let more = open.count();
        let who = oldest.by.map_or_else(
            || "Somebody".to_owned(),
            |person| person::link(sight, person).name,
        );
        let others = match more {
            0 => String::new(),
            1 => " One more waits.".to_owned(),
            more => format!(" {more} more wait."),
        };
        Some(Waiting {
            urgency: Urgency::Calm,
            subject: About::Initiative(initiative::link(sight, *id, entity)),
            what: "Feedback on".to_owned(),
            why: format!(
                "{who} left you {} {}.{others}",
                with_article(oldest.label.word()),
                oldest.at.ago(now)
            ),
            next: NextStep {
                step: Step::AnswerFeedback(*id, number),
                button: "Answer",
                sentence: "Say whether it is taken up, or thank for it.",
            },
            is_private: false,
        })
    };
    // Feedback is owed an answer after the end as well.
    let involved = sight
        .person(mine.me)
        .map_or(&[][..], |person| &person.involved);
    let led = involved.iter().rev().filter(|id| {
        sight
            .initiative(**id)
            .is_some_and(|entity| entity.lead() == Some(mine.me))
    });
    led.filter_map(of).collect()
}

/// A finding about what the person answers for, as something that waits.
pub(super) fn told(
    sight: Sight<'_>,
    me: PersonId,
    finding: &Finding,
    now: Time,
) -> Option<Waiting> {
    let next = signal::next_step(sight, Some(me), finding);
    let view = signal::view(sight, finding.clone(), now)?;
    let (subject, is_private) = match view.subject {
        SubjectView::Gap(gap) => (About::Gap(gap), false),
        SubjectView::Goal(goal) => (About::Goal(goal), false),
        SubjectView::Initiative(initiative) => (About::Initiative(initiative), false),
        SubjectView::Entry(entry) => (About::Entry(entry), false),
        SubjectView::VeerOff(veer_off) => (About::VeerOff(veer_off), false),
        SubjectView::Translation(translation) => (About::Translation(translation), false),
        SubjectView::Team(team) => (About::Team(team), false),
        SubjectView::Organisation => (About::Organisation, false),
        SubjectView::Person(_) => (About::Me, true),
    };
    let evidence = finding.evidence.first();
    let seen = evidence.map_or_else(String::new, |evidence| {
        format!(" {}.", text::capital(&evidence.what))
    });
    Some(Waiting {
        urgency: Urgency::Calm,
        subject,
        what: format!("{}:", finding.rule.title()),
        why: format!(
            "Since {}.{seen} {}",
            view.ago.trim_end_matches(" ago"),
            finding.rule.why()
        ),
        next,
        is_private,
    })
}

/// `a question`, `an optional nit`; praise needs none.
fn with_article(word: &str) -> String {
    match word.chars().next() {
        _ if word == "praise" => word.to_owned(),
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {word}"),
        _ => format!("a {word}"),
    }
}
