//! Passwords: long rather than complicated, kept as argon2id hashes, checked in the same time for everybody.
//!
//! A password is normalised as RFC 8265 says (`OpaqueString`): every kind of space becomes a space, then NFC. So it does
//! not matter which keyboard composed an 'é', and two passwords that look different stay different, which NFKC would
//! not promise.

use std::{
    sync::{Arc, OnceLock},
    thread::available_parallelism,
    time::Duration,
};

use argon2::{Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier};
use paceline_core::{PersonId, Time, text};
use paceline_store::{StoreError, vault::Row};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::{
    Denied, Identity, IdentityError, Secret, account,
    audit::Happened,
    kept::{self, kind},
    link::Kind,
    session::{Device, How},
};

/// Fewest characters.
pub const LEAST: usize = 12;
/// Most characters.
pub const MOST: usize = 1_000;
/// Memory of one check in KiB, passes over it and lanes: what OWASP recommends.
const PARAMS: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Checks that run at once at most; each holds its memory.
const AT_ONCE: usize = 4;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// Characters that must be left of a password when names are taken out.
const BESIDE_NAMES: usize = 4;
/// Long passwords that are among the first that anybody tries.
const COMMON: [&str; 20] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789012345",
    "1q2w3e4r5t6y",
    "abc123abc123",
    "abcdefghijkl",
    "administrator",
    "changemechangeme",
    "correct horse battery staple",
    "correcthorsebatterystaple",
    "iloveyouiloveyou",
    "passwordpassword",
    "password1234",
    "password12345",
    "password123456",
    "qwerty123456",
    "qwertyqwerty",
    "qwertyuiop[]",
    "qwertyuiop123",
];

/// As it lies in the vault.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// `$argon2id$v=19$m=…`: says itself how it was made.
    hash: String,
    set: Time,
}

/// Where passwords are hashed: few at a time, on threads that may take long.
pub(crate) struct Bench {
    places: Arc<Semaphore>,
    argon2: Argon2<'static>,
    /// A hash of nothing, so that an account that does not exist takes as long as one that does.
    nobody: OnceLock<String>,
}

impl Default for Bench {
    fn default() -> Self {
        let places = available_parallelism().map_or(1, usize::from).min(AT_ONCE);
        let (memory, passes, lanes) = PARAMS;
        let params = Params::new(memory, passes, lanes, None).unwrap_or_default();
        Self {
            places: Arc::new(Semaphore::new(places)),
            argon2: Argon2::from(params),
            nobody: OnceLock::new(),
        }
    }
}

impl Bench {
    /// Does heavy work when it is its turn.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, IdentityError> {
        let turn = tokio::time::timeout(PATIENCE, self.places.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Denied::Busy.into());
        };
        let worked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        Ok(worked.await.map_err(|_| StoreError::Fault)?)
    }

    async fn hash(&self, password: String) -> Result<String, IdentityError> {
        let argon2 = self.argon2.clone();
        let hashed = self.work(move || hashed(&argon2, &password)).await?;
        Ok(hashed?)
    }

    /// Whether it is the password of the hash, and whether it should be hashed anew because we take more trouble now.
    async fn verify(&self, password: &str, hash: Option<String>) -> Result<Verdict, IdentityError> {
        let argon2 = self.argon2.clone();
        let password = password.to_owned();
        let exists = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => self.nobody().await?,
        };
        let verdict = self
            .work(move || verdict(&argon2, &password, &hash))
            .await?;
        Ok(if exists { verdict } else { Verdict::Wrong })
    }

    async fn nobody(&self) -> Result<String, IdentityError> {
        if let Some(hash) = self.nobody.get() {
            return Ok(hash.clone());
        }
        let hash = self
            .hash(crate::secret::fresh()?.expose().to_owned())
            .await?;
        Ok(self.nobody.get_or_init(|| hash).clone())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Wrong,
    Right,
    /// Right, and made with less trouble than we take now.
    Weak,
}

fn hashed(argon2: &Argon2<'_>, password: &str) -> Result<String, StoreError> {
    let hash = argon2.hash_password(password.as_bytes());
    let hash: PasswordHash = hash.map_err(|_| StoreError::Fault)?;
    Ok(hash.to_string())
}

