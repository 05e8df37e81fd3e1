//! `paceline demo`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use paceline_sim::{Cast, Plan, simulate};
use paceline_store::{Location, OpenOptions, Store};
use paceline_web::{App, Eyes};

use super::serve::{bind, loopback, serve};
use crate::clock;
use crate::data::{block_on, local_person};
use crate::out::{Failure, aside};

/// Open an invented, lively organisation on the embedded database.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Address to listen on; only addresses of this machine are taken, because nobody signs in here.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7171", value_parser = loopback)]
    listen: SocketAddr,
    /// Folder or PostgreSQL URL to keep it in; a folder that goes away afterwards when left out.
    #[arg(long, value_name = "DIR|URL")]
    data: Option<String>,
    /// How many people there are.
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(5..=10_000))]
    people: u32,
    /// How many years they have worked.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(0..=10))]
    years: u32,
    /// The same seed gives the same organisation.
    #[arg(long, default_value_t = Plan::default().seed)]
    seed: u64,
}

impl Demo {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let passing = self.data.is_none().then(Passing::new);
        let location = match (&passing, &self.data) {
            (Some(passing), _) => Location::Folder(passing.folder.clone()),
            (None, Some(data)) => Location::parse(data)?,
            (None, None) => Location::Memory,
        };
        block_on(async {
            let listener = bind(self.listen).await?;
            let store = Store::open(&location, OpenOptions::default()).await?;
            let plan = Plan {
                people: self.people as usize,
                years: self.years,
                seed: self.seed,
                until: clock::now(),
            };
            let life = simulate(&plan);
            if store.read(|state| state.people.is_empty()) {
                let steps = life.steps.len();
                let outcome = store.run_all(life.steps).await?;
                aside(format!(
                    "{} people lived {} years: {steps} acts, {} events.",
                    self.people, self.years, outcome.recorded
                ));
            } else if store.read(|state| state.person_called(&life.me).is_none()) {
                return Err(Failure::new(
                    format!("{location} holds another organisation."),
                    "Give the demo a folder of its own, or open that one with `paceline serve`.",
                ));
            }
            let is_known =
                |eyes: &Eyes| store.read(|state| state.person_called(&eyes.handle).is_some());
            let eyes = life
                .cast
                .into_iter()
                .map(|Cast { handle, who }| Eyes { handle, who })
                .filter(is_known)
                .collect();
            let me = local_person(&store, &life.me).await?;
            let app = App::new(store.clone(), me, clock::now).through_eyes_of(eyes);
            serve(store, app, listener).await
        })
    }
}

/// A folder that goes away with the demo.
struct Passing {
    folder: PathBuf,
}

impl Passing {
    fn new() -> Self {
        Self {
            folder: std::env::temp_dir().join(format!("paceline-demo-{}", std::process::id())),
        }
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let folder: &Path = &self.folder;
        // If it stays, it stays in the folder for passing things.
        drop(std::fs::remove_dir_all(folder));
    }
}
