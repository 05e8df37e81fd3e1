//! The end of notices of a kind, from the notice itself: by its button here, or by one request of a mail program
//! (RFC 8058). Nobody signs in for it. Looking at the page ends nothing, for programs that look through mail do.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{
    AtHand, By, Command, Ctx, Door,
    person::{self, AtOnce, Digest, Mail},
};
use paceline_identity::{
    IdentityError, Secret,
    outbox::{Kind, Stop},
};

use crate::{
    extract::Path,
    look::Shown,
    outside::{Asking, Outside},
    url::To,
    url_accounts::Mine,
};

#[derive(Template)]
#[template(path = "unsubscribe/show.html")]
struct Show {
    o: Outside,
    organisation: String,
    of: Kind,
    /// Where the button sends it.
    action: String,
}

#[derive(Template)]
#[template(path = "unsubscribe/done.html")]
struct Done {
    o: Outside,
    organisation: String,
    of: Kind,
}

#[derive(Template)]
#[template(path = "unsubscribe/over.html")]
struct Over {
    o: Outside,
}

pub(crate) async fn show(asking: Asking, Path(secret): Path<String>) -> Shown {
    let action = To::Unsubscribe(&secret).to_string();
    let Some(stop) = look_at(&asking, secret.clone()).await? else {
        return over(&asking);
    };
    let organisation = super::sign_in::organisation(&asking);
    asking.show_in_secret(StatusCode::OK, |o| Show {
        o,
        organisation,
        of: stop.of,
        action,
    })
}

pub(crate) async fn stopped(asking: Asking, Path(secret): Path<String>) -> Shown {
    let Some(stop) = look_at(&asking, secret).await? else {
        return over(&asking);
    };
    let ended = end(&asking, stop).await;
    ended.map_err(|failure| asking.failed(&failure))?;
    let organisation = super::sign_in::organisation(&asking);
    asking.show_in_secret(StatusCode::OK, |o| Done {
        o,
        organisation,
        of: stop.of,
    })
}

async fn look_at(asking: &Asking, secret: String) -> Result<Option<Stop>, crate::problem::Problem> {
    let stop = asking.identity.look_at_stop(&Secret::new(secret)).await;
    stop.map_err(|failure| asking.failed(&failure.into()))
}

fn over(asking: &Asking) -> Shown {
    asking.show_in_secret(StatusCode::GONE, |o| Over { o })
}

/// Chooses for whoever the notice was sent to, who asks by what only they have.
async fn end(asking: &Asking, stop: Stop) -> Result<(), IdentityError> {
    let store = asking.identity.store();
    let before = store.read(|state| {
        let person = state.person(stop.person);
        let person = person.filter(|person| person.is_present());
        person.map(|person| person.mail)
    });
    // Nothing is sent to whoever has left.
    let Some(Mail {
        digest, at_once, ..
    }) = before
    else {
        return Ok(());
    };
    let (digest, at_once) = match stop.of {
        Kind::AtOnce => (digest, AtOnce::Never),
        Kind::Digest => (Digest::Never, at_once),
    };
    let ctx = Ctx {
        at_hand: AtHand::new(),
        by: By::Person(stop.person),
        door: Door::Page,
        now: asking.identity.now(),
        origin: None,
    };
    let choose = person::Command::ChooseMail { digest, at_once };
    store.run(ctx, Command::Person(choose)).await?;
    Ok(())
}
