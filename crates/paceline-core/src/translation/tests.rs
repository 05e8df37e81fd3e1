//! Stories of translations.

use super::{Command, of_point, of_team};
use crate::{
    TeamId,
    compass::{self, Point, PointLink, StrategyText, ValueText},
    goal, person, team,
    testing::{ADA, BEN, CLEO, Story},
    translation::TranslationView,
};

/// Engineering, with Checkout (Ben) and Search (Cleo) below it, and an empty place beside them.
fn northwind() -> (Story, TeamId, TeamId, TeamId) {
    let mut story = Story::new();
    let form = |name: &str, parent| {
        crate::Command::Team(team::Command::Form {
            name: name.into(),
            parent,
        })
    };
    story.does(ADA, form("Engineering", None));
    let top = TeamId(1);
    for name in ["Checkout", "Search", "Nobody's"] {
        story.does(ADA, form(name, Some(top)));
    }
    for (team, person) in [(TeamId(2), BEN), (TeamId(3), CLEO)] {
        story.does(
            ADA,
            crate::Command::Team(team::Command::Join { team, person }),
        );
    }
    (story, top, TeamId(2), TeamId(3))
}

fn strategy(story: &mut Story, text: StrategyText) -> Point {
    let entry = text.entry;
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::WriteStrategy(text)),
    );
    let last = crate::EntryId::at(story.state.entries.len() - 1);
    Point::Entry(entry.unwrap_or(last))
}

fn daily(story: &mut Story, scope: Option<TeamId>) -> Point {
    let text = StrategyText {
        title: "Ship daily".into(),
        diagnosis: "A change waits nine days.".into(),
        guiding_policy: "Small steps, every day.".into(),
        actions: vec!["One pipeline for all".into()],
        team: scope,
        ..StrategyText::default()
    };
    strategy(story, text)
}

fn changed(story: &mut Story, of: Point) {
    let Point::Entry(entry) = of else {
        panic!("it is an entry")
    };
    let text = StrategyText {
        entry: Some(entry),
        title: "Ship daily".into(),
        diagnosis: "A change waits nine days.".into(),
        guiding_policy: "Small steps, every hour.".into(),
        actions: vec!["One pipeline for all".into(), "No release days".into()],
        because: "A day is too long".into(),
        ..StrategyText::default()
    };
    strategy(story, text);
}

fn write(of: Point, team: TeamId, text: &str) -> crate::Command {
    crate::Command::Translation(Command::Write {
        of,
        team,
        text: text.into(),
    })
}

fn confirm(of: Point, team: TeamId) -> crate::Command {
    crate::Command::Translation(Command::Confirm { of, team })
}

fn only(story: &Story, of: Point) -> TranslationView {
    let shown = of_point(story.seen_by(BEN), of, story.now).unwrap();
    assert_eq!(shown.translations.len(), 1);
    shown.translations.into_iter().next().unwrap()
}

#[test]
fn a_team_says_what_an_entry_means_for_it_and_the_entry_shows_who_has_not() {
    let (mut story, top, checkout, search) = northwind();
    let of = daily(&mut story, Some(top));
    let none = of_point(story.seen_by(BEN), of, story.now).unwrap();
    let names = |teams: &[team::TeamLink]| -> Vec<String> {
        teams.iter().map(|team| team.name.clone()).collect()
    };
    assert_eq!(names(&none.missing), ["Checkout", "Search"]);
    assert_eq!(names(&none.ours), ["Checkout"]);
    story.does(BEN, write(of, checkout, "The basket ships alone."));
    let one = only(&story, of);
    assert_eq!(one.text.short(), "The basket ships alone.");
    assert_eq!(one.by.unwrap().name, "Ben Bauer");
    assert!(one.is_ours && one.stale.is_none());
    let shown = of_point(story.seen_by(CLEO), of, story.now).unwrap();
    assert_eq!(names(&shown.missing), ["Search"]);
    assert!(!shown.translations[0].is_ours);
    story.refuses(
        BEN,
        write(of, checkout, "The basket ships alone."),
        "That is your translation of C-1 already.",
    );
    story.refuses(BEN, write(of, search, "x"), "You are not of Search.");
    story.refuses(
        CLEO,
        write(of, top, "x"),
        "C-1 does not stand above Engineering.",
    );
    story.refuses(BEN, write(of, checkout, " "), "The translation is empty.");
}

#[test]
fn what_changed_turns_translations_stale_with_both_texts_beside_them() {
    let (mut story, _, checkout, _) = northwind();
    let of = daily(&mut story, None);
    story.does(BEN, write(of, checkout, "Every day."));
    story.days_pass(3);
    changed(&mut story, of);
    let stale = only(&story, of).stale.unwrap();
    let told: Vec<(&str, String, String)> = stale
        .changes
        .iter()
        .map(|change| {
            let text = |texts: &[crate::Text]| {
                let texts: Vec<&str> = texts.iter().map(crate::Text::short).collect();
                texts.join(" | ")
            };
            (change.part, text(&change.was), text(&change.is))
        })
        .collect();
    let (policy, actions) = ("guiding policy", "actions");
    assert_eq!(
        told,
        [
            (
                policy,
                "Small steps, every day.".to_owned(),
                "Small steps, every hour.".to_owned()
            ),
            (
                actions,
                "One pipeline for all".to_owned(),
                "One pipeline for all | No release days".to_owned()
            ),
        ]
    );
    story.does(BEN, confirm(of, checkout));
    let held = only(&story, of);
    assert!(held.stale.is_none() && held.confirmed.is_some());
    story.refuses(
        BEN,
        confirm(of, checkout),
        "Your translation of C-1 is of its current version already.",
    );
    changed(&mut story, of);
    story.days_pass(1);
    // New words are of the new version; the earlier ones stay on record.
    story.does(BEN, write(of, checkout, "Every hour."));
    let anew = only(&story, of);
    assert!(anew.stale.is_none() && anew.confirmed.is_none());
    assert_eq!(anew.earlier[0].text.short(), "Every day.");
}

