//! Reads from deny.toml what we accept, so that it is written in one place only.

/// The lists of deny.toml that are held here as well.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) licences: Vec<String>,
    pub(crate) banned: Vec<String>,
}

impl Policy {
    /// Reads the two lists as we write them, an entry a line; not TOML at large.
    pub(crate) fn read(toml: &str) -> Self {
        Self {
            licences: entries(toml, "[licenses]", "allow = ["),
            banned: entries(toml, "[bans]", "deny = ["),
        }
    }
}

/// The first quoted word of each line between `opening` and the bracket that closes it.
fn entries(toml: &str, section: &str, opening: &str) -> Vec<String> {
    toml.lines()
        .skip_while(|line| *line != section)
        .skip_while(|line| *line != opening)
        .skip(1)
        .take_while(|line| *line != "]")
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_read_and_comments_are_not() {
        let toml = "[licenses]\n# why\nallow = [\n    # \"GPL-3.0\"\n    \"MIT\",\n    \"Zlib\",\n]\n[bans]\ndeny = [\n    { crate = \"openssl\", reason = \"rustls\" },\n]\n";
        let expected = Policy {
            licences: vec!["MIT".to_owned(), "Zlib".to_owned()],
            banned: vec!["openssl".to_owned()],
        };
        assert_eq!(Policy::read(toml), expected);
    }

    #[test]
    fn our_own_file_has_both_lists() {
        let policy = Policy::read(include_str!("../../../deny.toml"));
        assert!(policy.licences.iter().any(|licence| licence == "MIT"));
        assert!(policy.banned.iter().any(|name| name == "openssl"));
    }
}
