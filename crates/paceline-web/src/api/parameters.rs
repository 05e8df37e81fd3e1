//! What can be asked of a view in the query: named, described and read in one place.

use std::collections::BTreeMap;

use axum::{extract::FromRequestParts, http::request::Parts};
use paceline_core::{
    Sight, TeamId,
    context::{FEWEST_WORDS, MOST_WORDS},
    list::{Asked, Sort},
};
use serde_json::{Value, json};

use crate::{app::App, form, list::refused, problem::Problem};

/// The most rows in one answer, and how many there are when nothing is said.
pub(super) const MOST: usize = 200;
pub(super) const USUAL: usize = 50;
/// The longest search.
const FIND_LIMIT: usize = 200;

/// A parameter of a query.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) sentence: &'static str,
    pub(super) takes: Takes,
}

/// What a parameter takes.
pub(super) enum Takes {
    Text,
    Day,
    Number,
    /// How many words of a context.
    Words,
    Yes,
    OneOf(&'static [&'static str]),
}

const fn text(name: &'static str, sentence: &'static str) -> Parameter {
    Parameter {
        name,
        sentence,
        takes: Takes::Text,
    }
}

const fn words(
    name: &'static str,
    sentence: &'static str,
    words: &'static [&'static str],
) -> Parameter {
    Parameter {
        name,
        sentence,
        takes: Takes::OneOf(words),
    }
}

const AT: Parameter = Parameter {
    name: "at",
    sentence: "As the record stood at the end of a day.",
    takes: Takes::Day,
};
const FIND: Parameter = text("find", "Words that must all occur.");
const TEAM: Parameter = text("team", "A team by its slug, with all that stand below it.");
const CURSOR: Parameter = text("cursor", "Where to go on: `next` of the answer before.");
const LIMIT: Parameter = Parameter {
    name: "limit",
    sentence: "How many rows, at most 200; 50 when nothing is said.",
    takes: Takes::Number,
};
const NOBODY: Parameter = Parameter {
    name: "nobody_leads",
    sentence: "Only what nobody leads.",
    takes: Takes::Yes,
};
const SPAN: Parameter = words(
    "span",
    "How far back.",
    &["3-months", "6-months", "1-year", "all"],
);

const STAGES: [&str; 13] = [
    "active",
    paceline_core::initiative::FREE,
    "spotted",
    "scoping",
    "drafted",
    "shared",
    "last call",
    "agreed",
    "under way",
    "delivered",
    "put down",
    "superseded",
    "unknown",
];
const STATUSES: [&str; 9] = [
    "pending",
    "on track",
    "at risk",
    "off track",
    "reported",
    "stale",
    "achieved",
    "missed",
    "dropped",
];

