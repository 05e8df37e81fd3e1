//! What somebody has taken on, before they take on one more (mission row P5). Shown to that person alone.

use serde::Serialize;

use crate::{
    PersonId, Sight, Text,
    goal::{self, GoalLink},
    initiative::{self, Initiative, InitiativeLink},
    signal::Threshold,
    time::span,
};

/// What somebody has taken on. For that person alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Commitments {
    pub leads: Vec<InitiativeLink>,
    pub follows: Vec<InitiativeLink>,
    /// Whose lead they stand by.
    pub supports: Vec<InitiativeLink>,
    /// Support that is asked of them or one of their teams and waits for an answer.
    pub asked: Vec<AskedOfMe>,
    pub goals: Vec<GoalLink>,
    /// So many at once, the organisation finds, can be led well.
    pub leads_at_most: i64,
    pub load: Load,
}

/// Something that is asked of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AskedOfMe {
    pub initiative: InitiativeLink,
    pub what: Text,
    /// `3 days`.
    pub waits: String,
}

/// Whether there is room for one more lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Load {
    Room,
    /// One more is one too many.
    Full,
    /// They are more already.
    Overclocked,
}

impl Commitments {
    /// `You lead 2, follow 3 and stand by 1; 1 ask waits for you, and you lead 1 goal.`
    pub fn sentence(&self) -> String {
        let (leads, follows) = (self.leads.len(), self.follows.len());
        let asks = match self.asked.len() {
            1 => "1 ask waits".to_owned(),
            count => format!("{count} asks wait"),
        };
        let goals = match self.goals.len() {
            1 => "1 goal".to_owned(),
            count => format!("{count} goals"),
        };
        let supports = self.supports.len();
        format!(
            "You lead {leads}, follow {follows} and stand by {supports}; {asks} for you, and you lead {goals}."
        )
    }

    pub fn has_room(&self) -> bool {
        match self.load {
            Load::Room => true,
            Load::Full | Load::Overclocked => false,
        }
    }

    /// Whether one more lead fits, and what to do where it does not. Nobody is stopped.
    pub fn advice(&self) -> String {
        let most = self.leads_at_most;
        match self.load {
            Load::Room => format!("Up to {most} at once can be led well here; there is room."),
            Load::Full => format!(
                "Up to {most} at once can be led well here. One more is too many: hand one over first, or follow this one."
            ),
            Load::Overclocked => format!(
                "Up to {most} at once can be led well here; you lead more already. Hand one over first, or follow this one."
            ),
        }
    }
}

/// What somebody has taken on, as they see it themselves.
pub fn commitments(sight: Sight<'_>, id: PersonId, now: crate::Time) -> Commitments {
    let teams = sight.person(id).map_or(&[][..], |person| &person.teams);
    let links = |wanted: &dyn Fn(&Initiative) -> bool| -> Vec<InitiativeLink> {
        let active = sight
            .initiatives()
            .filter(|(_, entity)| entity.stage.is_active() && wanted(entity));
        active
            .map(|(id, entity)| initiative::link(sight, id, entity))
            .collect()
    };
    let leads = links(&|entity| entity.lead() == Some(id));
    let supporter = |entity: &Initiative| entity.current_lead()?.supporter;
    let asked = sight
        .initiatives()
        .filter(|(_, entity)| entity.stage.is_active() && entity.lead() != Some(id))
        .flat_map(|(initiative, entity)| {
            let open = entity.open_asks();
            open.filter(|(_, ask)| ask.of.reaches(id, teams))
                .map(move |(_, ask)| AskedOfMe {
                    initiative: initiative::link(sight, initiative, entity),
                    what: sight.text(ask.what),
                    waits: span(now.days_since(ask.at)),
                })
        });
    let goals = sight
        .goals()
        .filter(|(_, goal)| goal.closed.is_none() && goal.lead == Some(id));
    let leads_at_most = sight.organisation().threshold(Threshold::LeadsAtMost);
    let count = i64::try_from(leads.len()).unwrap_or(i64::MAX);
    Commitments {
        load: match count.cmp(&leads_at_most) {
            std::cmp::Ordering::Less => Load::Room,
            std::cmp::Ordering::Equal => Load::Full,
            std::cmp::Ordering::Greater => Load::Overclocked,
        },
        leads,
        follows: links(&|entity| entity.following(id).is_some()),
        supports: links(&|entity| supporter(entity) == Some(id)),
        asked: asked.collect(),
        goals: goals.map(|(goal, _)| goal::link(sight, goal)).collect(),
        leads_at_most,
    }
}
