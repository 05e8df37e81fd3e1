//! One record from its text: fields, title, tables, and everything that could not be taken as written.

use std::collections::{BTreeMap, HashMap};

use crate::fields::FieldReader;
use crate::formats::{self, Block, Format};
use crate::mapping::{Mapping, Name, Pattern, WithoutFields};
use crate::markdown;
use crate::node::Node;
use crate::reading::{Reading, Remark};
use crate::record::{Ask, Initiative, Stage};
use crate::states::States;
use crate::tables;
use crate::written::{short, unique};

/// Longest summary that is kept.
pub(crate) const SUMMARY_CHARACTERS: usize = 2_000;

/// Reads records of one mapping.
pub(crate) struct RecordReader<'m> {
    pub(crate) mapping: &'m Mapping,
    pub(crate) states: &'m States,
}

/// What one file turned out to be.
pub(crate) enum Outcome {
    Record(Box<Found>),
    /// It has no fields: not a record.
    Page,
}

/// A record and what was seen while reading it.
pub(crate) struct Found {
    pub(crate) initiative: Initiative,
    pub(crate) reading: Reading,
    pub(crate) is_malformed: bool,
}

impl RecordReader<'_> {
    /// Reads one file as it is now.
    pub(crate) fn file(&self, path: &str, text: &str) -> Outcome {
        let rules = &self.mapping.records;
        let block = self.block(path, text);
        let lacks = |block: &Block| {
            let said = |name: &Name| block.node.entries().iter().any(|(key, _)| name.is(key));
            !rules.require.is_empty() && !rules.require.iter().any(said)
        };
        let block = match block.filter(|block| !lacks(block)) {
            Some(block) => block,
            None if rules.without_fields == WithoutFields::Record => Block {
                node: Node::map(1, Vec::new()),
                malformed: None,
                body_line: 0,
            },
            None => return Outcome::Page,
        };
        let parts = parts(rules.path.as_ref(), path);
        let mut reading = self.reader().read(&block.node, &parts);
        if let Some(malformed) = &block.malformed {
            reading.remarks.insert(
                0,
                Remark {
                    line: Some(malformed.line),
                    what: format!("is malformed: {}", malformed.why),
                    read_as: "read line by line by the tolerant rule".to_owned(),
                },
            );
        }
        if reading.summary.is_none() {
            let body = body(text, block.body_line);
            reading.summary = Some(markdown::summary(&body, SUMMARY_CHARACTERS));
        }
        let initiative = self.initiative(path, text, parts, &mut reading);
        Outcome::Record(Box::new(Found {
            initiative,
            reading,
            is_malformed: block.malformed.is_some(),
        }))
    }

    /// An older revision of the same record; its format may have been another.
    pub(crate) fn revision(&self, path: &str, text: &str) -> Option<Reading> {
        let block = self
            .block(path, text)
            .or_else(|| formats::read(&[Format::Auto], None, "", text))?;
        let parts = parts(self.mapping.records.path.as_ref(), path);
        let mut reading = self.reader().read(&block.node, &parts);
        if reading.title.is_none() {
            reading.title = markdown::title(text).map(|(_, title)| title);
        }
        let laid = tables::read(&self.mapping.tables, &self.mapping.people, text);
        let owners = laid.tasks.into_iter().flat_map(|task| task.owners);
        reading.supporters = unique(reading.supporters.into_iter().chain(owners));
        Some(reading)
    }

    /// Fields replayed from a history file.
    pub(crate) fn replay(&self, node: &Node, parts: &BTreeMap<String, String>) -> Reading {
        self.reader().read(node, parts)
    }

    fn reader(&self) -> FieldReader<'_> {
        FieldReader {
            fields: &self.mapping.fields,
            people: &self.mapping.people,
            states: self.states,
        }
    }

    fn block(&self, path: &str, text: &str) -> Option<Block> {
        let rules = &self.mapping.records;
        let table = rules.table.as_ref().map(|pattern| &pattern.0);
        formats::read(&rules.format.0, table, path, text)
    }

    fn initiative(
        &self,
        path: &str,
        text: &str,
        mut parts: BTreeMap<String, String>,
        reading: &mut Reading,
    ) -> Initiative {
        if let Some(number) = &reading.number {
            parts.insert("number".to_owned(), number.clone());
        }
        if reading.title.is_none() {
            let (line, title) = markdown::title(text)
                .map_or_else(|| (None, stem(path)), |(line, title)| (Some(line), title));
            if let Some(line) = line {
                reading.lines.insert("title".to_owned(), line);
            }
            reading.title = Some(title);
        }
        let mut laid = tables::read(&self.mapping.tables, &self.mapping.people, text);
        for (of, line) in &reading.asks {
            laid.asks.push(Ask {
                of: of.clone(),
                line: *line,
                ..Ask::default()
            });
        }
        answer(&mut laid.asks, reading);
        let owners = laid.tasks.iter().flat_map(|task| task.owners.clone());
        reading.supporters = unique(
            reading
                .supporters
                .drain(..)
                .chain(owners)
                .collect::<Vec<_>>(),
        );
        let state = reading.state.clone();
        Initiative {
            id: id(self.mapping.records.id.as_deref(), &parts, path),
            path: path.to_owned(),
            title: reading.title.clone().unwrap_or_default(),
            status_written: reading.status_written.clone(),
            status: state
                .as_ref()
                .map_or_else(String::new, |state| state.status.clone()),
            maturity: reading.maturity.clone(),
            stage: state.as_ref().map_or(Stage::Unknown, |state| state.stage),
            active: state.is_some_and(|state| state.active),
            looks: reading.looks,
            lead: reading.lead.clone(),
            authors: reading.authors.clone(),
            reviewers: reading.reviewers.clone(),
            approvers: reading.approvers.clone(),
            supporters: reading.supporters.clone(),
            team: reading.team.clone(),
            serves: reading.serves.clone(),
            asks: laid.asks,
            tasks: laid.tasks,
            groups: reading.groups.clone(),
            parts,
            summary: reading
                .summary
                .take()
                .unwrap_or_default()
                .chars()
                .take(SUMMARY_CHARACTERS)
                .collect(),
            created: reading.created,
            last_change: None,
            last_meaningful_change: None,
            lines: reading.lines.clone(),
            history: Vec::new(),
        }
    }
}

