//! What a text can point to: whatever is on record on the day that is looked at. Anything else stays text.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use paceline_core::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Sight, VeerOffId, person, reference::Reference,
};

use crate::{look::Seen, url::At};

/// Everybody's handle, as of some day.
#[derive(Debug, Default)]
pub(crate) struct Handles {
    people: usize,
    named: BTreeMap<String, PersonId>,
}

impl Handles {
    pub(crate) fn of(sight: Sight<'_>) -> Self {
        let all = (0..sight.people_numbered()).map(PersonId::at);
        let named = all.map(|id| (person::link(sight, id).handle, id));
        Self {
            people: sight.people_numbered(),
            named: named.filter(|(handle, _)| !handle.is_empty()).collect(),
        }
    }

    /// Whether everybody of a state is among them. Handles never change, and people are only ever added.
    pub(crate) fn covers(&self, sight: Sight<'_>) -> bool {
        self.people >= sight.people_numbered()
    }
}

/// The initiatives that the viewer may read: to them nothing else is a reference.
#[derive(Debug, Clone)]
enum Readable {
    /// Nearly everything.
    AllBut(Arc<BTreeSet<InitiativeId>>),
    /// What is shown to a guest.
    Only(Arc<BTreeSet<InitiativeId>>),
}

impl Readable {
    fn by(sight: Sight<'_>) -> Self {
        if sight.sees_the_organisation() {
            Self::AllBut(Arc::new(sight.hidden_initiatives().collect()))
        } else {
            Self::Only(Arc::new(sight.initiatives().map(|(id, _)| id).collect()))
        }
    }

    fn has(&self, id: InitiativeId) -> bool {
        match self {
            Self::AllBut(hidden) => !hidden.contains(&id),
            Self::Only(shown) => shown.contains(&id),
        }
    }

    /// Whether what is open to the organisation is open to them.
    fn is_open(&self) -> bool {
        match self {
            Self::AllBut(_) => true,
            Self::Only(_) => false,
        }
    }
}

/// What texts can point to, and the day their links keep.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) at: At,
    handles: Arc<Handles>,
    people: PersonId,
    gaps: GapId,
    initiatives: InitiativeId,
    goals: GoalId,
    /// Those that the viewer may read.
    entries: Arc<[EntryId]>,
    veer_offs: Arc<[VeerOffId]>,
    readable: Readable,
}

impl Known {
    pub(crate) fn of(seen: &Seen<'_>) -> Self {
        Self::on(seen.sight, seen.at, seen.app.handles(seen.sight))
    }

    /// Ids are dense, so the first that is not given out yet says what exists.
    pub(crate) fn on(sight: Sight<'_>, at: At, handles: Arc<Handles>) -> Self {
        Self {
            at,
            handles,
            people: PersonId::at(sight.people_numbered()),
            gaps: GapId::at(sight.gaps_numbered()),
            initiatives: InitiativeId::at(sight.initiatives_numbered()),
            goals: GoalId::at(sight.goals_numbered()),
            entries: sight.entries().map(|(id, _)| id).collect(),
            veer_offs: sight.veer_offs().map(|(id, _)| id).collect(),
            readable: Readable::by(sight),
        }
    }

    pub(crate) fn has(&self, reference: Reference) -> bool {
        match reference {
            Reference::Gap(id) => GapId(0) < id && id < self.gaps && self.readable.is_open(),
            Reference::Initiative(id) => {
                InitiativeId(0) < id && id < self.initiatives && self.readable.has(id)
            }
            Reference::Entry(id) => self.entries.contains(&id),
            Reference::VeerOff(id) => self.veer_offs.contains(&id),
            Reference::Goal(id) => GoalId(0) < id && id < self.goals && self.readable.is_open(),
        }
    }

    /// Whether somebody goes by the handle on that day.
    pub(crate) fn has_person(&self, handle: &str) -> bool {
        let person = self.handles.named.get(handle);
        person.is_some_and(|person| *person < self.people)
    }
}

#[cfg(test)]
impl Known {
    /// Mona and Priya, G-1 to G-31, I-1 to I-142, O-1 to O-7.
    pub(crate) fn sample() -> Self {
        let named = [("mona", 1), ("priya-amin", 2)];
        let named = named.map(|(handle, id)| (handle.to_owned(), PersonId(id)));
        Self {
            at: At(None),
            handles: Arc::new(Handles {
                people: named.len(),
                named: named.into(),
            }),
            people: PersonId(3),
            gaps: GapId(32),
            initiatives: InitiativeId(143),
            goals: GoalId(8),
            entries: Arc::new([]),
            veer_offs: Arc::new([]),
            readable: Readable::AllBut(Arc::default()),
        }
    }
}
