//! Search as stories, and one property: kept up to date event by event, the index is the one of the whole state.

use proptest::prelude::*;

use super::{Building, Found, Hit, Index, Kind, Query, Stretch, Thing, Wanted, hit, nearby};
use crate::{
    By, Command, GapId, GoalId, InitiativeId, PersonId, TeamId,
    access::Viewer,
    gap,
    initiative::{self, Stage, Status},
    person, record, team,
    testing::{ADA, BEN, Story},
};

fn look(
    story: &Story,
    index: &Index,
    typed: &str,
    kind: Option<Kind>,
    team: Option<TeamId>,
) -> Found {
    let query = Query::of(typed);
    let wanted = Wanted {
        query: &query,
        kind,
        team,
    };
    index.find(story.seen_by(ADA), &wanted)
}

fn found(story: &Story, typed: &str) -> Vec<Thing> {
    look(story, &Index::of(story.sight()), typed, None, None).things
}

fn shown(story: &Story, typed: &str, thing: Thing) -> Hit {
    hit(story.sight(), &Query::of(typed), thing, story.now).unwrap()
}

/// `Ship <any> day`: what is marked stands in angle brackets.
fn told(stretches: &[Stretch]) -> String {
    stretches
        .iter()
        .map(|stretch| {
            if stretch.is_match {
                format!("<{}>", stretch.text)
            } else {
                stretch.text.clone()
            }
        })
        .collect()
}

fn checks_in(story: &mut Story, initiative: InitiativeId, text: &str) {
    story.does(
        ADA,
        Command::Initiative(initiative::Command::CheckIn {
            initiative,
            status: Status::OnTrack,
            text: text.into(),
        }),
    );
}

fn starts_with(story: &mut Story, title: &str, summary: &str) -> Thing {
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: title.into(),
        summary: summary.into(),
        team: None,
        serves: Vec::new(),
        shown_to: None,
    };
    story.does(ADA, Command::Initiative(start));
    Thing::Initiative(InitiativeId::at(story.state.initiatives.len() - 1))
}

fn at(number: u32) -> Thing {
    Thing::Initiative(InitiativeId(number))
}

#[test]
fn titles_come_before_texts_and_whole_words_before_beginnings() {
    let mut story = Story::new();
    let in_text = starts_with(&mut story, "Calm on-call", "Fewer release nights.");
    let begins = starts_with(&mut story, "Quick releases", "");
    let whole = starts_with(&mut story, "A release in an hour", "");
    let first = starts_with(&mut story, "Release any day", "");
    assert_eq!(found(&story, "release"), [first, whole, begins, in_text]);
    assert_eq!(found(&story, "rele"), [first, whole, begins, in_text]);
    assert_eq!(found(&story, "elease"), []);
}

#[test]
fn every_word_must_occur_wherever_it_stands() {
    let mut story = Story::new();
    let thing = starts_with(&mut story, "Release any day", "The pager stays calm.");
    starts_with(&mut story, "Release notes", "");
    assert_eq!(found(&story, "pager release"), [thing]);
    assert_eq!(found(&story, "pager loud"), []);
    assert_eq!(found(&story, " … "), []);
}

#[test]
fn a_rare_word_in_the_title_says_more_than_a_common_one() {
    let mut story = Story::new();
    for number in 0..40 {
        starts_with(&mut story, &format!("Team work {number}"), "");
    }
    let common = starts_with(&mut story, "Work in the open", "About the zeppelin.");
    let rare = starts_with(&mut story, "The zeppelin", "Some work.");
    assert_eq!(found(&story, "work zeppelin"), [rare, common]);
}

#[test]
fn a_reference_comes_first_then_who_speaks_of_it() {
    let mut story = Story::new();
    let gap = Thing::Gap(story.gap(ADA, "Nine days", "One day, see I-1"));
    let named = starts_with(&mut story, "Release any day", "");
    for typed in ["I-1", " i-1 "] {
        assert_eq!(found(&story, typed), [named, gap], "{typed}");
    }
    assert_eq!(found(&story, "1"), [named, gap], "G-1 has the number too");
    assert_eq!(found(&story, "I-7"), []);
}

