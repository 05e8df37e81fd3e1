//! How people come in: the public address, the proxies before it, the mail server, and the links an operator hands out.

use std::path::PathBuf;

use clap::Args;
use ipnet::IpNet;
use paceline_core::{PersonId, person::Person};
use paceline_identity::{
    Identity, IdentityError, Settings, fetch::Reach, link::Purpose, mail, place::SecretPlace,
    session::Lifetimes,
};
use paceline_store::Store;
use paceline_web::{Place, address_of_link};
use url::Url;

use crate::clock;
use crate::out::Failure;

/// The variable that holds the mail server's password, unless a file does.
const PASSWORD: &str = "PACELINE_SMTP_PASSWORD";
/// Days that the link of the first start is good for, and one for an account that is locked out.
const FIRST_RUN_DAYS: i64 = 7;
const RECOVERY_DAYS: i64 = 1;

/// What an operator says about how people come in.
#[derive(Debug, Args)]
pub(crate) struct House {
    /// Address under which people reach it, such as `https://paceline.example.org`; requests under another name are
    /// turned away. Without it, names of this machine are answered.
    #[arg(long, value_name = "URL", env = "PACELINE_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// Networks of proxies that are believed when they say for whom they ask, such as `10.0.0.0/8`.
    #[arg(
        long = "trusted-proxy",
        value_name = "NETWORK",
        env = "PACELINE_TRUSTED_PROXIES",
        value_delimiter = ','
    )]
    trusted_proxies: Vec<IpNet>,
    /// Mail server for links by mail: `smtps://`, `smtp+starttls://` or, on this machine, `smtp://` with its host.
    #[arg(
        long,
        value_name = "URL",
        env = "PACELINE_SMTP",
        requires = "mail_from"
    )]
    smtp: Option<Url>,
    /// Who signs in at the mail server. The password comes from --smtp-password-file or `PACELINE_SMTP_PASSWORD`.
    #[arg(long, value_name = "NAME", env = "PACELINE_SMTP_USER")]
    smtp_user: Option<String>,
    /// File that holds the mail server's password and nothing else.
    #[arg(long, value_name = "FILE", env = "PACELINE_SMTP_PASSWORD_FILE")]
    smtp_password_file: Option<PathBuf>,
    /// Who writes the mails, such as `Paceline <paceline@example.org>`.
    #[arg(long, value_name = "ADDRESS", env = "PACELINE_MAIL_FROM")]
    mail_from: Option<String>,
    /// Lets sign-in providers be asked that are in private networks or on this machine.
    #[arg(long, env = "PACELINE_ALLOW_PRIVATE_NETWORKS")]
    allow_private_networks: bool,
}

impl House {
    /// What is said, put together; `port` is where it listens.
    pub(crate) fn settings(&self, port: u16) -> Result<Settings, Failure> {
        let public_url = self.url(port)?;
        Ok(Settings {
            session: Lifetimes::default(),
            mail: self.post(&public_url)?,
            reach: if self.allow_private_networks {
                Reach::Private
            } else {
                Reach::Public
            },
            is_secure: public_url.scheme() == "https",
            public_url,
        })
    }

    /// Under which name it answers.
    pub(crate) fn place(&self) -> Result<Place, Failure> {
        let place = match &self.public_url {
            None => Place::default(),
            Some(url) => Place::at(url).ok_or_else(|| no_address(url))?,
        };
        Ok(place.behind(self.trusted_proxies.clone()))
    }

    fn url(&self, port: u16) -> Result<Url, Failure> {
        let here = format!("http://localhost:{port}/");
        let written = self.public_url.as_deref().unwrap_or(&here);
        written.parse().map_err(|_| no_address(written))
    }

    fn post(&self, public_url: &Url) -> Result<Option<mail::Post>, Failure> {
        let (Some(server), Some(from)) = (&self.smtp, &self.mail_from) else {
            return Ok(None);
        };
        let password = match (&self.smtp_password_file, &self.smtp_user) {
            (Some(file), _) => SecretPlace::File(file.clone()),
            (None, Some(_)) => SecretPlace::Environment(PASSWORD.to_owned()),
            (None, None) => SecretPlace::None,
        };
        let settings = mail::Settings {
            server: server.clone(),
            user: self.smtp_user.clone(),
            password,
            from: from.clone(),
        };
        let post = mail::Post::new(&settings, public_url);
        post.map(Some)
            .map_err(|unusable| Failure::new(unusable, "Look at the settings of the mail server."))
    }
}

fn no_address(written: &str) -> Failure {
    Failure::new(
        format!("'{written}' is no address of a site."),
        "Write one such as https://paceline.example.org, without a path.",
    )
}

impl From<IdentityError> for Failure {
    fn from(error: IdentityError) -> Self {
        Self::new(&error, error.instead())
    }
}

/// Everything about who somebody is, over a record.
pub(crate) fn identity(store: &Store, settings: Settings) -> Identity {
    Identity::new(store.clone(), settings, std::sync::Arc::new(clock::now))
}

/// While nobody looks after accounts: a link for the person who will. Those of earlier starts are good no more.
pub(crate) async fn first_link(identity: &Identity) -> Result<Option<String>, Failure> {
    let is_looked_after = identity
        .store()
        .read(|state| state.people.iter().any(Person::is_admin));
    if is_looked_after {
        return Ok(None);
    }
    identity.drop_first_links().await?;
    let until = identity.now().plus_days(FIRST_RUN_DAYS);
    let secret = identity
        .make_link(Purpose::FirstRun, None, None, until)
        .await?;
    Ok(Some(address_of_link(identity, &secret)))
}

/// A link with which somebody who is locked out chooses a new way in.
pub(crate) async fn recovery_link(
    identity: &Identity,
    person: PersonId,
) -> Result<String, Failure> {
    let until = identity.now().plus_days(RECOVERY_DAYS);
    let secret = identity
        .make_link(Purpose::Recovery, Some(person), None, until)
        .await?;
    Ok(address_of_link(identity, &secret))
}
