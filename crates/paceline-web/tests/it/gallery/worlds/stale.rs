//! What lies still: every signal finds something, and goals have gone stale.

use paceline_core::{
    initiative::{self, AskedOf, Looks, Stage, Stance, Status},
    record,
};

use super::Sample;
use crate::common::{MONA, PRIYA, World};

/// Every signal at least once, for Mona, who leads too much herself.
pub(crate) async fn stale() -> Sample {
    let world = World::new().await;
    world
        .writes(
            PRIYA,
            "Nobody knows who is on call",
            "One page says it",
            None,
        )
        .await;
    for (title, status) in [
        ("Lead time under a day", Some(Status::OnTrack)),
        ("Calm on-call", Some(Status::OffTrack)),
        ("Nobody has said a word about this", None),
    ] {
        let goal = world.wants(MONA, title, Some("2027-01-31")).await;
        let Some(status) = status else { continue };
        let text = "As planned.";
        world.measures(MONA, goal, status, text).await;
    }
    leads_too_much(&world).await;
    says_one_thing_and_looks_another(&world).await;
    world.days_pass(400);
    world
        .wants(MONA, "Set today, and pending", Some("2027-06-30"))
        .await;
    for title in ["One goal more", "And another"] {
        world.wants(MONA, title, Some("2027-06-30")).await;
    }
    Sample {
        shows: Some((1, 2, 1)),
        more: vec![
            (
                "signals-of-one-rule",
                "/signals?rule=silent-lead".to_owned(),
            ),
            ("initiative-late", "/initiatives/2".to_owned()),
            ("initiative-imported", "/initiatives/7".to_owned()),
        ],
        written: vec!["Nobody knows who is on call".to_owned()],
        ..Sample::of("stale", world)
    }
}

async fn leads_too_much(world: &World) {
    for title in [
        "Ship any service any day",
        "Say what is stuck",
        "One queue for reviews",
        "Fewer meetings",
        "A map of who knows what",
    ] {
        let it = world.begins(MONA, title, "", Vec::new()).await;
        if title == "Ship any service any day" {
            world.gives(PRIYA, it, "Who would be woken up?").await;
        }
        if title == "Fewer meetings" {
            world
                .follows(PRIYA, it, Stance::FollowWithReservations)
                .await;
        }
        if title == "Say what is stuck" {
            let initiative = it;
            let every_days = 14;
            let rhythm = initiative::Command::SetRhythm {
                initiative,
                every_days,
            };
            world.acts(MONA, rhythm).await;
            let of = AskedOf::Team(crate::common::CHECKOUT);
            let what = "Two days of somebody who knows the queue".to_owned();
            let ask = initiative::Command::Ask {
                initiative,
                of,
                what,
            };
            world.acts(MONA, ask).await;
        }
    }
    let nobodys = world
        .begins(PRIYA, "A home for old decisions", "", Vec::new())
        .await;
    let step_back = initiative::Command::StepBack {
        initiative: nobodys,
    };
    world.acts(PRIYA, step_back).await;
}

/// Only foreign records have a second state, and approvers.
async fn says_one_thing_and_looks_another(world: &World) {
    let zoe = record::Who {
        handle: "zoe".into(),
        name: "Zoë Quist".into(),
    };
    for (source, stage, looks) in [
        ("keps/1", Stage::Agreed, Looks::Done),
        ("keps/2", Stage::Delivered, Looks::Open),
        ("keps/3", Stage::Unknown, Looks::NoWord),
    ] {
        let read = record::Initiative {
            source: source.into(),
            title: Some(format!("An imported proposal, {source}")),
            stage: Some(stage),
            written: Some("implementable".into()),
            looks: Some(looks),
            lead: Some(Some(zoe.clone())),
            approvers: Some(vec![zoe.clone()]),
            ..record::Initiative::default()
        };
        world.imports(read).await;
    }
}
