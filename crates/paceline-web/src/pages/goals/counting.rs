//! Key results: by which number it is seen whether a goal is reached. Each kind of number has its own form.

use askama::Template;
use paceline_core::{
    Command, GoalId, Refusal,
    goal::{self, Direction, Kind as Counted},
};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Form, Path, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    url::To,
    url_goals::OnKeyResult,
};

/// What is typed to add a key result, of whichever kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewKeyResult {
    kind: String,
    name: String,
    unit: String,
    baseline: String,
    target: String,
    direction: String,
    from: String,
    until: String,
    source: String,
    /// A line each.
    milestones: String,
}

/// A kind as a form sends it.
fn value(kind: Counted) -> &'static str {
    match kind {
        Counted::Number => "number",
        Counted::Percentage => "percentage",
        Counted::YesNo => "yes-no",
        Counted::Milestones => "milestones",
    }
}

/// The kind that a form or an address says; a number where it says none.
fn kind_of(written: &str) -> Counted {
    let known = Counted::ALL.into_iter();
    let mut known = known.filter(|kind| value(*kind) == written);
    known.next().unwrap_or_default()
}

/// A direction that is kept, as a form sends it. What is to be reached needs none: it follows from the numbers.
const KEPT: [(&str, Direction); 2] = [
    ("at-least", Direction::AtLeast),
    ("at-most", Direction::AtMost),
];

impl NewKeyResult {
    fn command(&self, goal: GoalId) -> Result<Command, Refusal> {
        let kept = KEPT.iter().find(|(sent, _)| *sent == self.direction);
        let milestones = self.milestones.lines().map(str::trim);
        Ok(Command::Goal(goal::Command::AddKeyResult(goal::Counting {
            goal,
            name: self.name.clone(),
            kind: kind_of(&self.kind),
            unit: self.unit.clone(),
            direction: kept.map(|(_, direction)| *direction),
            baseline: forms::amount(&self.baseline)?,
            target: forms::amount(&self.target)?,
            from: forms::day(&self.from)?,
            until: forms::day(&self.until)?,
            source: self.source.clone(),
            milestones: milestones
                .filter(|milestone| !milestone.is_empty())
                .map(str::to_owned)
                .collect(),
        })))
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId) -> Option<FormPage> {
        let goal = seen.sight.goal(id)?;
        let kind = kind_of(&self.kind);
        let mut fields = self.fields(kind);
        fields.push(
            Field::line("source", "Where the number comes from", &self.source)
                .hint("For example the address of a dashboard."),
        );
        fields.push(Field::new("from", "From", Kind::Date, &self.from));
        if !goal.evergreen {
            fields.push(Field::new("until", "Until", Kind::Date, &self.until));
        }
        fields.push(Field::hidden("kind", value(kind)));
        let form = form::Form::new(To::NewKeyResult(id), "Add it", fields);
        let why = "By which number will you see that it is reached?";
        forms::page(seen, id, ("Add a key result", why), form)
    }

    fn fields(&self, kind: Counted) -> Vec<Field> {
        let name = |example: &'static str| {
            Field::line("name", "What is counted", &self.name)
                .hint(example)
                .required()
        };
        let number = |name: &'static str, label: &'static str, value: &str| {
            Field::new(name, label, Kind::Decimal, value).required()
        };
        let ends = [
            number("baseline", "Now", &self.baseline),
            number("target", "Wanted", &self.target),
            self.direction(),
        ];
        match kind {
            Counted::Number => {
                let unit = Field::line("unit", "Unit", &self.unit)
                    .hint("For example: days.")
                    .required();
                let first = [name("For example: median lead time."), unit];
                first.into_iter().chain(ends).collect()
            }
            Counted::Percentage => {
                let first = [name(
                    "For example: builds that pass the first time, in per cent.",
                )];
                first.into_iter().chain(ends).collect()
            }
            Counted::YesNo => vec![name("For example: every service can be rolled back.")],
            Counted::Milestones => vec![
                name("For example: services on the new pipeline."),
                Field::new("milestones", "Milestones", Kind::Lines, &self.milestones)
                    .hint("In their order, a line each; from two to twenty.")
                    .required(),
            ],
        }
    }

    fn direction(&self) -> Field {
        let choices = vec![
            Choice::new("", "Reached"),
            Choice::new("at-least", "Kept: at least that"),
            Choice::new("at-most", "Kept: at most that"),
        ];
        Field::new(
            "direction",
            "It is to be",
            Kind::Radio(choices),
            &self.direction,
        )
    }
}

#[derive(Template)]
#[template(path = "goals/key_result.html")]
struct New {
    f: Frame,
    page: FormPage,
    kinds: Vec<KindLink>,
}

/// A kind of key result, as a way to its form.
struct KindLink {
    to: To<'static>,
    word: &'static str,
    is_here: bool,
}

/// Which kind is to be added.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Which {
    kind: String,
}

