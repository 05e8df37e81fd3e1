//! Signals: named rules over the whole record, each with what, since when, the evidence, why it matters and what next.
//!
//! A rule is a file with one function from the state to findings. Whatever a foreign record has no place for
//! ([`CannotSay`](crate::initiative::CannotSay), `is_read_from_elsewhere`) is never reported as missing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::Serialize;

use crate::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Seq, Sight, TeamId, Time, VeerOffId,
    access::{self, Viewer},
    compass::{Entry, Point},
    goal::Goal,
    initiative::Initiative,
};

mod agreement_past_its_review;
mod check_in_missed_twice;
mod confidence_falling;
mod decides_alone;
mod delivered_without_credit;
mod feedback_unanswered;
mod first_lead_unfollowed;
mod gap_worse_after_delivery;
mod goal_without_lead;
mod goal_without_measure;
mod hand_over_not_taken_up;
mod inert_gap;
mod leads_alone;
mod measure_never_moved;
mod nobody_follows;
mod nobody_leads;
mod nobody_serves;
mod nobody_translates;
mod objection_left_lying;
mod objection_without_way_out;
mod orphan_goal;
mod overclocked;
mod past_its_review;
mod random_initiative;
mod rule;
mod says_done_looks_open;
mod says_open_looks_done;
mod silent_lead;
mod stale_goal;
mod stale_translation;
mod step;
mod stuck;
mod support_came_late;
mod threshold;
mod too_many_goals;
mod trial_past_its_time;
mod undeclared_departure;
mod unheard_last_call;
mod veer_off_past_its_date;
mod view;
mod waiting_for_support;

pub use rule::{Area, Next, Rule};
pub use step::{NextStep, Step, next_step};
pub use threshold::Threshold;
pub use view::{FindingView, SubjectView, TranslationView, view};

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Gap(GapId),
    Goal(GoalId),
    Initiative(InitiativeId),
    Entry(EntryId),
    VeerOff(VeerOffId),
    /// Of something, by a team.
    Translation(Point, TeamId),
    Team(TeamId),
    Organisation,
    Person(PersonId),
}

impl From<Point> for Subject {
    fn from(point: Point) -> Self {
        match point {
            Point::Entry(id) => Self::Entry(id),
            Point::Goal(id) => Self::Goal(id),
        }
    }
}

impl Subject {
    /// Whose it is; none where it is a person, of the whole organisation, or not to be read.
    pub fn team(self, sight: Sight<'_>) -> Option<TeamId> {
        match self {
            Self::Gap(id) => sight.gap(id)?.team,
            Self::Goal(id) => sight.goal(id)?.team,
            Self::Initiative(id) => sight.initiative(id)?.team,
            Self::Entry(id) => sight.entry(id)?.team,
            Self::VeerOff(id) => Some(sight.veer_off(id)?.team),
            Self::Translation(_, team) | Self::Team(team) => Some(team),
            Self::Organisation | Self::Person(_) => None,
        }
    }

    /// What is about a person is seen by that person alone; what is about an initiative, by whoever may read it; and so
    /// on. Guests are told of initiatives only.
    fn may_be_seen_by(self, sight: Sight<'_>) -> bool {
        let is_there = match self {
            Self::Person(person) => return sight.me() == Some(person),
            Self::Initiative(id) => return sight.initiative(id).is_some(),
            Self::Gap(id) => sight.gap(id).is_some(),
            Self::Goal(id) => sight.goal(id).is_some(),
            Self::Entry(id) => sight.entry(id).is_some(),
            Self::VeerOff(id) => sight.veer_off(id).is_some(),
            Self::Translation(of, team) => sight.translation(of, team).is_some(),
            Self::Team(_) | Self::Organisation => true,
        };
        is_there && sight.sees_the_organisation()
    }

    /// Who among members may see it, where that is a few people by name and this knows them all.
    fn readers(self, sight: Sight<'_>) -> Option<BTreeSet<PersonId>> {
        match self {
            Self::Person(person) => Some(BTreeSet::from([person])),
            Self::Initiative(id) => Some(access::chosen_readers(sight.initiative(id)?).collect()),
            Self::Gap(_)
            | Self::Goal(_)
            | Self::Entry(_)
            | Self::VeerOff(_)
            | Self::Translation(..)
            | Self::Team(_)
            | Self::Organisation => None,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub rule: Rule,
    pub subject: Subject,
    pub since: Time,
    pub evidence: Vec<Evidence>,
}

/// An event of the journal that shows it, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Evidence {
    pub seq: Seq,
    pub at: Time,
    pub what: String,
}

impl Evidence {
    fn of((at, seq): (Time, Seq), what: impl Into<String>) -> Self {
        Self {
            seq,
            at,
            what: what.into(),
        }
    }
}

/// Whether a goal was read from a record elsewhere, and by nobody here: it has no place for key results, check-ins,
/// an end or what it serves, so that none of them is missing until somebody has begun with them here.
fn is_read_from_elsewhere(goal: &Goal) -> bool {
    goal.by.is_none()
}

/// Everything found, rule by rule in the order of [`Rule::ALL`], the longest standing first.
pub fn all(sight: Sight<'_>, now: Time) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, _) in sight.gaps() {
        found.extend(inert_gap::find(sight, id, now));
        found.extend(gap_worse_after_delivery::find(sight, id));
    }
    for (id, entity) in sight.initiatives() {
        about(sight, id, entity, now, &mut found);
    }
    let standing = orphan_goal::Standing::of(sight);
    for (id, goal) in sight.goals().filter(|(_, goal)| goal.closed.is_none()) {
        about_goal(sight, (id, goal), now, &mut found);
        found.extend(orphan_goal::find(sight, (id, goal), &standing, now));
    }
    for (id, entry) in sight.entries() {
        about_entry(sight, (id, entry), now, &mut found);
    }
    for (of, team, known) in sight.translations() {
        found.extend(stale_translation::find(sight, (of, team), known, now));
    }
    for (id, known) in sight.veer_offs() {
        found.extend(veer_off_past_its_date::find(sight, id, known, now));
    }
    for (id, person) in sight.people() {
        found.extend(leads_alone::find(sight, (id, person), now));
    }
    found.extend(too_many_goals::find(sight));
    found.extend(overclocked::find(sight));
    sort(&mut found);
    found
}

