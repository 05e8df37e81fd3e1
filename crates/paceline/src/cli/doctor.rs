//! `paceline doctor`.

use std::process::ExitCode;

use clap::Args;
use paceline_core::Time;
use paceline_identity::outbox::{Standing, standing};
use paceline_store::{Location, OpenOptions, Store, vault::Vault};

use crate::clock;
use crate::data::{Data, block_on};
use crate::out::{FOUND, Failure, line};

/// Look at database, version, disk and clock, and say what is wrong.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    data: Data,
}

/// Free space below which a record should not have to live, in MiB.
const LEAST_FREE_MIB: u64 = 512;

impl Doctor {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        block_on(async {
            let location = self.data.location()?;
            let mut is_well = true;
            let mut says = |well: bool, what: &str| {
                is_well &= well;
                line(format!("{}  {what}", if well { "ok  " } else { "look" }));
            };
            says(
                true,
                &format!(
                    "version: paceline {}, state form {}",
                    env!("CARGO_PKG_VERSION"),
                    paceline_core::state::FOLD_VERSION
                ),
            );
            says(true, &format!("database: {location}"));
            let is_whole = match paceline_store::verify(&location).await {
                Ok(whole) => {
                    says(
                        true,
                        &format!(
                            "record: whole, {} events, {} texts",
                            whole.events, whole.words
                        ),
                    );
                    true
                }
                Err(error) => {
                    says(false, &format!("record: {error} {}", error.instead()));
                    false
                }
            };
            if is_whole {
                mail(&location, &mut says).await;
            }
            disk(&location, &mut says);
            let last = if is_whole {
                last_event(&location).await
            } else {
                None
            };
            time(last, &mut says);
            Ok(if is_well {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(FOUND)
            })
        })
    }
}

/// How the notices fare that people get by mail. Says nobody's address.
async fn mail(location: &Location, says: &mut impl FnMut(bool, &str)) {
    let counted = match Vault::at(location) {
        Ok(vault) => standing(&vault).await,
        Err(error) => Err(error),
    };
    let Ok(Standing {
        waiting,
        failing,
        given_up,
    }) = counted
    else {
        says(
            false,
            "mail: what waits to be sent cannot be read; see `record`",
        );
        return;
    };
    if failing + given_up == 0 {
        says(true, &format!("mail: {waiting} notices wait to be sent"));
    } else {
        says(
            false,
            &format!(
                "mail: {failing} notices failed and are tried again, {given_up} were given up within a week; the server's log says why"
            ),
        );
    }
}

fn disk(location: &Location, says: &mut impl FnMut(bool, &str)) {
    let Location::Folder(folder) = location else {
        says(true, "disk: the database server's own matter");
        return;
    };
    let Ok(space) = rustix::fs::statvfs(folder) else {
        says(
            false,
            "disk: the folder cannot be looked at; check that it exists and may be entered",
        );
        return;
    };
    let free = space.f_bavail.saturating_mul(space.f_frsize) / (1024 * 1024);
    if free < LEAST_FREE_MIB {
        says(
            false,
            &format!("disk: {free} MiB free; make room for at least {LEAST_FREE_MIB} MiB"),
        );
    } else {
        says(true, &format!("disk: {free} MiB free"));
    }
}

/// When the last event happened; `None` while another process writes the record.
async fn last_event(location: &Location) -> Option<Time> {
    let store = Store::open(location, OpenOptions::default()).await.ok()?;
    let last = store.read(|state| state.now);
    store.close().await;
    Some(last)
}

/// The first release was made in 2026: a clock before that is wrong.
const FIRST_RELEASE: Time = Time(1_767_225_600);
/// Seconds by which clocks of several machines may differ.
const TOLERATED: i64 = 120;

fn time(last: Option<Time>, says: &mut impl FnMut(bool, &str)) {
    let now = clock::now();
    let ahead = last
        .map(|last| last.0 - now.0)
        .filter(|ahead| *ahead > TOLERATED);
    if now < FIRST_RELEASE {
        says(
            false,
            &format!("clock: it says {now}; set the machine's clock"),
        );
    } else if ahead.is_some() {
        says(
            false,
            &format!(
                "clock: it says {}, before the last event; set it, or wait",
                now.timestamp()
            ),
        );
    } else {
        says(true, &format!("clock: {}", now.timestamp()));
    }
}
