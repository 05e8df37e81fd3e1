//! What lives on in a gap: those that were merged into it, and what is theirs. Worked out, never copied.

use std::collections::BTreeSet;

use super::{Gap, Sighting, SightingOf};
use crate::{GapId, GoalId, InitiativeId, PersonId, Seq, Sight, Time};

/// Where a gap lives on: itself, or what it was merged into in the end.
pub(crate) fn lives_in(sight: Sight<'_>, id: GapId) -> GapId {
    let mut at = id;
    // Merging refuses loops; the bound holds for a record that was written by something else.
    for _ in 0..sight.gaps_numbered() {
        let Some(next) = sight.gap(at).and_then(Gap::merged_into) else {
            return at;
        };
        at = next;
    }
    at
}

/// A gap that lives on in another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kin<'a> {
    pub(super) id: GapId,
    pub(super) gap: &'a Gap,
    /// The event that brought it here; nought for the gap itself.
    pub(super) arrived: Seq,
}

/// A gap, and those that live on in it, as far as the viewer may read them; the gap itself first.
pub(super) fn family(sight: Sight<'_>, id: GapId) -> Vec<Kin<'_>> {
    let mut found: Vec<Kin<'_>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![(id, Seq(0))];
    while let Some((id, arrived)) = open.pop() {
        let Some(gap) = sight.gap(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        found.push(Kin { id, gap, arrived });
        for other in gap.took_in.iter().rev() {
            let merge = sight.gap(*other).and_then(Gap::merge);
            if let Some(merge) = merge.filter(|merge| merge.into == id) {
                open.push((*other, arrived.max(merge.seq)));
            }
        }
    }
    found
}

/// The initiatives that would narrow a gap, or one that lives on in it.
pub(crate) fn initiatives(sight: Sight<'_>, id: GapId) -> Vec<InitiativeId> {
    let mut found: Vec<InitiativeId> = Vec::new();
    for kin in family(sight, id) {
        for initiative in &kin.gap.initiatives {
            if !found.contains(initiative) {
                found.push(*initiative);
            }
        }
    }
    found
}

/// The goals in whose way a gap stands, wherever it lives on and with all that lives on there.
pub(crate) fn goals(sight: Sight<'_>, id: GapId) -> Vec<GoalId> {
    let mut found: Vec<GoalId> = Vec::new();
    let all = family(sight, lives_in(sight, id));
    // A guest may read a gap and not the one in which it lives on.
    for kin in all.into_iter().chain(family(sight, id)) {
        if let Some(goal) = kin.gap.goal.filter(|goal| !found.contains(goal)) {
            found.push(goal);
        }
    }
    found
}

/// A sighting as a page shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) of: SightingOf,
    pub(super) sighting: &'a Sighting,
    arrived: Seq,
}

/// Everybody's sightings of a gap and of what lives on in it, in the order in which they came to it: a number that was
/// read on its page stays the same when others come after.
pub(super) fn sightings(sight: Sight<'_>, id: GapId) -> Vec<Seen<'_>> {
    let mut found: Vec<Seen<'_>> = Vec::new();
    let mut known = BTreeSet::new();
    for kin in family(sight, id) {
        let own = (0..).zip(&kin.gap.sightings);
        let own = own.map(|(number, sighting)| {
            (
                SightingOf {
                    gap: kin.id,
                    number,
                },
                sighting,
            )
        });
        let there = kin.gap.seen_there.iter().filter_map(|of| {
            let gap = sight.gap(of.gap)?;
            Some((*of, gap.sightings.get(usize::from(of.number))?))
        });
        for (of, sighting) in own.chain(there) {
            if known.insert(of) {
                let arrived = kin.arrived.max(kin.gap.seq).max(sighting.seq);
                found.push(Seen {
                    of,
                    sighting,
                    arrived,
                });
            }
        }
    }
    found.sort_by_key(|seen| (seen.arrived, seen.sighting.seq));
    found
}

/// What somebody did for a gap, with the event that shows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saw {
    pub(crate) by: Option<PersonId>,
    pub(crate) at: Time,
    pub(crate) seq: Seq,
}

/// Whoever recorded a gap where it lives on, what lives on there, or what it was split from.
pub(crate) fn recorded_by(sight: Sight<'_>, id: GapId) -> Vec<Saw> {
    let mut found: Vec<Saw> = Vec::new();
    let mut before = sight.gap(id).and_then(|gap| gap.split_from);
    let all = family(sight, lives_in(sight, id)).into_iter();
    let mut all: Vec<&Gap> = all.map(|kin| kin.gap).collect();
    // A part is younger than what it was split from, so this ends.
    while let Some(gap) = before.and_then(|before| sight.gap(before)) {
        all.push(gap);
        before = gap.split_from;
    }
    for gap in all {
        found.push(Saw {
            by: gap.by.person(),
            at: gap.at,
            seq: gap.seq,
        });
    }
    found
}

/// Whoever sees it too, where it lives on.
pub(crate) fn seen_by(sight: Sight<'_>, id: GapId) -> Vec<Saw> {
    let all = sightings(sight, lives_in(sight, id)).into_iter();
    all.map(|seen| Saw {
        by: Some(seen.sighting.by),
        at: seen.sighting.at,
        seq: seen.sighting.seq,
    })
    .collect()
}

/// Whether somebody recorded a gap or one that lives on in it, or sees one of them too.
pub(super) fn sees(sight: Sight<'_>, id: GapId, person: PersonId) -> bool {
    let all = family(sight, id);
    let recorded = all.iter().any(|kin| kin.gap.by.person() == Some(person));
    let mut seen = sightings(sight, id).into_iter();
    recorded || seen.any(|seen| seen.sighting.by == person)
}
