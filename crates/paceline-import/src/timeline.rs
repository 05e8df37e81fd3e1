//! Lays the history beside the records: when each was made and changed, and what each revision set.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;

use crate::formats::from_json;
use crate::history::{FieldChange, History, HistoryError, Repository, Row};
use crate::node::Node;
use crate::place::Place;
use crate::reader::RecordReader;
use crate::reading::Reading;
use crate::record::{Goal, Initiative, Revision};

/// A record whose timeline is being made.
pub(crate) struct Told<'r> {
    pub(crate) initiative: &'r mut Initiative,
    /// What the record says now.
    pub(crate) now: &'r Reading,
}

/// What counts as a change of a record, and as a mechanical one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Touching<'m> {
    /// Names of files in the same folder.
    pub(crate) siblings: &'m [String],
    /// A commit that touches more files than this is mechanical.
    pub(crate) mechanical_over: u32,
}

/// Where the values of old revisions come from.
pub(crate) enum Values<'h> {
    Repository(&'h Repository),
    /// Field changes of a history file.
    Events,
}

/// The history, and which of its rows belong to which record.
pub(crate) struct Timeline<'h> {
    history: &'h History,
    /// What rows carry before the path of a record.
    prefix: String,
    /// Folders under which a row speaks of the records' part.
    heads: BTreeSet<String>,
}

impl<'h> Timeline<'h> {
    pub(crate) fn new(history: &'h History, place: &Place, parts: &[String]) -> Self {
        let paths: BTreeSet<&str> = history.rows.iter().map(|row| row.path.as_str()).collect();
        let hits = |prefix: &str| {
            let there = |path: &&String| paths.contains(format!("{prefix}{path}").as_str());
            place.files.iter().filter(there).count()
        };
        let mut prefix = String::new();
        let mut best = hits("");
        for part in std::iter::once(&place.part)
            .chain(parts)
            .filter(|part| !part.is_empty())
        {
            let candidate = format!("{part}/");
            let found = hits(&candidate);
            if found > best {
                best = found;
                prefix = candidate;
            }
        }
        let first = |path: &String| {
            let path = format!("{prefix}{path}");
            path.split_once('/')
                .map_or(String::new(), |(folder, _)| folder.to_owned())
        };
        let heads = place.files.iter().map(first).collect();
        Self {
            history,
            prefix,
            heads,
        }
    }

    /// Date of the newest commit to the part in which the records lie.
    pub(crate) fn head(&self) -> Option<Timestamp> {
        self.history
            .rows
            .iter()
            .filter(|row| {
                let head = row.path.split_once('/').map_or("", |(folder, _)| folder);
                self.heads.contains(head)
            })
            .map(|row| row.committed)
            .max()
    }

    /// Fills in when goals were made and changed.
    pub(crate) fn date_goals(&self, goals: &mut [Goal]) {
        let mut dates: HashMap<&str, (Timestamp, Timestamp)> = HashMap::new();
        for row in &self.history.rows {
            let Some(path) = row.path.strip_prefix(self.prefix.as_str()) else {
                continue;
            };
            let (first, last) = dates.entry(path).or_insert((row.date, row.date));
            *first = row.date.min(*first);
            *last = row.date.max(*last);
        }
        for goal in goals {
            if let Some((first, last)) = dates.get(goal.path.as_str()) {
                goal.created = goal.created.or(Some(*first));
                goal.last_change = Some(*last);
            }
        }
    }

    /// Fills in dates and revisions of every record.
    pub(crate) fn tell(
        &self,
        records: &mut [Told<'_>],
        reader: &RecordReader<'_>,
        values: &Values<'_>,
        touching: Touching<'_>,
    ) -> Result<(), HistoryError> {
        let paths: Vec<String> = records
            .iter()
            .map(|told| told.initiative.path.clone())
            .collect();
        let rows = self.rows_of(&paths, touching.siblings);
        let mut changes = self.changes_of(&paths);
        let mut readings = match values {
            Values::Repository(repository) => old_readings(repository, reader, &paths, &rows)?,
            Values::Events => HashMap::new(),
        };
        for (index, told) in records.iter_mut().enumerate() {
            let rows = rows.get(index).map_or(&[][..], Vec::as_slice);
            let mut said = match values {
                Values::Repository(_) => {
                    Said::Readings(readings.remove(&index).unwrap_or_default())
                }
                Values::Events => Said::Events(changes.remove(&index).unwrap_or_default()),
            };
            tell_one(told, rows, &mut said, reader, touching.mechanical_over);
        }
        Ok(())
    }

    /// Rows of each record's file and of the siblings that count as its change.
    fn rows_of(&self, paths: &[String], touch: &[String]) -> Vec<Vec<&'h Row>> {
        let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            let folder = path.rsplit_once('/').map(|(folder, _)| folder);
            let siblings = touch.iter().map(|name| match folder {
                Some(folder) => format!("{folder}/{name}"),
                None => name.clone(),
            });
            let mine: BTreeSet<String> = siblings.chain([path.clone()]).collect();
            for path in mine {
                owners
                    .entry(format!("{}{path}", self.prefix))
                    .or_default()
                    .push(index);
            }
        }
        let mut rows: Vec<Vec<&Row>> = vec![Vec::new(); paths.len()];
        for row in &self.history.rows {
            for index in owners.get(&row.path).into_iter().flatten() {
                if let Some(mine) = rows.get_mut(*index) {
                    mine.push(row);
                }
            }
        }
        rows
    }

    fn changes_of(
        &self,
        paths: &[String],
    ) -> HashMap<usize, HashMap<&'h str, Vec<&'h FieldChange>>> {
        let owners: HashMap<String, usize> = paths
            .iter()
            .enumerate()
            .map(|(index, path)| (format!("{}{path}", self.prefix), index))
            .collect();
        let mut changes: HashMap<usize, HashMap<&str, Vec<&FieldChange>>> = HashMap::new();
        for change in &self.history.field_changes {
            if let Some(index) = owners.get(&change.path) {
                let mine = changes.entry(*index).or_default();
                mine.entry(change.commit.as_str()).or_default().push(change);
            }
        }
        changes
    }
}

