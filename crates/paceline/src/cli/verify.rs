//! `paceline verify`.

use std::process::ExitCode;

use clap::Args;

use crate::data::{Data, block_on};
use crate::out::{Failure, line};

/// Walk the chain of hashes and say whether the record is whole.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    data: Data,
}

impl Verify {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        block_on(async {
            let whole = paceline_store::verify(&self.data.location()?).await?;
            line(format!(
                "The record is whole: {} events, {} texts, {} of them erased.",
                whole.events, whole.words, whole.erased
            ));
            line(format!("It ends with {}, hash {}.", whole.last, whole.hash));
            Ok(ExitCode::SUCCESS)
        })
    }
}
