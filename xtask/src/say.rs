//! Everything xtask prints goes through here.

use crate::failure::Failure;

#[expect(
    clippy::print_stdout,
    reason = "telling people what happens is what a task is for; this is the one place"
)]
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// For what a person may want to see while the other output is read by a program.
#[expect(
    clippy::print_stderr,
    reason = "telling people what happens is what a task is for; this is the one place"
)]
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

pub(crate) fn failure(failure: &Failure) {
    note(&format!("\nxtask: {failure}"));
}
