//! What happened after a number, for whoever keeps something of their own up to date.

use paceline_core::{Recorded, Seq};

use crate::{
    StoreError,
    fold::{apart, wait_for},
    location::Place,
    source::Source,
};

/// The events after a number, in their order: some thousands at most, none at the end. They were checked when they
/// were folded.
pub(crate) async fn events_after(place: &Place, seq: Seq) -> Result<Vec<Recorded>, StoreError> {
    let place = place.clone();
    apart(move || {
        let rows = wait_for(async { Source::open(&place).await?.rows_after(seq).await })?;
        rows.iter().map(crate::row::Row::recorded).collect()
    })
    .await
}
