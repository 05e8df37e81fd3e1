//! Opening a record, and the one person who acts until sign-in is built.

use clap::Args;
use paceline_core::{By, Command, Ctx, Door, PersonId, person};
use paceline_store::{Location, OpenOptions, RunError, Store, StoreError};

use crate::{clock, out::Failure};

/// Where the record lies.
#[derive(Debug, Args)]
pub(crate) struct Data {
    /// Folder of the embedded database, or the URL of a PostgreSQL database.
    #[arg(
        long,
        value_name = "DIR|URL",
        env = "PACELINE_DATA",
        hide_env_values = true,
        default_value = "paceline-data"
    )]
    pub(crate) data: String,
}

impl Data {
    pub(crate) fn location(&self) -> Result<Location, Failure> {
        Location::parse(&self.data).map_err(Failure::from)
    }

    pub(crate) async fn open(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.location()?, OpenOptions::default()).await?)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(&error, error.instead())
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        Self::new(&error, error.instead())
    }
}

impl From<paceline_import::ReadError> for Failure {
    fn from(error: paceline_import::ReadError) -> Self {
        // The sentence holds what to do as well.
        Self::new(error, "Nothing was read, and nothing was changed.")
    }
}

/// Runs one command's work to its end.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|_| {
        Failure::new(
            "The program could not start its threads.",
            "Free some memory and try again.",
        )
    })?;
    runtime.block_on(work)
}

/// The person who acts on the pages, who joins if the organisation does not know them.
pub(crate) async fn local_person(store: &Store, handle: &str) -> Result<PersonId, Failure> {
    let handle = paceline_core::text::slug(handle);
    if let Some(known) = store.read(|state| state.person_called(&handle)) {
        return Ok(known);
    }
    let ctx = Ctx {
        at_hand: paceline_core::AtHand::new(),
        by: By::Paceline,
        door: Door::CommandLine,
        now: clock::now(),
        origin: None,
    };
    let join = person::Command::Join {
        name: handle.clone(),
        handle: handle.clone(),
        role: person::Role::Member,
    };
    store.run(ctx, Command::Person(join)).await?;
    let joined = store.read(|state| state.person_called(&handle));
    joined.ok_or_else(|| {
        Failure::new(
            "The local person could not join.",
            "Try another name with --me.",
        )
    })
}
