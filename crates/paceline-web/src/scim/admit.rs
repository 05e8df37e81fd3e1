//! Who may ask: a token with the scope `scim`, of a service account or an admin, within its budget.

use std::{fmt, hash::Hash, net::IpAddr, num::NonZeroU32};

use axum::http::{
    StatusCode,
    header::{RETRY_AFTER, WWW_AUTHENTICATE},
    request::Parts,
};
use governor::{
    Quota as Rate, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use paceline_core::person::Role;
use paceline_identity::{Identity, directory::Source, token::Scope};

use super::error::Trouble;
use crate::{
    app::App,
    caller::{Caller, bearer_token},
    problem::Problem,
};

/// Requests of one token in a minute: what the API gives, too.
const OF_A_TOKEN: NonZeroU32 = NonZeroU32::MIN.saturating_add(1_199);
/// Requests without a good token from one address in a minute.
const OF_STRANGERS: NonZeroU32 = NonZeroU32::MIN.saturating_add(119);
/// Keys that are kept before those that have not asked lately are forgotten.
const MANY: usize = 10_000;

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock, NoOpMiddleware>;

/// How much is asked for.
pub(crate) struct Quota {
    tokens: Limiter<String>,
    strangers: Limiter<IpAddr>,
}

impl Default for Quota {
    fn default() -> Self {
        Self {
            tokens: RateLimiter::dashmap(Rate::per_minute(OF_A_TOKEN)),
            strangers: RateLimiter::dashmap(Rate::per_minute(OF_STRANGERS)),
        }
    }
}

impl fmt::Debug for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Quota")
    }
}

fn take<K: Hash + Eq + Clone>(limiter: &Limiter<K>, key: &K) -> Result<(), Trouble> {
    if limiter.len() > MANY {
        limiter.retain_recent();
    }
    let Err(refused) = limiter.check_key(key) else {
        return Ok(());
    };
    let wait = refused.wait_time_from(DefaultClock::default().now());
    let seconds = wait.as_secs() + 1;
    Err(Trouble::new(
        StatusCode::TOO_MANY_REQUESTS,
        format!(
            "The directory asks more often than this server answers. Wait {seconds} s, then go on."
        ),
    )
    .with(RETRY_AFTER, &seconds.to_string()))
}

/// Whoever may go on.
pub(super) async fn admit(app: &App, parts: &Parts) -> Result<Source, Trouble> {
    let Some(identity) = app.identity() else {
        return Err(Trouble::from(&Problem::NoAccounts));
    };
    let address = Caller::of(app, parts).address;
    let quota = app.provisioning();
    let Some(token) = bearer_token(&parts.headers) else {
        take(&quota.strangers, &address)?;
        let detail = "There is no token. Send one with the scope scim as `Authorization: Bearer`.";
        return Err(Trouble::new(StatusCode::UNAUTHORIZED, detail)
            .with(WWW_AUTHENTICATE, "Bearer realm=\"Paceline\""));
    };
    let bearer = identity.token(&token, Some(address)).await;
    let bearer = bearer.map_err(|failure| Trouble::undone(app, failure.into()))?;
    let Some(bearer) = bearer else {
        take(&quota.strangers, &address)?;
        let detail = "This token is not known here, or no longer. Make a new one in Paceline.";
        return Err(Trouble::new(StatusCode::UNAUTHORIZED, detail).with(
            WWW_AUTHENTICATE,
            "Bearer realm=\"Paceline\", error=\"invalid_token\"",
        ));
    };
    take(&quota.tokens, &bearer.id)?;
    if !bearer.scopes.has(Scope::Scim) {
        let detail = "This token does not open what needs 'scim'. Make one with that scope.";
        let challenge = "Bearer realm=\"Paceline\", error=\"insufficient_scope\", scope=\"scim\"";
        return Err(Trouble::new(StatusCode::FORBIDDEN, detail).with(WWW_AUTHENTICATE, challenge));
    }
    let by = Source {
        person: bearer.person,
        address,
    };
    may_provision(identity, by)
}

/// A directory decides who comes in: what only an admin could do.
fn may_provision(identity: &Identity, by: Source) -> Result<Source, Trouble> {
    let role = identity
        .store()
        .read(|state| state.person(by.person).map(|person| person.role));
    match role {
        Some(Role::Admin | Role::Service) => Ok(by),
        Some(Role::Member | Role::Guest) | None => Err(Trouble::new(
            StatusCode::FORBIDDEN,
            "This is for service accounts and admins. Ask an admin for a service account's token.",
        )),
    }
}
