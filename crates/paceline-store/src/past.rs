//! The state as of an earlier moment: folded when asked for, a few kept, one folded at a time.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use paceline_core::{Seq, State, Time};

use crate::{
    StoreError,
    chain::Tip,
    fold::{Checking, Folded, apart, fold, wait_for},
    location::Place,
    source::Source,
};

/// How many earlier states are kept.
const KEPT: usize = 4;

/// Earlier states, the last used first.
#[derive(Default)]
pub(crate) struct Past {
    kept: Mutex<Vec<Arc<Moment>>>,
    /// One fold at a time: whoever asks for the same moment meanwhile finds it kept, and a crowd costs no more memory.
    folding: tokio::sync::Mutex<()>,
    /// Goes up when a text was erased, so that no state with the text in it is kept.
    forgotten: AtomicU64,
}

/// A state and the span of time for which it is the answer.
struct Moment {
    state: Arc<State>,
    tip: Tip,
    /// When the next event happened; `None` when there was none yet.
    until: Option<Time>,
}

impl Moment {
    /// Folds the journal until `time`, from the state `before` on if there is one.
    fn fold(place: &Place, time: Time, before: Option<Arc<Self>>) -> Result<Self, StoreError> {
        let (last, until) = wait_for(async {
            let source = Source::open(place).await?;
            let last = source.last_until(time).await?;
            Ok((last, source.at(last.next()).await?.map(Time)))
        })?;
        let start = before.map_or_else(Folded::start, |before| Folded {
            state: (*before.state).clone(),
            tip: before.tip,
        });
        let Folded { state, tip } = fold(place, start, Some(last), Checking::Trusted)?;
        Ok(Self {
            state: Arc::new(state),
            tip,
            until,
        })
    }

    fn answers(&self, time: Time, live: Seq) -> bool {
        let begun = self.state.seq == Seq(0) || self.state.now <= time;
        begun
            && self
                .until
                .map_or(self.state.seq == live, |until| time < until)
    }
}

impl Past {
    /// The state that only the events until `time` made. `live` is the last number of the live state.
    pub(crate) async fn as_of(
        &self,
        place: &Place,
        time: Time,
        live: Seq,
    ) -> Result<Arc<State>, StoreError> {
        if let Some(state) = self.find(time, live) {
            return Ok(state);
        }
        let _one_at_a_time = self.folding.lock().await;
        if let Some(state) = self.find(time, live) {
            return Ok(state);
        }
        let forgotten = self.forgotten.load(Ordering::SeqCst);
        let before = self.nearest_before(time);
        let place = place.clone();
        let moment = apart(move || Moment::fold(&place, time, before)).await?;
        let state = moment.state.clone();
        let mut kept = self.kept();
        if self.forgotten.load(Ordering::SeqCst) == forgotten {
            kept.insert(0, Arc::new(moment));
            kept.truncate(KEPT);
        }
        Ok(state)
    }

    /// Drops every state, because a text was erased or the journal is another.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept();
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        kept.clear();
    }

    /// How often every state was dropped.
    pub(crate) fn times_forgotten(&self) -> u64 {
        self.forgotten.load(Ordering::SeqCst)
    }

    fn find(&self, time: Time, live: Seq) -> Option<Arc<State>> {
        let mut kept = self.kept();
        let place = kept.iter().position(|moment| moment.answers(time, live))?;
        let moment = kept.remove(place);
        let state = moment.state.clone();
        kept.insert(0, moment);
        Some(state)
    }

    fn nearest_before(&self, time: Time) -> Option<Arc<Moment>> {
        let kept = self.kept();
        kept.iter()
            .filter(|moment| moment.state.now <= time)
            .max_by_key(|moment| moment.state.seq)
            .cloned()
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Arc<Moment>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
