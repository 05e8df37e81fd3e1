//! Groups of a directory are teams: formed where there is none of that name, with the members that the directory gives.

use std::collections::BTreeSet;

use paceline_core::{Command, PersonId, TeamId, record, team, text};

use super::{Entry, Group, KnownGroup, Source, Undone};
use crate::{Denied, Identity, audit::Happened};

/// Groups that are read at once.
const AT_ONCE: usize = 500;

impl Identity {
    /// Takes a group in: a team of that name becomes the directory's, or is formed.
    pub async fn provision_group(&self, group: Group, by: Source) -> Result<KnownGroup, Undone> {
        group.check()?;
        self.one_at_a_time(Box::pin(async {
            self.know_members(&group.members, &[]).await?;
            let team = self.team_for(&group.display_name).await?;
            let entry = Entry {
                id: team,
                said: group,
                made: self.now(),
                changed: self.now(),
            };
            self.settle_members(&entry, &[]).await?;
            self.keep_group(&entry).await?;
            self.note_group(&entry, by).await?;
            Ok(entry)
        }))
        .await
    }

    /// Changes a group to what `change` makes of what is known.
    pub async fn reprovision_group<E: From<Undone>>(
        &self,
        team: TeamId,
        by: Source,
        change: impl FnOnce(&KnownGroup) -> Result<Group, E>,
    ) -> Result<KnownGroup, E> {
        let mut refused = None;
        let changed = self.one_at_a_time(Box::pin(async {
            let known = self.directory_group(team).await?;
            let known = known.ok_or(Undone::NotFound)?;
            match change(&known) {
                Ok(group) => self.change_group_held(known, group, by).await,
                Err(why) => {
                    refused = Some(why);
                    Ok(known)
                }
            }
        }));
        let changed = changed.await;
        match refused {
            Some(why) => Err(why),
            None => Ok(changed?),
        }
    }

    async fn change_group_held(
        &self,
        known: KnownGroup,
        group: Group,
        by: Source,
    ) -> Result<KnownGroup, Undone> {
        group.check()?;
        self.know_members(&group.members, &known.said.members)
            .await?;
        if group.display_name != known.said.display_name {
            self.rename_team(known.id, &group.display_name).await?;
        }
        let is_same = group == known.said;
        let entry = Entry {
            said: group,
            changed: if is_same { known.changed } else { self.now() },
            ..known
        };
        self.settle_members(&entry, &known.said.members).await?;
        self.keep_group(&entry).await?;
        if !is_same {
            self.note_group(&entry, by).await?;
        }
        Ok(entry)
    }

    /// The directory knows the group no more: whom it put into the team leave it. The team stays, with what it holds.
    pub async fn deprovision_group<E: From<Undone>>(
        &self,
        team: TeamId,
        by: Source,
        check: impl FnOnce(&KnownGroup) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut refused = None;
        let gone = self.one_at_a_time(Box::pin(async {
            let known = self.directory_group(team).await?;
            let mut known = known.ok_or(Undone::NotFound)?;
            if let Err(why) = check(&known) {
                refused = Some(why);
                return Ok(());
            }
            let before = std::mem::take(&mut known.said.members);
            self.settle_members(&known, &before).await?;
            self.forget_group(team).await?;
            self.note_group(&known, by).await
        }));
        gone.await?;
        refused.map_or(Ok(()), Err)
    }

    /// Somebody is here again: the directory may have put them into groups while they were away.
    pub(super) async fn join_their_groups(&self, person: PersonId) -> Result<(), Undone> {
        for group in self.groups_with(person).await? {
            self.join_or_leave(group.id, person, Wanted::In).await?;
        }
        Ok(())
    }

    /// Somebody is in no group any more.
    pub(super) async fn leave_their_groups(&self, person: PersonId) -> Result<(), Undone> {
        for mut group in self.groups_with(person).await? {
            group.said.members.retain(|member| *member != person);
            group.changed = self.now();
            self.keep_group(&group).await?;
        }
        Ok(())
    }

