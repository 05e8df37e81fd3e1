//! A thing that changed, as it was and as it is.

use super::{Did, Named, Side, Stand, Thing, What};
use crate::{
    Sight, TeamId,
    compass::{self, Content, PointLink},
    goal, initiative,
    team::{self, TeamLink},
};

/// Nothing where the viewer may not read it.
pub(super) fn what(then: Stand<'_>, now: Stand<'_>, named: Named, did: &[Did]) -> Option<What> {
    Some(What {
        thing: thing(now.sight, named)?,
        did: did.to_vec(),
        then: side(then, named),
        now: side(now, named),
    })
}

fn thing(sight: Sight<'_>, named: Named) -> Option<Thing> {
    Some(match named {
        Named::Team(id) => Thing::Team(team::link(sight, id)),
        Named::Strategy(id) => Thing::Strategy(compass::link(sight, id, sight.entry(id)?)),
        Named::Goal(id) => Thing::Goal(goal::link(sight, id)),
        Named::VeerOff(id) => Thing::VeerOff(id, sight.veer_off(id)?.of.link(sight)?),
        Named::Translation(of, _) => Thing::Translation(of.link(sight)?),
        Named::Initiative(id) => {
            Thing::Initiative(initiative::link(sight, id, sight.initiative(id)?))
        }
    })
}

fn side(stand: Stand<'_>, named: Named) -> Option<Side> {
    let sight = stand.sight;
    match named {
        Named::Team(id) => {
            let parent = sight.team(id)?.parent;
            let below = parent.map(|parent| team::link(sight, parent).name);
            Some(Side {
                title: team::link(sight, id).name,
                status: below.map_or("at the top".to_owned(), |name| format!("below {name}")),
                team: None,
                serves: Vec::new(),
            })
        }
        Named::Strategy(id) => {
            let entry = sight.entry(id)?;
            let title = entry.content().map(Content::title);
            let status = match &entry.retired {
                Some(_) => "retired".to_owned(),
                None => format!("version {}", entry.version()),
            };
            Some(Side {
                title: title.map_or_else(String::new, |title| sight.text(title).to_string()),
                status,
                team: link(sight, entry.team),
                serves: Vec::new(),
            })
        }
        Named::Goal(id) => {
            let goal = sight.goal(id)?;
            Some(Side {
                title: sight.text(goal.title).to_string(),
                status: goal::status(sight, goal, stand.at).to_owned(),
                team: link(sight, goal.team),
                serves: goal.serves.iter().map(ToString::to_string).collect(),
            })
        }
        Named::VeerOff(id) => {
            let veer_off = sight.veer_off(id)?;
            let until = veer_off.until().filter(|_| veer_off.is_open());
            Some(Side {
                title: title_of(veer_off.of.link(sight)?),
                status: until.map_or("ended".to_owned(), |until| format!("until {until}")),
                team: link(sight, Some(veer_off.team)),
                serves: Vec::new(),
            })
        }
        Named::Translation(of, team) => {
            let is_stale = sight.translation(of, team)?.is_stale(sight, of);
            Some(Side {
                title: title_of(of.link(sight)?),
                status: if is_stale { "stale" } else { "holds" }.to_owned(),
                team: link(sight, Some(team)),
                serves: Vec::new(),
            })
        }
        Named::Initiative(id) => {
            let entity = sight.initiative(id)?;
            Some(Side {
                title: sight.text(entity.title).to_string(),
                status: entity.stage.word().to_owned(),
                team: link(sight, entity.team),
                serves: entity.serves.iter().copied().map(written).collect(),
            })
        }
    }
}

fn link(sight: Sight<'_>, team: Option<TeamId>) -> Option<TeamLink> {
    team.map(|team| team::link(sight, team))
}

fn title_of(point: PointLink) -> String {
    match point {
        PointLink::Entry(entry) => format!("{} {}", entry.id, entry.title),
        PointLink::Goal(goal) => format!("{} {}", goal.id, goal.title),
    }
}

fn written(serves: initiative::Serves) -> String {
    match serves {
        initiative::Serves::Gap(id) => id.to_string(),
        initiative::Serves::Goal(id) => id.to_string(),
        initiative::Serves::Strategy(id) => id.to_string(),
    }
}
