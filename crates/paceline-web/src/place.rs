//! Under which name people reach Paceline, and which proxies stand in between.

use ipnet::IpNet;

/// The name and the way. Whatever is asked under another name is turned away, so that a page of another site that had
/// its own name point here learns nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// `https` or `http`, and the host with its port; none on this machine alone, under any of its names.
    public: Option<(Scheme, String)>,
    proxies: Vec<IpNet>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    fn prefix(self) -> &'static str {
        match self {
            Self::Http => "http://",
            Self::Https => "https://",
        }
    }
}

impl Place {
    /// Where people reach it: `https://paceline.example.org`, without a path. None when it is no such address.
    pub fn at(public_url: &str) -> Option<Self> {
        let rest = |scheme: Scheme| {
            let host = public_url.strip_prefix(scheme.prefix())?;
            let host = host.trim_end_matches('/').to_ascii_lowercase();
            let is_host = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
            is_host.then_some((scheme, host))
        };
        let (scheme, host) = rest(Scheme::Https).or_else(|| rest(Scheme::Http))?;
        let is_here = scheme == Scheme::Http && is_this_machine(&host);
        Some(Self {
            public: (!is_here).then_some((scheme, host)),
            proxies: Vec::new(),
        })
    }

    /// Believes these proxies when they say for whom they ask.
    #[must_use]
    pub fn behind(mut self, proxies: Vec<IpNet>) -> Self {
        self.proxies = proxies;
        self
    }

    pub(crate) fn proxies(&self) -> &[IpNet] {
        &self.proxies
    }

    /// Whether browsers reach it encrypted only.
    pub(crate) fn is_secure(&self) -> bool {
        matches!(self.public, Some((Scheme::Https, _)))
    }

    /// Whether a request for this host is for us.
    pub(crate) fn answers(&self, host: &str) -> bool {
        match &self.public {
            Some((_, own)) => host.eq_ignore_ascii_case(own),
            None => is_this_machine(host),
        }
    }

    /// Whether a page of this origin is one of ours; `host` is what the request asks for.
    pub(crate) fn is_own(&self, origin: &str, host: &str) -> bool {
        let scheme = self
            .public
            .as_ref()
            .map_or(Scheme::Http, |(scheme, _)| *scheme);
        let named = origin.strip_prefix(scheme.prefix());
        named.is_some_and(|named| named.eq_ignore_ascii_case(host))
    }

    /// What to do instead, for whoever asked under another name.
    pub(crate) fn instead(&self) -> String {
        match &self.public {
            Some((scheme, own)) => format!("Open {}{own} instead.", scheme.prefix()),
            None => "Open it under localhost or 127.0.0.1.".to_owned(),
        }
    }
}

/// A name that only ever means this machine.
fn is_this_machine(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    matches!(name, "localhost" | "127.0.0.1" | "[::1]") && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_public_name_only_names_of_this_machine_are_answered() {
        let place = Place::default();
        for good in [
            "localhost",
            "localhost:7171",
            "127.0.0.1:1",
            "[::1]",
            "[::1]:7171",
        ] {
            assert!(place.answers(good), "{good}");
        }
        for bad in [
            "",
            "evil.example",
            "localhost.evil.example:7171",
            "127.0.0.1.nip.io",
            "localhost:",
            "[::1",
        ] {
            assert!(!place.answers(bad), "{bad}");
        }
        assert_eq!(Place::at("http://localhost:7171/"), Some(place));
    }

    #[test]
    fn under_a_public_name_only_that_is_answered() {
        let place = Place::at("https://Paceline.example.org/").unwrap();
        assert!(place.is_secure());
        assert!(place.answers("paceline.example.org") && place.answers("PACELINE.example.org"));
        assert!(!place.answers("localhost") && !place.answers("paceline.example.org:444"));
        let host = "paceline.example.org";
        assert!(place.is_own("https://paceline.example.org", host));
        assert!(!place.is_own("http://paceline.example.org", host));
        assert!(!place.is_own("https://evil.example", host));
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused() {
        for bad in [
            "paceline.example.org",
            "ftp://paceline.example.org",
            "https://",
            "https://paceline.example.org/team",
            "https://me@paceline.example.org",
        ] {
            assert_eq!(Place::at(bad), None, "{bad}");
        }
    }
}
