//! Stories of veer-offs.

use jiff::civil::{Date, date};

use super::{Command, list, of_point, of_team, page, undeclared};
use crate::{
    EntryId, InitiativeId, PersonId, TeamId, VeerOffId,
    compass::{self, FacetText, Point, StrategyText},
    goal,
    initiative::{self, Serves},
    list::Asked,
    team,
    testing::{ADA, BEN, CLEO, Story},
};

const IT: VeerOffId = VeerOffId(1);
const CHECKOUT: TeamId = TeamId(2);
const BASKET: TeamId = TeamId(3);
const SEARCH: TeamId = TeamId(4);
const DAILY: Point = Point::Entry(EntryId(1));
/// The day on which the first one ends; stories begin on the first of January.
const JUNE: Date = date(2026, 6, 30);

/// Engineering, with Checkout (Ben) and Search (Cleo) below it, Basket below Checkout; Ada leads C-1, a strategy.
fn northwind() -> Story {
    let mut story = Story::new();
    for (name, parent) in [
        ("Engineering", None),
        ("Checkout", Some(TeamId(1))),
        ("Basket", Some(CHECKOUT)),
        ("Search", Some(TeamId(1))),
    ] {
        story.does(
            ADA,
            crate::Command::Team(team::Command::Form {
                name: name.into(),
                parent,
            }),
        );
    }
    for (team, person) in [(CHECKOUT, BEN), (SEARCH, CLEO)] {
        story.does(
            ADA,
            crate::Command::Team(team::Command::Join { team, person }),
        );
    }
    writes(&mut story, None);
    story
}

fn writes(story: &mut Story, entry: Option<EntryId>) {
    let text = StrategyText {
        entry,
        title: "Ship daily".into(),
        diagnosis: "A change waits nine days.".into(),
        guiding_policy: format!("Small steps {entry:?}"),
        because: entry.map_or_else(String::new, |_| "A day is too long".into()),
        ..StrategyText::default()
    };
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::WriteStrategy(text)),
    );
}

fn depart(of: Point, team: TeamId, until: Date) -> crate::Command {
    crate::Command::VeerOff(Command::Depart {
        of,
        team,
        stakeholder: "The card schemes".into(),
        reason: "They audit every release.".into(),
        until,
    })
}

fn renew(until: Date) -> crate::Command {
    crate::Command::VeerOff(Command::Renew {
        veer_off: IT,
        reason: "The audit was put off.".into(),
        until,
    })
}

fn acknowledge() -> crate::Command {
    crate::Command::VeerOff(Command::Acknowledge { veer_off: IT })
}

fn back() -> crate::Command {
    crate::Command::VeerOff(Command::Return {
        veer_off: IT,
        text: "They trust the pipeline now.".into(),
    })
}

fn propose() -> crate::Command {
    crate::Command::VeerOff(Command::Propose {
        veer_off: IT,
        title: "Daily, but for cards".into(),
        summary: String::new(),
    })
}

fn waits(story: &Story, person: PersonId) -> Vec<String> {
    let today = crate::today::today(story.seen_by(person), person, [].iter(), &[], story.now);
    let what = today.waiting.into_iter().map(|waiting| waiting.what);
    what.collect()
}

#[test]
fn a_team_departs_for_somebody_with_a_reason_until_a_day() {
    let mut story = northwind();
    story.refuses(
        CLEO,
        depart(DAILY, CHECKOUT, JUNE),
        "You are not of Checkout.",
    );
    story.refuses(
        BEN,
        depart(DAILY, CHECKOUT, date(2025, 6, 1)),
        "2025-06-01 has passed.",
    );
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
    story.refuses(
        BEN,
        depart(DAILY, CHECKOUT, JUNE),
        "The team departs from that already, in V-1.",
    );
    let shown = page(story.seen_by(CLEO), Some(CLEO), IT, story.now).unwrap();
    assert_eq!(shown.title, "Checkout departs from C-1 Ship daily");
    assert_eq!(shown.row.stakeholder.short(), "The card schemes");
    assert_eq!(shown.row.left, "6 months left");
    assert!(!shown.may.end && !shown.may.acknowledge);
    assert!(
        page(story.seen_by(BEN), Some(BEN), IT, story.now)
            .unwrap()
            .may
            .renew
    );
    assert_eq!(of_point(story.seen_by(CLEO), DAILY, story.now).len(), 1);
    assert_eq!(of_team(story.seen_by(CLEO), CHECKOUT, story.now).len(), 1);
    let guest = story.joins("gwen", crate::person::Role::Guest);
    assert!(page(story.seen_by(guest), Some(guest), IT, story.now).is_none());
}

