//! Import, export, verify and doctor.

use std::fs;
use std::path::Path;

use paceline_store::{
    Location,
    vault::{AuditFilter, Vault},
};

use crate::common::{Said, git, paceline, proposal, repository, write};

fn import(path: &Path, data: &Path) -> Said {
    let said = paceline(&[
        "import",
        path.to_str().expect("a path of letters"),
        "--data",
        data.to_str().expect("a path of letters"),
    ]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    said
}

#[test]
fn a_first_import_takes_the_history_and_a_later_one_only_what_changed() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    repository(folder.path());
    let first = import(folder.path(), data.path());
    assert!(
        first.out.contains("2  initiative started")
            && first.out.contains("1  initiative lead handed over"),
        "{}",
        first.out
    );
    assert!(
        import(folder.path(), data.path())
            .out
            .contains("Nothing has changed")
    );
    write(
        folder.path(),
        "proposals/0002-linter.md",
        &proposal("One linter for all", "accepted", "'@cleo'", "'@ada'"),
    );
    git(
        folder.path(),
        "2025-12-20T10:00:00Z",
        &["commit", "-q", "-a", "-m", "Agreed"],
    );
    let later = import(folder.path(), data.path());
    assert!(
        later
            .out
            .contains("proposals/0002-linter.md: initiative stage moved"),
        "{}",
        later.out
    );
    assert!(!later.out.contains("0001-calm"), "{}", later.out);
    assert!(
        import(folder.path(), data.path())
            .out
            .contains("Nothing has changed")
    );
}

#[test]
fn a_dry_run_changes_nothing_and_begins_nothing() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    repository(folder.path());
    let path = folder.path().to_str().unwrap();
    let said = paceline(&[
        "import",
        path,
        "--data",
        data.path().to_str().unwrap(),
        "--dry-run",
    ]);
    assert!(
        said.out.contains("2  initiative started") && said.out.contains("A dry run"),
        "{}",
        said.out
    );
    assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0);
}

#[test]
fn an_export_is_taken_back_with_nothing_lost() {
    let (folder, data, other) = (
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    repository(folder.path());
    import(folder.path(), data.path());
    let file = folder.path().join("record.jsonl");
    let export = |data: &Path, file: &Path| {
        paceline(&[
            "export",
            "--data",
            data.to_str().unwrap(),
            "--out",
            file.to_str().unwrap(),
        ])
    };
    assert_eq!(export(data.path(), &file).code, 0);
    import(&file, other.path());
    let again = folder.path().join("again.jsonl");
    assert_eq!(export(other.path(), &again).code, 0);
    assert_eq!(fs::read(&file).unwrap(), fs::read(&again).unwrap());
    assert_eq!(
        export(other.path(), &again).code,
        2,
        "an export is never written over a file that is there"
    );

    let text = fs::read_to_string(&file).unwrap();
    let altered = folder.path().join("altered.jsonl");
    fs::write(&altered, text.replace("Calm on-call", "Loud on-call")).unwrap();
    let fresh = tempfile::tempdir().unwrap();
    let said = paceline(&[
        "import",
        altered.to_str().unwrap(),
        "--data",
        fresh.path().to_str().unwrap(),
    ]);
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(
        paceline(&["verify", "--data", fresh.path().to_str().unwrap()])
            .out
            .contains("0 events")
    );
}

#[test]
fn doctor_and_verify_say_when_all_is_well_and_when_not() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    repository(folder.path());
    import(folder.path(), data.path());
    let data = data.path().to_str().unwrap();
    assert_eq!(paceline(&["verify", "--data", data]).code, 0);
    let doctor = paceline(&["doctor", "--data", data]);
    assert_eq!(doctor.code, 0, "{}", doctor.out);
    for word in ["version", "database", "record", "disk", "clock"] {
        assert!(doctor.out.contains(word), "{word}: {}", doctor.out);
    }
    let nothing = tempfile::tempdir().unwrap();
    let missing = nothing.path().join("missing");
    assert_ne!(
        paceline(&["verify", "--data", missing.to_str().unwrap()]).code,
        0
    );
    assert!(!missing.exists(), "looking creates nothing");
}

#[tokio::test]
async fn an_export_stands_in_the_audit() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    repository(folder.path());
    import(folder.path(), data.path());
    let said = paceline(&["export", "--data", data.path().to_str().unwrap()]);
    assert_eq!(
        (said.code, said.err.contains("could not")),
        (0, false),
        "{}",
        said.err
    );
    let location = Location::Folder(data.path().to_owned());
    let vault = Vault::at(&location).unwrap();
    let noted = vault
        .audit_entries(AuditFilter::default(), 10)
        .await
        .unwrap();
    let what: Vec<&str> = noted.iter().map(|(_, entry)| entry.what.as_str()).collect();
    assert_eq!(what, ["exported"]);
}
