//! How things are written into rows of the vault and read back.

use std::sync::Arc;

use paceline_store::{StoreError, vault::Row};
use serde::{Serialize, de::DeserializeOwned};

/// The kinds of rows in the vault. Each is used by the one module of its name.
pub(crate) mod kind {
    /// A newcomer whose account is being made, so that it is made once.
    pub(crate) const ARRIVAL: &str = "arrival";
    /// What was asked of a browser for a passkey.
    pub(crate) const CEREMONY: &str = "ceremony";
    /// Somebody is at an identity provider.
    pub(crate) const FLOW: &str = "flow";
    pub(crate) const PASSKEY: &str = "passkey";
    pub(crate) const PROVIDER: &str = "provider";
    pub(crate) const PROVIDER_SECRET: &str = "provider_secret";
    pub(crate) const ANSWER: &str = "answer";
    pub(crate) const CLAIMED_EMAIL: &str = "claimed_email";
    pub(crate) const DEVICE: &str = "device";
    /// A group of a directory, by the number of its team.
    pub(crate) const DIRECTORY_GROUP: &str = "directory_group";
    /// A change by a directory is under way.
    pub(crate) const DIRECTORY_HOLD: &str = "directory_hold";
    /// Whose user name or external id it is in a directory.
    pub(crate) const DIRECTORY_KEY: &str = "directory_key";
    /// What a directory says of somebody, by the number of the person.
    pub(crate) const DIRECTORY_USER: &str = "directory_user";
    pub(crate) const EMAIL: &str = "email";
    pub(crate) const EXTERNAL: &str = "external";
    pub(crate) const LINK: &str = "link";
    /// How far the journal was looked through for those who are called by name.
    pub(crate) const MAIL_FOLLOWED: &str = "mail_followed";
    /// When somebody's digest was looked after last, by the number of the person.
    pub(crate) const MAIL_DIGEST: &str = "mail_digest";
    /// A text that mentions somebody and that their next digest tells of.
    pub(crate) const MAIL_MENTION: &str = "mail_mention";
    /// A notice that is to be sent, or was a short while ago.
    pub(crate) const MAIL_ERRAND: &str = "mail_errand";
    /// Ends notices of a kind, by the hash of what stands in the notice.
    pub(crate) const MAIL_STOP: &str = "mail_stop";
    pub(crate) const NOTE: &str = "note";
    pub(crate) const PASSWORD: &str = "password";
    pub(crate) const SESSION: &str = "session";
    /// The other person's pointer to a note of a pair.
    pub(crate) const SHARED_NOTE: &str = "shared_note";
    pub(crate) const TOKEN: &str = "token";
}

/// Something as it is kept.
pub(crate) fn text(thing: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(thing).map_err(|cause| StoreError::Disk {
        place: "The vault".to_owned(),
        done: "written as JSON",
        cause: Arc::new(cause),
    })
}

/// What a row holds. A row that cannot be read counts as none: whoever it would have let in is not let in.
pub(crate) fn read<T: DeserializeOwned>(row: &Row) -> Option<T> {
    serde_json::from_str(&row.text).ok()
}
