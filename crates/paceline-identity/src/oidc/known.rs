//! What providers announce of themselves, remembered for an hour; new keys are fetched when an unknown one signs.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use openidconnect::{
    AdditionalProviderMetadata, IssuerUrl, JsonWebKeySet, ProviderMetadata,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
        CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
};
use paceline_core::Time;
use serde::{Deserialize, Serialize};

use super::DiscoveryError;
use crate::fetch::Fetch;

/// Seconds for which an announcement holds.
const HOLDS: i64 = 3600;
/// Whoever signs with ever new keys makes us fetch once in so many seconds.
const BETWEEN_FETCHES_OF_KEYS: i64 = 60;

/// What a provider announces beside what the library knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Announced {
    /// RFC 9207: its callbacks name the issuer.
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Announced {}

pub(super) type Metadata = ProviderMetadata<
    Announced,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Knows the providers that were asked lately; cheap to clone.
#[derive(Debug, Clone)]
pub struct Directory {
    pub(super) fetch: Fetch,
    known: Arc<Mutex<BTreeMap<String, Known>>>,
}

#[derive(Debug, Clone)]
struct Known {
    metadata: Metadata,
    at: Time,
    keys_again: Option<Time>,
}

impl Directory {
    pub fn new(fetch: Fetch) -> Self {
        Self {
            fetch,
            known: Arc::default(),
        }
    }

    /// What the issuer announces, with its keys.
    pub(super) async fn of(
        &self,
        issuer: &IssuerUrl,
        now: Time,
    ) -> Result<Metadata, DiscoveryError> {
        let is_fresh = |known: &Known| (0..HOLDS).contains(&(now.0 - known.at.0));
        if let Some(known) = self.remembered(issuer).filter(is_fresh) {
            return Ok(known.metadata);
        }
        let ask = self.fetch.asker();
        let metadata = Metadata::discover_async(issuer.clone(), &ask).await?;
        self.remember(
            issuer,
            Known {
                metadata: metadata.clone(),
                at: now,
                keys_again: None,
            },
        );
        Ok(metadata)
    }

    /// The same with keys fetched anew; nothing where that was done a moment ago.
    pub(super) async fn with_new_keys(
        &self,
        issuer: &IssuerUrl,
        now: Time,
    ) -> Result<Option<Metadata>, DiscoveryError> {
        let Some(mut known) = self.remembered(issuer) else {
            return self.of(issuer, now).await.map(Some);
        };
        let is_lately = |again: Time| now.0 - again.0 < BETWEEN_FETCHES_OF_KEYS;
        if known.keys_again.is_some_and(is_lately) {
            return Ok(None);
        }
        // Noted before we ask, so that many at once ask once.
        known.keys_again = Some(now);
        self.remember(issuer, known.clone());
        let ask = self.fetch.asker();
        let keys = JsonWebKeySet::fetch_async(known.metadata.jwks_uri(), &ask).await?;
        known.metadata = known.metadata.set_jwks(keys);
        self.remember(issuer, known.clone());
        Ok(Some(known.metadata))
    }

    fn remembered(&self, issuer: &IssuerUrl) -> Option<Known> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(issuer.as_str()).cloned()
    }

    fn remember(&self, issuer: &IssuerUrl, what: Known) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(issuer.as_str().to_owned(), what);
    }
}
