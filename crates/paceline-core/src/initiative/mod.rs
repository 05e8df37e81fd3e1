//! Initiatives: somebody leads, others follow, and a gap gets narrower (mission rows L7 to L9, P2, P9).

use serde::{Deserialize, Serialize};

use crate::{EntryId, GapId, GoalId, PersonId, Seq, TeamId, Time, WordId, compass::Point};

mod apply;
pub mod ask;
pub(crate) mod asking;
pub mod audience;
mod command;
pub mod consent;
pub mod credit;
mod decide;
pub mod document;
pub mod ending;
mod event;
pub mod feedback;
pub mod guide;
mod kind;
pub mod leaders;
mod leading;
mod listing;
pub mod objection;
mod pointing;
mod stage;
pub mod template;
mod view;

pub(crate) use apply::apply;
pub use ask::{Answer, Ask, AskedOf, Reply, Size};
pub(crate) use asking::name as asked_name;
pub use asking::{
    AskView, AskingView, FirstAnswerView, ReplyView, WantedView, time_to_first_answer,
};
pub use audience::{Audience, Showing};
pub use command::Command;
pub use consent::{
    AgreedHow, Agreeing, Agreement, AgreementView, DecisionRecord, Earliest, LastCall,
    LastCallEnding, LastCallView, MayAgree, PastCall, Proposing, Terms, Way, before_calling,
    decision_record,
};
pub use credit::{Credit, Credited, LeavingOut, LeftOut, Part, Thanks};
pub use decide::decide;
pub use document::{Document, Place, Quoted, Quoting, Revised, Revising, Revision};
pub use ending::{Delivery, PickUp, PutDown};
pub use event::Event;
pub use feedback::{
    Feedback, FeedbackCounts, FeedbackView, Label, MyFeedback, Uptake, Wanted, my_feedback,
    unanswered_feedback,
};
pub use kind::Kind;
pub use leaders::FirstLead;
pub use leading::{
    Commitments, Lead, LeadMoment, LeadRequest, LeadRequestView, LeadingView, Load, Offer,
    OfferEnding, OfferView, PastOffer, SupporterChange, Trial, TrialView, commitments,
};
pub(crate) use leading::{goes_back, offer_lapses};
pub use listing::{FREE, list};
pub use objection::{How, Objected, Objecting, Objection, ObjectionView};
pub use pointing::{AgainstView, ServesView};
pub use stage::{Looks, Stage, Status};
pub use view::{
    CheckInView, FollowView, InitiativeLink, InitiativePage, LeadView, Moment, Row, What, link,
    page, row, timeline,
};

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
    /// Read, and left to others for now: an answer as good as any.
    NotNow,
}

impl Stance {
    pub const ALL: [Self; 4] = [
        Self::Follow,
        Self::FollowWithReservations,
        Self::Advise,
        Self::NotNow,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Follow => "follow",
            Self::FollowWithReservations => "follow with reservations",
            Self::Advise => "advise",
            Self::NotNow => "not now",
        }
    }

    /// Whether whoever takes it is told how it goes.
    pub fn is_following(self) -> bool {
        match self {
            Self::Follow | Self::FollowWithReservations | Self::Advise => true,
            Self::NotNow => false,
        }
    }

    /// Whether it counts as support.
    pub fn is_support(self) -> bool {
        match self {
            Self::Follow | Self::FollowWithReservations => true,
            Self::Advise | Self::NotNow => false,
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
    pub kind: Option<Kind>,
    pub document: Document,
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
    /// Who was invited to lead, or to write with the lead, oldest first.
    pub invitations: Vec<leaders::Invitation>,
    /// Who stood by whoever led, oldest first.
    pub coachings: Vec<leaders::Coaching>,
    /// The lead, as it is offered to somebody who has not answered yet.
    pub offer: Option<Offer>,
    /// Offers that were not taken, oldest first.
    pub past_offers: Vec<PastOffer>,
    pub lead_requests: Vec<LeadRequest>,
    /// Who was named to stand by whoever leads, and when, oldest first.
    pub supporters: Vec<SupporterChange>,
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
    /// What kind of feedback the lead wanted, oldest first.
    pub wanted: Vec<Wanted>,
    pub objections: Vec<Objection>,
    pub last_call: Option<LastCall>,
    /// Last calls that ended without an agreement, oldest first.
    pub past_calls: Vec<PastCall>,
    pub agreements: Vec<Agreement>,
    pub deliveries: Vec<Delivery>,
    /// The credit of its delivery, as it was confirmed last.
    pub credited: Option<Credited>,
    /// What was confirmed before and corrected since, oldest first.
    pub credited_before: Vec<Credited>,
    pub put_downs: Vec<PutDown>,
    pub every_days: Option<u16>,
    /// When the rhythm was chosen last, by which event.
    pub rhythm_set: Option<(Time, Seq)>,
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

/// A stretch of following in one stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    pub person: PersonId,
    pub stance: Stance,
    /// What they would do differently.
    pub reservation: Option<WordId>,
    pub from: Time,
    pub seq: Seq,
    pub to: Option<Ended>,
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
    /// Everybody who follows now.
    pub fn followers(&self) -> impl DoubleEndedIterator<Item = &Follow> {
        self.stances().filter(|follow| follow.stance.is_following())
    }

    /// Everybody who has taken a stance that holds now, also who said 'not now'.
    pub fn stances(&self) -> impl DoubleEndedIterator<Item = &Follow> {
        self.follows.iter().filter(|follow| follow.to.is_none())
    }

    pub fn following(&self, person: PersonId) -> Option<Stance> {
        self.stance_of(person)
            .filter(|stance| stance.is_following())
    }

    /// The stance that somebody takes now, also 'not now'.
    pub fn stance_of(&self, person: PersonId) -> Option<Stance> {
        let mut stances = self.stances();
        stances
            .find(|follow| follow.person == person)
            .map(|follow| follow.stance)
    }

    /// The first person who ever followed, and stays named (mission row L9).
    pub fn first_follower(&self) -> Option<&Follow> {
        self.follows
            .iter()
            .find(|follow| follow.stance.is_following())
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
