//! Digests, told as stories.

use super::*;
use crate::{
    Command, InitiativeId,
    initiative::{AskedOf, Command as On},
    reference::Reference,
    signal::Findings,
    testing::{ADA, BEN, CLEO, Story},
    today::{self, Why},
};

fn of(story: &Story, me: PersonId, mentions: &[Call]) -> Option<Digest> {
    let sight = story.seen_by(me);
    let findings = Findings::of(sight, story.now);
    digest(sight, me, findings.seen_by(sight), mentions, story.now)
}

fn asks(story: &mut Story, initiative: InitiativeId, what: &str) {
    let ask = On::Ask {
        initiative,
        of: AskedOf::Person(BEN),
        also: Vec::new(),
        what: what.into(),
        size: None,
        until: None,
    };
    story.does(ADA, Command::Initiative(ask));
}

#[test]
fn there_is_no_empty_one() {
    let mut story = Story::new();
    assert_eq!(of(&story, BEN, &[]), None);
    let initiative = story.starts(ADA, "Ship any day");
    asks(&mut story, initiative, "A review");
    assert_eq!(of(&story, BEN, &[]).map(|digest| digest.count), Some(1));
    assert_eq!(of(&story, CLEO, &[]), None);
    story.does(
        BEN,
        Command::Initiative(On::Answer {
            initiative,
            ask: 0,
            reply: None,
            text: String::new(),
        }),
    );
    assert_eq!(of(&story, BEN, &[]), None);
}

#[test]
fn it_holds_all_that_waits_however_much_it_is() {
    let mut story = Story::new();
    for number in 0..20 {
        let initiative = story.starts(ADA, &format!("Ship {number}"));
        asks(&mut story, initiative, "A review");
    }
    let sight = story.seen_by(BEN);
    let findings = Findings::of(sight, story.now);
    let today = today::today(sight, BEN, findings.seen_by(sight), &[], story.now);
    assert!(
        today.more_waiting > 0,
        "Today lists some and counts the rest"
    );
    let whole = of(&story, BEN, &[]).expect("a digest");
    assert_eq!(whole.count, 20);
    assert_eq!(whole.count, today.count());
    assert_eq!(whole.groups.len(), 20);
}

#[test]
fn what_is_about_one_thing_stands_together_and_once() {
    let mut story = Story::new();
    let first = story.starts(ADA, "Ship any day");
    let second = story.starts(ADA, "Sleep well");
    asks(&mut story, first, "A review");
    asks(&mut story, second, "A bed");
    asks(&mut story, first, "A test");
    asks(&mut story, first, "A review");
    let whole = of(&story, BEN, &[]).expect("a digest");
    assert_eq!(whole.count, 3, "the same twice is one");
    let sizes: Vec<usize> = whole
        .groups
        .iter()
        .map(|group| group.entries.len())
        .collect();
    assert_eq!(sizes, [2, 1]);
    let reasons: Vec<&str> = whole.groups[0]
        .entries
        .iter()
        .map(|entry| entry.why.as_str())
        .collect();
    assert_eq!(
        reasons,
        ["Asked of you today: A review", "Asked of you today: A test"]
    );
}

#[test]
fn mentions_stand_with_what_they_are_about_the_newest_first() {
    let mut story = Story::new();
    let asked = story.starts(ADA, "Ship any day");
    let quiet = story.starts(ADA, "Sleep well");
    let hidden = story.drafts(ADA, &[]);
    asks(&mut story, asked, "A review");
    let call = |about, day: i64| Call {
        person: BEN,
        by: ADA,
        about: Reference::Initiative(about),
        word: story.state.initiative(asked).map(|it| it.title),
        at: story.now.plus_days(-day),
        why: Why::Mentioned {
            place: format!("check-in on {about}"),
        },
    };
    let mentions = [call(asked, 2), call(quiet, 1), call(hidden, 0)];
    let whole = of(&story, BEN, &mentions).expect("a digest");
    assert_eq!(whole.count, 3, "what they may not read is not named");
    assert_eq!(whole.groups[0].entries.len(), 2);
    assert_eq!(
        whole.groups[0].entries[1].why,
        "Ada Amin mentioned you 2 days ago, in: check-in on I-1."
    );
    assert_eq!(
        of(&story, CLEO, &mentions[1..2]).map(|digest| digest.count),
        Some(1)
    );
}
