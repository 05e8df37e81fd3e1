//! Access tokens: for scripts and programs, with scopes and an end, shown once, kept as a hash.

use std::{collections::BTreeSet, fmt, net::IpAddr};

use paceline_core::{PersonId, Time};
use paceline_store::vault::Row;
use serde::{Deserialize, Serialize};

use crate::{
    Denied, Identity, IdentityError, Secret,
    audit::Happened,
    kept::{self, kind},
    secret::{self, name_of},
};

/// What a token begins with, so that people and secret scanners know it.
pub const PREFIX: &str = "pcl_";
/// Seconds between two times that 'last used' is written.
const USED_EVERY: i64 = 60;
/// Tokens of one person.
const MOST: usize = 100;
/// Characters of a token's name.
const NAME: usize = 100;

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everything that its person may read.
    Read,
    /// Every command that its person may give.
    Write,
    /// Settings and accounts, as far as its person may change them.
    Admin,
    /// People and groups, from a directory.
    Scim,
}

impl Scope {
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Admin, Self::Scim];

    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
            Self::Scim => "scim",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// The scopes of a token. None includes another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scopes(BTreeSet<Scope>);

impl Scopes {
    pub fn has(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().collect())
    }
}

impl fmt::Display for Scopes {
    /// `read, write`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, scope) in self.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            write!(f, "{comma}{}", scope.name())?;
        }
        Ok(())
    }
}

/// A token that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    pub name: String,
    pub scopes: Scopes,
    /// The moment from which it counts no more; `None` for one without an end.
    pub until: Option<Time>,
}

/// A token as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenView {
    pub id: String,
    pub name: String,
    pub scopes: Scopes,
    pub made: Time,
    pub until: Option<Time>,
    pub last_used: Option<Time>,
}

/// Whoever a token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    pub person: PersonId,
    pub scopes: Scopes,
    /// The token's name in lists; it opens nothing.
    pub id: String,
}

/// As it lies in the vault.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    name: String,
    scopes: Scopes,
    made: Time,
    used: Option<Time>,
}

/// As it is remembered for a few seconds.
#[derive(Clone)]
pub(crate) struct Known {
    bearer: Bearer,
    until: Option<Time>,
}

impl Identity {
    /// Makes a token for a person. Its secret is given here and never again.
    pub async fn make_token(
        &self,
        person: PersonId,
        new: NewToken,
        by: PersonId,
    ) -> Result<(Secret, TokenView), IdentityError> {
        let name = new.name.trim().to_owned();
        if name.is_empty() {
            let what = "name of the token";
            return Err(Denied::Empty { what }.into());
        }
        if name.chars().count() > NAME {
            let what = "name of the token";
            return Err(Denied::TooLong { what, most: NAME }.into());
        }
        if new.scopes.is_empty() {
            let what = "list of scopes";
            return Err(Denied::Empty { what }.into());
        }
        if new.until.is_some_and(|until| until <= self.now()) {
            return Err(Denied::InThePast.into());
        }
        if !self.may_enter(person) {
            return Err(Denied::HasLeft.into());
        }
        if self.tokens(person).await?.len() >= MOST {
            let what = "tokens";
            return Err(Denied::TooMany { what, most: MOST }.into());
        }
        let secret = Secret::new(format!("{PREFIX}{}", secret::fresh()?.expose()));
        let kept = Kept {
            name: name.clone(),
            scopes: new.scopes.clone(),
            made: self.now(),
            used: None,
        };
        let row = token_row(secret::hash(&secret), person, new.until, &kept)?;
        let view = view(&row, kept);
        self.vault().add(kind::TOKEN, row).await?;
        let scopes = new.scopes;
        let happened = Happened::TokenMade {
            person,
            name,
            scopes,
        };
        self.note(Some(by), happened, None).await?;
        Ok((secret, view))
    }

