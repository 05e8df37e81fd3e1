//! The course of an initiative: it moves on, goes back, gets stuck, falls silent, changes hands, and comes to rest.

use paceline_core::{
    InitiativeId, PersonId,
    initiative::{Command, Initiative, Stage},
};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::lines,
    world::{Kept, Silence, World},
};

/// When a review finds nobody who could act, the next look comes after this.
const LATER: Days = Days { from: 12, to: 25 };
/// How often a last call is left out.
const SKIPS_LAST_CALL: u32 = 300;
/// How often a small thing goes from draft to work at once.
const SKIPS_AGREEMENT: u32 = 90;

impl World {
    pub(crate) fn plan_review(&mut self, initiative: InitiativeId) {
        let Some(course) = self.courses.get(initiative.index()) else {
            return;
        };
        let spans = &self.behaviour.days_in_stage;
        let mut span = spans.get(course.pace).copied().unwrap_or(LATER);
        let stage = self.state.initiative(initiative).map(|entity| entity.stage);
        if stage == Some(Stage::UnderWay) {
            span.to *= 2;
        }
        self.after(span, Act::Review(initiative));
    }

    /// The time in this stage is over. What now?
    pub(crate) fn review(&mut self, initiative: InitiativeId) {
        let Some(entity) = self.active(initiative) else {
            return;
        };
        let (stage, lead) = (entity.stage, entity.lead());
        let Some(course) = self.courses.get(initiative.index()) else {
            return;
        };
        let (kept, theme) = (course.kept, course.theme);
        let lead = lead.filter(|_| course.silence == Silence::Speaks);
        let Some(lead) = lead else {
            self.after(LATER, Act::Review(initiative));
            return;
        };
        if kept == Kept::ForTheDemonstration {
            self.move_on(initiative, lead, stage);
            return;
        }
        if self.is_left_alone(initiative) && self.gives_up(initiative, lead) {
            return;
        }
        let mut weights = self.behaviour.instead_of_moving_on.to_vec();
        if theme.is_none() {
            weights[3] += self.behaviour.whim_put_down;
        }
        weights.push(1000_u32.saturating_sub(weights.iter().sum()));
        match self.dice.weighted(&weights) {
            0 => self.fall_silent(initiative),
            1 => self.step_back(initiative, lead),
            2 => drop(self.hand_over(initiative, lead)),
            3 => return self.put_down(initiative, lead, Stage::PutDown),
            4 => return self.put_down(initiative, lead, Stage::Superseded),
            5 => self.go_back(initiative, lead, stage),
            6 => {
                self.get_stuck(initiative, stage);
                return;
            }
            _ => self.move_on(initiative, lead, stage),
        }
        self.plan_review(initiative);
    }

    /// Nobody came. Whether the lead lets go of it, aloud or not; either way they do not try again soon.
    fn gives_up(&mut self, initiative: InitiativeId, lead: PersonId) -> bool {
        match self.dice.weighted(&self.behaviour.left_alone) {
            0 => {
                self.fall_silent(initiative);
                self.plan_review(initiative);
            }
            1 => {
                let line = self.dice.line(lines::NOBODY_CAME);
                let reason = self.written(line, lead);
                self.comes_to_rest(initiative, lead, Stage::PutDown, reason);
            }
            _ => return false,
        }
        self.pauses(lead, self.behaviour.discouraged_for);
        true
    }

    fn get_stuck(&mut self, initiative: InitiativeId, stage: Stage) {
        self.after(self.behaviour.stuck_for, Act::Review(initiative));
        let works_already = stage >= Stage::Agreed;
        if works_already && self.dice.chance(self.behaviour.closes_gap_of_stuck) {
            for gap in self.open_gaps_of(initiative) {
                let after = self.behaviour.closes_gap_after;
                self.after(after, Act::CloseGap(gap, initiative));
            }
        } else {
            self.feel(initiative, 20);
        }
    }

