//! Nothing, one of each, and what came to its end.

use paceline_core::{
    Command, GoalId, InitiativeId, WordId,
    compass::{self, Point},
    gap, goal,
    initiative::{
        self, AskedOf, Serves, Stage, Stance, Status, Uptake,
        document::{Quoting, Revising},
    },
    measure::Amount,
};

use super::Sample;
use crate::common::{MONA, PRIYA, TOMAS, World};

/// Nothing is on record but whoever looks.
pub(crate) async fn empty() -> Sample {
    Sample {
        shows: None,
        ..Sample::of("empty", World::empty().await)
    }
}

/// Mona and Priya, one team, and one of each thing.
async fn small() -> World {
    let world = World::empty().await;
    world.joins("priya", "Priya Amin").await;
    world.names("Northwind").await;
    let team = world.forms("Checkout", None).await;
    world.joins_team(team, MONA).await;
    world
}

const NINE_DAYS: &str = "A merged change reaches users after nine days";
const ANY_DAY: &str = "A merged change reaches users within an hour, any day";

/// A second revision, a word on a passage, and somebody who is invited to write.
async fn written(world: &World, initiative: InitiativeId) {
    let revise = initiative::Command::Revise(Revising {
        initiative,
        base: 1,
        text: "# How it is\n\nWe ship every second week, and *nobody* ships on a Friday.\n\n# What would be better\n\n- Any service, any day\n- Nobody waits for G-1".to_owned(),
        note: "As it really is".to_owned(),
        is_editorial: false,
    });
    world.acts(MONA, revise).await;
    let quoting = Quoting {
        revision: 2,
        quote: "nobody ships on a Friday".to_owned(),
        occurrence: 0,
    };
    let give = initiative::Command::GiveFeedback {
        initiative,
        label: initiative::Label::Question,
        text: "Since when?".to_owned(),
        passage: Some(quoting),
    };
    world.acts(PRIYA, give).await;
    let invite = initiative::Command::InviteCoAuthor {
        initiative,
        person: PRIYA,
    };
    world.acts(MONA, invite).await;
}

async fn one_of_each(world: &World) -> InitiativeId {
    let goal = world
        .wants(MONA, "Lead time under a day", Some("2026-06-30"))
        .await;
    let gap = world.writes(PRIYA, NINE_DAYS, ANY_DAY, Some(goal)).await;
    world.days_pass(2);
    let summary = "Every service gets the same **pipeline**, one after the other. It narrows G-1 and serves O-1.";
    let serves = vec![Serves::Gap(gap), Serves::Goal(goal)];
    let it = world
        .begins(MONA, "Ship any service any day", summary, serves)
        .await;
    world.days_pass(3);
    world.follows(PRIYA, it, Stance::Follow).await;
    let every_days = 14;
    let initiative = it;
    let rhythm = initiative::Command::SetRhythm {
        initiative,
        every_days,
    };
    world.acts(MONA, rhythm).await;
    let checked = initiative::Command::CheckIn {
        initiative,
        status: Status::OnTrack,
        text: "Two of nine services are on it.".to_owned(),
    };
    world.acts(MONA, checked).await;
    let of = AskedOf::Person(PRIYA);
    let what = "Look at the roll-back before Friday".to_owned();
    let ask = initiative::Command::Ask {
        also: Vec::new(),
        size: None,
        until: None,
        initiative,
        of,
        what,
    };
    world.acts(MONA, ask).await;
    written(world, it).await;
    world
        .gives(
            PRIYA,
            initiative,
            "Would a day without a release be easier to start with?",
        )
        .await;
    world
        .measures(MONA, goal, Status::AtRisk, "Two days now, from nine.")
        .await;
    let supporter = initiative::Command::NameSupporter {
        initiative,
        person: Some(PRIYA),
    };
    world.acts(PRIYA, supporter).await;
    let asked = initiative::Command::AskForLead {
        initiative,
        priority: "Calm releases".to_owned(),
        matters: paceline_core::judgement::Matters::Yes,
        note: "I have two days a week for it.".to_owned(),
    };
    world.acts(PRIYA, asked).await;
    it
}

