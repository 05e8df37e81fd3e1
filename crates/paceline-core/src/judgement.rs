//! The six-month test: whoever objects, or asks somebody for their lead, first says whether it will matter in six
//! months; six months later they say whether it did, and see for themselves how well they judge (mission row L11).

use serde::{Deserialize, Serialize};

use crate::{
    Draft, InitiativeId, PersonId, Recorded, Refusal, Sight, State, Time,
    initiative::{self, InitiativeLink},
};

/// Days after which a person is asked whether it mattered.
pub const ASKED_AFTER_DAYS: i64 = 182;

/// Will this matter in six months?
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Matters {
    Yes,
    No,
    Unsure,
}

impl Matters {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unsure];

    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unsure => "unsure",
        }
    }

    /// By its word.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|matters| matters.word() == word)
    }
}

/// What the judgement was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// The number of the objection on the initiative.
    Objection(u16),
    /// Asking somebody for their lead.
    Lead,
}

/// One judgement of a person, and what they said of it later. Its number is its place in
/// [`crate::person::Person::judgements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    pub initiative: InitiativeId,
    pub over: Over,
    pub said: Matters,
    pub at: Time,
    /// Whether it did, said six months later or after.
    pub mattered: Option<bool>,
}

impl Judgement {
    /// Whether the person is to be asked now.
    pub fn is_due(&self, now: Time) -> bool {
        self.mattered.is_none() && now.days_since(self.at) >= ASKED_AFTER_DAYS
    }
}

/// Whoever judged says whether it mattered. Once six months have passed, and as often as they think again.
pub(crate) fn say(
    draft: &mut Draft<'_>,
    actor: PersonId,
    now: Time,
    (judgement, mattered): (u16, bool),
) -> Result<(), Refusal> {
    let person = draft.state.person_or_refuse(actor)?;
    let known = person.judgements.get(usize::from(judgement));
    let is_asked = known.is_some_and(|known| now.days_since(known.at) >= ASKED_AFTER_DAYS);
    if !is_asked {
        return Err(Refusal::NotAskedWhetherItMattered);
    }
    if known.and_then(|known| known.mattered) == Some(mattered) {
        return Err(Refusal::NothingChanges);
    }
    let event = crate::person::Event::SaidWhetherItMattered {
        person: actor,
        judgement,
        mattered,
    };
    draft.happened(crate::Event::Person(event));
    Ok(())
}

/// Remembers what somebody judged.
pub(crate) fn note(
    state: &mut State,
    recorded: &Recorded,
    (initiative, over, said): (InitiativeId, Over, Matters),
) {
    let by = recorded.by.person();
    if let Some(person) = by.and_then(|by| state.people.get_mut(by.index())) {
        person.judgements.push(Judgement {
            initiative,
            over,
            said,
            at: recorded.at,
            mattered: None,
        });
    }
}

/// How well somebody judges. For that person alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MyJudgement {
    /// Oldest first.
    pub judgements: Vec<JudgementView>,
    /// Judgements of yes or no of which it is known whether they held.
    pub known: usize,
    /// Of these, those that held.
    pub right: usize,
}

/// One judgement, as its own person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct JudgementView {
    pub number: u16,
    pub initiative: InitiativeLink,
    pub over: Over,
    pub said: Matters,
    pub at: Time,
    pub is_due: bool,
    pub mattered: Option<bool>,
}

impl MyJudgement {
    /// The hit rate in one sentence.
    pub fn sentence(&self) -> String {
        match (self.known, self.right) {
            (0, _) => "It is too early to know how well you judge what matters.".to_owned(),
            (known, right) => {
                format!("Of {known} that you judged to matter or not, you were right in {right}.")
            }
        }
    }
}

/// What somebody judged, for themselves; nothing for anybody else.
pub fn mine(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: PersonId,
    now: Time,
) -> Option<MyJudgement> {
    if viewer != Some(id) {
        return None;
    }
    let person = sight.person(id)?;
    let held = |judgement: &Judgement| match (judgement.said, judgement.mattered) {
        (Matters::Yes, Some(mattered)) => Some(mattered),
        (Matters::No, Some(mattered)) => Some(!mattered),
        (Matters::Unsure, _) | (_, None) => None,
    };
    let view = |(number, judgement): (u16, &Judgement)| {
        let entity = sight.initiative(judgement.initiative)?;
        Some(JudgementView {
            number,
            initiative: initiative::link(sight, judgement.initiative, entity),
            over: judgement.over,
            said: judgement.said,
            at: judgement.at,
            is_due: judgement.is_due(now),
            mattered: judgement.mattered,
        })
    };
    let judged: Vec<bool> = person.judgements.iter().filter_map(held).collect();
    Some(MyJudgement {
        judgements: (0..).zip(&person.judgements).filter_map(view).collect(),
        known: judged.len(),
        right: judged.iter().filter(|right| **right).count(),
    })
}
