//! What a foreign record says once it is read: plain data, the same for every kind of source.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

/// Everything that was read under one path.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Records {
    /// Name of the preset or mapping that read it.
    pub preset: String,
    /// The moment the records describe: `--as-of`, else the last change in the history, else the newest file.
    pub as_of: Timestamp,
    /// Name of the organisation, when the mapping or the folder says one.
    pub organisation: Option<String>,
    pub initiatives: Vec<Initiative>,
    pub goals: Vec<Goal>,
    pub teams: Vec<Team>,
    pub people: Vec<Person>,
    pub check_ins: Vec<CheckIn>,
    /// Everything that could not be taken as written; never stops a run.
    pub problems: Vec<Problem>,
    /// What this kind of record has no place for, so that no rule reports its absence.
    pub cannot_say: Vec<CannotSay>,
    /// Further counts that a mapping names, for example `tasks` or `tasks_without_owner`.
    pub counts: BTreeMap<String, u64>,
    /// True when dates come from a repository or a history file; false when there was no history at all.
    pub has_history: bool,
}

/// A kind of fact that a source has no field for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CannotSay {
    Lead,
    /// Whether anybody follows: no field for reviewers, supporters or further authors.
    Followers,
    /// Which gap or goal it serves.
    Serves,
    /// Which support was asked of whom.
    Asks,
    Approvers,
    /// Whether it still moves: no history and no dates.
    Activity,
}

/// One proposal, project goal or request for comments.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Initiative {
    /// Stable id inside the source, for example `keps/sig-node/127-user-namespaces`.
    pub id: String,
    /// File it was read from, relative to the path that was given.
    pub path: String,
    pub title: String,
    /// Status as written, trimmed; empty when there is none.
    pub status_written: String,
    /// The known status this was taken for, `none` when missing, `unknown` when not known to the mapping.
    pub status: String,
    /// The source's own second state (Kubernetes: alpha, beta, stable), as written; `none` when missing.
    pub maturity: String,
    /// Where it stands in our stages, by the mapping.
    pub stage: Stage,
    /// Whether the source counts it as going on.
    pub active: bool,
    /// What the second state looks like, when the source has one.
    pub looks: Looks,
    /// Key of the lead: the first author who is a person.
    pub lead: Option<String>,
    pub authors: Vec<String>,
    pub reviewers: Vec<String>,
    pub approvers: Vec<String>,
    pub supporters: Vec<String>,
    pub team: Option<String>,
    /// Ids of the goals it says it serves.
    pub serves: Vec<String>,
    pub asks: Vec<Ask>,
    /// Work that the record lays out, row by row.
    pub tasks: Vec<Task>,
    /// Groups that stand in the place of people, in any role.
    pub groups: Vec<String>,
    /// Named parts of the path, such as a period or a folder, by the mapping.
    pub parts: BTreeMap<String, String>,
    /// First paragraph or summary section, at most 2,000 characters.
    pub summary: String,
    pub created: Option<Timestamp>,
    pub last_change: Option<Timestamp>,
    /// Last change that was not mechanical; `None` when every change was.
    pub last_meaningful_change: Option<Timestamp>,
    /// Line of a field in `path`, by our name of the field: `status`, `authors`, `approvers`, `maturity`, `title`, …
    pub lines: BTreeMap<String, u32>,
    /// Oldest first.
    pub history: Vec<Revision>,
}

/// One commit that touched a record.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Revision {
    pub at: Timestamp,
    pub commit: String,
    /// Who made the commit, as the repository names them.
    pub author: String,
    pub subject: String,
    /// True when the commit touched more records than the limit for mechanical changes.
    pub mechanical: bool,
    pub changes: Vec<Change>,
}

/// What a revision set, in our words, after the mapping was applied.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Title(String),
    Status {
        written: String,
        stage: Stage,
        active: bool,
    },
    Maturity {
        written: String,
        looks: Looks,
    },
    Authors(Vec<String>),
    Reviewers(Vec<String>),
    Approvers(Vec<String>),
    Supporters(Vec<String>),
    Team(Option<String>),
}

/// Our stages (DESIGN.md, Words). `Unknown` is for a status that the mapping does not know.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    #[default]
    Unknown,
    Spotted,
    Scoping,
    Drafted,
    Shared,
    LastCall,
    Agreed,
    UnderWay,
    Delivered,
    PutDown,
    Superseded,
}

/// Whether a second state looks open or done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Looks {
    #[default]
    NoWord,
    Open,
    Done,
}

/// Support that was asked of a team or person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ask {
    pub of: String,
    pub what: String,
    /// Who answered for those asked, for example a champion.
    pub answered_by: Vec<String>,
    pub line: u32,
}

/// One row of a table of work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Task {
    pub what: String,
    /// People who took it on.
    pub owners: Vec<String>,
    /// Teams it was given to.
    pub teams: Vec<String>,
    pub line: u32,
}

/// A goal, theme or roadmap that initiatives may serve.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Goal {
    pub id: String,
    pub path: String,
    pub title: String,
    pub lead: Option<String>,
    pub team: Option<String>,
    /// Why it is wanted; empty where the record does not say.
    pub summary: String,
    /// The last day of the period it belongs to.
    pub until: Option<Date>,
    pub created: Option<Timestamp>,
    pub last_change: Option<Timestamp>,
    pub active: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct Team {
    /// Key as initiatives name it, for example `sig-node`.
    pub id: String,
    pub name: String,
    /// The source's own kind: `sigs`, `workinggroups`, `team`, `working-group`, …
    pub kind: String,
    pub parent: Option<String>,
    pub leads: Vec<String>,
    pub members: Vec<String>,
    pub live: bool,
    pub path: String,
    pub created: Option<Timestamp>,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct Person {
    /// Lower-case handle, or the folded free text where there is no handle.
    pub key: String,
    /// As the source writes it, at its best: a full name where one is known.
    pub name: String,
}

/// A dated progress report.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CheckIn {
    pub initiative: String,
    pub by: String,
    pub at: Timestamp,
    pub text: String,
}

/// Something that could not be taken as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    pub path: String,
    pub line: Option<u32>,
    /// One sentence: what is wrong.
    pub what: String,
    /// What was made of it.
    pub read_as: String,
}
