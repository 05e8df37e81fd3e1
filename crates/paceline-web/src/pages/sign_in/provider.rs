//! Signing in with a provider: off to it, and back with who it says one is.

use std::{fmt::Write as _, pin::Pin};

use axum::{
    extract::{FromRequestParts, Query as Said},
    http::{
        StatusCode,
        header::{LOCATION, SET_COOKIE},
        request::Parts,
    },
    response::IntoResponse as _,
};
use paceline_identity::{Denied, IdentityError, Secret, oidc::Back, session::How};

use super::{Tried, Wanted, allowed, page, status};
use crate::{
    app::App,
    cookie::Cookie,
    extract::{Path, Query},
    form::Refused,
    look::Shown,
    outside::Asking,
    problem::Problem,
    url::{To, own_path},
    visitor::cookie,
    ways::Way,
};

/// A provider on the sign-in page.
pub(super) struct Offered {
    pub(super) name: String,
    /// Where its button leads.
    pub(super) to: String,
}

/// The providers that are set up.
pub(super) async fn offered(asking: &Asking, next: &str) -> Result<Vec<Offered>, Problem> {
    let providers = asking.identity.providers().await;
    let providers = providers.map_err(|failure| asking.failed(&failure))?;
    let offered = providers.into_iter().map(|provider| Offered {
        to: To::SignInWith(&provider.id, next).to_string(),
        name: provider.name,
    });
    Ok(offered.collect())
}

/// Off to the provider. A cookie remembers who went, and where to go on to.
pub(crate) async fn go(
    asking: Asking,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Shown {
    allowed(&asking, Way::Provider).await?;
    let redirect = To::BackFrom(&id).to_string();
    let public = &asking.identity.settings().public_url;
    let Ok(redirect) = public.join(redirect.trim_start_matches('/')) else {
        return Err(Problem::NotFound);
    };
    let next = own_path(&wanted.next).unwrap_or_default();
    if let Err(denied) = asking.may_try() {
        return again(&asking, &denied, next).await;
    }
    let begun = asking.identity.begin_sign_in(&id, &redirect);
    match in_a_box(begun).await {
        Ok((url, secret)) => {
            let to = [(LOCATION, url.to_string())];
            let mut response = (StatusCode::SEE_OTHER, to).into_response();
            let kept = Secret::new(format!("{}.{}", secret.expose(), encoded(next)));
            let set = Cookie::Away.set(asking.app.way(), &kept);
            if let Some(set) = set {
                response.headers_mut().append(SET_COOKIE, set);
            }
            Ok(response)
        }
        Err(IdentityError::Denied(denied)) => again(&asking, &denied, next).await,
        Err(failure) => Err(asking.failed(&failure)),
    }
}

/// What somebody who was away brings back.
pub(crate) struct Returned {
    secret: Secret,
    next: String,
}

impl FromRequestParts<App> for Returned {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let kept = cookie(&parts.headers, Cookie::Away.name(app.way()));
        let (secret, next) = kept
            .and_then(|kept| kept.split_once('.'))
            .unwrap_or_default();
        Ok(Self {
            secret: Secret::new(secret),
            next: decoded(next),
        })
    }
}

/// Back from the provider, with who it says one is.
pub(crate) async fn back(
    asking: Asking,
    Path(id): Path<String>,
    returned: Returned,
    said: Result<Said<Back>, axum::extract::rejection::QueryRejection>,
) -> Shown {
    allowed(&asking, Way::Provider).await?;
    let Said(back) = said.map_err(|_| Problem::Malformed)?;
    if let Err(denied) = asking.may_try() {
        return again(&asking, &denied, &returned.next).await;
    }
    let finished = asking.identity.finish_sign_in(&id, &returned.secret, back);
    let mut response = match in_a_box(finished).await {
        Ok(arrival) => {
            let name = name_of(&asking, &id).await?;
            let how = How::Provider(name);
            asking.let_in(arrival.person, how, &returned.next).await?
        }
        Err(IdentityError::Denied(denied)) => again(&asking, &denied, &returned.next).await?,
        Err(failure) => return Err(asking.failed(&failure)),
    };
    if let Some(gone) = Cookie::Away.gone(asking.app.way()) {
        response.headers_mut().append(SET_COOKIE, gone);
    }
    Ok(response)
}

async fn name_of(asking: &Asking, id: &str) -> Result<String, Problem> {
    let provider = asking.identity.provider(id).await;
    let provider = provider.map_err(|failure| asking.failed(&failure))?;
    Ok(provider.map_or_else(|| id.to_owned(), |provider| provider.name))
}

/// The sign-in page, with why it did not work.
async fn again(asking: &Asking, denied: &Denied, next: &str) -> Shown {
    if matches!(denied, Denied::NoSuch { .. }) {
        return Err(Problem::NotFound);
    }
    let tried = Tried {
        next,
        refused: Some(Refused::from(denied)),
        ..Tried::default()
    };
    page(asking, status(denied), tried).await
}

/// A future with its type forgotten: the compiler cannot follow what this one borrows.
fn in_a_box<'a, T>(
    future: impl Future<Output = T> + Send + 'a,
) -> Pin<Box<dyn Future<Output = T> + Send + 'a>> {
    Box::pin(future)
}

/// A path of ours in letters that a cookie can hold.
fn encoded(path: &str) -> String {
    path.bytes().fold(String::new(), |mut hex, byte| {
        let _infallible = write!(hex, "{byte:02x}");
        hex
    })
}

fn decoded(hex: &str) -> String {
    let bytes = hex.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    });
    let bytes: Option<Vec<u8>> = bytes.collect();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_survives_the_journey() {
        for path in ["", "gaps?find=ä&x=1", "a/b"] {
            assert_eq!(decoded(&encoded(path)), path);
        }
        assert_eq!(decoded("zz"), "");
        assert_eq!(decoded("ä"), "");
    }
}