#[test]
fn a_team_departs_only_from_what_stands_above_it_and_is_in_use() {
    let mut story = northwind();
    let own = StrategyText {
        title: "Ours".into(),
        diagnosis: "x".into(),
        guiding_policy: "y".into(),
        team: Some(CHECKOUT),
        ..StrategyText::default()
    };
    story.does(
        BEN,
        crate::Command::Compass(compass::Command::WriteStrategy(own)),
    );
    story.refuses(
        BEN,
        depart(Point::Entry(EntryId(2)), CHECKOUT, JUNE),
        "C-2 does not stand above Checkout.",
    );
    let draft = StrategyText {
        title: "Quiet".into(),
        diagnosis: "x".into(),
        guiding_policy: "y".into(),
        shown_to: Some(vec![BEN]),
        ..StrategyText::default()
    };
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::WriteStrategy(draft)),
    );
    story.refuses(
        BEN,
        depart(Point::Entry(EntryId(3)), CHECKOUT, JUNE),
        "C-3 is a draft that only a few can read.",
    );
}

#[test]
fn whoever_leads_the_entry_sees_it_once_and_again_when_it_is_renewed() {
    let mut story = northwind();
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
    assert_eq!(waits(&story, ADA), ["See that"]);
    story.refuses(
        CLEO,
        acknowledge(),
        "Ada Amin leads C-1, and is asked to see it.",
    );
    story.does(ADA, acknowledge());
    story.refuses(ADA, acknowledge(), "You have seen V-1 already.");
    assert!(waits(&story, ADA).is_empty());
    let seen = page(story.seen_by(BEN), Some(BEN), IT, story.now).unwrap();
    assert_eq!(seen.row.seen.unwrap().person.id, ADA);
    story.does(BEN, renew(date(2026, 9, 30)));
    assert_eq!(waits(&story, ADA), ["See that"]);
    // A new lead has seen nothing of it yet.
    story.does(ADA, acknowledge());
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::HandOver {
            entry: EntryId(1),
            to: CLEO,
        }),
    );
    assert_eq!(waits(&story, CLEO), ["See that"]);
}

#[test]
fn what_one_leads_and_departs_from_oneself_needs_no_seeing() {
    let mut story = northwind();
    story.does(
        ADA,
        crate::Command::Team(team::Command::Join {
            team: CHECKOUT,
            person: ADA,
        }),
    );
    story.does(ADA, depart(DAILY, CHECKOUT, JUNE));
    assert!(waits(&story, ADA).is_empty());
}

#[test]
fn it_comes_back_on_its_day_and_is_renewed_for_longer_only() {
    let mut story = northwind();
    story.does(BEN, depart(DAILY, CHECKOUT, date(2026, 1, 11)));
    let shown = |story: &Story| {
        let page = page(story.seen_by(BEN), Some(BEN), IT, story.now).unwrap();
        (page.row.left, page.row.is_past)
    };
    story.days_pass(9);
    assert_eq!(shown(&story), ("1 day left".to_owned(), false));
    assert!(waits(&story, BEN).is_empty());
    story.days_pass(1);
    assert_eq!(shown(&story), ("ends today".to_owned(), false));
    assert_eq!(waits(&story, BEN), ["Renew, return or propose:"]);
    story.days_pass(2);
    assert_eq!(shown(&story), ("2 days past its day".to_owned(), true));
    assert!(waits(&story, CLEO).is_empty());
    story.refuses(BEN, renew(date(2026, 1, 11)), "2026-01-11 has passed.");
    story.does(BEN, renew(date(2026, 3, 1)));
    story.refuses(
        BEN,
        renew(date(2026, 3, 1)),
        "V-1 lasts until 2026-03-01 already.",
    );
    story.refuses(CLEO, renew(JUNE), "You are not of Checkout.");
    let page = page(story.seen_by(BEN), Some(BEN), IT, story.now).unwrap();
    assert_eq!((page.row.renewals, page.terms.len()), (1, 2));
    assert_eq!(page.terms[0].reason.short(), "The audit was put off.");
    assert!(waits(&story, BEN).is_empty());
}

