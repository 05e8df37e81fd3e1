//! What was looked up a moment ago, so that a page of many requests asks the database once.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use paceline_core::Time;

/// Seconds that an answer counts. Another replica hears that something was revoked no later.
const COUNTS: i64 = 5;
/// Answers that are held; beyond, all are let go.
const MOST: usize = 10_000;

/// Answers by the hash of what was asked with.
pub(crate) struct Recent<T> {
    held: Mutex<Held<T>>,
}

struct Held<T> {
    answers: BTreeMap<String, (Time, T)>,
    /// How often all was let go of: an answer that was looked up before counts no more.
    times: u64,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self {
            held: Mutex::new(Held {
                answers: BTreeMap::new(),
                times: 0,
            }),
        }
    }
}

impl<T: Clone> Recent<T> {
    pub(crate) fn get(&self, key: &str, now: Time) -> Option<T> {
        let held = self.held();
        let (at, known) = held.answers.get(key)?;
        let is_recent = (at.0..at.0 + COUNTS).contains(&now.0);
        is_recent.then(|| known.clone())
    }

    /// To be asked before something is looked up that is then put here.
    pub(crate) fn times(&self) -> u64 {
        self.held().times
    }

    /// Remembers an answer, unless something was revoked since `times` was asked: the answer may be from before.
    pub(crate) fn put(&self, times: u64, key: &str, now: Time, known: T) {
        let mut held = self.held();
        if held.times != times {
            return;
        }
        if held.answers.len() >= MOST {
            held.answers.clear();
        }
        held.answers.insert(key.to_owned(), (now, known));
    }

    /// Something was revoked: nothing that was known before counts.
    pub(crate) fn clear(&self) {
        let mut held = self.held();
        held.answers.clear();
        held.times += 1;
    }

    fn held(&self) -> MutexGuard<'_, Held<T>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_for_seconds_and_not_beyond_a_revocation() {
        let recent = Recent::default();
        let at = |second: i64| Time(1_000 + second);
        recent.put(recent.times(), "a", at(0), "Ada");
        assert_eq!(recent.get("a", at(4)), Some("Ada"));
        assert_eq!(recent.get("a", at(5)), None);
        assert_eq!(recent.get("a", at(-1)), None, "a clock that was set back");
        assert_eq!(recent.get("b", at(0)), None);
        let before = recent.times();
        recent.clear();
        assert_eq!(recent.get("a", at(0)), None);
        recent.put(before, "a", at(0), "Ada");
        assert_eq!(
            recent.get("a", at(0)),
            None,
            "looked up before the revocation"
        );
    }
}
