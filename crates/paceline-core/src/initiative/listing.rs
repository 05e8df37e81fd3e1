//! The list of initiatives, by words, team, stage, and whether anybody leads.

use super::{Initiative, Row, Stage, row};
use crate::{
    InitiativeId, Sight, Time,
    list::{Asked, Listed, Sort},
    reference::Reference,
    team,
};

/// Asks a list for what was put down and the viewer may pick up.
pub const FREE: &str = "free to pick up";

/// Initiatives by words, team, stage and whether anybody leads.
pub fn list(sight: Sight<'_>, asked: &Asked, now: Time) -> Listed<Row> {
    let wanted = asked.words();
    let stage = asked.stage.as_deref();
    let title = |entity: &Initiative| sight.words().short(entity.title).to_lowercase();
    let is_free = |entity: &Initiative| {
        let me = sight.me();
        let mut person = me
            .into_iter()
            .filter_map(|me| Some((me, sight.person(me)?)));
        person.any(|(me, person)| entity.is_free_for(me, person))
    };
    let is_in_stage = |entity: &Initiative| match stage {
        None => true,
        Some("active") => entity.stage.is_active(),
        Some(FREE) => is_free(entity),
        Some(word) => Stage::named(word) == Some(entity.stage),
    };
    let matches = |entity: &Initiative| {
        is_in_stage(entity)
            && asked.team.is_none_or(|team| {
                entity
                    .team
                    .is_some_and(|of| team::is_within(sight, of, team))
            })
            && (!asked.nobody_leads || entity.lead().is_none())
            && (wanted.is_empty() || wanted.iter().all(|word| title(entity).contains(word)))
    };
    let mut found: Vec<InitiativeId> = sight
        .initiatives()
        .filter(|(_, entity)| matches(entity))
        .map(|(id, _)| id)
        .collect();
    match asked.sort {
        Sort::Oldest => {}
        Sort::Newest => found.reverse(),
        Sort::Title => found.sort_by_cached_key(|id| sight.initiative(*id).map(title)),
        Sort::LastChange => {
            found.sort_by_key(|id| {
                std::cmp::Reverse(sight.initiative(*id).map(|entity| entity.last_change))
            });
        }
        Sort::Stage => found.sort_by_key(|id| sight.initiative(*id).map(|entity| entity.stage)),
    }
    let named = match asked.find.parse() {
        Ok(Reference::Initiative(id)) => sight.initiative(id).map(|_| id),
        Ok(
            Reference::Gap(_) | Reference::Goal(_) | Reference::Entry(_) | Reference::VeerOff(_),
        )
        | Err(_) => None,
    };
    if let Some(id) = named {
        found = vec![id];
    }
    asked.page_of_some(&found, |id| {
        Some(row(sight, *id, sight.initiative(*id)?, now))
    })
}
