//! What can be found, and which texts speak of it.

use serde::{Deserialize, Serialize};

use crate::{
    Event, GapId, GoalId, InitiativeId, PersonId, State, TeamId, WordId, gap, goal, initiative,
    person, team,
};

/// Something that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SearchThing")]
pub enum Thing {
    Initiative(InitiativeId),
    Gap(GapId),
    Goal(GoalId),
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
    Team,
    Person,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Initiative,
        Self::Gap,
        Self::Goal,
        Self::Team,
        Self::Person,
    ];

    /// As it stands in a URL and beside a result.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initiative => "initiative",
            Self::Gap => "gap",
            Self::Goal => "goal",
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
            Self::Team => 3,
            Self::Person => 4,
        }
    }

    /// How many of them the record has.
    pub(super) fn count(self, state: &State) -> usize {
        match self {
            Self::Initiative => state.initiatives.len(),
            Self::Gap => state.gaps.len(),
            Self::Goal => state.goals.len(),
            Self::Team => state.teams.len(),
            Self::Person => state.people.len(),
        }
    }

    /// The thing of this kind at a place of its list.
    pub(super) fn at(self, index: usize) -> Thing {
        match self {
            Self::Initiative => Thing::Initiative(InitiativeId::at(index)),
            Self::Gap => Thing::Gap(GapId::at(index)),
            Self::Goal => Thing::Goal(GoalId::at(index)),
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
            Self::Team(_) => Kind::Team,
            Self::Person(_) => Kind::Person,
        }
    }

    pub(super) fn index(self) -> usize {
        match self {
            Self::Initiative(id) => id.index(),
            Self::Gap(id) => id.index(),
            Self::Goal(id) => id.index(),
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
            Self::Team(_) | Self::Person(_) => None,
        }
    }

    /// The text it goes by.
    pub(super) fn title(self, state: &State) -> Option<WordId> {
        match self {
            Self::Initiative(id) => state.initiative(id).map(|entity| entity.title),
            Self::Gap(id) => state.gap(id).map(|gap| gap.is),
            Self::Goal(id) => state.goal(id).map(|goal| goal.title),
            Self::Team(id) => state.team(id).map(|team| team.name),
            Self::Person(id) => state.person(id).map(|person| person.name),
        }
    }

    /// What its address calls it: a slug or a handle.
    pub fn slug(self, state: &State) -> &str {
        match self {
            Self::Team(id) => state.team(id).map_or("", |team| &team.slug),
            Self::Person(id) => state
                .person(id)
                .map_or("", |person| state.words.short(person.handle)),
            Self::Initiative(_) | Self::Gap(_) | Self::Goal(_) => "",
        }
    }

    /// The text that may be written anew beside its title.
    pub(super) fn summary(self, state: &State) -> Option<WordId> {
        match self {
            Self::Initiative(id) => state.initiative(id).and_then(|entity| entity.summary),
            Self::Gap(_) | Self::Goal(_) | Self::Team(_) | Self::Person(_) => None,
        }
    }

    /// Everything else that was written about it, what matters most first, then the newest.
    pub(super) fn texts(self, state: &State) -> Vec<WordId> {
        match self {
            Self::Initiative(id) => state.initiative(id).map_or_else(Vec::new, |entity| {
                let mut texts: Vec<WordId> = entity.summary.into_iter().collect();
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
            Self::Gap(id) => state.gap(id).map_or_else(Vec::new, |gap| {
                let outcome = gap.closed.map(|closed| closed.outcome);
                [gap.ought].into_iter().chain(outcome).collect()
            }),
            Self::Goal(id) => state.goal(id).map_or_else(Vec::new, |goal| {
                let closed = goal.closed.and_then(|closed| closed.text);
                let key_results = goal.key_results.iter().map(|measured| measured.name);
                let check_ins = goal.check_ins.iter().rev().map(|one| one.text);
                closed
                    .into_iter()
                    .chain(key_results)
                    .chain(check_ins)
                    .collect()
            }),
            Self::Team(_) | Self::Person(_) => Vec::new(),
        }
    }

    /// Whether it stands within one of the teams that are marked by their places.
    pub(super) fn is_within(self, state: &State, teams: &[bool]) -> bool {
        let is_within = |of: Option<TeamId>| {
            of.is_some_and(|of| teams.get(of.index()).copied().unwrap_or_default())
        };
        match self {
            Self::Initiative(id) => is_within(state.initiative(id).and_then(|entity| entity.team)),
            Self::Gap(id) => is_within(state.gap(id).and_then(|gap| gap.team)),
            Self::Goal(id) => is_within(state.goal(id).and_then(|goal| goal.team)),
            Self::Team(id) => is_within(Some(id)),
            Self::Person(id) => state
                .person(id)
                .is_some_and(|person| person.teams.iter().any(|team| is_within(Some(*team)))),
        }
    }

    /// Whether somebody may find it. What is in the record is open to the organisation today; a rule about who sees
    /// what is to stand here, because every result passes.
    pub(super) fn may_be_found_by(self, state: &State, _viewer: Option<PersonId>) -> bool {
        self.index() < self.kind().count(state)
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
        Event::Organisation(_) => Change::Nothing,
        Event::Person(person::Event::Joined { person, .. }) => Change::New(Thing::Person(*person)),
        Event::Person(person::Event::Renamed { person, .. }) => {
            Change::Reworded(Thing::Person(*person))
        }
        Event::Team(event) => match event {
            team::Event::Formed { team, .. } => Change::New(Thing::Team(*team)),
            team::Event::Renamed { team, .. } => Change::Reworded(Thing::Team(*team)),
            team::Event::Moved { .. }
            | team::Event::MemberJoined { .. }
            | team::Event::MemberLeft { .. } => Change::Nothing,
        },
        Event::Gap(event) => match event {
            gap::Event::Recorded { gap, .. } => Change::New(Thing::Gap(*gap)),
            gap::Event::Closed { gap, outcome } => Change::Text(Thing::Gap(*gap), *outcome),
        },
        Event::Goal(event) => match event {
            goal::Event::Set { goal, .. } => Change::New(Thing::Goal(*goal)),
            goal::Event::Retitled { goal, .. } => Change::Reworded(Thing::Goal(*goal)),
            goal::Event::CheckedIn { goal, text, .. } => Change::Text(Thing::Goal(*goal), *text),
            goal::Event::KeyResultAdded { goal, name, .. } => {
                Change::Text(Thing::Goal(*goal), *name)
            }
            goal::Event::Closed { goal, text, .. } => text.map_or(Change::Nothing, |text| {
                Change::Text(Thing::Goal(*goal), text)
            }),
        },
        Event::Initiative(event) => change_of_initiative(event),
    }
}

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
        } => text(initiative, written),
        On::FeedbackAnswered {
            initiative,
            because,
            ..
        } => because.map_or(Change::Nothing, |because| text(initiative, &because)),
        On::TeamChanged { .. }
        | On::ServesLinked { .. }
        | On::LooksSet { .. }
        | On::LeadTaken { .. }
        | On::LeadSteppedBack { .. }
        | On::Followed { .. }
        | On::Unfollowed { .. }
        | On::ApproverNamed { .. }
        | On::ApproverDropped { .. }
        | On::Answered { .. }
        | On::RhythmSet { .. }
        | On::RecordChanged { .. } => Change::Nothing,
    }
}
