//! Tells open pages that something was recorded: server-sent events, each with the last number of the journal.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::State,
    http::header::CACHE_CONTROL,
    response::{
        IntoResponse as _,
        sse::{Event, KeepAlive, Sse},
    },
};
use tokio_stream::{StreamExt as _, wrappers::WatchStream};

use crate::{app::App, look::Shown, problem::Problem, visitor::Arrival};

/// After so long a browser that lost us asks again.
const RETRY: Duration = Duration::from_secs(1);

/// Between two signs of life, so that nothing on the way takes a quiet stream for a dead one.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// The number now, then whenever it changes: a slow browser hears the last one only. Ends when the server is to end.
/// How busy people are is nothing for whoever has not signed in.
pub(crate) async fn live(State(app): State<App>, Extension(arrival): Extension<Arrival>) -> Shown {
    arrival.visitor.ok_or(Problem::SignIn)?;
    let numbers = WatchStream::new(app.store().subscribe()).map(Some);
    let ending = WatchStream::new(app.ending()).filter(|ends| *ends);
    let events = numbers.merge(ending.map(|_| None)).map_while(|number| {
        let event = Event::default().event("record").retry(RETRY);
        number.map(|number| Ok::<_, Infallible>(event.data(number.0.to_string())))
    });
    let stream = Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE));
    // A stream that has ended is no answer to the next who asks.
    Ok(([(CACHE_CONTROL, "no-store")], stream).into_response())
}
