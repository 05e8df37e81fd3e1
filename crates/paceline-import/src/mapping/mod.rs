//! The mapping: all that is known about a kind of record, as data. The shipped presets use the same format.

mod words;

use std::collections::BTreeMap;

use serde::Deserialize;

pub(crate) use words::{EntryPattern, FieldSpec, Formats, Name, Pattern};

use crate::person::PeopleRules;
use crate::record::{CannotSay, Stage};

/// A whole mapping file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Mapping {
    pub(crate) name: String,
    /// A preset from which everything not said here is taken.
    pub(crate) extends: Option<String>,
    pub(crate) organisation: Option<String>,
    /// The fields are guesses: one that no record has is taken for one the source does not have.
    pub(crate) guesses: bool,
    /// Sub-folders in which the repository may lie, beside the path itself.
    pub(crate) parts: Vec<String>,
    pub(crate) recognise: Recognise,
    pub(crate) records: RecordFiles,
    pub(crate) fields: FieldMap,
    pub(crate) status: StatusMap,
    pub(crate) maturity: MaturityMap,
    pub(crate) active: ActiveRule,
    pub(crate) people: PeopleRules,
    pub(crate) teams: Vec<TeamSource>,
    pub(crate) goals: Option<GoalFiles>,
    pub(crate) tables: Vec<TableRule>,
    /// Further counts: how many records hold text that matches.
    pub(crate) counts: BTreeMap<String, Pattern>,
    pub(crate) check_ins: Option<CheckInSource>,
    pub(crate) history: HistoryRule,
    /// Facts without a place in this kind of record, beyond those found out from the fields.
    pub(crate) cannot_say: Vec<CannotSay>,
}

/// How a preset is recognised when none was named.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Recognise {
    /// One file that matches one of these is enough.
    pub(crate) any: Vec<String>,
    /// And the file must hold this.
    pub(crate) text: Option<Pattern>,
}

/// Where records lie and how their fields are written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RecordFiles {
    pub(crate) files: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) format: Formats,
    /// First header cell of the table that holds the fields (format `table`).
    pub(crate) table: Option<Pattern>,
    /// Names parts of the path: `^(?<id>keps/(?<group>[^/]+)/.+)/kep\.yaml$`.
    pub(crate) path: Option<Pattern>,
    /// Template from named parts and fields, such as `{period}/{name}`.
    pub(crate) id: Option<String>,
    /// Sibling file with the prose, such as `README.md`.
    pub(crate) body: Option<String>,
    pub(crate) without_fields: WithoutFields,
    /// Fields of which at least one must be there, else the file is a page.
    pub(crate) require: Vec<Name>,
}

/// What a file is that lies among the records and has no fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WithoutFields {
    /// Not a record; reported as a problem.
    #[default]
    Problem,
    /// An ordinary page; not reported.
    Page,
    /// A record all the same.
    Record,
}

/// Goals, themes, roadmaps that records serve.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct GoalFiles {
    pub(crate) files: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) format: Formats,
    pub(crate) table: Option<Pattern>,
    pub(crate) path: Option<Pattern>,
    pub(crate) id: Option<String>,
    pub(crate) fields: FieldMap,
}

/// Which of the source's fields is which of ours.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FieldMap {
    pub(crate) title: Option<FieldSpec>,
    pub(crate) number: Option<FieldSpec>,
    pub(crate) status: Option<FieldSpec>,
    pub(crate) maturity: Option<FieldSpec>,
    pub(crate) lead: Option<FieldSpec>,
    pub(crate) authors: Option<FieldSpec>,
    pub(crate) reviewers: Option<FieldSpec>,
    pub(crate) approvers: Option<FieldSpec>,
    pub(crate) supporters: Option<FieldSpec>,
    /// Who answers for a team: the name's capture group is the team.
    pub(crate) answers: Option<FieldSpec>,
    pub(crate) asks: Option<FieldSpec>,
    pub(crate) team: Option<FieldSpec>,
    pub(crate) serves: Option<FieldSpec>,
    pub(crate) created: Option<FieldSpec>,
    pub(crate) updated: Option<FieldSpec>,
    pub(crate) summary: Option<FieldSpec>,
    /// What check-ins name the record by.
    pub(crate) check_in_key: Option<FieldSpec>,
}

