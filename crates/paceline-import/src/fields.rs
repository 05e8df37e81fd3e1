//! Reads our fields out of a record by the mapping: the same for a file, an old revision and a replayed event.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::dates::{self, Written};
use crate::mapping::{FieldMap, FieldSpec};
use crate::node::Node;
use crate::person::{PeopleRules, Who};
use crate::reading::{Reading, Remark};
use crate::states::States;
use crate::written::{Found, is_ignored, note_line, short, unique, written};

/// Reads records of one kind.
#[derive(Debug)]
pub(crate) struct FieldReader<'m> {
    pub(crate) fields: &'m FieldMap,
    pub(crate) people: &'m PeopleRules,
    pub(crate) states: &'m States,
}

impl FieldReader<'_> {
    pub(crate) fn read(&self, node: &Node, parts: &BTreeMap<String, String>) -> Reading {
        let mut reading = Reading::default();
        let fields = self.fields;
        let at = Source { node, parts };
        reading.title = at.one(fields.title.as_ref(), "title", &mut reading.lines);
        let status = at.one(fields.status.as_ref(), "status", &mut reading.lines);
        self.take_status(&mut reading, status.unwrap_or_default());
        let maturity = at.one(fields.maturity.as_ref(), "maturity", &mut reading.lines);
        reading.maturity = maturity.unwrap_or_else(|| "none".to_owned());
        reading.looks = self.states.looks(&reading.maturity);
        self.take_people(&mut reading, node);
        reading.team = at.one(fields.team.as_ref(), "team", &mut reading.lines);
        reading.number = at.one(fields.number.as_ref(), "number", &mut reading.lines);
        reading.summary = at.one(fields.summary.as_ref(), "summary", &mut reading.lines);
        reading.check_in_key = at.one(
            fields.check_in_key.as_ref(),
            "check_in_key",
            &mut reading.lines,
        );
        if let Some(spec) = &fields.serves {
            let found = self.pieces(spec, node);
            note_line(&mut reading.lines, "serves", &found);
            reading.serves = found.into_iter().map(|found| found.text).collect();
        }
        if let Some(spec) = &fields.asks {
            let found = self.pieces(spec, node);
            reading.asks = found
                .into_iter()
                .map(|found| (found.text, found.line))
                .collect();
        }
        reading.created = date(fields.created.as_ref(), "created", node, &mut reading);
        reading.updated = date(fields.updated.as_ref(), "updated", node, &mut reading);
        reading
    }

    fn take_status(&self, reading: &mut Reading, written: String) {
        let state = self.states.status(&written);
        if !state.is_known {
            reading.remarks.push(Remark {
                line: reading.lines.get("status").copied(),
                what: format!("the status `{}` is not known", short(&written)),
                read_as: "unknown".to_owned(),
            });
        }
        reading.status_written = written;
        reading.state = Some(state);
    }

    fn take_people(&self, reading: &mut Reading, node: &Node) {
        let fields = self.fields;
        let lead = self.people(fields.lead.as_ref(), "lead", node, reading);
        let authors = self.people(fields.authors.as_ref(), "authors", node, reading);
        reading.reviewers = self.people(fields.reviewers.as_ref(), "reviewers", node, reading);
        reading.approvers = self.people(fields.approvers.as_ref(), "approvers", node, reading);
        reading.supporters = self.people(fields.supporters.as_ref(), "supporters", node, reading);
        reading.authors = unique(lead.into_iter().chain(authors));
        reading.lead = reading.authors.first().cloned();
        reading.groups = unique(reading.groups.drain(..).collect::<Vec<_>>());
        let has_field = fields.lead.is_some() || fields.authors.is_some();
        if has_field && reading.lead.is_none() {
            let lines = &reading.lines;
            reading.remarks.push(Remark {
                line: lines.get("lead").or_else(|| lines.get("authors")).copied(),
                what: "names nobody who leads".to_owned(),
                read_as: "without a lead".to_owned(),
            });
        }
        let answers = fields
            .answers
            .as_ref()
            .map(|spec| written(spec, node))
            .unwrap_or_default();
        for found in answers {
            let Some(team) = found.captured.clone() else {
                continue;
            };
            let mut ignored = Reading::default();
            let who = self.those(fields.answers.as_ref(), &found);
            let people = keep_people(who, "answers", found.line, &mut ignored);
            reading.names.extend(ignored.names);
            reading.answers.push((team, unique(people)));
        }
    }

    fn people(
        &self,
        spec: Option<&FieldSpec>,
        role: &str,
        node: &Node,
        reading: &mut Reading,
    ) -> Vec<String> {
        let Some(spec) = spec else {
            return Vec::new();
        };
        let found = written(spec, node);
        note_line(&mut reading.lines, role, &found);
        let mut people = Vec::new();
        for found in found {
            let who = self.those(Some(spec), &found);
            people.extend(keep_people(who, role, found.line, reading));
        }
        unique(people)
    }

    /// Everybody that one written value names.
    fn those(&self, spec: Option<&FieldSpec>, found: &Found) -> Vec<Who> {
        let text = found.text.as_str();
        if spec.is_some_and(|spec| spec.handles_only) {
            return self.people.all_handles(text);
        }
        let only_handles = text.split_whitespace().all(|word| word.starts_with('@'));
        if !found.is_item && only_handles {
            return self.people.all_handles(text);
        }
        let separators = match spec.and_then(|spec| spec.split.as_ref()) {
            Some(separators) => separators,
            None if found.is_item => &self.people.split_items,
            None => &self.people.split,
        };
        PeopleRules::cut(separators, text)
            .into_iter()
            .map(|piece| self.people.who(piece))
            .collect()
    }

    /// Values that are not people, cut where the mapping says so.
    fn pieces(&self, spec: &FieldSpec, node: &Node) -> Vec<Found> {
        let mut pieces = Vec::new();
        for found in written(spec, node) {
            let separators = spec.split.as_deref().unwrap_or(if found.is_item {
                &[]
            } else {
                &self.people.split
            });
            for piece in PeopleRules::cut(separators, &found.text) {
                if !is_ignored(spec, piece) {
                    pieces.push(Found {
                        line: found.line,
                        text: piece.to_owned(),
                        is_item: true,
                        captured: None,
                    });
                }
            }
        }
        pieces
    }
}