    /// While somebody is away, the directory's word is all there is about their groups.
    async fn groups_with(&self, person: PersonId) -> Result<Vec<KnownGroup>, Undone> {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let (groups, next) = self.directory_groups_as_said(after, AT_ONCE).await?;
            let with = groups.into_iter();
            found.extend(with.filter(|group| group.said.members.contains(&person)));
            if next.is_none() {
                return Ok(found);
            }
            after = next;
        }
    }

    async fn note_group(&self, group: &KnownGroup, by: Source) -> Result<(), Undone> {
        let name = group.said.display_name.clone();
        let happened = Happened::GroupProvisioned { name };
        self.note(Some(by.person), happened, Some(by.address))
            .await?;
        Ok(())
    }

    /// Members are people whom the directory looks after.
    async fn know_members(&self, members: &[PersonId], known: &[PersonId]) -> Result<(), Undone> {
        let known: BTreeSet<&PersonId> = known.iter().collect();
        for member in members.iter().filter(|member| !known.contains(member)) {
            if self.directory_user(*member).await?.is_none() {
                let id = member.0.to_string();
                return Err(Undone::NoSuchMember { id });
            }
        }
        Ok(())
    }

    /// The team of that name, which no other group has, or a new one.
    async fn team_for(&self, name: &str) -> Result<TeamId, Undone> {
        if let Some(team) = self.team_with_slug(name) {
            return match self.directory_group(team).await? {
                Some(_) => Err(Undone::Taken {
                    what: "displayName",
                }),
                None => Ok(team),
            };
        }
        let form = team::Command::Form {
            name: name.to_owned(),
            parent: None,
        };
        self.follow_directory(Command::Team(form)).await?;
        let formed = self.team_with_slug(name);
        formed.ok_or(Undone::Denied(Denied::NoSuch { what: "team" }))
    }

    fn team_with_slug(&self, name: &str) -> Option<TeamId> {
        let slug = text::slug(name);
        self.store().read(|state| state.team_called(&slug))
    }

    /// The team's address stays, as links to it do.
    async fn rename_team(&self, team: TeamId, name: &str) -> Result<(), Undone> {
        text::title("name", name).map_err(Denied::Refused)?;
        if self.team_with_slug(name).is_some_and(|other| other != team) {
            return Err(Undone::Taken {
                what: "displayName",
            });
        }
        let renamed = self.store().read(|state| {
            let known = state.team(team)?;
            let parent = known.parent.and_then(|parent| state.team(parent));
            Some(record::Command::Team {
                source: known.slug.clone(),
                name: name.to_owned(),
                parent: parent.map(|parent| parent.slug.clone()),
            })
        });
        match renamed {
            Some(command) => {
                let command = Command::Record(Box::new(command));
                self.follow_directory(command).await
            }
            None => Err(Undone::NotFound),
        }
    }

    async fn settle_members(&self, group: &KnownGroup, before: &[PersonId]) -> Result<(), Undone> {
        let wanted: BTreeSet<PersonId> = group.said.members.iter().copied().collect();
        for person in &wanted {
            self.join_or_leave(group.id, *person, Wanted::In).await?;
        }
        for person in before.iter().filter(|person| !wanted.contains(person)) {
            self.join_or_leave(group.id, *person, Wanted::Out).await?;
        }
        Ok(())
    }

    /// Whoever is away joins when they return.
    async fn join_or_leave(
        &self,
        team: TeamId,
        person: PersonId,
        wanted: Wanted,
    ) -> Result<(), Undone> {
        let is_in = self.store().read(|state| {
            let team = state.team(team);
            team.is_some_and(|team| team.members.contains(&person))
        });
        let command = match wanted {
            Wanted::In if !is_in && self.may_enter(person) => team::Command::Join { team, person },
            Wanted::Out if is_in => team::Command::Leave { team, person },
            Wanted::In | Wanted::Out => return Ok(()),
        };
        self.follow_directory(Command::Team(command)).await
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    In,
    Out,
}
