//! `paceline check`.

use std::path::{Component, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::{Timestamp, civil::Date};
use paceline_core::{Time, signal::Rule};
use paceline_import::{Options, Progress, Records, read};

use crate::check::{Asked, Format, records_as_lines, report};
use crate::out::{self, FOUND, Failure};

/// Say where leadership is missing in a folder or git repository of proposals.
///
/// Needs no server, no database and no configuration for the known kinds of records. Exit codes: 0 done, 1 findings
/// that --fail-on names, 2 could not read.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    source: Source,
    /// How findings are written.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Only these rules (may be repeated, or separated by commas).
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    only: Vec<Rule>,
    /// All rules but these.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    except: Vec<Rule>,
    /// End with exit code 1 when this rule finds something; `any` for every rule.
    #[arg(long, value_name = "RULE|any", value_delimiter = ',', value_parser = fail_on)]
    fail_on: Vec<FailOn>,
    /// Findings about single people as well; show them to that person alone.
    #[arg(long)]
    people: bool,
    /// Print the records themselves, one JSON line each, and no findings.
    #[arg(long)]
    records: bool,
}

/// What is read, and how: shared by `check` and `import`.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// A folder or git repository of records.
    pub(crate) path: PathBuf,
    /// Kind of records; recognised when left out.
    #[arg(long, value_name = "NAME", value_parser = preset)]
    preset: Option<String>,
    /// A mapping file of your own (docs/guide/mappings.md).
    #[arg(long, value_name = "FILE", conflicts_with = "preset")]
    mapping: Option<PathBuf>,
    /// History rows where the git repository is not at hand; a file or a folder of *.jsonl (may be repeated).
    #[arg(long, value_name = "FILE.jsonl")]
    history: Vec<PathBuf>,
    /// The day, or the moment, that is taken for today.
    #[arg(long, value_name = "DATE", value_parser = moment)]
    as_of: Option<Timestamp>,
    /// Commits that touch more records than this count as mechanical.
    #[arg(long, value_name = "N")]
    mechanical_over: Option<u32>,
}

impl Source {
    /// The way from the working folder to the records, as annotations want it: `sub/` for `check sub`. Empty for `.`
    /// and for what lies elsewhere.
    fn prefix(&self) -> String {
        let parts = self
            .path
            .components()
            .filter(|part| *part != Component::CurDir);
        let named: Option<Vec<&str>> = parts
            .map(|part| match part {
                Component::Normal(name) => name.to_str(),
                Component::Prefix(_)
                | Component::RootDir
                | Component::CurDir
                | Component::ParentDir => None,
            })
            .collect();
        let mut prefix = named.unwrap_or_default().join("/");
        if !prefix.is_empty() {
            prefix.push('/');
        }
        prefix
    }

    /// Reads the records, with a progress bar where somebody looks.
    pub(crate) fn read(&self) -> Result<Records, Failure> {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.enable_steady_tick(Duration::from_millis(200));
        let progress = |progress: Progress| show(&bar, &progress);
        let options = Options {
            preset: self.preset.clone(),
            mapping: self.mapping.clone(),
            history: self.history.clone(),
            as_of: self.as_of,
            mechanical_over: self.mechanical_over,
            progress: &progress,
        };
        let records = read(&self.path, &options);
        bar.finish_and_clear();
        Ok(records?)
    }
}

fn show(bar: &ProgressBar, progress: &Progress) {
    let template = match progress.total {
        Some(total) => {
            bar.set_length(total);
            "{msg} {wide_bar} {pos}/{len}"
        }
        None => "{msg} {spinner} {pos}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(progress.phase);
    bar.set_position(progress.done);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailOn {
    Any,
    Rule(Rule),
}

fn rule(name: &str) -> Result<Rule, String> {
    let known = || Rule::ALL.map(Rule::name).join(", ");
    Rule::named(name).ok_or_else(|| format!("there is no such rule; the rules are {}", known()))
}

fn fail_on(name: &str) -> Result<FailOn, String> {
    if name == "any" {
        Ok(FailOn::Any)
    } else {
        rule(name).map(FailOn::Rule)
    }
}

fn preset(name: &str) -> Result<String, String> {
    let known = paceline_import::presets::names();
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(format!(
        "there is no such preset; the presets are {}, or write your own with --mapping",
        known.join(", ")
    ))
}

fn moment(written: &str) -> Result<Timestamp, String> {
    let is_possible = |year: i16| (1970..=2200).contains(&year);
    let impossible = || "the year must lie between 1970 and 2200".to_owned();
    if let Ok(moment) = written.parse::<Timestamp>() {
        let day = Time::from(moment).date();
        return if is_possible(day.year()) {
            Ok(moment)
        } else {
            Err(impossible())
        };
    }
    let day: Date = written
        .parse()
        .map_err(|_| "write a date such as 2026-03-31, or a moment such as 2026-03-31T12:00:00Z")?;
    if !is_possible(day.year()) {
        return Err(impossible());
    }
    Ok(Time::end_of(day).timestamp())
}

impl Check {
    /// A rule about single people that is asked for by name needs `--people`; silence would read as 'nothing found'.
    fn refuse_half_asked(&self) -> Result<(), Failure> {
        let failed_on = self.fail_on.iter().filter_map(|on| match on {
            FailOn::Rule(rule) => Some(*rule),
            FailOn::Any => None,
        });
        let mut named = self.only.iter().copied().chain(failed_on);
        match named
            .find(|rule| rule.is_about_a_person())
            .filter(|_| !self.people)
        {
            None => Ok(()),
            Some(rule) => Err(Failure::new(
                format!("{rule} is about single people, and those findings are not shown unasked."),
                "Add --people, and show them to that person alone.",
            )),
        }
    }

    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        self.refuse_half_asked()?;
        let records = self.source.read()?;
        if self.records {
            return Ok(out::result(&records_as_lines(&records)));
        }
        let asked = Asked {
            only: self.only.clone(),
            except: self.except.clone(),
            people: self.people,
            prefix: self.source.prefix(),
        };
        let report = report(&records, &asked);
        let written = out::result(&report.written(self.format, out::has_colour()));
        let fails = |rule: Rule| {
            self.fail_on
                .iter()
                .any(|on| *on == FailOn::Any || *on == FailOn::Rule(rule))
        };
        if report.findings.iter().any(|found| fails(found.rule)) {
            return Ok(ExitCode::from(FOUND));
        }
        Ok(written)
    }
}
