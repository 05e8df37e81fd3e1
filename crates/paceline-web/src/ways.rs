//! By which ways people may sign in: what admins chose, and what this server is able to do.

use std::collections::BTreeSet;

use paceline_identity::{Identity, IdentityError};
use paceline_store::vault::Row;
use serde::{Deserialize, Serialize};

/// Where the choice lies in the vault.
const KIND: &str = "setting";
const ID: &str = "ways";

/// A way to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Way {
    Password,
    Passkey,
    Link,
    Provider,
}

impl Way {
    pub(crate) const ALL: [Self; 4] = [Self::Password, Self::Passkey, Self::Link, Self::Provider];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::Link => "link",
            Self::Provider => "provider",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Password => "Password",
            Self::Passkey => "Passkey",
            Self::Link => "Link by e-mail",
            Self::Provider => "Sign-in providers",
        }
    }
}

/// The ways that are open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Ways(BTreeSet<Way>);

impl Default for Ways {
    fn default() -> Self {
        Self(Way::ALL.into())
    }
}

impl FromIterator<Way> for Ways {
    fn from_iter<I: IntoIterator<Item = Way>>(ways: I) -> Self {
        Self(ways.into_iter().collect())
    }
}

impl Ways {
    /// What admins chose; everything, where nobody has.
    pub(crate) async fn of(identity: &Identity) -> Result<Self, IdentityError> {
        let row = identity.vault().get(KIND, ID).await?;
        let chosen = row.and_then(|row| serde_json::from_str(&row.text).ok());
        Ok(chosen.unwrap_or_default())
    }

    pub(crate) async fn keep(&self, identity: &Identity) -> Result<(), IdentityError> {
        let row = Row {
            id: ID.to_owned(),
            text: serde_json::json!(self).to_string(),
            ..Row::default()
        };
        Ok(identity.vault().put(KIND, row).await?)
    }

    pub(crate) fn has(&self, way: Way) -> bool {
        self.0.contains(&way)
    }

    /// Whether a link can be asked for: it is allowed, and there is a mail server.
    pub(crate) fn sends_links(&self, identity: &Identity) -> bool {
        self.has(Way::Link) && identity.sends_mail()
    }

    /// A line each, as a form of ticks holds them.
    pub(crate) fn lines(&self) -> String {
        let words: Vec<&str> = self.0.iter().map(|way| way.word()).collect();
        words.join("\n")
    }
}