/// Who answers for a team answers what is asked of it.
fn answer(asks: &mut [Ask], reading: &Reading) {
    let mut answers: HashMap<&str, Vec<String>> = HashMap::new();
    for (team, people) in &reading.answers {
        answers
            .entry(team)
            .or_default()
            .extend(people.iter().cloned());
    }
    for ask in asks {
        let answering = answers.get(ask.of.as_str());
        ask.answered_by = unique(answering.cloned().unwrap_or_default());
    }
}

/// Named groups of the path pattern.
pub(crate) fn parts(pattern: Option<&Pattern>, path: &str) -> BTreeMap<String, String> {
    let Some(pattern) = pattern else {
        return BTreeMap::new();
    };
    let Some(captures) = pattern.0.captures(path) else {
        return BTreeMap::new();
    };
    let named = pattern.0.capture_names().flatten();
    named
        .filter_map(|name| Some((name.to_owned(), captures.name(name)?.as_str().to_owned())))
        .collect()
}

/// By the template, else the part named `id`, else the path without its extension.
pub(crate) fn id(template: Option<&str>, parts: &BTreeMap<String, String>, path: &str) -> String {
    let Some(template) = template else {
        let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
        return parts.get("id").cloned().unwrap_or_else(|| bare.to_owned());
    };
    let mut id = template.to_owned();
    for (name, value) in parts {
        id = id.replace(&format!("{{{name}}}"), value);
    }
    id
}

fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    short(stem)
}

fn body(text: &str, body_line: u32) -> String {
    let skip = usize::try_from(body_line).unwrap_or(0);
    text.lines()
        .skip(skip)
        .flat_map(|line| [line, "\n"])
        .collect()
}
