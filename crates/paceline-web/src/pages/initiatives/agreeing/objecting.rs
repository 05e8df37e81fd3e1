//! To object is a deliberate act in two steps: three questions first, then the harm seen and what would resolve it.

use paceline_core::{
    Command, InitiativeId, Refusal,
    initiative::{self, Command as C, Objecting},
    judgement::Matters,
    person,
    signal::Threshold,
};
use serde::Deserialize;

use super::page;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Beside, Choice, Field, FormPage, Kind},
    look::{Look, Seen, Shown},
    url::{Act, Agreeing, To},
};

/// What is typed in both steps; the second carries the answers of the first along.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    priority: String,
    tried: String,
    matters: String,
    harm: String,
    way_out: String,
    /// Sent with the second step alone.
    step: String,
}

impl Typed {
    /// The answer to the last question, once all three are answered.
    fn questions(&self) -> Result<Matters, Refusal> {
        for (answer, what) in [
            (&self.priority, "priority of your own"),
            (&self.tried, "description of what you have tried"),
        ] {
            if answer.trim().is_empty() {
                return Err(Refusal::Empty { what });
            }
        }
        Matters::named(&self.matters).ok_or(Refusal::Empty {
            what: "answer to the last question",
        })
    }

    /// Nothing of the second step is there yet.
    fn is_first_step(&self) -> bool {
        let second = [&self.step, &self.harm, &self.way_out];
        second.iter().all(|field| field.is_empty())
    }

    fn command(&self, initiative: InitiativeId) -> Result<Command, Refusal> {
        Ok(Command::Initiative(C::Object(Objecting {
            initiative,
            priority: self.priority.clone(),
            tried: self.tried.clone(),
            matters: self.questions()?,
            harm: self.harm.clone(),
            way_out: self.way_out.clone(),
        })))
    }

    fn page(&self, seen: &Seen<'_>, id: InitiativeId) -> Option<FormPage> {
        match self.questions() {
            Ok(matters) if !self.is_first_step() => self.harm(seen, id, matters),
            Ok(_) | Err(_) => self.asked(seen, id),
        }
    }

    /// The three questions, and privately beside them how the person was heard so far.
    fn asked(&self, seen: &Seen<'_>, id: InitiativeId) -> Option<FormPage> {
        let answers = [
            (Matters::Yes, "Yes, it will matter"),
            (Matters::Unsure, "I am not sure"),
            (Matters::No, "No, it will not"),
        ];
        let answers = answers.map(|(matters, label)| Choice::new(matters.word(), label));
        let fields = vec![
            own_priority(seen, &self.priority),
            Field::text("tried", "What have you tried?", &self.tried)
                .hint("A talk, feedback, a proposal of your own.")
                .required(),
            Field::new(
                "matters",
                "Will this matter to you in six months?",
                Kind::Radio(answers.into()),
                &self.matters,
            )
            .hint("In six months you are asked whether it did. Only you see how well you judge.")
            .required(),
        ];
        let why = "An objection is the one thing that blocks, so three questions come first. Nothing is said to anybody yet.";
        let words = ("Before you object", why.to_owned());
        let asked = page(seen, (id, Agreeing::Object), words, ("Go on", fields))?;
        Some(FormPage {
            last: initiative::my_feedback(seen.sight).map(Beside::OfMyself),
            ..asked
        })
    }

    /// The harm and the way out; a concern stands beside it where it may not matter.
    fn harm(&self, seen: &Seen<'_>, id: InitiativeId, matters: Matters) -> Option<FormPage> {
        let fields = vec![
            Field::hidden("step", "harm"),
            Field::hidden("priority", &self.priority),
            Field::hidden("tried", &self.tried),
            Field::hidden("matters", &self.matters),
            Field::text("harm", "What harm do you see?", &self.harm)
                .hint("What happens to whom if it goes on as it is.")
                .required(),
            Field::text("way_out", "What would resolve it?", &self.way_out)
                .hint("A change that you could live with.")
                .required(),
        ];
        let days = seen
            .sight
            .organisation()
            .threshold(Threshold::LapsesAfterDays);
        let why = format!(
            "It holds up what comes next until you end it; it lapses after {days} days unless you say that it still stands. A third person can help."
        );
        let harm = page(
            seen,
            (id, Agreeing::Object),
            ("Object", why),
            ("Object", fields),
        )?;
        let last = match matters {
            Matters::Yes => None,
            Matters::No | Matters::Unsure => Some(Beside::AsAConcern(concern(id))),
        };
        Some(FormPage { last, ..harm })
    }
}

/// Which of their own priorities it is: theirs to pick from, where they ranked some.
fn own_priority(seen: &Seen<'_>, typed: &str) -> Field {
    let label = "Which of your own priorities is it about?";
    let known = person::priorities(seen.sight, seen.me());
    let ranked: Vec<String> = known
        .into_iter()
        .flat_map(|known| known.ranked)
        .map(|priority| priority.to_string())
        .collect();
    if ranked.is_empty() {
        return Field::line("priority", label, typed)
            .hint("One thing that you would not let go of. For all else, to follow helps more.")
            .required();
    }
    let choices = ranked
        .iter()
        .map(|priority| Choice::new(priority.clone(), priority.clone()));
    let numbered = (1..).zip(&ranked);
    let yours: Vec<String> = numbered
        .map(|(rank, priority)| format!("{rank}. {priority}"))
        .collect();
    Field::new("priority", label, Kind::Picked(choices.collect()), typed)
        .hint(format!(
            "Yours are {}. Whichever you name stands with the objection. For all else, to follow helps more.",
            yours.join(", ")
        ))
        .required()
}

/// The same as feedback, which never blocks.
fn concern(id: InitiativeId) -> form::Form {
    let fields = vec![
        Field::hidden("label", initiative::Label::Concern.word()),
        Field::text("text", "Your concern", "").required(),
    ];
    form::Form::new(To::Act(id, Act::Feedback), "Say it as a concern", fields)
}

pub(crate) async fn object(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| Typed::default().page(seen, InitiativeId(id))).await
}

pub(crate) async fn objected(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Typed>,
) -> Shown {
    let id = InitiativeId(id);
    if let Ok(matters) = typed.questions()
        && typed.is_first_step()
    {
        return acting.next(|seen| typed.harm(seen, id, matters));
    }
    acting
        .run(
            typed.command(id),
            |_, _| To::Initiative(id),
            |seen| typed.page(seen, id),
        )
        .await
}
