//! One's own settings: who one is, how one signs in, where one is signed in, and how one leaves.

pub(crate) mod holidays;
pub(crate) mod keys;
pub(crate) mod leaving;
pub(crate) mod looks;
pub(crate) mod mail;
pub(crate) mod priorities;
pub(crate) mod profile;
pub(crate) mod rhythm;
pub(crate) mod tokens;

use askama::Template;
use paceline_core::{
    Time,
    person::{AtOnce, Mail},
    rhythm::Rhythm,
};
use paceline_identity::{
    IdentityError, account::Account, passkey::PasskeyView, session::SessionView, token::TokenView,
};
use paceline_store::vault::AuditFilter;
use serde::Deserialize;

use crate::{
    extract::Form,
    form::FormPage,
    frame::{Frame, Section},
    look::{Seen, Shown},
    signed::{Signed, went_on},
    url::To,
    url_accounts::Mine,
};

/// Entries of the audit that are shown.
const HAPPENED: usize = 8;

#[derive(Template)]
#[template(path = "settings/show.html")]
struct Show {
    f: Frame,
    account: Account,
    /// When check-ins are asked for.
    rhythm: Rhythm,
    /// What reaches them by mail.
    mail: Mail,
    /// The calendar of holidays that was chosen.
    holidays: Option<String>,
    passkeys: Vec<PasskeyView>,
    takes_passkeys: bool,
    sessions: Vec<SessionView>,
    /// The session that looks.
    this: String,
    tokens: Vec<TokenView>,
    /// What happened to the account last, whoever did it.
    happened: Vec<Told>,
    now: Time,
}

/// An entry of the audit as the person reads it whom it concerns.
struct Told {
    at: Time,
    sentence: String,
    /// Who did it, when it was somebody else.
    by: Option<String>,
}

pub(crate) async fn show(signed: Signed) -> Shown {
    let read = read(&signed).await;
    let (account, passkeys, sessions, tokens) = read.map_err(|failure| signed.failed(&failure))?;
    let happened = told(&signed).await;
    let happened = happened.map_err(|failure| signed.failed(&failure))?;
    let takes_passkeys = signed.identity.takes_passkeys();
    let person = |seen: &Seen<'_>| {
        let person = seen.sight.person(seen.me())?;
        let rhythm = person.rhythm.clone().unwrap_or_default();
        Some((rhythm, person.holidays.clone(), person.mail))
    };
    let (rhythm, holidays, mail) = signed.look.read(person).unwrap_or_default();
    let (this, now) = (signed.session.session.clone(), signed.look.now);
    signed.look.show(Section::Settings, |f| Show {
        f,
        account,
        rhythm,
        mail,
        holidays,
        passkeys,
        takes_passkeys,
        sessions,
        this,
        tokens,
        happened,
        now,
    })
}

/// The last entries of the audit about this person: nobody does something to an account unseen by whose it is.
async fn told(signed: &Signed) -> Result<Vec<Told>, IdentityError> {
    let me = signed.me();
    let filter = AuditFilter {
        concerning: Some(me),
        ..AuditFilter::default()
    };
    let entries = signed.identity.entries(filter, HAPPENED).await?;
    let store = signed.identity.store();
    let name_of = |person| store.read(|state| state.name_of(person));
    let told = entries.into_iter().filter_map(|entry| {
        Some(Told {
            at: entry.at,
            sentence: entry.happened?.sentence(name_of),
            by: entry.by.filter(|by| *by != me).map(name_of),
        })
    });
    Ok(told.collect())
}

type Own = (Account, Vec<PasskeyView>, Vec<SessionView>, Vec<TokenView>);

async fn read(signed: &Signed) -> Result<Own, IdentityError> {
    let (identity, me) = (&signed.identity, signed.me());
    let account = identity.account_of(me).await?;
    let what = "account";
    let account = account.ok_or(paceline_identity::Denied::NoSuch { what })?;
    Ok((
        account,
        identity.passkeys(me).await?,
        identity.sessions(me).await?,
        identity.tokens(me).await?,
    ))
}

/// Which row a button stands in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Which {
    pub(crate) id: String,
}

/// A page with one form of the settings.
pub(super) fn page(title: &'static str, why: &str, form: crate::form::Form) -> FormPage {
    FormPage {
        section: Section::Settings,
        title,
        why: why.to_owned(),
        back: To::Settings,
        back_words: "Settings".to_owned(),
        form,
        last: None,
    }
}

/// A page with one form of the settings, where it may stand without accounts: then one's own page is the way back.
pub(super) fn page_from(
    back: To<'static>,
    (title, why): (&'static str, &str),
    form: crate::form::Form,
) -> FormPage {
    FormPage {
        back,
        back_words: if back == To::Settings {
            "Settings".to_owned()
        } else {
            "My page".to_owned()
        },
        ..page(title, why, form)
    }
}

/// Ends one session.
pub(crate) async fn session_ended(signed: Signed, Form(which): Form<Which>) -> Shown {
    let ended = signed.identity.end_session(signed.me(), &which.id).await;
    ended.map_err(|failure| signed.failed(&failure))?;
    went_on(To::Settings)
}

/// Ends every session but the one that asks.
pub(crate) async fn other_sessions_ended(signed: Signed) -> Shown {
    let this = signed.session.session.as_str();
    let ended = signed.identity.end_all_sessions(signed.me(), Some(this));
    ended.await.map_err(|failure| signed.failed(&failure))?;
    went_on(To::Settings)
}

/// A browser's name for itself in words that people know: `Firefox on Linux`.
pub(crate) fn device_in_words(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "a Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) if agent.is_empty() => "An unnamed program".to_owned(),
        (None, None) => paceline_core::text::cut(agent, 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_named_as_people_name_them() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
                "Safari on iPhone",
            ),
            ("Testfox 1.0", "Testfox 1.0"),
            ("", "An unnamed program"),
        ] {
            assert_eq!(device_in_words(agent), words);
        }
    }
}
