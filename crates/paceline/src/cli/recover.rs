//! `paceline recover`.

use std::process::ExitCode;

use clap::Args;

use super::house::{House, identity, recovery_link};
use crate::data::{Data, block_on};
use crate::out::{Failure, line};

/// Print a link with which somebody who is locked out chooses a new password.
///
/// For the operator, when no admin can make one on the page. The embedded database serves one program at a time: end
/// `paceline serve` first.
#[derive(Debug, Args)]
pub(crate) struct Recover {
    /// Handle of the person.
    #[arg(value_name = "HANDLE")]
    handle: String,
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    house: House,
    /// Port that the server listens on, where it has no public address.
    #[arg(long, default_value_t = 7171)]
    port: u16,
}

impl Recover {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        block_on(async {
            let settings = self.house.settings(self.port)?;
            let store = self.data.open().await?;
            let identity = identity(&store, settings);
            let person = identity.person_with_handle(&self.handle).ok_or_else(|| {
                Failure::new(
                    format!("There is no person called '{}'.", self.handle),
                    "Look at the list of people for their handle.",
                )
            })?;
            line(recovery_link(&identity, person).await?);
            store.close().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}
