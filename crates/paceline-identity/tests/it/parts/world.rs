//! An organisation whose time a test turns, with its vault on disk.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::SystemTime,
};

use paceline_core::{PersonId, Time};
use paceline_identity::{Identity, Settings, fetch::Reach, mail::Post, session::Lifetimes};
use paceline_store::{Location, OpenOptions, Store};
use tempfile::TempDir;

use crate::common::join;

pub(crate) struct World {
    pub(crate) identity: Identity,
    ahead: Arc<AtomicI64>,
    _folder: TempDir,
}

impl World {
    /// Found at this address; its clock begins with that of the machine, as those of others do.
    pub(crate) async fn at(public_url: &str, mail: Option<Post>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Folder(folder.path().to_owned());
        let store = Store::open(&location, OpenOptions::default())
            .await
            .unwrap();
        let ahead = Arc::new(AtomicI64::new(0));
        let told = ahead.clone();
        let settings = Settings {
            public_url: public_url.parse().unwrap(),
            session: Lifetimes::default(),
            mail,
            reach: Reach::Private,
            is_secure: true,
        };
        let now = move || Time(machine_time() + told.load(Ordering::Relaxed));
        Self {
            identity: Identity::new(store, settings, Arc::new(now)),
            ahead,
            _folder: folder,
        }
    }

    pub(crate) async fn new() -> Self {
        Self::at("https://pace.example.org/", None).await
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Somebody whom an admin invited.
    pub(crate) async fn joins(&self, handle: &str, email: Option<&str>) -> PersonId {
        join(&self.identity, handle, handle, email).await
    }

    /// `ada` and the name that goes with it.
    pub(crate) fn called(&self, person: PersonId) -> (String, String) {
        self.identity.store().read(|state| {
            let handle = state.words.short(state.person(person).unwrap().handle);
            (handle.to_owned(), state.name_of(person))
        })
    }

    /// The teams of a person, by name.
    pub(crate) fn teams(&self, person: PersonId) -> Vec<String> {
        self.identity.store().read(|state| {
            let teams = state.person(person).unwrap().teams.iter();
            let names = teams.map(|team| state.team(*team).unwrap().name);
            names
                .map(|name| state.words.short(name).to_owned())
                .collect()
        })
    }

    /// What the audit says happened, the newest first.
    pub(crate) async fn happened(&self) -> Vec<String> {
        let entries = self.identity.vault().audit_entries(<_>::default(), 99);
        let entries = entries.await.unwrap().into_iter();
        entries.map(|(_, entry)| entry.what).collect()
    }
}

fn machine_time() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_secs()).unwrap()
}
