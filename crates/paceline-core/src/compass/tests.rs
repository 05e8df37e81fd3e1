//! The compass, told as stories.

use jiff::civil::{Date, date};

use super::{
    Act, Command as C, EntryPage, EvenOverText, FacetText, Kind, StrategyText, ValueText,
    difference::between, list, page, unstated,
};
use crate::{
    Command, EntryId, PersonId, TeamId,
    initiative::{self, AskedOf},
    list::Asked,
    person::{self, Role},
    signal::{Findings, Step},
    team,
    testing::{ADA, BEN, CLEO, Story},
    today::{Urgency, Waiting, today},
};

const FIRST: EntryId = EntryId(1);
const CHECKOUT: TeamId = TeamId(2);

fn on(command: C) -> Command {
    Command::Compass(command)
}

fn value(title: &str) -> ValueText {
    ValueText {
        title: title.into(),
        looks_like: "We say what went wrong the same day.".into(),
        does_not_look_like: "A report that only shines.".into(),
        ..ValueText::default()
    }
}

fn facet(title: &str, until: Option<Date>) -> FacetText {
    FacetText {
        title: title.into(),
        level: "40 TB, doubling every year".into(),
        reason: "Every click is kept for two years.".into(),
        until,
        ..FacetText::default()
    }
}

fn strategy(title: &str) -> StrategyText {
    StrategyText {
        title: title.into(),
        diagnosis: "Nobody dares to release on a Friday.".into(),
        guiding_policy: "Small changes, released when they are merged.".into(),
        actions: vec!["One lane for all services.".into()],
        even_over: vec![EvenOverText {
            this: "Small steps".into(),
            over: "complete features".into(),
        }],
        ..StrategyText::default()
    }
}

fn draft(shown_to: &[PersonId]) -> Command {
    on(C::WriteStrategy(StrategyText {
        shown_to: Some(shown_to.to_vec()),
        ..strategy("Release calmly")
    }))
}

fn revised(title: &str, because: &str) -> Command {
    on(C::WriteValue(ValueText {
        entry: Some(FIRST),
        because: because.into(),
        ..value(title)
    }))
}

/// Engineering, and Checkout below it with Ben.
fn with_teams(story: &mut Story) {
    for (name, parent) in [("Engineering", None), ("Checkout", Some(TeamId(1)))] {
        let name = name.into();
        story.does(ADA, Command::Team(team::Command::Form { name, parent }));
    }
    let join = team::Command::Join {
        team: CHECKOUT,
        person: BEN,
    };
    story.does(BEN, Command::Team(join));
}

fn seen(story: &Story, viewer: PersonId, id: EntryId) -> Option<EntryPage> {
    page(story.seen_by(viewer), Some(viewer), id, story.now)
}

fn may(story: &Story, viewer: PersonId) -> Vec<Act> {
    seen(story, viewer, FIRST).unwrap().viewer.may
}

fn waiting(story: &Story, me: PersonId) -> Vec<Waiting> {
    let sight = story.seen_by(me);
    let findings = Findings::of(sight, story.now);
    today(sight, me, findings.seen_by(sight), &[], story.now).waiting
}

fn waits(story: &Story, me: PersonId, step: Step) -> Option<Waiting> {
    let mut all = waiting(story, me).into_iter();
    all.find(|waiting| waiting.next.step == step)
}

