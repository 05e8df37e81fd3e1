//! What differs between two moments, thing by thing.

use super::{Did, Named, Stand, Tally};
use crate::{
    TeamId,
    compass::{Entry, Kind},
    goal::{Goal, Outcome, status},
    initiative::{Initiative, Stage},
    insight::Scope,
    translation::Translation,
    veer_off::VeerOff,
};

/// What changed in one part, and how many things did not.
#[derive(Debug, Clone, Default)]
pub(super) struct OfPart {
    pub(super) changes: Vec<(Named, Vec<Did>)>,
    pub(super) unchanged: usize,
}

pub(super) struct Differences {
    of_none: OfPart,
    /// By the number of the team.
    of_team: Vec<OfPart>,
    counts: Vec<usize>,
    pub(super) unchanged: usize,
}

impl Differences {
    pub(super) fn of(then: Stand<'_>, now: Stand<'_>, scope: &Scope) -> Self {
        let mut found = Self {
            of_none: OfPart::default(),
            of_team: vec![OfPart::default(); now.sight.teams_numbered()],
            counts: vec![0; Did::ALL.len()],
            unchanged: 0,
        };
        found.teams(then, now, scope);
        found.strategies(then, now, scope);
        found.goals(then, now, scope);
        found.veer_offs(then, now, scope);
        found.translations(then, now, scope);
        found.initiatives(then, now, scope);
        found
    }

    pub(super) fn take(&mut self, team: Option<TeamId>) -> Option<OfPart> {
        match team {
            None => Some(std::mem::take(&mut self.of_none)),
            Some(team) => self.of_team.get_mut(team.index()).map(std::mem::take),
        }
    }

    pub(super) fn tally(&self) -> Vec<Tally> {
        let counted = Did::ALL.into_iter().zip(&self.counts);
        let happened = counted.filter(|(_, count)| **count > 0);
        happened
            .map(|(did, count)| Tally { did, count: *count })
            .collect()
    }

    fn add(&mut self, team: Option<TeamId>, named: Named, did: Vec<Did>) {
        let part = match team {
            None => Some(&mut self.of_none),
            Some(team) => self.of_team.get_mut(team.index()),
        };
        let Some(part) = part else {
            return;
        };
        if did.is_empty() {
            part.unchanged += 1;
            self.unchanged += 1;
            return;
        }
        for did in &did {
            let place = Did::ALL.iter().position(|other| other == did);
            if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
                *count += 1;
            }
        }
        part.changes.push((named, did));
    }

    fn teams(&mut self, then: Stand<'_>, now: Stand<'_>, scope: &Scope) {
        for (id, team) in now.sight.teams().filter(|(id, _)| scope.has(Some(*id))) {
            let did = match then.sight.team(id) {
                None => Did::TeamFormed,
                Some(was) if was.parent != team.parent => Did::TeamMoved,
                Some(_) => continue,
            };
            self.add(Some(id), Named::Team(id), vec![did]);
        }
    }

    fn strategies(&mut self, then: Stand<'_>, now: Stand<'_>, scope: &Scope) {
        let strategies = now.sight.entries();
        let strategies =
            strategies.filter(|(_, now)| now.kind() == Kind::Strategy && scope.has(now.team));
        for (id, now) in strategies {
            let was = then.sight.entry(id).filter(|was| was.is_in_use());
            if was.is_some() || now.is_in_use() {
                self.add(now.team, Named::Strategy(id), of_strategy(was, now));
            }
        }
    }

    fn goals(&mut self, then: Stand<'_>, now: Stand<'_>, scope: &Scope) {
        for (id, goal) in now.sight.goals().filter(|(_, goal)| scope.has(goal.team)) {
            let was = then.sight.goal(id);
            if was.is_some_and(|was| was.closed.is_some()) && goal.closed.is_some() {
                continue;
            }
            let did = of_goal((was, then), (goal, now));
            self.add(goal.team, Named::Goal(id), did);
        }
    }

    fn veer_offs(&mut self, then: Stand<'_>, now: Stand<'_>, scope: &Scope) {
        let veer_offs = now.sight.veer_offs();
        for (id, now) in veer_offs.filter(|(_, now)| scope.has(Some(now.team))) {
            let was = then.sight.veer_off(id);
            if was.is_none_or(VeerOff::is_open) {
                self.add(Some(now.team), Named::VeerOff(id), of_veer_off(was, now));
            }
        }
    }

    fn translations(&mut self, then: Stand<'_>, now: Stand<'_>, scope: &Scope) {
        let translations = now.sight.translations();
        for (of, team, translation) in translations.filter(|(_, team, _)| scope.has(Some(*team))) {
            let was = then.sight.translation(of, team);
            let did = match was {
                None => Some(Did::TranslationWritten),
                Some(was) if is_renewed(was, translation) => Some(Did::TranslationRenewed),
                Some(was) => (translation.is_stale(now.sight, of) && !was.is_stale(then.sight, of))
                    .then_some(Did::TranslationStale),
            };
            if let Some(did) = did {
                self.add(Some(team), Named::Translation(of, team), vec![did]);
            }
        }
    }

    fn initiatives(&mut self, then: Stand<'_>, now: Stand<'_>, scope: &Scope) {
        let initiatives = now.sight.initiatives();
        for (id, now) in initiatives.filter(|(_, now)| scope.has(now.team)) {
            let was = then.sight.initiative(id);
            let is_active = |entity: &Initiative| entity.stage.is_active();
            if was.is_some_and(|was| !is_active(was)) && !is_active(now) {
                continue;
            }
            self.add(now.team, Named::Initiative(id), of_initiative(was, now));
        }
    }
}

