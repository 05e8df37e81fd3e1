//! What waits between people: an offer, a trial, an objection, a last call, help that comes late, credit, a gap that grows.

use paceline_core::{
    Command, GapId, InitiativeId, gap,
    initiative::{self, AskedOf, Objecting, Proposing, Reply, Serves, Size, Trial, Way},
    judgement::Matters,
    measure::Amount,
};

use crate::common::{MONA, PRIYA, World};

impl World {
    async fn asks_priya(&self, initiative: InitiativeId, days: i64) {
        let ask = initiative::Command::Ask {
            initiative,
            of: AskedOf::Person(PRIYA),
            also: Vec::new(),
            what: "Read the plan, and say what is missing".into(),
            size: Some(Size::Small),
            until: Some(self.now().plus_days(days).date()),
        };
        self.acts(MONA, ask).await;
    }

    async fn has_priyas_word(&self, initiative: InitiativeId) {
        let answer = initiative::Command::Answer {
            initiative,
            ask: 0,
            reply: Some(Reply::Yes),
            text: "I read it on the train.".into(),
        };
        self.acts(PRIYA, answer).await;
    }

    fn proposal(&self, initiative: InitiativeId, way: Way) -> Proposing {
        Proposing {
            initiative,
            way,
            until: Some(self.now().plus_days(30).date()),
            what: "One page a release.".into(),
            why: "Nobody reads nine.".into(),
            considered: "No page at all".into(),
            review: self.now().plus_days(40).date(),
            try_until: None,
        }
    }
}

/// What was begun before so many days passed.
pub(super) async fn begins(world: &World) -> [InitiativeId; 2] {
    let mut begun = Vec::new();
    for title in [
        "A lead to try on",
        "A lead on offer",
        "What somebody cannot live with",
        "What nobody asked has answered",
        "Help that comes late",
        "One page a release",
        "A rhythm that nobody keeps",
    ] {
        begun.push(world.begins(MONA, title, "", Vec::new()).await);
    }
    let [tried, offered, objected, called, late, delivered, rhythm] = begun[..] else {
        unreachable!("seven were begun");
    };
    let initiative = tried;
    world
        .acts(MONA, initiative::Command::StepBack { initiative })
        .await;
    let trial = Some(Trial {
        until: world.now().plus_days(20).date(),
        supporter: MONA,
    });
    world
        .acts(PRIYA, initiative::Command::TakeLead { initiative, trial })
        .await;
    let hand_over = initiative::Command::HandOver {
        initiative: offered,
        to: PRIYA,
        note: "The list is in the room by the window.".into(),
        trial: None,
    };
    world.acts(MONA, hand_over).await;
    let objecting = Objecting {
        initiative: objected,
        priority: "Quiet nights".into(),
        tried: "I asked for a week by day.".into(),
        matters: Matters::Yes,
        harm: "People are woken up for nothing.".into(),
        way_out: "A week by day first.".into(),
    };
    world
        .acts(PRIYA, initiative::Command::Object(objecting))
        .await;
    world.asks_priya(called, 5).await;
    let calling = world.proposal(called, Way::Consent);
    world
        .acts(MONA, initiative::Command::CallLast(calling))
        .await;
    world.asks_priya(late, 5).await;
    world.asks_priya(delivered, 5).await;
    world.has_priyas_word(delivered).await;
    let deciding = world.proposal(delivered, Way::AdviceProcess);
    world
        .acts(MONA, initiative::Command::Decide(deciding))
        .await;
    let rhythm_set = initiative::Command::SetRhythm {
        initiative: rhythm,
        every_days: 14,
    };
    world.acts(MONA, rhythm_set).await;
    is_delivered_for(world, delivered).await;
    [late, rhythm]
}

/// The first gap is measured, and something is delivered for it.
async fn is_delivered_for(world: &World, initiative: InitiativeId) {
    let set = gap::Command::SetMeasure {
        gap: GapId(1),
        what: "People asked in vain".into(),
        unit: "a week".into(),
        is: Amount::whole(9),
        ought: Amount::whole(0),
    };
    world.does(PRIYA, Command::Gap(set)).await;
    let serves = Serves::Gap(GapId(1));
    world
        .acts(MONA, initiative::Command::Serve { initiative, serves })
        .await;
    let deliver = initiative::Command::Deliver {
        initiative,
        outcome: "A release is one page now.".into(),
    };
    world.acts(MONA, deliver).await;
}

/// What happens to it after them: late help, and work without a word.
pub(super) async fn goes_on(world: &World, [late, rhythm]: [InitiativeId; 2]) {
    world.has_priyas_word(late).await;
    let want = initiative::Command::WantFeedback {
        initiative: rhythm,
        what: "Is the order right?".into(),
        until: None,
    };
    world.acts(MONA, want).await;
    let measure = gap::Command::Measure {
        gap: GapId(1),
        value: Amount::whole(12),
        note: "After the merger.".into(),
    };
    world.does(PRIYA, Command::Gap(measure)).await;
}