fn verdict(argon2: &Argon2<'_>, password: &str, hash: &str) -> Verdict {
    let Ok(hash) = PasswordHash::new(hash) else {
        return Verdict::Wrong;
    };
    if argon2.verify_password(password.as_bytes(), &hash).is_err() {
        return Verdict::Wrong;
    }
    let wanted = argon2.params();
    let is_strong = Params::try_from(&hash)
        .is_ok_and(|made| made.m_cost() >= wanted.m_cost() && made.t_cost() >= wanted.t_cost());
    if is_strong {
        Verdict::Right
    } else {
        Verdict::Weak
    }
}

impl Identity {
    pub async fn has_password(&self, person: PersonId) -> Result<bool, IdentityError> {
        let row = self.vault().get(kind::PASSWORD, &id(person)).await?;
        Ok(row.is_some())
    }

    /// Gives a person a password. Every session but `keep` ends, and so does every link for recovery.
    pub async fn set_password(
        &self,
        person: PersonId,
        password: &Secret,
        keep: Option<&str>,
        device: &Device,
    ) -> Result<(), IdentityError> {
        let password = self.acceptable(person, password).await?;
        let hash = self.inner.passwords.hash(password).await?;
        let row = self.password_row(person, hash)?;
        self.vault().put(kind::PASSWORD, row).await?;
        self.end_all_sessions(person, keep).await?;
        self.drop_links(person, Kind::Recovery).await?;
        self.drop_links(person, Kind::SignIn).await?;
        self.note(
            Some(person),
            Happened::PasswordSet { person },
            Some(device.from),
        )
        .await?;
        Ok(())
    }

    /// Takes the password away: for people who come by another way.
    pub async fn remove_password(&self, person: PersonId) -> Result<bool, IdentityError> {
        Ok(self.vault().remove(kind::PASSWORD, &id(person)).await?)
    }

    /// Who signs in with an address or a handle and a password. The answer is the same, and takes as long, whether the
    /// account does not exist, has no password or another one.
    pub async fn check_password(
        &self,
        email_or_handle: &str,
        password: &Secret,
        device: &Device,
    ) -> Result<PersonId, IdentityError> {
        let who = email_or_handle.trim().to_lowercase();
        let person = self.person_who(&who).await?;
        // Nobody has the number nought; asking for it takes as long as asking for somebody.
        let asked = person.unwrap_or(PersonId(0));
        let known = self.known_device(asked, device).await?;
        self.inner
            .limits
            .try_password(&budget_of(&who), device.from, known.as_deref())?;
        let row = self.vault().get(kind::PASSWORD, &id(asked)).await?;
        let kept = row.as_ref().and_then(kept::read::<Kept>);
        let before = row.map(|row| row.text);
        let password = normalised(password);
        // Longer than we ever take: wrong, but let it cost what others cost.
        let password: String = password.chars().take(MOST + 1).collect();
        let hash = kept.map(|kept| kept.hash);
        let verdict = self.inner.passwords.verify(&password, hash).await?;
        match (verdict, person.filter(|person| self.may_enter(*person))) {
            (Verdict::Right, Some(person)) => Ok(person),
            (Verdict::Weak, Some(person)) => {
                let hash = self.inner.passwords.hash(password).await?;
                let stronger = self.password_row(person, hash)?;
                let before = before.unwrap_or_default();
                // Not when it was set anew in the meantime.
                self.vault()
                    .replace(kind::PASSWORD, &id(person), &before, stronger)
                    .await?;
                Ok(person)
            }
            (Verdict::Wrong, _) | (_, None) => {
                let how = How::Password;
                let failed = Happened::SignInFailed { person, how };
                self.note(None, failed, Some(device.from)).await?;
                Err(Denied::WrongPassword.into())
            }
        }
    }

    fn password_row(&self, person: PersonId, hash: String) -> Result<Row, IdentityError> {
        let kept = Kept {
            hash,
            set: self.now(),
        };
        Ok(Row {
            id: id(person),
            person: Some(person),
            until: None,
            text: kept::text(&kept)?,
        })
    }

    async fn person_who(&self, who: &str) -> Result<Option<PersonId>, IdentityError> {
        if who.contains('@') {
            self.person_with_email(who).await
        } else {
            Ok(self.person_with_handle(who))
        }
    }