fn sort(found: &mut [Finding]) {
    found.sort_by_key(|finding| (finding.rule, finding.since, finding.subject));
}

/// Everything found about one initiative.
pub fn about_initiative(sight: Sight<'_>, id: InitiativeId, now: Time) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(entity) = sight.initiative(id) {
        about(sight, id, entity, now, &mut found);
    }
    sort(&mut found);
    found
}

fn about(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
    found: &mut Vec<Finding>,
) {
    found.extend(says_done_looks_open::find(sight, id, entity));
    found.extend(delivered_without_credit::find(sight, id, entity, now));
    found.extend(agreement_past_its_review::find(sight, id, entity, now));
    if !entity.stage.is_active() {
        return;
    }
    about_agreement(sight, (id, entity), now, found);
    found.extend(nobody_leads::find(id, entity));
    let silent = silent_lead::find(sight, id, entity, now);
    if silent.is_none() {
        found.extend(check_in_missed_twice::find(id, entity, now));
    }
    found.extend(silent);
    found.extend(first_lead_unfollowed::find(sight, id, entity, now));
    found.extend(hand_over_not_taken_up::find(sight, id, entity, now));
    found.extend(trial_past_its_time::find(id, entity, now));
    found.extend(support_came_late::find(sight, id, entity));
    found.extend(nobody_follows::find(sight, id, entity, now));
    found.extend(waiting_for_support::find(sight, id, entity, now));
    found.extend(stuck::find(sight, id, entity, now));
    found.extend(says_open_looks_done::find(sight, id, entity));
    found.extend(random_initiative::find(sight, id, entity, now));
    found.extend(decides_alone::find(sight, id, entity));
    found.extend(undeclared_departure::find(sight, id, entity));
}

/// How an active initiative comes to an agreement.
fn about_agreement(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    now: Time,
    found: &mut Vec<Finding>,
) {
    found.extend(feedback_unanswered::find(sight, id, entity, now));
    found.extend(objection_left_lying::find(sight, id, entity, now));
    found.extend(objection_without_way_out::find(sight, id, entity, now));
    found.extend(unheard_last_call::find(sight, id, entity, now));
}

/// Of an open goal.
fn about_goal(sight: Sight<'_>, (id, goal): (GoalId, &Goal), now: Time, found: &mut Vec<Finding>) {
    found.extend(goal_without_lead::find(id, goal));
    found.extend(goal_without_measure::find(sight, id, goal, now));
    found.extend(stale_goal::find(sight, id, goal, now));
    found.extend(measure_never_moved::find(sight, id, goal, now));
    found.extend(confidence_falling::find(id, goal));
    found.extend(nobody_translates::find_goal(sight, id, goal, now));
}

fn about_entry(
    sight: Sight<'_>,
    (id, entry): (EntryId, &Entry),
    now: Time,
    found: &mut Vec<Finding>,
) {
    found.extend(nobody_serves::find(sight, id, entry, now));
    found.extend(nobody_translates::find_entry(sight, id, entry, now));
    found.extend(past_its_review::find(id, entry, now));
}

/// Everything found, worked out once for everybody; each sees what they may see of it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Findings {
    all: Arc<[Finding]>,
    /// How many every member may see.
    open: usize,
    /// How many more somebody may see: about themselves, and about what was shown to them.
    of_one: Arc<BTreeMap<PersonId, usize>>,
    /// What the others are about.
    kept_to_some: Arc<[Subject]>,
}

impl Findings {
    /// The same whoever looks.
    pub fn of(sight: Sight<'_>, now: Time) -> Self {
        let all = all(sight.whole(), now);
        let (whole, any) = (sight.whole(), sight.of_any_member());
        let (mut open, mut of_one, mut kept_to_some) = (0, BTreeMap::new(), Vec::new());
        for subject in all.iter().map(|finding| finding.subject) {
            if subject.may_be_seen_by(any) {
                open += 1;
            } else if let Some(readers) = subject.readers(whole) {
                for person in readers {
                    *of_one.entry(person).or_default() += 1;
                }
            } else {
                kept_to_some.push(subject);
            }
        }
        Self {
            all: all.into(),
            open,
            of_one: Arc::new(of_one),
            kept_to_some: kept_to_some.into(),
        }
    }

    /// How many the viewer may see. It stands on every page, so what every member sees is not counted anew.
    pub fn count_seen_by(&self, sight: Sight<'_>) -> usize {
        match sight.viewer() {
            Viewer::Member(id) => {
                let kept = self.kept_to_some.iter();
                let kept = kept.filter(|of| of.may_be_seen_by(sight)).count();
                self.open + self.of_one.get(&id).copied().unwrap_or_default() + kept
            }
            Viewer::Guest(_) | Viewer::Nobody | Viewer::Paceline => self.seen_by(sight).count(),
        }
    }

    /// What the viewer may see: about a person only when it is them, about an initiative only what they may read.
    pub fn seen_by(&self, sight: Sight<'_>) -> impl Iterator<Item = &Finding> {
        let all = self.all.iter();
        all.filter(move |finding| finding.subject.may_be_seen_by(sight))
    }
}

#[cfg(test)]
mod tests;
