//! What can be found, and which texts speak of it.

use serde::{Deserialize, Serialize};

use crate::{
    EntryId, Event, GapId, GoalId, InitiativeId, PersonId, Sight, TeamId, WordId,
    compass::{self, Content, Entry},
    gap, goal, initiative, person, team,
};

/// Something that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SearchThing")]
pub enum Thing {
    Initiative(InitiativeId),
    Gap(GapId),
    Goal(GoalId),
    Entry(EntryId),
    Team(TeamId),
    Person(PersonId),
}

/// A kind of things, in the order in which they are offered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SearchKind")]
pub enum Kind {
    Initiative,
    Gap,
    Goal,
    /// An entry of the compass.
    Entry,
    Team,
    Person,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Initiative,
        Self::Gap,
        Self::Goal,
        Self::Entry,
        Self::Team,
        Self::Person,
    ];

    /// As it stands in a URL and beside a result.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initiative => "initiative",
            Self::Gap => "gap",
            Self::Goal => "goal",
            Self::Entry => "entry",
            Self::Team => "team",
            Self::Person => "person",
        }
    }

    /// Many of them, as a heading says it.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Initiative => "Initiatives",
            Self::Gap => "Gaps",
            Self::Goal => "Goals",
            Self::Entry => "Compass",
            Self::Team => "Teams",
            Self::Person => "People",
        }
    }

    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub(super) fn place(self) -> usize {
        match self {
            Self::Initiative => 0,
            Self::Gap => 1,
            Self::Goal => 2,
            Self::Entry => 3,
            Self::Team => 4,
            Self::Person => 5,
        }
    }

    /// How many of them the record has.
    pub(super) fn count(self, sight: Sight<'_>) -> usize {
        match self {
            Self::Initiative => sight.initiatives_numbered(),
            Self::Gap => sight.gaps_numbered(),
            Self::Goal => sight.goals_numbered(),
            Self::Entry => sight.entries_numbered(),
            Self::Team => sight.teams_numbered(),
            Self::Person => sight.people_numbered(),
        }
    }

    /// The thing of this kind at a place of its list.
    pub(super) fn at(self, index: usize) -> Thing {
        match self {
            Self::Initiative => Thing::Initiative(InitiativeId::at(index)),
            Self::Gap => Thing::Gap(GapId::at(index)),
            Self::Goal => Thing::Goal(GoalId::at(index)),
            Self::Entry => Thing::Entry(EntryId::at(index)),
            Self::Team => Thing::Team(TeamId::at(index)),
            Self::Person => Thing::Person(PersonId::at(index)),
        }
    }
}

impl Thing {
    pub fn kind(self) -> Kind {
        match self {
            Self::Initiative(_) => Kind::Initiative,
            Self::Gap(_) => Kind::Gap,
            Self::Goal(_) => Kind::Goal,
            Self::Entry(_) => Kind::Entry,
            Self::Team(_) => Kind::Team,
            Self::Person(_) => Kind::Person,
        }
    }

    pub(super) fn index(self) -> usize {
        match self {
            Self::Initiative(id) => id.index(),
            Self::Gap(id) => id.index(),
            Self::Goal(id) => id.index(),
            Self::Entry(id) => id.index(),
            Self::Team(id) => id.index(),
            Self::Person(id) => id.index(),
        }
    }

    /// `I-142`; nothing for teams and people, who go by their names.
    pub fn reference(self) -> Option<String> {
        match self {
            Self::Initiative(id) => Some(id.to_string()),
            Self::Gap(id) => Some(id.to_string()),
            Self::Goal(id) => Some(id.to_string()),
            Self::Entry(id) => Some(id.to_string()),
            Self::Team(_) | Self::Person(_) => None,
        }
    }

    /// The text it goes by.
    pub(super) fn title(self, sight: Sight<'_>) -> Option<WordId> {
        match self {
            Self::Initiative(id) => sight.initiative(id).map(|entity| entity.title),
            Self::Gap(id) => sight.gap(id).map(|gap| gap.is),
            Self::Goal(id) => sight.goal(id).map(|goal| goal.title),
            Self::Entry(id) => {
                let content = sight.entry(id).and_then(Entry::content);
                content.map(Content::title)
            }
            Self::Team(id) => sight.team(id).map(|team| team.name),
            Self::Person(id) => sight.person(id).map(|person| person.name),
        }
    }

