//! A cluster of our own: made, started, and gone again.

use std::env;
use std::net::TcpListener;
use std::process::Command;

use super::keeper::Keeper;
use super::programs::Programs;
use crate::failure::{Failure, Outcome};
use crate::run;

pub(crate) struct Cluster {
    url: String,
    /// Held for its end: it stops the server.
    _keeper: Keeper,
}

/// A real server without its patience: nothing here needs to survive a power cut.
const SETTINGS: &str = "-c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off -c full_page_writes=off -c autovacuum=off";

impl Cluster {
    pub(crate) fn start() -> Result<Self, Failure> {
        let programs = Programs::find()?;
        let folder = folder(&programs)?;
        let data = format!("{folder}/data");
        let mut stop = programs.program("pg_ctl");
        stop.extend(["stop", "-s", "-w", "-m", "immediate", "-D", &data].map(str::to_owned));
        let keeper = Keeper::watch(&folder, &stop)?;
        make(&programs, &data)?;
        let port = free_port()?;
        let log = format!("{folder}/log");
        let options = format!("-p {port} -k '{folder}' {SETTINGS}");
        let mut start = command(&programs.program("pg_ctl"));
        start.args([
            "start", "-s", "-w", "-t", "60", "-D", &data, "-l", &log, "-o", &options,
        ]);
        run::read(&mut start).map_err(|failure| {
            let said = run::read(command(&programs.as_owner("cat")).arg(&log)).unwrap_or_default();
            Failure::new(format!("{failure}\nThe server said:\n{said}"))
        })?;
        Ok(Self {
            url: format!("postgres://paceline@127.0.0.1:{port}/postgres"),
            _keeper: keeper,
        })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// Below the system's folder for temporary files, which the server's user can enter; `target` may lie in a home it cannot.
fn folder(programs: &Programs) -> Result<String, Failure> {
    let name = env::temp_dir().join("paceline-postgres-XXXXXX");
    let made = run::read(command(&programs.as_owner("mktemp")).arg("-d").arg(name))?;
    Ok(made.trim_end().to_owned())
}

/// Text sorts by code point on every machine, and is UTF-8.
fn make(programs: &Programs, data: &str) -> Outcome {
    let with_locale = |locale: &str| {
        let mut initdb = command(&programs.program("initdb"));
        initdb.args([
            "-A",
            "trust",
            "-U",
            "paceline",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale",
            locale,
            "-D",
            data,
        ]);
        run::read(&mut initdb)
    };
    with_locale("C.UTF-8")
        .or_else(|_| with_locale("C"))
        .map(drop)
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address
        .map(|address| address.port())
        .map_err(|e| Failure::new(format!("no port is free on 127.0.0.1: {e}")))
}

/// From `/`, because the server's user may not enter the folder we stand in.
fn command(words: &[String]) -> Command {
    let mut words = words.iter();
    let mut command = Command::new(words.next().map_or("", String::as_str));
    command.args(words).current_dir("/");
    command
}
