//! An organisation of two, a clock that the test turns, and where people come from.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use paceline_core::{By, PersonId, Time};
use paceline_identity::{
    Denied, Identity, IdentityError, Secret, Settings,
    account::{NewPerson, Role},
    session::{Device, Lifetimes},
};
use paceline_store::{Location, OpenOptions, Store, vault::Row};
use tempfile::TempDir;

/// 2026-01-01T00:00:00Z.
const START: i64 = 1_767_225_600;
pub(crate) const MINUTE: i64 = 60;
pub(crate) const DAY: i64 = 86_400;
pub(crate) const PASSWORD: &str = "seven odd wooden spoons";

pub(crate) struct World {
    pub(crate) identity: Identity,
    pub(crate) ada: PersonId,
    pub(crate) ben: PersonId,
    clock: Arc<AtomicI64>,
    pub(crate) folder: TempDir,
}

impl World {
    /// Ada, whose address is ada@example.org, and Ben, who has none.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Folder(folder.path().to_owned());
        let store = Store::open(&location, OpenOptions::default())
            .await
            .unwrap();
        let clock = Arc::new(AtomicI64::new(START));
        let told = clock.clone();
        let settings = Settings {
            public_url: "https://paceline.example.org".parse().unwrap(),
            session: Lifetimes::default(),
            mail: None,
            reach: paceline_identity::fetch::Reach::Public,
            is_secure: true,
        };
        let now = Arc::new(move || Time(told.load(Ordering::Relaxed)));
        let identity = Identity::new(store, settings, now);
        let ada = join(&identity, "ada", "Ada Amin", Some("Ada@Example.org ")).await;
        let ben = join(&identity, "ben", "Ben Bauer", None).await;
        Self {
            identity,
            ada,
            ben,
            clock,
            folder,
        }
    }

    /// Ada has a password.
    pub(crate) async fn with_password() -> Self {
        let world = Self::new().await;
        world
            .identity
            .set_password(world.ada, &Secret::new(PASSWORD), None, &device(1))
            .await
            .unwrap();
        world
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) async fn rows(&self, kind: &'static str) -> Vec<Row> {
        self.identity.vault().all(kind, None, 999).await.unwrap()
    }

    /// What the audit says happened, oldest first.
    pub(crate) async fn told(&self) -> Vec<String> {
        let all = paceline_store::vault::AuditFilter::default();
        let mut entries = self.identity.entries(all, 999).await.unwrap();
        entries.reverse();
        entries.into_iter().map(|entry| entry.what).collect()
    }
}

pub(crate) async fn join(
    identity: &Identity,
    handle: &str,
    name: &str,
    email: Option<&str>,
) -> PersonId {
    let new = NewPerson {
        handle: handle.to_owned(),
        name: name.to_owned(),
        role: Role::Member,
        email: email.map(str::to_owned),
    };
    identity.create_person(new, By::Paceline).await.unwrap()
}

pub(crate) fn address(last: u8) -> IpAddr {
    IpAddr::from([192, 0, 2, last])
}

/// A browser without any cookie.
pub(crate) fn device(last: u8) -> Device {
    Device::at(address(last), "Firefox on Linux")
}

pub(crate) fn denied<T: std::fmt::Debug>(answer: Result<T, IdentityError>) -> Denied {
    match answer {
        Err(IdentityError::Denied(denied)) => denied,
        Err(IdentityError::Failed(_)) | Ok(_) => panic!("{answer:?}"),
    }
}
