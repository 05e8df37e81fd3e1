//! Stories of gaps: recorded, seen too, measured, closed, compared.

use super::{Command, Mine, alternatives, list, page, row};
use crate::{
    GapId,
    goal::Direction,
    initiative::{self, Serves, Stance, Status},
    list::Asked,
    measure::{Amount, Origin},
    person::Role,
    testing::{ADA, BEN, CLEO, Story},
};

mod kept;
mod merged;
mod split;
mod words;

pub(super) fn on(command: Command) -> crate::Command {
    crate::Command::Gap(command)
}

pub(super) fn see_too(gap: GapId, text: &str) -> crate::Command {
    let text = text.into();
    on(Command::SeeToo { gap, text })
}

pub(super) fn merge(gap: GapId, into: GapId) -> crate::Command {
    let because = "The same queue.".into();
    on(Command::Merge { gap, into, because })
}

pub(super) fn separate(gap: GapId) -> crate::Command {
    let because = "Two queues after all.".into();
    on(Command::Separate { gap, because })
}

pub(super) fn close(gap: GapId) -> crate::Command {
    let outcome = "It takes an hour now.".into();
    on(Command::Close { gap, outcome })
}

/// Who is shown to see a gap too, with all their words.
pub(super) fn seen(story: &Story, gap: GapId) -> Vec<(String, String)> {
    let page = page(story.sight(), None, gap, story.now).unwrap();
    let told = page.sightings.into_iter().map(|seen| {
        let more = seen.more.into_iter().map(|said| said.text);
        let words = seen.text.into_iter().chain(more);
        let words: Vec<String> = words.map(|text| text.to_string()).collect();
        (seen.person.name, words.join(" / "))
    });
    told.collect()
}

#[test]
fn a_gap_asks_for_is_and_ought_only() {
    let mut story = Story::new();
    let record = |is: &str, ought: &str| {
        on(Command::Record {
            is: is.into(),
            ought: ought.into(),
            team: None,
            goal: None,
        })
    };
    story.does(
        ADA,
        record("A release takes nine days.", "Any service, any day."),
    );
    assert_eq!(story.state.gaps.len(), 1);
    story.refuses(
        ADA,
        record("A release takes nine days.", " "),
        "The description of how it ought to be is empty.",
    );
}

#[test]
fn a_gap_is_closed_once() {
    let mut story = Story::new();
    let gap = story.gap(ADA, "Nine days", "One day");
    story.does(ADA, close(gap));
    story.refuses(ADA, close(gap), "G-1 is closed.");
}

#[test]
fn others_see_it_too_once_and_may_say_more() {
    let mut story = Story::new();
    let gap = story.gap(ADA, "Nine days", "One day");
    story.refuses(ADA, see_too(gap, "Me too"), "You recorded G-1 yourself.");
    story.does(BEN, see_too(gap, ""));
    story.refuses(BEN, see_too(gap, " "), "You said already that you see G-1.");
    story.does(BEN, see_too(gap, "Ten in my team"));
    story.does(CLEO, see_too(gap, "Every spring"));
    story.does(CLEO, see_too(gap, "And in autumn"));
    let told = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    assert_eq!(
        seen(&story, gap),
        [
            told("Ben Bauer", "Ten in my team"),
            told("Cleo Costa", "Every spring / And in autumn"),
        ]
    );
    let mine = |person| page(story.sight(), Some(person), gap, story.now).map(|page| page.mine);
    assert_eq!(mine(ADA), Some(Mine::Recorded));
    assert_eq!(mine(BEN), Some(Mine::Seen));
    let row = row(story.sight(), gap, story.now).unwrap();
    assert_eq!(row.seen_by, 3);
    let timeline = page(story.sight(), None, gap, story.now).unwrap().timeline;
    assert_eq!(timeline.len(), 5, "recorded, seen by two, said more by two");
    assert_eq!(story.replayed().gaps, story.state.gaps);
}

#[test]
fn nobody_sees_too_what_is_closed() {
    let mut story = Story::new();
    let gap = story.gap(ADA, "Nine days", "One day");
    story.does(ADA, close(gap));
    story.refuses(BEN, see_too(gap, "Still"), "G-1 is closed.");
}

pub(super) fn set_measure(gap: GapId, is: i32, ought: i32) -> crate::Command {
    on(Command::SetMeasure {
        gap,
        what: "Lead time".into(),
        unit: "days".into(),
        is: Amount::whole(is),
        ought: Amount::whole(ought),
    })
}

pub(super) fn measure(gap: GapId, value: i32) -> crate::Command {
    on(Command::Measure {
        gap,
        value: Amount::whole(value),
        note: String::new(),
    })
}

