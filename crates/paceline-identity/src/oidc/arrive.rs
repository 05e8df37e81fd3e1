//! Who it is that a provider vouches for: somebody known, or a newcomer; and what their groups mean here.

use std::collections::BTreeSet;

use paceline_core::{By, Command, Ctx, Door, PersonId, Refusal, TeamId, Time, person, team, text};
use paceline_store::{RunError, vault::Row};

use super::{Claims, EmailTrust, Newcomers, Provider};
use crate::{
    Denied, Identity, IdentityError,
    account::{NewPerson, Proof, Role},
    audit::Happened,
    kept::kind,
    log,
};

/// Seconds that a newcomer's account is held while it is made.
const HELD: i64 = 60;
/// People of the same handle who are told apart by a number.
const NAMESAKES: usize = 100;

/// Somebody who signed in with a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    pub person: PersonId,
    /// The role that their groups give them; nothing where the provider's settings name no role.
    pub role: Option<Role>,
}

impl Identity {
    /// The person whom these claims are about. Found by subject; by address only where the provider is trusted with it.
    pub(super) async fn arrive(
        &self,
        provider: &Provider,
        claims: &Claims,
    ) -> Result<Arrival, IdentityError> {
        let known = self
            .person_by_external(&claims.issuer, &claims.subject)
            .await?;
        let person = match known {
            Some(person) => person,
            None => self.link_or_join(provider, claims).await?,
        };
        if !self.may_enter(person) {
            return Err(Denied::HasLeft.into());
        }
        self.follow_groups(provider, claims, person).await;
        let role = role(provider, claims);
        if let Some(role) = role
            && let Err(why) = self.take_role(person, role).await
        {
            log::line(&format!("a role is not as groups say: {why}"));
        }
        Ok(Arrival { person, role })
    }

    /// Gives a person the role of their groups. Refused for the last admin, who stays one.
    async fn take_role(&self, person: PersonId, role: Role) -> Result<(), IdentityError> {
        let has = self
            .store()
            .read(|state| state.person(person).map(|known| known.role));
        if has == Some(role) {
            return Ok(());
        }
        let set = Command::Person(person::Command::SetRole { person, role });
        self.run_for_paceline(set).await?;
        let happened = Happened::RoleChanged { person, role };
        self.note(None, happened, None).await
    }

    async fn link_or_join(
        &self,
        provider: &Provider,
        claims: &Claims,
    ) -> Result<PersonId, IdentityError> {
        // Two of the same person at once make one account.
        let hold = Row {
            id: format!("{} {}", claims.issuer, claims.subject),
            until: Some(Time(self.now().0 + HELD)),
            ..Row::default()
        };
        let there = self.vault().get(kind::ARRIVAL, &hold.id).await?;
        if there.is_some_and(|there| there.is_over(self.now())) {
            self.vault().remove(kind::ARRIVAL, &hold.id).await?;
        }
        if !self.vault().add(kind::ARRIVAL, hold.clone()).await? {
            return Err(Denied::Busy.into());
        }
        let outcome = self.link_or_join_held(provider, claims).await;
        self.vault().remove(kind::ARRIVAL, &hold.id).await?;
        outcome
    }

    async fn link_or_join_held(
        &self,
        provider: &Provider,
        claims: &Claims,
    ) -> Result<PersonId, IdentityError> {
        // Somebody else's hold may have ended a moment ago, with an account.
        let known = self
            .person_by_external(&claims.issuer, &claims.subject)
            .await?;
        if let Some(person) = known {
            return Ok(person);
        }
        let trusted = match provider.email_trust {
            EmailTrust::Trusted => claims.verified_email.as_deref(),
            EmailTrust::Untrusted => None,
        };
        let owner = match trusted {
            Some(email) => self.person_with_email(email).await?,
            None => None,
        };
        let person = match (owner, provider.newcomers) {
            // Whoever left is not let in again by a new sign-in.
            (Some(owner), _) if !self.may_enter(owner) => return Err(Denied::HasLeft.into()),
            (Some(owner), _) => owner,
            (None, Newcomers::Join) => self.welcome(provider, claims, trusted).await?,
            (None, Newcomers::NeedAnInvitation) => {
                let provider = provider.name.clone();
                return Err(Denied::NotInvited { provider }.into());
            }
        };
        self.link_external(person, &claims.issuer, &claims.subject)
            .await?;
        Ok(person)
    }

