//! One stored example of every event form ever written: they must be readable for ever.
//!
//! A form is never edited. A new form gets a new file, written by this test where it is missing; a form that changes
//! gets a new name and a conversion, and its old file stays.

use std::path::Path;

mod compass;
mod gaps;
mod initiatives;
mod settings;

use crate::{
    Event, GapId, GoalId, InitiativeId, PersonId, TeamId, WordId, gap, goal,
    initiative::{
        self, AskedOf, CannotSay, Label, Looks, Reply, Serves, Stage, Stance, Status, Uptake,
    },
    measure::Amount,
    organisation,
    person::{self, Ending, Role},
    signal::Threshold,
    team,
};

/// An example of every form, by the name of its file.
#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn forms() -> Vec<(&'static str, Event)> {
    let mut forms = vec![
        (
            "organisation-named",
            Event::Organisation(organisation::Event::Named { name: WordId(1) }),
        ),
        (
            "organisation-threshold-set",
            Event::Organisation(organisation::Event::ThresholdSet {
                threshold: Threshold::StuckAfterDays,
                value: 90,
            }),
        ),
        (
            "person-joined",
            Event::Person(person::Event::Joined {
                person: PersonId(1),
                handle: WordId(2),
                name: WordId(3),
                role: Role::Member,
            }),
        ),
        (
            "person-joined-as-guest",
            Event::Person(person::Event::Joined {
                person: PersonId(1),
                handle: WordId(2),
                name: WordId(3),
                role: Role::Guest,
            }),
        ),
        (
            "person-role-set",
            Event::Person(person::Event::RoleSet {
                person: PersonId(1),
                role: Role::Admin,
            }),
        ),
        (
            "person-left",
            Event::Person(person::Event::Left {
                person: PersonId(1),
            }),
        ),
        (
            "person-returned",
            Event::Person(person::Event::Returned {
                person: PersonId(1),
            }),
        ),
        (
            "person-erased",
            Event::Person(person::Event::Erased {
                person: PersonId(1),
            }),
        ),
        (
            "person-renamed",
            Event::Person(person::Event::Renamed {
                person: PersonId(1),
                name: WordId(4),
            }),
        ),
        (
            "team-formed",
            Event::Team(team::Event::Formed {
                team: TeamId(2),
                slug: "checkout".into(),
                name: WordId(5),
                parent: Some(TeamId(1)),
            }),
        ),
        (
            "team-renamed",
            Event::Team(team::Event::Renamed {
                team: TeamId(2),
                name: WordId(6),
            }),
        ),
        (
            "team-moved",
            Event::Team(team::Event::Moved {
                team: TeamId(2),
                parent: None,
            }),
        ),
        (
            "team-member-joined",
            Event::Team(team::Event::MemberJoined {
                team: TeamId(2),
                person: PersonId(1),
            }),
        ),
        (
            "team-member-left",
            Event::Team(team::Event::MemberLeft {
                team: TeamId(2),
                person: PersonId(1),
            }),
        ),
        (
            "gap-recorded",
            Event::Gap(gap::Event::Recorded {
                gap: GapId(31),
                is: WordId(7),
                ought: WordId(8),
                team: Some(TeamId(2)),
                goal: None,
            }),
        ),
        (
            "gap-closed",
            Event::Gap(gap::Event::Closed {
                gap: GapId(31),
                outcome: WordId(9),
            }),
        ),
        (
            "goal-set",
            Event::Goal(goal::Event::Set {
                goal: GoalId(7),
                title: WordId(10),
                team: None,
                lead: Some(PersonId(1)),
                until: Some(jiff::civil::date(2026, 12, 31)),
                source: Some("roadmap-a".into()),
                why: None,
                evergreen: false,
            }),
        ),
        (
            "goal-retitled",
            Event::Goal(goal::Event::Retitled {
                goal: GoalId(7),
                title: WordId(11),
            }),
        ),
        (
            "goal-checked-in",
            Event::Goal(goal::Event::CheckedIn {
                goal: GoalId(7),
                status: Status::OnTrack,
                text: WordId(12),
                confidence: None,
                values: Vec::new(),
                help: None,
            }),
        ),
        (
            "goal-checked-in-with-values",
            Event::Goal(goal::Event::CheckedIn {
                goal: GoalId(7),
                status: Status::AtRisk,
                text: WordId(12),
                confidence: Some(6),
                values: vec![goal::Reported {
                    key_result: 0,
                    value: Amount::thousandths(3_800),
                }],
                help: None,
            }),
        ),
        (
            "goal-key-result-added",
            Event::Goal(goal::Event::KeyResultAdded {
                goal: GoalId(7),
                key_result: 0,
                name: WordId(23),
                unit: Some(WordId(24)),
                baseline: Amount::whole(9),
                target: Amount::thousandths(500),
                kind: goal::Kind::Number,
                direction: None,
                from: None,
                until: None,
                source: None,
                milestones: Vec::new(),
            }),
        ),
        (
            "goal-closed",
            Event::Goal(goal::Event::Closed {
                goal: GoalId(7),
                outcome: goal::Outcome::Achieved,
                text: Some(WordId(13)),
                score: None,
            }),
        ),
        (
            "goal-lead-ended",
            Event::Goal(goal::Event::LeadEnded {
                goal: GoalId(7),
                person: PersonId(1),
                because: Ending::Left,
            }),
        ),
    ];
    forms.extend(
        initiative_forms()
            .into_iter()
            .map(|(name, event)| (name, Event::Initiative(event))),
    );
    forms.extend(compass::forms());
    forms.extend(gaps::forms());
    forms.extend(initiatives::forms());
    forms.extend(settings::forms());
    forms
}

