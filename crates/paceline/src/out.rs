//! Everything the program says: results on standard output, the rest on standard error, colour only on a terminal.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Why a command ended without its result: a sentence, and what to do instead.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) what: String,
    pub(crate) instead: String,
}

impl Failure {
    pub(crate) fn new(what: impl Display, instead: impl Display) -> Self {
        Self {
            what: what.to_string(),
            instead: instead.to_string(),
        }
    }
}

/// Exit code for findings that the caller asked to fail on.
pub(crate) const FOUND: u8 = 1;
/// Exit code for a command that a server refused.
pub(crate) const REFUSED: u8 = 1;
/// Exit code for 'could not read'.
pub(crate) const UNREADABLE: u8 = 2;

/// Whether standard output takes colour: a terminal, and nobody said no (the `NO_COLOR` convention).
pub(crate) fn has_colour() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !unwanted
}

/// Writes a result. A reader that has gone away (`| head`) is no error.
pub(crate) fn result(text: &str) -> ExitCode {
    match io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .and_then(|()| io::stdout().flush())
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => failed(&Failure::new(
            "The result could not be written to its end.",
            "Make room where it goes, and run it again.",
        )),
    }
}

/// One line of a result, at once.
pub(crate) fn line(text: impl Display) {
    let mut out = io::stdout().lock();
    // Nobody is left to tell when standard output is gone.
    drop(writeln!(out, "{text}").and_then(|()| out.flush()));
}

/// One line that is not part of the result.
pub(crate) fn aside(text: impl Display) {
    drop(writeln!(io::stderr().lock(), "{text}"));
}

/// Says what went wrong and gives the exit code.
pub(crate) fn failed(failure: &Failure) -> ExitCode {
    aside(format!("paceline: {}\n  {}", failure.what, failure.instead));
    ExitCode::from(UNREADABLE)
}
