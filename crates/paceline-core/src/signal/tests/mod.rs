//! Stories of what is found, and of what is not.

use super::{Findings, Rule, Subject, all};
use crate::{
    Command, GapId, InitiativeId, Time,
    initiative::{self, AskedOf, CannotSay, Looks, Serves, Stage, Stance, Status},
    record,
    testing::{ADA, BEN, Story},
};

mod agreement;
mod compass;
mod goals;
mod leading;

fn found(story: &Story) -> Vec<(Rule, Subject)> {
    all(story.sight(), story.now)
        .into_iter()
        .map(|finding| (finding.rule, finding.subject))
        .collect()
}

fn finds(story: &Story, rule: Rule) -> bool {
    assert!(Rule::ALL.contains(&rule), "{rule} is missing in Rule::ALL");
    found(story).iter().any(|(found, _)| *found == rule)
}

fn since(story: &Story, rule: Rule) -> Time {
    all(story.sight(), story.now)
        .into_iter()
        .find(|finding| finding.rule == rule)
        .expect("it is found")
        .since
}

fn on(command: initiative::Command) -> Command {
    Command::Initiative(command)
}

#[test]
fn a_gap_nobody_acts_on_is_inert_after_thirty_days_and_again_when_its_initiative_is_put_down() {
    let mut story = Story::new();
    let gap = story.gap(ADA, "Nine days", "One day");
    story.days_pass(29);
    assert!(!finds(&story, Rule::InertGap));
    story.days_pass(1);
    assert_eq!(found(&story), [(Rule::InertGap, Subject::Gap(GapId(1)))]);
    let serves = vec![Serves::Gap(gap)];
    story.does(
        ADA,
        on(initiative::Command::Start {
            document: String::new(),
            kind: None,
            title: "Ship".into(),
            summary: String::new(),
            team: None,
            serves,
            shown_to: None,
        }),
    );
    assert!(!finds(&story, Rule::InertGap));
    story.moves(ADA, InitiativeId(1), Stage::PutDown);
    let put_down_on = story.now;
    assert!(!finds(&story, Rule::InertGap), "the clock starts again");
    story.days_pass(31);
    assert_eq!(since(&story, Rule::InertGap), put_down_on);
}

#[test]
fn an_initiative_that_serves_nothing_is_random_unless_its_source_cannot_say() {
    let mut story = Story::new();
    story.starts(ADA, "Rewrite it");
    story.days_pass(14);
    assert!(finds(&story, Rule::RandomInitiative));

    let mut story = Story::new();
    let read = |cannot_say| {
        record::Command::Initiative(record::Initiative {
            source: "keps/1".into(),
            stage: Some(Stage::Agreed),
            cannot_say,
            ..record::Initiative::default()
        })
    };
    story.imports(read(vec![
        CannotSay::Serves,
        CannotSay::Lead,
        CannotSay::Activity,
    ]));
    story.days_pass(400);
    assert_eq!(found(&story), []);
}

#[test]
fn nobody_leads_is_found_from_the_day_the_lead_stepped_back() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.days_pass(5);
    assert!(!finds(&story, Rule::NobodyLeads));
    story.does(ADA, on(initiative::Command::StepBack { initiative: it }));
    let stepped_back = story.now;
    story.days_pass(1);
    assert_eq!(since(&story, Rule::NobodyLeads), stepped_back);
}

#[test]
fn a_lead_is_silent_after_two_missed_rhythms_or_half_a_year() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.days_pass(180);
    assert!(
        !finds(&story, Rule::SilentLead),
        "180 days to the second are not yet more than 180"
    );
    story.days_pass(1);
    assert!(finds(&story, Rule::SilentLead));
    let text = "Two services left.".to_owned();
    story.does(
        ADA,
        on(initiative::Command::CheckIn {
            initiative: it,
            status: Status::OnTrack,
            text,
        }),
    );
    story.does(
        ADA,
        on(initiative::Command::SetRhythm {
            initiative: it,
            every_days: 14,
        }),
    );
    story.days_pass(28);
    assert!(!finds(&story, Rule::SilentLead));
    story.does(
        BEN,
        on(initiative::Command::Follow {
            reservation: String::new(),
            initiative: it,
            stance: Stance::Follow,
        }),
    );
    story.days_pass(1);
    assert!(
        finds(&story, Rule::SilentLead),
        "being followed is no sign that the lead is there"
    );
}

#[test]
fn a_mechanical_change_is_no_sign_of_life() {
    let mut story = Story::new();
    let read = |touched| {
        record::Command::Initiative(record::Initiative {
            source: "keps/1".into(),
            stage: Some(Stage::Agreed),
            lead: Some(Some(record::Who {
                handle: "zoe".into(),
                name: "Zoe".into(),
            })),
            touched: Some(touched),
            ..record::Initiative::default()
        })
    };
    story.imports(read(record::Touched::Meaningfully));
    let last_sign = story.now;
    story.days_pass(170);
    story.imports(read(record::Touched::Mechanically));
    story.days_pass(20);
    assert_eq!(since(&story, Rule::SilentLead), last_sign);
}