    /// A newcomer joins, under the first handle that is free.
    async fn welcome(
        &self,
        provider: &Provider,
        claims: &Claims,
        email: Option<&str>,
    ) -> Result<PersonId, IdentityError> {
        let wish = handle(claims);
        let name = claims.name.as_ref().or(claims.username.as_ref());
        let mut new = NewPerson {
            handle: wish.clone(),
            name: name.unwrap_or(&wish).clone(),
            role: role(provider, claims).unwrap_or_default(),
            email: email.map(str::to_owned),
        };
        for namesake in 2..NAMESAKES {
            match self.create_person(new.clone(), By::Paceline).await {
                Err(IdentityError::Denied(Denied::Refused(Refusal::HandleTaken { .. }))) => {
                    new.handle = format!("{wish}-{namesake}");
                }
                joined => {
                    let person = joined?;
                    self.claim_email(person, claims, email).await;
                    return Ok(person);
                }
            }
        }
        Err(Denied::Refused(Refusal::HandleTaken { handle: wish }).into())
    }

    /// An address that opens nothing until a link sent there was used.
    async fn claim_email(&self, person: PersonId, claims: &Claims, trusted: Option<&str>) {
        if let (Some(email), None) = (claims.email(), trusted)
            && let Err(why) = self.add_email(person, email, Proof::Claimed).await
        {
            log::line(&format!("an address was not noted: {why}"));
        }
    }

    /// Teams that the settings name for a group are as the groups say: joined and left. Others are nobody's business here.
    /// What is refused stands in the log; a team is no reason not to let somebody in.
    async fn follow_groups(&self, provider: &Provider, claims: &Claims, person: PersonId) {
        let Some(groups) = &claims.groups else {
            return;
        };
        let team_of = |group: &String| provider.groups.get(group)?.team.as_ref();
        let wanted: BTreeSet<&String> = groups.iter().filter_map(team_of).collect();
        let named = provider.groups.values().filter_map(|g| g.team.as_ref());
        for team in named.collect::<BTreeSet<_>>() {
            let done = if wanted.contains(team) {
                self.join_team(team, person).await
            } else {
                self.leave_team(team, person).await
            };
            if let Err(why) = done {
                log::line(&format!("the team {team:?} is not as groups say: {why}"));
            }
        }
    }

    async fn join_team(&self, name: &str, person: PersonId) -> Result<(), RunError> {
        if self.team_named(name).is_none() {
            let name = name.to_owned();
            let form = team::Command::Form { name, parent: None };
            match self.run_for_paceline(Command::Team(form)).await {
                // Somebody else formed it at the same moment.
                Ok(()) | Err(RunError::Refused(Refusal::TeamExists { .. })) => {}
                Err(why) => return Err(why),
            }
        }
        match self.team_named(name) {
            Some(team) if !self.is_member(team, person) => {
                let join = team::Command::Join { team, person };
                self.run_for_paceline(Command::Team(join)).await
            }
            Some(_) | None => Ok(()),
        }
    }

    async fn leave_team(&self, name: &str, person: PersonId) -> Result<(), RunError> {
        match self.team_named(name) {
            Some(team) if self.is_member(team, person) => {
                let leave = team::Command::Leave { team, person };
                self.run_for_paceline(Command::Team(leave)).await
            }
            Some(_) | None => Ok(()),
        }
    }

    async fn run_for_paceline(&self, command: Command) -> Result<(), RunError> {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Paceline,
            door: Door::Page,
            now: self.now(),
            origin: None,
        };
        self.store().run(ctx, command).await?;
        Ok(())
    }

    fn team_named(&self, name: &str) -> Option<TeamId> {
        let slug = text::slug(name);
        self.store().read(|state| state.team_called(&slug))
    }

    fn is_member(&self, team: TeamId, person: PersonId) -> bool {
        self.store().read(|state| {
            let team = state.team(team);
            team.is_some_and(|team| team.members.contains(&person))
        })
    }
}

/// The role of somebody's groups: the first in the order of roles, and a member's where none of theirs has one.
fn role(provider: &Provider, claims: &Claims) -> Option<Role> {
    let groups = claims.groups.as_ref()?;
    if provider.groups.values().all(|means| means.role.is_none()) {
        return None;
    }
    let role_of = |group: &String| provider.groups.get(group)?.role;
    Some(groups.iter().filter_map(role_of).min().unwrap_or_default())
}

/// What somebody would like to be called, or what can be made of their name; told apart later.
fn handle(claims: &Claims) -> String {
    let before_at = |text: &str| text.split('@').next().map(text::slug);
    let wishes = [
        &claims.username.as_deref(),
        &claims.email(),
        &claims.name.as_deref(),
    ];
    let wishes = wishes
        .into_iter()
        .flatten()
        .filter_map(|wish| before_at(wish));
    let mut found = wishes.filter(|wish| !wish.is_empty());
    found.next().unwrap_or_else(|| "person".to_owned())
}
