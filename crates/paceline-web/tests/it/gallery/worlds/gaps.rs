//! What becomes of gaps: seen too, measured again, merged, split.

use paceline_core::{
    Command, GapId,
    gap::{self, Part},
    measure::Amount,
};

use crate::common::{MONA, PRIYA, World};

/// The first gap is measured, Mona sees it too, and another was merged into it, which an initiative of its own narrows.
pub(super) async fn lives_on(world: &World) {
    let gap = GapId(1);
    world
        .gaps(
            MONA,
            gap::Command::SeeToo {
                gap,
                text: "Ten days, where I sit.".to_owned(),
            },
        )
        .await;
    let set = gap::Command::SetMeasure {
        gap,
        what: "Days from merge to users".to_owned(),
        unit: "days".to_owned(),
        is: Amount::whole(9),
        ought: Amount::whole(1),
    };
    world.gaps(PRIYA, set).await;
    let is = "Nobody knows when a change is out";
    let other = world.writes(MONA, is, "Everybody does", None).await;
    let serves = vec![paceline_core::initiative::Serves::Gap(other)];
    world.begins(PRIYA, "Say when it is out", "", serves).await;
    let merge = gap::Command::Merge {
        gap: other,
        into: gap,
        because: "It is the same queue.".to_owned(),
    };
    world.gaps(PRIYA, merge).await;
}

/// It is nearer to what is wanted.
pub(super) async fn is_measured_again(world: &World) {
    let measured = gap::Command::Measure {
        gap: GapId(1),
        value: Amount::whole(5),
        note: "Since the second service.".to_owned(),
    };
    world.gaps(MONA, measured).await;
}

/// A gap that was split into two.
pub(super) async fn is_split(world: &World) {
    let is = "Everything is slow";
    let gap = world.writes(MONA, is, "It is quick", None).await;
    let see = gap::Command::SeeToo {
        gap,
        text: "The builds above all.".to_owned(),
    };
    world.gaps(PRIYA, see).await;
    let part = |is: &str, seen_by: Vec<u16>| Part {
        is: is.to_owned(),
        ought: "Within minutes".to_owned(),
        seen_by,
    };
    let split = gap::Command::Split {
        gap,
        parts: vec![
            part("Builds take an hour", vec![0]),
            part("Reviews take three days", Vec::new()),
        ],
        because: "Two causes, and two who can mend them.".to_owned(),
    };
    world.gaps(PRIYA, split).await;
}

impl World {
    async fn gaps(&self, who: paceline_core::PersonId, command: gap::Command) {
        self.does(who, Command::Gap(command)).await;
    }
}
