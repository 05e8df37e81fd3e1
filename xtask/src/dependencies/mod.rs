//! `cargo xtask dependencies`: what we take from others is allowed, comes from where it should, and is used.

mod licence;
mod npm;
mod packages;
mod policy;
mod usage;

use std::fs;

use crate::failure::{Failure, Outcome};
use crate::root::root;
use crate::say;
use npm::Npm;
use packages::Package;
use policy::Policy;

pub(crate) fn run() -> Outcome {
    let packages = packages::read()?;
    let npm = Npm::read(&text("package-lock.json")?, &text("package.json")?)?;
    let findings = findings(&packages, &npm)?;
    if findings.is_empty() {
        say::line(&format!(
            "dependencies: {} crates and {} packages of npm, nothing to say",
            packages.len(),
            npm.count()
        ));
        return Ok(());
    }
    for finding in &findings {
        say::line(finding);
    }
    Err(Failure::new(format!(
        "{} findings about dependencies",
        findings.len()
    )))
}

fn findings(packages: &[Package], npm: &Npm) -> Result<Vec<String>, Failure> {
    let policy = Policy::read(&text("deny.toml")?);
    let mut findings: Vec<String> = packages
        .iter()
        .filter_map(|package| origin(package).or_else(|| terms(&policy, package)))
        .collect();
    findings.extend(packages.iter().filter_map(|package| ban(&policy, package)));
    findings.extend(npm.findings(&policy.licences));
    findings.extend(usage::unused_in_workspace(&text("Cargo.toml")?, packages));
    for package in packages.iter().filter(|package| package.is_ours) {
        findings.extend(usage::unused_in_crate(package)?);
    }
    Ok(findings)
}

fn origin(package: &Package) -> Option<String> {
    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
    match package.source.as_deref() {
        Some(CRATES_IO) => None,
        Some(source) => Some(format!(
            "{}: comes from {source}. Take it from crates.io",
            package.name
        )),
        None if package.is_ours => None,
        None => Some(format!(
            "{}: lies outside this workspace. Take it from crates.io, or make it a member",
            package.name
        )),
    }
}

fn terms(policy: &Policy, package: &Package) -> Option<String> {
    let Some(expression) = &package.licence else {
        return Some(format!(
            "{} {}: states no licence. Leave it out",
            package.name, package.version
        ));
    };
    let allowed = licence::is_within(expression, &policy.licences);
    (!allowed).then(|| {
        format!(
            "{} {}: its licence is {expression}, which deny.toml does not allow. Leave it out, or argue for the licence there",
            package.name, package.version
        )
    })
}

fn ban(policy: &Policy, package: &Package) -> Option<String> {
    policy.banned.contains(&package.name).then(|| {
        format!(
            "{}: deny.toml bans it. `cargo tree -i {}` says who wants it",
            package.name, package.name
        )
    })
}

fn text(path: &str) -> Result<String, Failure> {
    let path = root().join(path);
    fs::read_to_string(&path).map_err(|e| Failure::file(&path, &e))
}
