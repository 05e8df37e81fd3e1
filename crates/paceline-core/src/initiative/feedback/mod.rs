//! Feedback: anybody says a word, the lead answers it, and nothing of it blocks (mission row L14, groundwork of L13).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Command, Event, Initiative,
    document::{self, Passage},
};
use crate::{
    Ctx, Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, State, Time, WordId, text, time,
};

mod view;

pub(super) use view::moments;
pub(crate) use view::of_person;
pub use view::{
    AnsweredView, Became, FeedbackCounts, FeedbackView, MyFeedback, counts, my_feedback,
    on_passages, views,
};

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
    /// The passage of the document that it is about.
    pub passage: Option<Passage>,
    pub at: Time,
    pub seq: Seq,
    /// Oldest first; the last one holds.
    pub answers: Vec<Answered>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub uptake: Uptake,
    pub because: Option<WordId>,
    /// The revision that takes it up.
    pub revision: Option<u16>,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

/// What kind of feedback the lead wants, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// `None`: nothing special any more.
    pub what: Option<WordId>,
    pub until: Option<Date>,
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
pub(super) fn give(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let Command::GiveFeedback {
        initiative,
        label,
        text,
        passage,
    } = command
    else {
        return Ok(());
    };
    let initiative = *initiative;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let next = u16::try_from(entity.feedback.len())
        .ok()
        .filter(|_| entity.feedback.len() < LIMIT);
    let feedback = next.ok_or(Refusal::TooMuchFeedback { initiative })?;
    let text = text::text("feedback", text)?;
    let passage = passage
        .as_ref()
        .map(|quoting| document::quoted(draft, ctx, initiative, quoting))
        .transpose()?;
    let text = draft.word(text);
    draft.initiative(Event::FeedbackGiven {
        initiative,
        feedback,
        label: *label,
        text,
        passage,
    });
    Ok(())
}

/// The lead says what kind of feedback is wanted now, and until when.
pub(super) fn want(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    initiative: InitiativeId,
    (what, until): (&str, Option<Date>),
) -> Result<(), Refusal> {
    let entity = super::decide::leads(draft.state, initiative, ctx.person()?)?;
    let what = text::optional("kind of feedback", what)?;
    time::not_past(until, ctx.now)?;
    if what.is_none() && entity.wants_feedback().is_none() {
        return Err(Refusal::NothingChanges);
    }
    let until = until.filter(|_| what.is_some());
    let what = draft.optional_word(what);
    draft.initiative(Event::FeedbackWanted {
        initiative,
        what,
        until,
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
        revision,
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
    let newest = entity.document.newest();
    let revision = match (answer, *revision) {
        (Uptake::TakenUp, None) => Some(newest).filter(|newest| *newest > 0),
        (Uptake::TakenUp, Some(revision)) if revision == 0 || revision > newest => {
            return Err(Refusal::NoSuchRevision {
                initiative,
                revision,
            });
        }
        (Uptake::TakenUp, revision) => revision,
        (Uptake::NotTakenUp | Uptake::Thanks, _) => None,
    };
    let because = draft.optional_word(because);
    draft.initiative(Event::FeedbackAnswered {
        initiative,
        feedback,
        answer,
        because,
        revision,
    });
    Ok(())
}

impl Initiative {
    /// What kind of feedback the lead wants now.
    pub fn wants_feedback(&self) -> Option<&Wanted> {
        self.wanted.last().filter(|wanted| wanted.what.is_some())
    }

    pub(super) fn take_in_feedback(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq, by) = (recorded.at, recorded.seq, recorded.by.person());
        if let Event::FeedbackGiven {
            label,
            text,
            passage,
            ..
        } = event
        {
            let passage = passage.map(|quoted| self.passage(quoted));
            self.feedback.push(Feedback {
                by,
                label: *label,
                text: *text,
                passage,
                at,
                seq,
                answers: Vec::new(),
            });
        }
        if let Event::FeedbackAnswered {
            feedback,
            answer,
            because,
            revision,
            ..
        } = event
            && let Some(feedback) = self.feedback.get_mut(usize::from(*feedback))
        {
            feedback.answers.push(Answered {
                uptake: *answer,
                because: *because,
                revision: *revision,
                at,
                seq,
                by,
            });
        }
        if let Event::FeedbackWanted { what, until, .. } = event {
            self.wanted.push(Wanted {
                what: *what,
                until: *until,
                at,
                seq,
                by,
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
