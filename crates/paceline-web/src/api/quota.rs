//! How much one token or person may ask for in a minute, and the headers that say how much is left.
//!
//! The headers are `RateLimit` and `RateLimit-Policy` of the IETF's draft, and `Retry-After` with a refusal.

use std::{net::IpAddr, num::NonZeroU32};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::RETRY_AFTER};
use governor::{
    Quota as Rate, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};
use paceline_core::PersonId;

use super::problem::Trouble;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Requests in a minute, when nobody says otherwise.
const USUAL: NonZeroU32 = NonZeroU32::MIN.saturating_add(1_199);
/// Keys that are kept before those that have not asked lately are forgotten.
const MANY: usize = 10_000;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Person(PersonId),
    Token(String),
    /// Whoever sent no token, or what is none: by their address, so that one stranger takes nothing from another.
    Stranger(IpAddr),
}

pub(super) struct Quota {
    limiter: RateLimiter<Who, DashMapStateStore<Who>, DefaultClock, StateInformationMiddleware>,
    a_minute: NonZeroU32,
}

impl Default for Quota {
    fn default() -> Self {
        Self::of(USUAL)
    }
}

impl Quota {
    pub(super) fn of(a_minute: NonZeroU32) -> Self {
        let limiter = RateLimiter::dashmap(Rate::per_minute(a_minute)).with_middleware();
        Self { limiter, a_minute }
    }

    /// Counts a request, and says in headers how many are left; or refuses it.
    pub(super) fn take(&self, who: &Who) -> Result<HeaderMap, Trouble> {
        if self.limiter.len() > MANY {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(who) {
            Ok(state) => Ok(self.said(state.remaining_burst_capacity())),
            Err(refused) => {
                let wait = refused.wait_time_from(DefaultClock::default().now());
                let seconds = wait.as_secs() + 1;
                let mut trouble = Trouble::new(
                    StatusCode::TOO_MANY_REQUESTS,
                    "too-many-requests",
                    "You ask more often than this server answers.",
                    format!("Wait {seconds} s, then go on."),
                )
                .with(RETRY_AFTER, &seconds.to_string());
                for (name, value) in self.said(0) {
                    if let (Some(name), Ok(value)) = (name, value.to_str()) {
                        trouble = trouble.with(name, value);
                    }
                }
                Err(trouble)
            }
        }
    }

    fn said(&self, left: u32) -> HeaderMap {
        let all = self.a_minute.get();
        let until_full = u64::from(all - left.min(all)) * 60;
        let seconds = until_full.div_ceil(u64::from(all));
        let values = [
            (LIMIT, format!("\"a-minute\";r={left};t={seconds}")),
            (POLICY, format!("\"a-minute\";q={all};w=60")),
        ];
        values
            .into_iter()
            .filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?)))
            .collect()
    }
}
