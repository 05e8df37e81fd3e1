//! Objections: the one thing that blocks. It says the harm seen and what would resolve it, a third person helps as its
//! steward, and it lapses unless it is renewed (mission rows L11, L13, L14, P2; Sociocracy 3.0).

use serde::{Deserialize, Serialize};

use super::{Ended, Event, Initiative, decide::leads, decide::not_at_rest};
use crate::{
    Draft, InitiativeId, PersonId, Refusal, Seq, State, Time, WordId, judgement::Matters,
    organisation::Organisation, signal::Threshold, text,
};

mod fold;
mod view;

pub(in crate::initiative) use view::views;
pub use view::{EndedView, MayAbout, ObjectionView, RenewalView, WayOutView};

/// The most objections to one initiative.
pub const LIMIT: usize = 200;

/// An objection as somebody raises it: first the questions, then the harm and the way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Objecting {
    pub initiative: InitiativeId,
    /// Which of your own priorities it is about.
    pub priority: String,
    /// What you have tried so far.
    pub tried: String,
    /// Will this matter to you in six months?
    pub matters: Matters,
    /// The harm that you see if it goes on as it is.
    pub harm: String,
    /// What would resolve it.
    pub way_out: String,
}

/// An objection, as it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objected {
    pub initiative: InitiativeId,
    /// Its number; the first is 0.
    pub objection: u16,
    pub priority: WordId,
    pub tried: WordId,
    pub matters: Matters,
    pub harm: WordId,
    pub way_out: WordId,
}

/// How an objection ends by whoever raised it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// A way out was found.
    Resolved,
    /// It does not stand any more.
    Withdrawn,
    /// It went into the text.
    Integrated,
}

impl How {
    pub const ALL: [Self; 3] = [Self::Resolved, Self::Withdrawn, Self::Integrated];

    pub fn word(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Withdrawn => "withdrawn",
            Self::Integrated => "integrated",
        }
    }

    /// By its word.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|how| how.word() == word)
    }
}

/// What we remember of an objection. Its number is its place in [`Initiative::objections`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
    pub priority: WordId,
    pub tried: WordId,
    pub matters: Matters,
    pub harm: WordId,
    pub way_out: WordId,
    /// A third person who helps.
    pub steward: Option<PersonId>,
    /// Everybody who ever was its steward, oldest first.
    pub stewards: Vec<Stewardship>,
    /// What was offered as a way out, oldest first.
    pub offers: Vec<WayOut>,
    pub renewals: Vec<Renewal>,
    pub ended: Option<ObjectionEnded>,
    /// When anything was last done about it.
    pub moved: Time,
}

/// A stretch of somebody's help with an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stewardship {
    pub person: PersonId,
    pub from: Time,
    pub seq: Seq,
    pub to: Option<Ended>,
}

/// A way out that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOut {
    pub text: WordId,
    /// The revision that would take it into the text.
    pub revision: Option<u16>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

/// That an objection still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionEnded {
    /// `None`: it lapsed.
    pub how: Option<How>,
    pub text: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
}

impl ObjectionEnded {
    pub fn word(self) -> &'static str {
        self.how.map_or("lapsed", How::word)
    }
}

impl Objection {
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// When it was last said that it stands.
    pub fn stands_since(&self) -> Time {
        self.renewals.last().map_or(self.at, |renewed| renewed.at)
    }

    /// Whether somebody offered a way out since it was last said that it stands.
    pub fn has_offer(&self) -> bool {
        let stands_since = self.stands_since();
        let last = self.offers.last();
        last.is_some_and(|offer| offer.at >= stands_since)
    }

    /// When it lapses unless it is renewed.
    pub fn lapses(&self, organisation: &Organisation) -> Time {
        let days = organisation.threshold(Threshold::LapsesAfterDays);
        self.stands_since().plus_days(days)
    }
}

impl Initiative {
    pub fn open_objections(&self) -> impl Iterator<Item = (u16, &Objection)> {
        (0..)
            .zip(&self.objections)
            .filter(|(_, objection)| objection.is_open())
    }
}

/// Nothing goes on while an objection stands.
pub(super) fn none_stands(
    state: &State,
    initiative: InitiativeId,
    entity: &Initiative,
) -> Result<(), Refusal> {
    let Some((_, objection)) = entity.open_objections().next() else {
        return Ok(());
    };
    let who = objection.by.map(|by| state.name_of(by));
    Err(Refusal::ObjectionStands {
        initiative,
        who: who.unwrap_or_else(|| "somebody".to_owned()),
    })
}

/// Anybody who takes part objects, but for the lead, who can change it or put it down.
pub(super) fn object(
    draft: &mut Draft<'_>,
    actor: PersonId,
    objecting: &Objecting,
) -> Result<(), Refusal> {
    let initiative = objecting.initiative;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    if entity.lead() == Some(actor) {
        return Err(Refusal::YouLead { initiative });
    }
    let mut open = entity.open_objections();
    if open.any(|(_, objection)| objection.by == Some(actor)) {
        return Err(Refusal::YouObject { initiative });
    }
    if entity.objections.len() >= LIMIT {
        let (count, most) = (LIMIT + 1, LIMIT);
        let what = "objections";
        return Err(Refusal::TooMany { what, count, most });
    }
    let priority = text::text("priority of your own", &objecting.priority)?;
    let tried = text::text("description of what you have tried", &objecting.tried)?;
    let harm = text::text("harm that you see", &objecting.harm)?;
    let way_out = text::text("description of what would resolve it", &objecting.way_out)?;
    let objected = Objected {
        initiative,
        objection: u16::try_from(entity.objections.len()).unwrap_or(u16::MAX),
        priority: draft.word(priority),
        tried: draft.word(tried),
        matters: objecting.matters,
        harm: draft.word(harm),
        way_out: draft.word(way_out),
    };
    draft.initiative(Event::Objected(objected));
    Ok(())
}

