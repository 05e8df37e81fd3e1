//! Properties of the whole: random stories never panic, and the journal alone gives the same state again.

use proptest::prelude::*;

use crate::{
    By, Command, GapId, GoalId, InitiativeId, PersonId, TeamId, gap, goal,
    initiative::{self, AskedOf, Label, Serves, Stage, Stance, Status, Uptake},
    list::Asked,
    measure::Amount,
    organisation, person, record, signal, team,
    testing::Story,
};

/// Words as people type them: short, empty, long, with marks and odd characters.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z ]{1,20}",
        1 => Just(String::new()),
        1 => "\\PC{0,40}",
        1 => ".{0,10}",
        1 => Just("x".repeat(700)),
    ]
}

fn who() -> impl Strategy<Value = record::Who> {
    (words(), words()).prop_map(|(handle, name)| record::Who { handle, name })
}

pub(crate) fn command() -> impl Strategy<Value = Command> {
    let id = || 0_u32..6;
    let stage = || prop::sample::select(Stage::ALL.to_vec());
    prop_oneof![
        (words(), words()).prop_map(|(handle, name)| Command::Person(person::Command::Join {
            handle,
            name,
            role: person::Role::Member,
        })),
        account_command(),
        (words(), prop::option::of(id())).prop_map(|(name, parent)| Command::Team(
            team::Command::Form {
                name,
                parent: parent.map(TeamId)
            }
        )),
        (id(), id()).prop_map(|(t, p)| Command::Team(team::Command::Join {
            team: TeamId(t),
            person: PersonId(p)
        })),
        (id(), id()).prop_map(|(t, p)| Command::Team(team::Command::Leave {
            team: TeamId(t),
            person: PersonId(p)
        })),
        (words(), words(), prop::option::of(id())).prop_map(|(is, ought, goal)| {
            Command::Gap(gap::Command::Record {
                is,
                ought,
                team: None,
                goal: goal.map(GoalId),
            })
        }),
        (id(), words()).prop_map(|(gap, outcome)| Command::Gap(gap::Command::Close {
            gap: GapId(gap),
            outcome
        })),
        gap_command(),
        words().prop_map(|title| Command::Goal(goal::Command::Set(goal::Setting {
            title,
            team: None,
            until: None,
            ..goal::Setting::default()
        }))),
        goal_command(),
        (words(), 0_u32..40).prop_map(|(name, value)| {
            let name = if name.len() > 5 {
                "leads-at-most".to_owned()
            } else {
                name
            };
            Command::Organisation(organisation::Command::SetThreshold { name, value })
        }),
        initiative_command(),
        record_command(stage()),
    ]
}

fn gap_command() -> impl Strategy<Value = Command> {
    let gap = || (0_u32..5).prop_map(GapId);
    let amount = || (-5_000_i64..5_000).prop_map(Amount::thousandths);
    let part = || (words(), words(), prop::collection::vec(0_u16..3, 0..3));
    let parts = prop::collection::vec(part(), 1..4);
    prop_oneof![
        (gap(), words()).prop_map(|(gap, text)| gap::Command::SeeToo { gap, text }),
        (gap(), words(), words(), amount(), amount()).prop_map(|(gap, what, unit, is, ought)| {
            gap::Command::SetMeasure {
                gap,
                what,
                unit,
                is,
                ought,
            }
        }),
        (gap(), amount(), words()).prop_map(|(gap, value, note)| gap::Command::Measure {
            gap,
            value,
            note
        }),
        (gap(), gap(), words()).prop_map(|(gap, into, because)| gap::Command::Merge {
            gap,
            into,
            because
        }),
        (gap(), words()).prop_map(|(gap, because)| gap::Command::Separate { gap, because }),
        (gap(), parts, words()).prop_map(|(gap, parts, because)| {
            let part = |(is, ought, seen_by)| gap::Part { is, ought, seen_by };
            let parts = parts.into_iter().map(part).collect();
            gap::Command::Split {
                gap,
                parts,
                because,
            }
        }),
    ]
    .prop_map(Command::Gap)
}

