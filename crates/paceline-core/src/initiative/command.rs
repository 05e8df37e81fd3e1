//! What a person can ask of initiatives.

use serde::{Deserialize, Serialize};

use super::{AskedOf, Label, Serves, Stage, Stance, Status, Uptake};
use crate::{EntryId, InitiativeId, PersonId, TeamId, compass::Point};

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
    },
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
    },
    /// Steps back from leading or from following, which is always possible.
    StepBack { initiative: InitiativeId },
    /// Takes the lead where nobody leads; no approval is needed.
    TakeLead { initiative: InitiativeId },
    /// Hands the lead over to somebody else.
    HandOver {
        initiative: InitiativeId,
        to: PersonId,
        /// What the next lead should know.
        #[serde(default)]
        note: String,
    },
    /// Moves an initiative to another stage, in any direction; putting it down says why.
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
    /// Asks a team or a person for support.
    Ask {
        initiative: InitiativeId,
        /// Whose support is asked.
        of: AskedOf,
        /// What is asked for: one thing.
        what: String,
    },
    /// Says that an ask was dealt with.
    Answer {
        initiative: InitiativeId,
        /// The number of the ask; the first is 0.
        ask: u16,
    },
    /// Gives feedback on an initiative; it never blocks.
    GiveFeedback {
        initiative: InitiativeId,
        label: Label,
        text: String,
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
    },
}