/// A goal that is kept and measured by every kind of number, fed by a script, changed, and in want of help.
async fn every_kind(world: &World) {
    let set = goal::Setting {
        title: "Nights are calm".to_owned(),
        team: Some(paceline_core::TeamId(1)),
        why: "Whoever is woken up twice a week ships nothing the day after.".to_owned(),
        serves: vec![Point::Goal(GoalId(1))],
        evergreen: true,
        ..goal::Setting::default()
    };
    world.aims(MONA, goal::Command::Set(set)).await;
    let goal = GoalId(2);
    let ends = [Amount::whole(2), Amount::whole(2)];
    let calls = goal::Counting {
        direction: Some(goal::Direction::AtMost),
        source: "the pager's log".to_owned(),
        ..goal::Counting::number(goal, "Calls at night", "calls a week", ends)
    };
    let of_kind = |name: &str, kind| goal::Counting {
        kind,
        baseline: None,
        target: None,
        direction: None,
        source: String::new(),
        name: name.to_owned(),
        ..calls.clone()
    };
    let answered = goal::Counting {
        baseline: Some(Amount::whole(60)),
        target: Some(Amount::whole(95)),
        ..of_kind("Alarms with a runbook", goal::Kind::Percentage)
    };
    let moved = goal::Counting {
        milestones: ["Basket", "Payments", "Search"].map(str::to_owned).into(),
        ..of_kind("Services off the old pager", goal::Kind::Milestones)
    };
    let silent = of_kind("A night without a pager each week", goal::Kind::YesNo);
    for counting in [calls.clone(), answered, moved, silent] {
        world
            .aims(MONA, goal::Command::AddKeyResult(counting))
            .await;
    }
    lives_on(world, goal).await;
}

/// It is said how it goes, fed by a script, changed, and one of its measures dropped.
async fn lives_on(world: &World, goal: GoalId) {
    let said = goal::Saying {
        goal,
        status: Status::AtRisk,
        text: "The basket is off the old pager.".to_owned(),
        confidence: Some(4),
        values: vec![(0, Amount::whole(3)), (2, Amount::whole(1))],
        help: "Half a day of somebody who knows payments.".to_owned(),
    };
    world.aims(MONA, goal::Command::CheckIn(said)).await;
    let fed = goal::Command::Report {
        goal,
        key_result: 0,
        value: Amount::whole(2),
        source: "the pager's log".to_owned(),
    };
    world.aims(PRIYA, fed).await;
    let revised = goal::Command::Revise {
        goal,
        title: Some("Calm nights".to_owned()),
        why: None,
        until: None,
        because: "Shorter is easier to say.".to_owned(),
    };
    world.aims(MONA, revised).await;
    let dropped = goal::Command::DropKeyResult {
        goal,
        key_result: 1,
        because: "Nobody reads runbooks at night.".to_owned(),
    };
    world.aims(MONA, dropped).await;
}

