//! What comes due by time alone is asked for as soon as its time has come: a last call that has ended, an objection
//! that was not renewed, an initiative that has been quiet for long.

use std::time::Duration;

use paceline_core::{AtHand, By, Command, Ctx, Door, upkeep};
use paceline_store::{RunError, Store};

use crate::{clock, out::aside};

/// How often it is looked whether anything is due.
const TURN: Duration = Duration::from_mins(1);

/// Looks now and every minute. What cannot be recorded now is next time; another replica may have been quicker.
pub(crate) async fn keep_up(store: Store) {
    let mut turn = tokio::time::interval(TURN);
    loop {
        turn.tick().await;
        let now = clock::now();
        for command in store.read(|state| upkeep::due(state, now)) {
            let ctx = Ctx {
                by: By::Paceline,
                door: Door::CommandLine,
                now,
                origin: None,
                at_hand: AtHand::new(),
            };
            match store.run(ctx, Command::Upkeep(command)).await {
                Ok(_) | Err(RunError::Refused(_)) => {}
                Err(RunError::Failed(failure)) => aside(failure),
            }
        }
    }
}
