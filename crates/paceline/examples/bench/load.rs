//! A small load generator: keep-alive connections that ask the same pages again and again for a while.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What came of it.
pub(crate) struct Load {
    pub(crate) per_second: f64,
    pub(crate) p99: Duration,
}

const CONNECTIONS: usize = 32;

/// Asks `paths` in rotation over 32 connections for `time`.
pub(crate) async fn load(
    address: SocketAddr,
    paths: Vec<String>,
    time: Duration,
) -> Result<Load, Box<dyn Error>> {
    let paths = Arc::new(paths);
    let start = Instant::now();
    let mut tasks = Vec::new();
    for connection in 0..CONNECTIONS {
        let paths = Arc::clone(&paths);
        tasks.push(tokio::spawn(async move {
            ask(address, &paths, connection, start + time).await
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await?.map_err(|error| error.to_string())?);
    }
    let took = start.elapsed();
    times.sort_unstable();
    let p99 = times
        .get(times.len() * 99 / 100)
        .copied()
        .unwrap_or_default();
    Ok(Load {
        per_second: crate::float(times.len() as u64) / took.as_secs_f64(),
        p99,
    })
}

/// How long one page takes, the connection not counted.
pub(crate) async fn once(address: SocketAddr, path: &str) -> std::io::Result<Duration> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let asked = Instant::now();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    read_answer(&mut stream, &mut Vec::with_capacity(64 * 1024)).await?;
    Ok(asked.elapsed())
}

async fn ask(
    address: SocketAddr,
    paths: &[String],
    first: usize,
    until: Instant,
) -> std::io::Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut times = Vec::new();
    let mut buffer = Vec::with_capacity(64 * 1024);
    for turn in first.. {
        if Instant::now() >= until {
            break;
        }
        let path = &paths[turn % paths.len()];
        let asked = Instant::now();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        read_answer(&mut stream, &mut buffer).await?;
        times.push(asked.elapsed());
    }
    Ok(times)
}

async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<()> {
    buffer.clear();
    let broken = |what: &str| std::io::Error::other(what.to_owned());
    let head = loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(broken("the server hung up"));
        }
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&buffer[..head]).to_lowercase();
    if !text.starts_with("http/1.1 200") {
        return Err(broken(&format!(
            "not 200: {}",
            text.lines().next().unwrap_or_default()
        )));
    }
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .and_then(|n| n.trim().parse().ok());
    let length: usize = length.ok_or_else(|| broken("no length"))?;
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await? == 0 {
            return Err(broken("the server hung up"));
        }
    }
    Ok(())
}
