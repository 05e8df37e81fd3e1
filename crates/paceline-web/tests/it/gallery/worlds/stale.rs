//! What lies still: every signal finds something, and goals have gone stale.

use jiff::civil::date;
use paceline_core::{
    Command, EntryId,
    compass::{self, Point, StrategyText},
    goal::{self, Counting, Saying},
    initiative::{self, AskedOf, Looks, Stage, Stance, Status},
    measure::Amount,
    record, translation, veer_off,
};

use super::{Sample, waits};
use crate::common::{CHECKOUT, MONA, PRIYA, World};

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
    believes_less_and_less(&world).await;
    loses_its_compass(&world).await;
    let begun = waits::begins(&world).await;
    world.days_pass(400);
    waits::goes_on(&world, begun).await;
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
            ("signals-second-page", "/signals?page=2".to_owned()),
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
                also: Vec::new(),
                size: None,
                until: None,
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

/// A goal that nobody leads, whose number stands still; and more goals than fit.
async fn believes_less_and_less(world: &World) {
    let goal = world.wants(MONA, "Nights are quiet", None).await;
    let counting = Counting::number(goal, "Pages a night", "pages", [9, 1].map(Amount::whole));
    world
        .aims(MONA, goal::Command::AddKeyResult(counting))
        .await;
    for confidence in [8, 6, 3] {
        world.days_pass(7);
        let saying = Saying {
            goal,
            status: Status::OnTrack,
            text: "As planned.".into(),
            confidence: Some(confidence),
            values: Vec::new(),
            help: String::new(),
        };
        world.aims(MONA, goal::Command::CheckIn(saying)).await;
    }
    world.aims(MONA, goal::Command::StepBack { goal }).await;
    world.wants(MONA, "One more", None).await;
}

/// A strategy that nobody serves, another that changed under its translation, and departures of both kinds.
async fn loses_its_compass(world: &World) {
    let strategy = |title: &str| StrategyText {
        title: title.into(),
        diagnosis: "Releases are large and rare.".into(),
        guiding_policy: "Small and often.".into(),
        review: Some(date(2026, 6, 30)),
        ..StrategyText::default()
    };
    world.plots(strategy("Ship in small steps")).await;
    world.plots(strategy("Own what you run")).await;
    let (unserved, changed) = (Point::Entry(EntryId(1)), Point::Entry(EntryId(2)));
    let (team, text) = (CHECKOUT, "Whoever ships carries the pager.".to_owned());
    let of = changed;
    let write = translation::Command::Write { of, team, text };
    world.does(MONA, Command::Translation(write)).await;
    world
        .plots(StrategyText {
            entry: Some(EntryId(2)),
            because: "Nights count as well.".into(),
            ..strategy("Own what you run, at night too")
        })
        .await;
    let depart = veer_off::Command::Depart {
        of: unserved,
        team,
        stakeholder: "The bank".into(),
        reason: "They test by hand.".into(),
        until: date(2026, 3, 31),
    };
    world.does(MONA, Command::VeerOff(depart)).await;
    let initiative = world
        .begins(PRIYA, "A night shift of its own", "", Vec::new())
        .await;
    let because = "The bank is in another time zone.".to_owned();
    let against = initiative::Command::GoAgainst {
        initiative,
        of,
        because,
    };
    world.acts(PRIYA, against).await;
}

impl World {
    async fn plots(&self, text: StrategyText) {
        let write = compass::Command::WriteStrategy(text);
        self.does(MONA, Command::Compass(write)).await;
    }
}
