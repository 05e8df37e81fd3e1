//! Home: what waits for whoever looks, what could use a follower, and what they lead and follow.

use askama::Template;
use paceline_core::{
    InitiativeId, PersonId, State, Time, goal,
    initiative::{self, AskedOf, CannotSay, Initiative},
    signal::{Rule, Subject, SubjectView},
};

use crate::{
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    pages::signals::{self, Card},
    url::{Act, To},
};

/// The most rows each part of home shows.
const ROWS: usize = 12;
const COULD_USE: usize = 5;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    f: Frame,
    home: Home,
}

/// Everything on home.
struct Home {
    due: Vec<Due>,
    asked: Vec<AskedOfMe>,
    findings: Vec<Card>,
    more_findings: usize,
    could_use: Vec<initiative::Row>,
    leads: Vec<initiative::Row>,
    follows: Vec<initiative::Row>,
    counts: [(&'static str, usize, To<'static>); 4],
    is_empty: bool,
}

/// A check-in that is due.
struct Due {
    to: To<'static>,
    act: To<'static>,
    number: String,
    title: String,
    why: String,
}

/// Support that is asked of the viewer or one of their teams.
struct AskedOfMe {
    initiative: initiative::InitiativeLink,
    what: String,
    of: String,
    waited: String,
}

impl Home {
    /// How many things wait, as a word of the heading.
    fn waiting(&self) -> usize {
        self.due.len() + self.asked.len() + self.findings.len() + self.more_findings
    }
}

pub(crate) async fn show(look: Look) -> Shown {
    let home = look.read(of);
    look.show(Section::Home, |f| Show { f, home })
}

fn of(seen: &Seen<'_>) -> Home {
    let (state, me, now) = (seen.state, seen.me(), seen.now);
    let involved = || {
        state
            .person(me)
            .into_iter()
            .flat_map(|person| person.involved.iter().rev().copied())
    };
    let is = |id: &InitiativeId, wanted: fn(&Initiative, PersonId) -> bool| {
        state
            .initiative(*id)
            .is_some_and(|entity| !entity.stage.is_at_rest() && wanted(entity, me))
    };
    let leads: Vec<InitiativeId> = involved()
        .filter(|id| is(id, |entity, me| entity.lead() == Some(me)))
        .collect();
    let follows = involved().filter(|id| is(id, |entity, me| entity.following(me).is_some()));
    let follows = follows
        .take(ROWS)
        .map(|id| initiative::row(state, id, now))
        .collect();
    let mut mine = my_findings(seen, &leads);
    let more_findings = mine.len().saturating_sub(ROWS);
    mine.truncate(ROWS);
    let is_silent = |to: To<'_>| {
        let told = |card: &Card| card.finding.rule == Rule::SilentLead && card.to == to;
        mine.iter().any(told)
    };
    let due = due(state, &leads, me, now)
        .into_iter()
        .filter(|due| !is_silent(due.act))
        .collect();
    let active = state
        .initiatives
        .iter()
        .filter(|entity| entity.stage.is_active());
    Home {
        due,
        asked: asked(state, me, now),
        findings: mine,
        more_findings,
        could_use: could_use(state, me, now),
        leads: leads
            .iter()
            .take(ROWS)
            .map(|id| initiative::row(state, *id, now))
            .collect(),
        follows,
        counts: [
            ("initiatives under way", active.count(), To::Initiatives),
            (
                "open gaps",
                state.gaps.iter().filter(|gap| gap.closed.is_none()).count(),
                To::Gaps,
            ),
            (
                "open goals",
                state
                    .goals
                    .iter()
                    .filter(|goal| goal.closed.is_none())
                    .count(),
                To::Goals,
            ),
            ("people", state.people.len(), To::People),
        ],
        is_empty: state.initiatives.is_empty() && state.gaps.is_empty() && state.goals.is_empty(),
    }
}

