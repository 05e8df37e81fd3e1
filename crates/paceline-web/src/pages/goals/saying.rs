//! Check-ins on goals, with the last one beside the form and its values filled in; and values that are reported between.

use std::collections::BTreeMap;

use paceline_core::{
    Command, GoalId, Refusal,
    goal::{self, CONFIDENCE_LIMIT, GoalPage, KeyResultView, Kind as Counted},
    measure::Amount,
    text,
};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Beside, Choice, Field, FormPage, Kind},
    look::{Look, Seen, Shown},
    pages::initiatives::{acts, forms as initiatives},
    url::To,
    url_goals::OnGoal,
};

/// The field of a check-in that holds what a key result is, by its number.
fn name_of(number: u16) -> String {
    format!("value-{}", u32::from(number) + 1)
}

/// The number of the key result whose value a field holds.
fn number_of(name: &str) -> Option<u16> {
    let place: u16 = name.strip_prefix("value-")?.parse().ok()?;
    place.checked_sub(1)
}

/// What is typed to check in on a goal.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CheckInGoal {
    status: String,
    text: String,
    confidence: String,
    help: String,
    /// A field for each key result; what is left empty is not reported.
    #[serde(flatten)]
    values: BTreeMap<String, String>,
}

impl CheckInGoal {
    /// The next check-in, with the last values and status filled in.
    pub(super) fn after(page: &GoalPage) -> Self {
        let last =
            |known: &KeyResultView| Some((name_of(known.number), known.measure.is()?.to_string()));
        let status = page.check_ins.first().map(|last| last.status);
        Self {
            status: status.map_or("", initiatives::value).to_owned(),
            values: page.key_results.iter().filter_map(last).collect(),
            ..Self::default()
        }
    }

    fn command(&self, goal: GoalId) -> Result<Command, Refusal> {
        let typed = self.values.iter();
        let typed = typed.filter_map(|(name, value)| Some((number_of(name)?, value)));
        let mut values: Vec<(u16, Amount)> = Vec::new();
        for (number, value) in typed {
            if let Some(value) = forms::amount(value)? {
                values.push((number, value));
            }
        }
        values.sort_by_key(|(number, _)| *number);
        let confidence = match self.confidence.trim() {
            "" => None,
            written => Some(written.parse().map_err(|_| Refusal::NotANumber {
                written: text::cut(written, 40),
            })?),
        };
        Ok(Command::Goal(goal::Command::CheckIn(goal::Saying {
            goal,
            status: acts::status(&self.status)?,
            text: self.text.clone(),
            confidence,
            values,
            help: self.help.clone(),
        })))
    }

    pub(super) fn form(&self, id: GoalId, key_results: &[KeyResultView]) -> form::Form {
        let mut fields = initiatives::check_in_fields(&self.status, &self.text);
        for known in key_results {
            let typed = self.values.get(&name_of(known.number));
            fields.push(value_field(known, typed.map_or("", String::as_str)));
        }
        let confidence = Kind::Number {
            least: 0,
            most: CONFIDENCE_LIMIT.into(),
        };
        fields.push(
            Field::new("confidence", "Confidence", confidence, &self.confidence)
                .hint("How sure you are that it will be reached, from 0 to 10."),
        );
        fields.push(
            Field::line("help", "Help wanted", &self.help)
                .hint("What somebody else could do for it; the team reads it in their Today."),
        );
        form::Form::new(To::CheckInGoal(id), "Check in", fields)
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId) -> Option<FormPage> {
        let page = goal::page(seen.sight, Some(seen.me()), id, seen.now)?;
        let form = self.form(id, &page.key_results);
        let why = "A status and a sentence are enough; the numbers are those of the last time.";
        let form = forms::page(seen, id, ("Check in", why), form)?;
        Some(FormPage {
            last: page.check_ins.into_iter().next().map(Beside::LastOfGoal),
            ..form
        })
    }
}

