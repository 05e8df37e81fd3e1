//! `paceline serve`.

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Args;
use paceline_store::Store;
use paceline_web::{App, Eyes};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::clock;
use crate::data::{Data, block_on, local_person};
use crate::out::{Failure, aside, line};

/// Show the organisation in the browser.
///
/// Until sign-in is built it listens on this machine only, and whoever opens a page acts as one local person.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    listen: Listen,
    /// Handle of the person who acts on the pages; joins if nobody has it.
    #[arg(long, value_name = "HANDLE", env = "USER", default_value = "you")]
    me: String,
}

#[derive(Debug, Args)]
pub(crate) struct Listen {
    /// Address to listen on; only addresses of this machine are taken.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7171", value_parser = loopback)]
    listen: SocketAddr,
}

fn loopback(written: &str) -> Result<SocketAddr, String> {
    let named = written
        .strip_prefix("localhost:")
        .map(|port| format!("127.0.0.1:{port}"));
    let address: SocketAddr = named
        .as_deref()
        .unwrap_or(written)
        .parse()
        .map_err(|_| "write an address such as 127.0.0.1:7171")?;
    if address.ip().is_loopback() {
        return Ok(address);
    }
    Err("other machines could act as you, because sign-in is not built yet; listen on 127.0.0.1 and use a tunnel".to_owned())
}

impl Serve {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        block_on(async {
            let listener = self.listen.bind().await?;
            let store = self.data.open().await?;
            let handle = if self.me.trim().is_empty() {
                "you"
            } else {
                &self.me
            };
            serve(store, handle, Vec::new(), listener).await
        })
    }
}

impl Listen {
    /// Takes the address, before anything else is touched.
    pub(crate) async fn bind(&self) -> Result<TcpListener, Failure> {
        TcpListener::bind(self.listen).await.map_err(|_| {
            Failure::new(
                format!("{} is in use or may not be used.", self.listen),
                "Choose another with --listen, for example 127.0.0.1:7172.",
            )
        })
    }
}

/// Serves until Ctrl+C, or until the record turns out to be broken. `eyes` are offered to look through.
pub(crate) async fn serve(
    store: Store,
    me: &str,
    eyes: Vec<Eyes>,
    listener: TcpListener,
) -> Result<ExitCode, Failure> {
    let me = local_person(&store, me).await?;
    let nowhere = |_| {
        Failure::new(
            "The server has no address.",
            "Choose another with --listen.",
        )
    };
    let address = listener.local_addr().map_err(nowhere)?;
    let app = App::new(store.clone(), me, clock::now)
        .logging(|what| aside(what))
        .through_eyes_of(eyes);
    line(format!(
        "Paceline is at http://{address}/  (Ctrl+C ends it)"
    ));
    let (tell, broken) = oneshot::channel();
    // A start from a snapshot has not walked all of a long record; that is done beside the work.
    let walked = store.clone();
    tokio::spawn(async move {
        if !walked.is_walked()
            && let Err(error) = walked.verify().await
            && error.broken().is_some()
        {
            drop(tell.send(Failure::from(error)));
            return;
        }
        // Dropping `tell` would read as an end.
        std::future::pending::<()>().await;
        drop(tell);
    });
    let (why, stopped) = oneshot::channel();
    let streams = app.clone();
    let stop = async move {
        tokio::select! {
            () = told_to_end() => {}
            failure = broken => drop(why.send(failure)),
        }
        streams.end();
    };
    paceline_web::serve(listener, paceline_web::router(app), stop).await;
    store.close().await;
    match stopped.await {
        Ok(Ok(failure)) => Err(failure),
        Ok(Err(_)) | Err(_) => Ok(ExitCode::SUCCESS),
    }
}

/// Ctrl+C, or the system's request to end. Without a way to hear them it runs until it is killed; the journal
/// survives that.
async fn told_to_end() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => drop(terminate.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