    /// Whoever a token stands for; `None` when it is over, was revoked, or never was.
    pub async fn token(
        &self,
        token: &Secret,
        from: Option<IpAddr>,
    ) -> Result<Option<Bearer>, IdentityError> {
        if !token.expose().starts_with(PREFIX) {
            return Ok(None);
        }
        let hash = secret::hash(token);
        let now = self.now();
        let known = match self.inner.tokens.get(&hash, now) {
            Some(known) => Some(known),
            None => self.look_up_token(&hash, now, from).await?,
        };
        let bearer = known
            .filter(|known| known.until.is_none_or(|until| until > now))
            .map(|known| known.bearer);
        Ok(bearer.filter(|bearer| self.may_enter(bearer.person)))
    }

    async fn look_up_token(
        &self,
        hash: &str,
        now: Time,
        from: Option<IpAddr>,
    ) -> Result<Option<Known>, IdentityError> {
        let times = self.inner.tokens.times();
        let row = self.vault().get(kind::TOKEN, hash).await?;
        let Some(row) = row.filter(|row| !row.is_over(now)) else {
            return Ok(None);
        };
        let (Some(person), Some(kept)) = (row.person, kept::read::<Kept>(&row)) else {
            return Ok(None);
        };
        if kept.used.is_none_or(|used| now.0 - used.0 >= USED_EVERY) {
            let used = Kept {
                used: Some(now),
                ..kept.clone()
            };
            let after = token_row(hash.to_owned(), person, row.until, &used)?;
            let was_there = self
                .vault()
                .replace(kind::TOKEN, hash, &row.text, after)
                .await?;
            if !was_there && self.vault().get(kind::TOKEN, hash).await?.is_none() {
                return Ok(None);
            }
            let is_first_today = kept.used.is_none_or(|used| used.date() != now.date());
            if was_there && is_first_today {
                let happened = Happened::TokenUsed {
                    name: kept.name.clone(),
                };
                self.note(Some(person), happened, from).await?;
            }
        }
        let known = Known {
            bearer: Bearer {
                person,
                scopes: kept.scopes,
                id: name_of(hash),
            },
            until: row.until,
        };
        self.inner.tokens.put(times, hash, now, known.clone());
        Ok(Some(known))
    }

    /// A person's tokens, the newest first.
    pub async fn tokens(&self, person: PersonId) -> Result<Vec<TokenView>, IdentityError> {
        let now = self.now();
        let rows = self.vault().of_person(kind::TOKEN, person).await?;
        let good = rows.iter().filter(|row| !row.is_over(now));
        let mut tokens: Vec<TokenView> = good
            .filter_map(|row| Some(view(row, kept::read(row)?)))
            .collect();
        tokens.sort_by_key(|token| (std::cmp::Reverse(token.made), token.id.clone()));
        Ok(tokens)
    }

    /// Revokes a token of a person, by the name it is listed with. `false` when there is none.
    pub async fn revoke_token(
        &self,
        person: PersonId,
        id: &str,
        by: PersonId,
    ) -> Result<bool, IdentityError> {
        let rows = self.vault().of_person(kind::TOKEN, person).await?;
        let Some(row) = rows.iter().find(|row| name_of(&row.id) == id) else {
            return Ok(false);
        };
        let name = kept::read::<Kept>(row).map_or_else(String::new, |kept| kept.name);
        let revoked = self.vault().remove(kind::TOKEN, &row.id).await?;
        self.inner.tokens.clear();
        let happened = Happened::TokenRevoked { person, name };
        self.note(Some(by), happened, None).await?;
        Ok(revoked)
    }
}

fn token_row(
    hash: String,
    person: PersonId,
    until: Option<Time>,
    kept: &Kept,
) -> Result<Row, IdentityError> {
    Ok(Row {
        id: hash,
        person: Some(person),
        until,
        text: kept::text(kept)?,
    })
}

fn view(row: &Row, kept: Kept) -> TokenView {
    TokenView {
        id: name_of(&row.id),
        name: kept.name,
        scopes: kept.scopes,
        made: kept.made,
        until: row.until,
        last_used: kept.used,
    }
}