/// One of each thing.
#[expect(clippy::too_many_lines, reason = "one of each")]
pub(crate) async fn one() -> Sample {
    let world = small().await;
    one_of_each(&world).await;
    world
        .steers(MONA, "Candour", "Everybody knows how it is.")
        .await;
    every_kind(&world).await;
    super::points::says_what_it_means(&world).await;
    let objected_to = super::agreeing::decides_and_is_objected_to(&world, (MONA, PRIYA)).await;
    super::gaps::lives_on(&world).await;
    super::settings::keeps(&world).await;
    world.days_pass(1);
    super::gaps::is_measured_again(&world).await;
    let written = [
        "Every decision has a page of its own.",
        "A page only where two people disagree.",
        "Northwind",
        "Mona Ott",
        "Priya Amin",
        NINE_DAYS,
        ANY_DAY,
        "Lead time under a day",
        "Ship any service any day",
        "Two of nine services are on it.",
        "Look at the roll-back before Friday",
        "Two days now, from nine.",
        "Calm nights",
        "Half a day of somebody who knows payments.",
        "Nobody reads runbooks at night.",
        "Ten days, where I sit.",
        "Since the second service.",
        "It is the same queue.",
    ];
    Sample {
        written: written.map(str::to_owned).to_vec(),
        more: vec![
            (
                "initiative-objected-to",
                format!("/initiatives/{}", objected_to.0),
            ),
            ("gaps-nothing-fits", "/gaps?find=zebra".to_owned()),
            ("gap-merged", "/gaps/2".to_owned()),
            ("gaps-merged", "/gaps?stage=merged".to_owned()),
            ("person-who-shares", "/people/priya".to_owned()),
            (
                "holidays-change",
                "/organisation/holidays/set?name=Kuwait".to_owned(),
            ),
            (
                "template-change",
                "/organisation/templates/write?name=design-note".to_owned(),
            ),
            (
                "guide-change",
                "/organisation/guide/write?name=shared".to_owned(),
            ),
            ("search-found", "/search?q=any+day".to_owned()),
            ("search-nothing-fits", "/search?q=zebra".to_owned()),
            ("facet", "/compass/2".to_owned()),
            ("strategy", "/compass/3".to_owned()),
            ("strategy-version", "/compass/3/version".to_owned()),
            ("compass-nothing-fits", "/compass?find=zebra".to_owned()),
            ("initiative-whole", "/initiatives/1?timeline=all".to_owned()),
            ("goal-of-every-kind", "/goals/2".to_owned()),
            (
                "goal-of-every-kind-check-in",
                "/goals/2/check-in".to_owned(),
            ),
            (
                "goal-milestones",
                "/goals/1/key-results/new?kind=milestones".to_owned(),
            ),
            (
                "goal-yes-no",
                "/goals/1/key-results/new?kind=yes-no".to_owned(),
            ),
            ("goal-translated", "/goals/3".to_owned()),
        ],
        ..Sample::of("one", world)
    }
}

/// What else there is to see of what came to its end.
const ENDED: &[(&str, &str)] = &[
    ("gaps-closed", "/gaps?stage=closed"),
    ("gap-that-was-split", "/gaps/2"),
    ("gap-part", "/gaps/3"),
    ("goals-closed", "/goals?stage=closed"),
    ("compass-retired", "/compass?stage=retired"),
    ("entry-draft", "/compass/2"),
    ("goal-achieved", "/goals/2"),
    ("initiative-put-down", "/initiatives/2"),
    ("initiative-superseded", "/initiatives/3"),
    ("initiative-nobody-leads", "/initiatives/4"),
    ("initiatives-nobody-leads", "/initiatives?nobody=leads"),
    ("initiative-kept-to-a-few", "/initiatives/5"),
    ("initiative-whose-lead-left", "/initiatives/6"),
    ("priya", "/people/priya"),
    ("person-who-left", "/people/tomas"),
];

