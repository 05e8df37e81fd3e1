//! Sessions: who is signed in, on which device, since when; listed, ended one by one or all at once.
//!
//! The cookie's value is 256 random bits; the vault holds its hash. A session ends when nobody used it for a while, at
//! a fixed time after signing in, when it is ended, and when its person may not enter any more.

use std::net::IpAddr;

use paceline_core::{PersonId, Time, text, time::DAY};
use paceline_store::vault::{AuditFilter, Row};
use serde::{Deserialize, Serialize};

use crate::{
    Denied, Identity, IdentityError, Secret,
    audit::Happened,
    kept::{self, kind},
    secret::{self, digest, name_of},
};

/// Seconds between two times that 'last seen' is written.
const SEEN_EVERY: i64 = 60;
/// Sessions of one person; the one not seen for longest makes room.
const MOST: usize = 50;
/// Characters of what a browser says about itself.
const AGENT: usize = 200;
/// Days that a device is known after it signed in.
const DEVICE_DAYS: i64 = 400;

/// How long sessions last, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    /// Without being used.
    pub idle: i64,
    /// At most.
    pub absolute: i64,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            idle: 14 * DAY,
            absolute: 90 * DAY,
        }
    }
}

/// By which way somebody came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Password,
    Passkey,
    /// A link by e-mail.
    Link,
    /// A link that an account was recovered with.
    Recovery,
    Invitation,
    FirstRun,
    /// An identity provider, by its name.
    Provider(String),
}

impl How {
    /// `with a password`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Password => "with a password".to_owned(),
            Self::Passkey => "with a passkey".to_owned(),
            Self::Link => "with a link by e-mail".to_owned(),
            Self::Recovery => "with a link for recovery".to_owned(),
            Self::Invitation => "with an invitation".to_owned(),
            Self::FirstRun => "with the link of the first start".to_owned(),
            Self::Provider(name) => format!("with {name}"),
        }
    }
}

/// What a request says about where it comes from.
#[derive(Debug, Clone)]
pub struct Device {
    /// What the browser says about itself.
    pub agent: String,
    pub from: IpAddr,
    /// The value of the long-lived cookie that a device gets when it first signs in.
    pub known: Option<Secret>,
    /// The session cookie that it came with; that session ends when a new one begins.
    pub session: Option<Secret>,
}

impl Device {
    /// A device that brings no cookie.
    pub fn at(from: IpAddr, agent: impl Into<String>) -> Self {
        Self {
            agent: agent.into(),
            from,
            known: None,
            session: None,
        }
    }
}

/// Somebody with a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub person: PersonId,
    /// The session's name; it opens nothing.
    pub session: String,
    pub how: How,
    pub since: Time,
    /// When they last showed that it is they: for things that want a recent sign-in.
    pub fresh_at: Time,
}

/// A session as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionView {
    pub id: String,
    pub how: How,
    pub agent: String,
    pub from: Option<IpAddr>,
    pub since: Time,
    pub seen: Time,
    /// When it ends if it is not used again.
    pub until: Time,
}

/// As it lies in the vault.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    how: How,
    agent: String,
    from: Option<IpAddr>,
    since: Time,
    fresh_at: Time,
    seen: Time,
}

/// As it is remembered for a few seconds.
#[derive(Clone)]
pub(crate) struct Known {
    signed_in: SignedIn,
    until: Time,
}

impl Identity {
    /// Begins a session, ends the one that the device had, and gives the new cookie's value. Recovery ends all others.
    pub async fn begin_session(
        &self,
        person: PersonId,
        device: &Device,
        how: How,
    ) -> Result<Secret, IdentityError> {
        if !self.may_enter(person) {
            return Err(Denied::HasLeft.into());
        }
        if let Some(before) = &device.session {
            self.vault()
                .remove(kind::SESSION, &secret::hash(before))
                .await?;
            self.inner.sessions.clear();
        }
        if how == How::Recovery {
            // Whoever recovers an account does not know who else is in it.
            self.end_all_sessions(person, None).await?;
        }
        self.make_room(person).await?;
        let now = self.now();
        let kept = Kept {
            how: how.clone(),
            agent: text::cut(&device.agent, AGENT),
            from: Some(device.from),
            since: now,
            fresh_at: now,
            seen: now,
        };
        let cookie = secret::fresh()?;
        let row = self.session_row(secret::hash(&cookie), person, &kept)?;
        self.vault().add(kind::SESSION, row).await?;
        self.note(Some(person), Happened::SignedIn { how }, Some(device.from))
            .await?;
        Ok(cookie)
    }

