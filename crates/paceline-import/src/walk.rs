//! Finds and reads files without ever hanging: no links are followed, no devices opened, no giant read whole.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::WalkDir;

use crate::progress::Progress;
use crate::record::Problem;

/// A record larger than this is not read.
pub(crate) const RECORD_BYTES: u64 = 2 * 1024 * 1024;
/// Lists of teams and check-ins may be longer.
pub(crate) const LIST_BYTES: u64 = 64 * 1024 * 1024;
/// Deeper than this nobody keeps records.
const DEPTH: usize = 40;
/// Folders that never hold records.
const NEVER: [&str; 7] = [
    ".git",
    ".hg",
    ".svn",
    "node_modules",
    "target",
    ".venv",
    "vendor",
];

/// Patterns for paths, with the folders they can lie in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Globs {
    set: GlobSet,
    /// Leading folders without wildcards, one for each pattern.
    starts: Vec<String>,
}

impl Globs {
    pub(crate) fn new<'a>(
        patterns: impl IntoIterator<Item = &'a String>,
    ) -> Result<Self, globset::Error> {
        let mut builder = GlobSetBuilder::new();
        let mut starts = Vec::new();
        for pattern in patterns {
            let pattern = pattern.trim_start_matches("./");
            builder.add(
                GlobBuilder::new(pattern)
                    .literal_separator(true)
                    .empty_alternates(true)
                    .build()?,
            );
            starts.push(start_of(pattern));
        }
        Ok(Self {
            set: builder.build()?,
            starts,
        })
    }

    pub(crate) fn matches(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether anything that matches can lie in or below that folder.
    fn may_lie_in(&self, folder: &str) -> bool {
        self.starts
            .iter()
            .any(|start| is_inside(start, folder) || is_inside(folder, start))
    }
}

/// `keps` for `keps/**/kep.yaml`, nothing for `**/kep.yaml`.
fn start_of(pattern: &str) -> String {
    let mut folders: Vec<&str> = pattern.split('/').collect();
    folders.pop();
    folders
        .into_iter()
        .take_while(|folder| !folder.contains(['*', '?', '[', '{']))
        .collect::<Vec<_>>()
        .join("/")
}

fn is_inside(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path == folder
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
}

/// Where to look for files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folder<'f> {
    /// Paths and patterns are relative to this.
    pub(crate) base: &'f Path,
    /// Only below this sub-folder, when it is not empty.
    pub(crate) within: &'f str,
}

/// Files that match, as sorted paths with `/`.
pub(crate) fn files(
    folder: Folder<'_>,
    wanted: &Globs,
    problems: &mut Vec<Problem>,
    progress: &dyn Fn(Progress),
) -> Vec<String> {
    let Folder { base, within } = folder;
    let mut found = BTreeSet::new();
    let walk = WalkDir::new(base.join(within))
        .follow_links(false)
        .max_depth(DEPTH);
    let mut seen = 0_u64;
    let walk = walk.into_iter().filter_entry(|entry| {
        if !entry.file_type().is_dir() {
            return true;
        }
        let never = entry
            .file_name()
            .to_str()
            .is_some_and(|name| NEVER.contains(&name));
        entry.depth() == 0 || (!never && wanted.may_lie_in(&relative(base, entry.path())))
    });
    for entry in walk {
        seen += 1;
        if seen.is_multiple_of(1_000) {
            progress(Progress {
                phase: "looking for records",
                done: seen,
                total: None,
            });
        }
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = relative(base, entry.path());
                if wanted.matches(&path) {
                    found.insert(path);
                }
            }
            Ok(_) => {}
            Err(error) => problems.push(Problem {
                path: error
                    .path()
                    .map_or_else(String::new, |path| relative(base, path)),
                line: None,
                what: format!("cannot be looked into: {}", why(&error)),
                read_as: "left out".to_owned(),
            }),
        }
    }
    found.into_iter().collect()
}

fn why(error: &walkdir::Error) -> String {
    error
        .io_error()
        .map_or_else(|| "a loop of links".to_owned(), ToString::to_string)
}

/// The path relative to `base`, with `/` on every system.
pub(crate) fn relative(base: &Path, path: &Path) -> String {
    let path = path.strip_prefix(base).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Text of a file, or why there is none. Bytes that are not UTF-8 are replaced and reported.
pub(crate) fn text(
    base: &Path,
    path: &str,
    limit: u64,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let mut refuse = |what: String, read_as: &str| {
        problems.push(Problem {
            path: path.to_owned(),
            line: None,
            what,
            read_as: read_as.to_owned(),
        });
    };
    let full = base.join(path);
    let bytes = match bytes(&full, limit) {
        Ok(bytes) => bytes,
        Err(what) => {
            refuse(what, "left out");
            return None;
        }
    };
    if bytes.iter().take(8_192).any(|byte| *byte == 0) {
        refuse("is a binary file".to_owned(), "left out");
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            refuse(
                "is not UTF-8 text".to_owned(),
                "text with the unreadable characters replaced",
            );
            Some(String::from_utf8_lossy(error.as_bytes()).into_owned())
        }
    }
}

/// The whole file, never more than the limit.
fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let too_big = || format!("is larger than the limit of {} KiB", limit / 1024);
    // Looked at before it is opened: opening a pipe would wait for ever.
    let about =
        std::fs::symlink_metadata(path).map_err(|error| format!("cannot be read: {error}"))?;
    if !about.is_file() {
        return Err("is not an ordinary file".to_owned());
    }
    if about.len() > limit {
        return Err(too_big());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    File::open(path)
        .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("cannot be read: {error}"))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(too_big());
    }
    Ok(bytes)
}
