//! Where a record lies, and how it is to be opened. A password never shows.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use tokio_postgres::config::{Config, Host, SslMode};

use crate::{StoreError, memory::Memory};

/// Where a record lies.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// In memory only, gone with the process.
    Memory,
    /// `paceline.sqlite` in this folder.
    Folder(PathBuf),
    /// A PostgreSQL database, by its URL.
    Postgres(String),
}

impl Location {
    /// A `postgres://` or `postgresql://` URL, or else a folder.
    pub fn parse(written: &str) -> Result<Self, StoreError> {
        if written.is_empty() {
            return Err(StoreError::BadLocation {
                written: String::new(),
                what: "it is empty",
            });
        }
        if !(written.starts_with("postgres://") || written.starts_with("postgresql://")) {
            if written.contains("://") {
                let scheme = written.split("://").next().unwrap_or_default();
                return Err(StoreError::BadLocation {
                    written: format!("{scheme}://…"),
                    what: "only postgres:// is known",
                });
            }
            return Ok(Self::Folder(PathBuf::from(written)));
        }
        config(written)?;
        Ok(Self::Postgres(written.to_owned()))
    }

    pub(crate) fn place(&self) -> Result<Place, StoreError> {
        Ok(match self {
            Self::Memory => Place::Memory(Arc::new(Mutex::new(Memory::new()?))),
            Self::Folder(folder) => Place::Folder(folder.clone()),
            Self::Postgres(url) => Place::Postgres(Arc::new(config(url)?)),
        })
    }
}

fn config(url: &str) -> Result<Config, StoreError> {
    // The driver's own words may quote a part of the password, so they are dropped.
    let bad = || StoreError::BadLocation {
        written: "postgres://…".to_owned(),
        what: "it is not a valid PostgreSQL URL",
    };
    let mut config: Config = url.parse().map_err(|_| bad())?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(bad());
    }
    if config.get_ssl_mode() == SslMode::Require {
        return Err(StoreError::BadLocation {
            written: "postgres://…?sslmode=require".to_owned(),
            what: "encrypted connections are not built in yet; use a local socket or a tunnel",
        });
    }
    if config.get_application_name().is_none() {
        config.application_name("paceline");
    }
    Ok(config)
}

impl fmt::Display for Location {
    /// For people: a PostgreSQL URL without its user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str("memory"),
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Postgres(url) => match config(url) {
                Ok(config) => write_postgres(f, &config),
                Err(_) => f.write_str("postgres://…"),
            },
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Location({self})")
    }
}

pub(crate) fn write_postgres(f: &mut fmt::Formatter<'_>, config: &Config) -> fmt::Result {
    f.write_str("postgres://")?;
    for (at, host) in config.get_hosts().iter().enumerate() {
        if at > 0 {
            f.write_str(",")?;
        }
        match host {
            Host::Tcp(name) => f.write_str(name)?,
            #[cfg(unix)]
            Host::Unix(path) => write!(f, "{}", path.display())?,
        }
        if let Some(port) = config.get_ports().get(at).or(config.get_ports().first()) {
            write!(f, ":{port}")?;
        }
    }
    write!(f, "/{}", config.get_dbname().unwrap_or_default())
}

/// What is done when there is no record yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Missing {
    #[default]
    Create,
    Refuse,
}

/// Whether the snapshot may shorten the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Snapshots {
    #[default]
    Used,
    Ignored,
}

/// How a record is to be opened. The default creates what is missing and starts from a snapshot where one fits.
#[derive(Debug, Clone, Copy, Default)]
pub struct OpenOptions {
    pub(crate) missing: Missing,
    pub(crate) snapshots: Snapshots,
}

impl OpenOptions {
    /// Refuses a place where no record lies, instead of starting one there.
    #[must_use]
    pub fn existing_only(self) -> Self {
        Self {
            missing: Missing::Refuse,
            ..self
        }
    }

    /// Folds the whole journal, and neither reads nor writes a snapshot.
    #[must_use]
    pub fn without_snapshot(self) -> Self {
        Self {
            snapshots: Snapshots::Ignored,
            ..self
        }
    }
}

/// A location made ready: parsed, and for memory the rows themselves.
#[derive(Clone)]
pub(crate) enum Place {
    Memory(Arc<Mutex<Memory>>),
    Folder(PathBuf),
    Postgres(Arc<Config>),
}

impl Place {
    pub(crate) fn snapshot_path(&self) -> Option<PathBuf> {
        match self {
            Self::Folder(folder) => Some(folder.join("snapshot.postcard")),
            Self::Memory(_) | Self::Postgres(_) => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory(_) => f.write_str("memory"),
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Postgres(config) => write_postgres(f, config),
        }
    }
}

/// The database file in a folder.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("paceline.sqlite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_shows() {
        let location = Location::parse("postgres://ada:hunter2@db.example.org:5433/acme").unwrap();
        assert_eq!(location.to_string(), "postgres://db.example.org:5433/acme");
        assert_eq!(
            format!("{location:?}"),
            "Location(postgres://db.example.org:5433/acme)"
        );
        for broken in [
            "postgres://ada:hunter2@db:port/x",
            "postgres://ada@db/x?hunter2",
            "postgres://ada@db/x?hunter2=1",
        ] {
            let shown = format!("{:?}", Location::Postgres(broken.to_owned()));
            assert!(!shown.contains("hunter2"), "{shown}");
            let error = Location::parse(broken).unwrap_err();
            assert!(
                !format!("{error} {error:?}").contains("hunter2"),
                "{error:?}"
            );
        }
        let error = Location::parse("mysql://ada:hunter2@db/x").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }

    #[test]
    fn what_is_no_url_is_a_folder() {
        assert_eq!(
            Location::parse("./data").unwrap(),
            Location::Folder(PathBuf::from("./data"))
        );
        assert!(Location::parse("").is_err());
        assert!(Location::parse("postgres://").is_err());
    }
}