fn of_strategy(was: Option<&Entry>, now: &Entry) -> Vec<Did> {
    let Some(was) = was else {
        return vec![Did::StrategyWritten];
    };
    let mut did = Vec::new();
    did.extend((was.version() != now.version()).then_some(Did::StrategyRevised));
    did.extend((!now.is_in_use()).then_some(Did::StrategyRetired));
    did
}

fn of_goal((was, then): (Option<&Goal>, Stand<'_>), (goal, now): (&Goal, Stand<'_>)) -> Vec<Did> {
    let mut did = Vec::new();
    let ended = goal.closed.map(|closed| match closed.outcome {
        Outcome::Achieved => Did::GoalAchieved,
        Outcome::Missed => Did::GoalMissed,
        Outcome::Dropped => Did::GoalDropped,
    });
    let Some(was) = was else {
        did.push(Did::GoalSet);
        did.extend(ended);
        return did;
    };
    let was_open = was.closed.is_none();
    let status_was = status(then.sight, was, then.at);
    let is_other = status_was != status(now.sight, goal, now.at);
    did.extend(ended);
    did.extend((!was_open).then_some(Did::GoalReopened));
    did.extend((was_open && ended.is_none() && is_other).then_some(Did::GoalStatus));
    did.extend((was.serves != goal.serves).then_some(Did::GoalServes));
    did.extend((was.team != goal.team).then_some(Did::GoalTeam));
    did.extend((was.version() != goal.version()).then_some(Did::GoalRevised));
    did
}

fn of_veer_off(was: Option<&VeerOff>, now: &VeerOff) -> Vec<Did> {
    let mut did = Vec::new();
    did.extend(was.is_none().then_some(Did::VeerOffBegan));
    let is_longer = was.is_some_and(|was| was.terms.len() != now.terms.len());
    did.extend(is_longer.then_some(Did::VeerOffRenewed));
    did.extend((!now.is_open()).then_some(Did::VeerOffEnded));
    did
}

fn is_renewed(was: &Translation, now: &Translation) -> bool {
    was.wordings.len() != now.wordings.len() || was.version != now.version
}

fn of_initiative(was: Option<&Initiative>, now: &Initiative) -> Vec<Did> {
    let mut did = Vec::new();
    let is_moved = was.is_none_or(|was| was.stage != now.stage);
    did.extend(was.is_none().then_some(Did::InitiativeStarted));
    let went = match now.stage {
        Stage::Delivered => Some(Did::InitiativeDelivered),
        Stage::PutDown => Some(Did::InitiativePutDown),
        Stage::Superseded => Some(Did::InitiativeSuperseded),
        Stage::Spotted
        | Stage::Scoping
        | Stage::Drafted
        | Stage::Shared
        | Stage::LastCall
        | Stage::Agreed
        | Stage::UnderWay
        | Stage::Resting
        | Stage::Unknown => was.map(|_| Did::InitiativeStage),
    };
    did.extend(went.filter(|_| is_moved));
    let Some(was) = was else {
        return did;
    };
    did.extend((was.serves != now.serves).then_some(Did::InitiativeServes));
    did.extend((was.team != now.team).then_some(Did::InitiativeTeam));
    did
}
