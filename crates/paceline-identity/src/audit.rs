//! The audit: what happened to accounts and settings, for admins to read. Never a secret in it, and no content.

use std::net::IpAddr;

use paceline_core::{PersonId, Time};
use paceline_store::vault::{AuditEntry, AuditFilter};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Identity, IdentityError, account::Role, session::How, token::Scopes};

/// What happened. `person` is whom it is about, where that is not plain from who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happened {
    SignedIn {
        how: How,
    },
    SignInFailed {
        person: Option<PersonId>,
        how: How,
    },
    SignedOut,
    SessionsEnded {
        person: PersonId,
        count: usize,
    },
    PasswordSet {
        person: PersonId,
    },
    PasskeyAdded,
    PasskeyRemoved,
    AddressAdded {
        person: PersonId,
    },
    AddressRemoved {
        person: PersonId,
    },
    ProviderLinked {
        person: PersonId,
        provider: String,
    },
    TokenMade {
        person: PersonId,
        name: String,
        scopes: Scopes,
    },
    TokenRevoked {
        person: PersonId,
        name: String,
    },
    /// Once a day and token.
    TokenUsed {
        name: String,
    },
    Invited {
        role: Role,
    },
    InvitationTakenBack,
    RecoveryStarted {
        person: PersonId,
    },
    Joined {
        person: PersonId,
        role: Role,
    },
    RoleChanged {
        person: PersonId,
        role: Role,
    },
    Left {
        person: PersonId,
    },
    Returned {
        person: PersonId,
    },
    Erased {
        person: PersonId,
    },
    /// The record.
    Exported,
    /// Their own data.
    OwnDataTaken,
    SettingChanged {
        name: String,
    },
    ProviderChanged {
        name: String,
    },
    /// Somebody, by a directory.
    Provisioned {
        person: PersonId,
    },
    /// A group of people, by a directory.
    GroupProvisioned {
        name: String,
    },
}

impl Happened {
    /// Every name that an entry may have, for a filter.
    pub const NAMES: [&str; 27] = [
        "signed_in",
        "sign_in_failed",
        "signed_out",
        "sessions_ended",
        "password_set",
        "passkey_added",
        "passkey_removed",
        "address_added",
        "address_removed",
        "provider_linked",
        "token_made",
        "token_revoked",
        "token_used",
        "invited",
        "invitation_taken_back",
        "recovery_started",
        "joined",
        "role_changed",
        "left",
        "returned",
        "erased",
        "exported",
        "own_data_taken",
        "setting_changed",
        "provider_changed",
        "provisioned",
        "group_provisioned",
    ];

