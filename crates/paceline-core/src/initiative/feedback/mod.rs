//! Feedback: anybody says a word, the lead answers it, and nothing of it blocks (mission row L14, groundwork of L13).

use serde::{Deserialize, Serialize};

use super::{Command, Event, Initiative};
use crate::{Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, State, Time, WordId, text};

mod view;

pub(crate) use view::of_person;
pub use view::{AnsweredView, Became, FeedbackCounts, FeedbackView, MyFeedback};
pub(super) use view::{counts, moments, views};

/// The most entries that one initiative takes.
pub const LIMIT: usize = 10_000;

/// What kind of word it is: labels of Conventional Comments, of which none blocks. A concern does not either; that is
/// what tells it from an objection (Sociocracy 3.0).
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    Praise,
    /// Where the box starts: whoever says no more than this asks for nothing.
    #[default]
    OptionalNit,
    Suggestion,
    Question,
    Thought,
    Issue,
    Concern,
}

impl Label {
    pub const ALL: [Self; 7] = [
        Self::Praise,
        Self::OptionalNit,
        Self::Suggestion,
        Self::Question,
        Self::Thought,
        Self::Issue,
        Self::Concern,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Praise => "praise",
            Self::OptionalNit => "optional nit",
            Self::Suggestion => "suggestion",
            Self::Question => "question",
            Self::Thought => "thought",
            Self::Issue => "issue",
            Self::Concern => "concern",
        }
    }

    /// When to choose it, in a few words.
    pub fn means(self) -> &'static str {
        match self {
            Self::Praise => "what is good and should stay",
            Self::OptionalNit => "small; take it or leave it",
            Self::Suggestion => "a change, and why",
            Self::Question => "something you would like to know",
            Self::Thought => "an idea it gave you",
            Self::Issue => "something that does not work yet",
            Self::Concern => "something that worries you; it blocks nothing",
        }
    }

    /// By its word, with spaces, dashes or underscores.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace(['-', '_'], " ");
        Self::ALL.into_iter().find(|label| label.word() == word)
    }
}

/// How the lead answers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Uptake {
    TakenUp,
    /// Whoever gave it is owed the reason.
    NotTakenUp,
    /// Read, and nothing is to be done: the answer to praise and to a thought.
    Thanks,
}

impl Uptake {
    pub const ALL: [Self; 3] = [Self::TakenUp, Self::NotTakenUp, Self::Thanks];

    pub fn word(self) -> &'static str {
        match self {
            Self::TakenUp => "taken up",
            Self::NotTakenUp => "not taken up",
            Self::Thanks => "thanks",
        }
    }

    /// By its word, with spaces, dashes or underscores.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace(['-', '_'], " ");
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }
}

/// What we remember of one word that somebody said. Its number is its place in [`Initiative::feedback`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    pub by: Option<PersonId>,
    pub label: Label,
    pub text: WordId,
    pub at: Time,
    pub seq: Seq,
    /// Oldest first; the last one holds.
    pub answers: Vec<Answered>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub uptake: Uptake,
    pub because: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

impl Feedback {
    /// The answer that holds.
    pub fn answered(&self) -> Option<&Answered> {
        self.answers.last()
    }

    /// Whether it waits for whoever leads; what leads said of their own lead waits for nobody.
    fn waits(&self, entity: &Initiative) -> bool {
        let is_from_the_lead = self.by.is_some() && self.by == entity.lead();
        self.answers.is_empty() && !is_from_the_lead
    }
}

/// Feedback that waits for the lead's answer, oldest first, each with its number.
pub fn unanswered_feedback(
    entity: &Initiative,
) -> impl DoubleEndedIterator<Item = (u16, &Feedback)> {
    numbered(entity).filter(|(_, feedback)| feedback.waits(entity))
}

fn numbered(entity: &Initiative) -> impl DoubleEndedIterator<Item = (u16, &Feedback)> {
    (0..u16::MAX).zip(&entity.feedback)
}

/// Anybody may: the lead as well, and also when it has come to rest, since what is learnt afterwards is worth saying.
pub(super) fn give(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    label: Label,
    text: &str,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let next = u16::try_from(entity.feedback.len())
        .ok()
        .filter(|_| entity.feedback.len() < LIMIT);
    let feedback = next.ok_or(Refusal::TooMuchFeedback { initiative })?;
    let text = text::text("feedback", text)?;
    let text = draft.word(text);
    draft.initiative(Event::FeedbackGiven {
        initiative,
        feedback,
        label,
        text,
    });
    Ok(())
}

/// The lead answers, and may change the answer. Words are needed with a no, and welcome with anything else.
pub(super) fn answer(
    draft: &mut Draft<'_>,
    person: PersonId,
    command: &Command,
) -> Result<(), Refusal> {
    let Command::AnswerFeedback {
        initiative,
        feedback,
        answer,
        because,
    } = command
    else {
        return Ok(());
    };
    let (initiative, feedback, answer) = (*initiative, *feedback, *answer);
    let entity = super::decide::leads(draft.state, initiative, person)?;
    let given = entity.feedback.get(usize::from(feedback));
    let before = given
        .ok_or(Refusal::NoSuchFeedback { initiative })?
        .answered();
    let because = match answer {
        Uptake::NotTakenUp => Some(text::text("reason", because)?),
        Uptake::TakenUp | Uptake::Thanks => text::optional("answer", because)?,
    };
    let is_the_same = before.is_some_and(|before| {
        let said = before.because.map(|word| draft.state.words.short(word));
        before.uptake == answer && said == because.as_deref()
    });
    if is_the_same {
        return Err(Refusal::FeedbackAnswered {
            answer: answer.word(),
        });
    }
    let because = draft.optional_word(because);
    draft.initiative(Event::FeedbackAnswered {
        initiative,
        feedback,
        answer,
        because,
    });
    Ok(())
}

impl Initiative {
    pub(super) fn take_in_feedback(&mut self, recorded: &Recorded, label: Label, text: WordId) {
        self.feedback.push(Feedback {
            by: recorded.by.person(),
            label,
            text,
            at: recorded.at,
            seq: recorded.seq,
            answers: Vec::new(),
        });
    }

    pub(super) fn take_in_answer(
        &mut self,
        recorded: &Recorded,
        feedback: u16,
        uptake: Uptake,
        because: Option<WordId>,
    ) {
        if let Some(feedback) = self.feedback.get_mut(usize::from(feedback)) {
            feedback.answers.push(Answered {
                uptake,
                because,
                at: recorded.at,
                seq: recorded.seq,
                by: recorded.by.person(),
            });
        }
    }
}

/// Whoever gave it can find it again, without anybody reading every initiative.
pub(super) fn note_giver(
    state: &mut State,
    recorded: &Recorded,
    initiative: InitiativeId,
    feedback: u16,
) {
    let giver = recorded.by.person();
    if let Some(giver) = giver.and_then(|giver| state.people.get_mut(giver.index())) {
        giver.feedback.push((initiative, feedback));
    }
}

#[cfg(test)]
mod tests;
