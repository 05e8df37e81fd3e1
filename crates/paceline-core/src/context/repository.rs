//! Repositories: their addresses as people and git write them, and the patterns by which they are a team's.

use globset::GlobBuilder;

use crate::{Refusal, Sight, TeamId, text};

/// The longest address that is looked at, in characters.
const ADDRESS_LIMIT: usize = 200;

/// The address of a repository without what only says how it is reached: `github.com/acme/checkout` for
/// `git@github.com:acme/checkout.git` and for `https://ada:secret@github.com/acme/checkout/`. None where nothing is left.
pub fn address(written: &str) -> Option<String> {
    let clean = text::cut(written, ADDRESS_LIMIT);
    let end = clean.find(['?', '#']).unwrap_or(clean.len());
    let bare = bare(clean.get(..end).unwrap_or_default());
    Some(bare).filter(|bare| !bare.is_empty())
}

/// A pattern of repositories as it is kept: written like an address, with `*` for any part of a name and `**` for any
/// path.
pub(crate) fn pattern(written: &str) -> Result<String, Refusal> {
    let written = text::title("pattern of repositories", written)?;
    let pattern = bare(&written);
    if pattern.is_empty() {
        return Err(Refusal::Empty {
            what: "pattern of repositories",
        });
    }
    match globset::Glob::new(&pattern) {
        Ok(_) => Ok(pattern),
        Err(_) => Err(Refusal::BadRepositoryPattern { pattern }),
    }
}

/// In lower case, without scheme, person, port and ending, the host and the path parted by a slash.
fn bare(written: &str) -> String {
    let written = written.trim().to_lowercase();
    let rest = written
        .split_once("://")
        .map_or(written.as_str(), |(_, rest)| rest)
        .trim_start_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    // `host:owner/name` as ssh writes it, or `host:2222/owner/name` with a port.
    let (host, begins) = host.split_once(':').unwrap_or((host, ""));
    let is_port = begins.bytes().all(|byte| byte.is_ascii_digit());
    let begins = if is_port { "" } else { begins };
    let parts = [host, begins, path].into_iter();
    let parts: Vec<&str> = parts
        .flat_map(|part| part.split('/'))
        .filter(|part| !part.is_empty())
        .collect();
    let whole = parts.join("/");
    whole.strip_suffix(".git").unwrap_or(&whole).to_owned()
}

/// Whether a pattern fits an address: the whole of it, or its end from a slash on, so that `acme/*` fits on any host.
fn fits(pattern: &str, address: &str) -> bool {
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .case_insensitive(true)
        .build();
    // A pattern that cannot be read fits nothing; new ones are refused.
    let Ok(glob) = glob.map(|glob| glob.compile_matcher()) else {
        return false;
    };
    let ends = address
        .match_indices('/')
        .filter_map(|(at, _)| address.get(at + 1..));
    std::iter::once(address)
        .chain(ends)
        .any(|end| glob.is_match(end))
}

/// How much of a pattern is said plainly: the more, the better it fits.
fn exactness(pattern: &str) -> usize {
    let is_plain = |c: &char| !matches!(c, '*' | '?' | '[' | ']' | '{' | '}' | '!' | ',');
    pattern.chars().filter(is_plain).count()
}

/// The teams whose repository it is, by the most exact pattern that fits, by name; several where it is as exact.
pub(super) fn owners(sight: Sight<'_>, address: &str) -> Vec<(TeamId, String)> {
    let mut best = 0;
    let mut owners: Vec<(String, TeamId, String)> = Vec::new();
    for (id, team) in sight.teams() {
        let fitting = team
            .repositories
            .iter()
            .filter(|pattern| fits(pattern, address));
        let Some(pattern) = fitting.max_by_key(|pattern| exactness(pattern)) else {
            continue;
        };
        let exact = exactness(pattern);
        if exact < best {
            continue;
        }
        if exact > best {
            owners.clear();
            best = exact;
        }
        let name = sight.words().short(team.name).to_lowercase();
        owners.push((name, id, pattern.clone()));
    }
    owners.sort();
    let owners = owners.into_iter();
    owners.map(|(_, id, pattern)| (id, pattern)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_however_it_is_reached() {
        for written in [
            "github.com/acme/checkout",
            "https://github.com/acme/checkout",
            "https://github.com/Acme/Checkout.git/",
            "https://ada:secret@github.com:443/acme/checkout.git?ref=x#top",
            "git@github.com:acme/checkout.git",
            "ssh://git@github.com:2222/acme/checkout.git",
            " ssh://github.com//acme/checkout ",
        ] {
            assert_eq!(
                address(written).as_deref(),
                Some("github.com/acme/checkout"),
                "{written}"
            );
        }
        assert_eq!(address("/srv/git/x.git").as_deref(), Some("srv/git/x"));
        assert_eq!(address(" "), None);
        assert_eq!(address("https://"), None);
    }

    #[test]
    fn a_pattern_fits_the_whole_or_the_end_of_an_address() {
        let here = "github.com/acme/checkout-web";
        for pattern in [
            "github.com/acme/checkout-*",
            "github.com/acme/*",
            "github.com/**",
            "acme/checkout-web",
            "checkout-*",
            "github.com/acme/{checkout,cart}-web",
        ] {
            assert!(fits(pattern, here), "{pattern}");
        }
        for pattern in [
            "github.com/*",
            "acme",
            "heckout-web",
            "github.com/acme/[",
            "gitlab.com/**",
        ] {
            assert!(!fits(pattern, here), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_is_kept_as_an_address_is() {
        assert_eq!(
            pattern("https://GitHub.com/acme/checkout-*.git")
                .ok()
                .as_deref(),
            Some("github.com/acme/checkout-*")
        );
        assert_eq!(
            pattern("git@github.com:acme/*").ok().as_deref(),
            Some("github.com/acme/*")
        );
        assert!(matches!(
            pattern("acme/[checkout"),
            Err(Refusal::BadRepositoryPattern { .. })
        ));
        assert!(matches!(pattern("https://"), Err(Refusal::Empty { .. })));
    }

    proptest::proptest! {
        #[test]
        fn no_secret_of_an_address_is_kept(path in r"([a-z@:/.?#*\[ ]|git|https://|\PC){0,30}", slashes in "/{0,2}") {
            let kept = address(&format!("https://{slashes}ada:s3cr3t@host.example/{path}")).unwrap_or_default();
            proptest::prop_assert!(!kept.contains("s3cr3t"), "{}", kept);
            // A pattern may be anything at all.
            fits(&path, &kept);
        }
    }
}
