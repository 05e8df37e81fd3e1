//! Teams and people from the files that list them.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::ReadError;
use crate::formats;
use crate::mapping::TeamSource;
use crate::node::{Node, Value};
use crate::person::{PeopleFiles, PeopleRules, Who};
use crate::place::globs;
use crate::record::{Initiative, Problem, Team};
use crate::scope::Scope;
use crate::written::unique;

/// Full names by key.
pub(crate) type Names = BTreeMap<String, String>;

/// Reads every source of the mapping; teams that only records name come last.
pub(crate) fn read(
    scope: Scope<'_>,
    names: &mut Names,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Team>, ReadError> {
    let mapping = scope.mapping;
    let mut teams = Vec::new();
    for source in &mapping.teams {
        let archived = globs(mapping, &source.archived)?;
        for path in scope.files_of_root(&source.files, &source.exclude)? {
            let Some(node) = load(scope, &path, problems) else {
                continue;
            };
            let mut reader = TeamReader {
                source,
                people: &mapping.people,
                path: &path,
                live: !archived.matches(&path),
                teams: &mut teams,
                names,
                problems,
            };
            reader.file(&node);
        }
    }
    for files in &mapping.people.files {
        for path in scope.files_of_root(&files.files, &[])? {
            if let Some(node) = load(scope, &path, problems) {
                name_of(files, &node, names);
            }
        }
    }
    teams.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    Ok(teams)
}

/// Adds the teams that records name and no source lists.
pub(crate) fn add_named(teams: &mut Vec<Team>, initiatives: &[Initiative]) {
    let known: BTreeSet<&str> = teams.iter().map(|team| team.id.as_str()).collect();
    let named: BTreeSet<&str> = initiatives
        .iter()
        .filter_map(|initiative| initiative.team.as_deref())
        .collect();
    let new: Vec<Team> = named
        .difference(&known)
        .map(|id| Team {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            kind: "named-in-records".to_owned(),
            live: true,
            ..Team::default()
        })
        .collect();
    teams.extend(new);
    teams.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
}

fn load(scope: Scope<'_>, path: &str, problems: &mut Vec<Problem>) -> Option<Node> {
    let text = scope.text_of_root(path, problems)?;
    let read = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("yaml" | "yml") => formats::strict_yaml(&text),
        Some("toml") => formats::strict_toml(&text),
        Some("json") => formats::strict_json(&text),
        _ => {
            return formats::read(&[formats::Format::Auto], None, path, &text)
                .map(|block| block.node);
        }
    };
    read.map_err(|malformed| {
        problems.push(Problem {
            path: path.to_owned(),
            line: Some(malformed.line),
            what: format!(
                "the list of teams or people is malformed: {}",
                malformed.why
            ),
            read_as: "left out".to_owned(),
        });
    })
    .ok()
}

fn name_of(files: &PeopleFiles, node: &Node, names: &mut Names) {
    let text = |path: &str| node.at(path).first().and_then(|node| node.first_text());
    if let (Some(handle), Some(name)) = (text(&files.handle), text(&files.name)) {
        names.insert(
            handle.trim_start_matches('@').to_lowercase(),
            name.trim().to_owned(),
        );
    }
}

struct TeamReader<'a> {
    source: &'a TeamSource,
    people: &'a PeopleRules,
    path: &'a str,
    live: bool,
    teams: &'a mut Vec<Team>,
    names: &'a mut Names,
    problems: &'a mut Vec<Problem>,
}

impl TeamReader<'_> {
    fn file(&mut self, node: &Node) {
        if self.source.sections.is_empty() {
            let kind = match self.source.default_kind.as_str() {
                "" => "team",
                kind => kind,
            };
            self.team(node, kind);
            return;
        }
        for section in &self.source.sections {
            let Some(Value::List(items)) = node.get(section).map(|node| &node.value) else {
                continue;
            };
            for item in items {
                self.team(item, section);
            }
        }
    }

    fn team(&mut self, node: &Node, kind: &str) {
        let text = |path: Option<&String>| {
            let found = node.at(path?).into_iter().next()?;
            found.first_text().map(|text| text.trim().to_owned())
        };
        let stem = self
            .path
            .rsplit('/')
            .next()
            .and_then(|name| name.split('.').next())
            .unwrap_or("");
        let id = match &self.source.id {
            None => stem.to_owned(),
            path => text(path.as_ref()).unwrap_or_default(),
        };
        if id.is_empty() {
            self.problems.push(Problem {
                path: self.path.to_owned(),
                line: Some(node.line),
                what: "a team has no name by which records could name it".to_owned(),
                read_as: "left out".to_owned(),
            });
            return;
        }
        let leads = self.those(node, &self.source.leads);
        let members = self.those(node, &self.source.members);
        self.teams.push(Team {
            name: text(self.source.name.as_ref()).unwrap_or_else(|| id.clone()),
            kind: text(self.source.kind.as_ref()).unwrap_or_else(|| kind.to_owned()),
            parent: text(self.source.parent.as_ref()),
            leads,
            members,
            live: self.live,
            path: self.path.to_owned(),
            created: None,
            id,
        });
    }

    fn those(&mut self, node: &Node, paths: &[String]) -> Vec<String> {
        let mut people = Vec::new();
        let handle = Some(self.source.handle.as_str())
            .filter(|key| !key.is_empty())
            .unwrap_or("github");
        let full = Some(self.source.full_name.as_str())
            .filter(|key| !key.is_empty())
            .unwrap_or("name");
        for found in paths.iter().flat_map(|path| node.at(path)) {
            let items = match &found.value {
                Value::List(items) => items.as_slice(),
                Value::Nothing | Value::Text(_) | Value::Map(_) => std::slice::from_ref(found),
            };
            for item in items {
                let (written, name) = match &item.value {
                    Value::Map(_) => (
                        item.get(handle)
                            .or_else(|| item.get(full))
                            .and_then(Node::first_text),
                        item.get(full).and_then(Node::first_text),
                    ),
                    Value::Nothing | Value::Text(_) | Value::List(_) => (item.first_text(), None),
                };
                let Some(Who::Person { key, .. }) = written.map(|written| self.people.who(written))
                else {
                    continue;
                };
                if let Some(name) = name {
                    self.names
                        .entry(key.clone())
                        .or_insert_with(|| name.trim().to_owned());
                }
                people.push(key);
            }
        }
        unique(people)
    }
}
