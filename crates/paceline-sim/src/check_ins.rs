//! Check-ins: on a rhythm, late, missed, or left out for good.

use paceline_core::{
    InitiativeId, PersonId,
    initiative::{Command, Status},
};

use crate::{
    agenda::{Act, Goes},
    behaviour::Days,
    content::lines,
    goals::drift,
    world::{Kept, Silence, World},
};

const RHYTHMS: [u16; 3] = [7, 14, 28];

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
        let theme = self
            .courses
            .get(initiative.index())
            .and_then(|course| course.theme);
        let pack = theme.map(crate::content::Theme::pack);
        let (status, of_theme, of_all) = match goes {
            Goes::Well => (Status::OnTrack, pack.map(|pack| pack.good), lines::GOOD),
            Goes::AtRisk => (Status::AtRisk, pack.map(|pack| pack.risky), lines::RISKY),
            Goes::OffTrack => (Status::OffTrack, pack.map(|pack| pack.off), lines::OFF),
        };
        let from = of_theme.filter(|_| self.dice.chance(400)).unwrap_or(of_all);
        let line = self.dice.line(from);
        let text = self.written(line, by);
        let check_in = Command::CheckIn {
            initiative,
            status,
            text,
        };
        self.person_does(by, check_in);
    }
}
