//! Passkeys: signing in with what a device holds and its owner unlocks.
//!
//! Signing in asks for any passkey of ours, so nobody has to say who they are, and nothing is said about who is there.
//! What was asked is kept for five minutes under the hash of a secret that the browser gets, and counts once.

mod ceremony;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use paceline_core::{PersonId, Time, text};
use paceline_store::vault::Row;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid,
};

use crate::{
    Denied, Identity, IdentityError, Secret,
    audit::Happened,
    kept::{self, kind},
    log, secret,
};
use ceremony::{Ceremony, Kept};

/// Seconds to unlock a device.
const LASTS: i64 = 300;
/// Passkeys of one person.
const MOST: usize = 20;
/// Characters of a passkey's name.
const NAME: usize = 60;

/// What was asked of a browser.
#[derive(Serialize, Deserialize)]
enum Asked {
    Adding {
        owner: Uuid,
        state: PasskeyRegistration,
    },
    SigningIn(DiscoverableAuthentication),
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PasskeyView {
    /// Its name in requests; it opens nothing.
    pub id: String,
    pub name: String,
    pub added: Time,
    pub used: Option<Time>,
}

impl Identity {
    /// Whether browsers make passkeys for our address.
    pub fn takes_passkeys(&self) -> bool {
        Ceremony::at(&self.settings().public_url).is_some()
    }

    /// What a page hands to `navigator.credentials.get`, and the secret with which it finishes.
    pub async fn begin_passkey(&self) -> Result<(Value, Secret), IdentityError> {
        let (challenge, state) = self.ceremony()?.begin().map_err(|why| unused(&why))?;
        let secret = self.ask(None, &Asked::SigningIn(state)).await?;
        Ok((json(&challenge)?, secret))
    }

    /// Whose passkey answered. `answer` is what the browser gave, as it came.
    pub async fn finish_passkey(
        &self,
        secret: &Secret,
        answer: &Value,
    ) -> Result<PersonId, IdentityError> {
        let Some((_, Asked::SigningIn(state))) = self.asked(secret).await? else {
            return Err(Denied::NoPasskey.into());
        };
        let answer: PublicKeyCredential = read(answer)?;
        let id = BASE64_URL_SAFE_NO_PAD.encode(answer.get_credential_id());
        let there = self.vault().get(kind::PASSKEY, &id).await?;
        let (Some(row), Some(kept)) = (&there, there.as_ref().and_then(kept::read::<Kept>)) else {
            return Err(Denied::NoPasskey.into());
        };
        let used = self
            .ceremony()?
            .finish(&answer, state, kept, self.now())
            .map_err(|why| unused(&why))?;
        let Some(person) = row.person else {
            return Err(Denied::NoPasskey.into());
        };
        // Of two answers at once with the same counter, one is a copy's.
        let after = Row {
            text: kept::text(&used)?,
            ..row.clone()
        };
        let vault = self.vault();
        if !vault.replace(kind::PASSKEY, &id, &row.text, after).await? {
            return Err(Denied::NoPasskey.into());
        }
        if self.may_enter(person) {
            Ok(person)
        } else {
            Err(Denied::HasLeft.into())
        }
    }

    /// What a page hands to `navigator.credentials.create` for somebody who is signed in.
    pub async fn begin_adding_passkey(
        &self,
        person: PersonId,
    ) -> Result<(Value, Secret), IdentityError> {
        let there = self.kept_passkeys(person).await?;
        if there.len() >= MOST {
            let what = "passkeys";
            return Err(Denied::TooMany { what, most: MOST }.into());
        }
        let there: Vec<Kept> = there.into_iter().map(|(_, kept)| kept).collect();
        let (handle, name) = self.store().read(|state| {
            let handle = state.person(person).map(|p| state.words.short(p.handle));
            (handle.unwrap_or_default().to_owned(), state.name_of(person))
        });
        // An authenticator knows its owner by one number, so that a new passkey takes the place of the old one.
        let owner = there.first().map_or_else(Uuid::new_v4, |kept| kept.owner);
        let begun = self
            .ceremony()?
            .begin_adding((owner, &handle, &name), &there);
        let (challenge, state) = begun.map_err(|why| unused(&why))?;
        let asked = Asked::Adding { owner, state };
        let secret = self.ask(Some(person), &asked).await?;
        Ok((json(&challenge)?, secret))
    }

