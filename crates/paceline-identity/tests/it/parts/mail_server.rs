//! The mail server of `tests/mail_server.py`.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;
use url::Url;

use super::program::{Program, root};

pub(crate) struct MailServer {
    program: Program,
    folder: TempDir,
}

impl MailServer {
    /// With a user and a password, or open to everybody.
    pub(crate) fn start(login: &[&str]) -> Self {
        // `target/tmp` is where cargo lets tests write; `cargo xtask python` installs beside it.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let programs = if cfg!(windows) { "Scripts" } else { "bin" };
        let python = target.join("python").join(programs).join("python");
        assert!(
            target.join("python/installed.txt").is_file(),
            "Python with aiosmtpd is not installed: run `cargo xtask python`, or `cargo xtask test`, which does that first"
        );
        let folder = tempfile::tempdir().unwrap();
        let mut server = Command::new(python);
        server
            .arg("crates/paceline-identity/tests/mail_server.py")
            .arg(folder.path())
            .args(login)
            .current_dir(root());
        Self {
            program: Program::start(&mut server),
            folder,
        }
    }

    pub(crate) fn url(&self, scheme: &str) -> Url {
        let port = &self.program.said;
        Url::parse(&format!("{scheme}://127.0.0.1:{port}")).unwrap()
    }

    /// Every letter that came, as it came.
    pub(crate) fn letters(&self) -> Vec<String> {
        (1..)
            .map(|at| self.folder.path().join(format!("{at}.eml")))
            .map_while(|path| fs::read_to_string(path).ok())
            .collect()
    }
}
