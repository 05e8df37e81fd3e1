//! An account: which e-mail addresses and outside sign-ins belong to a person of the record.
//!
//! An address signs somebody in only once it is *confirmed*: an admin wrote it, or a link sent to it was used. So nobody
//! can claim an address that is not theirs, neither to come in by it nor to keep its owner from having it.

use paceline_core::{By, Command, Ctx, Door, Event, PersonId, Time, person, text};
use paceline_store::vault::Row;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{
    Denied, Identity, IdentityError,
    audit::Happened,
    kept::{self, kind},
    secret::digest,
};

/// Characters of an e-mail address, as mail itself allows.
const LONGEST_ADDRESS: usize = 254;
/// Addresses that one person may have.
const MOST_ADDRESSES: usize = 10;
/// Seconds that an address is held while its owner joins.
const HELD: i64 = 60;

pub use paceline_core::person::Role;

/// Somebody who is to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    pub handle: String,
    pub name: String,
    pub role: Role,
    /// Counts as confirmed: whoever invites vouches for it.
    pub email: Option<String>,
}

/// An e-mail address of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    pub address: String,
    pub added: Time,
    #[serde(default)]
    pub is_confirmed: bool,
}

/// How it is known that an address is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// An admin wrote it, an identity provider says so, or a link sent there was used.
    Confirmed,
    /// They say so themselves.
    Claimed,
}

/// A sign-in at an identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct External {
    pub provider: String,
    pub subject: String,
    pub linked: Time,
}

/// What is known of a person beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    pub person: PersonId,
    pub handle: String,
    pub name: String,
    pub emails: Vec<Email>,
    pub externals: Vec<External>,
    pub has_password: bool,
}

impl Identity {
    /// The person's account; `None` where the record has no such person.
    pub async fn account_of(&self, person: PersonId) -> Result<Option<Account>, IdentityError> {
        let known = self.store().read(|state| {
            state.person(person).map(|known| {
                let handle = state.words.short(known.handle).to_owned();
                (handle, state.name_of(person))
            })
        });
        let Some((handle, name)) = known else {
            return Ok(None);
        };
        Ok(Some(Account {
            person,
            handle,
            name,
            emails: self.emails(person).await?,
            externals: self.externals(person).await?,
            has_password: self.has_password(person).await?,
        }))
    }

    /// Whether a person may sign in and use what they were given.
    pub fn may_enter(&self, person: PersonId) -> bool {
        let is_present = person::Person::is_present;
        self.store()
            .read(|state| state.person(person).is_some_and(is_present))
    }

    /// Lets somebody join the record and gives them their address. `by` is whoever invited them, or Paceline.
    pub async fn create_person(&self, new: NewPerson, by: By) -> Result<PersonId, IdentityError> {
        let email = new.email.as_deref().map(address).transpose()?;
        if let Some(email) = &email {
            self.hold(email).await?;
        }
        let joined = self.join(&new, by).await;
        match (&joined, &email) {
            (Ok(person), Some(email)) => self.give(*person, email).await?,
            (Err(_), Some(email)) => drop(self.vault().remove(kind::EMAIL, email).await?),
            (Ok(_) | Err(_), None) => {}
        }
        let person = joined?;
        let happened = Happened::Joined {
            person,
            role: new.role,
        };
        self.note(by.person(), happened, None).await?;
        Ok(person)
    }

