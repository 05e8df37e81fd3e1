//! Lists: what can be asked of one (words to look for, team, stage, order, page) and what it answers.

use serde::{Deserialize, Serialize};

use crate::TeamId;

/// Rows on a page of a list.
pub const PAGE: usize = 50;

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Title,
    LastChange,
    Stage,
}

impl Sort {
    pub const ALL: [Self; 5] = [
        Self::Newest,
        Self::Oldest,
        Self::Title,
        Self::LastChange,
        Self::Stage,
    ];

    /// As it stands in a URL.
    pub fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Title => "title",
            Self::LastChange => "last-change",
            Self::Stage => "stage",
        }
    }

    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// What was asked of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words that must all occur, in any case.
    pub find: String,
    pub team: Option<TeamId>,
    /// A stage or state by name; each list knows its own.
    pub stage: Option<String>,
    /// Only what nobody leads.
    pub nobody_leads: bool,
    pub sort: Sort,
    /// From one.
    pub page: usize,
    /// So many rows after so many others, instead of a page.
    pub stretch: Option<Stretch>,
}

/// Some rows of a list, wherever pages begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub skip: usize,
    pub take: usize,
}

impl Asked {
    /// The words to look for, in lower case.
    pub fn words(&self) -> Vec<String> {
        self.find
            .split_whitespace()
            .map(str::to_lowercase)
            .collect()
    }

    pub fn is_reversed(&self) -> bool {
        self.sort == Sort::Oldest
    }

    /// The asked page of all that was found. Only its rows are made.
    pub fn page_of<T, R>(&self, found: &[T], row: impl Fn(&T) -> R) -> Listed<R> {
        self.page_of_some(found, |item| Some(row(item)))
    }

    pub fn page_of_some<T, R>(&self, found: &[T], row: impl Fn(&T) -> Option<R>) -> Listed<R> {
        let pages = found.len().div_ceil(PAGE).max(1);
        let page = self.page.clamp(1, pages);
        let stretch = self.stretch.unwrap_or(Stretch {
            skip: (page - 1) * PAGE,
            take: PAGE,
        });
        let rows = found
            .iter()
            .skip(stretch.skip)
            .take(stretch.take)
            .filter_map(row)
            .collect();
        Listed {
            rows,
            total: found.len(),
            page,
            pages,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed<R> {
    pub rows: Vec<R>,
    pub total: usize,
    pub page: usize,
    pub pages: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_past_the_end_is_the_last_one() {
        let asked = Asked {
            page: 9,
            ..Asked::default()
        };
        let listed = asked.page_of(&[1; 120], |n| *n);
        assert_eq!(
            (listed.page, listed.pages, listed.rows.len(), listed.total),
            (3, 3, 20, 120)
        );
    }
}