pub(crate) async fn new(look: Look, Path(id): Path<u32>, Query(which): Query<Which>) -> Shown {
    look.now_only()?;
    let (id, kind) = (GoalId(id), kind_of(&which.kind));
    let typed = NewKeyResult {
        kind: which.kind,
        ..NewKeyResult::default()
    };
    let mut page = look.find(|seen| typed.page(seen, id))?;
    page.form.takes_focus = true;
    let kinds = Counted::ALL.map(|of| KindLink {
        to: To::NewKeyResultOf(id, value(of)),
        word: of.word(),
        is_here: of == kind,
    });
    look.show(Section::Goals, |f| New {
        f,
        page,
        kinds: kinds.into(),
    })
}

pub(crate) async fn added(
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

/// What is typed to change a key result, or to drop it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Changed {
    name: String,
    target: String,
    until: String,
    source: String,
    because: String,
}

/// Which key result of which goal.
type Number = (u32, u16);

impl Changed {
    /// What it is now.
    fn from(seen: &Seen<'_>, (id, number): Number) -> Option<Self> {
        let goal = seen.sight.goal(GoalId(id))?;
        let mut live = goal.live_key_results();
        let (_, known) = live.find(|(known, _)| *known == number)?;
        let source = known.source.map(|source| seen.sight.text(source));
        Some(Self {
            name: seen.sight.text(known.name).to_string(),
            target: known.target.to_string(),
            until: forms::written(known.until),
            source: source.map_or_else(String::new, |source| source.to_string()),
            because: String::new(),
        })
    }

    fn command(&self, seen: &Seen<'_>, (id, key_result): Number) -> Result<Command, Refusal> {
        let goal = GoalId(id);
        let was = Self::from(seen, (id, key_result)).ok_or(Refusal::NoSuchKeyResult { goal })?;
        let changed = |typed: &str, was: &str| forms::changed(typed, was);
        let target = changed(&self.target, &was.target).unwrap_or_default();
        let until = changed(&self.until, &was.until).unwrap_or_default();
        Ok(Command::Goal(goal::Command::ReviseKeyResult {
            goal,
            key_result,
            name: changed(&self.name, &was.name),
            target: forms::amount(&target)?,
            until: forms::day(&until)?,
            source: changed(&self.source, &was.source),
            because: self.because.clone(),
        }))
    }

    fn page(&self, seen: &Seen<'_>, (id, number): Number) -> Option<FormPage> {
        let goal = seen.sight.goal(GoalId(id))?;
        let mut live = goal.live_key_results();
        let (_, known) = live.find(|(known, _)| *known == number)?;
        let mut fields = vec![Field::line("name", "What is counted", &self.name).required()];
        match known.kind {
            Counted::Number | Counted::Percentage => {
                fields.push(Field::new("target", "Wanted", Kind::Decimal, &self.target).required())
            }
            // Yes is wanted, or all of them: there is nothing else to want.
            Counted::YesNo | Counted::Milestones => {
                fields.push(Field::hidden("target", &self.target));
            }
        }
        if !goal.evergreen {
            fields.push(Field::new("until", "Until", Kind::Date, &self.until));
        }
        fields.push(Field::line(
            "source",
            "Where the number comes from",
            &self.source,
        ));
        fields.push(forms::because("Why it changes", &self.because));
        let to = To::OnKeyResult(GoalId(id), number, OnKeyResult::Revise);
        let form = form::Form::new(to, "Change it", fields);
        let why = "What it was, and why it changed, stays on the goal's page.";
        forms::page(seen, GoalId(id), ("Change a key result", why), form)
    }

    fn drop_page(&self, seen: &Seen<'_>, (id, number): Number) -> Option<FormPage> {
        let goal = seen.sight.goal(GoalId(id))?;
        let mut live = goal.live_key_results();
        let (_, known) = live.find(|(known, _)| *known == number)?;
        let to = To::OnKeyResult(GoalId(id), number, OnKeyResult::Drop);
        let fields = vec![forms::because("Why", &self.because)];
        let form = form::Form::new(to, "Drop it", fields);
        let why = format!(
            "{}: its values stay on record, and nobody is asked for them any more.",
            seen.sight.text(known.name)
        );
        forms::page(seen, GoalId(id), ("Drop a key result", &why), form)
    }
}

pub(crate) async fn revise(look: Look, Path(of): Path<Number>) -> Shown {
    form::show(look, |seen| Changed::from(seen, of)?.page(seen, of)).await
}

pub(crate) async fn revised(
    acting: Acting,
    Path(of): Path<Number>,
    Form(typed): Form<Changed>,
) -> Shown {
    let command = acting.read(|seen| typed.command(seen, of));
    acting
        .run(
            command,
            |_, _| To::Goal(GoalId(of.0)),
            |seen| typed.page(seen, of),
        )
        .await
}

pub(crate) async fn drop_one(look: Look, Path(of): Path<Number>) -> Shown {
    form::show(look, |seen| Changed::default().drop_page(seen, of)).await
}

pub(crate) async fn dropped(
    acting: Acting,
    Path(of): Path<Number>,
    Form(typed): Form<Changed>,
) -> Shown {
    let command = Command::Goal(goal::Command::DropKeyResult {
        goal: GoalId(of.0),
        key_result: of.1,
        because: typed.because.clone(),
    });
    acting
        .run(
            Ok(command),
            |_, _| To::Goal(GoalId(of.0)),
            |seen| typed.drop_page(seen, of),
        )
        .await
}
