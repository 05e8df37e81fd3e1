//! Going to a provider and coming back, with what is kept in between.

use openidconnect::ClientSecret;
use paceline_store::vault::Row;
use url::Url;

use super::{Arrival, Back, Claims, Flow, NoSignIn, Provider};
use crate::{
    Denied, Identity, IdentityError, Secret,
    kept::{self, kind},
    log, secret,
};

impl Identity {
    /// Whether a provider answers as it should, so that whoever sets it up hears it before anybody wants to sign in.
    pub async fn try_provider(&self, provider: &Provider) -> Result<(), Denied> {
        let announced = self.inner.directory.of(&provider.issuer, self.now());
        match announced.await {
            Ok(_) => Ok(()),
            Err(why) => Err(logged(&provider.silent(&why))),
        }
    }

    /// Where to send a browser that wants to sign in with a provider, and the value of the cookie that it needs to come
    /// back. `redirect` is our address to come back to: the provider has to know it.
    pub async fn begin_sign_in(
        &self,
        provider: &str,
        redirect: &Url,
    ) -> Result<(Url, Secret), IdentityError> {
        let provider = self.provider_or_denied(provider).await?;
        let begun = self.inner.directory.begin(&provider, redirect, self.now());
        let (url, flow) = begun.await.map_err(|why| logged(&why))?;
        let cookie = secret::fresh()?;
        let row = Row {
            id: secret::hash(&cookie),
            person: None,
            until: Some(flow.until()),
            text: kept::text(&flow)?,
        };
        self.vault().add(kind::FLOW, row).await?;
        Ok((url, cookie))
    }

    /// Who came back, with an account that was made for them where they had none. A cookie is good once.
    pub async fn finish_sign_in(
        &self,
        provider: &str,
        cookie: &Secret,
        back: Back,
    ) -> Result<Arrival, IdentityError> {
        let taken = self
            .vault()
            .take(kind::FLOW, &secret::hash(cookie))
            .await?
            .filter(|row| !row.is_over(self.now()));
        let flow: Option<Flow> = taken.as_ref().and_then(kept::read);
        let flow = flow.ok_or(Denied::NoSignIn(NoSignIn::NotBegunHere))?;
        let provider = self.provider_or_denied(provider).await?;
        let claims = self.claims(&provider, flow, back).await?;
        self.arrive(&provider, &claims).await
    }

    async fn claims(
        &self,
        provider: &Provider,
        flow: Flow,
        back: Back,
    ) -> Result<Claims, IdentityError> {
        let kept = self.kept_secret(&provider.id).await?;
        let secret = provider
            .secret
            .read(kept)
            .map_err(|why| logged(&provider.silent(&why)))?
            .map(ClientSecret::new);
        let finished = self
            .inner
            .directory
            .finish(provider, secret, (flow, back), self.now());
        Ok(finished.await.map_err(|why| logged(&why))?)
    }

    async fn provider_or_denied(&self, id: &str) -> Result<Provider, IdentityError> {
        let there = self.provider(id).await?;
        Ok(there.ok_or(Denied::NoSuch { what: "provider" })?)
    }
}

fn logged(why: &NoSignIn) -> Denied {
    log::line(&format!("a sign-in failed: {why}"));
    Denied::NoSignIn(why.clone())
}
