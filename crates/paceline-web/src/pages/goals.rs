//! Goals: what is wanted until when, and how it goes.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;
use paceline_core::{
    Command, GoalId, Refusal, Sight,
    compass::Point,
    goal::{self, CONFIDENCE_LIMIT, GoalPage, Outcome, Row},
    list::Sort,
    measure::{Amount, Measure},
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer, cut},
    look::{Look, Seen, Shown},
    pages::{
        gaps::told,
        initiatives::{acts, forms},
        points::{self, PointParts},
    },
    pictures::{Drawn, measure},
    url::To,
};

/// The most rows that each part of a goal's page shows.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "goals/index.html")]
struct Index {
    f: Frame,
    list: List<Row>,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let list = look.read(|seen| {
        List::of(seen, query, offer(), |asked| {
            goal::list(seen.sight, asked, seen.now)
        })
    })?;
    look.show(Section::Goals, |f| Index { f, list })
}

fn offer() -> Offer {
    let words = [
        "pending",
        "on track",
        "at risk",
        "off track",
        "reported",
        "stale",
        "achieved",
        "missed",
        "dropped",
    ];
    let stages =
        std::iter::once(Choice::new("", "Any")).chain(words.map(|word| Choice::new(word, word)));
    Offer {
        base: To::Goals,
        looks_for: "Words of a goal",
        stages: stages.collect(),
        stage_label: "Status",
        by_team: true,
        by_lead: true,
        sorts: &[
            (Sort::Newest, "Newest first"),
            (Sort::Oldest, "Oldest first"),
            (Sort::Title, "By title"),
            (Sort::LastChange, "Last check-in first"),
        ],
    }
}

#[derive(Template)]
#[template(path = "goals/show.html")]
struct Show {
    f: Frame,
    page: GoalPage,
    check_in: Option<form::Form>,
    /// A chart for each key result.
    charts: Vec<Drawn>,
    /// Rows that are left out.
    more: usize,
    /// What teams make of it.
    parts: PointParts,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    let (mut page, parts) = look.find(|seen| {
        let page = goal::page(seen.sight, Some(seen.me()), GoalId(id), seen.now)?;
        Some((page, points::parts(seen, Point::Goal(GoalId(id)))?))
    })?;
    let parts = parts.filled(&look).await?;
    page.may_act &= !look.at.is_past();
    page.may_add_key_result &= page.may_act;
    let check_in = page.may_act.then(|| {
        let last = page.check_ins.first();
        let next = CheckInGoal {
            status: last.map_or("", |last| forms::value(last.status)).to_owned(),
            ..CheckInGoal::after(&page.key_results)
        };
        next.form(GoalId(id), &page.key_results)
    });
    let charts = page
        .key_results
        .iter()
        .enumerate()
        .map(|(place, measured)| measure::large(measured, &format!("measure-{place}"), look.now))
        .collect();
    let more = cut(&mut page.initiatives, SHOWN)
        + cut(&mut page.gaps, SHOWN)
        + cut(&mut page.check_ins, SHOWN);
    let texts = page.check_ins.iter_mut().map(|check_in| &mut check_in.text);
    let closed = page.closed.as_mut().and_then(|closed| closed.text.as_mut());
    let gaps = page
        .gaps
        .iter_mut()
        .flat_map(|row| [&mut row.is, &mut row.ought]);
    look.fill(texts.chain(closed).chain(gaps).collect()).await?;
    look.show(Section::Goals, |f| Show {
        f,
        page,
        check_in,
        charts,
        more,
        parts,
    })
}

/// What is typed to set a goal.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewGoal {
    title: String,
    team: String,
    until: String,
}

