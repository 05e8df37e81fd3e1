//! The rows of the vault in which it stands what a directory said.

use paceline_core::{PersonId, TeamId, Time, person::Person};
use paceline_store::vault::Row;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Entry, Group, Key, KnownGroup, KnownUser, Undone, User};
use crate::{
    Identity, IdentityError,
    kept::{self, kind},
    secret::digest,
};

/// As it lies in the vault.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    said: T,
    made: Time,
    changed: Time,
    /// The directory deleted it. It is kept so that whoever comes back under the same external id is the same person.
    #[serde(default)]
    is_gone: bool,
}

/// Whether a person is one of the directory's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    There,
    Gone,
}

/// Numbers in the order of rows are the order of numbers.
fn row_id(number: u32) -> String {
    format!("{number:010}")
}

fn index_id(key: Key<'_>) -> String {
    match key {
        Key::UserName(name) => digest(&format!("userName {}", name.trim().to_lowercase())),
        Key::ExternalId(id) => digest(&format!("externalId {id}")),
    }
}

impl User {
    /// What tells them from others.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        let external = self.external_id.as_deref().map(Key::ExternalId);
        std::iter::once(Key::UserName(&self.user_name)).chain(external)
    }
}

impl Identity {
    /// Somebody whom a directory looks after, as it said, and whether they are here.
    pub async fn directory_user(
        &self,
        person: PersonId,
    ) -> Result<Option<KnownUser>, IdentityError> {
        let row = self
            .vault()
            .get(kind::DIRECTORY_USER, &row_id(person.0))
            .await?;
        let mut users: Vec<KnownUser> = row.iter().filter_map(user).collect();
        self.look_who_is_here(&mut users);
        Ok(users.pop())
    }

    /// Those whom a directory looks after, by number, and after whom to go on.
    pub async fn directory_users(
        &self,
        after: Option<PersonId>,
        limit: usize,
    ) -> Result<(Vec<KnownUser>, Option<PersonId>), IdentityError> {
        let after = after.map(|after| row_id(after.0));
        let rows = self.vault().all(kind::DIRECTORY_USER, after, limit).await?;
        let last = rows.last().and_then(number).map(PersonId);
        let mut users: Vec<KnownUser> = rows.iter().filter_map(user).collect();
        self.look_who_is_here(&mut users);
        Ok((users, last.filter(|_| rows.len() == limit)))
    }

    /// The person of the directory with a key.
    pub async fn directory_user_with(
        &self,
        key: Key<'_>,
    ) -> Result<Option<KnownUser>, IdentityError> {
        match self.owner(key).await? {
            Some(person) => self.directory_user(person).await,
            None => Ok(None),
        }
    }

    /// A group of the directory.
    pub async fn directory_group(&self, team: TeamId) -> Result<Option<KnownGroup>, IdentityError> {
        let row = self
            .vault()
            .get(kind::DIRECTORY_GROUP, &row_id(team.0))
            .await?;
        let mut groups: Vec<KnownGroup> = row.iter().filter_map(group).collect();
        self.look_who_is_in(&mut groups);
        Ok(groups.pop())
    }

    /// Groups of the directory, by number, and after which to go on.
    pub async fn directory_groups(
        &self,
        after: Option<TeamId>,
        limit: usize,
    ) -> Result<(Vec<KnownGroup>, Option<TeamId>), IdentityError> {
        let (mut groups, next) = self.directory_groups_as_said(after, limit).await?;
        self.look_who_is_in(&mut groups);
        Ok((groups, next))
    }

    /// The same, with members as the directory said, whoever is in the team.
    pub(super) async fn directory_groups_as_said(
        &self,
        after: Option<TeamId>,
        limit: usize,
    ) -> Result<(Vec<KnownGroup>, Option<TeamId>), IdentityError> {
        let after = after.map(|after| row_id(after.0));
        let rows = self
            .vault()
            .all(kind::DIRECTORY_GROUP, after, limit)
            .await?;
        let last = rows.last().and_then(number).map(TeamId);
        let groups = rows.iter().filter_map(group).collect();
        Ok((groups, last.filter(|_| rows.len() == limit)))
    }

    /// An admin may have let somebody leave or return: the record says who is here.
    fn look_who_is_here(&self, users: &mut [KnownUser]) {
        self.store().read(|state| {
            for user in users {
                let is_here = state.person(user.id).is_some_and(Person::is_present);
                user.said.active = user.said.active.map(|_| is_here);
            }
        });
    }