    /// What happened, for people; whoever did it stands beside it. `name_of` says what people are called.
    pub fn sentence(&self, name_of: impl Fn(PersonId) -> String) -> String {
        match self {
            Self::SignedIn { how } => format!("Signed in {}.", how.in_words()),
            Self::SignInFailed { person, how } => match person {
                Some(person) => format!(
                    "Somebody failed to sign in as {} {}.",
                    name_of(*person),
                    how.in_words()
                ),
                None => format!(
                    "Somebody failed to sign in {}; there is no such account.",
                    how.in_words()
                ),
            },
            Self::SignedOut => "Signed out.".to_owned(),
            Self::SessionsEnded { person, count: 1 } => {
                format!("One session of {} was ended.", name_of(*person))
            }
            Self::SessionsEnded { person, count } => {
                format!("{count} sessions of {} were ended.", name_of(*person))
            }
            Self::PasswordSet { person } => {
                format!("The password of {} was set.", name_of(*person))
            }
            Self::PasskeyAdded => "Added a passkey.".to_owned(),
            Self::PasskeyRemoved => "Removed a passkey.".to_owned(),
            Self::AddressAdded { person } => {
                format!("An e-mail address of {} was added.", name_of(*person))
            }
            Self::AddressRemoved { person } => {
                format!("An e-mail address of {} was removed.", name_of(*person))
            }
            Self::ProviderLinked { person, provider } => {
                format!("{} can now sign in with {provider}.", name_of(*person))
            }
            Self::TokenMade {
                person,
                name,
                scopes,
            } => format!(
                "The token '{name}' of {} was made for: {scopes}.",
                name_of(*person)
            ),
            Self::TokenRevoked { person, name } => {
                format!("The token '{name}' of {} was revoked.", name_of(*person))
            }
            Self::TokenUsed { name } => format!("Used the token '{name}'."),
            Self::Invited { role } => format!("Invited somebody as {}.", in_words(*role)),
            Self::InvitationTakenBack => "Took an invitation back.".to_owned(),
            Self::RecoveryStarted { person } => {
                format!("A link for recovery was made for {}.", name_of(*person))
            }
            Self::Exported => "Exported the record.".to_owned(),
            Self::OwnDataTaken => "Downloaded their own data.".to_owned(),
            Self::SettingChanged { name } => format!("Changed the setting '{name}'."),
            Self::ProviderChanged { name } => format!("Changed the sign-in with '{name}'."),
            Self::Joined { person, role } => {
                format!("{} joined as {}.", name_of(*person), in_words(*role))
            }
            Self::RoleChanged { person, role } => {
                format!("{} is now {}.", name_of(*person), in_words(*role))
            }
            Self::Left { person } => format!("{} left.", name_of(*person)),
            Self::Returned { person } => format!("{} returned.", name_of(*person)),
            Self::Erased { person } => format!("{} was erased.", name_of(*person)),
            Self::Provisioned { person } => {
                format!("A directory changed the account of {}.", name_of(*person))
            }
            Self::GroupProvisioned { name } => format!("A directory changed the group {name}."),
        }
    }
}

fn in_words(role: Role) -> &'static str {
    match role {
        Role::Admin => "an admin",
        Role::Member => "a member",
        Role::Guest => "a guest",
        Role::Service => "a service account",
    }
}

/// An entry as admins read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Rises with every entry: the smallest of a page is where the next page begins.
    pub number: i64,
    pub at: Time,
    pub by: Option<PersonId>,
    /// The name of what happened.
    pub what: String,
    /// `None` when a newer Paceline wrote it.
    pub happened: Option<Happened>,
    /// The network address that it came from.
    pub from: Option<String>,
}

impl Entry {
    /// What happened, for people.
    pub fn sentence(&self, name_of: impl Fn(PersonId) -> String) -> String {
        match &self.happened {
            Some(happened) => happened.sentence(name_of),
            None => format!("{}.", self.what.replace('_', " ")),
        }
    }

    fn read((number, entry): (i64, AuditEntry)) -> Self {
        let mut about = entry.about;
        if let Value::Object(fields) = &mut about {
            fields.insert("what".to_owned(), Value::String(entry.what.clone()));
        }
        Self {
            number,
            at: entry.at,
            by: entry.by,
            what: entry.what,
            happened: serde_json::from_value(about).ok(),
            from: entry.from,
        }
    }
}

impl Identity {
    /// Writes down what happened. Whoever calls goes on only when it stands there.
    pub async fn note(
        &self,
        by: Option<PersonId>,
        happened: Happened,
        from: Option<IpAddr>,
    ) -> Result<(), IdentityError> {
        let mut about = serde_json::to_value(&happened).unwrap_or_default();
        let what = about
            .as_object_mut()
            .and_then(|fields| fields.shift_remove("what"));
        let entry = AuditEntry {
            at: self.now(),
            by,
            what: what
                .as_ref()
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            about,
            from: from.map(|from| from.to_canonical().to_string()),
        };
        Ok(self.vault().audit(entry).await?)
    }

    /// Entries of the audit, the newest first.
    pub async fn entries(
        &self,
        filter: AuditFilter,
        limit: usize,
    ) -> Result<Vec<Entry>, IdentityError> {
        let entries = self.vault().audit_entries(filter, limit).await?;
        Ok(entries.into_iter().map(Entry::read).collect())
    }
}
