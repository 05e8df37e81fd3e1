//! Random stories: whatever is told, the journal gives back the live state, and an export comes back as it was.

use std::io::Cursor;

use paceline_core::{
    Command, Ctx, GapId, InitiativeId, PersonId, State, TeamId, initiative, person, team,
};
use paceline_store::{Location, Store};
use proptest::prelude::*;

use crate::common::{
    close_gap, exported, folder, gap, imported, join, name, on_day, open, open_whole,
};

fn commands() -> impl Strategy<Value = Vec<(Ctx, Command)>> {
    let text = "[a-zA-Z0-9 äöü€\"\\\\\n🦀]{0,30}";
    let command = prop_oneof![
        (text, text).prop_map(|(handle, person)| join(&handle, &person)),
        (text, text).prop_map(|(is, ought)| gap(&is, &ought)),
        (0..5_u32, text).prop_map(|(number, outcome)| close_gap(number, &outcome)),
        text.prop_map(|organisation| name(&organisation)),
        (text, proptest::option::of(0..4_u32)).prop_map(|(name, parent)| {
            Command::Team(team::Command::Form {
                name,
                parent: parent.map(TeamId),
            })
        }),
        (0..4_u32, 0..4_u32).prop_map(|(team, person)| {
            Command::Team(team::Command::Join {
                team: TeamId(team),
                person: PersonId(person),
            })
        }),
        (0..4_u32, text).prop_map(|(person, name)| {
            Command::Person(person::Command::Rename {
                person: PersonId(person),
                name,
            })
        }),
        (text, text, 0..4_u32).prop_map(|(title, summary, number)| {
            let serves = vec![initiative::Serves::Gap(GapId(number))];
            Command::Initiative(initiative::Command::Start {
                document: String::new(),
                kind: None,
                title,
                summary,
                team: None,
                serves,
                shown_to: None,
            })
        }),
        (0..4_u32).prop_map(|number| {
            Command::Initiative(initiative::Command::StepBack {
                initiative: InitiativeId(number),
            })
        }),
    ];
    let ctx = prop_oneof![
        (-3..30_i64).prop_map(on_day),
        (0..9_i64).prop_map(|day| imported(day, "a/b.md:3"))
    ];
    proptest::collection::vec((ctx, command), 0..40)
}

async fn tell_and_compare(commands: Vec<(Ctx, Command)>) {
    let told = open(&Location::Memory).await;
    told.run_all(commands).await.unwrap();
    let export = exported(&told).await;

    let (_folder, location) = folder();
    let store = open(&location).await;
    store
        .take_back(Cursor::new(export.clone().into_bytes()))
        .await
        .unwrap();
    assert_eq!(exported(&store).await, export);
    assert_same(&store, &told);
    store.close().await;
    let from_snapshot = open(&location).await;
    assert_same(&from_snapshot, &told);
    from_snapshot.close().await;
    assert_same(&open_whole(&location).await, &told);
}

fn assert_same(one: &Store, two: &Store) {
    assert_eq!(one.read(State::clone), two.read(State::clone));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn export_take_back_export_gives_equal_bytes(commands in commands()) {
        tokio::runtime::Runtime::new().unwrap().block_on(tell_and_compare(commands));
    }
}
