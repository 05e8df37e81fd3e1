//! Finds PostgreSQL's programs, installs them where that is ours to do, and runs them as a user they accept.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::{debian, run};

const MISSING: &str = "The tests need a PostgreSQL server, and no folder on PATH or under /usr/lib/postgresql holds initdb, pg_ctl and postgres.
  Debian, Ubuntu:  sudo apt-get install --no-install-recommends postgresql
  Fedora:          sudo dnf install postgresql-server
  macOS:           brew install postgresql
or name a server whose user may create databases: PACELINE_TEST_POSTGRES=postgres://USER@HOST:PORT/DATABASE";

pub(crate) struct Programs {
    folder: PathBuf,
    /// PostgreSQL refuses to run as root; then it runs as its own user.
    we_are_root: bool,
}

impl Programs {
    pub(crate) fn find() -> Result<Self, Failure> {
        let we_are_root = debian::we_are_root()?;
        if folder().is_none() && debian::can_install()? {
            debian::install("postgresql", "a PostgreSQL server")?;
        }
        let folder = folder().ok_or_else(|| Failure::new(MISSING))?;
        if we_are_root && !run::answers(Command::new("id").args(["-u", "postgres"])) {
            return Err(Failure::new(
                "PostgreSQL refuses to run as root, and there is no user `postgres` to run it as.\n\
                 Run the tests as another user, or create it: useradd --system postgres",
            ));
        }
        Ok(Self {
            folder,
            we_are_root,
        })
    }

    /// The words that run one of PostgreSQL's programs.
    pub(crate) fn program(&self, name: &str) -> Vec<String> {
        self.as_owner(&self.folder.join(name).to_string_lossy())
    }

    /// The words that run any program as the user to whom the cluster belongs.
    pub(crate) fn as_owner(&self, program: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        if self.we_are_root {
            words.extend(["runuser", "-u", "postgres", "--"].map(str::to_owned));
        }
        words.push(program.to_owned());
        words
    }
}

fn folder() -> Option<PathBuf> {
    let on_path = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    on_path
        .into_iter()
        .chain(debian_folders())
        .find(|folder| is_whole(folder))
}

fn is_whole(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

/// Debian keeps each version apart, off the path; the newest first.
fn debian_folders() -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .collect();
    versions.sort_by(|a, b| b.cmp(a));
    versions.into_iter().map(|(_, folder)| folder).collect()
}
