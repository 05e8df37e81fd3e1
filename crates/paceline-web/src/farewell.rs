//! How somebody leaves, comes back, or is erased: in the record, and then in what is private, through whichever door.

use std::net::IpAddr;

use paceline_core::{
    By, Command, Ctx, Door, PersonId, WordId,
    access::Viewer,
    person::{self, own_words},
};
use paceline_identity::{Identity, IdentityError, audit::Happened, session::Device};
use paceline_store::{Store, StoreError};

/// Who does it, and from where.
pub(crate) struct Doer<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) by: PersonId,
    pub(crate) device: &'a Device,
}

impl Doer<'_> {
    /// Runs a command about a person, with all that follows from it.
    pub(crate) async fn does(&self, command: person::Command) -> Result<(), IdentityError> {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Person(self.by),
            door: Door::Page,
            now: self.identity.now(),
            origin: None,
        };
        let store = self.identity.store();
        store.run(ctx, Command::Person(command.clone())).await?;
        let from = Some(self.device.from);
        follow_up(self.identity, (self.by, from), &command).await
    }

    /// Somebody is erased: their name, all that is private, and those of their texts that they chose.
    pub(crate) async fn erase(
        &self,
        person: PersonId,
        chosen: &[WordId],
    ) -> Result<(), IdentityError> {
        self.does(person::Command::Erase { person }).await?;
        let store = self.identity.store();
        let words = store.read(|state| own_words(state.seen_by(Viewer::Paceline), person));
        let theirs = words.texts.iter().map(|text| text.word);
        let gone: Vec<WordId> = theirs.filter(|word| chosen.contains(word)).collect();
        Ok(store.erase(&gone).await?)
    }
}

/// What follows from a command about a person once it is recorded: it is noted in the audit, whoever left is let in no
/// more, and of whoever was erased nothing private stays.
pub(crate) async fn follow_up(
    identity: &Identity,
    (by, from): (PersonId, Option<IpAddr>),
    command: &person::Command,
) -> Result<(), IdentityError> {
    let happened = match *command {
        person::Command::SetRole { person, role } => Happened::RoleChanged { person, role },
        person::Command::Leave { person } => {
            identity.shut_out(person).await?;
            Happened::Left { person }
        }
        person::Command::Return { person } => Happened::Returned { person },
        person::Command::Erase { person } => {
            identity.forget(person).await?;
            forget_name(identity.store(), person).await?;
            Happened::Erased { person }
        }
        person::Command::Join { .. }
        | person::Command::Rename { .. }
        | person::Command::SayWhetherItMattered { .. }
        | person::Command::SetRhythm { .. }
        | person::Command::KeepHolidays { .. }
        | person::Command::ChooseMail { .. }
        | person::Command::RankPriorities { .. } => return Ok(()),
    };
    identity.note(Some(by), happened, from).await
}

/// Erases the words that a person goes by, and what they kept to themselves in the record.
pub(crate) async fn forget_name(store: &Store, person: PersonId) -> Result<(), StoreError> {
    let words = store.read(|state| own_words(state.seen_by(Viewer::Paceline), person));
    let private = words.private.iter().map(|text| text.word);
    let gone: Vec<WordId> = words.profile.iter().copied().chain(private).collect();
    store.erase(&gone).await
}
