//! People and groups as a directory of the organisation keeps them, and what follows from it in the record.
//!
//! What the directory says lies in the vault; what follows are commands by Paceline: somebody joins, is renamed, leaves
//! or returns, a team gets its members. Everything can be said again without harm, so that whoever asked and heard no
//! answer asks again. The rules in words: `docs/operate/scim.md`.

mod groups;
mod hold;
mod keep;
mod people;
mod settle;

use std::net::IpAddr;

use paceline_core::{By, Command, Ctx, Door, PersonId, TeamId, Time};
use paceline_store::StoreError;
use serde::{Deserialize, Serialize};

use crate::{Denied, Identity, IdentityError};

/// Characters that a name or an id of a directory may have.
const LONGEST: usize = 254;
/// Addresses of one person.
const MOST_ADDRESSES: usize = 10;

/// Somebody, as the directory says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub user_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Nothing where the directory does not say: then it stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Address>,
}

/// The parts of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Name {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
}

/// An e-mail address. The directory vouches for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub value: String,
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
}

/// A group of people: a team of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub display_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Whom the directory put in; a team may have other members.
    #[serde(default)]
    pub members: Vec<PersonId>,
}

/// Something of a directory, with whom or what it is in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<I, T> {
    pub id: I,
    pub said: T,
    pub made: Time,
    pub changed: Time,
}

pub type KnownUser = Entry<PersonId, User>;
pub type KnownGroup = Entry<TeamId, Group>;

/// What tells a person of the directory from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// However it is written, large or small.
    UserName(&'a str),
    ExternalId(&'a str),
}

/// Whose token it is that asks, for the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    pub person: PersonId,
    pub address: IpAddr,
}

/// What a directory asked for and did not get. Nothing was changed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Undone {
    #[error("There is nothing with this id.")]
    NotFound,
    /// Another thing has it.
    #[error("Somebody or something else has this {what} already.")]
    Taken { what: &'static str },
    #[error(
        "The {what} is empty or longer than {LONGEST} characters, or has characters that no text has."
    )]
    Unreadable { what: &'static str },
    #[error("There are more than {MOST_ADDRESSES} addresses.")]
    TooManyAddresses,
    #[error("The address {address} belongs to somebody who has left.")]
    OwnerLeft { address: String },
    #[error("The address {address} belongs to a service account.")]
    OwnerIsService { address: String },
    #[error("The member {id} is not known.")]
    NoSuchMember { id: String },
    #[error("Another change by a directory is under way.")]
    Busy,
    /// It has changed since whoever asks looked at it.
    #[error("It has changed in the meantime.")]
    Changed,
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Failed(#[from] StoreError),
}

impl Undone {
    /// What to do instead: one sentence.
    pub fn instead(&self) -> String {
        match self {
            Self::NotFound => "Look it up again; it may be gone.".to_owned(),
            Self::Taken { .. } => "Look for it, and change what is there.".to_owned(),
            Self::Unreadable { .. } => "Correct it in the directory.".to_owned(),
            Self::TooManyAddresses => "Send those that are needed.".to_owned(),
            Self::OwnerLeft { .. } => {
                "An admin can let them return, or take the address off them.".to_owned()
            }
            Self::OwnerIsService { .. } => {
                "Use another address; service accounts are looked after in Paceline.".to_owned()
            }
            Self::NoSuchMember { .. } => "Provision the person first, then the group.".to_owned(),
            Self::Busy => "Try again in a few seconds.".to_owned(),
            Self::Changed => "Look at it again, then change it.".to_owned(),
            Self::Denied(denied) => denied.instead(),
            Self::Failed(failure) => failure.instead().to_owned(),
        }
    }
}

impl From<IdentityError> for Undone {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Denied(Denied::AddressTaken { .. }) => Self::Taken {
                what: "e-mail address",
            },
            IdentityError::Denied(Denied::TooMany { .. }) => Self::TooManyAddresses,
            IdentityError::Denied(denied) => Self::Denied(denied),
            IdentityError::Failed(failure) => Self::Failed(failure),
        }
    }
}

impl User {
    /// What they are called: the first of the names that the directory gives.
    pub fn called(&self) -> String {
        let parts = self.name.as_ref();
        let formatted = parts.and_then(|name| name.formatted.clone());
        let joined = parts.map(|name| {
            let given = name.given_name.as_deref().unwrap_or_default();
            let family = name.family_name.as_deref().unwrap_or_default();
            format!("{given} {family}")
        });
        let names = [self.display_name.clone(), formatted, joined];
        let mut said = names.into_iter().flatten();
        let found = said.find(|name| !name.trim().is_empty());
        found.unwrap_or_else(|| self.user_name.clone())
    }

    fn check(&self) -> Result<(), Undone> {
        let name = self.name.as_ref();
        let texts = [
            ("userName", Some(&self.user_name)),
            ("externalId", self.external_id.as_ref()),
            ("displayName", self.display_name.as_ref()),
            (
                "name.formatted",
                name.and_then(|name| name.formatted.as_ref()),
            ),
            (
                "name.familyName",
                name.and_then(|name| name.family_name.as_ref()),
            ),
            (
                "name.givenName",
                name.and_then(|name| name.given_name.as_ref()),
            ),
        ];
        for (what, text) in texts {
            readable(what, text)?;
        }
        if self.emails.len() > MOST_ADDRESSES {
            return Err(Undone::TooManyAddresses);
        }
        for email in &self.emails {
            crate::account::address(&email.value)?;
            readable("emails.value", Some(&email.value))?;
            readable("emails.type", email.kind.as_ref())?;
        }
        paceline_core::text::title("name", &self.called()).map_err(Denied::Refused)?;
        Ok(())
    }

    /// The addresses, the one that is used first of all at the front.
    fn addresses(&self) -> impl Iterator<Item = &str> {
        let is_primary = |address: &&Address| address.primary == Some(true);
        let first = self.emails.iter().filter(is_primary);
        let others = self
            .emails
            .iter()
            .filter(move |address| !is_primary(address));
        first.chain(others).map(|address| address.value.as_str())
    }
}

impl Group {
    fn check(&self) -> Result<(), Undone> {
        readable("displayName", Some(&self.display_name))?;
        readable("externalId", self.external_id.as_ref())
    }
}

fn readable(what: &'static str, text: Option<&String>) -> Result<(), Undone> {
    let is_readable = |text: &String| {
        !text.trim().is_empty()
            && text.chars().count() <= LONGEST
            && !text.chars().any(char::is_control)
    };
    match text {
        Some(text) if !is_readable(text) => Err(Undone::Unreadable { what }),
        Some(_) | None => Ok(()),
    }
}

impl Identity {
    /// Does something in the record that a directory asked for.
    async fn follow_directory(&self, command: Command) -> Result<(), Undone> {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Paceline,
            door: Door::Page,
            now: self.now(),
            origin: None,
        };
        let ran = self.store().run(ctx, command).await;
        ran.map_err(IdentityError::from)?;
        Ok(())
    }
}