#[test]
fn nobody_follows_and_waiting_for_support() {
    let mut story = Story::new();
    // A first lead is told of by a rule of its own, and then by no other.
    let first = story.starts(ADA, "Sleep well");
    story.days_pass(14);
    assert!(finds(&story, Rule::FirstLeadUnfollowed) && !finds(&story, Rule::NobodyFollows));
    story.does(
        BEN,
        on(initiative::Command::Follow {
            reservation: String::new(),
            initiative: first,
            stance: Stance::Follow,
        }),
    );
    let it = story.starts(ADA, "Ship any day");
    story.does(
        ADA,
        on(initiative::Command::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative: it,
            of: AskedOf::Person(BEN),
            what: "Review it".into(),
        }),
    );
    story.days_pass(14);
    assert!(finds(&story, Rule::NobodyFollows));
    assert!(!finds(&story, Rule::WaitingForSupport));
    story.days_pass(16);
    assert!(finds(&story, Rule::WaitingForSupport));
    story.does(
        BEN,
        on(initiative::Command::Answer {
            reply: None,
            text: String::new(),
            initiative: it,
            ask: 0,
        }),
    );
    story.does(
        BEN,
        on(initiative::Command::Follow {
            reservation: String::new(),
            initiative: it,
            stance: Stance::Advise,
        }),
    );
    assert!(!finds(&story, Rule::NobodyFollows) && !finds(&story, Rule::WaitingForSupport));
}

#[test]
fn a_year_in_one_stage_is_stuck_and_the_threshold_can_be_set() {
    let mut story = Story::new();
    story.starts(ADA, "Ship any day");
    story.days_pass(100);
    assert!(!finds(&story, Rule::Stuck));
    let name = "stuck-after-days".to_owned();
    story.does(
        ADA,
        Command::Organisation(crate::organisation::Command::SetThreshold { name, value: 90 }),
    );
    assert!(finds(&story, Rule::Stuck));
}

#[test]
fn overclocked_is_shown_to_that_person_alone() {
    let mut story = Story::new();
    for title in ["One", "Two", "Three", "Four"] {
        story.starts(ADA, title);
    }
    assert!(!finds(&story, Rule::Overclocked));
    story.days_pass(1);
    story.starts(ADA, "Five");
    assert_eq!(
        since(&story, Rule::Overclocked),
        story.now,
        "since the lead that was one too many"
    );
    let sees = |sight| {
        Findings::of(sight, story.now)
            .seen_by(sight)
            .any(|found| found.rule == Rule::Overclocked)
    };
    assert!(sees(story.seen_by(ADA)));
    assert!(!sees(story.seen_by(BEN)) && !sees(story.sight()));
}

#[test]
fn deciding_alone_and_contradicting_states_are_found_in_foreign_records() {
    let mut story = Story::new();
    let zoe = record::Who {
        handle: "zoe".into(),
        name: "Zoe".into(),
    };
    let read = |stage, looks| {
        record::Command::Initiative(record::Initiative {
            source: "keps/1".into(),
            stage: Some(stage),
            looks: Some(looks),
            lead: Some(Some(zoe.clone())),
            approvers: Some(vec![zoe.clone()]),
            ..record::Initiative::default()
        })
    };
    story.imports(read(Stage::Agreed, Looks::Done));
    assert!(finds(&story, Rule::DecidesAlone) && finds(&story, Rule::SaysOpenLooksDone));
    story.imports(read(Stage::Delivered, Looks::Open));
    assert!(finds(&story, Rule::SaysDoneLooksOpen) && !finds(&story, Rule::SaysOpenLooksDone));
    story.imports(read(Stage::Delivered, Looks::Done));
    assert_eq!(found(&story), []);
}

#[test]
fn an_initiative_whose_gaps_are_all_closed_looks_done() {
    let mut story = Story::new();
    let gap = story.gap(BEN, "Nine days", "One day");
    let serves = vec![Serves::Gap(gap)];
    story.does(
        ADA,
        on(initiative::Command::Start {
            document: String::new(),
            kind: None,
            title: "Ship".into(),
            summary: String::new(),
            team: None,
            serves,
            shown_to: None,
        }),
    );
    assert!(!finds(&story, Rule::SaysOpenLooksDone));
    story.does(
        BEN,
        Command::Gap(crate::gap::Command::Close {
            gap,
            outcome: "An hour now.".into(),
        }),
    );
    assert!(finds(&story, Rule::SaysOpenLooksDone));
}

#[test]
fn every_rule_explains_itself() {
    for rule in Rule::ALL {
        assert!(
            rule.why().ends_with('.') && rule.next().sentence.ends_with('.'),
            "{rule}"
        );
        assert_eq!(Rule::named(rule.name()), Some(rule));
    }
}
