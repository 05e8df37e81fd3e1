//! Whether an ID token is what it says: signed by the provider, for us, for this sign-in, now.

use chrono::{DateTime, Utc};
use openidconnect::{
    AccessTokenHash, ClaimsVerificationError, ClientId, IdToken, IdTokenClaims, IdTokenVerifier,
    OAuth2TokenResponse as _, SignatureVerificationError, TokenResponse as _,
    core::{
        CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    },
};
use paceline_core::Time;
use serde_json::Value;

use super::{Directory, Flow, NoSignIn, Provider, claims::Others, flow::Tokens, known::Metadata};

/// Seconds by which two clocks may differ.
const SKEW: i64 = 60;

/// Those that only the provider can make: with a shared secret, we could make them ourselves.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

type Token =
    IdToken<Others, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Verifier<'a> = IdTokenVerifier<'a, CoreJsonWebKey>;

impl Directory {
    /// The claims of the ID token, once everything about it is checked; with new keys where an unknown one signed.
    pub(super) async fn proven(
        &self,
        provider: &Provider,
        (metadata, tokens): (Metadata, &Tokens),
        flow: &Flow,
        now: Time,
    ) -> Result<Value, NoSignIn> {
        let token = tokens
            .id_token()
            .ok_or_else(|| provider.unproven("no ID token came"))?;
        let check = |metadata: &Metadata| {
            let verifier = verifier(provider, metadata, flow.began, now);
            let claims = token.claims(&verifier, &flow.nonce)?;
            check_party(provider, claims)?;
            check_access(&verifier, (token, claims), tokens)?;
            serde_json::to_value(claims)
                .map_err(|error| ClaimsVerificationError::Other(error.to_string()))
        };
        let mut checked = check(&metadata);
        if checked.as_ref().is_err_and(may_be_an_old_key) {
            let anew = self.with_new_keys(&provider.issuer, now).await;
            if let Some(metadata) = anew.map_err(|error| provider.silent(&error))? {
                checked = check(&metadata);
            }
        }
        checked.map_err(|error| provider.unproven(&super::why(&error)))
    }
}

fn may_be_an_old_key(error: &ClaimsVerificationError) -> bool {
    matches!(
        error,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey
                | SignatureVerificationError::AmbiguousKeyId(_)
                | SignatureVerificationError::CryptoError(_)
        )
    )
}

/// Signature, issuer, audience, nonce, and times by our clock.
fn verifier<'a>(provider: &Provider, metadata: &Metadata, began: Time, now: Time) -> Verifier<'a> {
    Verifier::new_public_client(
        ClientId::new(provider.client_id.clone()),
        provider.issuer.clone(),
        metadata.jwks().clone(),
    )
    .set_allowed_algs(ALGORITHMS)
    .set_time_fn(move || moment(now.0 - SKEW))
    .set_issue_time_verifier_fn(move |issued| {
        let issued = issued.timestamp();
        // One that is older than the sign-in was made for another.
        if (began.0 - SKEW..=now.0 + SKEW).contains(&issued) {
            Ok(())
        } else {
            Err(format!(
                "issued at {issued}, begun at {}, now {}",
                began.0, now.0
            ))
        }
    })
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// A token for several, or made for another, says for whom; the library leaves that to us.
fn check_party(
    provider: &Provider,
    claims: &IdTokenClaims<Others, CoreGenderClaim>,
) -> Result<(), ClaimsVerificationError> {
    match claims.authorized_party() {
        Some(party) if party.as_str() != provider.client_id => Err(
            ClaimsVerificationError::InvalidAudience("the authorized party is another".to_owned()),
        ),
        Some(_) | None => Ok(()),
    }
}

/// The access token is the one that came with it, where the ID token says which.
fn check_access(
    verifier: &Verifier<'_>,
    (token, claims): (&Token, &IdTokenClaims<Others, CoreGenderClaim>),
    tokens: &Tokens,
) -> Result<(), ClaimsVerificationError> {
    let Some(said) = claims.access_token_hash() else {
        return Ok(());
    };
    let key = token
        .signing_key(verifier)
        .map_err(ClaimsVerificationError::SignatureVerification)?;
    let algorithm = token
        .signing_alg()
        .map_err(ClaimsVerificationError::SignatureVerification)?;
    let found = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
        .map_err(|error| ClaimsVerificationError::Other(error.to_string()))?;
    if found == *said {
        Ok(())
    } else {
        Err(ClaimsVerificationError::Other(
            "the access token is another".to_owned(),
        ))
    }
}