fn account_command() -> impl Strategy<Value = Command> {
    let role = prop::sample::select(person::Role::ALL.to_vec());
    (0_u32..6, role, words(), 0..9_u8).prop_map(|(id, role, name, which)| {
        let person = PersonId(id);
        Command::Person(match which {
            0 => person::Command::SetRole { person, role },
            1 => person::Command::Leave { person },
            2 | 3 => person::Command::Return { person },
            4 => person::Command::Erase { person },
            5 => person::Command::Rename { person, name },
            _ => person::Command::Join {
                handle: name.clone(),
                name,
                role,
            },
        })
    })
}

fn goal_command() -> impl Strategy<Value = Command> {
    let goal = || (0_u32..4).prop_map(GoalId);
    let amount = || (-5_000_i64..5_000).prop_map(Amount::thousandths);
    let values = prop::collection::vec((0_u16..3, amount()), 0..3);
    prop_oneof![
        (goal(), words(), words(), amount(), amount()).prop_map(
            |(goal, name, unit, baseline, target)| goal::Command::AddKeyResult(
                goal::Counting::number(goal, &name, &unit, [baseline, target])
            )
        ),
        (goal(), words(), prop::option::of(0_u8..13), values).prop_map(
            |(goal, text, confidence, values)| goal::Command::CheckIn(goal::Saying {
                goal,
                status: Status::OnTrack,
                text,
                confidence,
                values,
                help: String::new(),
            })
        ),
    ]
    .prop_map(Command::Goal)
}

#[expect(clippy::too_many_lines, reason = "one arm a command")]
fn initiative_command() -> impl Strategy<Value = Command> {
    let it = || (0_u32..6).prop_map(InitiativeId);
    let stance = prop::sample::select(Stance::ALL.to_vec());
    let people = || prop::option::of(prop::collection::vec((0_u32..6).prop_map(PersonId), 0..3));
    prop_oneof![
        (words(), words(), prop::option::of(0_u32..4), people()).prop_map(
            |(title, summary, gap, shown_to)| {
                let serves = gap.map(|gap| Serves::Gap(GapId(gap))).into_iter().collect();
                initiative::Command::Start {
                    document: String::new(),
                    kind: None,
                    title,
                    summary,
                    team: None,
                    serves,
                    shown_to,
                }
            }
        ),
        (it(), people()).prop_map(|(initiative, people)| initiative::Command::ShowTo {
            initiative,
            people: people.unwrap_or_default(),
        }),
        (it(), stance).prop_map(|(initiative, stance)| initiative::Command::Follow {
            reservation: String::new(),
            initiative,
            stance
        }),
        it().prop_map(|initiative| initiative::Command::StepBack { initiative }),
        it().prop_map(|initiative| initiative::Command::TakeLead {
            trial: None,
            initiative
        }),
        (it(), 0_u32..6, words()).prop_map(|(initiative, to, note)| {
            initiative::Command::HandOver {
                trial: None,
                initiative,
                to: PersonId(to),
                note,
            }
        }),
        (it(), prop::sample::select(Stage::ALL.to_vec()), words()).prop_map(
            |(initiative, to, reason)| initiative::Command::MoveStage {
                initiative,
                to,
                reason
            }
        ),
        (it(), words()).prop_map(|(initiative, text)| initiative::Command::CheckIn {
            initiative,
            status: Status::AtRisk,
            text
        }),
        (it(), 0_u16..400).prop_map(|(initiative, every_days)| initiative::Command::SetRhythm {
            initiative,
            every_days
        }),
        (it(), 0_u32..6, words()).prop_map(|(initiative, of, what)| initiative::Command::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative,
            of: AskedOf::Person(PersonId(of)),
            what
        }),
        (it(), 0_u16..3).prop_map(|(initiative, ask)| initiative::Command::Answer {
            reply: None,
            text: String::new(),
            initiative,
            ask
        }),
        (it(), prop::sample::select(Label::ALL.to_vec()), words()).prop_map(
            |(initiative, label, text)| initiative::Command::GiveFeedback {
                passage: None,
                initiative,
                label,
                text
            }
        ),
        (
            it(),
            0_u16..3,
            prop::sample::select(Uptake::ALL.to_vec()),
            words()
        )
            .prop_map(|(initiative, feedback, answer, because)| {
                initiative::Command::AnswerFeedback {
                    revision: None,
                    initiative,
                    feedback,
                    answer,
                    because,
                }
            }),
    ]
    .prop_map(Command::Initiative)
}

