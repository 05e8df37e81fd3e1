//! How often something may be tried, so that guessing is hopeless and nobody can lock somebody else out.
//!
//! Budgets belong to whoever tries, never to the account that is tried: to a network address, to an address with one
//! account, and to a device that has signed in to that account before, which keeps its budget whatever others do from
//! the same address. There is deliberately no budget of an account alone: whoever used it up would lock its owner out.

use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use governor::{
    Quota, RateLimiter, clock, middleware::NoOpMiddleware, state::keyed::DashMapStateStore,
};

use crate::{Clock, Denied, Identity, secret::digest};

/// Where a try comes from. Of an IPv6 address the part that one household is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Network {
    V4([u8; 4]),
    V6([u8; 7]),
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address.octets()),
            IpAddr::V6(address) => {
                let mut household = [0; 7];
                household.copy_from_slice(address.octets().get(..7).unwrap_or(&[0; 7]));
                Self::V6(household)
            }
        }
    }
}

/// The identity's own clock, as the limiters ask for it.
#[derive(Clone)]
struct Ticks(Clock);

impl clock::Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_secs(u64::try_from((self.0)().0).unwrap_or_default())
    }
}

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, Ticks, NoOpMiddleware<Duration>>;

/// How many tries at once, and how long until there is one more.
struct Budget {
    at_once: u32,
    one_more_after: Duration,
}

/// Everything from one address: an office behind one address signs in on Monday morning.
const ADDRESS: Budget = Budget {
    at_once: 100,
    one_more_after: Duration::from_secs(3),
};
/// Passwords for one account from one address, or from one known device.
const ACCOUNT: Budget = Budget {
    at_once: 10,
    one_more_after: Duration::from_mins(1),
};
/// Mails to one recipient that one address asks for.
const MAIL: Budget = Budget {
    at_once: 5,
    one_more_after: Duration::from_mins(2),
};
/// Mails to one recipient, whoever asks. Who is flooded has those mails, each with a link that works.
const RECIPIENT: Budget = Budget {
    at_once: 20,
    one_more_after: Duration::from_mins(5),
};

/// The budgets, in memory: a restart forgets them, and replicas count for themselves.
pub(crate) struct Limits {
    address: Limiter<Network>,
    account: Limiter<(Network, String)>,
    device: Limiter<String>,
    mail: Limiter<(Network, String)>,
    recipient: Limiter<String>,
    clock: Ticks,
    /// The second at which full budgets were last let go of because there were many.
    tidied: AtomicU64,
}

impl Limits {
    pub(crate) fn new(clock: &Clock) -> Self {
        let clock = Ticks(Arc::clone(clock));
        Self {
            address: limiter(&ADDRESS, &clock),
            account: limiter(&ACCOUNT, &clock),
            device: limiter(&ACCOUNT, &clock),
            mail: limiter(&MAIL, &clock),
            recipient: limiter(&RECIPIENT, &clock),
            clock,
            tidied: AtomicU64::new(0),
        }
    }

    /// Lets go of the budgets that are full again.
    pub(crate) fn forget_old(&self) {
        self.address.retain_recent();
        self.account.retain_recent();
        self.device.retain_recent();
        self.mail.retain_recent();
        self.recipient.retain_recent();
    }

    /// Whether a password may be tried. `device` names one that has signed in to this very account before.
    pub(crate) fn try_password(
        &self,
        account: &str,
        from: IpAddr,
        device: Option<&str>,
    ) -> Result<(), Denied> {
        // A known device is asked first, so that a noisy neighbour behind the same address takes nothing from it.
        if let Some(device) = device {
            return self.spend(&self.device, &digest(device));
        }
        self.try_address(from)?;
        self.spend(&self.account, &(from.into(), digest(account)))
    }

    fn try_address(&self, from: IpAddr) -> Result<(), Denied> {
        self.spend(&self.address, &from.into())
    }

