//! Runs git so that nothing in an untrusted repository can start a program, reach the network or change how it answers.

use std::ffi::OsString;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread::JoinHandle;

use super::HistoryError;

/// Settings that hold over whatever the repository or the person has set.
const SETTINGS: [&str; 12] = [
    "core.attributesFile=/dev/null",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "diff.external=",
    "diff.renameLimit=1000",
    "log.follow=false",
    "log.mailmap=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.directory=*",
];

/// Environment of every run. No protocol is called `none`: nothing can be fetched, by any git.
const ENVIRONMENT: [(&str, &str); 10] = [
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_PAGER", "cat"),
    ("GIT_PROTOCOL_FROM_USER", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// Variables of git that are let through: they say where git is and how far up it may look.
const LET_THROUGH: [&str; 2] = ["GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES"];

/// How much of git's complaints and of short answers is kept.
const WORDS_AT_MOST: u64 = 64 * 1024;

/// Git in one folder.
#[derive(Debug, Clone)]
pub(super) struct Git {
    program: OsString,
    root: PathBuf,
}

/// What a short question was answered.
pub(super) struct Answer {
    pub(super) good: bool,
    pub(super) words: String,
    /// What git complained about.
    pub(super) said: String,
}

impl Git {
    pub(super) fn new(program: &str, root: &Path) -> Self {
        Self {
            program: program.into(),
            // An absolute path cannot be taken for an option.
            root: std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf()),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Starts git; nothing when it is not installed.
    pub(super) fn start(
        &self,
        arguments: &[&str],
        stdin: Stdio,
    ) -> Result<Option<Running>, HistoryError> {
        let mut child = match self.command(arguments).stdin(stdin).spawn() {
            Ok(child) => child,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.cannot_run(error)),
        };
        let complaints = child.stderr.take().map(|mut stderr| {
            std::thread::spawn(move || {
                let mut kept = Vec::new();
                // Whatever cannot be read of a complaint is not missed.
                drop(stderr.by_ref().take(WORDS_AT_MOST).read_to_end(&mut kept));
                drop(io::copy(&mut stderr, &mut io::sink()));
                String::from_utf8_lossy(&kept).into_owned()
            })
        });
        Ok(Some(Running { child, complaints }))
    }

    /// Asks for something short; nothing when git is not installed.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Option<Answer>, HistoryError> {
        let Some(mut running) = self.start(arguments, Stdio::null())? else {
            return Ok(None);
        };
        let mut words = Vec::new();
        if let Some(stdout) = running.stdout() {
            stdout
                .take(WORDS_AT_MOST)
                .read_to_end(&mut words)
                .map_err(|error| self.cannot_run(error))?;
        }
        let (good, said) = running.finish().map_err(|error| self.cannot_run(error))?;
        Ok(Some(Answer {
            good,
            words: String::from_utf8_lossy(&words).into_owned(),
            said,
        }))
    }

    /// Starts git and reads its answer as a stream. The inner error is what git complained about.
    pub(super) fn stream(
        &self,
        arguments: &[&str],
        read: &mut dyn FnMut(&mut BufReader<ChildStdout>) -> io::Result<()>,
    ) -> Result<Result<(), String>, HistoryError> {
        let mut running = self
            .start(arguments, Stdio::null())?
            .ok_or_else(|| self.not_installed())?;
        let result = match running.stdout() {
            Some(stdout) => read(&mut BufReader::with_capacity(64 * 1024, stdout)),
            None => Ok(()),
        };
        let (good, said) = running.finish().map_err(|error| self.cannot_run(error))?;
        match result {
            // When an answer breaks off, git's own complaint says most.
            _ if !good && !said.trim().is_empty() => Ok(Err(said)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Err(error.to_string())),
            Ok(()) if good => Ok(Ok(())),
            Ok(()) => Ok(Err("it stopped without a word".to_owned())),
            Err(error) => Err(self.cannot_run(error)),
        }
    }

    pub(super) fn not_installed(&self) -> HistoryError {
        HistoryError::NoGit {
            root: self.root.to_string_lossy().into_owned(),
        }
    }

    pub(super) fn cannot_run(&self, source: io::Error) -> HistoryError {
        HistoryError::Run {
            root: self.root.to_string_lossy().into_owned(),
            source,
        }
    }

    /// Git's complaint as an error: its first line, without anything that a terminal would obey.
    pub(super) fn cannot_read(&self, said: &str) -> HistoryError {
        let line = said.lines().find(|line| !line.trim().is_empty());
        let line = line.unwrap_or("it does not say why").trim();
        HistoryError::Git {
            root: self.root.to_string_lossy().into_owned(),
            said: line.chars().filter(|c| !c.is_control()).take(300).collect(),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os() {
            let shown = name.to_string_lossy();
            if shown.starts_with("GIT_") && !LET_THROUGH.contains(&shown.as_ref()) {
                command.env_remove(&name);
            }
        }
        command.envs(ENVIRONMENT);
        command.arg("-C").arg(&self.root);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command
            .args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// A git that runs; it is ended when nobody wants its answer any more.
pub(super) struct Running {
    child: Child,
    complaints: Option<JoinHandle<String>>,
}

impl Running {
    pub(super) fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    pub(super) fn stdin(&mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }

    /// Waits for the end: whether git was content, and what it complained about.
    pub(super) fn finish(mut self) -> io::Result<(bool, String)> {
        let status = self.child.wait()?;
        let said = self.complaints.take().map(JoinHandle::join);
        let said = said.and_then(Result::ok).unwrap_or_default();
        Ok((status.success(), said))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