impl NewGoal {
    fn command(&self, sight: Sight<'_>) -> Result<Command, Refusal> {
        let until = match self.until.trim() {
            "" => None,
            written => Some(
                written
                    .parse::<Date>()
                    .map_err(|_| Refusal::ImpossibleDate)?,
            ),
        };
        let team = form::team_named(sight, &self.team)?;
        Ok(Command::Goal(goal::Command::Set(goal::Setting {
            title: self.title.clone(),
            team,
            until,
            ..goal::Setting::default()
        })))
    }

    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let fields = vec![
            Field::line("title", "What is wanted", &self.title)
                .hint("For example: lead time under a day.")
                .required(),
            Field::team(seen.sight, "Team", &self.team).hint("Whose goal it is."),
            Field::new("until", "Until", Kind::Date, &self.until),
        ];
        FormPage {
            section: Section::Goals,
            title: "Set a goal",
            why: "Say what is wanted and until when. You lead it, until you hand it on.".to_owned(),
            back: To::Goals,
            back_words: "Goals".to_owned(),
            form: form::Form::new(To::NewGoal, "Set the goal", fields),
            last: None,
        }
    }
}

pub(crate) async fn new(look: Look) -> Shown {
    form::show(look, |seen| Some(NewGoal::default().page(seen))).await
}

pub(crate) async fn set(acting: Acting, Form(typed): Form<NewGoal>) -> Shown {
    let command = acting.read(|seen| typed.command(seen.sight));
    let to = |sight: Sight<'_>, receipt: &paceline_store::Receipt| {
        let made = sight
            .goals()
            .rfind(|(_, goal)| (receipt.first..=receipt.last).contains(&goal.seq));
        made.map_or(To::Goals, |(id, _)| To::Goal(id))
    };
    acting.run(command, to, |seen| Some(typed.page(seen))).await
}

/// What is typed to add a key result.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewKeyResult {
    name: String,
    unit: String,
    baseline: String,
    target: String,
}

impl NewKeyResult {
    fn command(&self, goal: GoalId) -> Result<Command, Refusal> {
        Ok(Command::Goal(goal::Command::AddKeyResult(
            goal::Counting::number(
                goal,
                &self.name,
                &self.unit,
                [self.baseline.parse()?, self.target.parse()?],
            ),
        )))
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId) -> Option<FormPage> {
        let goal = seen.sight.goal(id)?;
        let fields = vec![
            Field::line("name", "What is counted", &self.name)
                .hint("For example: median lead time.")
                .required(),
            Field::line("unit", "Unit", &self.unit).hint("For example: days, or %."),
            Field::new("baseline", "Now", Kind::Decimal, &self.baseline).required(),
            Field::new("target", "Wanted", Kind::Decimal, &self.target).required(),
        ];
        Some(FormPage {
            section: Section::Goals,
            title: "Add a key result",
            why: format!(
                "{}: by which number will you see that it is reached?",
                seen.sight.text(goal.title).short()
            ),
            back: To::Goal(id),
            back_words: id.to_string(),
            form: form::Form::new(To::NewKeyResult(id), "Add it", fields),
            last: None,
        })
    }
}

pub(crate) async fn new_key_result(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| NewKeyResult::default().page(seen, GoalId(id))).await
}

pub(crate) async fn key_result_added(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<NewKeyResult>,
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

/// The fields of a check-in that hold what each key result is, by its number.
const VALUES: [&str; goal::KEY_RESULTS_LIMIT] =
    ["value-1", "value-2", "value-3", "value-4", "value-5"];

/// What is typed to check in on a goal.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CheckInGoal {
    status: String,
    text: String,
    confidence: String,
    /// One of [`VALUES`] for each key result; what is left empty is not reported.
    #[serde(flatten)]
    values: BTreeMap<String, String>,
}

impl CheckInGoal {
    /// The next check-in, with the last values filled in.
    fn after(key_results: &[Measure]) -> Self {
        let last = |(name, measure): (&&str, &Measure)| {
            Some(((*name).to_owned(), measure.is()?.to_string()))
        };
        Self {
            values: VALUES.iter().zip(key_results).filter_map(last).collect(),
            ..Self::default()
        }
    }