pub(super) const AT_ONLY: &[Parameter] = &[AT];
pub(super) const COMPASS: &[Parameter] = &[
    FIND,
    TEAM,
    words(
        "stage",
        "Of one kind, or drafts, or what is retired; all in use when nothing is said.",
        &["value", "facet", "strategy", "draft", "retired"],
    ),
    NOBODY,
    CURSOR,
    LIMIT,
    AT,
];
pub(super) const GAPS: &[Parameter] = &[
    FIND,
    TEAM,
    words(
        "stage",
        "Open ones, closed or split ones, or those that were merged into another.",
        &["closed", "merged"],
    ),
    words("sort", "The order.", &["newest", "oldest"]),
    CURSOR,
    LIMIT,
    AT,
];
pub(super) const GOALS: &[Parameter] = &[
    FIND,
    TEAM,
    words("stage", "Their status.", &STATUSES),
    NOBODY,
    words(
        "sort",
        "The order.",
        &["newest", "oldest", "title", "last-change"],
    ),
    CURSOR,
    LIMIT,
    AT,
];
pub(super) const INITIATIVES: &[Parameter] = &[
    FIND,
    TEAM,
    words(
        "stage",
        "Their stage, or all that are active, or what you may pick up.",
        &STAGES,
    ),
    NOBODY,
    words(
        "sort",
        "The order.",
        &["newest", "oldest", "title", "last-change", "stage"],
    ),
    CURSOR,
    LIMIT,
    AT,
];
/// Of what is listed within one thing.
pub(super) const STRETCH: &[Parameter] = &[CURSOR, LIMIT, AT];
pub(super) const DIFFERENCE: &[Parameter] = &[
    text(
        "from",
        "The revision before; 0 for nothing. The one before `to` when nothing is said.",
    ),
    text("to", "The revision after; the newest when nothing is said."),
    AT,
];
pub(super) const VEER_OFFS: &[Parameter] = &[
    text(
        "find",
        "Words that must all occur, or the number of what is departed from, such as C-7.",
    ),
    TEAM,
    words("stage", "Open ones, or ended ones.", &["ended"]),
    CURSOR,
    LIMIT,
    AT,
];
pub(super) const TEAMS: &[Parameter] = &[FIND, CURSOR, LIMIT, AT];
pub(super) const PEOPLE: &[Parameter] = &[
    FIND,
    TEAM,
    words(
        "sort",
        "From A to Z, or from Z to A.",
        &["newest", "oldest"],
    ),
    CURSOR,
    LIMIT,
    AT,
];
pub(super) const SIGNALS: &[Parameter] = &[
    FIND,
    TEAM,
    text("rule", "One rule by its name."),
    words(
        "sort",
        "By rule, and within by how long it stands or by when it began.",
        &["newest", "last-change"],
    ),
    CURSOR,
    LIMIT,
    AT,
];
pub(super) const SEARCH: &[Parameter] = &[
    text("q", "The words."),
    words(
        "kind",
        "Only of one kind.",
        &["initiative", "gap", "goal", "entry", "team", "person"],
    ),
    TEAM,
    CURSOR,
    LIMIT,
    AT,
];
pub(super) const ALIGNMENT: &[Parameter] = &[
    TEAM,
    words(
        "status",
        "A goal's status; open goals when nothing is said.",
        &[
            "pending",
            "on track",
            "at risk",
            "off track",
            "reported",
            "stale",
            "ended",
        ],
    ),
    words("shows", "Only what serves nothing.", &["serving-nothing"]),
    AT,
];
pub(super) const CHANGES: &[Parameter] = &[
    Parameter {
        name: "since",
        sentence: "The earlier day; the first of January when nothing is said.",
        takes: Takes::Day,
    },
    TEAM,
    AT,
];
pub(super) const CONTEXT: &[Parameter] = &[
    text("team", "A team by its slug."),
    text(
        "repo",
        "The address of a repository, in any form, instead of a team.",
    ),
    Parameter {
        name: "words",
        sentence: "How many words the Markdown may have, from 100 to 5000; 600 when nothing is said.",
        takes: Takes::Words,
    },
    AT,
];
pub(super) const RESULTS: &[Parameter] = &[
    TEAM,
    Parameter {
        name: "from",
        sentence: "The first day, in UTC; of this quarter when nothing is said.",
        takes: Takes::Day,
    },
    Parameter {
        name: "until",
        sentence: "The last day, in UTC; today, or of this quarter, when nothing is said.",
        takes: Takes::Day,
    },
    words(
        "as",
        "The form; as the header Accept says when nothing is said, or JSON.",
        &["json", "markdown", "csv"],
    ),
    AT,
];
pub(super) const INSIGHTS: &[Parameter] = &[TEAM, SPAN, AT];

impl Takes {
    pub(super) fn schema(&self) -> Value {
        let takes = match self {
            Self::Text => return json!({ "type": "string" }),
            Self::Day => json!({ "type": "string", "format": "date" }),
            Self::Number => json!({ "type": "integer", "minimum": 1, "maximum": MOST }),
            Self::Words => {
                json!({ "type": "integer", "minimum": FEWEST_WORDS, "maximum": MOST_WORDS })
            }
            Self::Yes => json!({ "type": "boolean" }),
            Self::OneOf(words) => json!({ "type": "string", "enum": words }),
        };
        // What is empty is as left out.
        json!({ "anyOf": [takes, { "const": "" }] })
    }