fn keep_people(who: Vec<Who>, role: &str, line: u32, reading: &mut Reading) -> Vec<String> {
    let mut people = Vec::new();
    for who in who {
        match who {
            Who::Person { key, name } => {
                let known = reading
                    .names
                    .entry(key.clone())
                    .or_insert_with(|| name.clone());
                // A name of several words says more than a handle.
                if name.contains(' ') && !known.contains(' ') {
                    *known = name;
                }
                people.push(key);
            }
            Who::Group(group) => reading.groups.push(group),
            Who::Placeholder => reading.remarks.push(Remark {
                line: Some(line),
                what: format!("a placeholder stands among the {role}"),
                read_as: "nobody".to_owned(),
            }),
            Who::Nobody => {}
        }
    }
    people
}

/// Fields and the named parts of the path: all that a value can come from.
struct Source<'s> {
    node: &'s Node,
    parts: &'s BTreeMap<String, String>,
}

impl Source<'_> {
    fn one(
        &self,
        spec: Option<&FieldSpec>,
        name: &str,
        lines: &mut BTreeMap<String, u32>,
    ) -> Option<String> {
        let spec = spec?;
        let found = written(spec, self.node);
        note_line(lines, name, &found);
        let said = found
            .into_iter()
            .map(|found| found.text)
            .find(|text| !is_ignored(spec, text));
        let part = || {
            spec.part
                .as_ref()
                .and_then(|part| self.parts.get(part))
                .cloned()
        };
        said.or_else(part).or_else(|| spec.missing.clone())
    }
}

fn date(
    spec: Option<&FieldSpec>,
    name: &str,
    node: &Node,
    reading: &mut Reading,
) -> Option<Timestamp> {
    let found = written(spec?, node);
    note_line(&mut reading.lines, name, &found);
    let first = found.into_iter().next()?;
    let what = match dates::read(&first.text) {
        Written::At(at) => return Some(at),
        Written::Impossible => format!("the date `{}` ({name}) does not exist", short(&first.text)),
        Written::Unreadable => format!("`{}` ({name}) is not a date", short(&first.text)),
    };
    reading.remarks.push(Remark {
        line: Some(first.line),
        what,
        read_as: "no date".to_owned(),
    });
    None
}
