//! The files of the repository, as git knows them: tracked, and new ones that are not ignored.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::failure::Failure;
use crate::root::root;
use crate::run;

pub(crate) struct Tree {
    /// By path from the root, with `/`; `None` is a file that is not text.
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    pub(crate) fn read() -> Result<Self, Failure> {
        let listing = [
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ];
        let paths = run::read(Command::new("git").args(listing).current_dir(root()))?;
        let mut files = BTreeMap::new();
        for path in paths.split('\0').filter(|path| root().join(path).is_file()) {
            let full = root().join(path);
            let bytes = fs::read(&full).map_err(|e| Failure::file(&full, &e))?;
            files.insert(path.to_owned(), String::from_utf8(bytes).ok());
        }
        Ok(Self { files })
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned())))
                .collect(),
        }
    }

    /// Every file's path, in order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Every text file with its path.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// Text files whose name ends in `.extension`.
    pub(crate) fn texts_in<'a>(
        &'a self,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts()
            .filter(move |(path, _)| has_extension(path, extension))
    }

    /// Paths below the folder (named with its last `/`), without the folder.
    pub(crate) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.paths()
            .filter_map(move |path| path.strip_prefix(folder))
    }

    /// The parts of a folder of Rust code that stand for themselves: `x` for both `x.rs` and `x/mod.rs`.
    pub(crate) fn modules(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .below(folder)
            .filter_map(|path| {
                path.strip_suffix("/mod.rs")
                    .or_else(|| path.strip_suffix(".rs"))
            })
            .filter(|name| !name.contains('/') && !["mod", "tests"].contains(name))
            .map(str::to_owned)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether a file or a folder has this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self.paths().any(|known| known.starts_with(&folder))
    }
}

pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, found)| found == extension)
}
