//! The forms of the acts: their words, their fields, and what was typed.

use paceline_core::{
    InitiativeId,
    initiative::{CheckInView, Initiative, Stage, Stance, Status},
};

use super::{acts::Typed, leading};
use crate::{
    form::{self, Beside, Choice, Field, FormPage, Kind},
    frame::Section,
    look::Seen,
    url::{Act, To},
};

/// How several people are written.
pub(super) const HANDLES: &str = "Handles with commas, such as priya, tomas.";

/// The form of an act, with what was typed.
pub(super) fn page(seen: &Seen<'_>, id: InitiativeId, act: Act, typed: &Typed) -> Option<FormPage> {
    let entity = seen.sight.initiative(id)?;
    let (title, button, why) = words(act);
    let last = entity.check_ins.last().filter(|_| act == Act::CheckIn);
    let last = last.map(|last| Beside::LastOfInitiative(last.view(seen.sight, seen.now)));
    let taken_on = (act == Act::TakeLead).then(|| leading::taken_on(seen, None));
    Some(FormPage {
        section: Section::Initiatives,
        title,
        why: why.to_owned(),
        back: To::Initiative(id),
        back_words: format!("{id} {}", seen.sight.text(entity.title)),
        form: form::Form::new(To::Act(id, act), button, fields(seen, entity, act, typed)),
        last: last.or(taken_on),
    })
}

