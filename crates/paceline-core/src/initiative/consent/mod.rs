//! Agreement is consent: no objection stands when the last call ends. Lighter ways for small things are lazy consensus
//! and the advice process. Every agreement has a review date (mission rows P1, P2; Sociocracy 3.0, Laloux, Apache).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Ask, AskedOf, Event, Initiative, Size, Stage,
    decide::{involved, leads, not_at_rest},
    objection,
};
use crate::{
    Ctx, Draft, InitiativeId, PersonId, Refusal, Seq, State, Time, WordId,
    rhythm::working::end_of_day_everywhere, text, time,
};

mod asked;
mod fold;
mod moments;
mod record;
mod view;

pub(crate) use asked::who_has_the_days;
pub use asked::{Earliest, all_asked, before_calling};
pub use moments::AgreedHow;
pub(in crate::initiative) use moments::moments;
pub use record::{Consulted, ConsultedView, DecisionRecord, Dissent, decision_record};
pub(in crate::initiative) use view::agreeing;
pub(crate) use view::left_for;
pub use view::{Agreeing, AgreementView, Heard, LastCallView, MayAgree, ReviewView, word_of};

/// Days for advice where the ask does not say until when.
const DAYS_FOR_ADVICE: i64 = 3;

/// How something is agreed on.
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
pub enum Way {
    /// Nobody objects by the end of a last call of two working days or more.
    #[default]
    Consent,
    /// For small things: silence for one working day means yes.
    LazyConsensus,
    /// For small things: whoever leads decides, after asking those affected and those who know.
    AdviceProcess,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Consent, Self::LazyConsensus, Self::AdviceProcess];

    pub fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::LazyConsensus => "lazy consensus",
            Self::AdviceProcess => "advice process",
        }
    }

    /// What it means, in a sentence.
    pub fn means(self) -> &'static str {
        match self {
            Self::Consent => {
                "no objection stands at the end of a last call: at least two working days for all who are asked"
            }
            Self::LazyConsensus => "for small things: silence for one working day means yes",
            Self::AdviceProcess => {
                "for small things: you decide now, after those who are asked have given their advice"
            }
        }
    }

    /// By its word, with spaces, dashes or underscores.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace(['-', '_'], " ");
        Self::ALL.into_iter().find(|way| way.word() == word)
    }

    /// Whole working days that everybody who was asked has at least.
    pub fn working_days(self) -> i64 {
        match self {
            Self::Consent => 2,
            Self::LazyConsensus => 1,
            Self::AdviceProcess => 0,
        }
    }
}

/// What is to be agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Proposing {
    pub initiative: InitiativeId,
    /// Consent unless it is a small thing. A last call is for consent or for lazy consensus.
    #[serde(default)]
    pub way: Way,
    /// The last day of the last call. The advice process has none.
    #[serde(default)]
    pub until: Option<Date>,
    /// What is agreed on, in a sentence or two.
    pub what: String,
    pub why: String,
    /// What else was considered.
    #[serde(default)]
    pub considered: String,
    /// When it is looked at again.
    pub review: Date,
    /// Good enough for now, safe enough to try: an experiment that ends on this day.
    #[serde(default)]
    pub try_until: Option<Date>,
}

/// What is to be agreed on, in words that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub way: Way,
    pub what: WordId,
    pub why: WordId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub considered: Option<WordId>,
    pub review: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub try_until: Option<Date>,
    /// The revision of the document; 0 when there is none.
    pub revision: u16,
}

/// A last call that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastCall {
    #[serde(with = "crate::as_json")]
    pub terms: Terms,
    pub until: Date,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

impl LastCall {
    /// The moment it ends: when its last day has ended everywhere on earth.
    pub fn ends(&self) -> Time {
        end_of_day_everywhere(self.until)
    }
}

/// Why a last call ended without an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LastCallEnding {
    /// The text changed: whoever said nothing said it of another text.
    Revised,
    /// Its lead withdrew it.
    Withdrawn,
}

/// A last call that ended without an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastCall {
    pub call: LastCall,
    pub because: LastCallEnding,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

