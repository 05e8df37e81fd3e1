//! Shopping around: asking named people and teams for support, how much and until when, and what they answer
//! (mission rows P1, L12; the sizes are those of the Rust project's team asks).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Command, Event, Initiative, audience, decide::involved, decide::not_at_rest};
use crate::{
    Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, State, TeamId, Time, WordId, person,
    text, time,
};

/// The most that are asked with one question.
pub const AT_ONCE: usize = 50;
/// The most asks of one initiative.
const LIMIT: usize = 1_000;

/// Whose support is asked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
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

/// How much is asked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// A word, a look, good vibes: somebody to second it.
    Small,
    /// Some days of somebody's time.
    Medium,
    /// Somebody of theirs who stays with it.
    Large,
}

impl Size {
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    pub fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// What it asks for, in a few words.
    pub fn means(self) -> &'static str {
        match self {
            Self::Small => "a word, a look, a good thought",
            Self::Medium => "some days of somebody's time",
            Self::Large => "somebody who stays with it",
        }
    }

    /// By its word.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|size| size.word() == word)
    }
}

/// What an ask is answered with.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// They help.
    Yes,
    /// They cannot, and say so: an answer as good as any.
    No,
    /// It is dealt with.
    Done,
}

impl Reply {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Done];

    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Done => "done",
        }
    }

    /// By its word.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|reply| reply.word() == word)
    }
}

/// What we remember of an ask. Its number is its place in [`Initiative::asks`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    pub by: Option<PersonId>,
    pub of: AskedOf,
    pub what: WordId,
    /// `None`: nobody said.
    pub size: Option<Size>,
    /// The last day on which an answer helps.
    pub until: Option<Date>,
    pub at: Time,
    pub seq: Seq,
    /// The first answer.
    pub answered: Option<Answer>,
    /// What else was answered, by others or by the same on second thought; oldest first.
    pub later: Vec<Answer>,
    /// When whoever was asked stopped taking part.
    pub lapsed: Option<super::Ended>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub reply: Reply,
    pub text: Option<WordId>,
}

impl Ask {
    /// Every answer, oldest first.
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = &Answer> {
        self.answered.iter().chain(&self.later)
    }
}

/// Whoever leads or follows asks.
pub(super) fn ask(
    draft: &mut Draft<'_>,
    (person, now): (PersonId, Time),
    command: &Command,
) -> Result<(), Refusal> {
    let Command::Ask {
        initiative,
        of,
        also,
        what,
        size,
        until,
    } = command
    else {
        return Ok(());
    };
    let initiative = *initiative;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    involved(initiative, entity, person)?;
    let mut asked = vec![*of];
    for of in also {
        if !asked.contains(of) {
            asked.push(*of);
        }
    }
    let (count, most) = (
        asked.len(),
        AT_ONCE.min(LIMIT.saturating_sub(entity.asks.len())),
    );
    if count > most {
        let what = "people and teams";
        return Err(Refusal::TooMany { what, count, most });
    }
    for of in &asked {
        can_be_asked(draft.state, initiative, entity, *of)?;
    }
    time::not_past(*until, now)?;
    let what = text::title("ask", what)?;
    let what = draft.word(what);
    for of in asked {
        draft.initiative(Event::Asked {
            initiative,
            of,
            what,
            size: *size,
            until: *until,
        });
    }
    Ok(())
}

fn can_be_asked(
    state: &State,
    initiative: InitiativeId,
    entity: &Initiative,
    of: AskedOf,
) -> Result<(), Refusal> {
    match of {
        AskedOf::Team(team) => drop(state.team_or_refuse(team)?),
        AskedOf::Person(person) => {
            person::member_or_refuse(state, person)?;
            audience::can_read_or_refuse(state, initiative, entity, person)?;
        }
    }
    Ok(())
}

/// Somebody answers, for themselves or for their team; another answer later is possible.
pub(super) fn answer(
    draft: &mut Draft<'_>,
    person: PersonId,
    command: &Command,
) -> Result<(), Refusal> {
    let Command::Answer {
        initiative,
        ask,
        reply,
        text,
    } = command
    else {
        return Ok(());
    };
    let initiative = *initiative;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let known = entity.asks.get(usize::from(*ask));
    let known = known.ok_or(Refusal::NoSuchAsk { initiative })?;
    let reply = reply.unwrap_or(Reply::Done);
    let is_said = |before: &Answer| before.by == Some(person) && before.reply == reply;
    let last = known.answers().next_back();
    if known.answers().any(is_said) || last.is_some_and(|last| last.reply == Reply::Done) {
        return Err(Refusal::Answered);
    }
    let text = text::optional("answer", text)?;
    let text = draft.optional_word(text);
    draft.initiative(Event::Answered {
        initiative,
        ask: *ask,
        by: Some(person),
        reply,
        text,
    });
    Ok(())
}

impl Initiative {
    pub(super) fn take_in_ask(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq) = (recorded.at, recorded.seq);
        if let Event::Asked {
            of,
            what,
            size,
            until,
            ..
        } = event
        {
            self.asks.push(Ask {
                by: recorded.by.person(),
                of: *of,
                what: *what,
                size: *size,
                until: *until,
                at,
                seq,
                answered: None,
                later: Vec::new(),
                lapsed: None,
            });
        }
        if let Event::AskLapsed { ask, .. } = event
            && let Some(ask) = self.asks.get_mut(usize::from(*ask))
        {
            ask.lapsed = Some(super::Ended { at, seq });
        }
        if let Event::Answered {
            ask,
            by,
            reply,
            text,
            ..
        } = event
            && let Some(ask) = self.asks.get_mut(usize::from(*ask))
        {
            let answer = Answer {
                at,
                seq,
                by: *by,
                reply: *reply,
                text: *text,
            };
            match ask.answered {
                None => ask.answered = Some(answer),
                Some(_) => ask.later.push(answer),
            }
        }
    }
}