/// What is known of the values at each commit.
enum Said<'h> {
    Readings(HashMap<String, Reading>),
    Events(HashMap<&'h str, Vec<&'h FieldChange>>),
}

fn tell_one(
    told: &mut Told<'_>,
    rows: &[&Row],
    said: &mut Said<'_>,
    reader: &RecordReader<'_>,
    mechanical_over: u32,
) {
    let initiative = &mut *told.initiative;
    let mechanical = |row: &Row| row.files_in_commit > mechanical_over;
    initiative.last_change = rows.iter().map(|row| row.date).max();
    initiative.last_meaningful_change = rows
        .iter()
        .filter(|row| !mechanical(row))
        .map(|row| row.date)
        .max();
    if initiative.created.is_none() {
        initiative.created = rows.iter().map(|row| row.date).min();
    }
    let mut fields: BTreeMap<String, Node> = BTreeMap::new();
    let mut before: Option<Reading> = None;
    for row in rows {
        let same = initiative
            .history
            .last()
            .is_some_and(|last: &Revision| last.commit == row.commit);
        if !same {
            initiative.history.push(Revision {
                at: row.date,
                commit: row.commit.clone(),
                author: row.author.clone(),
                subject: row.subject.clone(),
                mechanical: mechanical(row),
                changes: Vec::new(),
            });
        }
        let reading = match said {
            Said::Readings(readings) if row.blob.is_some() => row
                .blob
                .as_ref()
                .and_then(|blob| readings.get(blob).cloned()),
            Said::Readings(_) => None,
            Said::Events(changes) => changes.remove(row.commit.as_str()).map(|changes| {
                for change in changes {
                    fields.insert(change.field.clone(), from_json(&change.to));
                }
                let entries = fields.iter().map(|(key, node)| (key.clone(), node.clone()));
                reader.replay(&Node::map(0, entries.collect()), &initiative.parts)
            }),
        };
        let Some(reading) = reading else {
            continue;
        };
        if let Some(last) = initiative.history.last_mut() {
            last.changes.extend(reading.changes_since(before.as_ref()));
        }
        before = Some(reading);
    }
    // Whatever the history missed, its end is what the record says now.
    if let Some(last) = initiative.history.last_mut() {
        last.changes.extend(told.now.changes_since(before.as_ref()));
    }
}

/// Parses every old revision of every record once: by record, then by blob.
fn old_readings(
    repository: &Repository,
    reader: &RecordReader<'_>,
    paths: &[String],
    rows: &[Vec<&Row>],
) -> Result<HashMap<usize, HashMap<String, Reading>>, HistoryError> {
    let mut wanted: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    let mut blobs: Vec<String> = Vec::new();
    for (index, rows) in rows.iter().enumerate() {
        let own = paths.get(index).map_or("", String::as_str);
        for row in rows.iter().filter(|row| row.path == own) {
            let Some(blob) = row.blob.as_deref() else {
                continue;
            };
            let owners = wanted.entry(blob).or_default();
            if owners.is_empty() {
                blobs.push(blob.to_owned());
            }
            owners.insert(index);
        }
    }
    let mut readings: HashMap<usize, HashMap<String, Reading>> = HashMap::new();
    repository.contents(&blobs, &mut |blob, bytes| {
        let text = String::from_utf8_lossy(bytes);
        for index in wanted.get(blob).into_iter().flatten() {
            let path = paths.get(*index).map_or("", String::as_str);
            if let Some(revision) = reader.revision(path, &text) {
                readings
                    .entry(*index)
                    .or_default()
                    .insert(blob.to_owned(), revision);
            }
        }
    })?;
    Ok(readings)
}
