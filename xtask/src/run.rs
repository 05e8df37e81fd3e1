//! Starts other programs, and shows the line so that a person can repeat it.

use std::env;
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::root::root;
use crate::say;

pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root());
    command
}

/// Shows the command, runs it with its output in view, and fails when it fails.
pub(crate) fn shown(command: &mut Command) -> Outcome {
    let words = words(command);
    say::note(&format!("$ {words}"));
    let status = command
        .status()
        .map_err(|e| Failure::new(format!("`{words}` could not be started: {e}")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{words}` failed ({status})")))
    }
}

/// Runs the command silently and returns what it printed; a failure carries what it complained about.
pub(crate) fn read(command: &mut Command) -> Result<String, Failure> {
    let words = words(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Failure::new(format!("`{words}` could not be started: {e}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!(
        "`{words}` failed ({})\n{}",
        output.status,
        complaint.trim_end()
    )))
}

/// Whether the program is there and answers.
pub(crate) fn answers(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Puts the command in our place, so that Ctrl+C and exit codes are its own.
#[cfg(unix)]
pub(crate) fn instead_of_us(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Failure::new(format!(
        "`{}` could not be started: {error}",
        words(command)
    )))
}

#[cfg(not(unix))]
pub(crate) fn instead_of_us(command: &mut Command) -> Outcome {
    shown(command)
}

fn words(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit(['/', '\\']).next().unwrap_or(&program);
    // As a person types it.
    let program = if program == "xtask" {
        "cargo xtask"
    } else {
        program
    };
    let mut words = vec![program.to_owned()];
    words.extend(
        command
            .get_args()
            .map(|arg| arg.to_string_lossy().into_owned()),
    );
    words.join(" ")
}