    /// Somebody who is signed in has shown once more that it is they: the session goes on under a new cookie.
    pub async fn renew_session(
        &self,
        cookie: &Secret,
        how: How,
    ) -> Result<Option<Secret>, IdentityError> {
        let taken = self
            .vault()
            .take(kind::SESSION, &secret::hash(cookie))
            .await?;
        self.inner.sessions.clear();
        let Some(row) = taken.filter(|row| !row.is_over(self.now())) else {
            return Ok(None);
        };
        let (Some(person), Some(kept)) = (row.person, kept::read::<Kept>(&row)) else {
            return Ok(None);
        };
        let now = self.now();
        let kept = Kept {
            how,
            fresh_at: now,
            seen: now,
            ..kept
        };
        let cookie = secret::fresh()?;
        let row = self.session_row(secret::hash(&cookie), person, &kept)?;
        self.vault().add(kind::SESSION, row).await?;
        Ok(Some(cookie))
    }

    /// Who a cookie's value belongs to; `None` when it is over, was ended, or never was.
    pub async fn session(&self, cookie: &Secret) -> Result<Option<SignedIn>, IdentityError> {
        let hash = secret::hash(cookie);
        let now = self.now();
        let known = match self.inner.sessions.get(&hash, now) {
            Some(known) => Some(known),
            None => self.look_up_session(&hash, now).await?,
        };
        let signed_in = known
            .filter(|known| known.until > now && self.may_enter(known.signed_in.person))
            .map(|known| known.signed_in);
        Ok(signed_in)
    }

    async fn look_up_session(&self, hash: &str, now: Time) -> Result<Option<Known>, IdentityError> {
        let times = self.inner.sessions.times();
        let Some(row) = self.vault().get(kind::SESSION, hash).await? else {
            return Ok(None);
        };
        let (Some(person), Some(kept)) = (row.person, kept::read::<Kept>(&row)) else {
            return Ok(None);
        };
        if row.is_over(now) || self.until(&kept) <= now {
            return Ok(None);
        }
        let mut until = self.until(&kept);
        if now.0 - kept.seen.0 >= SEEN_EVERY {
            let seen = Kept {
                seen: now,
                ..kept.clone()
            };
            until = self.until(&seen);
            let after = self.session_row(hash.to_owned(), person, &seen)?;
            let was_there = self
                .vault()
                .replace(kind::SESSION, hash, &row.text, after)
                .await?;
            // Somebody else wrote it at the same moment, or ended it: then it must not come back.
            if !was_there && self.vault().get(kind::SESSION, hash).await?.is_none() {
                return Ok(None);
            }
        }
        let known = Known {
            signed_in: SignedIn {
                person,
                session: name_of(hash),
                how: kept.how,
                since: kept.since,
                fresh_at: kept.fresh_at,
            },
            until,
        };
        self.inner.sessions.put(times, hash, now, known.clone());
        Ok(Some(known))
    }

    /// A person's sessions, the one used last first.
    pub async fn sessions(&self, person: PersonId) -> Result<Vec<SessionView>, IdentityError> {
        let now = self.now();
        let rows = self.vault().of_person(kind::SESSION, person).await?;
        let mut sessions: Vec<SessionView> = rows
            .iter()
            .filter_map(|row| Some((row, kept::read::<Kept>(row)?)))
            .map(|(row, kept)| SessionView {
                id: name_of(&row.id),
                until: self.until(&kept),
                how: kept.how,
                agent: kept.agent,
                from: kept.from,
                since: kept.since,
                seen: kept.seen,
            })
            .filter(|view| view.until > now)
            .collect();
        sessions.sort_by_key(|view| (std::cmp::Reverse(view.seen), view.id.clone()));
        Ok(sessions)
    }

    /// Ends one session of a person, by the name it is listed with. `false` when there is none.
    pub async fn end_session(&self, person: PersonId, id: &str) -> Result<bool, IdentityError> {
        let rows = self.vault().of_person(kind::SESSION, person).await?;
        let Some(row) = rows.iter().find(|row| name_of(&row.id) == id) else {
            return Ok(false);
        };
        let ended = self.vault().remove(kind::SESSION, &row.id).await?;
        self.inner.sessions.clear();
        self.note(Some(person), Happened::SignedOut, None).await?;
        Ok(ended)
    }

