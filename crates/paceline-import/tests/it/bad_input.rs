//! Bad input is the normal case: each kind is reported, and none stops or hangs the run.

use std::fs;
use std::path::Path;

use paceline_import::{Options, Problem, Records, Stage, read};
use tempfile::TempDir;

const GOOD: &str =
    "title: Good\nstatus: implementable\nauthors:\n  - \"@ann\"\nowning-sig: sig-node\n";

/// A checkout of proposals with one good record.
fn proposals() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    add(&folder, "1-good", GOOD);
    folder
}

fn add(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) {
    let place = folder.path().join("keps/sig-node").join(name);
    fs::create_dir_all(&place).expect("can make folders");
    fs::write(place.join("kep.yaml"), text).expect("can write");
}

fn records(folder: &TempDir) -> Records {
    let records = read(folder.path(), &Options::default()).expect("readable");
    assert!(
        records.initiatives.iter().any(|it| it.title == "Good"),
        "the good record is always there"
    );
    records
}

fn problem<'r>(records: &'r Records, part: &str) -> &'r Problem {
    let found = records
        .problems
        .iter()
        .find(|problem| problem.what.contains(part));
    found.unwrap_or_else(|| unreachable!("no problem says `{part}`: {:#?}", records.problems))
}

#[test]
fn malformed_yaml_is_read_line_by_line_and_reported() {
    let folder = proposals();
    add(
        &folder,
        "2-bad",
        "title: \"Bad\nstatus: provisional\nauthors:\n  - @bob\nreviewers: [\"@ann\", '@cid']\n",
    );
    let records = records(&folder);
    let bad = &records.initiatives[1];
    assert_eq!(
        (bad.title.as_str(), bad.lead.as_deref()),
        ("Bad", Some("bob"))
    );
    assert_eq!(bad.reviewers, ["ann", "cid"]);
    assert_eq!(bad.stage, Stage::Drafted);
    let problem = problem(&records, "is malformed");
    assert_eq!(problem.path, "keps/sig-node/2-bad/kep.yaml");
    assert!(problem.line.is_some() && problem.read_as.contains("tolerant"));
    assert_eq!(records.counts["malformed_files"], 1);
}

#[test]
fn impossible_dates_unknown_states_and_placeholders_are_reported() {
    let folder = proposals();
    add(
        &folder,
        "3",
        "title: T\nstatus: baking\ncreation-date: \"2024-13-45\"\nauthors:\n  - TBD\n  - \"@jane.doe\"\n",
    );
    let records = records(&folder);
    let three = &records.initiatives[1];
    assert_eq!(
        (three.status.as_str(), three.stage, three.created),
        ("unknown", Stage::Unknown, None)
    );
    assert_eq!(three.lead, None);
    assert_eq!(problem(&records, "`baking` is not known").line, Some(2));
    assert_eq!(problem(&records, "does not exist").line, Some(3));
    assert_eq!(
        problem(&records, "placeholder stands among the authors").line,
        Some(5)
    );
    problem(&records, "names nobody who leads");
}

#[test]
fn a_date_that_python_refuses_makes_a_file_malformed() {
    let folder = proposals();
    add(&folder, "4", "title: T\ncreation-date: 2024-02-30\n");
    let records = records(&folder);
    assert_eq!(problem(&records, "day is out of range").line, Some(2));
}

#[test]
fn numbers_that_two_records_share_are_reported() {
    let folder = proposals();
    add(&folder, "5", "title: T\nkep-number: 7\n");
    add(&folder, "6", "title: U\nkep-number: 7\n");
    let records = records(&folder);
    assert_eq!(
        problem(&records, "the number 7 is also that of").path,
        "keps/sig-node/6/kep.yaml"
    );
}

#[test]
fn files_that_are_no_text_are_reported_and_left_out() {
    let folder = proposals();
    add(&folder, "7-empty", "");
    add(&folder, "8-binary", b"\x7fELF\x00\x01\x02");
    add(&folder, "9-latin", b"title: caf\xe9\nstatus: provisional\n");
    add(&folder, "10-list", "- a\n- b\n");
    let records = records(&folder);
    problem(&records, "the file is empty");
    problem(&records, "is a binary file");
    problem(&records, "is not UTF-8");
    problem(&records, "not a mapping");
    assert!(
        records
            .initiatives
            .iter()
            .any(|it| it.title == "caf\u{fffd}")
    );
}

