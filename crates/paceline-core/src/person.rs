//! People: everyone can lead and everyone can follow; nobody has a rank here.

use serde::{Deserialize, Serialize};

use crate::{
    Draft, InitiativeId, PersonId, Recorded, Refusal, State, TeamId, Text, Time, WordId,
    initiative::{
        self, Stance,
        feedback::{self, MyFeedback},
    },
    list::{Asked, Listed},
    text,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Takes a person into the organisation.
    Join { handle: String, name: String },
    /// Gives a person another name.
    Rename { person: PersonId, name: String },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Joined {
        person: PersonId,
        handle: WordId,
        name: WordId,
    },
    Renamed {
        person: PersonId,
        name: WordId,
    },
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub handle: WordId,
    pub name: WordId,
    pub joined: Time,
    pub teams: Vec<TeamId>,
    /// Initiatives the person ever led or followed, in the order of the first time.
    pub involved: Vec<InitiativeId>,
    /// Feedback that the person gave, by its number on the initiative, oldest first.
    pub feedback: Vec<(InitiativeId, u16)>,
}

/// The rules.
pub fn decide(draft: &mut Draft<'_>, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Join { handle, name } => {
            let handle = text::slug(&text::title("handle", handle)?);
            if handle.is_empty() {
                return Err(Refusal::Empty { what: "handle" });
            }
            let name = text::title("name", name)?;
            if draft.state.person_called(&handle).is_some() {
                return Err(Refusal::HandleTaken { handle });
            }
            draft.person_or_join(&handle, &name);
        }
        Command::Rename { person, name } => {
            draft.state.person_or_refuse(*person)?;
            let name = text::title("name", name)?;
            let name = draft.word(name);
            draft.happened(crate::Event::Person(Event::Renamed {
                person: *person,
                name,
            }));
        }
    }
    Ok(())
}

/// The fold.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Joined {
            person,
            handle,
            name,
        } => {
            state.people.push(Person {
                handle: *handle,
                name: *name,
                joined: recorded.at,
                teams: Vec::new(),
                involved: Vec::new(),
                feedback: Vec::new(),
            });
            state.note_handle(*handle, *person);
        }
        Event::Renamed { person, name } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                person.name = *name;
            }
        }
    }
}

/// A person as a link shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PersonLink {
    pub id: PersonId,
    pub handle: String,
    pub name: String,
    /// Two letters for where there is no room for a name.
    pub initials: String,
}

pub fn link(state: &State, id: PersonId) -> PersonLink {
    let handle = state
        .person(id)
        .map_or("", |person| state.words.short(person.handle))
        .to_owned();
    let name = state.name_of(id);
    let mut initials = String::with_capacity(8);
    for first in name
        .split_whitespace()
        .filter_map(|part| part.chars().next())
        .take(2)
    {
        initials.extend(first.to_uppercase());
    }
    PersonLink {
        id,
        handle,
        name,
        initials,
    }
}

/// A row of the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "PersonRow")]
pub struct Row {
    pub person: PersonLink,
    pub teams: Vec<crate::team::TeamLink>,
}

/// Everyone, by name. How much each leads or follows is shown to that person alone, so the list does not say.
pub fn list(state: &State, asked: &Asked) -> Listed<Row> {
    let wanted = asked.words();
    let mut found: Vec<(String, PersonId)> = state
        .people
        .iter()
        .enumerate()
        .filter(|(_, person)| asked.team.is_none_or(|team| person.teams.contains(&team)))
        .map(|(index, person)| {
            (
                state.words.short(person.name).to_lowercase(),
                PersonId::at(index),
            )
        })
        .filter(|(name, _)| wanted.iter().all(|word| name.contains(word)))
        .collect();
    found.sort_unstable();
    if asked.is_reversed() {
        found.reverse();
    }
    asked.page_of(&found, |(_, id)| Row {
        person: link(state, *id),
        teams: state
            .person(*id)
            .into_iter()
            .flat_map(|person| &person.teams)
            .map(|team| crate::team::link(state, *team))
            .collect(),
    })
}

/// One stretch of leading or following.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "PersonSpan")]
pub struct Span {
    pub initiative: initiative::InitiativeLink,
    /// `None` while leading, else the stance of following.
    pub stance: Option<Stance>,
    pub from: Time,
    pub to: Option<Time>,
}

/// A person's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PersonPage {
    pub person: PersonLink,
    pub name: Text,
    pub joined: Time,
    pub teams: Vec<crate::team::TeamLink>,
    pub leads: Vec<initiative::Row>,
    pub follows: Vec<initiative::Row>,
    /// Only for the person themselves (mission row L8, 'Not surveillance').
    pub mine: Option<Balance>,
    /// Only for the person themselves, once they have given any.
    pub my_feedback: Option<MyFeedback>,
}

