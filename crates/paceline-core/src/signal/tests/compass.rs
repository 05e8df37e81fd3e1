//! Stories of the compass: what nobody serves, translates or looks at again, and departures nobody declared.

use jiff::civil::{Date, date};

use super::{finds, found, since};
use crate::{
    Command, EntryId, GoalId, InitiativeId, PersonId, TeamId, VeerOffId,
    compass::{self, FacetText, Point, StrategyText},
    goal::{self, Counting, Setting},
    initiative::{self, Serves, Stage},
    measure::Amount,
    signal::{Findings, Rule, Step, Subject, all, next_step},
    team,
    testing::{ADA, BEN, CLEO, START, Story},
    translation, veer_off,
};

const ENGINEERING: TeamId = TeamId(1);
const CHECKOUT: TeamId = TeamId(2);

/// Ben's Checkout below Engineering, and Ada's strategy for the organisation.
fn organised() -> (Story, EntryId) {
    let mut story = Story::new();
    for (name, parent) in [("Engineering", None), ("Checkout", Some(ENGINEERING))] {
        let name = name.into();
        story.does(ADA, Command::Team(team::Command::Form { name, parent }));
    }
    let (team, person) = (CHECKOUT, BEN);
    story.does(ADA, Command::Team(team::Command::Join { team, person }));
    let entry = strategy(&mut story, StrategyText::default());
    (story, entry)
}

fn strategy(story: &mut Story, text: StrategyText) -> EntryId {
    story.does(
        ADA,
        Command::Compass(compass::Command::WriteStrategy(StrategyText {
            title: "Ship in small steps".into(),
            diagnosis: "Releases are large and rare.".into(),
            guiding_policy: "Small and often.".into(),
            ..text
        })),
    );
    EntryId::at(story.state.entries.len() - 1)
}

fn again(story: &mut Story, entry: EntryId) {
    let because = "We learned.".to_owned();
    let text = StrategyText {
        entry: Some(entry),
        because,
        ..StrategyText::default()
    };
    strategy(story, text);
}

fn compass(story: &mut Story, command: compass::Command) {
    story.does(ADA, Command::Compass(command));
}

fn translates(story: &mut Story, of: Point) {
    let (team, text) = (CHECKOUT, "One change a day.".to_owned());
    let write = translation::Command::Write { of, team, text };
    story.does(BEN, Command::Translation(write));
}

fn sets(story: &mut Story, team: Option<TeamId>, serves: Vec<Point>) -> GoalId {
    let setting = Setting {
        title: "Releases take an hour".into(),
        team,
        serves,
        ..Setting::default()
    };
    story.does(BEN, Command::Goal(goal::Command::Set(setting)));
    GoalId::at(story.state.goals.len() - 1)
}

fn starts(story: &mut Story, serves: Vec<Serves>) -> InitiativeId {
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "Ship any day".into(),
        summary: String::new(),
        team: Some(CHECKOUT),
        serves,
        shown_to: None,
    };
    story.does(BEN, Command::Initiative(start));
    InitiativeId::at(story.state.initiatives.len() - 1)
}

fn departs(story: &mut Story, of: Point, until: Date) -> VeerOffId {
    let depart = veer_off::Command::Depart {
        of,
        team: CHECKOUT,
        stakeholder: "The bank".into(),
        reason: "They test by hand.".into(),
        until,
    };
    story.does(BEN, Command::VeerOff(depart));
    VeerOffId::at(story.state.veer_offs.len() - 1)
}

#[test]
fn a_strategy_that_nobody_serves_is_found_after_thirty_days_and_again_when_its_initiative_ends() {
    let (mut story, entry) = organised();
    story.days_pass(29);
    assert!(!finds(&story, Rule::NobodyServes));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::NobodyServes), START);
    let initiative = starts(&mut story, vec![Serves::Strategy(entry)]);
    assert!(!finds(&story, Rule::NobodyServes));
    let put_down = crate::testing::step_to(initiative, Stage::PutDown);
    story.does(BEN, Command::Initiative(put_down));
    let ended = story.now;
    story.days_pass(29);
    assert!(!finds(&story, Rule::NobodyServes));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::NobodyServes), ended);
    sets(&mut story, Some(CHECKOUT), vec![Point::Entry(entry)]);
    assert!(!finds(&story, Rule::NobodyServes), "an open goal serves it");
}

