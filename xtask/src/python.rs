//! `cargo xtask python`: Python packages that tests use, in an environment of their own below `target`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::root::{root, target};
use crate::{debian, run, say};

const REQUIREMENTS: &str = "xtask/python/requirements.txt";
const OLDEST: (u32, u32) = (3, 10);

const REMEDY: &str = "
  Debian, Ubuntu:  sudo apt-get install --no-install-recommends python3 python3-venv
  Fedora:          sudo dnf install python3
  macOS:           brew install python";

pub(crate) fn run() -> Outcome {
    install()?;
    say::line(&format!(
        "Python with what tests need is in {}",
        folder().display()
    ));
    Ok(())
}

/// Does nothing, and asks for no Python, where the environment is there and as the list says.
pub(crate) fn install() -> Outcome {
    let list = root().join(REQUIREMENTS);
    let wanted = fs::read_to_string(&list).map_err(|e| Failure::file(&list, &e))?;
    let installed = folder().join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|before| before == wanted) {
        return Ok(());
    }
    let python = python()?;
    run::shown(
        Command::new(python)
            .args(["-m", "venv", "--clear"])
            .arg(folder()),
    )?;
    let mut pip = Command::new(inside("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--no-input"]);
    pip.args(["--disable-pip-version-check", "--no-deps", "--requirement"]);
    run::shown(pip.arg(&list)).map_err(|failure| {
        Failure::new(format!(
            "{failure}\nThe packages that {REQUIREMENTS} names could not be fetched. Behind a proxy or without a network, \
             tell pip where its registry is (`pip config set global.index-url URL`) and try again."
        ))
    })?;
    // Written last: an environment that is half there is made anew.
    fs::write(&installed, wanted).map_err(|e| {
        let installed = installed.display();
        Failure::new(format!("{installed} cannot be written: {e}"))
    })
}

fn folder() -> PathBuf {
    target().join("python")
}

/// A program of the environment.
pub(crate) fn inside(program: &str) -> PathBuf {
    let programs = if cfg!(windows) { "Scripts" } else { "bin" };
    folder().join(programs).join(program)
}

/// A Python that is new enough and can make environments.
fn python() -> Result<&'static str, Failure> {
    if !makes_environments() && debian::can_install()? {
        debian::install("python3-venv", "Python with venv")?;
    }
    let said = run::read(Command::new(NAME).arg("--version")).map_err(|_| {
        Failure::new(format!(
            "Python is missing: no folder on PATH holds {NAME}. Tests need it for a mail server and for asking the API and SCIM.{REMEDY}"
        ))
    })?;
    if version(&said).is_none_or(|version| version < OLDEST) {
        let ((major, minor), said) = (OLDEST, said.trim());
        return Err(Failure::new(format!(
            "{NAME} is {said}, and {major}.{minor} or newer is needed.{REMEDY}"
        )));
    }
    if makes_environments() {
        Ok(NAME)
    } else {
        Err(Failure::new(format!(
            "{NAME} is there and cannot make environments: its modules venv or ensurepip (pip) are missing.{REMEDY}"
        )))
    }
}

const NAME: &str = if cfg!(windows) { "python" } else { "python3" };

fn makes_environments() -> bool {
    run::answers(Command::new(NAME).args(["-c", "import venv, ensurepip"]))
}

fn version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.trim().strip_prefix("Python ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_python_says_it() {
        assert_eq!(version("Python 3.11.7\n"), Some((3, 11)));
        assert_eq!(version("Python 3.14.0rc1"), Some((3, 14)));
        assert_eq!(version("python: not found"), None);
    }
}
