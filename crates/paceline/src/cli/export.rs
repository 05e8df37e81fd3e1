//! `paceline export`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use paceline_store::vault::{AuditEntry, Vault};

use crate::clock;
use crate::data::{Data, block_on};
use crate::out::{Failure, aside};

/// Write the whole record as JSONL, which `paceline import` takes back with nothing lost.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    data: Data,
    /// File to write; standard output when left out.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Export {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let out: Box<dyn Write + Send> = match &self.out {
            None => Box::new(BufWriter::new(io::stdout())),
            // Never over a file that is there: it may be the only copy of another record.
            Some(path) => Box::new(BufWriter::new(File::create_new(path).map_err(|_| {
                Failure::new(
                    format!("{} cannot be written.", path.display()),
                    "Choose a name that is not taken, in a folder that exists.",
                )
            })?)),
        };
        block_on(async {
            let mut exported = paceline_store::export(&self.data.location()?, out).await?;
            let unwritten = |_| {
                Failure::new(
                    "The export could not be written to its end.",
                    "Free some space and export again.",
                )
            };
            exported.out.flush().map_err(unwritten)?;
            aside(format!(
                "Exported {} events and {} texts.",
                exported.events, exported.words
            ));
            self.note().await;
            Ok(ExitCode::SUCCESS)
        })
    }

    /// Notes in the audit that the record was exported. A record that no server has opened yet has none.
    async fn note(&self) {
        let entry = AuditEntry {
            at: clock::now(),
            by: None,
            what: "exported".to_owned(),
            about: serde_json::json!({}),
            from: None,
        };
        let Ok(vault) = self
            .data
            .location()
            .and_then(|location| Ok(Vault::at(&location)?))
        else {
            return;
        };
        if vault.audit(entry).await.is_err() {
            aside("That it was exported could not be noted in the audit.");
        }
    }
}
