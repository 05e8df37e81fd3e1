//! Mentions on Today, told as stories.

use super::{LISTED, around};
use crate::{
    Command, InitiativeId, PersonId, Text, Time, gap,
    initiative::{AskedOf, Command as On, Label, Stance},
    testing::{ADA, BEN, CLEO, Story},
    today::{About, Today, call::tests::calls, digest, today},
};

fn of(story: &Story, me: PersonId) -> Today {
    let mentions = calls(story, 0, 0);
    let sight = story.seen_by(me);
    today(sight, me, std::iter::empty(), &mentions, story.now)
}

/// By whom, where and in which words.
fn told(story: &Story, me: PersonId) -> Vec<String> {
    let mentions = of(story, me).mentions.into_iter();
    let sentence = |mention: super::Mention| {
        let (by, words) = (mention.by.name, mention.words);
        format!("{by}, {}: {words}", mention.place)
    };
    mentions.map(sentence).collect()
}

fn says(story: &mut Story, who: PersonId, initiative: InitiativeId, text: &str) {
    let command = On::GiveFeedback {
        initiative,
        label: Label::Suggestion,
        text: text.into(),
        passage: None,
    };
    story.does(who, Command::Initiative(command));
    story.now = Time(story.now.0 + 60);
}

#[test]
fn who_is_mentioned_reads_by_whom_where_and_in_which_words_the_newest_first() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    says(&mut story, ADA, initiative, "Ask @ben, who knows it.");
    story.days_pass(1);
    let record = gap::Command::Record {
        is: "@ben waits nine days".into(),
        ought: "An hour".into(),
        team: None,
        goal: None,
    };
    story.does(CLEO, Command::Gap(record));
    assert_eq!(
        told(&story, BEN),
        [
            "Cleo Costa, how it is, G-1: @ben waits nine days",
            "Ada Amin, feedback on I-1: Ask @ben, who knows it.",
        ]
    );
    let mentions = of(&story, BEN).mentions;
    assert_eq!(mentions[1].ago, "yesterday");
    let About::Initiative(link) = &mentions[1].about else {
        panic!("it is about the initiative");
    };
    assert_eq!(link.id, initiative);
    assert_eq!(told(&story, ADA), [""; 0], "nobody mentions themselves");
    assert_eq!(of(&story, BEN).count(), 0, "it is told beside what waits");
}

#[test]
fn a_mention_goes_when_it_is_answered() {
    let mut story = Story::new();
    let first = story.starts(ADA, "Ship any day");
    let second = story.starts(ADA, "Sleep well");
    says(&mut story, BEN, first, "Before it counts for nothing.");
    says(&mut story, ADA, first, "And you, @ben?");
    says(&mut story, ADA, second, "And here, @ben?");
    assert_eq!(told(&story, BEN).len(), 2);
    says(&mut story, BEN, first, "Here I am.");
    assert_eq!(
        told(&story, BEN),
        ["Ada Amin, feedback on I-2: And here, @ben?"]
    );
    let follow = On::Follow {
        initiative: second,
        stance: Stance::Follow,
        reservation: String::new(),
    };
    story.does(BEN, Command::Initiative(follow));
    assert_eq!(told(&story, BEN), [""; 0], "to follow is an answer");
    story.days_pass(1);
    says(&mut story, ADA, second, "Thank you, @ben! One thing more.");
    assert_eq!(told(&story, BEN).len(), 1, "a new one waits again");
}

#[test]
fn after_two_weeks_a_mention_is_past() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    says(&mut story, ADA, initiative, "What about @ben?");
    story.days_pass(13);
    assert_eq!(told(&story, BEN).len(), 1);
    story.days_pass(1);
    assert_eq!(told(&story, BEN), [""; 0]);
}