#[test]
fn a_draft_is_not_asked_for_anything_before_everybody_can_read_it() {
    let (mut story, first) = organised();
    let because = "Another way.".to_owned();
    compass(
        &mut story,
        compass::Command::Retire {
            entry: first,
            because,
        },
    );
    let (shown_to, review) = (Some(Vec::new()), Some(date(2026, 1, 10)));
    let draft = strategy(
        &mut story,
        StrategyText {
            review,
            shown_to,
            ..StrategyText::default()
        },
    );
    story.days_pass(100);
    assert_eq!(found(&story), []);
    compass(&mut story, compass::Command::Publish { entry: draft });
    let opened = story.now;
    assert_eq!(
        found(&story),
        [(Rule::PastItsReview, Subject::Entry(draft))]
    );
    story.days_pass(30);
    assert_eq!(since(&story, Rule::NobodyServes), opened);
    assert_eq!(since(&story, Rule::NobodyTranslates), opened);
}

#[test]
fn what_no_team_translates_is_found_after_thirty_days() {
    let (mut story, entry) = organised();
    story.days_pass(29);
    assert!(!finds(&story, Rule::NobodyTranslates));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::NobodyTranslates), START);
    translates(&mut story, Point::Entry(entry));
    assert!(!finds(&story, Rule::NobodyTranslates));
    let of_a_leaf = StrategyText {
        team: Some(CHECKOUT),
        ..StrategyText::default()
    };
    strategy(&mut story, of_a_leaf);
    story.days_pass(60);
    assert!(
        !finds(&story, Rule::NobodyTranslates),
        "no team is below Checkout"
    );
}

#[test]
fn a_goal_above_teams_is_translated_in_words_or_by_a_goal_that_serves_it() {
    let (mut story, entry) = organised();
    translates(&mut story, Point::Entry(entry));
    let in_words = sets(&mut story, Some(ENGINEERING), Vec::new());
    let in_numbers = sets(&mut story, None, Vec::new());
    story.days_pass(30);
    let untranslated = |story: &Story| {
        let found = found(story).into_iter();
        let subjects = found.filter(|(rule, _)| *rule == Rule::NobodyTranslates);
        subjects.map(|(_, subject)| subject).collect::<Vec<_>>()
    };
    let both = [in_words, in_numbers].map(Subject::Goal);
    assert_eq!(untranslated(&story), both);
    translates(&mut story, Point::Goal(in_words));
    sets(&mut story, Some(CHECKOUT), vec![Point::Goal(in_numbers)]);
    assert_eq!(untranslated(&story), []);
}

#[test]
fn a_translation_is_stale_two_weeks_after_what_it_translates_has_changed() {
    let (mut story, entry) = organised();
    translates(&mut story, Point::Entry(entry));
    story.days_pass(5);
    again(&mut story, entry);
    let changed = story.now;
    story.days_pass(10);
    again(&mut story, entry);
    story.days_pass(3);
    assert!(!finds(&story, Rule::StaleTranslation));
    story.days_pass(1);
    assert_eq!(
        since(&story, Rule::StaleTranslation),
        changed,
        "since the first change"
    );
    let (of, team) = (Point::Entry(entry), CHECKOUT);
    let confirm = translation::Command::Confirm { of, team };
    story.does(BEN, Command::Translation(confirm));
    assert!(!finds(&story, Rule::StaleTranslation));
}

#[test]
fn the_translation_of_a_goal_is_stale_when_the_goal_was_revised() {
    let (mut story, _) = organised();
    let goal = sets(&mut story, None, Vec::new());
    translates(&mut story, Point::Goal(goal));
    let revise = goal::Command::Revise {
        goal,
        title: Some("Releases take ten minutes".into()),
        why: None,
        until: None,
        because: "An hour is too long.".into(),
    };
    story.does(BEN, Command::Goal(revise));
    story.days_pass(14);
    let subject = Subject::Translation(Point::Goal(goal), CHECKOUT);
    assert!(found(&story).contains(&(Rule::StaleTranslation, subject)));
}

