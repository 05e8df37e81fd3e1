//! Somebody comes, changes or goes, because a directory says so.

use paceline_core::{By, PersonId, Refusal, text};

use super::{Entry, Key, KnownUser, Source, Undone, User, keep::Standing};
use crate::{
    Denied, Identity, IdentityError,
    account::{NewPerson, Role},
    audit::Happened,
};

/// People of the same handle who are told apart by a number.
const NAMESAKES: usize = 1_000;
/// Characters of a handle before the number.
const HANDLE: usize = 50;

/// The person an account is made for.
enum Taken {
    /// Somebody who is new here.
    New(PersonId),
    /// Somebody who was here, and whom the directory looks after from now on.
    Over(PersonId),
}

impl Identity {
    /// Takes somebody in. Whoever is here already under one of the addresses is taken over: they stay who they are.
    pub async fn provision(&self, user: User, by: Source) -> Result<KnownUser, Undone> {
        user.check()?;
        let provisioned = self.provision_held(user, by);
        self.one_at_a_time(Box::pin(provisioned)).await
    }

    async fn provision_held(&self, mut user: User, by: Source) -> Result<KnownUser, Undone> {
        user.active = user.active.or(Some(true));
        let back = self.free_or_back(&user).await?;
        let taken = match back {
            Some(person) => Taken::Over(person),
            None => match self.owner_of_addresses(&user).await? {
                Some(person) => Taken::Over(person),
                None => Taken::New(self.join_from_directory(&user).await?),
            },
        };
        let (Taken::New(person) | Taken::Over(person)) = taken;
        let entry = Entry {
            id: person,
            said: user,
            made: self.now(),
            changed: self.now(),
        };
        self.settle(&entry, None, by).await?;
        self.keep_user(&entry).await?;
        if entry.said.active == Some(true) {
            self.join_their_groups(person).await?;
        }
        let happened = Happened::Provisioned { person };
        self.note(Some(by.person), happened, Some(by.address))
            .await?;
        Ok(entry)
    }

    /// Says who it was that comes back under their external id, or refuses keys that are somebody's.
    async fn free_or_back(&self, user: &User) -> Result<Option<PersonId>, Undone> {
        self.keys_are_free(user, None).await?;
        let Some(external) = user.external_id.as_deref() else {
            return Ok(None);
        };
        let Some(owner) = self.owner(Key::ExternalId(external)).await? else {
            return Ok(None);
        };
        let standing = self.standing(owner).await?;
        Ok((standing == Some(Standing::Gone)).then_some(owner))
    }

    /// Whether nobody else whom the directory looks after has one of the keys.
    async fn keys_are_free(&self, user: &User, me: Option<PersonId>) -> Result<(), Undone> {
        for key in user.keys() {
            let owner = self.owner(key).await?.filter(|owner| Some(*owner) != me);
            let Some(owner) = owner else {
                continue;
            };
            if self.standing(owner).await? == Some(Standing::There) {
                let what = match key {
                    Key::UserName(_) => "userName",
                    Key::ExternalId(_) => "externalId",
                };
                return Err(Undone::Taken { what });
            }
        }
        Ok(())
    }

    /// Whoever has one of the addresses, confirmed, and is nobody's in the directory. Whoever left is not let in again
    /// by an address: it may have been given to somebody else.
    async fn owner_of_addresses(&self, user: &User) -> Result<Option<PersonId>, Undone> {
        for address in user.addresses() {
            let Some(owner) = self.person_with_email(address).await? else {
                continue;
            };
            if self.standing(owner).await? == Some(Standing::There) {
                let what = "e-mail address";
                return Err(Undone::Taken { what });
            }
            let address = address.to_owned();
            let role = self.store().read(|state| {
                let person = state.person(owner).filter(|person| person.is_present());
                person.map(|person| person.role)
            });
            return match role {
                None => Err(Undone::OwnerLeft { address }),
                Some(Role::Service) => Err(Undone::OwnerIsService { address }),
                Some(Role::Admin | Role::Member | Role::Guest) => Ok(Some(owner)),
            };
        }
        Ok(None)
    }

