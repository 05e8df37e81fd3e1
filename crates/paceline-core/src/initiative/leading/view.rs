//! What an initiative's page shows of leading: the trial, the supporter, what is offered and asked for, and what the
//! viewer may do about it.

use jiff::civil::Date;
use serde::Serialize;

use super::{Lead, Trial};
use crate::{
    InitiativeId, PersonId, Sight, Text, Time,
    initiative::{Initiative, Stance},
    person::{self, Person, PersonLink},
};

/// All of leading but who leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LeadingView {
    pub supporter: Option<PersonLink>,
    pub trial: Option<TrialView>,
    pub offer: Option<OfferView>,
    /// Who asks for the lead and waits for an answer.
    pub requests: Vec<LeadRequestView>,
    /// Who said 'not now'.
    pub not_now: Vec<PersonLink>,
    /// The viewer's own stance, also 'not now'.
    pub stance: Option<Stance>,
    /// Why the page leans to following for whoever looks; nothing where it does not.
    pub leans_to_follow: Option<String>,
    pub may: MayLead,
}

impl LeadingView {
    /// Its texts, which may have to be read from their rows.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let note = self
            .offer
            .iter_mut()
            .filter_map(|offer| offer.note.as_mut());
        let asked = self.requests.iter_mut();
        let asked =
            asked.flat_map(|asked| std::iter::once(&mut asked.priority).chain(&mut asked.note));
        note.chain(asked).collect()
    }
}

/// A lead for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TrialView {
    pub until: Date,
    pub has_ended: bool,
    /// Who takes it back when it is given back.
    pub back_to: Option<PersonLink>,
    /// Until when, and the way back.
    pub sentence: String,
}

/// An offer of the lead that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OfferView {
    pub to: PersonLink,
    pub by: Option<PersonLink>,
    pub note: Option<Text>,
    pub at: Time,
    /// `3 days ago`.
    pub ago: String,
    /// Until when it is for, and who stands by.
    pub trial: Option<String>,
}

/// That somebody asks for the lead. Whether they think it will matter stays with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LeadRequestView {
    pub by: PersonLink,
    /// Which of their own priorities it is about.
    pub priority: Text,
    pub note: Option<Text>,
    pub at: Time,
    /// `3 days ago`.
    pub ago: String,
}

/// What the person who looks may do about the lead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one a button, each by itself"
)]
pub struct MayLead {
    /// The lead is offered to them.
    pub accept: bool,
    pub withdraw_offer: bool,
    pub hand_over: bool,
    pub ask_for_lead: bool,
    /// They asked for the lead and wait.
    pub has_asked: bool,
    pub answer_requests: bool,
    /// They lead on trial.
    pub keep_lead: bool,
    pub name_supporter: bool,
    /// To stand by whoever leads, where nobody does.
    pub support: bool,
    pub stop_supporting: bool,
}

pub(in crate::initiative) fn view(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    viewer: Option<PersonId>,
    now: Time,
) -> LeadingView {
    let link = |person: PersonId| person::link(sight, person);
    let lead = entity.current_lead();
    let is_active = !entity.stage.is_at_rest();
    let offer = entity.offer.filter(|_| is_active).map(|offer| OfferView {
        to: link(offer.to),
        by: offer.by.map(link),
        note: offer.note.map(|note| sight.text(note)),
        at: offer.at,
        ago: offer.at.ago(now),
        trial: offer.trial.map(|trial| offered_trial(sight, trial)),
    });
    let requests = entity.open_lead_requests().filter(|_| is_active);
    let not_now = entity
        .stances()
        .filter(|follow| follow.stance == Stance::NotNow);
    LeadingView {
        supporter: lead.and_then(|lead| lead.supporter).map(link),
        trial: lead.and_then(|lead| trial(sight, lead, now)),
        offer,
        requests: requests
            .filter_map(|asked| {
                Some(LeadRequestView {
                    by: link(asked.by?),
                    priority: sight.text(asked.priority),
                    note: asked.note.map(|note| sight.text(note)),
                    at: asked.at,
                    ago: asked.at.ago(now),
                })
            })
            .collect(),
        not_now: not_now.map(|follow| link(follow.person)).collect(),
        stance: viewer.and_then(|viewer| entity.stance_of(viewer)),
        leans_to_follow: viewer.and_then(|viewer| leans(sight, (id, entity), viewer)),
        may: viewer.map_or_else(MayLead::default, |viewer| may(sight, entity, viewer)),
    }
}

/// `Until 2026-03-01, with Cleo standing by; then it is kept or given back.`
pub(super) fn offered_trial(sight: Sight<'_>, trial: Trial) -> String {
    format!(
        "Until {}, with {} standing by; then it is kept or given back.",
        trial.until,
        sight.name_of(trial.supporter)
    )
}

fn trial(sight: Sight<'_>, lead: &Lead, now: Time) -> Option<TrialView> {
    let until = lead.trial_until()?;
    let has_ended = lead.trial_ended(now).is_some();
    let takes_part = |id: &PersonId| sight.person(*id).is_some_and(Person::takes_part);
    let back_to = lead.back_to.filter(takes_part);
    let who = sight.name_of(lead.person);
    let way_back = match back_to {
        Some(lender) => format!("goes back to {}", sight.name_of(lender)),
        None => "is free for anybody".to_owned(),
    };
    let sentence = if has_ended {
        format!(
            "The trial ended on {until}: {who} keeps the lead, or steps back and it {way_back}."
        )
    } else {
        format!(
            "{who} tries it on until {until}, then keeps the lead or steps back. Stepping back is possible at any time; it then {way_back}."
        )
    };
    Some(TrialView {
        until,
        has_ended,
        back_to: back_to.map(|lender| person::link(sight, lender)),
        sentence,
    })
}

/// Whoever ranked their priorities follows what is none of them (mission row L10).
fn leans(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    viewer: PersonId,
) -> Option<String> {
    let is_to_take = entity.lead() != Some(viewer) && !entity.stage.is_at_rest();
    let is_theirs = person::is_priority(sight, viewer, id)?;
    (is_to_take && !is_theirs)
        .then(|| "It is none of the priorities you ranked, so following fits best.".to_owned())
}

fn may(sight: Sight<'_>, entity: &Initiative, viewer: PersonId) -> MayLead {
    let takes_part = sight.person(viewer).is_some_and(Person::takes_part);
    if !takes_part || entity.stage.is_at_rest() {
        return MayLead::default();
    }
    let leads = entity.lead() == Some(viewer);
    let lead = entity.current_lead();
    let supporter = lead.and_then(|lead| lead.supporter);
    let is_offered = entity.offer.is_some_and(|offer| offer.to == viewer);
    let has_asked = entity.asks_for_the_lead(viewer);
    MayLead {
        accept: is_offered,
        withdraw_offer: leads && entity.offer.is_some(),
        hand_over: leads && entity.offer.is_none(),
        ask_for_lead: lead.is_some() && !leads && !is_offered && !has_asked,
        has_asked,
        answer_requests: leads,
        keep_lead: leads && lead.and_then(Lead::trial_until).is_some(),
        name_supporter: leads,
        support: lead.is_some() && !leads && supporter.is_none(),
        stop_supporting: supporter == Some(viewer),
    }
}
