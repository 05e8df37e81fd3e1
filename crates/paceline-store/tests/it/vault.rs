//! The vault: one story on three databases, and what is deleted is gone.

use std::{fs, path::Path, time::Duration};

use paceline_core::{PersonId, Time};
use paceline_store::{
    Location, OpenOptions, Store, StoreError,
    vault::{AuditEntry, AuditFilter, ROW_BYTES, Row, Vault},
};
use serde_json::json;

use crate::common::{ADA, START, beside, database, exported, file, folder, open, tell};

const BEN: PersonId = PersonId(2);

fn row(id: &str, text: &str) -> Row {
    Row {
        id: id.to_owned(),
        person: Some(ADA),
        until: None,
        text: text.to_owned(),
    }
}

fn ids(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

#[tokio::test]
async fn the_story_in_memory() {
    let store = open(&Location::Memory).await;
    story(&store).await;
}

#[tokio::test]
async fn the_story_in_sqlite() {
    let (_folder, location) = folder();
    on_disk(&location).await;
    let changes = ["UPDATE audit SET what = 'nothing'", "DELETE FROM audit"];
    for change in changes {
        let refused = file(&location).execute(change, []).unwrap_err();
        assert!(refused.to_string().contains("only ever added to"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_in_postgresql() {
    let location = database().await;
    on_disk(&location).await;
    let changes = [
        "UPDATE paceline_audit SET what = 'nothing'",
        "DELETE FROM paceline_audit",
        "TRUNCATE paceline_audit",
    ];
    for change in changes {
        let refused = beside(&location).await.batch_execute(change).await;
        let said = refused.unwrap_err().as_db_error().unwrap().to_string();
        assert!(said.contains("only ever added to"), "{said}");
    }
}

async fn on_disk(location: &Location) {
    let store = open(location).await;
    story(&store).await;
    let vault = store.vault();
    vault.put("kept", row("a", "still here")).await.unwrap();
    let audit = vault
        .audit_entries(AuditFilter::default(), 99)
        .await
        .unwrap();
    store.close().await;
    assert!(matches!(
        vault.get("kept", "a").await,
        Err(StoreError::Closed)
    ));

    let existing = OpenOptions::default().existing_only();
    let store = Store::open(location, existing).await.unwrap();
    let found = store.vault().get("kept", "a").await.unwrap().unwrap();
    assert_eq!(found.text, "still here");
    let vault = store.vault();
    let again = vault.audit_entries(AuditFilter::default(), 99);
    assert_eq!(again.await.unwrap(), audit);
    store.close().await;
}

async fn story(store: &Store) {
    tell(store).await;
    let vault = store.vault();
    rows_come_and_go(&vault).await;
    what_is_compared(&vault).await;
    one_of_two_takes_it(&vault).await;
    whose_and_how_long(&vault).await;
    limits_hold(&vault).await;
    the_audit_grows(&vault).await;
    vault.put("note", row("n", "hush-hush")).await.unwrap();
    assert!(!exported(store).await.contains("hush"));
    assert_eq!(store.verify().await.unwrap().events, 7);
}

async fn rows_come_and_go(vault: &Vault) {
    assert!(vault.add("session", row("b", "{}")).await.unwrap());
    assert!(!vault.add("session", row("b", "other")).await.unwrap());
    assert!(vault.add("token", row("b", "a token")).await.unwrap());
    let found = vault.get("session", "b").await.unwrap();
    assert_eq!(found, Some(row("b", "{}")));
    let until = Some(START);
    let changed = Row {
        until,
        ..row("b", "changed")
    };
    vault.put("session", changed.clone()).await.unwrap();
    vault.put("session", row("a", "new")).await.unwrap();
    assert_eq!(vault.get("session", "b").await.unwrap(), Some(changed));
    assert_eq!(vault.get("session", "nobody's").await.unwrap(), None);
    assert!(vault.remove("session", "b").await.unwrap());
    assert!(!vault.remove("session", "b").await.unwrap());
    assert_eq!(vault.get("session", "b").await.unwrap(), None);
    assert!(vault.remove("token", "b").await.unwrap());
    assert!(vault.remove("session", "a").await.unwrap());
}

async fn what_is_compared(vault: &Vault) {
    vault.put("session", row("a", "one")).await.unwrap();
    let late = vault.replace("session", "a", "none", row("a", "two"));
    assert!(!late.await.unwrap());
    let right = vault.replace("session", "a", "one", row("a", "two"));
    assert!(right.await.unwrap());
    let gone = vault.replace("session", "b", "one", row("b", "two"));
    assert!(!gone.await.unwrap(), "what was deleted stays deleted");
    assert_eq!(
        vault.take("session", "a").await.unwrap(),
        Some(row("a", "two"))
    );
    assert_eq!(vault.take("session", "a").await.unwrap(), None);
}

async fn one_of_two_takes_it(vault: &Vault) {
    for round in 0..10 {
        let id = format!("link-{round}");
        vault.put("link", row(&id, "once")).await.unwrap();
        let takers = (0..8).map(|_| {
            let (vault, id) = (vault.clone(), id.clone());
            tokio::spawn(async move { vault.take("link", &id).await.unwrap() })
        });
        let mut got = 0;
        for taker in takers.collect::<Vec<_>>() {
            got += usize::from(taker.await.unwrap().is_some());
        }
        assert_eq!(got, 1);
    }
}

async fn whose_and_how_long(vault: &Vault) {
    let of = |person, id: &str, until| Row {
        person,
        until,
        ..row(id, "x")
    };
    let day = |day| Some(START.plus_days(day));
    let told = [
        of(Some(ADA), "1", day(1)),
        of(Some(BEN), "2", day(2)),
        of(None, "3", day(3)),
        of(Some(ADA), "4", None),
        of(Some(ADA), "Ä", None),
    ];
    for row in told {
        vault.put("session", row).await.unwrap();
    }
    vault
        .put("token", of(Some(ADA), "1", day(1)))
        .await
        .unwrap();
    let adas = vault.of_person("session", ADA).await.unwrap();
    assert_eq!(ids(&adas), ["1", "4", "Ä"]);
    let page = vault.all("session", None, 2).await.unwrap();
    assert_eq!(ids(&page), ["1", "2"]);
    let next = vault.all("session", Some("2".to_owned()), 9).await.unwrap();
    assert_eq!(ids(&next), ["3", "4", "Ä"]);

    assert_eq!(vault.purge(START).await.unwrap(), 0);
    assert_eq!(vault.purge(START.plus_days(2)).await.unwrap(), 3);
    let left = vault.all("session", None, 9).await.unwrap();
    assert_eq!(ids(&left), ["3", "4", "Ä"]);
    assert!(!left[0].is_over(Time(START.plus_days(3).0 - 1)));
    assert!(left[0].is_over(START.plus_days(3)));
    assert_eq!(vault.forget(ADA).await.unwrap(), 2);
    assert_eq!(vault.forget(ADA).await.unwrap(), 0);
    assert!(vault.remove("session", "3").await.unwrap());
    assert_eq!(vault.all("session", None, 9).await.unwrap(), []);
}

async fn limits_hold(vault: &Vault) {
    let big = row("a", &"x".repeat(ROW_BYTES + 1));
    assert!(matches!(
        vault.add("note", big).await,
        Err(StoreError::TooBig { .. })
    ));
    assert!(matches!(
        vault.put("note", row("a", "a\0b")).await,
        Err(StoreError::Nul)
    ));
    assert_eq!(vault.get("note", "a").await.unwrap(), None);
    assert!(!format!("{:?}", row("id", "hunter2")).contains("hunter2"));
}

async fn the_audit_grows(vault: &Vault) {
    let entry = |day, by, what: &str, person: u32| AuditEntry {
        at: START.plus_days(day),
        by,
        what: what.to_owned(),
        about: json!({ "person": person, "role": "guest" }),
        from: (day > 1).then(|| "192.0.2.7".to_owned()),
    };
    let told = [
        entry(1, Some(ADA), "signed_in", 1),
        entry(2, None, "sign_in_failed", 2),
        entry(3, Some(ADA), "role_changed", 2),
        entry(4, Some(BEN), "signed_in", 2),
    ];
    for entry in told.clone() {
        vault.audit(entry).await.unwrap();
    }
    let all = AuditFilter::default();
    let found = vault.audit_entries(all.clone(), 99).await.unwrap();
    let newest_first: Vec<AuditEntry> = found.iter().map(|(_, entry)| entry.clone()).collect();
    assert_eq!(newest_first, told.into_iter().rev().collect::<Vec<_>>());
    let days = async |filter: AuditFilter, limit| -> Vec<i64> {
        let found = vault.audit_entries(filter, limit).await.unwrap();
        let day = |(_, entry): &(i64, AuditEntry)| entry.at.days_since(START);
        found.iter().map(day).collect()
    };
    let filter = || all.clone();
    assert_eq!(days(filter(), 2).await, [4, 3]);
    let before = Some(found[1].0);
    let next = AuditFilter { before, ..filter() };
    assert_eq!(days(next, 9).await, [2, 1]);
    let by = Some(ADA);
    assert_eq!(days(AuditFilter { by, ..filter() }, 9).await, [3, 1]);
    let concerning = Some(BEN);
    let about_ben = AuditFilter {
        concerning,
        ..filter()
    };
    assert_eq!(days(about_ben, 9).await, [4, 3, 2]);
    let what = Some("signed_in".to_owned());
    assert_eq!(days(AuditFilter { what, ..filter() }, 9).await, [4, 1]);
    let (since, until) = (Some(START.plus_days(2)), Some(START.plus_days(4)));
    let between = AuditFilter {
        since,
        until,
        ..filter()
    };
    assert_eq!(days(between, 9).await, [3, 2]);
}

#[tokio::test]
async fn what_is_deleted_is_in_no_file_any_more() {
    let (folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    let vault = store.vault();
    for number in 0..400 {
        // Long and short ones, so that pages are split and joined again.
        let filler = "x".repeat(number * 13 % 3_000);
        let id = format!("id-of-{}-{number}", kind_of(number));
        let text = format!("{filler} text-of-{}-{number} {filler}", kind_of(number));
        vault.put("note", row(&id, &text)).await.unwrap();
    }
    let mine = Row {
        person: Some(BEN),
        ..row("moved", "text-of-deleted-before")
    };
    vault.put("note", mine.clone()).await.unwrap();
    let changed = Row {
        text: "text-of-kept-after".to_owned(),
        ..mine
    };
    let before = "text-of-deleted-before";
    assert!(
        vault
            .replace("note", "moved", before, changed)
            .await
            .unwrap()
    );
    assert!(anywhere(folder.path(), "of-deleted-7"));
    for number in (0..400).filter(|number| kind_of(*number) == "deleted") {
        let id = format!("id-of-deleted-{number}");
        assert!(vault.remove("note", &id).await.unwrap());
    }
    // While it runs: within seconds, however long the machine takes for them.
    let gone = async {
        while anywhere(folder.path(), "of-deleted") {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(50), gone).await;
    assert!(in_time.is_ok(), "what was deleted is still in a file");
    assert!(anywhere(folder.path(), "text-of-kept-after"));
    assert_eq!(vault.forget(BEN).await.unwrap(), 1);
    store.close().await;
    assert!(!anywhere(folder.path(), "of-deleted"));
    assert!(!anywhere(folder.path(), "text-of-kept-after"));
    assert!(anywhere(folder.path(), "text-of-kept-1"));
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_machine_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, location) = folder();
    let store = open(&location).await;
    store.vault().put("note", row("a", "b")).await.unwrap();
    for name in ["paceline.sqlite", "paceline.sqlite-wal"] {
        let file = fs::metadata(folder.path().join(name)).unwrap();
        assert_eq!(file.permissions().mode() & 0o077, 0, "{name}");
    }
}

fn kind_of(number: usize) -> &'static str {
    if number.is_multiple_of(9) {
        "kept"
    } else {
        "deleted"
    }
}

fn anywhere(folder: &Path, text: &str) -> bool {
    let holds = |path: &Path| {
        fs::read(path)
            .unwrap_or_default()
            .windows(text.len())
            .any(|bytes| bytes == text.as_bytes())
    };
    fs::read_dir(folder)
        .unwrap()
        .any(|entry| holds(&entry.unwrap().path()))
}

#[tokio::test]
async fn a_record_from_before_the_vault_gets_one_in_sqlite() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    store.close().await;
    file(&location)
        .execute_batch("DROP TABLE vault; DROP TABLE audit;")
        .unwrap();
    gets_one(&location).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_from_before_the_vault_gets_one_in_postgresql() {
    let location = database().await;
    let store = open(&location).await;
    tell(&store).await;
    store.close().await;
    beside(&location)
        .await
        .batch_execute("DROP TABLE paceline_vault; DROP TABLE paceline_audit;")
        .await
        .unwrap();
    gets_one(&location).await;
}

async fn gets_one(location: &Location) {
    let existing = OpenOptions::default().existing_only();
    let store = Store::open(location, existing).await.unwrap();
    let vault = store.vault();
    assert!(vault.add("note", row("a", "b")).await.unwrap());
    assert!(vault.get("note", "a").await.unwrap().is_some());
    assert_eq!(store.verify().await.unwrap().events, 7);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_vault_comes_back_when_the_database_does() {
    let location = database().await;
    let store = open(&location).await;
    let vault = store.vault();
    vault.put("note", row("a", "b")).await.unwrap();
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    beside(&location).await.query(cut, &[]).await.unwrap();
    // The first question may meet the connection as it breaks.
    drop(vault.get("note", "a").await);
    let found = vault.get("note", "a").await.unwrap();
    assert_eq!(found, Some(row("a", "b")));
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_waits_long_for_the_other() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    let vault = store.vault();
    let busy = tokio::spawn(async move {
        for number in 0..200 {
            let id = number.to_string();
            vault.put("note", row(&id, "x")).await.unwrap();
            vault.remove("note", &id).await.unwrap();
        }
    });
    tell(&store).await;
    busy.await.unwrap();
    assert_eq!(store.verify().await.unwrap().events, 7);
}
