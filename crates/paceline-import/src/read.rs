//! The way from a path to [`Records`]: find the mapping and the place, read every record, lay the history beside them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::error::ReadError;
use crate::mapping::{HistoryRule, Mapping};
use crate::place::{self, Place};
use crate::progress::Progress;
use crate::reader::{Found, RecordReader};
use crate::record::Records;
use crate::scope::Scope;
use crate::states::States;
use crate::teams::{self, Names};
use crate::timeline::{Timeline, Told, Touching, Values};
use crate::{check_ins, chronicle, goals, people, presets, silence, take};

/// What to read and how; everything may be left out.
pub struct Options<'p> {
    /// Name of a shipped preset; recognised when neither this nor `mapping` is given.
    pub preset: Option<String>,
    /// A mapping file of one's own.
    pub mapping: Option<PathBuf>,
    /// History files, or folders with `*.jsonl`; found by itself when empty.
    pub history: Vec<PathBuf>,
    /// The moment the records describe.
    pub as_of: Option<Timestamp>,
    /// Commits that touch more files than this are mechanical; else as the mapping says, else 20.
    pub mechanical_over: Option<u32>,
    /// Told now and then how far the work has come.
    pub progress: &'p dyn Fn(Progress),
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            preset: None,
            mapping: None,
            history: Vec::new(),
            as_of: None,
            mechanical_over: None,
            progress: &|_| {},
        }
    }
}

/// Reads every record under a folder, a git repository or a sub-folder of one.
pub fn read(root: &Path, options: &Options<'_>) -> Result<Records, ReadError> {
    let root = existing_folder(root)?;
    let (mapping, place) = mapping_and_place(&root, options)?;
    let states = States::new(&mapping);
    let reader = RecordReader {
        mapping: &mapping,
        states: &states,
    };
    let mut records = Records {
        preset: mapping.name.clone(),
        organisation: mapping.organisation.clone(),
        ..Records::default()
    };
    let scope = Scope {
        mapping: &mapping,
        place: &place,
        progress: options.progress,
    };
    let mut taken = take::all(scope, &reader, &mut records);
    take::only_newest_active(&mapping, &mut taken);
    goals::read(scope, &mut records)?;
    tell(scope, &reader, options, &mut taken, &mut records)?;
    take::name_apart(&mut taken, &mut records.problems);
    if options.as_of.is_some() {
        take::only_begun_by(records.as_of, &mut taken);
    }
    gather(scope, taken, &mut records)?;
    records.cannot_say = silence::cannot_say(&mapping, &records);
    records.problems.sort();
    records.problems.dedup();
    Ok(records)
}

/// Puts the records in place, then everything that refers to them.
fn gather(scope: Scope<'_>, taken: Vec<Found>, records: &mut Records) -> Result<(), ReadError> {
    let mut names = Names::new();
    let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, found) in taken.into_iter().enumerate() {
        if let Some(key) = found.reading.check_in_key {
            keys.entry(key).or_default().push(index);
        }
        for (key, name) in found.reading.names {
            people::keep_better(&mut names, key, name);
        }
        records.initiatives.push(found.initiative);
    }
    goals::link(records);
    let reports = check_ins::read(scope, &records.initiatives, &keys, &mut records.problems)?;
    if scope.mapping.check_ins.is_some() {
        let counts = &mut records.counts;
        counts.insert("check_in_keys_reported".to_owned(), reports.keys_reported);
        counts.insert("check_ins_without_record".to_owned(), reports.unjoined);
    }
    records.check_ins = reports.check_ins;
    records.teams = teams::read(scope, &mut names, &mut records.problems)?;
    teams::add_named(&mut records.teams, &records.initiatives);
    records.people = people::known(records, &names);
    Ok(())
}

fn existing_folder(root: &Path) -> Result<PathBuf, ReadError> {
    let path = || root.display().to_string();
    let about = std::fs::metadata(root).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            return ReadError::NotThere { path: path() };
        }
        ReadError::Unreadable {
            path: path(),
            why: error.to_string(),
        }
    })?;
    if !about.is_dir() {
        return Err(ReadError::NotAFolder { path: path() });
    }
    std::fs::read_dir(root)
        .and_then(|_| std::fs::canonicalize(root))
        .map_err(|error| ReadError::Unreadable {
            path: path(),
            why: error.to_string(),
        })
}

fn mapping_and_place(root: &Path, options: &Options<'_>) -> Result<(Mapping, Place), ReadError> {
    let mapping = match (&options.mapping, &options.preset) {
        (Some(file), _) => presets::from_file(file)?,
        (None, Some(name)) => presets::shipped(name)?,
        (None, None) => return place::recognise(root, options.progress),
    };
    let place = place::find(root, &mapping, options.progress)?;
    Ok((mapping, place))
}

/// Lays the history beside the records; without any, the dates they state are all there is.
fn tell(
    scope: Scope<'_>,
    reader: &RecordReader<'_>,
    options: &Options<'_>,
    taken: &mut [Found],
    records: &mut Records,
) -> Result<(), ReadError> {
    let (history, repository) = chronicle::find(scope, &options.history, &mut records.problems)?;
    let timeline = Timeline::new(&history, scope.place, &scope.mapping.parts);
    records.has_history = !history.rows.is_empty();
    records.as_of = options
        .as_of
        .or_else(|| repository.as_ref().and(history.head))
        .or_else(|| timeline.head())
        .or(history.head)
        .unwrap_or_else(|| chronicle::newest_file(scope.place));
    if !records.has_history {
        for found in taken {
            found.initiative.last_change = found.reading.updated.or(found.reading.created);
            found.initiative.last_meaningful_change = found.initiative.last_change;
        }
        return Ok(());
    }
    let rule = &scope.mapping.history;
    let values = repository
        .as_ref()
        .map_or(Values::Events, Values::Repository);
    let mut told: Vec<Told<'_>> = taken
        .iter_mut()
        .map(|found| Told {
            initiative: &mut found.initiative,
            now: &found.reading,
        })
        .collect();
    let touching = Touching {
        siblings: &rule.touch,
        mechanical_over: options
            .mechanical_over
            .or(rule.mechanical_over)
            .unwrap_or(HistoryRule::MECHANICAL_OVER),
    };
    timeline.tell(&mut told, reader, &values, touching)?;
    timeline.date_goals(&mut records.goals);
    Ok(())
}
