//! Where somebody is signed in: the server's address and the token, in a file that only they can read.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::out::Failure;

/// What is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct Login {
    pub(crate) url: String,
    pub(crate) token: Option<String>,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login")
            .field("url", &self.url)
            .field("token", &self.token.as_ref().map(|_| "…"))
            .finish()
    }
}

/// The user's own folder of settings, as the system has it.
fn folder() -> Result<PathBuf, Failure> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let folder = variable("XDG_CONFIG_HOME")
        .or_else(|| variable("APPDATA"))
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(variable("HOME")?).join(".config")));
    let folder = folder.filter(|folder| folder.is_absolute());
    let folder = folder.ok_or_else(|| {
        Failure::new(
            "There is no place for your settings.",
            "Set HOME or XDG_CONFIG_HOME to a folder of yours.",
        )
    })?;
    Ok(folder.join("paceline"))
}

pub(crate) fn file() -> Result<PathBuf, Failure> {
    Ok(folder()?.join("login.json"))
}

impl Login {
    /// What was kept last; nothing when nobody signed in.
    pub(crate) fn read() -> Result<Option<Self>, Failure> {
        let file = file()?;
        match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|_| unreadable(&file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(_) => Err(unreadable(&file)),
        }
    }

    pub(crate) fn keep(&self) -> Result<PathBuf, Failure> {
        let (folder, file) = (folder()?, file()?);
        let unwritten = |_| {
            Failure::new(
                format!("{} cannot be written.", file.display()),
                "Look who owns the folder, or set PACELINE_URL and PACELINE_TOKEN instead.",
            )
        };
        fs::create_dir_all(&folder).map_err(unwritten)?;
        let text = serde_json::to_vec_pretty(self).unwrap_or_default();
        // Written beside it first: whoever is interrupted keeps the old one.
        let beside = folder.join(format!("login.json.{}", std::process::id()));
        drop(fs::remove_file(&beside));
        let mut open = fs::OpenOptions::new();
        open.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
        let written = open
            .open(&beside)
            .and_then(|mut out| out.write_all(&text).and_then(|()| out.sync_all()));
        written.map_err(unwritten)?;
        fs::rename(&beside, &file).map_err(unwritten)?;
        Ok(file)
    }

    /// Forgets it. `false` when nothing was kept.
    pub(crate) fn forget() -> Result<bool, Failure> {
        let file = file()?;
        match fs::remove_file(&file) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(_) => Err(unreadable(&file)),
        }
    }
}

fn unreadable(file: &Path) -> Failure {
    Failure::new(
        format!("{} cannot be read.", file.display()),
        "Run `paceline login URL` again.",
    )
}
