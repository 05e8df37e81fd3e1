//! What nobody should send: it is refused in a sentence, and the server goes on answering.

use std::{net::SocketAddr, time::Duration};

use paceline_identity::token::Scope;
use proptest::{
    collection::vec,
    prelude::any,
    test_runner::{Config, TestRunner},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::access::{
    estate::{Comer, Estate},
    routes::{Line, table},
};

/// Bodies that are no form, or no JSON, or neither.
fn bodies() -> Vec<Vec<u8>> {
    let text = [
        "",
        "=",
        "&&&=&=",
        "is=a&is=b&who=a&who=b&text=a&text=b&name=a&name=b&id=1&id=2",
        "is=%zz&ought=%&who=%f",
        "is=%00&ought=%00&who=%00&text=%00&name=%00&handle=%00&email=%00&title=%00",
        "is=%ff%fe&who=%c3%28&text=%ed%a0%80&name=%ff",
        "is[]=1&who[a][b]=2",
        "{",
        "null",
        "[]",
        "\"words\"",
        "1e999",
        r#"{"is": 1, "ought": {}, "initiative": [], "secret": 5, "answer": null}"#,
        r#"{"is": "a", "is": "b", "ought": "c", "secret": "a", "secret": "b"}"#,
        r#"{"is": "\ud800", "ought": "\u0000"}"#,
    ];
    let mut bodies: Vec<Vec<u8>> = text.iter().map(|body| body.as_bytes().to_vec()).collect();
    bodies.push(b"is=\xff\xfe&ought=\x80&\xc0\xaf=1".to_vec());
    bodies.push(b"{\"is\": \"\xff\", \"ought\": \"\xc3\x28\"}".to_vec());
    bodies.push(vec![b'['; 60_000]);
    bodies.push(
        ["title=", "is=", "who=", "name="]
            .map(|n| format!("{n}{}", "x".repeat(15_000)))
            .join("&")
            .into_bytes(),
    );
    bodies
}

const KINDS: [&str; 6] = [
    "application/x-www-form-urlencoded",
    "application/json",
    "text/plain",
    "multipart/form-data; boundary=x",
    "a/b/c;;;",
    "",
];

fn request(estate: &Estate, line: &Line, kind: &str, body: &[u8]) -> Vec<u8> {
    let host = estate.house.world.address;
    let comer = if line.url.starts_with("/scim/") {
        Comer::Token(Scope::Scim)
    } else {
        Comer::Admin
    };
    let (name, value) = estate.brings(comer).unwrap();
    let url = estate.address(line.url);
    let mut head = format!(
        "{} {url} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{name}: {value}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n",
        line.method,
        body.len()
    );
    if !kind.is_empty() {
        head += &format!("Content-Type: {kind}\r\n");
    }
    let mut request = format!("{head}\r\n").into_bytes();
    request.extend_from_slice(body);
    request
}

/// Sends bytes and gives what came back; nothing where the server hung up.
async fn exchanged(address: SocketAddr, bytes: Vec<u8>) -> String {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut reading, mut writing) = stream.into_split();
    let sending = tokio::spawn(async move {
        // A server that refuses early closes before it has read everything.
        drop(writing.write_all(&bytes).await);
        writing
    });
    let mut came = Vec::new();
    drop(reading.read_to_end(&mut came).await);
    drop(sending.await);
    String::from_utf8_lossy(&came).into_owned()
}

fn status(answer: &str) -> u16 {
    let word = answer.split(' ').nth(1);
    word.and_then(|word| word.parse().ok()).unwrap_or_default()
}

/// No failure of ours, and whatever is refused says why.
fn is_told(answer: &str, sent: &str) {
    let status = status(answer);
    assert!((200..500).contains(&status), "{sent}: {answer}");
    if status >= 400 {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let is_ours = [
            "text/html",
            "application/problem+json",
            "application/json",
            "application/scim+json",
        ]
        .iter()
        .any(|kind| head.contains(kind));
        assert!(is_ours && body.contains('.'), "{sent}: {answer}");
        for inside in ["panicked", "serde", "src/", "sqlx"] {
            assert!(!body.contains(inside), "{sent} tells of inside: {body}");
        }
    }
}

