//! What reaches whoever asks by mail, and where it goes.

use paceline_core::{
    Command, Refusal,
    person::{self, AtOnce, Digest, Mail},
};
use serde::Deserialize;

use super::{page, rhythm::back};
use crate::{
    acting::Acting,
    app::App,
    extract::Form,
    form::{self, Choice, Field, FormPage, Kind},
    look::{Look, Shown},
    problem::Problem,
    url::To,
    url_accounts::Mine,
};

/// What is typed to choose one's mail.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct MailForm {
    digest: String,
    at_once: String,
}

impl From<Mail> for MailForm {
    fn from(mail: Mail) -> Self {
        Self {
            digest: mail.digest.word().to_owned(),
            at_once: mail.at_once.word().to_owned(),
        }
    }
}

fn digests() -> Vec<Choice> {
    let words = [
        (Digest::Never, "Never"),
        (
            Digest::EveryMorning,
            "Every morning at eight, when something waits",
        ),
        (
            Digest::EveryWeek,
            "Every week at eight on the weekday of my rhythm, when something waits",
        ),
    ];
    words
        .map(|(of, words)| Choice::new(of.word(), words))
        .into()
}

fn at_once() -> Vec<Choice> {
    let words = [
        (
            AtOnce::Asked,
            "When somebody asks me by name, or mentions me in a text",
        ),
        (AtOnce::Never, "Never"),
    ];
    words
        .map(|(of, words)| Choice::new(of.word(), words))
        .into()
}

impl MailForm {
    fn command(&self) -> Result<Command, Refusal> {
        let mut digests = Digest::ALL.into_iter();
        let digest = digests.find(|of| of.word() == self.digest);
        let mut at_once = AtOnce::ALL.into_iter();
        let at_once = at_once.find(|of| of.word() == self.at_once);
        Ok(Command::Person(person::Command::ChooseMail {
            digest: digest.ok_or(Refusal::Empty { what: "digest" })?,
            at_once: at_once.ok_or(Refusal::Empty {
                what: "choice of what comes at once",
            })?,
        }))
    }

    fn page(&self, back: To<'static>, reaches: &str) -> FormPage {
        let fields = vec![
            Field::new(
                "digest",
                "All that waits, as one mail",
                Kind::Radio(digests()),
                &self.digest,
            )
            .hint("Eight in the morning of the time zone of your rhythm. Never an empty one.")
            .required(),
            Field::new("at_once", "At once", Kind::Radio(at_once()), &self.at_once)
                .hint("What is asked of your teams waits on Today, as everything does.")
                .required(),
        ];
        let form = form::Form::new(To::Mine(Mine::Mail), "Save", fields);
        FormPage {
            back,
            back_words: if back == To::Settings {
                "Settings".to_owned()
            } else {
                "My page".to_owned()
            },
            ..page(
                "Mail",
                &format!("Today is the one place for all that waits for you. {reaches}"),
                form,
            )
        }
    }
}

/// Where mail goes, or why none does, in a sentence.
async fn reaches(app: &App, me: paceline_core::PersonId) -> Result<String, Problem> {
    let Some(identity) = app.identity() else {
        return Ok(
            "This Paceline has no accounts, so it sends no mail; it remembers what you choose."
                .to_owned(),
        );
    };
    let address = identity.mail_address(me).await;
    let address = address.map_err(|failure| Problem::failed(app, &failure))?;
    Ok(match (identity.sends_mail(), address) {
        (false, _) => {
            "This server has no mail server yet, so it sends no mail; it remembers what you choose."
                .to_owned()
        }
        (true, None) => {
            "You have no confirmed e-mail address yet, so no mail reaches you; add one in your settings."
                .to_owned()
        }
        (true, Some(address)) => format!("Mail goes to {address}."),
    })
}

pub(crate) async fn mail(look: Look) -> Shown {
    let reaches = reaches(&look.app, look.visitor.person).await?;
    form::show(look, |seen| {
        let person = seen.sight.person(seen.me())?;
        Some(MailForm::from(person.mail).page(back(seen.app), &reaches))
    })
    .await
}

pub(crate) async fn mail_chosen(acting: Acting, Form(typed): Form<MailForm>) -> Shown {
    let to = back(acting.app());
    let reaches = reaches(acting.app(), acting.me()).await?;
    acting
        .run(
            typed.command(),
            |_, _| to,
            |_| Some(typed.page(to, &reaches)),
        )
        .await
}
