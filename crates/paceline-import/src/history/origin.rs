//! Where a repository comes from, as its own settings say.

use std::path::Path;

use super::{HistoryError, command::Git};

/// What is known of where a folder's repository comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The address of the remote `origin`.
    At(String),
    /// The repository has no remote of that name.
    NoRemote,
    /// Git looks after nothing there.
    NoRepository,
    /// Git is not installed, so that nobody can tell.
    NoGit,
}

/// Looks up the remote `origin` of the repository that a folder lies in: in its settings with all that they include, for a
/// further work tree too. The person's own settings are not read.
pub fn origin(folder: &Path) -> Result<Origin, HistoryError> {
    let git = Git::new("git", folder);
    let Some(answer) = git.ask(&["rev-parse", "--git-dir"])? else {
        return Ok(Origin::NoGit);
    };
    if !answer.good {
        return Ok(Origin::NoRepository);
    }
    let Some(answer) = git.ask(&["config", "--get", "remote.origin.url"])? else {
        return Ok(Origin::NoGit);
    };
    let address = answer.words.trim().to_owned();
    Ok(if answer.good && !address.is_empty() {
        Origin::At(address)
    } else {
        Origin::NoRemote
    })
}