#[test]
fn to_propose_starts_an_initiative_that_serves_or_cites() {
    let mut story = northwind();
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
    story.refuses(CLEO, propose(), "You are not of Checkout.");
    story.does(BEN, propose());
    let started = &story.state.initiatives.first().unwrap();
    assert_eq!(started.serves, [Serves::Strategy(EntryId(1))]);
    assert_eq!(started.team, Some(CHECKOUT));
    assert_eq!(started.lead(), Some(BEN));
    let shown = page(story.seen_by(BEN), Some(BEN), IT, story.now).unwrap();
    assert_eq!(shown.proposals[0].title, "Daily, but for cards");
    story.does(BEN, back());

    let facet = FacetText {
        title: "Quality".into(),
        level: "No lost order".into(),
        reason: "Money".into(),
        ..FacetText::default()
    };
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::StateFacet(facet)),
    );
    let goal = story.goal(ADA, "Under a day");
    for of in [Point::Entry(EntryId(2)), Point::Goal(goal)] {
        story.does(BEN, depart(of, CHECKOUT, JUNE));
        let veer_off = VeerOffId::at(story.state.veer_offs.len() - 1);
        story.does(
            BEN,
            crate::Command::VeerOff(Command::Propose {
                veer_off,
                title: "Another level".into(),
                summary: String::new(),
            }),
        );
    }
    let started = |id: u32| story.state.initiative(InitiativeId(id)).unwrap();
    assert_eq!(started(2).cites, [EntryId(2)]);
    assert!(started(2).serves.is_empty());
    assert_eq!(started(3).serves, [Serves::Goal(goal)]);
    let cited = story.state.entry(EntryId(2)).unwrap();
    assert_eq!(cited.cited_by, [InitiativeId(2)]);
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn a_team_returns_and_says_what_came_of_it() {
    let mut story = northwind();
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
    story.refuses(CLEO, back(), "You are not of Checkout.");
    story.does(BEN, back());
    for late in [back(), renew(JUNE), acknowledge(), propose()] {
        story.refuses(BEN, late, "V-1 has ended.");
    }
    let shown = page(story.seen_by(BEN), Some(BEN), IT, story.now).unwrap();
    assert_eq!(
        shown.ended.unwrap().text.short(),
        "They trust the pipeline now."
    );
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
}

#[test]
fn who_departs_sees_that_the_entry_changed_and_that_it_is_gone() {
    let mut story = northwind();
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
    story.days_pass(4);
    writes(&mut story, Some(EntryId(1)));
    let row = |story: &Story| of_team(story.seen_by(BEN), CHECKOUT, story.now).remove(0);
    assert_eq!(row(&story).changed.as_deref(), Some("today"));
    assert_eq!(waits(&story, BEN), ["Look again:"]);
    story.days_pass(1);
    story.does(BEN, renew(date(2026, 9, 30)));
    assert_eq!(row(&story).changed, None);
    assert!(waits(&story, BEN).is_empty());
    story.does(
        ADA,
        crate::Command::Compass(compass::Command::Retire {
            entry: EntryId(1),
            because: "Done".into(),
        }),
    );
    assert!(!row(&story).stands);
    assert_eq!(waits(&story, BEN), ["Return:"]);
    story.refuses(
        BEN,
        renew(date(2026, 12, 31)),
        "C-1 is not in use any more.",
    );
    let may = page(story.seen_by(BEN), Some(BEN), IT, story.now)
        .unwrap()
        .may;
    assert!(may.end && !may.renew);
    story.does(BEN, back());
}

