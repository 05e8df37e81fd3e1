//! A command that is sent again with the same key is answered again, and done once.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, HeaderName, StatusCode};
use paceline_core::{PersonId, Time, time::DAY};

use super::problem::Trouble;

pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Said of an answer that was given before.
pub(super) const AGAIN: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key, in characters.
const LONGEST: usize = 200;
/// So many answers are kept; the oldest makes room.
const MOST: usize = 10_000;

/// The answers that were given, by whose key they are. They are forgotten after a day, and when the server ends.
#[derive(Default)]
pub(super) struct Answers(Mutex<Given>);

#[derive(Default)]
struct Given {
    by_key: HashMap<Key, Answer>,
    /// The oldest first, each with when it was begun.
    order: VecDeque<(Time, Key)>,
}

type Key = (PersonId, String);

struct Answer {
    /// What was asked: the command and its body.
    asked: u64,
    /// `None` while it is being done.
    done: Option<Done>,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) status: StatusCode,
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

/// What a key says.
#[derive(Debug)]
pub(super) enum Said {
    /// It is new, or there is none: do it.
    New(Option<Key>),
    Again(Done),
}

fn trouble(status: StatusCode, kind: &'static str, detail: &str, instead: &str) -> Trouble {
    Trouble::new(status, kind, detail, instead)
}

impl Answers {
    /// Begins something, or finds the answer of what was begun with the same key.
    pub(super) fn begin(
        &self,
        headers: &HeaderMap,
        who: PersonId,
        asked: u64,
        now: Time,
    ) -> Result<Said, Trouble> {
        let Some(written) = headers.get(KEY) else {
            return Ok(Said::New(None));
        };
        let written = written.to_str().unwrap_or_default().trim();
        if written.is_empty() || written.len() > LONGEST {
            return Err(trouble(
                StatusCode::BAD_REQUEST,
                "malformed",
                "The idempotency key is empty, too long or no plain text.",
                "Send a fresh UUID for each command.",
            ));
        }
        let key = (who, written.to_owned());
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        given.forget(now);
        match given.by_key.get(&key) {
            Some(answer) if answer.asked != asked => Err(trouble(
                StatusCode::UNPROCESSABLE_ENTITY,
                "key-was-used",
                "This idempotency key was used for something else.",
                "Send a fresh one.",
            )),
            Some(Answer { done: None, .. }) => Err(trouble(
                StatusCode::CONFLICT,
                "still-being-done",
                "What was sent with this idempotency key is still being done.",
                "Wait a moment, then send it again.",
            )),
            Some(Answer {
                done: Some(done), ..
            }) => Ok(Said::Again(done.clone())),
            None => {
                given
                    .by_key
                    .insert(key.clone(), Answer { asked, done: None });
                given.order.push_back((now, key.clone()));
                Ok(Said::New(Some(key)))
            }
        }
    }

    /// Keeps an answer; or forgets that anything was asked, so that it can be asked again.
    pub(super) fn end(&self, key: Option<Key>, done: Option<Done>) {
        let Some(key) = key else { return };
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match done {
            Some(done) => {
                if let Some(answer) = given.by_key.get_mut(&key) {
                    answer.done = Some(done);
                }
            }
            None => drop(given.by_key.remove(&key)),
        }
    }
}

impl Given {
    /// Lets go of what is older than a day, and of the oldest where there is too much.
    fn forget(&mut self, now: Time) {
        while let Some((begun, key)) = self.order.front() {
            if now.0 - begun.0 < DAY && self.order.len() < MOST {
                return;
            }
            self.by_key.remove(key);
            self.order.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: PersonId = PersonId(1);

    fn sent(key: &str) -> HeaderMap {
        [(KEY, key.parse().unwrap())].into_iter().collect()
    }

    fn done() -> Done {
        Done {
            status: StatusCode::CREATED,
            location: None,
            body: b"{}".to_vec(),
        }
    }

    #[test]
    fn a_key_is_answered_again_for_a_day() {
        let answers = Answers::default();
        let begin = |at: i64, asked| answers.begin(&sent("a"), WHO, asked, Time(at));
        let Ok(Said::New(key)) = begin(0, 7) else {
            panic!("it is new");
        };
        assert!(begin(1, 7).is_err(), "it is still being done");
        answers.end(key, Some(done()));
        assert!(matches!(begin(2, 7), Ok(Said::Again(again)) if again == done()));
        assert!(begin(3, 8).is_err(), "something else was asked");
        let other = answers.begin(&sent("a"), PersonId(2), 8, Time(3));
        assert!(matches!(other, Ok(Said::New(Some(_)))), "of somebody else");
        assert!(matches!(begin(DAY, 8), Ok(Said::New(Some(_)))));
    }

    #[test]
    fn what_failed_can_be_asked_again() {
        let answers = Answers::default();
        let begin = || answers.begin(&sent("a"), WHO, 7, Time(0));
        let Ok(Said::New(key)) = begin() else {
            panic!("it is new");
        };
        answers.end(key, None);
        assert!(matches!(begin(), Ok(Said::New(Some(_)))));
    }

    #[test]
    fn memory_is_bounded() {
        let answers = Answers::default();
        for number in 0..MOST + 10 {
            let key = sent(&number.to_string());
            drop(answers.begin(&key, WHO, 7, Time(0)));
        }
        let given = answers.0.lock().unwrap();
        assert!(given.by_key.len() <= MOST && given.order.len() <= MOST);
    }
}
