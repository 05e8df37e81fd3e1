//! Several initiatives may answer one gap: what each is and how it goes, side by side.

use serde::Serialize;

use super::{Row, row};
use crate::{
    GapId, Sight, Text, Time,
    gap::family,
    initiative::{self, CheckInView, Initiative, InitiativeLink, Stage, Stance},
    person::{self, PersonLink},
};

/// Everything that would narrow a gap, to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapAlternatives")]
pub struct Alternatives {
    pub gap: Row,
    /// In the order in which they were started.
    pub rows: Vec<Alternative>,
}

/// One initiative that would narrow the gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapAlternative")]
pub struct Alternative {
    pub initiative: InitiativeLink,
    pub summary: Option<Text>,
    pub stage: Stage,
    pub started: Time,
    pub lead: Option<PersonLink>,
    pub followers: usize,
    /// How many of them follow with reservations.
    pub with_reservations: usize,
    /// Asks that wait for an answer.
    pub open_asks: usize,
    pub last_check_in: Option<CheckInView>,
    /// What came of it, or was learned, as it was said when it came to rest.
    pub outcome: Option<Text>,
}

pub fn alternatives(sight: Sight<'_>, id: GapId, now: Time) -> Option<Alternatives> {
    let mut initiatives = family::initiatives(sight, id);
    initiatives.sort_unstable();
    Some(Alternatives {
        gap: row(sight, id, now)?,
        rows: sight
            .of(&initiatives)
            .map(|(id, entity)| Alternative {
                initiative: initiative::link(sight, id, entity),
                summary: entity.summary.map(|summary| sight.text(summary)),
                stage: entity.stage,
                started: entity.started,
                lead: entity.lead().map(|lead| person::link(sight, lead)),
                followers: entity.followers().count(),
                with_reservations: entity
                    .followers()
                    .filter(|follow| follow.stance == Stance::FollowWithReservations)
                    .count(),
                open_asks: entity.open_asks().count(),
                last_check_in: entity.check_ins.last().map(|last| last.view(sight, now)),
                outcome: outcome(sight, entity),
            })
            .collect(),
    })
}

fn outcome(sight: Sight<'_>, entity: &Initiative) -> Option<Text> {
    let delivered = entity.delivery().map(|delivery| delivery.outcome);
    let learned = entity.put_down().map(|put_down| put_down.learned);
    let moved = entity.stages.last().filter(|moved| moved.to.is_at_rest());
    let reason = moved.and_then(|moved| moved.reason);
    let told = delivered.or(learned).or(reason);
    told.map(|told| sight.text(told))
}

impl Alternatives {
    /// Every text of it that may have to be read from its row.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let mut texts = vec![&mut self.gap.is, &mut self.gap.ought];
        for row in &mut self.rows {
            texts.extend(&mut row.summary);
            texts.extend(row.last_check_in.as_mut().map(|last| &mut last.text));
            texts.extend(&mut row.outcome);
        }
        texts
    }
}
