//! Every word that one person wrote, so that it can be erased when they ask, or handed to them.

use super::Person;
use crate::{
    By, GapId, GoalId, InitiativeId, PersonId, Sight, Time, WordId, gap::Gap, goal::Goal,
    initiative::Initiative,
};

/// What somebody wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Their handle and every name they went by.
    pub profile: Vec<WordId>,
    /// The rest, oldest first.
    pub texts: Vec<OwnText>,
}

/// One text that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnText {
    pub word: WordId,
    /// Such as `check-in on I-12`.
    pub what: String,
    pub at: Time,
}

/// Everything a person wrote, as far as the record knows who wrote it and whoever looks may read it: an admin who erases
/// somebody does not read their drafts.
pub fn own_words(sight: Sight<'_>, id: PersonId) -> OwnWords {
    let mut texts = Texts {
        of: id,
        found: Vec::new(),
    };
    for (gap, entity) in sight.gaps() {
        texts.of_gap(gap, entity);
    }
    for (goal, entity) in sight.goals() {
        texts.of_goal(goal, entity);
    }
    for (initiative, entity) in sight.initiatives() {
        texts.of_initiative(initiative, entity);
    }
    texts.found.sort_by_key(|text| (text.at, text.word));
    OwnWords {
        profile: sight.person(id).map_or_else(Vec::new, names),
        texts: texts.found,
    }
}

fn names(person: &Person) -> Vec<WordId> {
    let mut names = vec![person.handle, person.name];
    names.extend(&person.earlier_names);
    names
}

struct Texts {
    of: PersonId,
    found: Vec<OwnText>,
}

impl Texts {
    fn add(&mut self, by: Option<PersonId>, word: impl Into<Option<WordId>>, text: (&str, Time)) {
        let (what, at) = text;
        if by == Some(self.of)
            && let Some(word) = word.into()
        {
            self.found.push(OwnText {
                word,
                what: what.to_owned(),
                at,
            });
        }
    }

    fn of_gap(&mut self, id: GapId, gap: &Gap) {
        let person = By::person;
        self.add(
            person(gap.by),
            gap.is,
            (&format!("how it is, {id}"), gap.at),
        );
        let ought = format!("how it ought to be, {id}");
        self.add(person(gap.by), gap.ought, (&ought, gap.at));
        if let Some(closed) = gap.closed {
            let outcome = format!("outcome of {id}");
            self.add(person(closed.by), closed.outcome, (&outcome, closed.at));
        }
    }

    fn of_goal(&mut self, id: GoalId, goal: &Goal) {
        self.add(goal.by, goal.title, (&format!("title of {id}"), goal.set));
        for key_result in &goal.key_results {
            let what = format!("key result of {id}");
            self.add(key_result.by, key_result.name, (&what, key_result.added));
            self.add(key_result.by, key_result.unit, (&what, key_result.added));
        }
        for check_in in &goal.check_ins {
            let what = format!("check-in on {id}");
            self.add(check_in.by, check_in.text, (&what, check_in.at));
        }
        if let Some(closed) = goal.closed {
            let what = format!("what was learned from {id}");
            self.add(closed.by, closed.text, (&what, closed.at));
        }
    }

    fn of_initiative(&mut self, id: InitiativeId, entity: &Initiative) {
        let title = format!("title of {id}");
        self.add(entity.by, entity.title, (&title, entity.started));
        let summary = format!("summary of {id}");
        self.add(entity.by, entity.summary, (&summary, entity.started));
        for moved in &entity.stages {
            let what = format!("why {id} became {}", moved.to);
            self.add(moved.by, moved.reason, (&what, moved.at));
        }
        // Only whoever leads hands over, so the note is by the lead before.
        for (before, lead) in entity.leads.iter().zip(entity.leads.iter().skip(1)) {
            let what = format!("hand-over of {id}");
            self.add(Some(before.person), lead.note, (&what, lead.from));
        }
        for ask in &entity.asks {
            self.add(ask.by, ask.what, (&format!("ask on {id}"), ask.at));
        }
        for check_in in &entity.check_ins {
            let what = format!("check-in on {id}");
            self.add(check_in.by, check_in.text, (&what, check_in.at));
        }
        for given in &entity.feedback {
            self.add(
                given.by,
                given.text,
                (&format!("feedback on {id}"), given.at),
            );
            for answer in &given.answers {
                let what = format!("answer to feedback on {id}");
                self.add(answer.by, answer.because, (&what, answer.at));
            }
        }
    }
}
