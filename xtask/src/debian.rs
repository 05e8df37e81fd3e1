//! Installs a package of Debian's where that is ours to do: as root, on a system with apt-get.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{run, say};

pub(crate) fn we_are_root() -> Result<bool, Failure> {
    Ok(run::read(Command::new("id").arg("-u"))?.trim() == "0")
}

pub(crate) fn can_install() -> Result<bool, Failure> {
    Ok(we_are_root()? && run::answers(Command::new("apt-get").arg("--version")))
}

pub(crate) fn install(package: &str, what: &str) -> Outcome {
    say::note(&format!(
        "{what} is not installed; as root on a system with apt-get, it is installed now"
    ));
    run::shown(Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "--no-install-recommends", package]);
    run::shown(install.env("DEBIAN_FRONTEND", "noninteractive"))
}
