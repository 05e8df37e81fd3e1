//! What a request brings along, read whole before anybody works on it: not more than fits, and not slower than allowed.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::problem::Problem;

/// The most that somebody may send who has signed in, in bytes; pages and the API take less each.
const MOST: usize = 4 * 1024 * 1024;
/// The most that anybody else may send: the form of sign-in and its like.
const MOST_OF_STRANGERS: usize = 64 * 1024;
/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who sends it, as far as that says how much may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    Known,
    Stranger,
}

/// The whole body.
pub(crate) async fn whole(body: Body, sender: Sender) -> Result<Bytes, Problem> {
    let most = match sender {
        Sender::Known => MOST,
        Sender::Stranger => MOST_OF_STRANGERS,
    };
    let read = tokio::time::timeout(PATIENCE, Limited::new(body, most).collect());
    match read.await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(failure)) if failure.is::<LengthLimitError>() => Err(Problem::TooBig),
        Ok(Err(_)) => Err(Problem::Malformed),
        Err(_) => Err(Problem::TooSlow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn strangers_may_send_little() {
        let body = || Body::from(vec![0; MOST_OF_STRANGERS + 1]);
        assert_eq!(whole(body(), Sender::Stranger).await, Err(Problem::TooBig));
        assert!(whole(body(), Sender::Known).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_too_slow_is_told_so() {
        let never = Body::from_stream(tokio_stream::pending::<Result<Bytes, std::io::Error>>());
        assert_eq!(whole(never, Sender::Known).await, Err(Problem::TooSlow));
    }
}
