//! A PostgreSQL server for one run of the tests.

mod cluster;
mod keeper;
mod programs;

use std::env;

use crate::failure::Failure;
use crate::say;
use cluster::Cluster;

/// Where the tests read which server they may use.
pub(crate) const VARIABLE: &str = "PACELINE_TEST_POSTGRES";

pub(crate) enum Server {
    /// A person named one; it is theirs to start and stop.
    Theirs(String),
    /// Ours; it stops when this value goes, or when this process dies.
    Ours(Cluster),
}

impl Server {
    pub(crate) fn at_hand() -> Result<Self, Failure> {
        if let Ok(url) = env::var(VARIABLE) {
            say::note(&format!(
                "the tests use the PostgreSQL server that {VARIABLE} names"
            ));
            return Ok(Self::Theirs(url));
        }
        let cluster = Cluster::start()?;
        say::note(&format!("PostgreSQL for the tests: {}", cluster.url()));
        Ok(Self::Ours(cluster))
    }

    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Theirs(url) => url,
            Self::Ours(cluster) => cluster.url(),
        }
    }
}