/// An agreement. Its number is its place in [`Initiative::agreements`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    #[serde(with = "crate::as_json")]
    pub terms: Terms,
    /// The last call before it; none in the advice process.
    pub called: Option<LastCall>,
    /// Who called for it, or decided.
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
    pub reviews: Vec<Review>,
}

/// That an agreement was looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub found: WordId,
    /// When it is looked at next; `None`: it needs no further look.
    pub next: Option<Date>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

impl Agreement {
    /// The day on which it is to be looked at; none once a review said that it needs no further look.
    pub fn review(&self) -> Option<Date> {
        let first = self
            .terms
            .try_until
            .map_or(self.terms.review, |tried| tried.min(self.terms.review));
        self.reviews.last().map_or(Some(first), |last| last.next)
    }
}

fn is_small(initiative: InitiativeId, entity: &Initiative) -> Result<(), Refusal> {
    let is_large = |ask: &Ask| ask.size == Some(Size::Large) && ask.lapsed.is_none();
    if entity.asks.iter().any(is_large) {
        return Err(Refusal::TooLargeForThis { initiative });
    }
    Ok(())
}

/// Whoever leads says what is to be agreed on, in words.
fn terms(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    proposing: &Proposing,
    newest: u16,
) -> Result<Terms, Refusal> {
    let what = text::text("description of what is agreed on", &proposing.what)?;
    let why = text::text("reason", &proposing.why)?;
    let considered = text::optional("description of what was considered", &proposing.considered)?;
    time::not_past(Some(proposing.review), ctx.now)?;
    time::not_past(proposing.try_until, ctx.now)?;
    Ok(Terms {
        way: proposing.way,
        what: draft.word(what),
        why: draft.word(why),
        considered: draft.optional_word(considered),
        review: proposing.review,
        try_until: proposing.try_until,
        revision: newest,
    })
}

/// The lead calls for the last time.
pub(super) fn call_last(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    proposing: &Proposing,
) -> Result<(), Refusal> {
    let actor = ctx.person()?;
    let initiative = proposing.initiative;
    let entity = leads(draft.state, initiative, actor)?;
    not_at_rest(initiative, entity)?;
    if let Some(call) = &entity.last_call {
        let until = call.until;
        return Err(Refusal::InLastCall { initiative, until });
    }
    let until = proposing.until.ok_or(Refusal::Empty {
        what: "last day of the last call",
    })?;
    match proposing.way {
        Way::Consent => {}
        Way::LazyConsensus => is_small(initiative, entity)?,
        Way::AdviceProcess => return Err(Refusal::AgreedByConsent { initiative }),
    }
    time::not_past(Some(until), ctx.now)?;
    if proposing.review < until {
        let (from, until) = (until, proposing.review);
        return Err(Refusal::EndsBeforeItBegins { from, until });
    }
    if let Some(ends) = proposing.try_until.filter(|ends| *ends < until) {
        let (from, until) = (until, ends);
        return Err(Refusal::EndsBeforeItBegins { from, until });
    }
    asked::long_enough(draft.state, entity, (proposing.way, ctx.now, until))?;
    let terms = terms(draft, ctx, proposing, entity.document.newest())?;
    draft.initiative(Event::LastCallCalled {
        initiative,
        terms,
        until,
    });
    draft.initiative(Event::StageMoved {
        initiative,
        to: Stage::LastCall,
        reason: None,
        written: None,
    });
    Ok(())
}

/// The lead takes the last call back.
pub(super) fn withdraw(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, actor)?;
    if entity.last_call.is_none() {
        return Err(Refusal::NotInLastCall { initiative });
    }
    withdrawn(draft, initiative, entity);
    if entity.stage == Stage::LastCall {
        draft.initiative(Event::StageMoved {
            initiative,
            to: Stage::Shared,
            reason: None,
            written: None,
        });
    }
    Ok(())
}

/// A last call that goes on ends with the stage it belongs to.
pub(super) fn withdrawn(draft: &mut Draft<'_>, initiative: InitiativeId, entity: &Initiative) {
    if entity.last_call.is_some() {
        draft.initiative(Event::LastCallWithdrawn {
            initiative,
            because: LastCallEnding::Withdrawn,
        });
    }
}

