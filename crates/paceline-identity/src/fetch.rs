//! Asks other servers over HTTP: the only place of the server that does, so the only one that has to refuse.

use std::{
    error::Error,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::Pin,
    sync::{Arc, OnceLock},
    time::Duration,
};

use openidconnect::{HttpRequest, HttpResponse, http};
use reqwest::{
    Client, ClientBuilder,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect,
};
use url::{Host, Url};

/// Longer than any document that we ask for.
pub const BYTES_AT_MOST: usize = 1 << 20;

/// Whom we may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Only servers on the public internet, only over https.
    #[default]
    Public,
    /// Private networks too, and this machine also without https: what the setting `allow_private_networks` says.
    Private,
}

/// How we ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub reach: Reach,
    /// How long one question may take, from the name to the last byte.
    pub patience: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            reach: Reach::default(),
            patience: Duration::from_secs(10),
        }
    }
}

/// Asks other servers; cheap to clone.
#[derive(Debug, Clone)]
pub struct Fetch {
    settings: Settings,
    /// Made when something is first asked: a server that asks nobody reads no certificates.
    client: Arc<OnceLock<Client>>,
}

/// An answer that is waited for.
pub(crate) type Asked = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send>>;

/// Why there is no answer. For the log: the sentence that people read says none of this.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("only https is asked")]
    NotSecure,
    #[error("{0} is not on the public internet")]
    NotPublic(String),
    #[error("the answer is longer than {BYTES_AT_MOST} bytes")]
    TooLong,
    #[error("{}", chain(.0))]
    Failed(#[from] reqwest::Error),
}

impl Fetch {
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            client: Arc::default(),
        }
    }

    pub fn reach(&self) -> Reach {
        self.settings.reach
    }

    fn client(&self) -> Result<&Client, FetchError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        crate::tls::use_ring();
        let made = client(self.settings).build()?;
        Ok(self.client.get_or_init(|| made))
    }

    /// The same as a function of its own, as the library of OpenID Connect wants it: it borrows nothing, so that what
    /// waits for it can be sent to another thread.
    pub(crate) fn asker(&self) -> impl Fn(HttpRequest) -> Asked + Send + Sync + 'static {
        let fetch = self.clone();
        move |request| {
            let fetch = fetch.clone();
            Box::pin(async move { fetch.ask(request).await })
        }
    }

    /// One question and its whole answer; a redirect is an answer like any other.
    pub async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let request = reqwest::Request::try_from(request)?;
        may_ask(request.url(), self.settings.reach)?;
        let mut response = self.client()?.execute(request).await?;
        let mut answer = http::Response::new(Vec::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        let body = answer.body_mut();
        // What a server says of its length is not believed: every piece is counted.
        while let Some(piece) = response.chunk().await? {
            if body.len() + piece.len() > BYTES_AT_MOST {
                return Err(FetchError::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        Ok(answer)
    }
}

fn client(settings: Settings) -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("paceline/", env!("CARGO_PKG_VERSION")))
        .dns_resolver(Arc::new(Guarded(settings.reach)))
        .redirect(redirect::Policy::none())
        .referer(false)
        // A proxy looks up names itself, past our guard.
        .no_proxy()
        .timeout(settings.patience)
        .connect_timeout(settings.patience)
        .pool_max_idle_per_host(1)
}

/// Whether an address may be asked, as far as its text says; a name is judged when it is looked up.
pub fn may_ask(url: &Url, reach: Reach) -> Result<(), FetchError> {
    let address = match url.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        Some(Host::Domain(_)) => None,
        None => return Err(FetchError::NotSecure),
    };
    let is_here = address.map_or_else(|| url.host_str().is_some_and(is_this_machine), is_loopback);
    if url.scheme() != "https" && !(url.scheme() == "http" && reach == Reach::Private && is_here) {
        return Err(FetchError::NotSecure);
    }
    match address {
        Some(address) if !is_within(address, reach) => {
            Err(FetchError::NotPublic(address.to_string()))
        }
        Some(_) | None => Ok(()),
    }
}

/// Looks names up and keeps only addresses that may be asked. The connection is made to exactly these, so a name
/// that points elsewhere a moment later gains nothing.
#[derive(Debug)]
struct Guarded(Reach);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        let name = name.as_str().to_owned();
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0))
                .await?
                .filter(|found| is_within(found.ip(), reach))
                .filter(|found| !is_this_machine(&name) || is_loopback(found.ip()))
                .collect();
            if found.is_empty() {
                let refused: Box<dyn Error + Send + Sync> = Box::new(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    FetchError::NotPublic(name),
                ));
                return Err(refused);
            }
            let found: Addrs = Box::new(found.into_iter());
            Ok(found)
        })
    }
}

