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
    given_files: &[PathBuf],
    problems: &mut Vec<Problem>,
) -> Result<(History, Option<Repository>), ReadError> {
    let Scope {
        mapping,
        place,
        progress,
    } = scope;
    let mut files = Vec::new();
    for given in given_files {
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
    if given_files.is_empty() {
        files = jsonl_in(&place.root.join("history"));
    }
    if files.is_empty() && given_files.is_empty() {
        let mut patterns = mapping.records.files.clone();
        let folders = place
            .files
            .iter()
            .filter_map(|path| path.rsplit_once('/').map(|(folder, _)| folder));
        let folders: BTreeSet<&str> = folders.collect();
        patterns.extend(mapping.goals.iter().flat_map(|goals| goals.files.clone()));
        let wanted = place::globs(mapping, &patterns)?;
        let touch = &mapping.history.touch;
        let is_wanted = |path: &str| {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            wanted.matches(path)
                || (touch.iter().any(|touched| touched == name) && folders.contains(folder))
        };
        if let Some((history, repository)) = history::from_git(&place.base, &is_wanted, progress)? {
            problems.extend(history.problems.iter().cloned());
            return Ok((history, Some(repository)));
        }
    }
    let history = match files.as_slice() {
        [] => History::default(),
        files => history::from_jsonl(files, progress),
    };
    problems.extend(history.problems.iter().cloned());
    Ok((history, None))
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
