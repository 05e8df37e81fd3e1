//! A form that is looked for in a line, made ready when it is first needed.

use std::sync::OnceLock;

use regex::{Captures, Regex};

/// A regular expression of ours. One that could not be made would match nothing.
#[derive(Debug)]
pub(super) struct Pattern {
    written: &'static str,
    made: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(super) const fn new(written: &'static str) -> Self {
        Self {
            written,
            made: OnceLock::new(),
        }
    }

    fn regex(&self) -> Option<&Regex> {
        self.made
            .get_or_init(|| Regex::new(self.written).ok())
            .as_ref()
    }

    pub(super) fn fits(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    /// How often it is found.
    pub(super) fn count(&self, text: &str) -> usize {
        self.regex()
            .map_or(0, |regex| regex.find_iter(text).count())
    }

    /// What follows a match at the beginning of a text.
    pub(super) fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        let found = self.regex()?.find(text)?;
        text.get(found.end()..)
    }
}