    async fn join_from_directory(&self, user: &User) -> Result<PersonId, Undone> {
        let wish = handle(user);
        let mut new = NewPerson {
            handle: wish.clone(),
            name: user.called(),
            role: Role::Member,
            // Joined with an address, so that who is asked for again after a broken connection is found by it.
            email: user.addresses().next().map(str::to_owned),
        };
        for namesake in 2..NAMESAKES {
            match self.create_person(new.clone(), By::Paceline).await {
                Err(IdentityError::Denied(Denied::Refused(Refusal::HandleTaken { .. }))) => {
                    new.handle = format!("{wish}-{namesake}");
                }
                joined => return Ok(joined?),
            }
        }
        Err(Undone::Taken { what: "userName" })
    }

    /// Changes somebody to what `change` makes of what is known.
    pub async fn reprovision<E: From<Undone>>(
        &self,
        person: PersonId,
        by: Source,
        change: impl FnOnce(&KnownUser) -> Result<User, E>,
    ) -> Result<KnownUser, E> {
        let mut refused = None;
        let changed = self
            .one_at_a_time(Box::pin(async {
                let known = self.directory_user(person).await?;
                let known = known.ok_or(Undone::NotFound)?;
                match change(&known) {
                    Ok(user) => self.change_held(known, user, by).await,
                    Err(why) => {
                        refused = Some(why);
                        Ok(known)
                    }
                }
            }))
            .await;
        match refused {
            Some(why) => Err(why),
            None => Ok(changed?),
        }
    }

    async fn change_held(
        &self,
        known: KnownUser,
        user: User,
        by: Source,
    ) -> Result<KnownUser, Undone> {
        user.check()?;
        self.keys_are_free(&user, Some(known.id)).await?;
        let is_same = user == known.said;
        let entry = Entry {
            said: user,
            changed: if is_same { known.changed } else { self.now() },
            ..known
        };
        self.settle(&entry, Some(&known.said), by).await?;
        self.keep_user(&entry).await?;
        if entry.said.active == Some(true) && known.said.active != Some(true) {
            self.join_their_groups(entry.id).await?;
        }
        if !is_same {
            let happened = Happened::Provisioned { person: entry.id };
            self.note(Some(by.person), happened, Some(by.address))
                .await?;
        }
        Ok(entry)
    }

    /// The directory knows somebody no more: they leave, and nothing of theirs is erased. The addresses that it gave
    /// them may be given to somebody else.
    pub async fn deprovision<E: From<Undone>>(
        &self,
        person: PersonId,
        by: Source,
        check: impl FnOnce(&KnownUser) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut refused = None;
        let gone = self.one_at_a_time(Box::pin(async {
            let known = self.directory_user(person).await?;
            let mut known = known.ok_or(Undone::NotFound)?;
            if let Err(why) = check(&known) {
                refused = Some(why);
                return Ok(());
            }
            let before = known.said.clone();
            known.said.active = Some(false);
            known.said.emails.clear();
            self.settle(&known, Some(&before), by).await?;
            self.leave_their_groups(person).await?;
            self.keep_gone(&known).await?;
            let happened = Happened::Provisioned { person };
            self.note(Some(by.person), happened, Some(by.address))
                .await?;
            Ok(())
        }));
        gone.await?;
        refused.map_or(Ok(()), Err)
    }
}

/// What they would like to be called; told apart later.
fn handle(user: &User) -> String {
    let before_at = user.user_name.split('@').next().map(text::slug);
    let wishes = [before_at, Some(text::slug(&user.called()))];
    let mut found = wishes.into_iter().flatten().filter(|wish| !wish.is_empty());
    let wish = found.next().unwrap_or_else(|| "person".to_owned());
    wish.chars().take(HANDLE).collect()
}