#[test]
fn the_same_words_for_what_has_changed_say_that_they_hold() {
    let (mut story, _, checkout, _) = northwind();
    let of = daily(&mut story, None);
    story.does(BEN, write(of, checkout, "Every day."));
    changed(&mut story, of);
    story.does(BEN, write(of, checkout, "Every day."));
    let held = only(&story, of);
    assert!(held.stale.is_none() && held.confirmed.is_some() && held.earlier.is_empty());
}

#[test]
fn goals_from_above_are_translated_as_entries_are() {
    let (mut story, _, checkout, _) = northwind();
    let goal = story.goal(ADA, "Under a day");
    let of = Point::Goal(goal);
    story.refuses(
        BEN,
        confirm(of, checkout),
        "The team has no translation of O-1.",
    );
    story.does(BEN, write(of, checkout, "The basket first."));
    story.does(
        ADA,
        crate::Command::Goal(goal::Command::Revise {
            goal,
            title: Some("Under an hour".into()),
            why: None,
            until: None,
            because: "We can".into(),
        }),
    );
    let stale = only(&story, of).stale.unwrap();
    assert_eq!(stale.changes[0].part, "title");
    assert_eq!(stale.changes[0].was[0].short(), "Under a day");
    assert_eq!(stale.changes[0].is[0].short(), "Under an hour");
}

#[test]
fn a_team_sees_everything_above_it_with_its_own_words_stale_ones_first() {
    let (mut story, top, checkout, search) = northwind();
    let first = daily(&mut story, Some(top));
    let second = daily(&mut story, None);
    let third = Point::Goal(story.goal(ADA, "Under a day"));
    daily(&mut story, Some(search));
    story.does(BEN, write(first, checkout, "Fresh."));
    story.does(BEN, write(third, checkout, "The basket first."));
    changed(&mut story, first);
    let shown = of_team(story.seen_by(BEN), checkout, story.now).unwrap();
    let order: Vec<Point> = shown
        .above
        .iter()
        .map(|above| match &above.of {
            PointLink::Entry(entry) => Point::Entry(entry.id),
            PointLink::Goal(goal) => Point::Goal(goal.id),
        })
        .collect();
    assert_eq!(order, [first, second, third]);
    assert_eq!(
        (shown.stale, shown.untranslated, shown.translated),
        (1, 1, 2)
    );
    assert!(shown.is_ours);
}

#[test]
fn a_draft_and_what_is_retired_are_not_translated() {
    let (mut story, _, checkout, _) = northwind();
    let text = StrategyText {
        title: "Quiet".into(),
        diagnosis: "x".into(),
        guiding_policy: "y".into(),
        shown_to: Some(vec![BEN]),
        ..StrategyText::default()
    };
    let draft = strategy(&mut story, text);
    story.refuses(
        BEN,
        write(draft, checkout, "x"),
        "C-1 is a draft that only a few can read.",
    );
    story.refuses(
        CLEO,
        write(draft, TeamId(3), "x"),
        "There is no entry C-1 in the compass.",
    );
    let of = daily(&mut story, None);
    story.does(BEN, write(of, checkout, "Every day."));
    let Point::Entry(entry) = of else {
        panic!("it is an entry")
    };
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::Retire {
            entry,
            because: "Done".into(),
        }),
    );
    story.refuses(
        BEN,
        write(of, checkout, "Other"),
        "C-2 is not in use any more.",
    );
    let shown = of_point(story.seen_by(BEN), of, story.now).unwrap();
    assert!(shown.missing.is_empty() && shown.ours.is_empty());
    assert!(shown.translations[0].stale.is_none());
    let guest = story.joins("gwen", person::Role::Guest);
    assert!(of_point(story.seen_by(guest), of, story.now).is_none());
    assert!(of_team(story.seen_by(guest), checkout, story.now).is_none());
}

#[test]
fn a_stale_translation_waits_for_its_writer_and_for_the_team_once_they_are_gone() {
    let (mut story, _, checkout, _) = northwind();
    story.does(
        ADA,
        crate::Command::Team(team::Command::Join {
            team: checkout,
            person: CLEO,
        }),
    );
    let value = ValueText {
        title: "Kind".into(),
        ..ValueText::default()
    };
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::WriteValue(value.clone())),
    );
    let entry = crate::EntryId(1);
    story.does(BEN, write(Point::Entry(entry), checkout, "Answer today."));
    let again = ValueText {
        entry: Some(entry),
        title: "Kind and clear".into(),
        because: "Clear is kind".into(),
        ..value
    };
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::WriteValue(again)),
    );
    let waits = |story: &Story, person| {
        let today = crate::today::today(story.seen_by(person), person, [].iter(), &[], story.now);
        let mut waiting = today.waiting.iter();
        waiting.any(|waiting| waiting.what == "Say again what it means:")
    };
    assert!(waits(&story, BEN) && !waits(&story, CLEO));
    story.does(
        BEN,
        crate::Command::Person(person::Command::Leave { person: BEN }),
    );
    assert!(waits(&story, CLEO) && !waits(&story, ADA));
    assert_eq!(story.replayed(), story.state);
}
