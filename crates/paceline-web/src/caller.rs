//! Where a request comes from: the network address, the browser, and whether the device is known.

use std::{convert::Infallible, net::{IpAddr, Ipv4Addr, SocketAddr}};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header::USER_AGENT, request::Parts},
};
use paceline_identity::{Secret, session::Device};

use crate::{app::App, cookie::Cookie, visitor::cookie};

/// Characters of a browser's name that are kept.
const AGENT: usize = 300;

/// Whoever sent a request.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) address: IpAddr,
    pub(crate) agent: String,
    /// What the device was given when somebody signed in on it.
    pub(crate) device: Option<Secret>,
    /// The session that it came with: it ends when another one begins.
    pub(crate) session: Option<Secret>,
}

impl Caller {
    /// As the identity wants to know it.
    pub(crate) fn device(&self) -> Device {
        Device {
            agent: self.agent.clone(),
            from: self.address,
            known: self.device.clone(),
            session: self.session.clone(),
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = address.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |from| from.0.ip());
        let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
        let agent = agent.unwrap_or_default().chars().take(AGENT).collect();
        let secret = |kind: Cookie| cookie(&parts.headers, kind.name(app.way())).map(Secret::new);
        Ok(Self {
            address,
            agent,
            device: secret(Cookie::Device),
            session: secret(Cookie::Session),
        })
    }
}
