//! Finds the history: files that were given, a pack's own files, or the git repository around the records.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::error::ReadError;
use crate::history::{self, History, Repository};
use crate::place::{self, Place};
use crate::record::Problem;
use crate::scope::Scope;

/// The history that was given, else that of the pack or the repository in which the records lie.
pub(crate) fn find(
    scope: Scope<'_>,
    given: &[PathBuf],
    problems: &mut Vec<Problem>,
) -> Result<(History, Option<Repository>), ReadError> {
    if given.is_empty() {
        let files = jsonl_in(&scope.place.root.join("history"));
        let history = from_files(scope, &files);
        // A folder of that name may hold something else altogether.
        if history.rows.is_empty() {
            return from_repository(scope, problems);
        }
        problems.extend(history.problems.iter().cloned());
        return Ok((history, None));
    }
    let mut files = Vec::new();
    for given in given {
        match (given.is_dir(), given.is_file()) {
            (true, _) => files.extend(jsonl_in(given)),
            (false, true) => files.push(given.clone()),
            (false, false) => {
                return Err(ReadError::HistoryNotThere {
                    path: given.display().to_string(),
                });
            }
        }
    }
    let history = from_files(scope, &files);
    problems.extend(history.problems.iter().cloned());
    Ok((history, None))
}

fn from_files(scope: Scope<'_>, files: &[PathBuf]) -> History {
    match files {
        [] => History::default(),
        files => history::from_jsonl(files, scope.progress),
    }
}

/// Without git, or with a broken repository, the records are still there to be read.
fn from_repository(
    scope: Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Result<(History, Option<Repository>), ReadError> {
    let Scope {
        mapping,
        place,
        progress,
    } = scope;
    let mut patterns = mapping.records.files.clone();
    patterns.extend(mapping.goals.iter().flat_map(|goals| goals.files.clone()));
    let wanted = place::globs(mapping, &patterns)?;
    let folders: BTreeSet<&str> = place
        .files
        .iter()
        .map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder))
        .collect();
    let is_wanted = |path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let touches = mapping.history.touch.iter().any(|touched| touched == name);
        wanted.matches(path) || (touches && folders.contains(folder))
    };
    match history::from_git(&place.base, &is_wanted, progress) {
        Ok(Some((history, repository))) => {
            problems.extend(history.problems.iter().cloned());
            Ok((history, Some(repository)))
        }
        Ok(None) => Ok((History::default(), None)),
        Err(error) => {
            problems.push(Problem {
                path: ".git".to_owned(),
                line: None,
                what: error.to_string(),
                read_as: "records without history".to_owned(),
            });
            Ok((History::default(), None))
        }
    }
}

fn jsonl_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
                && path.is_file()
        })
        .collect();
    files.sort();
    files
}

/// When the newest record was written to disk: the last resort for a moment.
pub(crate) fn newest_file(place: &Place) -> Timestamp {
    let times = place.files.iter().filter_map(|path| {
        let about = std::fs::metadata(place.base.join(path)).ok()?;
        Timestamp::try_from(about.modified().ok()?).ok()
    });
    times.max().unwrap_or_default()
}