#[test]
fn a_teams_goal_is_an_orphan_when_it_serves_nothing_that_stands_above() {
    let (mut story, entry) = organised();
    let goal = sets(&mut story, Some(CHECKOUT), Vec::new());
    story.days_pass(13);
    assert!(!finds(&story, Rule::OrphanGoal));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::OrphanGoal), START);
    let serves = Point::Entry(entry);
    story.does(BEN, Command::Goal(goal::Command::Serve { goal, serves }));
    assert!(!finds(&story, Rule::OrphanGoal));
    let above = sets(&mut story, Some(ENGINEERING), vec![serves]);
    let because = "It was wrong.".to_owned();
    compass(&mut story, compass::Command::Retire { entry, because });
    let retired = story.now;
    story.days_pass(14);
    let orphans: Vec<_> = all(story.sight(), story.now)
        .into_iter()
        .filter(|told| told.rule == Rule::OrphanGoal)
        .map(|told| (told.subject, told.since))
        .collect();
    let found = [(Subject::Goal(goal), retired)];
    assert_eq!(
        orphans, found,
        "nothing stands above Engineering, and {above} above Checkout"
    );
}

#[test]
fn a_goal_with_nothing_above_it_and_a_measure_of_health_are_no_orphans() {
    let mut story = Story::new();
    for (name, parent) in [("Engineering", None), ("Checkout", Some(ENGINEERING))] {
        let name = name.into();
        story.does(ADA, Command::Team(team::Command::Form { name, parent }));
    }
    sets(&mut story, Some(CHECKOUT), Vec::new());
    story.days_pass(100);
    assert!(!finds(&story, Rule::OrphanGoal));
    let health = Setting {
        title: "Always available".into(),
        team: Some(ENGINEERING),
        evergreen: true,
        ..Setting::default()
    };
    story.does(BEN, Command::Goal(goal::Command::Set(health)));
    sets(&mut story, None, Vec::new());
    let above = story.now;
    story.days_pass(14);
    let orphans = found(&story)
        .into_iter()
        .filter(|(rule, _)| *rule == Rule::OrphanGoal);
    assert_eq!(orphans.count(), 1);
    assert_eq!(
        since(&story, Rule::OrphanGoal),
        above,
        "since something stands above it"
    );
}

#[test]
fn an_initiative_that_goes_against_a_strategy_is_found_until_its_team_declares_it() {
    let (mut story, entry) = organised();
    let of = Point::Entry(entry);
    let initiative = starts(&mut story, Vec::new());
    assert!(!finds(&story, Rule::UndeclaredDeparture));
    let because = "The bank tests by hand.".to_owned();
    let against = initiative::Command::GoAgainst {
        initiative,
        of,
        because,
    };
    story.does(BEN, Command::Initiative(against));
    assert_eq!(since(&story, Rule::UndeclaredDeparture), story.now);
    let told = all(story.sight(), story.now);
    let told = told
        .iter()
        .find(|told| told.rule == Rule::UndeclaredDeparture)
        .unwrap();
    let step = |who: PersonId| next_step(story.seen_by(who), Some(who), told).step;
    assert_eq!(
        (step(BEN), step(ADA)),
        (Step::Depart(of), Step::Open(initiative))
    );
    let veer_off = departs(&mut story, of, date(2026, 3, 1));
    assert!(!finds(&story, Rule::UndeclaredDeparture));
    let text = "The bank tests at night.".to_owned();
    story.does(
        BEN,
        Command::VeerOff(veer_off::Command::Return { veer_off, text }),
    );
    assert!(
        finds(&story, Rule::UndeclaredDeparture),
        "the team is back, the initiative is not"
    );
    let with = initiative::Command::GoWith { initiative, of };
    story.does(BEN, Command::Initiative(with));
    assert!(!finds(&story, Rule::UndeclaredDeparture));
}