#[test]
fn what_is_open_comes_before_what_is_at_rest_then_the_newest() {
    let mut story = Story::new();
    for _ in 0..3 {
        starts_with(&mut story, "Release any day", "");
        story.days_pass(1);
    }
    story.moves(ADA, InitiativeId(3), Stage::PutDown);
    assert_eq!(found(&story, "release"), [at(2), at(1), at(3)]);
}

#[test]
fn diacritics_case_and_scripts_do_not_hide_anything() {
    let mut story = Story::new();
    story.does(
        ADA,
        Command::Person(person::Command::Join {
            handle: "tomas".into(),
            name: "Tomás Reiß".into(),
            role: person::Role::Member,
        }),
    );
    let tomas = Thing::Person(PersonId(4));
    for typed in ["TOMAS", "tomás reiss", "To\u{301}mas", "reiß"] {
        assert_eq!(found(&story, typed), [tomas], "{typed}");
    }
    let hebrew = starts_with(&mut story, "שחרור בכל יום", "");
    let chinese = starts_with(&mut story, "任何一天都能发布", "");
    assert_eq!(found(&story, "שחר"), [hebrew]);
    assert_eq!(found(&story, "发布"), [chinese]);
    assert_eq!(told(&shown(&story, "שחר", hebrew).title), "<שחר>ור בכל יום");
    assert_eq!(
        told(&shown(&story, "发布", chinese).title),
        "任何一天都能<发布>"
    );
}

#[test]
fn what_was_erased_is_not_found_and_not_shown() {
    let mut story = Story::new();
    let thing = starts_with(
        &mut story,
        "Release any day",
        "Because of the secret zeppelin.",
    );
    let index = Index::of(story.sight());
    let summary = story.state.initiatives[0].summary.unwrap();
    story.state.words.erase(summary);
    assert_eq!(found(&story, "zeppelin"), []);
    // An index from before still has the word; the result is read again and says so.
    let before = look(&story, &index, "zeppelin", None, None).things;
    assert_eq!(before, [thing]);
    let hit = shown(&story, "zeppelin", thing);
    assert!(!hit.is_sure() && hit.to_read().is_empty());
    assert!(!told(&hit.excerpt).contains("zeppelin"));
    let title = story.state.initiatives[0].title;
    story.state.words.erase(title);
    assert_eq!(told(&shown(&story, "release", thing).title), "(erased)");
}

#[test]
fn what_was_reworded_is_found_by_its_new_words() {
    let mut story = Story::new();
    let named = |title: &str| {
        record::Command::Initiative(record::Initiative {
            source: "a".into(),
            title: Some(title.into()),
            ..record::Initiative::default()
        })
    };
    story.imports(named("The zeppelin release"));
    let mut index = Index::of(story.sight());
    let told = story.recorded.len();
    story.imports(named("The balloon release"));
    for recorded in &story.recorded[told..] {
        index.take_in(story.sight(), recorded);
    }
    let find = |typed| look(&story, &index, typed, None, None).things;
    assert_eq!(find("balloon release"), [at(1)]);
    assert_eq!(find("zeppelin"), []);
}