    fn command(&self, goal: GoalId) -> Result<Command, Refusal> {
        let mut values = Vec::new();
        for (number, name) in (0..).zip(VALUES) {
            let written = self.values.get(name).map_or("", |value| value.trim());
            if !written.is_empty() {
                values.push((number, written.parse::<Amount>()?));
            }
        }
        let confidence = match self.confidence.trim() {
            "" => None,
            written => Some(written.parse().map_err(|_| Refusal::NotANumber {
                written: paceline_core::text::cut(written, 40),
            })?),
        };
        Ok(Command::Goal(goal::Command::CheckIn(goal::Saying {
            goal,
            status: acts::status(&self.status)?,
            text: self.text.clone(),
            confidence,
            values,
            help: String::new(),
        })))
    }

    fn form(&self, id: GoalId, key_results: &[Measure]) -> form::Form {
        let mut fields = forms::check_in_fields(&self.status, &self.text);
        for (name, measure) in VALUES.into_iter().zip(key_results) {
            let label = match measure.unit.as_str() {
                "" => measure.name.clone(),
                unit => format!("{} ({unit})", measure.name),
            };
            let value = self.values.get(name).map_or("", String::as_str);
            let hint = format!(
                "{} wanted, {} at the start.",
                measure.target, measure.baseline
            );
            fields.push(Field::new(name, label, Kind::Decimal, value).hint(hint));
        }
        let confidence = Kind::Number {
            least: 0,
            most: CONFIDENCE_LIMIT.into(),
        };
        fields.push(
            Field::new("confidence", "Confidence", confidence, &self.confidence)
                .hint("How sure you are that it will be reached, from 0 to 10."),
        );
        form::Form::new(To::CheckInGoal(id), "Check in", fields)
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId) -> Option<FormPage> {
        let goal = seen.sight.goal(id)?;
        Some(FormPage {
            section: Section::Goals,
            title: "Check in",
            why: seen.sight.text(goal.title).short().to_owned(),
            back: To::Goal(id),
            back_words: id.to_string(),
            form: self.form(id, &goal.measures(seen.sight)),
            last: goal
                .check_ins
                .last()
                .map(|last| last.view(seen.sight, seen.now)),
        })
    }
}

pub(crate) async fn check_in(look: Look, Path(id): Path<u32>) -> Shown {
    let id = GoalId(id);
    form::show(look, |seen| {
        let measures = seen.sight.goal(id).map(|goal| goal.measures(seen.sight));
        CheckInGoal::after(&measures?).page(seen, id)
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

/// What is typed to close a goal.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CloseGoal {
    outcome: String,
    text: String,
}

impl CloseGoal {
    fn command(&self, goal: GoalId) -> Result<Command, Refusal> {
        let outcome = Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.word() == self.outcome);
        let outcome = outcome.ok_or(Refusal::Empty { what: "outcome" })?;
        Ok(Command::Goal(goal::Command::Close(goal::Closing {
            goal,
            outcome,
            text: self.text.clone(),
            score: None,
        })))
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId) -> Option<FormPage> {
        let goal = seen.sight.goal(id)?;
        let outcomes = Outcome::ALL
            .map(|outcome| Choice::new(outcome.word(), outcome.word()))
            .into();
        let fields = vec![
            Field::new(
                "outcome",
                "How did it end?",
                Kind::Radio(outcomes),
                &self.outcome,
            )
            .required(),
            Field::text("text", "What was learned?", &self.text).required(),
        ];
        Some(FormPage {
            section: Section::Goals,
            title: "Close the goal",
            why: seen.sight.text(goal.title).short().to_owned(),
            back: To::Goal(id),
            back_words: id.to_string(),
            form: form::Form::new(To::CloseGoal(id), "Close the goal", fields),
            last: None,
        })
    }
}

pub(crate) async fn close(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| CloseGoal::default().page(seen, GoalId(id))).await
}

pub(crate) async fn closed(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<CloseGoal>,
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