/// Closed, delivered, put down, superseded, handed over, stepped back from, erased.
pub(crate) async fn ended() -> Sample {
    let world = small().await;
    world.joins("tomas", "Tomás Reis").await;
    let it = one_of_each(&world).await;
    let answer = initiative::Command::Answer {
        reply: None,
        text: String::new(),
        initiative: it,
        ask: 0,
    };
    world.acts(PRIYA, answer).await;
    world.follows(TOMAS, it, Stance::Advise).await;
    for (feedback, answer) in (0..).zip(Uptake::ALL) {
        let answer = initiative::Command::AnswerFeedback {
            revision: None,
            initiative: it,
            feedback,
            answer,
            because: "It is what the first two services taught us.".to_owned(),
        };
        world.acts(MONA, answer).await;
    }
    world.days_pass(20);
    let note = "You have followed from the first day; the plan is in the summary.".to_owned();
    let hand_over = initiative::Command::HandOver {
        trial: None,
        initiative: it,
        to: PRIYA,
        note,
    };
    world.acts(MONA, hand_over).await;
    world.moves(PRIYA, it, Stage::Delivered).await;
    close_gap(&world).await;
    close_goals(&world).await;
    for (title, stage) in [
        ("Rewrite the basket", Stage::PutDown),
        ("One queue for all reviews", Stage::Superseded),
    ] {
        let it = world.begins(MONA, title, "", Vec::new()).await;
        world.moves(MONA, it, stage).await;
    }
    let nobodys = world.begins(MONA, "Calm on-call", "", Vec::new()).await;
    let step_back = initiative::Command::StepBack {
        initiative: nobodys,
    };
    world.acts(MONA, step_back).await;
    retires(&world).await;
    keeps_and_leaves(&world).await;
    super::gaps::is_split(&world).await;
    erase(&world, "Two of nine services are on it.").await;
    world.days_pass(5);
    Sample {
        more: ENDED
            .iter()
            .map(|(name, url)| (*name, (*url).to_owned()))
            .collect(),
        written: vec![
            "An hour and ten minutes since the 3rd.".to_owned(),
            "(erased)".to_owned(),
        ],
        ..Sample::of("ended", world)
    }
}

/// A value that is not in use any more, and a strategy that is kept to a few.
async fn retires(world: &World) {
    let because = "It said the same as Candour.".to_owned();
    let entry = paceline_core::EntryId(1);
    for command in [
        compass::Command::WriteValue(compass::ValueText {
            title: "Openness".to_owned(),
            ..compass::ValueText::default()
        }),
        compass::Command::Retire { entry, because },
        compass::Command::WriteStrategy(compass::StrategyText {
            title: "Release calmly".to_owned(),
            diagnosis: "Nobody dares to release on a Friday.".to_owned(),
            guiding_policy: "Small changes.".to_owned(),
            shown_to: Some(vec![PRIYA]),
            ..compass::StrategyText::default()
        }),
    ] {
        world.does(MONA, Command::Compass(command)).await;
    }
}

/// A draft that few can read, and somebody who leaves what they lead and were asked for.
async fn keeps_and_leaves(world: &World) {
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "A quiet draft".to_owned(),
        summary: String::new(),
        team: None,
        serves: Vec::new(),
        shown_to: Some(vec![PRIYA, TOMAS]),
    };
    world.acts(MONA, start).await;
    let ask = initiative::Command::Ask {
        also: Vec::new(),
        size: None,
        until: None,
        initiative: paceline_core::InitiativeId(5),
        of: initiative::AskedOf::Person(TOMAS),
        what: "Half an hour of your time".to_owned(),
    };
    world.acts(MONA, ask).await;
    world.begins(TOMAS, "Fewer pagers", "", Vec::new()).await;
    let leave = paceline_core::person::Command::Leave { person: TOMAS };
    world.does(TOMAS, Command::Person(leave)).await;
}

async fn close_gap(world: &World) {
    let outcome = "An hour and ten minutes since the 3rd.".to_owned();
    let gap = paceline_core::GapId(1);
    world
        .does(PRIYA, Command::Gap(gap::Command::Close { gap, outcome }))
        .await;
}

async fn close_goals(world: &World) {
    for outcome in goal::Outcome::ALL {
        let title = format!("A goal that ended: {}", outcome.word());
        let goal = world.wants(MONA, &title, None).await;
        let text = "What gets measured in public gets better.".to_owned();
        let close = goal::Command::Close(goal::Closing {
            goal,
            outcome,
            text,
            score: Some(Amount::thousandths(700)),
        });
        world.does(MONA, Command::Goal(close)).await;
    }
}

/// A sentence is erased, as its writer may ask.
async fn erase(world: &World, sentence: &str) {
    let count = world.store.read(|state| state.words.count());
    for index in 0..count {
        let word = WordId::at(index);
        if world.store.text(word).await.unwrap().as_deref() == Some(sentence) {
            world.store.erase(&[word]).await.unwrap();
        }
    }
}
