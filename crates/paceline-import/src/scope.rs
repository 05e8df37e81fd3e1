//! What every step of a reading needs to know: the mapping, the place, and whom to tell of progress.

use crate::error::ReadError;
use crate::mapping::Mapping;
use crate::place::{self, Place};
use crate::progress::Progress;
use crate::record::Problem;
use crate::walk;

/// One reading.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) mapping: &'s Mapping,
    pub(crate) place: &'s Place,
    pub(crate) progress: &'s dyn Fn(Progress),
}

impl Scope<'_> {
    /// Files beside the records (teams, check-ins), relative to the root.
    pub(crate) fn files_of_root(
        &self,
        files: &[String],
        exclude: &[String],
    ) -> Result<Vec<String>, ReadError> {
        let wanted = place::globs(self.mapping, files)?;
        let excluded = place::globs(self.mapping, exclude)?;
        let mut found = walk::files(self.place.top(), &wanted, &mut Vec::new(), self.progress);
        found.retain(|path| !excluded.matches(path));
        Ok(found)
    }

    /// Text of a file relative to the root.
    pub(crate) fn text_of_root(&self, path: &str, problems: &mut Vec<Problem>) -> Option<String> {
        walk::text(&self.place.root, path, walk::LIST_BYTES, problems)
    }

    /// Text of a file among the records.
    pub(crate) fn text(&self, path: &str, problems: &mut Vec<Problem>) -> Option<String> {
        walk::text(&self.place.base, path, walk::RECORD_BYTES, problems)
    }
}
