//! Long texts, read from their rows when somebody looks at them.

use std::sync::{Arc, Mutex, PoisonError};

use paceline_core::WordId;
use rusqlite::Connection;

use crate::{
    StoreError,
    fold::apart,
    location::Place,
    memory::locked,
    postgres::{self, Session},
    sqlite,
};

/// A connection for single texts, opened when the first is asked for.
pub(crate) struct Texts {
    place: Place,
    sqlite: Arc<Mutex<Option<Connection>>>,
    postgres: tokio::sync::Mutex<Option<Session>>,
}

impl Texts {
    pub(crate) fn new(place: Place) -> Self {
        Self {
            place,
            sqlite: Arc::default(),
            postgres: tokio::sync::Mutex::default(),
        }
    }

    /// The text, unless it was erased or never was.
    pub(crate) async fn text(&self, word: WordId) -> Result<Option<String>, StoreError> {
        match &self.place {
            Place::Memory(memory) => Ok(locked(memory).text(word)),
            Place::Folder(folder) => {
                let (folder, sqlite) = (folder.clone(), self.sqlite.clone());
                apart(move || {
                    let mut kept = sqlite.lock().unwrap_or_else(PoisonError::into_inner);
                    let connection = match kept.take() {
                        Some(connection) => connection,
                        None => sqlite::connect(&folder)?,
                    };
                    let text = sqlite::text(&connection, &folder.display().to_string(), word);
                    *kept = Some(connection);
                    text
                })
                .await
            }
            Place::Postgres(config) => {
                let mut kept = self.postgres.lock().await;
                let session = match kept.take() {
                    Some(session) if !session.is_closed() => session,
                    Some(_) | None => Session::to_read(config).await?,
                };
                let text = postgres::text(&session, word).await?;
                *kept = Some(session);
                Ok(text)
            }
        }
    }

    /// Lets go of the connections.
    pub(crate) async fn close(&self) {
        self.sqlite
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        self.postgres.lock().await.take();
    }
}
