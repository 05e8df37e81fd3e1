//! What package-lock.json takes from npm: allowed licences, exact versions, known contents, and no registry's address.

use serde_json::Value;

use super::licence;
use crate::failure::Failure;

/// A font may be shipped with a program under any licence, as long as it keeps its own: its notice is inside each file.
const FOR_FONTS: &str = "OFL-1.1";

pub(crate) struct Npm {
    lock: Value,
    manifest: Value,
}

impl Npm {
    pub(crate) fn read(lock: &str, manifest: &str) -> Result<Self, Failure> {
        let json = |name: &str, text: &str| {
            serde_json::from_str(text).map_err(|e| Failure::new(format!("{name} is not JSON: {e}")))
        };
        Ok(Self {
            lock: json("package-lock.json", lock)?,
            manifest: json("package.json", manifest)?,
        })
    }

    /// Our own folder is in the list under the empty name.
    fn packages(&self) -> impl Iterator<Item = (&str, &Value)> {
        let packages = self.lock["packages"].as_object().into_iter().flatten();
        packages.filter_map(|(path, package)| Some((path.rsplit_once("node_modules/")?.1, package)))
    }

    pub(crate) fn count(&self) -> usize {
        self.packages().count()
    }

    pub(crate) fn findings(&self, allowed: &[String]) -> Vec<String> {
        let mut allowed = allowed.to_vec();
        allowed.push(FOR_FONTS.to_owned());
        let mut findings = self.loose_versions();
        for (name, package) in self.packages() {
            let licence = package["license"].as_str().unwrap_or("none");
            if !licence::is_within(licence, &allowed) {
                findings.push(format!(
                    "{name}: its licence is {licence}, which deny.toml does not allow. Leave it out, or argue for the licence there"
                ));
            }
            if package.get("resolved").is_some() {
                findings.push(format!(
                    "{name}: package-lock.json names a registry. Write it with our .npmrc, which leaves that out"
                ));
            }
            if package["integrity"].as_str().is_none() {
                findings.push(format!(
                    "{name}: package-lock.json does not say what must be in it. Install it from a registry"
                ));
            }
        }
        findings
    }

    fn loose_versions(&self) -> Vec<String> {
        let is_exact = |version: &str| version.split('.').all(|part| part.parse::<u32>().is_ok());
        ["dependencies", "devDependencies"]
            .iter()
            .filter_map(|kind| self.manifest[kind].as_object())
            .flatten()
            .filter(|(_, version)| !version.as_str().is_some_and(is_exact))
            .map(|(name, version)| {
                format!("package.json: {name} is asked for as {version}. Write one exact version")
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(package: &str, version: &str) -> Vec<String> {
        let lock = format!(
            r#"{{"packages": {{"": {{"license": "MIT"}}, "node_modules/@a/b": {package}}}}}"#
        );
        let manifest = format!(r#"{{"dependencies": {{"@a/b": "{version}"}}}}"#);
        let npm = Npm::read(&lock, &manifest).unwrap();
        assert_eq!(npm.count(), 1);
        npm.findings(&["MIT".to_owned()])
    }

    #[test]
    fn what_is_allowed_and_exact_passes() {
        let good = r#"{"license": "MIT", "integrity": "sha512-x"}"#;
        assert_eq!(findings(good, "1.2.3"), Vec::<String>::new());
        let font = r#"{"license": "OFL-1.1", "integrity": "sha512-x"}"#;
        assert_eq!(findings(font, "1.2.3"), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_named() {
        let bad = r#"{"license": "GPL-3.0", "resolved": "x"}"#;
        assert_eq!(findings(bad, "^1.2.3").len(), 4);
        assert_eq!(findings(r#"{"integrity": "x"}"#, "1.2.3").len(), 1);
    }
}
