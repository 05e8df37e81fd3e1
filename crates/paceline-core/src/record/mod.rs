//! Foreign records: how a proposal, goal or team reads somewhere else, taken in as the facts that changed.
//!
//! An importer says how a record read at a moment; the difference to what is remembered becomes events. So the first
//! import of a long history and a later sync are the same thing, and nothing that did not change is recorded twice.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod goals;
mod reading;

use crate::{
    Draft, Event, InitiativeId, PersonId, Refusal, State, TeamId, Time, WordId,
    access::Viewer,
    initiative::{self, CannotSay, Event as E, Looks, Stage, Stance, Status},
    person, team,
    text::{self, TEXT_LIMIT, TITLE_LIMIT},
};

/// What an importer asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Organisation {
        name: String,
    },
    Person {
        who: Who,
        team: Option<String>,
    },
    Team {
        source: String,
        name: String,
        parent: Option<String>,
    },
    Goal(Goal),
    Initiative(Initiative),
    /// On an initiative, or on a goal, whichever the source is of.
    CheckIn {
        source: String,
        by: Option<Who>,
        text: String,
    },
}

/// A person as a record names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    pub handle: String,
    pub name: String,
}

/// How a foreign goal reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub source: String,
    pub title: String,
    pub team: Option<String>,
    pub lead: Option<Who>,
    /// Why it is wanted; `None` where the record does not say.
    pub why: Option<String>,
    /// The day until which it is wanted; `None` where the record does not say.
    pub until: Option<Date>,
    pub open: bool,
}

/// How a foreign initiative reads. Whatever is `None` is not known at that moment and stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Initiative {
    pub source: String,
    pub title: Option<String>,
    pub summary: Option<String>,
    pub team: Option<String>,
    pub stage: Option<Stage>,
    pub written: Option<String>,
    pub looks: Option<Looks>,
    /// `Some(None)`: nobody leads.
    pub lead: Option<Option<Who>>,
    pub followers: Option<Vec<(Who, Stance)>>,
    pub approvers: Option<Vec<Who>>,
    /// Sources of goals.
    pub serves: Vec<String>,
    pub asks: Vec<Ask>,
    pub cannot_say: Vec<CannotSay>,
    pub touched: Option<Touched>,
}

/// Support that a foreign record asks of a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    pub of_team: String,
    pub what: String,
    pub answered_by: Option<Who>,
}

/// That the record was changed, whatever the fields say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touched {
    Meaningfully,
    Mechanically,
}

/// The rules: record what differs.
pub fn decide(draft: &mut Draft<'_>, now: Time, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Organisation { name } => {
            let known = draft
                .state
                .organisation
                .name
                .map(|name| draft.state.words.short(name));
            if known.is_none() {
                let name = draft.word(text::cut(name, TITLE_LIMIT));
                draft.happened(Event::Organisation(crate::organisation::Event::Named {
                    name,
                }));
            }
        }
        Command::Person { who, team } => {
            let person = join(draft, who);
            if let Some(team) = team {
                let team = team_or_form(draft, team);
                let is_member = |team: &team::Team| team.members.contains(&person);
                if !draft.state.team(team).is_some_and(is_member) {
                    draft.happened(Event::Team(team::Event::MemberJoined { team, person }));
                }
            }
        }
        Command::Team {
            source,
            name,
            parent,
        } => sync_team(draft, source, name, parent.as_deref()),
        Command::Goal(goal) => goals::sync(draft, goal),
        Command::Initiative(initiative) => reading::sync_initiative(draft, initiative),
        Command::CheckIn { source, by, text } => {
            if let Some(initiative) = draft.state.initiative_from(source) {
                check_in(draft, now, initiative, (by.as_ref(), text));
            } else if let Some(goal) = draft.state.goal_from(source) {
                goals::check_in(draft, now, goal, (by.as_ref(), text));
            }
        }
    }
    Ok(())
}

fn join(draft: &mut Draft<'_>, who: &Who) -> PersonId {
    let handle = text::slug(&who.handle);
    let handle = if handle.is_empty() {
        "unnamed".to_owned()
    } else {
        handle
    };
    let name = text::cut(&who.name, TITLE_LIMIT);
    let known = draft.state.person_called(&handle);
    let person = draft.person_or_join(&handle, if name.is_empty() { &who.handle } else { &name });
    // A full name that turns up later replaces a handle.
    let goes_by = known.map(|known| draft.state.name_of(known));
    if goes_by.is_some_and(|goes_by| goes_by == who.handle && name != goes_by && !name.is_empty()) {
        let name = draft.word(name);
        draft.happened(Event::Person(person::Event::Renamed { person, name }));
    }
    person
}