fn my_findings(seen: &Seen<'_>, leads: &[InitiativeId]) -> Vec<Card> {
    let is_mine = |subject: Subject| match subject {
        Subject::Person(_) => true,
        Subject::Initiative(id) => leads.contains(&id),
        Subject::Gap(id) => seen
            .state
            .gap(id)
            .is_some_and(|gap| gap.by.person() == Some(seen.me())),
    };
    let findings = signals::all(seen);
    let mine = findings.iter().filter(|finding| is_mine(finding.subject));
    mine.map(|finding| Card::of(seen, finding.clone()))
        .collect()
}

fn due(state: &State, leads: &[InitiativeId], me: PersonId, now: Time) -> Vec<Due> {
    let of_initiative = |id: &InitiativeId| {
        let entity = state.initiative(*id)?;
        let every = i64::from(entity.every_days?);
        let last = entity
            .check_ins
            .last()
            .map_or(entity.started, |last| last.at);
        (now.days_since(last) >= every).then(|| Due {
            to: To::Initiative(*id),
            act: To::Act(*id, Act::CheckIn),
            number: id.to_string(),
            title: state.text(entity.title).to_string(),
            why: format!(
                "You check in every {}; the last word was {}.",
                paceline_core::time::span(every),
                last.ago(now)
            ),
        })
    };
    let of_goal = |(index, entity): (usize, &goal::Goal)| {
        let id = paceline_core::GoalId::at(index);
        let is_due = entity.lead == Some(me) && goal::status(entity, now) == "stale";
        is_due.then(|| Due {
            to: To::Goal(id),
            act: To::CheckInGoal(id),
            number: id.to_string(),
            title: state.text(entity.title).to_string(),
            why: format!(
                "Nothing was heard of it for {} days; it reads stale to everyone.",
                goal::STALE_AFTER_DAYS
            ),
        })
    };
    let goals = state.goals.iter().enumerate().filter_map(of_goal);
    leads
        .iter()
        .filter_map(of_initiative)
        .chain(goals)
        .take(ROWS)
        .collect()
}

fn asked(state: &State, me: PersonId, now: Time) -> Vec<AskedOfMe> {
    let teams = state.person(me).map_or(&[][..], |person| &person.teams);
    let is_mine = |of: AskedOf| match of {
        AskedOf::Team(team) => teams.contains(&team),
        AskedOf::Person(person) => person == me,
    };
    let of = |of: AskedOf| match of {
        AskedOf::Team(team) => paceline_core::team::link(state, team).name,
        AskedOf::Person(_) => "you".to_owned(),
    };
    let mut asks = Vec::new();
    for (id, entity) in state
        .all_initiatives()
        .rev()
        // What I ask for myself waits for others.
        .filter(|(_, entity)| entity.stage.is_active() && entity.lead() != Some(me))
    {
        for (_, ask) in entity.open_asks().filter(|(_, ask)| is_mine(ask.of)) {
            asks.push((ask.at, id, ask));
        }
    }
    asks.sort_by_key(|(at, id, _)| (*at, *id));
    let view = |(at, id, ask): (Time, InitiativeId, &initiative::Ask)| AskedOfMe {
        initiative: initiative::link(state, id),
        what: state.text(ask.what).to_string(),
        of: of(ask.of),
        waited: at.ago(now),
    };
    asks.into_iter().take(ROWS).map(view).collect()
}

fn could_use(state: &State, me: PersonId, now: Time) -> Vec<initiative::Row> {
    let could = |entity: &Initiative| {
        entity.stage.is_active()
            && entity.lead().is_some_and(|lead| lead != me)
            && entity.can_say(CannotSay::Followers)
            && entity.followers().next().is_none()
    };
    let newest = state
        .all_initiatives()
        .rev()
        .filter(|(_, entity)| could(entity));
    newest
        .take(COULD_USE)
        .map(|(id, _)| initiative::row(state, id, now))
        .collect()
}
