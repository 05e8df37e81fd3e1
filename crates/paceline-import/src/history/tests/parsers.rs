//! What git prints is read without trust: no bytes make the reader panic, and every name ends somewhere.

use jiff::Timestamp;
use proptest::prelude::*;

use super::super::dates::{self, Dates};
use super::super::lineage::Lineages;
use super::super::log::{self, Commit, How, Touched};
use super::super::pieces::{Piece, read_piece};

#[test]
fn a_log_is_read_field_by_field() {
    let id = "a".repeat(40);
    let text = format!(
        "{id}\0Ada\01704067200\01704067201\0:weird \n subject\0\0\n:100644 100644 {id} {id} R090\0old\0new\0\
         :000000 120000 {id} {id} A\0link\0{id}\0\0\0soon\0\0\0"
    );
    let mut commits = Vec::new();
    log::read_log(&mut text.as_bytes(), &mut |commit| {
        commits.push(commit);
        Ok(())
    })
    .unwrap();
    assert_eq!(commits.len(), 2);
    assert_eq!(commits[0].subject, ":weird \n subject");
    assert_eq!(commits[0].written.unwrap().as_second(), 1_704_067_200);
    assert_eq!(
        commits[0].files[0].how,
        How::Renamed {
            from: "old".to_owned()
        }
    );
    assert_eq!(commits[0].files[1].after, None);
    assert_eq!((commits[1].written, commits[1].committed), (None, None));
}

#[test]
fn a_long_piece_is_cut_and_the_next_one_is_whole() {
    let mut reader = std::io::BufReader::with_capacity(4, b"aaaaaaaaaa\nbb\n\nc".as_slice());
    let mut piece = Vec::new();
    let mut next = || {
        let how = read_piece(&mut reader, b'\n', 5, &mut piece).unwrap();
        (how, String::from_utf8(piece.clone()).unwrap())
    };
    assert_eq!(next(), (Piece::Cut, "aaaaa".to_owned()));
    assert_eq!(next(), (Piece::Whole, "bb".to_owned()));
    assert_eq!(next(), (Piece::Whole, String::new()));
    assert_eq!(next(), (Piece::Whole, "c".to_owned()));
    assert_eq!(next(), (Piece::End, String::new()));
}

/// A field as git could print it, or not.
fn field() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just("b".repeat(40).into_bytes()),
        Just(format!("\n:100644 100644 {0} {0} R100", "c".repeat(40)).into_bytes()),
        Just(format!(":100644 000000 {0} {0} D", "c".repeat(40)).into_bytes()),
        Just(b"".to_vec()),
        Just(b"-9223372036854775808".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..20),
    ]
}

/// Any change at all of one of a few names.
fn touched() -> impl Strategy<Value = Touched> {
    let name = || "[a-d]";
    (0..4, name(), name(), "[xy]").prop_map(|(how, path, from, contents)| Touched {
        how: match how {
            0 => How::Added,
            1 => How::Modified,
            2 => How::Deleted,
            _ => How::Renamed { from },
        },
        path,
        before: Some(contents.clone()),
        after: Some(contents),
    })
}

proptest! {
    #[test]
    fn no_log_can_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        drop(log::read_log(&mut bytes.as_slice(), &mut |_| Ok(())));
    }

    #[test]
    fn nearly_a_log_cannot_break_it(fields in proptest::collection::vec(field(), 0..30)) {
        let bytes = fields.join(&0);
        drop(log::read_log(&mut bytes.as_slice(), &mut |commit| {
            dates::settle(commit.written, commit.committed, Timestamp::MIN);
            Ok(())
        }));
    }

    #[test]
    fn rows_belong_only_to_files_of_today(log in proptest::collection::vec(proptest::collection::vec(touched(), 0..4), 0..12)) {
        let wanted = |path: &str| path != "d";
        let mut lineages = Lineages::new(&wanted);
        lineages.there_is("a");
        lineages.there_is("b");
        let dates = Dates { written: Timestamp::UNIX_EPOCH, committed: Timestamp::UNIX_EPOCH, doubt: None };
        for files in log {
            lineages.take(Commit { files, ..Commit::default() }, &dates);
        }
        for row in lineages.finish() {
            prop_assert!(row.path == "a" || row.path == "b");
            prop_assert!(row.files_in_commit >= 1 && row.files_in_commit <= 4);
            prop_assert!(row.path_then.as_ref() != Some(&row.path));
        }
    }

    #[test]
    fn any_dates_are_settled(written in any::<Option<i32>>(), committed in any::<Option<i32>>()) {
        let moment = |seconds: Option<i32>| seconds.and_then(|it| Timestamp::from_second(i64::from(it) * 100).ok());
        let dates = dates::settle(moment(written), moment(committed), Timestamp::UNIX_EPOCH);
        prop_assert!(dates.written.as_second() <= dates.committed.as_second() + 86_400);
    }
}
