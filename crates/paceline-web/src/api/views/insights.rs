//! Looking back, as numbers: what the pages draw.

use paceline_core::{
    Sight, TeamId, Time,
    insight::{
        Scope, Span,
        activity::activity as of_activity,
        answers::answers as of_answers,
        flow::flow as of_flow,
        matrix::matrix as of_matrix,
        strip::{of_person, of_team},
    },
};

use crate::{
    api::{
        answer::view,
        parameters::{Asking, INSIGHTS},
    },
    look::{Look, Seen, Shown},
    problem::Problem,
};

/// The team that is looked at, and since when.
fn asked(seen: &Seen<'_>, asking: &Asking) -> Result<(Option<TeamId>, Time), Problem> {
    let span = Span::named(asking.get("span")).unwrap_or_default();
    Ok((asking.team(seen.sight)?, span.from(seen.sight, seen.now)))
}

/// One view of a team, or of everything, over a span.
async fn of<T: serde::Serialize>(
    look: Look,
    asking: Asking,
    make: impl FnOnce(&Seen<'_>, Sight<'_>, Option<TeamId>, Time) -> T,
) -> Shown {
    let asking = asking.of(INSIGHTS)?;
    let made = look.read(|seen| {
        let (team, from) = asked(seen, &asking)?;
        Ok::<_, Problem>(make(seen, seen.sight, team, from))
    })?;
    view(&look, &made).await
}

pub(in crate::api) async fn strip(look: Look, asking: Asking) -> Shown {
    of(look, asking, |seen, sight, team, from| match team {
        Some(team) => of_team(sight, team, from, seen.now),
        None => of_person(sight, Some(seen.me()), seen.me(), from, seen.now),
    })
    .await
}

pub(in crate::api) async fn flow(look: Look, asking: Asking) -> Shown {
    of(look, asking, |seen, sight, team, from| {
        of_flow(sight, &Scope::of(sight, team), from, seen.now)
    })
    .await
}

pub(in crate::api) async fn matrix(look: Look, asking: Asking) -> Shown {
    of(look, asking, |seen, sight, team, from| {
        of_matrix(sight, team, from, seen.now)
    })
    .await
}

pub(in crate::api) async fn activity(look: Look, asking: Asking) -> Shown {
    of(look, asking, |seen, sight, team, from| {
        of_activity(sight, &Scope::of(sight, team), from, seen.now)
    })
    .await
}

pub(in crate::api) async fn answers(look: Look, asking: Asking) -> Shown {
    of(look, asking, |seen, sight, team, from| {
        of_answers(sight, &Scope::of(sight, team), from, seen.now)
    })
    .await
}