#[test]
fn whoever_writes_an_entry_leads_it_and_only_they_change_it() {
    let mut story = Story::new();
    story.does(ADA, on(C::WriteValue(value("Candour"))));
    let refused = "C-1 has a lead: Ada Amin.";
    story.refuses(BEN, revised("Openness", "Clearer."), refused);
    let entry = FIRST;
    let because = "Old.".to_owned();
    story.refuses(BEN, on(C::Retire { entry, because }), refused);
    let refusal = story
        .tries(crate::By::Person(BEN), &revised("Openness", "Clearer."))
        .unwrap_err();
    assert_eq!(
        refusal.instead(),
        "Ask the lead, or start an initiative to change it."
    );
    story.refuses(
        ADA,
        revised("Openness", " "),
        "The reason for the change is empty.",
    );
    story.does(
        ADA,
        revised("Openness", "Candour sounded like a licence to hurt."),
    );
    let page = seen(&story, BEN, FIRST).unwrap();
    assert_eq!((page.version, page.versions.len()), (2, 2));
    let changed = between(&page.versions[1].says, &page.versions[0].says);
    let headings: Vec<_> = changed.iter().map(|changed| changed.heading).collect();
    assert_eq!(headings, ["Name"], "only what changed is shown");
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn an_entry_stays_what_it_is() {
    let mut story = Story::new();
    story.does(ADA, on(C::WriteStrategy(strategy("Release calmly"))));
    story.refuses(ADA, revised("Candour", "Because."), "C-1 is a strategy.");
}

#[test]
fn a_draft_is_its_leads_and_theirs_whom_it_was_shown() {
    let mut story = Story::new();
    let guest = story.joins("gwen", Role::Guest);
    story.does(ADA, draft(&[BEN]));
    assert!(seen(&story, ADA, FIRST).is_some() && seen(&story, BEN, FIRST).is_some());
    assert!(seen(&story, CLEO, FIRST).is_none());
    assert_eq!(
        list(story.seen_by(CLEO), &Asked::default(), story.now).total,
        0
    );
    let named = Asked {
        find: "C-1".into(),
        ..Asked::default()
    };
    assert_eq!(list(story.seen_by(CLEO), &named, story.now).total, 0);
    assert_eq!(list(story.seen_by(BEN), &named, story.now).total, 1);
    let entry = FIRST;
    let unknown = "There is no entry C-1 in the compass.";
    story.refuses(CLEO, on(C::Acknowledge { entry }), unknown);
    story.refuses(CLEO, on(C::TakeLead { entry }), unknown);
    let cite = initiative::Command::Cite {
        initiative: story.starts(CLEO, "Ship"),
        entry,
    };
    story.refuses(CLEO, Command::Initiative(cite), unknown);
    assert_eq!(
        seen(&story, BEN, FIRST).unwrap().only.unwrap(),
        "Only Ada Amin and you can read this until it is published."
    );
    let show = |people: &[PersonId]| {
        let people = people.to_vec();
        on(C::ShowTo { entry, people })
    };
    story.refuses(ADA, show(&[BEN]), "They can read C-1 already.");
    story.does(ADA, show(&[BEN, guest]));
    assert!(seen(&story, guest, FIRST).is_some());
    assert!(may(&story, guest).is_empty(), "guests read");
    let of = AskedOf::Person(BEN);
    let told_early = "C-1 is a draft that only a few can read.";
    story.refuses(ADA, on(C::Tell { entry, of }), told_early);
    story.does(ADA, on(C::Publish { entry }));
    assert!(seen(&story, CLEO, FIRST).is_some());
    assert_eq!(seen(&story, CLEO, FIRST).unwrap().only, None);
    story.refuses(ADA, on(C::Publish { entry }), "C-1 is open to everyone.");
    story.refuses(ADA, show(&[CLEO]), "C-1 is open to everyone.");
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn what_everyone_reads_is_shown_to_guests() {
    let mut story = Story::new();
    let guest = story.joins("gwen", Role::Guest);
    story.does(ADA, on(C::WriteValue(value("Candour"))));
    assert!(seen(&story, guest, FIRST).is_none());
    let people = vec![BEN, guest];
    story.does(
        ADA,
        on(C::ShowTo {
            entry: FIRST,
            people,
        }),
    );
    assert!(seen(&story, guest, FIRST).is_some());
    assert_eq!(story.state.entries[0].shown_to, [guest]);
}

#[test]
fn a_draft_changes_without_a_reason() {
    let mut story = Story::new();
    story.does(ADA, draft(&[]));
    let again = StrategyText {
        entry: Some(FIRST),
        ..strategy("Release on any day")
    };
    story.does(ADA, on(C::WriteStrategy(again.clone())));
    story.does(ADA, on(C::Publish { entry: FIRST }));
    story.refuses(
        ADA,
        on(C::WriteStrategy(again)),
        "The reason for the change is empty.",
    );
}

#[test]
fn a_facet_has_one_level_in_one_place() {
    let mut story = Story::new();
    with_teams(&mut story);
    assert_eq!(unstated(story.sight()).len(), 5);
    story.does(ADA, on(C::StateFacet(facet("Data size", None))));
    story.refuses(
        BEN,
        on(C::StateFacet(facet("data SIZE", None))),
        "C-1 states that facet already.",
    );
    let of_team = FacetText {
        team: Some(CHECKOUT),
        ..facet("Data size", None)
    };
    story.does(BEN, on(C::StateFacet(of_team)));
    story.does(ADA, on(C::StateFacet(facet("Seasons", None))));
    assert!(!unstated(story.sight()).contains(&"Data size"));
    let renamed = FacetText {
        entry: Some(EntryId(3)),
        because: "The same thing.".into(),
        ..facet("Data size", None)
    };
    story.refuses(
        ADA,
        on(C::StateFacet(renamed)),
        "C-1 states that facet already.",
    );
    let because = "Nobody asks for it.".into();
    story.does(
        ADA,
        on(C::Retire {
            entry: FIRST,
            because,
        }),
    );
    story.does(ADA, on(C::StateFacet(facet("Data size", None))));
}

#[test]
fn what_is_chosen_over_itself_and_what_is_too_much_is_refused() {
    let mut story = Story::new();
    let even = EvenOverText {
        this: "Speed".into(),
        over: "speed".into(),
    };
    let over_itself = StrategyText {
        even_over: vec![even],
        ..strategy("Release calmly")
    };
    story.refuses(
        ADA,
        on(C::WriteStrategy(over_itself)),
        "'Speed' stands on both sides.",
    );
    let wishes = StrategyText {
        actions: vec!["One more.".into(); 11],
        ..strategy("Release calmly")
    };
    story.refuses(
        ADA,
        on(C::WriteStrategy(wishes)),
        "There are 11 coherent actions; at most 10 fit.",
    );
    let without = StrategyText {
        diagnosis: " ".into(),
        ..strategy("Release calmly")
    };
    story.refuses(
        ADA,
        on(C::WriteStrategy(without)),
        "The diagnosis is empty.",
    );
}

#[test]
fn a_day_that_has_passed_is_refused() {
    let mut story = Story::new();
    let passed = Some(date(2025, 12, 1));
    let sentence = "2025-12-01 has passed.";
    story.refuses(ADA, on(C::StateFacet(facet("Quality", passed))), sentence);
    let reviewed = StrategyText {
        review: passed,
        ..strategy("Release calmly")
    };
    story.refuses(ADA, on(C::WriteStrategy(reviewed)), sentence);
    story.does(ADA, on(C::WriteStrategy(strategy("Release calmly"))));
    let review = C::Review {
        entry: FIRST,
        text: "It holds.".into(),
        next: passed,
    };
    story.refuses(ADA, on(review), sentence);
}

#[test]
fn the_lead_leaves_and_somebody_takes_it() {
    let mut story = Story::new();
    story.does(BEN, on(C::WriteValue(value("Candour"))));
    let entry = FIRST;
    story.refuses(
        CLEO,
        on(C::TakeLead { entry }),
        "C-1 has a lead: Ben Bauer.",
    );
    let leave = person::Command::Leave { person: BEN };
    story.does(ADA, Command::Person(leave));
    let page = seen(&story, CLEO, FIRST).unwrap();
    assert_eq!(page.lead, None);
    assert_eq!(page.viewer.may, [Act::Acknowledge, Act::TakeLead]);
    story.refuses(CLEO, revised("Openness", "Clearer."), "Nobody leads C-1.");
    story.does(CLEO, on(C::TakeLead { entry }));
    story.does(CLEO, revised("Openness", "Clearer."));
    story.refuses(
        CLEO,
        on(C::HandOver { entry, to: CLEO }),
        "You lead C-1 already.",
    );
    story.does(CLEO, on(C::HandOver { entry, to: ADA }));
    assert_eq!(story.state.entries[0].lead, Some(ADA));
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn a_team_that_is_told_reads_and_the_page_says_how_many_have() {
    let mut story = Story::new();
    with_teams(&mut story);
    story.does(ADA, on(C::WriteValue(value("Candour"))));
    let (entry, of) = (FIRST, AskedOf::Team(TeamId(1)));
    assert_eq!(waits(&story, BEN, Step::ReadEntry(entry)), None);
    story.does(ADA, on(C::Tell { entry, of }));
    let told = "They were told of this version of C-1 already.";
    story.refuses(ADA, on(C::Tell { entry, of }), told);
    // Ben is in Checkout, below Engineering.
    let waiting = waits(&story, BEN, Step::ReadEntry(entry)).unwrap();
    assert_eq!(waiting.why, "Ada Amin told Engineering of it today.");
    assert!(seen(&story, BEN, FIRST).unwrap().viewer.was_told);
    let counts = |story: &Story| {
        let told = &seen(story, ADA, FIRST).unwrap().told[0];
        (told.version, told.read, told.people)
    };
    assert_eq!(counts(&story), (1, 0, 1));
    story.does(BEN, on(C::Acknowledge { entry }));
    assert_eq!(counts(&story), (1, 1, 1));
    assert_eq!(waits(&story, BEN, Step::ReadEntry(entry)), None);
    let read = "You have read this version of C-1 already.";
    story.refuses(BEN, on(C::Acknowledge { entry }), read);
    // A new version is a new word to them, once they are told of it.
    story.does(ADA, revised("Openness", "Clearer."));
    assert_eq!(waits(&story, BEN, Step::ReadEntry(entry)), None);
    story.does(ADA, on(C::Tell { entry, of }));
    story.days_pass(2);
    let waiting = waits(&story, BEN, Step::ReadEntry(entry)).unwrap();
    assert_eq!(
        waiting.why,
        "Ada Amin told Engineering of version 2 2 days ago."
    );
    assert_eq!(waits(&story, CLEO, Step::ReadEntry(entry)), None);
    assert_eq!(waits(&story, ADA, Step::ReadEntry(entry)), None);
    let because = "Done.".into();
    story.does(ADA, on(C::Retire { entry, because }));
    assert_eq!(waits(&story, BEN, Step::ReadEntry(entry)), None);
    let gone = "C-1 is not in use any more.";
    story.refuses(BEN, on(C::Acknowledge { entry }), gone);
}

#[test]
fn the_review_comes_back_on_its_day() {
    let mut story = Story::new();
    let reviewed = StrategyText {
        review: Some(date(2026, 1, 11)),
        ..strategy("Release calmly")
    };
    story.does(ADA, on(C::WriteStrategy(reviewed)));
    let entry = FIRST;
    let step = Step::ReviewEntry(entry);
    story.days_pass(9);
    assert_eq!(waits(&story, ADA, step), None);
    let words = |story: &Story| seen(story, ADA, FIRST).unwrap().review.unwrap().words;
    assert_eq!(words(&story), "in 1 day");
    story.days_pass(1);
    let waiting = waits(&story, ADA, step).unwrap();
    assert_eq!(waiting.urgency, Urgency::Soon);
    assert_eq!(waiting.why, "Its review was set for 2026-01-11, today.");
    story.days_pass(15);
    let waiting = waits(&story, ADA, step).unwrap();
    assert_eq!(waiting.urgency, Urgency::Late);
    assert_eq!(waits(&story, BEN, step), None, "for the lead alone");
    let review = |next: Option<Date>| {
        let text = "It still holds.".into();
        on(C::Review { entry, text, next })
    };
    story.does(ADA, review(Some(date(2026, 7, 1))));
    assert_eq!(waits(&story, ADA, step), None);
    assert_eq!(words(&story), "in 5 months");
    assert_eq!(seen(&story, BEN, FIRST).unwrap().reviews.len(), 1);
}

#[test]
fn a_new_version_is_a_review_too() {
    let mut story = Story::new();
    let reviewed = StrategyText {
        review: Some(date(2026, 1, 11)),
        ..strategy("Release calmly")
    };
    story.does(ADA, on(C::WriteStrategy(reviewed)));
    story.days_pass(20);
    let again = StrategyText {
        entry: Some(FIRST),
        because: "The lane is there.".into(),
        ..strategy("Release on any day")
    };
    story.does(ADA, on(C::WriteStrategy(again)));
    assert_eq!(story.state.entries[0].review, None);
}

#[test]
fn a_facet_that_held_until_today_is_stated_anew() {
    let mut story = Story::new();
    let until = Some(date(2026, 1, 31));
    story.does(ADA, on(C::StateFacet(facet("Data size", until))));
    let step = Step::StateFacetAnew(FIRST);
    story.days_pass(29);
    assert_eq!(waits(&story, ADA, step), None);
    story.days_pass(1);
    assert!(waits(&story, ADA, step).is_some());
    let again = FacetText {
        entry: Some(FIRST),
        because: "A year on.".into(),
        ..facet("Data size", Some(date(2027, 1, 31)))
    };
    story.does(ADA, on(C::StateFacet(again)));
    assert_eq!(waits(&story, ADA, step), None);
}

#[test]
fn the_compass_of_a_team_is_what_holds_for_it() {
    let mut story = Story::new();
    with_teams(&mut story);
    for (title, team) in [
        ("Of checkout", Some(CHECKOUT)),
        ("Of engineering", Some(TeamId(1))),
        ("Of all", None),
    ] {
        let written = StrategyText {
            team,
            ..strategy(title)
        };
        story.does(ADA, on(C::WriteStrategy(written)));
    }
    story.does(BEN, on(C::WriteValue(value("Candour"))));
    let titles = |asked: &Asked| -> Vec<String> {
        let listed = list(story.seen_by(BEN), asked, story.now);
        let rows = listed.rows.into_iter();
        rows.map(|row| row.entry.title).collect()
    };
    assert_eq!(
        titles(&Asked::default()),
        ["Candour", "Of all", "Of checkout", "Of engineering"],
        "values before strategies, the organisation's before those of teams"
    );
    let of_engineering = Asked {
        team: Some(TeamId(1)),
        stage: Some(Kind::Strategy.word().to_owned()),
        ..Asked::default()
    };
    assert_eq!(titles(&of_engineering), ["Of all", "Of engineering"]);
}
