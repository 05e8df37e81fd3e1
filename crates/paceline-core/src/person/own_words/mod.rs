//! Every word that one person wrote, so that it can be erased when they ask, or handed to them.

use std::collections::BTreeSet;

use super::{
    Person,
    priorities::{Sharing, sees_private},
};
use crate::{
    By, EntryId, GapId, GoalId, PersonId, Sight, Time, VeerOffId, WordId,
    compass::{Entry, Point},
    gap::Gap,
    goal::{Goal, KeyResult},
    reference::Reference,
    translation::Translation,
    veer_off::VeerOff,
};

mod of_initiative;

/// What somebody wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Their handle and every name they went by.
    pub profile: Vec<WordId>,
    /// What they kept to themselves; it goes with their name.
    pub private: Vec<OwnText>,
    /// The rest, oldest first.
    pub texts: Vec<OwnText>,
}

/// One text that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnText {
    pub by: PersonId,
    pub word: WordId,
    /// Such as `check-in on I-12`.
    pub what: String,
    pub at: Time,
}

/// Everything a person wrote, as far as the record knows who wrote it and whoever looks may read it: an admin who erases
/// somebody does not read their drafts.
pub fn own_words(sight: Sight<'_>, id: PersonId) -> OwnWords {
    let mut texts = Texts::of([id], Time(i64::MIN));
    texts.of_all(sight);
    let mut private = Texts::of([id], Time(i64::MIN));
    if let Some(person) = sight.person(id) {
        for ranking in &person.rankings {
            let found = match ranking.sharing {
                Sharing::Private if sees_private(sight.viewer(), id) => &mut private,
                Sharing::Private => continue,
                Sharing::Shared => &mut texts,
            };
            for word in &ranking.priorities {
                found.add(Some(id), *word, ("priority", ranking.at));
            }
        }
    }
    texts.found.sort_by_key(|text| (text.at, text.word));
    OwnWords {
        profile: sight.person(id).map_or_else(Vec::new, names),
        private: private.found,
        texts: texts.found,
    }
}

/// What some people wrote since a moment, wherever they wrote it, oldest first. An initiative on which nothing happened
/// since then is not opened, so that it costs little however long the record is.
pub fn words_since(sight: Sight<'_>, people: BTreeSet<PersonId>, since: Time) -> Vec<OwnText> {
    let mut texts = Texts::of(people, since);
    texts.of_all(sight);
    texts.found.sort_by_key(|text| (text.at, text.word));
    texts.found
}

/// What somebody wrote on one thing, as far as whoever looks may read it.
pub fn words_on(sight: Sight<'_>, id: PersonId, about: Reference) -> Vec<OwnText> {
    let mut texts = Texts::of([id], Time(i64::MIN));
    match about {
        Reference::Gap(gap) => {
            if let Some(known) = sight.gap(gap) {
                texts.of_gap(gap, known);
            }
        }
        Reference::Goal(goal) => {
            if let Some(known) = sight.goal(goal) {
                texts.of_goal(goal, known);
                texts.of_translations(sight, Point::Goal(goal));
            }
        }
        Reference::Initiative(initiative) => {
            if let Some(entity) = sight.initiative(initiative) {
                texts.of_initiative(initiative, entity);
            }
        }
        Reference::Entry(entry) => {
            if let Some(known) = sight.entry(entry) {
                texts.of_entry(entry, known);
                texts.of_translations(sight, Point::Entry(entry));
            }
        }
        Reference::VeerOff(veer_off) => {
            if let Some(known) = sight.veer_off(veer_off) {
                texts.of_veer_off(veer_off, known);
            }
        }
    }
    texts.found
}

fn names(person: &Person) -> Vec<WordId> {
    let mut names = vec![person.handle, person.name];
    names.extend(&person.earlier_names);
    names
}

struct Texts {
    of: BTreeSet<PersonId>,
    /// What is older is left out.
    since: Time,
    found: Vec<OwnText>,
}

impl Texts {
    fn of(people: impl IntoIterator<Item = PersonId>, since: Time) -> Self {
        Self {
            of: people.into_iter().collect(),
            since,
            found: Vec::new(),
        }
    }

    fn add(&mut self, by: Option<PersonId>, word: impl Into<Option<WordId>>, text: (&str, Time)) {
        let (what, at) = text;
        if at >= self.since
            && let Some(by) = by.filter(|by| self.of.contains(by))
            && let Some(word) = word.into()
        {
            self.found.push(OwnText {
                by,
                word,
                what: what.to_owned(),
                at,
            });
        }
    }

    fn of_all(&mut self, sight: Sight<'_>) {
        for (gap, entity) in sight.gaps() {
            self.of_gap(gap, entity);
        }
        for (goal, entity) in sight.goals() {
            self.of_goal(goal, entity);
        }
        let since = self.since;
        let changed = sight.initiatives();
        for (initiative, entity) in changed.filter(|(_, entity)| entity.last_change >= since) {
            self.of_initiative(initiative, entity);
        }
        for (entry, known) in sight.entries() {
            self.of_entry(entry, known);
        }
        for (of, _, translation) in sight.translations() {
            self.of_translation(of, translation);
        }
        for (veer_off, known) in sight.veer_offs() {
            self.of_veer_off(veer_off, known);
        }
    }