/// Known states.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct StatusMap {
    /// Cuts the state out of longer text; its first group, or the whole match.
    pub(crate) pattern: Option<Pattern>,
    /// What a record without a state is taken for.
    pub(crate) missing: Option<KnownStatus>,
    pub(crate) known: BTreeMap<String, KnownStatus>,
}

/// What one state means.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct KnownStatus {
    /// The state it is another word for.
    pub(crate) status: Option<String>,
    pub(crate) stage: Stage,
    /// Whether it goes on; by its stage when not said.
    pub(crate) active: Option<bool>,
}

/// What the second state looks like.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MaturityMap {
    pub(crate) open: Vec<String>,
    pub(crate) done: Vec<String>,
}

/// What beside the state makes a record active.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ActiveRule {
    /// Only records with the greatest value of this part of the path are active.
    pub(crate) newest: Option<String>,
}

/// One place where teams are listed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TeamSource {
    pub(crate) files: Vec<String>,
    pub(crate) exclude: Vec<String>,
    /// Lists inside one file; the name of the list is the kind of team.
    pub(crate) sections: Vec<String>,
    pub(crate) format: Formats,
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<String>,
    /// Kind of a team that does not say its own.
    pub(crate) default_kind: String,
    pub(crate) parent: Option<String>,
    pub(crate) leads: Vec<String>,
    pub(crate) members: Vec<String>,
    /// In a lead or member that is a table: its handle and its full name.
    pub(crate) handle: String,
    pub(crate) full_name: String,
    /// Files of teams that are no longer.
    pub(crate) archived: Vec<String>,
}

/// A Markdown table inside a record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableRule {
    pub(crate) kind: TableKind,
    /// One pattern for each of the first header cells.
    pub(crate) headers: Vec<Pattern>,
    /// A second cell with this asks a team (kind `tasks`).
    pub(crate) asks_marker: Option<Pattern>,
    /// Its first group is the name of a team.
    pub(crate) team: Option<Pattern>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TableKind {
    /// What | who
    Tasks,
    /// Team | which support
    Asks,
}

/// Progress reports: rows of JSONL files, and what posts quote.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CheckInSource {
    pub(crate) files: Vec<String>,
    /// Rows with the same value are one report.
    pub(crate) distinct: Option<String>,
    pub(crate) key: String,
    pub(crate) by: String,
    pub(crate) at: String,
    pub(crate) text: String,
    pub(crate) posts: Vec<PostSource>,
}

/// Text files that quote progress reports, all in one way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostSource {
    pub(crate) files: Vec<String>,
    #[serde(default)]
    pub(crate) exclude: Vec<String>,
    /// A line that names the key of the reports below it: its first group, or the whole match.
    pub(crate) section: Option<Pattern>,
    /// The line above a quoted report; its named parts are `at`, `by`, `key`, `distinct`.
    pub(crate) entry: EntryPattern,
    /// A line that says whose handle a name is; its parts are `name` and `handle`.
    pub(crate) handles: Option<Pattern>,
    /// The line with which the quote begins; it is no part of it.
    pub(crate) begin: Option<Pattern>,
    /// The line with which it ends.
    pub(crate) end: Option<Pattern>,
    /// What stands before every line of the quote, when it is quoted line by line.
    pub(crate) prefix: Option<Pattern>,
    /// Lines that are nobody's words.
    pub(crate) ignore: Option<Pattern>,
    /// The quote is HTML: tags are taken off, entities read.
    #[serde(default)]
    pub(crate) html: bool,
}

/// How history is read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct HistoryRule {
    /// A commit that touches more files than this is mechanical.
    pub(crate) mechanical_over: Option<u32>,
    /// Sibling files whose change is a change of the record.
    pub(crate) touch: Vec<String>,
}

impl HistoryRule {
    pub(crate) const MECHANICAL_OVER: u32 = 20;
}