#[test]
fn a_gap_is_measured_again_over_time() {
    let mut story = Story::new();
    let robot = story.joins("nightly", Role::Service);
    let gap = story.gap(ADA, "Nine days", "One day");
    story.refuses(ADA, measure(gap, 8), "Nothing is measured of G-1 yet.");
    story.refuses(
        ADA,
        set_measure(gap, 9, 9),
        "It is 9 at the start and 9 is wanted: there is nothing to reach.",
    );
    story.does(ADA, set_measure(gap, 9, 1));
    story.refuses(ADA, set_measure(gap, 9, 1), "Nothing would change.");
    story.days_pass(7);
    story.does(BEN, measure(gap, 7));
    story.days_pass(7);
    story.does(robot, measure(gap, 5));
    let shown = page(story.sight(), None, gap, story.now).unwrap();
    let [known] = shown.measures.as_slice() else {
        panic!("one measure");
    };
    assert_eq!(known.measure.direction, Direction::Decrease);
    assert_eq!(known.in_words, "5 days; 1 wanted");
    assert_eq!((known.share_closed, known.is_met), (50, false));
    let from: Vec<Origin> = known.measure.points.iter().map(|one| one.from).collect();
    assert_eq!(from, [Origin::CheckIn, Origin::Report]);
    story.does(ADA, close(gap));
    story.does(robot, measure(gap, 1));
    story.refuses(ADA, set_measure(gap, 2, 1), "G-1 is closed.");
    let shown = page(story.sight(), None, gap, story.now).unwrap();
    assert_eq!(shown.measures.first().unwrap().share_closed, 100);
    story.refuses(
        robot,
        see_too(gap, ""),
        "A service account neither leads nor objects.",
    );
}

#[test]
fn another_measure_takes_the_place_of_the_first_which_stays_on_record() {
    let mut story = Story::new();
    let gap = story.gap(ADA, "Nine days", "One day");
    story.does(ADA, set_measure(gap, 9, 1));
    story.does(ADA, measure(gap, 7));
    story.does(BEN, set_measure(gap, 7, 2));
    let shown = page(story.sight(), None, gap, story.now).unwrap();
    let known = shown.measures.first().unwrap();
    assert_eq!(known.in_words, "7 days at the start; 2 wanted");
    assert_eq!(shown.timeline.len(), 4);
}

#[test]
fn what_would_narrow_a_gap_is_compared() {
    let mut story = Story::new();
    let [gap, other] = ["Nine days", "Nine days, I say"].map(|is| story.gap(ADA, is, "One day"));
    let [first, second] = ["Ship any day", "Ship on Fridays"].map(|title| story.starts(BEN, title));
    let serve = |initiative, gap| {
        let serves = Serves::Gap(gap);
        crate::Command::Initiative(initiative::Command::Serve { initiative, serves })
    };
    story.does(BEN, serve(first, gap));
    story.does(BEN, serve(second, other));
    let told = |story: &Story| alternatives(story.sight(), gap, story.now).unwrap().rows;
    assert_eq!(told(&story).len(), 1);
    story.does(CLEO, merge(other, gap));
    for (person, stance) in [
        (ADA, Stance::Follow),
        (CLEO, Stance::FollowWithReservations),
    ] {
        let follow = initiative::Command::Follow {
            initiative: first,
            stance,
            reservation: "On Fridays too.".into(),
        };
        story.does(person, crate::Command::Initiative(follow));
    }
    let said = initiative::Command::CheckIn {
        initiative: second,
        status: Status::AtRisk,
        text: "Slow.".into(),
    };
    story.does(BEN, crate::Command::Initiative(said));
    let put_down = initiative::Command::PutDown {
        initiative: second,
        why: "Nobody ships on Fridays.".into(),
        learned: "Fridays are late.".into(),
        pick_up: initiative::PickUp::Anyone,
    };
    story.does(BEN, crate::Command::Initiative(put_down));
    let rows = told(&story);
    let [one, two] = rows.as_slice() else {
        panic!("two alternatives");
    };
    assert_eq!((one.followers, one.with_reservations), (2, 1));
    assert_eq!(one.outcome, None);
    let outcome = two.outcome.as_ref().map(ToString::to_string);
    assert_eq!(outcome.as_deref(), Some("Fridays are late."));
    assert_eq!(
        two.last_check_in.as_ref().map(|said| said.status),
        Some(Status::AtRisk)
    );
    let acted = row(story.sight(), gap, story.now).unwrap().acted_on_by;
    assert_eq!(acted, 1, "what was put down acts no more");
}

#[test]
fn the_list_hides_what_was_merged_unless_it_is_asked_for() {
    let mut story = Story::new();
    let [one, two, three] = ["a", "b", "c"].map(|is| story.gap(ADA, is, "better"));
    story.does(BEN, merge(one, two));
    story.does(BEN, close(three));
    let found = |stage: Option<&str>| -> Vec<GapId> {
        let asked = Asked {
            stage: stage.map(str::to_owned),
            ..Asked::default()
        };
        let listed = list(story.sight(), &asked, story.now);
        listed.rows.into_iter().map(|row| row.id).collect()
    };
    assert_eq!(found(None), [two]);
    assert_eq!(found(Some("merged")), [one]);
    assert_eq!(found(Some("closed")), [three]);
}
