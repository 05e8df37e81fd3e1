//! When a goal is asked about, as stories: by its lead's rhythm or its own, paused is silent, silence goes stale.

use super::*;
use crate::{
    person,
    rhythm::Weekday,
    today::{Today, Urgency, today},
};

fn sets_rhythm(every: Every, weekday: Weekday, zone: &str, paused: bool) -> crate::Command {
    crate::Command::Person(person::Command::SetRhythm {
        every,
        weekday,
        zone: zone.to_owned(),
        paused,
    })
}

fn goals_rhythm(goal: GoalId, every: Option<Every>, paused: bool) -> crate::Command {
    on(Command::SetRhythm {
        goal,
        every,
        paused,
    })
}

fn status_of(story: &Story, goal: GoalId) -> &'static str {
    row(story.sight(), goal, story.now).status
}

fn todays(story: &Story, who: PersonId) -> Today {
    today(story.seen_by(who), who, std::iter::empty(), &[], story.now)
}

/// Stories begin on Thursday, 2026-01-01.
fn ada_asked_every_monday() -> (Story, GoalId) {
    let mut story = Story::new();
    let weekly = sets_rhythm(Every::Week, Weekday::Monday, "Europe/Berlin", false);
    story.does(ADA, weekly);
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, says(goal, Some(7), &[]));
    (story, goal)
}

#[test]
fn today_asks_on_the_leads_own_day_and_not_where_they_have_just_told() {
    let (mut story, goal) = ada_asked_every_monday();
    story.days_pass(5);
    // Thursday was four days before Monday the 5th: it is asked for since.
    let waiting = todays(&story, ADA).waiting;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].urgency, Urgency::Soon);
    assert_eq!(
        waiting[0].why,
        "You are asked every week on Monday; the last word was 5 days ago."
    );
    assert_eq!(todays(&story, BEN).waiting, [], "only the lead is asked");
    story.does(ADA, says(goal, Some(7), &[]));
    assert_eq!(todays(&story, ADA).waiting, []);
    let next = shown(&story, goal).rhythm.next;
    assert_eq!(next, Some(day(11)), "Monday the 12th");
    story.days_pass(4);
    story.does(ADA, says(goal, Some(7), &[]));
    story.days_pass(2);
    assert_eq!(
        todays(&story, ADA).waiting,
        [],
        "what was said on Saturday counts for Monday"
    );
}

#[test]
fn silence_is_stale_after_the_days_of_grace_whatever_was_claimed() {
    let (mut story, goal) = ada_asked_every_monday();
    story.days_pass(11);
    assert_eq!(
        status_of(&story, goal),
        "on track",
        "Monday and seven days of grace"
    );
    story.days_pass(1);
    assert_eq!(status_of(&story, goal), "stale");
    let row = row(story.sight(), goal, story.now);
    assert_eq!(row.claimed, Some(Status::OnTrack));
    let waiting = todays(&story, ADA).waiting;
    assert_eq!(waiting[0].urgency, Urgency::Late);
    assert_eq!(
        waiting[0].why,
        "The last word was 12 days ago; it reads stale to everyone."
    );
    story.does(ADA, says(goal, Some(7), &[]));
    assert_eq!(status_of(&story, goal), "on track");
}

#[test]
fn the_days_of_grace_are_the_organisations() {
    let (mut story, goal) = ada_asked_every_monday();
    let grace = crate::organisation::Command::SetThreshold {
        name: "grace-days".to_owned(),
        value: 1,
    };
    story.does(ADA, crate::Command::Organisation(grace));
    story.days_pass(5);
    assert_eq!(status_of(&story, goal), "on track");
    story.days_pass(1);
    assert_eq!(status_of(&story, goal), "stale");
}

#[test]
fn without_a_rhythm_of_theirs_it_is_the_first_monday_of_a_month() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let page = shown(&story, goal);
    assert_eq!(page.rhythm.in_words, "on the first Monday of a month");
    assert_eq!(page.rhythm.next, Some(day(32)), "2026-02-02");
}

