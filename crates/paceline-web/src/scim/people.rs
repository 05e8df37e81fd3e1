//! `/Users`: people of the record whom a directory looks after.

use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use paceline_core::PersonId;
use paceline_identity::{
    Identity, IdentityError,
    directory::{Key, KnownUser, User},
};
use serde_json::{Map, Value, json};

use super::{
    asked::{self, Asked, location, to_its_end},
    error::Trouble,
    filter::Filter,
    list::Page,
    patch,
    schema::PEOPLE,
    taken::read,
};

/// Rows that are read at once.
const AT_ONCE: usize = 500;

pub(super) async fn list(asked: Asked) -> Result<Response, Trouble> {
    let filter = asked.query.filter(&PEOPLE)?;
    let mut page = Page::of(&asked.query);
    let mut add = |users: Vec<KnownUser>| {
        for user in users {
            let shown = told(&asked.identity, &user);
            let fields = shown.as_object();
            let passes = |fields: &Map<_, _>| {
                let filter = filter.as_ref();
                filter.is_none_or(|filter| filter.passes(PEOPLE.attributes, fields))
            };
            if fields.is_some_and(passes) {
                page.add(&shown);
            }
        }
    };
    let found = narrowed(&asked.identity, filter.as_ref()).await;
    if let Some(only) = found.map_err(|failure| asked.failed(failure))? {
        add(only);
        return Ok(page.answer());
    }
    let mut after = None;
    loop {
        let users = asked.identity.directory_users(after, AT_ONCE).await;
        let (users, next) = users.map_err(|failure| asked.failed(failure))?;
        add(users);
        if next.is_none() {
            return Ok(page.answer());
        }
        after = next;
    }
}

/// Whoever can pass, where the filter names a key: directories ask for one person most of the time.
async fn narrowed(
    identity: &Identity,
    filter: Option<&Filter>,
) -> Result<Option<Vec<KnownUser>>, IdentityError> {
    for (names, text) in filter.map(Filter::needs).unwrap_or_default() {
        let found = if names.is("userName") {
            identity.directory_user_with(Key::UserName(text)).await?
        } else if names.is("externalId") {
            identity.directory_user_with(Key::ExternalId(text)).await?
        } else if names.is("id") {
            user(identity, text).await?
        } else {
            continue;
        };
        return Ok(Some(found.into_iter().collect()));
    }
    Ok(None)
}

async fn user(identity: &Identity, id: &str) -> Result<Option<KnownUser>, IdentityError> {
    match person(id) {
        Ok(person) => identity.directory_user(person).await,
        Err(_) => Ok(None),
    }
}

pub(super) async fn show(asked: Asked, Path(id): Path<String>) -> Result<Response, Trouble> {
    let found = user(&asked.identity, &id).await;
    let found = found.map_err(|failure| asked.failed(failure))?;
    let found = found.ok_or_else(Trouble::not_found)?;
    Ok(asked.shown(StatusCode::OK, &told(&asked.identity, &found)))
}

pub(super) async fn create(asked: Asked, body: Bytes) -> Result<Response, Trouble> {
    let user: User = read(&PEOPLE, &asked.object(&body)?)?;
    to_its_end(async move {
        let known = asked.identity.provision(user, asked.by).await;
        let known = known.map_err(|undone| Trouble::undone(&asked.app, undone))?;
        Ok(asked.shown(StatusCode::CREATED, &told(&asked.identity, &known)))
    })
    .await
}

pub(super) async fn replace(
    asked: Asked,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Trouble> {
    let user: User = read(&PEOPLE, &asked.object(&body)?)?;
    changed(asked, &id, move |known, _| {
        Ok(User {
            // Whoever says nothing about it lets nobody in or out.
            active: user.active.or(known.said.active),
            ..user
        })
    })
    .await
}

pub(super) async fn change(
    asked: Asked,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Trouble> {
    let operations = patch::read(&asked.object(&body)?)?;
    changed(asked, &id, move |_, shown| {
        read(&PEOPLE, &patch::patched(&PEOPLE, shown, &operations)?)
    })
    .await
}

async fn changed(
    asked: Asked,
    id: &str,
    change: impl FnOnce(&KnownUser, &Value) -> Result<User, Trouble> + Send + 'static,
) -> Result<Response, Trouble> {
    let person = person(id)?;
    to_its_end(async move {
        let (identity, by) = (&asked.identity, asked.by);
        let known = identity.reprovision(person, by, |known| {
            let shown = told(identity, known);
            asked
                .means(asked::version(&shown))
                .map_err(Refused::Asked)?;
            change(known, &shown).map_err(Refused::Asked)
        });
        let known = known.await.map_err(|refused| refused.told(&asked))?;
        Ok(asked.shown(StatusCode::OK, &told(identity, &known)))
    })
    .await
}

pub(super) async fn delete(asked: Asked, Path(id): Path<String>) -> Result<StatusCode, Trouble> {
    let person = person(&id)?;
    to_its_end(async move {
        let (identity, by) = (&asked.identity, asked.by);
        let gone = identity.deprovision(person, by, |known| {
            let shown = told(identity, known);
            asked.means(asked::version(&shown)).map_err(Refused::Asked)
        });
        gone.await.map_err(|refused| refused.told(&asked))?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Why a change was not made: by what was asked, or by what is there.
pub(super) enum Refused {
    Asked(Trouble),
    There(paceline_identity::directory::Undone),
}

impl From<paceline_identity::directory::Undone> for Refused {
    fn from(undone: paceline_identity::directory::Undone) -> Self {
        Self::There(undone)
    }
}

impl Refused {
    pub(super) fn told(self, asked: &Asked) -> Trouble {
        match self {
            Self::Asked(trouble) => trouble,
            Self::There(undone) => Trouble::undone(&asked.app, undone),
        }
    }
}

/// The person with an id.
pub(super) fn person(id: &str) -> Result<PersonId, Trouble> {
    let number = id.parse().map_err(|_| Trouble::not_found())?;
    // `+7` and `007` are no ids.
    let person = PersonId(number);
    (person.0.to_string() == id)
        .then_some(person)
        .ok_or_else(Trouble::not_found)
}

/// Somebody, as a directory reads them.
fn told(identity: &Identity, user: &KnownUser) -> Value {
    let mut told = serde_json::to_value(&user.said).unwrap_or_default();
    let Some(fields) = told.as_object_mut() else {
        return told;
    };
    let id = user.id.0.to_string();
    let lies = location(identity, &format!("{}/{id}", PEOPLE.place));
    fields.shift_insert(0, "schemas".to_owned(), json!([PEOPLE.urn]));
    fields.shift_insert(1, "id".to_owned(), json!(id));
    let meta = json!({
        "resourceType": PEOPLE.name,
        "created": user.made.timestamp().to_string(),
        "lastModified": user.changed.timestamp().to_string(),
        "location": lies,
    });
    asked::with_meta(told, meta)
}