fn words(act: Act) -> (&'static str, &'static str, &'static str) {
    match act {
        Act::Follow => (
            "Follow",
            "Follow",
            "To follow is to help it succeed. With reservations counts as support too.",
        ),
        Act::StepBack => (
            "Step back",
            "Step back",
            "From leading or from following. It is always possible, and on record.",
        ),
        Act::TakeLead => (
            "Take the lead",
            "Take the lead",
            "Nobody has to approve it. You can hand it over at any time.",
        ),
        Act::HandOver => (
            "Hand over the lead",
            "Offer it",
            "It is offered: they take it or not, and you go on as a follower. Whoever asked for it has it at once. The note stays with the lead's history.",
        ),
        Act::Stage => (
            "Move the stage",
            "Move it",
            "On or back, in the open. A last call, a delivery and putting it down have pages of their own.",
        ),
        Act::CheckIn => (
            "Check in",
            "Check in",
            "One status and a sentence are enough.",
        ),
        Act::Rhythm => (
            "Set the rhythm",
            "Set the rhythm",
            "How often followers may expect to hear from you.",
        ),
        Act::Serve => (
            "Say what it serves",
            "Link it",
            "The gap it narrows, or the goal or the strategy it serves.",
        ),
        Act::Feedback => (
            "Give feedback",
            "Give it",
            "Whoever leads answers it. It blocks nothing, whatever you call it.",
        ),
        Act::ShowTo => (
            "Show it to more people",
            "Show it",
            "They can read it and say a word, before it is shared with everyone. What everyone reads already can be shown to guests.",
        ),
        Act::Cite => (
            "Cite the compass",
            "Cite it",
            "The value, facet or strategy that it relies on. Whoever changes that sees who does.",
        ),
        Act::GoAgainst => (
            "Say what it goes against",
            "Say so",
            "To say it is better than to hide it: the team can declare a veer-off, or propose to change what stands in the way.",
        ),
        Act::GoWith => (
            "Say that it goes with it again",
            "It goes with it",
            "It does not go against this any more.",
        ),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm an act")]
fn fields(seen: &Seen<'_>, entity: &Initiative, act: Act, typed: &Typed) -> Vec<Field> {
    match act {
        Act::Follow => {
            let stances = Stance::ALL
                .map(|stance| Choice::new(stance_value(stance), stance.word()))
                .into();
            let chosen = if typed.stance.is_empty() {
                "follow"
            } else {
                &typed.stance
            };
            vec![
                Field::new("stance", "How", Kind::Radio(stances), chosen).required(),
                Field::line(
                    "reservation",
                    "What you would do differently",
                    &typed.reservation,
                )
                .hint("Needed to follow with reservations; it stays on record, and you follow."),
            ]
        }
        Act::StepBack => Vec::new(),
        Act::TakeLead => leading::trial_fields(seen, &typed.until, &typed.supporter),
        Act::Feedback => super::feedback::fields(&typed.label, &typed.text),
        Act::HandOver => hand_over_fields(seen, typed),
        Act::ShowTo => vec![
            Field::line("people", "To whom", &typed.people)
                .hint(HANDLES)
                .required(),
        ],
        Act::Stage => stage_fields(entity, typed),
        Act::CheckIn => {
            let last = entity
                .check_ins
                .last()
                .map_or("", |last| value(last.status));
            let chosen = if typed.status.is_empty() {
                last
            } else {
                &typed.status
            };
            check_in_fields(chosen, &typed.text)
        }
        Act::Rhythm => {
            let now = entity
                .every_days
                .map_or_else(|| "14".to_owned(), |days| days.to_string());
            let chosen = if typed.every_days.is_empty() {
                &now
            } else {
                &typed.every_days
            };
            vec![
                Field::new(
                    "every_days",
                    "Every … days",
                    Kind::Number {
                        least: 1,
                        most: 366,
                    },
                    chosen,
                )
                .required(),
            ]
        }
        Act::Serve => vec![
            Field::line("serves", "Gap, goal or strategy", &typed.serves)
                .hint("G-31, O-7 or C-4.")
                .required(),
        ],
        Act::Cite => vec![
            Field::line("entry", "Entry of the compass", &typed.entry)
                .hint("Its number, such as C-4.")
                .required(),
        ],
        Act::GoAgainst => vec![
            Field::line("of", "Entry or goal", &typed.of)
                .hint("Its number, such as C-4 or O-7.")
                .required(),
            Field::text("because", "Why", &typed.because)
                .hint("What it does, and why it does not fit.")
                .required(),
        ],
        Act::GoWith => vec![
            Field::line("of", "Entry or goal", &typed.of)
                .hint("Its number, such as C-4 or O-7.")
                .required(),
        ],
    }
}

fn hand_over_fields(seen: &Seen<'_>, typed: &Typed) -> Vec<Field> {
    let people = form::people(seen.sight);
    let mut fields = vec![
        Field::new("to", "To", Kind::Picked(people), &typed.to)
            .hint("Handle of a person, such as priya.")
            .required(),
        Field::text("note", "Note", &typed.note)
            .hint("What they should know: what is open, who to talk to."),
    ];
    fields.extend(leading::trial_fields(seen, &typed.until, &typed.supporter));
    fields
}

/// The stages that a move leads to; the others have pages of their own.
const PLAIN: [Stage; 6] = [
    Stage::Spotted,
    Stage::Scoping,
    Stage::Drafted,
    Stage::Shared,
    Stage::UnderWay,
    Stage::Superseded,
];

/// The stage that comes next by a move.
fn next_by_a_move(stage: Stage) -> Stage {
    match stage {
        Stage::Spotted => Stage::Scoping,
        Stage::Scoping => Stage::Drafted,
        Stage::Drafted | Stage::LastCall => Stage::Shared,
        Stage::Shared
        | Stage::Agreed
        | Stage::UnderWay
        | Stage::Delivered
        | Stage::PutDown
        | Stage::Superseded
        | Stage::Resting
        | Stage::Unknown => Stage::UnderWay,
    }
}

fn stage_fields(entity: &Initiative, typed: &Typed) -> Vec<Field> {
    let stages = PLAIN.into_iter().filter(|stage| *stage != entity.stage);
    let stages = stages
        .map(|stage| Choice::new(stage.word(), stage.word()))
        .collect();
    let chosen = if typed.stage.is_empty() {
        next_by_a_move(entity.stage).word()
    } else {
        &typed.stage
    };
    vec![
        Field::new("stage", "To", Kind::Select(stages), chosen).required(),
        Field::text("reason", "Reason", &typed.reason).hint("Needed when it is superseded."),
    ]
}

/// The two fields of every check-in.
pub(crate) fn check_in_fields(status: &str, text: &str) -> Vec<Field> {
    let claims = Status::CLAIMS
        .map(|status| Choice::new(value(status), status.word()))
        .into();
    vec![
        Field::new("status", "How it goes", Kind::Radio(claims), status).required(),
        Field::text("text", "What is new", text)
            .hint("What happened, what is next, what would help.")
            .required(),
    ]
}

/// The form that stands beside the last check-in, its status filled in.
pub(crate) fn check_in_form(id: InitiativeId, last: Option<&CheckInView>) -> form::Form {
    let status = last.map_or("", |last| value(last.status));
    form::Form::new(
        To::Act(id, Act::CheckIn),
        "Check in",
        check_in_fields(status, ""),
    )
}

/// A status as a form sends it.
pub(crate) fn value(status: Status) -> &'static str {
    match status {
        Status::OnTrack => "on-track",
        Status::AtRisk => "at-risk",
        Status::OffTrack => "off-track",
        Status::NoWord => "",
    }
}

/// A stance as a form sends it.
pub(super) fn stance_value(stance: Stance) -> &'static str {
    match stance {
        Stance::Follow => "follow",
        Stance::FollowWithReservations => "follow-with-reservations",
        Stance::Advise => "advise",
        Stance::NotNow => "not-now",
    }
}