    /// What its address calls it: a slug or a handle.
    pub fn slug(self, sight: Sight<'_>) -> &str {
        match self {
            Self::Team(id) => sight.team(id).map_or("", |team| &team.slug),
            Self::Person(id) => sight
                .person(id)
                .map_or("", |person| sight.words().short(person.handle)),
            Self::Initiative(_) | Self::Gap(_) | Self::Goal(_) | Self::Entry(_) => "",
        }
    }

    /// The text that may be written anew beside its title.
    pub(super) fn summary(self, sight: Sight<'_>) -> Option<WordId> {
        match self {
            Self::Initiative(id) => sight.initiative(id).and_then(|entity| entity.summary),
            Self::Gap(_) | Self::Goal(_) | Self::Entry(_) | Self::Team(_) | Self::Person(_) => None,
        }
    }

    /// Everything else that was written about it, what matters most first, then the newest.
    pub(super) fn texts(self, sight: Sight<'_>) -> Vec<WordId> {
        match self {
            Self::Initiative(id) => sight.initiative(id).map_or_else(Vec::new, |entity| {
                let mut texts: Vec<WordId> = entity.summary.into_iter().collect();
                let newest = entity.document.revisions.last();
                texts.extend(newest.map(|revision| revision.text));
                texts.extend(entity.check_ins.iter().rev().map(|one| one.text));
                texts.extend(entity.asks.iter().rev().map(|ask| ask.what));
                for feedback in entity.feedback.iter().rev() {
                    texts.push(feedback.text);
                    texts.extend(feedback.answers.iter().filter_map(|answer| answer.because));
                }
                texts.extend(entity.stages.iter().rev().filter_map(|moved| moved.reason));
                texts.extend(entity.leads.iter().rev().filter_map(|lead| lead.note));
                texts
            }),
            Self::Gap(id) => sight.gap(id).map_or_else(Vec::new, |gap| {
                let mut texts = vec![gap.ought];
                texts.extend(gap.closed.map(|closed| closed.outcome));
                for seen in gap.sightings.iter().rev() {
                    texts.extend(seen.text);
                    texts.extend(seen.more.iter().map(|said| said.text));
                }
                texts.extend(gap.measures.iter().rev().map(|measured| measured.what));
                texts
            }),
            Self::Goal(id) => sight.goal(id).map_or_else(Vec::new, |goal| {
                let closed = goal.closed.and_then(|closed| closed.text);
                let key_results = goal.key_results.iter().map(|measured| measured.name);
                let check_ins = goal.check_ins.iter().rev().map(|one| one.text);
                closed
                    .into_iter()
                    .chain(key_results)
                    .chain(check_ins)
                    .collect()
            }),
            Self::Entry(id) => {
                let content = sight.entry(id).and_then(Entry::content);
                let words = content.map_or_else(Vec::new, Content::words);
                words.into_iter().skip(1).collect()
            }
            Self::Team(_) | Self::Person(_) => Vec::new(),
        }
    }

    /// Whether it stands within one of the teams that are marked by their places.
    pub(super) fn is_within(self, sight: Sight<'_>, teams: &[bool]) -> bool {
        let is_within = |of: Option<TeamId>| {
            of.is_some_and(|of| teams.get(of.index()).copied().unwrap_or_default())
        };
        match self {
            Self::Initiative(id) => is_within(sight.initiative(id).and_then(|entity| entity.team)),
            Self::Gap(id) => is_within(sight.gap(id).and_then(|gap| gap.team)),
            Self::Goal(id) => is_within(sight.goal(id).and_then(|goal| goal.team)),
            Self::Entry(id) => is_within(sight.entry(id).and_then(|entry| entry.team)),
            Self::Team(id) => is_within(Some(id)),
            Self::Person(id) => sight
                .person(id)
                .is_some_and(|person| person.teams.iter().any(|team| is_within(Some(*team)))),
        }
    }

