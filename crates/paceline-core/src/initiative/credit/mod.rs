//! Credit: everyone who took part is proposed with what they did, and nobody is left out without a word (mission rows
//! I4, L9, L15).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Event, Initiative, Stage, Uptake,
    ask::{AskedOf, Reply},
    objection::How,
};
use crate::{
    Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, Sight, State, Time, WordId,
    access::Viewer, person::Person, text,
};

mod view;

pub use view::{
    CreditView, CreditedFor, CreditedView, EvidenceView, LeftOutView, Proposed, credited,
    credited_for, of_delivery, proposal,
};

/// What somebody did for it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Led,
    /// Followed before anybody else did.
    FollowedFirst,
    /// Wrote the document with the lead.
    CoAuthored,
    /// Recorded a gap that it narrows.
    SawTheGap,
    /// Saw the gap too, and said so.
    SawItToo,
    /// Gave feedback that was taken up.
    FeedbackTakenUp,
    /// Answered an ask with help.
    Helped,
    /// Helped to find a way out of an objection.
    Steward,
    /// Objected, and it went into the text or led to a way out.
    ObjectedWell,
    /// Stood by whoever led.
    Supported,
    Followed,
    /// Offered advice.
    Advised,
}

impl Part {
    pub fn word(self) -> &'static str {
        match self {
            Self::Led => "led",
            Self::FollowedFirst => "followed first",
            Self::CoAuthored => "wrote with the lead",
            Self::SawTheGap => "saw the gap",
            Self::SawItToo => "saw the gap too",
            Self::FeedbackTakenUp => "gave feedback that was taken up",
            Self::Helped => "helped when asked",
            Self::Steward => "was a steward",
            Self::ObjectedWell => "objected, and made it better",
            Self::Supported => "supported the lead",
            Self::Followed => "followed",
            Self::Advised => "offered advice",
        }
    }
}

/// What shows that somebody did their part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    pub part: Part,
    pub at: Time,
    pub seq: Seq,
}

/// Words of thanks for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Thanks {
    pub person: PersonId,
    pub words: String,
}

/// Somebody who is left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LeavingOut {
    pub person: PersonId,
    pub because: String,
}

/// One person's credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    pub person: PersonId,
    pub parts: Vec<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<WordId>,
}

/// Somebody who was left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub person: PersonId,
    pub because: WordId,
}

/// The credit of a delivery, as it was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credited {
    #[serde(with = "crate::as_json")]
    pub credits: Vec<Credit>,
    pub left_out: Vec<LeftOut>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

/// Everyone who took part, with what they did first to last.
pub fn proposed(sight: Sight<'_>, entity: &Initiative) -> BTreeMap<PersonId, Vec<Evidence>> {
    let mut found = Found::default();
    for lead in &entity.leads {
        found.add(Some(lead.person), Part::Led, (lead.from, lead.seq));
    }
    for coached in &entity.coachings {
        found.add(Some(coached.by), Part::Supported, (coached.at, coached.seq));
    }
    for author in &entity.document.co_authors {
        if let Some(accepted) = author.accepted {
            let when = (accepted.at, accepted.seq);
            found.add(Some(author.person), Part::CoAuthored, when);
        }
    }
    found.of_following(entity);
    found.of_gaps(sight, entity);
    for given in &entity.feedback {
        let is_taken_up = given.answered().map(|last| last.uptake) == Some(Uptake::TakenUp);
        found.add(
            given.by.filter(|_| is_taken_up),
            Part::FeedbackTakenUp,
            (given.at, given.seq),
        );
    }
    found.of_asks(entity);
    found.of_objections(entity);
    for evidence in found.by_person.values_mut() {
        evidence.sort_unstable_by_key(|evidence| evidence.seq);
    }
    found.by_person
}

#[derive(Default)]
struct Found {
    by_person: BTreeMap<PersonId, Vec<Evidence>>,
}

impl Found {
    fn add(&mut self, person: Option<PersonId>, part: Part, (at, seq): (Time, Seq)) {
        let Some(person) = person else { return };
        self.by_person
            .entry(person)
            .or_default()
            .push(Evidence { part, at, seq });
    }

