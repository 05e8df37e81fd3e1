//! Feedback: those who follow say a word, and most leads answer within days.
//!
//! What is said has dice of its own, so that it changes nothing else in a life.

use paceline_core::{
    InitiativeId, PersonId, Time,
    initiative::{Command, Label, Stage, Uptake},
};

use crate::{
    agenda::{Act, working_moment},
    behaviour::Days,
    content::feedback,
    world::{Kept, Silence, World},
};

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Talk {
    Give(InitiativeId, PersonId),
    Answer(InitiativeId, u16),
}

/// Nobody answers while nobody leads or the lead is silent; then it is looked at again.
const LATER: Days = Days { from: 20, to: 60 };
/// What the local person was told in so many last days waits for their answer still.
const MY_LAST_DAYS: i64 = 12;
/// So many followers of what the local person leads say a word in those days.
const TELL_ME: usize = 2;

impl World {
    /// Somebody has begun to follow: perhaps they have something to say.
    pub(crate) fn may_speak_up(&mut self, initiative: InitiativeId, person: PersonId) {
        self.apart(|world| {
            if world.dice.chance(world.behaviour.gives_feedback) {
                let after = world.behaviour.gives_feedback_after;
                world.after(after, Act::Feedback(Talk::Give(initiative, person)));
            }
            world.may_tell_me(initiative, person);
        });
    }

    /// It is there to be read in a new stage: those who follow look at it again.
    pub(crate) fn is_read_again(&mut self, initiative: InitiativeId, stage: Stage) {
        if !matches!(stage, Stage::Shared | Stage::LastCall | Stage::Delivered) {
            return;
        }
        let entity = self.state.initiative(initiative);
        let followers: Vec<PersonId> = entity.map_or_else(Vec::new, |entity| {
            entity.followers().map(|follow| follow.person).collect()
        });
        self.apart(|world| {
            for person in followers {
                if world.dice.chance(world.behaviour.gives_feedback_again) {
                    let after = world.behaviour.gives_feedback_after;
                    world.after(after, Act::Feedback(Talk::Give(initiative, person)));
                }
            }
        });
    }

    pub(crate) fn talk(&mut self, talk: Talk) {
        self.apart(|world| match talk {
            Talk::Give(initiative, person) => world.give_feedback(initiative, person),
            Talk::Answer(initiative, number) => world.answer_feedback(initiative, number),
        });
    }

    /// With the dice of what is said.
    fn apart(&mut self, does: impl FnOnce(&mut Self)) {
        std::mem::swap(&mut self.dice, &mut self.dice_of_feedback);
        does(self);
        std::mem::swap(&mut self.dice, &mut self.dice_of_feedback);
    }

    /// Some followers of what the local person leads say a word in the last days, so that a demonstration has
    /// something to answer.
    fn may_tell_me(&mut self, initiative: InitiativeId, person: PersonId) {
        let is_kept = self
            .courses
            .get(initiative.index())
            .is_some_and(|course| course.kept == Kept::ForTheDemonstration);
        let followers = self
            .state
            .initiative(initiative)
            .map_or(0, |entity| entity.followers().count());
        if is_kept && followers <= TELL_ME {
            let days = self.dice.days(Days { from: 1, to: 9 });
            let at = working_moment(self.last_week.plus_days(-days), &mut self.dice);
            if (self.now..=self.plan.until).contains(&at) {
                self.agenda
                    .put(at, Act::Feedback(Talk::Give(initiative, person)));
            }
        }
    }

    fn give_feedback(&mut self, initiative: InitiativeId, person: PersonId) {
        let Some(entity) = self.state.initiative(initiative) else {
            return;
        };
        // Whoever has taken the lead since then has nobody to say it to.
        if entity.lead() == Some(person) {
            return;
        }
        let given = &entity.feedback;
        let label = Label::ALL[self.dice.weighted(&self.behaviour.feedback_labels)];
        let number = given.len();
        let said = given.iter().filter(|given| given.label == label).count();
        // One after the other, each initiative from another place: nothing is said twice of one thing for long.
        let lines = feedback::lines(label);
        let line = lines.get((initiative.index() * 5 + said) % lines.len().max(1));
        let text = self.written(line.copied().unwrap_or_default(), person);
        let give = Command::GiveFeedback {
            passage: None,
            initiative,
            label,
            text,
        };
        if !self.person_does(person, give) {
            return;
        }
        let span = match self.dice.weighted(&self.behaviour.feedback_answered) {
            0 => self.behaviour.feedback_answered_quickly,
            1 => self.behaviour.feedback_answered_slowly,
            _ => return,
        };
        if let Ok(number) = u16::try_from(number) {
            self.after(span, Act::Feedback(Talk::Answer(initiative, number)));
        }
    }

    fn answer_feedback(&mut self, initiative: InitiativeId, number: u16) {
        let Some(entity) = self.state.initiative(initiative) else {
            return;
        };
        let Some(given) = entity.feedback.get(usize::from(number)) else {
            return;
        };
        let (label, at) = (given.label, given.at);
        let speaks = self
            .courses
            .get(initiative.index())
            .is_some_and(|course| course.silence == Silence::Speaks);
        let Some(lead) = entity.lead().filter(|_| speaks) else {
            if !entity.stage.is_at_rest() {
                self.after(LATER, Act::Feedback(Talk::Answer(initiative, number)));
            }
            return;
        };
        if lead == self.me && at >= self.my_last_days() {
            return;
        }
        let answer = match label {
            Label::Praise => Uptake::Thanks,
            Label::OptionalNit
            | Label::Suggestion
            | Label::Question
            | Label::Thought
            | Label::Issue
            | Label::Concern => Uptake::ALL[self.dice.weighted(&self.behaviour.feedback_taken_up)],
        };
        let (lines, is_said) = match answer {
            Uptake::TakenUp => (feedback::TAKEN_UP, self.behaviour.answers_in_words),
            Uptake::Thanks => (feedback::THANKS, self.behaviour.answers_in_words),
            Uptake::NotTakenUp => (feedback::NOT_TAKEN_UP, 1000),
        };
        let mut because = String::new();
        if self.dice.chance(is_said) {
            let line = self.dice.line(lines);
            because = self.written(line, lead);
        }
        let answer = Command::AnswerFeedback {
            revision: None,
            initiative,
            feedback: number,
            answer,
            because,
        };
        self.person_does(lead, answer);
    }

    fn my_last_days(&self) -> Time {
        self.last_week.plus_days(-MY_LAST_DAYS)
    }
}
