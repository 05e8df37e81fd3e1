//! What a person can ask of initiatives.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    AskedOf, How, Kind, Label, LeavingOut, Objecting, PickUp, Proposing, Quoting, Reply, Revising,
    Serves, Size, Stage, Stance, Status, Thanks, Trial, Uptake,
};
use crate::{EntryId, InitiativeId, PersonId, TeamId, compass::Point, judgement::Matters};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Starts an initiative; whoever starts it leads it.
    Start {
        title: String,
        /// What would be done, in a few sentences.
        #[serde(default)]
        summary: String,
        team: Option<TeamId>,
        /// The gaps it narrows, and the goals and strategies it serves.
        #[serde(default)]
        serves: Vec<Serves>,
        /// Keeps it to the lead and these people until it is shared; `None`: everyone may read it.
        #[serde(default)]
        shown_to: Option<Vec<PersonId>>,
        /// What kind of thing it is; a proposal where nobody says.
        #[serde(default)]
        kind: Option<Kind>,
        /// The first revision of its document, in Markdown.
        #[serde(default)]
        document: String,
    },
    /// Saves a revision of the document; never over one that was not seen.
    Revise(Revising),
    /// Invites somebody to write the document with its lead.
    InviteCoAuthor {
        initiative: InitiativeId,
        person: PersonId,
    },
    /// Says yes to writing the document with its lead.
    AcceptCoAuthorship { initiative: InitiativeId },
    /// Says no to writing the document with its lead, or does not write it any more.
    LeaveCoAuthors { initiative: InitiativeId },
    /// Lets more people read an initiative that is kept to a few.
    ShowTo {
        initiative: InitiativeId,
        people: Vec<PersonId>,
    },
    /// Says which gap an initiative narrows, or which goal or strategy it serves.
    Serve {
        initiative: InitiativeId,
        serves: Serves,
    },
    /// Cites an entry of the compass: a value it lives, a facet of the business context it relies on.
    Cite {
        initiative: InitiativeId,
        entry: EntryId,
    },
    /// Says that an initiative goes against an entry or a goal; undeclared by its team, that is found.
    GoAgainst {
        initiative: InitiativeId,
        of: Point,
        because: String,
    },
    /// Says that an initiative does not go against something any more.
    GoWith { initiative: InitiativeId, of: Point },
    /// Follows an initiative: to follow is to help it succeed.
    Follow {
        initiative: InitiativeId,
        stance: Stance,
        /// What you would do differently; needed to follow with reservations.
        #[serde(default)]
        reservation: String,
    },
    /// Steps back from leading or from following, which is always possible.
    StepBack { initiative: InitiativeId },
    /// Takes the lead where nobody leads; no approval is needed.
    TakeLead {
        initiative: InitiativeId,
        /// For a time only, with somebody who stands by.
        #[serde(default)]
        trial: Option<Trial>,
    },
    /// Offers the lead to somebody else, who takes it or not; whoever asked for it has it at once.
    HandOver {
        initiative: InitiativeId,
        to: PersonId,
        /// What the next lead should know.
        #[serde(default)]
        note: String,
        /// For a time only, with somebody who stands by; then they keep it or give it back.
        #[serde(default)]
        trial: Option<Trial>,
    },
    /// Takes the lead that was offered.
    AcceptLead { initiative: InitiativeId },
    /// Does not take the lead that was offered.
    DeclineLead {
        initiative: InitiativeId,
        #[serde(default)]
        because: String,
    },
    /// Takes an offer of the lead back.
    WithdrawOffer { initiative: InitiativeId },
    /// Asks whoever leads for the lead.
    AskForLead {
        initiative: InitiativeId,
        /// Which of your own priorities it is about.
        priority: String,
        /// Will this matter to you in six months?
        matters: Matters,
        #[serde(default)]
        note: String,
    },
    /// Keeps the lead that somebody asked for, and says why.
    DeclineRequest {
        initiative: InitiativeId,
        /// Who asked for it.
        person: PersonId,
        because: String,
    },
    /// Keeps the lead after a trial.
    KeepLead { initiative: InitiativeId },
    /// Names who stands by whoever leads, or nobody; anybody may offer themselves.
    NameSupporter {
        initiative: InitiativeId,
        person: Option<PersonId>,
    },
    /// Moves an initiative to another stage, in any direction. A last call, an agreement, a delivery and putting it
    /// down have commands of their own.
    MoveStage {
        initiative: InitiativeId,
        to: Stage,
        #[serde(default)]
        reason: String,
    },
    /// Says how it goes with an initiative: one status and a sentence.
    CheckIn {
        initiative: InitiativeId,
        status: Status,
        /// What happened, in a sentence.
        text: String,
    },
    /// Sets how often followers may expect a check-in.
    SetRhythm {
        initiative: InitiativeId,
        every_days: u16,
    },
    /// Asks people and teams for support.
    Ask {
        initiative: InitiativeId,
        /// Whose support is asked.
        of: AskedOf,
        /// Who else is asked the same.
        #[serde(default)]
        also: Vec<AskedOf>,
        /// What is asked for: one thing.
        what: String,
        /// How much it is.
        #[serde(default)]
        size: Option<Size>,
        /// The last day on which an answer helps.
        #[serde(default)]
        until: Option<Date>,
    },
    /// Answers an ask: yes, no, or that it was dealt with.
    Answer {
        initiative: InitiativeId,
        /// The number of the ask; the first is 0.
        ask: u16,
        /// That it was dealt with, where nothing is said.
        #[serde(default)]
        reply: Option<Reply>,
        #[serde(default)]
        text: String,
    },
    /// Says what kind of feedback is wanted now, and until when; without words, nothing special any more.
    WantFeedback {
        initiative: InitiativeId,
        #[serde(default)]
        what: String,
        #[serde(default)]
        until: Option<Date>,
    },
    /// Gives feedback on an initiative; it never blocks.
    GiveFeedback {
        initiative: InitiativeId,
        label: Label,
        text: String,
        /// The passage of the document that it is about.
        #[serde(default)]
        passage: Option<Quoting>,
    },
    /// Answers feedback: the lead says what becomes of it; saying something else later is possible.
    AnswerFeedback {
        initiative: InitiativeId,
        /// The number of the feedback; the first is 0.
        feedback: u16,
        answer: Uptake,
        /// Needed when it is not taken up.
        #[serde(default)]
        because: String,
        /// The revision that takes it up; the newest one where nothing is said.
        #[serde(default)]
        revision: Option<u16>,
    },
    /// Objects, the one thing that blocks: says the harm seen, and what would resolve it.
    Object(Objecting),
    /// Helps to find a way out of an objection, as somebody other than the two.
    BecomeSteward {
        initiative: InitiativeId,
        /// The number of the objection; the first is 0.
        objection: u16,
    },
    /// Does not help with an objection any more.
    LeaveStewardship {
        initiative: InitiativeId,
        /// The number of the objection; the first is 0.
        objection: u16,
    },
    /// Offers a way out of an objection.
    OfferWayOut {
        initiative: InitiativeId,
        /// The number of the objection; the first is 0.
        objection: u16,
        text: String,
        /// The revision that takes it into the text.
        #[serde(default)]
        revision: Option<u16>,
    },
    /// Says that an objection of one's own still stands, and why.
    RenewObjection {
        initiative: InitiativeId,
        /// The number of the objection; the first is 0.
        objection: u16,
        because: String,
    },
    /// Ends an objection of one's own.
    EndObjection {
        initiative: InitiativeId,
        /// The number of the objection; the first is 0.
        objection: u16,
        how: How,
        #[serde(default)]
        text: String,
    },
    /// Calls for the last time: no objection by its end means agreed.
    CallLast(Proposing),
    /// Takes a last call back.
    WithdrawLastCall { initiative: InitiativeId },
    /// Decides a small thing, after asking for advice.
    Decide(Proposing),
    /// Looks at an agreement again.
    ReviewAgreement {
        initiative: InitiativeId,
        /// The number of the agreement; the first is 0.
        agreement: u16,
        /// What was found.
        found: String,
        /// When it is looked at next; left out, it needs no further look.
        #[serde(default)]
        next: Option<Date>,
    },
    /// Delivers it, with what came of it.
    Deliver {
        initiative: InitiativeId,
        outcome: String,
    },
    /// Confirms the credit of a delivery: everyone who took part, but whom it leaves out with a reason.
    ConfirmCredit {
        initiative: InitiativeId,
        /// Words for some of them, or for others.
        #[serde(default)]
        thanks: Vec<Thanks>,
        /// Who took part and is left out, and why.
        #[serde(default)]
        left_out: Vec<LeavingOut>,
    },
    /// Puts it down in the open.
    PutDown {
        initiative: InitiativeId,
        why: String,
        /// What was learned.
        learned: String,
        pick_up: PickUp,
    },
    /// Picks up what was put down, and leads it from there.
    PickUp { initiative: InitiativeId },
    /// Wakes what rests: it goes on where it was.
    Wake { initiative: InitiativeId },
}

impl Command {
    /// The revision of a document whose text deciding this command reads.
    pub(crate) fn reads(&self) -> Option<(InitiativeId, u16)> {
        if let Self::Revise(revising) = self {
            return Some((revising.initiative, revising.base));
        }
        if let Self::GiveFeedback {
            initiative,
            passage: Some(quoting),
            ..
        } = self
        {
            return Some((*initiative, quoting.revision));
        }
        None
    }
}
