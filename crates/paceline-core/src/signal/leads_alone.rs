//! A person who leads what others follow, and does every part of it themselves (mission rows P5, L9). Shown to that
//! person alone.

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, PersonId, Sight, Time,
    initiative::{Initiative, Lead, Reply, Serves},
    person::Person,
};

pub(super) const WHY: &str =
    "What one person does alone stays theirs; a part given away is how the next lead begins.";
pub(super) const NEXT: Next = Next {
    button: "Ask for help",
    sentence: "Ask somebody who follows for one small part, or invite a co-author.",
};

pub(super) fn find(
    sight: Sight<'_>,
    (id, person): (PersonId, &Person),
    now: Time,
) -> Option<Finding> {
    let alone = led_alone(sight, (id, person), now);
    let mut evidence: Vec<Evidence> = alone
        .map(|(initiative, entity, lead)| {
            let title = sight.text(entity.title);
            let what = format!("leads {initiative} {title}, and did every part of it");
            Evidence::of((lead.from, lead.seq), what)
        })
        .collect();
    evidence.sort_by_key(|evidence| (evidence.at, evidence.seq));
    Some(Finding {
        rule: Rule::LeadsAlone,
        subject: Subject::Person(id),
        since: evidence.first()?.at,
        evidence,
    })
}

/// The first thing that the person leads alone, of a finding of this rule.
pub(super) fn first(sight: Sight<'_>, id: PersonId, finding: &Finding) -> Option<InitiativeId> {
    let taken = finding.evidence.first()?.seq;
    let involved = &sight.person(id)?.involved;
    let mut led = sight.of(involved).filter(|(_, entity)| {
        let lead = entity.current_lead();
        finding.rule == Rule::LeadsAlone && lead.is_some_and(|lead| lead.seq == taken)
    });
    led.next().map(|(id, _)| id)
}

fn led_alone<'a>(
    sight: Sight<'a>,
    (id, person): (PersonId, &'a Person),
    now: Time,
) -> impl Iterator<Item = (InitiativeId, &'a Initiative, &'a Lead)> {
    let days = sight.organisation().threshold(Threshold::AloneAfterDays);
    sight.of(&person.involved).filter_map(move |(of, entity)| {
        let lead = entity.current_lead().filter(|lead| lead.person == id)?;
        let is_long = now.days_since(lead.from) >= days;
        // A foreign record does not say who did what.
        let counts = is_long && entity.stage.is_active() && entity.by.is_some();
        let alone = counts && entity.followers().next().is_some();
        (alone && !others_did(sight, entity, id)).then_some((of, entity, lead))
    })
}

/// Whether anybody else ever did a part of it. To follow is to stand by, and no part of the work.
fn others_did(sight: Sight<'_>, entity: &Initiative, lead: PersonId) -> bool {
    let other = |person: Option<PersonId>| person.is_some_and(|person| person != lead);
    let helped = |reply: Reply| match reply {
        Reply::Yes | Reply::Done => true,
        Reply::No => false,
    };
    let saw_the_gap = |serves: &Serves| match serves {
        Serves::Gap(gap) => sight.gap(*gap).is_some_and(|gap| {
            let mut seen = gap.sightings.iter();
            other(gap.by.person()) || seen.any(|seen| other(Some(seen.by)))
        }),
        Serves::Goal(_) | Serves::Strategy(_) => false,
    };
    let of_objection = |objection: &crate::initiative::Objection| {
        other(objection.by) || !objection.stewards.is_empty()
    };
    let mut answers = entity.asks.iter().flat_map(crate::initiative::Ask::answers);
    let mut co_authors = entity.document.co_authors.iter();
    entity
        .leads
        .iter()
        .any(|led| other(Some(led.person)) || led.supporter.is_some())
        || co_authors.any(|author| author.accepted.is_some())
        || entity.feedback.iter().any(|given| other(given.by))
        || answers.any(|answer| helped(answer.reply) && other(answer.by))
        || entity.objections.iter().any(of_objection)
        || entity.check_ins.iter().any(|said| other(said.by))
        || entity.serves.iter().any(saw_the_gap)
}
