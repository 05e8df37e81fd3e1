//! Everything private that is kept of one person, for that person. The record's part comes from the core.

use paceline_core::PersonId;
use paceline_store::vault::AuditFilter;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Denied, Identity, IdentityError, audit::Happened, note::Note, session::SessionView,
    token::TokenView,
};

/// Entries of the audit that are handed out: the newest.
const ENTRIES: usize = 10_000;

/// Everything private of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnData {
    /// Handle, name, addresses, sign-ins at identity providers.
    pub account: crate::account::Account,
    pub sessions: Vec<SessionView>,
    /// Without their secrets, which we do not have.
    pub tokens: Vec<TokenView>,
    /// Their own, and those of a pair that are shared with them.
    pub notes: Vec<Note>,
    /// What they did with their account and what others did with it.
    pub audit: Vec<Value>,
}

impl Identity {
    /// Everything private of a person. Only to be given to that person.
    pub async fn own_data(&self, person: PersonId) -> Result<OwnData, IdentityError> {
        let Some(account) = self.account_of(person).await? else {
            return Err(Denied::NoSuch { what: "person" }.into());
        };
        self.note(Some(person), Happened::OwnDataTaken, None)
            .await?;
        let concerning = AuditFilter {
            concerning: Some(person),
            ..AuditFilter::default()
        };
        let entries = self.vault().audit_entries(concerning, ENTRIES).await?;
        let audit = entries.into_iter().map(|(_, entry)| {
            // Where others did something, from where they did it is theirs.
            let from = entry.from.filter(|_| entry.by == Some(person));
            json!({
                "at": entry.at.timestamp().to_string(),
                "by_you": entry.by == Some(person),
                "what": entry.what,
                "about": entry.about,
                "from": from,
            })
        });
        Ok(OwnData {
            account,
            sessions: self.sessions(person).await?,
            tokens: self.tokens(person).await?,
            notes: self.notes(person).await?,
            audit: audit.collect(),
        })
    }
}
