//! Initiatives: somebody leads, others follow, and a gap gets narrower (mission rows L7 to L9, P2, P9).

use serde::{Deserialize, Serialize};

use crate::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Seq, TeamId, Time, WordId, compass::Point,
    person::Ending,
};

mod apply;
pub mod audience;
mod command;
mod decide;
pub mod feedback;
pub mod guide;
mod kind;
mod pointing;
mod stage;
pub mod template;
mod view;

pub(crate) use apply::apply;
pub use audience::{Audience, Showing};
pub use command::Command;
pub use decide::decide;
pub use feedback::{Feedback, FeedbackView, Label, Uptake, unanswered_feedback};
pub use kind::Kind;
pub use pointing::{AgainstView, ServesView};
pub use stage::{Looks, Stage, Status};
pub use view::{
    AskView, CheckInView, FollowView, InitiativeLink, InitiativePage, LeadView, Moment, Row, What,
    link, list, page, row,
};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Started {
        initiative: InitiativeId,
        title: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<WordId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
        /// Its id in the foreign record it was read from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cannot_say: Vec<CannotSay>,
        /// Kept to these people and its lead; `None`: everyone may read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shown_to: Option<Vec<PersonId>>,
    },
    ShownTo {
        initiative: InitiativeId,
        people: Vec<PersonId>,
    },
    Retitled {
        initiative: InitiativeId,
        title: WordId,
    },
    Summarised {
        initiative: InitiativeId,
        summary: WordId,
    },
    TeamChanged {
        initiative: InitiativeId,
        team: Option<TeamId>,
    },
    ServesLinked {
        initiative: InitiativeId,
        serves: Serves,
    },
    Cited {
        initiative: InitiativeId,
        entry: EntryId,
    },
    WentAgainst {
        initiative: InitiativeId,
        of: Point,
        because: WordId,
    },
    WentWith {
        initiative: InitiativeId,
        of: Point,
    },
    StageMoved {
        initiative: InitiativeId,
        to: Stage,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordId>,
        /// The foreign status as written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        written: Option<WordId>,
    },
    LooksSet {
        initiative: InitiativeId,
        looks: Looks,
    },
    LeadTaken {
        initiative: InitiativeId,
        person: PersonId,
    },
    LeadHandedOver {
        initiative: InitiativeId,
        to: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<WordId>,
    },
    LeadSteppedBack {
        initiative: InitiativeId,
        person: PersonId,
    },
    /// Not by stepping back.
    LeadEnded {
        initiative: InitiativeId,
        person: PersonId,
        because: Ending,
    },
    Followed {
        initiative: InitiativeId,
        person: PersonId,
        stance: Stance,
    },
    Unfollowed {
        initiative: InitiativeId,
        person: PersonId,
    },
    ApproverNamed {
        initiative: InitiativeId,
        person: PersonId,
    },
    ApproverDropped {
        initiative: InitiativeId,
        person: PersonId,
    },
    Asked {
        initiative: InitiativeId,
        of: AskedOf,
        what: WordId,
    },
    Answered {
        initiative: InitiativeId,
        ask: u16,
        by: Option<PersonId>,
    },
    /// Whoever was asked is not here any more, so it waits for nobody.
    AskLapsed {
        initiative: InitiativeId,
        ask: u16,
    },
    CheckedIn {
        initiative: InitiativeId,
        by: Option<PersonId>,
        status: Status,
        text: WordId,
    },
    RhythmSet {
        initiative: InitiativeId,
        every_days: u16,
    },
    FeedbackGiven {
        initiative: InitiativeId,
        feedback: u16,
        label: Label,
        text: WordId,
    },
    FeedbackAnswered {
        initiative: InitiativeId,
        feedback: u16,
        answer: Uptake,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordId>,
    },
    /// The foreign record was changed; a mechanical change touched many records at once and is no sign of life.
    RecordChanged {
        initiative: InitiativeId,
        mechanical: bool,
    },
}

/// What an initiative serves.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Serves {
    Gap(GapId),
    Goal(GoalId),
    Strategy(EntryId),
}

/// How somebody follows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    Follow,
    /// 'I would do it differently, and I follow': counts as support (mission row L16).
    FollowWithReservations,
    Advise,
}

impl Stance {
    pub const ALL: [Self; 3] = [Self::Follow, Self::FollowWithReservations, Self::Advise];

    pub fn word(self) -> &'static str {
        match self {
            Self::Follow => "follow",
            Self::FollowWithReservations => "follow with reservations",
            Self::Advise => "advise",
        }
    }
}

/// Whose support is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AskedOf {
    Team(TeamId),
    Person(PersonId),
}

impl AskedOf {
    /// Whether it is asked of a person: by name, or of one of their teams.
    pub fn reaches(self, person: PersonId, teams: &[TeamId]) -> bool {
        match self {
            Self::Team(team) => teams.contains(&team),
            Self::Person(asked) => asked == person,
        }
    }
}