#[test]
fn the_list_has_those_past_their_day_first_and_ended_ones_apart() {
    let mut story = northwind();
    let goal = Point::Goal(story.goal(ADA, "Under a day"));
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
    story.does(CLEO, depart(DAILY, SEARCH, date(2026, 1, 5)));
    story.does(BEN, depart(goal, CHECKOUT, date(2026, 2, 1)));
    story.days_pass(10);
    let ids = |asked: &Asked| -> Vec<u32> {
        let listed = list(story.seen_by(ADA), asked, story.now);
        listed.rows.iter().map(|row| row.id.0).collect()
    };
    let find = |find: &str| Asked {
        find: find.into(),
        ..Asked::default()
    };
    assert_eq!(ids(&Asked::default()), [2, 3, 1]);
    assert_eq!(ids(&find("C-1")), [2, 1]);
    assert_eq!(ids(&find("card search")), [2]);
    let of_checkout = Asked {
        team: Some(CHECKOUT),
        ..Asked::default()
    };
    assert_eq!(ids(&of_checkout), [3, 1]);
    story.does(BEN, back());
    let ended = Asked {
        stage: Some("ended".into()),
        ..Asked::default()
    };
    let listed = list(story.seen_by(ADA), &ended, story.now);
    assert_eq!(listed.rows[0].id, IT);
}

#[test]
fn an_initiative_that_goes_against_an_entry_is_undeclared_until_its_team_declares_it() {
    let mut story = northwind();
    let starts = |story: &mut Story, who, team| {
        let start = initiative::Command::Start {
            document: String::new(),
            kind: None,
            title: "Release by hand".into(),
            summary: String::new(),
            team,
            serves: Vec::new(),
            shown_to: None,
        };
        story.does(who, crate::Command::Initiative(start));
        InitiativeId::at(story.state.initiatives.len() - 1)
    };
    let against = |initiative, of| {
        crate::Command::Initiative(initiative::Command::GoAgainst {
            initiative,
            of,
            because: "It waits for a day".into(),
        })
    };
    let found = |story: &Story| -> Vec<(InitiativeId, Point)> {
        let sight = story.sight();
        let active = sight.initiatives().filter(|(_, it)| it.stage.is_active());
        let of = |(id, entity)| undeclared(sight, entity).map(move |against| (id, against.of));
        active.flat_map(of).collect()
    };
    let ours = starts(&mut story, BEN, Some(BASKET));
    let nobodys = starts(&mut story, CLEO, None);
    story.does(CLEO, against(ours, DAILY));
    story.does(BEN, against(nobodys, DAILY));
    story.refuses(
        BEN,
        against(ours, DAILY),
        "I-1 is marked as going against that already.",
    );
    assert_eq!(found(&story), [(ours, DAILY), (nobodys, DAILY)]);
    // The team above declares it for the team below.
    story.does(BEN, depart(DAILY, CHECKOUT, JUNE));
    assert_eq!(found(&story), [(nobodys, DAILY)]);
    let page = initiative::page(story.seen_by(BEN), Some(BEN), ours, story.now).unwrap();
    assert_eq!(page.against[0].declared, Some(IT));
    story.does(BEN, back());
    assert_eq!(found(&story), [(ours, DAILY), (nobodys, DAILY)]);
    let with = initiative::Command::GoWith {
        initiative: ours,
        of: DAILY,
    };
    story.does(BEN, crate::Command::Initiative(with.clone()));
    story.refuses(
        BEN,
        crate::Command::Initiative(with),
        "I-1 is not marked as going against that.",
    );
    assert_eq!(found(&story), [(nobodys, DAILY)]);
    let put_down = crate::testing::step_to(nobodys, initiative::Stage::PutDown);
    story.does(CLEO, crate::Command::Initiative(put_down));
    assert!(found(&story).is_empty());
}

#[test]
fn a_goal_that_is_closed_is_not_departed_from_any_more() {
    let mut story = northwind();
    let goal = story.goal(ADA, "Under a day");
    story.does(BEN, depart(Point::Goal(goal), CHECKOUT, JUNE));
    story.does(
        ADA,
        crate::Command::Goal(goal::Command::Close(goal::Closing {
            goal,
            outcome: goal::Outcome::Achieved,
            text: "It works".into(),
            score: None,
        })),
    );
    story.refuses(BEN, propose(), "O-1 is closed.");
    assert!(!of_team(story.seen_by(BEN), CHECKOUT, story.now)[0].stands);
    story.does(BEN, back());
}