/// The lead decides a small thing, after asking for advice.
pub(super) fn decide_after_advice(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    proposing: &Proposing,
) -> Result<(), Refusal> {
    let actor = ctx.person()?;
    let initiative = proposing.initiative;
    let entity = leads(draft.state, initiative, actor)?;
    not_at_rest(initiative, entity)?;
    if let Some(call) = &entity.last_call {
        let until = call.until;
        return Err(Refusal::InLastCall { initiative, until });
    }
    is_small(initiative, entity)?;
    objection::none_stands(draft.state, initiative, entity)?;
    let mut asks = entity
        .asks
        .iter()
        .filter(|ask| ask.lapsed.is_none() && asks_another(draft.state, actor, ask))
        .peekable();
    if asks.peek().is_none() {
        return Err(Refusal::NobodyAsked { initiative });
    }
    let last_day = |ask: &Ask| {
        let usual = || ask.at.plus_days(DAYS_FOR_ADVICE).date();
        ask.until.unwrap_or_else(usual)
    };
    let waits =
        |ask: &&Ask| ask.answered.is_none() && end_of_day_everywhere(last_day(ask)) >= ctx.now;
    if let Some(ask) = asks.find(waits) {
        let who = match ask.of {
            AskedOf::Person(person) => draft.state.name_of(person),
            AskedOf::Team(team) => draft.state.team_name(team),
        };
        let until = last_day(ask);
        return Err(Refusal::MayStillAnswer { who, until });
    }
    let mut terms = terms(draft, ctx, proposing, entity.document.newest())?;
    terms.way = Way::AdviceProcess;
    agree(draft, initiative, terms);
    Ok(())
}

/// Whether somebody else is asked: whoever decides does not advise themselves.
fn asks_another(state: &State, lead: PersonId, ask: &Ask) -> bool {
    match ask.of {
        AskedOf::Person(person) => person != lead,
        AskedOf::Team(team) => {
            let others = |team: &crate::team::Team| team.members.iter().any(|id| *id != lead);
            state.team(team).is_some_and(others)
        }
    }
}

fn agree(draft: &mut Draft<'_>, initiative: InitiativeId, terms: Terms) {
    draft.initiative(Event::Agreed { initiative, terms });
    draft.initiative(Event::StageMoved {
        initiative,
        to: Stage::Agreed,
        reason: None,
        written: None,
    });
}

/// Whether a last call has ended and nothing stands against it.
pub fn is_agreed(entity: &Initiative, now: Time) -> bool {
    let has_ended = |call: &LastCall| call.ends() < now;
    entity.last_call.as_ref().is_some_and(has_ended) && entity.open_objections().next().is_none()
}

/// The last call has ended, and nobody objects. Paceline itself says so.
pub(crate) fn end_last_call(
    draft: &mut Draft<'_>,
    now: Time,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let call = entity
        .last_call
        .ok_or(Refusal::NotInLastCall { initiative })?;
    objection::none_stands(draft.state, initiative, entity)?;
    if !is_agreed(entity, now) {
        return Err(Refusal::NotDue);
    }
    // What was corrected since in spelling alone is what was agreed on.
    let terms = Terms {
        revision: entity.document.newest(),
        ..call.terms
    };
    agree(draft, initiative, terms);
    Ok(())
}

/// Whoever leads or follows looks at an agreement again.
pub(super) fn review(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    (initiative, agreement): (InitiativeId, u16),
    (found, next): (&str, Option<Date>),
) -> Result<(), Refusal> {
    let actor = ctx.person()?;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    involved(initiative, entity, actor)?;
    if entity.agreements.get(usize::from(agreement)).is_none() {
        return Err(Refusal::NoSuchAgreement { initiative });
    }
    time::not_past(next, ctx.now)?;
    let found = text::text("description of what was found", found)?;
    let found = draft.word(found);
    draft.initiative(Event::AgreementReviewed {
        initiative,
        agreement,
        found,
        next,
    });
    Ok(())
}

#[cfg(test)]
mod tests;
