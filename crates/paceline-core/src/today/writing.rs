//! Invitations to write a document with its lead.

use super::{About, Mine, Urgency, Waiting};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{self, Initiative},
    signal::{NextStep, Step},
};

/// Invitations that the person has not answered yet.
pub(super) fn invitations(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let invited = |(id, entity): (InitiativeId, &Initiative)| {
        let invitation = entity.document.co_author(mine.me)?;
        let is_open = invitation.accepted.is_none() && entity.stage.is_active();
        let who = invitation
            .by
            .map_or_else(|| "Somebody".to_owned(), |by| sight.name_of(by));
        is_open.then(|| Waiting {
            urgency: Urgency::Calm,
            subject: About::Initiative(initiative::link(sight, id, entity)),
            what: "An invitation to write".to_owned(),
            why: format!("{who} invited you {}.", invitation.invited.ago(now)),
            next: NextStep {
                step: Step::WriteWith(id),
                button: "Answer",
                sentence: "Say yes, or leave it: feedback is welcome as well.",
            },
            is_private: false,
        })
    };
    sight.initiatives().filter_map(invited).collect()
}
