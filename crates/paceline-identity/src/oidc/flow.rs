//! One sign-in, from leaving for the provider to coming back with a proof.

use std::{borrow::Cow, fmt};

use openidconnect::{
    AuthType, AuthenticationFlow, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    Scope, StandardErrorResponse, StandardTokenResponse, SubjectIdentifier, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType,
        CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use paceline_core::Time;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use url::Url;

use super::{Claims, Directory, NoSignIn, Provider, claims::Others, known::Metadata};
use crate::fetch::may_ask;

/// Seconds between leaving and coming back.
const LASTS: i64 = 600;

type TokenFields = IdTokenFields<
    Others,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
pub(super) type Tokens = StandardTokenResponse<TokenFields, CoreTokenType>;
type Party = Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What we remember while somebody is at the provider; it is kept in the vault, and used once.
#[derive(Clone, Serialize, Deserialize)]
pub struct Flow {
    pub provider: String,
    pub began: Time,
    redirect: RedirectUrl,
    state: String,
    pub(super) nonce: Nonce,
    verifier: String,
}

impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            provider, began, ..
        } = self;
        f.debug_struct("Flow")
            .field("provider", provider)
            .field("began", began)
            .finish_non_exhaustive()
    }
}

impl Flow {
    /// After this it is worth nothing.
    pub fn until(&self) -> Time {
        Time(self.began.0 + LASTS)
    }
}

/// The query with which a browser comes back.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Back {
    pub code: Option<String>,
    pub state: Option<String>,
    pub iss: Option<String>,
    pub error: Option<String>,
}

impl fmt::Debug for Back {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Back(…)")
    }
}

impl Directory {
    /// Where to send the browser, and what to remember until it is back.
    pub async fn begin(
        &self,
        provider: &Provider,
        redirect: &Url,
        now: Time,
    ) -> Result<(Url, Flow), NoSignIn> {
        let metadata = self.announced(provider, now).await?;
        let redirect = RedirectUrl::from_url(redirect.clone());
        let party = party(provider, &metadata, None).set_redirect_uri(redirect.clone());
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = party
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scopes(provider.scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(challenge)
            .url();
        may_ask(&url, self.fetch.reach()).map_err(|error| provider.silent(&error))?;
        let flow = Flow {
            provider: provider.id.clone(),
            began: now,
            redirect,
            state: state.into_secret(),
            nonce,
            verifier: verifier.into_secret(),
        };
        Ok((url, flow))
    }

    /// Who came back. The caller has taken the flow out of the vault, so that nobody comes back with it twice.
    pub async fn finish(
        &self,
        provider: &Provider,
        secret: Option<ClientSecret>,
        (flow, back): (Flow, Back),
        now: Time,
    ) -> Result<Claims, NoSignIn> {
        check_begin(&flow, &back, now)?;
        if flow.provider != provider.id {
            return Err(NoSignIn::NotBegunHere);
        }
        let metadata = self.announced(provider, now).await?;
        check_issuer(provider, &metadata, &back)?;
        let code = match back {
            Back {
                error: Some(error), ..
            } => return Err(provider.declined(&error)),
            Back {
                code: Some(code), ..
            } => AuthorizationCode::new(code),
            Back { .. } => return Err(provider.unproven("neither a code nor an error came back")),
        };
        let party = party(provider, &metadata, secret);
        let tokens = self.exchange(provider, &party, code, &flow).await?;
        let proven = self
            .proven(provider, (metadata, &tokens), &flow, now)
            .await?;
        let mut claims = Claims::of(provider, &proven);
        if !claims.is_whole(provider) && party.user_info_url().is_some() {
            let said = self.asked(provider, &party, &tokens, &claims).await?;
            claims = claims.and(said);
        }
        if provider.speaks_for(claims.verified_email.as_deref()) {
            Ok(claims)
        } else {
            Err(NoSignIn::OutsideDomains {
                provider: provider.name.clone(),
            })
        }
    }
    async fn announced(&self, provider: &Provider, now: Time) -> Result<Metadata, NoSignIn> {
        self.of(&provider.issuer, now)
            .await
            .map_err(|error| provider.silent(&error))
    }

    async fn exchange(
        &self,
        provider: &Provider,
        party: &Party,
        code: AuthorizationCode,
        flow: &Flow,
    ) -> Result<Tokens, NoSignIn> {
        let ask = self.fetch.asker();
        let asked = party
            .exchange_code(code)
            .map_err(|error| provider.silent(&error))?
            .set_redirect_uri(Cow::Borrowed(&flow.redirect))
            .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier.clone()))
            .request_async(&ask)
            .await;
        asked.map_err(|error| match &error {
            RequestTokenError::ServerResponse(said)
                if *said.error() == CoreErrorResponseType::InvalidGrant =>
            {
                provider.unproven("it does not take the code")
            }
            RequestTokenError::ServerResponse(_)
            | RequestTokenError::Request(_)
            | RequestTokenError::Parse(..)
            | RequestTokenError::Other(_) => provider.silent(&error),
        })
    }

    /// What the provider says where it is asked about the person; about another one it is refused.
    async fn asked(
        &self,
        provider: &Provider,
        party: &Party,
        tokens: &Tokens,
        claims: &Claims,
    ) -> Result<Claims, NoSignIn> {
        let ask = self.fetch.asker();
        let subject = SubjectIdentifier::new(claims.subject.clone());
        let answer: UserInfoClaims<Others, CoreGenderClaim> = party
            .user_info(tokens.access_token().clone(), Some(subject))
            .map_err(|error| provider.silent(&error))?
            .request_async(&ask)
            .await
            .map_err(|error| provider.silent(&error))?;
        let said = serde_json::to_value(&answer).unwrap_or_default();
        Ok(Claims::of(provider, &said))
    }
}

fn party(provider: &Provider, metadata: &Metadata, secret: Option<ClientSecret>) -> Party {
    let party = Party::from_provider_metadata(
        metadata.clone(),
        ClientId::new(provider.client_id.clone()),
        secret,
    );
    let methods = metadata.token_endpoint_auth_methods_supported();
    let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
    if takes(CoreClientAuthMethod::ClientSecretBasic) {
        party
    } else {
        party.set_auth_type(AuthType::RequestBody)
    }
}

/// Whether this browser began it, at this provider, and not too long ago.
fn check_begin(flow: &Flow, back: &Back, now: Time) -> Result<(), NoSignIn> {
    let state = back.state.as_deref().unwrap_or_default();
    let is_ours = bool::from(state.as_bytes().ct_eq(flow.state.as_bytes()));
    if is_ours && (flow.began..flow.until()).contains(&now) {
        Ok(())
    } else {
        Err(NoSignIn::NotBegunHere)
    }
}

/// RFC 9207: another provider's code must not be taken to this one.
fn check_issuer(provider: &Provider, metadata: &Metadata, back: &Back) -> Result<(), NoSignIn> {
    let names_it = metadata
        .additional_metadata()
        .authorization_response_iss_parameter_supported;
    match &back.iss {
        Some(issuer) if issuer == provider.issuer.as_str() => Ok(()),
        None if !names_it => Ok(()),
        Some(_) | None => Err(provider.unproven("another issuer came back, or none")),
    }
}
