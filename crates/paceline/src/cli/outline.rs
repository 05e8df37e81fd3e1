//! Outlines and tables: what a server would make of a file, and then to take it in.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::sign_in::shown;
use crate::client::{
    server::{Output, Server},
    told::Paper,
};
use crate::data::block_on;
use crate::out::{Failure, aside, result};

/// The most that is read of a file, in bytes; a server takes less, and says so.
const LONGEST: u64 = 4 * 1024 * 1024;

/// Show what a server would make of goals, a strategy or values in a file; --take-in makes it.
///
/// Reads Markdown outlines, pages of values, and tables as CSV. Nothing is recorded without --take-in.
#[derive(Debug, Args)]
pub(crate) struct Outline {
    /// The file; `-` reads from standard input.
    file: PathBuf,
    /// As what to read it.
    #[arg(long = "as", value_name = "KIND", default_value = "auto", value_parser = ["auto", "goals", "strategy", "values", "csv"])]
    kind: String,
    /// Whose it is, by the team's slug, where the text names no team that is there.
    #[arg(long, value_name = "TEAM", default_value = "")]
    team: String,
    /// Take goals whose end has passed in without an end; it is kept in their reason.
    #[arg(long)]
    leave_past_out: bool,
    /// Take in all of it that can be made.
    #[arg(long)]
    take_in: bool,
    #[command(flatten)]
    server: Server,
}

impl Outline {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let text = read(&self.file)?;
        let name = self.file.file_name().map(|name| name.to_string_lossy());
        let name = name.filter(|name| name != "-").unwrap_or_default();
        let mut input = json!({
            "text": text,
            "as": self.kind,
            "team": self.team,
            "name": name,
            "leave_past_out": self.leave_past_out,
        });
        block_on(async {
            let client = self.server.client()?;
            let preview = client.send("/import/preview", &input).await?;
            if !self.take_in {
                return preview.show(|preview| match self.server.output {
                    Output::Json => shown(preview, Output::Json),
                    Output::Table => result(&previewed(preview)),
                });
            }
            let mut fingerprint = None;
            let code = preview.show(|preview| {
                fingerprint = preview.get("fingerprint").cloned();
                ExitCode::SUCCESS
            })?;
            let Some(fingerprint) = fingerprint else {
                return Ok(code);
            };
            if let Some(fields) = input.as_object_mut() {
                fields.insert("fingerprint".to_owned(), fingerprint);
            }
            let taken = client.send("/import", &input).await?;
            taken.show(|taken| match self.server.output {
                Output::Json => shown(taken, Output::Json),
                Output::Table => result(&taken_in(taken)),
            })
        })
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().take(LONGEST).read_to_end(&mut bytes)
    } else {
        let opened = std::fs::File::open(file);
        opened.and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
    };
    read.map_err(|_| {
        Failure::new(
            format!("{} cannot be read.", file.display()),
            "Name a file of Markdown or CSV.",
        )
    })?;
    String::from_utf8(bytes).map_err(|wrong| {
        let above = wrong
            .as_bytes()
            .iter()
            .take(wrong.utf8_error().valid_up_to());
        let line = above.filter(|byte| **byte == b'\n').count() + 1;
        Failure::new(
            format!("{} is not UTF-8 from line {line} on.", file.display()),
            "Save it as UTF-8; a spreadsheet calls that 'CSV UTF-8'.",
        )
    })
}

fn word<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value
        .get(field)
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice)
}

/// `line 7`, or `lines 7–9`.
fn lines(value: &Value) -> String {
    let number = |field: &str| value.get(field).and_then(Value::as_u64).unwrap_or_default();
    match (number("first"), number("last")) {
        (first, last) if first == last => format!("line {first}"),
        (first, last) => format!("lines {first}–{last}"),
    }
}

/// What would be made, a line each, and what is to be said of lines of the text.
fn previewed(preview: &Value) -> String {
    let mut said = String::new();
    let mut makes = 0;
    for step in list(preview, "steps") {
        let depth = step
            .get("depth")
            .and_then(Value::as_u64)
            .unwrap_or_default();
        let indent = "  ".repeat(usize::try_from(depth).unwrap_or_default().min(20));
        let fate = step.get("fate").unwrap_or(&Value::Null);
        let (sign, tail) = match word(fate, "is") {
            "made" => {
                makes += 1;
                ('+', String::new())
            }
            "there" => (
                '=',
                format!(" (there already: {})", word(fate, "reference")),
            ),
            _ => (
                '!',
                format!(
                    "\n{indent}      {} {}",
                    word(fate, "why"),
                    word(fate, "instead")
                ),
            ),
        };
        let what = word(step, "what").replace('_', " ");
        let facts: Vec<&str> = list(step, "facts")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let facts = if facts.is_empty() {
            String::new()
        } else {
            format!(": {}", facts.join("; "))
        };
        let (title, place) = (word(step, "title"), lines(step));
        said.push_str(&format_line(
            &indent,
            sign,
            &format!("{what} '{title}'{facts} [{place}]{tail}"),
        ));
        for note in list(step, "notes").iter().filter_map(Value::as_str) {
            said.push_str(&format_line(&indent, ' ', &format!("  {note}")));
        }
    }
    for remark in list(preview, "remarks") {
        said.push_str(&format_line(
            "",
            '·',
            &format!("{}: {}", lines(remark), word(remark, "said")),
        ));
    }
    if makes > 0 {
        aside(format!(
            "Nothing is recorded. --take-in makes what has a +: {makes} in all."
        ));
    } else {
        aside("Nothing new would be made of it.");
    }
    said
}

fn format_line(indent: &str, sign: char, said: &str) -> String {
    let paper = Paper::here();
    let mut lines = Vec::new();
    for (place, line) in said.lines().enumerate() {
        let begins = line.len() - line.trim_start().len();
        let before = match place {
            0 => format!("{indent}{sign} {}", " ".repeat(begins)),
            _ => " ".repeat(begins),
        };
        paper.beside(&mut lines, &before, line.trim_start(), 2);
    }
    lines
        .into_iter()
        .fold(String::new(), |told, line| told + &line + "\n")
}

fn taken_in(taken: &Value) -> String {
    let mut said = String::new();
    for made in list(taken, "made") {
        let reference = match word(made, "reference") {
            "" => String::new(),
            reference => format!("{reference} "),
        };
        said.push_str(&format_line(
            "",
            '+',
            &format!("{reference}{}", word(made, "title")),
        ));
    }
    for refused in list(taken, "refused") {
        let (title, why, instead) = (
            word(refused, "title"),
            word(refused, "why"),
            word(refused, "instead"),
        );
        said.push_str(&format_line("", '!', &format!("{title}: {why} {instead}")));
    }
    if said.is_empty() {
        "Nothing new was to be made.\n".clone_into(&mut said);
    }
    said
}
