//! What happens to initiatives.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    AskedOf, CannotSay, Credit, How, Kind, Label, LastCallEnding, LeftOut, Looks, Objected,
    OfferEnding, PickUp, Quoted, Reply, Revised, Serves, Size, Stage, Stance, Status, Terms, Trial,
    Uptake,
};
use crate::{
    EntryId, InitiativeId, PersonId, TeamId, WordId, compass::Point, judgement::Matters,
    person::Ending,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<Kind>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trial: Option<Trial>,
    },
    LeadHandedOver {
        initiative: InitiativeId,
        to: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<WordId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trial: Option<Trial>,
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
        /// What they would do differently.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reservation: Option<WordId>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<Size>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    Answered {
        initiative: InitiativeId,
        ask: u16,
        by: Option<PersonId>,
        #[serde(default = "dealt_with", skip_serializing_if = "is_dealt_with")]
        reply: Reply,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<WordId>,
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
        /// The passage of the document that it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passage: Option<Quoted>,
    },
    FeedbackAnswered {
        initiative: InitiativeId,
        feedback: u16,
        answer: Uptake,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordId>,
        /// The revision that takes it up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revision: Option<u16>,
    },
    /// The foreign record was changed; a mechanical change touched many records at once and is no sign of life.
    RecordChanged {
        initiative: InitiativeId,
        mechanical: bool,
    },
    Revised(Revised),
    CoAuthorInvited {
        initiative: InitiativeId,
        person: PersonId,
    },
    CoAuthorAccepted {
        initiative: InitiativeId,
        person: PersonId,
    },
    CoAuthorLeft {
        initiative: InitiativeId,
        person: PersonId,
    },
    /// What kind of feedback is wanted now; `None`: nothing special any more.
    FeedbackWanted {
        initiative: InitiativeId,
        what: Option<WordId>,
        until: Option<Date>,
    },
    Objected(Objected),
    StewardCame {
        initiative: InitiativeId,
        objection: u16,
        person: PersonId,
    },
    StewardLeft {
        initiative: InitiativeId,
        objection: u16,
        person: PersonId,
    },
    WayOutOffered {
        initiative: InitiativeId,
        objection: u16,
        text: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revision: Option<u16>,
    },
    ObjectionRenewed {
        initiative: InitiativeId,
        objection: u16,
        because: WordId,
    },
    ObjectionEnded {
        initiative: InitiativeId,
        objection: u16,
        /// `None`: it lapsed.
        how: Option<How>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<WordId>,
    },
    LastCallCalled {
        initiative: InitiativeId,
        terms: Terms,
        until: Date,
    },
    LastCallWithdrawn {
        initiative: InitiativeId,
        because: LastCallEnding,
    },
    Agreed {
        initiative: InitiativeId,
        terms: Terms,
    },
    AgreementReviewed {
        initiative: InitiativeId,
        agreement: u16,
        found: WordId,
        next: Option<Date>,
    },
    LeadOffered {
        initiative: InitiativeId,
        to: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<WordId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trial: Option<Trial>,
    },
    /// Without a hand-over.
    LeadOfferEnded {
        initiative: InitiativeId,
        ending: OfferEnding,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordId>,
    },
    LeadAskedFor {
        initiative: InitiativeId,
        priority: WordId,
        matters: Matters,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<WordId>,
    },
    LeadRequestDeclined {
        initiative: InitiativeId,
        person: PersonId,
        because: WordId,
    },
    /// Whoever asked for it does not take part any more.
    LeadRequestLapsed {
        initiative: InitiativeId,
        person: PersonId,
    },
    /// A trial ended with the lead staying.
    LeadKept {
        initiative: InitiativeId,
        person: PersonId,
    },
    SupporterNamed {
        initiative: InitiativeId,
        person: Option<PersonId>,
    },
    Delivered {
        initiative: InitiativeId,
        outcome: WordId,
    },
    Credited {
        initiative: InitiativeId,
        credits: Vec<Credit>,
        left_out: Vec<LeftOut>,
    },
    PutDown {
        initiative: InitiativeId,
        why: WordId,
        learned: WordId,
        pick_up: PickUp,
    },
}

/// What an answer was before people could say more.
fn dealt_with() -> Reply {
    Reply::Done
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_dealt_with(reply: &Reply) -> bool {
    *reply == Reply::Done
}