    /// The password as it is hashed, if it is long enough and not what anybody would try first.
    async fn acceptable(
        &self,
        person: PersonId,
        password: &Secret,
    ) -> Result<String, IdentityError> {
        let password = normalised(password);
        let length = password.chars().count();
        if length < LEAST {
            let least = LEAST;
            return Err(Denied::PasswordTooShort { length, least }.into());
        }
        if length > MOST {
            return Err(Denied::PasswordTooLong { most: MOST }.into());
        }
        let Some(account) = self.account_of(person).await? else {
            return Err(Denied::NoSuch { what: "person" }.into());
        };
        let addresses = account.emails.iter().map(|email| email.address.as_str());
        let names: Vec<&str> = [account.handle.as_str(), account.name.as_str(), "paceline"]
            .into_iter()
            .chain(addresses)
            .collect();
        match guessable(&password, &names) {
            Some(what) => Err(Denied::PasswordGuessable { what }.into()),
            None => Ok(password),
        }
    }
}

/// Whose budget a try takes from: a handle can be written in many ways, and so can an address. Not whose account it is:
/// a budget that two names share would tell that they are one person's.
fn budget_of(who: &str) -> String {
    if who.contains('@') {
        account::address(who).unwrap_or_else(|_| who.to_owned())
    } else {
        text::slug(who)
    }
}

fn id(person: PersonId) -> String {
    person.0.to_string()
}

fn normalised(password: &Secret) -> String {
    let spaced = password
        .expose()
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.nfc().collect()
}

/// What a password is, if it is something that anybody who knows the person would try.
fn guessable(password: &str, names: &[&str]) -> Option<&'static str> {
    let small = password.to_lowercase();
    let mut different: Vec<char> = small.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < BESIDE_NAMES {
        return Some("the same few characters again and again");
    }
    if COMMON.contains(&small.as_str()) {
        return Some("one of the most common ones");
    }
    let mut rest = small;
    let words = names
        .iter()
        .flat_map(|name| std::iter::once(*name).chain(name.split(['@', '.', '-', '_', ' '])));
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words.iter().filter(|word| word.chars().count() > 2) {
        rest = rest.replace(word.as_str(), "");
    }
    let beside = rest.chars().filter(|c| c.is_alphanumeric()).count();
    (beside < BESIDE_NAMES).then_some("a name or an address")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["ada", "Ada Amin", "ada.amin@example.org", "paceline"];

    #[test]
    fn length_is_enough_unless_anybody_would_guess_it() {
        for good in [
            "all lower case is fine",
            "adapt the lamination",
            "paceline is what I use",
            "ÄÖÜ äöü 漢字 かな",
        ] {
            assert_eq!(guessable(good, &NAMES), None, "{good}");
        }
        for bad in [
            "ada.amin@example.org",
            "ADA.AMIN@EXAMPLE.ORG",
            "Ada Amin Ada Amin",
            "paceline-paceline",
            "paceline2026"[..8].repeat(2).as_str(),
            "aaaaaaaaaaaaaaa",
            "121212121212",
            "PasswordPassword",
            "ada-paceline-1",
        ] {
            assert!(guessable(bad, &NAMES).is_some(), "{bad}");
        }
    }

    #[test]
    fn it_does_not_matter_how_a_keyboard_composes() {
        let normal = |text: &str| normalised(&Secret::new(text));
        assert_eq!(
            normal("caf\u{e9} au lait"),
            normal("cafe\u{301}\u{a0}au lait")
        );
        assert_ne!(normal("\u{fb01}ne"), normal("fine"), "NFC, not NFKC");
    }

    #[test]
    fn a_hash_says_how_it_was_made() {
        let weak = Argon2::from(Params::new(64, 1, 1, None).unwrap());
        let strong = Argon2::from(Params::new(128, 2, 1, None).unwrap());
        let hash = hashed(&weak, "a few odd words").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert_eq!(verdict(&weak, "a few odd words", &hash), Verdict::Right);
        assert_eq!(verdict(&strong, "a few odd words", &hash), Verdict::Weak);
        assert_eq!(verdict(&strong, "a few other words", &hash), Verdict::Wrong);
        assert_eq!(
            verdict(&strong, "a few odd words", "no hash"),
            Verdict::Wrong
        );
        assert_ne!(hash, hashed(&weak, "a few odd words").unwrap(), "salted");
        let (memory, passes, _) = PARAMS;
        assert!(memory >= 19 * 1024 && passes >= 2);
    }
}
