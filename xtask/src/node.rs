//! Node.js and npm, which build what the browser gets and run its tests.

use std::process::Command;

use crate::failure::Failure;
use crate::root::root;
use crate::run;

const OLDEST: u32 = 20;

const REMEDY: &str = "
  Debian, Ubuntu:  sudo apt-get install --no-install-recommends nodejs npm
  Fedora:          sudo dnf install nodejs npm
  macOS:           brew install node
or from your version manager.";

pub(crate) fn node() -> Result<Command, Failure> {
    let mut node = command("node");
    let said = run::read(command("node").arg("--version")).map_err(|_| {
        Failure::new(format!(
            "Node.js is missing; it builds what the browser gets.{REMEDY}"
        ))
    })?;
    if major(&said).is_none_or(|version| version < OLDEST) {
        let said = said.trim();
        return Err(Failure::new(format!(
            "Node.js is {said}, and {OLDEST} or newer is needed.{REMEDY}"
        )));
    }
    node.current_dir(root());
    Ok(node)
}

pub(crate) fn npm() -> Result<Command, Failure> {
    node()?;
    if !run::answers(command("npm").arg("--version")) {
        return Err(Failure::new(format!(
            "npm is missing; it fetches what package-lock.json names.{REMEDY}"
        )));
    }
    Ok(command("npm"))
}

/// A program that npm installed here.
pub(crate) fn installed(script: &str) -> Result<Command, Failure> {
    let mut command = node()?;
    command.arg(format!("node_modules/{script}"));
    Ok(command)
}

fn command(name: &str) -> Command {
    // On Windows npm is a script, which only its whole name starts.
    let name = if cfg!(windows) && name == "npm" {
        "npm.cmd"
    } else {
        name
    };
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

fn major(said: &str) -> Option<u32> {
    said.trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_node_says_it() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
        assert_eq!(major(""), None);
    }
}