    /// Members of whom the directory said so and who have not left the team since. Whoever is away is a member still.
    fn look_who_is_in(&self, groups: &mut [KnownGroup]) {
        self.store().read(|state| {
            for group in groups {
                let team = state.team(group.id);
                group.said.members.retain(|member| {
                    let is_in = || team.is_some_and(|team| team.members.contains(member));
                    state
                        .person(*member)
                        .is_some_and(|it| !it.is_erased && (!it.is_present() || is_in()))
                });
            }
        });
    }

    /// Whose key it is, also of somebody whom the directory deleted.
    pub(super) async fn owner(&self, key: Key<'_>) -> Result<Option<PersonId>, IdentityError> {
        let row = self
            .vault()
            .get(kind::DIRECTORY_KEY, &index_id(key))
            .await?;
        Ok(row.and_then(|row| row.person))
    }

    pub(super) async fn standing(
        &self,
        person: PersonId,
    ) -> Result<Option<Standing>, IdentityError> {
        let row = self
            .vault()
            .get(kind::DIRECTORY_USER, &row_id(person.0))
            .await?;
        let kept = row.as_ref().and_then(kept::read::<Kept<User>>);
        Ok(kept.map(|kept| {
            if kept.is_gone {
                Standing::Gone
            } else {
                Standing::There
            }
        }))
    }

    /// Writes down what the directory says of somebody, and under which keys they are found.
    pub(super) async fn keep_user(&self, user: &KnownUser) -> Result<(), IdentityError> {
        let before = self
            .vault()
            .get(kind::DIRECTORY_USER, &row_id(user.id.0))
            .await?;
        let before = before.as_ref().and_then(kept::read::<Kept<User>>);
        for key in user.said.keys() {
            let row = Row {
                id: index_id(key),
                person: Some(user.id),
                ..Row::default()
            };
            self.vault().put(kind::DIRECTORY_KEY, row).await?;
        }
        self.put_user(user, Standing::There).await?;
        for key in before.iter().flat_map(|before| before.said.keys()) {
            let id = index_id(key);
            let is_kept = user.said.keys().any(|kept| index_id(kept) == id);
            if !is_kept && self.owner(key).await? == Some(user.id) {
                self.vault().remove(kind::DIRECTORY_KEY, &id).await?;
            }
        }
        Ok(())
    }

    /// The directory deleted somebody: their external id alone leads back to them.
    pub(super) async fn keep_gone(&self, user: &KnownUser) -> Result<(), IdentityError> {
        let name = index_id(Key::UserName(&user.said.user_name));
        self.vault().remove(kind::DIRECTORY_KEY, &name).await?;
        self.put_user(user, Standing::Gone).await
    }

    async fn put_user(&self, user: &KnownUser, standing: Standing) -> Result<(), IdentityError> {
        let text = kept::text(&Kept {
            said: &user.said,
            made: user.made,
            changed: user.changed,
            is_gone: standing == Standing::Gone,
        })?;
        let row = Row {
            id: row_id(user.id.0),
            person: Some(user.id),
            text,
            ..Row::default()
        };
        Ok(self.vault().put(kind::DIRECTORY_USER, row).await?)
    }

    pub(super) async fn keep_group(&self, group: &KnownGroup) -> Result<(), IdentityError> {
        let text = kept::text(&Kept {
            said: &group.said,
            made: group.made,
            changed: group.changed,
            is_gone: false,
        })?;
        let row = Row {
            id: row_id(group.id.0),
            text,
            ..Row::default()
        };
        Ok(self.vault().put(kind::DIRECTORY_GROUP, row).await?)
    }

    pub(super) async fn forget_group(&self, team: TeamId) -> Result<(), Undone> {
        self.vault()
            .remove(kind::DIRECTORY_GROUP, &row_id(team.0))
            .await?;
        Ok(())
    }
}

fn number(row: &Row) -> Option<u32> {
    row.id.parse().ok()
}

fn user(row: &Row) -> Option<KnownUser> {
    entry(row, PersonId)
}

fn group(row: &Row) -> Option<KnownGroup> {
    entry::<TeamId, Group>(row, TeamId)
}

fn entry<I, T: DeserializeOwned>(row: &Row, id: impl Fn(u32) -> I) -> Option<Entry<I, T>> {
    let kept: Kept<T> = kept::read(row).filter(|kept: &Kept<T>| !kept.is_gone)?;
    Some(Entry {
        id: id(number(row)?),
        said: kept.said,
        made: kept.made,
        changed: kept.changed,
    })
}
