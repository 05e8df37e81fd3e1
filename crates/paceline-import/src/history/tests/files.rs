//! History files: what is taken, and what is said about the rest.

use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::json;
use tempfile::TempDir;

use super::super::{History, from_jsonl};
use super::story;

fn read(contents: &[&[u8]]) -> History {
    let folder = TempDir::new().unwrap();
    let write = |(n, contents): (usize, &&[u8])| {
        let path = folder.path().join(format!("{n}.jsonl"));
        std::fs::write(&path, contents).unwrap();
        path
    };
    let files: Vec<PathBuf> = contents.iter().enumerate().map(write).collect();
    from_jsonl(&files, &|_| {})
}

#[test]
fn rows_and_field_changes_are_told_apart_line_by_line() {
    let history = read(&[br#"
{"path": "k/b.md", "commit": "c2", "author": "Ada", "date": "2024-01-03T12:00:00+02:00", "committed": "2024-01-04T00:00:00Z", "subject": "s", "change": "M", "files_in_commit": 7, "path_then": "k/a.md", "new": [1]}
{"path": "k/b.md", "commit": "c1", "author": "Bo", "date": "2024-01-01T00:00:00Z", "subject": "t", "change": "R087", "old_path": "x"}
{"path": "k/b.md", "commit": "c2", "author": "Ada", "date": "2024-01-03", "committed": "2024-01-04T00:00:00Z", "field": "status", "from": null, "to": ["x"]}
"#]);
    assert_eq!(history.problems, []);
    assert_eq!(story(&history, "k/b.md"), ["R t", "M s (k/a.md)"]);
    let [old, new] = &history.rows[..] else {
        panic!("{:?}", history.rows)
    };
    assert_eq!((old.committed, old.files_in_commit), (old.date, 1));
    assert_eq!(
        (new.date.to_string().as_str(), new.files_in_commit),
        ("2024-01-03T10:00:00Z", 7)
    );
    assert_eq!(history.head, Some(new.committed));
    let change = &history.field_changes[0];
    assert_eq!(
        (change.field.as_str(), &change.from, &change.to),
        ("status", &json!(null), &json!(["x"]))
    );
    assert_eq!(change.date.to_string(), "2024-01-03T00:00:00Z");
}

#[test]
fn old_files_are_counted_by_their_rows() {
    let line = |path: &str| {
        format!(
            "{{\"path\":{path:?},\"commit\":\"c\",\"date\":\"2020-01-01T00:00:00Z\",\"change\":\"A\"}}\n"
        )
    };
    let history = read(&[
        (line("a") + &line("b") + &line("c")).as_bytes(),
        line("a").as_bytes(),
    ]);
    let counts: Vec<u32> = history.rows.iter().map(|row| row.files_in_commit).collect();
    assert_eq!(counts, [3, 3, 3, 1]);
}

#[test]
fn each_bad_line_is_a_problem_with_its_number() {
    let good = r#"{"path":"a","commit":"c","date":"2020-01-01T00:00:00Z","change":"A"}"#;
    let long = format!("{{\"path\":\"{}\"}}", "x".repeat(1024 * 1024));
    let deep = "[".repeat(100_000);
    let lines = [
        "\u{feff}",
        good,
        "",
        "{",
        "[]",
        "{}",
        &long,
        &deep,
        r#"{"path":"a","commit":"c","date":"2020-01-01T00:00:00Z"}"#,
        r#"{"path":"a","commit":"c","date":"yesterday","change":"A"}"#,
        r#"{"path":"a","commit":"c","date":"2020-01-01T00:00:00Z","change":"!"}"#,
        r#"{"path":"a","commit":"c","date":"2020-01-01T00:00:00+99:99","change":"A"}"#,
        good,
    ];
    let history = read(&[lines.join("\n").as_bytes()]);
    assert_eq!(history.rows.len(), 2);
    let at: Vec<Option<u32>> = history
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(at, [4, 5, 6, 7, 8, 9, 10, 11, 12].map(Some));
    assert!(
        history
            .problems
            .iter()
            .all(|it| it.path.ends_with("0.jsonl") && it.what.len() < 300)
    );
}

#[test]
fn impossible_dates_are_one_problem_for_each_commit() {
    let line = r#"{"path":"a","commit":"c","date":"2199-01-01T00:00:00Z","committed":"2020-01-01T00:00:00Z","change":"M"}"#;
    let history = read(&[[line, line].join("\n").as_bytes()]);
    assert_eq!(history.problems.len(), 1);
    assert!(history.rows.iter().all(|row| row.date == row.committed));
}

#[test]
fn problems_have_a_limit() {
    let history = read(&["x\n".repeat(5000).as_bytes()]);
    assert_eq!(history.problems.len(), 101);
    assert!(history.problems[100].what.starts_with("4900 more"));
}

#[test]
fn a_file_that_is_not_there_is_a_problem() {
    let history = from_jsonl(
        &[PathBuf::from("/no/such.jsonl"), PathBuf::from("/")],
        &|_| {},
    );
    assert_eq!(history.problems.len(), 2);
    assert_eq!(history.head, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_can_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let history = read(&[&bytes]);
        prop_assert!(history.rows.len() < 100);
    }

    #[test]
    fn no_values_can_break_it(date in ".{0,30}", committed in ".{0,30}", files in any::<i64>(), change in ".{0,3}") {
        let line = json!({"path": "a", "commit": "c", "date": date, "committed": committed, "files_in_commit": files, "change": change});
        let history = read(&[line.to_string().as_bytes()]);
        prop_assert_eq!(history.rows.len() + usize::from(history.rows.is_empty()), 1);
    }
}
