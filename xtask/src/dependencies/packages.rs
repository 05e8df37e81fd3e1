//! What `cargo metadata` says of every package in the lock file, as far as the checks need it.

use std::path::PathBuf;

use serde_json::Value;

use crate::failure::Failure;
use crate::run;

pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: Option<String>,
    /// `None` is a folder on this machine.
    pub(crate) source: Option<String>,
    pub(crate) is_ours: bool,
    pub(crate) folder: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
}

pub(crate) struct Dependency {
    /// As Cargo.toml has it.
    pub(crate) name: String,
    pub(crate) for_tests: bool,
}

pub(crate) fn read() -> Result<Vec<Package>, Failure> {
    let text = run::read(&mut run::cargo(&[
        "metadata",
        "--format-version",
        "1",
        "--locked",
    ]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|e| {
        Failure::new(format!(
            "`cargo metadata` printed something else than JSON: {e}"
        ))
    })?;
    let ours = list(&metadata["workspace_members"]);
    Ok(list(&metadata["packages"])
        .iter()
        .map(|value| package(value, ours))
        .collect())
}

fn package(value: &Value, ours: &[Value]) -> Package {
    let manifest = PathBuf::from(word(&value["manifest_path"]).unwrap_or_default());
    Package {
        name: word(&value["name"]).unwrap_or_default(),
        version: word(&value["version"]).unwrap_or_default(),
        licence: word(&value["license"]),
        source: word(&value["source"]),
        is_ours: ours.contains(&value["id"]),
        folder: manifest.parent().map(PathBuf::from).unwrap_or_default(),
        dependencies: list(&value["dependencies"])
            .iter()
            .map(dependency)
            .collect(),
    }
}

fn dependency(value: &Value) -> Dependency {
    Dependency {
        name: word(&value["rename"])
            .or_else(|| word(&value["name"]))
            .unwrap_or_default(),
        for_tests: value["kind"] == "dev",
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn word(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