    /// Whether the viewer may find it: every result passes here.
    pub(super) fn may_be_found(self, sight: Sight<'_>) -> bool {
        let is_there = self.index() < self.kind().count(sight);
        match self {
            Self::Initiative(id) => sight.initiative(id).is_some(),
            Self::Entry(id) => sight.entry(id).is_some(),
            Self::Person(id) => {
                is_there && (sight.sees_the_organisation() || sight.me() == Some(id))
            }
            Self::Gap(_) | Self::Goal(_) | Self::Team(_) => {
                is_there && sight.sees_the_organisation()
            }
        }
    }
}

/// What an event changes of what can be found.
pub(super) enum Change {
    Nothing,
    /// Something new, with all its texts.
    New(Thing),
    /// A title or a summary took the place of another.
    Reworded(Thing),
    /// A text more.
    Text(Thing, WordId),
}

pub(super) fn change(event: &Event) -> Change {
    match event {
        Event::Organisation(_) | Event::Translation(_) | Event::VeerOff(_) => Change::Nothing,
        Event::Person(event) => match event {
            person::Event::Joined { person, .. } => Change::New(Thing::Person(*person)),
            person::Event::Renamed { person, .. } | person::Event::Erased { person } => {
                Change::Reworded(Thing::Person(*person))
            }
            person::Event::RoleSet { .. }
            | person::Event::SaidWhetherItMattered { .. }
            | person::Event::RhythmSet { .. }
            | person::Event::MailChosen { .. }
            | person::Event::HolidaysKept { .. }
            | person::Event::PrioritiesRanked { .. }
            | person::Event::Left { .. }
            | person::Event::Returned { .. } => Change::Nothing,
        },
        Event::Team(event) => match event {
            team::Event::Formed { team, .. } => Change::New(Thing::Team(*team)),
            team::Event::Renamed { team, .. } => Change::Reworded(Thing::Team(*team)),
            team::Event::Moved { .. }
            | team::Event::RepositoryOwned { .. }
            | team::Event::RepositoryDropped { .. }
            | team::Event::MemberJoined { .. }
            | team::Event::MemberLeft { .. } => Change::Nothing,
        },
        Event::Gap(event) => change_of_gap(event),
        Event::Goal(event) => match event {
            goal::Event::Set { goal, .. } => Change::New(Thing::Goal(*goal)),
            goal::Event::Retitled { goal, .. } | goal::Event::Revised { goal, .. } => {
                Change::Reworded(Thing::Goal(*goal))
            }
            goal::Event::CheckedIn { goal, text, .. } => Change::Text(Thing::Goal(*goal), *text),
            goal::Event::KeyResultAdded { goal, name, .. }
            | goal::Event::KeyResultRevised { goal, name, .. } => {
                Change::Text(Thing::Goal(*goal), *name)
            }
            goal::Event::Closed { goal, text, .. } => text.map_or(Change::Nothing, |text| {
                Change::Text(Thing::Goal(*goal), text)
            }),
            goal::Event::LeadEnded { .. }
            | goal::Event::LeadTaken { .. }
            | goal::Event::LeadSteppedBack { .. }
            | goal::Event::LeadHandedOver { .. }
            | goal::Event::ServesLinked { .. }
            | goal::Event::ServesEnded { .. }
            | goal::Event::KeyResultDropped { .. }
            | goal::Event::Measured { .. }
            | goal::Event::RhythmSet { .. }
            | goal::Event::Reopened { .. } => Change::Nothing,
        },
        Event::Initiative(event) => change_of_initiative(event),
        Event::Compass(event) => match event {
            compass::Event::Written { entry, .. } => Change::New(Thing::Entry(*entry)),
            compass::Event::Revised { entry, .. } => Change::Reworded(Thing::Entry(*entry)),
            compass::Event::Reviewed { entry, text, .. } => {
                Change::Text(Thing::Entry(*entry), *text)
            }
            compass::Event::Published { .. }
            | compass::Event::ShownTo { .. }
            | compass::Event::Told { .. }
            | compass::Event::Acknowledged { .. }
            | compass::Event::LeadTaken { .. }
            | compass::Event::LeadHandedOver { .. }
            | compass::Event::LeadEnded { .. }
            | compass::Event::Retired { .. } => Change::Nothing,
        },
    }
}