    fn of_translation(&mut self, of: Point, translation: &Translation) {
        for wording in &translation.wordings {
            let what = format!("translation of {of}");
            self.add(wording.by, wording.text, (&what, wording.at));
        }
    }

    fn of_translations(&mut self, sight: Sight<'_>, of: Point) {
        for (_, translation) in sight.translations_of(of) {
            self.of_translation(of, translation);
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
        let seen_too = format!("seen too, {id}");
        for seen in &gap.sightings {
            self.add(Some(seen.by), seen.text, (&seen_too, seen.at));
            for said in &seen.more {
                self.add(Some(seen.by), said.text, (&seen_too, said.at));
            }
        }
        for measured in &gap.measures {
            let (by, what) = (person(measured.by), format!("measure of {id}"));
            self.add(by, measured.what, (&what, measured.at));
            self.add(by, measured.unit, (&what, measured.at));
            for value in &measured.values {
                self.add(person(value.by), value.note, (&what, value.at));
            }
        }
        for merge in &gap.merges {
            let what = format!("why {id} was merged into {}", merge.into);
            self.add(person(merge.by), merge.because, (&what, merge.at));
            if let Some(ended) = merge.ended {
                let what = format!("why {id} was taken out of {}", merge.into);
                self.add(person(ended.by), ended.because, (&what, ended.at));
            }
        }
        if let Some(split) = &gap.split {
            let what = format!("why {id} was split");
            self.add(person(split.by), split.because, (&what, split.at));
        }
    }

    fn of_goal(&mut self, id: GoalId, goal: &Goal) {
        self.of_goals_wording(id, goal);
        for key_result in &goal.key_results {
            self.of_key_result(id, key_result);
        }
        for measured in &goal.measured {
            let what = format!("source of a value of {id}");
            self.add(measured.by, measured.source, (&what, measured.at));
        }
        // Only whoever leads hands over, so the note is by the lead before.
        for (before, lead) in goal.leads.iter().zip(goal.leads.iter().skip(1)) {
            let what = format!("hand-over of {id}");
            self.add(Some(before.person), lead.note, (&what, lead.from));
        }
        for check_in in &goal.check_ins {
            let what = format!("check-in on {id}");
            self.add(check_in.by, check_in.text, (&what, check_in.at));
            let help = format!("help wanted for {id}");
            self.add(check_in.by, check_in.help, (&help, check_in.at));
        }
        let earlier = goal.reopened.iter().map(|reopened| reopened.was);
        for closed in earlier.chain(goal.closed) {
            let what = format!("what was learned from {id}");
            self.add(closed.by, closed.text, (&what, closed.at));
        }
        for reopened in &goal.reopened {
            let what = format!("why {id} was opened again");
            self.add(reopened.by, reopened.because, (&what, reopened.at));
        }
    }

    /// Titles and reasons: what a revision replaced was written by whoever wrote it before.
    fn of_goals_wording(&mut self, id: GoalId, goal: &Goal) {
        let (title, why) = (format!("title of {id}"), format!("why {id} is wanted"));
        let (mut by, mut at) = (goal.by, goal.set);
        for revision in &goal.revisions {
            self.add(by, revision.title, (&title, at));
            self.add(by, revision.why, (&why, at));
            (by, at) = (revision.by, revision.at);
            let what = format!("why {id} was changed");
            self.add(by, revision.because, (&what, at));
        }
        self.add(by, goal.title, (&title, at));
        self.add(by, goal.why, (&why, at));
    }

    fn of_key_result(&mut self, id: GoalId, key_result: &KeyResult) {
        let what = format!("key result of {id}");
        let (mut by, mut at) = (key_result.by, key_result.added);
        self.add(by, key_result.unit, (&what, at));
        for milestone in &key_result.milestones {
            self.add(by, *milestone, (&what, at));
        }
        for revision in &key_result.revisions {
            self.add(by, revision.name, (&what, at));
            self.add(by, revision.source, (&what, at));
            (by, at) = (revision.by, revision.at);
            self.add(by, revision.because, (&what, at));
        }
        self.add(by, key_result.name, (&what, at));
        self.add(by, key_result.source, (&what, at));
        if let Some(dropped) = key_result.dropped {
            self.add(dropped.by, dropped.because, (&what, dropped.at));
        }
    }

    fn of_entry(&mut self, id: EntryId, entry: &Entry) {
        for version in &entry.versions {
            let what = format!("version of {id}");
            for word in version.content.words() {
                self.add(version.by, word, (&what, version.at));
            }
            let because = format!("why {id} was changed");
            self.add(version.by, version.because, (&because, version.at));
        }
        for review in &entry.reviews {
            let what = format!("review of {id}");
            self.add(review.by, review.text, (&what, review.at));
        }
        if let Some(retired) = entry.retired {
            let what = format!("why {id} was retired");
            self.add(retired.by, retired.because, (&what, retired.at));
        }
    }

    fn of_veer_off(&mut self, id: VeerOffId, veer_off: &VeerOff) {
        let stakeholder = format!("stakeholder of {id}");
        self.add(
            veer_off.by,
            veer_off.stakeholder,
            (&stakeholder, veer_off.at),
        );
        for term in &veer_off.terms {
            let what = format!("reason of {id}");
            self.add(term.by, term.reason, (&what, term.at));
        }
        if let Some(ended) = veer_off.ended {
            let what = format!("what came of {id}");
            self.add(ended.by, ended.text, (&what, ended.at));
        }
    }
}
