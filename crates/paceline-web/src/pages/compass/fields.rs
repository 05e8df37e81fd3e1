//! The words and fields of the forms by which entries are written.

use paceline_core::compass::{self, ACTIONS_LIMIT, EVEN_OVER_LIMIT, FACETS};

use super::writing::{CHOSEN, Of, Typed};
use crate::form::{Choice, Field, Kind};

/// Rows for even-over statements that stand there at least.
const EVEN_OVER_ROWS: usize = 3;

impl Typed {
    pub(super) fn of_value(&self) -> Vec<Field> {
        vec![
            Field::line("title", "Name", &self.title)
                .hint("A word or a short sentence, such as: Candour.")
                .required(),
            Field::text("text", "What is meant", &self.text),
            Field::text("looks_like", "What living it looks like", &self.looks_like)
                .hint("Something one can see: we say what went wrong on the day it went wrong."),
            Field::text(
                "does_not_look_like",
                "What it does not look like",
                &self.does_not_look_like,
            )
            .hint("What it is easily mistaken for: being blunt, and calling it honest."),
            self.of_review(),
        ]
    }

    pub(super) fn of_facet(&self) -> Vec<Field> {
        let facets = FACETS.map(|facet| Choice::new(facet, facet)).into();
        vec![
            Field::new("title", "Facet", Kind::Picked(facets), &self.title)
                .hint("One that every organisation has, or one of your own, such as Seasons.")
                .required(),
            Field::line("level", "Level", &self.level)
                .hint("For example: 40 TB, doubling every year.")
                .required(),
            Field::text("reason", "Why it is so", &self.reason)
                .hint("What a decision that relies on it must know.")
                .required(),
            Field::new("until", "Holds until", Kind::Date, &self.until)
                .hint("On this day it comes back to you. Can be left out."),
        ]
    }

    pub(super) fn of_strategy(&self) -> Vec<Field> {
        let rows = (self.even_over.len() + 1).clamp(EVEN_OVER_ROWS, EVEN_OVER_LIMIT);
        let empty = [String::new(), String::new()];
        let written = self.even_over.iter().cloned();
        let even_over = written
            .chain(std::iter::repeat(empty))
            .take(rows.max(self.even_over.len()));
        vec![
            Field::line("title", "Title", &self.title)
                .hint("For example: release calmly, on any day.")
                .required(),
            Field::text("diagnosis", "Diagnosis", &self.diagnosis)
                .hint("What is going on: the one or two things that matter most, without the cure.")
                .required(),
            Field::text("guiding_policy", "Guiding policy", &self.guiding_policy)
                .hint("The approach to it. It rules other things out, or it guides nobody.")
                .required(),
            Field::new("actions", "Coherent actions", Kind::Lines, &self.actions).hint(format!(
                "Steps that help each other, one a line, at most {ACTIONS_LIMIT}."
            )),
            Field::new(
                "even_over",
                "Even over",
                Kind::EvenOver(even_over.collect()),
                "",
            )
            .hint(
                "Two good things, and which of them wins: small steps even over complete features.",
            ),
            self.of_review(),
        ]
    }

    pub(super) fn of_review(&self) -> Field {
        Field::new("review", "Look at it again on", Kind::Date, &self.review)
            .hint("On this day it comes back to whoever leads it.")
    }

    pub(super) fn of_audience(&self) -> [Field; 2] {
        let audience = vec![
            Choice::new("everyone", "everyone"),
            Choice::new(
                CHOSEN,
                "only me and the people I choose, until I publish it",
            ),
        ];
        let chosen = if self.audience == CHOSEN {
            CHOSEN
        } else {
            "everyone"
        };
        [
            Field::new("audience", "Show it to", Kind::Radio(audience), chosen),
            Field::line("shown_to", "Chosen people", &self.shown_to).hint(
                "Handles with commas, such as priya, tomas. Nobody: it is yours alone until then.",
            ),
        ]
    }
}

pub(super) fn words(kind: compass::Kind, of: Of) -> (&'static str, &'static str) {
    match (of, kind) {
        (Of::New, compass::Kind::Value) => (
            "Write a value",
            "A value is worth what people do by it: say what living it looks like. You lead it until you hand it over.",
        ),
        (Of::New, compass::Kind::Facet) => (
            "State a facet",
            "What decisions have to reckon with: how much, how fast, how good, and until when that holds.",
        ),
        (Of::New, compass::Kind::Strategy) => (
            "Write a strategy",
            "What is going on, the approach to it, and steps that help each other. You lead it until you hand it over.",
        ),
        (Of::Version(_) | Of::VersionOfDraft(_), compass::Kind::Facet) => (
            "State it anew",
            "What was stated before stays with its versions. Whoever relies on it sees the difference.",
        ),
        (
            Of::Version(_) | Of::VersionOfDraft(_),
            compass::Kind::Value | compass::Kind::Strategy,
        ) => (
            "A new version",
            "What was written before stays with its versions, and the difference stands beside it.",
        ),
    }
}

pub(super) fn button(kind: compass::Kind) -> &'static str {
    match kind {
        compass::Kind::Value => "Write it down",
        compass::Kind::Facet => "State it",
        compass::Kind::Strategy => "Write it down",
    }
}
