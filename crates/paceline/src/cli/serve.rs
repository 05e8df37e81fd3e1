//! `paceline serve`.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use paceline_identity::Identity;
use paceline_store::Store;
use paceline_web::{App, Notices};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::house::{House, first_link, identity};
use crate::clock;
use crate::data::{Data, block_on, local_person};
use crate::out::{Failure, aside, line};
use crate::upkeep::keep_up;

/// How often what has expired is deleted from the vault.
const PURGE: Duration = Duration::from_hours(1);

/// Show the organisation in the browser, to whoever signs in.
///
/// The first start prints a link for the person who looks after accounts. Encrypt the way to it at a proxy, and say the
/// public address with --public-url.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    data: Data,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7171", value_parser = address)]
    listen: SocketAddr,
    #[command(flatten)]
    house: House,
    /// Without sign-in: whoever opens a page on this machine acts as this person, who joins if nobody has the handle.
    #[arg(long, value_name = "HANDLE", conflicts_with = "public_url")]
    alone: Option<String>,
}

/// An address as an argument: `localhost` is this machine.
pub(crate) fn address(written: &str) -> Result<SocketAddr, String> {
    let named = written
        .strip_prefix("localhost:")
        .map(|port| format!("127.0.0.1:{port}"));
    named
        .as_deref()
        .unwrap_or(written)
        .parse()
        .map_err(|_| "write an address such as 127.0.0.1:7171".to_owned())
}

/// An address that only this machine reaches.
pub(crate) fn loopback(written: &str) -> Result<SocketAddr, String> {
    let address = address(written)?;
    if address.ip().is_loopback() {
        return Ok(address);
    }
    Err("other machines could act as anybody, because nobody signs in here; listen on 127.0.0.1 and use a tunnel".to_owned())
}

impl Serve {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        block_on(async {
            let is_open = self.alone.is_some() || self.house.public_url.is_none();
            if is_open && !self.listen.ip().is_loopback() {
                return Err(self.reached_from_elsewhere());
            }
            let place = self.house.place()?;
            let listener = bind(self.listen).await?;
            let port = listener.local_addr().map_or(0, |address| address.port());
            let settings = self.house.settings(port)?;
            let store = self.data.open().await?;
            let app = if let Some(handle) = &self.alone {
                let me = local_person(&store, handle).await?;
                App::new(store.clone(), me, clock::now)
            } else {
                let identity = identity(&store, settings);
                welcome(&identity).await?;
                tokio::spawn(purge(identity.clone()));
                App::signed_in(identity)
            };
            serve(store, app.at(place), listener).await
        })
    }

    fn reached_from_elsewhere(&self) -> Failure {
        if self.alone.is_some() {
            return Failure::new(
                "With --alone other machines could act as you.",
                "Listen on 127.0.0.1, or leave --alone out so that people sign in.",
            );
        }
        Failure::new(
            "Other machines are to reach it, and it does not know under which address.",
            "Say it with --public-url, for example https://paceline.example.org.",
        )
    }
}

/// Says where the first person goes.
async fn welcome(identity: &Identity) -> Result<(), Failure> {
    if let Some(link) = first_link(identity).await? {
        line(
            "Nobody looks after accounts yet. Whoever opens this link, once and within a week, will:",
        );
        line(format!("  {link}"));
    }
    Ok(())
}

/// Deletes what has expired, now and every hour. What cannot be deleted now is next time.
async fn purge(identity: Identity) {
    let mut turn = tokio::time::interval(PURGE);
    loop {
        turn.tick().await;
        if let Err(failure) = identity.purge().await {
            aside(failure);
        }
    }
}

/// Takes the address, before anything else is touched.
pub(crate) async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|_| {
        Failure::new(
            format!("{address} is in use or may not be used."),
            "Choose another with --listen, for example 127.0.0.1:7172.",
        )
    })
}

/// Serves until Ctrl+C, or until the record turns out to be broken.
pub(crate) async fn serve(
    store: Store,
    app: App,
    listener: TcpListener,
) -> Result<ExitCode, Failure> {
    let nowhere = |_| {
        Failure::new(
            "The server has no address.",
            "Choose another with --listen.",
        )
    };
    let address = listener.local_addr().map_err(nowhere)?;
    let app = app.logging(|what| aside(what));
    Notices::keep_sending(&app);
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
    let kept_up = tokio::spawn(keep_up(store.clone()));
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
    kept_up.abort();
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
