//! What is shown of an end: what came of it with its measures before and after, who is credited, who may pick it up.

use serde::Serialize;

use super::{Initiative, PickUp, Stage};
use crate::{
    InitiativeId, PersonId, Sight, Text, Time,
    gap::{self, Gap, GapLink},
    goal::{self, GoalLink},
    initiative::{
        InitiativeLink, Moment, Serves, What,
        credit::{self, CreditedView, Proposed},
        leaders::{self, FirstLead},
        link,
    },
    measure::Amount,
    person::{self, PersonLink},
    results::{self, MeasureThen},
    team,
};

/// What was wanted, beside what it was when the initiative was started and what it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct BeforeAndAfter {
    /// When it was started.
    pub from: Time,
    pub gaps: Vec<GapThen>,
    pub goals: Vec<GoalThen>,
}

/// A gap that it was to narrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GapThen {
    pub gap: GapLink,
    pub is: Text,
    pub ought: Text,
    /// What it is like, once it is closed.
    pub outcome: Option<Text>,
    pub measure: Option<GapMeasure>,
}

/// What is measured of a gap: when the initiative was started, now, and how it ought to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GapMeasure {
    pub what: String,
    pub unit: String,
    pub before: Amount,
    pub after: Amount,
    pub ought: Amount,
}

impl GapMeasure {
    fn of(sight: Sight<'_>, gap: &Gap, [start, now]: [Time; 2]) -> Option<Self> {
        let measured = gap.measure()?;
        let last = |is_by: &dyn Fn(Time) -> bool| {
            let by_then = measured.values.iter().filter(|value| is_by(value.at));
            let last = by_then.max_by_key(|value| (value.at, value.seq));
            last.map_or(measured.is, |value| value.value)
        };
        Some(Self {
            what: sight.words().short(measured.what).to_owned(),
            unit: sight.words().short(measured.unit).to_owned(),
            before: last(&|at| at < start),
            after: last(&|at| at <= now),
            ought: measured.ought,
        })
    }

    /// An amount of it as people say it: `9 days`.
    pub fn told(&self, amount: Amount) -> String {
        format!("{amount} {}", self.unit).trim_end().to_owned()
    }
}

/// A goal that it served, with its key results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GoalThen {
    pub goal: GoalLink,
    pub measures: Vec<MeasureThen>,
}

impl BeforeAndAfter {
    pub fn is_empty(&self) -> bool {
        self.gaps.is_empty() && self.goals.is_empty()
    }

    /// The texts that may be long, to be read from their rows.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut Text> {
        let gaps = self.gaps.iter_mut();
        gaps.flat_map(|gap| {
            [&mut gap.is, &mut gap.ought]
                .into_iter()
                .chain(&mut gap.outcome)
        })
    }
}

/// The measures of the gaps that it narrows and of the goals that it serves, from its start until now.
pub fn before_and_after(sight: Sight<'_>, entity: &Initiative, now: Time) -> BeforeAndAfter {
    let mut found = BeforeAndAfter {
        from: entity.started,
        gaps: Vec::new(),
        goals: Vec::new(),
    };
    for serves in &entity.serves {
        match serves {
            Serves::Gap(id) => found.gaps.extend(sight.gap(*id).map(|gap| GapThen {
                gap: gap::link(sight, *id),
                is: sight.text(gap.is),
                ought: sight.text(gap.ought),
                outcome: gap.closed.map(|closed| sight.text(closed.outcome)),
                measure: GapMeasure::of(sight, gap, [entity.started, now]),
            })),
            Serves::Goal(id) => found.goals.extend(sight.goal(*id).map(|goal| GoalThen {
                goal: goal::link(sight, *id),
                measures: results::of_goal(sight, goal, [entity.started, now]),
            })),
            Serves::Strategy(_) => {}
        }
    }
    found
}

/// How it ended, as its page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "InitiativeEnding")]
pub struct EndingView {
    pub delivery: Option<DeliveryView>,
    /// Who is credited, once that was confirmed.
    pub credited: Option<CreditedView>,
    /// It was delivered, and nobody has said yet who is credited.
    pub awaits_credit: bool,
    /// Whether the viewer may say who is credited, or correct it.
    pub may_confirm: bool,
    /// Who led for the first time with it, once it is delivered.
    pub first_leads: Vec<FirstLead>,
    pub put_down: Option<PutDownView>,
    /// Whether the viewer may pick it up.
    pub may_pick_up: bool,
    /// Whether the viewer may wake it.
    pub may_wake: bool,
    /// The stage in which it goes on, while it rests.
    pub rests_before: Option<Stage>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DeliveryView {
    pub at: Time,
    pub by: Option<PersonLink>,
    pub outcome: Text,
    pub measured: BeforeAndAfter,
}

/// Why it was put down, and who may pick it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PutDownView {
    pub at: Time,
    pub by: Option<PersonLink>,
    pub why: Text,
    pub learned: Text,
    /// `Anyone may pick it up.`
    pub pick_up: String,
}

