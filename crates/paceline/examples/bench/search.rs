//! Search at full size: the slowest of realistic and nasty queries, against a plain scan of all texts.

use std::time::{Duration, Instant};

use paceline_core::{
    PersonId, Sight, State, Time, WordId,
    access::Viewer,
    search::{Index, Query, Wanted, hit},
};
use paceline_store::Store;

use crate::{Row, float, progress};

const UNTIL: Time = Time(1_790_000_000);
/// Results that a page shows.
const SHOWN: usize = 20;
/// What people type, and what hurts most: single letters, common beginnings, many of them, words in a row.
const TYPED: [&str; 14] = [
    "release",
    "on track release team",
    "I-142",
    "142",
    "zzzz",
    "a",
    "the",
    "th",
    "de co",
    "in re co de st pr th an",
    "a b c d e f g h",
    "\"the team\"",
    "\"at the\" the",
    "sh",
];

pub(crate) fn against_scan(store: &Store, rows: &mut Vec<Row>) {
    progress("search");
    let start = Instant::now();
    let index = store.read(|state| Index::of(state.seen_by(Viewer::Paceline)));
    let built = start.elapsed();
    let (slowest, query) =
        store.read(|state| slowest(state.seen_by(Viewer::of(state, PersonId(1))), &index));
    let scanned = store.read(scan);
    let people = store.read(|state| state.people.len());
    let ratio = scanned.as_secs_f64() / slowest.as_secs_f64();
    let milliseconds = slowest.as_secs_f64() * 1000.0;
    rows.push(Row::new(
        format!("search among {people} people: the slowest of {} queries with its {SHOWN} results, against a plain scan of all texts for one word", TYPED.len() * 2),
        format!("{ratio:.0} × as fast ({milliseconds:.1} ms for `{query}` against {} ms)", scanned.as_millis()),
        "≤ 20 ms",
        Some(slowest <= Duration::from_millis(20)),
    ));
    let events = float(u64::from(store.last().0));
    let per_event = float(index.bytes() as u64) / events;
    rows.push(Row::new(
        "the index of search: memory per event",
        format!(
            "{per_event:.1} bytes (built from nothing in {} ms)",
            built.as_millis()
        ),
        "≤ 15 bytes",
        Some(per_event <= 15.0),
    ));
}

/// The slowest query, the best of three rounds each, among everything and within the largest team.
fn slowest(sight: Sight<'_>, index: &Index) -> (Duration, &'static str) {
    let mut slowest = (Duration::ZERO, "");
    let teams = [
        None,
        (sight.teams_numbered() > 0).then(|| paceline_core::TeamId::at(0)),
    ];
    for typed in TYPED {
        for team in teams {
            let took = (0..3).map(|_| {
                let start = Instant::now();
                let query = Query::of(typed);
                let wanted = Wanted {
                    query: &query,
                    kind: None,
                    team,
                };
                let found = index.find(sight, &wanted);
                for thing in found.things.iter().take(SHOWN) {
                    std::hint::black_box(hit(sight, &query, *thing, UNTIL));
                }
                start.elapsed()
            });
            let took = took.min().unwrap_or_default();
            slowest = slowest.max((took, typed));
        }
    }
    slowest
}

/// How long it takes to look at every text that memory holds, for one word.
fn scan(state: &State) -> Duration {
    let start = Instant::now();
    let has = |at: &usize| {
        let text = state.words.short(WordId::at(*at));
        text.to_lowercase().contains("release")
    };
    std::hint::black_box((0..state.words.count()).filter(has).count());
    start.elapsed()
}
