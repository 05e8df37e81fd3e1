//! What is told to people, from what the API answers.

use paceline_core::{
    Time, gap,
    initiative::{AgreedHow, LeadMoment, What},
};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

use super::{Paper, sentences, told};

/// 2026-03-10T12:00:00Z.
const NOW: Time = Time(1_773_144_000);
const A_DAY: i64 = 24 * 3600;

fn says(answer: &Value, width: usize) -> String {
    told(answer, &Paper::wide(width, NOW))
}

fn mona() -> Value {
    json!({ "id": 1, "handle": "mona", "name": "Mona Ott", "initials": "MO" })
}

#[test]
fn an_initiative_is_told_from_its_title_to_its_timeline() {
    let long = "Feedback that somebody took an hour to write is read to its very last word, at whichever width. End.";
    let page = json!({
        "id": 7, "title": "Ship any day", "summary": null, "team": null, "stage": "under_way", "stage_for": "2 days",
        "lead": { "person": mona(), "from": NOW.0 - 2 * A_DAY, "to": null, "note": null },
        "followers": [{ "person": mona(), "stance": "follow_with_reservations", "reservation": "Not on Fridays.", "from": NOW.0 - 30 * A_DAY }],
        "feedback": [{ "number": 0, "by": mona(), "label": "optional_nit", "text": long, "at": NOW.0, "ago": "today", "is_open": true }],
        "consulted": [{ "person": mona(), "how": ["asked", "took_a_stance"] }],
        "timeline": [
            { "at": NOW.0, "seq": 9, "by": mona(), "what": { "checked_in": { "status": "no_word", "text": "It goes." } } },
            { "at": NOW.0, "seq": 8, "by": null, "what": "started" },
            { "at": NOW.0, "seq": 7, "by": mona(), "what": { "danced_about": { "how": "asked" } } },
        ],
        "viewer": { "leads": false }, "more_moments": 0,
    });
    let expected = "\
I-7 Ship any day
under way for 2 days · led by Mona Ott (@mona) since 2026-03-08 (2 days ago) ·
  1 follower

followers
  Mona Ott (@mona) · follow with reservations · since 2026-02-08
    Not on Fridays.

feedback
  #0 · Mona Ott (@mona) · optional nit · 2026-03-10 (today) · open
    Feedback that somebody took an hour to write is read to its very last word,
    at whichever width. End.

consulted
  Mona Ott (@mona) · was asked, took a stance

timeline
  2026-03-10  Mona Ott checked in: reported
                It goes.
  2026-03-10  It was started
  2026-03-10  Mona Ott danced about
                was asked
";
    assert_eq!(says(&page, 80), expected);
}

#[test]
fn an_address_is_left_whole_and_every_other_long_word_is_broken() {
    let address = format!("https://example.org/{}", "a".repeat(60));
    let page = json!({ "note": format!("See {address} there."), "name": "b".repeat(60) });
    let said = says(&page, 40);
    assert!(said.contains(&address), "{said}");
    let others = said.lines().filter(|line| !line.contains("://"));
    assert!(
        others.clone().all(|line| line.chars().count() <= 40),
        "{said}"
    );
}

#[test]
fn a_list_is_a_table_where_it_fits_and_paragraphs_where_it_does_not() {
    let row = |id: u32, title: &str| json!({ "initiative": { "id": id, "title": title }, "stage": "last_call", "lead": mona(), "followers": 3 });
    let list = json!({ "rows": [row(1, "One"), row(2, "Two of them")], "total": 2, "next": null });
    assert_eq!(
        says(&list, 80),
        "INITIATIVE       STAGE      LEAD   FOLLOWERS\nI-1 One          last call  @mona  3\n\
         I-2 Two of them  last call  @mona  3\n2 of 2\n"
    );
    assert_eq!(
        says(&list, 40),
        "I-1 One\n  last call · led by Mona Ott (@mona) ·\n    followers 3\nI-2 Two of them\n  \
         last call · led by Mona Ott (@mona) ·\n    followers 3\n2 of 2\n"
    );
}

/// The kinds of a moment, as the API describes them.
fn kinds<T: JsonSchema>() -> Vec<String> {
    let schema = SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value();
    let variants = schema["oneOf"].as_array().expect("variants").clone();
    let mut kinds = Vec::new();
    for variant in variants {
        let words = variant["enum"].as_array().into_iter().flatten();
        let words = words.chain(variant.get("const")).filter_map(Value::as_str);
        kinds.extend(words.map(str::to_owned));
        let fields = variant["properties"].as_object().into_iter().flatten();
        kinds.extend(fields.map(|(kind, _)| kind.clone()));
    }
    kinds
}

#[test]
fn every_moment_of_a_timeline_has_its_sentence() {
    let all = [
        kinds::<What>(),
        kinds::<LeadMoment>(),
        kinds::<AgreedHow>(),
        kinds::<gap::What>(),
    ];
    assert!(all.iter().all(|kinds| kinds.len() > 8), "{all:?}");
    for kind in all.iter().flatten() {
        let is_said = sentences::of(kind).is_some()
            || sentences::begins_with(&format!("{kind}."))
            // These two hold kinds of their own, which are above.
            || matches!(kind.as_str(), "leading" | "agreeing");
        assert!(is_said, "'{kind}' has no sentence for the command line");
    }
}