pub(in crate::initiative) fn view(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    viewer: Option<PersonId>,
    now: Time,
) -> EndingView {
    let is_delivered = entity.stage == Stage::Delivered;
    let rests = entity.stage == Stage::Resting;
    let is_free_for = |me: PersonId| {
        let person = sight.person(me);
        person.is_some_and(|person| entity.is_free_for(me, person))
    };
    let is_involved = |me: PersonId| entity.lead() == Some(me) || entity.following(me).is_some();
    EndingView {
        delivery: entity.delivery().map(|delivery| DeliveryView {
            at: delivery.at,
            by: delivery.by.map(|by| person::link(sight, by)),
            outcome: sight.text(delivery.outcome),
            measured: before_and_after(sight, entity, now),
        }),
        credited: credit::credited(sight, entity).filter(|_| is_delivered),
        awaits_credit: entity.awaits_credit(),
        may_confirm: is_delivered
            && viewer.is_some_and(|me| credit::may_confirm(sight.whole(), entity, me)),
        first_leads: if is_delivered {
            leaders::first_leads(sight, (id, entity))
        } else {
            Vec::new()
        },
        put_down: entity.put_down().map(|put_down| PutDownView {
            at: put_down.at,
            by: put_down.by.map(|by| person::link(sight, by)),
            why: sight.text(put_down.why),
            learned: sight.text(put_down.learned),
            pick_up: who_picks_up(sight, put_down.pick_up),
        }),
        may_pick_up: viewer.is_some_and(is_free_for),
        may_wake: rests && viewer.is_some_and(is_involved),
        rests_before: rests.then(|| entity.stage_before_rest()),
    }
}

impl EndingView {
    /// The texts that may be long, to be read from their rows.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let mut texts = Vec::new();
        if let Some(delivery) = &mut self.delivery {
            texts.push(&mut delivery.outcome);
            texts.extend(delivery.measured.texts());
        }
        if let Some(credited) = &mut self.credited {
            texts.extend(credited.texts());
        }
        if let Some(put_down) = &mut self.put_down {
            texts.extend([&mut put_down.why, &mut put_down.learned]);
        }
        texts
    }
}

/// `Anyone may pick it up.`
fn who_picks_up(sight: Sight<'_>, pick_up: PickUp) -> String {
    match pick_up {
        PickUp::Anyone => "Anyone may pick it up.".to_owned(),
        PickUp::Nobody => "It is better left alone.".to_owned(),
        PickUp::Team(id) => format!("Anybody of {} may pick it up.", team::link(sight, id).name),
        PickUp::Person(id) => format!("{} may pick it up.", sight.name_of(id)),
    }
}

/// What is asked when it is delivered and credited: what came of it, and who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "DeliveryAndCredit")]
pub struct EndingPage {
    pub initiative: InitiativeLink,
    pub measured: BeforeAndAfter,
    /// Everyone who took part, with what they did.
    pub proposed: Vec<Proposed>,
    pub may_confirm: bool,
}

pub fn page(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: InitiativeId,
    now: Time,
) -> Option<EndingPage> {
    let entity = sight.initiative(id)?;
    Some(EndingPage {
        initiative: link(sight, id, entity),
        measured: before_and_after(sight, entity, now),
        proposed: credit::proposal(sight, entity),
        may_confirm: viewer.is_some_and(|me| {
            entity.stage == Stage::Delivered && credit::may_confirm(sight.whole(), entity, me)
        }),
    })
}

/// What the timeline tells of it.
pub(in crate::initiative) fn moments(sight: Sight<'_>, entity: &Initiative) -> Vec<Moment> {
    let by = |person: PersonId| person::link(sight, person);
    let delivered = entity.deliveries.iter().map(|delivery| Moment {
        at: delivery.at,
        seq: delivery.seq,
        by: delivery.by.map(by),
        what: What::Delivered {
            outcome: sight.text(delivery.outcome),
        },
    });
    let put_down = entity.put_downs.iter().map(|put_down| Moment {
        at: put_down.at,
        seq: put_down.seq,
        by: put_down.by.map(by),
        what: What::PutDown {
            learned: sight.text(put_down.learned),
            pick_up: who_picks_up(sight, put_down.pick_up),
        },
    });
    let credited = entity.credited_before.iter().chain(&entity.credited);
    let credited = credited.enumerate().map(|(earlier, credited)| Moment {
        at: credited.at,
        seq: credited.seq,
        by: credited.by.map(by),
        what: What::Credited {
            people: credited.credits.len(),
            is_corrected: earlier > 0,
        },
    });
    delivered.chain(put_down).chain(credited).collect()
}
