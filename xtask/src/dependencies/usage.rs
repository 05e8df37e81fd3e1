//! A dependency that nobody names in code is one to take out.

use std::fs;
use std::path::Path;

use super::packages::{Dependency, Package};
use crate::failure::Failure;

/// Entries of `[workspace.dependencies]` that no member asks for.
pub(crate) fn unused_in_workspace(manifest: &str, packages: &[Package]) -> Vec<String> {
    let asked_for = |name: &str| {
        packages
            .iter()
            .filter(|package| package.is_ours)
            .any(|package| package.dependencies.iter().any(|d| d.name == name))
    };
    manifest
        .lines()
        .enumerate()
        .skip_while(|(_, line)| *line != "[workspace.dependencies]")
        .skip(1)
        .take_while(|(_, line)| !line.starts_with('['))
        .filter(|(_, line)| !line.starts_with('#'))
        .filter_map(|(at, line)| Some((at, line.split_once('=')?.0.trim())))
        .filter(|(_, name)| !asked_for(name))
        .map(|(at, name)| {
            format!(
                "Cargo.toml:{}: no crate asks for {name}. Take the line out",
                at + 1
            )
        })
        .collect()
}

/// Dependencies of a crate of ours that its code never names; what tests use belongs to the dependencies of tests.
pub(crate) fn unused_in_crate(package: &Package) -> Result<Vec<String>, Failure> {
    let mut code = String::new();
    for part in ["src", "build.rs"] {
        gather(&package.folder.join(part), &mut code)?;
    }
    let mut with_tests = code.clone();
    for part in ["tests", "benches", "examples"] {
        gather(&package.folder.join(part), &mut with_tests)?;
    }
    let is_named = |d: &Dependency| names(if d.for_tests { &with_tests } else { &code }, &d.name);
    Ok(package
        .dependencies
        .iter()
        .filter(|dependency| !is_named(dependency))
        .map(|dependency| {
            format!(
                "{}: its code never names {}. Take it out of its Cargo.toml",
                package.name, dependency.name
            )
        })
        .collect())
}

/// Adds the code of every Rust file at or below the path, without whole-line comments.
fn gather(path: &Path, code: &mut String) -> Result<(), Failure> {
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|e| Failure::file(path, &e))? {
            gather(&entry.map_err(|e| Failure::file(path, &e))?.path(), code)?;
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
        let text = fs::read_to_string(path).map_err(|e| Failure::file(path, &e))?;
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            code.push_str(line);
            code.push('\n');
        }
    }
    Ok(())
}

/// Whether the code says `name::` or `use name`, with the name as Rust spells it.
fn names(code: &str, dependency: &str) -> bool {
    let name = dependency.replace('-', "_");
    code.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let starts = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_path = after.starts_with("::");
        let is_use = before.ends_with("use ") && after.starts_with([';', ' ']);
        starts && (is_path || is_use)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_or_a_use_names_a_dependency() {
        assert!(names("use serde_json::Value;", "serde_json"));
        assert!(names("let x = rand_chacha::ChaCha8Rng;", "rand_chacha"));
        assert!(names("pub use jiff;", "jiff"));
        assert!(names("use paceline_core as core;", "paceline-core"));
    }

    #[test]
    fn a_longer_name_or_a_mere_word_does_not() {
        assert!(!names("use serde_json::Value;", "serde"));
        assert!(!names("use my_rand::x;", "rand"));
        assert!(!names("let toml = 1;", "toml"));
    }

    #[test]
    fn a_line_nobody_asks_for_is_found() {
        let manifest = "[workspace]\n[workspace.dependencies]\n# ours\nsha2 = \"1\"\n\n[profile.dev]\ndebug = false\n";
        assert_eq!(
            unused_in_workspace(manifest, &[]),
            ["Cargo.toml:4: no crate asks for sha2. Take the line out"]
        );
    }
}
