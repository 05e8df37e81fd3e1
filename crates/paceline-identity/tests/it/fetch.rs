//! What the server asks of others, and what it refuses to ask: with real listeners on this machine.

use std::{net::SocketAddr, time::Duration};

use openidconnect::http::{Request, StatusCode};
use paceline_identity::fetch::{BYTES_AT_MOST, Fetch, FetchError, Reach, Settings};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    sync::mpsc,
};

/// Answers every connection with the same bytes, then falls silent without hanging up.
struct Listener {
    at: SocketAddr,
    visits: mpsc::UnboundedReceiver<()>,
}

impl Listener {
    async fn answers(bytes: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (visited, visits) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                visited.send(()).unwrap();
                drop(stream.read(&mut [0; 4096]).await);
                // Whoever has heard enough hangs up.
                drop(stream.write_all(&bytes).await);
                open.push(stream);
            }
        });
        Self { at, visits }
    }

    fn was_asked(&mut self) -> bool {
        self.visits.try_recv().is_ok()
    }

    fn url(&self, scheme: &str, host: &str) -> String {
        format!("{scheme}://{host}:{}/", self.at.port())
    }
}

async fn ask(reach: Reach, url: &str) -> Result<(StatusCode, usize), FetchError> {
    let patience = Duration::from_millis(500);
    let fetch = Fetch::new(Settings { reach, patience });
    let request = Request::get(url).body(Vec::new()).unwrap();
    let answer = fetch.ask(request).await?;
    Ok((answer.status(), answer.body().len()))
}

fn page(status: &str, more: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{more}content-length: {length}\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn this_machine_is_not_asked_unless_that_is_allowed() {
    let mut listener = Listener::answers(page("200 OK", "", "hello")).await;
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "localhost",
        "x.localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "[::]",
    ] {
        for scheme in ["http", "https"] {
            let url = listener.url(scheme, host);
            let refused = ask(Reach::Public, &url).await;
            assert!(refused.is_err(), "{url}");
        }
    }
    assert!(!listener.was_asked());
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
        let url = listener.url("http", host);
        let answer = ask(Reach::Private, &url).await.unwrap();
        assert_eq!(answer, (StatusCode::OK, 5), "{url}");
    }
    assert!(listener.was_asked());
}

#[tokio::test]
async fn a_name_is_judged_by_where_it_leads() {
    let mut listener = Listener::answers(Vec::new()).await;
    // `localhost` is an ordinary name to the one who looks it up.
    let refused = ask(Reach::Public, &listener.url("https", "localhost")).await;
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("not on the public internet"), "{said}");
    assert!(!listener.was_asked());
}

#[tokio::test]
async fn the_addresses_of_a_clouds_credentials_are_never_asked() {
    for url in [
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/",
        "https://[::ffff:169.254.169.254]/",
        "https://[fd00:ec2::254]/",
    ] {
        for reach in [Reach::Public, Reach::Private] {
            let refused = ask(reach, url).await.unwrap_err();
            assert!(
                matches!(refused, FetchError::NotPublic(_) | FetchError::NotSecure),
                "{url}: {refused}"
            );
        }
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let mut inner = Listener::answers(page("200 OK", "", "secret")).await;
    let location = format!("location: {}\r\n", inner.url("http", "127.0.0.1"));
    let outer = Listener::answers(page("302 Found", &location, "")).await;
    let answer = ask(Reach::Private, &outer.url("http", "127.0.0.1")).await;
    assert_eq!(answer.unwrap(), (StatusCode::FOUND, 0));
    assert!(!inner.was_asked());
}

#[tokio::test]
async fn a_huge_answer_is_cut_off_whatever_it_says_of_itself() {
    let body = "x".repeat(BYTES_AT_MOST + 1);
    let honest = Listener::answers(page("200 OK", "", &body)).await;
    let endless = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}");
    let silent = Listener::answers(endless.into_bytes()).await;
    for listener in [honest, silent] {
        let refused = ask(Reach::Private, &listener.url("http", "127.0.0.1")).await;
        assert!(matches!(refused, Err(FetchError::TooLong)), "{refused:?}");
    }
    let fitting = Listener::answers(page("200 OK", "", &body[1..])).await;
    let answer = ask(Reach::Private, &fitting.url("http", "127.0.0.1")).await;
    assert_eq!(answer.unwrap(), (StatusCode::OK, BYTES_AT_MOST));
}

#[tokio::test]
async fn patience_ends_with_a_server_that_never_finishes() {
    let silent = Listener::answers(Vec::new()).await;
    let halfway =
        Listener::answers(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhell".to_vec()).await;
    for listener in [silent, halfway] {
        let refused = ask(Reach::Private, &listener.url("http", "127.0.0.1")).await;
        let Err(FetchError::Failed(error)) = refused else {
            panic!("{refused:?}");
        };
        assert!(error.is_timeout(), "{error:?}");
    }
}