#[test]
fn a_veer_off_is_past_its_date_on_the_day_after() {
    let (mut story, entry) = organised();
    let veer_off = departs(&mut story, Point::Entry(entry), date(2026, 2, 28));
    story.now = crate::Time::end_of(date(2026, 2, 28));
    assert!(!finds(&story, Rule::VeerOffPastItsDate));
    story.now = crate::Time(story.now.0 + 1);
    assert_eq!(since(&story, Rule::VeerOffPastItsDate), story.now);
    let renew = veer_off::Command::Renew {
        veer_off,
        reason: "They still do.".into(),
        until: date(2026, 4, 30),
    };
    story.does(BEN, Command::VeerOff(renew));
    assert!(!finds(&story, Rule::VeerOffPastItsDate));
    story.days_pass(90);
    assert!(finds(&story, Rule::VeerOffPastItsDate));
    let because = "It was wrong.".to_owned();
    compass(&mut story, compass::Command::Retire { entry, because });
    assert!(
        !finds(&story, Rule::VeerOffPastItsDate),
        "nothing is departed from any more"
    );
}

#[test]
fn an_entry_is_past_its_review_on_the_day_after_and_a_facet_past_its_until() {
    let (mut story, entry) = organised();
    let next = Some(date(2026, 1, 31));
    let text = "It holds.".to_owned();
    compass(&mut story, compass::Command::Review { entry, text, next });
    compass(
        &mut story,
        compass::Command::StateFacet(FacetText {
            title: "Data size".into(),
            level: "40 TB".into(),
            reason: "Eight years of orders.".into(),
            until: Some(date(2026, 2, 15)),
            ..FacetText::default()
        }),
    );
    story.now = crate::Time::end_of(date(2026, 1, 31));
    assert!(!finds(&story, Rule::PastItsReview));
    story.now = crate::Time(story.now.0 + 1);
    assert_eq!(since(&story, Rule::PastItsReview), story.now);
    let (text, next) = ("It holds.".to_owned(), Some(date(2027, 1, 31)));
    compass(&mut story, compass::Command::Review { entry, text, next });
    assert!(!finds(&story, Rule::PastItsReview));
    story.now = crate::Time::start_of(date(2026, 2, 16));
    let facet = Subject::Entry(EntryId(2));
    assert!(found(&story).contains(&(Rule::PastItsReview, facet)));
    assert_eq!(since(&story, Rule::PastItsReview), story.now);
}

#[test]
fn what_a_person_may_not_read_is_never_told_to_them() {
    let (mut story, entry) = organised();
    let guest = story.joins("gus", crate::person::Role::Guest);
    let (shown_to, review) = (Some(vec![BEN]), Some(date(2026, 1, 10)));
    let draft = strategy(
        &mut story,
        StrategyText {
            review,
            shown_to,
            ..StrategyText::default()
        },
    );
    let goal = sets(&mut story, Some(CHECKOUT), Vec::new());
    counts(&mut story, goal);
    let initiative = story.drafts(BEN, &[ADA]);
    for of in [Point::Entry(entry), Point::Goal(goal)] {
        let because = "The bank tests by hand.".to_owned();
        let against = initiative::Command::GoAgainst {
            initiative,
            of,
            because,
        };
        story.does(BEN, Command::Initiative(against));
    }
    departs(&mut story, Point::Entry(entry), date(2026, 1, 2));
    story.days_pass(100);
    let seen = |who: PersonId| {
        let sight = story.seen_by(who);
        let findings = Findings::of(sight, story.now);
        let seen = findings.seen_by(sight);
        seen.map(|told| (told.rule, told.subject))
            .collect::<Vec<_>>()
    };
    let departure = (Rule::UndeclaredDeparture, Subject::Initiative(initiative));
    assert!(seen(ADA).contains(&departure) && seen(BEN).contains(&departure));
    assert!(!seen(CLEO).contains(&departure));
    assert!(seen(CLEO).contains(&(Rule::VeerOffPastItsDate, Subject::VeerOff(VeerOffId(1)))));
    assert_eq!(seen(guest), []);
    for who in [ADA, BEN, CLEO] {
        let of_draft = |(_, subject): &(Rule, Subject)| *subject == Subject::Entry(draft);
        assert!(
            !seen(who).iter().any(of_draft),
            "a draft is not asked for anything"
        );
    }
}

fn counts(story: &mut Story, goal: GoalId) {
    let counting = Counting::number(goal, "Lead time", "days", [9, 1].map(Amount::whole));
    story.does(BEN, Command::Goal(goal::Command::AddKeyResult(counting)));
}
