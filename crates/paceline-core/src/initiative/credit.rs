//! Credit: everyone who took part is proposed with what they did, and nobody is left out without a word (mission rows
//! I4, L9, L15).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Event, Initiative, Stage, Uptake,
    ask::{AskedOf, Reply},
    objection::How,
};
use crate::{By, Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, State, Time, WordId, text};

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
    pub credits: Vec<Credit>,
    pub left_out: Vec<LeftOut>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

/// Everyone who took part, with what they did first to last.
pub fn proposed(state: &State, entity: &Initiative) -> BTreeMap<PersonId, Vec<Evidence>> {
    let mut found = Found::default();
    for lead in &entity.leads {
        found.add(Some(lead.person), Part::Led, (lead.from, lead.seq));
        found.add(lead.supporter, Part::Supported, (lead.from, lead.seq));
    }
    for follow in entity
        .follows
        .iter()
        .filter(|follow| follow.stance.is_support())
    {
        let is_first = entity.first_follower().map(|first| first.seq) == Some(follow.seq);
        let part = if is_first {
            Part::FollowedFirst
        } else {
            Part::Followed
        };
        found.add(Some(follow.person), part, (follow.from, follow.seq));
    }
    for author in &entity.document.co_authors {
        if let Some(accepted) = author.accepted {
            found.add(
                Some(author.person),
                Part::CoAuthored,
                (accepted.at, accepted.seq),
            );
        }
    }
    found.of_gaps(state, entity);
    for given in &entity.feedback {
        let is_taken_up = given.answered().map(|last| last.uptake) == Some(Uptake::TakenUp);
        found.add(
            given.by.filter(|_| is_taken_up),
            Part::FeedbackTakenUp,
            (given.at, given.seq),
        );
    }
    for ask in &entity.asks {
        for answer in ask.answers() {
            let helped = match (answer.reply, ask.of) {
                (Reply::Yes, _) => true,
                // 'Dealt with' is said by whoever was asked, or by whoever asked.
                (Reply::Done, AskedOf::Person(asked)) => answer.by == Some(asked),
                (Reply::Done, AskedOf::Team(_)) => answer.by != ask.by,
                (Reply::No, _) => false,
            };
            found.add(
                answer.by.filter(|_| helped),
                Part::Helped,
                (answer.at, answer.seq),
            );
        }
    }
    for objection in &entity.objections {
        for help in &objection.stewards {
            found.add(Some(help.person), Part::Steward, (help.from, help.seq));
        }
        let how = objection.ended.and_then(|ended| ended.how);
        let went_well = matches!(how, Some(How::Resolved | How::Integrated));
        found.add(
            objection.by.filter(|_| went_well),
            Part::ObjectedWell,
            (objection.at, objection.seq),
        );
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

    fn of_gaps(&mut self, state: &State, entity: &Initiative) {
        for serves in &entity.serves {
            let super::Serves::Gap(id) = serves else {
                continue;
            };
            let Some(gap) = state.gap(*id) else { continue };
            self.add(By::person(gap.by), Part::SawTheGap, (gap.at, gap.seq));
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
pub fn may_confirm(state: &State, entity: &Initiative, person: PersonId) -> bool {
    let last = entity.leads.last().map(|lead| lead.person);
    let is_here = |id: &PersonId| {
        state
            .person(*id)
            .is_some_and(crate::person::Person::takes_part)
    };
    match last.filter(is_here) {
        Some(last) => last == person,
        None => proposed(state, entity).contains_key(&person),
    }
}

/// Everyone who took part is credited, but whom the lead leaves out with a reason; anybody else by words.
pub(super) fn confirm(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
    (thanks, leaving_out): (&[Thanks], &[LeavingOut]),
) -> Result<(), Refusal> {
    let state = draft.state;
    let entity = state.initiative_or_refuse(initiative)?;
    if entity.stage != Stage::Delivered {
        return Err(Refusal::NotDelivered { initiative });
    }
    if !may_confirm(state, entity, actor) {
        return Err(Refusal::YouDoNotLead { initiative });
    }
    let proposed = proposed(state, entity);
    let mut left_out: Vec<LeftOut> = Vec::new();
    for leaving in leaving_out {
        let person = leaving.person;
        let who = state.name_of(person);
        if !proposed.contains_key(&person) {
            return Err(Refusal::TookNoPart { initiative, who });
        }
        if left_out.iter().any(|left| left.person == person) {
            return Err(Refusal::NamedTwice { who });
        }
        let because = text::text("reason for leaving somebody out", &leaving.because)?;
        let because = draft.word(because);
        left_out.push(LeftOut { person, because });
    }
    let is_in = |person: &PersonId| !left_out.iter().any(|left| left.person == *person);
    let mut credits: Vec<Credit> = proposed
        .iter()
        .filter(|(person, _)| is_in(person))
        .map(|(person, evidence)| Credit {
            person: *person,
            parts: parts(evidence),
            words: None,
        })
        .collect();
    let mut thanked: Vec<PersonId> = Vec::new();
    for thanks in thanks {
        let person = thanks.person;
        crate::person::present_or_refuse(state, person)?;
        if !is_in(&person) || thanked.contains(&person) {
            let who = state.name_of(person);
            return Err(Refusal::NamedTwice { who });
        }
        thanked.push(person);
        let words = text::text("words of thanks", &thanks.words)?;
        let words = Some(draft.word(words));
        match credits.iter_mut().find(|credit| credit.person == person) {
            Some(credit) => credit.words = words,
            None => credits.push(Credit {
                person,
                parts: Vec::new(),
                words,
            }),
        }
    }
    draft.initiative(Event::Credited {
        initiative,
        credits,
        left_out,
    });
    Ok(())
}

/// The fold: whoever is credited can find it, without anybody reading every initiative.
pub(super) fn take_in(
    state: &mut State,
    recorded: &Recorded,
    initiative: InitiativeId,
    (credits, left_out): (&[Credit], &[LeftOut]),
) {
    for credit in credits {
        let person = state.people.get_mut(credit.person.index());
        if let Some(person) = person.filter(|person| !person.credited.contains(&initiative)) {
            person.credited.push(initiative);
        }
    }
    if let Some(entity) = state.initiatives.get_mut(initiative.index()) {
        entity.credited = Some(Credited {
            credits: credits.to_vec(),
            left_out: left_out.to_vec(),
            by: recorded.by.person(),
            at: recorded.at,
            seq: recorded.seq,
        });
    }
}
