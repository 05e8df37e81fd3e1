//! Check-ins quoted in posts, read by a mapping file alone.

use std::path::Path;

use paceline_import::{Options, ReadError, Records, read};

const MAPPING: &str = r#"
    name = "posts"
    [records]
    files = ["plans/*.md"]
    format = "front-matter"
    id = "{number}"
    [fields]
    number = "number"
    check_in_key = "number"
    [check_ins]
    files = ["reports.jsonl"]
    key = "plan"
    by = "who"
    at = "day"
    text = "said"
    distinct = "id"
    [[check_ins.posts]]
    files = ["news/*.md"]
    exclude = ["news/draft-*"]
    section = '^## Plan (\d+)'
    entry = '^@(?<by>\w+), (?<at>[\d-]+), \[(?<distinct>\w+)\]'
    prefix = '^> ?'
"#;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("can make folders");
    std::fs::write(path, text).expect("can write");
}

fn read_with(mapping: &str, files: &[(&str, &str)]) -> Result<Records, ReadError> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    write(folder.path(), "mapping.toml", mapping);
    let options = Options {
        mapping: Some(folder.path().join("mapping.toml")),
        ..Options::default()
    };
    read(folder.path(), &options)
}

const PLAN: (&str, &str) = ("plans/a.md", "---\nnumber: 7\n---\n# A\n");

#[test]
fn a_report_in_a_file_and_in_posts_is_one() {
    let news = "# News\n\n## Plan 7\n\n@Ada, 2026-01-02, [a]\n\n> Half done.\n\n@bo, 2026-01-03, [b]\n> **All** done.\n>\n> Thanks.\n\n## Plan 8\n\n@cy, 2026-01-04, [c]\n> Of no plan.\n";
    let files = [
        PLAN,
        (
            "reports.jsonl",
            "{\"id\": \"a\", \"plan\": 7, \"who\": \"ada\", \"day\": \"2026-01-02\", \"said\": \"Half.\"}\n",
        ),
        ("news/1.md", news),
        ("news/2.md", news),
        (
            "news/draft-3.md",
            "## Plan 7\n@di, 2026-01-02, [d]\n> Not yet.\n",
        ),
    ];
    let records = read_with(MAPPING, &files).expect("readable");
    let told: Vec<_> = records
        .check_ins
        .iter()
        .map(|it| (it.initiative.as_str(), it.by.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("7", "ada", "Half."),
            ("7", "bo", "**All** done.\n\nThanks.")
        ]
    );
    assert_eq!(records.counts["check_in_keys_reported"], 1);
    assert_eq!(records.counts["check_ins_without_record"], 1);
    assert!(records.problems.is_empty(), "{:#?}", records.problems);
}

#[test]
fn what_cannot_be_taken_is_a_problem_with_its_line() {
    let news = "## Plan 7\n@ada, 2026-02-30, [a]\n> No such day.\n@bo, 2026-01-03, [b]\nNothing quoted.\n> By somebody else.\n";
    let records = read_with(MAPPING, &[PLAN, ("news/1.md", news)]).expect("readable");
    assert!(records.check_ins.is_empty());
    let problems: Vec<_> = records
        .problems
        .iter()
        .map(|it| (it.path.as_str(), it.line, it.what.as_str()))
        .collect();
    assert_eq!(
        problems,
        [
            (
                "news/1.md",
                Some(2),
                "the report has no date that can be read in `2026-02-30`"
            ),
            (
                "news/1.md",
                Some(4),
                "nothing is quoted below the report's first line"
            ),
        ]
    );
}

#[test]
fn posts_without_files_also_do() {
    let mapping = MAPPING.replace("files = [\"reports.jsonl\"]", "");
    let news = "## Plan 7\n@ada, 2026-01-02, [a]\n> Half done.\n";
    let records = read_with(&mapping, &[PLAN, ("news/1.md", news)]).expect("readable");
    assert_eq!(records.check_ins.len(), 1);
}

#[test]
fn mistakes_are_refused_with_their_line() {
    for (from, to, line, why) in [
        (
            "(?<at>[\\d-]+)",
            "[\\d-]+",
            21,
            "does not say which part is the date",
        ),
        ("prefix =", "prefx =", 22, "the nearest known is `prefix`"),
        (
            "exclude = [\"news/draft-*\"]\n    section = '^## Plan (\\d+)'\n    entry",
            "entri",
            19,
            "nearest known is `entry`",
        ),
    ] {
        let mapping = MAPPING.replace(from, to);
        let error = read_with(&mapping, &[PLAN]).expect_err("a mistake");
        let ReadError::Mapping {
            line: at,
            why: said,
            ..
        } = &error
        else {
            panic!("{error}");
        };
        assert!(*at == line && said.contains(why), "{at}: {said}");
    }
}
