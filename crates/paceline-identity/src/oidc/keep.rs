//! The providers that an administrator set up, and the secrets that they gave us.

use paceline_core::PersonId;
use paceline_store::vault::Row;

use super::Provider;
use crate::{
    Denied, Identity, IdentityError, Secret,
    audit::Happened,
    kept::{self, kind},
    place::SecretPlace,
};

/// More buttons than anybody reads.
const PROVIDERS_AT_MOST: usize = 50;

impl Identity {
    /// Every provider, by id.
    pub async fn providers(&self) -> Result<Vec<Provider>, IdentityError> {
        let rows = self
            .vault()
            .all(kind::PROVIDER, None, PROVIDERS_AT_MOST)
            .await?;
        Ok(rows.iter().filter_map(kept::read).collect())
    }

    /// One provider.
    pub async fn provider(&self, id: &str) -> Result<Option<Provider>, IdentityError> {
        let row = self.vault().get(kind::PROVIDER, id).await?;
        Ok(row.as_ref().and_then(kept::read))
    }

    /// Keeps a provider's settings, over earlier ones with this id. A secret is kept where the settings say so; without
    /// a new one, the one that is there stays.
    pub async fn save_provider(
        &self,
        provider: Provider,
        secret: Option<Secret>,
        by: PersonId,
    ) -> Result<Provider, IdentityError> {
        let provider = provider
            .checked(self.settings().reach)
            .map_err(Denied::Provider)?;
        let known = self.providers().await?;
        if known.len() >= PROVIDERS_AT_MOST && known.iter().all(|known| known.id != provider.id) {
            let what = "providers";
            let most = PROVIDERS_AT_MOST;
            return Err(Denied::TooMany { what, most }.into());
        }
        let before = known.iter().find(|known| known.id == provider.id);
        let is_elsewhere = before.is_some_and(|before| before.issuer != provider.issuer);
        // A secret goes to the one it was made with and nobody else: another issuer gets it only when it is given anew.
        if provider.secret != SecretPlace::Kept || is_elsewhere {
            let id = &provider.id;
            self.vault().remove(kind::PROVIDER_SECRET, id).await?;
        }
        if let Some(secret) = secret.filter(|_| provider.secret == SecretPlace::Kept) {
            let row = row(&provider.id, kept::text(&secret.expose())?);
            self.vault().put(kind::PROVIDER_SECRET, row).await?;
        }
        let row = row(&provider.id, kept::text(&provider)?);
        self.vault().put(kind::PROVIDER, row).await?;
        self.note_provider(&provider.name, by).await?;
        Ok(provider)
    }

    /// Nobody signs in with it from now on. Whom it made known stays known, for when it comes back.
    pub async fn remove_provider(&self, id: &str, by: PersonId) -> Result<(), IdentityError> {
        let removed = self.vault().take(kind::PROVIDER, id).await?;
        self.vault().remove(kind::PROVIDER_SECRET, id).await?;
        let Some(removed) = removed else {
            return Err(Denied::NoSuch { what: "provider" }.into());
        };
        let name = kept::read(&removed).map_or_else(|| id.to_owned(), |p: Provider| p.name);
        self.note_provider(&name, by).await
    }

    /// What the vault has of a provider's secret.
    pub(super) async fn kept_secret(&self, id: &str) -> Result<Option<String>, IdentityError> {
        let row = self.vault().get(kind::PROVIDER_SECRET, id).await?;
        Ok(row.as_ref().and_then(kept::read))
    }

    async fn note_provider(&self, name: &str, by: PersonId) -> Result<(), IdentityError> {
        let name = name.to_owned();
        let happened = Happened::ProviderChanged { name };
        self.note(Some(by), happened, None).await
    }
}

fn row(id: &str, text: String) -> Row {
    Row {
        id: id.to_owned(),
        text,
        ..Row::default()
    }
}