    /// What it takes, in words; none where what was written is right.
    fn refuses(&self, written: &str) -> Option<String> {
        let is_right = match self {
            // A day is read by whoever looks.
            Self::Text | Self::Day => true,
            Self::Number => written
                .parse::<usize>()
                .is_ok_and(|number| (1..=MOST).contains(&number)),
            Self::Words => written
                .parse::<usize>()
                .is_ok_and(|words| (FEWEST_WORDS..=MOST_WORDS).contains(&words)),
            Self::Yes => matches!(written, "true" | "false"),
            Self::OneOf(words) => words.contains(&written),
        };
        let takes = match self {
            Self::Number => format!("a whole number from 1 to {MOST}"),
            Self::Words => format!("a whole number from {FEWEST_WORDS} to {MOST_WORDS}"),
            Self::Yes => "true or false".to_owned(),
            Self::OneOf(words) => format!("one of: {}", words.join(", ")),
            Self::Text | Self::Day => "a text".to_owned(),
        };
        (!is_right).then_some(takes)
    }
}

/// What was asked, as it came.
#[derive(Debug, Clone, Default)]
pub(super) struct Asking(BTreeMap<String, String>);

impl FromRequestParts<App> for Asking {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let pairs =
            axum::extract::Query::<Vec<(String, String)>>::from_request_parts(parts, app).await;
        let pairs = pairs.map_err(|_| Problem::Malformed)?.0;
        let mut asked = BTreeMap::new();
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            if asked.insert(name.clone(), value).is_some() {
                return Err(Problem::BadQuery {
                    why: format!("'{}' is said twice.", paceline_core::text::cut(&name, 40)),
                    instead: "Say it once.".to_owned(),
                });
            }
        }
        Ok(Self(asked))
    }
}

impl Asking {
    /// Refuses what a view does not take.
    pub(super) fn of(self, known: &[Parameter]) -> Result<Self, Problem> {
        for (name, value) in &self.0 {
            let Some(parameter) = known.iter().find(|parameter| parameter.name == name) else {
                let names: Vec<&str> = known.iter().map(|parameter| parameter.name).collect();
                return Err(Problem::BadQuery {
                    why: format!(
                        "There is no parameter called '{}'.",
                        paceline_core::text::cut(name, 40)
                    ),
                    instead: format!("It takes: {}.", names.join(", ")),
                });
            };
            if let Some(takes) = parameter.takes.refuses(value) {
                return Err(Problem::BadQuery {
                    why: format!("'{name}' takes {takes}."),
                    instead: "Change it, or leave it out.".to_owned(),
                });
            }
        }
        Ok(self)
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&String, &String)> {
        self.0.iter()
    }

    pub(super) fn team(&self, sight: Sight<'_>) -> Result<Option<TeamId>, Problem> {
        form::team_named(sight, self.get("team")).map_err(|refusal| refused(&refusal))
    }

    pub(super) fn limit(&self) -> usize {
        self.get("limit").parse().unwrap_or(USUAL)
    }

    /// What is asked of a list of the core.
    pub(super) fn asked(&self, sight: Sight<'_>) -> Result<Asked, Problem> {
        let stage = self.get("stage");
        Ok(Asked {
            find: self.get("find").chars().take(FIND_LIMIT).collect(),
            team: self.team(sight)?,
            stage: Some(stage.to_owned()).filter(|stage| !stage.is_empty()),
            nobody_leads: self.get("nobody_leads") == "true",
            sort: Sort::named(self.get("sort")).unwrap_or_default(),
            ..Asked::default()
        })
    }
}
