//! What falls due, and when: a queue by date, and the hours in which people work.

use std::{cmp::Reverse, collections::BinaryHeap};

use paceline_core::{EntryId, GapId, GoalId, InitiativeId, PersonId, TeamId, Time, time::DAY};

use crate::{dice::Dice, feedback::Talk};

/// Something that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Act {
    Hire,
    /// Somebody leaves the organisation.
    SomebodyLeaves,
    /// A guest, and an account for scripts.
    OthersArrive,
    Reorganise,
    /// A person looks up from the day's work: what is wrong, what could I do, whom could I follow?
    Look(PersonId),
    /// Somebody looks for something near to follow.
    FollowSomething(PersonId),
    /// Somebody new sees what the others no longer see.
    FreshEyes(PersonId),
    /// Whoever saw the gap acts on it.
    Begin(GapId, PersonId),
    CloseGap(GapId, InitiativeId),
    SetGoal(TeamId),
    CheckInOnGoal(GoalId),
    EndGoal(GoalId),
    Review(InitiativeId),
    CheckIn(InitiativeId),
    BreakSilence(InitiativeId),
    /// An agreement was to be looked at again by now.
    LookAgain(InitiativeId),
    TakeUp(InitiativeId, PersonId),
    Follow(InitiativeId, PersonId),
    Unfollow(InitiativeId, PersonId),
    Answer(InitiativeId, u16),
    /// Somebody asks what it is for, and it is said.
    SayWhatFor(InitiativeId),
    Feedback(Talk),
    Mine(Mine),
    Compass(Needle),
}

/// What the local person of a demonstration does in the last months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mine {
    ClearTheDesk,
    Begin,
    CheckIn {
        which: usize,
        goes: Goes,
    },
    AskFor {
        which: usize,
    },
    FollowSomebody,
    OurTeamIsAsked,
    ATeammateSeesAGap,
    /// Somebody else, who has never led anything, begins.
    SomebodyBegins,
    /// Whoever leads too much takes on one more.
    SomebodyTakesOnMore,
    /// Somebody tries to lead, and the local person stands by.
    ATrialBegins,
    /// The local person is invited to write with somebody.
    WritingIsShared,
    SomebodyObjects,
    ALeadIsOffered,
}

/// What happens to the compass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Needle {
    Values,
    Facets,
    FacetAgain,
    /// The first strategy of the whole, and what took its place.
    First,
    Second,
    OfEngineering,
    Review,
    Translate(EntryId, TeamId),
    Confirm(EntryId, TeamId),
    Read(EntryId, PersonId),
    Depart {
        which: usize,
    },
    Renew {
        which: usize,
    },
    Rhythms,
    Repositories,
    Health,
    Report(GoalId),
    Cite,
    Against,
}

/// How a check-in says it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Goes {
    Well,
    AtRisk,
    OffTrack,
}

/// The queue. What falls due in the same second comes in the order in which it was put in.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    queue: BinaryHeap<Reverse<(Time, u64, Act)>>,
    put_in: u64,
}

impl Agenda {
    pub(crate) fn put(&mut self, at: Time, act: Act) {
        self.put_in += 1;
        self.queue.push(Reverse((at, self.put_in, act)));
    }

    pub(crate) fn next_until(&mut self, until: Time) -> Option<(Time, Act)> {
        let Reverse((at, _, act)) = self.queue.pop()?;
        (at <= until).then_some((at, act))
    }
}

const HOUR: i64 = 3600;
const FIRST_HOUR: i64 = 8;
const HOURS: usize = 10;

/// Some moment of working time on the day of `at`, or on the next working day.
pub(crate) fn working_moment(at: Time, dice: &mut Dice) -> Time {
    let mut day = at.0.div_euclid(DAY);
    // The first day of 1970 was a Thursday.
    day += match (day + 4).rem_euclid(7) {
        0 => 1,
        6 => 2,
        _ => 0,
    };
    let second = dice.below(HOURS * 3600);
    Time(day * DAY + FIRST_HOUR * HOUR + i64::try_from(second).unwrap_or(0))
}