async fn is_alive(address: SocketAddr) {
    let ask = format!("GET /sign-in HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&exchanged(address, ask.into_bytes()).await), 200);
}

#[tokio::test]
async fn whatever_is_sent_is_answered_in_a_sentence() {
    for line in table().iter().filter(|line| line.method != "GET") {
        let estate = Estate::new().await;
        let address = estate.house.world.address;
        for (number, body) in bodies().iter().enumerate() {
            let kinds = if number == 3 { &KINDS[..] } else { &KINDS[..2] };
            for kind in kinds {
                let answer = exchanged(address, request(&estate, line, kind, body)).await;
                let sent = String::from_utf8_lossy(&body[..body.len().min(60)]);
                is_told(&answer, &format!("{} {kind} {sent}", line.url));
            }
        }
        is_alive(address).await;
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a list of odd addresses")]
async fn no_address_is_too_odd() {
    let estate = Estate::new().await;
    let address = estate.house.world.address;
    let odd = [
        "at=%ff",
        "at=9999-99-99",
        "at=-1",
        "at=2026-01-20&at=x",
        "find=%00",
        "find=%ff%fe",
        "find=%zz",
        "find=a&find=b",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "limit=-5",
        "limit=1e9",
        "after=%00",
        "after=!!!",
        "sort=x",
        "team=%00",
        "as=exe",
        "kind=x",
        "q=%ff&q=%00",
        "state=%ff&code=%00",
        "next=%0d%0aSet-Cookie:+a=b",
        "timeline=%ff",
        "[]=1",
    ];
    let (name, cookie) = estate.brings(Comer::Admin).unwrap();
    let headers = [(name, cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
    for line in table()
        .iter()
        .filter(|line| line.method == "GET" && line.url != "/live")
    {
        for query in odd {
            let url = format!("{}?{query}", estate.address(line.url));
            let answer = estate.house.world.send("GET", &url, &headers, "").await;
            assert!(answer.status < 500, "{url}: {}", answer.body);
            assert!(
                !answer.head.to_lowercase().contains("set-cookie: a=b"),
                "{url}"
            );
        }
    }
    for path in [
        "/gaps/%00",
        "/gaps/%ff",
        "/gaps/1%2f..%2f2",
        "/gaps/%zz",
        "/people/%c3%28",
        "/teams/..",
        "/../etc/passwd",
        "/static/..%2f..%2fCargo.toml",
        "/static/%2e%2e%2fsrc",
        "/l/%00",
        "/cards/%ff",
        "/cards/@%00",
        "/notes/%ff",
        "/api/v1/gaps/1e9",
        "/api/v1/commands/%00",
        "/sign-in/with/%ff",
        "/admin/people/%00",
        "/admin/providers/%2e%2e",
    ] {
        let answer = estate.house.world.send("GET", path, &headers, "").await;
        assert!(
            (400..500).contains(&answer.status),
            "{path}: {}",
            answer.status
        );
    }
    is_alive(address).await;
}

#[tokio::test]
async fn methods_that_are_not_known_are_not_taken() {
    let estate = Estate::new().await;
    let address = estate.house.world.address;
    for method in ["BREW", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"] {
        for url in [
            "/",
            "/gaps/new",
            "/sign-in",
            "/settings",
            "/admin",
            "/api/v1/gaps",
            "/live",
        ] {
            let line = Line {
                method,
                url,
                answers: Vec::new(),
            };
            let answer = exchanged(address, request(&estate, &line, KINDS[0], b"a=b")).await;
            assert!(
                (400..500).contains(&status(&answer)),
                "{method} {url}: {answer}"
            );
        }
    }
    for garbage in [
        "\0\0\0\0\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{16}\u{3}\u{1}",
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(garbage.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut came = Vec::new();
        drop(stream.read_to_end(&mut came).await);
        let came = String::from_utf8_lossy(&came);
        assert!(
            came.is_empty() || (400..500).contains(&status(&came)),
            "{came}"
        );
    }
    is_alive(address).await;
}

/// Pages of memory that this process holds, in bytes.
fn memory() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm.split(' ').nth(1);
    pages
        .and_then(|pages| pages.parse::<usize>().ok())
        .unwrap_or_default()
        * 4096
}

#[tokio::test]
async fn what_is_too_much_is_not_held() {
    const BODY: usize = 12 * 1024 * 1024;
    let estate = Estate::new().await;
    let address = estate.house.world.address;
    let (_, cookie) = estate.brings(Comer::Owner).unwrap();
    let head = |url: &str, cookie: &str, length: &str| {
        format!(
            "POST {url} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{cookie}Sec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n{length}\r\n\r\n"
        )
    };
    let cookie = format!("Cookie: {cookie}\r\n");
    let before = memory();
    for (url, cookie) in [
        ("/gaps/new", cookie.as_str()),
        ("/api/v1/commands/gap.record", cookie.as_str()),
        ("/sign-in/password", ""),
        ("/nowhere", ""),
    ] {
        let mut told = head(url, cookie, &format!("Content-Length: {BODY}")).into_bytes();
        told.resize(told.len() + BODY, b'x');
        let mut chunked = head(url, cookie, "Transfer-Encoding: chunked").into_bytes();
        for _ in 0..BODY / 0x10000 {
            chunked.extend_from_slice(b"10000\r\n");
            chunked.resize(chunked.len() + 0x10000, b'x');
            chunked.extend_from_slice(b"\r\n");
        }
        for sent in [told, chunked] {
            let answer = exchanged(address, sent).await;
            // A connection that is closed while much is still sent may lose the answer on its way.
            assert!(
                answer.is_empty() || status(&answer) == 413,
                "{url}: {answer}"
            );
        }
    }
    let grown = memory().saturating_sub(before);
    assert!(grown < 128 * 1024 * 1024, "{grown} bytes are held");
    let long = format!(
        "GET /{} HTTP/1.1\r\nHost: {address}\r\n\r\n",
        "a".repeat(100_000)
    );
    let many = "X-A: b\r\n".repeat(5_000);
    let wide = format!("X-A: {}\r\n", "b".repeat(2_000_000));
    assert_eq!(status(&exchanged(address, long.into_bytes()).await), 414);
    for headers in [many, wide] {
        let sent =
            format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n");
        let answer = exchanged(address, sent.into_bytes()).await;
        assert!(answer.is_empty() || status(&answer) == 431, "{answer}");
    }
    is_alive(address).await;
}

#[tokio::test]
async fn whoever_dribbles_holds_no_place() {
    let estate = Estate::new().await;
    let address = estate.house.world.address;
    let post = format!(
        "POST /sign-in/password HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
    );
    let get = format!("GET / HTTP/1.1\r\nHost: {address}\r\nX-Slow: ");
    // From here on time passes whenever everybody waits.
    tokio::time::pause();
    for (begin, wanted) in [(post, 408), (get, 0)] {
        let stream = TcpStream::connect(address).await.unwrap();
        let (mut reading, mut writing) = stream.into_split();
        writing.write_all(begin.as_bytes()).await.unwrap();
        let begun = tokio::time::Instant::now();
        let dribbling = tokio::spawn(async move {
            while writing.write_all(b"a").await.is_ok() {
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        });
        let mut came = [0; 4096];
        let length = reading.read(&mut came).await.unwrap_or_default();
        let came = String::from_utf8_lossy(&came[..length]);
        assert!(
            begun.elapsed() < Duration::from_mins(2),
            "{:?}",
            begun.elapsed()
        );
        assert!(came.is_empty() || status(&came) == 408, "{came}");
        assert!(wanted == 0 || !came.is_empty(), "it is told why");
        dribbling.abort();
    }
}

#[test]
fn bytes_by_chance_are_answered_too() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let estate = runtime.block_on(Estate::new());
    let address = estate.house.world.address;
    let config = Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let lines = [
        "/gaps/new",
        "/initiatives/new",
        "/settings/tokens",
        "/admin/invite/many",
        "/sign-in/passkey/finish",
        "/api/v1/commands/gap.record",
        "/api/v1/commands/person.join",
    ];
    let mut runner = TestRunner::new(config);
    let ran = runner.run(&vec(any::<u8>(), 0..300), |bytes| {
        for url in lines {
            let line = Line {
                method: "POST",
                url,
                answers: Vec::new(),
            };
            for kind in &KINDS[..2] {
                let sent = request(&estate, &line, kind, &bytes);
                is_told(&runtime.block_on(exchanged(address, sent)), url);
            }
        }
        Ok(())
    });
    ran.unwrap();
    runtime.block_on(is_alive(address));
}