    fn spend<K: Hash + Eq + Clone>(&self, limiter: &Limiter<K>, key: &K) -> Result<(), Denied> {
        /// Beyond, the full ones are let go of every few seconds, so that a flood of addresses cannot fill the memory.
        const MANY: usize = 50_000;
        const EVERY: u64 = 5;
        let now = clock::Clock::now(&self.clock);
        let tidied = self.tidied.load(Ordering::Relaxed);
        if now.as_secs().abs_diff(tidied) >= EVERY && limiter.len() > MANY {
            self.tidied.store(now.as_secs(), Ordering::Relaxed);
            limiter.retain_recent();
        }
        limiter.check_key(key).map_err(|over| {
            let wait = over.wait_time_from(now);
            let wait = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            Denied::TooManyTries { wait }
        })
    }
}

fn limiter<K: Hash + Eq + Clone>(budget: &Budget, clock: &Ticks) -> Limiter<K> {
    let at_once = NonZeroU32::new(budget.at_once).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(budget.one_more_after)
        .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
        .allow_burst(at_once);
    RateLimiter::new(quota, DashMapStateStore::default(), clock.clone())
}

impl Identity {
    /// Whether an address may try one more thing that lets people in: a link, a passkey, a provider, a token.
    pub fn may_try(&self, from: IpAddr) -> Result<(), Denied> {
        self.inner.limits.try_address(from)
    }

    /// Whether an address may have one more mail sent to somebody.
    pub fn may_send(&self, to: &str, from: IpAddr) -> Result<(), Denied> {
        let limits = &self.inner.limits;
        let recipient = digest(&to.trim().to_lowercase());
        limits.try_address(from)?;
        limits.spend(&limits.mail, &(from.into(), recipient.clone()))?;
        limits.spend(&limits.recipient, &recipient)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicI64;

    use paceline_core::Time;

    use super::*;

    fn limits() -> (Limits, Arc<AtomicI64>) {
        let seconds = Arc::new(AtomicI64::new(1_767_225_600));
        let told = seconds.clone();
        let clock: Clock = Arc::new(move || Time(told.load(Ordering::Relaxed)));
        (Limits::new(&clock), seconds)
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn whoever_guesses_locks_out_only_themselves() {
        let (limits, clock) = limits();
        let attack = |account: &str| limits.try_password(account, address(1), None);
        for _ in 0..10 {
            assert_eq!(attack("ada"), Ok(()));
        }
        let Err(Denied::TooManyTries { wait }) = attack("ada") else {
            panic!("the budget is used up")
        };
        assert!((1..=60).contains(&wait), "{wait}");
        assert_eq!(attack("ben"), Ok(()), "another account");
        let owner = limits.try_password("ada", address(2), None);
        assert_eq!(owner, Ok(()), "the owner, from elsewhere");
        clock.fetch_add(60, Ordering::Relaxed);
        assert_eq!(attack("ada"), Ok(()), "one more after a minute");
        assert!(attack("ada").is_err());
    }

    #[test]
    fn a_known_device_has_its_own_budget_behind_the_same_address() {
        let (limits, _clock) = limits();
        while limits.try_password("ada", address(1), None).is_ok() {}
        while limits.try_address(address(1)).is_ok() {}
        assert!(limits.try_password("ben", address(1), None).is_err());
        let known = || limits.try_password("ada", address(1), Some("laptop"));
        for _ in 0..10 {
            assert_eq!(known(), Ok(()));
        }
        assert!(known().is_err(), "it is a budget all the same");
        limits.forget_old();
        assert!(known().is_err());
    }

    #[test]
    fn a_household_counts_as_one() {
        let (limits, _clock) = limits();
        let from = |text: &str| text.parse::<IpAddr>().unwrap();
        while limits.try_address(from("2001:db8:1:2::1")).is_ok() {}
        assert!(limits.try_address(from("2001:db8:1:2:ffff::9")).is_err());
        assert!(limits.try_address(from("2001:db8:1:ff::1")).is_err());
        assert!(limits.try_address(from("2001:db8:1:100::1")).is_ok());
        while limits.try_address(address(7)).is_ok() {}
        assert!(limits.try_address(from("::ffff:192.0.2.7")).is_err());
    }
}
