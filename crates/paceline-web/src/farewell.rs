//! How somebody leaves, comes back, or is erased: in the record, and in what is private, in this order.

use paceline_core::{
    By, Command, Ctx, Door, PersonId, WordId,
    access::Viewer,
    person::{self, own_words},
};
use paceline_identity::{Identity, IdentityError, audit::Happened, session::Device};

/// Who does it, and from where.
pub(crate) struct Doer<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) by: PersonId,
    pub(crate) device: &'a Device,
}

impl Doer<'_> {
    /// Runs a command about a person, and notes it.
    pub(crate) async fn does(
        &self,
        command: person::Command,
        happened: Happened,
    ) -> Result<(), IdentityError> {
        let ctx = Ctx {
            by: By::Person(self.by),
            door: Door::Page,
            now: self.identity.now(),
            origin: None,
        };
        let command = Command::Person(command);
        self.identity.store().run(ctx, command).await?;
        let from = Some(self.device.from);
        self.identity.note(Some(self.by), happened, from).await?;
        Ok(())
    }

    /// Somebody leaves: what they lead and follow is let go of in the open, and nothing lets them in any more.
    pub(crate) async fn leave(&self, person: PersonId) -> Result<(), IdentityError> {
        self.does(person::Command::Leave { person }, Happened::Left { person })
            .await?;
        self.identity.shut_out(person).await
    }

    /// Somebody is erased: their name, all that is private, and those of their texts that they chose.
    pub(crate) async fn erase(
        &self,
        person: PersonId,
        chosen: &[WordId],
    ) -> Result<(), IdentityError> {
        let store = self.identity.store();
        let words = store.read(|state| own_words(state.seen_by(Viewer::Paceline), person));
        let command = person::Command::Erase { person };
        self.does(command, Happened::Erased { person }).await?;
        self.identity.forget(person).await?;
        let mut gone = words.profile;
        let theirs = words.texts.iter().map(|text| text.word);
        gone.extend(theirs.filter(|word| chosen.contains(word)));
        Ok(store.erase(&gone).await?)
    }
}
