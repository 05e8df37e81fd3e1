//! Check-ins: on a rhythm, late, missed, or left out for good.

use paceline_core::{
    InitiativeId, PersonId,
    initiative::{Command, Initiative, Stage, Status},
};

use crate::{
    agenda::{Act, Goes},
    behaviour::Days,
    content::{
        Theme,
        said::{self, Phase},
    },
    goals::drift,
    world::{Kept, Leading, Silence, World},
};

const RHYTHMS: [u16; 3] = [7, 14, 28];
/// How often a check-in says what is next.
const SAYS_WHAT_IS_NEXT: u32 = 550;
/// How often it speaks of the subject rather than of the work.
const SPEAKS_OF_THE_SUBJECT: u32 = 280;
/// How often somebody who leads for the first time says so.
const SAYS_IT_IS_THE_FIRST: u32 = 220;

impl World {
    /// Whoever starts may set a rhythm; the first check-in is due from now on.
    pub(crate) fn set_rhythm(&mut self, initiative: InitiativeId, lead: PersonId) {
        if self.dice.chance(self.behaviour.sets_rhythm) {
            let every_days = RHYTHMS[self.dice.weighted(&self.behaviour.rhythms)];
            let set = Command::SetRhythm {
                initiative,
                every_days,
            };
            self.person_does(lead, set);
        }
        self.plan_check_in(initiative);
    }

    fn plan_check_in(&mut self, initiative: InitiativeId) {
        let rhythm = self
            .state
            .initiative(initiative)
            .and_then(|entity| entity.every_days);
        let mut days = match rhythm {
            Some(every_days) => i64::from(every_days) - 1 + self.dice.days(Days { from: 0, to: 2 }),
            None => self.dice.days(self.behaviour.without_rhythm),
        };
        if self.dice.chance(self.behaviour.check_in_slips) {
            days += self.dice.days(self.behaviour.slips_by);
        }
        if self.dice.chance(self.behaviour.check_in_is_missed) {
            days += rhythm.map_or(30, i64::from);
        }
        self.after_days(days, Act::CheckIn(initiative));
    }

    /// It is due: the lead checks in, or a follower, or nobody.
    pub(crate) fn check_in_when_due(&mut self, initiative: InitiativeId) {
        let Some(entity) = self.active(initiative) else {
            return;
        };
        let lead = entity.lead();
        let followers: Vec<PersonId> = entity.followers().map(|follow| follow.person).collect();
        let speaks = |world: &Self| {
            let course = world.courses.get(initiative.index());
            course.is_some_and(|course| course.silence == Silence::Speaks)
        };
        if speaks(self) {
            let steps_in = self.dice.chance(self.behaviour.follower_checks_in);
            let follower = self.dice.choose(&followers).filter(|_| steps_in);
            if let Some(by) = follower.or(lead) {
                self.check_in(initiative, by);
            }
        }
        self.plan_check_in(initiative);
    }

    /// Says how it goes, by the mood it is in.
    pub(crate) fn check_in(&mut self, initiative: InitiativeId, by: PersonId) {
        let Some(course) = self.courses.get_mut(initiative.index()) else {
            return;
        };
        if course.kept == Kept::No {
            course.mood = drift(course.mood, self.dice.below(26));
        }
        let goes = match course.mood {
            40.. => Goes::Well,
            18..40 => Goes::AtRisk,
            _ => Goes::OffTrack,
        };
        self.check_in_as(initiative, by, goes);
    }

    pub(crate) fn check_in_as(&mut self, initiative: InitiativeId, by: PersonId, goes: Goes) {
        let text = self.said(initiative, by, goes);
        let status = match goes {
            Goes::Well => Status::OnTrack,
            Goes::AtRisk => Status::AtRisk,
            Goes::OffTrack => Status::OffTrack,
        };
        let check_in = Command::CheckIn {
            initiative,
            status,
            text,
        };
        self.person_does(by, check_in);
    }

    /// A line of the subject, or what happened and what is next. Within one initiative no sentence comes twice before
    /// its list is through.
    fn said(&mut self, initiative: InitiativeId, by: PersonId, goes: Goes) -> String {
        let course = self.courses.get(initiative.index());
        let is_first = course.is_some_and(|course| course.leading == Leading::FirstTime);
        let pack = course.and_then(|course| course.theme).map(Theme::pack);
        let entity = self.state.initiative(initiative);
        let turn = entity.map_or(0, |entity| entity.check_ins.len());
        let is_lead = entity.and_then(Initiative::lead) == Some(by);
        let phase = match entity.map_or(Stage::Unknown, |entity| entity.stage) {
            Stage::Spotted | Stage::Scoping | Stage::Drafted => Phase::Draft,
            Stage::Shared | Stage::LastCall => Phase::Talk,
            Stage::Agreed
            | Stage::UnderWay
            | Stage::Delivered
            | Stage::PutDown
            | Stage::Superseded
            | Stage::Resting
            | Stage::Unknown => Phase::Work,
        };
        let (of_theme, of_all, first) = match goes {
            Goes::Well => (pack.map(|pack| pack.good), said::well(phase), 0),
            Goes::AtRisk => (pack.map(|pack| pack.risky), &said::RISKY, 1),
            Goes::OffTrack => (pack.map(|pack| pack.off), &said::OFF, 1),
        };
        let turn_in = |list: &[&'static str], step: usize| {
            let at = (initiative.index() * 5 + turn * step) % list.len().max(1);
            list.get(at).copied().unwrap_or_default()
        };
        if is_first && is_lead && self.dice.chance(SAYS_IT_IS_THE_FIRST) {
            return self.written(turn_in(said::FIRST_TIME[first], 1), by);
        }
        // What the subject has to say belongs to the work, not to the draft.
        let is_of_theme = self.dice.chance(SPEAKS_OF_THE_SUBJECT) && phase != Phase::Draft;
        if let Some(of_theme) = of_theme.filter(|_| is_of_theme) {
            return self.written(turn_in(of_theme, 1), by);
        }
        let happened = self.written(turn_in(of_all.happened, 1), by);
        if !self.dice.chance(SAYS_WHAT_IS_NEXT) {
            return happened;
        }
        let next = self.written(turn_in(of_all.next, 3), by);
        format!("{happened} {next}")
    }
}
