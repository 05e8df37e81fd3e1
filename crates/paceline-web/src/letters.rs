//! The letters that pages send: short, plain, and saying who asked for them.

use paceline_identity::{Identity, Secret, mail::Letter};

use crate::url::To;

/// The whole address of a one-time link.
pub fn address(identity: &Identity, secret: &Secret) -> String {
    whole(identity, &To::Opened(secret.expose()))
}

/// The whole address of a place.
pub(crate) fn whole(identity: &Identity, to: &To<'_>) -> String {
    let path = to.to_string();
    let public = &identity.settings().public_url;
    public
        .join(path.trim_start_matches('/'))
        .map_or(path, String::from)
}

/// What the organisation is called, for those who do not look at its pages yet.
pub(crate) fn organisation(identity: &Identity) -> String {
    identity.store().read(|state| {
        let name = state.organisation.name;
        name.map_or("Paceline", |name| state.words.short(name))
            .to_owned()
    })
}

/// To sign in by mail.
pub(crate) fn sign_in(organisation: &str, to: &str, link: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: format!("Sign in to {organisation}"),
        text: format!(
            "Somebody, hopefully you, asked to sign in to {organisation} on Paceline.\n\n\
             Open this link within 15 minutes, on the device where you want to be signed in:\n{link}\n\n\
             It works once. If it was not you, do nothing: nobody is signed in without it.\n"
        ),
    }
}

/// To join.
pub(crate) fn invitation(organisation: &str, from: &str, to: &str, link: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: format!("{from} invites you to {organisation}"),
        text: format!(
            "{from} invites you to {organisation} on Paceline, where people lead and follow by turns.\n\n\
             Open this link within 14 days:\n{link}\n\n\
             It works once. If you do not know {from}, do nothing.\n"
        ),
    }
}

/// To show that an address is one's own.
pub(crate) fn confirm(organisation: &str, to: &str, link: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: format!("Is this your address at {organisation}?"),
        text: format!(
            "Somebody, hopefully you, added this address to an account at {organisation} on Paceline.\n\n\
             Open this link within a day to sign in with it from now on:\n{link}\n\n\
             If it was not you, do nothing: the address is then not used.\n"
        ),
    }
}

/// To come in again after the password was lost.
pub(crate) fn recovery(organisation: &str, to: &str, link: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: format!("Come back to {organisation}"),
        text: format!(
            "An admin of {organisation} on Paceline made this link, so that you can choose a new password:\n{link}\n\n\
             It works once, within a day. If you did not ask for it, tell them.\n"
        ),
    }
}

/// That letters arrive.
pub(crate) fn test(organisation: &str, to: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: format!("A test of {organisation}"),
        text: format!("Letters of {organisation} on Paceline arrive here.\n"),
    }
}