    fn move_on(&mut self, initiative: InitiativeId, lead: PersonId, stage: Stage) {
        let to = match stage {
            Stage::Spotted => Stage::Scoping,
            Stage::Scoping => Stage::Drafted,
            Stage::Drafted if self.dice.chance(SKIPS_AGREEMENT) => Stage::UnderWay,
            Stage::Drafted => Stage::Shared,
            Stage::Shared if self.dice.chance(SKIPS_LAST_CALL) => Stage::Agreed,
            Stage::Shared => Stage::LastCall,
            Stage::LastCall => Stage::Agreed,
            Stage::Agreed => Stage::UnderWay,
            Stage::UnderWay => Stage::Delivered,
            Stage::Delivered
            | Stage::PutDown
            | Stage::Superseded
            | Stage::Resting
            | Stage::Unknown => return,
        };
        if !self.moves(initiative, lead, to, String::new()) {
            return;
        }
        if to == Stage::Delivered {
            self.delivered(initiative, lead);
        } else if to >= Stage::Shared && self.dice.chance(self.behaviour.asks_for_support) {
            self.ask_somebody(initiative, lead);
        }
    }

    fn delivered(&mut self, initiative: InitiativeId, lead: PersonId) {
        self.leads_one_less(lead);
        self.rests(initiative);
        let entity = self.state.initiative(initiative);
        if entity.is_some_and(|entity| entity.followers().next().is_some()) {
            self.grows(lead);
        }
        self.returns_to_following(lead);
        let entity = self.state.initiative(initiative);
        let open: Vec<u16> = entity.map_or_else(Vec::new, |entity| {
            entity.open_asks().map(|(ask, _)| ask).collect()
        });
        for ask in open {
            if self.dice.chance(self.behaviour.settles_ask_when_delivered) {
                self.person_does(
                    lead,
                    Command::Answer {
                        reply: None,
                        text: String::new(),
                        initiative,
                        ask,
                    },
                );
            }
        }
        for gap in self.open_gaps_of(initiative) {
            self.counts_again(gap, lead);
            if self.dice.chance(self.behaviour.closes_gap_when_delivered) {
                let after = self.behaviour.closes_gap_after;
                self.after(after, Act::CloseGap(gap, initiative));
            }
        }
    }

    fn go_back(&mut self, initiative: InitiativeId, lead: PersonId, stage: Stage) {
        let place = Stage::WAY.iter().position(|way| *way == stage).unwrap_or(0);
        // Nothing goes back to before its scoping.
        if place < 2 {
            return self.move_on(initiative, lead, stage);
        }
        let steps = 1 + self.dice.below(2);
        let to = Stage::WAY[place.saturating_sub(steps).max(1)];
        let line = self.dice.line(lines::BACK);
        let reason = self.written(line, lead);
        self.moves(initiative, lead, to, reason);
        self.feel(initiative, 38);
    }

    pub(crate) fn put_down(&mut self, initiative: InitiativeId, lead: PersonId, to: Stage) {
        let from = if to == Stage::Superseded {
            lines::SUPERSEDED
        } else {
            lines::PUT_DOWN
        };
        let line = self.dice.line(from);
        let reason = self.written(line, lead);
        self.comes_to_rest(initiative, lead, to, reason);
    }

    fn comes_to_rest(
        &mut self,
        initiative: InitiativeId,
        lead: PersonId,
        to: Stage,
        reason: String,
    ) {
        let gaps = self.open_gaps_of(initiative);
        if !self.moves(initiative, lead, to, reason) {
            return;
        }
        self.leads_one_less(lead);
        self.rests(initiative);
        for gap in gaps {
            self.gap_lies_open_again(gap);
        }
    }

    fn fall_silent(&mut self, initiative: InitiativeId) {
        self.keeps(initiative, Silence::Silent);
        self.after(self.behaviour.silent_for, Act::BreakSilence(initiative));
    }

    /// The lead comes back, or says at last that it will not be them.
    pub(crate) fn break_silence(&mut self, initiative: InitiativeId) {
        self.keeps(initiative, Silence::Speaks);
        let Some(lead) = self.active(initiative).and_then(Initiative::lead) else {
            return;
        };
        match self.dice.below(4) {
            0 => self.step_back(initiative, lead),
            1 => self.put_down(initiative, lead, Stage::PutDown),
            2 if self.hand_over(initiative, lead) => {}
            _ => self.check_in(initiative, lead),
        }
    }

    fn keeps(&mut self, initiative: InitiativeId, silence: Silence) {
        if let Some(course) = self.courses.get_mut(initiative.index()) {
            course.silence = silence;
        }
    }

    /// Sets the mood to at most this.
    fn feel(&mut self, initiative: InitiativeId, at_most: usize) {
        if let Some(course) = self.courses.get_mut(initiative.index()) {
            course.mood = course.mood.min(at_most);
        }
    }
}
