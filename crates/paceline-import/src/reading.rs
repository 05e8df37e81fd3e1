//! What one revision of a record says in our words, and what changed since another.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::record::{Change, Looks};
use crate::states::State;

/// What one revision of a record says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub(crate) title: Option<String>,
    pub(crate) status_written: String,
    pub(crate) state: Option<State>,
    pub(crate) maturity: String,
    pub(crate) looks: Looks,
    pub(crate) lead: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) reviewers: Vec<String>,
    pub(crate) approvers: Vec<String>,
    pub(crate) supporters: Vec<String>,
    pub(crate) groups: Vec<String>,
    pub(crate) team: Option<String>,
    pub(crate) serves: Vec<String>,
    /// Team and who answers for it.
    pub(crate) answers: Vec<(String, Vec<String>)>,
    /// Whose support is asked, and the line.
    pub(crate) asks: Vec<(String, u32)>,
    pub(crate) created: Option<Timestamp>,
    pub(crate) updated: Option<Timestamp>,
    pub(crate) summary: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) check_in_key: Option<String>,
    pub(crate) lines: BTreeMap<String, u32>,
    /// Full names by key.
    pub(crate) names: BTreeMap<String, String>,
    pub(crate) remarks: Vec<Remark>,
}

/// Something in one revision that could not be taken as written.
#[derive(Debug, Clone)]
pub(crate) struct Remark {
    pub(crate) line: Option<u32>,
    pub(crate) what: String,
    pub(crate) read_as: String,
}

impl Reading {
    /// What has to be set to come from `before` to this.
    pub(crate) fn changes_since(&self, before: Option<&Self>) -> Vec<Change> {
        let blank = Self {
            maturity: "none".to_owned(),
            ..Self::default()
        };
        let is_first = before.is_none();
        let before = before.unwrap_or(&blank);
        let mut changes = Vec::new();
        if let Some(title) = self
            .title
            .as_ref()
            .filter(|title| before.title.as_ref() != Some(title))
        {
            changes.push(Change::Title(title.clone()));
        }
        if let Some(state) = &self.state
            && (is_first || self.status_written != before.status_written)
        {
            changes.push(Change::Status {
                written: self.status_written.clone(),
                stage: state.stage,
                active: state.active,
            });
        }
        if self.maturity != before.maturity {
            changes.push(Change::Maturity {
                written: self.maturity.clone(),
                looks: self.looks,
            });
        }
        if self.authors != before.authors {
            changes.push(Change::Authors(self.authors.clone()));
        }
        if self.reviewers != before.reviewers {
            changes.push(Change::Reviewers(self.reviewers.clone()));
        }
        if self.approvers != before.approvers {
            changes.push(Change::Approvers(self.approvers.clone()));
        }
        if self.supporters != before.supporters {
            changes.push(Change::Supporters(self.supporters.clone()));
        }
        if self.team != before.team {
            changes.push(Change::Team(self.team.clone()));
        }
        changes
    }
}
