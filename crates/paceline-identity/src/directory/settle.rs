//! Makes the record and the addresses of a person be as the directory says.

use paceline_core::{Command, PersonId, person};

use super::{KnownUser, Source, Undone, User};
use crate::{
    Denied, Identity, IdentityError,
    account::{Proof, address},
    audit::Happened,
};

impl Identity {
    /// All of it can be done again. What is refused leaves the addresses as they were.
    pub(super) async fn settle(
        &self,
        user: &KnownUser,
        before: Option<&User>,
        by: Source,
    ) -> Result<(), Undone> {
        let mut added = Vec::new();
        let done = match self.add_addresses(user, &mut added).await {
            Ok(()) => self.let_in_or_out(user, by).await,
            Err(why) => Err(why),
        };
        if let Err(why) = done {
            for email in added {
                self.take_off(user.id, &email).await?;
            }
            return Err(why);
        }
        self.call(user, before).await?;
        let kept: Vec<String> = addresses(&user.said).collect();
        for email in before.into_iter().flat_map(addresses) {
            if !kept.contains(&email) {
                self.take_off(user.id, &email).await?;
            }
        }
        Ok(())
    }

    async fn add_addresses(&self, user: &KnownUser, added: &mut Vec<String>) -> Result<(), Undone> {
        for email in addresses(&user.said) {
            let owner = self.person_with_email(&email).await?;
            if owner == Some(user.id) {
                continue;
            }
            self.add_email(user.id, &email, Proof::Confirmed).await?;
            added.push(email);
        }
        Ok(())
    }

    /// Takes an address off, which may be gone already.
    async fn take_off(&self, person: PersonId, email: &str) -> Result<(), Undone> {
        match self.remove_email(person, email).await {
            Ok(()) | Err(IdentityError::Denied(Denied::NoSuchAddress)) => Ok(()),
            Err(why) => Err(why.into()),
        }
    }

    async fn let_in_or_out(&self, user: &KnownUser, by: Source) -> Result<(), Undone> {
        let person = user.id;
        let is_here = self.may_enter(person);
        let (command, happened) = match user.said.active {
            Some(true) if !is_here => (
                person::Command::Return { person },
                Happened::Returned { person },
            ),
            Some(false) if is_here => {
                (person::Command::Leave { person }, Happened::Left { person })
            }
            Some(false) => return Ok(self.shut_out(person).await?),
            Some(true) | None => return Ok(()),
        };
        self.follow_directory(Command::Person(command)).await?;
        if is_here {
            self.shut_out(person).await?;
        }
        self.note(Some(by.person), happened, Some(by.address))
            .await?;
        Ok(())
    }

    /// Calls them as the directory does when that has changed; how people call themselves stays otherwise.
    async fn call(&self, user: &KnownUser, before: Option<&User>) -> Result<(), Undone> {
        let person = user.id;
        let name = user.said.called().trim().to_owned();
        let is_changed = before.is_none_or(|before| before.called().trim() != name);
        let is_called = self.store().read(|state| state.name_of(person) == name);
        if !is_changed || is_called {
            return Ok(());
        }
        let rename = person::Command::Rename { person, name };
        self.follow_directory(Command::Person(rename)).await
    }
}

/// As they are compared.
fn addresses(user: &User) -> impl Iterator<Item = String> {
    let written = user.emails.iter();
    written.filter_map(|email| address(&email.value).ok())
}
