//! Stories of what bears on a team, a repository and a draft.

use super::*;
use crate::{
    Command, EntryId, GoalId, InitiativeId, PersonId,
    compass::{self, EvenOverText, FacetText, Point, StrategyText, ValueText},
    goal,
    initiative::{self, Serves, Stage},
    measure::Amount,
    person::Role,
    testing::{ADA, BEN, Story},
    translation, veer_off,
};
use jiff::civil::date;

mod asking;

const ENGINEERING: TeamId = TeamId(1);
const CHECKOUT: TeamId = TeamId(2);
const SEARCH: TeamId = TeamId(3);

/// Engineering with Checkout, where Ada is, and Search, where Ben is.
fn organisation() -> Story {
    let mut story = Story::new();
    for (name, parent) in [
        ("Engineering", None),
        ("Checkout", Some(ENGINEERING)),
        ("Search", Some(ENGINEERING)),
    ] {
        let name = name.to_owned();
        story.does(ADA, Command::Team(team::Command::Form { name, parent }));
    }
    for (team, person) in [(CHECKOUT, ADA), (SEARCH, BEN)] {
        story.does(ADA, Command::Team(team::Command::Join { team, person }));
    }
    story
}

impl Story {
    fn values(&mut self, title: &str, text: &str, team: Option<TeamId>) -> EntryId {
        self.writes(compass::Command::WriteValue(ValueText {
            title: title.into(),
            text: text.into(),
            team,
            ..ValueText::default()
        }))
    }

    fn writes(&mut self, command: compass::Command) -> EntryId {
        self.does(ADA, Command::Compass(command));
        EntryId::at(self.state.entries.len() - 1)
    }

    fn strategy(
        &mut self,
        title: &str,
        team: Option<TeamId>,
        shown_to: Option<Vec<PersonId>>,
    ) -> EntryId {
        self.writes(compass::Command::WriteStrategy(StrategyText {
            title: title.into(),
            diagnosis: "Releases wait for each other.".into(),
            guiding_policy: "Every team releases by itself.".into(),
            actions: vec!["Split the release train.".into()],
            even_over: vec![EvenOverText {
                this: "Small releases".into(),
                over: "big launches".into(),
            }],
            team,
            shown_to,
            ..StrategyText::default()
        }))
    }

    fn sets(
        &mut self,
        who: PersonId,
        title: &str,
        team: Option<TeamId>,
        serves: Vec<Point>,
    ) -> GoalId {
        self.does(
            who,
            Command::Goal(goal::Command::Set(goal::Setting {
                title: title.into(),
                team,
                serves,
                ..goal::Setting::default()
            })),
        );
        GoalId::at(self.state.goals.len() - 1)
    }

    fn agrees(&mut self, title: &str, team: Option<TeamId>, serves: Vec<Serves>) -> InitiativeId {
        let start = initiative::Command::Start {
            document: String::new(),
            kind: None,
            title: title.into(),
            summary: String::new(),
            team,
            serves,
            shown_to: None,
        };
        self.does(ADA, Command::Initiative(start));
        let initiative = InitiativeId::at(self.state.initiatives.len() - 1);
        let moves = crate::testing::step_to(initiative, Stage::UnderWay);
        self.does(ADA, Command::Initiative(moves));
        initiative
    }

    fn owns(&mut self, team: TeamId, pattern: &str) {
        let pattern = pattern.to_owned();
        self.does(
            ADA,
            Command::Team(team::Command::OwnRepository { team, pattern }),
        );
    }

    fn context(&self, asked: &Asked) -> Context {
        self.context_of(self.seen_by(ADA), asked)
    }

    fn context_of(&self, sight: Sight<'_>, asked: &Asked) -> Context {
        let mut gathered = gather(sight, asked, self.now).expect("they see the organisation");
        for text in gathered.texts() {
            if let Text::Stored(word) = *text {
                *text = Text::Here(self.words[word.index()].clone());
            }
        }
        gathered.fit(asked.words)
    }
}

fn of_team(team: TeamId) -> Asked {
    Asked {
        team: Some(team),
        ..Asked::default()
    }
}

fn draft_of(text: &str) -> Asked {
    Asked {
        text: Some(text.to_owned()),
        ..Asked::default()
    }
}

fn repository_of(address: &str) -> Asked {
    Asked {
        repository: Some(address.to_owned()),
        ..Asked::default()
    }
}

fn references(context: &Context) -> Vec<&str> {
    context
        .items
        .iter()
        .map(|item| item.reference.as_str())
        .collect()
}

#[test]
fn what_is_near_comes_first_and_says_why() {
    let mut story = organisation();
    story.values("Calm", "Nobody is woken twice.", None);
    story.values("Speed", "We answer in a second.", Some(ENGINEERING));
    story.values("Trust", "Payments are never lost.", Some(CHECKOUT));
    story.values("Relevance", "The best is first.", Some(SEARCH));
    let context = story.context(&of_team(CHECKOUT));
    assert_eq!(references(&context), ["C-3", "C-2", "C-1"]);
    let why: Vec<&str> = context.items.iter().map(|item| item.why.as_str()).collect();
    assert_eq!(
        why,
        [
            "of Checkout",
            "of Engineering, above Checkout",
            "of the whole organisation"
        ]
    );
    assert_eq!(context.found_by, "For the team Checkout.");
}

