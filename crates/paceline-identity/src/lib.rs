//! Who somebody is: sign-in, sessions, tokens, and what is private.
//!
//! The only place that touches secrets. What it keeps lies in the vault, as hashes wherever a hash is enough; what it
//! answers with holds none. It knows no pages: a door asks, and gets an answer or a [`Denied`] with what to do instead.
//!
//! Read in this order: `secret` (what is never shown), `account` (whose is what), `password` and `throttle` (may this
//! be tried), `session`, `link` and `token` (what lets somebody in), `mail`, `oidc` and `passkey` (with whom others vouch;
//! `fetch` asks them), `directory` (what one says of people and groups), then what is kept for people: `note`,
//! `idempotency`, `outbox` (notices on their way), `own_data`. `audit` says what happened.

mod denied;
mod kept;
mod log;
mod recent;
mod tls;

pub mod secret;

pub mod account;
pub mod password;
pub mod throttle;

pub mod link;
pub mod session;
pub mod token;

pub mod fetch;
pub mod place;

pub mod mail;
pub mod oidc;
pub mod passkey;

pub mod directory;

pub mod audit;
pub mod idempotency;
pub mod note;
pub mod outbox;
pub mod own_data;

use std::{fmt, sync::Arc};

use paceline_core::Time;
use paceline_store::{Store, StoreError, vault::Vault};
use url::Url;

pub use denied::{Denied, IdentityError};
pub use secret::Secret;

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> Time + Send + Sync>;

/// What an operator decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people find this Paceline: links in mails begin with it.
    pub public_url: Url,
    pub session: session::Lifetimes,
    /// Takes letters to the mail server, where there is one.
    pub mail: Option<mail::Post>,
    /// Whether providers in private networks may be asked: `allow_private_networks`.
    pub reach: fetch::Reach,
    /// Whether people come by https; then cookies are for https alone.
    pub is_secure: bool,
}

/// Everything about who somebody is. Cheap to clone.
#[derive(Clone)]
pub struct Identity {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    vault: Vault,
    settings: Settings,
    clock: Clock,
    limits: throttle::Limits,
    passwords: password::Bench,
    sessions: recent::Recent<session::Known>,
    tokens: recent::Recent<token::Known>,
    directory: oidc::Directory,
    /// Held while a directory changes something.
    provisioning: tokio::sync::Mutex<()>,
}

impl Identity {
    pub fn new(store: Store, settings: Settings, clock: Clock) -> Self {
        let vault = store.vault();
        let fetch = fetch::Fetch::new(fetch::Settings {
            reach: settings.reach,
            ..fetch::Settings::default()
        });
        Self {
            inner: Arc::new(Inner {
                store,
                vault,
                settings,
                limits: throttle::Limits::new(&clock),
                clock,
                passwords: password::Bench::default(),
                sessions: recent::Recent::default(),
                tokens: recent::Recent::default(),
                directory: oidc::Directory::new(fetch),
                provisioning: tokio::sync::Mutex::default(),
            }),
        }
    }

    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    pub fn now(&self) -> Time {
        (self.inner.clock)()
    }

    /// Deletes what has expired: sessions, links, tokens, remembered answers and devices. To be called every hour or so.
    pub async fn purge(&self) -> Result<usize, StoreError> {
        self.inner.limits.forget_old();
        self.vault().purge(self.now()).await
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({:?})", self.store())
    }
}
