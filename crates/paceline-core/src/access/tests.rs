//! Stories of who may ask for what: roles open accounts and settings, never other people's work.

use crate::{
    By, Command, Ctx, Door, GapId, GoalId, InitiativeId, PersonId, decide, gap, goal,
    initiative::{self, AskedOf, Label, Stage, Stance, Status, Uptake},
    organisation,
    person::{self, Role},
    record, team,
    testing::{ADA, BEN, CLEO, Story},
};

fn account(command: person::Command) -> Command {
    Command::Person(command)
}

fn on(command: initiative::Command) -> Command {
    Command::Initiative(command)
}

fn name() -> Command {
    Command::Organisation(organisation::Command::Name {
        name: "Coach Works".into(),
    })
}

/// Everything that changes accounts or settings, about Ben.
fn for_admins() -> Vec<Command> {
    let person = BEN;
    vec![
        name(),
        Command::Organisation(organisation::Command::SetThreshold {
            name: "leads-at-most".into(),
            value: 3,
        }),
        account(person::Command::Join {
            handle: "dana".into(),
            name: "Dana".into(),
            role: Role::Member,
        }),
        account(person::Command::Rename {
            person,
            name: "Benno".into(),
        }),
        account(person::Command::SetRole {
            person,
            role: Role::Guest,
        }),
        account(person::Command::Leave { person }),
        account(person::Command::Return { person }),
        account(person::Command::Erase { person }),
    ]
}

/// One of everything that is no setting and no account.
#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn words_and_stances() -> (Vec<Command>, Vec<Command>) {
    use initiative::Command as C;
    let initiative = InitiativeId(1);
    let text = String::from("A word.");
    let follow = C::Follow {
        reservation: String::new(),
        initiative,
        stance: Stance::Follow,
    };
    let stances = vec![
        C::Start {
            document: String::new(),
            kind: None,
            title: "Ship".into(),
            summary: String::new(),
            team: None,
            serves: Vec::new(),
            shown_to: None,
        },
        C::TakeLead {
            trial: None,
            initiative,
        },
        C::HandOver {
            trial: None,
            initiative,
            to: BEN,
            note: String::new(),
        },
        C::MoveStage {
            initiative,
            to: Stage::Shared,
            reason: String::new(),
        },
        C::SetRhythm {
            initiative,
            every_days: 7,
        },
        C::ShowTo {
            initiative,
            people: vec![BEN],
        },
        C::AnswerFeedback {
            revision: None,
            initiative,
            feedback: 0,
            answer: Uptake::Thanks,
            because: String::new(),
        },
    ];
    let mut stances: Vec<Command> = stances.into_iter().map(on).collect();
    stances.push(Command::Goal(goal::Command::Set(goal::Setting {
        title: "Faster".into(),
        team: None,
        until: None,
        ..goal::Setting::default()
    })));
    stances.extend(gap_stances());
    let words = vec![
        on(follow),
        on(C::Serve {
            initiative,
            serves: initiative::Serves::Gap(GapId(1)),
        }),
        on(C::CheckIn {
            initiative,
            status: Status::OnTrack,
            text: text.clone(),
        }),
        on(C::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative,
            of: AskedOf::Person(BEN),
            what: text.clone(),
        }),
        on(C::Answer {
            reply: None,
            text: String::new(),
            initiative,
            ask: 0,
        }),
        on(C::GiveFeedback {
            passage: None,
            initiative,
            label: Label::Praise,
            text: text.clone(),
        }),
        Command::Gap(gap::Command::Record {
            is: text.clone(),
            ought: text.clone(),
            team: None,
            goal: None,
        }),
        Command::Gap(gap::Command::SetMeasure {
            gap: GapId(1),
            what: text.clone(),
            unit: "days".into(),
            is: crate::measure::Amount::whole(9),
            ought: crate::measure::Amount::whole(1),
        }),
        Command::Gap(gap::Command::Measure {
            gap: GapId(1),
            value: crate::measure::Amount::whole(5),
            note: text.clone(),
        }),
        Command::Gap(gap::Command::Close {
            gap: GapId(1),
            outcome: text.clone(),
        }),
        Command::Goal(goal::Command::CheckIn(goal::Saying {
            goal: GoalId(1),
            status: Status::OnTrack,
            text: text.clone(),
            confidence: None,
            values: Vec::new(),
            help: String::new(),
        })),
        Command::Team(team::Command::Form {
            name: "Checkout".into(),
            parent: None,
        }),
    ];
    (words, stances)
}

/// What only people say of gaps.
fn gap_stances() -> Vec<Command> {
    let (gap, because) = (GapId(1), String::from("So."));
    let commands = [
        gap::Command::SeeToo {
            gap,
            text: because.clone(),
        },
        gap::Command::Merge {
            gap,
            into: GapId(2),
            because: because.clone(),
        },
        gap::Command::Separate {
            gap,
            because: because.clone(),
        },
        gap::Command::Split {
            gap,
            parts: vec![gap::Part::default(); 2],
            because,
        },
    ];
    commands.map(Command::Gap).into()
}

#[test]
fn while_nobody_is_an_admin_everyone_looks_after_accounts_and_settings() {
    for command in for_admins() {
        let mut story = Story::new();
        let is_return = command == account(person::Command::Return { person: BEN });
        if is_return {
            story.does(ADA, account(person::Command::Leave { person: BEN }));
        }
        story.does(CLEO, command);
    }
}

