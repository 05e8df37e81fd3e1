//! Where a secret of the server's own lies: said in settings, while the secret itself is not.

use std::{env, fs, io, path::PathBuf};

use serde::{Deserialize, Serialize};

/// Only variables of this kind are read, so that a setting cannot hand another secret of the server to a stranger.
const VARIABLES_BEGIN_WITH: &str = "PACELINE_";

/// Where a secret lies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretPlace {
    /// There is none.
    #[default]
    None,
    File(PathBuf),
    Environment(String),
    /// In the vault, where nobody sees it again.
    Kept,
}

/// Why a secret is not at hand. Says where, never what.
#[derive(Debug, thiserror::Error)]
pub enum NoSecret {
    #[error("the file with the secret cannot be read: {0}")]
    File(io::Error),
    #[error("the variable with the secret is not set")]
    Variable,
    #[error("the secret is empty")]
    Empty,
}

impl SecretPlace {
    /// Whether it is a place from which we read at all.
    pub fn may_be_read(&self) -> bool {
        match self {
            Self::None | Self::File(_) | Self::Kept => true,
            Self::Environment(name) => name.starts_with(VARIABLES_BEGIN_WITH),
        }
    }

    /// The secret, without white space around it; `kept` is what the vault has of it.
    pub(crate) fn read(&self, kept: Option<String>) -> Result<Option<String>, NoSecret> {
        let found = match self {
            Self::None => return Ok(None),
            Self::File(path) => fs::read_to_string(path).map_err(NoSecret::File)?,
            Self::Environment(name) if self.may_be_read() => {
                env::var(name).map_err(|_| NoSecret::Variable)?
            }
            Self::Environment(_) => return Err(NoSecret::Variable),
            Self::Kept => kept.ok_or(NoSecret::Empty)?,
        };
        match found.trim() {
            "" => Err(NoSecret::Empty),
            secret => Ok(Some(secret.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{NoSecret, SecretPlace};

    #[test]
    fn a_secret_comes_from_its_file_without_the_last_line_break() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let place = SecretPlace::File(path.clone());
        assert!(matches!(place.read(None), Err(NoSecret::File(_))));
        fs::write(&path, "\n").unwrap();
        assert!(matches!(place.read(None), Err(NoSecret::Empty)));
        fs::write(&path, "s3cret\n").unwrap();
        assert_eq!(place.read(None).unwrap().as_deref(), Some("s3cret"));
    }

    #[test]
    fn other_variables_of_the_server_are_not_read() {
        let place = SecretPlace::Environment("PATH".to_owned());
        assert!(!place.may_be_read());
        assert!(matches!(place.read(None), Err(NoSecret::Variable)));
    }
}
