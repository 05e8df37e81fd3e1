//! Import: a text is pasted, what would be made of it is shown line by line, and what is ticked is taken in.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{Door, Refusal, reference::Reference};
use paceline_import::outline::{
    As, Remark, Weight,
    plan::{Fate, Past, Step, What},
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Pairs, Query},
    form::{self, Choice, Field, Kind, Refused},
    frame::{Frame, Section},
    look::{Look, Shown, rendered},
    problem::Problem,
    taking_in::{NotTaken, Preview, Taken, Unread, Wanted, preview, take_in},
    url::To,
};

#[derive(Template)]
#[template(path = "import/show.html")]
struct Show {
    f: Frame,
    form: form::Form,
    preview: Option<Offered>,
}

/// What is offered to be taken in, and the text it was made of.
struct Offered {
    wanted: Wanted,
    steps: Vec<Step>,
    fingerprint: String,
    remarks: Vec<Remark>,
    /// What was ticked before; `None`: everything that can be made.
    ticked: Option<BTreeSet<String>>,
    /// It is not what was shown before.
    is_changed: bool,
}

impl Offered {
    fn of(wanted: &Wanted, preview: Preview) -> Self {
        Self {
            wanted: wanted.clone(),
            steps: preview.plan.steps,
            fingerprint: preview.plan.fingerprint,
            remarks: preview.reading.remarks,
            ticked: None,
            is_changed: false,
        }
    }

    fn makes_something(&self) -> bool {
        self.count_of(&Fate::Made) > 0
    }

    fn count_of(&self, fate: &Fate) -> usize {
        self.steps.iter().filter(|step| step.fate == *fate).count()
    }

    fn is_ticked(&self, step: &Step) -> bool {
        let ticked = self.ticked.as_ref();
        ticked.is_none_or(|ticked| ticked.contains(&step.key))
    }

    /// In one sentence, what would be made.
    fn sum(&self) -> String {
        sum(&self.steps.iter().filter(|step| step.fate == Fate::Made))
    }

    fn leaves_past_out(&self) -> bool {
        self.wanted.past == Past::LeaveOut
    }
}

/// `2 goals, 5 key results`.
fn sum<'s>(steps: &(impl Iterator<Item = &'s Step> + Clone)) -> String {
    let kinds = [
        What::Goal,
        What::KeyResult,
        What::CheckIn,
        What::Closing,
        What::Strategy,
        What::Value,
    ];
    let counted = kinds.into_iter().filter_map(|kind| {
        let count = steps.clone().filter(|step| step.what == kind).count();
        match (count, kind) {
            (0, _) => None,
            (1, kind) => Some(format!("1 {}", kind.word())),
            (_, What::Strategy) => Some(format!("{count} strategies")),
            (_, kind) => Some(format!("{count} {}s", kind.word())),
        }
    });
    counted.collect::<Vec<_>>().join(", ")
}

/// How much a remark matters, in a word.
fn weight(remark: &Remark) -> &'static str {
    match remark.weight {
        Weight::Trouble => "To mend",
        Weight::LeftOut => "Left out",
        Weight::Note => "How it was taken",
    }
}

/// Where something is that is called `O-7` or `C-3`.
fn place(reference: &str) -> Option<To<'static>> {
    match reference.parse() {
        Ok(Reference::Goal(goal)) => Some(To::Goal(goal)),
        Ok(Reference::Entry(entry)) => Some(To::Entry(entry)),
        Ok(Reference::Gap(_) | Reference::Initiative(_) | Reference::VeerOff(_)) | Err(_) => None,
    }
}

/// With what the form begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Begin {
    #[serde(rename = "as")]
    kind: String,
    team: String,
}

pub(crate) async fn show(look: Look, Query(begin): Query<Begin>) -> Shown {
    look.now_only()?;
    let wanted = Wanted {
        kind: begin.kind.parse().unwrap_or_default(),
        team: begin.team,
        ..Wanted::default()
    };
    let teams = look.read(|seen| form::teams(seen.sight));
    let form = pasting(&wanted, teams, "Show what becomes of it");
    look.show(Section::Goals, |f| Show {
        f,
        form,
        preview: None,
    })
}