    async fn join(&self, new: &NewPerson, by: By) -> Result<PersonId, IdentityError> {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by,
            door: Door::Page,
            now: self.now(),
            origin: None,
        };
        let join = Command::Person(person::Command::Join {
            handle: new.handle.clone(),
            name: new.name.clone(),
            role: new.role,
        });
        let receipt = self.store().run(ctx, join).await?;
        let joined = receipt.events.iter().find_map(|event| {
            if let Event::Person(person::Event::Joined { person, .. }) = event {
                Some(*person)
            } else {
                None
            }
        });
        joined.ok_or(IdentityError::Denied(Denied::NoSuch { what: "person" }))
    }

    /// The person with a handle, however it is written.
    pub fn person_with_handle(&self, handle: &str) -> Option<PersonId> {
        let handle = text::slug(handle.trim());
        self.store().read(|state| state.person_called(&handle))
    }

    /// The person whose confirmed address this is.
    pub async fn person_with_email(
        &self,
        written: &str,
    ) -> Result<Option<PersonId>, IdentityError> {
        let Ok(email) = address(written) else {
            return Ok(None);
        };
        let row = self.vault().get(kind::EMAIL, &email).await?;
        Ok(row.and_then(|row| row.person))
    }

    /// A person's addresses, confirmed ones first.
    pub async fn emails(&self, person: PersonId) -> Result<Vec<Email>, IdentityError> {
        let mut emails = Vec::new();
        for (kind, is_confirmed) in [(kind::EMAIL, true), (kind::CLAIMED_EMAIL, false)] {
            let rows = self.vault().of_person(kind, person).await?;
            let read = rows.iter().filter_map(kept::read::<Email>);
            emails.extend(read.map(|email| Email {
                is_confirmed,
                ..email
            }));
        }
        Ok(emails)
    }

    /// Gives a person an address. One that is only claimed does nothing until it is confirmed.
    pub async fn add_email(
        &self,
        person: PersonId,
        written: &str,
        proof: Proof,
    ) -> Result<(), IdentityError> {
        let email = address(written)?;
        let known = self.emails(person).await?;
        if let Some(known) = known.iter().find(|known| known.address == email)
            && (known.is_confirmed || proof == Proof::Claimed)
        {
            return Ok(());
        }
        if known.len() >= MOST_ADDRESSES {
            let what = "addresses";
            let most = MOST_ADDRESSES;
            return Err(Denied::TooMany { what, most }.into());
        }
        match proof {
            Proof::Confirmed => {
                self.hold(&email).await?;
                self.give(person, &email).await?;
                self.vault()
                    .remove(kind::CLAIMED_EMAIL, &claim(&email, person))
                    .await?;
            }
            Proof::Claimed => {
                let row = self.email_row(&email, Some(person), None)?;
                let id = claim(&email, person);
                self.vault()
                    .put(kind::CLAIMED_EMAIL, Row { id, ..row })
                    .await?;
            }
        }
        self.note(Some(person), Happened::AddressAdded { person }, None)
            .await?;
        Ok(())
    }

    /// Takes an address off a person, and with it the links that were sent there.
    pub async fn remove_email(&self, person: PersonId, written: &str) -> Result<(), IdentityError> {
        let email = address(written)?;
        let claimed = self
            .vault()
            .remove(kind::CLAIMED_EMAIL, &claim(&email, person))
            .await?;
        let row = self.vault().get(kind::EMAIL, &email).await?;
        let is_theirs = row.is_some_and(|row| row.person == Some(person));
        if is_theirs {
            self.vault().remove(kind::EMAIL, &email).await?;
        }
        if !claimed && !is_theirs {
            return Err(Denied::NoSuchAddress.into());
        }
        self.drop_links_to(person, &email).await?;
        self.note(Some(person), Happened::AddressRemoved { person }, None)
            .await?;
        Ok(())
    }

    /// The person who signs in with this subject of a provider.
    pub async fn person_by_external(
        &self,
        provider: &str,
        subject: &str,
    ) -> Result<Option<PersonId>, IdentityError> {
        let row = self
            .vault()
            .get(kind::EXTERNAL, &external_id(provider, subject))
            .await?;
        Ok(row.and_then(|row| row.person))
    }

    /// The person's sign-ins at identity providers.
    pub async fn externals(&self, person: PersonId) -> Result<Vec<External>, IdentityError> {
        let rows = self.vault().of_person(kind::EXTERNAL, person).await?;
        Ok(rows.iter().filter_map(kept::read).collect())
    }

    /// Lets a person sign in with a subject of a provider. Refuses one that is somebody else's.
    pub async fn link_external(
        &self,
        person: PersonId,
        provider: &str,
        subject: &str,
    ) -> Result<(), IdentityError> {
        let external = External {
            provider: provider.to_owned(),
            subject: subject.to_owned(),
            linked: self.now(),
        };
        let row = Row {
            id: external_id(provider, subject),
            person: Some(person),
            until: None,
            text: kept::text(&external)?,
        };
        if self.vault().add(kind::EXTERNAL, row).await? {
            let provider = provider.to_owned();
            let linked = Happened::ProviderLinked { person, provider };
            self.note(Some(person), linked, None).await?;
            return Ok(());
        }
        match self.person_by_external(provider, subject).await? {
            Some(owner) if owner == person => Ok(()),
            Some(_) | None => Err(Denied::ExternalTaken.into()),
        }
    }

    /// A person leaves: everything that lets them in ends. Their addresses and notes stay theirs, for when they return.
    pub async fn shut_out(&self, person: PersonId) -> Result<(), IdentityError> {
        for kind in [kind::SESSION, kind::TOKEN, kind::LINK, kind::DEVICE] {
            for row in self.vault().of_person(kind, person).await? {
                self.vault().remove(kind, &row.id).await?;
            }
        }
        self.inner.sessions.clear();
        self.inner.tokens.clear();
        Ok(())
    }

    /// Deletes everything private of a person, for good.
    pub async fn forget(&self, person: PersonId) -> Result<usize, IdentityError> {
        let forgotten = self.vault().forget(person).await?;
        self.inner.sessions.clear();
        self.inner.tokens.clear();
        Ok(forgotten)
    }

    /// Holds an address for a moment, so that of two who want it at once one gets it.
    async fn hold(&self, email: &str) -> Result<(), IdentityError> {
        let until = Some(Time(self.now().0 + HELD));
        let row = self.email_row(email, None, until)?;
        if self.vault().add(kind::EMAIL, row.clone()).await? {
            return Ok(());
        }
        let there = self.vault().get(kind::EMAIL, email).await?;
        // Left behind by a joining that broke off.
        if there.is_some_and(|there| there.is_over(self.now()))
            && self.vault().remove(kind::EMAIL, email).await?
            && self.vault().add(kind::EMAIL, row).await?
        {
            return Ok(());
        }
        let address = email.to_owned();
        Err(Denied::AddressTaken { address }.into())
    }

    async fn give(&self, person: PersonId, email: &str) -> Result<(), IdentityError> {
        let row = self.email_row(email, Some(person), None)?;
        Ok(self.vault().put(kind::EMAIL, row).await?)
    }

    fn email_row(
        &self,
        email: &str,
        person: Option<PersonId>,
        until: Option<Time>,
    ) -> Result<Row, IdentityError> {
        let kept = Email {
            address: email.to_owned(),
            added: self.now(),
            is_confirmed: person.is_some(),
        };
        Ok(Row {
            id: email.to_owned(),
            person,
            until,
            text: kept::text(&kept)?,
        })
    }
}

/// An address as it is compared: trimmed, in small letters.
pub fn address(written: &str) -> Result<String, Denied> {
    let address: String = written.trim().nfc().collect::<String>().to_lowercase();
    let is_address = address.len() <= LONGEST_ADDRESS
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
        && address.parse::<lettre::Address>().is_ok();
    if is_address {
        Ok(address)
    } else {
        let written = text::cut(written.trim(), 80);
        Err(Denied::NotAnAddress { written })
    }
}

/// Several may claim the same address; each claim is its own row.
fn claim(email: &str, person: PersonId) -> String {
    format!("{email} {}", person.0)
}

/// As a hash, because a subject may be long; the lengths keep two pairs from reading alike.
fn external_id(provider: &str, subject: &str) -> String {
    digest(&format!("{} {provider} {subject}", provider.len()))
}
