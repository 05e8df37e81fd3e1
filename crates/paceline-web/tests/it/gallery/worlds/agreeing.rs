//! Agreeing, for the samples: a small thing decided after advice, with dissent kept, and an objection to it.

use paceline_core::{
    InitiativeId, PersonId,
    initiative::{self, AskedOf, Command as C, Label, Reply, Stance, Uptake},
    judgement::Matters,
};

use crate::common::World;

/// A small thing that one decides and another objects to, who offered advice before.
#[expect(clippy::too_many_lines, reason = "one story")]
pub(super) async fn decides_and_is_objected_to(
    world: &World,
    (lead, other): (PersonId, PersonId),
) -> InitiativeId {
    let begun = world.begins(
        lead,
        "Decide in the open",
        "One page for every decision.",
        Vec::new(),
    );
    let initiative = begun.await;
    let (of, size) = (AskedOf::Person(other), Some(initiative::Size::Small));
    world
        .acts(
            lead,
            C::Ask {
                initiative,
                of,
                also: Vec::new(),
                what: "What would you miss?".to_owned(),
                size,
                until: None,
            },
        )
        .await;
    let (reply, text) = (Some(Reply::Yes), "The reasons.".to_owned());
    let answer = C::Answer {
        initiative,
        ask: 0,
        reply,
        text,
    };
    world.acts(other, answer).await;
    let concern = C::GiveFeedback {
        passage: None,
        initiative,
        label: Label::Concern,
        text: "Nobody reads a page of decisions.".to_owned(),
    };
    world.acts(other, concern).await;
    let answer = C::AnswerFeedback {
        revision: None,
        initiative,
        feedback: 0,
        answer: Uptake::NotTakenUp,
        because: "Whoever asks why will.".to_owned(),
    };
    world.acts(lead, answer).await;
    let follow = C::Follow {
        initiative,
        stance: Stance::FollowWithReservations,
        reservation: "I would keep them in the calendar.".to_owned(),
    };
    world.acts(other, follow).await;
    let decide = C::Decide(initiative::Proposing {
        initiative,
        way: initiative::Way::AdviceProcess,
        until: None,
        what: "Every decision has a page of its own.".to_owned(),
        why: "We argue about what was agreed on.".to_owned(),
        considered: "A list in the calendar.".to_owned(),
        review: world.now().plus_days(180).date(),
        try_until: Some(world.now().plus_days(90).date()),
    });
    world.acts(lead, decide).await;
    world.days_pass(1);
    let object = C::Object(initiative::Objecting {
        initiative,
        priority: "Time to think".to_owned(),
        tried: "I kept to the calendar for a month.".to_owned(),
        matters: Matters::Yes,
        harm: "Every page is one more thing to write before anything is done.".to_owned(),
        way_out: "A page only where two people disagree.".to_owned(),
    });
    world.acts(other, object).await;
    let offer = C::OfferWayOut {
        initiative,
        objection: 0,
        text: "Three lines are enough for a page.".to_owned(),
        revision: None,
    };
    world.acts(lead, offer).await;
    initiative
}
