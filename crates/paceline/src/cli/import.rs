//! `paceline import`.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use paceline_core::State;
use paceline_import::{Changes, Records, steps};
use paceline_store::{Location, OpenOptions, Store};

use super::check::Source;
use crate::data::{Data, block_on};
use crate::out::{Failure, aside, line};

/// Records of which at most this many are named, so that a first import does not fill the screen.
const NAMED: usize = 40;

/// Take records into the journal as dated events, or take an export back.
///
/// An empty organisation gets the full history, so that any page can be seen as of any day. A later run records only
/// what changed and says what. A file that `paceline export` wrote is taken back with nothing lost.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    data: Data,
    /// Say what would change and change nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        if self.source.path.is_file() {
            return self.take_back(&self.source.path);
        }
        let records = self.source.read()?;
        block_on(async {
            if self.dry_run {
                return self.say_only(&records).await;
            }
            let store = self.data.open().await?;
            let known: State = store.read(Clone::clone);
            let is_first = known.initiatives.is_empty();
            let steps = steps(&records, &known);
            let changes = Changes::between(known, &steps);
            say(&changes, is_first);
            if changes.count() > 0 {
                let outcome = store.run_all(steps).await?;
                line(format!(
                    "Recorded {} events; the record now ends with {}.",
                    outcome.recorded, outcome.last
                ));
                for (_, refusal) in outcome.refused.iter().take(NAMED) {
                    aside(format!("Left out: {refusal} {}", refusal.instead()));
                }
            }
            store.close().await;
            Ok(())
        })?;
        if !records.problems.is_empty() {
            let count = records.problems.len();
            aside(format!(
                "{count} things could not be taken as written; `paceline check` lists them."
            ));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Says what would change. A record that is not there is not begun for that.
    async fn say_only(&self, records: &Records) -> Result<(), Failure> {
        let location = self.data.location()?;
        let is_there = match &location {
            Location::Folder(folder) => folder.join("paceline.sqlite").exists(),
            Location::Memory | Location::Postgres(_) => true,
        };
        let known = if is_there {
            let store = Store::open(&location, OpenOptions::default().existing_only()).await?;
            let known: State = store.read(Clone::clone);
            store.close().await;
            known
        } else {
            State::default()
        };
        let is_first = known.initiatives.is_empty();
        let steps = steps(records, &known);
        say(&Changes::between(known, &steps), is_first);
        line("A dry run: nothing was changed.");
        Ok(())
    }

    fn take_back(&self, path: &Path) -> Result<ExitCode, Failure> {
        let unreadable = |_| {
            Failure::new(
                format!("{} could not be read.", path.display()),
                "Check the path and its permissions.",
            )
        };
        let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
        if !starts_like_an_export(&mut reader).map_err(unreadable)? {
            return Err(Failure::new(
                format!("{} is not an export of Paceline.", path.display()),
                "Give a folder of records, or a file that `paceline export` wrote.",
            ));
        }
        if self.dry_run {
            return Err(Failure::new(
                "An export is taken back whole or not at all.",
                "Leave --dry-run out, or use `paceline verify` on a copy.",
            ));
        }
        block_on(async {
            let store = self.data.open().await?;
            let taken = store.take_back(reader).await?;
            line(format!(
                "Took back {} events and {} texts; the chain holds.",
                taken.events, taken.words
            ));
            store.close().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn starts_like_an_export(reader: &mut BufReader<File>) -> std::io::Result<bool> {
    let start = reader.fill_buf()?;
    let mut first = Vec::new();
    start.take(64).read_to_end(&mut first)?;
    Ok(String::from_utf8_lossy(&first).contains("\"paceline_export\""))
}

fn say(changes: &Changes, is_first: bool) {
    if changes.count() == 0 {
        line("Nothing has changed since the last import.");
        return;
    }
    for (form, count) in &changes.by_form {
        line(format!("{count:>8}  {form}"));
    }
    if is_first {
        return;
    }
    for (path, forms) in changes.by_path.iter().take(NAMED) {
        line(format!("  {path}: {}", forms.join(", ")));
    }
    if let Some(more) = changes
        .by_path
        .len()
        .checked_sub(NAMED)
        .filter(|more| *more > 0)
    {
        line(format!("  … and {more} more records"));
    }
}