/// How somebody's leading and following alternate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Balance {
    /// Newest first.
    pub spans: Vec<Span>,
    pub days_leading: i64,
    pub days_following: i64,
}

impl Balance {
    /// `following 4.1 × leading`, or what there is to say without a lead.
    pub fn sentence(&self) -> String {
        match (self.days_leading, self.days_following) {
            (0, 0) => "You have neither led nor followed yet.".to_owned(),
            (0, _) => "You have followed and not led yet.".to_owned(),
            (_, 0) => "You have led and not followed yet.".to_owned(),
            (leading, following) => format!(
                "following {}.{} × leading",
                following / leading,
                following % leading * 10 / leading
            ),
        }
    }
}

pub fn page(
    state: &State,
    viewer: Option<PersonId>,
    id: PersonId,
    now: Time,
) -> Option<PersonPage> {
    let person = state.person(id)?;
    let involved: Vec<InitiativeId> = person.involved.iter().rev().copied().collect();
    let rows = |wanted: &dyn Fn(&initiative::Initiative) -> bool| {
        involved
            .iter()
            .filter(|initiative| state.initiative(**initiative).is_some_and(wanted))
            .map(|initiative| initiative::row(state, *initiative, now))
            .collect()
    };
    Some(PersonPage {
        person: link(state, id),
        name: state.text(person.name),
        joined: person.joined,
        teams: person
            .teams
            .iter()
            .map(|team| crate::team::link(state, *team))
            .collect(),
        leads: rows(&|initiative| initiative.lead() == Some(id)),
        follows: rows(&|initiative| initiative.following(id).is_some()),
        mine: (viewer == Some(id)).then(|| balance(state, id, person, now)),
        my_feedback: (viewer == Some(id))
            .then(|| feedback::of_person(state, id, person))
            .filter(|mine| mine.all.given > 0),
    })
}

/// The alternating spans of one person, with days that overlap counted once a span.
pub fn balance(state: &State, id: PersonId, person: &Person, now: Time) -> Balance {
    let mut spans = Vec::new();
    for &initiative in &person.involved {
        let Some(entity) = state.initiative(initiative) else {
            continue;
        };
        let link = initiative::link(state, initiative);
        // What came to rest is neither led nor followed any longer.
        let rest = entity.stage.is_at_rest().then(|| entity.stage_since());
        spans.extend(
            entity
                .leads
                .iter()
                .filter(|lead| lead.person == id)
                .map(|lead| Span {
                    initiative: link.clone(),
                    stance: None,
                    from: lead.from,
                    to: lead.to.map(|ended| ended.at).or(rest),
                }),
        );
        spans.extend(
            entity
                .follows
                .iter()
                .filter(|follow| follow.person == id)
                .map(|follow| Span {
                    initiative: link.clone(),
                    stance: Some(follow.stance),
                    from: follow.from,
                    to: follow.to.map(|ended| ended.at).or(rest),
                }),
        );
    }
    spans.sort_by_key(|span| std::cmp::Reverse(span.from));
    let days = |leading: bool| {
        let of_kind = spans.iter().filter(|span| span.stance.is_none() == leading);
        of_kind
            .map(|span| span.to.unwrap_or(now).days_since(span.from).max(1))
            .sum()
    };
    Balance {
        days_leading: days(true),
        days_following: days(false),
        spans,
    }
}

#[cfg(test)]
mod tests {
    use super::balance;
    use crate::{
        Command,
        initiative::{Command as On, Stage, Stance},
        testing::{ADA, BEN, Story},
    };

    #[test]
    fn leading_and_following_end_when_it_comes_to_rest() {
        let mut story = Story::new();
        let initiative = story.starts(ADA, "Ship any day");
        story.does(
            BEN,
            Command::Initiative(On::Follow {
                initiative,
                stance: Stance::Follow,
            }),
        );
        story.days_pass(10);
        let to = Stage::Delivered;
        story.does(
            ADA,
            Command::Initiative(On::MoveStage {
                initiative,
                to,
                reason: String::new(),
            }),
        );
        story.days_pass(90);
        let of = |id| balance(&story.state, id, story.state.person(id).unwrap(), story.now);
        assert_eq!((of(ADA).days_leading, of(ADA).days_following), (10, 0));
        assert_eq!((of(BEN).days_leading, of(BEN).days_following), (0, 10));
        assert_eq!(of(BEN).sentence(), "You have followed and not led yet.");
    }
}