#[test]
fn a_goal_may_have_a_rhythm_of_its_own_on_the_calendar_of_its_lead() {
    let (mut story, goal) = ada_asked_every_monday();
    story.refuses(
        BEN,
        goals_rhythm(goal, Some(Every::Month), false),
        "O-1 has a lead: Ada Amin.",
    );
    story.does(ADA, goals_rhythm(goal, Some(Every::Month), false));
    let rhythm = shown(&story, goal).rhythm;
    assert!(rhythm.is_own);
    assert_eq!(rhythm.in_words, "on the first Monday of a month");
    story.days_pass(20);
    assert_eq!(status_of(&story, goal), "on track");
    story.does(ADA, goals_rhythm(goal, None, false));
    assert_eq!(status_of(&story, goal), "stale");
}

#[test]
fn paused_is_silent_and_a_pause_is_held_against_nobody() {
    for of_goal in [true, false] {
        let (mut story, goal) = ada_asked_every_monday();
        let pause = |paused| {
            if of_goal {
                goals_rhythm(goal, None, paused)
            } else {
                sets_rhythm(Every::Week, Weekday::Monday, "Europe/Berlin", paused)
            }
        };
        story.does(ADA, pause(true));
        story.days_pass(100);
        assert_eq!(status_of(&story, goal), "on track");
        assert_eq!(todays(&story, ADA).waiting, []);
        assert_eq!(shown(&story, goal).rhythm.next, None);
        story.does(ADA, pause(false));
        assert_eq!(status_of(&story, goal), "on track", "nobody was asked");
        assert!(shown(&story, goal).rhythm.next.is_some());
        story.days_pass(30);
        assert_eq!(status_of(&story, goal), "stale");
    }
}

#[test]
fn an_unknown_time_zone_is_refused() {
    let mut story = Story::new();
    let berlin = sets_rhythm(Every::Week, Weekday::Monday, "Berlin", false);
    story.refuses(ADA, berlin, "There is no time zone called 'Berlin'.");
}

#[test]
fn help_that_is_wanted_is_shown_to_the_team_while_somebody_still_says_how_it_goes() {
    let mut story = Story::new();
    let form = crate::team::Command::Form {
        name: "Checkout".to_owned(),
        parent: None,
    };
    story.does(ADA, crate::Command::Team(form));
    let team = crate::TeamId::at(0);
    for person in [ADA, BEN] {
        let join = crate::team::Command::Join { team, person };
        story.does(ADA, crate::Command::Team(join));
    }
    story.does(
        ADA,
        on(Command::Set(Setting {
            team: Some(team),
            ..setting("Faster to customers")
        })),
    );
    let goal = GoalId::at(0);
    let asks = |help: &str| {
        on(Command::CheckIn(Saying {
            goal,
            status: Status::AtRisk,
            text: "The review queue is long.".to_owned(),
            confidence: None,
            values: Vec::new(),
            help: help.to_owned(),
        }))
    };
    story.does(ADA, asks("Two hours of a reviewer."));
    let waiting = todays(&story, BEN).waiting;
    assert_eq!(waiting[0].what, "Help wanted for");
    assert_eq!(waiting[0].why, "Ada Amin, today: Two hours of a reviewer.");
    assert_eq!(todays(&story, ADA).waiting, [], "not to whoever asks");
    assert_eq!(todays(&story, crate::testing::CLEO).waiting, []);
    story.days_pass(1);
    story.does(ADA, asks(""));
    assert_eq!(todays(&story, BEN).waiting, [], "it was helped");
    story.does(ADA, asks("A reviewer, again."));
    story.now = Time(story.now.0 + 400 * crate::time::DAY);
    assert_eq!(todays(&story, BEN).waiting, [], "nobody knows any more");
}