    /// Ends every session of a person, or every one but this. Says how many there were.
    pub async fn end_all_sessions(
        &self,
        person: PersonId,
        except: Option<&str>,
    ) -> Result<usize, IdentityError> {
        let ended = self.remove_sessions(person, except).await?;
        if ended > 0 {
            let happened = Happened::SessionsEnded {
                person,
                count: ended,
            };
            self.note(Some(person), happened, None).await?;
        }
        Ok(ended)
    }

    /// Ends every session of somebody else: for admins.
    pub async fn end_sessions_of(
        &self,
        person: PersonId,
        by: PersonId,
    ) -> Result<usize, IdentityError> {
        let ended = self.remove_sessions(person, None).await?;
        let happened = Happened::SessionsEnded {
            person,
            count: ended,
        };
        self.note(Some(by), happened, None).await?;
        Ok(ended)
    }

    async fn remove_sessions(
        &self,
        person: PersonId,
        except: Option<&str>,
    ) -> Result<usize, IdentityError> {
        let rows = self.vault().of_person(kind::SESSION, person).await?;
        let mut ended = 0;
        for row in rows {
            if except != Some(name_of(&row.id).as_str()) {
                ended += usize::from(self.vault().remove(kind::SESSION, &row.id).await?);
            }
        }
        self.inner.sessions.clear();
        Ok(ended)
    }

    /// Whether nobody has ever signed in: then the first one comes by the link of the first start.
    pub async fn is_first_run(&self) -> Result<bool, IdentityError> {
        let signed_in = AuditFilter {
            what: Some("signed_in".to_owned()),
            ..AuditFilter::default()
        };
        Ok(self.vault().audit_entries(signed_in, 1).await?.is_empty())
    }

    /// Remembers that this device has signed in to this account, so that nobody's guessing takes its tries away. Gives
    /// the value of the long-lived cookie: the device's own, or a new one.
    pub async fn remember_device(
        &self,
        person: PersonId,
        device: &Device,
    ) -> Result<Secret, IdentityError> {
        let cookie = match &device.known {
            // One that we did not make is not taken over.
            Some(cookie) if self.known_device(person, device).await?.is_some() => cookie.clone(),
            Some(_) | None => secret::fresh()?,
        };
        let row = Row {
            id: device_id(&cookie, person),
            person: Some(person),
            until: Some(self.now().plus_days(DEVICE_DAYS)),
            text: "{}".to_owned(),
        };
        self.vault().put(kind::DEVICE, row).await?;
        Ok(cookie)
    }

    /// The device's name, if it has signed in to this account before.
    pub(crate) async fn known_device(
        &self,
        person: PersonId,
        device: &Device,
    ) -> Result<Option<String>, IdentityError> {
        let Some(cookie) = &device.known else {
            return Ok(None);
        };
        let row = self
            .vault()
            .get(kind::DEVICE, &device_id(cookie, person))
            .await?;
        Ok(row.filter(|row| !row.is_over(self.now())).map(|row| row.id))
    }

    async fn make_room(&self, person: PersonId) -> Result<(), IdentityError> {
        let sessions = self.sessions(person).await?;
        for session in sessions.iter().skip(MOST - 1) {
            self.end_session(person, &session.id).await?;
        }
        Ok(())
    }

    fn until(&self, kept: &Kept) -> Time {
        let lifetimes = self.settings().session;
        let idle = kept.seen.0.saturating_add(lifetimes.idle);
        let absolute = kept.since.0.saturating_add(lifetimes.absolute);
        Time(idle.min(absolute))
    }

    fn session_row(
        &self,
        hash: String,
        person: PersonId,
        kept: &Kept,
    ) -> Result<Row, IdentityError> {
        Ok(Row {
            id: hash,
            person: Some(person),
            until: Some(self.until(kept)),
            text: kept::text(kept)?,
        })
    }
}

/// One device may have signed in to several accounts; to each it is another.
fn device_id(cookie: &Secret, person: PersonId) -> String {
    digest(&format!("{} {}", person.0, cookie.expose()))
}