#[test]
fn what_the_team_serves_and_cites_comes_before_what_is_near() {
    let mut story = organisation();
    let calm = story.values("Calm", "", None);
    story.values("Trust", "", Some(CHECKOUT));
    let goal = story.sets(BEN, "Quiet nights", Some(SEARCH), Vec::new());
    story.sets(ADA, "Fewer calls", Some(CHECKOUT), vec![Point::Entry(calm)]);
    let cites = story.agrees("Sleep", Some(CHECKOUT), vec![Serves::Goal(goal)]);
    let cite = initiative::Command::Cite {
        initiative: cites,
        entry: calm,
    };
    story.does(ADA, Command::Initiative(cite));
    let context = story.context(&of_team(CHECKOUT));
    assert_eq!(references(&context), ["C-1", "O-1", "C-2", "O-2", "I-1"]);
    assert_eq!(
        context.items[0].why,
        "O-2 serves it; I-1 cites it; of the whole organisation"
    );
    assert_eq!(
        context.items[1].why,
        "I-1 serves it; of another team, Search"
    );
}

#[test]
fn a_strategy_is_told_statement_by_statement() {
    let mut story = organisation();
    story.strategy("Calm releases", None, None);
    let context = story.context(&of_team(CHECKOUT));
    let parts: Vec<&str> = context.items.iter().map(|item| item.part).collect();
    assert_eq!(parts, ["guiding policy", "even over", "action"]);
    assert!(
        context.markdown.contains(
            "- **C-1 Calm releases** (even over): Small releases – even over – big launches. (of the whole organisation)\n"
        ),
        "{}",
        context.markdown
    );
}

#[test]
fn a_translation_and_a_departure_stand_beside_what_they_are_of() {
    let mut story = organisation();
    let fast = story.values("Speed", "We answer in a second.", None);
    let of = Point::Entry(fast);
    let text = "Ours may take two.".to_owned();
    story.does(
        ADA,
        Command::Translation(translation::Command::Write {
            of,
            team: CHECKOUT,
            text,
        }),
    );
    story.does(
        ADA,
        Command::VeerOff(veer_off::Command::Depart {
            of,
            team: CHECKOUT,
            stakeholder: "the auditors".into(),
            reason: "Every payment is checked twice.".into(),
            until: date(2026, 2, 1),
        }),
    );
    let says = "*Checkout departs from this until 2026-02-01, for the auditors (V-1), because:* Every payment is checked twice.";
    let before = story.context(&of_team(CHECKOUT));
    assert!(before.markdown.contains(says), "{}", before.markdown);
    assert!(
        before
            .markdown
            .contains("*For Checkout this means:* Ours may take two.")
    );
    let elsewhere = story.context(&of_team(SEARCH));
    assert!(
        !elsewhere.markdown.contains("departs") && !elsewhere.markdown.contains("may take two")
    );

    story.days_pass(60);
    story.writes(compass::Command::WriteValue(ValueText {
        entry: Some(fast),
        title: "Speed".into(),
        text: "We answer in half a second.".into(),
        because: "Faster.".into(),
        ..ValueText::default()
    }));
    let after = story.context(&of_team(CHECKOUT)).markdown;
    assert!(
        after.contains("(That day has passed: ask whether it still does.)"),
        "{after}"
    );
    assert!(after.contains("(Said of an earlier version.)"), "{after}");
}

#[test]
fn what_has_passed_says_so() {
    let mut story = organisation();
    story.writes(compass::Command::StateFacet(FacetText {
        title: "Data size".into(),
        level: "40 TB".into(),
        reason: "One customer".into(),
        until: Some(date(2026, 3, 1)),
        ..FacetText::default()
    }));
    story.sets(ADA, "Fewer calls", Some(CHECKOUT), Vec::new());
    let before = story.context(&of_team(CHECKOUT)).markdown;
    assert!(
        before.contains(
            "**C-1 Data size**: 40 TB. *Because:* One customer. It holds until 2026-03-01."
        ),
        "{before}"
    );
    assert!(!before.contains("Stale"));
    story.days_pass(90);
    let after = story.context(&of_team(CHECKOUT)).markdown;
    assert!(
        after.contains("It held until 2026-03-01, which has passed"),
        "{after}"
    );
    assert!(after.contains("Stale: nobody has said"), "{after}");
}

#[test]
fn only_what_is_in_use_is_told() {
    let mut story = organisation();
    story.strategy("Kept to a few", None, Some(vec![BEN]));
    let retired = story.values("Old", "", None);
    let because = "No more.".to_owned();
    story.does(
        ADA,
        Command::Compass(compass::Command::Retire {
            entry: retired,
            because,
        }),
    );
    story.starts(ADA, "Not agreed");
    story.drafts(BEN, &[ADA]);
    let closed = story.sets(ADA, "Done", None, Vec::new());
    let close = goal::Command::Close(goal::Closing {
        goal: closed,
        outcome: goal::Outcome::Dropped,
        text: "No more.".into(),
        score: None,
    });
    story.does(ADA, Command::Goal(close));
    let context = story.context(&draft_of(
        "C-1, C-2, I-1, I-2 and O-1 (not C-77) are old, kept, done, agreed",
    ));
    assert_eq!(references(&context), Vec::<&str>::new());
    assert_eq!(
        context.remarks,
        [
            "The draft names C-1, which is a draft.",
            "The draft names C-2, which is retired.",
            "The draft names I-1, which is not agreed, or not any more.",
            "The draft names I-2, which is not agreed, or not any more.",
            "The draft names O-1, which is closed.",
            "Nothing in use bears on it yet. Values, business context, strategies and goals that are written down in Paceline stand here.",
        ]
    );
}

#[test]
fn a_guest_is_told_nothing() {
    let mut story = organisation();
    story.values("Calm", "", None);
    let guest = story.joins("gil", Role::Guest);
    assert!(gather(story.seen_by(guest), &of_team(CHECKOUT), story.now).is_none());
}
