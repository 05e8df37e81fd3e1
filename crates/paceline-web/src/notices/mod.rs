//! What reaches people by mail without their asking at a page: at once that they are called by name, and in the morning
//! all that waits, as each of them chose. Who is told what is decided in the core; what was sent is remembered in the
//! vault, so that neither a restart nor a second replica tells anybody twice.

mod follow;
mod letter;

use std::time::Duration;

use paceline_core::{
    PersonId,
    person::{Digest, Person},
    today::Call,
};
use paceline_identity::{
    Identity,
    mail::Unsent,
    outbox::{Errand, Held, Outcome},
};
use paceline_store::{Store, StoreError};

use crate::app::App;

/// How often it is looked whose morning has come, and what failed before is tried again.
const TURN: Duration = Duration::from_mins(1);
/// What happens within this time is looked at together.
const PAUSE: Duration = Duration::from_secs(1);

/// Sends notices, where people sign in.
pub struct Notices {
    app: App,
    identity: Identity,
}

impl Notices {
    /// `None` where nobody signs in: then nobody has an address.
    pub fn of(app: &App) -> Option<Self> {
        Some(Self {
            app: app.clone(),
            identity: app.identity()?.clone(),
        })
    }

    /// Sends what is due in the background, as long as the app serves, if there is a mail server.
    pub fn keep_sending(app: &App) {
        let Some(notices) = Self::of(app).filter(|notices| notices.identity.sends_mail()) else {
            return;
        };
        let mut ending = app.ending();
        tokio::spawn(async move {
            tokio::select! {
                () = notices.send_for_ever() => {}
                _ = ending.wait_for(|ends| *ends) => {}
            }
        });
    }

    async fn send_for_ever(&self) {
        let mut changes = self.store().subscribe();
        let mut turn = tokio::time::interval(TURN);
        loop {
            let round = tokio::select! {
                _ = turn.tick() => self.round().await,
                changed = changes.changed() => match changed {
                    Ok(()) => self.hear().await,
                    Err(_) => return,
                },
            };
            if let Err(failure) = round {
                self.app.log(&format!("notices wait: {failure}"));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Looks at everything once: what happened, whose morning it is, and what waits to be sent.
    pub async fn round(&self) -> Result<(), StoreError> {
        self.follow().await?;
        self.gather_digests().await?;
        self.send().await
    }

    /// Looks at what happened, and sends what waits.
    async fn hear(&self) -> Result<(), StoreError> {
        self.follow().await?;
        self.send().await
    }

    fn store(&self) -> &Store {
        self.identity.store()
    }

    /// Notes whose digest is due.
    async fn gather_digests(&self) -> Result<(), StoreError> {
        let now = self.identity.now();
        let could = |(id, person): (PersonId, &Person)| {
            let rhythm = person.rhythm.clone().unwrap_or_default();
            let is_due = person.is_present() && person.mail.is_due(&rhythm, None, now);
            is_due.then_some((id, person.mail, rhythm))
        };
        let chosen: Vec<_> = self.store().read(|state| {
            let people = state.people.iter().enumerate();
            let people = people.map(|(index, person)| (PersonId::at(index), person));
            people.filter_map(could).collect()
        });
        for (person, mail, rhythm) in chosen {
            let last = self.identity.last_digest(person).await?;
            if mail.is_due(&rhythm, last, now) {
                let day = rhythm.day_of(now).to_string();
                let errand = Errand::Digest { person, day };
                self.identity.add_errand(errand).await?;
            }
        }
        Ok(())
    }

    /// Sends what is written down and due. A mail server that cannot be reached is asked again in the next round.
    async fn send(&self) -> Result<(), StoreError> {
        for due in self.identity.errands_due().await? {
            let Some(held) = self.identity.hold_errand(due).await? else {
                continue;
            };
            let outcome = self.run(&held).await?;
            let is_down = matches!(outcome, Outcome::Unsent(Unsent::Down(_)));
            self.identity.settle_errand(held, outcome).await?;
            if is_down {
                break;
            }
        }
        Ok(())
    }

    async fn run(&self, held: &Held) -> Result<Outcome, StoreError> {
        let errand = held.errand();
        match errand {
            Errand::Call(call) => {
                let notice = self.letter_of_call(errand, call).await?;
                self.hand_over(notice).await
            }
            Errand::Digest { person, day } => self.run_digest(errand, *person, day).await,
        }
    }

    async fn run_digest(
        &self,
        errand: &Errand,
        person: PersonId,
        day: &str,
    ) -> Result<Outcome, StoreError> {
        if !self.is_still_wanted(person, day) {
            return Ok(Outcome::Done);
        }
        let mentions = self.identity.kept_mentions(person).await?;
        let mentions: Vec<Call> = self.store().read(|state| {
            let mentions = mentions.into_iter();
            mentions.filter(|call| call.holds(state)).collect()
        });
        let notice = self.letter_of_digest(errand, person, &mentions).await?;
        let outcome = self.hand_over(notice).await?;
        if outcome == Outcome::Done {
            self.identity.drop_mentions(&mentions).await?;
            self.identity.digest_looked_after(person).await?;
        }
        Ok(outcome)
    }

    /// Whether it is still the day of a digest, and whoever it is for still wants it.
    fn is_still_wanted(&self, person: PersonId, day: &str) -> bool {
        let now = self.identity.now();
        self.store().read(|state| {
            let person = state.person(person).filter(|person| person.is_present());
            person.is_some_and(|person| {
                let rhythm = person.rhythm.clone().unwrap_or_default();
                let wants = person.mail.digest != Digest::Never && !rhythm.paused;
                wants && rhythm.day_of(now).to_string() == day
            })
        })
    }

    async fn hand_over(
        &self,
        notice: Option<paceline_identity::mail::Notice>,
    ) -> Result<Outcome, StoreError> {
        let Some(notice) = notice else {
            return Ok(Outcome::Done);
        };
        Ok(match self.identity.send_notice(notice).await {
            Ok(()) => Outcome::Done,
            Err(why) => Outcome::Unsent(why),
        })
    }
}
