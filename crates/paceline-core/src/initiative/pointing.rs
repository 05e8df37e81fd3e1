//! How an initiative points at the compass: what it cites, and what it goes against (mission rows A4, L2).

use super::{Command, Event};
use crate::{Draft, PersonId, Refusal, access::Viewer, text};

/// Cites an entry, or says that something is gone against, or not any more.
pub(super) fn decide(
    draft: &mut Draft<'_>,
    person: PersonId,
    command: &Command,
) -> Result<(), Refusal> {
    if let Command::Cite { initiative, entry } = command {
        let known = draft.state.initiative_or_refuse(*initiative)?;
        let cited = draft
            .state
            .entry_or_refuse(*entry, Viewer::of(draft.state, person))?;
        if cited.retired.is_some() {
            return Err(Refusal::EntryRetired { entry: *entry });
        }
        if known.cites.contains(entry) {
            return Err(Refusal::CitesAlready {
                initiative: *initiative,
            });
        }
        draft.initiative(Event::Cited {
            initiative: *initiative,
            entry: *entry,
        });
    }
    if let Command::GoAgainst {
        initiative,
        of,
        because,
    } = command
    {
        of.stands_or_refuse(draft.state, person)?;
        let known = draft.state.initiative_or_refuse(*initiative)?;
        if known.against.iter().any(|against| against.of == *of) {
            return Err(Refusal::AgainstAlready {
                initiative: *initiative,
            });
        }
        let because = text::text("reason", because)?;
        let because = draft.word(because);
        draft.initiative(Event::WentAgainst {
            initiative: *initiative,
            of: *of,
            because,
        });
    }
    if let Command::GoWith { initiative, of } = command {
        let known = draft.state.initiative_or_refuse(*initiative)?;
        if !known.against.iter().any(|against| against.of == *of) {
            return Err(Refusal::NotAgainst {
                initiative: *initiative,
            });
        }
        draft.initiative(Event::WentWith {
            initiative: *initiative,
            of: *of,
        });
    }
    Ok(())
}
