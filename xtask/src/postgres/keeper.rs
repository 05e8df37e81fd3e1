//! Stops the cluster and removes its folder, however this process ends.

use std::process::{Child, ChildStdin, Command, Stdio};

use crate::failure::Failure;

/// A shell that waits for the end of a pipe only we hold open. The pipe closes when the keeper is dropped, and also on
/// Ctrl+C, a panic or `kill -9`; the shell itself ignores the signals a terminal sends to everybody.
pub(crate) struct Keeper {
    pipe: Option<ChildStdin>,
    shell: Child,
}

const WATCH: &str = r#"trap "" INT TERM HUP; read -r _; "$@"; rm -rf -- "$0""#;

impl Keeper {
    pub(crate) fn watch(folder: &str, stop: &[String]) -> Result<Self, Failure> {
        let mut shell = Command::new("sh")
            .args(["-c", WATCH, folder])
            .args(stop)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| Failure::new(format!("`sh` could not be started: {e}")))?;
        Ok(Self {
            pipe: shell.stdin.take(),
            shell,
        })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // What the shell answers changes nothing: it stops a server that may never have started.
        let _ended = self.shell.wait();
    }
}