/// The field of one key result, as its kind takes it.
fn value_field(known: &KeyResultView, typed: &str) -> Field {
    let measure = &known.measure;
    let label = match measure.unit.as_str() {
        "" => measure.name.clone(),
        unit => format!("{} ({unit})", measure.name),
    };
    let begun = match measure.kind {
        Counted::YesNo => {
            let choices = [("1", "Yes"), ("0", "Not yet"), ("", "No word")];
            let choices = choices.map(|(value, label)| Choice::new(value, label));
            return Field::new(
                name_of(known.number),
                label,
                Kind::Radio(choices.into()),
                typed,
            );
        }
        Counted::Milestones => {
            let names = known.milestones.iter().enumerate();
            let names = names.map(|(place, step)| format!("{} {}", place + 1, step.name));
            let hint = format!(
                "How many are reached: {}.",
                names.collect::<Vec<_>>().join(", ")
            );
            let most = u32::try_from(known.milestones.len()).unwrap_or(u32::MAX);
            let kind = Kind::Number { least: 0, most };
            return Field::new(name_of(known.number), label, kind, typed).hint(hint);
        }
        Counted::Number | Counted::Percentage => measure.baseline,
    };
    let wanted = if measure.direction.keeps() {
        format!("{} {}", measure.direction.word(), measure.target)
    } else {
        measure.target.to_string()
    };
    let hint = format!("{wanted} wanted, {begun} at the start.");
    Field::new(name_of(known.number), label, Kind::Decimal, typed).hint(hint)
}

pub(crate) async fn check_in(look: Look, Path(id): Path<u32>) -> Shown {
    let id = GoalId(id);
    form::show(look, |seen| {
        let page = goal::page(seen.sight, Some(seen.me()), id, seen.now)?;
        CheckInGoal::after(&page).page(seen, id)
    })
    .await
}

pub(crate) async fn checked_in(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<CheckInGoal>,
) -> Shown {
    let goal = GoalId(id);
    acting
        .run(
            typed.command(goal),
            |_, _| To::Goal(goal),
            |seen| typed.page(seen, goal),
        )
        .await
}

/// What is typed to report a value between check-ins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reported {
    key_result: String,
    value: String,
    source: String,
}

impl Reported {
    fn command(&self, goal: GoalId) -> Result<Command, Refusal> {
        let number = self.key_result.trim().parse();
        Ok(Command::Goal(goal::Command::Report {
            goal,
            key_result: number.map_err(|_| Refusal::NoSuchKeyResult { goal })?,
            value: forms::amount(&self.value)?.ok_or(Refusal::Empty { what: "value" })?,
            source: self.source.clone(),
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId) -> Option<FormPage> {
        let goal = seen.sight.goal(id)?;
        let choices = goal.live_key_results().map(|(number, known)| {
            Choice::new(number.to_string(), seen.sight.text(known.name).to_string())
        });
        let fields = vec![
            Field::new(
                "key_result",
                "Key result",
                Kind::Select(choices.collect()),
                &self.key_result,
            )
            .required(),
            Field::new("value", "What it is", Kind::Decimal, &self.value)
                .hint("Of yes and no 1 or 0; of milestones how many are reached.")
                .required(),
            Field::line("source", "Where it comes from", &self.source)
                .hint("For example the address of a dashboard."),
        ];
        let form = form::Form::new(To::OnGoal(id, OnGoal::Report), "Report it", fields);
        let why = "As a script does. It is marked as reported, and is no check-in: how it goes, only people say.";
        forms::page(seen, id, ("Report a value", why), form)
    }
}

pub(crate) async fn report(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| Reported::default().page(seen, GoalId(id))).await
}

pub(crate) async fn reported(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Reported>,
) -> Shown {
    let goal = GoalId(id);
    acting
        .run(
            typed.command(goal),
            |_, _| To::Goal(goal),
            |seen| typed.page(seen, goal),
        )
        .await
}