    fn of_following(&mut self, entity: &Initiative) {
        let first = entity.first_follower().map(|first| first.seq);
        let all = entity.follows.iter();
        for follow in all.filter(|follow| follow.stance.is_following()) {
            // Whoever follows first stays named, in whatever stance.
            let part = if first == Some(follow.seq) {
                Part::FollowedFirst
            } else if follow.stance.is_support() {
                Part::Followed
            } else {
                Part::Advised
            };
            self.add(Some(follow.person), part, (follow.from, follow.seq));
        }
    }

    fn of_gaps(&mut self, sight: Sight<'_>, entity: &Initiative) {
        for serves in &entity.serves {
            let super::Serves::Gap(id) = serves else {
                continue;
            };
            for saw in crate::gap::family::recorded_by(sight, *id) {
                self.add(saw.by, Part::SawTheGap, (saw.at, saw.seq));
            }
            for saw in crate::gap::family::seen_by(sight, *id) {
                self.add(saw.by, Part::SawItToo, (saw.at, saw.seq));
            }
        }
    }

    fn of_asks(&mut self, entity: &Initiative) {
        for ask in &entity.asks {
            for answer in ask.answers() {
                let helped = match (answer.reply, ask.of) {
                    (Reply::Yes, _) => true,
                    // 'Dealt with' is said by whoever was asked, or by whoever asked.
                    (Reply::Done, AskedOf::Person(asked)) => answer.by == Some(asked),
                    (Reply::Done, AskedOf::Team(_)) => answer.by != ask.by,
                    (Reply::No, _) => false,
                };
                let by = answer.by.filter(|_| helped);
                self.add(by, Part::Helped, (answer.at, answer.seq));
            }
        }
    }

    fn of_objections(&mut self, entity: &Initiative) {
        for objection in &entity.objections {
            let when = (objection.at, objection.seq);
            for help in &objection.stewards {
                // The way out that they offered shows it best.
                let mut offers = objection.offers.iter();
                let offered = offers.find(|offered| offered.by == Some(help.person));
                let since = (help.from, help.seq);
                let when = offered.map_or(since, |offered| (offered.at, offered.seq));
                self.add(Some(help.person), Part::Steward, when);
            }
            let how = objection.ended.and_then(|ended| ended.how);
            let went_well = matches!(how, Some(How::Resolved | How::Integrated));
            let by = objection.by.filter(|_| went_well);
            self.add(by, Part::ObjectedWell, when);
        }
    }
}

