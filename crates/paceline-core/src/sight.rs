//! What one viewer may see of the record: the one place that all reading goes through.
//!
//! Every view takes a [`Sight`] and no view can reach past it, so that a page cannot forget to ask who looks.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Refusal, Seq, State, TeamId, Text, Time,
    VeerOffId, WordId,
    access::{self, Viewer},
    compass::{Entry, Point},
    gap::Gap,
    goal::Goal,
    initiative::{Initiative, consent},
    organisation::Organisation,
    person::Person,
    rhythm::working,
    team::Team,
    text::Words,
    translation::Translation,
    veer_off::VeerOff,
};

/// The record as one viewer may see it. Costs nothing to make and to copy.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    state: &'a State,
    viewer: Viewer,
}

impl State {
    /// The record as somebody may see it.
    pub fn seen_by(&self, viewer: Viewer) -> Sight<'_> {
        Sight {
            state: self,
            viewer,
        }
    }
}

impl<'a> Sight<'a> {
    pub fn viewer(self) -> Viewer {
        self.viewer
    }

    /// The person who looks, if it is one.
    pub fn me(self) -> Option<PersonId> {
        self.viewer.person()
    }

    /// The last number of the journal.
    pub fn seq(self) -> Seq {
        self.state.seq
    }

    pub fn organisation(self) -> &'a Organisation {
        &self.state.organisation
    }

    pub fn words(self) -> &'a Words {
        &self.state.words
    }

    pub fn text(self, word: WordId) -> Text {
        self.state.text(word)
    }

    pub fn person(self, id: PersonId) -> Option<&'a Person> {
        self.state.person(id)
    }

    /// The whole working days that a person has after `from`, up to and including a day.
    pub fn working_days(self, person: PersonId, from: Time, until: Date) -> i64 {
        working::working_days(self.state, person, from, until)
    }

    /// The first day by whose end all of these people have had so many whole working days.
    pub(crate) fn earliest_end(self, of: &BTreeSet<PersonId>, from: Time, days: i64) -> Date {
        working::earliest_end(self.state, of, from, days)
    }

    /// Everybody who is asked when something is to be agreed on.
    pub fn all_asked(self, initiative: &Initiative) -> BTreeSet<PersonId> {
        consent::all_asked(self.state, initiative)
    }

    /// Whose working days a last call waits for.
    pub(crate) fn who_has_the_days(self, initiative: &Initiative) -> BTreeSet<PersonId> {
        consent::who_has_the_days(self.state, initiative)
    }

    pub fn team(self, id: TeamId) -> Option<&'a Team> {
        self.state.team(id)
    }

    /// The gap; for a guest only one that an initiative narrows which they were shown, for its page names it.
    pub fn gap(self, id: GapId) -> Option<&'a Gap> {
        let gap = self.state.gap(id)?;
        let is_open = self.sees_the_organisation() || self.reads_one_of(&gap.initiatives);
        is_open.then_some(gap)
    }

    /// The goal; for a guest only one that something serves which they were shown.
    pub fn goal(self, id: GoalId) -> Option<&'a Goal> {
        let goal = self.state.goal(id)?;
        let is_open = self.sees_the_organisation()
            || self.reads_one_of(&goal.initiatives)
            || goal.gaps.iter().any(|gap| self.gap(*gap).is_some());
        is_open.then_some(goal)
    }

    fn reads_one_of(self, initiatives: &[InitiativeId]) -> bool {
        let mut read = initiatives.iter().map(|id| self.initiative(*id));
        read.any(|initiative| initiative.is_some())
    }

    /// The initiative, unless the viewer may not read it: then it is as if it did not exist.
    pub fn initiative(self, id: InitiativeId) -> Option<&'a Initiative> {
        let initiative = self.state.initiative(id)?;
        access::may_read(self.viewer, initiative).then_some(initiative)
    }

    /// The entry of the compass, unless it is a draft that the viewer may not read. Guests read what is shown to them.
    pub fn entry(self, id: EntryId) -> Option<&'a Entry> {
        let entry = self.state.entry(id)?;
        access::may_read_entry(self.viewer, entry).then_some(entry)
    }

    pub fn entries(self) -> impl DoubleEndedIterator<Item = (EntryId, &'a Entry)> {
        let entries = self.state.entries.iter().enumerate();
        entries
            .map(|(index, entry)| (EntryId::at(index), entry))
            .filter(move |(_, entry)| access::may_read_entry(self.viewer, entry))
    }

    /// The veer-off; not for guests, nor where what is departed from is not to be read.
    pub fn veer_off(self, id: VeerOffId) -> Option<&'a VeerOff> {
        let veer_off = self.state.veer_off(id)?;
        self.reads_point(veer_off.of).then_some(veer_off)
    }

    pub fn veer_offs(self) -> impl DoubleEndedIterator<Item = (VeerOffId, &'a VeerOff)> {
        let veer_offs = self.state.veer_offs.iter().enumerate();
        veer_offs
            .map(|(index, veer_off)| (VeerOffId::at(index), veer_off))
            .filter(move |(_, veer_off)| self.reads_point(veer_off.of))
    }

    fn reads_point(self, point: Point) -> bool {
        self.sees_the_organisation() && point.team(self).is_some()
    }

    pub fn translation(self, of: Point, team: TeamId) -> Option<&'a Translation> {
        let translation = self.state.translation(of, team)?;
        self.reads_point(of).then_some(translation)
    }

    /// Every translation of one point, by team.
    pub fn translations_of(
        self,
        of: Point,
    ) -> impl DoubleEndedIterator<Item = (TeamId, &'a Translation)> {
        let reads = self.reads_point(of);
        let all = self
            .state
            .translations
            .range((of, TeamId(0))..=(of, TeamId(u32::MAX)));
        all.filter(move |_| reads)
            .map(|((_, team), translation)| (*team, translation))
    }

    /// Every translation.
    pub fn translations(self) -> impl Iterator<Item = (Point, TeamId, &'a Translation)> {
        let all = self.state.translations.iter();
        all.filter(move |((of, _), _)| self.reads_point(*of))
            .map(|((of, team), translation)| (*of, *team, translation))
    }

    /// Everybody with their number. The others likewise.
    pub fn people(self) -> impl Iterator<Item = (PersonId, &'a Person)> {
        let sees_all = self.sees_the_organisation();
        let people = self.state.people.iter().enumerate();
        people
            .map(|(index, person)| (PersonId::at(index), person))
            .filter(move |(id, _)| sees_all || self.me() == Some(*id))
    }

    pub fn teams(self) -> impl Iterator<Item = (TeamId, &'a Team)> {
        let most = self.when_open(self.state.teams.len());
        let teams = self.state.teams.iter().take(most).enumerate();
        teams.map(|(index, team)| (TeamId::at(index), team))
    }

    pub fn gaps(self) -> impl DoubleEndedIterator<Item = (GapId, &'a Gap)> {
        let most = self.when_open(self.state.gaps.len());
        let gaps = self.state.gaps.iter().take(most).enumerate();
        gaps.map(|(index, gap)| (GapId::at(index), gap))
    }

    pub fn goals(self) -> impl DoubleEndedIterator<Item = (GoalId, &'a Goal)> {
        let most = self.when_open(self.state.goals.len());
        let goals = self.state.goals.iter().take(most).enumerate();
        goals.map(|(index, goal)| (GoalId::at(index), goal))
    }

    pub fn initiatives(self) -> impl DoubleEndedIterator<Item = (InitiativeId, &'a Initiative)> {
        let all = self.state.all_initiatives();
        all.filter(move |(_, entity)| access::may_read(self.viewer, entity))
    }

    /// What somebody of the organisation may not read.
    pub fn hidden_initiatives(self) -> impl Iterator<Item = InitiativeId> + 'a {
        let kept = self.state.kept_to_a_few.iter().copied();
        kept.filter(move |id| self.initiative(*id).is_none())
    }

    /// Those of a list that the viewer may read.
    pub fn of(
        self,
        ids: &'a [InitiativeId],
    ) -> impl DoubleEndedIterator<Item = (InitiativeId, &'a Initiative)> {
        let entity = move |id: &InitiativeId| Some((*id, self.initiative(*id)?));
        ids.iter().filter_map(entity)
    }

    /// How many numbers of people are given out: room for a list by number, whatever of it is seen. The others likewise.
    pub fn people_numbered(self) -> usize {
        self.state.people.len()
    }

    pub fn teams_numbered(self) -> usize {
        self.state.teams.len()
    }

    pub fn gaps_numbered(self) -> usize {
        self.state.gaps.len()
    }

    pub fn goals_numbered(self) -> usize {
        self.state.goals.len()
    }

    pub fn entries_numbered(self) -> usize {
        self.state.entries.len()
    }

    pub fn initiatives_numbered(self) -> usize {
        self.state.initiatives.len()
    }

    pub fn person_called(self, handle: &str) -> Option<PersonId> {
        self.state.person_called(handle)
    }

    pub fn team_called(self, slug: &str) -> Option<TeamId> {
        self.state.team_called(slug)
    }

    /// The name a person goes by, `(erased)` when their name was erased.
    pub fn name_of(self, person: PersonId) -> String {
        self.state.name_of(person)
    }

    /// The gap, or the refusal that says it does not exist.
    pub fn gap_or_refuse(self, gap: GapId) -> Result<&'a Gap, Refusal> {
        self.gap(gap).ok_or(Refusal::NoSuchGap { gap })
    }

    /// Whether the viewer sees what is open to the organisation: not a guest, who reads what is shared with them.
    pub fn sees_the_organisation(self) -> bool {
        self.viewer.sees_the_organisation()
    }

    /// The record as Paceline itself sees it: for what is worked out once for everybody and cut for each afterwards.
    pub(crate) fn whole(self) -> Self {
        self.state.seen_by(Viewer::Paceline)
    }

    /// The record as every member may see it at least: as somebody to whom nothing was shown and who led nothing.
    pub(crate) fn of_any_member(self) -> Self {
        self.state.seen_by(Viewer::Member(PersonId(u32::MAX)))
    }

    fn when_open(self, count: usize) -> usize {
        if self.sees_the_organisation() {
            count
        } else {
            0
        }
    }
}