fn is_this_machine(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

fn is_loopback(address: IpAddr) -> bool {
    unwrapped(address).is_loopback()
}

fn is_within(address: IpAddr, reach: Reach) -> bool {
    match (unwrapped(address), reach) {
        (IpAddr::V4(address), Reach::Public) => is_public_v4(address),
        (IpAddr::V6(address), Reach::Public) => is_public_v6(address),
        // Clouds hand out credentials at link-local addresses: nobody's sign-in is there.
        (IpAddr::V4(address), Reach::Private) => {
            !address.is_link_local() && !address.is_unspecified() && !is_beyond_v4(address)
        }
        (IpAddr::V6(address), Reach::Private) => {
            !address.is_unicast_link_local()
                && !address.is_unspecified()
                && !address.is_multicast()
                && address != METADATA_V6
        }
    }
}

/// Where one cloud answers its machines over IPv6; elsewhere it is an ordinary private address.
const METADATA_V6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);

/// The IPv4 address that an IPv6 one stands for.
fn unwrapped(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else {
        return address;
    };
    if let Some(v4) = v6.to_ipv4_mapped() {
        return IpAddr::V4(v4);
    }
    let v4 = |high: u16, low: u16| {
        IpAddr::V4(Ipv4Addr::from_bits(
            (u32::from(high) << 16) | u32::from(low),
        ))
    };
    match v6.segments() {
        // NAT64, and 6to4.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => v4(high, low),
        // The deprecated form ::1.2.3.4, of which ::1 and :: are not.
        [0, 0, 0, 0, 0, 0, high, low] if high != 0 => v4(high, low),
        _ => address,
    }
}

/// Neither one machine nor a network of them.
fn is_beyond_v4(address: Ipv4Addr) -> bool {
    address.is_multicast() || address.octets()[0] >= 240
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_for_protocols = a == 192 && b == 0 && c == 0;
    let is_for_benchmarks = a == 198 && (18..20).contains(&b);
    !(a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || is_shared
        || is_for_protocols
        || is_for_benchmarks
        || is_beyond_v4(address))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Only this eighth of all addresses is handed out; of it, 2001::/23 is for protocols and 2001:db8:: for documents.
    a & 0xe000 == 0x2000 && !(a == 0x2001 && (b < 0x200 || b == 0xdb8)) && a != 0x3fff
}

/// An error and everything that it was caused by.
fn chain(error: &reqwest::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        said.push_str(": ");
        said.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::{IpAddr, Reach, Url, is_within, may_ask};

    fn within(address: &str, reach: Reach) -> bool {
        is_within(address.parse::<IpAddr>().unwrap(), reach)
    }

    #[test]
    fn the_public_internet_is_public() {
        for address in ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111"] {
            assert!(within(address, Reach::Public), "{address}");
            assert!(within(address, Reach::Private), "{address}");
        }
    }

    #[test]
    fn what_is_near_is_not_public() {
        let near = [
            "127.0.0.1",
            "127.8.8.8",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "::1",
            "fc00::1",
            "fd12:3456::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "::7f00:1",
        ];
        for address in near {
            assert!(!within(address, Reach::Public), "{address}");
        }
        assert!(within("10.0.0.1", Reach::Private));
        assert!(within("fd12:3456::1", Reach::Private));
    }

    #[test]
    fn nobody_asks_for_the_credentials_of_a_cloud_or_a_crowd() {
        let never = [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "fd00:ec2::254",
            "fe80::1",
            "224.0.0.1",
            "ff02::1",
            "255.255.255.255",
            "0.0.0.0",
            "::",
        ];
        for address in never {
            assert!(!within(address, Reach::Public), "{address}");
            assert!(!within(address, Reach::Private), "{address}");
        }
    }

    #[test]
    fn without_https_only_this_machine_is_asked_and_only_when_allowed() {
        let may = |url: &str, reach| may_ask(&Url::parse(url).unwrap(), reach).is_ok();
        assert!(may("https://id.example.org/", Reach::Public));
        assert!(!may("http://id.example.org/", Reach::Public));
        assert!(!may("http://id.example.org/", Reach::Private));
        assert!(!may("http://127.0.0.1/", Reach::Public));
        assert!(!may("https://127.0.0.1/", Reach::Public));
        assert!(!may("https://0x7f.1/", Reach::Public));
        assert!(!may("https://[::ffff:7f00:1]/", Reach::Public));
        assert!(may("http://127.0.0.1/", Reach::Private));
        assert!(may("http://localhost:8080/", Reach::Private));
        assert!(!may("http://10.0.0.1/", Reach::Private));
        assert!(!may("ftp://127.0.0.1/", Reach::Private));
        assert!(!may("file:///etc/passwd", Reach::Private));
    }
}
