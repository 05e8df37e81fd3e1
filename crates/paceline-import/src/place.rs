//! Where the records lie: which folder the mapping's patterns are relative to, and which preset fits.

use std::path::{Path, PathBuf};

use crate::error::ReadError;
use crate::mapping::Mapping;
use crate::presets;
use crate::progress::Progress;
use crate::record::Problem;
use crate::walk::{self, Folder, Globs};

/// A folder with records, found.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// What was given, or the folder above it to which the patterns are relative.
    pub(crate) root: PathBuf,
    /// Folder to which the records' paths are relative: `root` or one of its parts.
    pub(crate) base: PathBuf,
    /// `base` relative to `root`, empty when they are the same.
    pub(crate) part: String,
    /// Only records below this folder of `base`; empty for all.
    pub(crate) within: String,
    /// Paths of the records, sorted.
    pub(crate) files: Vec<String>,
    /// Folders and files that could not be looked into.
    pub(crate) problems: Vec<Problem>,
}

impl Place {
    /// Where records are looked for.
    pub(crate) fn records(&self) -> Folder<'_> {
        Folder {
            base: &self.base,
            within: &self.within,
        }
    }

    /// Where lists of teams and reports are looked for.
    pub(crate) fn top(&self) -> Folder<'_> {
        Folder {
            base: &self.root,
            within: "",
        }
    }
}

/// Finds the records of a named mapping.
pub(crate) fn find(
    given: &Path,
    mapping: &Mapping,
    progress: &dyn Fn(Progress),
) -> Result<Place, ReadError> {
    let wanted = globs(mapping, &mapping.records.files)?;
    let excluded = globs(mapping, &mapping.records.exclude)?;
    for (root, within) in candidates(given) {
        for part in parts(mapping) {
            let Some(place) = try_at(&root, part, &within) else {
                continue;
            };
            let mut problems = Vec::new();
            let mut files = walk::files(place.records(), &wanted, &mut problems, progress);
            files.retain(|path| !excluded.matches(path));
            if !files.is_empty() {
                return Ok(Place {
                    files,
                    problems,
                    ..place
                });
            }
        }
    }
    Err(ReadError::NoRecords {
        name: mapping.name.clone(),
        path: given.display().to_string(),
    })
}

/// Tries the shipped presets one after the other.
pub(crate) fn recognise(
    given: &Path,
    progress: &dyn Fn(Progress),
) -> Result<(Mapping, Place), ReadError> {
    for name in presets::names() {
        let mapping = presets::shipped(name)?;
        if !is_recognised(given, &mapping, progress)? {
            continue;
        }
        match find(given, &mapping, progress) {
            Ok(place) => return Ok((mapping, place)),
            Err(ReadError::NoRecords { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(ReadError::NotRecognised {
        path: given.display().to_string(),
        known: presets::names().join(", "),
    })
}

fn is_recognised(
    given: &Path,
    mapping: &Mapping,
    progress: &dyn Fn(Progress),
) -> Result<bool, ReadError> {
    let wanted = globs(mapping, &mapping.recognise.any)?;
    if wanted.is_empty() {
        return Ok(false);
    }
    for (root, within) in candidates(given) {
        for part in parts(mapping) {
            let Some(place) = try_at(&root, part, &within) else {
                continue;
            };
            let files = walk::files(place.records(), &wanted, &mut Vec::new(), progress);
            let holds = |path: &String| match &mapping.recognise.text {
                None => true,
                Some(pattern) => walk::text(&place.base, path, walk::RECORD_BYTES, &mut Vec::new())
                    .is_some_and(|text| pattern.0.is_match(&text)),
            };
            if files.iter().any(holds) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The folder itself, then those above it as long as they are in the same repository.
fn candidates(given: &Path) -> Vec<(PathBuf, String)> {
    let mut found = vec![(given.to_path_buf(), String::new())];
    let Some(top) = given
        .ancestors()
        .find(|folder| folder.join(".git").exists())
    else {
        return found;
    };
    for folder in given
        .ancestors()
        .skip(1)
        .take_while(|folder| folder.starts_with(top))
    {
        found.push((folder.to_path_buf(), walk::relative(folder, given)));
    }
    found
}

fn parts(mapping: &Mapping) -> impl Iterator<Item = &str> {
    std::iter::once("").chain(mapping.parts.iter().map(String::as_str))
}

fn try_at(root: &Path, part: &str, within: &str) -> Option<Place> {
    let base = if part.is_empty() {
        root.to_path_buf()
    } else {
        root.join(part)
    };
    let within = match within.strip_prefix(part) {
        _ if within.is_empty() || part.is_empty() => within,
        Some(rest) => rest.trim_start_matches('/'),
        None => return None,
    };
    base.is_dir().then(|| Place {
        root: root.to_path_buf(),
        base,
        part: part.to_owned(),
        within: within.to_owned(),
        files: Vec::new(),
        problems: Vec::new(),
    })
}

/// Patterns of a mapping, or which of them is wrong.
pub(crate) fn globs(mapping: &Mapping, patterns: &[String]) -> Result<Globs, ReadError> {
    Globs::new(patterns).map_err(|error| ReadError::Mapping {
        path: mapping.name.clone(),
        line: 1,
        why: format!("a file pattern is wrong: {error}"),
    })
}