#[test]
fn a_giant_is_not_read() {
    let folder = proposals();
    add(&folder, "11-giant", "");
    let giant = folder.path().join("keps/sig-node/11-giant/kep.yaml");
    let file = fs::File::options()
        .write(true)
        .open(&giant)
        .expect("can open");
    file.set_len(100 * 1024 * 1024).expect("can grow");
    let records = records(&folder);
    assert_eq!(
        problem(&records, "is larger than the limit").path,
        "keps/sig-node/11-giant/kep.yaml"
    );
}

#[test]
fn bombs_and_deep_nesting_end_as_problems() {
    let folder = proposals();
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb = format!("{bomb}a{level}: &a{level} [{before}]\n");
    }
    add(&folder, "12-bomb", bomb);
    add(
        &folder,
        "13-deep",
        format!("title: {}x", "[".repeat(100_000)),
    );
    add(&folder, "14-self", "a: &a [*a]\n");
    add(&folder, "15-wide", "k:\n".repeat(200_000));
    let records = records(&folder);
    problem(&records, "unfolds to too many values");
    assert_eq!(records.initiatives.len(), 5);
    assert_eq!(records.counts["malformed_files"], 4);
}

#[cfg(unix)]
#[test]
fn links_loops_and_pipes_are_passed_by() {
    let folder = proposals();
    let inside = folder.path().join("keps/sig-node");
    std::os::unix::fs::symlink(folder.path(), inside.join("loop")).expect("can link");
    std::os::unix::fs::symlink("/dev/zero", inside.join("1-good/README.md")).expect("can link");
    add(&folder, "16-pipe", "");
    let pipe = inside.join("16-pipe/kep.yaml");
    fs::remove_file(&pipe).expect("can remove");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo works");
    assert_eq!(records(&folder).initiatives.len(), 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_reported() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = proposals();
    add(&folder, "17-closed", GOOD);
    let closed = folder.path().join("keps/sig-node/17-closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("can close");
    let may_read_anyway = fs::read_dir(&closed).is_ok();
    let records = records(&folder);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("can open again");
    // Root may read everything; then there is nothing to report.
    if !may_read_anyway {
        problem(&records, "cannot be looked into");
    }
}

#[test]
fn two_readings_are_the_same_to_the_letter() {
    let folder = proposals();
    add(&folder, "18", "title: [\nstatus: provisional\n");
    let once = serde_json::to_string(&records(&folder)).expect("serialises");
    let twice = serde_json::to_string(&records(&folder)).expect("serialises");
    assert_eq!(once, twice);
}

#[test]
fn a_folder_inside_and_a_pack_around_give_the_same_ids() {
    let plain = proposals();
    let pack = tempfile::tempdir().expect("a folder");
    let nested = pack.path().join("enhancements/keps/sig-node/1-good");
    fs::create_dir_all(&nested).expect("can make folders");
    fs::write(nested.join("kep.yaml"), GOOD).expect("can write");
    let ids = |root: &Path| {
        let records = read(root, &Options::default()).expect("readable");
        records
            .initiatives
            .into_iter()
            .map(|it| (it.id, it.path))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(plain.path()), ids(pack.path()));
    assert_eq!(ids(plain.path())[0].0, "keps/sig-node/1-good");
}

#[test]
fn two_mebibytes_of_anything_are_read_in_good_time() {
    let folder = proposals();
    let of = |piece: &str| piece.repeat(2 * 1024 * 1024 / piece.len());
    add(&folder, "20", format!("authors:\n{}", of("- sig-a\n")));
    add(&folder, "21", format!("authors: {}", of("@a, ")));
    let place = folder.path().join("src/2026");
    fs::create_dir_all(&place).expect("can make folders");
    let head = "| Metadata | |\n|--|--|\n| Status | Accepted |\n\n";
    let pieces = [
        "# a\n",
        "| Team | Support level |\n|-|-|\n| [a] | b |\n\n",
        "<!-- ",
        "@a ",
        "```\n",
        "[a](",
        "a: b\n",
        "- a: b\n",
    ];
    for (number, piece) in pieces.iter().enumerate() {
        let text: String = format!("{head}{}", of(piece))
            .chars()
            .take(2 * 1024 * 1024)
            .collect();
        fs::write(place.join(format!("{number}.md")), text).expect("can write");
    }
    let began = std::time::Instant::now();
    for preset in ["kubernetes", "rust-project-goals", "front-matter"] {
        let options = Options {
            preset: Some(preset.to_owned()),
            ..Options::default()
        };
        read(folder.path(), &options).expect("readable");
    }
    // Without optimisation and on a busy machine; anything quadratic would take hours.
    assert!(began.elapsed().as_secs() < 120, "{:?}", began.elapsed());
}