#[test]
fn many_mentions_are_no_wall() {
    let mut story = Story::new();
    let mut initiatives = Vec::new();
    for number in 0..LISTED + 3 {
        let initiative = story.starts(ADA, &format!("Ship {number}"));
        says(&mut story, ADA, initiative, "What about @ben?");
        initiatives.push(initiative);
    }
    let today = of(&story, BEN);
    assert_eq!((today.mentions.len(), today.more_mentions), (LISTED, 3));
    assert_eq!(today.mentions[0].place, "feedback on I-7");
    // What one person says in one place again and again is one.
    for day in 0..3 {
        story.days_pass(1);
        says(&mut story, ADA, initiatives[0], &format!("@ben, day {day}"));
    }
    let today = of(&story, BEN);
    assert_eq!((today.mentions.len(), today.more_mentions), (LISTED, 3));
    assert_eq!(today.mentions[0].words, Text::Here("@ben, day 2".into()));
}

#[test]
fn what_today_tells_for_another_reason_is_no_mention() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let ask = |of| {
        Command::Initiative(On::Ask {
            initiative,
            of,
            also: Vec::new(),
            what: "A review by @ben".into(),
            size: None,
            until: None,
        })
    };
    story.does(ADA, ask(AskedOf::Person(BEN)));
    assert_eq!(told(&story, BEN), [""; 0], "it is asked of him");
    assert_eq!(of(&story, BEN).waiting.len(), 1);
    story.days_pass(1);
    story.does(ADA, ask(AskedOf::Person(CLEO)));
    assert_eq!(told(&story, BEN).len(), 1, "it is asked of somebody else");
    says(&mut story, CLEO, initiative, "Look, @ada");
    let waits = of(&story, ADA);
    assert!(waits.mentions.is_empty(), "feedback waits for its lead");
    // Nor does a digest tell it twice.
    let mut mentions = calls(&story, 0, 0);
    mentions.retain(|call| call.person == ADA);
    assert_eq!(mentions.len(), 1);
    let sight = story.seen_by(ADA);
    let whole = digest(sight, ADA, std::iter::empty(), &mentions, story.now).expect("a digest");
    let said: Vec<&str> = whole.groups[0]
        .entries
        .iter()
        .map(|entry| entry.what.as_str())
        .collect();
    assert_eq!(said, ["Feedback on"]);
}

#[test]
fn what_the_viewer_may_not_read_is_not_told() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[BEN]);
    says(&mut story, ADA, draft, "What do you say, @ben and @cleo?");
    assert_eq!(told(&story, BEN).len(), 1);
    // A call that was made while Cleo could read it does not open what she can read no more.
    let mut mentions = calls(&story, 0, 0);
    let mut hers = mentions[0].clone();
    hers.person = CLEO;
    mentions.push(hers);
    let sight = story.seen_by(CLEO);
    let today = today(sight, CLEO, std::iter::empty(), &mentions, story.now);
    assert_eq!((today.mentions, today.more_mentions), (Vec::new(), 0));
    let word = mentions[0].word.expect("a text");
    let before = mentions[..1].to_vec();
    story.state.words.erase(word);
    let sight = story.seen_by(BEN);
    let erased = super::super::today(sight, BEN, std::iter::empty(), &before, story.now);
    assert!(erased.mentions.is_empty(), "what is erased is not told");
}

#[test]
fn an_excerpt_shows_the_name_with_the_words_around_it() {
    assert_eq!(around("Hello\n @ben, look", "ben"), "Hello @ben, look");
    let long = format!("{}@ben knows. {}", "word ".repeat(400), "more ".repeat(400));
    let cut = around(&long, "ben");
    assert!(cut.starts_with("…word ") && cut.ends_with('…'), "{cut}");
    assert!(cut.contains("@ben knows."), "{cut}");
    assert!(cut.chars().count() <= 161, "{cut}");
    assert_eq!(around("Nobody is named.", "ben"), "Nobody is named.");
    let without_spaces = format!("{}。@ben、どう思う？", "長い話".repeat(100));
    let cut = around(&without_spaces, "ben");
    assert!(cut.starts_with("…") && cut.contains("@ben"), "{cut}");
}