#[test]
fn once_somebody_is_an_admin_the_others_ask_them() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    for command in for_admins() {
        story.refuses(CLEO, command.clone(), "Only an admin can do this.");
        let refusal = story.tries(By::Person(CLEO), &command).unwrap_err();
        assert_eq!(refusal.instead(), "Ask Ada Amin.");
    }
    story.does(ADA, name());
    story.does(
        CLEO,
        account(person::Command::Rename {
            person: CLEO,
            name: "Cleopatra".into(),
        }),
    );
    story.does(CLEO, account(person::Command::Leave { person: CLEO }));
}

#[test]
fn an_admin_has_no_say_in_what_others_lead() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    let initiative = story.starts(BEN, "Ship any day");
    let to = Stage::Shared;
    let reason = String::new();
    story.refuses(
        ADA,
        on(initiative::Command::MoveStage {
            initiative,
            to,
            reason,
        }),
        "You do not lead I-1.",
    );
    let draft = story.drafts(BEN, &[]);
    story.refuses(
        ADA,
        on(initiative::Command::TakeLead {
            trial: None,
            initiative: draft,
        }),
        "There is no initiative I-2.",
    );
}

#[test]
fn a_guest_reads_and_is_refused_everything_else() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    let guest = story.joins("gus", Role::Guest);
    story.starts(ADA, "Ship any day");
    let (words, stances) = words_and_stances();
    for command in words.into_iter().chain(stances) {
        story.refuses(guest, command, "Guests read what is shown to them.");
    }
    for command in for_admins() {
        story.refuses(guest, command, "Only an admin can do this.");
    }
    story.does(guest, account(person::Command::Leave { person: guest }));
}

#[test]
fn a_guest_makes_nobody_an_admin_where_there_is_none() {
    let mut story = Story::new();
    let guest = story.joins("gus", Role::Guest);
    story.refuses(
        guest,
        account(person::Command::SetRole {
            person: guest,
            role: Role::Admin,
        }),
        "Guests read what is shown to them.",
    );
}

#[test]
fn a_script_records_reports_and_follows_and_neither_leads_nor_objects() {
    let mut story = Story::new();
    let robot = story.joins("nightly", Role::Service);
    story.starts(ADA, "Ship any day");
    story.gap(ADA, "Slow", "Fast");
    story.goal(ADA, "Faster");
    let (words, stances) = words_and_stances();
    for command in stances {
        story.refuses(
            robot,
            command,
            "A service account neither leads nor objects.",
        );
    }
    let ask = words.iter().filter(|command| {
        matches!(
            command,
            Command::Initiative(initiative::Command::Ask { .. })
        )
    });
    for command in ask {
        story.does(ADA, command.clone());
    }
    for command in words {
        if !matches!(
            command,
            Command::Initiative(initiative::Command::Ask { .. })
        ) {
            story.does(robot, command);
        }
    }
}

#[test]
fn whoever_has_left_is_refused_everything() {
    let mut story = Story::new();
    story.does(BEN, account(person::Command::Leave { person: BEN }));
    let (words, stances) = words_and_stances();
    for command in words.into_iter().chain(stances).chain(for_admins()) {
        story.refuses(BEN, command, "You have left the organisation.");
    }
}

#[test]
fn what_may_not_be_read_is_refused_as_what_does_not_exist() {
    let mut story = Story::new();
    let draft = story.drafts(BEN, &[]);
    let (words, stances) = words_and_stances();
    let about = |command: &Command| super::subject(command) == Some(draft);
    for command in words.into_iter().chain(stances).filter(about) {
        story.refuses(CLEO, command.clone(), "There is no initiative I-1.");
        assert!(
            !story
                .tries(By::Person(BEN), &command)
                .is_err_and(|refusal| refusal.to_string().starts_with("There is no initiative")),
            "its lead can read it"
        );
        story = Story::new();
        story.drafts(BEN, &[]);
    }
}

#[test]
fn only_an_import_says_how_a_foreign_record_reads_and_an_unknown_person_says_nothing() {
    let mut story = Story::new();
    let read = Command::Record(Box::new(record::Command::Organisation {
        name: "Elsewhere".into(),
    }));
    story.refuses(ADA, read.clone(), "Only an import can do this.");
    story.tries(By::Importer, &read).unwrap();
    let (words, stances) = words_and_stances();
    for command in words.into_iter().chain(stances) {
        story.refuses(PersonId(9), command, "Only a person can do this.");
    }
    story.becomes(ADA, Role::Admin);
    story.refuses(PersonId(9), name(), "Only a person can do this.");
}

#[test]
fn paceline_itself_and_what_is_only_simulated_are_not_asked_for_a_role() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    story.tries(By::Paceline, &name()).unwrap();
    let ctx = Ctx {
        at_hand: crate::AtHand::new(),
        by: By::Person(CLEO),
        door: Door::Simulation,
        now: story.now,
        origin: None,
    };
    decide(&story.state, &ctx, &name()).unwrap();
}

#[test]
fn a_guest_reads_the_gap_and_goal_of_what_they_were_shown_and_no_other() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    let guest = story.joins("gwen", Role::Guest);
    let goal = story.goal(BEN, "Faster");
    let (named, other) = (
        story.gap(BEN, "Slow", "Fast"),
        story.gap(BEN, "Loud", "Quiet"),
    );
    let draft = story.drafts(BEN, &[guest]);
    for serves in [
        initiative::Serves::Gap(named),
        initiative::Serves::Goal(goal),
    ] {
        story.does(
            BEN,
            on(initiative::Command::Serve {
                initiative: draft,
                serves,
            }),
        );
    }
    let sight = story.seen_by(guest);
    assert!(sight.gap(named).is_some() && sight.goal(goal).is_some());
    assert!(sight.gap(other).is_none());
    assert!(story.seen_by(CLEO).gap(other).is_some());
    let later = story.goal(BEN, "Quieter");
    assert!(story.seen_by(guest).goal(later).is_none());
}