    /// Keeps the passkey that the browser made for the person who asked for it.
    pub async fn finish_adding_passkey(
        &self,
        person: PersonId,
        secret: &Secret,
        answer: &Value,
        name: &str,
    ) -> Result<PasskeyView, IdentityError> {
        let name = named(name)?;
        let Some((Some(asker), Asked::Adding { owner, state })) = self.asked(secret).await? else {
            return Err(Denied::NoPasskey.into());
        };
        if asker != person {
            return Err(Denied::NoPasskey.into());
        }
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let passkey = self
            .ceremony()?
            .finish_adding(&answer, &state)
            .map_err(|why| unused(&why))?;
        let kept = Kept {
            name,
            owner,
            passkey,
            added: self.now(),
            used: None,
        };
        let row = Row {
            id: BASE64_URL_SAFE_NO_PAD.encode(kept.passkey.cred_id()),
            person: Some(person),
            until: None,
            text: kept::text(&kept)?,
        };
        let view = view(&row.id, &kept);
        // One that is here already is somebody's: it is not taken from them.
        if !self.vault().add(kind::PASSKEY, row).await? {
            return Err(Denied::NoPasskey.into());
        }
        self.note(Some(person), Happened::PasskeyAdded, None)
            .await?;
        Ok(view)
    }

    /// A person's passkeys, the oldest first.
    pub async fn passkeys(&self, person: PersonId) -> Result<Vec<PasskeyView>, IdentityError> {
        let there = self.kept_passkeys(person).await?;
        let mut views: Vec<PasskeyView> = there.iter().map(|(id, kept)| view(id, kept)).collect();
        views.sort_by(|a, b| (a.added, &a.id).cmp(&(b.added, &b.id)));
        Ok(views)
    }

    /// Takes a passkey off a person.
    pub async fn remove_passkey(&self, person: PersonId, id: &str) -> Result<(), IdentityError> {
        let row = self.vault().get(kind::PASSKEY, id).await?;
        let is_theirs = row.is_some_and(|row| row.person == Some(person));
        if !is_theirs || !self.vault().remove(kind::PASSKEY, id).await? {
            return Err(Denied::NoSuch { what: "passkey" }.into());
        }
        self.note(Some(person), Happened::PasskeyRemoved, None)
            .await
    }

    fn ceremony(&self) -> Result<Ceremony, Denied> {
        Ceremony::at(&self.settings().public_url).ok_or(Denied::NoPasskeysHere)
    }

    async fn kept_passkeys(&self, person: PersonId) -> Result<Vec<(String, Kept)>, IdentityError> {
        let rows = self.vault().of_person(kind::PASSKEY, person).await?;
        let read = rows
            .into_iter()
            .filter_map(|row| Some((kept::read(&row)?, row.id)));
        Ok(read.map(|(kept, id)| (id, kept)).collect())
    }

    async fn ask(&self, person: Option<PersonId>, asked: &Asked) -> Result<Secret, IdentityError> {
        let secret = secret::fresh()?;
        let row = Row {
            id: secret::hash(&secret),
            person,
            until: Some(Time(self.now().0 + LASTS)),
            text: kept::text(asked)?,
        };
        self.vault().add(kind::CEREMONY, row).await?;
        Ok(secret)
    }

    /// What was asked, once.
    async fn asked(
        &self,
        secret: &Secret,
    ) -> Result<Option<(Option<PersonId>, Asked)>, IdentityError> {
        let taken = self
            .vault()
            .take(kind::CEREMONY, &secret::hash(secret))
            .await?;
        let row = taken.filter(|row| !row.is_over(self.now()));
        Ok(row.and_then(|row| Some((row.person, kept::read(&row)?))))
    }
}

fn view(id: &str, kept: &Kept) -> PasskeyView {
    PasskeyView {
        id: id.to_owned(),
        name: kept.name.clone(),
        added: kept.added,
        used: kept.used,
    }
}

fn named(name: &str) -> Result<String, Denied> {
    let name = text::cut(name.trim(), NAME);
    if name.is_empty() {
        return Err(Denied::Empty { what: "name" });
    }
    Ok(name)
}

fn json(challenge: &impl Serialize) -> Result<Value, IdentityError> {
    serde_json::to_value(challenge).map_err(|why| unused(&why).into())
}

fn read<T: DeserializeOwned>(answer: &Value) -> Result<T, Denied> {
    serde_json::from_value(answer.clone()).map_err(|_| Denied::NoPasskey)
}

fn unused(why: &dyn std::error::Error) -> Denied {
    log::line(&format!("a passkey was not used: {why}"));
    Denied::NoPasskey
}