fn change_of_gap(event: &gap::Event) -> Change {
    match event {
        gap::Event::Recorded { gap, .. } | gap::Event::SplitOff { gap, .. } => {
            Change::New(Thing::Gap(*gap))
        }
        gap::Event::Closed { gap, outcome: text }
        | gap::Event::SaidMore { gap, text, .. }
        | gap::Event::MeasureSet {
            gap, what: text, ..
        } => Change::Text(Thing::Gap(*gap), *text),
        gap::Event::SeenToo { gap, text } => {
            text.map_or(Change::Nothing, |text| Change::Text(Thing::Gap(*gap), text))
        }
        gap::Event::Measured { .. }
        | gap::Event::Merged { .. }
        | gap::Event::Separated { .. }
        | gap::Event::Split { .. } => Change::Nothing,
    }
}

#[expect(clippy::too_many_lines, reason = "one arm an event, read as a list")]
fn change_of_initiative(event: &initiative::Event) -> Change {
    use initiative::Event as On;
    let text = |id: &InitiativeId, word: &WordId| Change::Text(Thing::Initiative(*id), *word);
    match event {
        On::Started { initiative, .. } => Change::New(Thing::Initiative(*initiative)),
        On::Retitled { initiative, .. } | On::Summarised { initiative, .. } => {
            Change::Reworded(Thing::Initiative(*initiative))
        }
        On::StageMoved {
            initiative, reason, ..
        } => reason.map_or(Change::Nothing, |reason| text(initiative, &reason)),
        On::LeadHandedOver {
            initiative, note, ..
        } => note.map_or(Change::Nothing, |note| text(initiative, &note)),
        On::Asked {
            initiative, what, ..
        } => text(initiative, what),
        On::CheckedIn {
            initiative,
            text: written,
            ..
        }
        | On::FeedbackGiven {
            initiative,
            text: written,
            ..
        }
        | On::WayOutOffered {
            initiative,
            text: written,
            ..
        }
        | On::Delivered {
            initiative,
            outcome: written,
        }
        | On::PutDown {
            initiative,
            learned: written,
            ..
        }
        | On::Revised(initiative::Revised {
            initiative,
            text: written,
            ..
        })
        | On::Objected(initiative::Objected {
            initiative,
            harm: written,
            ..
        }) => text(initiative, written),
        On::Agreed { initiative, terms } => text(initiative, &terms.what),
        On::FeedbackAnswered {
            initiative,
            because,
            ..
        } => because.map_or(Change::Nothing, |because| text(initiative, &because)),
        On::TeamChanged { .. }
        | On::ServesLinked { .. }
        | On::Cited { .. }
        | On::WentAgainst { .. }
        | On::WentWith { .. }
        | On::LooksSet { .. }
        | On::LeadTaken { .. }
        | On::LeadSteppedBack { .. }
        | On::LeadEnded { .. }
        | On::ShownTo { .. }
        | On::AskLapsed { .. }
        | On::Followed { .. }
        | On::Unfollowed { .. }
        | On::ApproverNamed { .. }
        | On::ApproverDropped { .. }
        | On::Answered { .. }
        | On::RhythmSet { .. }
        | On::CoAuthorInvited { .. }
        | On::CoAuthorAccepted { .. }
        | On::CoAuthorLeft { .. }
        | On::FeedbackWanted { .. }
        | On::StewardCame { .. }
        | On::StewardLeft { .. }
        | On::ObjectionRenewed { .. }
        | On::ObjectionEnded { .. }
        | On::LastCallCalled { .. }
        | On::LastCallWithdrawn { .. }
        | On::AgreementReviewed { .. }
        | On::LeadOffered { .. }
        | On::LeadOfferEnded { .. }
        | On::LeadAskedFor { .. }
        | On::LeadRequestDeclined { .. }
        | On::LeadRequestLapsed { .. }
        | On::LeadKept { .. }
        | On::SupporterNamed { .. }
        | On::Credited { .. }
        | On::RecordChanged { .. } => Change::Nothing,
    }
}