fn pasting(wanted: &Wanted, mut teams: Vec<Choice>, button: &'static str) -> form::Form {
    let kinds = [
        (As::Auto, "Whatever it looks like"),
        (As::Goals, "Goals, as a Markdown outline"),
        (As::Strategy, "A strategy, in Markdown"),
        (As::Values, "Values or practices, in Markdown"),
        (As::Csv, "Goals, as the cells of a spreadsheet (CSV)"),
    ];
    let kinds = kinds.map(|(kind, label)| Choice::new(kind.word(), label));
    if let Some(none) = teams.first_mut() {
        "The whole organisation".clone_into(&mut none.label);
    }
    let past = match wanted.past {
        Past::LeaveOut => "leave-out",
        Past::Refuse => "",
    };
    let passed = Choice::new(
        "leave-out",
        "Take goals whose end has passed in without an end; it is kept in their reason",
    );
    let fields = vec![
        Field::new("text", "Text", Kind::Lines, &wanted.text)
            .hint("At most 200 KB. For example: # Ship every merge, and below it - Days to users: from 9 to 1 days")
            .required(),
        Field::new("as", "What it is", Kind::Select(kinds.into()), wanted.kind.word()),
        Field::new("team", "Whose it is", Kind::Select(teams), &wanted.team)
            .hint("Where the text names a team that is here, that team is taken."),
        Field::line("name", "Where it comes from", &wanted.name)
            .hint("The name of the file or page. It is kept with everything that is made, and may say the quarter: 2026_q3.md"),
        Field::new("past", "Days that have passed", Kind::Ticks(vec![passed]), past),
    ];
    form::Form::new(To::Import, button, fields)
}

fn wanted(typed: &Pairs) -> Wanted {
    Wanted {
        text: typed.one("text").to_owned(),
        name: typed.one("name").trim().to_owned(),
        kind: typed.one("as").parse().unwrap_or_default(),
        team: typed.one("team").trim().to_owned(),
        past: match typed.one("past") {
            "leave-out" => Past::LeaveOut,
            _ => Past::Refuse,
        },
    }
}

pub(crate) async fn previewed(acting: Acting, typed: Pairs) -> Shown {
    let wanted = wanted(&typed);
    match preview(&acting, &wanted, Door::Page) {
        Ok(preview) => offers(&acting, StatusCode::OK, Offered::of(&wanted, preview)),
        Err(unread) => unread_again(&acting, &wanted, &unread),
    }
}

fn offers(acting: &Acting, status: StatusCode, offered: Offered) -> Shown {
    let teams = acting.read(|seen| form::teams(seen.sight));
    let form = pasting(&offered.wanted, teams, "Show again what becomes of it");
    page(acting, status, form, Some(offered))
}

fn unread_again(acting: &Acting, wanted: &Wanted, unread: &Unread) -> Shown {
    let teams = acting.read(|seen| form::teams(seen.sight));
    let mut form = pasting(wanted, teams, "Show what becomes of it");
    form.refused = Some(Refused {
        why: unread.why(),
        instead: unread.instead(),
    });
    form.takes_focus = true;
    page(acting, StatusCode::UNPROCESSABLE_ENTITY, form, None)
}

fn page(acting: &Acting, status: StatusCode, form: form::Form, preview: Option<Offered>) -> Shown {
    let f = acting.read(|seen| Frame::of(seen, Section::Goals, ""));
    let shown = Show { f, form, preview };
    rendered(status, &shown).map_err(|failure| Problem::unrendered(acting.app(), &failure))
}

#[derive(Template)]
#[template(path = "import/done.html")]
struct Done {
    f: Frame,
    made: Vec<(Step, Option<To<'static>>, String)>,
    refused: Vec<(Step, Refusal)>,
    sum: String,
}

pub(crate) async fn taken_in(acting: Acting, typed: Pairs) -> Shown {
    // Whoever goes away leaves it to its end, so that no goal stays without its key results.
    let work = tokio::spawn(async move { take(acting, &typed).await });
    let failed = Problem::Failed {
        what: "The text could not be taken in",
        instead: "Import it again: only what is missing is offered then.",
    };
    work.await.unwrap_or(Err(failed))
}

async fn take(acting: Acting, typed: &Pairs) -> Shown {
    let wanted = wanted(typed);
    let ticked: BTreeSet<String> = typed.all("take").map(str::to_owned).collect();
    let fingerprint = typed.one("fingerprint");
    match take_in(&acting, &wanted, Door::Page, fingerprint, &ticked).await {
        Ok(taken) => done(&acting, taken),
        Err(NotTaken::Unread(unread)) => unread_again(&acting, &wanted, &unread),
        Err(NotTaken::Changed(preview)) => {
            let offered = Offered {
                ticked: Some(ticked).filter(|ticked| !ticked.is_empty()),
                is_changed: true,
                ..Offered::of(&wanted, *preview)
            };
            offers(&acting, StatusCode::UNPROCESSABLE_ENTITY, offered)
        }
        Err(NotTaken::Failed(failure)) => Err(Problem::failed(acting.app(), &failure)),
    }
}

fn done(acting: &Acting, taken: Taken) -> Shown {
    let sum = sum(&taken.made.iter().map(|(step, _)| step));
    let made = taken.made.into_iter();
    let made = made.map(|(step, reference)| (step, place(&reference), reference));
    let shown = Done {
        f: acting.read(|seen| Frame::of(seen, Section::Goals, "")),
        made: made.collect(),
        refused: taken.refused,
        sum,
    };
    rendered(StatusCode::OK, &shown).map_err(|failure| Problem::unrendered(acting.app(), &failure))
}