/// What the foreign record has no place for, so that its absence means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CannotSay {
    Lead,
    Followers,
    Serves,
    Asks,
    Approvers,
    Activity,
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Initiative {
    pub title: WordId,
    pub summary: Option<WordId>,
    pub team: Option<TeamId>,
    /// Who started it here.
    pub by: Option<PersonId>,
    pub started: Time,
    pub seq: Seq,
    pub audience: Audience,
    /// Whom it was shown to by name.
    pub shown_to: Vec<PersonId>,
    pub showings: Vec<Showing>,
    pub stage: Stage,
    pub stages: Vec<StageMove>,
    pub leads: Vec<Lead>,
    pub follows: Vec<Follow>,
    pub approvers: Vec<PersonId>,
    pub serves: Vec<Serves>,
    /// Entries of the compass that it cites.
    pub cites: Vec<EntryId>,
    /// What it goes against.
    pub against: Vec<Against>,
    pub asks: Vec<Ask>,
    pub check_ins: Vec<CheckIn>,
    pub feedback: Vec<Feedback>,
    pub every_days: Option<u16>,
    /// The foreign status as written, when it came from a foreign record.
    pub written: Option<WordId>,
    pub looks: Looks,
    /// How its foreign record read last, so that a later sync adds only what is new there.
    pub read: Option<Box<Read>>,
    pub cannot_say: Vec<CannotSay>,
    /// The last act or meaningful change, with its event. `None`: only mechanical changes so far.
    pub last_sign: Option<(Time, Seq)>,
    /// The last change of any kind.
    pub last_change: Time,
}

/// That an initiative goes against an entry or a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    pub of: Point,
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

/// What a foreign record said last of what people may have changed here since.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    pub stage: Option<Stage>,
    pub lead: Option<PersonId>,
    pub followers: Vec<(PersonId, Stance)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageMove {
    pub to: Stage,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub reason: Option<WordId>,
}

/// When a stretch ended, and by which event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ended {
    pub at: Time,
    pub seq: Seq,
}

/// A stretch of leading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    pub person: PersonId,
    pub from: Time,
    pub seq: Seq,
    pub to: Option<Ended>,
    /// Why, where it did not end by stepping back or handing over.
    pub because: Option<Ending>,
    /// Note of the hand-over that began it.
    pub note: Option<WordId>,
}

/// A stretch of following in one stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    pub person: PersonId,
    pub stance: Stance,
    pub from: Time,
    pub seq: Seq,
    pub to: Option<Ended>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    pub by: Option<PersonId>,
    pub of: AskedOf,
    pub what: WordId,
    pub at: Time,
    pub seq: Seq,
    pub answered: Option<Answer>,
    /// When whoever was asked stopped taking part.
    pub lapsed: Option<Ended>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub status: Status,
    pub text: WordId,
}

impl CheckIn {
    pub fn view(&self, sight: crate::Sight<'_>, now: Time) -> CheckInView {
        CheckInView {
            at: self.at,
            ago: self.at.ago(now),
            by: self.by.map(|person| crate::person::link(sight, person)),
            status: self.status,
            text: sight.text(self.text),
        }
    }
}

impl Initiative {
    /// Who leads now: exactly one, or nobody.
    pub fn lead(&self) -> Option<PersonId> {
        self.current_lead().map(|lead| lead.person)
    }

    pub fn current_lead(&self) -> Option<&Lead> {
        self.leads.last().filter(|lead| lead.to.is_none())
    }

    /// Everybody who follows now.
    pub fn followers(&self) -> impl DoubleEndedIterator<Item = &Follow> {
        self.follows.iter().filter(|follow| follow.to.is_none())
    }

    pub fn following(&self, person: PersonId) -> Option<Stance> {
        self.followers()
            .find(|follow| follow.person == person)
            .map(|follow| follow.stance)
    }

    /// The first person who ever followed, and stays named (mission row L9).
    pub fn first_follower(&self) -> Option<&Follow> {
        self.follows.first()
    }

    /// When the present stage was entered.
    pub fn stage_since(&self) -> Time {
        self.stages
            .last()
            .map_or(self.started, |entered| entered.at)
    }

    /// When somebody last checked in, or when it was started.
    pub fn last_word(&self) -> Time {
        self.check_ins.last().map_or(self.started, |last| last.at)
    }

    /// Days since the last word, once they are as many as the rhythm that its lead set; none without a rhythm.
    pub fn check_in_due(&self, now: Time) -> Option<i64> {
        let every = i64::from(self.every_days?);
        Some(now.days_since(self.last_word())).filter(|days| *days >= every)
    }

    pub fn can_say(&self, fact: CannotSay) -> bool {
        !self.cannot_say.contains(&fact)
    }

    pub fn open_asks(&self) -> impl Iterator<Item = (u16, &Ask)> {
        (0..)
            .zip(&self.asks)
            .filter(|(_, ask)| ask.answered.is_none() && ask.lapsed.is_none())
    }
}

#[cfg(test)]
mod tests;
