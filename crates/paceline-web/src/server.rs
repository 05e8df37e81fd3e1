//! Takes connections and answers them, with patience that ends: nobody can hold a place by being slow.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::ServiceExt as _;

/// Connections that are served at once; whoever comes after them waits to be taken.
const CONNECTIONS: usize = 10_000;
/// How long a browser may take to say what it wants, and how long a connection may lie idle.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long requests that are under way have to end when the server is told to.
const FAREWELL: Duration = Duration::from_secs(10);
/// Before a listener that could not take a connection tries again: it has too many files open.
const BREATH: Duration = Duration::from_millis(100);

/// The address at the other end of the connection: a proxy's, where one stands in between.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Serves until `stop` ends, then lets what is under way come to its end.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let taken = async { (place.await, listener.accept().await) };
        let (place, accepted) = tokio::select! {
            taken = taken => taken,
            () = &mut stop => break,
        };
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let served = graceful.watch(connection(stream, peer, router.clone()));
        tokio::spawn(async move {
            // How a connection ends is the business of whoever opened it.
            drop(served.await);
            drop(place);
        });
    }
    drop(listener);
    drop(tokio::time::timeout(FAREWELL, graceful.shutdown()).await);
}

/// One connection, which says goodbye when it is asked to.
fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    // Answers are small: a packet that waits for more only makes a page late.
    drop(stream.set_nodelay(true) as io::Result<()>);
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        router.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), answer)
}
