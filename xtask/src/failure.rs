//! Why a task did not succeed, in a sentence that says what to do.

use std::fmt::{self, Display};
use std::io;
use std::path::Path;

#[derive(Debug)]
pub(crate) struct Failure(String);

pub(crate) type Outcome = Result<(), Failure>;

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self(format!("{} cannot be read: {error}", path.display()))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
