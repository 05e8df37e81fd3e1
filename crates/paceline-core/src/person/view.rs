//! What is shown of people: links, the list, a person's page.

use serde::Serialize;

use super::{
    Person, Role,
    priorities::{Priorities, priorities},
};
use crate::{
    PersonId, Sight, Text, Time,
    initiative::{
        self, FirstLead, Stance,
        credit::{self, CreditedFor},
        feedback::{self, MyFeedback},
        leaders,
    },
    list::{Asked, Listed},
};

/// A person as a link shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PersonLink {
    pub id: PersonId,
    pub handle: String,
    pub name: String,
    /// Two letters for where there is no room for a name.
    pub initials: String,
}

pub fn link(sight: Sight<'_>, id: PersonId) -> PersonLink {
    let handle = sight
        .person(id)
        .filter(|person| !person.is_erased)
        .map_or("", |person| sight.words().short(person.handle))
        .to_owned();
    let name = sight.name_of(id);
    let mut initials = String::with_capacity(8);
    for first in name
        .split_whitespace()
        .filter_map(|part| part.chars().find(|first| first.is_alphanumeric()))
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
pub fn list(sight: Sight<'_>, asked: &Asked) -> Listed<Row> {
    let wanted = asked.words();
    let mut found: Vec<(String, PersonId)> = sight
        .people()
        .filter(|(_, person)| person.is_present())
        .filter(|(_, person)| asked.team.is_none_or(|team| person.teams.contains(&team)))
        .map(|(id, person)| (sight.words().short(person.name).to_lowercase(), id))
        .filter(|(name, _)| wanted.iter().all(|word| name.contains(word)))
        .collect();
    found.sort_unstable();
    if asked.is_reversed() {
        found.reverse();
    }
    asked.page_of(&found, |(_, id)| Row {
        person: link(sight, *id),
        teams: sight
            .person(*id)
            .into_iter()
            .flat_map(|person| &person.teams)
            .map(|team| crate::team::link(sight, *team))
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
    pub role: Role,
    /// Since when they have not been here any more.
    pub left: Option<Time>,
    pub teams: Vec<crate::team::TeamLink>,
    pub leads: Vec<initiative::Row>,
    pub follows: Vec<initiative::Row>,
    /// What they would not let go of, where they share it, or look themselves.
    pub priorities: Option<Priorities>,
    /// Only for the person themselves (mission row L8, 'Not surveillance').
    pub mine: Option<Balance>,
    /// Only for the person themselves, once they have given any.
    pub my_feedback: Option<MyFeedback>,
    /// Deliveries that they are credited for, newest first.
    pub credited_for: Vec<CreditedFor>,
    /// Only for the person themselves: who led for the first time with their help, newest first.
    pub led_with_my_help: Vec<FirstLead>,
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
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: PersonId,
    now: Time,
) -> Option<PersonPage> {
    let person = sight.person(id)?;
    let rows = |wanted: &dyn Fn(&initiative::Initiative) -> bool| {
        let involved = sight.of(&person.involved).rev();
        involved
            .filter(|(_, entity)| wanted(entity))
            .map(|(id, entity)| initiative::row(sight, id, entity, now))
            .collect()
    };
    Some(PersonPage {
        person: link(sight, id),
        name: sight.text(person.name),
        joined: person.joined,
        role: person.role,
        left: person.left,
        // Who is in which team is open to the organisation, not to guests.
        teams: person
            .teams
            .iter()
            .filter(|_| sight.sees_the_organisation())
            .map(|team| crate::team::link(sight, *team))
            .collect(),
        leads: rows(&|initiative| initiative.lead() == Some(id)),
        follows: rows(&|initiative| initiative.following(id).is_some()),
        priorities: priorities(sight, id),
        mine: (viewer == Some(id)).then(|| balance(sight, id, person, now)),
        my_feedback: (viewer == Some(id))
            .then(|| feedback::of_person(sight, id, person))
            .filter(|mine| mine.all.given > 0),
        credited_for: credit::credited_for(sight, id),
        led_with_my_help: if viewer == Some(id) {
            leaders::with_help_of(sight, id)
        } else {
            Vec::new()
        },
    })
}

/// The alternating spans of one person, with days that overlap counted once a span.
pub fn balance(sight: Sight<'_>, id: PersonId, person: &Person, now: Time) -> Balance {
    let mut spans = Vec::new();
    for (initiative, entity) in sight.of(&person.involved) {
        let link = initiative::link(sight, initiative, entity);
        // What came to rest is neither led nor followed any longer.
        let rest = entity.still_since();
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
                .filter(|follow| follow.person == id && follow.stance.is_following())
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
