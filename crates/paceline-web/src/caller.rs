//! Where a request comes from, and what it shows for itself: the network address, the program, a token.

use std::net::{IpAddr, Ipv4Addr};

use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap, HeaderName,
        header::{AUTHORIZATION, USER_AGENT},
        request::Parts,
    },
};
use ipnet::IpNet;
use paceline_identity::Secret;

use crate::{app::App, problem::Problem, server::Peer};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// The most that is kept of what a browser says of itself, in characters.
const AGENT: usize = 200;

/// Who is at the other end, as far as the network says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) address: IpAddr,
    pub(crate) agent: String,
}

impl Caller {
    pub(crate) fn of(app: &App, parts: &Parts) -> Self {
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
        let agent = parts.headers.get(USER_AGENT);
        let agent = agent.and_then(|agent| agent.to_str().ok());
        Self {
            address: behind(app.place().proxies(), peer.to_canonical(), &parts.headers),
            agent: agent.unwrap_or_default().chars().take(AGENT).collect(),
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Ok(Self::of(app, parts))
    }
}

/// The token that a request carries, for the API as for a directory: the one place where one is read.
pub(crate) fn bearer_token(headers: &HeaderMap) -> Option<Secret> {
    let written = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = written.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Secret::new(token.trim()))
}

/// The address behind trusted proxies: each of them adds the one it was asked by at the end, so the last that is not
/// a proxy of ours is true, and whatever stands before it may be made up.
fn behind(proxies: &[IpNet], peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let is_proxy = |address: &IpAddr| proxies.iter().any(|net| net.contains(address));
    if !is_proxy(&peer) {
        return peer;
    }
    let lines = headers.get_all(FORWARDED_FOR).iter();
    let named: Vec<&str> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    let mut last = peer;
    for name in named.into_iter().rev() {
        let Ok(address) = name.trim().parse::<IpAddr>() else {
            break;
        };
        last = address.to_canonical();
        if !is_proxy(&last) {
            break;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(proxies: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let proxies: Vec<IpNet> = proxies.iter().map(|net| net.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        behind(&proxies, peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_where_they_come_from() {
        assert_eq!(seen(&[], "192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
        assert_eq!(
            seen(&["10.0.0.0/8"], "192.0.2.1", &["203.0.113.9"]),
            "192.0.2.1"
        );
    }

    #[test]
    fn behind_trusted_proxies_the_last_stranger_is_believed() {
        let proxies = ["10.0.0.0/8", "::1/128"];
        assert_eq!(
            seen(
                &proxies,
                "10.0.0.1",
                &["198.51.100.7, 203.0.113.9, 10.1.1.1"]
            ),
            "203.0.113.9"
        );
        assert_eq!(
            seen(&proxies, "10.0.0.1", &["198.51.100.7", "203.0.113.9"]),
            "203.0.113.9",
            "lines are one list"
        );
        assert_eq!(seen(&proxies, "10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(
            seen(&proxies, "10.0.0.1", &["203.0.113.9, unknown"]),
            "10.0.0.1",
            "what is no address ends the list"
        );
    }
}