fn team_or_form(draft: &mut Draft<'_>, source: &str) -> TeamId {
    let slug = team_slug(source);
    if let Some(team) = draft.state.team_called(&slug) {
        return team;
    }
    let formed = draft.formed_now(&slug);
    if let Some(team) = formed {
        return team;
    }
    let team = draft.next_team();
    let name = draft.word(text::cut(source, TITLE_LIMIT));
    draft.happened(Event::Team(team::Event::Formed {
        team,
        slug,
        name,
        parent: None,
    }));
    team
}

fn team_slug(source: &str) -> String {
    let slug = text::slug(source);
    if slug.is_empty() {
        "unnamed".to_owned()
    } else {
        slug
    }
}

impl Draft<'_> {
    /// A team formed earlier in the same decision.
    fn formed_now(&self, wanted: &str) -> Option<TeamId> {
        self.events().iter().find_map(|event| match event {
            Event::Team(team::Event::Formed { team, slug, .. }) if slug == wanted => Some(*team),
            Event::Team(_)
            | Event::Organisation(_)
            | Event::Person(_)
            | Event::Gap(_)
            | Event::Goal(_)
            | Event::Compass(_)
            | Event::Translation(_)
            | Event::VeerOff(_)
            | Event::Initiative(_) => None,
        })
    }
}

fn sync_team(draft: &mut Draft<'_>, source: &str, name: &str, parent: Option<&str>) {
    let slug = team_slug(source);
    let parent = parent
        .filter(|parent| team_slug(parent) != slug)
        .map(|parent| team_or_form(draft, parent));
    let Some(team) = draft.state.team_called(&slug) else {
        if draft.formed_now(&slug).is_none() {
            let team = draft.next_team();
            let name = draft.word(text::cut(name, TITLE_LIMIT));
            draft.happened(Event::Team(team::Event::Formed {
                team,
                slug,
                name,
                parent,
            }));
        }
        return;
    };
    let name = text::cut(name, TITLE_LIMIT);
    let goes_by = draft
        .state
        .team(team)
        .map(|known| draft.state.words.short(known.name).to_owned());
    if !name.is_empty() && goes_by.is_some_and(|goes_by| goes_by != name) {
        let name = draft.word(name);
        draft.happened(Event::Team(team::Event::Renamed { team, name }));
    }
    let is_loop = parent
        .is_some_and(|parent| team::is_within(draft.state.seen_by(Viewer::Paceline), parent, team));
    let moves = draft
        .state
        .team(team)
        .is_some_and(|known| known.parent != parent);
    if moves && !is_loop {
        draft.happened(Event::Team(team::Event::Moved { team, parent }));
    }
}

fn check_in(
    draft: &mut Draft<'_>,
    now: Time,
    initiative: InitiativeId,
    (by, text): (Option<&Who>, &str),
) {
    let text = text::cut(text, TEXT_LIMIT);
    let by = by.map(|who| join(draft, who));
    let state = draft.state;
    let said = |check_in: &initiative::CheckIn| {
        check_in.by == by && told_already(state, (check_in.at, check_in.text), (now, &text))
    };
    let known = state
        .initiative(initiative)
        .is_some_and(|entity| entity.check_ins.iter().any(said));
    if !known && !text.is_empty() {
        let text = draft.word(text);
        draft.initiative(E::CheckedIn {
            initiative,
            by,
            status: Status::NoWord,
            text,
        });
    }
}

/// Whether a kept report is this one, which was made at a moment. Of long texts, which are not in memory, one that was
/// kept at that moment or later is taken for it: reports are told in the order of time, and one that came late was kept
/// when it came.
fn told_already(state: &State, (kept_at, kept): (Time, WordId), (at, text): (Time, &str)) -> bool {
    match state.text(kept) {
        crate::Text::Stored(_) => text.len() > text::SHORT && kept_at >= at,
        crate::Text::Here(_) | crate::Text::Erased => said_already(state, kept, text),
    }
}

/// Whether a kept text is this one. A long text is not in memory and is told apart by its length class alone.
fn said_already(state: &State, kept: WordId, text: &str) -> bool {
    match state.text(kept) {
        crate::Text::Here(kept) => kept == text,
        crate::Text::Stored(_) => text.len() > text::SHORT,
        crate::Text::Erased => true,
    }
}

#[cfg(test)]
mod tests;