/// The parts of one person, each once, the weightiest first.
fn parts(evidence: &[Evidence]) -> Vec<Part> {
    let mut parts: Vec<Part> = evidence.iter().map(|evidence| evidence.part).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Who may confirm the credit: whoever leads or led last; when they are gone, anybody who took part.
pub fn may_confirm(sight: Sight<'_>, entity: &Initiative, person: PersonId) -> bool {
    let is_here = |id: &PersonId| sight.person(*id).is_some_and(Person::takes_part);
    match entity.led_last().filter(is_here) {
        Some(last) => last == person,
        None => is_here(&person) && proposed(sight, entity).contains_key(&person),
    }
}

impl Initiative {
    /// Who leads, or led last.
    pub fn led_last(&self) -> Option<PersonId> {
        self.leads.last().map(|lead| lead.person)
    }

    /// Whether it was delivered and nobody has confirmed since who is credited. Of what was delivered in a foreign
    /// record nobody has to.
    pub fn awaits_credit(&self) -> bool {
        let credited = self.credited.as_ref().map(|credited| credited.seq);
        self.delivery()
            .is_some_and(|delivery| credited.is_none_or(|credited| credited < delivery.seq))
    }
}

/// Whom a confirmation credits where nothing else is said: everyone who took part, and whoever was credited before, so
/// that a correction leaves nobody out without a word either.
fn credited_by_itself(sight: Sight<'_>, entity: &Initiative) -> BTreeMap<PersonId, Credit> {
    let mut credits: BTreeMap<PersonId, Credit> = BTreeMap::new();
    let before = entity.credited.iter().flat_map(|before| &before.credits);
    for credit in before.filter(|credit| credit.words.is_some()) {
        let parts = Vec::new();
        let credit = Credit {
            parts,
            ..credit.clone()
        };
        credits.insert(credit.person, credit);
    }
    for (person, evidence) in proposed(sight, entity) {
        let credit = credits.entry(person).or_insert(Credit {
            person,
            parts: Vec::new(),
            words: None,
        });
        credit.parts = parts(&evidence);
    }
    credits
}

/// Everyone who took part is credited, but whom the lead leaves out with a reason; anybody else by words. A correction
/// keeps the words of the confirmation before it, where it says no others.
pub(super) fn confirm(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
    (thanks, leaving_out): (&[Thanks], &[LeavingOut]),
) -> Result<(), Refusal> {
    let state = draft.state;
    let sight = state.seen_by(Viewer::Paceline);
    let entity = state.initiative_or_refuse(initiative)?;
    if entity.stage != Stage::Delivered {
        return Err(Refusal::NotDelivered { initiative });
    }
    if !may_confirm(sight, entity, actor) {
        let is_here = |id: &PersonId| state.person(*id).is_some_and(Person::takes_part);
        let who = entity.led_last().filter(is_here).map_or_else(
            || "whoever took part".to_owned(),
            |last| state.name_of(last),
        );
        return Err(Refusal::CreditIsConfirmedBy { initiative, who });
    }
    let mut credits = credited_by_itself(sight, entity);
    let left_out = leave_out(draft, initiative, (&mut credits, leaving_out))?;
    let mut thanked: Vec<PersonId> = Vec::new();
    for thanks in thanks {
        let person = thanks.person;
        // Whoever has left may be thanked still.
        if state.person_or_refuse(person)?.is_erased {
            return Err(Refusal::WasErased);
        }
        let is_left_out = left_out.iter().any(|left| left.person == person);
        if is_left_out || thanked.contains(&person) {
            let who = state.name_of(person);
            return Err(Refusal::NamedTwice { who });
        }
        thanked.push(person);
        let words = text::text("words of thanks", &thanks.words)?;
        let credit = credits.entry(person).or_insert(Credit {
            person,
            parts: Vec::new(),
            words: None,
        });
        credit.words = Some(draft.word(words));
    }
    let credits: Vec<Credit> = credits.into_values().collect();
    let is_said = |before: &Credited| before.credits == credits && before.left_out == left_out;
    if !entity.awaits_credit() && entity.credited.as_ref().is_some_and(is_said) {
        return Err(Refusal::NothingChanges);
    }
    draft.initiative(Event::Credited {
        initiative,
        credits,
        left_out,
    });
    Ok(())
}

/// Takes some out of those who are credited, each with a reason.
fn leave_out(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    (credits, leaving_out): (&mut BTreeMap<PersonId, Credit>, &[LeavingOut]),
) -> Result<Vec<LeftOut>, Refusal> {
    let mut left_out: Vec<LeftOut> = Vec::new();
    for leaving in leaving_out {
        let person = leaving.person;
        let who = draft.state.name_of(person);
        if left_out.iter().any(|left| left.person == person) {
            return Err(Refusal::NamedTwice { who });
        }
        if credits.remove(&person).is_none() {
            return Err(Refusal::TookNoPart { initiative, who });
        }
        let because = text::text("reason for leaving somebody out", &leaving.because)?;
        let because = draft.word(because);
        left_out.push(LeftOut { person, because });
    }
    Ok(left_out)
}

/// The fold: whoever is credited can find it, without anybody reading every initiative.
pub(super) fn take_in(
    state: &mut State,
    recorded: &Recorded,
    initiative: InitiativeId,
    (credits, left_out): (&[Credit], &[LeftOut]),
) {
    let Some(entity) = state.initiatives.get_mut(initiative.index()) else {
        return;
    };
    let now = Credited {
        credits: credits.to_vec(),
        left_out: left_out.to_vec(),
        by: recorded.by.person(),
        at: recorded.at,
        seq: recorded.seq,
    };
    let before = entity.credited.replace(now);
    let was = before.iter().flat_map(|before| &before.credits);
    for credit in was {
        if let Some(person) = state.people.get_mut(credit.person.index()) {
            person.credited.retain(|other| *other != initiative);
        }
    }
    entity.credited_before.extend(before);
    for credit in credits {
        if let Some(person) = state.people.get_mut(credit.person.index()) {
            person.credited.push(initiative);
        }
    }
}

#[cfg(test)]
mod tests;