#[test]
fn results_are_narrowed_by_kind_and_by_team_with_all_below() {
    let mut story = Story::new();
    for (name, parent) in [("Release engineering", None), ("Tools", Some(TeamId(1)))] {
        story.does(
            ADA,
            Command::Team(team::Command::Form {
                name: name.into(),
                parent,
            }),
        );
    }
    story.does(
        ADA,
        Command::Gap(gap::Command::Record {
            is: "A release takes nine days".into(),
            ought: "A day".into(),
            team: Some(TeamId(2)),
            goal: None,
        }),
    );
    story.goal(ADA, "Release any day");
    let index = Index::of(story.sight());
    let all = look(&story, &index, "release", None, None);
    assert_eq!((all.total, all.kinds), (3, [0, 1, 1, 0, 1, 0]));
    let goals = look(&story, &index, "release", Some(Kind::Goal), None);
    assert_eq!(goals.things, [Thing::Goal(GoalId(1))]);
    assert_eq!((goals.total, goals.kinds), (1, [0, 1, 1, 0, 1, 0]));
    let team = look(&story, &index, "release", None, Some(TeamId(1)));
    assert_eq!(team.kinds, [0, 1, 0, 0, 1, 0]);
    let below = look(&story, &index, "release", None, Some(TeamId(2)));
    assert_eq!(below.things, [Thing::Gap(GapId(1))]);
}

#[test]
fn quotation_marks_ask_for_words_in_a_row() {
    let mut story = Story::new();
    let row = starts_with(&mut story, "Ship any day", "");
    starts_with(&mut story, "Any team, a day to ship", "");
    assert_eq!(found(&story, "any day").len(), 2);
    assert_eq!(found(&story, "\"any day\" ship"), [row]);
}

#[test]
fn a_result_shows_the_text_around_what_matched() {
    let mut story = Story::new();
    let long = format!(
        "{} the zeppelin lands at noon. {}",
        "Before that. ".repeat(8),
        "After. ".repeat(30)
    );
    let thing = starts_with(&mut story, "Release any day", &long);
    let hit = shown(&story, "zeppel day", thing);
    assert_eq!(told(&hit.title), "Release any <day>");
    let excerpt = told(&hit.excerpt);
    assert!(
        excerpt.starts_with("…") && excerpt.ends_with("…"),
        "{excerpt}"
    );
    assert!(
        excerpt.contains("that. the <zeppel>in lands at noon. After."),
        "{excerpt}"
    );
    assert_eq!((hit.state.as_str(), hit.age.as_str()), ("scoping", "today"));
    checks_in(&mut story, InitiativeId(1), "The balloon came first.");
    let hit = shown(&story, "balloon", thing);
    assert_eq!(told(&hit.excerpt), "The <balloon> came first.");
    let gap = Thing::Gap(story.gap(ADA, "Nine days", "One day"));
    assert_eq!(told(&shown(&story, "nine", gap).excerpt), "One day");
}

#[test]
fn long_texts_are_read_when_they_come() {
    let mut story = Story::new();
    let long = format!("{} zeppelin", "balloon ".repeat(100));
    let thing = starts_with(&mut story, "Release any day", &long);
    let mut index = Index::of(story.sight());
    assert_eq!(look(&story, &index, "zeppelin", None, None).things, []);
    for text in index.long_texts(10) {
        let written = story.words[text.word.index()].clone();
        index.take_in_long(text, &written);
    }
    assert_eq!(index.long_texts(10), []);
    assert_eq!(look(&story, &index, "zeppelin", None, None).things, [thing]);
    let query = Query::of("zeppelin");
    let mut hit = hit(story.sight(), &query, thing, story.now).unwrap();
    assert!(!hit.is_sure());
    for word in hit.to_read() {
        hit.take_in(&query, word, Some(&story.words[word.index()]));
    }
    assert!(hit.is_sure());
    assert!(told(&hit.excerpt).ends_with("balloon <zeppelin>"));
}

#[test]
fn findings_about_a_person_are_not_searched() {
    let mut story = Story::new();
    for number in 0..9 {
        story.starts(BEN, &format!("Work {number}"));
    }
    assert_eq!(found(&story, "overclocked"), []);
    assert_eq!(found(&story, "ben"), [Thing::Person(BEN)]);
}

