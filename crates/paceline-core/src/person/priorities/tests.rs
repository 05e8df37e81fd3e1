//! Priorities as stories: ranked by one person, and seen by whom they choose.

use super::*;
use crate::{
    Command, gap, initiative,
    person::{self, Role, own_words},
    testing::{ADA, BEN, CLEO, Story},
};

fn ranks(priorities: &[&str], sharing: Sharing) -> Command {
    Command::Person(person::Command::RankPriorities {
        priorities: priorities.iter().map(|title| (*title).into()).collect(),
        sharing,
    })
}

fn serves(initiative: InitiativeId, serves: Serves) -> Command {
    Command::Initiative(initiative::Command::Serve { initiative, serves })
}

fn ranked(sight: Sight<'_>, person: PersonId) -> Option<Vec<String>> {
    let seen = priorities(sight, person)?.ranked.into_iter();
    Some(seen.map(|title| title.to_string()).collect())
}

#[test]
fn private_priorities_are_shown_to_that_person_alone() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    let initiative = story.starts(ADA, "Ship any day");
    story.does(
        BEN,
        ranks(&["Calm nights", "I-1", "Learn Rust"], Sharing::Private),
    );
    let expected = ["Calm nights", "I-1", "Learn Rust"].map(str::to_owned);
    assert_eq!(ranked(story.seen_by(BEN), BEN), Some(expected.into()));
    for other in [ADA, CLEO] {
        let sight = story.seen_by(other);
        assert_eq!(priorities(sight, BEN), None);
        assert_eq!(is_priority(sight, BEN, initiative), None);
        assert!(own_words(sight, BEN).private.is_empty());
        assert!(own_words(sight, BEN).texts.is_empty());
    }
    assert_eq!(is_priority(story.seen_by(BEN), BEN, initiative), Some(true));
    // They go with the name, and nobody needs to read them for that.
    assert_eq!(own_words(story.sight(), BEN).private.len(), 3);
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn shared_priorities_are_open_to_the_organisation_until_they_are_ranked_anew() {
    let mut story = Story::new();
    let guest = story.joins("gus", Role::Guest);
    story.does(BEN, ranks(&["One", "Two", "Three"], Sharing::Shared));
    assert!(priorities(story.seen_by(CLEO), BEN).is_some());
    assert_eq!(priorities(story.seen_by(guest), BEN), None);
    assert_eq!(own_words(story.seen_by(CLEO), BEN).texts.len(), 3);
    story.does(BEN, ranks(&["Two", "One", "Three"], Sharing::Private));
    assert_eq!(priorities(story.seen_by(CLEO), BEN), None);
    let two_first = ranked(story.seen_by(BEN), BEN).unwrap();
    assert_eq!(two_first[0], "Two");
    story.does(BEN, ranks(&[], Sharing::Private));
    assert_eq!(priorities(story.seen_by(BEN), BEN), None);
    story.refuses(BEN, ranks(&[], Sharing::Shared), "Nothing would change.");
}

#[test]
fn there_are_three_to_five_and_each_says_something() {
    let mut story = Story::new();
    for (count, titles) in [(2, &["A", "B"][..]), (6, &["A", "B", "C", "D", "E", "F"])] {
        story.refuses(
            BEN,
            ranks(titles, Sharing::Private),
            &format!("There are {count} priorities; three to five fit."),
        );
    }
    story.refuses(
        BEN,
        ranks(&["A", " ", "C"], Sharing::Private),
        "The priority is empty.",
    );
    let long = "x".repeat(121);
    story.refuses(
        BEN,
        ranks(&["A", "B", &long], Sharing::Private),
        "The priority has 121 characters; at most 120 fit.",
    );
}

#[test]
fn an_initiative_is_a_priority_by_what_it_serves() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Calm nights");
    let gap = story.gap(ADA, "Nine days", "One hour");
    story.does(
        ADA,
        Command::Gap(gap::Command::Record {
            is: "Alarms at night".into(),
            ought: "None".into(),
            team: None,
            goal: Some(goal),
        }),
    );
    let of_gap = story.starts(ADA, "Ship any day");
    let of_goal = story.starts(ADA, "Fewer alarms");
    let through_a_gap = story.starts(ADA, "Quiet hours");
    let of_nothing = story.starts(ADA, "A new logo");
    story.does(ADA, serves(of_gap, Serves::Gap(gap)));
    story.does(ADA, serves(of_goal, Serves::Goal(goal)));
    story.does(ADA, serves(through_a_gap, Serves::Gap(GapId(2))));
    let is = |story: &Story, initiative| is_priority(story.seen_by(BEN), BEN, initiative);
    assert_eq!(is(&story, of_gap), None, "without priorities");

    let titles = ["Narrow G-1", "Nights without calls (O-1)", "My own health"];
    story.does(BEN, ranks(&titles, Sharing::Private));
    assert_eq!(is(&story, of_gap), Some(true));
    assert_eq!(is(&story, of_goal), Some(true));
    assert_eq!(is(&story, through_a_gap), Some(true));
    assert_eq!(is(&story, of_nothing), Some(false));
    story.does(BEN, ranks(&["I-4", "Two", "Three"], Sharing::Private));
    assert_eq!(is(&story, of_nothing), Some(true));
    assert_eq!(is(&story, of_gap), Some(false));
}

#[test]
fn of_a_draft_that_may_not_be_read_nothing_is_said() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[CLEO]);
    story.does(BEN, ranks(&["I-1", "Two", "Three"], Sharing::Private));
    assert_eq!(is_priority(story.seen_by(BEN), BEN, draft), None);
}