fn record_command(stage: impl Strategy<Value = Stage>) -> impl Strategy<Value = Command> {
    let source = || "[ab]{1,2}";
    let initiative = (
        (
            source(),
            prop::option::of(words()),
            prop::option::of(words()),
            prop::option::of(stage),
        ),
        (
            prop::option::of(prop::option::of(who())),
            prop::option::of(prop::collection::vec(
                (who(), prop::sample::select(Stance::ALL.to_vec())),
                0..3,
            )),
            prop::option::of(prop::collection::vec(who(), 0..3)),
        ),
        prop::collection::vec((words(), words(), prop::option::of(who())), 0..3),
    );
    let initiative = initiative.prop_map(
        |((source, title, team, stage), (lead, followers, approvers), asks)| {
            let asks = asks
                .into_iter()
                .map(|(of_team, what, answered_by)| record::Ask {
                    of_team,
                    what,
                    answered_by,
                });
            record::Command::Initiative(record::Initiative {
                source,
                title,
                team,
                stage,
                lead,
                followers,
                approvers,
                asks: asks.collect(),
                touched: Some(record::Touched::Meaningfully),
                ..record::Initiative::default()
            })
        },
    );
    prop_oneof![
        3 => initiative,
        1 => (source(), words(), prop::option::of(words()))
            .prop_map(|(source, name, parent)| record::Command::Team { source, name, parent }),
        1 => (source(), words(), any::<bool>()).prop_map(|(source, title, open)| {
            record::Command::Goal(record::Goal { source, title, team: None, lead: None, why: None, until: None, open })
        }),
        1 => (source(), words()).prop_map(|(source, text)| record::Command::CheckIn { source, by: None, text }),
    ]
    .prop_map(|command| Command::Record(Box::new(command)))
}

/// Looks at every page there is.
fn look_at_everything(story: &Story) {
    let (state, now) = (story.sight(), story.now);
    let asked = Asked::default();
    let viewer = Some(PersonId(1));
    for finding in signal::all(state, now) {
        signal::view(state, finding, now);
    }
    person::list(state, &asked);
    team::list(state, &asked);
    gap::list(state, &asked, now);
    goal::list(state, &asked, now);
    initiative::list(state, &asked, now);
    for id in 0..8 {
        person::page(state, viewer, PersonId(id), now);
        team::page(state, TeamId(id), now);
        gap::page(state, viewer, GapId(id), now);
        gap::alternatives(state, GapId(id), now);
        goal::page(state, viewer, GoalId(id), now);
        initiative::page(state, viewer, InitiativeId(id), now);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_stories_never_panic_and_replay_to_the_same_state(
        steps in prop::collection::vec((command(), 1_u32..4, 0_i64..40), 1..60),
    ) {
        let mut story = Story::new();
        for (command, who, days) in steps {
            let by = if matches!(command, Command::Record(_)) { By::Importer } else { By::Person(PersonId(who)) };
            let before = story.state.clone();
            if let Err(refusal) = story.tries(by, &command) {
                prop_assert_eq!(&story.state, &before, "a refusal changes nothing: {}", refusal);
                prop_assert!(refusal.instead().ends_with('.'));
            }
            story.days_pass(days);
        }
        look_at_everything(&story);
        for entity in &story.state.initiatives {
            let lead = entity.lead().and_then(|lead| story.state.person(lead));
            prop_assert!(
                entity.stage.is_at_rest() || lead.is_none_or(person::Person::takes_part),
                "whoever does not take part leads nothing"
            );
            prop_assert!(
                !entity.stage.opens_it() || entity.audience == initiative::Audience::Everyone,
                "what is shared is open to everyone"
            );
        }
        prop_assert_eq!(&story.replayed(), &story.state);
        let stored = serde_json::to_string(&story.recorded).unwrap();
        let read: Vec<crate::Recorded> = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&read, &story.recorded, "what is stored reads as what happened");
    }
}