#[test]
fn one_letter_finds_what_begins_with_it() {
    let mut story = Story::new();
    let thing = starts_with(&mut story, "Zeppelins", "");
    starts_with(&mut story, "Release any day", "A zoo of tools");
    assert_eq!(found(&story, "z"), [thing]);
    assert_eq!(found(&story, "rel a"), [at(2)]);
}

#[test]
fn what_is_near_is_due_or_asked_or_led() {
    let mut story = Story::new();
    let mine = story.starts(ADA, "Release any day");
    let theirs = story.starts(BEN, "Calm on-call");
    let on = Command::Initiative;
    let every_days = 14;
    story.does(
        ADA,
        on(initiative::Command::SetRhythm {
            initiative: mine,
            every_days,
        }),
    );
    let of = initiative::AskedOf::Person(ADA);
    story.does(
        BEN,
        on(initiative::Command::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative: theirs,
            of,
            what: "A review".into(),
        }),
    );
    let fresh = nearby(story.sight(), ADA, story.now, 5);
    assert_eq!(
        (fresh.due.len(), fresh.asked[0].id, fresh.leads[0].0.id),
        (0, theirs, mine)
    );
    story.days_pass(15);
    let later = nearby(story.sight(), ADA, story.now, 5);
    assert_eq!(later.due[0].why, "the last word was 2 weeks ago");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn kept_up_to_date_it_is_the_index_of_the_state(
        steps in prop::collection::vec((crate::tests::command(), 1_u32..4), 1..60),
        begun in 0_usize..60,
        slice in 1_usize..9,
    ) {
        let mut story = Story::new();
        let mut building = None;
        for (number, (command, who)) in steps.into_iter().enumerate() {
            if number == begun {
                building = Some(Building::new(story.sight()));
            }
            let by = if matches!(command, Command::Record(_)) { By::Importer } else { By::Person(PersonId(who)) };
            let _refused = story.tries(by, &command);
            if let Some(building) = &mut building {
                building.go_on(story.sight(), slice);
            }
        }
        // The index is built while the record grows, and then hears of what it may have missed.
        let mut building = building.unwrap_or_else(|| Building::new(crate::State::default().seen_by(Viewer::Paceline)));
        while building.go_on(story.sight(), slice) {}
        let mut index = building.finish();
        let seq = index.seq();
        for recorded in story.recorded.iter().filter(|recorded| recorded.seq > seq) {
            index.take_in(story.sight(), recorded);
        }
        prop_assert_eq!(index.seq(), story.state.seq);
        let mut live = Index::default();
        let mut state = crate::State::default();
        story.words.iter().for_each(|word| state.words.take_in(Some(word)));
        for recorded in &story.recorded {
            state.apply(recorded);
            live.take_in(state.seen_by(Viewer::Paceline), recorded);
        }
        let whole = Index::of(story.sight()).told();
        prop_assert_eq!(index.told(), whole.clone());
        prop_assert_eq!(live.told(), whole);
    }

    #[test]
    fn whatever_is_typed_finds_what_is_shown(
        steps in prop::collection::vec((crate::tests::command(), 1_u32..4), 1..40),
        typed in prop_oneof!["\\PC{0,40}", "[a-z ]{0,10}", "[GIO]-[0-9]{1,2}"],
    ) {
        let mut story = Story::new();
        for (command, who) in steps {
            let by = if matches!(command, Command::Record(_)) { By::Importer } else { By::Person(PersonId(who)) };
            let _refused = story.tries(by, &command);
        }
        let query = Query::of(&typed);
        for thing in found(&story, &typed) {
            let hit = hit(story.sight(), &query, thing, story.now).unwrap();
            prop_assert!(hit.is_sure() || !hit.to_read().is_empty(), "{:?}", hit);
        }
    }
}

#[test]
fn ids_of_what_is_not_there_are_no_results() {
    let story = Story::new();
    for thing in [Thing::Gap(GapId(9)), at(0)] {
        assert_eq!(hit(story.sight(), &Query::of("x"), thing, story.now), None);
    }
}
