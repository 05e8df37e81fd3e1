//! One-time links: the first start, an invitation, signing in by e-mail, recovery, confirming an address.
//!
//! Mail scanners follow links, so looking at one does not use it up. Whoever uses one says what for: a link for
//! one purpose never serves another.

use paceline_core::{PersonId, Time};
use paceline_store::vault::Row;
use serde::{Deserialize, Serialize};

use crate::{
    Identity, IdentityError, Secret,
    account::{Role, address},
    kept::{self, kind},
    secret::{self, name_of},
};

/// Rows that are read at a time.
const PAGE: usize = 200;

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The first person of an organisation comes in and creates it.
    FirstRun,
    Invitation(Invitation),
    SignIn,
    Recovery,
    /// Shows that the link's address is the person's.
    ConfirmEmail,
}

/// Who is invited, and as what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub name: String,
    pub handle: String,
    pub email: Option<String>,
    pub role: Role,
    /// Teams by their slug.
    pub teams: Vec<String>,
}

/// The purposes without what they carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    FirstRun,
    Invitation,
    SignIn,
    Recovery,
    ConfirmEmail,
}

impl Purpose {
    pub fn kind(&self) -> Kind {
        match self {
            Self::FirstRun => Kind::FirstRun,
            Self::Invitation(_) => Kind::Invitation,
            Self::SignIn => Kind::SignIn,
            Self::Recovery => Kind::Recovery,
            Self::ConfirmEmail => Kind::ConfirmEmail,
        }
    }
}

/// A link that is still good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its name; it opens nothing.
    pub id: String,
    pub purpose: Purpose,
    /// Whose it is: whoever signs in, recovers or confirms by it; of an invitation, whoever invited.
    pub person: Option<PersonId>,
    /// Where it was sent to.
    pub email: Option<String>,
    pub made: Time,
    pub until: Time,
}

/// As it lies in the vault.
#[derive(Serialize, Deserialize)]
struct Kept {
    purpose: Purpose,
    email: Option<String>,
    made: Time,
}

impl Identity {
    /// Makes a link and gives its secret part, which is kept nowhere.
    pub async fn make_link(
        &self,
        purpose: Purpose,
        person: Option<PersonId>,
        email: Option<&str>,
        until: Time,
    ) -> Result<Secret, IdentityError> {
        let secret = secret::fresh()?;
        let kept = Kept {
            purpose,
            email: email.map(str::to_owned),
            made: self.now(),
        };
        let row = Row {
            id: secret::hash(&secret),
            person,
            until: Some(until),
            text: kept::text(&kept)?,
        };
        self.vault().add(kind::LINK, row).await?;
        Ok(secret)
    }

    /// What a link is for, without using it up.
    pub async fn look_at_link(&self, secret: &Secret) -> Result<Option<Link>, IdentityError> {
        let row = self.vault().get(kind::LINK, &secret::hash(secret)).await?;
        Ok(row.and_then(|row| self.good(&row)))
    }

    /// Uses a link up: of many who try, one gets it. One of another kind is left as it is.
    pub async fn use_link(
        &self,
        secret: &Secret,
        kind: Kind,
    ) -> Result<Option<Link>, IdentityError> {
        let looked = self.look_at_link(secret).await?;
        if looked.is_none_or(|link| link.purpose.kind() != kind) {
            return Ok(None);
        }
        let row = self.vault().take(kind::LINK, &secret::hash(secret)).await?;
        Ok(row.and_then(|row| self.good(&row)))
    }

    /// The links of a kind that are still good, the newest first: invitations that nobody has followed yet.
    pub async fn links(&self, kind: Kind) -> Result<Vec<Link>, IdentityError> {
        let mut links = Vec::new();
        let mut after = None;
        loop {
            let rows = self.vault().all(kind::LINK, after, PAGE).await?;
            let good = rows.iter().filter_map(|row| self.good(row));
            links.extend(good.filter(|link| link.purpose.kind() == kind));
            match rows.last() {
                Some(last) if rows.len() == PAGE => after = Some(last.id.clone()),
                Some(_) | None => break,
            }
        }
        links.sort_by_key(|link| (std::cmp::Reverse(link.made), link.id.clone()));
        Ok(links)
    }

    /// Takes a link of a kind back, by the name it is listed with. `false` when there is none.
    pub async fn revoke_link(&self, kind: Kind, id: &str) -> Result<bool, IdentityError> {
        let links = self.links(kind).await?;
        if !links.iter().any(|link| link.id == id) {
            return Ok(false);
        }
        // The name is the beginning of the row's id, and rows are read by id.
        let near = self.vault().all(kind::LINK, Some(id.to_owned()), 1).await?;
        match near.first().filter(|row| name_of(&row.id) == id) {
            Some(row) => Ok(self.vault().remove(kind::LINK, &row.id).await?),
            None => Ok(false),
        }
    }

    /// Takes back every link of the first start: a new one is handed out, and there is one way in at a time.
    pub async fn drop_first_links(&self) -> Result<(), IdentityError> {
        for link in self.links(Kind::FirstRun).await? {
            self.revoke_link(Kind::FirstRun, &link.id).await?;
        }
        Ok(())
    }

    /// Takes back every link of a kind that belongs to a person.
    pub async fn drop_links(&self, person: PersonId, kind: Kind) -> Result<(), IdentityError> {
        for row in self.vault().of_person(kind::LINK, person).await? {
            let is_of_kind =
                kept::read::<Kept>(&row).is_some_and(|kept| kept.purpose.kind() == kind);
            if is_of_kind {
                self.vault().remove(kind::LINK, &row.id).await?;
            }
        }
        Ok(())
    }

    /// Takes back every link that was sent to an address of a person.
    pub(crate) async fn drop_links_to(
        &self,
        person: PersonId,
        email: &str,
    ) -> Result<(), IdentityError> {
        for row in self.vault().of_person(kind::LINK, person).await? {
            let was_sent_there = kept::read::<Kept>(&row)
                .and_then(|kept| kept.email)
                .is_some_and(|sent| address(&sent).is_ok_and(|sent| sent == email));
            if was_sent_there {
                self.vault().remove(kind::LINK, &row.id).await?;
            }
        }
        Ok(())
    }

    /// The link in a row, if its time is not over and whoever it belongs to may still enter.
    fn good(&self, row: &Row) -> Option<Link> {
        if row.is_over(self.now()) || row.person.is_some_and(|person| !self.may_enter(person)) {
            return None;
        }
        let kept: Kept = kept::read(row)?;
        Some(Link {
            id: name_of(&row.id),
            purpose: kept.purpose,
            person: row.person,
            email: kept.email,
            made: kept.made,
            until: row.until?,
        })
    }
}
