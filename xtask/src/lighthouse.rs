//! `cargo xtask lighthouse`: how Lighthouse judges the main pages of a demo, into docs/reference/lighthouse.md.
//!
//! Not a part of `cargo xtask ci`: Lighthouse is large, is fetched when it is asked for, and measures the machine too.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::browser::chromium;
use crate::failure::{Failure, Outcome};
use crate::root::{program, root, target};
use crate::{build, node, run, say};

const VERSION: &str = "13.5.0";
const TABLE: &str = "docs/reference/lighthouse.md";
const LEAST: u64 = 95;
const CATEGORIES: [(&str, &str); 3] = [
    ("performance", "performance"),
    ("accessibility", "accessibility"),
    ("best-practices", "best practices"),
];
const PAGES: [(&str, &str); 3] = [
    ("Today", "/"),
    ("an initiative", "/initiatives/1"),
    ("Signals", "/signals"),
];

pub(crate) fn run() -> Outcome {
    build::program()?;
    let demo = Demo::start()?;
    let mut table = String::new();
    let mut low = Vec::new();
    for (name, path) in PAGES {
        let report = judge(&demo.origin, path)?;
        let scores = CATEGORIES.map(|(category, _)| score(&report, category));
        let first = seconds(&report, "first-contentful-paint");
        let largest = seconds(&report, "largest-contentful-paint");
        let [performance, accessibility, practices] = scores;
        say::line(&format!(
            "{name}: performance {performance}, accessibility {accessibility}, best practices {practices}"
        ));
        writeln!(
            table,
            "| {name} | {performance} | {accessibility} | {practices} | {first} | {largest} |"
        )
        .map_err(|e| Failure::new(e.to_string()))?;
        for ((category, words), score) in CATEGORIES.iter().zip(scores) {
            if score < LEAST {
                low.push(format!(
                    "{name}: {words} is {score}: {}",
                    lost(&report, category)
                ));
            }
        }
    }
    let path = root().join(TABLE);
    fs::write(&path, document(&table)).map_err(|e| Failure::file(&path, &e))?;
    if low.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "below {LEAST} of 100:\n{}",
        low.join("\n")
    )))
}

/// A demo on a free port, for as long as this lives.
struct Demo {
    process: Child,
    origin: String,
}

impl Demo {
    fn start() -> Result<Self, Failure> {
        let mut command = Command::new(program());
        command.args(["demo", "--listen", "127.0.0.1:0"]);
        let started = command.stdout(Stdio::piped()).spawn();
        let mut process =
            started.map_err(|e| Failure::new(format!("the demo could not be started: {e}")))?;
        let said = process.stdout.take().map(BufReader::new);
        let mut lines = said
            .into_iter()
            .flat_map(|said| said.lines().map_while(Result::ok));
        let origin = lines.find_map(|line| {
            let from = line.find("http://")?;
            line[from..].split("/ ").next().map(str::to_owned)
        });
        match origin {
            Some(origin) => Ok(Self { process, origin }),
            None => Err(Failure::new("the demo does not say where it is")),
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn judge(origin: &str, path: &str) -> Result<Value, Failure> {
    let report = target().join("lighthouse.json");
    let mut command = node::npm()?;
    command.args([
        "exec",
        "--yes",
        "--package",
        &format!("lighthouse@{VERSION}"),
    ]);
    command.args(["--", "lighthouse", &format!("{origin}{path}"), "--quiet"]);
    command.args([
        "--output=json",
        &format!("--output-path={}", report.display()),
    ]);
    command.arg("--only-categories=performance,accessibility,best-practices");
    command.arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu");
    run::shown(command.env("CHROME_PATH", chromium()?))?;
    let text = fs::read_to_string(&report).map_err(|e| Failure::file(&report, &e))?;
    serde_json::from_str(&text).map_err(|e| Failure::new(format!("the report cannot be read: {e}")))
}

/// Of 100, as Lighthouse shows it.
fn score(report: &Value, category: &str) -> u64 {
    let score = report["categories"][category]["score"].as_f64();
    let hundredths = score.map_or(0.0, |score| (score * 100.0).round());
    format!("{hundredths}").parse().unwrap_or_default()
}

fn seconds(report: &Value, audit: &str) -> String {
    let shown = report["audits"][audit]["displayValue"].as_str();
    shown.unwrap_or("?").replace('\u{a0}', " ")
}

/// The audits of a category that are not whole, with what they found.
fn lost(report: &Value, category: &str) -> String {
    let audits = report["categories"][category]["auditRefs"].as_array();
    let weighs = |audit: &&Value| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0);
    let told = |audit: &Value| {
        let id = audit["id"].as_str()?;
        let audit = &report["audits"][id];
        let score = audit["score"].as_f64().filter(|score| *score < 1.0)?;
        let shown = audit["displayValue"].as_str().unwrap_or_default();
        Some(format!("{id} {score} {shown}"))
    };
    let audits = audits.into_iter().flatten().filter(weighs);
    audits.filter_map(told).collect::<Vec<_>>().join(", ")
}

fn document(table: &str) -> String {
    format!(
        "# Lighthouse\n\n`cargo xtask lighthouse` writes this page: Lighthouse {VERSION} over a demo of 40 people and two years, release \
         build, as a middling phone on\na slow network (its own default, simulated). Of 100; below {LEAST} the command fails. It is no part of \
         CI, because it measures the machine as well.\n\n\
         | page | performance | accessibility | best practices | first paint | largest paint |\n|---|---|---|---|---|---|\n{table}"
    )
}
