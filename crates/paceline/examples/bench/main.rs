//! What the product costs, as ratios in one run: `cargo xtask bench`.

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;

mod alignment;
mod check;
mod grown;
mod load;
mod pages;
mod record;
mod search;

/// One line of the table.
struct Row {
    what: String,
    measured: String,
    budget: &'static str,
    /// `None` where there is no budget.
    kept: Option<bool>,
}

impl Row {
    fn new(
        what: impl Into<String>,
        measured: impl Into<String>,
        budget: &'static str,
        kept: Option<bool>,
    ) -> Self {
        Self {
            what: what.into(),
            measured: measured.into(),
            budget,
            kept,
        }
    }
}

/// How large the benchmark's organisation is.
#[derive(Debug, Clone, Copy)]
struct Size {
    events: usize,
    commits: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| {
        arguments
            .iter()
            .position(|a| a == name)
            .and_then(|at| arguments.get(at + 1))
            .cloned()
    };
    let out = value("--out").map_or_else(
        || PathBuf::from("docs/reference/benchmarks.md"),
        PathBuf::from,
    );
    let number =
        |name: &str, default: usize| value(name).and_then(|n| n.parse().ok()).unwrap_or(default);
    let size = Size {
        events: number("--events", 1_000_000),
        commits: number("--commits", 10_000),
    };
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    if let Some(folder) = value("--memory-of") {
        say(&runtime
            .block_on(record::grown_by(folder.as_ref()))?
            .to_string());
        return Ok(());
    }
    let mut rows = Vec::new();
    runtime.block_on(async {
        record::append(folder.path(), &mut rows).await?;
        let life = folder.path().join("life");
        record::fill(&life, size.events).await?;
        let store = record::fold(&life, &mut rows).await?;
        search::against_scan(&store, &mut rows);
        alignment::fill(&store).await?;
        alignment::from_nothing(&store, &mut rows);
        grown::each_minute(&store, &mut rows);
        let large = grown::fill(&store).await?;
        pages::against_hello(store, large, &mut rows).await
    })?;
    check::kubernetes(&mut rows)?;
    check::repository(folder.path(), size.commits, &mut rows)?;
    let table = table(&rows);
    std::fs::write(&out, &table)?;
    say(&table);
    Ok(())
}

/// A count as a number to divide; exact up to nine thousand million million.
#[expect(
    clippy::cast_precision_loss,
    reason = "ratios of counts far below 2^52"
)]
fn float(count: u64) -> f64 {
    count as f64
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "# Benchmarks\n\nMade by `cargo xtask bench`; ratios of one run on one machine, load generator and server on the same cores.\n\
         Absolute times are of that machine and that hour; the ratios are what is held to (DESIGN.md).\n\n\
         | what | measured | budget | kept |\n|---|---|---|---|\n",
    );
    for row in rows {
        let kept = match row.kept {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {kept} |",
            row.what, row.measured, row.budget
        );
    }
    text
}

#[expect(
    clippy::print_stdout,
    reason = "the table is what the benchmark is for"
)]
fn say(text: &str) {
    println!("{text}");
}

#[expect(
    clippy::print_stderr,
    reason = "a benchmark that takes minutes says where it is"
)]
fn progress(text: &str) {
    eprintln!("bench: {text}");
}