#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn initiative_forms() -> Vec<(&'static str, initiative::Event)> {
    use initiative::Event as E;
    let (initiative, person) = (InitiativeId(142), PersonId(1));
    vec![
        (
            "initiative-started",
            E::Started {
                kind: None,
                initiative,
                title: WordId(14),
                summary: Some(WordId(15)),
                team: Some(TeamId(2)),
                source: Some("keps/sig-node/127".into()),
                cannot_say: vec![CannotSay::Serves, CannotSay::Asks],
                shown_to: None,
            },
        ),
        (
            "initiative-started-for-a-few",
            E::Started {
                kind: None,
                initiative,
                title: WordId(14),
                summary: None,
                team: None,
                source: None,
                cannot_say: Vec::new(),
                shown_to: Some(vec![PersonId(2)]),
            },
        ),
        (
            "initiative-shown-to",
            E::ShownTo {
                initiative,
                people: vec![PersonId(3)],
            },
        ),
        (
            "initiative-retitled",
            E::Retitled {
                initiative,
                title: WordId(16),
            },
        ),
        (
            "initiative-summarised",
            E::Summarised {
                initiative,
                summary: WordId(17),
            },
        ),
        (
            "initiative-team-changed",
            E::TeamChanged {
                initiative,
                team: Some(TeamId(1)),
            },
        ),
        (
            "initiative-serves-gap",
            E::ServesLinked {
                initiative,
                serves: Serves::Gap(GapId(31)),
            },
        ),
        (
            "initiative-serves-goal",
            E::ServesLinked {
                initiative,
                serves: Serves::Goal(GoalId(7)),
            },
        ),
        (
            "initiative-stage-moved",
            E::StageMoved {
                initiative,
                to: Stage::LastCall,
                reason: Some(WordId(18)),
                written: Some(WordId(19)),
            },
        ),
        (
            "initiative-looks-set",
            E::LooksSet {
                initiative,
                looks: Looks::Done,
            },
        ),
        (
            "initiative-lead-taken",
            E::LeadTaken {
                trial: None,
                initiative,
                person,
            },
        ),
        (
            "initiative-lead-handed-over",
            E::LeadHandedOver {
                trial: None,
                initiative,
                to: person,
                note: Some(WordId(20)),
            },
        ),
        (
            "initiative-lead-stepped-back",
            E::LeadSteppedBack { initiative, person },
        ),
        (
            "initiative-lead-ended",
            E::LeadEnded {
                initiative,
                person,
                because: Ending::Became(Role::Guest),
            },
        ),
        ("initiative-ask-lapsed", E::AskLapsed { initiative, ask: 0 }),
        (
            "initiative-followed",
            E::Followed {
                reservation: None,
                initiative,
                person,
                stance: Stance::FollowWithReservations,
            },
        ),
        (
            "initiative-unfollowed",
            E::Unfollowed { initiative, person },
        ),
        (
            "initiative-approver-named",
            E::ApproverNamed { initiative, person },
        ),
        (
            "initiative-approver-dropped",
            E::ApproverDropped { initiative, person },
        ),
        (
            "initiative-asked",
            E::Asked {
                size: None,
                until: None,
                initiative,
                of: AskedOf::Team(TeamId(2)),
                what: WordId(21),
            },
        ),
        (
            "initiative-answered",
            E::Answered {
                reply: Reply::Done,
                text: None,
                initiative,
                ask: 0,
                by: Some(person),
            },
        ),
        (
            "initiative-checked-in",
            E::CheckedIn {
                initiative,
                by: Some(person),
                status: Status::AtRisk,
                text: WordId(22),
            },
        ),
        (
            "initiative-feedback-given",
            E::FeedbackGiven {
                passage: None,
                initiative,
                feedback: 0,
                label: Label::OptionalNit,
                text: WordId(23),
            },
        ),
        (
            "initiative-feedback-answered",
            E::FeedbackAnswered {
                revision: None,
                initiative,
                feedback: 0,
                answer: Uptake::NotTakenUp,
                because: Some(WordId(24)),
            },
        ),
        (
            "initiative-rhythm-set",
            E::RhythmSet {
                initiative,
                every_days: 14,
            },
        ),
        (
            "initiative-record-changed",
            E::RecordChanged {
                initiative,
                mechanical: true,
            },
        ),
    ]
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test may read its own golden files"
)]
fn every_event_form_ever_written_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/events");
    for (name, event) in forms() {
        let path = folder.join(format!("{name}.json"));
        let written = serde_json::to_string(&event).unwrap();
        if !path.exists() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, format!("{written}\n")).unwrap();
            panic!(
                "{name} had no example yet; it was written to {}: commit it",
                path.display()
            );
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        let read: Event =
            serde_json::from_str(&golden).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            read, event,
            "{name} reads as something else; give the new form a new name"
        );
        assert_eq!(
            golden.trim_end(),
            written,
            "{name} is written in another form; give it a new name"
        );
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test may read its own golden files"
)]
fn old_forms_without_an_example_are_still_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/events");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        serde_json::from_str::<Event>(&text).unwrap();
        read += 1;
    }
    assert!(read >= forms().len());
}