/// An objection that stands, or why not.
fn open(
    state: &State,
    initiative: InitiativeId,
    objection: u16,
) -> Result<(&Initiative, &Objection), Refusal> {
    let entity = state.initiative_or_refuse(initiative)?;
    let known = entity.objections.get(usize::from(objection));
    let known = known.ok_or(Refusal::NoSuchObjection { initiative })?;
    match known.ended {
        None => Ok((entity, known)),
        Some(ended) => Err(Refusal::ObjectionEnded { how: ended.word() }),
    }
}

/// Somebody other than the two helps.
pub(super) fn become_steward(
    draft: &mut Draft<'_>,
    actor: PersonId,
    (initiative, objection): (InitiativeId, u16),
) -> Result<(), Refusal> {
    let (entity, known) = open(draft.state, initiative, objection)?;
    if entity.lead() == Some(actor) || known.by == Some(actor) {
        return Err(Refusal::NoSteward);
    }
    match known.steward {
        Some(steward) if steward == actor => return Err(Refusal::NothingChanges),
        Some(steward) => {
            return Err(Refusal::HasSteward {
                who: draft.state.name_of(steward),
            });
        }
        None => {}
    }
    draft.initiative(Event::StewardCame {
        initiative,
        objection,
        person: actor,
    });
    Ok(())
}

pub(super) fn leave_stewardship(
    draft: &mut Draft<'_>,
    actor: PersonId,
    (initiative, objection): (InitiativeId, u16),
) -> Result<(), Refusal> {
    let (_, known) = open(draft.state, initiative, objection)?;
    if known.steward != Some(actor) {
        return Err(Refusal::NotItsSteward);
    }
    draft.initiative(Event::StewardLeft {
        initiative,
        objection,
        person: actor,
    });
    Ok(())
}

/// The lead or the steward offers a way out; whether it is one, whoever objects says.
pub(super) fn offer_way_out(
    draft: &mut Draft<'_>,
    actor: PersonId,
    command: &super::Command,
) -> Result<(), Refusal> {
    let super::Command::OfferWayOut {
        initiative,
        objection,
        text,
        revision,
    } = command
    else {
        return Ok(());
    };
    let (initiative, objection) = (*initiative, *objection);
    let (entity, known) = open(draft.state, initiative, objection)?;
    if known.steward != Some(actor) {
        leads(draft.state, initiative, actor)?;
    }
    let revision = *revision;
    if let Some(revision) = revision
        && entity.document.revision(revision).is_none()
    {
        return Err(Refusal::NoSuchRevision {
            initiative,
            revision,
        });
    }
    let text = text::text("way out", text)?;
    let text = draft.word(text);
    draft.initiative(Event::WayOutOffered {
        initiative,
        objection,
        text,
        revision,
    });
    Ok(())
}

/// Whoever objected says that it still stands, and why.
pub(super) fn renew(
    draft: &mut Draft<'_>,
    actor: PersonId,
    (initiative, objection): (InitiativeId, u16),
    because: &str,
) -> Result<(), Refusal> {
    let (_, known) = open(draft.state, initiative, objection)?;
    if known.by != Some(actor) {
        return Err(Refusal::NotYourObjection);
    }
    let because = text::text("reason", because)?;
    let because = draft.word(because);
    draft.initiative(Event::ObjectionRenewed {
        initiative,
        objection,
        because,
    });
    Ok(())
}

/// Whoever objected ends it; nobody else can.
pub(super) fn end(
    draft: &mut Draft<'_>,
    actor: PersonId,
    (initiative, objection): (InitiativeId, u16),
    (how, text): (How, &str),
) -> Result<(), Refusal> {
    let (_, known) = open(draft.state, initiative, objection)?;
    if known.by != Some(actor) {
        return Err(Refusal::NotYourObjection);
    }
    let text = text::optional("answer", text)?;
    let text = draft.optional_word(text);
    draft.initiative(Event::ObjectionEnded {
        initiative,
        objection,
        how: Some(how),
        text,
    });
    Ok(())
}

/// What ends when somebody leaves: their own objections, and their help with others.
pub(crate) fn let_go(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: &Initiative,
    person: PersonId,
) {
    for (objection, known) in entity.open_objections() {
        if known.by == Some(person) {
            draft.initiative(Event::ObjectionEnded {
                initiative,
                objection,
                how: None,
                text: None,
            });
        } else if known.steward == Some(person) {
            draft.initiative(Event::StewardLeft {
                initiative,
                objection,
                person,
            });
        }
    }
}

/// When it ended, for whoever counts stretches.
impl From<ObjectionEnded> for Ended {
    fn from(ended: ObjectionEnded) -> Self {
        Self {
            at: ended.at,
            seq: ended.seq,
        }
    }
}

/// It was not renewed in time. Paceline itself says so.
pub(crate) fn lapse(
    draft: &mut Draft<'_>,
    now: Time,
    (initiative, objection): (InitiativeId, u16),
) -> Result<(), Refusal> {
    let (_, known) = open(draft.state, initiative, objection)?;
    if known.lapses(&draft.state.organisation) > now {
        return Err(Refusal::NotDue);
    }
    draft.initiative(Event::ObjectionEnded {
        initiative,
        objection,
        how: None,
        text: None,
    });
    Ok(())
}

#[cfg(test)]
pub(in crate::initiative) mod tests;
